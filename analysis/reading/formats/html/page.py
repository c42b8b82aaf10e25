"""A page of HTML as a tree: parsed by lxml, which does not recurse, and asked in words.

Seconds for 4 MB of ordinary text, and for 100,000 times `<a `: lxml 0.1 and 0.03; html.parser with beautifulsoup4 1.3
and over 100; html5lib 3.4 and 34. html.parser also refuses `<![x y`. An element more than 2,048 deep lxml would lose.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from analysis.errors import ReadError
from analysis.reading.english import words

BLOCKS = frozenset(
    words("""p div body section article main aside ul ol dl header footer figure figcaption html center address
        details summary
    hr table caption blockquote li dd dt pre h1 h2 h3 h4 h5 h6 nav form fieldset hgroup tr td th thead tbody tfoot lg l
    sp stage menu dir noscript legend""")
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_VOID = frozenset(words("area base br col embed hr img input link meta param source track wbr"))
_CLOSED = re.compile(r"<([A-Za-z][\w:-]{0,30})((?:\s[^<>]*)?)/>")
_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")
_FORMATTING = re.compile(
    r"</?(?:b|i|u|s|a|em|strong|font|span|small|big|tt|code|sub|sup|cite|q|div|center)\b[^<>]*>", re.I
)
_DEEP = "xcessive depth"


class Page(NamedTuple):
    """A page, and where in its book it stands."""

    text: str
    name: str = ""  # its place in the book, as links name it
    kind: str = ""  # "front_matter" or "back_matter" where the book tells so
    rule: str = ""  # how an edit names that part
    styles: str = ""  # the style sheets of its book


class Role(NamedTuple):
    """What an element is: a kind of block, or "stanza", "line", "drama" (its rows are turns)."""

    kind: str
    speaker: str = ""
    goes_on: bool = False  # with the turn before


def parse(text: str) -> Any:
    """The root element of a page; elements that XML closes in themselves are closed."""
    if "/>" in text:
        text = _CLOSED.sub(_close, text)
    if "<![CDATA[" in text:
        text = _CDATA.sub("", text)
    root, deep = _parse(text)
    if deep:  # what is open a thousand times over was never closed
        root, deep = _parse(_FORMATTING.sub(" ", text))
    if deep:
        raise ReadError("The page nests its elements more than 2,000 deep; open it in a browser and save its text.")
    return root


def _close(tag: re.Match) -> str:
    name = tag[1].lower()
    return tag[0] if name in _VOID else f"<{tag[1]}{tag[2]}></{tag[1]}>"


def _parse(text: str) -> tuple[Any, bool]:
    try:
        from lxml import etree
    except ImportError:
        raise ReadError("This format needs lxml: run pip install lxml.") from None
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True, default_doctype=False
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        root = None
    deep = any(_DEEP in error.message for error in parser.error_log)
    return etree.Element("html") if root is None else root, deep


def tag(element: Any) -> str:
    """Its name in small letters, "" for what is no element."""
    name = element.tag
    return name if isinstance(name, str) else ""


def tokens(element: Any) -> set[str]:
    """Its classes, epub:types and roles, in small letters."""
    told = [value for name in ("class", "epub:type", "role") if (value := element.get(name))]
    return set(" ".join(told).lower().split()) if told else set()


def text_of(element: Any, limit: int = 0) -> str:
    """Its text, white space made single; no more than about `limit` letters where that is given."""
    if not limit:
        return " ".join("".join(element.itertext()).split())
    found, length = [], 0
    for piece in element.itertext():
        found.append(piece)
        length += len(piece)
        if length > 4 * limit:
            break
    return " ".join("".join(found).split())[:limit]


def block_of(element: Any) -> Any:
    """The block that an element is or stands in."""
    while tag(element) not in BLOCKS and element.getparent() is not None:
        element = element.getparent()
    return element


def ancestors(element: Any, most: int = 30) -> Iterator[Any]:
    """The elements around it, the nearest first, `most` of them: so that a search up a deep tree stays bounded."""
    for _ in range(most):
        element = element.getparent()
        if element is None:
            return
        yield element


def take_out(element: Any) -> None:
    """Remove it and what it holds; the text behind it stays."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    tail = element.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    element.tail = None
    parent.remove(element)
