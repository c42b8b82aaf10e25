"""The measure of a PDF's text: its body's size, its leading, where its lines begin and how far they may run."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from analysis.reading.formats.pdf.columns import Line
from analysis.reading.formats.pdf.rows import most
from analysis.reading.typography import ends_sentence

SAME = 0.04  # sizes that differ by less are one
_EVEN = 2.0  # points: edges that differ by less are one


@dataclass(frozen=True)
class Measure:
    body: float  # the size of most letters
    lefts: dict[tuple[int, int], float]  # of each (page, column), where its lines begin
    widths: dict[int, float]  # of each column, how far its lines may run
    leadings: dict[float, float]  # of each size, from line to line
    justified: bool  # lines end at one edge
    indent: float  # of the first line of a paragraph; 0.0 where none is indented
    tight: bool  # neither indents nor gaps part paragraphs: only lines that break off do

    def left(self, line: Line) -> float:
        return self.lefts[line.page, line.column]

    def inset(self, line: Line) -> float:
        """How far right of the column's edge a line begins."""
        return line.x0 - self.left(line)

    def room(self, line: Line) -> float:
        """How much of the column's width a line leaves empty at its end."""
        return self.left(line) + self.widths[line.column] - line.x1

    def leading(self, size: float) -> float:
        return self.leadings.get(round(size), 1.2 * size)

    def is_body(self, line: Line) -> bool:
        return abs(line.size - self.body) < SAME * self.body


def measure(lines: list[Line]) -> Measure:
    """The measure of these lines, running heads and notes left out."""
    body = most((round(line.size, 1), len(line.text)) for line in lines) or 10.0
    plain = [line for line in lines if abs(line.size - body) < SAME * body] or lines
    lefts = _lefts(lines, plain)
    widths, justified = _widths(lines, plain, lefts)
    known = Measure(body, lefts, widths, _leadings(lines), justified, _indent(plain, lefts), False)
    return replace(known, tight=_is_tight(plain, known))


def _is_tight(plain: list[Line], measure: Measure) -> bool:
    """Whether most lines that break off at the end of a sentence are followed by a line that stands like any other."""
    near = far = 0
    for one, other in pairwise(plain):
        short = measure.room(one) > 0.25 * measure.widths[one.column] and ends_sentence(one.text)
        if short and follows(one, other) and max(abs(measure.inset(one)), abs(measure.inset(other))) < 3:
            even = one.base - other.base < 1.3 * measure.leading(one.size)
            near += even
            far += not even
    return near > far and not measure.indent


def _lefts(lines: list[Line], plain: list[Line]) -> dict[tuple[int, int], float]:
    """Where lines begin: where most of a page's do, if that is where those of like pages begin too."""
    own: dict[tuple[int, int], Counter[float]] = defaultdict(Counter)
    alike: dict[tuple[int, int], Counter[float]] = defaultdict(Counter)
    for line in plain:
        own[line.page, line.column][round(line.x0)] += 1
        alike[line.page % 2, line.column][round(line.x0)] += 1
    usual = {kind: _mode(starts) for kind, starts in alike.items()}
    least = {column: min(usual[kind] for kind in usual if kind[1] == column) for _, column in usual}
    for kind, at in usual.items():  # where first lines are most of a side's, the other side tells its edge
        if at - least[kind[1]] > 8 and alike[kind][round(least[kind[1]])] and min(alike[kind]) > least[kind[1]] - 2:
            usual[kind] = least[kind[1]]
    lefts = {}
    for line in lines:
        place = line.page, line.column
        if place in lefts:
            continue
        at = usual.get((line.page % 2, line.column), least.get(line.column, line.x0))
        here = own.get(place, Counter())
        mode = _mode(here) if here else at
        moved = sum(here.values()) >= 8 and not _near(here, at)
        lefts[place] = mode if moved and mode < at + 40 else at
    return lefts


def _mode(starts: Counter[float]) -> float:
    """The leftmost place where a fair share of the lines begins."""
    counts = {at: _near(starts, at) for at in starts}
    enough = 0.15 * sum(starts.values())
    first = min((at for at in counts if counts[at] >= enough), default=min(starts))
    return max((first, first + 1), key=lambda at: starts[at])


def _near(starts: Counter[float], at: float) -> int:
    return starts[at - 1] + starts[at] + starts[at + 1]


def _widths(lines: list[Line], plain: list[Line], lefts: dict[tuple[int, int], float]) -> tuple[dict[int, float], bool]:
    ends: dict[int, list[float]] = defaultdict(list)
    for line in plain:
        ends[line.column].append(line.x1 - lefts[line.page, line.column])
    for line in lines:
        if line.column not in ends:
            ends[line.column].append(line.x1 - lefts[line.page, line.column])
    widths, even, count = {}, 0, 0
    for column, found in ends.items():
        counts = Counter(round(end / _EVEN) for end in found)
        mode = max(counts, key=lambda at: counts[at - 1] + counts[at] + counts[at + 1])
        near = sorted(end for end in found if abs(end / _EVEN - mode) <= 1.5)
        furthest = sorted(found)[int(0.98 * (len(found) - 1))]
        regular = len(near) >= 0.3 * len(found) and near[len(near) // 2] > furthest - 12
        widths[column] = near[len(near) // 2] if regular else furthest
        even += len(near) if regular else 0
        count += len(found)
    return widths, even >= 0.35 * count


def _leadings(lines: list[Line]) -> dict[float, float]:
    """Of each size, the distance of most lines; where enough lines go on in mid-sentence, of these alone."""
    gaps: dict[float, Counter[float]] = defaultdict(Counter)
    inner: dict[float, Counter[float]] = defaultdict(Counter)
    for one, other in pairwise(lines):
        gap = one.base - other.base
        if follows(one, other) and 0.8 * one.size < gap < 2.6 * one.size:
            gaps[round(one.size)][round(2 * gap) / 2] += 1
            inner[round(one.size)][round(2 * gap) / 2] += not ends_sentence(one.text) and other.text[:1].islower()
    for size, counts in inner.items():
        if sum(counts.values()) >= 3:
            gaps[size] = counts
    return {size: most(counts.items()) for size, counts in gaps.items() if sum(counts.values()) >= 3}


def follows(one: Line, other: Line) -> bool:
    """Whether a line stands below another in its column, in letters of its size."""
    beside = (one.page, one.column) == (other.page, other.column)
    return beside and one.base > other.base and abs(one.size - other.size) < SAME * one.size


def _indent(plain: list[Line], lefts: dict[tuple[int, int], float]) -> float:
    """How deep first lines are set: lines that begin deeper than those before and after, where a sentence ended."""
    depths: Counter[float] = Counter()
    for before, line, after in zip(plain, plain[1:], plain[2:], strict=False):
        depth = line.x0 - lefts[line.page, line.column]
        fore = before.x0 - lefts[before.page, before.column]
        alike = abs(fore - depth) < 3 and before.base - line.base < 1.1 * (
            line.base - after.base
        )  # one-line paragraphs
        back = abs(after.x0 - lefts[after.page, after.column]) < 3 and (abs(fore) < 3 or alike)
        if 0.6 * line.size < depth < 5 * line.size and back and ends_sentence(before.text):
            depths[round(depth)] += 1
    total = sum(depths.values())
    best = most(depths.items())
    return best if total >= 2 and sum(_near_counts(depths, best)) >= 0.4 * total else 0.0


def _near_counts(counts: Counter[float], at: float) -> Iterable[int]:
    return (counts[at + by] for by in (-1, 0, 1))
