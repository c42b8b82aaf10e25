"""Footnotes of a PDF: small print at the foot of a column that opens with a number, and what runs on from it."""

import re
from collections import Counter, defaultdict
from typing import NamedTuple

from analysis.reading.formats.pdf.columns import Line
from analysis.reading.formats.pdf.measure import SAME, Measure
from analysis.reading.notes import find_marks
from analysis.reading.typography import MARK_CLOSE, MARK_OPEN, as_number, whole_number

_RAISED = re.compile(rf"{MARK_OPEN}([^{MARK_CLOSE}]*){MARK_CLOSE}\s*")
_PLAIN = re.compile(r"(?:\[(\d{1,3})\]|(\d{1,3})[.)]?|([*†‡§]))(?:\s+(?=\S)|(?=[A-Z“]))")


class Note(NamedTuple):
    number: str
    lines: list[Line]
    start: int  # in the first line's text, after the number


def take_out_notes(lines: list[Line], measure: Measure) -> tuple[list[Line], list[Note]]:
    """The lines of the body, and the notes at the foot of its columns in order."""
    columns: dict[tuple[int, int], list[Line]] = defaultdict(list)
    for line in lines:
        columns[line.page, line.column].append(line)
    notes: list[Note] = []
    taken: set[int] = set()
    size = _note_size(columns, measure)
    for column in columns.values():
        foot, first = _foot(column, measure, size, notes[-1].number if notes else "")
        found = column[foot:]
        above = _marks(column[:foot]) if found else set()
        if first is None:
            if found and notes:
                notes[-1].lines.extend(found)
            else:
                found = []
        for line in found if first is not None else []:
            start = _start(line, above)
            if start:
                notes.append(Note(start[0], [line], start[1]))
            elif notes:
                notes[-1].lines.append(line)
        taken |= set(map(id, found))
    return [line for line in lines if id(line) not in taken], notes


def _note_size(columns: dict[tuple[int, int], list[Line]], measure: Measure) -> float:
    """The size of notes: of the lines, smaller than the body's, that open with a raised number or one that is raised
    above them; 0.0 where there are none."""
    sizes: Counter[float] = Counter()
    for column in columns.values():
        marks: set[str] = set()
        for line in column:
            small = line.size < (1 - SAME) * measure.body
            plain = _PLAIN.match(line.text) if small else None
            if small and (_RAISED.match(line.text) or (plain and (plain[1] or plain[2] or plain[3]) in marks)):
                sizes[round(line.size, 1)] += 1
            marks.update(_RAISED.findall(line.text))
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _foot(column: list[Line], measure: Measure, size: float, last: str) -> tuple[int, int | None]:
    """The place in a column of the first line of its small print, and of the first that opens a note, if one does;
    `last` is the number of the note before."""
    at = len(column)
    while at and _is_small(column[at - 1], measure, size):
        at -= 1
    above = _marks(column[:at]) if at < len(column) else set()
    marked = [place for place in range(at, len(column)) if _start(column[place], above)]
    if not marked:
        whole = at < len(column) and last and size and _apart(column, at, measure)
        if whole and all(abs(line.size - size) < SAME * size for line in column[at:]):
            return at, None
        return (len(column), None) if size else _typed_foot(column, measure, last)
    first = marked[0]
    if not last or not size:
        return first, first
    begin = first
    while begin > at and column[begin - 1].base - column[begin].base < 1.6 * measure.leading(size):
        begin -= 1
    runs_on = begin < first and (begin == 0 or _apart(column, begin, measure))
    return (begin, first) if runs_on and abs(column[begin].size - size) < SAME * size else (first, first)


def _is_small(line: Line, measure: Measure, size: float) -> bool:
    return line.size < (1 - SAME) * measure.body and (not size or line.size < (1 + SAME) * size)


def _apart(column: list[Line], at: int, measure: Measure) -> bool:
    return at == 0 or column[at - 1].base - column[at].base > 1.15 * measure.leading(column[at].size)


def _marks(lines: list[Line]) -> set[str]:
    """The numbers that hang on words in these lines, as those of notes do."""
    return {as_number(mark[0]) for line in lines for mark in find_marks(line.text)}


def _typed_foot(column: list[Line], measure: Measure, last: str) -> tuple[int, int | None]:
    """As in typed pages: notes in the body's own size, whose numbers hang on words above."""
    first = max(len(column) // 4, 1)
    above = _marks(column[:first])
    for at in range(first, len(column)):
        line = column[at]
        start = _RAISED.match(line.text) or _PLAIN.match(line.text)
        if start and measure.inset(line) <= 3 * line.size:
            number = as_number(next(filter(None, start.groups()), ""))
            next_one = start.re is _RAISED and last.isdecimal() and number == str(whole_number(last) + 1)
            if next_one or (number in above and _opens_notes(column, at, start) and not _counts_on(column, at, number)):
                return at, at
        above |= _marks([line])
    return len(column), None


def _counts_on(column: list[Line], at: int, number: str) -> bool:
    """Whether a line above begins with the number before, at the same place: a list, or notes at the end of all."""
    return number.isdecimal() and any(
        abs(line.x0 - column[at].x0) < 1
        and line.text.startswith((f"{whole_number(number) - 1}. ", f"[{whole_number(number) - 1}] "))
        for line in column[max(0, at - 12) : at]
    )


def _opens_notes(column: list[Line], at: int, start: re.Match) -> bool:
    """A raised number opens a note anywhere; a plain one only where the text before it came to an end."""
    return start.re is _RAISED or column[at - 1].text.rstrip()[-1:] in '.!?”"’:' or len(column) - at < 4


def _start(line: Line, above: set[str]) -> tuple[str, int] | None:
    """The number that a line of small print opens with and where its words begin; `above`: the marks above it."""
    raised = _RAISED.match(line.text)
    if raised:
        return raised[1], raised.end()
    found = _PLAIN.match(line.text)
    number = as_number(next(filter(None, found.groups()), "")) if found else ""
    return (number, found.end()) if found and number in above else None
