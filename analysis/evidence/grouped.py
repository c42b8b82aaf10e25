"""Shares of many groups at once: what `share_intervals` gives for each, in one pass over all."""

import numpy as np

from analysis.evidence.drift import LONG, USUAL, USUAL_LONG, Seen, factors_seen, kind_means, own_means
from analysis.evidence.intervals import CONFIDENCE, PRIOR_SEGMENTS, t_quantile, wilson_interval


def grouped_intervals(
    pair: np.ndarray,
    unit: np.ndarray,
    count: np.ndarray,
    *,
    sizes: np.ndarray,
    group: np.ndarray,
    pair_group: np.ndarray,
    kinds: np.ndarray,
    level: float = CONFIDENCE,
) -> tuple[np.ndarray, np.ndarray]:
    """Wilson's interval for the share of each term in each group, as `share_intervals` gives it for one group.

    Parameters
    ----------
    pair, unit, count : arrays of int
        One value a term and segment that has it: the number of the pair (term, group), the segment, the occurrences.
    sizes, group : arrays
        One value a segment, in reading order: its words, and the number of its group.
    pair_group, kinds : arrays of int
        One value a pair: its group; 0 subject, 1 grammar or 2 name.
    level : float
        How often the interval should hold, 0-1.

    Returns
    -------
    low, high : arrays of float
        One value a pair.
    """
    n, groups = np.bincount(pair, weights=count, minlength=len(kinds)), int(group.max()) + 1
    segments, words = np.bincount(group, minlength=groups), np.bincount(group, weights=sizes, minlength=groups)
    logs = []
    for usual, joined in ((USUAL, np.arange(len(group))), (USUAL_LONG, join_in_groups(group, segments))):
        spread, freedom = _spread(pair, joined[unit], count, joined, sizes, group, pair_group, n)
        alike = kind_means(spread, freedom, 3 * pair_group + kinds, usual)
        logs += [np.log(alike), own_means(spread, freedom, alike)]
    seen = Seen(logs[0], logs[1], logs[3], n / words[pair_group], kinds)
    factor = factors_seen(seen, 2 * words[pair_group])
    reach = t_quantile(0.5 + level / 2, segments - 1 + PRIOR_SEGMENTS)[pair_group]
    return wilson_interval(n / words[pair_group], words[pair_group] / factor, reach)


def join_in_groups(group: np.ndarray, segments: np.ndarray, *, by: int = LONG) -> np.ndarray:
    """For each segment the number of the long one that it is part of; a short last run joins the one before."""
    order = np.argsort(group, kind="stable")
    starts = np.concatenate([[0], np.cumsum(segments)[:-1]])
    place = np.empty(len(group), dtype=np.int64)
    place[order] = np.arange(len(group)) - starts[group[order]]
    runs = np.maximum(segments // by, 1)
    first = np.concatenate([[0], np.cumsum(runs)[:-1]])
    return first[group] + np.minimum(place // by, runs[group] - 1)


def _spread(pair, unit, count, joined, sizes, group, pair_group, n) -> tuple[np.ndarray, np.ndarray]:
    """Pearson's chi-square of each pair over the (long) segments of its group, and its degrees of freedom."""
    words = np.bincount(joined, weights=sizes)
    of = np.zeros(len(words), dtype=np.int64)
    of[joined] = group
    keys, where = np.unique(pair * len(words) + unit, return_inverse=True)
    sums = np.bincount(where, weights=count)
    weighted = np.bincount(keys // len(words), weights=sums**2 / words[keys % len(words)], minlength=len(n))
    whole, parts = np.bincount(of, weights=words), np.bincount(of)
    several = (parts >= 2)[pair_group]
    spread = np.where(several, weighted * whole[pair_group] / np.maximum(n, 1) - n, 0.0)
    return spread, np.where(several, parts[pair_group] - 1.0, 0.0)
