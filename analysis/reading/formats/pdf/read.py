"""PDF to chunks by geometry: every border is told by where letters stand, how large they are and what comes back."""

import re
from dataclasses import replace
from pathlib import Path

from analysis.errors import ReadError
from analysis.reading.chunks import Chunk, Edit
from analysis.reading.formats.pdf.blocks import find_parts, to_chunk
from analysis.reading.formats.pdf.columns import Line, read_lines
from analysis.reading.formats.pdf.edges import take_off_edges
from analysis.reading.formats.pdf.join import Lexicon, join_lines
from analysis.reading.formats.pdf.margin import take_off_numbers
from analysis.reading.formats.pdf.measure import measure
from analysis.reading.formats.pdf.notes import Note, take_out_notes
from analysis.reading.formats.pdf.rows import Row, main_words, make_rows
from analysis.reading.formats.pdf.signs import plain, table_of_codes
from analysis.reading.formats.pdf.words import Page, Word, read_pages
from analysis.reading.typography import INVISIBLE, MARK_CLOSE, MARK_OPEN, SUPERSCRIPT, take_out_invisible

_MARKED = re.compile(rf"{MARK_OPEN}([^{MARK_CLOSE}]*){MARK_CLOSE}")
_BACK = re.compile("↩\ufe0e?")
_RAISED = str.maketrans("0123456789", SUPERSCRIPT)


def read_pdf(path: Path) -> tuple[list[Chunk], list[Edit], dict[str, str]]:
    """The chunks of a PDF, what was left out or mended, and what it tells of itself; a chunk's lines are its pages."""
    pages, _ = read_pages(path)
    if not any(page.words for page in pages):
        raise ReadError(f"{path.name} holds pictures of pages and no text; run text recognition (OCR) on it first.")
    rows, edits = _rows(pages)
    numbers = [page.number for page in pages]
    rows, counted = take_off_numbers(rows, numbers)
    rows, dropped = take_off_edges(rows, numbers)
    lines = read_lines(rows, numbers)
    edits += counted + dropped
    if not lines:
        return [], edits, {}
    lines, notes = take_out_notes(lines, measure(lines))
    lexicon = Lexicon([*lines, *(line for note in notes for line in note.lines)])
    parts, head = find_parts(lines, measure(lines), noted=bool(notes))
    chunks = [to_chunk(part, lexicon, edits) for part in parts]
    chunks += [_note(note, lexicon, edits) for note in notes]
    return _with_marks(chunks), edits, head


def _rows(pages: list[Page]) -> tuple[list[list[Row]], list[Edit]]:
    """The rows of each page, and what of it was no text in its direction or no sign that is seen."""
    codes = table_of_codes([word.text for page in pages for word in page.words if word.face.bare])
    rows, edits = [], []
    for page in pages:
        if not page.words and page.filled:
            edits.append(Edit(page.number, "page without text", "", ""))
        if page.cut:
            edits.append(Edit(page.number, "page cut off", "", ""))
        words, aside = main_words(page)
        words = [_plain_word(word, codes) for word in words]
        backs = [word for word in words if "↩" in word.text]  # what leads a reader of the web back from a note
        if backs:
            edits += [Edit(page.number, "back link", "↩", "") for _ in backs]
            words = [word._replace(text=_BACK.sub("", word.text)) for word in words]
        if any(INVISIBLE.search(word.text) for word in words):
            words = [_clean(word, page.number, edits) for word in words]
        rows.append(make_rows([word for word in words if word.text]))
        if aside:
            text = " ".join(word.text for word in aside)
            edits.append(Edit(page.number, "text on its side", text, ""))
    return rows, edits


def _plain_word(word: Word, codes: dict[int, str]) -> Word:
    if not word.face.bare and word.text.isascii() and word.text.isprintable():
        return word
    return word._replace(text=plain(word.text, codes) if word.face.bare else plain(word.text))


def _clean(word: Word, page: int, edits: list[Edit]) -> Word:
    text, found = take_out_invisible(word.text, page)
    edits += found
    return word._replace(text=text)


def _with_marks(chunks: list[Chunk]) -> list[Chunk]:
    """Raised numbers stay marks where a note bears them; else they are raised digits."""
    numbers = {chunk.number for chunk in chunks if chunk.kind == "note"}

    def mark(found: re.Match) -> str:
        return found[0] if found[1] in numbers else found[1].translate(_RAISED)

    return [_replace_marks(chunk, mark) for chunk in chunks]


def _replace_marks(chunk: Chunk, mark) -> Chunk:
    if MARK_OPEN not in chunk.text:
        return chunk
    pieces, cuts, place = [], [], 0
    for found in _MARKED.finditer(chunk.text):
        new = mark(found)
        pieces += [chunk.text[place : found.start()], new]
        cuts.append((found.end(), len(new) - len(found[0])))
        place = found.end()
    text = "".join([*pieces, chunk.text[place:]])
    lines = tuple((at + sum(shift for end, shift in cuts if end <= at), page) for at, page in chunk.lines)
    return replace(chunk, text=text, lines=lines)


def _note(note: Note, lexicon: Lexicon, edits: list[Edit]) -> Chunk:
    lines: list[Line] = note.lines
    texts = [lines[0].text[note.start :], *(line.text for line in lines[1:])]
    chunk = join_lines(lines, lexicon, edits, texts=texts)
    return replace(chunk, text=_MARKED.sub(r"\1", chunk.text), kind="note", number=note.number)
