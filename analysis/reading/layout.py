"""Lines to chunks: which lines belong together, told by blank lines, indents, and where lines break off.

Two layouts are told apart. In *flowed* files a line is a paragraph. In *wrapped* files lines were broken at a margin;
there a line that ends although the next word would have fitted either closes a paragraph (it ends as a sentence does)
or, in some page layouts, opens one (a short first line, broken off). A line far longer than the margin was never
wrapped: it was set apart, as block quotations and dialogues are.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from analysis.reading.chunks import Chunk, Edit
from analysis.reading.typography import SUPERSCRIPT, SURE_MARK, ends_sentence

LIST_ITEM = re.compile(r"\s*(?:[-*•‣]|\d{1,3}[.)])\s+\S")
_NOTE = re.compile(rf"\s*(?:[{SUPERSCRIPT}]+|{SURE_MARK}|\[\^?\d+\]:?)\s*\S")
_LONGEST_MARGIN = 120  # people and programs wrap at 60 to 100; a "margin" beyond this is a paragraph
_FAR = 1.6  # times the margin: longer than any wrapped line with a note mark added


@dataclass(frozen=True)
class Layout:
    margin: int | None  # None: a line is a paragraph
    blank_parts: bool  # blank lines part paragraphs
    indent: int  # of the ordinary line


def measure(texts: list[str]) -> Layout:
    """The layout of a text's lines.

    Wrapped means: most lines that another line follows have no room left for its first word.
    """
    filled = [text for text in texts if text.strip()]
    blank_parts = (len(texts) - len(filled)) * 40 > len(texts)
    indents = sorted(map(_indent, filled))
    indent = indents[len(indents) // 4] if indents else 0
    pairs = [(a.strip(), b.strip()) for a, b in pairwise(texts) if a.strip() and b.strip()]
    lengths = sorted(len(a) for a, _ in pairs if len(a) <= _LONGEST_MARGIN)
    if len(lengths) < 3:
        return Layout(None, blank_parts, indent)
    margin = lengths[int(0.97 * (len(lengths) - 1))]
    inside = [(a, b) for a, b in pairs if len(a) <= _LONGEST_MARGIN]
    full = sum(not _has_room(a, b, margin) for a, b in inside)
    wrapped = margin >= 30 and 2 * full > len(inside)
    return Layout(margin if wrapped else None, blank_parts, indent)


def group_lines(lines: list[tuple[int, str]]) -> tuple[list[Chunk], list[Edit]]:
    """Chunks of a plain text, in order, and an edit for each line break that was only a wrap.

    >>> [chunk.text for chunk in group_lines([(1, "One line."), (2, ""), (3, "Another.")])[0]]
    ['One line.', 'Another.']
    """
    texts = [text.rstrip() for _, text in lines]
    layout = measure(texts)
    groups: list[list[tuple[int, str]]] = []
    for place, (number, _) in enumerate(lines):
        if not texts[place].strip():
            continue
        if place == 0 or not texts[place - 1].strip() or _begins(texts, place, layout):
            groups.append([])
        groups[-1].append((number, texts[place]))
    edits: list[Edit] = []
    return [_join(group, layout, edits) for group in groups], edits


def _begins(texts: list[str], place: int, layout: Layout) -> bool:
    """Whether the line at `place` begins a chunk, given that the line before it is not blank."""
    before, line = texts[place - 1], texts[place]
    if layout.margin is None or _NOTE.match(line) or (LIST_ITEM.match(line) and ends_sentence(before)):
        return True
    far = _FAR * layout.margin
    if len(before) > far or len(line) > far:
        return True
    if _indent(line) >= _indent(before) + 2 and ends_sentence(before):
        return True
    if layout.blank_parts:
        return False
    after = texts[place + 1] if place + 1 < len(texts) else ""
    stub = bool(after.strip()) and not ends_sentence(line) and _has_room(line, after, layout.margin)
    if ends_sentence(before):
        return stub or _has_room(before, line, layout.margin)
    return place == 1 and stub and _has_room(before, line, layout.margin)  # a title over a broken-off first line


def _has_room(line: str, after: str, margin: int) -> bool:
    return len(line.strip()) + 1 + len(after.split(maxsplit=1)[0]) <= margin


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _join(group: list[tuple[int, str]], layout: Layout, edits: list[Edit]) -> Chunk:
    """One text from the lines of a group; after a dash no space is put."""
    text, starts = "", []
    for number, line in group:
        line = line.strip()
        if text:
            last, first = text.rsplit(maxsplit=1)[-1], line.split(maxsplit=1)[0]
            glue = "" if text[-1] in "—-" else " "
            edits.append(Edit(starts[-1][1], "hard wrap", f"{last}\n{first}", f"{last}{glue}{first}"))
            text += glue
        starts.append((len(text), number))
        text += line
    far = layout.margin is not None and len(group) == 1 and len(text) > _FAR * layout.margin
    deep = min(_indent(line) for _, line in group) >= layout.indent + 2
    return Chunk(text, tuple(starts), group[-1][0], apart=far or deep)
