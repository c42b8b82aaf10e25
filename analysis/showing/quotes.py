"""A short passage, quoted with the place it comes from: the last step on the way back to the text."""

import html
import re
from dataclasses import dataclass

import pandas as pd

from analysis.corpus import Corpus
from analysis.door import checked
from analysis.errors import AnalysisError
from analysis.showing.tables import MOST_WORDS

_LOOSE = {"'": "['’‘]", "’": "['’‘]", '"': '["“”]', "“": '["“”]', "”": '["“”]'}


@dataclass(frozen=True)
class Passage:
    """An excerpt with the place it comes from; shows itself as a quotation.

    Attributes
    ----------
    document : str
        The document's name.
    block : int
        The block it begins in.
    first_line, last_line : int
        Where it stands in the file; pages of a .pdf, paragraphs of a .docx or .epub.
    text : str
        The excerpt; of `quote` at most forty words.
    """

    document: str
    block: int
    first_line: int
    last_line: int
    text: str

    @property
    def place(self) -> str:
        """Where it stands, in words."""
        lines = (
            f"line {self.first_line}"
            if self.first_line == self.last_line
            else f"lines {self.first_line}–{self.last_line}"
        )
        return f"{self.document}, {lines}"

    def __repr__(self) -> str:
        return f"“{self.text}” ({self.place})"

    def _repr_html_(self) -> str:
        return f"<blockquote>{html.escape(self.text)}<br><small>{html.escape(self.place)}</small></blockquote>"


@checked
def quote(corpus: Corpus, document: str, words: str) -> Passage:
    """The passage that `words` name, with its source lines; the run fails when the text no longer has it.

    Parameters
    ----------
    corpus : Corpus
        As `read_corpus` gives it.
    document : str
        The document it stands in.
    words : str
        The passage itself, or its beginning and end with `...` between; apostrophes, quotation marks and white space
        may differ. The first passage that fits is taken.

    Returns
    -------
    Passage
        Shows itself as a quotation with its document and lines.

    Raises
    ------
    AnalysisError
        For words that do not stand in the document, and for a passage of more than 40 words.
    UnknownNameError
        For a document that there is not.
    """
    pattern = r".*?".join(_loosely(part) for part in words.split("..."))
    found = re.search(pattern, corpus[document].text, flags=re.DOTALL)
    blocks = corpus.blocks[corpus.blocks["document"] == document]
    blocks = blocks[blocks["start"] <= found.start()] if found else blocks
    if not found or blocks.empty:
        raise AnalysisError(f"The words “{words}” do not stand in {document!r}. Check the spelling, or shorten them.")
    text = " ".join(found.group().split())
    if len(text.split()) > MOST_WORDS:
        raise AnalysisError(
            f"An excerpt holds at most {MOST_WORDS} words; this one from {document!r} has {len(text.split())}."
        )
    first, last = (corpus[document].line_at(offset) for offset in (found.start(), found.end() - 1))
    return Passage(document, int(blocks["block"].iloc[-1]), first, last, text)


@checked(rows="block")
def whole_passages(corpus: Corpus, rows: pd.DataFrame) -> tuple[Passage, ...]:
    """The passages that a table's rows point to, at full length, to be read on the screen.

    Meant for `side_by_side`. Mind the rights: a notebook that is stored or passed on should not hold them.

    Parameters
    ----------
    corpus : Corpus
        As `read_corpus` gives it.
    rows : DataFrame
        With document, block, start, end: of `describe_episodes`, `read_codings`, or any finder.

    Returns
    -------
    tuple of Passage
        In the order of the rows.
    """
    return tuple(
        Passage(document, block, corpus[document].line_at(start), corpus[document].line_at(end - 1), text.strip())
        for document, block, start, end in zip(*(rows[c] for c in ("document", "block", "start", "end")), strict=True)
        if (text := corpus[document].text[start:end])
    )


def _loosely(words: str) -> str:
    return r"\s+".join("".join(_LOOSE.get(sign, re.escape(sign)) for sign in word) for word in words.split())


@dataclass(frozen=True)
class SideBySide:
    """Passages of several documents in columns, each under its document's name.

    Attributes
    ----------
    heading : str
        What they are about.
    passages : tuple of Passage
        In the order in which they are shown.
    """

    heading: str
    passages: tuple[Passage, ...]

    def __repr__(self) -> str:
        return "\n".join([self.heading, *map(repr, self.passages)])

    def _repr_html_(self) -> str:
        names = list(dict.fromkeys(passage.document for passage in self.passages))
        columns = [[p._repr_html_() for p in self.passages if p.document == name] for name in names]
        head = "".join(f"<th style='text-align:left; width:{100 // len(names)}%'>{html.escape(n)}</th>" for n in names)
        body = "".join(f"<td style='text-align:left; vertical-align:top'>{''.join(cells)}</td>" for cells in columns)
        caption = f"<caption style='text-align:left'><strong>{html.escape(self.heading)}</strong></caption>"
        return f"<table style='width:100%'>{caption}<tr>{head}</tr><tr>{body}</tr></table>"


@checked
def side_by_side(heading: str, *passages: Passage) -> SideBySide:
    """Passages of two documents (or more) next to each other, one column a document.

    Parameters
    ----------
    heading : str
        What they are about.
    *passages : Passage
        As `quote` gives them, in the order in which they are to be shown.

    Returns
    -------
    SideBySide
        Shows itself as a table of quotations.
    """
    return SideBySide(heading, passages)
