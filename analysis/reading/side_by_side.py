"""Columns of prose that stand side by side, as a program prints a page of two columns: the left before the right.

A table has such columns too, but its cells do not go on from line to line.
"""

import re
from collections import Counter
from itertools import pairwise

from analysis.reading.margins import goes_on
from analysis.reading.pieces import Line

_GAP = re.compile(r"\s{2,}(?=\S)")
_WIDE = re.compile(r"[^\S\n]{2,}")
_FIRST, _LAST = 24, 90  # between these signs of a line a right column begins
_LEAST = 12  # lines
_MOSTLY = 0.5  # of the lines have the gap
_ON = 0.3  # of the lines of a column go on in lower case


def set_apart_columns(lines: list[Line]) -> list[Line]:
    """The lines of each sheet with its columns one after the other; a line in two columns becomes two."""
    starts = [0, *(at for at, (_, text) in enumerate(lines) if at and text.startswith("\f")), len(lines)]
    return [line for a, b in pairwise(starts) for line in _apart(lines[a:b])]


def _apart(sheet: list[Line]) -> list[Line]:
    filled = sum(bool(text.strip()) for _, text in sheet)
    if filled < _LEAST or not _WIDE.search("\n".join(text for _, text in sheet)):
        return sheet
    gaps = (gap.span() for _, text in sheet for gap in _GAP.finditer(text, 0, _LAST))
    edges = Counter(end for start, end in gaps if start and end > _FIRST)
    if not edges:
        return sheet
    edge, often = edges.most_common(1)[0]
    if often < max(_LEAST, _MOSTLY * filled * 0.8):
        return sheet
    parted = [at for at, (_, text) in enumerate(sheet) if len(text) > edge and not text[edge - 2 : edge].strip()]
    first, last = parted[0], parted[-1] + 1
    inside = set(parted)
    left = [(n, text[:edge].rstrip() if at in inside else text) for at, (n, text) in enumerate(sheet)][first:last]
    right = [(n, text[edge:]) if at in inside else (n, "") for at, (n, text) in enumerate(sheet)][first:last]
    across = sum(len(text) > edge and at not in inside for at, (_, text) in enumerate(sheet[first:last], first))
    if across > 0.1 * (last - first) or not (_goes_on(left) and _goes_on(right)):
        return sheet
    return [*sheet[:first], *left, *right, *sheet[last:]]


def _goes_on(column: list[Line]) -> bool:
    pairs = [(a, b) for (_, a), (_, b) in pairwise(column) if a.strip() and b.strip()]
    return len(pairs) >= _LEAST / 2 and sum(goes_on(a, b) for a, b in pairs) >= _ON * len(pairs)
