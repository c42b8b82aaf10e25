"""The body of a Word file: paragraphs, runs, tables, notes and fields in the order they stand."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from analysis.reading.chunks import Edit
from analysis.reading.english import words
from analysis.reading.formats.styled.packed import local
from analysis.reading.formats.styled.paragraphs import Paragraph, Run
from analysis.reading.formats.styled.styles import PLAIN
from analysis.reading.formats.styled.walker import Blocks, Walker, field_role
from analysis.reading.formats.styled.word_styles import Styles, attribute, read_properties, value_of

_SKIPPED = frozenset(words("moveFrom Fallback delText rt rPr pPr sdtPr tblPr trPr tcPr sectPr tblGrid"))
_GALLERIES = {"Table of Contents": "contents", "Bibliographies": "bibliography"}
_SIGNS = {"F0B7": "•", "F0A7": "▪", "F0D8": "➢", "F02D": "-", "F0BE": "—", "F0B0": "°", "F0B1": "±", "F0B4": "×"}


@dataclass
class _Field:
    start: int  # how many paragraphs had begun
    told: str = ""
    result: bool = False


class Reader(Walker):
    def __init__(self, styles: Styles) -> None:
        super().__init__()
        self.styles = styles
        self.custom: set[str] = set()  # notes with a sign of their own in place of a number
        self._fields: list[_Field] = []
        self._untold = 0  # how many fields that are open do not show what is read now
        self._parts: list[tuple[str, int]] = []  # role and start of each structured part
        self._mute = False  # in a hidden run, or behind a note's own sign
        self._hidden = False  # in a hidden run

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
        return not self._mute and not self._untold

    def paragraph(self, element: Any) -> None:
        properties = next((part for part in element if local(part) == "pPr"), ())
        own = read_properties(properties)
        look = self.styles.of(value_of(properties, "pStyle"))
        look = replace(look, **own) if own else look
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
        told = read_properties(properties) if len(properties) else {}
        name = value_of(properties, "rStyle") if len(properties) else None
        own = self.styles.named.get(name, PLAIN) if name else PLAIN

        def is_on(field: str) -> bool:
            said = (told.get(field), getattr(own, field), getattr(style, field))
            return bool(next((one for one in said if one is not None), False))

        self.run_look = Run("", is_on("bold"), is_on("italic"), is_on("raised"))
        self._mute = self._hidden = is_on("hidden")
        if self.open and "size" in told and not self.open[-1].paragraph.runs:
            self.open[-1].paragraph.size = told["size"]  # as it begins

    def end_run(self) -> None:
        self.run_look, self._mute, self._hidden = Run(""), False, False

    def text(self, element: Any) -> None:
        if self._shown:
            self.write(element.text or "")
        elif self._hidden and not self._untold:
            self.hide(element.text or "")

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
            self._untold += 1
            self._fields.append(_Field(max(len(self.seen) - 1, 0)))
        elif kind == "separate" and self._fields and not self._fields[-1].result:
            self._fields[-1].result = field_role(self._fields[-1].told) != "page"
            self._untold -= self._fields[-1].result
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            self._untold -= not ended.result
            begun = len(self.seen) if self.open and self.open[-1].paragraph.runs else len(self.seen) - 1
            self.add_range(field_role(ended.told), ended.start, begun)

    def instruction(self, element: Any) -> None:
        if self._fields and len(self._fields[-1].told) < 500:
            self._fields[-1].told += element.text or ""

    def simple_field(self, element: Any) -> bool:
        return field_role(attribute(element, "instr") or "") == "page"

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


_STARTS: dict[str, Callable[[Reader, Any], bool | None]] = {
    "p": Reader.paragraph,
    "r": Reader.run,
    "tbl": lambda reader, element: reader.begin_table(),
    "tr": Reader.row,
    "tc": lambda reader, element: reader.begin_cell(),
    "t": Reader.text,
    "tab": lambda reader, element: reader.put("\t"),
    "ptab": lambda reader, element: reader.put("\t"),
    "br": Reader.line_break,
    "cr": Reader.line_break,
    "noBreakHyphen": lambda reader, element: reader.put("-"),
    "softHyphen": lambda reader, element: reader.put("\u00ad"),
    "sym": Reader.symbol,
    "footnoteReference": Reader.note,
    "endnoteReference": Reader.note,
    "del": Reader.deleted,
    "fldChar": Reader.field_sign,
    "instrText": Reader.instruction,
    "fldSimple": Reader.simple_field,
    "sdt": Reader.part,
}
_ENDS: dict[str, Callable[[Reader], None]] = {
    "p": Reader.end,
    "r": Reader.end_run,
    "tbl": Reader.end_table,
    "tc": Reader.end_cell,
    "sdt": Reader.end_part,
}
