"""TEI P5 (.xml, .tei) to paragraphs: body, notes, verse, turns and quotations as they are marked."""

import re
from typing import Any

from analysis.errors import ReadError
from analysis.reading.english import words
from analysis.reading.formats.styled.odt_styles import attribute
from analysis.reading.formats.styled.packed import local, parse_xml
from analysis.reading.formats.styled.paragraphs import Paragraph, Run, Written
from analysis.reading.formats.styled.tei_blocks import DIVISION, is_block, name_within
from analysis.reading.formats.styled.tei_head import head_of, put_signs
from analysis.reading.formats.styled.walker import Walker, flat

_SKIPPED = frozenset(
    words("""teiHeader facsimile standOff fw figDesc graphic del index gap milestone certainty respons spanGrp interpGrp
    divGen""")
)
_OTHER_READINGS = {"sic": "corr", "orig": "reg", "abbr": "expan", "rdg": "lem"}  # left out where the other is beside it
_LETTERS = ("hi", "emph", "foreign", "title")
_QUOTES = "\"'“”‘’«»‹›„‚"
_ID = "{http://www.w3.org/XML/1998/namespace}id"


def read_tei(data: bytes, name: str) -> Written:
    """The paragraphs, tables and notes of a text in TEI."""
    root = parse_xml(data, name)
    put_signs(root)
    if local(root) == "teiCorpus":
        root = next(root.iterfind("{*}TEI"), root)
    if local(root) not in ("TEI", "TEI.2"):
        kind = f"it begins with <{local(root)[:40]}>"
        raise ReadError(f"{name} is XML, but no text in TEI ({kind}); save the text as .html, .docx or .txt.")
    reader = _Reader(root)
    for text in root.iterfind("{*}text"):
        reader.read(text)
    return Written(reader.targets[0], reader.notes, head_of(root), reader.edits)


