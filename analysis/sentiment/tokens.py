"""Texts as a stream of numbered types: each rule then looks once at every distinct type, and arrays do the rest."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

import numpy as np
import pandas as pd

BATCH = 1_000_000  # signs: some 200,000 words, so that their arrays take little memory and the work at each is short


@dataclass(frozen=True)
class TokenStream:
    """All tokens of many texts in order: token i is `types[ids[i]]`, in text `owner[i]`, at `place[i]` there."""

    types: list[str]
    ids: np.ndarray
    owner: np.ndarray
    place: np.ndarray  # 0 for the first token of a text
    lengths: np.ndarray  # tokens in each text


def stream_tokens(texts: list[str], split: Callable[[str], Sequence[str]] = str.split) -> TokenStream:
    """Split every text and number its types in order of first appearance."""
    parts = [split(text) for text in texts]
    lengths = np.fromiter(map(len, parts), dtype=np.int64, count=len(parts))
    tokens = list(chain.from_iterable(parts))
    number = {token: i for i, token in enumerate(dict.fromkeys(tokens))}
    ids = np.fromiter(map(number.__getitem__, tokens), dtype=np.int64, count=len(tokens))
    first = np.cumsum(lengths) - lengths
    owner = np.repeat(np.arange(len(texts)), lengths)
    return TokenStream(list(number), ids, owner, np.arange(len(ids)) - np.repeat(first, lengths), lengths)


def cut_finer(stream: TokenStream, split: Callable[[str], Sequence[str]]) -> TokenStream:
    """The stream with each token cut further; `split` looks once at every distinct one."""
    inner = stream_tokens(stream.types, split)
    counts, begins = inner.lengths[stream.ids], np.cumsum(inner.lengths) - inner.lengths
    within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    ids, owner = inner.ids[np.repeat(begins[stream.ids], counts) + within], np.repeat(stream.owner, counts)
    lengths = np.bincount(owner, minlength=len(stream.lengths))
    place = np.arange(len(ids)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    return TokenStream(inner.types, ids, owner, place, lengths)


def cut_batches(texts: list[str]) -> list[list[str]]:
    """The texts, in order, in batches of about `BATCH` signs: what is worked on at a time, whatever there is."""
    ends = np.cumsum(np.fromiter(map(len, texts), dtype=np.int64, count=len(texts)))
    cuts = [0, *(np.flatnonzero(np.diff(ends // BATCH)) + 1).tolist(), len(texts)]
    return [texts[start:end] for start, end in pairwise(cuts)]


def texts_of(rows: pd.DataFrame) -> list[str]:
    """The `text` column as strings; a missing text is an empty one."""
    return [text if isinstance(text, str) else "" for text in rows["text"].tolist()]


def count_words(rows: pd.DataFrame) -> np.ndarray:
    """Words of each row's text, parted by white space."""
    return np.array([len(text.split()) for text in texts_of(rows)], dtype=np.int64)
