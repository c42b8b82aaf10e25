"""One p for the largest gap of a family: Westfall and Young's correction from the re-dealt segments themselves."""

import numpy as np

from .intervals import column_sums
from .shuffles import SHUFFLES, deal_sides


def westfall_young(counts, sizes, side, *, shuffles: int = SHUFFLES, seed: int = 0) -> np.ndarray:
    """p-values that hold for the family as a whole: how often does *any* re-dealt term reach this gap?

    Each term's gap is measured in its own standard deviations over the deals, so that frequent and rare words compete
    on equal terms; the largest of each deal is the yardstick. Stricter than Benjamini-Hochberg, and it knows that
    words come together.

    Parameters: as for `shuffle_p`. Returns: one p a term, at least 1 / (shuffles + 1).
    Source: Westfall and Young 1993, single-step maximum.
    """
    counts, sizes = np.asarray(counts, dtype=np.float32), np.asarray(sizes, dtype=np.float32)
    side = np.asarray(side, dtype=bool)
    residuals = counts - np.outer(sizes, column_sums(counts) / sizes.sum()).astype(np.float32)
    # under re-dealing, the sum over the target's segments has this variance (sampling without replacement)
    chosen, number = side.sum(), len(side)
    spread = (
        np.square(residuals - residuals.mean(axis=0)).sum(axis=0)
        * chosen
        * (number - chosen)
        / (number * max(number - 1, 1))
    )
    scale = np.where(spread > 0, 1 / np.sqrt(np.where(spread > 0, spread, 1.0)), 0.0)
    real = np.abs(residuals[side].sum(axis=0)) * scale
    if counts.shape[1] == 0:
        return real
    deals, largest = deal_sides(side, shuffles, seed=seed), np.empty(shuffles)
    for start in range(0, shuffles, 5_000):
        gaps = np.abs(deals[start : start + 5_000].astype(np.float32) @ residuals) * scale
        largest[start : start + 5_000] = gaps.max(axis=1)
    beaten = shuffles - np.searchsorted(np.sort(largest), real - 1e-4, side="left")
    return (beaten + 1) / (shuffles + 1)
