"""How large a difference between the two works the counts of two stretches bear out: size and doubt in one number.

A name that fills one scene looks, in an excerpt, like a name that belongs to one of two books. What tells them apart is
how words behave in these very texts: how much their counts vary from segment to segment, how that variance grows from
short segments to long ones, and what kind of word it is. So the ratio of the two *works* is inferred from the ratio of
the two stretches, with a likelihood made as flat as the measured clumping demands and with a prior of what ratios are
usual. The prior, the offset and the marks of the verdict were set on four novels (Emma, Mansfield Park, Pride and
Prejudice, Sense and Sensibility) and tried on two others and on other kinds of text: `benchmarks/keyness.py`.
"""

import numpy as np
import pandas as pd
from scipy.special import logsumexp

from .intervals import column_sums, overdispersion, spread_by_term

LONG = 4  # segments joined to see how variance grows: 150 terms become 600
USUAL_GROWTH = 1.24  # of the variance from 150 to 650 terms, mean of the novels; for texts too short to see it
PRIOR_SEGMENTS = 3.0  # weight of comparable terms in a term's own factor, in segments
KIND_OFFSET = 0.4  # function words are seldom as different as their counts suggest: taken off the size, base 2
USUAL_FACTOR = 1.5  # mean factor (overdispersion × growth) in the novels
HELD_BACK = 0.35  # power of usual / own mean factor by which `at_least` shrinks in clumpier texts
CAP = 1.5  # log2: beyond this a ratio counts no more, as far as texts are clumpier than the novels
_RATIOS = np.linspace(-8, 8, 65)  # log2 ratios of the works that are considered
_SCALES = np.array([0.125, 0.25, 0.5, 1, 2, 4])
# how many of the terms have a ratio of each scale: subject words, function words (averages over pairs of the novels)
_PRIORS = np.array([[0.17, 0.17, 0.16, 0.14, 0.12, 0.24], [0.34, 0.28, 0.21, 0.115, 0.036, 0.019]])


def difference_strength(counts, sizes, side, documents=None, *, function_words=None) -> pd.DataFrame:
    """The size of each term's difference between the works, as far as these stretches bear it out.

    Read `evidence` as the expected log ratio (base 2, without sign), held back for terms and texts that clump: it
    orders terms by how different the works are, better than G2 or the ratio. `at_least` is the end of a one-sided
    interval nearest zero (mean less 1.5 standard deviations, less in texts clumpier than novels): 1 says that even a
    doubter grants "twice as often".

    Parameters: `counts`: segments in reading order × terms; `sizes`; `side`: True for the target's segments;
    `documents`: a label a segment, so that no two texts are joined (each side one text if left out);
    `function_words`: True for a term of grammar.
    Returns: one row a term: evidence (0 or more), expected (signed, base 2), at_least (may be negative), factor (how
    much more a stretch as long as these varies than independent words would).
    Doubt it for texts quite unlike those it was tried on. Source: quasi-likelihood (McCullagh and Nelder 1989) and a
    scale-mixture prior (Stephens 2017).
    """
    side, sizes = np.asarray(side, dtype=bool), np.asarray(sizes, dtype=float)
    kinds = np.zeros(counts.shape[1], dtype=int) if function_words is None else np.asarray(function_words, dtype=int)
    near = overdispersion(counts, sizes, side, prior_segments=PRIOR_SEGMENTS, kinds=kinds)
    factor = near * variance_growth(counts, sizes, side, documents)
    log_post = _likelihood(counts, sizes, side, factor) + np.log(_priors())[kinds]
    weight = np.exp(log_post - logsumexp(log_post, axis=1, keepdims=True))
    mean = weight @ _RATIOS
    deviation = np.sqrt(np.maximum(weight @ _RATIOS**2 - mean**2, 0.0))
    tame = min(1.0, USUAL_FACTOR / float(np.mean(factor))) if len(factor) else 1.0
    evidence = _ranking(weight, near, tame, kinds)
    nearest = (np.abs(mean) - 1.5 * deviation) * tame**HELD_BACK
    return pd.DataFrame({"evidence": evidence, "expected": mean, "at_least": nearest, "factor": factor})


def _ranking(weight, near, tame, kinds) -> np.ndarray:
    """Expected size, held back for clumping; where texts clump as a whole, extreme ratios count for little more.

    In the novels (mean factor about 1.5) a name that one book lacks is nearly always a true difference; in texts of
    formulas and lists it is mostly a passage, and only "more than the usual" can be told.
    """
    size = weight @ np.abs(_RATIOS) - KIND_OFFSET * kinds
    capped = weight @ np.minimum(np.abs(_RATIOS), CAP) * 4 / CAP  # brought to the scale of the ratios of names
    return np.maximum(tame * size + (1 - tame) * capped, 0.0) / near ** (0.25 + 0.5 * (1 - tame))


def variance_growth(counts, sizes, side, documents=None) -> float:
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


def join_neighbours(counts, sizes, side, documents, *, by: int = 2) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Each run of `by` neighbouring segments of one document made one: (counts, sizes, side).

    A short last run joins the one before.
    """
    documents = np.asarray(documents)
    group, last = np.zeros(len(sizes), dtype=np.int64), 0
    for document in pd.unique(documents):
        rows = np.flatnonzero(documents == document)
        runs = np.minimum(np.arange(len(rows)) // by, max(len(rows) // by - 1, 0))
        group[rows] = runs + last
        last += int(runs.max()) + 1
    member = np.zeros((last, len(sizes)))
    member[group, np.arange(len(sizes))] = 1
    return member @ counts, member @ np.asarray(sizes, dtype=float), np.asarray(side)[np.unique(group, True)[1]]


def _likelihood(counts, sizes, side, factor) -> np.ndarray:
    """Log quasi-likelihood of each ratio: how a term's count splits, its weight divided by factor."""
    target, reference = (column_sums(counts[np.flatnonzero(mask)]) for mask in (side, ~side))
    odds = _RATIOS * np.log(2) + np.log(sizes[side].sum() / sizes[~side].sum())
    inside, outside = -np.logaddexp(0, -odds), -np.logaddexp(0, odds)
    return (np.outer(target, inside) + np.outer(reference, outside)) / factor[:, None]


def _priors() -> np.ndarray:
    """Prior weight of each ratio for the two kinds of term: normal curves of several widths, mixed."""
    width = np.hypot(_SCALES, 0.06)[:, None]
    curves = np.exp(-0.5 * (_RATIOS / width) ** 2) / width
    mixed = _PRIORS @ (curves / curves.sum(axis=1, keepdims=True))
    return mixed / mixed.sum(axis=1, keepdims=True)
