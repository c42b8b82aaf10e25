"""Files to Corpus: each file read by itself, then the tables of all of them put together."""

import os
import re
from collections.abc import Iterable, Mapping
from os import PathLike
from pathlib import Path

from analysis.corpus import BODY_KINDS, Corpus, Document
from analysis.errors import ReadError
from analysis.reading.chunks import Chunk
from analysis.reading.corpus_toml import UNTOLD, Told, check_documents, names_table, read_corpus_toml
from analysis.reading.english import words
from analysis.reading.formats import REFUSED, SUFFIXES, read_chunks
from analysis.reading.front import read_front
from analysis.reading.language import find_language
from analysis.reading.notes import parse_source, take_out_marks
from analysis.reading.passages import mark_told
from analysis.reading.quotations import find_quotations
from analysis.reading.speakers import People
from analysis.reading.structure import find_blocks
from analysis.reading.tables import Read, assemble
from analysis.reading.typography import mend

_GAP = "\n\n"  # between blocks in Document.text


def read_corpus(source: str | Path | Iterable[str | Path]) -> Corpus:
    """Read texts into tables: what was seen, what was mended, what corpus.toml tells.

    `corpus["paper"].text` is the mended text; every `start` and `end` in every table points into it, and
    `corpus.edits` says what differs from the file. `corpus.blocks` is the structure, `corpus.quotations` who says
    what, `corpus.notes` the notes and the places that call them.

    Parameters
    ----------
    source : str, path, or iterable of them
        A folder, a file or files (txt, md, html, docx, odt, rtf, epub, TEI, pdf); a document has its file's name.
        corpus.toml beside them, when there is one, gives order, titles, names, themes and episodes.

    Returns
    -------
    Corpus
        Its tables are described there, column by column.

    Raises
    ------
    ReadError
        In one sentence: nothing to read, a file that is no text, two files of one name, a corpus.toml that tells of
        what is not there.

    Notes
    -----
    Doubt it where a file's layout is unusual: read `corpus.edits` and compare `corpus.documents` with your own count.
    """
    whole, files = _find_files(source)
    toml = read_corpus_toml(files[0].parent)
    names = [path.stem for path in files]
    if whole:
        check_documents(toml, names)
    order = {name: place for place, name in enumerate(toml["order"])}
    files.sort(key=lambda path: (order.get(path.stem, len(order)), path.stem))
    aliases = names_table(toml)
    people = People.from_rows(aliases.itertuples(index=False, name=None))
    reads = [_read_file(path, toml["documents"].get(path.stem, UNTOLD), people) for path in files]
    return assemble(reads, toml, aliases, tuple(_left_out(files[0].parent)) if whole else ())


def _find_files(source) -> tuple[bool, list[Path]]:
    """Whether the source is a folder, and its files."""
    given = _as_paths(source)
    whole = len(given) == 1 and os.path.isdir(given[0])
    files = _files_in(given[0]) if whole else given
    if not files:
        raise ReadError(
            f"There is nothing to read in {str(source)!r}; put files ending in {', '.join(SUFFIXES)} there."
        )
    by_stem: dict[str, Path] = {}
    for path in files:
        if not os.path.exists(path):  # False, not an error, for what cannot be a name
            name = f"{path!s:.60}"
            raise ReadError(f"There is no file or folder {name!r}; check the spelling and the folder you are in.")
        if path.suffix.lower() in REFUSED:
            raise ReadError(f"{path.name} is {REFUSED[path.suffix.lower()]}.")
        if path.suffix.lower() not in SUFFIXES:
            raise ReadError(f"{path.name} is of a kind that is not read; save it as one of {', '.join(SUFFIXES)}.")
        twin = by_stem.setdefault(path.stem, path)
        if twin is not path:
            raise ReadError(f"{twin.name} and {path.name} would both be the document {path.stem!r}; rename one.")
    return whole, files


