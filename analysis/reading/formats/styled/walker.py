"""What the readers of word processors' files share: the paragraphs, tables and text boxes that are open."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from analysis.reading.chunks import Edit
from analysis.reading.formats.styled.paragraphs import Paragraph, Run, Table
from analysis.reading.formats.styled.styles import PLAIN, Look

_LINE_ENDS = re.compile(r"[\n\r\t\v\f\x85\u2028\u2029]")
_HIDDEN, _MOST_HIDDEN = "hidden text left out", 2_000  # letters of it that an edit shows
Blocks = list[Paragraph | Table]


@dataclass
class Open:
    """A paragraph that is being read."""

    paragraph: Paragraph
    look: Look = PLAIN
    boxes: Blocks = field(default_factory=list)  # what stands in shapes anchored in it: comes after it
    depth: int = 0  # how many lists of blocks were open when it began
    carried: bool = False  # it goes on in the next paragraph


class Walker:
    """Blocks in reading order. What is open stands in lists, not in calls, so that no depth of a file can break it."""

    def __init__(self) -> None:
        self.edits: list[Edit] = []
        self.seen: list[Paragraph] = []
        self.open: list[Open] = []
        self.targets: list[Blocks] = [[]]  # where an ended paragraph goes: the body, a cell, a note
        self.run_look = Run("")
        self._tables: list[tuple[Table, int] | None] = []
        self._carry: list[Run] = []
        self._ranges: list[tuple[str, int, int]] = []

    def hide(self, text: str) -> None:
        """Text that the file has and its program does not show."""
        add_hidden(self.edits, max(len(self.seen), 1), text)

    # ---- paragraphs and their text ----

    def begin(self, paragraph: Paragraph, look: Look = PLAIN, carried: bool = False) -> None:
        paragraph.runs, self._carry = self._carry, []
        self.open.append(Open(paragraph, look, depth=len(self.targets), carried=carried))
        self.seen.append(paragraph)

    def end(self) -> None:
        if not self.open:
            return
        ended = self.open.pop()
        inner = self.open and self.open[-1].depth == ended.depth  # a shape within a paragraph
        target = self.open[-1].boxes if inner else self.targets[-1]
        if ended.carried:
            self._carry = ended.paragraph.runs
        else:
            target.append(ended.paragraph)
        target.extend(ended.boxes)

    def write(self, text: str) -> None:
        """Text as the file has it, where a line's end is no line break."""
        if self.open and text:
            self.open[-1].paragraph.runs.append(self.run_look._replace(text=_LINE_ENDS.sub(" ", text)))

    def sign(self, sign: str) -> None:
        """A line break, a tab, or any other sign that the file has as an element."""
        if self.open and sign:
            self.open[-1].paragraph.runs.append(self.run_look._replace(text=sign))

    def call(self, note: str) -> None:
        if self.open:
            self.open[-1].paragraph.runs.append(Run("", note=note))

    # ---- tables ----

    def begin_table(self) -> None:
        inner = any(depth < len(self.targets) for _, depth in filter(None, self._tables))
        self._tables.append(None if inner else (Table(), len(self.targets)))  # a table in a cell is text of that cell

    def end_table(self) -> None:
        table = self._tables.pop() if self._tables else None
        if table and table[0].rows:
            target = self.open[-1].boxes if self.open and self.open[-1].depth == table[1] else self.targets[-1]
            target.append(table[0])

    def begin_row(self) -> None:
        if self._tables and self._tables[-1]:
            self._tables[-1][0].rows.append([])

    def begin_cell(self) -> None:
        if self._tables and self._tables[-1] and self._tables[-1][0].rows:
            self.targets.append([])

    def end_cell(self) -> None:
        table = self._tables[-1] if self._tables else None
        if table and table[0].rows and len(self.targets) > table[1]:
            table[0].rows[-1].append(list(flat(self.targets.pop())))

    # ---- stretches of one role: contents, indexes, bibliographies ----

    def add_range(self, role: str, start: int, end: int) -> None:
        self._ranges.append((role, start, end))

    def mark_ranges(self) -> None:
        mark_ranges(self._ranges, self.seen)


def add_hidden(edits: list[Edit], line: int, text: str) -> None:
    """An edit for text that is not shown; what follows on it in one paragraph goes into the same."""
    if edits and (edits[-1].rule, edits[-1].line) == (_HIDDEN, line):
        edits[-1] = edits[-1]._replace(before=(edits[-1].before + text)[:_MOST_HIDDEN])
    elif text.strip():
        edits.append(Edit(line, _HIDDEN, text, ""))


def mark_ranges(ranges: list[tuple[str, int, int]], seen: list[Paragraph]) -> None:
    """The paragraphs of each range (role, start, end) take its role, unless that would be most of the text."""
    total = sum(len(paragraph.text) for paragraph in seen)
    told = [(role, start, end) for role, start, end in ranges if role not in ("", "page") and start < end]
    for role, start, end in told[:50]:
        inside = seen[start:end]
        if sum(len(paragraph.text) for paragraph in inside) <= total / 2:
            for paragraph in inside:
                paragraph.role = role


_FIELDS = {"TOC": "contents", "INDEX": "index", "BIBLIOGRAPHY": "bibliography"}
_FIELDS |= dict.fromkeys(("PAGE", "NUMPAGES", "SECTIONPAGES"), "page")
_LISTS_OF_SOURCES = ("ZOTERO_BIBL", "EN.REFLIST", "CSL_BIBLIOGRAPHY", "MENDELEY BIBLIOGRAPHY", "CITAVIBIBLIOGRAPHY")


def field_role(told: str) -> str:
    r"""What a field of Word's makes: "contents", "index", "bibliography", "page" (a page's number), or "".

    >>> field_role(r'TOC \o "1-3"'), field_role(" ADDIN ZOTERO_BIBL {}"), field_role("REF one")
    ('contents', 'bibliography', '')
    """
    parts = told.upper().split()
    if any(name in told.upper() for name in _LISTS_OF_SOURCES):
        return "bibliography"
    return _FIELDS.get(parts[0], "") if parts else ""


def flat(blocks: Blocks) -> Iterator[Paragraph]:
    """The paragraphs of blocks, those of tables among them."""
    for block in blocks:
        if isinstance(block, Table):
            yield from (inner for row in block.rows for cell in row for inner in cell)
        else:
            yield block
