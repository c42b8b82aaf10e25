"""Tables and lists of contents in a PDF: rows whose cells stand under each other, lines that lead to a page number."""

import re
from collections import Counter

from analysis.reading.formats.pdf.columns import Line
from analysis.reading.formats.pdf.measure import Measure, follows
from analysis.reading.formats.pdf.words import Word

_LEADER = re.compile(r"(?:\s*[.·…_]){4,}\s*(?:[\divxlcIVXLC]{1,7})?\s*$")
_TO_PAGE = re.compile(r"\S.*?\s(?:\d{1,4}|[ivxlc]{1,7})$")
_CONTENTS = re.compile(
    r"(?:table of )?contents|inhalt(?:sverzeichnis)?|table des mati[eè]res|[ií]ndice|sommaire", re.IGNORECASE
)
_EVEN = 0.7  # points
_MOST_ROWS = 200
_NUMBERED = re.compile(r"(?:[•◦▪●–—*·‣-]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)])$")


def find_contents(lines: list[Line]) -> set[int]:
    """The places of the lines of a list of contents, its heading among them."""
    found: set[int] = set()
    for place, line in enumerate(lines):
        if place in found:
            continue
        if _CONTENTS.fullmatch(line.text.strip(" .:")):
            end = _to_pages(lines, place + 1)
            if end > place + 1:
                found |= set(range(place, end))
    leading = {place for place, line in enumerate(lines) if _LEADER.search(line.text)}
    rows = {place for place in leading if place - 1 in leading or place + 1 in leading}
    return found | (rows if len(rows) >= 3 else set())


def _to_pages(lines: list[Line], start: int) -> int:
    """Where the lines that end in page numbers stop; a line may be broken before its number."""
    end, place = start, start
    while place < len(lines) and place - end <= 2:
        line = lines[place]
        own_number = len(line.pieces) > 1 and _TO_PAGE.fullmatch(line.text)
        if _LEADER.search(line.text) or own_number:
            end = place + 1
        place += 1
    return end


def find_tables(lines: list[Line], measure: Measure, taken: set[int]) -> list[tuple[int, int, str]]:
    """(first line, end, text) of each table: rows by line breaks, cells by tabs."""
    tables: list[tuple[int, int, str]] = []
    place = 0
    while place < len(lines):
        end = _end_of_rows(lines, place, measure, taken)
        text = _table(lines[place:end]) if end - place >= 2 else ""
        if not text and end - place < 2:
            last = _end_of_narrow(lines, place, measure, taken)
            text = _aligned(lines[place:last]) if last - place >= 3 else ""
            end = last if text else end
        if text:
            first = tables[-1][1] if tables else 0
            head = (
                _head(lines[place - 1], lines[place:end], measure) if place > first and place - 1 not in taken else ""
            )
            tables.append((place - bool(head), end, f"{head}\n{text}" if head else text))
        place = max(end, place + 1)
    return tables


def _head(line: Line, rows: list[Line], measure: Measure) -> str:
    """The cells of a line above rows that names their columns; "" where its words do not stand over all of them.

    The names may stand so close that no gap parts them.
    """
    width = Counter(len(row.pieces) for row in rows if _is_row(row)).most_common(1)[0][0]
    full = [row for row in rows if len(row.pieces) == width and width > 1]
    far = max(2.6 * line.size, 1.35 * measure.leading(line.size))
    near = 0 < line.base - rows[0].base < far and (line.page, line.column) == (rows[0].page, rows[0].column)
    if not full or not near or not width <= len(line.words) <= 3 * width:
        return ""
    spans = [(min(row.pieces[at].x0 for row in full), max(row.pieces[at].x1 for row in full)) for at in range(width)]
    cells: list[list[Word]] = [[] for _ in spans]
    for word in line.words:
        apart = [max(x0 - word.x1, word.x0 - x1) for x0, x1 in spans]
        cells[apart.index(min(apart))].append(word)
    if not all(cells):
        return ""
    even = 0
    for cell, (x0, x1) in zip(cells, spans, strict=True):
        first, last = cell[0].x0, cell[-1].x1
        ways = (first - x0, last - x1, (first + last - x0 - x1) / 2)
        even += min(map(abs, ways)) < 0.3 * line.size
    return "\t".join(" ".join(word.text for word in cell) for cell in cells) if even >= max(2, 0.6 * width) else ""


def _is_row(line: Line) -> bool:
    return len(line.pieces) > 1 and not (len(line.pieces) == 2 and _NUMBERED.match(line.pieces[0].text))


