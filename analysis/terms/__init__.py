"""Corpus to terms: `rule` (what a term is), `table`, `segments`, `filled`, `matrix`; counted and found again.

`filled` (a table of one's own made whole, cut anew), `voices` (whose words count), `queries` (what a reader asks for),
`families`, `frequencies` (how often), `dispersion` (how evenly), `concordance` (in which lines).
"""

from analysis.terms.families import find_families
from analysis.terms.filled import fill_terms, split_segments
from analysis.terms.matrix import TermMatrix, count_units, term_matrix
from analysis.terms.queries import match_queries, match_query, missing_term
from analysis.terms.rule import GENITIVE, SHOUTED, TERM, find_terms, kinds_of, name_term, read_stop_terms, term_kinds
from analysis.terms.table import COLUMNS, find_voices, spells, split_terms, terms_of_blocks, unbroken
from analysis.terms.voices import VOICES, Voice, in_voice, known_columns, spoken_terms, tell_voices

__all__ = [
    "COLUMNS",
    "GENITIVE",
    "SHOUTED",
    "TERM",
    "VOICES",
    "TermMatrix",
    "Voice",
    "count_units",
    "fill_terms",
    "find_families",
    "find_terms",
    "find_voices",
    "in_voice",
    "kinds_of",
    "known_columns",
    "match_queries",
    "match_query",
    "missing_term",
    "name_term",
    "read_stop_terms",
    "spells",
    "split_segments",
    "split_terms",
    "spoken_terms",
    "tell_voices",
    "term_kinds",
    "term_matrix",
    "terms_of_blocks",
    "unbroken",
]
