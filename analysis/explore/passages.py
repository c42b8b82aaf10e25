"""The sentence in its paragraph: what a click on a stroke, bar, point or row opens."""

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from analysis.corpus import Corpus
from analysis.explore.asked import Place
from analysis.explore.markup import Safe, button, sentence, tag
from analysis.explore.told import note_texts, tell_stretch
from analysis.sentences import split_sentences

LONG = 4_000  # signs of a paragraph beyond which only those around the sentence are shown


@dataclass(frozen=True)
class Read:
    """A passage to be read.

    Attributes
    ----------
    document : str
        Where it stands.
    start, end : int
        The sentence, or sentences, that hold the place.
    first, last : int
        The paragraph, or what of it is shown.
    lines : str
        Where in the file, in words.
    voice : str
        Whose words, in words.
    """

    document: str
    start: int
    end: int
    first: int
    last: int
    lines: str
    voice: str


@lru_cache(maxsize=4)
def sentences_of(corpus: Corpus) -> dict[str, pd.DataFrame]:
    """Of each document its sentences."""
    return {str(name): part for name, part in split_sentences(corpus).groupby("document", sort=False)}


def find_passage(corpus: Corpus, at: Place) -> Read:
    """The sentences that a place lies in, and their paragraph."""
    document = corpus[at.document]
    blocks = corpus.blocks[(corpus.blocks["document"] == at.document) & (corpus.blocks["start"] <= at.start)]
    block = blocks.iloc[-1] if len(blocks) else corpus.blocks[corpus.blocks["document"] == at.document].iloc[0]
    first, last = int(block["start"]), int(block["end"])
    own = sentences_of(corpus).get(at.document)
    start, end = min(at.start, len(document.text)), min(max(at.end, at.start + 1), len(document.text))
    if own is not None:
        held = own[(own["start"] < end) & (own["end"] > start)]
        if len(held):
            start, end = int(held["start"].min()), int(held["end"].max())
    last = max(last, end)
    if last - first > LONG:
        first, last = _at_words(document.text, max(first, start - LONG // 2), start, end, min(last, end + LONG // 2))
    lines = document.line_at(start), document.line_at(max(end - 1, start))
    told = f"line {lines[0]}" if lines[0] == lines[1] else f"lines {lines[0]}–{lines[1]}"
    return Read(at.document, start, end, first, last, told, _whose(corpus, at))


def _at_words(words: str, first: int, start: int, end: int, last: int) -> tuple[int, int]:
    """Borders moved to the nearest blank towards the sentence."""
    blank = words.find(" ", first, start)
    before, after = (first if blank < 0 else blank + 1), words.rfind(" ", end, last)
    return before, last if after < 0 else after


def _whose(corpus: Corpus, at: Place) -> str:
    spoken = corpus.spoken()
    held = spoken[(spoken["document"] == at.document) & (spoken["start"] <= at.start) & (spoken["end"] > at.start)]
    if not len(held) or held["voice"].iloc[0] == "author":
        return "the author's own words"
    return f"quoted; the speaker is {held['speaker'].iloc[0] or 'unknown'}"


def passage_html(corpus: Corpus, at: Place | None, *, hits: pd.DataFrame | None = None) -> Safe:
    """The passage as HTML: place, voice, paragraph with its sentence marked, notes, and ways on."""
    if at is None:
        return sentence("Click a stroke, a bar, a point or a row, and its sentence is shown here.", kind="hint")
    read = find_passage(corpus, at)
    found = [] if hits is None else hits[hits["document"] == at.document][["start", "end"]].to_numpy().tolist()
    words = tell_stretch(
        corpus, read.document, read.first, read.last, hits=[(a, b) for a, b in found], chosen=(read.start, read.end)
    )
    here = {"data_document": read.document, "data_start": read.start, "data_end": read.end}
    title = corpus[read.document].title
    return tag(
        "div",
        tag("h3", read.document, tag("small", f" {title}") if title != read.document else None),
        tag("p", tag("b", read.lines), f" · {read.voice}", class_="place"),
        tag("blockquote", words),
        note_texts(corpus, read.document, read.start - 1, read.end + 3),
        tag(
            "p",
            button("Read on in the text", "open", key="open", **here),
            button("Code this sentence", "mark", key="mark", **here),
            class_="row",
        ),
    )
