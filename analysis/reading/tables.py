"""What was read to tables: one row a document, block, quotation, note, edit."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from analysis.corpus import BODY_KINDS, Corpus, Document, find_spoken
from analysis.reading.chunks import Chunk, Edit
from analysis.reading.corpus_toml import UNTOLD
from analysis.reading.notes import Source
from analysis.reading.quotations import Quotation
from analysis.reading.told_passages import episodes_table
from analysis.reading.toml_tables import expected_table, themes_table
from analysis.reading.typography import whole_number

_NO_SOURCE = Source("", "", None, "")


class Read(NamedTuple):
    """One file, read: its document, its blocks with where each begins in the text, and what was found in them."""

    document: Document
    blocks: list[Chunk]
    starts: list[int]
    sources: dict[int, Source]  # by the place of the note among the blocks
    quotations: list[Quotation]
    edits: list[Edit]


def assemble(reads: list[Read], toml: dict, names: pd.DataFrame, left_out: tuple[str, ...] = ()) -> Corpus:
    """The corpus of these files, in their order, with what corpus.toml tells."""
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
    notes = _notes_table(reads)
    return Corpus(
        texts=texts,
        documents=_documents_table(texts, blocks, quotations, notes, _told_columns(reads, toml)),
        blocks=blocks,
        quotations=quotations,
        notes=notes,
        edits=edits,
        names=names,
        themes=themes_table(toml),
        episodes=episodes_table(toml, texts, blocks),
        expected=expected_table(toml),
        left_out=left_out,
    )


def _block_rows(read: Read) -> Iterator[tuple]:
    name = read.document.name
    for number, (block, start) in enumerate(zip(read.blocks, read.starts, strict=True), 1):
        place = start, start + len(block.text), block.lines[0][1], block.last_line
        yield name, number, block.kind, block.speaker, *place, block.text


def _quotation_rows(read: Read) -> Iterator[tuple]:
    for number, (place, kind, speaker, start, end) in enumerate(read.quotations, 1):
        base, text = read.starts[place], read.blocks[place].text[start:end]
        yield read.document.name, number, place + 1, kind, speaker, base + start, base + end, text


def _told_columns(reads: list[Read], toml: dict) -> list[dict]:
    """Of each document the columns of corpus.toml, and the author and date where it tells them: what is only read in
    a file stays out of the table."""
    told = [toml["documents"].get(read.document.name, UNTOLD) for read in reads]
    named = [{key: value for key in ("author", "date") if (value := getattr(about, key))} for about in told]
    return [names | about.columns for names, about in zip(named, told, strict=True)]


def _documents_table(
    texts: dict[str, Document], blocks: pd.DataFrame, quotations: pd.DataFrame, notes: pd.DataFrame, told: list[dict]
) -> pd.DataFrame:
    """`told`: the columns that corpus.toml tells of each document."""
    body, called = Counter(blocks["document"][blocks["kind"].isin(BODY_KINDS)]), Counter(notes["document"])
    rows = []
    for name, voices in count_words_by_voice(texts, blocks, quotations).items():
        about, words = texts[name], sum(voices.values())
        share = (words - voices["author", ""]) / words if words else 0.0
        counted = words, about.declared_words, body[name], called[name], share
        rows.append((name, about.title, about.kind, *counted, about.language))
    columns = ["document", "title", "kind", "words", "declared_words", "blocks", "notes", "quoted_share", "language"]
    table = pd.DataFrame(rows, columns=columns).astype({"declared_words": "Int64"})
    for column in dict.fromkeys(column for about in told for column in about):
        table[column] = pd.array([about.get(column, pd.NA) for about in told]).copy()
    return table


def count_words_by_voice(
    texts: dict[str, Document], blocks: pd.DataFrame, quotations: pd.DataFrame
) -> dict[str, dict[tuple[str, str], int]]:
    """Document → (voice, speaker) → words of its body, the author's first.

    A word, parted by white space, is the quotation's that touches it, the first one's where two do.
    """
    body = blocks[blocks["kind"].isin(BODY_KINDS)]
    ledger: dict[str, dict[tuple[str, str], int]] = {name: {("author", ""): 0} for name in texts}
    for document, text in zip(body["document"], body["text"], strict=True):
        ledger[document]["author", ""] += len(text.split())
    before, ended = ("", 0), 0  # block and end of the stretch before
    spoken = find_spoken(body, quotations)
    quoted = spoken[spoken["voice"] == "quoted"]
    columns = (quoted[name].tolist() for name in ("document", "block", "speaker", "start", "end"))
    for document, block, speaker, start, end in zip(*columns, strict=True):
        text, words = texts[document].text, ledger[document]
        shared = before == (document, block) and not re.search(r"\s", text[ended:start])
        n = len(text[start:end].split()) - shared
        words["quoted", speaker] = words.get(("quoted", speaker), 0) + n
        words["author", ""] -= n
        before, ended = (document, block), end
    return ledger


def _note_rows(read: Read) -> list[tuple]:
    """A row a note: those called for in the body in the order of their marks, then those that no mark calls for."""
    waiting: dict[str, list[int]] = {}
    for place, block in enumerate(read.blocks):
        if block.kind == "note":
            waiting.setdefault(block.number, []).append(place)
    rows: list[tuple] = []
    for place, (block, start) in enumerate(zip(read.blocks, read.starts, strict=True), 1):
        for at, number in block.marks:
            noted = waiting.get(number)
            rows.append((number, place, start + at, noted.pop(0) if noted else None))
    rows += [(number, pd.NA, pd.NA, place) for number, places in waiting.items() for place in places]
    return [_note_row(read, order, *row) for order, row in enumerate(rows, 1)]


def _note_row(read: Read, order: int, number: str, block, at, place: int | None) -> tuple:
    text = "" if place is None else read.blocks[place].text
    source = _NO_SOURCE if place is None else read.sources.get(place, _NO_SOURCE)
    label = number.partition("|")[0]  # "3|2" is the second note that is numbered 3
    return read.document.name, whole_number(label, order), block, at, text, *source


def _notes_table(reads: list[Read]) -> pd.DataFrame:
    columns = ["document", "note", "block", "at", "text", "source_author", "source_title", "source_year", "source_kind"]
    table = pd.DataFrame([row for read in reads for row in _note_rows(read)], columns=columns)
    return table.astype({"note": "int64", "block": "Int64", "at": "Int64", "source_year": "Int64"})
