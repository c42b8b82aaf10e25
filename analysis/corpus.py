"""What reading gives: a Corpus of Documents, tables of what was seen, mended and told, and whose words each span is."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.errors import unknown_name
from analysis.showing.tables import Shown, show_table

BLOCK_KINDS = (
    "prose", "block_quote", "speech", "verse", "list", "table", "heading", "front_matter", "back_matter", "note"
)  # fmt: skip
BODY_KINDS = ("prose", "block_quote", "speech", "verse", "list")
_CARD = ("document", "title", "kind", "words", "quoted_share", "notes", "blocks", "file")
QUOTED_KINDS = ("inline", "block", "speech")  # quotations whose words are not the author's; scare and title are his own


def check_kinds(kinds: Iterable[str]) -> None:
    """Raise a sentence for a kind of block that there is not, or for one name where a list of them belongs."""
    if isinstance(kinds, str):
        raise unknown_name("list of kinds of block", kinds, BLOCK_KINDS)
    for kind in kinds:
        if kind not in BLOCK_KINDS:
            raise unknown_name("kind of block", kind, BLOCK_KINDS)


class _ShownByCard:
    """Shows a few lines in a terminal, a small table in a notebook: never words of a text, a person or a course."""

    def _card(self) -> Shown:
        raise NotImplementedError

    def __repr__(self) -> str:
        return repr(self._card())

    def _repr_html_(self) -> str:
        return self._card()._repr_html_()


@dataclass(frozen=True, repr=False)
class Document(_ShownByCard):
    """One text as it was read; every offset in every table points into `text`.

    Attributes
    ----------
    name : str
        The file's name without its ending; what `target` and `reference` take.
    title, author, date : str
        As corpus.toml tells, else the file's front matter; "" where neither does. A title may also be the first
        heading, and is the name where there is none.
    kind : str
        As corpus.toml tells: "complete", "excerpt" or what you wrote; else "".
    declared_words : int or None
        The word count that the text states of itself.
    text : str
        The mended text: all blocks in order, a blank line between them, without note marks and speaker labels.
    source, given : Path, str
        The file, and ""; of a string its name, and the string.
    lines : tuple of (int, int)
        (offset in `text`, line of the file), ascending: where each line of the file begins. See `line_at`.
    language : str
        Its code ("en", "de"), as corpus.toml tells or its words of grammar do; "" where too few words tell.
    own_title, instructor, course : str
        What the file tells: the title to show is `title`, and tests see that no output shows the others.
    """

    name: str
    title: str
    author: str
    date: str
    kind: str
    declared_words: int | None
    text: str
    source: Path
    lines: tuple[tuple[int, int], ...]
    language: str = ""
    own_title: str = ""
    instructor: str = ""
    course: str = ""
    given: str = ""

    def line_at(self, offset: int) -> int:
        """The line of the file (from 1) that the character at `offset` came from; of a .pdf the page, of a .docx,
        .odt, .rtf or .epub the paragraph."""
        place = bisect_right(self.lines, (offset, 1 << 60)) - 1
        return self.lines[max(place, 0)][1]

    def _card(self) -> Shown:
        about = {"document": self.name, "title": self.title, "kind": self.kind, "file": self.source.name}
        return _card(pd.DataFrame([about]), "Document")


@dataclass(frozen=True, eq=False, repr=False)
class Corpus(_ShownByCard):
    """Documents in order, with one table for each thing the reader found; `spoken` says whose words a span is.

    `corpus["paper"]` is a Document. Every `start`, `end` and `at` is an offset in the `text` of its document; blocks,
    quotations and notes are numbered from 1 in each document.

    Attributes
    ----------
    texts : dict
        Name → Document, in the order of corpus.toml, else by name.
    documents : DataFrame
        One row a document: document, title, kind; words (of the body: prose, block quotations, turns, verse, lists),
        declared_words (by the text itself, <NA> where it does not), blocks (of the body), notes, quoted_share (0 to 1,
        of the words), language; then what corpus.toml or a table tells, a column each (author, date, party, year).
    blocks : DataFrame
        One row a block, in order: document, block, kind (one of BLOCK_KINDS), speaker (of a turn, else ""), start,
        end, first_line, last_line (of the file), text. A turn is one row, however many paragraphs it has; a stanza
        (verse) and a table are one row each, their lines parted by a line break; each item of a list is a row.
    quotations : DataFrame
        One row a quotation, in order of start, the outer before the inner; they nest and never cross. document,
        quotation, block, kind ("inline", "block", "speech", "scare", "title"), speaker ("unknown" where the text does
        not tell, "" where the author speaks himself: “…,” I asked), start, end, text. A block quotation is one row.
    notes : DataFrame
        One row a note, those called for in the body first, in order: document, note (its number), block and at (where
        its mark stood; <NA> where none calls for it), text ("" where the file has the mark only), and of the first
        source it names source_author, source_title, source_year (<NA> where not told), source_kind ("primary",
        "scholarly", "reference", "web" or "").
    edits : DataFrame
        One row a change made in reading, by line: document, line, rule, before, after (equal: only noticed).
    names, themes : DataFrame
        Of corpus.toml. One row a way to write a name, itself first: name, kind, alias; one row a term of a theme:
        theme, term, origin ("outside list" or "after reading").
    episodes : DataFrame
        One row a passage of an episode of corpus.toml: episode, year, document, block, start, end, text.
    expected : DataFrame
        One row a term of a matter that corpus.toml expects, told or not: name, year, term, origin.
    left_out : tuple of str
        Names of files in the folder that may hold texts and are of no kind read, of folders in it that hold some
        ("more/"), and of documents that could not be read.
    """

    texts: dict[str, Document]
    documents: pd.DataFrame
    blocks: pd.DataFrame
    quotations: pd.DataFrame
    notes: pd.DataFrame
    edits: pd.DataFrame
    names: pd.DataFrame
    themes: pd.DataFrame
    episodes: pd.DataFrame
    expected: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=["name", "year", "term", "origin"]))
    left_out: tuple[str, ...] = ()

    def __getitem__(self, name: str) -> Document:
        if name not in self.texts:
            raise unknown_name("document", name, self.texts)
        return self.texts[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.texts)

    def __len__(self) -> int:
        return len(self.texts)

    def only(self, documents: str | Iterable[str]) -> "Corpus":
        """The corpus of some of its documents, in its own order; names and themes stay whole."""
        kept = [self[name].name for name in ([documents] if isinstance(documents, str) else documents)]
        tables = ("documents", "blocks", "quotations", "notes", "edits", "episodes")
        parts = {name: getattr(self, name) for name in tables}
        parts = {name: table[table["document"].isin(kept)].reset_index(drop=True) for name, table in parts.items()}
        return replace(self, texts={name: text for name, text in self.texts.items() if name in kept}, **parts)

    def _card(self) -> Shown:
        files = {name: document.source.name for name, document in self.texts.items()}
        documents = self.documents.assign(file=self.documents["document"].map(files))
        return _card(documents, f"Corpus of {len(documents):,} document{'s' * (len(documents) != 1)}")

    def spoken(self) -> pd.DataFrame:
        """Whose words every stretch of the text is: the one rule that sentences, terms and counts of voices follow.

        A place is `quoted` where it lies in a quotation whose kind is in QUOTED_KINDS and whose speaker is not the
        author himself (“…,” I asked), else it is the author's. Of quotations in each other **the outermost wins**: a
        speaker who quotes is still speaking.

        Returns
        -------
        DataFrame
            One row a stretch of one voice, in order; the stretches tile each block from its start to its end.
            document, block : where it stands
            start, end : offsets in the document's text
            voice : "author" or "quoted"
            speaker : "" for the author, "unknown" where the text does not tell

        Notes
        -----
        Doubt it where `quotations` names the wrong speaker or a quotation mark is missing.
        """
        return find_spoken(self.blocks, self.quotations)


def _card(documents: pd.DataFrame, caption: str) -> Shown:
    shown = [name for name in _CARD if name in documents]
    return show_table(documents, shown, caption=caption, formats={"quoted_share": ".0%"}, headings={"document": "name"})


def find_spoken(blocks: pd.DataFrame, quotations: pd.DataFrame) -> pd.DataFrame:
    """The stretches of one voice in these blocks (see `Corpus.spoken`); what lies in no block is left out."""
    documents = pd.Index(blocks["document"].unique())
    opens, closes = (_on_one_line(documents, blocks, edge) for edge in ("start", "end"))
    said = quotations[quotations["kind"].isin(QUOTED_KINDS) & (quotations["speaker"] != "")]
    starts, ends = (_on_one_line(documents, said, edge) for edge in ("start", "end"))
    order = np.lexsort((-ends, starts))  # the outer before the inner
    starts, ends, speakers = starts[order], ends[order], said["speaker"].to_numpy()[order]
    reached = np.maximum.accumulate(np.append(-FAR_OFF, ends))[:-1]
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
            "start": edges[inside] % FAR_OFF,
            "end": edges[inside + 1] % FAR_OFF,
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


FAR_OFF = 1 << 40  # longer than any text: where on the one line of all texts the next document begins


def _on_one_line(documents: pd.Index, table: pd.DataFrame, edge: str) -> np.ndarray:
    return documents.get_indexer(pd.Index(table["document"])) * FAR_OFF + table[edge].to_numpy(dtype=np.int64)


def _holding(starts: np.ndarray, ends: np.ndarray, places: np.ndarray) -> np.ndarray:
    at = np.searchsorted(starts, places, side="right") - 1
    return np.where(places < np.append(ends, 0)[at], at, -1)
