"""How far stretches of one work drift apart, and what that does to the error of a mean.

Neighbouring segments are alike, so the mean of a stretch varies more than the spread of its segments says. In seven
kinds of prose the variance of a mean over L words falls not as 1 / L but as L ** (2 d - 1): between segments of 150
words and stretches of 2,400 the error of a mean of n segments is n ** d times as large as independent segments would
make it (Hurst 1951, Beran 1994). The power d was measured on whole works, kind by kind: for tone it is .17 to .21, and
.28 in textbooks, whose chapters change the subject. Since the next text may be of any kind, a constant is no average
but a border. For tone it is the power that a further kind stays under in 19 cases of 20 (.28) and a little more, so
that with each list and measure at most 10 of 100 pairs of one work are called different in every kind; for style, where
fifteen measures are corrected together, what three further kinds of four stay under (`benchmarks/tone.py` and
`benchmarks/style.py` print powers and rates).

A border of segments is arbitrary, so a verdict asks for the same answer with segments of five lengths.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from analysis.evidence.intervals import CONFIDENCE
from analysis.evidence.means import jackknife, ratio_error, segment_sums, welch

PIECES = 8  # a side is cut in about so many, however long: fewer say too little, shorter ones mistake drift for a gap
CUTS = (1.0, 2 / 3, 5 / 6, 7 / 6, 4 / 3)  # lengths of a segment, as parts of the usual one, which comes first


@dataclass(frozen=True)
class Side:
    """One side of a comparison: its value, the error that its segments give, and how many they are."""

    value: float
    error: float
    segments: int

    def drifted(self, power: float) -> float:
        """The error, drawn out for the drift of the work."""
        return self.error * float(self.segments) ** power


def side_of(values: ArrayLike, weights: ArrayLike | None, segments: Iterable[Hashable]) -> Side:
    """A weighted mean, its error from the spread of its segments, and how many of them have weight."""
    sums, weight = segment_sums(values, weights, segments)
    kept = weight > 0
    if not kept.any():
        return Side(np.nan, np.nan, 0)
    mean, error, _ = ratio_error(sums[kept, 0], weight[kept])
    return Side(mean, error, int(kept.sum()))


def side_of_sums(sums: np.ndarray, formula: Callable[[np.ndarray], np.ndarray]) -> Side:
    """A formula of sums over segments (rows of `sums`), and its error by leaving out each segment in turn."""
    value, n = float(formula(sums.sum(axis=0))), len(sums)
    return Side(value, float(np.sqrt(jackknife(sums, formula))) if n > 1 else np.nan, n)


def drift_interval(
    target: Side, reference: Side, power: float, confidence: float = CONFIDENCE
) -> tuple[float, float, float]:
    """The passage interval of a gap between two works, and its p.

    Parameters
    ----------
    target, reference : Side
        The two sides.
    power : float
        How fast the measure drifts: 0 for independent segments.
    confidence : float
        How often the interval should hold, 0-1.

    Returns
    -------
    low, high, p : float
        Ends of the interval, and the p of no gap between the works; NaN where a side has fewer than two segments.
    """
    variances = target.drifted(power) ** 2, reference.drifted(power) ** 2
    freedoms = target.segments - 1, reference.segments - 1
    return welch(target.value - reference.value, variances, freedoms, confidence)
