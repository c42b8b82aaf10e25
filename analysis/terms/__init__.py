"""Corpus to terms: `rule` (what a term is), `table`, `segments`, `matrix`, `queries`; counted and found again.

`frequencies` (how often), `dispersion` (how evenly), `concordance` (in which lines).
"""

from analysis.terms.matrix import TermMatrix, term_matrix
from analysis.terms.queries import find_families, find_sequences, query_pattern
from analysis.terms.rule import GENITIVE, TERM, find_terms, name_term, read_stop_terms, term_kinds
from analysis.terms.table import COLUMNS, VOICES, find_voices, split_segments, split_terms

__all__ = [
    "COLUMNS",
    "GENITIVE",
    "TERM",
    "VOICES",
    "TermMatrix",
    "find_families",
    "find_sequences",
    "find_terms",
    "find_voices",
    "name_term",
    "query_pattern",
    "read_stop_terms",
    "split_segments",
    "split_terms",
    "term_kinds",
    "term_matrix",
]
