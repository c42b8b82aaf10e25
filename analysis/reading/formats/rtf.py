"""Rich Text (.rtf) to paragraphs: its styles as roles, its notes where they are called, pictures and heads left out."""

from dataclasses import replace
from typing import Any

from analysis.errors import ReadError
from analysis.reading.chunks import Edit
from analysis.reading.english import words
from analysis.reading.formats.packed import told_head
from analysis.reading.formats.paragraphs import Paragraph, Run, Table, Written
from analysis.reading.formats.roles import role_of
from analysis.reading.formats.rtf_tokens import CHARSETS, SIGNS, SYMBOLS, State, Tables, codec_of, tokens
from analysis.reading.formats.styles import PLAIN, Look, resolve

_DEEPEST = 5_000  # groups in each other
_HEADS = frozenset(words("header headerl headerr headerf footer footerl footerr footerf"))
_SKIPPED = _HEADS | frozenset(
    words("""pict nonshppict shprslt objdata colortbl listtable listoverridetable revtbl rsidtbl generator xe tc rxe
    ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn bkmkstart bkmkend template private pnseclvl filetbl""")
)
_GOES = {"stylesheet": "style", "fonttbl": "font", "info": "name", "shpinst": "hold", "shp": "hold", "object": "hold"}


def read_rtf(data: bytes, name: str) -> Written:
    """The paragraphs, tables and notes of a file in Rich Text."""
    reader = _Reader(name)
    for kind, value, number in tokens(data):
        reader.take(kind, value, number)
    return reader.finish()


class _Flow:
    """Where paragraphs go: the body, a note, a text box."""

    def __init__(self, depth: int, note: str = "") -> None:
        self.depth, self.note = depth, note
        self.blocks: list[Paragraph | Table] = []
        self.runs: list[Run] = []
        self.cell: list[Paragraph] = []
        self.row: list[list[Paragraph]] = []
        self.listed = False  # the paragraph has a list's sign
        self.boxes: list[Paragraph | Table] = []


