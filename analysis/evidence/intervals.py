"""Sums, spreads and ratios of counts by segment: what every interval is made of.

Words of one passage come together, so the spread of a count is measured between segments, never between words.
"""

from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import sparse, special

Counts: TypeAlias = np.ndarray | sparse.spmatrix  # segments × terms, dense or sparse

CONFIDENCE = 0.95
PRIOR_SEGMENTS = 12.0  # degrees of freedom that the variation of words alike lends to a word's own
ZERO = 0.5  # the count put for a zero where a ratio needs one (Hardie 2014)


def nullable(values: ArrayLike) -> pd.arrays.FloatingArray:
    """Numbers as a column in which what does not exist is <NA>.

    Parameters
    ----------
    values : array
        Numbers.

    Returns
    -------
    FloatingArray
        A pandas Float64 array; what is not finite is <NA>.
    """
    values = np.asarray(values, dtype=float)
    return pd.arrays.FloatingArray(np.where(np.isfinite(values), values, 1.0), ~np.isfinite(values))


def column_sums(counts: Counts) -> np.ndarray:
    """Sums of the columns of a dense or sparse segments × terms matrix, as a flat float array."""
    return np.asarray(counts.sum(axis=0), dtype=float).ravel()


def pearson_sum(counts: Counts, sizes: ArrayLike) -> np.ndarray:
    """Pearson's chi-square of each term over the segments of one side: 0 where the term never occurs.

    Σ (x - rn)² / (rn) with r the term's share, written so that a sparse matrix stays sparse.
    """
    sizes, totals = np.asarray(sizes, dtype=float), column_sums(counts)
    squares = np.square(counts.astype(float)) if isinstance(counts, np.ndarray) else counts.power(2)
    weighted = np.asarray(squares.T @ (1 / sizes)).ravel()
    return np.where(totals > 0, weighted * sizes.sum() / np.maximum(totals, 1) - totals, 0.0)


def spread_by_term(counts: Counts, sizes: ArrayLike, labels: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    """Pearson's chi-square of each term over the segments within each label, and its degrees of freedom."""
    labels, sizes = np.asarray(labels), np.asarray(sizes, dtype=float)
    spread, freedom = np.zeros(counts.shape[1]), np.zeros(counts.shape[1])
    for label in pd.unique(labels):
        rows = np.flatnonzero(labels == label)
        if len(rows) >= 2:
            part = counts[rows]
            spread += pearson_sum(part, sizes[rows])
            freedom += np.where(column_sums(part) > 0, len(rows) - 1, 0)
    return spread, freedom


def join_neighbours(
    counts: Counts, sizes: ArrayLike, documents: ArrayLike, *, by: int = 2
) -> tuple[Counts, np.ndarray, np.ndarray]:
    """Each run of neighbouring segments of one document made one.

    Parameters
    ----------
    counts : array or sparse matrix
        Segments in reading order × terms.
    sizes : array
        Terms a segment.
    documents : array
        A label a segment.
    by : int
        Segments a run; a short last run joins the one before.

    Returns
    -------
    counts, sizes, documents : arrays
        Of the joined segments.
    """
    documents, sizes = np.asarray(documents), np.asarray(sizes, dtype=float)
    group, last = np.zeros(len(sizes), dtype=np.int64), 0
    for document in pd.unique(documents):
        rows = np.flatnonzero(documents == document)
        runs = np.minimum(np.arange(len(rows)) // by, max(len(rows) // by - 1, 0))
        group[rows] = runs + last
        last += int(runs.max()) + 1
    member = sparse.coo_matrix((np.ones(len(sizes)), (group, np.arange(len(sizes)))), shape=(last, len(sizes))).tocsr()
    return member @ counts, member @ sizes, documents[np.unique(group, return_index=True)[1]]


def log_ratio(target: ArrayLike, reference: ArrayLike, target_size: ArrayLike, reference_size: ArrayLike) -> np.ndarray:
    """log2 of the ratio of two shares, a zero replaced by 0.5.

    Read 1 as "twice as often in the target", -1 as "half as often".

    Parameters
    ----------
    target, reference : array
        Occurrences on either side.
    target_size, reference_size : float or array
        Words of either side.

    Returns
    -------
    array of float
        One log ratio a term.

    References
    ----------
    Hardie 2014.
    """
    target, reference = np.asarray(target, dtype=float), np.asarray(reference, dtype=float)
    return np.log2(np.where(target > 0, target, ZERO) / target_size) - np.log2(
        np.where(reference > 0, reference, ZERO) / reference_size
    )


def t_quantile(chance: float, freedom: ArrayLike) -> Any:
    """The value below which Student's t lies with this chance; `scipy.stats`, long to import, gives the same."""
    return special.stdtrit(freedom, chance)


def wilson_interval(share: np.ndarray, words: np.ndarray | float, reach: float) -> tuple[np.ndarray, np.ndarray]:
    """Wilson's interval for a share of so many independent words; `reach` is the quantile, about 2 (Wilson 1927)."""
    middle = (share + reach**2 / (2 * words)) / (1 + reach**2 / words)
    half = reach * np.sqrt(share * (1 - share) / words + reach**2 / (4 * words**2)) / (1 + reach**2 / words)
    return np.maximum(middle - half, 0.0), np.minimum(middle + half, 1.0)
