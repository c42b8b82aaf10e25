"""The gutters that part columns of prose: strips down a page that few rows cross, with full lines on both sides."""

from collections import Counter
from typing import NamedTuple

import numpy as np

from analysis.reading.formats.pdf.rows import Row

_BIN = 2.0  # points
_GUTTER = 6.0  # points: no narrower gap parts columns
_NARROWEST = 90.0  # points: no narrower strip is a column of prose
_CROSSING = 0.25  # of the rows may cross a gutter: titles, wide tables
_MOST_PLACES = 5_000_000  # rows times places across: a larger page is no page of columns


class Gutter(NamedTuple):
    middle: float
    width: float


def find_gutters(pages: list[list[Row]]) -> list[list[Gutter]]:
    """Of each page what parts its columns, from left to right; nothing where it has one."""
    found = [_gutters(rows) for rows in pages]
    usual = _usual(found)
    return [own or (usual if usual and _parts(rows, usual) else []) for rows, own in zip(pages, found, strict=True)]


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
    if len(rows) < 8:
        return []
    left, right = min(row.x0 for row in rows), max(row.x1 for row in rows)
    if len(rows) * (right - left) / _BIN > _MOST_PLACES:
        return []
    inked = _ink(rows, left, right)
    runs = _free(inked)
    best = sorted(runs, key=lambda run: inked[:, run[0] : run[1]].sum(axis=0).min())[:1]
    for chosen in (runs, best):
        if chosen and _are_columns(inked, chosen):
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
