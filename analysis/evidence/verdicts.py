"""The words of the verdict, and the one rule that gives them.

`supported`: the gap would survive a second look. `fragile`: it may hang on a few passages. `not supported`: not
distinguishable here, which is not the same as equal. Two further words mark what was never tested: `too rare to test`
is a fact about the files (present, absent, how often), and `chosen after reading` a family picked because of the very
gap it shows, which can describe that gap and never confirm it.
"""

import numpy as np

SUPPORTED, FRAGILE, NOT_SUPPORTED = "supported", "fragile", "not supported"
TOO_RARE, CIRCULAR = "too rare to test", "chosen after reading"
VERDICTS = (SUPPORTED, FRAGILE, NOT_SUPPORTED, TOO_RARE, CIRCULAR)
FLOOR = 8  # the least pooled count that is tested: blind to the side, and fixed before looking
LEVEL = 0.05


def verdicts(p, q, holds=None) -> np.ndarray:
    """One verdict for each tested thing, in the order of `p`.

    `supported`: q at most .05 and `holds` (whatever further check the measure has; left out, it is true).
    `fragile`: p at most .05, or q without the further check. Otherwise `not supported`. Where p is missing:
    `too rare to test`.
    """
    p, q = (np.asarray([np.nan if missing(value) else value for value in values], dtype=float) for values in (p, q))
    holds = np.ones(len(p), dtype=bool) if holds is None else np.asarray(holds, dtype=bool)
    tested, small = np.isfinite(p), np.nan_to_num(p, nan=1.0) <= LEVEL
    passed = np.nan_to_num(q, nan=1.0) <= LEVEL
    return np.select([~tested, passed & holds, small | passed], [TOO_RARE, SUPPORTED, FRAGILE], NOT_SUPPORTED)


def missing(value) -> bool:
    """Whether a value is <NA>, None or NaN."""
    import pandas as pd

    return bool(pd.isna(value))
