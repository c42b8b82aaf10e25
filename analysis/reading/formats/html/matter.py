"""What a page or a book holds beside the author's text: contents, licences, and the lines of title, author and date."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from analysis.reading.chunks import Chunk, Edit
from analysis.reading.formats.byline import read_byline
from analysis.reading.formats.html.page import HEADINGS, Role, ancestors, tag, text_of
from analysis.reading.formats.html.walk import Place
from analysis.reading.formats.html.web import CONTENTS

_START = re.compile(r"\*\*\*\s*START OF (?:THE|THIS) PROJECT GUTENBERG", re.IGNORECASE)
_END = re.compile(r"\*\*\*\s*END OF (?:THE|THIS) PROJECT GUTENBERG|^End of (?:the )?Project Gutenberg", re.IGNORECASE)
_CONTENTS_HEAD = re.compile(
    r"\W*(?:(?:table of )?contents|inhalt(?:sverzeichnis)?|table des matières|(?:list of )?illustrations)\W*", re.I
)
_LEADS = 3  # links to headings that make a contents list
_LONG = 130  # letters: a paragraph of the text itself
_BY = re.compile(r"\b(?:by|von|par|written by|posted(?: on)?|published(?: on)?|updated|on)\b|\W+", re.IGNORECASE)
LICENCE = "licence left out"


def find_contents(
    root: Any, leads_to_heading: Callable[[Any], bool], roles: dict, edits: list[tuple[Any, Edit]]
) -> None:
    """Lists, tables and rows of lines that are mostly links to headings, with the heading above: front matter."""
    for listed in [*_lists(root), *_rows(root)]:
        if listed[0] in roles or any(above in roles for above in ancestors(listed[0], 3)):
            continue
        leading = [link for one in listed for link in one.iter("a") if leads_to_heading(link)]
        linked = sum(len(text_of(link)) for link in leading)
        before = listed[0].getprevious()
        headed = before is not None and _CONTENTS_HEAD.fullmatch(text_of(before, 40))
        least = 1 if headed else _LEADS
        if len(leading) >= least and linked * 2 > sum(len(text_of(one)) for one in listed):
            if headed:
                listed.insert(0, before)
            roles |= dict.fromkeys(listed, Role("front_matter"))
            text = " ".join(text_of(one) for one in listed)
            edits.append((listed[0], Edit(0, CONTENTS, text, text)))


def _lists(root: Any) -> list[list[Any]]:
    """The outermost lists of a page, and its tables."""
    within: set = set()
    found = []
    for element in root.iter("ul", "ol", "dl", "table"):
        if element not in within:
            found.append([element])
            if tag(element) != "table":
                within |= set(element.iter("ul", "ol", "dl"))
    return found


def _rows(root: Any) -> list[list[Any]]:
    """Paragraphs, one after the other, that begin with a link."""
    rows: list[list[Any]] = []
    for element in root.iter("p"):
        if not (element.text or "").strip() and len(element) and next(element.iter("a"), None) is not None:
            goes_on = rows and rows[-1][-1] is element.getprevious()
            rows[-1].append(element) if goes_on else rows.append([element])
    return [row for row in rows if len(row) >= _LEADS]


def heading_links(pages: list[tuple[str, Any]], leads_to: Callable[[Any, str], tuple[str, str]]) -> set[Any]:
    """The links that lead to a heading, to an anchor in or just above one, or to a chapter that begins with one."""
    headed = set()
    titles = {text_of(heading, 80).casefold() for _, root in pages for heading in root.iter(*HEADINGS)}
    for name, root in pages:
        headed.add((name, ""))
        for heading in root.iter(*HEADINGS):
            near = [heading, *heading.iter(), *ancestors(heading, 3), heading.getprevious()]
            near += list(heading.getprevious().iter()) if heading.getprevious() is not None else []
            for one in near[:40]:
                if one is not None and tag(one) not in ("body", "html"):
                    headed |= {(name, ident) for ident in (one.get("id"), one.get("name")) if ident}
    links = ((link, leads_to(link, name)) for name, root in pages for link in root.iter("a"))
    return {
        link
        for link, key in links
        if (key in headed and (key[1] or len(pages) > 1)) or (key[1] and text_of(link, 80).casefold() in titles)
    }


def part_licence(chunks: list[tuple[Chunk, Place]], edits: list[tuple[Any, Edit]]) -> list[tuple[Chunk, Place]]:
    """What stands before the line that starts a Project Gutenberg text is front matter; after its end, back matter."""
    starts = [at for at, (chunk, _) in enumerate(chunks) if "***" in chunk.text and _START.search(chunk.text)]
    ends = [
        at
        for at, (chunk, _) in enumerate(chunks)
        if ("***" in chunk.text or chunk.text.startswith("End of")) and _END.search(chunk.text)
    ]
    first = starts[-1] if starts else -1
    last = ends[0] if ends and ends[0] > first else len(chunks)
    out = []
    for at, (chunk, place) in enumerate(chunks):
        kind = "front_matter" if at <= first else "back_matter" if at >= last else chunk.kind
        if kind != chunk.kind:
            edits.append((place.element, Edit(0, LICENCE, chunk.text, chunk.text)))
        out.append((replace(chunk, kind=kind), place))
    return out


def part_title(chunks: list[tuple[Chunk, Place]], head: dict[str, str]) -> list[tuple[Chunk, Place]]:
    """The lines above the text that only say its title, author and date: front matter."""
    out = list(chunks)
    for at, (chunk, place) in enumerate(chunks):
        if chunk.kind in ("", "verse", "block_quote") and len(chunk.text) > _LONG:
            break
        if chunk.kind not in ("", "heading", "block_quote", "verse"):
            continue
        titled = place.role == "title" or (chunk.kind == "heading" and _says(chunk.text, head, ("author", "date")))
        dated = bool(head.get("date") or head.get("author")) and bool(read_byline(chunk.text))
        lined = chunk.kind != "heading" and (
            place.role == "byline" or dated or _says(chunk.text, head, ("title", "author", "date"))
        )
        if titled or lined:
            out[at] = replace(chunk, kind="front_matter"), place
    return [
        (replace(chunk, kind="heading") if place.role == "title" and not chunk.kind else chunk, place)
        for chunk, place in out
    ]


def _says(text: str, head: dict[str, str], keys: tuple[str, ...]) -> bool:
    """Whether a line says nothing but what the head tells.

    >>> _says("By Ann Lee, 2 May 2020", {"author": "Ann Lee", "date": "2 May 2020"}, ("author", "date"))
    True
    """
    left = text.casefold()
    for key in keys:
        if head.get(key):
            left = left.replace(head[key].casefold(), " ")
    return left != text.casefold() and not _BY.sub("", left)
