"""A chunk: text that is on its way to become a block, and still knows the source line of each of its characters."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple


class Edit(NamedTuple):
    """One thing mended (or, where before and after are equal, only noticed)."""

    line: int
    rule: str
    before: str
    after: str


@dataclass(frozen=True)
class Chunk:
    text: str
    lines: tuple[tuple[int, int], ...]  # (offset in text, source line), ascending
    last_line: int
    kind: str = ""  # a block kind, or "" until structure decides it
    speaker: str = ""
    number: str = ""  # of a note
    apart: bool = False  # set apart by its layout: indented, or one long line among wrapped ones
    sure: bool = False  # its borders are told by markup, not guessed from layout
    slanted: bool = False  # all of it is set in italics: in a play a stage direction
    marks: tuple[tuple[int, str], ...] = ()  # (offset, number) of the notes called for here

    def line_at(self, offset: int) -> int:
        return self.lines[max(bisect_right(self.lines, (offset, 1 << 60)) - 1, 0)][1]


def cut(chunk: Chunk, cuts: list[tuple[int, int, str]]) -> tuple[Chunk, Callable[[int], int]]:
    """The chunk with each (start, end) replaced, and the function that moves an old offset to its new place."""
    if not cuts:
        return chunk, int
    cuts = sorted(cuts)
    pieces, place, edges, shifts, shift = [], 0, [-1], [0], 0
    for start, end, new in cuts:
        pieces += [chunk.text[place:start], new]
        place, shift = end, shift + len(new) - (end - start)
        edges.append(end)
        shifts.append(shift)
    starts = {end: start for start, end, _ in cuts}

    def move(offset: int) -> int:
        at = bisect_right(edges, offset) - 1
        after = edges[at + 1] if at + 1 < len(edges) else None
        if after is not None and starts[after] < offset:
            offset = starts[after]  # inside what was cut
        return offset + shifts[at]

    lines = tuple((move(start), line) for start, line in chunk.lines)
    marks = tuple((move(at), number) for at, number in chunk.marks)
    return replace(chunk, text="".join([*pieces, chunk.text[place:]]), lines=lines, marks=marks), move


def part(chunk: Chunk, start: int, end: int, **changes) -> Chunk:
    """The piece of a chunk between two offsets, without the white space around it."""
    text = chunk.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    end = start + len(text)
    inside = [(at - start, line) for at, line in chunk.lines if start < at < end]
    lines = ((0, chunk.line_at(start)), *inside)
    marks = tuple((at - start, number) for at, number in chunk.marks if start <= at <= end)
    whole = replace(chunk, text=text, lines=lines, marks=marks, last_line=chunk.line_at(max(end - 1, 0)))
    return replace(whole, **changes)


def join_all(pieces: list[Chunk], glue: str = " ") -> Chunk:
    """Several chunks as one, of the kind of the first; a space is left out after a dash."""
    if len(pieces) == 1:
        return pieces[0]
    texts, lines, marks, base = [], [], [], 0
    for place, piece in enumerate(pieces):
        lines += [(base + at, line) for at, line in piece.lines]
        marks += [(base + at, number) for at, number in piece.marks]
        last = place + 1 == len(pieces)
        between = "" if last or (glue == " " and piece.text.endswith(("—", "-"))) else glue
        texts += [piece.text, between]
        base += len(piece.text) + len(between)
    whole = replace(pieces[0], text="".join(texts), lines=tuple(lines), marks=tuple(marks))
    return replace(whole, last_line=pieces[-1].last_line)
