"""A tree of HTML to pieces of text in reading order, each with its kind; without recursion, in one pass."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from analysis.reading.formats.html.page import BLOCKS, HEADINGS, Role, tag, text_of
from analysis.reading.typography import EMPHASIS_CLOSE, EMPHASIS_OPEN, SUPERSCRIPT

# Signs of this module's own among the parts of a text: noncharacters, as those of `typography`.
BREAK, ROW, CELL, LABEL = "\ufdd4", "\ufdd5", "\ufdd6", "\ufdd7"
_KINDS = {"blockquote": "block_quote", "li": "list", "dd": "list", "dt": "list", "pre": "pre", "table": "table"}
_KINDS |= dict.fromkeys(HEADINGS, "heading")
_RAISED = str.maketrans("0123456789", SUPERSCRIPT)
_FAR = 65_535  # lxml counts no further
_DATA_ROW = 600  # letters: a table with more in a row is there for the layout


@dataclass(frozen=True)
class Place:
    """What stands around a text.

    Attributes
    ----------
    kind : str
        A block kind, "pre", or "" where only structure can tell.
    element : element
        The block itself.
    group : object
        Pieces of one group that follow each other are one block: of a list item, a note, a stanza, a turn.
    number, speaker : str
        Of a note, of a turn.
    role : str
        "stanza", "line", "byline", "title", "continued" or "".
    """

    kind: str = ""
    element: Any = None
    group: Any = None
    number: str = ""
    speaker: str = ""
    role: str = ""


@dataclass
class Piece:
    """A stretch of text between two borders of blocks: its parts, each with its source line."""

    place: Place
    parts: list[tuple[str, int]] = field(default_factory=list)


def walk(root: Any, roles: dict[Any, Role], numbers: dict[Any, str]) -> Iterator[Piece]:
    """The pieces of a page in order, empty ones too; `numbers` are the elements that begin or go on with a note."""
    from lxml import etree

    layout = _layout_tables(root, roles, numbers)
    stack = [Place(element=root)]
    piece, line = Piece(stack[0]), 1
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        name = tag(element)
        if event == "start":
            line = element.sourceline if 0 < (element.sourceline or 0) < _FAR else line
            if name in BLOCKS:
                stack.append(_enter(stack[-1], element, name, roles.get(element), numbers, layout))
            elif element in numbers:  # one of several notes in a block: it lasts until the next one, or the block ends
                stack[-1] = Place("note", element, numbers[element], numbers[element])
            if border := _border(stack, name, element in numbers):
                piece.parts.append((border, line))
            elif name in BLOCKS or element in numbers:
                yield piece
                piece = Piece(stack[-1])
            gone = name not in BLOCKS and element in roles and roles[element].kind == "gone"
            if gone or stack[-1].role == "gone" or _short_cut(element, name, piece, line):
                events.skip_subtree()
            else:
                _open(element, name, piece, line)
                line += (element.text or "").count("\n")
            continue
        if name in BLOCKS:
            border = _border(stack, name, False)
            stack.pop()
            if border:
                piece.parts.append((" " if border in (ROW, CELL) else border, line))
            else:
                yield piece
                piece = Piece(stack[-1])
        elif name in ("em", "i", "cite", "q"):
            piece.parts.append(("”" if name == "q" else EMPHASIS_CLOSE, line))
        if element.tail:
            piece.parts.append((element.tail, line))
            line += element.tail.count("\n")
    yield piece


def _enter(around: Place, element: Any, name: str, role: Role | None, numbers: dict, layout: set) -> Place:
    """What stands around the text of a block, given what stands around the block."""
    if role and role.kind == "gone":
        return Place(around.kind, element, role="gone")
    if element in numbers:
        return Place("note", element, numbers[element], numbers[element])
    if around.role == "data":
        return Place("", element) if name == "caption" else replace(around, element=element)
    if around.kind in ("front_matter", "back_matter"):
        return _matter(around, element, name)
    if around.kind in ("note", "speech"):
        return replace(around, element=element)
    told = role.kind if role else ""
    if told == "speech" and role:
        return Place("speech", element, element, speaker=role.speaker, role="continued" if role.goes_on else "")
    if told in ("front_matter", "back_matter"):
        return _matter(Place(told), element, name)
    if told == "source":
        return Place("", element)
    if told == "block_quote" and around.kind != "verse":
        return Place("block_quote", element)
    if told in ("stanza", "line", "verse") or (around.kind == "verse" and name not in HEADINGS):
        return _verse(around, element, name, told)
    if name == "table":
        return Place("" if element in layout else "table", element, role="" if element in layout else "data")
    kind = around.kind if around.kind == "block_quote" else _KINDS.get(name, around.kind)
    if kind in ("list", "heading"):
        group = element if _KINDS.get(name) == kind else around.group
        return Place(kind, element, group, role=told)
    return Place(kind, element, role=told)


def _matter(around: Place, element: Any, name: str) -> Place:
    return Place(around.kind, element, role="data" if name == "table" else "")


def _verse(around: Place, element: Any, name: str, told: str) -> Place:
    """A stanza is one group; so are lines that stand by themselves beside each other."""
    if around.role == "stanza" and told != "stanza":
        return replace(around, element=element)
    if told == "line" or name == "l":
        return Place("verse", element, element.getparent(), role="line")
    return Place("verse", element, element, role="stanza" if told == "stanza" else "")


def _border(stack: list[Place], name: str, noted: bool) -> str:
    """The sign for a border within a piece: between cells, rows, the lines of a stanza; "" where a new piece begins."""
    here, around = stack[-1], stack[-2] if len(stack) > 1 else stack[-1]
    if name not in BLOCKS or noted:
        return ""
    if here.role == around.role == "data" and name != "caption":
        return ROW if name == "tr" else CELL if name in ("td", "th") else " "
    return BREAK if here.role == around.role == "stanza" and here.group is around.group else ""


def _short_cut(element: Any, name: str, piece: Piece, line: int) -> bool:
    """Whether an element was dealt with as a whole: a line break, a raised number."""
    if name == "br":
        piece.parts.append((BREAK, line))
        return True
    raised = text_of(element, 6) if name == "sup" else ""
    if raised.isdecimal():
        piece.parts.append((raised.translate(_RAISED), line))
        return True
    return False


def _open(element: Any, name: str, piece: Piece, line: int) -> None:
    if name in ("em", "i", "cite"):
        piece.parts.append((EMPHASIS_OPEN, line))
    elif name == "q":
        piece.parts.append(("“", line))
    elif name in ("b", "strong"):
        piece.parts.append((LABEL, line))
    if element.text:
        piece.parts.append((element.text, line))


def _layout_tables(root: Any, roles: dict, numbers: dict) -> set:
    """The tables that only lay out the page: with headings, notes, turns or tables in them, one cell, or long text."""
    layout: set = set()
    seen: set = set()
    held = list(root.iter("table", *HEADINGS))
    held += [one for one in numbers if one.getroottree() is root.getroottree()]
    for inner in [*held, *(one for one, role in roles.items() if role.kind in ("speech", "drama"))]:
        above = inner if roles.get(inner, Role("")).kind == "drama" else inner.getparent()
        while above is not None and above not in seen:
            seen.add(above)
            if tag(above) == "table":
                layout.add(above)
            above = above.getparent()
    for table in root.iter("table"):
        if table not in layout:
            rows, cells = len(list(table.iter("tr"))), len(list(table.iter("td", "th")))
            letters = sum(map(len, table.itertext()))
            if cells < 2 or table.get("role") in ("presentation", "none") or letters > _DATA_ROW * max(rows, 1):
                layout.add(table)
    return layout
