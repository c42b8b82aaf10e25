"""Running heads, feet and page numbers: rows at the edge of pages that come back, or count the pages."""

import re
from collections import Counter, defaultdict
from itertools import pairwise
from typing import NamedTuple

from analysis.reading.chunks import Edit
from analysis.reading.formats.pdf.pieces import pieces
from analysis.reading.formats.pdf.rows import Row, most
from analysis.reading.typography import MARK_OPEN

_ALONE = re.compile(r"\W*(?:page\s+)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:of|/)\s*\d+)?\W*", re.IGNORECASE)
_FIRST = re.compile(r"\W{0,2}(\d{1,4})(?=\s|\W*$)")
_LAST = re.compile(r"(?:^|\s|\W)(\d{1,4})(?:\s?(?:/|of)\s?\d{1,4})?\W{0,2}$")
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")  # on a title page
# What a browser prints above and below a page: the hour and the title, the address and the page's number.
_PRINTED = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}:\d\d(?::\d\d)?(?:\s?[AP]M)?(?: .*)?|(?:https?|file)://\S+(?: \d+/\d+)?",
    re.IGNORECASE,
)
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
    """The rows of each page without those at its edges that are no text, and an edit for each."""
    edits: list[Edit] = []
    body = most((row.size, len(row.words)) for rows in pages for row in rows)
    leading = _leading(pages)
    top = _top(pages, body, leading)
    titles = {" ".join(piece.text for piece in pieces(row)).casefold() for rows in pages for row in rows[:8]}
    for at in (0, -1):
        for _ in range(3):  # a head or foot may have more rows than one
            edges = [_edge(rows, place, at, body, leading) for place, rows in enumerate(pages) if len(rows) > 0]
            found = _find(edges, len(pages), numbers, foot=at == -1, top=top, titles=titles)
            if not found:
                break
            for edge, rule in found:
                pages[edge.page] = [row for place, row in enumerate(pages[edge.page]) if place != edge.row]
                edits.append(Edit(numbers[edge.page], rule, edge.text, ""))
    return pages, edits


def _leading(pages: list[list[Row]]) -> float:
    gaps = (round(a.base - b.base, 1) for rows in pages for a, b in pairwise(rows))
    return most((gap, 1) for gap in gaps) or 12.0


def _top(pages: list[list[Row]], body: float, leading: float) -> float | None:
    """A height above which no body begins: a bit above the first two rows at an even distance of most pages."""
    firsts = []
    for rows in pages:
        for row, below in pairwise(rows):
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
    apart = beside is None or abs(row.base - beside.base) > 1.4 * leading
    text = " ".join(piece.text for piece in pieces(row))
    plain = abs(row.size - body) < 0.3 and not all(word.face.slanted for word in row.words) and not text.isupper()
    return _Edge(page, at % len(rows), text, row.base, apart, plain, row.size > 1.15 * body)


def _find(
    edges: list[_Edge], count: int, numbers: list[int], *, foot: bool, top: float | None, titles: set[str]
) -> list[tuple[_Edge, str]]:
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
        counts = shift is not None and _numbers(edge.text, numbers[edge.page], shift)
        level = sum(levels[round(edge.base / _LEVEL) + by] for by in (-1, 0, 1))
        above = not foot and top is not None and edge.base > top and level >= min(3, count)
        own = counts or edge.apart or id(edge) in repeated or edge.text == str(numbers[edge.page])
        if _ALONE.fullmatch(edge.text) and own and (counts or not _YEAR.fullmatch(edge.text.strip())):
            found.append((edge, "page number"))
        elif (
            _PRINTED.fullmatch(edge.text)
            or (not foot and _names_part(edge, titles))
            or _is_head(edge, foot=foot, repeated=id(edge) in repeated, counts=counts, above=above, level=level)
        ):
            found.append((edge, "running head"))
    return found


def _names_part(edge: _Edge, titles: set[str]) -> bool:
    """Whether a row has a page's number and beside it, set unlike the text, what another row says too."""
    rest = re.sub(r"^(?:\d{1,4}|[ivxlc]{1,7})\s+|\s+(?:\d{1,4}|[ivxlc]{1,7})$", "", edge.text)
    apart = edge.apart and rest != edge.text and (rest.isupper() or not edge.plain)
    return apart and rest.casefold() in titles


def _is_head(edge: _Edge, *, foot: bool, repeated: bool, counts: bool, above: bool, level: int) -> bool:
    """Whether a row comes back, counts the pages or stands above all bodies; a note may come back too ("1 Ibid.")."""
    opens = bool(_FIRST.match(edge.text))
    if edge.text.startswith(MARK_OPEN):
        return False
    if repeated and (counts or edge.plain or not opens):
        return True
    if edge.large:
        return False
    numbered = counts and not (foot and opens) and level >= 3
    return (edge.apart and above) or (numbered and (edge.apart or not edge.plain))


def _form(text: str) -> str:
    text = re.sub(r"\d+", "#", text.strip().casefold())
    return "#" if re.fullmatch(r"[ivxlc]+", text) else text


def _comes_back(edge: _Edge, same: list[_Edge], count: int) -> bool:
    """Whether like rows stand at this height on three pages or more, or on all of two."""
    level = sum(abs(edge.base - other.base) < _LEVEL for other in same)
    return level >= min(3, count) and level >= 2 and (level >= 3 or any(other.apart for other in same))


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
