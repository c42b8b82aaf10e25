"""A term or phrase in its lines: the way back from every number to the sentence."""

import re

import pandas as pd

from analysis.corpus import BODY_KINDS, Corpus
from analysis.errors import check_kind, unknown_name
from analysis.terms import find_terms, find_voices, match_query, terms_of_blocks

COLUMNS = ["document", "block", "line", "voice", "speaker", "left", "match", "right"]
ORDERS = ("position", "left", "match", "right")
FAR = 200  # characters on either side that lines are sorted by, however few are shown


def concordance(
    corpus: Corpus,
    query: str | re.Pattern[str],
    *,
    width: int = 60,
    kinds: tuple[str, ...] = BODY_KINDS,
    sort: str = "position",
) -> pd.DataFrame:
    """Every place where `query` stands, with the words to its left and right.

    A string is one or more terms (`"great leap"`), case folded, apostrophes alike, with `*` for any letters
    (`"commun*"`), `|` between alternatives (`"red guard|white guard*"`), and quotation marks around a phrase if you
    like. Its words pass through the term rule, so it finds exactly what `split_terms` counts (`"U.S.S.R."`,
    `"Stalin's"`, `"1956-1960"`). A compiled `re.Pattern` is a regular expression, matched within each block.
    All voices are shown, each line with its own.

    `sort`: `position` (reading order), `left` (by the words before, the nearest first: who does it?), `right` (by the
    words after: what follows?) or `match`; lines alike in that stay in reading order, documents together only in
    `position`.

    Returns one row a hit: document, block, line (of the source), voice, speaker, left, match, right
    (`left` and `right` hold at most `width` characters, cut at a word, and stay within the block). No hit: no row.
    Errors: an empty query, a sign that no term can hold, an unknown order.
    """
    check_kind("concordance", corpus, "Corpus")
    if sort not in ORDERS:
        raise unknown_name("order", sort, ORDERS)
    spans = _pattern_spans(corpus, query, kinds) if isinstance(query, re.Pattern) else _term_spans(corpus, query, kinds)
    voice, speaker = find_voices(corpus, spans)
    blocks = corpus.blocks.set_index(["document", "block"])
    rows, keys = [], []
    for span, said, who in zip(spans.itertuples(), voice, speaker, strict=True):
        document, block = corpus[span.document], blocks.loc[(span.document, span.block)]
        left = _trim(document.text[max(block.start, span.start - width - 20) : span.start], width, side="left")
        right = _trim(document.text[span.end : min(block.end, span.end + width + 20)], width, side="right")
        match = " ".join(document.text[span.start : span.end].split())
        rows.append((span.document, span.block, document.line_at(span.start), said, who, left, match, right))
        keys.append(_sort_key(document.text, block, span, sort))
    order = sorted(range(len(rows)), key=keys.__getitem__)
    return pd.DataFrame([rows[place] for place in order], columns=COLUMNS)


def _sort_key(text: str, block, span, sort: str) -> list[str]:
    """The words by which a line is sorted; none for reading order, which a stable sort keeps."""
    stretches = {
        "left": (max(block.start, span.start - FAR), span.start),
        "match": (span.start, span.end),
        "right": (span.end, min(block.end, span.end + FAR)),
    }
    start, end = stretches.get(sort, (0, 0))
    words = [term for _, _, term in find_terms(text[start:end])]
    return words[::-1] if sort == "left" else words


def _term_spans(corpus: Corpus, query: str, kinds: tuple[str, ...]) -> pd.DataFrame:
    terms = terms_of_blocks(corpus, kinds)
    rows, lengths = match_query(terms, query)
    spans = terms.iloc[rows][["document", "block", "start"]]
    return spans.assign(end=terms["end"].to_numpy()[rows + lengths - 1]).reset_index(drop=True)


def _pattern_spans(corpus: Corpus, query: re.Pattern[str], kinds: tuple[str, ...]) -> pd.DataFrame:
    rows = [
        (block.document, block.block, block.start + match.start(), block.start + match.end())
        for block in corpus.blocks.itertuples()
        if block.kind in kinds
        for match in query.finditer(block.text)
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
