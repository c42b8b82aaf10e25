"""What so small a pair could show at all: silence of a test is no finding where the test could not have spoken."""

from collections.abc import Iterable

import numpy as np
import pandas as pd
import scipy  # its parts load when they are used
from numpy.typing import ArrayLike

from analysis.evidence.drift import stretch_factors
from analysis.evidence.intervals import Counts, column_sums, nullable
from analysis.evidence.verdicts import FLOOR, LEVEL

COUNTS = (8, 12, 16, 24, 32, 48, 64, 128)
_LADDER = np.exp2(np.arange(0.1, 8.05, 0.05))  # ratios tried, 1.07 to 256 times


def detectable_ratios(
    counts: Counts, sizes: ArrayLike, side: ArrayLike, *, pooled: Iterable[int] = COUNTS, power: float = 0.8
) -> pd.DataFrame:
    """The detectability card: how many times as often must a word be used to be noticed here, 8 times of 10?

    Read a row as: "a word seen `n` times in both texts together is called different only if one uses it at least
    `ratio` times as often". <NA> means that no ratio would do, not even a word that one text lacks altogether.

    Parameters
    ----------
    counts : array or sparse matrix
        Segments × terms of this comparison, whose clumping is taken over.
    sizes : array
        Terms a segment.
    side : array of bool
        True for the target's segments.
    pooled : iterable of int
        Counts on both sides together, one row each.
    power : float
        How often the difference should be noticed, 0-1.

    Returns
    -------
    DataFrame
        One row a count, in the order of `pooled`:
        n : occurrences on both sides together
        per_thousand : that count in 1,000 words
        factor : how much more such words vary between stretches of one work than independent words
        ratio : times as often, where one question is asked (p .05)
        ratio_in_family : the same with p .05 divided by the number of tested terms, as strict as a family test can be

    Notes
    -----
    Doubt it as a scale, not a promise: it takes words that clump for fewer independent ones (n / factor).
    """
    side, sizes = np.asarray(side, dtype=bool), np.asarray(sizes, dtype=float)
    target, reference = sizes[side].sum(), sizes[~side].sum()
    totals, factors = column_sums(counts), stretch_factors(counts, sizes, side).to_numpy().mean(axis=0)
    family = max(int((totals >= FLOOR).sum()), 1)
    rows = []
    for n in pooled:
        factor = float(np.median(factors[np.argsort(np.abs(np.log(np.maximum(totals, 0.5) / n)), kind="stable")[:25]]))
        ladder = [_smallest(n, factor, target, reference, level, power) for level in (LEVEL, LEVEL / family)]
        rows.append((n, 1000 * n / (target + reference), factor, *ladder))
    table = pd.DataFrame(rows, columns=["n", "per_thousand", "factor", "ratio", "ratio_in_family"])
    return table.assign(ratio=nullable(table["ratio"]), ratio_in_family=nullable(table["ratio_in_family"]))


def _smallest(n, factor, target, reference, level, power) -> float:
    """The smallest ratio at which a binomial test of n / factor independent words has the power; NaN if none."""
    words, even = max(int(n / factor), 1), target / (target + reference)
    splits = np.arange(words + 1)
    tails = np.minimum(scipy.stats.binom.cdf(splits, words, even), scipy.stats.binom.sf(splits - 1, words, even))
    noticed = 2 * tails <= level
    inside = _LADDER * target / (_LADDER * target + reference)
    chance = scipy.stats.binom.pmf(splits[:, None], words, inside)[noticed].sum(axis=0)
    return float(_LADDER[(chance >= power).argmax()]) if (chance >= power).any() else np.nan
