"""Verse in a PDF: lines that end where they please, begin in capitals, and never fill the measure."""

import re
from itertools import pairwise

from analysis.reading.formats.pdf.columns import Line
from analysis.reading.formats.pdf.measure import Measure
from analysis.reading.typography import CLOSERS

_CAPITAL = re.compile(r"[\W_]*[A-ZÀ-Þ]")
_ROOMY = {2: 1.0, 3: 0.5}  # share of the lines that end early, by their number: of prose none does inside a paragraph
_STOP = re.compile(rf"[.?!:][{CLOSERS}]*$")


def verse_lines(lines: list[Line], measure: Measure) -> list[list[Line]]:
    """The lines of verse that these lines are, each with what runs over into a line of its own; none if they are prose.

    Lines at the margin need more evidence than lines set in from it.
    """
    if len(lines) < 2 or any(line.bold or len(line.pieces) > 2 for line in lines):
        return []
    whole = _with_overruns(lines, measure)
    inset = min(measure.inset(line) for line in lines) > 0.6 * lines[0].size
    if len(whole) < (2 if inset else 3):
        return []
    texts = [" ".join(line.text for line in parts) for parts in whole]
    words = [word for text in texts for word in text.split()]
    capital = sum(bool(_CAPITAL.match(text)) for text in texts) / len(texts)
    reach = max(0.0, *(-measure.room(line) for line in lines))
    roomy = sum(_has_room(a[-1], b[0], measure, reach) for a, b in pairwise(whole)) / (len(whole) - 1)
    stops = sum(bool(_STOP.search(text)) for text in texts[:-1]) / (len(whole) - 1)
    plain = sum(word[:1].islower() for word in words) / len(words)
    mean = len(words) / len(whole)
    fits = (
        capital >= 0.8 and roomy >= _ROOMY.get(len(whole), 0.3) and stops <= 0.6 and plain >= 0.45 and 2.5 <= mean <= 14
    )
    return whole if fits else []


def _with_overruns(lines: list[Line], measure: Measure) -> list[list[Line]]:
    whole: list[list[Line]] = []
    for line in lines:
        over = bool(whole) and not _has_room(whole[-1][-1], line, measure) and not _CAPITAL.match(line.text)
        deep = bool(whole) and line.x0 > whole[-1][0].x0 + 0.8 * line.size
        if over and deep:
            whole[-1].append(line)
        else:
            whole.append([line])
    return whole


def _has_room(line: Line, after: Line, measure: Measure, reach: float = 0.0) -> bool:
    return measure.room(line) + reach - min(measure.inset(line), 1.2 * line.size) > after.first + 0.5 * line.size
