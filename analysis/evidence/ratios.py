"""Intervals of shares and of their ratios: how far the two works may lie apart, read from two stretches of them."""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from analysis.evidence.drift import side_factors, stretch_factors
from analysis.evidence.intervals import (
    CONFIDENCE,
    PRIOR_SEGMENTS,
    ZERO,
    Counts,
    column_sums,
    log_ratio,
    nullable,
    t_quantile,
    wilson_interval,
)


def log_ratio_intervals(
    counts: Counts,
    sizes: ArrayLike,
    side: ArrayLike,
    documents: ArrayLike | None = None,
    *,
    kinds: ArrayLike | None = None,
    factors: ArrayLike | None = None,
    confidence: float = CONFIDENCE,
) -> pd.DataFrame:
    """The log ratio (base 2) of each term's shares on the two sides, with an interval for the two works.

    Read 1 as "twice as often in the target", -1 as "half as often". A zero counts as 0.5. The interval is a t interval
    by the delta method, widened for what drifts from stretch to stretch of one work (`stretch_factors`): variance of
    the natural log of a share = factor / (count + 0.5).

    Parameters
    ----------
    counts : array or sparse matrix
        Segments in reading order × terms.
    sizes : array
        Terms a segment.
    side : array of bool
        True for the target's segments.
    documents : array, optional
        A label a segment; each side one text if left out.
    kinds : array of int, optional
        For each term 0 subject, 1 grammar or 2 name; all subject if left out.
    factors : array, optional
        Two rows (target, reference) × terms, where the factors are known from elsewhere.
    confidence : float
        How often the interval should hold, 0-1.

    Returns
    -------
    DataFrame
        One row a term, in the order of the columns of `counts`:
        log_ratio : base 2
        low, high : its interval; <NA> when a side has fewer than two segments
        error : standard error, base 2; <NA> as low and high

    Notes
    -----
    On pairs of works of seven kinds of prose 93 to 97 of 100 such intervals hold the ratio of the whole works
    (benchmarks/README.md). Doubt it for a zero: 28 : 0 is a fact about these files, and its interval only says how long
    the arrow is.
    """
    side, sizes = np.asarray(side, dtype=bool), np.asarray(sizes, dtype=float)
    documents = side if documents is None else np.asarray(documents)
    target, reference = (column_sums(counts[np.flatnonzero(mask)]) for mask in (side, ~side))
    ratio = log_ratio(target, reference, sizes[side].sum(), sizes[~side].sum())
    if factors is None:
        factors = side_factors(stretch_factors(counts, sizes, documents, kinds), sizes, side, documents)
    near, far = np.asarray(factors, dtype=float)
    error = np.sqrt(near / (target + ZERO) + far / (reference + ZERO)) / np.log(2)
    enough = min(side.sum(), (~side).sum()) >= 2
    reach = t_quantile(0.5 + confidence / 2, len(sizes) - 2 + PRIOR_SEGMENTS) if enough else np.nan
    return pd.DataFrame(
        {
            "log_ratio": ratio,
            "low": nullable(ratio - reach * error),
            "high": nullable(ratio + reach * error),
            "error": nullable(error if enough else error * np.nan),
        }
    )


def share_intervals(
    counts: Counts, sizes: ArrayLike, *, kinds: ArrayLike | None = None, level: float = CONFIDENCE
) -> tuple[np.ndarray, np.ndarray]:
    """Wilson's interval for each term's share in the work of which these segments are one stretch.

    Parameters
    ----------
    counts : array or sparse matrix
        Segments in reading order × terms.
    sizes : array
        Terms a segment.
    kinds : array of int, optional
        For each term 0 subject, 1 grammar or 2 name; all subject if left out.
    level : float
        How often the interval should hold, 0-1.

    Returns
    -------
    low, high : arrays of float
        One value a column.
    """
    counts = counts if hasattr(counts, "toarray") else np.asarray(counts, dtype=float)
    sizes = np.asarray(sizes, dtype=float)
    factor = stretch_factors(counts, sizes, np.zeros(len(sizes)), kinds).to_numpy()[0]
    freedom = len(sizes) - 1 + PRIOR_SEGMENTS
    return wilson_interval(
        column_sums(counts) / sizes.sum(), sizes.sum() / factor, t_quantile(0.5 + level / 2, freedom)
    )
