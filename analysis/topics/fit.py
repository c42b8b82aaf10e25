"""Topics fitted: one fit of all segments, the topics of another put into its order, and many fits on samples.

Two things about words in a text make a fit move: a passage of a hundred words names few of its subject's words, and the
next passage mostly goes on about the same. So each segment is read together with its neighbours, which count as far as
they are alike in this very text (`neighbours`). The topics are those of all segments; fits on samples of four fifths
say how far each would move.
"""

import functools
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

import numpy as np

from analysis.parallel import apply_each
from analysis.topics.neighbours import likeness_of_neighbours, with_neighbours
from analysis.topics.vocabulary import inverse_reach, weigh_terms

NMF_ITERATIONS, LDA_ITERATIONS = 50, 15
DENSE = 50_000  # cells up to which a full matrix, and its exact singular vectors, are the faster start (1.2 to 4 times)
SHARE_STEPS = 60
LEAST_SHARE = 1e-6  # below it, a share is on its way to zero
BACKGROUND = 0.02  # of each topic: the pooled terms, so that one stray word cannot decide a segment


def factor(matrix, n_topics: int, method: str, seed: int) -> np.ndarray:
    """The topics × terms matrix of one fit: NMF on weighted rows, or LDA on counts (variational, batch)."""
    from sklearn.decomposition import LatentDirichletAllocation, non_negative_factorization
    from sklearn.exceptions import ConvergenceWarning

    if method == "lda":
        return LatentDirichletAllocation(n_topics, max_iter=LDA_ITERATIONS, random_state=seed).fit(matrix).components_
    small = matrix.shape[0] * matrix.shape[1] <= DENSE
    if small:
        matrix = matrix.toarray() if hasattr(matrix, "toarray") else np.asarray(matrix)
    held, topics = start_topics(matrix, n_topics) if small else (None, None)
    # the samples tell whether the iterations were enough; an error of zero comes out as the root of -1e-16
    with warnings.catch_warnings(), np.errstate(invalid="ignore"):
        warnings.simplefilter("ignore", ConvergenceWarning)
        return non_negative_factorization(
            matrix,
            held,
            topics,
            n_components=n_topics,
            init="custom" if small else "nndsvda",
            max_iter=NMF_ITERATIONS,
            random_state=seed,
        )[1]


def start_topics(matrix: np.ndarray, n_topics: int) -> tuple[np.ndarray, np.ndarray]:
    """Where NMF starts: the larger signed half of each singular vector, its zeros filled with the mean of the matrix.

    NNDSVDa (Boutsidis and Gallopoulos 2008), as in scikit-learn but from exact singular vectors, which for few
    segments is faster (1.2 times on two short texts) than random projections and leaves nothing to chance.
    """
    squares, left = np.linalg.eigh(matrix @ matrix.T)  # segments × segments: far smaller than the matrix
    values, left = np.sqrt(np.maximum(squares[::-1], 1e-24)), left[:, ::-1]
    right = (left[:, :n_topics] / values[:n_topics]).T @ matrix
    held, topics = np.empty((len(matrix), n_topics)), np.empty((n_topics, matrix.shape[1]))
    for place in range(n_topics):
        halves = [(np.maximum(sign * left[:, place], 0), np.maximum(sign * right[place], 0)) for sign in (1, -1)]
        sizes = [np.linalg.norm(one) * np.linalg.norm(two) for one, two in halves]
        best = int(sizes[1] > sizes[0])
        scale = np.sqrt(values[place] * max(sizes[best], 1e-12))
        held[:, place], topics[place] = (scale * half / max(np.linalg.norm(half), 1e-12) for half in halves[best])
    mean = matrix.mean()
    return np.where(held > 1e-6, held, mean), np.where(topics > 1e-6, topics, mean)


def unit_rows(rows: np.ndarray) -> np.ndarray:
    """Rows divided by their length; a row of zeros stays."""
    length = np.linalg.norm(rows, axis=-1, keepdims=True)
    return rows / np.where(length > 0, length, 1)


def match_topics(reference: np.ndarray, topics: np.ndarray) -> np.ndarray:
    """Which row of `topics` belongs to each row of `reference`: the pairing with the greatest sum of cosines."""
    from scipy.optimize import linear_sum_assignment  # slow to import

    return linear_sum_assignment(-(unit_rows(reference) @ unit_rows(topics).T))[1]


def top_places(rows: np.ndarray, n: int = 10) -> np.ndarray:
    """The columns of the `n` largest entries of each row, largest first, ties in column order."""
    return np.argsort(-rows, axis=1, kind="stable")[:, :n]


def overlaps(one: np.ndarray, other: np.ndarray, n: int = 10) -> np.ndarray:
    """Jaccard overlap of the `n` top terms, row by row: 1 the same words, 0 none in common."""
    shared = (top_places(one, n)[:, :, None] == top_places(other, n)[:, None, :]).sum(axis=(1, 2))
    return shared / (2 * min(n, one.shape[1]) - shared)


