"""Where a paragraph of a PDF begins: told by how two lines, and those around them, stand to each other."""

import re

from analysis.reading.formats.pdf.columns import Line
from analysis.reading.formats.pdf.measure import Measure
from analysis.reading.typography import ends_sentence, whole_number

MARKER = re.compile(r"(?:([•◦▪●■○∙·‣–—*-])|\(?(\d{1,3}|[a-z]|[ivx]{1,5})[.)])\s+(?=\S)")
LABEL = re.compile(r"[A-Z][A-Z .'’-]{1,30}(?:(?<! ):|(?<=[A-Z]{2})\.)(?:\s|$)")  # of a speaker
_BROKEN = re.compile("[^\\W\\d_][-\u00ad]$")  # in the middle of a word
EM = 0.7  # of the size: a line set in by less is not set in


def begins(so_far: list[Line], ahead: list[Line], measure: Measure) -> bool:
    """Whether a paragraph begins at the first of the lines ahead."""
    before, line = so_far[-1], ahead[0]
    if _BROKEN.search(before.text):
        return False
    em = EM * line.size
    set_in = line.x0 - before.x0
    room = has_room(so_far, ahead, measure)
    marker = MARKER.match(line.text)
    if (
        _counts_on(so_far[0], marker)
        or _ends_item(so_far, line, marker, measure)
        or below_middle(so_far, line, measure)
    ):
        return True
    if marker and (marker[1] or room or ends_sentence(before.text)) and (set_in < -em or abs(set_in) <= em or room):
        return not (abs(set_in) <= em and len(so_far) > 1 and not room and marker[1] in ("–", "—", "-"))
    if len(so_far) > 1 and abs(set_in) > em:
        return True
    if ends_sentence(before.text) and (LABEL.match(line.text) or _both_first(so_far, line, measure)):
        return True
    if line.slanted != before.slanted and ends_sentence(before.text) and measure.room(before) > 3 * line.size:
        return True  # a stage direction
    if set_in > em:
        goes_on = len(ahead) > 1 and abs(ahead[1].x0 - line.x0) <= em and abs(measure.inset(line) - measure.indent) > 2
        return room or (ends_sentence(before.text) and not goes_on and not _hangs_from(before, line))
    return room and (measure.justified or (measure.tight and ends_sentence(before.text)))


def _counts_on(first: Line, marker: re.Match | None) -> bool:
    """Whether a number goes on from the one that a paragraph opens with."""
    before = MARKER.match(first.text) if marker and marker[2] else None
    return bool(before and marker and is_next(before[2] or "", marker[2]))


def is_next(one: str, other: str) -> bool:
    """Whether a number or letter of a list is followed by another.

    >>> is_next("9", "10"), is_next("a", "b"), is_next("3", "5")
    (True, True, False)
    """
    if one.isdigit() and other.isdigit():
        return whole_number(other) - whole_number(one) == 1
    return len(one) == len(other) == 1 and ord(other) - ord(one) == 1


def _ends_item(so_far: list[Line], line: Line, marker: re.Match | None, measure: Measure) -> bool:
    """Whether a line no deeper than an item's number stands below the item's last line, which ended before the edge."""
    before = so_far[-1]
    if marker or not MARKER.match(so_far[0].text) or not measure.justified or not measure.indent:
        return False
    level = line.x0 < so_far[0].x0 + 0.3 * line.size and measure.inset(line) > 3
    return level and ends_sentence(before.text) and measure.room(before) > line.size


def below_middle(so_far: list[Line], line: Line, measure: Measure) -> bool:
    """Whether the line before stands alone in the middle, as a heading does, and this one does not."""
    before = so_far[0]
    inset = measure.inset(before)
    middle = inset > 2 * before.size and abs(inset - measure.room(before)) < max(
        4.0, 0.015 * measure.widths[before.column]
    )
    return (
        len(so_far) == 1
        and middle
        and measure.inset(line) < inset - 2 * before.size
        and measure.room(line) < measure.room(before) / 2
    )


def _both_first(so_far: list[Line], line: Line, measure: Measure) -> bool:
    """Whether a line and the only one before it are set in as first lines are."""
    depth = measure.indent
    near = abs(measure.inset(line) - depth) < 2 and abs(measure.inset(so_far[-1]) - depth) < 2
    return depth > 0 and len(so_far) == 1 and near


def _hangs_from(before: Line, line: Line) -> bool:
    """Whether a line begins below the words of a line that opens with the marker of a list."""
    marker = MARKER.match(before.text)
    return bool(marker) and line.x0 > before.x0 + 0.5 * before.size


def has_room(so_far: list[Line], ahead: list[Line], measure: Measure) -> bool:
    """Whether the next word would have fitted into the last line so far."""
    before, line = so_far[-1], ahead[0]
    narrow = 0.0
    inset = measure.inset(line)
    if inset > EM * line.size:
        beside = [other for other in ahead if abs(measure.inset(other) - inset) < EM * line.size]
        rooms = [measure.room(other) for other in [*so_far[-4:], *beside]]
        narrow = max(0.0, min(min(rooms) if len(rooms) > 2 else inset, inset + line.size))
    return measure.room(before) - narrow > line.first + 0.35 * line.size