def _as_paths(source) -> list[Path]:
    alone = isinstance(source, str | PathLike | bytes | Mapping | Corpus) or not isinstance(source, Iterable)
    given = [source] if alone else list(source)
    wrong = [_called(item) for item in given if not isinstance(item, str | PathLike) or not str(item)]
    if wrong or not given:
        came = wrong[0] if wrong else "an empty list"
        raise ReadError(f'read_corpus was given {came}; give it a folder or a list of files, such as "seeds".')
    return [Path(item) for item in given]


def _called(item: object) -> str:
    plain = item is None or isinstance(item, str | int | float)
    return repr(item) if plain else f"a value of type {type(item).__name__}"


def _files_in(folder: Path) -> list[Path]:
    """The texts of a folder; hidden files and those that describe the folder are none."""
    texts = (path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES and path.is_file())
    return sorted(path for path in texts if not re.match(r"[.~]|readme\b|license\b", path.name, re.IGNORECASE))


# kinds of file that hold texts and are not read, beside those that are refused with what to do
_UNREAD = {*REFUSED, *words(".azw .djvu .ps .ppt .pptx .odp .fb2 .sxw .rtfd .gdoc .lit .xps")}


def _left_out(folder: Path) -> list[str]:
    """Names of the files in a folder that hold texts and are of no kind that is read."""
    return sorted(path.name for path in folder.iterdir() if path.suffix.lower() in _UNREAD and path.name[0] not in ".~")


def _read_file(path: Path, told: Told, people: People) -> Read:
    chunks, edits, head = read_chunks(path, told)
    blocks, found = find_blocks(chunks, told)
    blocks, taken = take_out_marks(blocks, style=told.notes)
    edits = edits + found + taken
    notes = [(place, block) for place, block in enumerate(blocks) if block.kind == "note"]
    sources = {place: parse_source(block.text, people) for place, block in notes}
    kinds = told.sources  # the kind that corpus.toml gives a source goes before what its note tells
    sources |= {at: sources[at]._replace(kind=kinds[note.number]) for at, note in notes if note.number in kinds}
    whole = []
    for block in blocks:
        block, mended = mend(block)
        whole.append(block)
        edits += mended
    whole, passages = mark_told(whole, told, path.stem)
    quotations, lone = find_quotations(whole, people)
    starts, at = [], 0
    for block in whole:
        starts.append(at)
        at += len(block.text) + len(_GAP)
    document = _document(path, told, head, whole, starts)
    return Read(
        document, whole, starts, sources, quotations, sorted(edits + passages + lone, key=lambda edit: edit.line)
    )


# the heading of a part, which is not the title of the whole
_PART = re.compile(
    r"(?:chapter|part|book|section|act|scene|canto|letter|introduction|preface|prologue|foreword|contents)\b"
    r"|(?:[ivxlc]+|\d+(?:\.\d+)*)[.:)]?(?:\s|$)",
    re.IGNORECASE,
)


def _document(path: Path, told: Told, head: dict, blocks: list[Chunk], starts: list[int]) -> Document:
    """`head`: what the head of a page or a book tells."""
    lines = [block.text for block in blocks if block.kind == "front_matter" and "\n" not in block.text]
    front = read_front(lines) | head
    first = next((block for block in blocks if block.kind != "front_matter"), blocks[0])
    heading = first.text if first.kind == "heading" and not _PART.match(first.text) else ""
    declared = front.get("declared_words")
    return Document(
        name=path.stem,
        title=told.title or front.get("title") or heading or path.stem,
        author=told.author or front.get("author", ""),
        date=told.date or front.get("date", ""),
        kind=told.kind,
        declared_words=int(declared) if declared else None,
        text=_GAP.join(block.text for block in blocks),
        source=path,
        language=told.language or find_language(block.text for block in blocks if block.kind in BODY_KINDS),
        lines=tuple((base + at, line) for base, block in zip(starts, blocks, strict=True) for at, line in block.lines),
        own_title=front.get("title") or heading,
        instructor=front.get("instructor", ""),
        course=front.get("course", ""),
    )
