"""PDF to lines: the text layer, without running heads and page numbers.

What a PDF loses: italics, raised numbers (they become plain digits), indents and blank lines, and with them the border
between a paragraph that fills its last line and the next; notes and paragraphs are then told by their numbers and by
lines that break off.
"""

import re
from collections import Counter
from pathlib import Path

from analysis.errors import ReadError
from analysis.reading.chunks import Edit
from analysis.reading.notes import find_marks
from analysis.reading.typography import take_out_invisible

_NUMBERED = re.compile(r"\s*(\d{1,3})[.)]?\s+\S")


def pdf_lines(path: Path) -> tuple[list[tuple[int, str]], list[Edit]]:
    """(page, line) of every line of text, and the running heads, page numbers and invisible signs left out."""
    try:
        from pypdf import PdfReader
    except ImportError:
        raise ReadError("PDF files need pypdf: run pip install pypdf.") from None
    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadError(f"{path.name} is locked with a password; save a copy without one.")
        texts = ["\n".join(page.extract_text().splitlines()) for page in reader.pages]
    except ReadError:
        raise
    except Exception as error:  # whatever a broken file makes the parser raise
        raise ReadError(f"{path.name} cannot be opened as PDF ({type(error).__name__}); save it anew.") from None
    seen = [take_out_invisible(text, number) for number, text in enumerate(texts, 1)]
    pages = [[line for line in text.split("\n") if line.strip()] for text, _ in seen]
    if not any(pages):
        raise ReadError(f"{path.name} holds pictures of pages and no text; run text recognition (OCR) on it first.")
    pages, dropped = _without_heads(pages)
    return _notes_last(pages), [edit for _, edits in seen for edit in edits] + dropped


def _without_heads(pages: list[list[str]]) -> tuple[list[list[str]], list[Edit]]:
    """Drop the lines that stand at the top or foot of most pages (numbers apart), and numbers standing alone there."""
    edges = Counter(form for page in pages for form in {_form(page[at]) for at in _edge_places(page)})
    kept, edits = [], []
    for number, page in enumerate(pages, 1):
        edge, left = _edge_places(page), []
        for at, line in enumerate(page):
            alone = re.fullmatch(r"\W*(?:page\s+)?\d{1,4}(?:\s+of\s+\d+)?\W*", line.strip(), re.IGNORECASE)
            repeated = len(pages) > 2 and edges[_form(line)] > len(pages) / 2
            if at in edge and (alone or repeated):
                edits.append(Edit(number, "page number" if alone else "running head", line.strip(), ""))
            else:
                left.append(line)
        kept.append(left)
    return kept, edits


def _notes_last(pages: list[list[str]]) -> list[tuple[int, str]]:
    """(page, line) of the body in one run, so that no page border parts it, then of the notes, parted by blank lines.

    Notes begin, at the foot of a page, with a number that hangs on a word above.
    """
    body: list[tuple[int, str]] = []
    notes: list[tuple[int, str]] = []
    for number, page in enumerate(pages, 1):
        foot = _foot(page)
        body += [(number, line) for line in page[:foot]]
        for line in page[foot:]:
            notes += [(number, "")] if _NUMBERED.match(line) else []
            notes.append((number, line))
    return body + notes


def _foot(page: list[str]) -> int:
    """The place of the first line of the notes at the foot of a page; its length where there are none."""
    for at in range(len(page) // 4, len(page)):
        start = _NUMBERED.match(page[at])
        if start and start[1] in {mark[0] for mark in find_marks(" ".join(page[:at]))}:
            return at
    return len(page)


def _edge_places(page: list[str]) -> set[int]:
    return {at for at in (0, 1, len(page) - 2, len(page) - 1) if 0 <= at < len(page)}


def _form(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip().casefold())
