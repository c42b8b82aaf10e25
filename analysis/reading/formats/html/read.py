"""HTML, and what turns into it (.docx, .odt, .epub), to chunks: the markup tells what layout must guess."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any

from analysis.naming import DECOMPOSED, compose
from analysis.reading.chunks import Chunk, Edit
from analysis.reading.english import words
from analysis.reading.formats.html.blocks import find_stanzas, make_chunks, make_ready
from analysis.reading.formats.html.css import find_quoted, name_faces, style_text
from analysis.reading.formats.html.head import read_head
from analysis.reading.formats.html.hidden import find_hidden
from analysis.reading.formats.html.kinds import find_roles
from analysis.reading.formats.html.matter import find_contents, heading_links, part_licence, part_title
from analysis.reading.formats.html.notes import find_notes, leads_to
from analysis.reading.formats.html.page import Page, Role, parse, tag, take_out, text_of, tokens
from analysis.reading.formats.html.walk import Place, walk
from analysis.reading.formats.html.web import find_furniture
from analysis.reading.typography import INVISIBLE, take_out_invisible

_DROPPED = frozenset(
    words("""script style template noscript svg iframe button object select textarea input audio video canvas map
        datalist
    option""")
)
_PAGE_NUMBERS = frozenset(
    words("pagenum pageno pagebreak doc-pagebreak page-number pagenumber x-ebookmaker-pageno linenum lineno")
)
_LONG_PAGE = 12_000  # letters: no title page, imprint or contents list is longer
Said = list[tuple[Any, Edit]]  # edits with the elements they are of


def chunks_from_html(
    pages: Sequence[str | Page], *, by_line: bool = False, head: dict[str, str] | None = None
) -> tuple[list[Chunk], list[Edit], dict[str, str]]:
    """Chunks of one or more pages of HTML, what was left out, and the title, author and date that they tell.

    The "line" of a chunk is its line in the source where `by_line`, else its number among the paragraphs. `head` is
    what a book tells of itself; without it the first page is asked.
    """
    given = [Page(page, str(at or "")) if isinstance(page, str) else page for at, page in enumerate(pages)]
    roots = [(page.name, parse(page.text)) for page in given]
    said: Said = []
    head = read_head(roots[0][1]) if head is None and roots else dict(head or {})
    sheets = {root: style_text(root) for _, root in roots}
    linked = {link.get("href", "").rpartition("#")[2] for _, root in roots for link in root.iter("a")} - {""}
    for page, (_, root) in zip(given, roots, strict=True):
        name_faces(root, sheets[root] + page.styles)
        _clean(root, said)
        for element in find_hidden(root, page.styles, linked):
            _leave_out(element, "hidden text left out", said)
        _drop(root, said)
    headed = heading_links(roots, leads_to)
    roles: dict[Any, Role] = {}
    for _, root in roots:
        roles |= find_roles(root, said)
        find_contents(root, headed.__contains__, roles, said)
    numbers, taken = find_notes(roots)
    said += taken
    for page, (_, root) in zip(given, roots, strict=True):
        roles |= dict.fromkeys(find_quoted(root, roles | numbers, sheets[root] + page.styles), Role("block_quote"))
    ready = [make_ready(walk(root, roles, numbers)) for _, root in roots]
    verse = find_stanzas([one for row in ready for one in row])
    found = []
    for page, row in zip(given, ready, strict=True):
        found += _of_kind(page, make_chunks(row, verse), said)
    found = part_title(part_licence(found, said), head)
    if any(chunk.kind == "front_matter" and not place.role for chunk, place in found):
        head = {"title": "", "author": ""} | head  # not to be guessed from the lines of an imprint or a contents list
    lines = _lines([(chunk, place.element) for chunk, place in found], by_line)
    edits = [edit._replace(line=_line_of(element, edit, lines, by_line)) for element, edit in said]
    if by_line:
        return [chunk for chunk, _ in found], edits, head
    return [replace(chunk, lines=((0, at),), last_line=at) for at, (chunk, _) in enumerate(found, 1)], edits, head


def only_pre(text: str) -> str:
    """The text of a page that is nothing but one <pre>, as browsers save a .txt file, in its lines; else "".

    >>> only_pre("<html>\\n<body><pre>One.\\nTwo.</pre></body></html>")
    '\\nOne.\\nTwo.'
    """
    if "<pre" not in text.lower():
        return ""
    root = parse(text)
    found = list(root.iter("pre"))
    words = "".join("".join(part.itertext()) for part in root.iter("body")).strip()
    if len(found) != 1 or (inside := "".join(found[0].itertext())).strip() != words:
        return ""
    return "\n" * ((found[0].sourceline or 1) - 1) + inside


def _of_kind(page: Page, chunks: list[tuple[Chunk, Place]], said: Said) -> list[tuple[Chunk, Place]]:
    """The chunks of a page; front or back matter where the book tells so, its notes apart. A long page is the text."""
    if not page.kind or sum(len(chunk.text) for chunk, _ in chunks) > _LONG_PAGE:
        return chunks
    out = [(chunk if chunk.kind == "note" else replace(chunk, kind=page.kind), place) for chunk, place in chunks]
    said += [(place.element, Edit(0, page.rule, one.text, one.text)) for one, place in out if one.kind != "note"]
    return out


def _clean(root: Any, said: Said) -> None:
    """Take out the invisible signs, also those written as entities; accents become one sign with their letter."""
    composed = False
    for element in root.iter():
        for where, around in (("text", element), ("tail", element.getparent())):
            held = getattr(element, where)
            if held and ("\f" in held or INVISIBLE.search(held)):  # XML knows no form feed, and lxml writes none
                text, edits = take_out_invisible(held.replace("\f", " "), 0)
                setattr(element, where, text)
                said += [(around, edit) for edit in edits if tag(around) not in _DROPPED]
            held = getattr(element, where)
            if held and not held.isascii() and (first := DECOMPOSED.search(held)):
                setattr(element, where, compose(held))
                said += [(around, Edit(0, "accents composed", first[0], compose(first[0])))] * (not composed)
                composed = True


def _drop(root: Any, said: Said) -> None:
    """Take out what is no text (scripts, forms), the numbers of printed pages, and what frames a page of the web."""
    for element in list(root.iter("head", "title", "meta", "link", "annotation")):
        take_out(element)
    for element in list(_outermost(root, _DROPPED)):
        _leave_out(element, f"dropped {tag(element)}", said)
    for element in list(root.iter("span", "a", "div", "p", "hr", "sup")):
        if tokens(element) & _PAGE_NUMBERS and len(text_of(element, 20)) < 20:
            _leave_out(element, "page number", said)
    for form in list(root.iter("form")):
        if len(text_of(form, 200)) < 100:
            _leave_out(form, "dropped form", said)
    for element, rule in find_furniture(root):
        _leave_out(element, rule, said)


def _outermost(root: Any, names: Collection[str]) -> Iterator[Any]:
    """The elements of these names that stand in no other of them."""
    within = set()
    for element in root.iter():
        if element.getparent() in within:
            within.add(element)
        elif tag(element) in names:
            within.add(element)
            yield element


def _leave_out(element: Any, rule: str, said: Said) -> None:
    parent, text = element.getparent(), " ".join(" ".join(element.itertext()).split())
    if parent is None:
        return
    if text:
        said.append((parent, Edit(element.sourceline or 1, rule, text, "")))
    take_out(element)


def _lines(found: list[tuple[Chunk, Any]], by_line: bool) -> dict[Any, int]:
    """The number of the first chunk of each element, and of those around it."""
    lines: dict[Any, int] = {}
    for number, (_, element) in enumerate(found if not by_line else [], 1):
        while element is not None and element not in lines:
            lines[element] = number
            element = element.getparent()
    return lines


def _line_of(element: Any, edit: Edit, lines: dict[Any, int], by_line: bool) -> int:
    if by_line:
        return edit.line or element.sourceline or 1
    while element is not None and element not in lines:
        element = element.getparent()
    return lines.get(element, 1)
