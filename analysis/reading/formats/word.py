"""Word files (.docx) to paragraphs: the words as they stand once all changes are accepted, their styles as roles.

Read by hand from the XML: of 1,000 pages mammoth makes HTML in a multiple of the time, knows styles by English names
only, no indents, and lists contents and deleted rows as text.
"""

import posixpath
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from analysis.reading.chunks import Edit
from analysis.reading.english import words
from analysis.reading.formats.packed import Archive, cannot_open, local, told_head
from analysis.reading.formats.paragraphs import Paragraph, Run, Written
from analysis.reading.formats.styles import PLAIN, Look
from analysis.reading.formats.walker import Blocks, Walker, flat
from analysis.reading.formats.word_styles import Styles, attribute, read_properties, read_styles, value_of

_SKIPPED = frozenset(words("moveFrom Fallback delText rt rPr pPr sdtPr tblPr trPr tcPr sectPr tblGrid"))
_GALLERIES = {"Table of Contents": "contents", "Bibliographies": "bibliography"}
_FIELDS = {"TOC": "contents", "INDEX": "index", "BIBLIOGRAPHY": "bibliography"}
_LISTS_OF_SOURCES = ("ZOTERO_BIBL", "EN.REFLIST", "CSL_BIBLIOGRAPHY", "MENDELEY BIBLIOGRAPHY", "CITAVIBIBLIOGRAPHY")
_SIGNS = {"F0B7": "•", "F0A7": "▪", "F0D8": "➢", "F02D": "-", "F0BE": "—", "F0B0": "°", "F0B1": "±", "F0B4": "×"}


def read_word(data: bytes, name: str) -> Written:
    """The paragraphs, tables and notes of a Word file."""
    archive = Archive(data, name)
    main = next(iter(_related(archive, "", "officeDocument")), "word/document.xml")
    root = archive.xml(main)
    body = next((part for part in root if local(part) == "body"), None) if root is not None else None
    if body is None:
        raise cannot_open(name)
    roots = {kind: archive.xml(part) for kind in _PARTS for part in _related(archive, main, kind)[:1]}
    styles = read_styles(roots.get("styles"), roots.get("numbering"))
    reader = _Reader(styles)
    blocks = reader.read(body)
    notes: dict[str, list[Paragraph]] = {}
    for kind in ("footnotes", "endnotes"):
        notes |= _read_notes(roots.get(kind), kind[0], styles, reader.custom)
    comments = roots.get("comments")
    for comment in comments if comments is not None else ():
        text = " ".join("".join(comment.itertext("{*}t")).split())
        reader.edits.append(Edit(1, "comment left out", text, ""))
    return Written(blocks, notes, _properties(archive), reader.edits)


_PARTS = ("styles", "numbering", "footnotes", "endnotes", "comments")


