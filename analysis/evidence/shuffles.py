"""Re-dealing the segments: how often would chance alone part the passages this far?

The passages are shuffled and dealt again into two piles as large as the two sides. p is the share of deals whose gap is
at least as large as the real one, the real deal counted among them (Phipson and Smyth 2010).
"""

import numpy as np
import scipy  # its parts load when they are used
from numpy.typing import ArrayLike

from analysis.evidence.intervals import Counts, column_sums
from analysis.evidence.verdicts import LEVEL, benjamini_hochberg

SHUFFLES = 10_000  # the least; a family of m terms takes 20 m / .05 when that is more
MOST = 50_000  # enough for the smallest q of a family of a hundred; of a larger one only groups of terms can pass
CHUNK = 5_000  # deals at a time, so that memory stays small
LARGE = 1_000  # terms of a family from which on deals are spent where they decide something
FIRST = 1_000  # deals of a large family before anything is decided
KNOWN = 100  # deals as extreme as the real one after which a p is known to a tenth (Besag and Clifford 1991)
CELLS = 2_000_000  # of deals × segments, or × terms, that are held at once
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
    if not chosen:
        return np.full(order.shape, drawn is not side)
    last = np.partition(order, chosen - 1, axis=1)[:, chosen - 1 : chosen]
    deals = order <= last
    for row in np.flatnonzero(deals.sum(axis=1) > chosen):  # of segments drawn alike the first, on every processor
        alike = np.flatnonzero(order[row] == last[row])
        deals[row, alike[chosen - int(deals[row].sum()) :]] = False
    return deals if drawn is side else ~deals


def shuffle_p(
    counts: Counts,
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
    counts : array or sparse matrix
        Segments × terms.
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
    In a family of a thousand terms or more a term gets no further deals once its p is known to a tenth, or clearly on
    one side of what the correction for the family asks, and none does where no further deal could make any term pass.

    Doubt it when segments follow each other: neighbours are alike, and two stretches of one work pass the 5% mark more
    than 5 times of 100.

    References
    ----------
    Phipson and Smyth 2010; Besag and Clifford 1991.
    """
    sizes, side, number = np.asarray(sizes, dtype=np.float32), np.asarray(side, dtype=bool), counts.shape[1]
    large = number >= LARGE
    held = scipy.sparse.csr_array(counts, dtype=np.float32)
    held = held.T.tocsr() if large else held.toarray()  # a row a term, or a column
    wanted = shuffles or min(max(SHUFFLES, 400 * number), MOST)
    extreme, dealt, kept = np.zeros(number), np.zeros(number), np.arange(number)
    start = 0
    while start < wanted and len(kept):
        size = min(FIRST if large else CHUNK, wanted - start)
        if large:
            extreme[kept] += _count_sparse(held[kept], sizes, side, size, seed=(seed, start))
        else:
            extreme[kept] += _count_extreme(deal_sides(side, size, seed=(seed, start)), side, held[:, kept], sizes)
        dealt[kept] += size
        start += size
        if large:
            asked = _passing((extreme + 1) / (dealt + 1)) if limit is None else limit
            kept = kept[_undecided(extreme[kept], dealt[kept], asked)]
            best = (extreme + 1) / (np.where(np.isin(np.arange(number), kept), wanted, dealt) + 1)
            if limit is None and not _passing(best):  # whatever the deals to come may bring
                break
        elif start >= SHUFFLES:  # from here on only small p need more deals
            kept = kept[extreme[kept] <= 0.02 * dealt[kept]]
    return (extreme + 1) / (dealt + 1)


def _passing(p: np.ndarray) -> float:
    """The largest p of a family that passes the correction; 0 where none does."""
    return float(p[benjamini_hochberg(p) <= LEVEL].max(initial=0.0))


def _undecided(extreme: np.ndarray, dealt: np.ndarray, limit: float) -> np.ndarray:
    """Whether further deals could tell anything of a term: its p is not yet known, nor on which side of the limit."""
    if not limit:
        return extreme < KNOWN
    below, above = scipy.stats.binom.cdf(extreme, dealt, limit), scipy.stats.binom.sf(extreme - 1, dealt, limit)
    return (below > SURE) & (above > SURE) & (extreme < KNOWN)


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


def _count_sparse(by_term, sizes, side, deals: int, seed: tuple[int, ...]) -> np.ndarray:
    """`_count_extreme` of terms × segments where most terms are in few segments; some deals and terms at a time."""
    extreme, rng = np.zeros(by_term.shape[0]), np.random.default_rng(seed)
    share = by_term.sum(axis=1) / sizes.sum()
    real = by_term @ side.astype(np.float32)
    gap = real - sizes[side].sum() * share
    step = max(min(CELLS // len(side), deals), 1)
    for size in [step] * (deals // step) + [deals % step] * (deals % step > 0):
        dealt = _deal_fast(side, size, rng)
        words = sizes @ dealt
        for rows in np.array_split(np.arange(len(extreme)), -(-len(extreme) * size // CELLS)):
            count = by_term[rows] @ dealt
            as_many = np.where(gap[rows, None] >= 0, count >= real[rows, None], count <= real[rows, None])
            count -= np.multiply.outer(share[rows], words)
            extreme[rows] += (as_many | (np.abs(count) >= np.abs(gap[rows, None]) - 1e-4)).sum(axis=1)
    return extreme


def _deal_fast(side: np.ndarray, deals: int, rng: np.random.Generator) -> np.ndarray:
    """Segments × deals as 1 and 0: each segment by a coin, then some here and there until the number is right.

    Coins and mends know no segment from another, so all deals of that number are equally likely.
    """
    few = side if side.mean() <= 0.5 else ~side
    coins = np.frombuffer(rng.bytes(len(side) * deals), dtype=np.uint8).reshape(len(side), deals)
    dealt = (coins < int(256 * few.mean())).astype(np.float32)
    flat, lack = dealt.reshape(-1), few.sum() - dealt.sum(axis=0).astype(np.int64)
    while (columns := np.flatnonzero(lack)).size:
        column = np.repeat(columns, np.abs(lack[columns]))  # never more mends than are wanting
        cell = rng.integers(0, len(side), len(column)) * deals + column
        add = (lack > 0)[column]
        cell = np.unique(cell[flat[cell] != add])
        flat[cell] = 1 - flat[cell]
        lack -= np.bincount(cell % deals, minlength=deals) * np.sign(lack)
    return dealt if few is side else 1 - dealt
