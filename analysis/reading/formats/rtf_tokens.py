"""The signs of RTF: control words, groups and text, and the code pages its letters are in."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from analysis.reading.formats.styles import Look

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n\x00]+|([^\\{}\r\n\x00]+)|."
    rb"|\Z",
    re.DOTALL,
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
    """(kind, value, number): "word", "byte" (a letter by its code), "symbol", "{", "}" and "text" (ASCII or Latin-1).

    >>> [(kind, value) for kind, value, _ in tokens(b"{\\\\b1 So\\\\'e9}")]
    [('{', ''), ('word', 'b'), ('text', 'So'), ('byte', 'é'), ('}', '')]
    """
    at = 0
    while at < len(data):
        found = _TOKEN.match(data, at)
        assert found is not None  # the last alternatives take any byte
        at = max(found.end(), at + 1)
        word, number, code, symbol, brace, text = found.groups()
        if word:
            value = int(number) if number else None
            if word == b"bin":
                at += max(value or 0, 0)  # so many bytes of a picture
            yield "word", word.decode("ascii"), value
        elif code:
            yield "byte", bytes.fromhex(code.decode("ascii")).decode("latin-1"), None
        elif symbol:
            yield "symbol", symbol.decode("latin-1"), None
        elif brace:
            yield brace.decode("ascii"), "", None
        elif text:
            yield "text", text.decode("latin-1"), None


@dataclass(frozen=True)
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
