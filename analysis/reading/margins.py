"""How a typed text is laid out: whether its lines were wrapped at a margin, whether blank lines part its paragraphs.

In *flowed* files a line is a paragraph; in *wrapped* files lines were broken at a margin. Only lines that break off
inside a sentence and go on in lower case tell a margin, and only where they hold a fair part of the file: a stanza, a
list or a table among long lines tells nothing about the lines around it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from analysis.reading.typography import ends_sentence

LONGEST_MARGIN = 120  # people and programs wrap at 60 to 100; a "margin" beyond this is a paragraph
_LONG_PARAGRAPH = 25  # lines; where blank lines are rarer than this, they part something larger
_FAIR_PART = 0.15  # of the signs of the lines that could have been wrapped; of wrapped prose more than half go on
_LEAST_MARGIN = 30


@dataclass(frozen=True)
class Layout:
    """`margin` None: a line is a paragraph."""

    margin: int | None
    blank_parts: bool  # blank lines part paragraphs

    @property
    def room(self) -> int:
        return self.margin or 0


def measure(texts: list[str]) -> Layout:
    """The layout of a text's lines.

    >>> measure(["One line.", "", "Another."]).margin is None
    True
    """
    filled = [text for text in texts if text.strip()]
    groups = sum(bool(a.strip()) and not b.strip() for a, b in pairwise([*texts, ""]))
    blank_parts = groups > 1 and groups * _LONG_PARAGRAPH > len(filled)
    going_on = [(a, b) for a, b in pairwise(texts) if goes_on(a, b)]
    lengths = sorted(len(a) for a, _ in going_on)
    if len(lengths) < 3:
        return Layout(None, blank_parts)
    margin = lengths[len(lengths) - 1 - int(0.015 * len(lengths))]  # a few lines grew by a note mark after wrapping
    full = sum(not has_room(a, b, margin) for a, b in going_on)
    signs = sum(len(text) for text in filled if len(text) <= 2 * LONGEST_MARGIN)
    in_long = sum(len(text) for text in filled if len(text) > LONGEST_MARGIN)
    wrapped = margin >= _LEAST_MARGIN and full > 0.4 * len(lengths)  # half are full even where paragraphs open short
    wrapped = wrapped and sum(lengths) > _FAIR_PART * signs and (sum(lengths) > _FAIR_PART * in_long)
    return Layout(margin if wrapped else None, blank_parts)


def goes_on(line: str, after: str) -> bool:
    """Whether a line that could have been wrapped breaks off, and the next goes on in lower case."""
    start = after.lstrip()[:1]
    return start.islower() and 0 < len(line) <= LONGEST_MARGIN and bool(line.strip()) and not ends_sentence(line)


def has_room(line: str, after: str, margin: float) -> bool:
    """Whether the first word of the next line would have fitted."""
    return len(line.rstrip()) + 1 + len(after.split(maxsplit=1)[0]) <= margin


def indent_of(line: str) -> int:
    """How far a line is set in; a tab is four blanks."""
    if not line[:1].isspace():
        return 0
    blanks = line[: len(line) - len(line.lstrip())]
    return len(blanks.expandtabs(4)) if "\t" in blanks else len(blanks)


def was_wrapped(lines: Sequence[str]) -> bool:
    """Whether some lines by themselves, whatever stands around them, were one paragraph broken at a margin.

    >>> was_wrapped(["The old stone was carried over the", "long bridge and into the market of", "the town."])
    True
    """
    if len(lines) < 2 or max(map(len, lines)) > LONGEST_MARGIN:
        return False
    pairs = list(pairwise(lines))
    on = sum(goes_on(a, b) for a, b in pairs)
    margin = max(map(len, lines))
    full = sum(not has_room(a, b, margin) for a, b in pairs)
    return margin >= _LEAST_MARGIN and 3 * on >= len(pairs) and full >= 0.7 * len(pairs)


def without_double_spacing(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The lines of a typescript with a blank line after each: without those that stand inside sentences' paragraphs."""
    filled = [place for place, (_, text) in enumerate(lines) if text.strip()]
    apart = [(a, b) for a, b in pairwise(filled) if b - a == 2]
    lone = sum(b - a > 1 for a, b in pairwise(filled))
    if lone < 0.9 * len(filled):
        return lines
    inside = sum(goes_on(lines[a][1], lines[b][1]) for a, b in apart)
    prose = inside >= 8 and inside >= 0.4 * len(apart)
    if not (prose or _are_verse_lines([lines[a][1] for a, _ in apart])):
        return lines
    blanks = {a + 1 for a, b in apart}
    return [line for place, line in enumerate(lines) if place not in blanks]


def _are_verse_lines(texts: list[str]) -> bool:
    """Whether lines that all stand alone are verse: short, of some words, and seldom closed."""
    words = sum(len(text.split()) for text in texts)
    closed = sum(ends_sentence(text) for text in texts)
    longest = max(map(len, texts), default=0)
    return len(texts) >= 12 and longest <= 70 and words >= 4.5 * len(texts) and closed <= 0.5 * len(texts)


def most_common(counts: Counter) -> int:
    """The value with the greatest weight, the smaller of two; 0 of none."""
    return min(counts, key=lambda value: (-counts[value], value)) if counts else 0
