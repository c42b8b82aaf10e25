"""Files to Corpus: `formats` (bytes to chunks), `layout`, `structure`, `notes`, `quotations`, `speakers`, `tables`."""

from analysis.corpus import BODY_KINDS, QUOTED_KINDS, Corpus, Document
from analysis.reading.health import check_reading
from analysis.reading.read import read_corpus
from analysis.reading.report import compare_with_naive, count_voices, show_reading
from analysis.reading.tables_of_texts import corpus_from_table, corpus_from_texts

__all__ = [
    "BODY_KINDS",
    "QUOTED_KINDS",
    "Corpus",
    "Document",
    "check_reading",
    "compare_with_naive",
    "corpus_from_table",
    "corpus_from_texts",
    "count_voices",
    "read_corpus",
    "show_reading",
]
