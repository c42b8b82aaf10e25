"""Blocks of text with their lines, voices and terms, as the page reads them."""

from bisect import bisect_left as bisect
from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis.corpus import Corpus, Document
from analysis.sharing.packing import browser_offsets, pack

UNSEEN = ("front_matter", "back_matter")  # names of people and courses; nobody searches them


def all_passages(corpus: Corpus) -> pd.DataFrame:
    """Every block as a passage, but for the front matter and what stands behind the text.

    Parameters
    ----------
    corpus : Corpus
        As `read_corpus` gives it.

    Returns
    -------
    DataFrame
        One row a block, in order:
        document, block : which
        start, end : offsets in the document's text
    """
    kept = corpus.blocks[~corpus.blocks["kind"].isin(UNSEEN)]
    return kept[["document", "block", "start", "end"]].reset_index(drop=True)


def pack_passages(
    corpus: Corpus, passages: pd.DataFrame, terms: pd.DataFrame, joined: pd.DataFrame, vocabulary: dict[str, int]
) -> Iterator[dict]:
    """What a page needs to show passages and to find terms in them, one mapping a document.

    Parameters
    ----------
    corpus : Corpus
        As `read_corpus` gives it.
    passages : DataFrame
        document, block, start, end: within one block each, in order.
    terms, joined : DataFrame
        Of `split_terms`, all voices; with names joined in the second.
    vocabulary : dict of str to int
        The number of each term of both.

    Returns
    -------
    iterator of dict
        blocks : of each passage its kind, speaker, text, lines (offset, number), quoted spans (start, end, speaker),
        and how many terms it holds
        terms : packed, of each its number, how far it begins behind the one before in its block, and its length
        joined : packed, of each name: how many terms after the one before it begins, how many it takes, its number
    """
    listed = corpus.blocks[["document", "block", "kind", "speaker"]].itertuples(index=False, name=None)
    kinds = {(document, block): told for document, block, *told in listed}
    said = _quotations(corpus)
    for name in corpus:
        document, at = corpus[name], browser_offsets(corpus[name].text)
        tables = (part[part["document"] == name] for part in (terms, joined, passages))
        mine, names, spans = (part.reset_index(drop=True) for part in tables)
        blocks, kept = [], []
        for block, start, end in spans[["block", "start", "end"]].itertuples(index=False, name=None):
            rows = np.arange(*np.searchsorted(mine["start"], [start, end]))
            kept.append(rows[mine["end"].to_numpy()[rows] <= end])
            kind, speaker = kinds[name, block]
            blocks.append(
                {
                    "kind": kind,
                    "speaker": speaker,
                    "text": document.text[start:end],
                    "lines": _lines(document, start, end, at),
                    "quoted": _quoted(said.get((name, block), ()), start, end, at),
                    "terms": len(kept[-1]),
                }
            )
        held = np.concatenate(kept) if kept else np.zeros(0, dtype=np.int64)
        yield {
            "blocks": blocks,
            "terms": pack(_places(mine, kept, spans["start"].tolist(), at, vocabulary)),
            "joined": pack(_names(mine, held, names, vocabulary)),
        }


def _lines(document: Document, start: int, end: int, at: np.ndarray) -> list[list[int]]:
    """(offset in the passage, line): the one it begins in, and each that begins within it."""
    first, last = (bisect(document.lines, (edge, 0)) for edge in (start + 1, end))
    inside = document.lines[first:last]
    return [[0, document.line_at(start)], *([int(at[o] - at[start]), int(line)] for o, line in inside)]


def _quotations(corpus: Corpus) -> dict[tuple[str, int], list[tuple[int, int, str]]]:
    """The stretches of quoted words in each block: start, end, speaker."""
    spoken = corpus.spoken()
    quoted = spoken.loc[spoken["voice"] == "quoted", ["document", "block", "start", "end", "speaker"]]
    found: dict[tuple[str, int], list[tuple[int, int, str]]] = {}
    for document, block, start, end, speaker in quoted.itertuples(index=False, name=None):
        found.setdefault((document, block), []).append((start, end, speaker))
    return found


def _quoted(said, start: int, end: int, at: np.ndarray) -> list[list]:
    return [
        [int(at[max(first, start)] - at[start]), int(at[min(last, end)] - at[start]), speaker]
        for first, last, speaker in said
        if first < end and last > start
    ]


def _places(
    terms: pd.DataFrame, kept: list[np.ndarray], begins: list[int], at: np.ndarray, vocabulary
) -> Iterator[int]:
    codes = terms["term"].map(vocabulary).tolist()
    starts, ends = (
        at[terms["start"].to_numpy(dtype=np.int64)].tolist(),
        at[terms["end"].to_numpy(dtype=np.int64)].tolist(),
    )
    for rows, begin in zip(kept, begins, strict=True):
        before = int(at[begin])
        for row in rows.tolist():
            yield from (codes[row], starts[row] - before, ends[row] - starts[row])
            before = ends[row]


def _names(terms: pd.DataFrame, rows: np.ndarray, joined: pd.DataFrame, vocabulary) -> Iterator[int]:
    """Where a name stands, counted in the terms that the page holds; only those that change a term."""
    number = {start: place for place, start in enumerate(terms["start"].to_numpy()[rows].tolist())}
    ends = {end: place for place, end in enumerate(terms["end"].to_numpy()[rows].tolist())}
    plain, before = terms["term"].to_numpy()[rows].tolist(), 0
    for start, end, term in joined[["start", "end", "term"]].itertuples(index=False, name=None):
        first, last = number.get(start), ends.get(end)
        if first is not None and last is not None and (last > first or plain[first] != term):
            yield from (first - before, last - first + 1, vocabulary[term])
            before = first
