"""Files to Corpus: `formats` (bytes to chunks), `layout`, `structure`, `voices`, `corpus` (the types)."""

from analysis.reading.corpus import BODY_KINDS, QUOTED_KINDS, Corpus, Document
from analysis.reading.ledger import count_voices
from analysis.reading.read import read_corpus
from analysis.reading.report import compare_with_naive, read_report

__all__ = [
    "BODY_KINDS",
    "QUOTED_KINDS",
    "Corpus",
    "Document",
    "compare_with_naive",
    "count_voices",
    "read_corpus",
    "read_report",
]
