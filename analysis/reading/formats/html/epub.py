"""EPUB to pages of HTML in reading order, with what the book tells of itself and of its parts."""

import posixpath
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from analysis.errors import ReadError
from analysis.reading.formats.html.page import Page
from analysis.reading.formats.styled.packed import Archive, cannot_open

_MOST_PAGES = 5_000
_FRONT = {"cover": "cover left out", "toc": "contents left out", "nav": "contents left out"}
_FRONT |= dict.fromkeys(("title-page", "titlepage", "halftitle", "half-title", "halftitlepage"), "title page left out")
_FRONT |= dict.fromkeys(("copyright-page", "copyright", "imprint"), "imprint left out")
_BACK = {"colophon": "imprint left out", "uncopyright": "imprint left out", "index": "index left out"}
_BY_FILE = re.compile(
    r"(?:\d+[-_])?(cover|toc|nav|title-?page|half-?title(?:page)?|copyright(?:-page)?|imprint|colophon|uncopyright)"
)
_AUTHORS = frozenset({"", "aut"})


def epub_pages(data: bytes, name: str) -> tuple[list[Page], dict[str, str]]:
    """The pages of a book in reading order, and its title, author and date.

    Pages that are read only when asked for (linear="no") come last.
    """
    book = Archive(data, name)
    package = next(_named(_xml(book, "META-INF/container.xml"), "rootfile"), None)
    try:
        if package is None or not package.get("full-path"):
            raise cannot_open(name)
        opf = _xml(book, package.get("full-path"))
        return list(_pages(book, opf, posixpath.dirname(package.get("full-path")))), _read_head(opf)
    except UnicodeDecodeError as error:  # what was recovered of broken XML may be no text
        raise cannot_open(name, error) from None


def _xml(book: Archive, part: str) -> Any:
    """The root of a part that must be there."""
    root = book.xml(part, recover=True)
    if root is None:
        raise cannot_open(book.name)
    return root


def _pages(book: Archive, opf: Any, base: str) -> Iterator[Page]:
    items = {item.get("id"): item for item in _named(opf, "item") if item.get("href")}
    refs = [ref for ref in _named(opf, "itemref") if ref.get("idref") in items][:_MOST_PAGES]
    refs.sort(key=lambda ref: ref.get("linear") == "no")
    parts = {
        _place(base, one.get("href")): one.get("type") or "" for one in _named(opf, "reference") if one.get("href")
    }
    named: dict[str, Any] = {}
    for ref in refs:  # a page that the order names again is no new text
        named.setdefault(_place(base, items[ref.get("idref")].get("href")), ref)
    _check_lock(book, set(named))
    styles = _styles(
        book, [_place(base, one.get("href")) for one in items.values() if one.get("media-type") == "text/css"]
    )
    for name, ref in named.items():
        kind, rule = _part(items[ref.get("idref")], name, parts.get(name, ""), ref.get("linear") == "no")
        if name not in book.parts:
            raise cannot_open(book.name)
        yield Page(book.read(name).decode("utf-8-sig", errors="replace"), name, kind, rule, styles)


def _styles(book: Archive, names: list[str]) -> str:
    """The style sheets of a book, as far as they are there."""
    return "\n".join(book.read(name).decode("utf-8", errors="replace") for name in names[:20])


def _named(root: Any, name: str) -> Iterator[Any]:
    """The elements of a name, whatever their namespace."""
    return root.iter(f"{{*}}{name}")


def _place(base: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(base, unquote(href.partition("#")[0])))


def _check_lock(book: Archive, pages: set[str]) -> None:
    """Refuse a book whose pages are encrypted; fonts alone often are, and lock nothing."""
    told = book.xml("META-INF/encryption.xml", recover=True)
    locked = {unquote(one.get("URI") or "") for one in _named(told, "CipherReference")} if told is not None else set()
    if locked & pages:
        raise ReadError(f"{book.name} is locked by its seller; give a copy without a lock.")


def _part(item: Any, name: str, told: str, aside: bool) -> tuple[str, str]:
    """The kind of a page that is no part of the text itself, and the rule that says so; both "" for any other."""
    stem = posixpath.basename(name).rpartition(".")[0].lower().replace("_", "-")
    by_file = _BY_FILE.fullmatch(stem)
    words = ["nav" if "nav" in (item.get("properties") or "").split() else "", told, by_file[1] if by_file else ""]
    for word in words:
        if word in _FRONT:
            return "front_matter", _FRONT[word]
        if word in _BACK:
            return "back_matter", _BACK[word]
    return ("back_matter", "page outside the reading order") if aside else ("", "")


def _read_head(opf: Any) -> dict[str, str]:
    """Title, authors and date; where the book tells who did what, only its authors."""
    refined = {(one.get("refines") or "")[1:]: one.text for one in _named(opf, "meta") if one.get("property") == "role"}
    titles = [one for one in _named(opf, "title") if (one.text or "").strip()]
    creators, dates = [], []
    for one in _named(opf, "creator"):
        role = next(
            (value for key, value in one.attrib.items() if key.endswith("role")), refined.get(one.get("id"), "")
        )
        if (one.text or "").strip() and (role or "") in _AUTHORS:
            creators.append(" ".join(one.text.split()))
    for one in _named(opf, "date"):
        event = next((value for key, value in one.attrib.items() if key.endswith("event")), "")
        if (one.text or "").strip() and event not in ("modification", "conversion"):
            dates.append(re.sub(r"(?<=\d{4}-\d\d-\d\d)T.*", "", one.text.strip()))
    head = {
        "title": " ".join(titles[0].text.split()) if titles else "",
        "author": ", ".join(dict.fromkeys(creators)),
        "date": dates[0] if dates else "",
    }
    return {key: value for key, value in head.items() if value}
