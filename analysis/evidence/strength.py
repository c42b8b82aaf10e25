"""How far two stretches bear out that the two *works* differ: size and doubt in one number.

A name that fills one scene looks, in an excerpt, like a name that belongs to one of two books. What tells them apart is
how words behave in these very texts: how much their counts vary (`analysis.evidence.drift`), and how different words of
the same kind (subject, grammar, name) turn out to be in the same comparison. So the ratio of the two works is inferred
from the ratio of the two stretches, with a likelihood made as flat as the drift demands and with a prior of usual
ratios that each comparison learns anew for itself, kind by kind.
"""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy.special import logsumexp

from analysis.evidence.drift import side_factors, stretch_factors
from analysis.evidence.intervals import Counts, column_sums

TWICE = 1.0  # log2: the least ratio of the works that counts as a difference
USUAL_TERMS = 7.0  # weight of the usual prior against the terms of this comparison, in terms
_RATIOS = np.linspace(-8, 8, 65)  # log2 ratios of the works that are considered
_SCALES = np.array([0.125, 0.25, 0.5, 1, 2, 4])
# how many terms have a ratio of each scale, a row a kind: subject, grammar, names (over couples of the tuning works)
_USUAL = np.array(
    [[0.02, 0.05, 0.22, 0.30, 0.12, 0.29], [0.06, 0.15, 0.55, 0.15, 0.07, 0.02], [0.01, 0.01, 0.01, 0.02, 0.06, 0.89]]
)


def difference_strength(
    counts: Counts,
    sizes: ArrayLike,
    side: ArrayLike,
    documents: ArrayLike | None = None,
    *,
    kinds: ArrayLike | None = None,
    factors: ArrayLike | None = None,
) -> pd.DataFrame:
    """How far the two *works* lie apart in each term, read from two stretches of them.

    Read `evidence` of 2 as "the works are expected to differ by two doublings, one way or the other": it orders terms
    by how different the works are, better than G2 or the ratio of the stretches. `likely` is the chance that they
    differ twofold or more.

    Parameters
    ----------
    counts : array or sparse matrix
        Segments in reading order × terms.
    sizes : array
        Terms a segment.
    side : array of bool
        True for the target's segments.
    documents : array, optional
        A label a segment, so that no two texts are joined; each side one text if left out.
    kinds : array of int, optional
        For each term 0 subject, 1 grammar or 2 name, as `term_kinds` gives them; all subject if left out.
    factors : array, optional
        Two rows (target, reference) × terms, where the factors of `stretch_factors` are known from elsewhere.

    Returns
    -------
    DataFrame
        One row a term, in the order of the columns of `counts`:
        evidence : expected size of the works' log ratio, base 2; 0 or more
        likely : chance that the works differ twofold or more, 0-1
        expected : log ratio of the works, base 2, signed and drawn towards what is usual
        factor : how much more its count varies between stretches as long as these than that of independent words

    Notes
    -----
    Doubt it for texts quite unlike those it was tried on (benchmarks/README.md).

    References
    ----------
    Quasi-likelihood, McCullagh and Nelder 1989; a scale-mixture prior learnt from the terms themselves, Stephens 2017.
    """
    side, sizes = np.asarray(side, dtype=bool), np.asarray(sizes, dtype=float)
    documents = side if documents is None else np.asarray(documents)
    kinds = np.zeros(counts.shape[1], dtype=int) if kinds is None else np.asarray(kinds, dtype=int)
    if factors is None:
        factors = side_factors(stretch_factors(counts, sizes, documents, kinds), sizes, side, documents)
    weight = 1 / np.array([sizes[side].sum(), sizes[~side].sum()])  # the shorter side makes most of the doubt
    factor = weight @ np.asarray(factors, dtype=float) / weight.sum()
    likelihood = _likelihood(counts, sizes, side, factor)
    joint = likelihood + np.log(_learn_priors(likelihood, kinds)[kinds])
    chance = np.exp(joint - logsumexp(joint, axis=1, keepdims=True))
    return pd.DataFrame(
        {
            "evidence": chance @ np.abs(_RATIOS),
            "likely": chance[:, np.abs(_RATIOS) >= TWICE].sum(axis=1),
            "expected": chance @ _RATIOS,
            "factor": factor,
        }
    )


def _likelihood(counts, sizes, side, factor) -> np.ndarray:
    """Log quasi-likelihood of each ratio: how a term's count splits, its weight divided by factor."""
    target, reference = (column_sums(counts[np.flatnonzero(mask)]) for mask in (side, ~side))
    odds = _RATIOS * np.log(2) + np.log(sizes[side].sum() / sizes[~side].sum())
    inside, outside = -np.logaddexp(0, -odds), -np.logaddexp(0, odds)
    return (np.outer(target, inside) + np.outer(reference, outside)) / factor[:, None]


def _curve(scale: float) -> np.ndarray:
    """A normal curve of log ratios about 0, as weights of the ratios considered."""
    curve = np.exp(-0.5 * (_RATIOS / np.hypot(scale, 0.06)) ** 2)
    return curve / curve.sum()


def _learn_priors(likelihood: np.ndarray, kinds: np.ndarray, *, rounds: int = 50) -> np.ndarray:
    """Weight of each ratio, one row a kind: normal curves mixed as the terms of that kind ask (EM), and as is usual."""
    curves, mixture = np.array([_curve(scale) for scale in _SCALES]), _USUAL.copy()
    fit = np.exp(likelihood - likelihood.max(axis=1, keepdims=True)) @ curves.T
    for kind in np.unique(kinds):
        usual, own = _USUAL[kind] / _USUAL[kind].sum(), fit[kinds == kind]
        mixed = usual
        for _ in range(rounds):
            share = mixed * (1 / (own @ mixed) @ own)  # of all terms together
            mixed = (share + USUAL_TERMS * usual) / (len(own) + USUAL_TERMS)
        mixture[kind] = mixed
    return mixture @ curves
