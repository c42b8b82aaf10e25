"""Do raters agree beyond chance? Krippendorff's alpha, for numbers and for names, with its interval."""

import numpy as np

BOOTSTRAPS = 1000


def krippendorff_alpha(values: np.ndarray, *, nominal: bool = False) -> float:
    """Krippendorff's alpha, interval metric or nominal: how far raters agree beyond chance.

    Read 1 as full agreement, 0 as no more than chance would give, below 0 as less than that.

    Parameters
    ----------
    values : array
        Raters × units, NaN where a rater gave none; units with fewer than two ratings count for nothing.
    nominal : bool
        Whether the numbers are names only, any two as far apart as any others.

    Returns
    -------
    float
        Alpha; NaN where the ratings do not vary.

    References
    ----------
    Krippendorff 2004; equals nltk's and is faster.
    """
    values = np.asarray(values, dtype=float)
    if nominal:  # two names lie as far apart as the rows of 0 and 1 that stand for them
        names = np.unique(values[np.isfinite(values)])
        rows = [np.where(np.isfinite(values), values == name, np.nan) for name in names]
    else:
        rows = [values]
    observed, expected = np.sum([_disagreement(row) for row in rows], axis=0) if rows else (0.0, 0.0)
    return float(1 - observed / expected) if expected > 1e-12 else float("nan")


def _disagreement(values: np.ndarray) -> tuple[float, float]:
    """(observed, expected): squared distances within the units, and among all ratings."""
    given = np.isfinite(values)
    values, m = np.where(given, values, 0.0), given.sum(axis=0)
    values, m = values[:, m >= 2], m[m >= 2]
    n, total, squares = m.sum(), values.sum(), np.square(values).sum()
    expected = 2 * (n * squares - total**2) / max(n - 1, 1)
    observed = (2 * (m * np.square(values).sum(axis=0) - np.square(values.sum(axis=0))) / (m - 1)).sum()
    return float(observed), float(expected)


def alpha_interval(values: np.ndarray, *, nominal: bool = False, seed: int = 0) -> tuple[float, float, float]:
    """(alpha, low, high): the percentile interval of alpha when the units are drawn again 1,000 times."""
    rng, units = np.random.default_rng(seed), values.shape[1]
    again = (rng.integers(0, units, units) for _ in range(BOOTSTRAPS if units else 0))
    draws = [draw for draw in (krippendorff_alpha(values[:, i], nominal=nominal) for i in again) if np.isfinite(draw)]
    low, high = np.quantile(draws, [0.025, 0.975]) if draws else (np.nan, np.nan)
    return krippendorff_alpha(values, nominal=nominal), float(low), float(high)