def mixture_shares(counts, topics: np.ndarray, steps: int = SHARE_STEPS) -> np.ndarray:
    """The share of each segment's words that comes from each topic: the likeliest mixture of the given topics.

    Expectation–maximisation with the topics held fixed (the folding-in step of Hofmann 1999), on counts, so that a
    share is a share of words and can be asked of any stretch, also of one voice. Rows sum to 1. scikit-learn's NMF with
    Kullback-Leibler loss and fixed topics takes the same steps, in 2.5 to 4.6 times the time.
    """
    pooled = np.asarray(counts.sum(axis=0), dtype=float).ravel() + 1e-9
    topics = (1 - BACKGROUND) * topics + BACKGROUND * pooled / pooled.sum()
    cells = counts.tocoo()
    likely, size = topics.T[cells.col], np.bincount(cells.row, weights=cells.data, minlength=counts.shape[0])
    shares = np.full((counts.shape[0], len(topics)), 1 / len(topics))
    indicator = counts.astype(float).tocsr()
    indicator.sort_indices()
    order = np.lexsort((cells.col, cells.row))
    likely, rows, data = likely[order], cells.row[order], cells.data[order]
    for _ in range(steps):
        expected = np.einsum("ij,ij->i", shares[rows], likely)
        indicator.data = data / expected
        shares *= indicator @ topics.T / np.where(size > 0, size, 1)[:, None]
        shares[size == 0] = 1 / len(topics)
    shares[shares < LEAST_SHARE] = 0
    return shares / shares.sum(axis=1, keepdims=True)


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


@dataclass(frozen=True, eq=False)
class Reading:
    """How segments are read for a fit: by method, how counts are weighed, how far neighbours count."""

    method: str
    weighting: str = "tfidf"
    likeness: float = 0.0


def read_as(method: str, counts, documents: np.ndarray, weighting: str = "tfidf") -> Reading:
    """How these segments are read by a method."""
    return Reading(method, weighting, likeness_of_neighbours(counts, documents) if method == "nmf" else 0.0)


def fit_segments(counts, documents: np.ndarray, n_topics: int, how: Reading, seed: int, idf=None) -> np.ndarray:
    """Topics of one fit: topics × terms, rows of length 1; NMF reads each segment together with its neighbours."""
    if how.method == "nmf":
        counts = weigh_terms(with_neighbours(counts, documents, how.likeness), how.weighting, idf)[0]
    return unit_rows(factor(counts, n_topics, how.method, seed))


def fit_samples(
    counts, documents, n_topics: int, how: Reading, *, resamples: int, seed: int, progress: bool = False
) -> tuple[np.ndarray, np.ndarray]:
    """The topics of all segments (topics × terms), and those of each sample in their order (resamples × …)."""
    from tqdm import tqdm

    samples = sample_segments(counts.shape[0], resamples, np.random.default_rng(seed))
    idf = term_factor(counts, how)
    whole = fit_segments(counts, documents, n_topics, how, seed, idf)
    fit = functools.partial(_fit_sample, counts, documents, n_topics, how, idf)
    rounds = apply_each(fit, enumerate(samples))
    fits = list(tqdm(rounds, total=len(samples), desc="topics", disable=not progress, leave=False))
    return whole, align_fits(whole, np.stack(fits))


def _fit_sample(counts, documents, n_topics: int, how: Reading, idf, sample: tuple[int, np.ndarray]) -> np.ndarray:
    seed, kept = sample
    return fit_segments(counts[kept], documents[kept], n_topics, how, seed, idf)


def term_factor(counts, how: Reading) -> np.ndarray:
    """What each term's counts are multiplied by before a fit, from all segments."""
    plain = how.method == "lda" or how.weighting == "count"
    return np.ones(counts.shape[1]) if plain else inverse_reach(counts)


def align_fits(reference: np.ndarray, fits: np.ndarray) -> np.ndarray:
    """The fits with their topics in the order of `reference`."""
    return np.stack([fit[match_topics(reference, fit)] for fit in fits])


def stability(reference: np.ndarray, aligned: np.ndarray) -> np.ndarray:
    """Mean top-ten overlap of each topic with its match in every fit."""
    return np.mean([overlaps(reference, fit) for fit in aligned], axis=0)


@dataclass(frozen=True, eq=False)
class Agreement:
    """The topics, the largest first: `weights` (topics × terms, rows sum to 1), `shares` (segments × topics), and in
    the units of the fits `joined` (of all segments), `aligned` (of each sample) and `idf`."""

    weights: np.ndarray
    shares: np.ndarray
    joined: np.ndarray
    aligned: np.ndarray
    idf: np.ndarray


def agree(
    matrix, n_topics: int, method: str, *, weighting: str = "tfidf", resamples=None, seed: int = 0, progress=False
) -> Agreement:
    """Fit all segments and the samples, and read every segment with the topics."""
    counts, documents = matrix.counts, matrix.rows["document"].to_numpy()
    how = read_as(method, counts, documents, weighting)
    resamples = resamples or efforts(counts, n_topics, method)[0]
    whole, aligned = fit_samples(counts, documents, n_topics, how, resamples=resamples, seed=seed, progress=progress)
    idf = term_factor(counts, how)
    shares = mixture_shares(counts, as_words(whole, idf))
    sizes = np.asarray(counts.sum(axis=1), dtype=float).ravel()
    order = np.argsort(-(sizes @ shares), kind="stable")
    return Agreement(as_words(whole[order], idf), shares[:, order], whole[order], aligned[:, order], idf)


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
