"""Numbers of lines in the margin, as drafts, depositions and editions of verse have them: they are no text."""

from collections import Counter
from itertools import pairwise

from analysis.reading.chunks import Edit
from analysis.reading.formats.pdf.rows import Row, most
from analysis.reading.formats.pdf.words import Word

_LEAST = 8  # numbers: fewer may be anything
_APART = 0.45  # of the size: how far a number stands from the line at least
_STEPS = (1, 2, 3, 4, 5, 10)
Place = tuple[int, int]  # a page and a row of it


def take_off_numbers(pages: list[list[Row]], numbers: list[int]) -> tuple[list[list[Row]], list[Edit]]:
    """The rows without the numbers that count them beyond one edge, and an edit for each page that had some.

    Numbers count where nearly every one is the one before and a constant step, or begins a page anew.
    """
    for last in (False, True):
        edge = _edge(pages, last=last)
        found = {
            (page, place): int(number.text)
            for page, rows in enumerate(pages)
            for place, row in enumerate(rows)
            if (number := _number(row, edge, last=last)) is not None
        }
        if len(found) >= _LEAST and _count(found):
            return _without(pages, set(found), numbers, last=last)
    return pages, []


def _edge(pages: list[list[Row]], *, last: bool) -> float:
    """Where rows begin, or where the longest ends, those with a number there left aside."""
    rows = [row.words[::-1] if last else row.words for row in (row for rows in pages for row in rows)]
    ends = [words[1] if words[0].text.isdecimal() and len(words) > 1 else words[0] for words in rows]
    plain = [word for word in ends if not word.text.isdecimal()]
    return max((word.x1 for word in plain), default=0.0) if last else most((round(word.x0), 1) for word in plain)


def _number(row: Row, edge: float, *, last: bool) -> Word | None:
    """The number that stands beyond an edge in a row, a gap away from the rest of it."""
    word, beside = (row.words[-1], row.words[-2:-1]) if last else (row.words[0], row.words[1:2])
    if not (word.text.isdecimal() and word.text.isascii() and len(word.text) < 5):
        return None
    gap = (word.x0 - beside[0].x1 if last else beside[0].x0 - word.x1) if beside else row.size
    outside = word.x0 > edge if last else word.x1 < edge + 1
    return word if outside and gap > _APART * row.size else None


def _count(found: dict[Place, int]) -> bool:
    steps = Counter(
        after - before
        for ((page, _), before), ((other, _), after) in pairwise(found.items())
        if after > before or page == other
    )
    step, agree = steps.most_common(1)[0] if steps else (0, 0)
    return step in _STEPS and agree >= max(0.9 * steps.total(), _LEAST - 3)


def _without(
    pages: list[list[Row]], counted: set[Place], numbers: list[int], *, last: bool
) -> tuple[list[list[Row]], list[Edit]]:
    cut = slice(None, -1) if last else slice(1, None)
    out, edits = [], []
    for page, rows in enumerate(pages):
        taken = [row.words[-1 if last else 0].text for place, row in enumerate(rows) if (page, place) in counted]
        rows = [
            row._replace(words=row.words[cut], raised=row.raised[cut]) if (page, place) in counted else row
            for place, row in enumerate(rows)
        ]
        out.append([row for row in rows if row.words])
        if taken:
            edits.append(Edit(numbers[page], "line numbers", " ".join(taken), ""))
    return out, edits
