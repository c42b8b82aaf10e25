"""The words of the verdict, and the one rule that gives them.

For a difference in word use the rule has three parts, set so that two stretches of *one* work earn a `supported` at
most about 10 times of 100 (`benchmarks/keyness.py` prints how often they do, by collection):
1. re-dealt segments: q at most .05 over the tested family;
2. size: `evidence` of `difference_strength` is at least .85: the chance that the works differ twofold or more and that
   reading on would confirm it;
3. company: scenes of one work differ by a name or two, works by many words. So the `support` of all tested terms
   together must reach `company_mark`; then all that pass 1 and 2 are supported.

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
LIKELY = 0.85  # the least chance of a twofold difference that reading on would confirm
COMPANY, FULL_FAMILY = 28.0, 120  # natural log: the support that so many terms together must bring


def company_mark(tested: int) -> float:
    """How much `support` the tested terms must bring together before any is called supported.

    From 2.6 for one question to 28 for 120, in proportion beyond: the more terms are tried, the likelier some fill a
    scene.
    """
    part = tested / FULL_FAMILY
    return float(COMPANY * max(part, np.sqrt(part)))


def stands(q, evidence, support) -> np.ndarray:
    """Which terms pass all three parts of the rule at the head of this module, in the order of `q`."""
    q, evidence, support = (np.asarray(values, dtype=float) for values in (q, evidence, support))
    tested = np.isfinite(q)
    together = float(support[tested].sum()) >= company_mark(int(tested.sum()))
    return (np.nan_to_num(q, nan=1.0) <= LEVEL) & (evidence >= LIKELY) & tested & together


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
