"""Whether a line begins a paragraph, an entry, a note or a turn: by what stands before it and how deep it is set."""

import re
from itertools import pairwise
from typing import NamedTuple

from analysis.reading.labels import Cast
from analysis.reading.margins import goes_on, has_room, indent_of, was_wrapped
from analysis.reading.pieces import FAR, NOTE_LINE, File
from analysis.reading.typography import ends_sentence

_NUMBERED_NOTE = re.compile(r"\s*(?:[({]\d{1,3}[)}]|\d{1,3}[.)]?)\s+[A-Z“‘\"'*_]")
_DIRECTION = re.compile(r"\s*(?:\([A-Z][^()]*\)|\[[A-Z][^\[\]]*\]|_[A-Z][^_]*_)\.?$")
_SHORT = 0.8  # of the longest line: what ends sooner ends a paragraph


class Run(NamedTuple):
    """The lines between two blank ones and what holds for all of them."""

    texts: list[str]
    margin: float | None  # None: a line is a paragraph
    hanging: bool  # entries stand out to the left
    least: int  # the indent of what stands out
    block: bool  # its lines go on with each other although all are set in: no first lines


def as_run(texts: list[str], file: File) -> Run:
    margin = file.layout.margin or (max(map(len, texts)) if was_wrapped(texts) else None)
    indents = [indent_of(text) for text in texts]
    least = min(indents)
    block = least > 0 and any(goes_on(a, b) for a, b in pairwise(texts))
    return Run(texts, margin, len(texts) > 1 and _hangs(texts, indents), least, block)


def _hangs(texts: list[str], indents: list[int]) -> bool:
    """Whether entries stand out to the left and their further lines are set in, as in a bibliography."""
    least = min(indents)
    deep = [indent for indent in indents if indent > least + 1]
    if indents[0] != least or not deep or max(deep) - min(deep) > 2:
        return False
    falls = (at for at, (a, b) in enumerate(pairwise(indents)) if a > least == b)
    return not any(goes_on(texts[at], texts[at + 1]) for at in falls)


def begins(run: Run, place: int, file: File) -> bool:
    """Whether the line at `place` begins a chunk, given that the line before it is not blank."""
    before, line = run.texts[place - 1], run.texts[place]
    if run.margin is None:
        return not _wraps_here(run.texts, place)
    ended = ends_sentence(before)
    if NOTE_LINE.match(line) or (file.numbered and ended and _NUMBERED_NOTE.match(line)):
        return True
    if len(before) > FAR * run.margin or len(line) > FAR * run.margin:
        return True
    if run.hanging:
        return indent_of(line) == run.least and (indent_of(before) > run.least or ended)
    depth = indent_of(line)
    if ended and (depth >= indent_of(before) + 2 or (file.first and depth == file.first and not run.block)):
        return True
    if file.cast.names and begins_in_play(before, line, file.cast, run.margin):
        return True
    if run.block and file.first and ended and has_room(before, line, _SHORT * max(map(len, run.texts))):
        return True  # the paragraphs of a quotation, in a file whose others begin with a first line set in
    if file.layout.blank_parts:
        return False
    room = run.margin
    opens_short = "short openers" in file.habits and is_stub(run.texts, place, room)
    if ended:
        return opens_short or has_room(before, line, room)
    return place == 1 and opens_short and has_room(before, line, room)  # a title over a broken-off first line


def begins_in_play(before: str, line: str, cast: Cast, margin: float) -> bool:
    """Whether a line opens a turn, or stands under a stage direction; `margin` 0 where lines were not wrapped."""
    if cast.label_of(line) and (not margin or ends_sentence(before) or has_room(before, line, margin)):
        return True
    return any(_DIRECTION.match(text) for text in (before, line))


def is_stub(texts: list[str], place: int, room: float) -> bool:
    """Whether a line breaks off although the next word would have fitted."""
    after = texts[place + 1] if place + 1 < len(texts) else ""
    return bool(after.strip()) and not ends_sentence(texts[place]) and has_room(texts[place], after, room)


def _wraps_here(texts: list[str], place: int) -> bool:
    """Whether a line of a file that is not wrapped goes on with the one before all the same."""
    return (
        goes_on(texts[place - 1], texts[place])
        and len(texts[place - 1]) >= 40
        and was_wrapped(texts[max(0, place - 3) : place + 3])
    )
