"""Measures of difference other tools print: one small function each, over arrays of counts.

a = count in the target of A words, b = count in the reference of B words. All but the divergence treat words as
independent draws, which words of a text are not: for comparison with other tools, never for a verdict. Add one to a
table of `compare_terms` with `assign`:

>>> g2([12], [27], 2563, 3313).round(2).tolist()
[2.73]
"""

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import xlogy

from analysis.evidence.intervals import log_ratio as log_ratio  # the effect size; here with its sisters

PRIOR_WORDS = 500.0  # the prior of log_odds_z: the pooled shares, worth this many words (Monroe et al. 2008, eq. 23)


def g2(a: ArrayLike, b: ArrayLike, a_size: float | np.ndarray, b_size: float | np.ndarray) -> np.ndarray:
    """Dunning's log-likelihood on all four cells, unsigned; 3.84 is p .05 for independent words (Dunning 1993)."""
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    return np.maximum(g2_two_cells(a, b, a_size, b_size) + _rest(a, b, a_size, b_size), 0.0)


def g2_two_cells(a: ArrayLike, b: ArrayLike, a_size: float | np.ndarray, b_size: float | np.ndarray) -> np.ndarray:
    """Rayson's log-likelihood: only the cells in which the word occurs (Rayson and Garside 2000)."""
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    pooled = np.maximum((a + b) / (a_size + b_size), np.finfo(float).tiny)
    return 2 * (xlogy(a, np.maximum(a, 1) / (a_size * pooled)) + xlogy(b, np.maximum(b, 1) / (b_size * pooled)))


def _rest(a, b, a_size, b_size):
    rest = np.maximum(1 - (a + b) / (a_size + b_size), np.finfo(float).tiny)
    return 2 * sum(xlogy(size - n, np.maximum(size - n, 1) / (size * rest)) for n, size in ((a, a_size), (b, b_size)))


def log_odds_z(
    a: ArrayLike, b: ArrayLike, a_size: float, b_size: float, *, prior_words: float = PRIOR_WORDS
) -> np.ndarray:
    """Weighted log odds with a prior (Monroe, Colaresi and Quinn 2008, eqs. 16, 20, 22, 23), as a z value.

    The prior is the pooled share of each term, worth `prior_words` words: rare words are held back, not left out.
    """
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    prior = prior_words * (a + b) / (a_size + b_size)
    safe = np.where(prior > 0, prior, 1.0)
    odds = [(n + safe) / np.maximum(size + prior_words - n - safe, 0.5) for n, size in ((a, a_size), (b, b_size))]
    delta = np.log(odds[0]) - np.log(odds[1])
    return np.where(prior > 0, delta / np.sqrt(1 / (a + safe) + 1 / (b + safe)), 0.0)


def divergence_shift(a: ArrayLike, b: ArrayLike) -> np.ndarray:
    """Each term's part, in bits, of the Jensen-Shannon divergence between two count vectors; the parts sum to it.

    The two sides weigh the same. Positive by construction: the side is that of the log ratio. Give it all terms of
    both sides. Biased upward in small texts: hold it against shuffled segments (Lin 1991; Gallagher et al. 2021).
    """
    p, q = (np.asarray(n, dtype=float) / max(np.sum(n), 1) for n in (a, b))
    middle = (p + q) / 2
    safe = np.where(middle > 0, middle, 1.0)
    return 0.5 * (xlogy(p, np.where(p > 0, p, 1) / safe) + xlogy(q, np.where(q > 0, q, 1) / safe)) / np.log(2)