class _Reader:
    def __init__(self, name: str) -> None:
        self.name = name
        self.tables = Tables()
        self.state = State()
        self.groups: list[State] = []
        self.flows = [_Flow(0)]
        self.notes: dict[str, list[Paragraph]] = {}
        self.edits: list[Edit] = []
        self.bytes = bytearray()
        self.unseen = 0  # letters still to skip behind a \\u
        self.fresh = False  # at the start of a group
        self.starred = False
        self.words: list[str] = []  # the text of a name, a title, a field's instruction
        self.fields: list[tuple[int, int, str]] = []  # depth, place of the paragraph, what it is told
        self.seen: list[Paragraph] = []
        self.ranges: list[tuple[str, int, int]] = []

    # ---- signs ----

    def take(self, kind: str, value: str, number: int | None) -> None:
        if kind == "text":
            self.letters(value)
        elif kind == "byte":
            if self.unseen:
                self.unseen -= 1
            else:
                self.bytes += value.encode("latin-1")
        else:
            self.flush()
            if kind == "word":
                self.word(value, number)
            elif kind == "symbol":
                self.symbol(value)
            elif kind == "{":
                self.begin_group()
            else:
                self.end_group()
            return
        self.fresh = self.starred = False

    def letters(self, text: str) -> None:
        skipped = min(self.unseen, len(text))
        self.unseen -= skipped
        if text[skipped:]:
            self.bytes += text[skipped:].encode("latin-1")

    def flush(self) -> None:
        """Write the letters gathered in the code page of their font."""
        if self.bytes:
            text = bytes(self.bytes).decode(self.tables.codec(self.state.font), "replace")
            self.bytes.clear()
            self.write(text)

    def write(self, text: str) -> None:
        goes = self.state.goes
        if goes == "body" and not self.state.hidden:
            state = self.state
            self.flows[-1].runs.append(Run(text, state.bold, state.italic, state.raised))
        elif goes not in ("skip", "hold", "body") and len(self.words) < 1000:
            self.words.append(text)

    def symbol(self, value: str) -> None:
        if value == "*":
            self.starred = True
            return
        if self.unseen:
            self.unseen -= 1
        elif value in "\r\n":
            self.end_paragraph()
        else:
            self.write(SYMBOLS.get(value, value if value in "\\{}" else ""))
        self.fresh = self.starred = False

    # ---- groups ----

    def begin_group(self) -> None:
        if len(self.groups) >= _DEEPEST:
            raise ReadError(f"{self.name} has groups more than {_DEEPEST:,} deep; save it anew in Word or LibreOffice.")
        self.groups.append(self.state)
        self.fresh, self.starred, self.unseen = True, False, 0

    def end_group(self) -> None:
        self.unseen, self.fresh = 0, False
        if self.state.goes == "style" and self.words:
            self.end_style()
        elif self.state.goes.startswith("info ") and self.words:
            self.tables.info.setdefault(self.state.goes[5:], "".join(self.words))
        elif self.state.goes == "told" and self.fields:
            depth, place, told = self.fields[-1]
            self.fields[-1] = (depth, place, told + "".join(self.words)[:500])
        if self.state.goes not in ("body", "hold", "skip"):
            self.words = []
        depth = len(self.groups)
        if len(self.flows) > 1 and self.flows[-1].depth == depth:
            self.end_flow()
        if self.fields and self.fields[-1][0] == depth:
            self.end_field()
        if self.groups:
            self.state = self.groups.pop()

    def end_style(self) -> None:
        name = "".join(self.words).rstrip("; ")
        state = self.state
        if state.parent >= -1 and state.style >= 0:
            role, level = role_of(name)
            outline = state.outline if state.outline < 9 else None
            self.tables.styles[state.style] = Look(role=role or None, level=level, outline=outline)
            self.tables.parents[state.style] = state.parent

    def end_flow(self) -> None:
        self.end_paragraph(last=True)
        ended = self.flows.pop()
        if ended.note:
            self.notes[ended.note] = [block for block in ended.blocks if isinstance(block, Paragraph)]
        else:
            self.flows[-1].boxes += ended.blocks

    def end_field(self) -> None:
        _, start, told = self.fields.pop()
        kind = told.split()[0].upper() if told.split() else ""
        role = {"TOC": "contents", "INDEX": "index", "BIBLIOGRAPHY": "bibliography"}.get(kind, "")
        if "ZOTERO_BIBL" in told or "EN.REFLIST" in told or "CSL_BIBLIOGRAPHY" in told:
            role = "bibliography"
        if role:
            self.ranges.append((role, start, len(self.seen) + bool(self.flows[-1].runs)))

    # ---- words ----

    def word(self, word: str, number: int | None) -> None:
        fresh, starred = self.fresh, self.starred
        self.fresh = self.starred = False
        if word == "u":
            self.unicode(number or 0)
            return
        if self.unseen:
            self.unseen -= 1
            return
        if fresh and self.begins(word, starred):
            return
        if self.state.goes in ("skip", "hold"):
            return
        if word in SIGNS:
            self.write(SIGNS[word])
        elif word in _ACTS:
            getattr(self, _ACTS[word])()
        else:
            self.set(word, number)

    def begins(self, word: str, starred: bool) -> bool:
        """Whether a word at the start of a group says where the group's text goes."""
        goes = self.state.goes
        if word == "shptxt" and goes in ("hold", "body"):
            self.state = replace(self.state, goes="body", in_table=False)
            self.flows.append(_Flow(len(self.groups)))
        elif goes == "skip":
            return True
        elif word == "footnote" and goes == "body":
            key = str(len(self.notes) + 1)
            self.notes[key] = []
            self.flows[-1].runs.append(Run("", note=key))
            self.flows.append(_Flow(len(self.groups), key))
            self.state = replace(self.state, in_table=False, raised=False)
        elif word in _SKIPPED or word in ("pntext", "listtext", "pn", "annotation", "atnid", "atnauthor"):
            self.flows[-1].listed |= word in ("pntext", "listtext", "pn") and goes == "body"
            self.state = replace(self.state, goes="skip")
        elif word in _GOES:
            self.state = replace(self.state, goes=_GOES[word])
        elif word in ("title", "author") and goes == "name":
            self.state = replace(self.state, goes=f"info {word}")
        elif word == "field":
            self.fields.append((len(self.groups), len(self.seen), ""))
        elif word == "fldinst":
            self.state = replace(self.state, goes="told")
        elif word == "fldrslt":
            page = self.fields and self.fields[-1][2].split()[:1] in (["PAGE"], ["NUMPAGES"])
            self.state = replace(self.state, goes="skip" if page else goes)
        elif word == "result" and goes == "hold":
            self.state = replace(self.state, goes="body")
        elif goes == "name" or (starred and word not in ("cs", "ts", "s")):
            self.state = replace(self.state, goes="skip")
        else:
            if starred and goes == "style":
                self.state = replace(self.state, parent=-2)  # no style of paragraphs
            return False
        return True

    def unicode(self, number: int) -> None:
        sign = chr(number % 65536)
        self.unseen = self.state.skip
        self.write(sign)

    def set(self, word: str, number: int | None) -> None:
        """Change the look of what follows in this group."""
        on, points = number != 0, (number or 0) / 20
        state = self.state
        new: dict[str, Any] = {}
        if word in _SWITCHES:
            new = {_SWITCHES[word]: on}
        elif word in _MEASURES:
            new = {_MEASURES[word]: points if abs(points) < 5000 else 0.0}
        elif word == "nosupersub" or word == "sub":
            new = {"raised": False}
        elif word == "plain":
            new = _PLAIN_LETTERS
        elif word == "pard":
            new = _PLAIN_PARAGRAPH
        elif word in ("ql", "qr", "qj", "qc"):
            new = {"centred": word == "qc"}
        elif word == "fs":
            new = {"size": (number or 24) / 2}
        elif word in _NUMBERS and number is not None:
            new = {_NUMBERS[word]: number}
        elif word == "ansicpg":
            self.tables.page = codec_of(number)
        elif word in ("mac", "pc", "pca"):
            self.tables.page = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}[word]
        elif word == "deff":
            self.tables.default_font = number or 0
        elif word == "fcharset" and state.goes == "font" and number in CHARSETS:
            self.tables.fonts[state.font] = CHARSETS[number]
        if new:
            self.state = replace(state, **new)

    # ---- paragraphs and tables ----

    def end_paragraph(self, last: bool = False) -> None:
        flow = self.flows[-1]
        if self.state.goes != "body" or (last and not flow.runs):
            return
        paragraph = self.paragraph(flow)
        if self.state.in_table and not flow.note:
            flow.cell.append(paragraph)
        else:
            flow.blocks.append(paragraph)
        flow.blocks += flow.boxes
        flow.boxes = []

    def paragraph(self, flow: _Flow) -> Paragraph:
        state = self.state
        runs, flow.runs = [_whole(run) for run in flow.runs], []
        paragraph = Paragraph(runs, "", 0, state.left, state.right, state.first, state.centred, state.size)
        paragraph.level = -state.style - 1  # until the styles are resolved
        if flow.listed:
            paragraph.role = "item"
        elif state.outline < 9:
            paragraph.role, paragraph.level = "heading", min(state.outline + 1, 6)
        flow.listed = False
        self.seen.append(paragraph)
        return paragraph

    def end_cell(self) -> None:
        flow = self.flows[-1]
        if self.state.goes == "body":
            flow.cell.append(self.paragraph(flow))
            flow.row.append(flow.cell)
            flow.cell = []

    def end_row(self) -> None:
        flow = self.flows[-1]
        if flow.row:
            if not (flow.blocks and isinstance(flow.blocks[-1], Table)):
                flow.blocks.append(Table())
            table = flow.blocks[-1]
            assert isinstance(table, Table)
            table.rows.append(flow.row)
            flow.row = []

    def finish(self) -> Written:
        self.flush()
        while self.groups:
            self.end_group()
        self.end_paragraph(last=True)
        flow = self.flows[0]
        styles = resolve(self.tables.styles, self.tables.parents, PLAIN)
        for paragraph in self.seen:
            look = styles.get(-paragraph.level - 1, PLAIN) if paragraph.level < 0 else PLAIN
            paragraph.level = max(paragraph.level, 0)
            if look.role and not (paragraph.role == "item" and look.role != "heading"):
                paragraph.role, paragraph.level = look.role, look.level
        total = sum(len(paragraph.text) for paragraph in self.seen)
        for role, start, end in self.ranges[:1000]:
            inside = self.seen[start:end]
            if sum(len(paragraph.text) for paragraph in inside) <= total / 2:
                for paragraph in inside:
                    paragraph.role = role
        head = told_head(self.tables.info.get("title"), self.tables.info.get("author"))
        return Written(flow.blocks, self.notes, head, self.edits)


def _whole(run: Run) -> Run:
    """A run whose letters beyond the first plane, written in two halves, are whole."""
    text = run.text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return run if text == run.text else run._replace(text=text)


_START = vars(State())
_PLAIN_LETTERS = {name: _START[name] for name in ("bold", "italic", "raised", "hidden", "font")} | {"size": 12}
_OF_PARAGRAPHS = ("style", "left", "right", "first", "centred", "outline", "in_table")
_PLAIN_PARAGRAPH = {name: _START[name] for name in _OF_PARAGRAPHS}
_ACTS = {
    **{"par": "end_paragraph", "sect": "end_paragraph", "cell": "end_cell", "row": "end_row"},
    **{"nestcell": "end_paragraph"},
}
_SWITCHES = {"b": "bold", "i": "italic", "super": "raised", "v": "hidden", "deleted": "hidden", "intbl": "in_table"}
_MEASURES = {"li": "left", "lin": "left", "ri": "right", "rin": "right", "fi": "first"}
_NUMBERS = {"uc": "skip", "s": "style", "f": "font", "sbasedon": "parent", "outlinelevel": "outline"}
