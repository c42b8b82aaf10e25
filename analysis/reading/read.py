"""Files to Corpus: each file read by itself, then the tables of all of them put together."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.errors import ReadError
from analysis.reading.chunks import Chunk, Edit
from analysis.reading.corpus import BODY_KINDS, QUOTED_KINDS, Corpus, Document
from analysis.reading.formats import SUFFIXES, read_chunks
from analysis.reading.front import read_front
from analysis.reading.marks import take_out_marks
from analysis.reading.mend import mend
from analysis.reading.sources import parse_source
from analysis.reading.speakers import People
from analysis.reading.structure import find_blocks
from analysis.reading.told import check_documents, episodes_table, names_table, read_told, themes_table
from analysis.reading.voices import Quotation, find_quotations

_GAP = "\n\n"  # between blocks in Document.text


class _Read(NamedTuple):
    """One file, read: its document, and the blocks with where each begins in the document's text."""

    document: Document
    blocks: list[Chunk]
    starts: list[int]
    quotations: list[Quotation]
    edits: list[Edit]


def read_corpus(source: str | Path | Iterable[str | Path]) -> Corpus:
    """Read texts into tables: what was seen, what was mended, what was told.

    How to read it: `corpus["paper"].text` is the mended text; every `start` and `end` in every table points into it,
    and `corpus.edits` says what differs from the file. `corpus.blocks` is the structure, `corpus.quotations` who says
    what, `corpus.notes` the notes and the places that call them.

    Parameters: `source`: a folder, or files; a document's name is its file's stem. corpus.toml of the folder, when
    there is one, gives order, titles, names, themes and episodes.
    Returns: a Corpus; its tables are described in `Corpus`.
    Raises: ReadError, in one sentence: nothing to read, a file that is no text, two files of one name, a corpus.toml
    that tells of what is not there.
    Doubt it where a file's layout is unusual: read `corpus.edits` and compare `corpus.documents` with your own count.
    """
    whole, files = _find_files(source)
    told = read_told(files[0].parent)
    names = [path.stem for path in files]
    if whole:
        check_documents(told, names)
    order = [name for name in told["order"] if name in names]
    files.sort(key=lambda path: (order.index(path.stem), "") if path.stem in order else (len(order), path.stem))
    aliases = names_table(told)
    people = People.told(aliases.itertuples(index=False, name=None))
    reads = [_read_file(path, told["documents"].get(path.stem, {}), people) for path in files]
    return _assemble(reads, told, aliases)


def _find_files(source) -> tuple[bool, list[Path]]:
    """Whether the source is a folder, and its files."""
    whole = isinstance(source, str | Path) and Path(source).is_dir()
    if whole:
        files = sorted(path for path in Path(source).iterdir() if path.suffix.lower() in SUFFIXES and path.is_file())
        files = [path for path in files if not path.name.startswith((".", "~"))]
    else:
        files = [Path(source)] if isinstance(source, str | Path) else [Path(path) for path in source]
    missing = [str(path) for path in files if not path.exists()]
    if missing:
        raise ReadError(f"There is no file or folder {missing[0]!r}; check the spelling and the folder you are in.")
    if not files:
        raise ReadError(
            f"There is nothing to read in {str(source)!r}; put files ending in {', '.join(SUFFIXES)} there."
        )
    for path in files:
        if path.suffix.lower() not in SUFFIXES:
            raise ReadError(f"{path.name} is of a kind that is not read; save it as one of {', '.join(SUFFIXES)}.")
        twins = [other for other in files if other.stem == path.stem]
        if len(twins) > 1:
            raise ReadError(
                f"{twins[0].name} and {twins[1].name} would both be the document {path.stem!r}; rename one."
            )
    return whole, files


def _read_file(path: Path, about: dict, people: People) -> _Read:
    chunks, edits = read_chunks(path)
    blocks, found = find_blocks(chunks)
    blocks, taken = take_out_marks(blocks, style=about.get("notes", ""))
    edits = edits + found + taken
    whole = []
    for block in blocks:
        block, mended = mend(block)
        whole.append(block)
        edits += mended
    quotations, lone = find_quotations(whole, people)
    starts, at = [], 0
    for block in whole:
        starts.append(at)
        at += len(block.text) + len(_GAP)
    document = _document(path, about, whole, starts)
    return _Read(document, whole, starts, quotations, sorted(edits + lone, key=lambda edit: edit.line))


