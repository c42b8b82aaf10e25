"""One fit of a topic model: which terms may speak, how much each counts, and topics put into another fit's order."""

import warnings
from collections.abc import Iterable

import numpy as np
from scipy import sparse
from scipy.optimize import linear_sum_assignment

from analysis.errors import TooLittleTextError, check_kind, unknown_name
from analysis.terms import TermMatrix, read_stop_terms

TOPIC_TERMS = 100  # terms a segment to fit on: shorter than for comparing, since topics need many segments
FEWEST = 5  # segments: fewer cannot be sampled four fifths at a time
LEAST_REACH = 2  # segments: a term of one segment says where it stands, not what goes with what
MOST_REACH = 0.5  # share of the segments: a term of most segments belongs to every topic
WEIGHTINGS = ("tfidf", "log", "count")


def choose_topic_terms(
    matrix: TermMatrix, *, stop: Iterable[str] | None = None, least: int = LEAST_REACH, most: float = MOST_REACH
) -> TermMatrix:
    """The matrix without the terms that cannot tell topics apart.

    Left out are stop terms, terms of one character, and terms that reach too few or too many segments.

    Parameters
    ----------
    matrix : TermMatrix
        Counts by segment.
    stop : iterable of str, optional
        Stop terms; the project's list if left out.
    least : int
        The fewest segments a term must reach.
    most : float
        The largest share of the segments that a term may reach, 0 to 1.

    Returns
    -------
    TermMatrix
        With the same rows (`n` still counts all terms) and fewer columns.

    Raises
    ------
    TooLittleTextError
        For fewer than five segments, and where no term is left.
    """
    check_kind("choose_topic_terms", matrix, "TermMatrix")
    stops = read_stop_terms() if stop is None else frozenset(stop)
    reach = np.bincount(matrix.counts.tocoo().col[matrix.counts.tocoo().data > 0], minlength=len(matrix.terms))
    spoken = np.array([len(term) > 1 and term not in stops for term in matrix.terms], dtype=bool)
    if matrix.counts.shape[0] < FEWEST:
        raise TooLittleTextError(
            f"Topics need words that go together again and again, and there are {matrix.counts.shape[0]} segments. "
            f"Cut shorter segments (split_terms(segment_terms=…)) or take more text: at least {FEWEST}."
        )
    kept = np.flatnonzero(spoken & (reach >= least) & (reach <= most * matrix.counts.shape[0]))
    if len(kept) == 0:
        raise TooLittleTextError(
            f"None of the {len(matrix.terms)} terms is left for topics: stop terms are out, and so is a term in fewer "
            f"than {least} or more than {most:.0%} of the {matrix.counts.shape[0]} segments. Take a shorter stop list, "
            "shorter segments or more text, or fit with choose=False."
        )
    return TermMatrix(matrix.counts[:, kept].tocsr(), matrix.rows, matrix.terms[kept])


def weigh_terms(counts: sparse.csr_matrix, weighting: str = "tfidf") -> tuple[sparse.csr_matrix, np.ndarray]:
    """Rows of length 1, and the factor a term's counts were multiplied by.

    `tfidf`: count × (ln((1 + S) / (1 + reach)) + 1), S segments; `log`: 1 + ln count in place of the count; `count`:
    factor 1.
    """
    from sklearn.feature_extraction.text import TfidfTransformer  # slow to import, here and below: only when asked for

    if weighting not in WEIGHTINGS:
        raise unknown_name("weighting", weighting, WEIGHTINGS)
    scale = TfidfTransformer(use_idf=weighting != "count", sublinear_tf=weighting == "log").fit(counts)
    return scale.transform(counts), np.ones(counts.shape[1]) if weighting == "count" else scale.idf_


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
    # the consensus judges whether the iterations were enough; an error of zero comes out as the root of -1e-16
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
    segments is faster than random projections and leaves nothing to chance.
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
    share is a share of words and can be asked of any stretch, also of one voice. Rows sum to 1.
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
