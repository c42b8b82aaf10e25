"""Differences of any measure that is a formula of sums: readability, rates, mean lengths."""

from collections.abc import Callable

import numpy as np
import pandas as pd
from scipy import stats

from .intervals import CONFIDENCE, nullable
from .shuffles import SHUFFLES, deal_sides


def formula_difference(
    sums,
    side,
    formula: Callable[[np.ndarray], np.ndarray],
    *,
    shuffles: int = SHUFFLES,
    seed: int = 0,
    confidence: float = CONFIDENCE,
) -> pd.DataFrame:
    """How far two sides lie apart in a measure computed from sums over their segments.

    Parameters: `sums`: segments × whatever the formula needs; `side`: True for the target's segments; `formula`: takes
    sums (along the last axis) and gives a value for each leading place, such as `readability.flesch_ease`.
    Returns one row: mean_target, mean_reference (the formula on each side's sums), difference, low, high (jackknife
    over segments, Welch), p (segments re-dealt, ties against us), segments_target, segments_reference; low, high and p
    are <NA> when a side has fewer than two segments.
    Source: delete-one jackknife, Tukey 1958; permutation as in `shuffle_p`.
    """
    sums, side = np.asarray(sums, dtype=float), np.asarray(side, dtype=bool)
    values = [float(formula(sums[mask].sum(axis=0))) for mask in (side, ~side)]
    gap, units = values[0] - values[1], (int(side.sum()), int((~side).sum()))
    low = high = p = np.nan
    if min(units) >= 2:
        parts = [_jackknife(sums[mask], formula) for mask in (side, ~side)]
        variance = sum(parts)
        freedom = (
            variance**2 / sum(part**2 / (n - 1) for part, n in zip(parts, units, strict=True)) if variance else 1.0
        )
        reach = stats.t.ppf(0.5 + confidence / 2, freedom) * np.sqrt(variance)
        low, high = gap - reach, gap + reach
        inside = deal_sides(side, shuffles, seed=seed).astype(float) @ sums
        gaps = np.abs(formula(inside) - formula(sums.sum(axis=0) - inside))
        p = ((gaps >= abs(gap) - 1e-9 * (1 + abs(gap))).sum() + 1) / (shuffles + 1)
    row = {"mean_target": values[0], "mean_reference": values[1], "difference": gap, "low": low, "high": high, "p": p}
    table = pd.DataFrame({name: nullable([value]) for name, value in row.items()})
    return table.assign(segments_target=units[0], segments_reference=units[1])


def _jackknife(sums: np.ndarray, formula) -> float:
    """Variance of the formula from leaving out each segment in turn."""
    without = formula(sums.sum(axis=0) - sums)
    n = len(sums)
    return float((n - 1) / n * np.square(without - without.mean()).sum())
