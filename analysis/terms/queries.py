"""What a reader asks for, and the one matcher that finds it in a terms table.

A string query is one or more words: a run of terms within one block. `*` stands for any letters of a word (or, alone,
for any word), `|` parts alternatives, quotation marks may stand around a phrase. Each word passes through the term
rule, so `U.S.S.R.`, `Stalin’s` and `1956-1960` find what `split_terms` counts. A compiled `re.Pattern` is a regular
expression over whole terms.
"""

import re
import unicodedata
from collections.abc import Iterable

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.errors import AnalysisError, UnknownTermError
from analysis.terms.rule import find_terms

Query = str | re.Pattern[str]
STANDS_FOR_STAR = ("\ua66e", "\U0001d7d8")  # a letter and a digit no text has: what `*` is while the rule reads a word
QUOTES = str.maketrans(dict.fromkeys('"“”„«»', " "))
INNER = frozenset("*-‐‑–—'’‘.,")  # signs the rule keeps within a term or parts terms at
GRAMMAR = (
    "a query is words, with * for any letters, | between alternatives, and quotation marks around a phrase if you like"
)


def parse_query(query: str) -> list[list[str]]:
    """The alternatives of a query, each a list of words as terms, with `*` kept.

    >>> parse_query('"Red Guard*" | U.S.S.R.')
    [['red', 'guard*'], ['ussr']]

    Errors: an empty query or alternative, a sign that no term can hold.
    """
    found = []
    for text in query.translate(QUOTES).split("|"):
        wrong = [sign for sign in text if not (sign.isalnum() or sign.isspace() or sign in INNER or _is_accent(sign))]
        if wrong:
            raise AnalysisError(
                f"The query {query.strip()!r} holds {wrong[0]!r}, which no term can hold: {GRAMMAR}; a regular "
                f"expression must be compiled, re.compile({query.strip()!r})."
            )
        words = [word for token in text.split() for word in _read_word(token)]
        if not words:
            where = f", or one of its alternatives: {query!r}" if query.strip() else ""
            raise AnalysisError(f"The query is empty{where}. Please give a term, a phrase, or 'commun*'; {GRAMMAR}.")
        found.append(words)
    return found


def _is_accent(sign: str) -> bool:
    return unicodedata.category(sign).startswith("M")


def _read_word(token: str) -> list[str]:
    """The terms that a word of a query spells; `*` may be a letter or a digit, whichever keeps the word together."""
    readings = ([term for _, _, term in find_terms(token.replace("*", sign))] for sign in STANDS_FOR_STAR)
    shortest = min(readings, key=len)
    return [re.sub("|".join(STANDS_FOR_STAR), "*", term) for term in shortest]


def match_query(terms: pd.DataFrame, query: Query) -> tuple[np.ndarray, np.ndarray]:
    """Where a query stands in a terms table.

    A phrase is found as a run of terms within one block and as one term (a joined name, an n-gram). Where alternatives
    lie one within another, the longest counts.

    Parameters
    ----------
    terms : DataFrame
        With the columns document, block and term, in reading order.
    query : str or re.Pattern
        By the rules at the head of this module.

    Returns
    -------
    rows, lengths : arrays of int
        The first row of each hit, and how many rows it takes; in reading order.

    Raises
    ------
    AnalysisError
        For an empty query or alternative, a sign that no term can hold, what is no string and no pattern.
    """
    return match_queries(terms, [query])[0]


def match_queries(terms: pd.DataFrame, queries: Iterable[Query]) -> list[tuple[np.ndarray, np.ndarray]]:
    """`match_query` for many queries; the words of the table are told apart once.

    Parameters
    ----------
    terms : DataFrame
        With the columns document, block and term, in reading order.
    queries : iterable of str or re.Pattern
        By the rules at the head of this module.

    Returns
    -------
    list of (rows, lengths)
        One pair a query, as `match_query` gives it.
    """
    index = TermIndex(terms)
    asked = [index.read(query) for query in queries]
    index.sort({code for runs in asked for first, *_ in runs for code in first.tolist()})
    return [index.find(runs) for runs in asked]


Run = list[np.ndarray]  # the numbers of the terms that answer each word of a query


