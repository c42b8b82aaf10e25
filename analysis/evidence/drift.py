"""Drift: how much a word's count varies between stretches of one work, which an excerpt shows only in part.

Two chapters of one book differ by more than two of its pages do. How much more cannot be seen inside an excerpt, so it
was learnt where whole works are at hand: stretches of 900 to 12,000 words of twenty-eight works of seven kinds (novels,
histories, essays, textbooks, speeches, web pages). There the square of the gap between two stretches of one work was
fitted (gamma regression, log link: McCullagh and Nelder 1989) on what can be seen in the two stretches: the kind of
word, how much such words and the word itself vary from segment to segment and from one long segment to the next, how
often it occurs, and how long the stretches are. `benchmarks/learn.py` prints the constants and how well they do on a
kind that they were not learnt from.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from analysis.evidence.intervals import PRIOR_SEGMENTS, Counts, column_sums, join_neighbours, spread_by_term

TYPICAL = 0.75  # power of the fitted mean that 93 to 97 of 100 gaps stay within: a few words make much of the mean
LONG = 4  # segments joined to one long segment
USUAL, USUAL_LONG = 1.25, 1.5  # factors of single and of long segments where nothing else is known
KIND_WEIGHT, OWN_WEIGHT = 400.0, 10.0  # degrees of freedom of what is usual: against words alike, against the word
OFTEN, STRETCH = 20.0, 6_000.0  # occurrences, and words of both stretches, at which the constants below are anchored
# subject, grammar, name: log of the factor, and power of the number of occurrences
_KIND = np.array([1.06, 0.45, 1.63])
_COUNT = np.array([0.48, 0.19, 0.55])
_ALIKE, _OWN, _OWN_LONG, _LENGTH = 1.62, 0.66, 0.74, -0.07  # powers of what words alike and the word itself show


@dataclass(frozen=True)
class Seen:
    """What the segments show of each term: the logs that the constants weigh.

    Attributes
    ----------
    alike, own, own_long : arrays of float
        Variation of terms of its kind; its own against that, between single and between long segments.
    rate : array of float
        Occurrences a word.
    kinds : array of int
        0 subject, 1 grammar, 2 name.
    """

    alike: np.ndarray
    own: np.ndarray
    own_long: np.ndarray
    rate: np.ndarray
    kinds: np.ndarray


def see_variation(counts: Counts, sizes: ArrayLike, documents: ArrayLike, kinds: ArrayLike | None = None) -> Seen:
    """How much each term's count varies within the documents, from segment to segment, beside terms of its kind."""
    documents, sizes = pd.factorize(np.asarray(documents))[0], np.asarray(sizes, dtype=float)
    kinds = np.zeros(counts.shape[1], dtype=int) if kinds is None else np.asarray(kinds, dtype=int)
    logs = []
    for usual, each in (
        (USUAL, (counts, sizes, documents)),
        (USUAL_LONG, join_neighbours(counts, sizes, documents, by=LONG)),
    ):
        spread, freedom = spread_by_term(*each)
        alike = kind_means(spread, freedom, kinds, usual)
        logs += [np.log(alike), own_means(spread, freedom, alike)]
    return Seen(logs[0], logs[1], logs[3], column_sums(counts) / sizes.sum(), kinds)


def kind_means(spread, freedom, kinds, usual: float, weight: float = KIND_WEIGHT) -> np.ndarray:
    """The mean factor of the terms of each term's kind, drawn to what is usual."""
    sums = [np.bincount(kinds, weights=values) for values in (spread, freedom)]
    return ((sums[0] + weight * usual) / np.maximum(sums[1] + weight, 1))[kinds]


def own_means(spread, freedom, alike) -> np.ndarray:
    """The log of each term's own factor against that of its kind, drawn to it."""
    return np.log((OWN_WEIGHT + spread / alike) / (OWN_WEIGHT + freedom))


def factors_seen(seen: Seen, lengths: np.ndarray) -> np.ndarray:
    """The factors that follow from what is seen; `lengths`: words of two stretches as long as this one."""
    base = _KIND[seen.kinds] + _ALIKE * seen.alike + _OWN * seen.own + _OWN_LONG * seen.own_long
    often = np.log(np.maximum(seen.rate * lengths, 1.0) / OFTEN)
    factors = np.exp(base + _COUNT[seen.kinds] * often + _LENGTH * np.log(lengths / STRETCH))
    return np.maximum(factors, 1.0) ** TYPICAL


def stretch_factors(
    counts: Counts, sizes: ArrayLike, documents: ArrayLike, kinds: ArrayLike | None = None
) -> pd.DataFrame:
    """How many times more a term's count varies between stretches of one work than that of independent words.

    Read 4 as "four times the variance": the word comes and goes with its subject, and a stretch as long as this one
    tells as much of the work as a quarter of its words would if they were independent.

    Parameters
    ----------
    counts : array or sparse matrix
        Segments in reading order × terms.
    sizes : array
        Terms a segment.
    documents : array
        A label a segment.
    kinds : array of int, optional
        For each term 0 subject, 1 grammar or 2 name, as `term_kinds` gives them; all subject if left out.

    Returns
    -------
    DataFrame
        One row a document, in the order of their first segments, one column a term; 1 or more.

    Notes
    -----
    Doubt it for prose quite unlike what it was learnt from, and for segments far from 100 to 200 terms.
    """
    seen = see_variation(counts, sizes, documents, kinds)
    codes, names = pd.factorize(np.asarray(documents))
    lengths = 2 * np.bincount(codes, weights=np.asarray(sizes, dtype=float))
    return pd.DataFrame(factors_seen(seen, lengths[:, None]), index=names)


def side_factors(factors: pd.DataFrame, sizes: ArrayLike, side: ArrayLike, documents: ArrayLike) -> np.ndarray:
    """The factors of the two sides (target, reference) × terms: the mean of their documents by length."""
    documents, sizes, side = np.asarray(documents), np.asarray(sizes, dtype=float), np.asarray(side, dtype=bool)
    rows = []
    for mask in (side, ~side):
        codes = factors.index.get_indexer(documents[mask])
        words = np.bincount(codes, weights=sizes[mask], minlength=len(factors))
        rows.append(words @ factors.to_numpy() / max(words.sum(), 1.0))
    return np.array(rows)


def document_factors(counts: Counts, sizes: ArrayLike, side: ArrayLike, kinds: ArrayLike) -> np.ndarray:
    """How many times more a term's count varies between the documents of a side than that of independent words.

    What `stretch_factors` infers is seen here, so nothing learnt is needed; drawn to the mean of terms of its kind.

    Parameters
    ----------
    counts : array or sparse matrix
        Documents × terms.
    sizes : array
        Terms a document.
    side : array of bool
        True for the target's documents.
    kinds : array of int
        For each term 0 subject, 1 grammar or 2 name.

    Returns
    -------
    array of float
        One factor a term, at least 1.
    """
    spread, freedom = spread_by_term(counts, sizes, side)
    alike = kind_means(spread, freedom, np.asarray(kinds, dtype=int), 0.0, 0.0)
    return np.maximum((spread + PRIOR_SEGMENTS * alike) / (freedom + PRIOR_SEGMENTS), 1.0)
