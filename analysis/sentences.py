"""Corpus to sentences: where each one stops, and whose words it holds."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import cache

import numpy as np
import pandas as pd

from analysis.corpus import BODY_KINDS, Corpus, check_kinds
from analysis.door import checked
from analysis.metadata import add_metadata
from analysis.reading.english import ABBREVIATIONS
from analysis.terms.segments import cut_segments

COLUMNS = ["document", "block", "sentence", "segment", "voice", "speaker", "start", "end", "text"]
_ELLIPSIS = re.compile(r"\.(?:[ \u00a0]\.){2,3}")  # three or four spaced dots
_END = re.compile(r"[.?!]")
_CAPITAL = re.compile(r"\s*[\[(“\"‘']*[A-Z]")
_HIDDEN = "\u2022"  # a sign of the same length that ends no sentence


@checked
def split_sentences(corpus: Corpus, *, voices: bool = False, kinds: tuple[str, ...] = BODY_KINDS) -> pd.DataFrame:
    """The sentences of every document's body; `text` is `corpus[document].text[start:end]`.

    Punkt with a list of abbreviations, after notes are out and spaced ellipses are handled: four dots after a word, or
    three after a full stop, end a sentence when a capital follows; others do not. Quotations are split inside.

    Parameters
    ----------
    corpus : Corpus
        As `read_corpus` gives it.
    voices : bool
        Cut also where the voice changes; the pieces keep the number of their sentence.
    kinds : tuple of str
        The kinds of block to split (the body: prose, block_quote, speech, verse, list).

    Returns
    -------
    DataFrame
        One row a sentence (or piece), in the order of the text.
        document, block : where it stands
        sentence : number, from 1 in each document
        segment : number of the stretch of about 150 words it lies in, from 1 in each document
        voice : "author", "quoted", or "mixed" where both have words in it
        speaker : "" for the author and for mixed, "unknown" where the text does not tell
        start, end : offsets in the document's text
        text : the sentence
        and the columns that are told of the documents (party, decade), as in `corpus.documents`

    Raises
    ------
    UnknownNameError
        For a kind of block that does not exist.

    Notes
    -----
    Doubt it for verse, lists, and texts that end sentences without a sign. Checked by hand on the first pair of texts:
    one boundary of 218 missed before the reader's own mending, none set wrongly.

    References
    ----------
    Kiss and Strunk 2006, as in NLTK.
    """
    check_kinds(kinds)
    stretches: dict[tuple[str, int], list[tuple]] = {}
    for document, block, *stretch in _rows(corpus.spoken(), "document", "block", "voice", "speaker", "start", "end"):
        stretches.setdefault((document, block), []).append(tuple(stretch))
    numbers: Counter[str] = Counter()
    rows = []
    body = corpus.blocks[corpus.blocks["kind"].isin(kinds)]
    for document, block, at, text in _rows(body, "document", "block", "start", "text"):
        own = stretches[document, block]
        lasts = [last for *_, last in own]
        for start, end in find_sentences(text):
            numbers[document] += 1
            for row in _voices(corpus[document].text, at + start, at + end, own, lasts, voices):
                rows.append((document, block, numbers[document], *row))
    table = pd.DataFrame(rows, columns=[name for name in COLUMNS if name != "segment"])
    words = np.array([len(text.split()) for text in table["text"]], dtype=np.int64)
    table.insert(3, "segment", cut_segments(table["document"], table["block"], words))
    return add_metadata(corpus, table)


def _rows(table: pd.DataFrame, *columns: str) -> Iterator[tuple]:
    return zip(*(table[name].tolist() for name in columns), strict=True)


def find_sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence in a stretch of text.

    >>> text = "He came. . . . Then he left vol. 2 behind."
    >>> [text[start:end] for start, end in find_sentences(text)]
    ['He came. . . .', 'Then he left vol. 2 behind.']
    """
    length = len(text.rstrip())
    if not _END.search(text, 0, max(length - 1, 0)):
        return [(0, length)] if length else []
    signs, cuts = list(text), []
    for run in _ELLIPSIS.finditer(text):
        before = text[max(run.start() - 40, 0) : run.start()].rstrip()
        four = run[0].count(".") == 4 and run.start() and not text[run.start() - 1].isspace()
        after_end = re.search(r"[.?!][\"”’')\]]*$", before)
        closed = len(text) - len(text[run.end() :].lstrip("\"”’')]"))
        if (four or after_end) and _CAPITAL.match(text, closed):
            cuts.append(closed)
        signs[run.start() : run.end()] = _HIDDEN * (run.end() - run.start())
    hidden = "".join(signs)
    spans: list[tuple[int, int]] = []
    start = 0
    for cut in [*cuts, len(text)]:
        for first, last in _punkt().span_tokenize(hidden[start:cut]):
            if spans and not re.search(r"\w", text[start + first : start + last]):
                spans[-1] = (spans[-1][0], start + last)  # dots alone belong to the sentence before
            else:
                spans.append((start + first, start + last))
        start = len(text) - len(text[cut:].lstrip())
    return spans


@cache
def _punkt():
    from nltk.tokenize import punkt  # a second to import: only when asked for

    class Signs(punkt.PunktLanguageVars):
        def period_context_re(self):
            return _plain(super().period_context_re())

        def _word_tokenizer_re(self):
            return _plain(super()._word_tokenizer_re())

        re_boundary_realignment = _plain(punkt.PunktLanguageVars.re_boundary_realignment)

    class Token(punkt.PunktToken):
        _RE_ELLIPSIS = _plain(punkt.PunktToken._RE_ELLIPSIS)
        _RE_NUMERIC = _plain(punkt.PunktToken._RE_NUMERIC)
        _RE_INITIAL = _plain(punkt.PunktToken._RE_INITIAL)

    parameters = punkt.PunktParameters()
    parameters.abbrev_types = set(ABBREVIATIONS)
    return punkt.PunktSentenceTokenizer(parameters, lang_vars=Signs(), token_cls=Token)


@cache
def _plain(pattern) -> re.Pattern:
    """A pattern of NLTK's without its limit of time: a sentence must not depend on how busy the machine is."""
    return re.compile(pattern.pattern, pattern.flags & (re.VERBOSE | re.MULTILINE))


def _voices(text: str, start: int, end: int, stretches: list[tuple], lasts: list[int], cut: bool) -> list[tuple]:
    """(voice, speaker, start, end, text) of one sentence: one row, or one a voice; `lasts`: where stretches end."""
    pieces = []
    for at in range(bisect_right(lasts, start), len(stretches)):
        voice, who, first, last = stretches[at]
        if first >= end:
            break
        pieces.append((voice, who, max(start, first), min(end, last)))
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
