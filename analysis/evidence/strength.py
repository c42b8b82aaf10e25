"""How far two stretches bear out that the two *works* differ: size and doubt in one number.

A name that fills one scene looks, in an excerpt, like a name that belongs to one of two books. What tells them apart is
how words behave in these very texts: how much their counts vary from segment to segment, how that variance grows from
short segments to long ones, and how different words of the same kind (subject, grammar, name) turn out to be in the
same comparison. So the ratio of the two works is inferred from the ratio of the two stretches, with a likelihood made
as flat as the measured clumping demands and with a prior of usual ratios that each comparison learns anew for itself,
kind by kind. The constants were set on four novels, on presidents' messages and on software manuals, and tried on two
other novels, on books of the Bible and on speeches: `benchmarks/keyness.py`.
"""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy.special import logsumexp
from scipy.stats import norm

from analysis.evidence.intervals import column_sums, overdispersion, spread_by_term

LONG = 4  # segments joined to see how variance grows: 150 terms become 600
USUAL_GROWTH = 1.24  # of the variance from 150 to 650 terms, mean of the novels; for texts too short to see it
PRIOR_SEGMENTS = 3.0  # weight of comparable terms in a term's own factor, in segments
CLUMPED, ONWARD = 1.6, 0.75  # powers of a term's own factor, and of its growth for each fourfold length
TWICE = 1.0  # log2: the least ratio of the works that counts as a difference
READ_ON, SIGNS = 50.0, 3.4  # thousand words of each work that should confirm it, standard errors (p about .001)
USUAL_TERMS = 7.0  # weight of the usual prior against the terms of this comparison, in terms
_RATIOS = np.linspace(-8, 8, 65)  # log2 ratios of the works that are considered
_SCALES = np.array([0.125, 0.25, 0.5, 1, 2, 4])
# how many terms have a ratio of each scale, a row a kind: subject, grammar, names (over pairs of the tuning texts)
_USUAL = np.array(
    [[0.11, 0.11, 0.13, 0.18, 0.29, 0.18], [0.24, 0.24, 0.23, 0.15, 0.08, 0.06], [0.03, 0.03, 0.04, 0.08, 0.14, 0.68]]
)
_ALIKE = 0.25  # log2: the scale of ratios that count as "the works do not differ"


def difference_strength(
    counts: np.ndarray,
    sizes: ArrayLike,
    side: ArrayLike,
    documents: ArrayLike | None = None,
    *,
    kinds: ArrayLike | None = None,
) -> pd.DataFrame:
    """How probable it is, term by term, that the works differ at least twofold and that reading on would confirm it.

    Read `evidence` as a probability that is too bold (of terms at .9 and more nine of ten hold in novels, four to seven
    of ten in other collections): it orders terms by how different the works are, better than G2 or the ratio.

    Parameters
    ----------
    counts : array
        Segments in reading order × terms.
    sizes : array
        Terms a segment.
    side : array of bool
        True for the target's segments.
    documents : array, optional
        A label a segment, so that no two texts are joined; each side one text if left out.
    kinds : array of int, optional
        For each term 0 subject, 1 grammar or 2 name, as `term_kinds` gives them; all subject if left out.

    Returns
    -------
    DataFrame
        One row a term, in the order of the columns of `counts`:
        evidence : 0-1
        expected : log ratio of the works, base 2, signed
        support : natural log of how many times better a difference explains the counts than none; may be negative
        factor : how much more its count varies between stretches as long as these than that of independent words

    Notes
    -----
    Doubt it for texts quite unlike those it was tried on.

    References
    ----------
    Quasi-likelihood, McCullagh and Nelder 1989; a scale-mixture prior learnt from the terms themselves, Stephens 2017.
    """
    side, sizes = np.asarray(side, dtype=bool), np.asarray(sizes, dtype=float)
    kinds = np.zeros(counts.shape[1], dtype=int) if kinds is None else np.asarray(kinds, dtype=int)
    factor = _stretch_factor(counts, sizes, side, documents, kinds)
    likelihood = _likelihood(counts, sizes, side, factor)
    prior = _learn_priors(likelihood, kinds)[kinds]
    joint = likelihood + np.log(prior)
    total = logsumexp(joint, axis=1, keepdims=True)
    weight = np.exp(joint - total)
    apart = np.abs(_RATIOS) >= TWICE
    alike = logsumexp(likelihood + np.log(_curve(_ALIKE)), axis=1)
    return pd.DataFrame(
        {
            "evidence": (weight * _confirmed(counts, sizes, factor))[:, apart].sum(axis=1),
            "expected": weight @ _RATIOS,
            "support": total.ravel() - alike,
            "factor": factor,
        }
    )


