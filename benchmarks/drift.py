"""How fast measures drift within works: the powers behind `analysis.evidence.mean_drift`, kind by kind.

`power`: the slope by which the error of a mean departs from that of independent segments, from segments of growing
length. `border`: what a further kind of prose should stay under in 19 cases of 20, a prediction limit for one new value
(Student's t); with a kind left out it is the border that would have been set without it.
"""

import numpy as np
import pandas as pd
from scipy import stats

LENGTHS = (150, 300, 600, 1200, 2400)  # words of a segment


def power(variances: dict[int, list[tuple[float, int]]]) -> float:
    """The drift's power from, for each length, (variance of a segment's mean × length, segments) of several works.

    Independent segments have the same product at every length: power 0.
    """
    logs = []
    for found in variances.values():
        total = sum(number for _, number in found)
        logs.append(np.log(sum(value * number for value, number in found) / total))
    return float(np.polyfit(np.log(list(variances)), logs, 1)[0] / 2)


def border(powers: pd.Series) -> float:
    """What the power of one more kind stays under in 19 cases of 20; NaN for fewer than two kinds."""
    n = len(powers)
    if n < 2:
        return float("nan")
    return float(powers.mean() + stats.t.ppf(0.95, n - 1) * powers.std() * np.sqrt(1 + 1 / n))


def borders(powers: pd.DataFrame) -> pd.DataFrame:
    """A row a kind: its power, and the border set without it; the last row is the border of all."""
    mean = powers.mean(axis=1)
    table = pd.DataFrame({"power": mean, "border without it": {kind: border(mean.drop(kind)) for kind in mean.index}})
    table.loc["border of all"] = [border(mean), np.nan]
    return table.round(2)
