"""Re-dealing the segments: how often would chance alone part the passages this far?

The passages are shuffled and dealt again into two piles as large as the two sides. p is the share of deals whose gap is
at least as large as the real one, the real deal counted among them (Phipson and Smyth 2010).
"""

import numpy as np
import scipy  # its parts load when they are used
from numpy.typing import ArrayLike

from analysis.evidence.intervals import column_sums

SHUFFLES = 10_000  # the least; a family of m terms takes 20 m / .05 when that is more
MOST = 50_000  # enough for the smallest q of a family of a hundred; of a larger one only groups of terms can pass
CHUNK = 5_000  # deals at a time, so that memory stays small
LARGE = 1_000  # terms of a family from which on deals are spent where they decide something
FIRST = 1_000  # deals of a large family before anything is decided
KNOWN = 100  # deals as extreme as the real one after which a p is known to a tenth (Besag and Clifford 1991)
SURE = 1e-6  # how seldom a p may be put on the wrong side of a limit


def deal_sides(side: ArrayLike, shuffles: int = SHUFFLES, *, seed: int | tuple[int, ...] = 0) -> np.ndarray:
    """Random deals of the segments into two sides.

    Parameters
    ----------
    side : array of bool
        True for the target's segments.
    shuffles : int
        How many deals.
    seed : int or tuple of int
        Of the deals.

    Returns
    -------
    array of bool
        Deals × segments, True = target; each deal has as many targets as `side`.
    """
    side = np.asarray(side, dtype=bool)
    fewer = 2 * int(side.sum()) - len(side) or -int(side[:1].any())  # of two sides alike, that of the first segment
    drawn = side if fewer < 0 else ~side  # so that either side, called the target, gets the same deals
    order = np.random.default_rng(seed).random((shuffles, len(side)), dtype=np.float32)
    chosen = int(drawn.sum())
    deals = np.zeros((shuffles, len(side)), dtype=bool)
    if chosen:
        picked = np.argpartition(order, chosen - 1, axis=1)[:, :chosen]
        np.put_along_axis(deals, picked, True, axis=1)
    return deals if drawn is side else ~deals


def shuffle_p(
    counts: ArrayLike,
    sizes: ArrayLike,
    side: ArrayLike,
    *,
    shuffles: int | None = None,
    limit: float | None = None,
    seed: int = 0,
) -> np.ndarray:
    """The p of each term's gap between the sides when whole segments are re-dealt.

    The gap is the target's count less what its words would hold at the pooled share, so segment sizes are taken as they
    are. A deal also counts as equal when it gives the target a count as extreme as the real one: segments of 100 and
    101 words must not break the ties of a word that sits in three of them.

    Parameters
    ----------
    counts : array
        Segments × terms, dense.
    sizes : array
        Terms a segment.
    side : array of bool
        True for the target's segments.
    shuffles : int, optional
        Deals; if left out 10,000, and for terms whose p is then small as many as the family needs (400 a term).
    limit : float, optional
        What p is to be held against: of a large family no deals are spent on a term that is clearly on one side of it.
    seed : int
        Of the deals.

    Returns
    -------
    array of float
        One p a term, between 1 / (shuffles + 1) and 1.

    Notes
    -----
    In a family of a thousand terms or more a term whose p is known to a tenth gets no further deals, and none does once
    the smallest p that can be seen passes the correction for the family.

    Doubt it when segments follow each other: neighbours are alike, and two stretches of one work pass the 5% mark more
    than 5 times of 100.

    References
    ----------
    Phipson and Smyth 2010; Besag and Clifford 1991.
    """
    counts, sizes = np.asarray(counts, dtype=np.float32), np.asarray(sizes, dtype=np.float32)
    side, number = np.asarray(side, dtype=bool), counts.shape[1]
    large = number >= LARGE
    wanted = shuffles or min(max(SHUFFLES, 400 * number), MOST)
    extreme, dealt, kept = np.zeros(number), np.zeros(number), np.arange(number)
    start = 0
    while start < wanted and len(kept):
        size = min(FIRST if large and not start else CHUNK, wanted - start)
        deals = deal_sides(side, size, seed=(seed, start))
        extreme[kept] += _count_extreme(deals, side, counts[:, kept], sizes)
        dealt[kept] += size
        start += size
        if large:
            kept = kept[_undecided(extreme[kept], dealt[kept], limit)]
            if start >= SHUFFLES and _floor_passes(extreme, dealt):
                break
        if start >= SHUFFLES:  # from here on only small p need more deals
            kept = kept[extreme[kept] <= 0.02 * dealt[kept]]
    return (extreme + 1) / (dealt + 1)


def _undecided(extreme: np.ndarray, dealt: np.ndarray, limit: float | None) -> np.ndarray:
    """Whether further deals could tell anything of a term."""
    if limit is None:
        return extreme < KNOWN
    below, above = scipy.stats.binom.cdf(extreme, dealt, limit), scipy.stats.binom.sf(extreme - 1, dealt, limit)
    return (below > SURE) & (above > SURE)


def _floor_passes(extreme: np.ndarray, dealt: np.ndarray) -> bool:
    """Whether terms that no deal has reached pass at .05 in their family (Benjamini and Hochberg 1995)."""
    least = 1 / (dealt.max() + 1)
    return not (extreme == 0).any() or least * len(extreme) <= 0.05 * (extreme == 0).sum()


def _count_extreme(deals, side, counts, sizes) -> np.ndarray:
    share = column_sums(counts) / sizes.sum()
    real_count, real_gap = _gaps(side[None, :], counts, sizes, share)
    count, gap = _gaps(deals, counts, sizes, share)
    as_many = np.where(real_gap >= 0, count >= real_count, count <= real_count)
    return (as_many | (np.abs(gap) >= np.abs(real_gap) - 1e-4)).sum(axis=0)


def _gaps(deals, counts, sizes, share):
    deals = deals.astype(np.float32)
    count = deals @ counts
    return count, count - np.outer(deals @ sizes, share)
