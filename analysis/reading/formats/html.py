"""HTML, and what turns into it (.docx, .epub), to chunks: the markup tells what layout must guess."""

import re
from collections.abc import Iterator
from typing import Any

from analysis.errors import ReadError
from analysis.reading.chunks import Chunk, Edit, join_all
from analysis.reading.english import words
from analysis.reading.typography import (
    EMPHASIS_CLOSE,
    EMPHASIS_OPEN,
    INVISIBLE,
    MARK_CLOSE,
    MARK_OPEN,
    SUPERSCRIPT,
    take_out_invisible,
)

KINDS = {"blockquote": "block_quote", "li": "list", "dd": "list", "dt": "list", "pre": "table"}
KINDS |= {f"h{level}": "heading" for level in range(1, 7)}
BLOCKS = set(
    words("""p div body section article main aside ul ol dl header footer figure figcaption html center address details
    summary hr table""")
) | set(KINDS)
_BACK = re.compile(r"\s*[\[(]?[↑↩^⏎]\ufe0e?[\])]?\s*")


def find_notes(soups: list) -> dict[int, str]:
    """The elements that hold notes (by identity) with their numbers; each link that calls a note becomes a mark."""
    targets = {element["id"]: element for soup in soups for element in soup.find_all(id=True)}
    targets |= {element["name"]: element for soup in soups for element in soup.find_all("a", attrs={"name": True})}
    links = [link for soup in soups for link in soup.find_all("a", href=True) if "#" in link["href"]]
    callers: set[str] = set()  # names of the places that call a note: a link to one of them leads back from it
    notes: dict[int, str] = {}
    calls = 0
    for link in links:
        target = link["href"].rpartition("#")[2]
        if target in callers or _BACK.fullmatch(link.get_text() or "-"):
            link.decompose()
        elif target in targets and _calls_note(link):
            calls += 1
            callers |= {name for name in (link.get("id"), link.get("name"), link.parent.get("id")) if name}
            label = link.get_text(strip=True).strip("[]()")
            number = label if label.isdigit() else str(calls)
            notes[id(_holder(targets[target]))] = number
            link.replace_with(f"{MARK_OPEN}{number}{MARK_CLOSE}")
    return notes


def _calls_note(link) -> bool:
    role = f"{link.get('role', '')} {link.get('epub:type', '')} {' '.join(link.get('class') or [])}"
    if "noteref" in role or "footnote-ref" in role:
        return True
    short = re.fullmatch(r"[\[(]?(?:\d{1,4}|[*†‡§]+)[\])]?", link.get_text(strip=True))
    return bool(short) and "back" not in role and (link.find_parent("sup") is not None or link.find("sup") is not None)


def _holder(element):
    """The block that a note's target is or stands in."""
    while element.name not in BLOCKS and element.parent is not None:
        element = element.parent
    return element


_DROPPED = words("script style head template noscript nav svg iframe form button object")
_NO_TEXT = words("Comment Doctype Declaration ProcessingInstruction CData")
_RAISED = str.maketrans("0123456789", SUPERSCRIPT)


def chunks_from_html(pages: list[str], *, by_line: bool = False) -> tuple[list[Chunk], list[Edit], dict[str, str]]:
    """Chunks of one or more pages of HTML, what was dropped, and the title and author that the head tells.

    The "line" of a chunk is its line in the source where `by_line`, else its number among the paragraphs.
    """
    soups = [_soup(page) for page in pages]
    unseen = [signs for soup in soups for signs in _clean(soup)]
    head = _read_head(soups[0]) if soups else {}
    edits = [edit for soup in soups for edit in _drop(soup)]
    notes = find_notes(soups)
    chunks: list[Chunk] = []
    lines: dict[int, int] = {}  # of the elements that became chunks, by identity
    for soup in soups:
        for kind, text, element in _walk(soup, "", notes):
            line = (element.sourceline if by_line else None) or len(chunks) + 1
            lines.setdefault(id(element), line)
            number = notes[id(element)] if kind == "note" else ""
            chunks.append(_chunk(kind, text, line, number))
    for parents, found in unseen:
        line = next((lines[id(parent)] for parent in parents if id(parent) in lines), 1)
        edits += [edit._replace(line=line) for edit in found]
    return _merge_notes(chunks), edits, head


