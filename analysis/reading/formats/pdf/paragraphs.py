"""Lines to paragraphs: told by gaps, sizes, first lines that are set in or out, and lines that break off."""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from analysis.reading.formats.pdf.begins import EM, MARKER, begins, below_middle, has_room
from analysis.reading.formats.pdf.columns import Line
from analysis.reading.formats.pdf.measure import SAME, Measure
from analysis.reading.formats.pdf.rows import most
from analysis.reading.formats.pdf.verse import verse_lines
from analysis.reading.typography import ends_sentence

_NAME = re.compile(r"[^\W\d_a-z][\w.’'-]*(?: (?:of|the|de|van|von|and|[^\W\d_a-z][\w.’'-]*)){0,3}:?")
_GAP = 1.3  # leadings: a wider gap parts paragraphs
_MOST_BROKEN = 60  # lines of a stanza


@dataclass
class Paragraph:
    lines: list[Line]
    kind: str = ""
    level: float = 0.0  # how far its lines, the first apart, are set in
    alone: bool = False  # a gap, or letters of another size, before and after it
    verse: list[list[Line]] = field(default_factory=list)
    text: str = ""  # of a table; of a note at the text's end its number
    contents: bool = False  # a list of contents

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def last(self) -> Line:
        return self.lines[-1]


def find_names(lines: list[Line], measure: Measure) -> frozenset[str]:
    """Short lines all in capitals or with capitals that come back, two or more each three times: who speaks next."""
    short = (
        line.text for line in lines if len(line.words) < 5 and measure.room(line) > 0.4 * measure.widths[line.column]
    )
    counts = Counter(text for text in short if not ends_sentence(text) and _NAME.fullmatch(text))
    names = frozenset(text for text, count in counts.items() if count > 2)
    return names if len(names) > 1 else frozenset()


def find_paragraphs(lines: list[Line], measure: Measure, names: frozenset[str] = frozenset()) -> list[Paragraph]:
    """The paragraphs of lines that follow each other, none joined yet over a page or a column.

    `names`: lines that are a paragraph each.
    """
    found: list[Paragraph] = []
    for run in _runs(lines, measure, names):
        parts = [part for stretch in _by_verse(run, measure) for part in _split(stretch, measure)]
        if len(parts) == 1 or (len(parts) > 1 and below_middle(parts[0].lines, parts[1].first, measure)):
            parts[0].alone = True
        found += parts
    return found


def _runs(lines: list[Line], measure: Measure, names: frozenset[str]) -> list[list[Line]]:
    """Lines at an even distance, of one size and weight."""
    runs: list[list[Line]] = [lines[:1]] if lines else []
    for before, line in pairwise(lines):
        if before.text in names or line.text in names or _parted(before, line, measure):
            runs.append([])
        runs[-1].append(line)
    return runs


def _parted(before: Line, line: Line, measure: Measure) -> bool:
    gap = before.base - line.base
    other = (before.page, before.column) != (line.page, line.column) or gap <= 0
    size = max(before.size, line.size)
    in_flow = measure.room(before) < line.first and not ends_sentence(before.text)
    differs = abs(before.size - line.size) > SAME * size or (before.bold != line.bold and not in_flow)
    return other or differs or gap > _GAP * measure.leading(line.size)


def _by_verse(run: list[Line], measure: Measure) -> list[list[Line] | Paragraph]:
    """The stretches of a run that are verse, as paragraphs, and the lines between them."""
    verse = verse_lines(run, measure)
    if verse:
        return _stanzas(verse)
    stretches: list[list[Line] | Paragraph] = []
    rest: list[Line] = []
    place = 0
    while place < len(run):
        end = place
        while end < len(run) and measure.inset(run[end]) > EM * run[end].size:
            end += 1
        if (
            end - place > 2
            and measure.inset(run[end - 1]) < min(map(measure.inset, run[place : end - 1])) - EM * run[place].size
        ):
            end -= 1  # the first line of what follows
        if end - place > 1 and _opens_paragraph(run[end - 1 : end + 1], measure):
            end -= 1
        verse = verse_lines(run[place:end], measure) if 2 <= end - place < len(run) else []
        first = place
        if not verse and measure.indent and measure.justified:
            first = max(place, end - 1)
            broken = _end_of_broken(run, first, measure)
            verse = verse_lines(run[first:broken], measure) if broken - first > 2 else []
            end = broken if verse else end
        if verse:
            stretches += [rest + run[place:first], *_stanzas(verse)]
            rest = []
        else:
            rest += run[place : end + 1] if end == place else run[place:end]
        place = max(end, place + 1)
    return [stretch for stretch in [*stretches, rest] if isinstance(stretch, Paragraph) or stretch]


def _opens_paragraph(lines: list[Line], measure: Measure) -> bool:
    """Whether the first of two lines is set in as first lines are, and filled, and the next stands at the edge."""
    if len(lines) < 2 or not measure.indent:
        return False
    line, after = lines
    return abs(measure.inset(line) - measure.indent) < 3 > abs(measure.inset(after)) and measure.room(line) < 3


def _end_of_broken(run: list[Line], start: int, measure: Measure) -> int:
    """Where lines end that each break off before the edge though the next begins no paragraph, being not set in."""
    end = start + 1
    while end < min(len(run), start + _MOST_BROKEN) and abs(measure.inset(run[end])) < EM * run[end].size:
        if measure.room(run[end - 1]) < 0.2 * measure.widths[run[end].column] or not has_room(
            [run[end - 1]], [run[end]], measure
        ):
            break
        end += 1
    return end


def _stanzas(verse: list[list[Line]]) -> list[list[Line] | Paragraph]:
    """Lines of verse parted where the gap between two is a little wider than most."""
    gaps = [round(one[-1].base - other[0].base, 1) for one, other in pairwise(verse)]
    usual = most((gap, 1) for gap in gaps)
    stanzas = [[verse[0]]]
    for gap, parts in zip(gaps, verse[1:], strict=True):
        if gap > 1.1 * usual:
            stanzas.append([])
        stanzas[-1].append(parts)
    return [Paragraph([line for parts in stanza for line in parts], "verse", verse=stanza) for stanza in stanzas]


def _split(stretch: list[Line] | Paragraph, measure: Measure) -> list[Paragraph]:
    if isinstance(stretch, Paragraph):
        return [stretch]
    large = stretch[0].size > (1 + 2 * SAME) * measure.body or all(line.bold for line in stretch)
    if large and len(stretch) <= 4 and not any(MARKER.match(line.text) for line in stretch[1:]):
        return [Paragraph(stretch, level=measure.inset(stretch[-1]))]
    parts = [[stretch[0]]]
    for place in range(1, len(stretch)):
        if begins(parts[-1], stretch[place : place + 4], measure):
            parts.append([])
        parts[-1].append(stretch[place])
    return [Paragraph(part, level=min(measure.inset(line) for line in part[1:] or part)) for part in parts]
