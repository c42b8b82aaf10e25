"""Whether two passages can be of one time: the years they name, or that were named shortly before."""

import numpy as np
import pandas as pd

APART, UNKNOWN, MEET, SAME = range(4)


def compare_times(in_force: pd.DataFrame, ones: np.ndarray, others: np.ndarray, *, lasting: int) -> np.ndarray:
    """For each pair of runs of sentences: APART, UNKNOWN, MEET, or SAME where either tells of a year or two.

    `in_force`: of `find_dates_in_force`; `ones`, `others`: first and last row of each run in it; `lasting`: for how
    many sentences a year named before still holds.
    """
    low, high = zip(*(_years(in_force, runs, lasting) for runs in (ones, others)), strict=True)
    apart = (high[0] < low[1]) | (high[1] < low[0])
    meet = (high[0] >= low[1]) & (high[1] >= low[0])
    same = meet & (high[0] - low[0] <= 1) & (high[1] - low[1] <= 1)
    return np.select([apart, same, meet], [APART, SAME, MEET], UNKNOWN)


def _years(in_force: pd.DataFrame, runs: np.ndarray, lasting: int) -> tuple[np.ndarray, np.ndarray]:
    """First and last year of each run: those it names, else that in force where it begins; NaN where none is."""
    year, until = (
        pd.to_numeric(in_force[edge].str[:4], errors="coerce").to_numpy(dtype=float) for edge in ("begin", "finish")
    )
    holds = in_force["sentences_since"].le(lasting).fillna(False).to_numpy(dtype=bool)
    own = in_force["own"].to_numpy(dtype=bool) & np.isfinite(year)
    first, last = runs[:, 0], runs[:, 1]
    low, high = (np.where(holds[first], edge[first], np.nan) for edge in (year, until))
    named = np.zeros(len(runs), dtype=bool)
    for step in range((last - first).max(initial=-1) + 1):
        at = np.minimum(first + step, last)
        low = np.where(own[at], np.where(named, np.fmin(low, year[at]), year[at]), low)
        high = np.where(own[at], np.where(named, np.fmax(high, until[at]), until[at]), high)
        named |= own[at]
    return low, high