class TermIndex:
    """Where each term of a table stands: made once, asked often.

    Parameters
    ----------
    terms : DataFrame
        With the columns document, block and term, in reading order.
    """

    def __init__(self, terms: pd.DataFrame):
        self.codes, vocabulary = pd.factorize(terms["term"])
        self.known = {term: code for code, term in enumerate(vocabulary)}
        self.places = [pd.factorize(terms[column])[0] for column in ("document", "block")]

    def read(self, query: Query) -> list[Run]:
        """A query in the numbers of this table: every run of words that answers it."""
        return [[_codes(part, self.known) for part in run] for run in _runs(query)]

    def sort(self, wanted: set[int] | None = None) -> None:
        """Put the rows of one term together, of those that are wanted; of all if left out."""
        number, rows = len(self.known), np.arange(len(self.codes))
        if wanted is not None:
            rows = np.flatnonzero(np.isin(np.arange(number), list(wanted))[self.codes]) if number else rows
        ones = np.ones(len(rows), dtype=np.int8)
        held = sparse.coo_array((ones, (self.codes[rows], rows)), shape=(number, len(self.codes))).tocsr()
        self.rows, self.borders = held.indices, held.indptr

    def find(self, runs: list[Run]) -> tuple[np.ndarray, np.ndarray]:
        """First rows and lengths of the hits of a query that was read and whose terms were sorted, in reading order."""
        return _longest([self._find_run(run) for run in runs])

    def _find_run(self, run: Run) -> tuple[np.ndarray, np.ndarray]:
        parts = [self.rows[self.borders[code] : self.borders[code + 1]] for code in run[0]]
        found = np.concatenate(parts) if parts else self.rows[:0]
        for shift, part in enumerate(run[1:], start=1):
            found = found[found + shift < len(self.codes)]
            found = found[np.isin(self.codes[found + shift], part)]
        for place in self.places if len(run) > 1 else ():
            found = found[place[found] == place[found + len(run) - 1]]
        return found, np.full(len(found), len(run))


def check_pattern(query: re.Pattern) -> None:
    """Raise a sentence for a pattern of bytes, which no text holds."""
    if isinstance(query.pattern, bytes):
        raise AnalysisError(f"The pattern {query.pattern!r} is made of bytes; compile a string.")


def _runs(query: Query) -> list[list[re.Pattern[str] | str]]:
    """Every run of words that answers a query: its alternatives, and those of several words joined to one term."""
    if isinstance(query, re.Pattern):
        check_pattern(query)
        return [[query]]
    if not isinstance(query, str):
        raise AnalysisError(f"The query is {query!r}: give a string or a compiled re.Pattern; {GRAMMAR}.")
    alternatives = parse_query(query)
    runs = [*alternatives, *([" ".join(words)] for words in alternatives if len(words) > 1)]
    return [[_pattern(word) if "*" in word else word for word in run] for run in runs]


def _pattern(word: str) -> re.Pattern[str]:
    return re.compile(".*".join(map(re.escape, re.split(r"\*+", word))) if word.strip("*") else ".+")


def _codes(part: re.Pattern[str] | str, known: dict[str, int]) -> np.ndarray:
    """The numbers of the terms that answer one word of a query."""
    if isinstance(part, str):
        return np.array([known[part]] if part in known else [], dtype=np.int64)
    return np.array([code for term, code in known.items() if part.fullmatch(term)], dtype=np.int64)


def _longest(found: list[tuple[np.ndarray, np.ndarray]]) -> tuple[np.ndarray, np.ndarray]:
    """The hits of all runs in reading order, without those that lie within another."""
    rows, lengths = (np.concatenate(arrays) for arrays in zip(*found, strict=True))
    order = np.lexsort((-lengths, rows))
    rows, ends = rows[order], (rows + lengths)[order]
    kept = ends > np.concatenate([[0], np.maximum.accumulate(ends)[:-1]]) if len(ends) else ends > 0
    return rows[kept], (ends - rows)[kept]


def missing_term(query: Query, voice: str | None = None) -> UnknownTermError:
    """The error for a query that is found nowhere, or not in this voice.

    Parameters
    ----------
    query : str or re.Pattern
        What was looked for.
    voice : {"author", "quoted", None}
        Where; None for everywhere.

    Returns
    -------
    UnknownTermError
        To be raised.
    """
    where = f" in the {voice} voice (voice=None counts every voice)" if voice else ""
    shown = query.pattern if isinstance(query, re.Pattern) else query
    return UnknownTermError(f"The term {shown!r} does not occur{where}. Terms are in small letters, without 's.")
