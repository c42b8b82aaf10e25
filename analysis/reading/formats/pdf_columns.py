"""Rows to lines in reading order: columns told by the gutter between them, rows across all columns between."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from analysis.reading.formats.pdf_rows import Piece, Row, make_rows, pieces
from analysis.reading.formats.pdf_words import Word

_BIN = 2.0  # points
_GUTTER = 6.0  # points: no narrower gap parts columns
_NARROWEST = 90.0  # points: no narrower strip is a column of prose
_HEAD = 6  # rows at the head of a page, that may hold the names below a title
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
    words: list[Word]

    @property
    def first(self) -> float:
        """How wide its first word is."""
        return self.words[0].x1 - self.words[0].x0

    @cached_property
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
    """What parts columns of prose, from left to right; nothing where there is one column."""
    if len(rows) < 8:
        return []
    left, right = min(row.x0 for row in rows), max(row.x1 for row in rows)
    inked = _ink(rows, left, right)
    runs = _free(inked)
    best = min(runs, key=lambda run: inked[:, run[0] : run[1]].sum(axis=0).min(), default=None)
    for chosen in (runs, [best]):
        if best and chosen and _are_columns(inked, chosen):
            return [Gutter(left + (start + end) / 2 * _BIN, (end - start) * _BIN) for start, end in chosen]
    return []


def _free(inked: np.ndarray) -> list[tuple[int, int]]:
    """The stretches across a page that few rows cross, wide enough for a gutter and far enough from each other."""
    filled = int(inked.any(axis=1).sum())
    crossing = inked.sum(axis=0)
    free = crossing <= _CROSSING * filled
    edges = np.flatnonzero(np.diff(np.concatenate([[0], free.astype(np.int8), [0]])))
    runs: list[tuple[int, int]] = []
    least = int(_NARROWEST / _BIN)
    for start, end in edges.reshape(-1, 2).tolist():
        # a title across the columns may stop in the gutter
        low = np.flatnonzero(crossing[start:end] <= crossing[start:end].min() + 0.08 * filled) + start
        run = int(low[0]), int(low[-1]) + 1
        if (run[1] - run[0]) * _BIN < _GUTTER or run[0] < least or inked.shape[1] - run[1] < least:
            continue
        if runs and run[0] - runs[-1][1] < least:  # too near for a column between: the better of the two
            worth = [(-crossing[a:b].min(), b - a) for a, b in (runs[-1], run)]
            runs[-1] = run if worth[1] > worth[0] else runs[-1]
        else:
            runs.append(run)
    return runs


def _are_columns(inked: np.ndarray, runs: list[tuple[int, int]]) -> bool:
    """Whether what stands between the gutters is prose."""
    crosses = np.zeros(len(inked), dtype=bool)
    for start, end in runs:
        crosses |= inked[:, (start + end) // 2]
    starts, ends = [0, *(end for _, end in runs)], [*(start for start, _ in runs), inked.shape[1]]
    return all(_is_prose(inked[~crosses, start:end]) for start, end in zip(starts, ends, strict=True))


def _ink(rows: list[Row], left: float, right: float) -> np.ndarray:
    """Of each row (down) which places (across) words cover."""
    bins = int((right - left) / _BIN) + 1
    inked = np.zeros((len(rows), bins), dtype=bool)
    for place, row in enumerate(rows):
        for word in row.words:
            if word.x1 > left and word.x0 < right:
                inked[place, max(int((word.x0 - left) / _BIN), 0) : int((word.x1 - left) / _BIN) + 1] = True
    return inked


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
        above = place < _HEAD and not any(band) and row.x0 > gutters[0].middle  # below a title, above all columns
        if above or _crosses(row, gutters) or (whole and _goes_on(whole, row, rows[place + 1 : place + 2], gutters)):
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
    bold = slanted = letters = 0
    for word in row.words:
        if word.text[:1].isalnum():
            n = len(word.text)
            letters, bold, slanted = letters + n, bold + n * word.face.bold, slanted + n * word.face.slanted
    half = letters / 2
    return Line(page, column, row.x0, row.x1, row.base, row.size, bold > half, slanted > half, tuple(pieces(row)), row.words)
