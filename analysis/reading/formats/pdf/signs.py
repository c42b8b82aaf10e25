"""The signs of a PDF: what the faces of its fonts are, and the letters that stand behind codes and ligatures."""

import re
from typing import NamedTuple


class Face(NamedTuple):
    """How a font looks, as far as its name tells."""

    bold: bool = False
    slanted: bool = False
    bare: bool = False  # pictures of letters, which tell their codes and nothing else


_BOLD = re.compile(r"bold|black|heavy|demi|(?<![a-z])(?:cm|ec|lm|sf)?bx\d|(?<![a-z])b\d?$", re.IGNORECASE)
_SLANTED = re.compile(r"ital|obli|slant|(?:cm|ec|sf)(?:ti|sl|it)\d|(?<![a-z])(?:i|it)$", re.IGNORECASE)
_LIGATURES = ("ff", "fi", "fl", "ffi", "ffl")
# Codes of TeX's text fonts, as PDFs give them that hold letters as pictures: the newer table (T1), the older (OT1).
_NEWER = dict(zip(range(0x1B, 0x20), _LIGATURES, strict=True))
_NEWER |= {0x10: "“", 0x11: "”", 0x12: "„", 0x13: "«", 0x14: "»", 0x15: "–", 0x16: "—", 0x27: "’", 0x60: "‘", 0x7F: "-"}
_NEWER |= {0x88: "•", 0xD7: "Œ", 0xDF: "SS", 0xF7: "œ", 0xFF: "ß"}
_OLDER = dict(zip(range(0x0B, 0x10), _LIGATURES, strict=True))
_OLDER |= {0x5C: "“", 0x22: "”", 0x7B: "–", 0x7C: "—", 0x27: "’", 0x60: "‘", 0x19: "ß", 0x1A: "æ", 0x1B: "œ"}
_PLAIN = dict(zip(range(0xFB00, 0xFB05), _LIGATURES, strict=True)) | {0xFB05: "st", 0xFB06: "st"}
_PLAIN |= {0x02: "-", 0xFFFE: "-", 0x2010: "-", 0x2011: "-", 0xF0B7: "•", 0xF0A7: "•"}
_CODES = re.compile("[\x0b-\x0f\x1b-\x1f]")


def face_of(name: str, weight: int, *, bare: bool) -> Face:
    """The face that a font's name tells; `weight` is of use where it is beyond doubt.

    >>> face_of("ABCDEF+CMBX12", 0, bare=False).bold, face_of("Times-Italic", 400, bare=False).slanted
    (True, True)
    """
    name = name.split("+")[-1]
    return Face(bool(_BOLD.search(name)) or (not name and weight >= 700), bool(_SLANTED.search(name)), bare)


def table_of_codes(texts: list[str]) -> dict[int, str]:
    """Which of TeX's two tables the codes of fonts without names follow: the one whose ligatures occur."""
    found = _CODES.findall("".join(texts))
    older = sum(sign <= "\x0f" for sign in found)
    return _PLAIN | (_OLDER if older > len(found) - older else _NEWER)


def plain(text: str, codes: dict[int, str] = _PLAIN) -> str:
    """The letters of a word: ligatures and codes undone.

    >>> plain("ﬁnd")
    'find'
    """
    return text if text.isascii() and text.isprintable() and codes is _PLAIN else text.translate(codes)