class _Reader(Walker):
    """A paragraph opens with its first word and closes where an element that is a block begins or ends."""

    def __init__(self, root: Any) -> None:
        super().__init__()
        self.notes: dict[str, list[Paragraph]] = {}
        self._within: list[str] = []  # the blocks that are open, by name
        self._outer: list[list[str]] = []  # the same, around each note that is open
        self._first = self._gap = False  # the next paragraph is the first of its item, of its stanza
        self._looks: list[Run] = []
        self._marks: list[str] = []  # the closing mark of each quotation in a line
        called = {ref.get("target", "").lstrip("#") for ref in root.iter("{*}ref", "{*}ptr")}
        ids = [note.get(_ID) for note in root.iter("{*}note")]
        self._elsewhere = {name: f"at {name}" for name in ids if name in called}  # notes called for by a reference

    def read(self, text: Any) -> None:
        from lxml import etree

        walk = etree.iterwalk(text, events=("start", "end"))
        for event, element in walk:
            name = local(element)
            skip = self._is_left_out(element, name)
            if event == "start" and skip:
                walk.skip_subtree()
            elif event == "start":
                self._begin(element, name)
                self._text(element.text)
            else:
                if not skip:
                    self._end(element, name)
                if element is not text:
                    self._text(element.tail)

    def _is_left_out(self, element: Any, name: str) -> bool:
        if name in ("ref", "ptr"):
            return element.get("target", "").lstrip("#") in self._elsewhere
        other = _OTHER_READINGS.get(name)
        if other and local(element.getparent()) in ("choice", "app"):
            return any(local(near) == other for near in element.getparent())
        return name in _SKIPPED

    # ---- elements ----

    def _begin(self, element: Any, name: str) -> None:
        if name == "note":
            self._begin_note(element)
        elif is_block(element, name) and not (name == "stage" and self._is_open):
            self._close()
            self._within.append(name_within(element, name))
            self._open_block(element, name)
        elif name in ("q", "said", "quote", "soCalled"):
            self._begin_quoted(element)
        elif name == "lb":
            self.sign("\n" if attribute(element, "break") != "no" else "")
        elif name in ("pb", "cb", "space"):
            self.sign(" " if attribute(element, "break") != "no" else "")
        elif name in _LETTERS:
            self._looks.append(self.run_look)
            told = f"{element.get('rend', '')} {element.get('rendition', '')}"
            italic = name in ("emph", "foreign", "title") or bool(re.search("ital", told, re.IGNORECASE))
            raised = bool(re.search(r"\bsup", told, re.IGNORECASE))
            self.run_look = self.run_look._replace(italic=self.run_look.italic or italic, raised=raised)

    def _end(self, element: Any, name: str) -> None:
        if name == "note":
            self._end_note()
        elif self._within and is_block(element, name) and self._within[-1] == name_within(element, name):
            self._close()
            self._within.pop()
            self._close_block(name)
        elif name in ("q", "said", "quote", "soCalled") and self._marks:
            self.sign(self._marks.pop())
        elif name in _LETTERS and self._looks:
            self.run_look = self._looks.pop()

    def _open_block(self, element: Any, name: str) -> None:
        if name == "table":
            self.begin_table()
        elif name == "row":
            self.begin_row()
        elif name == "cell":
            self.begin_cell()
        elif name == "item":
            self._first = True
        elif name == "lg":
            self._gap = True
        elif name == "sp" and not any(local(part) == "speaker" for part in element) and element.get("who", "").strip():
            who = element.get("who").split()[0].lstrip("#").replace("_", " ")
            self.begin(Paragraph(role="speaker"))
            self.write(who)
            self._close()

    def _close_block(self, name: str) -> None:
        if name == "table":
            self.end_table()
        elif name == "cell":
            self.end_cell()

    def _begin_quoted(self, element: Any) -> None:
        """A quotation in a line gets its marks where the text has none."""
        inside = next((text.lstrip() for text in element.itertext() if text.strip()), "")
        before = self.open[-1].paragraph.runs[-1].text[-1:] if self._is_open and self.open[-1].paragraph.runs else ""
        marked = inside[:1] in _QUOTES or (before and before in _QUOTES)
        pair = ("‘", "’") if len(self._marks) % 2 or local(element) == "soCalled" else ("“", "”")
        self._marks.append("" if marked else pair[1])
        if not marked:
            self._text(pair[0])

    # ---- notes ----

    def _begin_note(self, element: Any) -> None:
        key = self._elsewhere.get(element.get(_ID), f"here {len(self.notes)}")
        if key.startswith("here"):
            if not self._is_open and self.seen and self.seen[-1].role not in ("front", "back"):
                self.seen[-1].runs.append(Run("", note=key))  # set behind the paragraph that it belongs to
            else:
                self._text("", force=True)
                self.call(key)
        self.notes[key] = []
        self._outer.append(self._within)
        self._within = []
        self.targets.append([])

    def _end_note(self) -> None:
        self._close()
        if self._outer and len(self.targets) > 1:
            key = next(reversed(self.notes))
            self.notes[key] = list(flat(self.targets.pop()))
            self._within = self._outer.pop()

    # ---- paragraphs ----

    @property
    def _is_open(self) -> bool:
        return bool(self.open) and self.open[-1].depth == len(self.targets)

    def _close(self) -> None:
        if self._is_open:
            paragraph = self.open[-1].paragraph
            lines = [line.strip() for line in paragraph.text.split("\n") if line.strip()]
            running = sum(line[0].islower() for line in lines[1:]) > 0.3 * len(lines)
            if running and "\n\n" not in paragraph.text:  # the lines of the page, not of a poem
                paragraph.rewrite([run._replace(text=run.text.replace("\n", " ")) for run in paragraph.runs])
            self.end()

    def _text(self, text: str | None, force: bool = False) -> None:
        if (text and text.strip()) or force:
            if not self._is_open:
                self.begin(self._paragraph())
            self.write(text or "")
        elif text and self._is_open:
            self.write(text)

    def _paragraph(self) -> Paragraph:
        """A paragraph of the role that the open blocks give it."""
        within = self._within
        inner = within[-1] if within else ""
        for section in ("front", "back", "contents"):
            if f"in {section}" in within:
                return Paragraph(role=section)
        paragraph = Paragraph(role=self._role(inner), gap=self._gap)
        if inner == "head":
            depth = sum(bool(DIVISION.fullmatch(name)) for name in within) + ("lg" in within)
            paragraph.level = min(max(depth, 1), 6)
        self._gap = False
        return paragraph

    def _role(self, inner: str) -> str:
        within = self._within
        if inner in ("speaker", "stage"):
            return inner
        if inner == "head" and not {"list", "table", "figure", "castList"}.intersection(within):
            return "heading"
        if "sp" in within:
            return "dialogue"
        quoted = "quotation" in within
        if inner == "l":
            return "quoted verse" if quoted else "verse"
        if quoted:
            return "quotation"
        if "item" in within or "castItem" in within:
            first, self._first = self._first, False
            return "item" if first or "castItem" in within else "more"
        return "term" if inner == "label" else ""
