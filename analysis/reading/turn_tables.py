"""Transcripts kept as tables: a row a turn, a column for who speaks and one for what is said."""

import re
from typing import NamedTuple

from analysis.reading.chunks import Chunk, Edit, part
from analysis.reading.turns import book_case
from analysis.reading.typography import ends_sentence

_NAME = re.compile(r"(?:[^\Wa-z\d_][\w.’'-]*)(?: (?:[a-z]{2,3} )?[^\Wa-z_][\w.’'-]*){0,3}\W{0,2}")
_LEAST_ROWS = 4
_PER_NAME = 2  # turns that everybody has on average


class Row(NamedTuple):
    name: str
    head: str  # all that stands before the words: a time, a number, the name
    start: int  # of the words, in the text of the table
    end: int


def cut_turn_tables(chunks: list[Chunk], edits: list[Edit]) -> list[Chunk]:
    """The chunks with every table whose rows are turns cut into these."""
    out: list[Chunk] = []
    for chunk in chunks:
        rows = _turns(chunk) if chunk.kind == "table" else []
        speaker = ""
        for row in rows:
            if row.name:
                speaker = book_case(row.name.strip(" :.*"))
            if row.head:
                edits.append(Edit(chunk.line_at(row.start), "speaker label", row.head, ""))
            out.append(part(chunk, row.start, row.end, kind="speech", speaker=speaker))
        if not rows:
            out.append(chunk)
    return out


def _turns(table: Chunk) -> list[Row]:
    """The rows of a table as turns; none where they are something else."""
    rows = []
    at = 0
    for line in table.text.split("\n"):
        cells = line.split("\t")
        named = next((cell for cell in cells[:-1] if re.search(r"[^\W\d_]", cell)), "")
        rows.append(Row(named.strip(), " ".join(cells[:-1]).strip(), at + len(line) - len(cells[-1]), at + len(line)))
        at += len(line) + 1
    said = [table.text[row.start : row.end].strip() for row in rows]
    if rows[0].name.casefold() in ("speaker", "name", "who", "time", "person"):
        rows, said = rows[1:], said[1:]
    names = [row.name for row in rows if row.name]
    kinds = set(names)
    closed = sum(map(ends_sentence, said))
    return (
        rows
        if (
            len(rows) >= _LEAST_ROWS
            and rows[0].name
            and 2 <= len(kinds) <= len(names) / _PER_NAME
            and all(_NAME.fullmatch(name) for name in kinds)
            and all(said)
            and closed >= 0.7 * len(rows)
            and sum(len(text.split()) for text in said) >= 4 * len(rows)
        )
        else []
    )
