"""Intervals from segments: how far a number depends on which passages happen to be there.

Words of one passage come together, so the spread of a count is measured between segments, never between words. Every
interval here is a *passage interval*: it covers 93 to 97 times of 100 what shuffled passages of the same text would
give. Two contiguous stretches of one novel differ by more than that (the README prints the rates).
"""

from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import sparse, stats

Counts: TypeAlias = np.ndarray | sparse.spmatrix  # segments × terms, dense or sparse

CONFIDENCE = 0.95
PRIOR_SEGMENTS = 12.0  # how many segments' worth of trust the spread of comparable terms gets; see benchmarks/keyness
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
    squares = np.square(counts.astype(float)) if isinstance(counts, np.ndarray) else counts.multiply(counts)
    weighted = np.asarray(squares.T @ (1 / sizes)).ravel()
    return np.where(totals > 0, weighted * sizes.sum() / np.maximum(totals, 1) - totals, 0.0)


def spread_by_term(counts: Counts, sizes: ArrayLike, side: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    """Pearson's chi-square of each term over the segments within the two sides, and its degrees of freedom."""
    side, sizes = np.asarray(side, dtype=bool), np.asarray(sizes, dtype=float)
    spread, freedom = np.zeros(counts.shape[1]), np.zeros(counts.shape[1])
    for mask in (side, ~side):
        if mask.sum() >= 2:
            part = counts[np.flatnonzero(mask)]
            spread += pearson_sum(part, sizes[mask])
            freedom += np.where(column_sums(part) > 0, mask.sum() - 1, 0)
    return spread, freedom


def overdispersion(
    counts: Counts,
    sizes: ArrayLike,
    side: ArrayLike,
    *,
    prior_segments: float = PRIOR_SEGMENTS,
    kinds: ArrayLike | None = None,
) -> np.ndarray:
    """How many times more a term's count varies between segments than independent words would; 1 is independence.

    Measured within the two sides, then drawn towards what terms of the same kind and frequency show, with the weight of
    `prior_segments` segments: forty segments are too few to trust each term alone.

    Parameters
    ----------
    counts : array or sparse matrix
        Segments × terms.
    sizes : array
        Terms a segment.
    side : array of bool
        True for the target's segments.
    prior_segments : float
        Weight of terms alike, in segments.
    kinds : array of int, optional
        A whole number a term (terms of grammar 1, others 0, say); all one kind if left out.

    Returns
    -------
    array of float
        One factor a term, at least 1.

    References
    ----------
    Pearson's dispersion; moderation as in Smyth 2004.
    """
    spread, freedom = spread_by_term(counts, sizes, side)
    own = np.where(freedom > 0, spread / np.maximum(freedom, 1), 1.0)
    totals, usual = column_sums(counts), np.ones(counts.shape[1])
    kinds = np.zeros(len(own), dtype=int) if kinds is None else np.asarray(kinds, dtype=int)
    for kind in np.unique(kinds):
        usual[kinds == kind] = _usual_spread(totals[kinds == kind], own[kinds == kind])
    return np.maximum(1.0, (prior_segments * usual + freedom * own) / (prior_segments + freedom))


def _usual_spread(totals: np.ndarray, own: np.ndarray, *, window: int = 31) -> np.ndarray:
    """The mean factor of the terms next in frequency: a running mean over terms in order of their count."""
    order = np.lexsort((own, totals))
    half = min(window, len(own)) // 2
    sums = np.concatenate([[0.0], np.cumsum(own[order])])
    places = np.arange(len(own))
    low, high = np.maximum(places - half, 0), np.minimum(places + half + 1, len(own))
    smooth = (sums[high] - sums[low]) / (high - low)
    _, inverse = np.unique(totals, return_inverse=True)  # terms of one count share one value: no order among ties
    return (np.bincount(inverse[order], weights=smooth) / np.bincount(inverse))[inverse]


def log_ratio_intervals(
    counts: Counts, sizes: ArrayLike, side: ArrayLike, *, confidence: float = CONFIDENCE
) -> pd.DataFrame:
    """The log ratio (base 2) of each term's shares on the two sides, with a passage interval.

    Read 1 as "twice as often in the target", -1 as "half as often". A zero counts as 0.5. The interval is a t interval
    by the delta method: variance of the natural log of a share = overdispersion / (count + 0.5).

    Parameters
    ----------
    counts : array or sparse matrix
        Segments × terms.
    sizes : array
        Terms a segment.
    side : array of bool
        True for the target's segments.
    confidence : float
        How often the interval should hold, 0-1.

    Returns
    -------
    DataFrame
        One row a term, in the order of the columns of `counts`:
        log_ratio : base 2
        low, high : its interval; <NA> when a side has fewer than two segments
        error : standard error, base 2; <NA> as low and high
        factor : overdispersion, 1 or more

    Notes
    -----
    Doubt it for a zero: 28 : 0 is a fact about these files, and its interval only says how long the arrow is.
    """
    side, sizes = np.asarray(side, dtype=bool), np.asarray(sizes, dtype=float)
    target, reference = (column_sums(counts[np.flatnonzero(mask)]) for mask in (side, ~side))
    ratio = log_ratio(target, reference, sizes[side].sum(), sizes[~side].sum())
    factor = overdispersion(counts, sizes, side)
    error = np.sqrt(factor * (1 / (target + ZERO) + 1 / (reference + ZERO))) / np.log(2)
    enough = min(side.sum(), (~side).sum()) >= 2
    reach = stats.t.ppf(0.5 + confidence / 2, len(sizes) - 2 + PRIOR_SEGMENTS) if enough else np.nan
    return pd.DataFrame(
        {
            "log_ratio": ratio,
            "low": nullable(ratio - reach * error),
            "high": nullable(ratio + reach * error),
            "error": nullable(error if enough else error * np.nan),
            "factor": factor,
        }
    )


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


def wilson_interval(share: np.ndarray, words: np.ndarray | float, reach: float) -> tuple[np.ndarray, np.ndarray]:
    """Wilson's interval for a share of so many independent words; `reach` is the quantile, about 2 (Wilson 1927)."""
    middle = (share + reach**2 / (2 * words)) / (1 + reach**2 / words)
    half = reach * np.sqrt(share * (1 - share) / words + reach**2 / (4 * words**2)) / (1 + reach**2 / words)
    return np.maximum(middle - half, 0.0), np.minimum(middle + half, 1.0)
