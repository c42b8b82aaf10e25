"""Which terms may speak for a topic, and how much each counts in a segment."""

from collections.abc import Iterable

import numpy as np
from scipy import sparse

from analysis.errors import TooLittleTextError, unknown_name
from analysis.terms import TermMatrix, stop_terms

TOPIC_TERMS = 100  # terms a segment to fit on: shorter than for comparing, since topics need many segments
FEWEST = 5  # segments: fewer cannot be sampled four fifths at a time
LEAST_REACH = 2  # segments: a term of one segment says where it stands, not what goes with what
MOST_REACH = 0.5  # share of the segments: a term of most segments belongs to every topic
WEIGHTINGS = ("tfidf", "log", "count")


def choose_topic_terms(
    matrix: TermMatrix, *, stop: Iterable[str] | None = None, least: int = LEAST_REACH, most: float = MOST_REACH
) -> TermMatrix:
    """The matrix without the terms that cannot tell topics apart.

    Left out: stop terms (`stop`; the project's list if left out), terms of one character, terms that reach fewer than
    `least` segments, and terms that reach more than the share `most` of them.

    Returns a TermMatrix with the same rows (n still counts all terms) and fewer columns. Errors: nothing is left.
    """
    stops = stop_terms() if stop is None else frozenset(stop)
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

    `tfidf`: count × (ln((1 + S) / (1 + reach)) + 1), S segments, the same numbers as scikit-learn's TfidfTransformer
    with its default settings (a test compares them); `log`: 1 + ln count in place of the count; `count`: factor 1.
    """
    if weighting not in WEIGHTINGS:
        raise unknown_name("weighting", weighting, WEIGHTINGS)
    weighted = counts.astype(np.float64).tocsr()
    reach = np.bincount(weighted.indices, minlength=counts.shape[1])
    idf = np.ones(counts.shape[1]) if weighting == "count" else np.log((1 + counts.shape[0]) / (1 + reach)) + 1
    if weighting == "log":
        weighted.data = 1 + np.log(weighted.data)
    weighted = (weighted @ sparse.diags(idf)).tocsr()
    length = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    return (sparse.diags(1 / np.where(length > 0, length, 1)) @ weighted).tocsr(), idf