def _end_of_rows(lines: list[Line], start: int, measure: Measure, taken: set[int]) -> int:
    """Where rows of cells, near each other in one column, stop; a row may run on in a line of its own."""
    place = start
    while place < len(lines) and place not in taken:
        line = lines[place]
        if place > start:
            before = lines[place - 1]
            near = 0 < before.base - line.base < 2.6 * line.size and (line.page, line.column) == (
                before.page,
                before.column,
            )
            if not near:
                break
        if not _is_row(line):
            runs_on = (
                place > start
                and _runs_on(lines[start:place], line)
                and place + 1 < len(lines)
                and _is_row(lines[place + 1])
            )
            if not runs_on:
                break
        place += 1
    return place


def _runs_on(rows: list[Line], line: Line) -> bool:
    """Whether a line holds the rest of one cell of the row above: it stands below a cell that is not the first."""
    above = next(row for row in reversed(rows) if len(row.pieces) > 1 or row is rows[0])
    tight = rows[-1].base - line.base < 1.35 * line.size
    return tight and any(abs(cell.x0 - line.x0) < 3 for cell in above.pieces[1:]) and line.x0 > above.x0 + 3


def _table(rows: list[Line]) -> str:
    """The rows as text; nothing where their cells do not stand under each other."""
    counts = Counter(len(row.pieces) for row in rows if _is_row(row))
    width, regular = counts.most_common(1)[0]
    if regular < max(2, 0.5 * len(rows)) or (len(rows) == 2 and width < 3):
        return ""
    full = [row for row in rows if len(row.pieces) == width]
    size = full[0].size
    under = sum(_under(full, column, size) for column in range(width))
    if under < max(2, 0.6 * width):
        return ""
    texts: list[list[str]] = []
    for row in rows:
        if texts and not _is_row(row):
            column = min(range(len(full[0].pieces)), key=lambda at: abs(full[0].pieces[at].x0 - row.x0))
            column = min(column, len(texts[-1]) - 1)
            texts[-1][column] += " " + row.text
        else:
            texts.append([cell.text for cell in row.pieces])
    return "\n".join("\t".join(cells) for cells in texts)


def _under(rows: list[Line], column: int, size: float) -> bool:
    """Whether a column's cells begin, end or have their middle at one place."""
    cells = [row.pieces[column] for row in rows]
    for places in (
        [cell.x0 for cell in cells],
        [cell.x1 for cell in cells],
        [(cell.x0 + cell.x1) / 2 for cell in cells],
    ):
        middle = sorted(places)[len(places) // 2]
        if sum(abs(place - middle) < 0.3 * size for place in places) >= 0.8 * len(places):
            return True
    return False


def _end_of_narrow(lines: list[Line], start: int, measure: Measure, taken: set[int]) -> int:
    """Where short lines that follow each other, and may be rows of a table without gaps, stop."""
    place = start
    while place < min(len(lines), start + _MOST_ROWS) and place not in taken:
        line, before = lines[place], lines[max(place - 1, start)]
        short = measure.room(line) > 0.4 * measure.widths[line.column] and len(line.words) > 1
        if not short or (place > start and not (follows(before, line) and before.base - line.base < 2 * line.size)):
            break
        place += 1
    return place


def _aligned(rows: list[Line]) -> str:
    """Short lines as rows of a table where words of all of them begin at the same places, and those before differ:
    lines of verse may begin with the same words."""
    shared = [word.x0 for word in rows[0].words[1:] if all(_before(row, word.x0) is not None for row in rows[1:])]
    columns = []
    for at in shared:
        gaps = [gap for row in rows if (gap := _before(row, at)) is not None]
        heads = {" ".join(word.text for word in row.words if word.x0 < at - _EVEN) for row in rows}
        if len(heads) > 0.7 * len(rows) and (len(rows) > 3 or max(gaps) - min(gaps) > 0.5 * rows[0].size):
            columns.append(at)
    if len(columns) < (2 if len(rows) < 6 else 1):
        return ""
    texts = []
    for row in rows:
        cells: list[list[str]] = [[]]
        for word in row.words:
            if any(abs(word.x0 - at) < _EVEN for at in columns):
                cells.append([])
            cells[-1].append(word.text)
        texts.append("\t".join(" ".join(cell) for cell in cells))
    return "\n".join(texts)


def _before(row: Line, at: float) -> float | None:
    """The gap before the word of a row that begins at a place; None where none does."""
    for before, word in zip(row.words, row.words[1:], strict=False):
        if abs(word.x0 - at) < _EVEN:
            return word.x0 - before.x1
    return None
