"""One text, of a file or a string, to its document, blocks, notes and quotations."""

import re
from dataclasses import replace
from pathlib import Path

from analysis.corpus import BODY_KINDS, Document
from analysis.errors import ReadError
from analysis.naming import document_name
from analysis.reading.chunks import Chunk, Edit, join_all
from analysis.reading.corpus_toml import Told
from analysis.reading.formats import clean_text, read_chunks, text_chunks
from analysis.reading.front import read_front
from analysis.reading.language import find_language
from analysis.reading.notes import Source, parse_source, take_out_marks
from analysis.reading.passages import mark_told
from analysis.reading.quotations import find_quotations
from analysis.reading.speakers import People
from analysis.reading.structure import find_blocks
from analysis.reading.tables import Read
from analysis.reading.typography import mend, whole_number

_GAP = "\n\n"  # between blocks in Document.text


def read_file(path: Path, told: Told, people: People) -> Read:
    """A file, read."""
    chunks, edits, head = read_chunks(path, told)
    blocks, found = _structured(chunks, told, document_name(path))
    return _put_together(path, "", blocks, edits + found, head, told, people)


def read_string(name: str, text: str, told: Told, people: People, *, prose: bool) -> Read:
    """A string, read as a .txt file of that name is, or as running prose, as is one that would have no body."""
    plain, edits = clean_text(text, name)
    if not prose:
        chunks, cut, head = text_chunks(plain, ".txt", told)
        blocks, found = _structured(chunks, told, name)
        if any(block.kind in BODY_KINDS for block in blocks):
            return _put_together(Path(name), text, blocks, edits + cut + found, head, told, people)
    return _put_together(Path(name), text, _paragraphs(plain), edits, {}, told, people)


def _check_speakers(chunks: list[Chunk], told: Told, name: str) -> None:
    for label in told.speakers:
        if not any(label in chunk.text or label == chunk.speaker for chunk in chunks):
            raise ReadError(
                f"corpus.toml: speakers of {name} holds {label!r}, which stands nowhere; copy it from the file."
            )


def _check_sources(blocks: list[Chunk], told: Told, name: str) -> None:
    known = {block.number for block in blocks} | {number for block in blocks for _, number in block.marks}
    for number in told.sources:
        if number not in known:
            raise ReadError(f"corpus.toml: sources of {name} tells of a note {number}, which it does not have.")


def _structured(chunks: list[Chunk], told: Told, name: str) -> tuple[list[Chunk], list[Edit]]:
    _check_speakers(chunks, told, name)
    blocks, found = find_blocks(chunks, told)
    blocks, taken = take_out_marks(blocks, style=told.notes)
    return blocks, found + taken


def _paragraphs(text: str) -> list[Chunk]:
    """Blocks of prose, parted by blank lines; other line ends are blanks."""
    blocks: list[Chunk] = []
    lines: list[Chunk] = []
    for number, line in enumerate([*text.split("\n"), ""], 1):
        words = line.strip()
        if words:
            lines.append(Chunk(words, ((0, number),), number, kind="prose"))
        elif lines:
            blocks.append(join_all(lines))
            lines = []
    return blocks


def _put_together(
    path: Path, given: str, blocks: list[Chunk], edits: list[Edit], head: dict, told: Told, people: People
) -> Read:
    name = path.name if given else document_name(path)
    whole, mended, sources = _mend_all(blocks, told, people)
    edits = edits + mended
    if not whole:
        raise ReadError(f"{path.name} holds no words; put the text into it or take it out of the list.")
    _check_sources(blocks, told, name)
    whole, passages = mark_told(whole, told, name)
    quotations, lone = find_quotations(whole, people)
    starts, at = [], 0
    for block in whole:
        starts.append(at)
        at += len(block.text) + len(_GAP)
    document = _document(name, path, given, told, head, whole, starts)
    edits = sorted(edits + passages + lone, key=lambda edit: edit.line)
    return Read(document, whole, starts, sources, quotations, edits)


def _mend_all(blocks: list[Chunk], told: Told, people: People) -> tuple[list[Chunk], list[Edit], dict[int, Source]]:
    """The blocks mended, what was done, and the sources of the notes by their places.

    A block that held nothing but note marks goes: they are called for where the block before it ends.
    """
    whole: list[Chunk] = []
    edits: list[Edit] = []
    sources: dict[int, Source] = {}
    first: list[str] = []  # marks before any text
    for block in blocks:
        one, mended = mend(block)
        edits += mended
        numbers = [number for _, number in one.marks]
        if one.text.strip():
            if block.kind == "note":  # the kind that corpus.toml gives a source goes before what its note tells
                source = parse_source(block.text, people)
                sources[len(whole)] = source._replace(kind=told.sources.get(block.number, source.kind))
            whole.append(replace(one, marks=(*((0, number) for number in first), *one.marks)) if first else one)
            first = []
        elif whole:
            end = len(whole[-1].text)
            whole[-1] = replace(whole[-1], marks=(*whole[-1].marks, *((end, number) for number in numbers)))
        else:
            first += numbers
    return whole, edits, sources


# the heading of a part, which is not the title of the whole
_PART = re.compile(
    r"(?:chapter|part|book|section|act|scene|canto|letter|introduction|preface|prologue|foreword|contents)\b"
    r"|(?:[ivxlc]+|\d+(?:\.\d+)*)[.:)]?(?:\s|$)",
    re.IGNORECASE,
)


def _document(
    name: str, path: Path, given: str, told: Told, head: dict, blocks: list[Chunk], starts: list[int]
) -> Document:
    """`head`: what the head of a page or a book tells."""
    lines = [block.text for block in blocks if block.kind == "front_matter" and "\n" not in block.text]
    front = read_front(lines) | head
    first = next((block for block in blocks if block.kind != "front_matter"), blocks[0])
    heading = first.text if first.kind == "heading" and not _PART.match(first.text) else ""
    counted = whole_number(front.get("declared_words", ""), -1)
    return Document(
        name=name,
        title=told.title or front.get("title") or heading or name,
        author=told.author or front.get("author", ""),
        date=told.date or front.get("date", ""),
        kind=told.kind,
        declared_words=counted if counted >= 0 else None,
        text=_GAP.join(block.text for block in blocks),
        source=path,
        language=told.language or find_language(block.text for block in blocks if block.kind in BODY_KINDS),
        lines=tuple((base + at, line) for base, block in zip(starts, blocks, strict=True) for at, line in block.lines),
        own_title=front.get("title") or heading,
        instructor=front.get("instructor", ""),
        course=front.get("course", ""),
        given=given,
    )
