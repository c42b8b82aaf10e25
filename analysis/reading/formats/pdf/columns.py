"""Rows to lines in reading order: columns told by the gutter between them, rows across all columns between."""

from dataclasses import dataclass
from functools import cached_property

from analysis.reading.formats.pdf.gutters import Gutter, find_gutters
from analysis.reading.formats.pdf.pieces import Piece, pieces
from analysis.reading.formats.pdf.rows import Row, make_rows
from analysis.reading.formats.pdf.words import Word

_SPACE = 0.45  # of the size: no column stands so near to another
_HEAD = 6  # rows at the head of a page, that may hold the names below a title


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
    gutters = find_gutters(pages)
    return [
        line for rows, own, page in zip(pages, gutters, numbers, strict=True) for line in _in_order(rows, own, page)
    ]


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
        if after - before < max(0.7 * width, _SPACE * row.size):
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
    return Line(
        page, column, row.x0, row.x1, row.base, row.size, bold > half, slanted > half, tuple(pieces(row)), row.words
    )
