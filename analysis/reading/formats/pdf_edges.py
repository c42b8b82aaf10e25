"""Running heads, feet and page numbers: rows at the edge of pages that come back, or count the pages."""

import re
from collections import Counter, defaultdict
from typing import NamedTuple

from analysis.reading.chunks import Edit
from analysis.reading.formats.pdf_rows import Row, most, pieces

_ALONE = re.compile(r"\W*(?:page\s+)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:of|/)\s*\d+)?\W*", re.IGNORECASE)
_LEVEL = 4.0  # points: rows at one height of different pages


class _Edge(NamedTuple):
    page: int  # place among the pages
    row: int  # place among the page's rows
    text: str
    base: float
    apart: bool  # more than a line's height from the row beside it
    plain: bool  # set as the body is


def take_off_edges(pages: list[list[Row]], numbers: list[int]) -> tuple[list[list[Row]], list[Edit]]:
    """The rows of each page without those at its edges that are no text, and an edit for each; `numbers`: the pages'."""
    edits: list[Edit] = []
    body = most((row.size, len(row.words)) for rows in pages for row in rows)
    leading = _leading(pages)
    for at in (0, -1):
        for _ in range(3):  # a head or foot may have more rows than one
            edges = [_edge(rows, place, at, body, leading) for place, rows in enumerate(pages) if len(rows) > 0]
            found = _find(edges, len(pages), numbers)
            if not found:
                break
            for edge, rule in found:
                pages[edge.page] = [row for place, row in enumerate(pages[edge.page]) if place != edge.row]
                edits.append(Edit(numbers[edge.page], rule, edge.text, ""))
    return pages, edits


def _leading(pages: list[list[Row]]) -> float:
    gaps = (round(a.base - b.base, 1) for rows in pages for a, b in zip(rows, rows[1:], strict=False))
    return most((gap, 1) for gap in gaps) or 12.0


def _edge(rows: list[Row], page: int, at: int, body: float, leading: float) -> _Edge:
    row = rows[at]
    beside = rows[1 if at == 0 else -2] if len(rows) > 1 else None
    apart = beside is not None and abs(row.base - beside.base) > 1.4 * leading
    text = " ".join(piece.text for piece in pieces(row))
    plain = abs(row.size - body) < 0.3 and not all(word.face.slanted for word in row.words) and not text.isupper()
    return _Edge(page, at % len(rows), text, row.base, apart, plain)


def _find(edges: list[_Edge], count: int, numbers: list[int]) -> list[tuple[_Edge, str]]:
    """The edges that are no text of the page, each with the rule that says so."""
    forms: dict[str, list[_Edge]] = defaultdict(list)
    for edge in edges:
        forms[_form(edge.text)].append(edge)
    shift = _shift(edges, numbers)
    levels = Counter(round(edge.base / _LEVEL) for edge in edges if edge.apart)
    repeated = {id(edge) for same in forms.values() for edge in same if _comes_back(edge, same, count)}
    found = []
    for edge in edges:
        alone = _ALONE.fullmatch(edge.text)
        counts = shift is not None and _numbers(edge.text, numbers[edge.page], shift)
        level = sum(levels[round(edge.base / _LEVEL) + by] for by in (-1, 0, 1))
        placed = edge.apart and not edge.plain and level >= max(4, 0.5 * count)
        if alone and (counts or edge.apart or id(edge) in repeated):
            found.append((edge, "page number"))
        elif id(edge) in repeated or (counts and (edge.apart or not edge.plain) and level >= 3) or placed:
            found.append((edge, "running head"))
    return found


def _form(text: str) -> str:
    text = re.sub(r"\d+", "#", text.strip().casefold())
    return "#" if re.fullmatch(r"[ivxlc]+", text) else text


def _comes_back(edge: _Edge, same: list[_Edge], count: int) -> bool:
    """Whether rows of this form stand at this height on three pages or more, or on all of two."""
    level = sum(abs(edge.base - other.base) < _LEVEL for other in same)
    return level >= min(3, count) and level >= 2 and (level >= 3 or edge.apart)


def _shift(edges: list[_Edge], numbers: list[int]) -> int | None:
    """By how much the numbers printed on the pages differ from the pages' places, where a third of them agree."""
    shifts = Counter(number - numbers[edge.page] for edge in edges for number in _ends(edge.text))
    shift, agree = max(shifts.items(), key=lambda item: item[1], default=(0, 0))
    return shift if agree >= max(2, 0.3 * len(edges)) else None


def _ends(text: str) -> set[int]:
    """The numbers that a row opens or ends with."""
    words = text.split()
    return {int(word) for word in (words[0], words[-1]) if word.isdecimal() and len(word) <= 4} if words else set()


def _numbers(text: str, page: int, shift: int) -> bool:
    return page + shift in _ends(text)