def _related(archive: Archive, part: str, kind: str) -> list[str]:
    """The names of the parts of a kind that a part (or the whole file: "") refers to."""
    folder, name = posixpath.split(part)
    rels = archive.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
    found = []
    for rel in rels if rels is not None else ():
        if (rel.get("Type") or "").rpartition("/")[2] == kind and rel.get("TargetMode") != "External":
            target = rel.get("Target") or ""
            found.append(posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"))
    return found


def _properties(archive: Archive) -> dict[str, str]:
    core = archive.xml("docProps/core.xml")
    told = {local(part): part.text for part in core} if core is not None else {}
    return told_head(told.get("title"), told.get("creator"))


def _read_notes(root: Any, letter: str, styles: Styles, custom: set[str]) -> dict[str, list[Paragraph]]:
    notes = {}
    for element in root if root is not None else ():
        key = letter + (attribute(element, "id") or "")
        if "eparator" in (attribute(element, "type") or "") or attribute(element, "type") == "continuationNotice":
            continue
        blocks = list(flat(_Reader(styles).read(element)))
        if key in custom and blocks and blocks[0].runs:
            first = blocks[0].runs[0]
            blocks[0].runs[0] = first._replace(text=first.text.lstrip("*†‡§¶ "))
        notes[key] = blocks
    return notes


@dataclass
class _Field:
    start: int  # how many paragraphs had begun
    told: str = ""
    result: bool = False


class _Reader(Walker):
    def __init__(self, styles: Styles) -> None:
        super().__init__()
        self.styles = styles
        self.custom: set[str] = set()  # notes with a sign of their own in place of a number
        self._fields: list[_Field] = []
        self._parts: list[tuple[str, int]] = []  # role and start of each structured part
        self._mute = False  # in a hidden run, or behind a note's own sign

    def read(self, root: Any) -> Blocks:
        from lxml import etree

        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            name = local(element)
            if event == "end":
                if name in _ENDS:
                    _ENDS[name](self)
            elif name in _SKIPPED or (name in _STARTS and _STARTS[name](self, element)):
                walk.skip_subtree()
        self.mark_ranges()
        return self.targets[0]

    @property
    def _shown(self) -> bool:
        return not self._mute and all(field.result for field in self._fields)

    def paragraph(self, element: Any) -> None:
        properties = next((part for part in element if local(part) == "pPr"), ())
        own = read_properties(properties)
        look = replace(self.styles.of(value_of(properties, "pStyle")), **own)
        role, level = look.role or "", look.level
        if not role and own.get("outline", 9) < 9:
            role, level = "heading", min(own["outline"] + 1, 6)
        if role in ("", "quotation", "more") and look.number not in (None, "0"):
            sign = self.styles.signs.get((look.number or "", look.depth or 0), "")
            role = "more" if sign == "none" else "item"
        paragraph = Paragraph([], role, level, look.left or 0, look.right or 0, look.first or 0, bool(look.centred))
        paragraph.size = look.size or 0
        drop = next((attribute(part, "dropCap") for part in properties if local(part) == "framePr"), None)
        marks = next((part for part in properties if local(part) == "rPr"), ())
        end_deleted = any(local(mark) in ("del", "moveFrom") for mark in marks)
        self.begin(paragraph, look, carried=end_deleted or drop in ("drop", "margin"))

    def row(self, element: Any) -> bool:
        properties = next((part for part in element if local(part) == "trPr"), ())
        if any(local(part) == "del" for part in properties):
            return True
        self.begin_row()
        return False

    # ---- runs ----

    def run(self, element: Any) -> None:
        style = self.open[-1].look if self.open else PLAIN
        properties = next((part for part in element if local(part) == "rPr"), ())
        look = Look(bold=style.bold, italic=style.italic, hidden=style.hidden, size=style.size)
        name = value_of(properties, "rStyle")
        if name:
            own = self.styles.named.get(name, PLAIN)
            look = Look(bold=own.bold, italic=own.italic, hidden=own.hidden, raised=own.raised).over(look)
        look = replace(look, **read_properties(properties))
        self.run_look = Run("", bool(look.bold), bool(look.italic), bool(look.raised))
        self._mute = bool(look.hidden)
        if self.open and look.size and not self.open[-1].paragraph.runs:
            self.open[-1].paragraph.size = look.size  # as it begins

    def end_run(self) -> None:
        self.run_look, self._mute = Run(""), False

    def text(self, element: Any) -> None:
        if self._shown:
            self.write(element.text or "")

    def put(self, sign: str) -> None:
        if self._shown:
            self.sign(sign)

    def line_break(self, element: Any) -> None:
        self.put("\n" if (attribute(element, "type") or "textWrapping") == "textWrapping" else " ")

    def symbol(self, element: Any) -> None:
        code = (attribute(element, "char") or "").upper()
        number = int(code, 16) if 0 < len(code) <= 5 and not set(code) - set("0123456789ABCDEF") else 0
        self.put(_SIGNS.get(code, "") or (chr(number) if 0x20 <= number < 0xD800 else ""))

    def note(self, element: Any) -> None:
        key = local(element)[0] + (attribute(element, "id") or "")
        if self._shown:
            self.call(key)
        if attribute(element, "customMarkFollows") in ("1", "true", "on"):
            self.custom.add(key)
            self._mute = True

    def deleted(self, element: Any) -> bool:
        text = "".join(part.text or "" for part in element.iter("{*}delText"))
        if text.strip():
            self.edits.append(Edit(max(len(self.seen), 1), "deleted text", text, ""))
        return True

    # ---- fields and structured parts ----

    def field_sign(self, element: Any) -> None:
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            self._fields.append(_Field(max(len(self.seen) - 1, 0)))
        elif kind == "separate" and self._fields:
            self._fields[-1].result = _field_role(self._fields[-1].told) != "page"
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            role = _field_role(ended.told)
            begun = len(self.seen) if self.open and self.open[-1].paragraph.runs else len(self.seen) - 1
            if role != "page":
                self.add_range(role, ended.start, begun)

    def instruction(self, element: Any) -> None:
        if self._fields and len(self._fields[-1].told) < 500:
            self._fields[-1].told += element.text or ""

    def simple_field(self, element: Any) -> bool:
        return _field_role(attribute(element, "instr") or "") == "page"

    def part(self, element: Any) -> bool:
        properties = next((part for part in element if local(part) == "sdtPr"), ())
        names = {local(part) for part in properties}
        gallery = next((inner for part in properties for inner in part if local(inner) == "docPartGallery"), None)
        if "showingPlcHdr" in names:
            return True
        role = _GALLERIES.get(attribute(gallery, "val") or "", "") if gallery is not None else ""
        self._parts.append((role or ("bibliography" if "bibliography" in names else ""), len(self.seen)))
        return False

    def end_part(self) -> None:
        if self._parts:
            self.add_range(*self._parts.pop(), len(self.seen))


def _field_role(told: str) -> str:
    """What a field makes: "contents", "index", "bibliography", "page" (a page's number), or ""."""
    parts = told.split()
    kind = parts[0].upper() if parts else ""
    if kind in ("PAGE", "NUMPAGES", "SECTIONPAGES"):
        return "page"
    if any(name in told.upper() for name in _LISTS_OF_SOURCES):
        return "bibliography"
    return _FIELDS.get(kind, "")


_STARTS: dict[str, Callable[[_Reader, Any], bool | None]] = {
    "p": _Reader.paragraph,
    "r": _Reader.run,
    "tbl": lambda reader, element: reader.begin_table(),
    "tr": _Reader.row,
    "tc": lambda reader, element: reader.begin_cell(),
    "t": _Reader.text,
    "tab": lambda reader, element: reader.put("\t"),
    "ptab": lambda reader, element: reader.put("\t"),
    "br": _Reader.line_break,
    "cr": _Reader.line_break,
    "noBreakHyphen": lambda reader, element: reader.put("-"),
    "softHyphen": lambda reader, element: reader.put("\u00ad"),
    "sym": _Reader.symbol,
    "footnoteReference": _Reader.note,
    "endnoteReference": _Reader.note,
    "del": _Reader.deleted,
    "fldChar": _Reader.field_sign,
    "instrText": _Reader.instruction,
    "fldSimple": _Reader.simple_field,
    "sdt": _Reader.part,
}
_ENDS: dict[str, Callable[[_Reader], None]] = {
    "p": _Reader.end,
    "r": _Reader.end_run,
    "tbl": _Reader.end_table,
    "tc": _Reader.end_cell,
    "sdt": _Reader.end_part,
}
