"""The words of the verdict, and the one rule that gives them.

For a difference in word use the rule has three parts, set on four novels so that two stretches of *one* novel earn a
`supported` at most 10 times of 100 (`benchmarks/keyness.py` prints how often they do, by collection):
1. re-dealt segments: q at most .05 over the tested family;
2. size: the doubter's end of the ratio (`at_least` of `difference_strength`) is at least 0.8, about 1.7 times as often;
3. company: scenes of one work differ by a name or two, works by many words. So one term of the comparison must be
   beyond `lone_mark`, or two beyond three quarters of it; then all that pass 1 and 2 are supported.

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
NEAREST = 0.8  # log2: the least size a doubter must grant


def lone_mark(tested: int) -> float:
    """How far `at_least` of a single term must reach, in a family of so many tested terms, to open the verdict.

    From 0.8 for one question to 3.15 for thirty or more: the more terms are tried, the likelier one fills a scene.
    """
    return float(min(3.15, NEAREST + 0.5 * np.log2(max(tested, 1))))


def stands(q, at_least) -> np.ndarray:
    """Which terms pass all three parts of the rule at the head of this module, in the order of `q`."""
    q, at_least = np.asarray(q, dtype=float), np.asarray(at_least, dtype=float)
    passed = np.nan_to_num(q, nan=1.0) <= LEVEL
    best = np.sort(np.append(at_least[passed], [-np.inf, -np.inf]))[::-1]
    mark = lone_mark(int(np.isfinite(q).sum()))
    opened = best[0] >= mark or best[1] >= 0.75 * mark
    return passed & (at_least >= NEAREST) & opened


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