def variance_growth(counts: np.ndarray, sizes: ArrayLike, side: ArrayLike, documents: ArrayLike | None = None) -> float:
    """By how much the terms' variance factor grows from single segments to segments four times as long; 1 or more.

    Averaged over the terms and drawn towards what is usual where there are few long segments. Above 1 the words drift
    through the text: two stretches of it differ by more than its passages do.
    """
    labels = np.asarray(side) if documents is None else np.asarray(documents)
    joined = join_neighbours(counts, sizes, side, labels, by=LONG)
    (short, freedom), (long, long_freedom) = (spread_by_term(*each) for each in ((counts, sizes, side), joined))
    seen = long_freedom > 0
    if not seen.any():
        return USUAL_GROWTH
    ratio = np.mean(long[seen] / long_freedom[seen]) / max(np.mean(short[seen] / freedom[seen]), 1e-9)
    trust = long_freedom[seen].sum() / (long_freedom[seen].sum() + 50)
    return max(1.0, float(trust * ratio + (1 - trust) * USUAL_GROWTH))


def join_neighbours(
    counts: np.ndarray, sizes: ArrayLike, side: ArrayLike, documents: ArrayLike, *, by: int = 2
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Each run of neighbouring segments of one document made one.

    Parameters
    ----------
    counts : array
        Segments in reading order × terms.
    sizes : array
        Terms a segment.
    side : array of bool
        True for the target's segments.
    documents : array
        A label a segment.
    by : int
        Segments a run; a short last run joins the one before.

    Returns
    -------
    counts, sizes, side : arrays
        Of the joined segments.
    """
    documents, sizes = np.asarray(documents), np.asarray(sizes, dtype=float)
    group, last = np.zeros(len(sizes), dtype=np.int64), 0
    for document in pd.unique(documents):
        rows = np.flatnonzero(documents == document)
        runs = np.minimum(np.arange(len(rows)) // by, max(len(rows) // by - 1, 0))
        group[rows] = runs + last
        last += int(runs.max()) + 1
    member = np.zeros((last, len(sizes)))
    member[group, np.arange(len(sizes))] = 1
    return member @ counts, member @ sizes, np.asarray(side)[np.unique(group, True)[1]]


def _stretch_factor(counts, sizes, side, documents, kinds) -> np.ndarray:
    """How much more a term's count varies between stretches as long as the two sides than independent words would.

    Seen is only the variance between segments, and how it grows up to four of them; from there it is carried on.
    """
    near = overdispersion(counts, sizes, side, prior_segments=PRIOR_SEGMENTS, kinds=kinds)
    fourfold = np.log(max(2 / (1 / max(side.sum(), 1) + 1 / max((~side).sum(), 1)), 1.0)) / np.log(LONG)
    return near**CLUMPED * variance_growth(counts, sizes, side, documents) ** (ONWARD * fourfold)


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
            share = own * mixed
            share /= share.sum(axis=1, keepdims=True)
            mixed = (share.sum(axis=0) + USUAL_TERMS * usual) / (len(own) + USUAL_TERMS)
        mixture[kind] = mixed
    return mixture @ curves


def _confirmed(counts, sizes, factor) -> np.ndarray:
    """How probably `READ_ON` thousand words of each work would show a ratio beyond doubt: terms × ratios."""
    rate = np.maximum(column_sums(counts), 1e-9)[:, None] / sizes.sum() * 1000
    gap = 2 * rate * np.abs(np.tanh(_RATIOS * np.log(2) / 2))[None]
    return norm.cdf(gap / np.sqrt(2 * rate * factor[:, None] / READ_ON) - SIGNS)
