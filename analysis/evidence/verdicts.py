"""The words of the verdict, and the one rule that gives them.

For a difference in word use the rule has four parts, set so that two stretches of *one* work earn a `supported` at most
about 10 times of 100, whatever the kind of prose (`benchmarks/README.md` prints how often they do):
1. re-dealt segments: q at most .05 over the tested family;
2. size: `likely` of `difference_strength` is at least .6, the chance that the works differ twofold or more;
3. company: all words together say that these are two works and not two stretches of one (`works_apart`);
4. steadiness: all of it holds on each of five lengths of segments, from 100 to 200 words, and 2 and 3 whichever passage
   is left out.

Between two groups of many documents the document is the unit, and what varies from one to the next is seen: there the
rule is q, an interval clear of no difference, and re-dealt documents that still part as seldom as 5 in 100 whichever
tenth of a side is left out. Halves of one collection, dealt at random, earn a `supported` in at most 5 of 100 deals.

`supported`: the gap would survive a second look. `fragile`: it may hang on a few passages. `not supported`: not
distinguishable here, which is not the same as equal. Two further words mark what was never tested: `too rare to test`
is a fact about the files (present, absent, how often), and `chosen after reading` a family picked because of the very
gap it shows, which can describe that gap and never confirm it.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from analysis.evidence.intervals import nullable

Column = Sequence[float] | np.ndarray | pd.Series | pd.arrays.FloatingArray  # NaN or <NA> where one is missing

SUPPORTED, FRAGILE, NOT_SUPPORTED = "supported", "fragile", "not supported"
TOO_RARE, CIRCULAR = "too rare to test", "chosen after reading"
VERDICTS = (SUPPORTED, FRAGILE, NOT_SUPPORTED, TOO_RARE, CIRCULAR)
FLOOR = 8  # the least pooled count that is tested: blind to the side, and fixed before looking
LEVEL = 0.05
LIKELY = 0.6  # the least chance of a twofold difference between the works


def stands(q: ArrayLike, likely: ArrayLike, apart: float) -> np.ndarray:
    """Which terms pass the first three parts of the rule at the head of this module.

    Parameters
    ----------
    q : array
        Corrected over the family; NaN where a term was not tested.
    likely : array
        As `difference_strength` gives it, in the order of `q`.
    apart : float
        As `works_apart` gives it.

    Returns
    -------
    array of bool
        One entry a term, in the order of `q`.
    """
    q, likely = np.asarray(q, dtype=float), np.asarray(likely, dtype=float)
    return (np.nan_to_num(q, nan=1.0) <= LEVEL) & (likely >= LIKELY) & (apart >= 0)


def benjamini_hochberg(p: Column) -> np.ndarray:
    """q-values: among what is at or below this q, about that share are false alarms.

    Parameters
    ----------
    p : array or column
        One a question. What was not tested (<NA> or NaN) belongs to no family.

    Returns
    -------
    array of float
        One q a question, in the order of `p`; NaN where it was not tested.

    References
    ----------
    Benjamini and Hochberg 1995.

    Examples
    --------
    >>> benjamini_hochberg([0.01, 0.04, 0.03, float("nan"), 0.5]).round(3).tolist()
    [0.04, 0.053, 0.053, nan, 0.5]
    """
    q = plain_numbers(p)
    tested = np.isfinite(q)
    if tested.any():
        order = np.argsort(q[tested], kind="stable")
        steps = q[tested][order] * (len(order) / np.arange(1, len(order) + 1))
        known = np.empty(len(order))
        known[order] = np.minimum.accumulate(steps[::-1])[::-1].clip(0, 1)
        q[tested] = known
    return q


def judge(p: Column, *, clear: ArrayLike = True, holds: ArrayLike = True) -> pd.DataFrame:
    """The end of every comparison: q over all that was tested, and one verdict for each.

    `supported`: q at most .05, `clear` and `holds`. `fragile`: p at most .05 and `clear`. Otherwise `not supported`.
    Where p is missing: `too rare to test`.

    Parameters
    ----------
    p : array or column
        One a question of the family; NaN or <NA> where none was tested.
    clear : bool or array of bool
        Whether the interval that is shown leaves "no difference" out, since a verdict must not say more than the
        interval beside it.
    holds : bool or array of bool
        Whatever further check the measure has.

    Returns
    -------
    DataFrame
        One row a question, in the order of `p`:
        p, q : 0-1; <NA> where not tested
        verdict : one of `VERDICTS`, without `CIRCULAR`
    """
    p, clear = plain_numbers(p), np.asarray(clear, dtype=bool)
    q = benjamini_hochberg(p)
    small, passed = (np.nan_to_num(values, nan=1.0) <= LEVEL for values in (p, q))
    words = np.select(
        [~np.isfinite(p), passed & clear & np.asarray(holds, dtype=bool), (small | passed) & clear],
        [TOO_RARE, SUPPORTED, FRAGILE],
        NOT_SUPPORTED,
    )
    return pd.DataFrame({"p": nullable(p), "q": nullable(q), "verdict": words.astype(object)})


def leaves_out_zero(low: Column, high: Column) -> np.ndarray:
    """Whether each interval lies on one side of 0.

    Parameters
    ----------
    low, high : array or column
        The ends of the intervals; NaN or <NA> where there is none.

    Returns
    -------
    array of bool
        One entry an interval; False where there is none.
    """
    low, high = plain_numbers(low), plain_numbers(high)
    return np.nan_to_num(np.maximum(low, -high), nan=-1.0) > 0


def plain_numbers(values: Column) -> np.ndarray:
    """A column of numbers as plain floats.

    Parameters
    ----------
    values : array or column
        Numbers, <NA> or NaN where one is missing.

    Returns
    -------
    array of float
        A new array, NaN where a number is missing.
    """
    return pd.Series(values, dtype="Float64").to_numpy(dtype=float, na_value=np.nan, copy=True)
