"""How evenly a term is spread over a document: on every page, or in one place."""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import sparse

from analysis.door import checked
from analysis.evidence.intervals import Counts, nullable
from analysis.terms import Voice, count_units, fill_terms, spoken_terms


@checked
def score_dispersion(terms: pd.DataFrame, *, voice: Voice = "author") -> pd.DataFrame:
    """Each term's spread over the segments of each document, by the measures in use.

    Read `dp_norm` first: 0 = as even as the words themselves, 1 = all in the smallest segment. Frequent words are more
    even than rare ones, which *cannot* reach every segment: compare words of like frequency.

    Parameters
    ----------
    terms : DataFrame
        A terms table (`split_terms`, or your own: see `fill_terms`).
    voice : {"author", "quoted", None}
        Whose words count; None for all. Distances between uses are counted in the words of that voice.

    Returns
    -------
    DataFrame
        One row a document and term, most frequent first in each document:
        document, term : the text and the word or name
        n : occurrences
        reach : segments it occurs in
        segments : segments of the document
        dp, dp_norm : deviation of proportions, 0 even, 1 clumped; dp_norm by its largest possible value
        juilland_d : 1 even; near 0, or below, clumped; <NA> in a document of one segment
        arf : average reduced frequency, in occurrences: near n = even, near 1 = one clump

    Raises
    ------
    AnalysisError
        For what is no terms table, an unknown voice, and a voice without words.

    References
    ----------
    Gries 2008; Lijffijt and Gries 2012; Juilland and Chang-Rodriguez 1964; Savický and Hlaváčová 2002.
    """
    terms = spoken_terms(fill_terms(terms, "score_dispersion"), voice)
    tables = [_disperse(name, group) for name, group in terms.groupby("document", sort=False)]
    return pd.concat(tables, ignore_index=True)


def _disperse(name: object, group: pd.DataFrame) -> pd.DataFrame:
    matrix = count_units(group)
    sizes = matrix.rows["n"].to_numpy(dtype=float)
    most = 1 - sizes.min() / sizes.sum() if len(sizes) > 1 else 1.0
    norm = deviation_of_proportions(matrix.counts, sizes)
    table = pd.DataFrame(
        {
            "document": name,
            "term": np.asarray(matrix.terms, dtype=object),
            "n": np.asarray(matrix.counts.sum(axis=0)).ravel(),
            "reach": np.asarray((matrix.counts > 0).sum(axis=0)).ravel(),
            "segments": len(sizes),
            "dp": norm * most,
            "dp_norm": norm,
            "juilland_d": nullable(juilland_d(matrix.counts, sizes)),
        }
    )
    arf = average_reduced_frequency(group["term"].to_numpy())
    table = table.assign(arf=table["term"].map(arf))
    return table.sort_values(["n", "term"], ascending=[False, True], ignore_index=True)


def deviation_of_proportions(counts: Counts, sizes: ArrayLike) -> np.ndarray:
    """DPnorm of each column: 0 = spread over the segments as words are, 1 = all in the smallest; NaN where absent.

    Half the sum of |share of words - share of the term| over segments, by its largest possible value.
    Source: Gries 2008; Lijffijt and Gries 2012.
    """
    parts = np.asarray(sizes, dtype=float) / np.sum(sizes)
    counts = sparse.csc_matrix(counts)
    totals = np.asarray(counts.sum(axis=0), dtype=float).ravel()
    column = np.repeat(np.arange(counts.shape[1]), np.diff(counts.indptr))
    part, held = parts[counts.indices], counts.data / np.maximum(totals, 1)[column]
    # segments without the term add their own share: 1 less those with it
    gaps = np.bincount(column, weights=np.abs(part - held) - part, minlength=counts.shape[1]) + 1
    most = 1 - parts.min() if len(parts) > 1 else 1.0
    return np.where(totals > 0, np.clip(gaps / 2 / most, 0.0, 1.0), np.nan)


def juilland_d(counts: Counts, sizes: ArrayLike) -> np.ndarray:
    """Juilland's D of each column: 1 less the coefficient of variation of its rates by its largest value; NaN if none.

    The rate is per word of the segment, so segments may differ in length.
    """
    sizes = np.asarray(sizes, dtype=float)
    if len(sizes) < 2:
        return np.full(counts.shape[1], np.nan)
    rates = sparse.diags(1 / sizes) @ sparse.csr_matrix(counts)
    mean = np.asarray(rates.mean(axis=0)).ravel()
    square = np.asarray(rates.multiply(rates).mean(axis=0)).ravel()
    spread = np.sqrt(np.maximum(square - mean**2, 0.0))
    return np.where(mean > 0, 1 - spread / np.where(mean > 0, mean, 1.0) / np.sqrt(len(sizes) - 1), np.nan)


def average_reduced_frequency(words: np.ndarray) -> dict:
    """ARF of every term of one document in reading order: occurrences, each counted by how far from the last it is.

    Distances run around the end of the text to its beginning; a gap counts as at most N / n words.
    """
    codes, terms = pd.factorize(words)
    order = np.argsort(codes, kind="stable")
    counts = np.bincount(codes)
    first = np.concatenate([[0], np.cumsum(counts)[:-1]])
    gaps = np.diff(order, prepend=0)
    gaps[first] = order[first] - order[first + counts - 1] + len(words)
    even = len(words) / counts
    reduced = np.add.reduceat(np.minimum(gaps, even[codes[order]]), first) if len(words) else np.array([])
    return dict(zip(terms, reduced / even, strict=True))
