"""Weighted means and other formulas of sums over segments: intervals, differences, and a p from re-dealt segments."""

from collections.abc import Callable, Hashable, Iterable

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy.special import stdtr

from analysis.evidence.intervals import CONFIDENCE, nullable, t_quantile
from analysis.evidence.shuffles import SHUFFLES, deal_sides

_ALMOST = 1e-9  # two gaps this near are one gap: ties count against us


def mean_interval(
    values: ArrayLike,
    weights: ArrayLike | None = None,
    segments: Iterable[Hashable] | None = None,
    *,
    confidence: float = CONFIDENCE,
) -> tuple[float, float, float]:
    """A weighted mean with its passage interval.

    Parameters
    ----------
    values : array
        One a row (a sentence, a segment).
    weights : array, optional
        The weight of a row (its terms); 1 if left out.
    segments : iterable, optional
        A label a row, rows of one label forming one unit; each row its own unit if left out.
    confidence : float
        How often the interval should hold, 0-1.

    Returns
    -------
    mean, low, high : float
        low and high are NaN below two segments.
    """
    parts, weight = segment_sums(values, weights, segments)
    mean, error, freedom = ratio_error(parts[:, 0], weight)
    reach = t_quantile(0.5 + confidence / 2, freedom) * error if freedom > 0 else np.nan
    return mean, mean - reach, mean + reach


