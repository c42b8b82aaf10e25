"""Files to Corpus: `formats` (bytes to chunks), `layout`, `structure`, `notes`, `quotations`, `speakers`, `tables`."""

from analysis.corpus import BODY_KINDS, QUOTED_KINDS, Corpus, Document
from analysis.reading.read import read_corpus
from analysis.reading.report import compare_with_naive, count_voices, read_report

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
