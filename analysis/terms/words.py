"""The words of many texts as arrays: what `TERM` and `find_terms` find one text at a time, found for all at once.

Characters are numbers and their classes a table; a word begins and ends where the class changes; words are alike where
their letters are, packed eight to a number, so that none is ever taken for another. Tested equal on any text.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd

BATCH = 1 << 22  # characters: what is worked on at once
LETTER, DIGIT = 1, 2
JOINS = 2  # a sign that joins letters or digits has their bit, moved by so much
STOP = 16  # after an initial
PLAIN = (*zip("’‐‑", "'--", strict=True), *((sign, '"') for sign in "‘“”–—…"))  # of the same class, and in Latin-1
_MASKS = np.array([(1 << 8 * size) - 1 for size in range(9)], dtype=np.uint64)  # the first letters of eight


class Words(NamedTuple):
    """One entry a word, in reading order, and the words as they are written, each once.

    text : number of its text; start, end : its place there; word : its number in `written`.
    """

    text: np.ndarray
    start: np.ndarray
    end: np.ndarray
    word: np.ndarray
    written: list[str]


def find_words(texts: Iterable[str]) -> Words:
    """Every word of these texts; apostrophes and hyphens straight, genitives and dots of initials still there."""
    numbers: dict[str, int] = {}
    parts: list[tuple[np.ndarray, ...]] = []
    for batch, borders, rows, shifts in _batches(texts):
        for sign, plain in PLAIN:
            batch = batch.replace(sign, plain)
        letters, kinds = _classify(batch)
        starts, ends = _join_initials(*_edges(kinds), kinds)
        codes, written = _number(batch, letters, kinds, starts, ends)
        new = np.array([numbers.setdefault(word, len(numbers)) for word in written], dtype=np.int32)
        counts = np.diff(np.append(np.searchsorted(starts, borders), len(starts)))
        row, shift = (np.repeat(values, counts) for values in (rows, shifts - borders))
        parts.append((row, starts + shift, ends + shift, new[codes]))
    if not parts:
        parts.append((np.zeros(0, dtype=np.int32),) * 4)
    text, start, end, word = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Words(text, start, end, word, list(numbers))


def _batches(texts: Iterable[str]) -> Iterator[tuple[str, np.ndarray, np.ndarray, np.ndarray]]:
    """Texts joined to about `BATCH` characters: the batch, where each piece begins, its text, and its place there."""
    pieces: list[str] = []
    places: list[tuple[int, int, int]] = []
    size = 0
    for row, text in enumerate(texts):
        for start, stop in pairwise(_cuts(text)) if len(text) > BATCH else ((0, len(text)),):
            places.append((size, row, start))
            pieces.append(text[start:stop])
            size += stop - start + 1
            if size >= BATCH:
                yield "\n".join(pieces), *np.array(places, dtype=np.int32).T
                pieces, places, size = [], [], 0
    if pieces:
        yield "\n".join(pieces), *np.array(places, dtype=np.int32).T


def _cuts(text: str) -> list[int]:
    """Where a very long text may be cut: at blanks, which no word holds."""
    cuts = [0]
    while len(text) - cuts[-1] > BATCH:
        blank = max(text.find(sign, cuts[-1] + BATCH) for sign in " \n")
        if blank < 0:
            break
        cuts.append(blank)
    return [*cuts, len(text)]


def _kind(sign: str) -> int:
    if sign.isalnum():
        return DIGIT if sign.isdecimal() else LETTER
    return {"-": LETTER << JOINS, "'": LETTER << JOINS, ",": DIGIT << JOINS, ".": DIGIT << JOINS | STOP}.get(sign, 0)


_LATIN = bytes(map(_kind, map(chr, range(256))))


def _classify(text: str) -> tuple[np.ndarray, np.ndarray]:
    """The letters as bytes (0 beyond Latin-1) and the class of each; sixteen more of either at the end, all 0."""
    plain = bytearray(text.encode("latin-1", "replace") + bytes(16))
    letters, kinds = (np.frombuffer(signs, dtype=np.uint8) for signs in (plain, plain.translate(_LATIN)))
    for at in () if text.isascii() else np.flatnonzero(letters == ord("?")).tolist():
        if text[at] != "?":
            letters[at], kinds[at] = 0, _kind(text[at])
    return letters, kinds


def _edges(kinds: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where words begin and end: runs of letters and digits, and of the signs that join two of a kind."""
    inside = kinds & (LETTER | DIGIT) > 0
    signs = np.flatnonzero(kinds >= LETTER << JOINS)
    inside[signs] = kinds[signs] >> JOINS & kinds[signs - 1] & kinds[signs + 1] & (LETTER | DIGIT) > 0
    edges = np.flatnonzero(inside[1:] != inside[:-1]).astype(np.int32) + 1
    if inside[0]:
        edges = np.concatenate([np.zeros(1, dtype=np.int32), edges])
    return edges[::2], edges[1::2]


def _join_initials(starts: np.ndarray, ends: np.ndarray, kinds: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Two or more single letters, each with its point, are one word, unless one without follows at once."""
    single = np.flatnonzero(ends - starts == 1)
    single = single[(kinds[starts[single]] == LETTER) & (kinds[ends[single]] & STOP > 0)]
    if len(single) < 2:
        return starts, ends
    touch = np.append(starts[1:], -1)[single] == ends[single] + 1  # the next word stands right behind the point
    linked = touch[:-1] & (single[1:] == single[:-1] + 1)
    opens, closes = np.append(True, ~linked), np.append(~linked, True)
    first, last = single[opens], single[closes]
    whole = (last > first) & ~touch[closes]
    first, last = first[whole], last[whole]
    ends, kept = ends.copy(), np.ones(len(starts), dtype=bool)
    kept[np.concatenate([np.arange(a + 1, b + 1) for a, b in zip(first, last, strict=True)] or [first])] = False
    ends[first] = ends[last] + 1
    return starts[kept], ends[kept]


def _number(text: str, letters, kinds, starts, ends) -> tuple[np.ndarray, list[str]]:
    """A number for each word, the same for the same letters, and the words that they stand for."""
    length = ends - starts
    odd = length > 16
    foreign = np.flatnonzero((letters == 0) & (kinds > 0))  # letters beyond Latin-1
    odd[np.searchsorted(starts, foreign, side="right") - 1] = True
    eight = np.ndarray(len(letters) - 7, dtype="<u8", buffer=letters, strides=(1,))  # from every letter on
    codes, written = np.empty(len(starts), dtype=np.int32), list[str]()
    for rows in (np.flatnonzero(~odd & (length <= 8)), np.flatnonzero(~odd & (length > 8)), np.flatnonzero(odd)):
        begin, size = starts[rows], length[rows]
        if odd[rows].any():
            same = pd.factorize(np.array([text[a:b] for a, b in zip(begin, ends[rows], strict=True)], dtype=object))[0]
        else:
            same = pd.factorize(eight[begin] & _MASKS[np.minimum(size, 8)])[0]
            if (size > 8).any():
                rest, others = pd.factorize(eight[begin + 8] & _MASKS[np.maximum(size - 8, 0)])
                same = pd.factorize(same * np.int64(len(others)) + rest)[0]
        first = np.empty(same.max(initial=-1) + 1, dtype=np.int64)
        first[same[::-1]] = np.arange(len(same))[::-1]
        codes[rows] = same + len(written)
        written += [text[a:b] for a, b in zip(begin[first].tolist(), ends[rows][first].tolist(), strict=True)]
    return codes, written
