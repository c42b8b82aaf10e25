"""Whether two sides' topics are those of two works: what one half of each text teaches must hold in the other half.

Topics found in two texts part them by construction, and two chapters of one work have subjects of their own. Two things
tell works from chapters, and neither does alone: topics learnt from the first halves of both texts still part the
second halves (and the other way round), and the words bear out a difference when their drift through each text is
reckoned with (`difference_strength`, the same evidence as for single words).
"""

import numpy as np
import pandas as pd

from analysis.evidence import difference_strength
from analysis.topics.fit import as_words, fit_segments, mixture_shares, read_as
from analysis.topics.vocabulary import inverse_reach

LEAST_COUNT = 6  # of a term, pooled: rarer ones say little about a difference


def first_halves(rows: pd.DataFrame) -> np.ndarray:
    """Which segments lie in the first half of their document."""
    place = rows.groupby("document", sort=False).cumcount()
    return (place < rows.groupby("document", sort=False)["document"].transform("size") / 2).to_numpy()


def gaps_by_half(shares: np.ndarray, sizes: np.ndarray, side: np.ndarray, rows: pd.DataFrame) -> np.ndarray:
    """Each topic's difference in the first halves of the texts, and in the second: 2 × topics; NaN without segments."""
    first = first_halves(rows)
    return np.stack([gap(shares, sizes, side, half) for half in (first, ~first)])


def works_apart(counts, rows: pd.DataFrame, side: np.ndarray, n_topics: int) -> float:
    """How far two sides part as two works do: the geometric mean of `gap_read_on` and of the support a term.

    Read it beside those of pairs of stretches of one work (benchmarks/topics.md). 0 where either is none, and where the
    texts are too short to be halved.
    """
    counts = counts.tocsr().astype(float)
    known = np.flatnonzero(np.asarray(counts.sum(axis=0)).ravel() >= LEAST_COUNT)
    read_on = gap_read_on(counts, rows, side, n_topics)
    if read_on <= 0 or not len(known):
        return 0.0
    documents = rows["document"].to_numpy()
    strength = difference_strength(counts[:, known].toarray(), rows["n"].to_numpy(dtype=float), side, documents)
    return float(np.sqrt(read_on * max(strength["support"].mean(), 0.0)))


def gap_read_on(counts, rows: pd.DataFrame, side: np.ndarray, n_topics: int) -> float:
    """How much more of its words each side spends, in one half of its texts, on what was its own in the other half.

    Topics are fitted on one half of every text; those on which the target spends more there are its own. Their share in
    the other half, target less reference, is the gap: 1, the sides have no topic in common; 0, what was learnt
    does not tell them apart. The mean of both ways round; 0 where a half is too short.
    """
    first, sizes = first_halves(rows), np.asarray(counts.sum(axis=1), dtype=float).ravel()
    documents, found = rows["document"].to_numpy(), []
    for half in (first, ~first):
        places = np.flatnonzero(half)
        n_found = min(n_topics, len(places) // 2)
        if n_found < 2 or not all((part & mask).any() for part in (half, ~half) for mask in (side, ~side)):
            return 0.0
        part, names = counts[places], documents[places]
        how, idf = read_as("nmf", part, names), inverse_reach(part)
        shares = mixture_shares(counts, as_words(fit_segments(part, names, n_found, how, 0, idf), idf))
        own = gap(shares, sizes, side, half) > 0
        found.append(gap(shares, sizes, side, ~half)[own].sum())
    return float(np.mean(found))


def gap(shares: np.ndarray, sizes: np.ndarray, side: np.ndarray, chosen: np.ndarray | None = None) -> np.ndarray:
    """Each topic's share of the words, target less reference, in the chosen segments."""
    chosen = np.ones(len(side), dtype=bool) if chosen is None else chosen
    held = shares * sizes[:, None]
    with np.errstate(invalid="ignore", divide="ignore"):
        one, two = (held[chosen & mask].sum(axis=0) / sizes[chosen & mask].sum() for mask in (side, ~side))
    return one - two
