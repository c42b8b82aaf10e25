"""Rich Text (.rtf) to paragraphs: its styles as roles, its notes where they are called, pictures and heads left out."""

from collections.abc import Callable
from copy import copy

from analysis.errors import ReadError
from analysis.reading.chunks import Edit
from analysis.reading.english import words
from analysis.reading.formats.styled.packed import told_head
from analysis.reading.formats.styled.paragraphs import Run, Written
from analysis.reading.formats.styled.roles import role_of
from analysis.reading.formats.styled.rtf_body import Body
from analysis.reading.formats.styled.rtf_tokens import CHARSETS, SIGNS, SYMBOLS, State, Tables, codec_of, tokens
from analysis.reading.formats.styled.styles import PLAIN, Look, resolve
from analysis.reading.formats.styled.walker import add_hidden

_DEEPEST = 5_000  # groups in each other
_HEADS = frozenset(words("header headerl headerr headerf footer footerl footerr footerf"))
_SKIPPED = frozenset(
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


class _Reader:
    def __init__(self, name: str) -> None:
        self.name = name
        self.tables = Tables()
        self.state = State()
        self.groups: list[State] = []
        self.body = Body()
        self.heads: list[str] = []  # running heads
        self.hidden: list[Edit] = []
        self.bytes = bytearray()
        self.unseen = 0  # letters still to skip behind a \\u
        self.fresh = False  # at the start of a group
        self.starred = False
        self.words: list[str] = []  # the text of a name, a title, a field's instruction

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
        if goes == "body" and self.state.hidden:
            add_hidden(self.hidden, len(self.body.seen) + 1, text)
        elif goes == "body":
            state = self.state
            self.body.write(Run(text, state.bold, state.italic, state.raised))
        elif goes == "head":
            self.heads.append(text)
        elif goes not in ("skip", "hold", "body") and len(self.words) < 1000:
            self.words.append(text)

    def symbol(self, value: str) -> None:
        if value == "*":
            self.starred = True
            return
        if self.unseen:
            self.unseen -= 1
        elif value in "\r\n":
            self.body.end_paragraph(self.state)
        else:
            self.write(SYMBOLS.get(value, value if value in "\\{}" else ""))
        self.fresh = self.starred = False

    # ---- groups ----

    def begin_group(self) -> None:
        if len(self.groups) >= _DEEPEST:
            raise ReadError(f"{self.name} has groups more than {_DEEPEST:,} deep; save it anew in Word or LibreOffice.")
        self.groups.append(copy(self.state))
        self.fresh, self.starred, self.unseen = True, False, 0

    def end_group(self) -> None:
        self.unseen, self.fresh = 0, False
        if self.state.goes == "style" and self.words:
            self.end_style()
        elif self.state.goes.startswith("info ") and self.words:
            self.tables.info.setdefault(self.state.goes[5:], "".join(self.words))
        elif self.state.goes == "told":
            self.body.tell_field("".join(self.words))
        if self.state.goes not in ("body", "hold", "skip", "head"):
            self.words = []
        self.body.end_group(len(self.groups), self.state)
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
            _ACTS[word](self.body, self.state)
        else:
            self.set(word, number)

    def begins(self, word: str, starred: bool) -> bool:
        """Whether a word at the start of a group says where the group's text goes."""
        goes = self.state.goes
        if word == "shptxt" and goes in ("hold", "body"):
            self.state.goes, self.state.in_table = "body", False
            self.body.begin_box(len(self.groups))
        elif goes == "skip":
            return True
        elif word == "footnote" and goes == "body":
            self.body.begin_note(len(self.groups))
            self.state.in_table = self.state.raised = False
        elif word in _HEADS:
            self.heads.append("\n")
            self.state.goes = "head"
        elif word in _SKIPPED or word in ("pntext", "listtext", "pn", "annotation", "atnid", "atnauthor"):
            self.body.flows[-1].listed |= word in ("pntext", "listtext", "pn") and goes == "body"
            self.state.goes = "skip"
        elif word in _GOES:
            self.state.goes = _GOES[word]
        elif word in ("title", "author") and goes == "name":
            self.state.goes = f"info {word}"
        elif word == "field":
            self.body.begin_field(len(self.groups))
        elif word == "fldinst":
            self.state.goes = "told"
        elif word == "fldrslt":
            self.state.goes = "skip" if self.body.in_page_number else goes
        elif word == "result" and goes == "hold":
            self.state.goes = "body"
        elif goes == "name" or (starred and word not in ("cs", "ts", "s")):
            self.state.goes = "skip"
        else:
            if starred and goes == "style":
                self.state.parent = -2  # no style of paragraphs
            return False
        return True

    def unicode(self, number: int) -> None:
        sign = chr(number % 65536)
        self.unseen = self.state.skip
        self.write(sign)

    def set(self, word: str, number: int | None) -> None:
        """Change the look of what follows in this group, or what holds for the file."""
        if word == "ansicpg":
            self.tables.page = codec_of(number)
        elif word in ("mac", "pc", "pca"):
            self.tables.page = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}[word]
        elif word == "deff":
            self.tables.default_font = number or 0
        elif word == "fcharset" and self.state.goes == "font" and number in CHARSETS:
            self.tables.fonts[self.state.font] = CHARSETS[number]
        else:
            self.state.change(word, number)

    def finish(self) -> Written:
        self.flush()
        while self.groups:
            self.end_group()
        self.body.end_paragraph(self.state, last=True)
        blocks = self.body.finish(resolve(self.tables.styles, self.tables.parents, PLAIN))
        heads = {" ".join(line.split()) for line in "".join(self.heads).split("\n")} - {""}
        edits = [*self.hidden, *(Edit(1, "running head", head, "") for head in sorted(heads))]
        return Written(
            blocks, self.body.notes, told_head(self.tables.info.get("title"), self.tables.info.get("author")), edits
        )


_ACTS: dict[str, Callable[[Body, State], None]] = {
    **dict.fromkeys(("par", "sect", "nestcell"), Body.end_paragraph),
    **{"cell": Body.end_cell, "row": Body.end_row},
}