def segment_sums(
    values: ArrayLike, weights: ArrayLike | None = None, segments: Iterable[Hashable] | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Weighted sums of the values (units × columns) and sums of the weights (units) by segment label."""
    values = np.asarray(values, dtype=float)
    values = values[:, None] if values.ndim == 1 else values
    weights = np.ones(len(values)) if weights is None else np.asarray(weights, dtype=float)
    if segments is None:
        return values * weights[:, None], weights
    codes = pd.factorize(pd.Series(list(segments)))[0]
    sums = np.zeros((codes.max(initial=-1) + 1, values.shape[1]))
    np.add.at(sums, codes, values * weights[:, None])
    return sums, np.bincount(codes, weights=weights, minlength=len(sums))


def ratio_error(sums: np.ndarray, weights: np.ndarray) -> tuple[float, float, float]:
    """Mean Σ sums / Σ weights, its standard error from the spread of units, and the degrees of freedom."""
    units, weight = len(sums), weights.sum()
    mean = sums.sum() / weight if weight else np.nan
    if units < 2 or not weight:
        return float(mean), np.nan, 0.0
    spread = np.square(sums - mean * weights).sum() * units / (units - 1)
    return float(mean), float(np.sqrt(spread) / weight), float(units - 1)


def mean_difference(
    values: ArrayLike,
    side: ArrayLike,
    *,
    weights: ArrayLike | None = None,
    segments: Iterable[Hashable] | None = None,
    shuffles: int = SHUFFLES,
    seed: int = 0,
    confidence: float = CONFIDENCE,
) -> pd.DataFrame:
    """How far two sides' weighted means lie apart, with a passage interval and a p from re-dealt segments.

    Read `difference` in the units of the values, target less reference; the interval is Welch's over segments, the p
    says how often re-dealt segments lie as far apart.

    Parameters
    ----------
    values : array
        Rows, or rows × columns (one comparison a column).
    side : array of bool
        True for a row of the target.
    weights : array, optional
        The weight of a row (its terms); 1 if left out.
    segments : iterable, optional
        Labels that tell which rows form one segment, unique over both sides, such as "chapter 3"; each row its own if
        left out.
    shuffles : int
        Deals of the segments.
    seed : int
        Of the deals.
    confidence : float
        How often the interval should hold, 0-1.

    Returns
    -------
    DataFrame
        One row a column of `values`, in their order:
        mean_target, mean_reference : weighted means; <NA> for a side without segments
        difference : target less reference; <NA> as the means
        low, high : its interval; <NA> when a side has fewer than two segments
        p : share of deals whose gap is as large, 0-1; <NA> as low and high
        segments_target, segments_reference : segments of either side
    """
    values, side = np.asarray(values, dtype=float), np.asarray(side, dtype=bool)
    sums, weight = segment_sums(values, weights, segments)
    belongs = segment_sums(side.astype(float), None, segments)[0][:, 0] > 0
    kept = weight > 0
    sums, weight, belongs = sums[kept], weight[kept], belongs[kept]
    units = int(belongs.sum()), int((~belongs).sum())
    rows = [
        _welch(sums[belongs, j], weight[belongs], sums[~belongs, j], weight[~belongs], confidence)
        for j in range(sums.shape[1])
    ]
    table = pd.DataFrame(rows, columns=["mean_target", "mean_reference", "difference", "low", "high"])
    table["p"] = _mean_p(sums, weight, belongs, shuffles, seed) if min(units) >= 2 else np.nan
    table = table.apply(lambda column: pd.Series(nullable(column), index=column.index))
    return table.assign(segments_target=units[0], segments_reference=units[1])


def _welch(target, target_weight, reference, reference_weight, confidence):
    if not len(target) or not len(reference):
        return [np.nan] * 5
    one, one_error, one_freedom = ratio_error(target, target_weight)
    two, two_error, two_freedom = ratio_error(reference, reference_weight)
    low, high, _ = welch(one - two, (one_error**2, two_error**2), (one_freedom, two_freedom), confidence)
    return [one, two, one - two, low, high]


def welch(
    gap: float, variances: tuple[float, float], freedoms: tuple[float, float], confidence: float = CONFIDENCE
) -> tuple[float, float, float]:
    """Ends of Welch's interval of a gap, and the p of no gap; NaN where a side has no degree of freedom."""
    variance = sum(variances)
    if min(freedoms) < 1 or not np.isfinite(variance):
        return np.nan, np.nan, np.nan
    if variance < 1e-100:  # as good as none: its square would vanish
        return gap, gap, float(abs(gap) < 1e-12)
    freedom = variance**2 / sum(part**2 / number for part, number in zip(variances, freedoms, strict=True))
    reach, error = t_quantile(0.5 + confidence / 2, freedom), np.sqrt(variance)
    return gap - reach * error, gap + reach * error, float(2 * stdtr(freedom, -abs(gap) / error))


def _mean_p(sums, weight, side, shuffles, seed):
    deals = np.vstack([side, deal_sides(side, shuffles, seed=seed)]).astype(float)
    held = deals @ weight
    inside, total = deals @ sums, sums.sum(axis=0)
    gap = np.abs(inside / held[:, None] - (total - inside) / (weight.sum() - held)[:, None])
    return (gap[1:] >= gap[0] - _ALMOST * (1 + gap[0])).sum(axis=0) / (shuffles + 1) + 1 / (shuffles + 1)


def formula_difference(
    sums: ArrayLike,
    side: ArrayLike,
    formula: Callable[[np.ndarray], np.ndarray],
    *,
    shuffles: int = SHUFFLES,
    seed: int = 0,
    confidence: float = CONFIDENCE,
) -> pd.DataFrame:
    """How far two sides lie apart in a measure computed from sums over their segments.

    Parameters
    ----------
    sums : array
        Segments × whatever the formula needs.
    side : array of bool
        True for the target's segments.
    formula : function
        Takes sums (along the last axis) and gives a value for each leading place, such as `style_measures.flesch_ease`.
    shuffles : int
        Deals of the segments.
    seed : int
        Of the deals.
    confidence : float
        How often the interval should hold, 0-1.

    Returns
    -------
    DataFrame
        One row:
        mean_target, mean_reference : the formula on each side's sums
        difference : target less reference
        low, high : its interval, jackknife over segments, Welch; <NA> when a side has fewer than two segments
        p : segments re-dealt, ties against us; <NA> as low and high
        segments_target, segments_reference : segments of either side

    References
    ----------
    Delete-one jackknife, Tukey 1958; permutation as in `shuffle_p`.
    """
    sums, side = np.asarray(sums, dtype=float), np.asarray(side, dtype=bool)
    values = [float(formula(sums[mask].sum(axis=0))) for mask in (side, ~side)]
    gap, units = values[0] - values[1], (int(side.sum()), int((~side).sum()))
    low = high = p = np.nan
    if min(units) >= 2:
        parts = jackknife(sums[side], formula), jackknife(sums[~side], formula)
        low, high, _ = welch(gap, parts, (units[0] - 1, units[1] - 1), confidence)
        inside = deal_sides(side, shuffles, seed=seed).astype(float) @ sums
        gaps = np.abs(formula(inside) - formula(sums.sum(axis=0) - inside))
        p = ((gaps >= abs(gap) - 1e-9 * (1 + abs(gap))).sum() + 1) / (shuffles + 1)
    row = {"mean_target": values[0], "mean_reference": values[1], "difference": gap, "low": low, "high": high, "p": p}
    table = pd.DataFrame({name: nullable([value]) for name, value in row.items()})
    return table.assign(segments_target=units[0], segments_reference=units[1])


def jackknife(sums: np.ndarray, formula: Callable[[np.ndarray], np.ndarray]) -> float:
    """Variance of the formula from leaving out each segment in turn."""
    without = formula(sums.sum(axis=0) - sums)
    n = len(sums)
    return float((n - 1) / n * np.square(without - without.mean()).sum())
