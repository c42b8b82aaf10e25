"""Corpus to sentences: where each one stops, and whose words it holds."""

import re
from functools import cache

import numpy as np
import pandas as pd

from analysis.corpus import BLOCK_KINDS, BODY_KINDS, Corpus
from analysis.errors import unknown_name
from analysis.reading.english import ABBREVIATIONS
from analysis.terms.segments import cut_segments

COLUMNS = ["document", "block", "sentence", "segment", "voice", "speaker", "start", "end", "text"]
_ELLIPSIS = re.compile(r"\.(?:[ \u00a0]\.){2,3}")  # three or four spaced dots
_SPACES = re.compile(r"\s*")
_CAPITAL = re.compile(r"\s*[\[(“\"‘']*[A-Z]")
_HIDDEN = "\u2022"  # a sign of the same length that ends no sentence


def split_sentences(corpus: Corpus, *, voices: bool = False, kinds: tuple[str, ...] = BODY_KINDS) -> pd.DataFrame:
    """The sentences of every document's body.

    Punkt (Kiss and Strunk 2006, as in NLTK) with a list of abbreviations, after notes are out and spaced ellipses are
    handled: four dots after a word, or three after a full stop, end a sentence when a capital follows; others do not.
    Quotations are split inside. How to read it: `text` is `corpus[document].text[start:end]`.

    Parameters: `voices=True` also cuts where the voice changes, and the pieces keep the number of their sentence;
    `kinds`: the kinds of block to split.
    Returns: one row a sentence (or piece): document, block, sentence (from 1 in each document), segment (stretches of
    about 150 words), voice ("author", "quoted", or "mixed": both have words in it), speaker ("" for the author and for
    mixed; "unknown" where the text does not tell), start, end, text.
    Raises: UnknownNameError for a kind of block that does not exist.
    Doubt it for verse, lists, and texts that end sentences without a sign. Checked by hand on the first pair of texts:
    one boundary of 218 missed before the reader's own mending, none set wrongly.
    """
    for kind in kinds:
        if kind not in BLOCK_KINDS:
            raise unknown_name("kind of block", kind, BLOCK_KINDS)
    stretches: dict[tuple[str, int], list] = {}
    for row in corpus.spoken().itertuples():
        stretches.setdefault((row.document, row.block), []).append(row)
    rows = []
    for document, blocks in corpus.blocks.groupby("document", sort=False):
        number = 0
        for block in blocks[blocks["kind"].isin(kinds)].itertuples():
            for start, end in find_sentences(block.text):
                number += 1
                span = block.start + start, block.start + end
                for row in _voices(corpus[document].text, *span, stretches[document, block.block], voices):
                    rows.append((document, block.block, number, *row))
    table = pd.DataFrame(rows, columns=[name for name in COLUMNS if name != "segment"])
    words = table["text"].str.split().str.len().to_numpy(dtype=np.int64)
    table.insert(3, "segment", cut_segments(table["document"], table["block"], words))
    return table


def find_sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence in a stretch of text.

    >>> text = "He came. . . . Then he left vol. 2 behind."
    >>> [text[start:end] for start, end in find_sentences(text)]
    ['He came. . . .', 'Then he left vol. 2 behind.']
    """
    hidden, cuts = list(text), []
    for run in _ELLIPSIS.finditer(text):
        before = text[max(run.start() - 40, 0) : run.start()].rstrip()
        four = run[0].count(".") == 4 and run.start() and not text[run.start() - 1].isspace()
        after_end = re.search(r"[.?!][\"”’')\]]*$", before)
        closed = re.match(r"[\"”’')\]]*", text[run.end() :]).end() + run.end()
        if (four or after_end) and _CAPITAL.match(text, closed):
            cuts.append(closed)
        hidden[run.start() : run.end()] = _HIDDEN * (run.end() - run.start())
    hidden = "".join(hidden)
    spans, start = [], 0
    for cut in [*cuts, len(text)]:
        for first, last in _punkt().span_tokenize(hidden[start:cut]):
            if spans and not re.search(r"\w", text[start + first : start + last]):
                spans[-1] = (spans[-1][0], start + last)  # dots alone belong to the sentence before
            else:
                spans.append((start + first, start + last))
        start = _SPACES.match(text, cut).end()
    return spans


@cache
def _punkt():
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer  # a second to import: only when asked for

    parameters = PunktParameters()
    parameters.abbrev_types = set(ABBREVIATIONS)
    return PunktSentenceTokenizer(parameters)


def _voices(text: str, start: int, end: int, stretches: list, cut: bool) -> list[tuple]:
    """(voice, speaker, start, end, text) of one sentence: one row, or one a voice."""
    pieces = [
        (row.voice, row.speaker, max(start, row.start), min(end, row.end))
        for row in stretches
        if row.start < end and start < row.end
    ]
    pieces = [piece for piece in pieces if re.search(r"\w", text[piece[2] : piece[3]])] or pieces[:1]
    if cut and len(pieces) > 1:
        return [(voice, who, *_trim(text, a, b)) for voice, who, a, b in pieces]
    speakers = {who for _, who, _, _ in pieces}
    kinds = {voice for voice, *_ in pieces}
    voice = kinds.pop() if len(kinds) == 1 else "mixed"
    return [(voice, speakers.pop() if len(speakers) == 1 else "", start, end, text[start:end])]


def _trim(text: str, start: int, end: int) -> tuple[int, int, str]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    piece = piece.strip()
    return start, start + len(piece), piece
