"""Corpus to terms: `rule` (what a term is, stop terms), `names` (joined), `table`, `families`, `matrix`."""

from analysis.terms.families import family_terms, find_sequences, query_pattern
from analysis.terms.matrix import TermMatrix, term_matrix
from analysis.terms.rule import TERM, find_terms, name_term, stop_terms
from analysis.terms.table import COLUMNS, VOICES, find_voices, resegment, split_terms

__all__ = [
    "COLUMNS", "TERM", "VOICES", "TermMatrix", "family_terms", "find_sequences", "find_terms", "find_voices",
    "name_term", "query_pattern", "resegment", "split_terms", "stop_terms", "term_matrix",
]  # fmt: skip
