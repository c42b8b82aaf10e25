"""What reading gives: a Corpus of Documents, and the tables that say what was seen, mended and told."""

from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis.errors import unknown_name

BODY_KINDS = ("prose", "block_quote", "speech", "list")


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

    def line_at(self, offset: int) -> int:
        """The source line (from 1) that the character at `offset` came from."""
        place = bisect_right(self.lines, (offset, 1 << 60)) - 1
        return self.lines[max(place, 0)][1]


@dataclass(frozen=True)
class Corpus:
    """Documents in order, with one table for each thing the reader found."""

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
