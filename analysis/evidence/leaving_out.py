"""Does the result hang on one passage? Each segment is left out in turn."""

import numpy as np
import pandas as pd

from .intervals import column_sums, log_ratio


def leave_one_out(counts, sizes, side) -> pd.DataFrame:
    """The range of each term's log ratio when one segment, whichever, is left out.

    Read it beside the interval: where `lowest` and `highest` have different signs, one passage decides.

    Returns: one row a term: log_ratio, lowest, highest (base 2), at_lowest, at_highest (row of the segment left out),
    one_passage (True where leaving one out turns the sign, or brings the ratio to nothing).
    """
    counts, sizes = np.asarray(counts, dtype=float), np.asarray(sizes, dtype=float)
    side = np.asarray(side, dtype=bool)
    sums = {mask_name: column_sums(counts[mask]) for mask_name, mask in (("target", side), ("reference", ~side))}
    target = np.where(side[:, None], sums["target"] - counts, sums["target"])
    reference = np.where(side[:, None], sums["reference"], sums["reference"] - counts)
    words = np.where(side, sizes[side].sum() - sizes, sizes[side].sum())[:, None]
    others = np.where(side, sizes[~side].sum(), sizes[~side].sum() - sizes)[:, None]
    without = log_ratio(target, reference, np.maximum(words, 1), np.maximum(others, 1))
    without = np.where(target + reference > 0, without, 0.0)
    ratio = log_ratio(sums["target"], sums["reference"], sizes[side].sum(), sizes[~side].sum())
    lowest, highest = without.min(axis=0), without.max(axis=0)
    return pd.DataFrame(
        {
            "log_ratio": ratio,
            "lowest": lowest,
            "highest": highest,
            "at_lowest": without.argmin(axis=0),
            "at_highest": without.argmax(axis=0),
            "one_passage": np.where(ratio >= 0, lowest <= 0, highest >= 0),
        }
    )
