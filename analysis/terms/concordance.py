"""A term or phrase in its lines: the way back from every number to the sentence."""

import re
from collections.abc import Collection
from dataclasses import replace
from typing import Literal

import numpy as np
import pandas as pd

from analysis.corpus import BODY_KINDS, Corpus, check_kinds
from analysis.door import checked
from analysis.errors import check_kind, unknown_name
from analysis.terms import find_terms, find_voices, match_query, terms_of_blocks
from analysis.terms.queries import Query, check_pattern, parse_query
from analysis.terms.rule import TIDY

COLUMNS = ["document", "block", "line", "voice", "speaker", "left", "match", "right"]
ORDERS = ("position", "left", "match", "right")
FAR = 200  # characters on either side that lines are sorted by, however few are shown


@checked
def concordance(
    corpus: Corpus,
    query: Query,
    *,
    width: int = 60,
    kinds: Collection[str] = BODY_KINDS,
    sort: Literal["position", "left", "match", "right"] = "position",
    terms: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Every place where a word, phrase or pattern stands, with the words to its left and right.

    A string is one or more terms (`"great leap"`), case folded, apostrophes alike, with `*` for any letters
    (`"commun*"`), `|` between alternatives (`"red guard|white guard*"`), and quotation marks around a phrase if you
    like. Its words pass through the term rule, so it finds exactly what `split_terms` counts (`"U.S.S.R."`,
    `"Stalin's"`, `"1956-1960"`). A compiled `re.Pattern` is a regular expression, matched within each block.
    All voices are shown, each line with its own.

    Parameters
    ----------
    corpus : Corpus
        As `read_corpus` gives it.
    query : str or re.Pattern
        What is looked for.
    width : int
        Characters on either side, at most.
    kinds : collection of str
        The kinds of block that are searched.
    sort : {"position", "left", "match", "right"}
        Reading order; by the words before, the nearest first (who does it?); by what was found; by the words after
        (what follows?). Lines alike in that stay in reading order; documents stay together only in `position`.
    terms : DataFrame, optional
        A table of `split_terms` of this corpus in which a string is looked for: with its names joined, of its voice.

    Returns
    -------
    DataFrame
        One row a hit, in the order of `sort`; no hit, no row:
        document, block : where it stands
        line : of the source
        voice, speaker : whose words these are; speaker is "" for the author
        left, match, right : the text; left and right are cut at a word and stay within the block

    Raises
    ------
    AnalysisError
        For an empty query, a sign that no term can hold, an unknown order.
    """
    check_kind("concordance", corpus, "Corpus")
    check_kinds(kinds)
    if sort not in ORDERS:
        raise unknown_name("order", sort, ORDERS)
    if isinstance(query, re.Pattern):
        check_pattern(query)
        spans = _pattern_spans(corpus, query, kinds)
    else:
        spans = _term_spans(terms_of_blocks(_worth_splitting(corpus, query), kinds) if terms is None else terms, query)
    voice, speaker = find_voices(corpus, spans)
    places = corpus.blocks[["document", "block", "start", "end"]].itertuples(index=False, name=None)
    borders = {(document, block): (first, last) for document, block, first, last in places}
    rows, keys = [], []
    found = spans[["document", "block", "start", "end"]].itertuples(index=False, name=None)
    for (name, block, start, end), said, who in zip(found, voice, speaker, strict=True):
        document, (first, last) = corpus[name], borders[name, block]
        left = _trim(document.text[max(first, start - width - 20) : start], width, side="left")
        right = _trim(document.text[end : min(last, end + width + 20)], width, side="right")
        match = " ".join(document.text[start:end].split())
        rows.append((name, block, document.line_at(start), said, who, left, match, right))
        stretches = {
            "left": (max(first, start - FAR), start),
            "match": (start, end),
            "right": (end, min(last, end + FAR)),
        }
        keys.append(_sort_key(document.text, stretches.get(sort, (0, 0)), sort))
    order = sorted(range(len(rows)), key=keys.__getitem__)
    return pd.DataFrame([rows[place] for place in order], columns=COLUMNS)


def _sort_key(text: str, stretch: tuple[int, int], sort: str) -> list[str]:
    """The words by which a line is sorted; none for reading order, which a stable sort keeps."""
    words = [term for _, _, term in find_terms(text[slice(*stretch)])]
    return words[::-1] if sort == "left" else words


def _worth_splitting(corpus: Corpus, query: str) -> Corpus:
    """The corpus with those blocks only that may answer a query: letters and figures of each of its words are there."""
    sought = [[max(word.replace(".", "").split("*"), key=len) for word in words] for words in parse_query(query)]
    texts = corpus.blocks["text"].tolist()
    plain = (text.translate(TIDY).casefold().replace(".", "") for text in texts)  # as terms are, dots of initials out
    kept = [any(all(piece in text for piece in pieces) for pieces in sought) for text in plain]
    return replace(corpus, blocks=corpus.blocks[np.array(kept, dtype=bool)])


def _term_spans(terms: pd.DataFrame, query: str) -> pd.DataFrame:
    rows, lengths = match_query(terms, query)
    spans = terms.iloc[rows][["document", "block", "start"]]
    return spans.assign(end=terms["end"].to_numpy()[rows + lengths - 1]).reset_index(drop=True)


def _pattern_spans(corpus: Corpus, query: re.Pattern[str], kinds: Collection[str]) -> pd.DataFrame:
    blocks = corpus.blocks[["document", "block", "kind", "start", "text"]]
    rows = [
        (document, block, at + match.start(), at + match.end())
        for document, block, kind, at, text in blocks.itertuples(index=False, name=None)
        if kind in kinds
        for match in query.finditer(text)
        if match.group()
    ]
    return pd.DataFrame(rows, columns=["document", "block", "start", "end"])


def _trim(text: str, width: int, *, side: str) -> str:
    text = re.sub(r"\s+", " ", text)
    if len(text) <= width:
        return text
    if side == "left":
        cut = text.find(" ", len(text) - width - 1)
        return text[cut + 1 :] if cut >= 0 else text[-width:]
    cut = text.rfind(" ", 0, width + 1)
    return text[:cut] if cut >= 0 else text[:width]
