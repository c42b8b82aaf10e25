"""Which terms may speak for a topic, and how much each counts in a segment."""

from collections.abc import Iterable

import numpy as np
from scipy import sparse

from analysis.errors import TooLittleTextError, check_kind, unknown_name
from analysis.terms import TermMatrix, read_stop_terms
from analysis.terms.rule import bare_terms

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
    stops = read_stop_terms() if stop is None else bare_terms(stop)
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


def weigh_terms(
    counts: sparse.csr_matrix, weighting: str = "tfidf", factor: np.ndarray | None = None
) -> tuple[sparse.csr_matrix, np.ndarray]:
    """Rows of length 1, and the factor a term's counts were multiplied by.

    `tfidf`: count × (ln((1 + S) / (1 + reach)) + 1), S segments; `log`: ln(1 + count) in place of the count; `count`:
    factor 1. Give `factor` where it is that of more segments than these.
    """
    if weighting not in WEIGHTINGS:
        raise unknown_name("weighting", weighting, WEIGHTINGS)
    from sklearn.preprocessing import normalize  # slow to import, here and below: only when asked for

    if factor is None:
        factor = np.ones(counts.shape[1]) if weighting == "count" else inverse_reach(counts)
    rows = counts.astype(float)
    return normalize((rows.log1p() if weighting == "log" else rows).multiply(factor).tocsr()), factor


def inverse_reach(counts: sparse.csr_matrix) -> np.ndarray:
    """Of each term, ln((1 + S) / (1 + reach)) + 1 for S segments: the fewer a term reaches, the more it says."""
    from sklearn.feature_extraction.text import TfidfTransformer

    return TfidfTransformer().fit(counts).idf_
