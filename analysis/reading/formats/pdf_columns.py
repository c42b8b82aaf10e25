"""Rows to lines in reading order: columns told by the gutter between them, rows across all columns between."""

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from analysis.reading.formats.pdf_rows import Piece, Row, make_rows, most, pieces
from analysis.reading.formats.pdf_words import Word

_BIN = 2.0  # points
_GUTTER = 6.0  # points: no narrower gap parts columns
_NARROWEST = 90.0  # points: no narrower strip is a column of prose
_CROSSING = 0.25  # of the rows may cross a gutter: titles, wide tables


class Gutter(NamedTuple):
    middle: float
    width: float


@dataclass(frozen=True)
class Line:
    """One line of one column, as it is read: from its left end to its right."""

    page: int
    column: int  # 0: of the whole width; then from 1 by place
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    slanted: bool
    pieces: tuple[Piece, ...]
    first: float  # how wide its first word is

    @property
    def text(self) -> str:
        return " ".join(piece.text for piece in self.pieces)


def read_lines(pages: list[list[Row]], numbers: list[int]) -> list[Line]:
    """The lines of all pages in reading order."""
    gutters = [_gutters(rows) for rows in pages]
    usual = _usual(gutters)
    lines: list[Line] = []
    for number, rows, own in zip(numbers, pages, gutters, strict=True):
        if not own and usual and _parts(rows, usual):
            own = usual
        lines += _in_order(rows, own, number)
    return lines


def _usual(gutters: list[list[Gutter]]) -> list[Gutter]:
    """The gutters of a file whose pages mostly have them."""
    kinds = Counter(len(found) for found in gutters)
    many, count = kinds.most_common(1)[0] if kinds else (0, 0)
    if not many or count < 0.5 * len(gutters):
        return []
    rows = sorted(found for found in gutters if len(found) == many)
    return rows[len(rows) // 2]


def _parts(rows: list[Row], gutters: list[Gutter]) -> bool:
    crossing = sum(any(word.x0 < at < word.x1 for at, _ in gutters for word in row.words) for row in rows)
    return crossing <= 0.5 * len(rows)


def _gutters(rows: list[Row]) -> list[Gutter]:
    """Where columns of prose are parted, from left to right; nothing where they are not."""
    if len(rows) < 8:
        return []
    left, right = min(row.x0 for row in rows), max(row.x1 for row in rows)
    return _find(rows, left, right, 3)


def _find(rows: list[Row], left: float, right: float, depth: int) -> list[Gutter]:
    width = right - left
    if width < 2 * _NARROWEST or not depth:
        return []
    inked = _ink(rows, left, right)
    filled = inked.any(axis=1)
    crossing = inked[filled].sum(axis=0)
    margin = int(_NARROWEST / _BIN)
    free = crossing <= _CROSSING * filled.sum()
    free[:margin] = free[-margin:] = False
    best = _widest(free, crossing, int(filled.sum()))
    if best is None:
        return []
    start, end = best
    middle = left + (start + end) / 2 * _BIN
    sides = inked[:, :start], inked[:, end:]
    crosses = inked[:, (start + end) // 2]
    for side in sides:
        if not _is_prose(side[~crosses]):
            return []
    wide = [row for row, crosses_it in zip(rows, crosses, strict=True) if not crosses_it]
    here = Gutter(middle, (end - start) * _BIN)
    return [*_find(wide, left, middle, depth - 1), here, *_find(wide, middle, right, depth - 1)]


def _ink(rows: list[Row], left: float, right: float) -> np.ndarray:
    """Of each row (down) which places (across) words cover."""
    bins = int((right - left) / _BIN) + 1
    inked = np.zeros((len(rows), bins), dtype=bool)
    for place, row in enumerate(rows):
        for word in row.words:
            if word.x1 > left and word.x0 < right:
                inked[place, max(int((word.x0 - left) / _BIN), 0) : int((word.x1 - left) / _BIN) + 1] = True
    return inked


def _widest(free: np.ndarray, crossing: np.ndarray, rows: int) -> tuple[int, int] | None:
    """The stretch of free places that fewest rows cross, the widest of these."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], free.astype(np.int8), [0]])))
    runs = [(int(a), int(b)) for a, b in edges.reshape(-1, 2) if (b - a) * _BIN >= _GUTTER]
    if not runs:
        return None
    start, end = min(runs, key=lambda run: (crossing[run[0] : run[1]].min(), run[0] - run[1]))
    least = crossing[start:end].min() + 0.08 * rows  # a title across the columns may stop in the gutter
    low = np.flatnonzero(crossing[start:end] <= least) + start
    return int(low[0]), int(low[-1]) + 1


def _is_prose(side: np.ndarray) -> bool:
    """Whether the rows of one side mostly fill it, as lines of prose do and cells of a table do not."""
    rows = side[side.any(axis=1)]
    if len(rows) < 5:
        return False
    used = np.flatnonzero(rows.sum(axis=0) > 0.2 * len(rows))
    if not len(used) or (used[-1] - used[0]) * _BIN < 0.6 * _NARROWEST:
        return False
    inner = rows[:, used[0] : used[-1] + 1]
    return bool((inner.mean(axis=1) > 0.6).mean() > 0.5)


def _in_order(rows: list[Row], gutters: list[Gutter], page: int) -> list[Line]:
    if not gutters:
        return [_line(row, page, 0) for row in rows]
    lines: list[Line] = []
    band: list[list[Word]] = [[] for _ in range(len(gutters) + 1)]
    whole: Row | None = None  # the row across all columns just above
    for place, row in enumerate(rows):
        if _crosses(row, gutters) or (whole and _goes_on(whole, row, rows[place + 1 : place + 2], gutters)):
            lines += [*_drain(band, page), _line(row, page, 0)]
            whole = row
            continue
        whole = None
        for word in row.words:
            band[sum((word.x0 + word.x1) / 2 > gutter.middle for gutter in gutters)].append(word)
    return lines + _drain(band, page)


def _crosses(row: Row, gutters: list[Gutter]) -> bool:
    """Whether words stand on a gutter, or so close on both sides of it that it parts nothing there."""
    for middle, width in gutters:
        before = max((word.x1 for word in row.words if word.x0 < middle - 1), default=float("-inf"))
        after = min((word.x0 for word in row.words if word.x1 > middle + 1), default=float("inf"))
        if after - before < 0.7 * width:
            return True
    return False


def _goes_on(whole: Row, row: Row, after: list[Row], gutters: list[Gutter]) -> bool:
    """Whether a row that ends before the gutter is the last of a paragraph across it."""
    near = whole.base - row.base < 1.5 * row.size and abs(row.size - whole.size) < 0.5
    alone = row.x1 < gutters[0].middle and (not after or row.base - after[0].base > 1.3 * row.size)
    return near and alone and len(whole.words) > 4


def _drain(band: list[list[Word]], page: int) -> list[Line]:
    """The lines of each column in turn; rows are made anew, since those of two columns may stand at odd heights."""
    lines = [_line(row, page, column) for column, words in enumerate(band, 1) for row in make_rows(words)]
    for words in band:
        words.clear()
    return lines


def _line(row: Row, page: int, column: int) -> Line:
    letters = [(word, len(word.text)) for word in row.words]
    bold = bool(most((float(word.face.bold), n) for word, n in letters if word.text[:1].isalnum()))
    slanted = bool(most((float(word.face.slanted), n) for word, n in letters if word.text[:1].isalnum()))
    first = row.words[0].x1 - row.words[0].x0
    return Line(page, column, row.x0, row.x1, row.base, row.size, bold, slanted, tuple(pieces(row)), first)
