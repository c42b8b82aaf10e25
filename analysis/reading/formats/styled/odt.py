"""Writer's files (.odt, .fodt) to paragraphs: the words as they stand once all changes are accepted."""

import re
from collections.abc import Callable
from typing import Any

from analysis.errors import ReadError
from analysis.reading.chunks import Edit
from analysis.reading.english import words
from analysis.reading.formats.styled.odt_styles import Styles, attribute, read_styles
from analysis.reading.formats.styled.packed import Archive, cannot_open, local, parse_xml, told_head
from analysis.reading.formats.styled.paragraphs import Paragraph, Run, Written
from analysis.reading.formats.styled.styles import PLAIN, Look
from analysis.reading.formats.styled.walker import Walker, flat

_SKIPPED = frozenset(
    words("""note-citation forms sequence-decls variable-decls user-field-decls dde-connection-decls object desc title
    ruby-text hidden-text hidden-paragraph page-number page-count script event-listeners""")
)
_HOLDS_TEXT = frozenset(words("p h span a ruby ruby-base meta meta-field"))
_INDEXES = {
    "table-of-content": "contents",
    "illustration-index": "contents",
    "table-index": "contents",
    "object-index": "contents",
    "user-index": "contents",
    "alphabetical-index": "index",
    "bibliography": "bibliography",
}


def read_odt(data: bytes, name: str) -> Written:
    """The paragraphs, tables and notes of a text document, packed (.odt) or flat (.fodt)."""
    flat_file = not data.startswith(b"PK")
    archive = None if flat_file else Archive(data, name)
    if archive and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise ReadError(f"{name} is locked with a password; save a copy without one.")
    root = archive.xml("content.xml") if archive else parse_xml(data, name)
    body = next(root.iterfind("{*}body/{*}text"), None) if root is not None else None
    if body is None:
        raise cannot_open(name)
    reader = _Reader(read_styles(archive.xml("styles.xml") if archive else None, root))
    reader.read(body)
    meta = archive.xml("meta.xml") if archive else root
    told = {local(part): part.text for part in meta.iterfind("{*}meta/*")} if meta is not None else {}
    head = told_head(told.get("title"), told.get("initial-creator") or told.get("creator"))
    return Written(reader.targets[0], reader.notes, head, reader.edits)


