"""Many questions at once: p-values corrected within a named family.

A family is every term that was asked one question, fixed before looking at which side it is on. What was not tested
(<NA> or NaN) belongs to no family and comes back as NaN.
"""

import numpy as np


def benjamini_hochberg(p) -> np.ndarray:
    """q-values: among the terms at or below this q, about that share are false alarms (Benjamini and Hochberg 1995).

    >>> benjamini_hochberg([0.01, 0.04, 0.03, 0.5]).round(3).tolist()
    [0.04, 0.053, 0.053, 0.5]
    """
    return _stepwise(
        p, lambda ordered: np.minimum.accumulate((ordered * len(ordered) / np.arange(1, len(ordered) + 1))[::-1])[::-1]
    )


def holm(p) -> np.ndarray:
    """p-values under which even one false alarm in the family is unlikely (Holm 1979).

    >>> holm([0.01, 0.04, 0.03, 0.5]).round(3).tolist()
    [0.04, 0.09, 0.09, 0.5]
    """
    return _stepwise(p, lambda ordered: np.maximum.accumulate(ordered * np.arange(len(ordered), 0, -1)))


def _stepwise(p, adjust) -> np.ndarray:
    values = np.asarray(
        [np.nan if value is None else value for value in np.asarray(p, dtype=object)]
        if np.asarray(p).dtype == object
        else p,
        dtype=float,
    )
    out = np.full(len(values), np.nan)
    tested = np.flatnonzero(np.isfinite(values))
    if len(tested):
        order = tested[np.argsort(values[tested], kind="stable")]
        out[order] = np.minimum(adjust(values[order]), 1.0)
    return out
