"""Running heads, feet and page numbers: rows at the edge of pages that come back, or count the pages."""

import re
from collections import Counter, defaultdict
from typing import NamedTuple

from analysis.reading.chunks import Edit
from analysis.reading.formats.pdf_rows import Row, most, pieces
from analysis.reading.typography import MARK_OPEN

_ALONE = re.compile(r"\W*(?:page\s+)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:of|/)\s*\d+)?\W*", re.IGNORECASE)
_FIRST = re.compile(r"\W{0,2}(\d{1,4})(?=\s|\W*$)")
_LAST = re.compile(r"(?:^|\s|\W)(\d{1,4})(?:\s?(?:/|of)\s?\d{1,4})?\W{0,2}$")
_LEVEL = 4.0  # points: rows at one height of different pages


class _Edge(NamedTuple):
    page: int  # place among the pages
    row: int  # place among the page's rows
    text: str
    base: float
    apart: bool  # more than a line's height from the row beside it
    plain: bool  # set as the body is
    large: bool  # set larger, as a heading is


def take_off_edges(pages: list[list[Row]], numbers: list[int]) -> tuple[list[list[Row]], list[Edit]]:
    """The rows of each page without those at its edges that are no text, and an edit for each; `numbers`: the pages'."""
    edits: list[Edit] = []
    body = most((row.size, len(row.words)) for rows in pages for row in rows)
    leading = _leading(pages)
    top = _top(pages, body, leading)
    for at in (0, -1):
        for _ in range(3):  # a head or foot may have more rows than one
            edges = [_edge(rows, place, at, body, leading) for place, rows in enumerate(pages) if len(rows) > 0]
            found = _find(edges, len(pages), numbers, foot=at == -1, top=top)
            if not found:
                break
            for edge, rule in found:
                pages[edge.page] = [row for place, row in enumerate(pages[edge.page]) if place != edge.row]
                edits.append(Edit(numbers[edge.page], rule, edge.text, ""))
    return pages, edits


def _leading(pages: list[list[Row]]) -> float:
    gaps = (round(a.base - b.base, 1) for rows in pages for a, b in zip(rows, rows[1:], strict=False))
    return most((gap, 1) for gap in gaps) or 12.0


def _top(pages: list[list[Row]], body: float, leading: float) -> float | None:
    """A height above which no body begins: that of most pages' first two rows of body at an even distance, and a bit."""
    firsts = []
    for rows in pages:
        for row, below in zip(rows, rows[1:], strict=False):
            even = 0.8 * leading < row.base - below.base < 1.2 * leading
            if even and abs(row.size - body) < 0.3 and abs(below.size - body) < 0.3:
                firsts.append(round(row.base))
                break
    counts = Counter(firsts)
    usual = max(counts, key=lambda at: (counts[at - 1] + counts[at] + counts[at + 1], at), default=None)
    sure = usual is not None and counts[usual] >= max(3, 0.4 * len(pages))
    return usual + 0.9 * leading if usual is not None and sure else None


def _edge(rows: list[Row], page: int, at: int, body: float, leading: float) -> _Edge:
    row = rows[at]
    beside = rows[1 if at == 0 else -2] if len(rows) > 1 else None
    apart = beside is not None and abs(row.base - beside.base) > 1.4 * leading
    text = " ".join(piece.text for piece in pieces(row))
    plain = abs(row.size - body) < 0.3 and not all(word.face.slanted for word in row.words) and not text.isupper()
    return _Edge(page, at % len(rows), text, row.base, apart, plain, row.size > 1.15 * body)


def _find(edges: list[_Edge], count: int, numbers: list[int], *, foot: bool, top: float | None) -> list[tuple[_Edge, str]]:
    """The edges that are no text of the page, each with the rule that says so; `top`: above it no body begins."""
    forms: dict[str, list[_Edge]] = defaultdict(list)
    for edge in edges:
        forms[edge.text.casefold()].append(edge)
    shift = _shift(edges, numbers)
    counted: dict[str, list[_Edge]] = defaultdict(list)
    for edge in edges:
        if shift is not None and _numbers(edge.text, numbers[edge.page], shift):
            counted[_form(edge.text)].append(edge)
    levels = Counter(round(edge.base / _LEVEL) for edge in edges if edge.apart)
    alike = [*forms.values(), *counted.values()]
    repeated = {id(edge) for same in alike for edge in same if _comes_back(edge, same, count)}
    found = []
    for edge in edges:
        alone = _ALONE.fullmatch(edge.text)
        counts = shift is not None and _numbers(edge.text, numbers[edge.page], shift)
        level = sum(levels[round(edge.base / _LEVEL) + by] for by in (-1, 0, 1))
        opens = counts and foot and _FIRST.match(edge.text)  # a note may open with the number of its page
        above = not foot and top is not None and edge.base > top and level >= min(3, count)
        if alone and (counts or edge.apart or id(edge) in repeated or edge.text == str(numbers[edge.page])):
            found.append((edge, "page number"))
        elif id(edge) in repeated or (edge.apart and not edge.large and above):
            found.append((edge, "running head"))
        elif counts and not opens and not edge.large and (edge.apart or not edge.plain) and level >= 3:
            found.append((edge, "running head"))
    return found


def _form(text: str) -> str:
    text = re.sub(r"\d+", "#", text.strip().casefold())
    return "#" if re.fullmatch(r"[ivxlc]+", text) else text


def _comes_back(edge: _Edge, same: list[_Edge], count: int) -> bool:
    """Whether like rows stand at this height on three pages or more, or on all of two."""
    level = sum(abs(edge.base - other.base) < _LEVEL for other in same)
    return level >= min(3, count) and level >= 2 and (level >= 3 or edge.apart)


def _shift(edges: list[_Edge], numbers: list[int]) -> int | None:
    """By how much the numbers printed on the pages differ from the pages' places, where a third of them agree."""
    shifts = Counter(number - numbers[edge.page] for edge in edges for number in _counts(edge.text))
    shift, agree = max(shifts.items(), key=lambda item: item[1], default=(0, 0))
    return shift if agree >= max(2, 0.3 * len(edges)) else None


def _counts(text: str) -> set[int]:
    """The numbers that a row opens or ends with, of which one may count the pages: 12, 3/10, 3 of 10."""
    if MARK_OPEN in text:
        return set()
    found = (_FIRST.match(text), _LAST.search(text))
    return {int(number[1]) for number in found if number}


def _numbers(text: str, page: int, shift: int) -> bool:
    return page + shift in _counts(text)
