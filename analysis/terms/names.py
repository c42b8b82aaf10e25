"""Names joined: each with its aliases as one term, the longest alias first."""

import re

import numpy as np
import pandas as pd

from analysis.reading.corpus import Corpus
from analysis.terms.rule import TIDY, find_terms, name_term


def join_names(corpus: Corpus, table: pd.DataFrame) -> pd.DataFrame:
    """One row for each name that a run of terms spells: longest alias first, capitals must match, no stop between."""
    aliases = _alias_index(corpus.names)
    if not aliases:
        return table
    words = [corpus[d].text[s:e] for d, s, e in zip(table["document"], table["start"], table["end"], strict=True)]
    terms, blocks = table["term"].tolist(), list(zip(table["document"], table["block"], strict=True))
    keep, ends, named = np.ones(len(table), dtype=bool), table["end"].to_numpy(copy=True), list(terms)
    at = 0
    while at < len(table):
        for pattern, name in aliases.get(terms[at], ()):
            stop = at + len(pattern)
            if (
                stop <= len(table)
                and blocks[stop - 1] == blocks[at]
                and _spells(words[at:stop], pattern)
                and _unbroken(corpus, table, at, stop)
            ):
                named[at], ends[at] = name, ends[stop - 1]
                keep[at + 1 : stop] = False
                at = stop - 1
                break
        at += 1
    return table.assign(term=named, end=ends)[keep].reset_index(drop=True)


def _alias_index(names: pd.DataFrame) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """First term of an alias → its (words as written, name as a term), longest first."""
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in names.itertuples():
        spans = list(find_terms(row.alias))
        if spans:
            written = tuple(row.alias[start:end] for start, end, _ in spans)
            index.setdefault(spans[0][2], []).append((written, name_term(row.name)))
    return {first: sorted(found, key=lambda pair: -len(pair[0])) for first, found in index.items()}


def _spells(words: list[str], pattern: tuple[str, ...]) -> bool:
    return all(
        word.translate(TIDY).casefold() == wanted.translate(TIDY).casefold()
        and (word[0].isupper() or not wanted[0].isupper())
        for word, wanted in zip(words, pattern, strict=True)
    )


_GAP = re.compile(r"(?:['’][sS])?\.?[\s\-]*")  # a point only after an initial; tested below


def _unbroken(corpus: Corpus, table: pd.DataFrame, at: int, stop: int) -> bool:
    text = corpus[table["document"].iat[at]].text
    for left in range(at, stop - 1):
        start, end = table["start"].iat[left], table["end"].iat[left]
        gap = text[end : table["start"].iat[left + 1]]
        if not _GAP.fullmatch(gap) or ("." in gap and end - start > 1):
            return False
    return True
