"""Many fits on samples of the segments, joined into one set of topics.

One fit on forty segments moves when four of them are left out. So the model is fitted on many samples of four fifths
of the segments; all their topics together are factored once more, which keeps what comes back again and again
(the ensemble of Greene, O'Callaghan and Cunningham 2014 and of Belford, Mac Namee and Greene 2018, with samples in
place of random starts).
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

import numpy as np

from analysis.topics.fit import factor, match_topics, mixture_shares, overlaps, unit_rows, weigh_terms

SMALL = 2e5  # filled cells × topics that a full number of samples takes a second for
EFFORTS = {"nmf": (100, 30, 10), "lda": (20, 4, 5)}  # LDA takes some twelve times as long a fit
FOLDS = 5  # each sample leaves out one fifth of the segments


Given = ParamSpec("Given")
Found = TypeVar("Found")


def one_thread(function: Callable[Given, Found]) -> Callable[Given, Found]:
    """Runs a function with one thread of linear algebra: on many small fits more threads only wait for each other."""

    @functools.wraps(function)
    def run(*arguments: Given.args, **options: Given.kwargs) -> Found:
        from threadpoolctl import threadpool_limits

        with threadpool_limits(1):
            return function(*arguments, **options)

    return run


def sample_segments(n_segments: int, resamples: int, rng: np.random.Generator) -> list[np.ndarray]:
    """Samples of four fifths of the rows, in their order: every five together leave each row out exactly once.

    Balanced in this way, a hundred samples agree from seed to seed as well as twice as many drawn freely.
    """
    samples: list[np.ndarray] = []
    while len(samples) < resamples:
        folds = np.array_split(rng.permutation(n_segments), FOLDS)
        samples += [np.setdiff1d(np.arange(n_segments), fold) for fold in folds]
    return samples[:resamples]


def fit_samples(matrix, n_topics: int, method: str, *, resamples: int, seed: int, progress: bool = False) -> np.ndarray:
    """Topics of one fit for each sample of the segments: resamples × topics × terms, rows of length 1."""
    from tqdm.auto import tqdm

    samples = sample_segments(matrix.shape[0], resamples, np.random.default_rng(seed))
    rounds = tqdm(samples, desc="topics", disable=not progress, leave=False)
    fits = [factor(matrix[rows], n_topics, method, number) for number, rows in enumerate(rounds)]
    return unit_rows(np.stack(fits))


def join_fits(fits: np.ndarray) -> np.ndarray:
    """The consensus: an NMF of all topics of all fits, started from their singular vectors (no random start)."""
    stacked = fits.reshape(-1, fits.shape[2])
    return unit_rows(factor(stacked, fits.shape[1], "nmf", 0)) if fits.shape[1] > 1 else unit_rows(fits.mean(axis=0))


def align_fits(reference: np.ndarray, fits: np.ndarray) -> np.ndarray:
    """The fits with their topics in the order of `reference`."""
    return np.stack([fit[match_topics(reference, fit)] for fit in fits])


def stability(reference: np.ndarray, aligned: np.ndarray) -> np.ndarray:
    """Mean top-ten overlap of each topic with its match in every fit."""
    return np.mean([overlaps(reference, fit) for fit in aligned], axis=0)


@dataclass(frozen=True, eq=False)
class Agreement:
    """What the samples agree on, the largest topic first: `weights` (topics × terms, rows sum to 1), `shares`
    (segments × topics), and in the units of the fits `joined` (the consensus), `aligned` (each fit) and `idf`."""

    weights: np.ndarray
    shares: np.ndarray
    joined: np.ndarray
    aligned: np.ndarray
    idf: np.ndarray


def agree(
    matrix, n_topics: int, method: str, *, weighting: str = "tfidf", resamples=None, seed: int = 0, progress=False
) -> Agreement:
    """Fit the samples, join them, and read every segment with the result."""
    rows, idf = matrix.counts, np.ones(len(matrix.terms))
    if method == "nmf":
        rows, idf = weigh_terms(rows, weighting)
    resamples = resamples or efforts(matrix.counts, n_topics, method)[0]
    fits = fit_samples(rows, n_topics, method, resamples=resamples, seed=seed, progress=progress)
    joined = join_fits(fits)
    shares = mixture_shares(matrix.counts, as_words(joined, idf))
    sizes = np.asarray(matrix.counts.sum(axis=1), dtype=float).ravel()
    order = np.argsort(-(sizes @ shares), kind="stable")
    joined = joined[order]
    return Agreement(as_words(joined, idf), shares[:, order], joined, align_fits(joined, fits), idf)


def efforts(counts, n_topics: int, method: str) -> tuple[int, int, int]:
    """How many samples, shuffles of the words, and samples a shuffle: 100, 30, 10 for two short texts, 10, 3, 5 for
    five thousand segments and thirty topics, so that both fit into a minute."""
    part = min(1.0, (counts.nnz * n_topics / SMALL) ** -0.6)
    resamples, shuffles, samples = EFFORTS[method]
    return max(10, round(resamples * part)), max(3, round(shuffles * part)), max(5, round(samples * part))


def as_words(topics: np.ndarray, idf: np.ndarray) -> np.ndarray:
    """Topics as shares of words: the idf taken out again, rows summing to 1."""
    weights = np.maximum(topics, 0) / idf
    total = weights.sum(axis=1, keepdims=True)
    return np.where(total > 0, weights / np.where(total > 0, total, 1), 1 / weights.shape[1])
