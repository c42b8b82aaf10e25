"""Lines to chunks: which lines belong together, told by blank lines, indents, and where lines break off.

Two layouts are told apart. In *flowed* files a line is a paragraph. In *wrapped* files lines were broken at a margin;
there a line that ends although the next word would have fitted either closes a paragraph (it ends as a sentence does)
or, in some page layouts, opens one (a short first line, broken off). A line far longer than the margin was never
wrapped: it was set apart, as block quotations and dialogues are.
"""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from analysis.reading.chunks import Chunk, Edit
from analysis.reading.corpus_toml import UNTOLD, Told
from analysis.reading.typography import SUPERSCRIPT, SURE_MARK, ends_sentence

LIST_ITEM = re.compile(r"\s*(?:[-*•‣]|\d{1,3}[.)])\s+\S")
_NOTE = re.compile(rf"\s*(?:[{SUPERSCRIPT}]+|{SURE_MARK}|\[\^?\d+\]:?)\s*\S")
_LONGEST_MARGIN = 120  # people and programs wrap at 60 to 100; a "margin" beyond this is a paragraph
_LONG_PARAGRAPH = 25  # lines; where blank lines are rarer than this, they part something larger
_FAR = 1.6  # times the margin: longer than any wrapped line with a note mark added


@dataclass(frozen=True)
class Layout:
    margin: int | None  # None: a line is a paragraph
    blank_parts: bool  # blank lines part paragraphs
    indent: int  # of the ordinary line
    first_indent: int  # of the first line of the ordinary paragraph
    slack: float = 1.0  # a line has room when it stays below this part of the margin; typeset letters differ in width
    words: frozenset[str] = frozenset()  # of the whole text, to mend words broken at a line end


def measure(texts: list[str], *, typeset: bool = False) -> Layout:
    """The layout of a text's lines.

    Wrapped means: lines inside a sentence mostly have no room left for the first word of the next.
    """
    filled = [text for text in texts if text.strip()]
    groups = sum(bool(a.strip()) and not b.strip() for a, b in pairwise([*texts, ""]))
    blank_parts = not typeset and groups > 1 and groups * _LONG_PARAGRAPH > len(filled)
    indents = sorted(map(_indent, filled))
    indent = indents[len(indents) // 4] if indents else 0
    pairs = [(a.strip(), b.strip()) for a, b in pairwise(texts) if a.strip() and b.strip()]
    lengths = sorted(len(a) for a, _ in pairs if len(a) <= _LONGEST_MARGIN)
    if len(lengths) < 3:
        return Layout(None, blank_parts, indent, indent)
    slack = 0.85 if typeset else 1.0
    margin = lengths[len(lengths) - 1 - int(0.015 * len(lengths))]  # a few lines grew by a note mark after wrapping
    inside = [(a, b) for a, b in pairs if len(a) <= _LONGEST_MARGIN and not ends_sentence(a)]
    full = sum(not _has_room(a, b, slack * margin) for a, b in inside)
    wrapped = margin >= 30 and full > 0.4 * len(inside)  # half are full even where each paragraph opens short
    broken = any(text.endswith(("-", "\u00ad")) for text in texts)
    words = frozenset(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", " ".join(texts))) if broken else frozenset()
    return Layout(margin if wrapped else None, blank_parts, indent, _first_indent(texts, indent), slack, words)


def _first_indent(texts: list[str], indent: int) -> int:
    """How deep first lines are set where the next line falls back; the ordinary indent where none does."""
    first = Counter(_indent(a) for a, b in pairwise(texts) if b.strip() and _indent(a) > _indent(b) == indent)
    return first.most_common(1)[0][0] if first else indent


def group_lines(
    lines: list[tuple[int, str]], told: Told = UNTOLD, *, typeset: bool = False
) -> tuple[list[Chunk], list[Edit]]:
    """Chunks of a plain text, in order, and an edit for each line break that was only a wrap.

    >>> [chunk.text for chunk in group_lines([(1, "One line."), (2, ""), (3, "Another.")])[0]]
    ['One line.', 'Another.']
    """
    texts = [text.rstrip() for _, text in lines]
    layout = measure(texts, typeset=typeset)
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
    room = layout.slack * layout.margin
    after = texts[place + 1] if place + 1 < len(texts) else ""
    stub = bool(after.strip()) and not ends_sentence(line) and _has_room(line, after, room)
    if ends_sentence(before):
        return stub or _has_room(before, line, room)
    return place == 1 and stub and _has_room(before, line, room)  # a title over a broken-off first line


def _has_room(line: str, after: str, margin: float) -> bool:
    return len(line.strip()) + 1 + len(after.split(maxsplit=1)[0]) <= margin


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _join(group: list[tuple[int, str]], layout: Layout, edits: list[Edit]) -> Chunk:
    """One text from the lines of a group."""
    pieces: list[str] = []
    starts: list[tuple[int, int]] = []  # (offset, line)
    length = 0
    for number, line in group:
        line = line.strip()
        if pieces:
            last, first = pieces[-1].rsplit(maxsplit=1)[-1], line.split(maxsplit=1)[0]
            rule, glued = _glue(last, first, layout)
            edits.append(Edit(starts[-1][1], rule, f"{last}\n{first}", glued))
            ahead = glued[: len(glued) - len(first)]  # the last word as it stands before the next: with a space or not
            pieces[-1] = pieces[-1][: len(pieces[-1]) - len(last)] + ahead
            length += len(ahead) - len(last)
        starts.append((length, number))
        pieces.append(line)
        length += len(line)
    far = layout.margin is not None and len(group) == 1 and length > _FAR * layout.margin
    depth = min(_indent(line) for _, line in group)
    deep = depth >= layout.indent + 2 and not (len(group) == 1 and depth == layout.first_indent)
    return Chunk("".join(pieces), tuple(starts), group[-1][0], apart=far or deep)


def _glue(last: str, first: str, layout: Layout) -> tuple[str, str]:
    """The rule, and how the words beside a line end go together: after a dash no space, a broken word whole."""
    if last[-1] == "—":
        return "hard wrap", last + first
    if last[-1] not in "-\u00ad" or not first[:1].islower() or not last[-2:-1].isalpha():
        return "hard wrap", last + first if last[-1] == "-" and last[-2:-1].isalpha() else f"{last} {first}"
    left, right = re.search(r"[^\W\d_]+[-\u00ad]$", last), re.match(r"[^\W\d_]+", first)
    halves = (left[0], right[0]) if left and right else ("", "")
    whole = halves[0][:-1] + halves[1]
    set_in_type = layout.slack < 1 and bool(whole) and "".join(halves) not in layout.words
    broken = last[-1] == "\u00ad" or whole in layout.words or set_in_type
    return ("broken at line end", last[:-1] + first) if broken else ("hard wrap", last + first)
