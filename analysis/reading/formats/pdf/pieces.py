"""A row's words to its text: which of them go together without a space, and where gaps may part cells."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from analysis.reading.formats.pdf.rows import Row, is_mark
from analysis.reading.typography import MARK_CLOSE, MARK_OPEN

_CELL = 0.9  # of the size: a gap that may part two cells of a table
_JOINED = 0.14  # of the size: a narrower gap is no space
_NEAR = 0.06  # of the size: a narrower gap is none, whatever is guessed


class Piece(NamedTuple):
    """Words that no wide gap parts."""

    x0: float
    x1: float
    text: str


def pieces(row: Row) -> list[Piece]:
    """A row's text, cut where gaps are wide enough to part cells; raised numbers and signs are wrapped as marks."""
    found: list[Piece] = []
    texts: list[str] = []
    start = end = 0.0
    wide = _CELL * row.size if not _is_stretched(row) else float("inf")
    for (word, raised), joined in zip(zip(row.words, row.raised, strict=True), _joins(row), strict=True):
        text = f"{MARK_OPEN}{word.text}{MARK_CLOSE}" if raised and is_mark(word.text) else word.text
        if texts and not joined and word.x0 - end > wide:
            found.append(Piece(start, end, "".join(texts)))
            texts = []
        if not texts:
            start = word.x0
        elif not joined:
            texts.append(" ")
        texts.append(text)
        end = word.x1
    found.append(Piece(start, end, "".join(texts)))
    return found


def _gaps(row: Row) -> list[float]:
    return [after.x0 - before.x1 for before, after in pairwise(row.words)]


def _is_stretched(row: Row) -> bool:
    """Whether the words of a line were spread over its whole width, all gaps alike."""
    gaps = _gaps(row)
    letters = sum(word.text[:1].isalpha() for word in row.words)
    return len(gaps) >= 3 and letters >= 0.6 * len(row.words) and max(gaps) < 1.5 * min(gaps)


def _joins(row: Row) -> Iterator[bool]:
    """Of each word whether it goes on the one before without a space."""
    gaps = _gaps(row)
    limit = _letterspace(row, gaps)
    yield False
    for place, gap in enumerate(gaps, 1):
        word = row.words[place]
        reach = 0.25 if row.raised[place] else 0.1 if row.raised[place - 1] else _JOINED
        near = gap < (limit or reach * row.size)
        yield near and (word.space < 2 if limit or row.raised[place] else not word.space or gap < _NEAR * row.size)


def _letterspace(row: Row, gaps: list[float]) -> float:
    """The gap below which letters set apart for show still are one word; 0 where they are not set apart."""
    single = sum(len(word.text) == 1 and word.text.isalpha() for word in row.words)
    if len(row.words) < 6 or single < 0.7 * len(row.words) or any(word.space == 2 for word in row.words):
        return 0.0
    return 1.6 * sorted(gaps)[len(gaps) // 2]
