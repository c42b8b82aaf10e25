"""What reading gives: a Corpus of Documents, tables of what was seen, mended and told, and whose words each span is."""

from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.errors import unknown_name

BLOCK_KINDS = ("prose", "block_quote", "speech", "list", "table", "heading", "front_matter", "note")
BODY_KINDS = ("prose", "block_quote", "speech", "list")
_CARD = ("document", "title", "kind", "words", "quoted_share", "notes", "blocks", "file")
QUOTED_KINDS = ("inline", "block", "speech")  # quotations whose words are not the author's; scare and title are his own


class _ShownByCard:
    """Shows a few lines in a terminal, a small table in a notebook: never words of a text, a person or a course."""

    def __repr__(self) -> str:
        return repr(self._card())

    def _repr_html_(self) -> str:
        return self._card()._repr_html_()


@dataclass(frozen=True, repr=False)
class Document(_ShownByCard):
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

    def _card(self):
        about = {"document": self.name, "title": self.title, "kind": self.kind, "file": self.source.name}
        return _card(pd.DataFrame([about]), "Document")


@dataclass(frozen=True, eq=False, repr=False)
class Corpus(_ShownByCard):
    """Documents in order, with one table for each thing the reader found; `spoken` says whose words a span is.

    Rows of `quotations` are in order of start, the outer before the inner; they nest and never cross. Every block
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

    def _card(self):
        files = {name: document.source.name for name, document in self.texts.items()}
        documents = self.documents.assign(file=self.documents["document"].map(files))
        return _card(documents, f"Corpus of {len(documents):,} document{'s' * (len(documents) != 1)}")

    def spoken(self) -> pd.DataFrame:
        """Whose words every stretch of the text is: the one rule that sentences, terms and counts of voices follow.

        A place is `quoted` where it lies in a quotation whose kind is in QUOTED_KINDS, else it is the author's. Of
        quotations in each other **the outermost wins**: a speaker who quotes is still speaking.
        Returns: one row a stretch of one voice, tiling each block from its start to its end: document, block, start,
        end, voice ("author" or "quoted"), speaker ("" for the author, "unknown" where the text does not tell).
        Doubt it where `quotations` names the wrong speaker or a mark is missing.
        """
        return find_spoken(self.blocks, self.quotations)


def _card(documents: pd.DataFrame, caption: str):
    from analysis.showing.tables import show_table  # here: showing knows Corpus, and each would wait for the other

    shown = [name for name in _CARD if name in documents]
    return show_table(documents, shown, caption=caption, formats={"quoted_share": ".0%"}, headings={"document": "name"})


def find_spoken(blocks: pd.DataFrame, quotations: pd.DataFrame) -> pd.DataFrame:
    """The stretches of one voice in these blocks (see `Corpus.spoken`); what lies in no block is left out."""
    documents = pd.Index(blocks["document"].unique())
    opens, closes = (_on_one_line(documents, blocks, edge) for edge in ("start", "end"))
    said = quotations[quotations["kind"].isin(QUOTED_KINDS)]
    starts, ends = (_on_one_line(documents, said, edge) for edge in ("start", "end"))
    order = np.lexsort((-ends, starts))  # the outer before the inner
    starts, ends, speakers = starts[order], ends[order], said["speaker"].to_numpy()[order]
    reached = np.maximum.accumulate(np.append(-_FAR, ends))[:-1]
    outer = ends > reached
    starts, ends, speakers = np.maximum(starts, reached)[outer], ends[outer], speakers[outer]

    edges = np.unique(np.concatenate([opens, closes, starts, ends]))
    block, quotation = _holding(opens, closes, edges), _holding(starts, ends, edges)
    inside = np.flatnonzero(block >= 0)
    quotation = quotation[inside]
    return pd.DataFrame(
        {
            "document": blocks["document"].to_numpy()[block[inside]],
            "block": blocks["block"].to_numpy(dtype=np.int64)[block[inside]],
            "start": edges[inside] % _FAR,
            "end": edges[inside + 1] % _FAR,
            "voice": np.where(quotation < 0, "author", "quoted"),
            "speaker": np.append(speakers, "")[quotation],
        }
    )


def find_rows(spans: pd.DataFrame, places: pd.DataFrame) -> np.ndarray:
    """The row of `spans` that holds each of `places` (document, start), as positions; -1 where none does.

    `spans` (document, start, end) are in order and do not overlap, as those of blocks and of `Corpus.spoken` are.
    """
    documents = pd.Index(spans["document"].unique())
    starts, ends = (_on_one_line(documents, spans, edge) for edge in ("start", "end"))
    return _holding(starts, ends, _on_one_line(documents, places, "start"))


_FAR = 1 << 40  # longer than any text: where on the one line of all texts the next document begins


def _on_one_line(documents: pd.Index, table: pd.DataFrame, edge: str) -> np.ndarray:
    return documents.get_indexer(table["document"]) * _FAR + table[edge].to_numpy(dtype=np.int64)


def _holding(starts: np.ndarray, ends: np.ndarray, places: np.ndarray) -> np.ndarray:
    at = np.searchsorted(starts, places, side="right") - 1
    return np.where(places < np.append(ends, 0)[at], at, -1)
