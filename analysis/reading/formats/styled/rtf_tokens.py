"""The signs of RTF: control words, groups and text, and the code pages its letters are in."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from analysis.reading.formats.styled.styles import Look

_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n\x00]+|([^\\{}\r\n\x00]+)|.",
    re.DOTALL | re.ASCII,
)
# Code pages by the number of a font's charset.
CHARSETS = {
    **{77: "mac_roman", 128: "cp932", 129: "cp949", 130: "cp1361", 134: "gbk", 136: "cp950", 161: "cp1253"},
    **{162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874"},
    **{238: "cp1250", 254: "cp437", 255: "cp850"},
}
SIGNS = {
    **{"emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•"},
    **{"tab": "\t", "line": "\n", "lbr": "\n", "emspace": " ", "enspace": " ", "qmspace": " ", "page": " "},
}
SYMBOLS = {"~": "\u00a0", "-": "\u00ad", "_": "-"}


def tokens(data: bytes) -> Iterator[tuple[str, str, int | None]]:
    r"""(kind, value, number): "word", "byte" (a letter by its code), "symbol", "{", "}" and "text", as Latin-1.

    >>> [(kind, value) for kind, value, _ in tokens(b"{\\b1 So\\'e9}")]
    [('{', ''), ('word', 'b'), ('text', 'So'), ('byte', 'é'), ('}', '')]
    """
    letters, at = data.decode("latin-1"), 0
    while found := _TOKEN.match(letters, at):
        at = found.end()
        word, number, code, symbol, brace, text = found.groups()
        if word:
            value = int(number) if number else None
            if word == "bin":
                at += max(value or 0, 0)  # so many bytes of a picture
            yield "word", word, value
        elif text:
            yield "text", text, None
        elif brace:
            yield brace, "", None
        elif code:
            yield "byte", chr(int(code, 16)), None
        elif symbol:
            yield "symbol", symbol, None


@dataclass(slots=True)
class State:
    """What holds within a group: where its text goes, and the look of paragraph and letters."""

    goes: str = "body"  # body, skip, hold (shapes), style, font, info, told (of a field), name (of nothing kept)
    bold: bool = False
    italic: bool = False
    raised: bool = False
    hidden: bool = False
    size: float = 0
    font: int = -1
    skip: int = 1  # letters that follow \\u for readers that know no Unicode
    style: int = 0
    parent: int = -1
    left: float = 0
    right: float = 0
    first: float = 0
    centred: bool = False
    outline: int = 9
    in_table: bool = False

    def change(self, word: str, number: int | None) -> None:
        """Set the look that a control word tells."""
        if word in _SWITCHES:
            setattr(self, _SWITCHES[word], number != 0)
        elif word in _MEASURES:
            points = (number or 0) / 20
            setattr(self, _MEASURES[word], points if abs(points) < 5000 else 0.0)
        elif word in _NUMBERS:
            setattr(self, _NUMBERS[word], number if number is not None else getattr(_START, _NUMBERS[word]))
        elif word in ("nosupersub", "sub"):
            self.raised = False
        elif word in ("ql", "qr", "qj", "qc"):
            self.centred = word == "qc"
        elif word == "fs":
            self.size = (number or 24) / 2
        elif word in _RESET:
            for name in _RESET[word]:
                setattr(self, name, getattr(_START, name))


_START = State(size=12)
_SWITCHES = {"b": "bold", "i": "italic", "super": "raised", "v": "hidden", "deleted": "hidden", "intbl": "in_table"}
_MEASURES = {"li": "left", "lin": "left", "ri": "right", "rin": "right", "fi": "first"}
_NUMBERS = {"uc": "skip", "s": "style", "f": "font", "sbasedon": "parent", "outlinelevel": "outline"}
_RESET = {
    "plain": ("bold", "italic", "raised", "hidden", "font", "size"),
    "pard": ("style", "left", "right", "first", "centred", "outline", "in_table"),
}


@dataclass
class Tables:
    """What the head of a file tells: fonts by number, styles by number, title and author."""

    page: str = "cp1252"
    fonts: dict[int, str] = field(default_factory=dict)
    default_font: int = -1
    styles: dict[int, Look] = field(default_factory=dict)
    parents: dict[int, int] = field(default_factory=dict)
    letters: dict[int, State] = field(default_factory=dict)  # of character styles
    info: dict[str, str] = field(default_factory=dict)

    def codec(self, font: int) -> str:
        return self.fonts.get(font if font >= 0 else self.default_font, self.page)


def codec_of(page: int | None) -> str:
    """The name of a Windows code page, where Python has it.

    >>> codec_of(1251), codec_of(99)
    ('cp1251', 'cp1252')
    """
    try:
        return "mac_roman" if page == 10000 else codecs.lookup(f"cp{page}").name
    except LookupError:
        return "cp1252"
