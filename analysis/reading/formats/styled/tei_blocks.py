"""Which elements of TEI are blocks, and what a block counts as."""

import re
from typing import Any

from analysis.reading.english import words
from analysis.reading.formats.styled.packed import local

_BLOCKS = frozenset(
    words("""TEI text body front back group floatingText div div0 div1 div2 div3 div4 div5 div6 div7 p ab l lg head sp
    speaker list item label table row cell cit epigraph opener closer salute signed dateline byline argument trailer
    postscript titlePage docTitle titlePart docAuthor docDate docImprint docEdition imprimatur figure listBibl
    biblStruct castList castItem desc""")
)
DIVISION = re.compile(r"div[0-7]?")
_BACK = re.compile(r"bibliograph|works.?cited|\bindex|colophon|licen[cs]e|advert|references|sources", re.IGNORECASE)
_FRONT = re.compile(r"contents|\btoc\b|imprint|half-?title|title.?page|illustrations|licen[cs]e", re.IGNORECASE)


def is_block(element: Any, name: str) -> bool:
    """A quotation is a block where it holds paragraphs or verse, or stands where paragraphs do."""
    if name in ("quote", "q", "said"):
        blocks = any(local(part) in ("p", "l", "lg", "ab", "sp", "list", "table") for part in element)
        parent = local(element.getparent())
        return blocks or (name == "quote" and parent in ("cit", "epigraph", *_HOLDERS)) or _told_block(element)
    if name == "bibl":
        return local(element.getparent()) in ("listBibl", "cit", "epigraph", *_HOLDERS)
    if name == "title":
        return False
    return name in _BLOCKS or name == "stage"


_HOLDERS = ("body", "div", *(f"div{level}" for level in range(8)), "front", "back", "text")


def _told_block(element: Any) -> bool:
    return bool(re.search(r"block|display", f"{element.get('rend', '')} {element.get('type', '')}"))


def name_within(element: Any, name: str) -> str:
    """What a block counts as: "quotation", "in front", "in back", or its own name."""
    if name in ("quote", "q", "said", "cit", "epigraph"):
        return "quotation"
    if name == "listBibl":
        return "in back"
    if name in ("titlePage", "castList"):
        return "in front"
    if DIVISION.fullmatch(name):
        told = f"{element.get('type', '')} {element.get('subtype', '')}"
        if _FRONT.search(told):
            return "in contents" if re.search(r"contents|toc", told) else "in front"
        return "in back" if _BACK.search(told) else name
    return name