def _soup(page: str):
    try:
        from bs4 import BeautifulSoup
    except ImportError:
        raise ReadError("This format needs beautifulsoup4: run pip install beautifulsoup4.") from None
    return BeautifulSoup(page, "html.parser")


def _clean(soup) -> list[tuple[list, list[Edit]]]:
    """Take out the invisible signs, also those written as entities: what each string stood in, and its edits."""
    found = []
    for string in soup.find_all(string=INVISIBLE):
        if type(string).__name__ not in _NO_TEXT:
            text, edits = take_out_invisible(string, 1)
            found.append((list(string.parents), edits))
            string.replace_with(text)
    return found


def _drop(soup) -> list[Edit]:
    edits = []
    for element in soup.find_all(_DROPPED):
        if element.name != "head" and not element.decomposed and element.get_text(strip=True):
            edits.append(
                Edit(element.sourceline or 1, f"dropped {element.name}", element.get_text(" ", strip=True), "")
            )
        element.decompose()
    return edits


def _read_head(soup) -> dict[str, str]:
    """Title, author and date, as far as the head of a page tells them."""
    if not soup.head:
        return {}
    title = {"title": soup.head.title.get_text(" ", strip=True)} if soup.head.title else {}
    metas = [(str(meta.get("name", "")).lower(), meta.get("content")) for meta in soup.head.find_all("meta")]
    return title | {name: content for name, content in metas if name in ("author", "date") and content}


def _walk(node, kind: str, notes: dict[int, str], holder=None) -> Iterator[tuple[str, str, Any]]:
    """(kind, text, element) of each block under a node, in order."""
    pending: list[str] = []
    element = holder or node
    if id(node) in notes:
        kind, element = "note", node
    for child in node.children:
        if getattr(child, "name", None) in BLOCKS:
            yield from _flush(pending, kind, element)
            if child.name == "table":
                yield "table", _table(child), child
            else:
                inner = kind if kind in ("note", "block_quote") else KINDS.get(child.name, kind)
                yield from _walk(child, inner, notes, element if kind == "note" else None)
        else:
            pending.append(_inline(child))
    yield from _flush(pending, kind, element)


def _flush(pending: list[str], kind: str, element) -> Iterator[tuple[str, str, Any]]:
    text = re.sub(r"\s+", " ", "".join(pending)).strip()
    pending.clear()
    if text:
        yield kind, text, element


def _inline(node) -> str:
    name = getattr(node, "name", None)
    if name is None:
        return "" if type(node).__name__ in _NO_TEXT else str(node)
    text = "".join(map(_inline, node.children))
    if name == "br":
        return "\n"
    if name in ("em", "i", "cite") and text.strip():
        return f"{EMPHASIS_OPEN}{text}{EMPHASIS_CLOSE}"
    if name == "q":
        return f"“{text}”"
    return text.translate(_RAISED) if name == "sup" and text.strip().isdigit() else text


def _table(table) -> str:
    rows = [[cell.get_text(" ", strip=True) for cell in row.find_all(["td", "th"])] for row in table.find_all("tr")]
    return "\n".join("\t".join(row) for row in rows)


def _chunk(kind: str, text: str, line: int, number: str) -> Chunk:
    if kind == "note":
        text = re.sub(rf"^[\[(]?{re.escape(number)}[\])]?[.:]?\s*", "", text)
    else:
        text = text.replace(EMPHASIS_OPEN, "").replace(EMPHASIS_CLOSE, "")  # only sources are read by it
    return Chunk(text, ((0, line),), line, kind=kind, number=number, sure=True)


def _merge_notes(chunks: list[Chunk]) -> list[Chunk]:
    """Paragraphs of one note as one chunk."""
    runs: list[list[Chunk]] = []
    for chunk in chunks:
        if chunk.kind == "note" and runs and runs[-1][0].kind == "note" and runs[-1][0].number == chunk.number:
            runs[-1].append(chunk)
        elif chunk.text:
            runs.append([chunk])
    return [join_all(run) for run in runs]