class _Reader(Walker):
    def __init__(self, styles: Styles) -> None:
        super().__init__()
        self.styles = styles
        self.notes: dict[str, list[Paragraph]] = {}
        self._looks: list[Look] = []  # of the spans that are open
        self._lists: list[str] = []  # the style of each list that is open
        self._items: list[bool] = []  # of each item that is open: whether its first paragraph is still to come
        self._indexes: list[tuple[str, int]] = []

    def read(self, root: Any) -> None:
        from lxml import etree

        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            name = local(element)
            if event == "start":
                skip = name in _SKIPPED or name.endswith("-source")
                if skip or (name in _STARTS and _STARTS[name](self, element)):
                    walk.skip_subtree()
                elif element.text and name in _SHOWN:
                    self._text(element.text)
                continue
            if name in _ENDS:
                _ENDS[name](self)
            if element.tail and local(element.getparent()) in _HOLDS_TEXT:
                self._text(element.tail)
        self.mark_ranges()

    def _text(self, text: str) -> None:
        (self.hide if self._looks and self._looks[-1].hidden else self.write)(text)

    # ---- paragraphs ----

    def paragraph(self, element: Any) -> None:
        look = self.styles.of("paragraph", attribute(element, "style-name"))
        role, level = look.role or "", look.level
        if local(element) == "h" and role not in ("title", "subtitle", "contents", "index", "bibliography"):
            outline = attribute(element, "outline-level") or ""
            role, level = "heading", min(max(int(outline[:9]) if outline.isdecimal() else 1, 1), 6)
        if self._items and role in ("", "quotation", "more", "pre"):
            role = "item" if self._items[-1] and not self.styles.is_bare(self._lists, len(self._lists)) else "more"
            self._items[-1] = False
        paragraph = Paragraph([], role, level, look.left or 0, look.right or 0, look.first or 0, bool(look.centred))
        paragraph.size = look.size or 0
        self.begin(paragraph, look)
        self._look(look)

    def end_paragraph(self) -> None:
        self.end()
        self._end_look()

    def span(self, element: Any) -> None:
        own = self.styles.of("text", attribute(element, "style-name"))
        self._look(own.over(self._looks[-1] if self._looks else PLAIN))

    def _look(self, look: Look) -> None:
        self._looks.append(look)
        self.run_look = Run("", bool(look.bold), bool(look.italic), bool(look.raised))
        if self.open and look.size and not self.open[-1].paragraph.runs:
            self.open[-1].paragraph.size = look.size

    def _end_look(self) -> None:
        if self._looks:
            self._looks.pop()
        look = self._looks[-1] if self._looks else PLAIN
        self.run_look = Run("", bool(look.bold), bool(look.italic), bool(look.raised))

    def spaces(self, element: Any) -> None:
        self.sign(" ")

    # ---- what holds paragraphs ----

    def begin_list(self, element: Any) -> None:
        self._lists.append(attribute(element, "style-name") or (self._lists[-1] if self._lists else ""))

    def end_list(self) -> None:
        if self._lists:
            self._lists.pop()

    def end_item(self) -> None:
        if self._items:
            self._items.pop()

    def note(self, element: Any) -> None:
        key = str(len(self.notes) + 1)
        self.call(key)
        self.notes[key] = []
        self._held = (self._items, self._lists)
        self._items, self._lists = [], []
        self.targets.append([])

    def end_note(self) -> None:
        if len(self.targets) > 1:
            self.notes[str(len(self.notes))] = list(flat(self.targets.pop()))
            self._items, self._lists = self._held

    def index(self, element: Any) -> None:
        self._indexes.append((_INDEXES[local(element)], len(self.seen)))

    def end_index(self) -> None:
        if self._indexes:
            self.add_range(*self._indexes.pop(), len(self.seen))

    def section(self, element: Any) -> bool:
        return attribute(element, "display") == "none"

    # ---- what is left out ----

    def changes(self, element: Any) -> bool:
        for deletion in element.iter("{*}deletion"):
            text = " ".join("".join(part.xpath("string()")) for part in deletion if local(part) in ("p", "h")).strip()
            if text:
                self.edits.append(Edit(1, "deleted text", text, ""))
        return True

    def comment(self, element: Any) -> bool:
        text = " ".join(part.xpath("string()") for part in element if local(part) == "p")
        self.edits.append(Edit(max(len(self.seen), 1), "comment left out", re.sub(r"\s+", " ", text).strip(), ""))
        return True


_FIELDS = frozenset(
    words("""date time title subject chapter file-name author-name author-initials bookmark-ref reference-ref note-ref
    sequence sequence-ref user-defined variable-set variable-get user-field-get expression text-input placeholder
    bibliography-mark initial-creator creator creation-date modification-date description keywords database-display
    conditional-text sender-firstname sender-lastname""")
)
_SHOWN = _HOLDS_TEXT | _FIELDS
_STARTS: dict[str, Callable[[_Reader, Any], bool | None]] = {
    "p": _Reader.paragraph,
    "h": _Reader.paragraph,
    "span": _Reader.span,
    "s": _Reader.spaces,
    "tab": lambda reader, element: reader.sign("\t"),
    "line-break": lambda reader, element: reader.sign("\n"),
    "list": _Reader.begin_list,
    "list-item": lambda reader, element: reader._items.append(True),
    "list-header": lambda reader, element: reader._items.append(False),
    "note": _Reader.note,
    "table": lambda reader, element: reader.begin_table(),
    "table-row": lambda reader, element: reader.begin_row(),
    "table-cell": lambda reader, element: reader.begin_cell(),
    "tracked-changes": _Reader.changes,
    "annotation": _Reader.comment,
    "section": _Reader.section,
    **dict.fromkeys(_INDEXES, _Reader.index),
}
_ENDS: dict[str, Callable[[_Reader], None]] = {
    "p": _Reader.end_paragraph,
    "h": _Reader.end_paragraph,
    "span": _Reader._end_look,
    "list": _Reader.end_list,
    "list-item": _Reader.end_item,
    "list-header": _Reader.end_item,
    "note": _Reader.end_note,
    "table": _Reader.end_table,
    "table-cell": _Reader.end_cell,
    **dict.fromkeys(_INDEXES, _Reader.end_index),
}
