"""A term or phrase in its lines: the way back from every number to the sentence."""

import re
import weakref
from collections.abc import Collection
from typing import Literal
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd

from analysis.corpus import BODY_KINDS, FAR_OFF, Corpus, check_kinds
from analysis.door import checked
from analysis.errors import check_kind, unknown_name
from analysis.terms import find_terms, match_query, terms_of_blocks
from analysis.terms.queries import Query, TermIndex, check_pattern

COLUMNS = ["document", "block", "line", "voice", "speaker", "left", "match", "right"]
DTYPES = {name: "int64" if name in ("block", "line") else "str" for name in COLUMNS}
ORDERS = ("position", "left", "match", "right")
Hits = list[np.ndarray]  # rows of `corpus.blocks`, starts, ends
FAR = 200  # characters on either side that lines are sorted by, however few are shown


@checked(terms="block start end")
def concordance(
    corpus: Corpus,
    query: Query,
    *,
    width: int = 60,
    kinds: Collection[str] = BODY_KINDS,
    sort: Literal["position", "left", "match", "right"] = "position",
    most: int | None = None,
    terms: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Every place where a word, phrase or pattern stands, with the words to its left and right.

    A string is one or more terms (`"great leap"`), case folded, apostrophes alike, with `*` for any letters
    (`"commun*"`), `|` between alternatives (`"red guard|white guard*"`), and quotation marks around a phrase if you
    like. Its words pass through the term rule, so it finds exactly what `split_terms` counts (`"U.S.S.R."`,
    `"Stalin's"`, `"1956-1960"`). A compiled `re.Pattern` is a regular expression, matched within each block.
    All voices are shown, each line with its own.

    Parameters
    ----------
    corpus : Corpus
        As `read_corpus` gives it.
    query : str or re.Pattern
        What is looked for.
    width : int
        Characters on either side, at most.
    kinds : collection of str
        The kinds of block that are searched.
    sort : {"position", "left", "match", "right"}
        Reading order; by the words before, the nearest first (who does it?); by what was found; by the words after
        (what follows?). Lines alike in that stay in reading order; documents stay together only in `position`.
    most : int, optional
        How many lines at most, the first of that order; all if left out.
    terms : DataFrame, optional
        A table of `split_terms` of this corpus in which a string is looked for: with its names joined, of its voice.

    Returns
    -------
    DataFrame
        One row a hit, in the order of `sort`; no hit, no row:
        document, block : where it stands
        line : of the source
        voice, speaker : whose words these are; speaker is "" for the author
        left, match, right : the text; left and right are cut at a word and stay within the block

    Raises
    ------
    AnalysisError
        For an empty query, a sign that no term can hold, an unknown order.
    """
    check_kind("concordance", corpus, "Corpus")
    check_kinds(kinds)
    if sort not in ORDERS:
        raise unknown_name("order", sort, ORDERS)
    searched = _searched(corpus)
    hits = searched.find(query, frozenset(kinds), terms)
    if sort != "position":
        keys = [_sort_key(searched, hit, sort) for hit in zip(*hits, strict=True)]
        order = np.array(sorted(range(len(keys)), key=keys.__getitem__), dtype=np.int64)
        hits = [part[order] for part in hits]
    return searched.lines([part[:most] for part in hits], width)


_SEARCHED: WeakKeyDictionary[Corpus, "_Searched"] = WeakKeyDictionary()


def _searched(corpus: Corpus) -> "_Searched":
    """What searching this corpus needs, made when it is first searched."""
    if corpus not in _SEARCHED:
        _SEARCHED[corpus] = _Searched(corpus)
    return _SEARCHED[corpus]


class _Searched:
    """The blocks and stretches of one voice of a corpus as arrays, and where each term stands; a hit is a row of
    `corpus.blocks`, a start and an end."""

    def __init__(self, corpus: Corpus):
        blocks, spoken = corpus.blocks, corpus.spoken()
        document, names = pd.factorize(blocks["document"])
        self.texts, self.document = [corpus.texts[name] for name in names], document
        self.block, self.first, self.last = (blocks[name].to_numpy() for name in ("block", "start", "end"))
        self.kind, self.text = blocks["kind"].tolist(), blocks["text"].tolist()
        self.stretch = pd.Index(names).get_indexer(spoken["document"]) * FAR_OFF + spoken["start"].to_numpy()
        self.voice, self.speaker = (spoken[name].to_numpy(dtype=object) for name in ("voice", "speaker"))
        self.corpus, self.terms = weakref.proxy(corpus), dict[frozenset[str], tuple[pd.DataFrame, TermIndex]]()

    def find(self, query: Query, kinds: frozenset[str], terms: pd.DataFrame | None) -> Hits:
        """The hits of a query, in reading order."""
        if isinstance(query, re.Pattern):
            check_pattern(query)
            return self._pattern_hits(query, kinds)
        if terms is None:
            table, index = self._index(kinds)
            rows, lengths = index.find(index.read(query))
            block = table["row"].to_numpy()[rows]
        else:
            table, (rows, lengths) = terms, match_query(terms, query)
            known = pd.MultiIndex.from_frame(self.corpus.blocks[["document", "block"]])
            places = table[["document", "block"]].iloc[rows]
            block = known.get_indexer(pd.MultiIndex.from_frame(places))
            if (block < 0).any():  # a table of another corpus, or one whose documents were renamed
                raise unknown_name("block", " ".join(map(str, places[block < 0].iloc[0])), self.corpus.texts)
        return [block, table["start"].to_numpy()[rows], table["end"].to_numpy()[rows + lengths - 1]]

    def _index(self, kinds: frozenset[str]) -> tuple[pd.DataFrame, TermIndex]:
        if kinds not in self.terms:
            table = terms_of_blocks(self.corpus, kinds)
            index = TermIndex(table)
            index.sort()
            self.terms[kinds] = table[["row", "start", "end"]], index
        return self.terms[kinds]

    def _pattern_hits(self, query: re.Pattern[str], kinds: frozenset[str]) -> Hits:
        found = [
            (row, at + match.start(), at + match.end())
            for row, (kind, at, text) in enumerate(zip(self.kind, self.first.tolist(), self.text, strict=True))
            if kind in kinds
            for match in query.finditer(text)
            if match.group()
        ]
        return list(np.array(found, dtype=np.int64).reshape(-1, 3).T)

    def lines(self, hits: Hits, width: int) -> pd.DataFrame:
        """The table of these hits."""
        block, start, end = hits
        stretch = np.searchsorted(self.stretch, self.document[block] * FAR_OFF + start, side="right") - 1
        document = [self.texts[code] for code in self.document[block].tolist()]
        opens = np.maximum(self.first[block], start - width - 20).tolist()
        closes = np.minimum(self.last[block], end + width + 20).tolist()
        start, end = start.tolist(), end.tolist()
        told = [text.text for text in document]
        table = {
            "document": [text.name for text in document],
            "block": self.block[block],
            "line": [text.line_at(at) for text, at in zip(document, start, strict=True)],
            "voice": self.voice[stretch],
            "speaker": self.speaker[stretch],
            "left": [_end_of(text[a:b], width) for text, a, b in zip(told, opens, start, strict=True)],
            "match": [" ".join(text[a:b].split()) for text, a, b in zip(told, start, end, strict=True)],
            "right": [_start_of(text[a:b], width) for text, a, b in zip(told, end, closes, strict=True)],
        }
        return pd.DataFrame(table, columns=COLUMNS).astype(DTYPES)  # also where there is no line


def _sort_key(searched: _Searched, hit: tuple, sort: str) -> list[str]:
    """The words by which a line is sorted."""
    block, start, end = map(int, hit)
    first, last = int(searched.first[block]), int(searched.last[block])
    places = {"left": (max(first, start - FAR), start), "match": (start, end), "right": (end, min(last, end + FAR))}
    words = [term for _, _, term in find_terms(searched.texts[searched.document[block]].text[slice(*places[sort])])]
    return words[::-1] if sort == "left" else words


def _end_of(text: str, width: int) -> str:
    """The last words of a text, as many as go into a width; a word longer than that is cut."""
    text = _on_one_line(text)
    if len(text) <= width:
        return text
    cut = text.find(" ", len(text) - width - 1)
    return text[cut + 1 :] if cut >= 0 else text[-width:]


def _start_of(text: str, width: int) -> str:
    """The first words of a text, likewise."""
    text = _on_one_line(text)
    if len(text) <= width:
        return text
    cut = text.rfind(" ", 0, width + 1)
    return text[:cut] if cut >= 0 else text[:width]


def _on_one_line(text: str) -> str:
    return text if text.isprintable() and "  " not in text else re.sub(r"\s+", " ", text)
