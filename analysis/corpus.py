"""What reading gives: a Corpus of Documents, and the tables that say what was seen, mended and told."""

from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis.errors import unknown_name

BLOCK_KINDS = ("prose", "block_quote", "speech", "list", "table", "heading", "front_matter", "note")
BODY_KINDS = ("prose", "block_quote", "speech", "list")
QUOTED_KINDS = ("inline", "block", "speech")  # quotations whose words are not the author's; scare and title are his own


@dataclass(frozen=True)
class Document:
    """One text as it was read; every offset in every table points into `text`."""

    name: str
    title: str
    author: str
    date: str
    kind: str
    declared_words: int | None
    text: str
    source: Path
    lines: tuple[tuple[int, int], ...]  # (offset in text, source line), ascending: where each source line begins
    own_title: str = ""  # as the file has it; shown titles are `title`
    instructor: str = ""  # read and tested, never shown
    course: str = ""

    def line_at(self, offset: int) -> int:
        """The source line (from 1) that the character at `offset` came from."""
        place = bisect_right(self.lines, (offset, 1 << 60)) - 1
        return self.lines[max(place, 0)][1]


@dataclass(frozen=True, eq=False)
class Corpus:
    """Documents in order, with one table for each thing the reader found.

    Voices: a place in the text is `quoted`, with the speaker of the row, where it lies in a row of `quotations` whose
    kind is in QUOTED_KINDS; else it is the author's. Rows are in order of start, the outer before the inner, and
    quotations nest but never cross: **the outermost wins**, since a speaker who quotes is still speaking. Every block
    quotation and every turn is one row from end to end of its block.
    """

    texts: dict[str, Document]
    documents: pd.DataFrame  # document, title, kind, words, declared_words, blocks, notes, quoted_share
    blocks: pd.DataFrame  # document, block, kind, speaker, start, end, first_line, last_line, text
    quotations: pd.DataFrame  # document, quotation, block, kind, speaker, start, end, text
    notes: pd.DataFrame  # document, note, block, at, text, source_author, source_title, source_year, source_kind
    edits: pd.DataFrame  # document, line, rule, before, after
    names: pd.DataFrame  # name, kind, alias
    themes: pd.DataFrame  # theme, term, origin
    episodes: pd.DataFrame  # episode, year, document, block, start, end, text

    def __getitem__(self, name: str) -> Document:
        if name not in self.texts:
            raise unknown_name("document", name, self.texts)
        return self.texts[name]