def _document(path: Path, about: dict, blocks: list[Chunk], starts: list[int]) -> Document:
    front = read_front([block.text for block in blocks if block.kind == "front_matter"])
    heading = next((block.text for block in blocks if block.kind == "heading"), "") if not front else ""
    declared = front.get("declared_words")
    return Document(
        name=path.stem,
        title=about.get("title") or front.get("title") or heading or path.stem,
        author=about.get("author") or front.get("author", ""),
        date=about.get("date") or front.get("date", ""),
        kind=about.get("kind", ""),
        declared_words=int(declared) if declared else None,
        text=_GAP.join(block.text for block in blocks),
        source=path,
        lines=tuple((base + at, line) for base, block in zip(starts, blocks, strict=True) for at, line in block.lines),
        own_title=front.get("title") or heading,
        instructor=front.get("instructor", ""),
        course=front.get("course", ""),
    )


def _assemble(reads: list[_Read], told: dict, names: pd.DataFrame) -> Corpus:
    texts = {read.document.name: read.document for read in reads}
    blocks = pd.DataFrame(
        [row for read in reads for row in _block_rows(read)],
        columns=["document", "block", "kind", "speaker", "start", "end", "first_line", "last_line", "text"],
    )
    quotations = pd.DataFrame(
        [row for read in reads for row in _quotation_rows(read)],
        columns=["document", "quotation", "block", "kind", "speaker", "start", "end", "text"],
    )
    edits = pd.DataFrame(
        [(read.document.name, *edit) for read in reads for edit in read.edits],
        columns=["document", "line", "rule", "before", "after"],
    )
    return Corpus(
        texts=texts,
        documents=_documents_table(reads),
        blocks=blocks,
        quotations=quotations,
        notes=_notes_table(reads),
        edits=edits,
        names=names,
        themes=themes_table(told),
        episodes=episodes_table(told, texts, blocks),
    )


def _block_rows(read: _Read):
    for number, (block, start) in enumerate(zip(read.blocks, read.starts, strict=True), 1):
        end = start + len(block.text)
        yield (
            read.document.name,
            number,
            block.kind,
            block.speaker,
            start,
            end,
            block.lines[0][1],
            block.last_line,
            block.text,
        )


def _quotation_rows(read: _Read):
    for number, (place, kind, speaker, start, end) in enumerate(read.quotations, 1):
        base = read.starts[place]
        yield (
            read.document.name,
            number,
            place + 1,
            kind,
            speaker,
            base + start,
            base + end,
            read.blocks[place].text[start:end],
        )


def _documents_table(reads: list[_Read]) -> pd.DataFrame:
    rows = []
    for read in reads:
        body = [place for place, block in enumerate(read.blocks) if block.kind in BODY_KINDS]
        words = sum(len(read.blocks[place].text.split()) for place in body)
        share = _quoted_words(read) / words if words else 0.0
        about = read.document
        notes = len(_note_rows(read))
        rows.append((about.name, about.title, about.kind, words, about.declared_words, len(body), notes, share))
    columns = ["document", "title", "kind", "words", "declared_words", "blocks", "notes", "quoted_share"]
    return pd.DataFrame(rows, columns=columns).astype({"declared_words": "Int64"})


def _quoted_words(read: _Read) -> int:
    """Body words inside quotations; an inner quotation is not counted again."""
    words, reached = 0, (-1, 0)
    for place, kind, _, start, end in read.quotations:
        if kind in QUOTED_KINDS and (place, end) > reached:
            start = max(start, reached[1]) if place == reached[0] else start
            words += len(read.blocks[place].text[start:end].split())
            reached = (place, end)
    return words


def _note_rows(read: _Read) -> list[tuple]:
    """A row a note: those called for in the body in the order of their marks, then those that no mark calls for."""
    waiting: dict[str, list[str]] = {}
    for block in read.blocks:
        if block.kind == "note":
            waiting.setdefault(block.number, []).append(block.text)
    rows = []
    for place, (block, start) in enumerate(zip(read.blocks, read.starts, strict=True), 1):
        for at, number in block.marks:
            texts = waiting.get(number)
            rows.append((number, place, start + at, texts.pop(0) if texts else ""))
    rows += [(number, pd.NA, pd.NA, text) for number, texts in waiting.items() for text in texts]
    return [(int(number) if number.isdigit() else order, *rest) for order, (number, *rest) in enumerate(rows, 1)]


def _notes_table(reads: list[_Read]) -> pd.DataFrame:
    rows = [(read.document.name, *row, *parse_source(row[-1])) for read in reads for row in _note_rows(read)]
    columns = ["document", "note", "block", "at", "text", "source_author", "source_title", "source_year", "source_kind"]
    return pd.DataFrame(rows, columns=columns).astype({"block": "Int64", "at": "Int64", "source_year": "Int64"})
