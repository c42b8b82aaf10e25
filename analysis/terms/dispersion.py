"""How evenly a term is spread over a document: on every page, or in one place."""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import sparse

from analysis.door import checked
from analysis.evidence.intervals import Counts, nullable
from analysis.terms import Voice, fill_terms, spoken_terms
from analysis.terms.matrix import count_codes, number_terms


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
    columns, table = _number_columns(terms)
    unit = terms.groupby(["document", "segment"], sort=False).ngroup().to_numpy()
    documents, _ = pd.factorize(terms["document"])
    sizes, within = np.bincount(unit).astype(float), documents[np.unique(unit, return_index=True)[1]]
    counts = count_codes(unit, columns).tocsc()
    norm = deviation_of_proportions(counts, sizes, within)
    owner = _owners(counts, within)
    table = table.assign(
        n=np.asarray(counts.sum(axis=0)).ravel(),
        reach=np.diff(counts.indptr).astype(np.int64),
        segments=np.bincount(within)[owner],
        dp=norm * _largest_deviations(sizes, within)[owner],
        dp_norm=norm,
        juilland_d=nullable(juilland_d(counts, sizes, within)),
        arf=average_reduced_frequency(columns, documents),
    )
    return table.iloc[np.lexsort((-table["n"], owner))].reset_index(drop=True)


def _number_columns(terms: pd.DataFrame) -> tuple[np.ndarray, pd.DataFrame]:
    """The number of each row's document and term together (-1: the empty term), and these by number, in order."""
    codes, words = number_terms(terms["term"])
    documents, names = pd.factorize(terms["document"])
    pairs, found = np.unique((documents * len(words) + codes)[codes >= 0], return_inverse=True)
    columns = np.full(len(codes), -1)
    columns[codes >= 0] = found
    document, term = np.divmod(pairs, len(words))
    table = {"document": np.asarray(names, dtype=object)[document], "term": np.asarray(words, dtype=object)[term]}
    return columns, pd.DataFrame(table)


def _owners(counts: sparse.csc_matrix, documents: np.ndarray) -> np.ndarray:
    """The document of each column, which occurs in no other: that of any segment in which it occurs, else the first."""
    owners = np.zeros(counts.shape[1], dtype=np.int64)
    there = np.diff(counts.indptr) > 0
    owners[there] = documents[counts.indices[counts.indptr[:-1][there]]]
    return owners


def _largest_deviations(sizes: np.ndarray, documents: np.ndarray) -> np.ndarray:
    """Of each document: 1 less the share of its smallest segment; 1 where it has but one."""
    least = np.full(documents.max(initial=0) + 1, np.inf)
    np.minimum.at(least, documents, sizes)
    return np.where(np.bincount(documents) > 1, 1 - least / np.bincount(documents, weights=sizes), 1.0)


def deviation_of_proportions(counts: Counts, sizes: ArrayLike, documents: np.ndarray | None = None) -> np.ndarray:
    """DPnorm of each column: 0 = spread over the segments as words are, 1 = all in the smallest; NaN where absent.

    Half the sum of |share of words - share of the term| over segments, by its largest possible value. `documents`: the
    number of each segment's document, where a column is of one of several. Source: Gries 2008; Lijffijt and Gries 2012.
    """
    counts, sizes = sparse.csc_matrix(counts), np.asarray(sizes, dtype=float)
    documents = np.zeros(len(sizes), dtype=np.int64) if documents is None else documents
    parts = sizes / np.bincount(documents, weights=sizes)[documents]
    totals = np.asarray(counts.sum(axis=0), dtype=float).ravel()
    column = np.repeat(np.arange(counts.shape[1]), np.diff(counts.indptr))
    part, held = parts[counts.indices], counts.data / np.maximum(totals, 1)[column]
    # segments without the term add their own share: 1 less those with it
    gaps = np.bincount(column, weights=np.abs(part - held) - part, minlength=counts.shape[1]) + 1
    most = _largest_deviations(sizes, documents)[_owners(counts, documents)]
    return np.where(totals > 0, np.clip(gaps / 2 / most, 0.0, 1.0), np.nan)


def juilland_d(counts: Counts, sizes: ArrayLike, documents: np.ndarray | None = None) -> np.ndarray:
    """Juilland's D of each column: 1 less the coefficient of variation of its rates by its largest value; NaN if none.

    The rate is per word of the segment, so segments may differ in length. `documents` as above.
    """
    counts, sizes = sparse.csc_matrix(counts), np.asarray(sizes, dtype=float)
    documents = np.zeros(len(sizes), dtype=np.int64) if documents is None else documents
    segments = np.bincount(documents)[_owners(counts, documents)]
    rates = sparse.diags(1 / sizes) @ counts
    mean, square = (np.asarray(part.sum(axis=0)).ravel() / segments for part in (rates, rates.multiply(rates)))
    spread = np.sqrt(np.maximum(square - mean**2, 0.0))
    there = (mean > 0) & (segments > 1)
    return np.where(there, 1 - spread / np.where(there, mean, 1.0) / np.sqrt(np.maximum(segments - 1, 1)), np.nan)


def average_reduced_frequency(columns: np.ndarray, documents: np.ndarray) -> np.ndarray:
    """ARF of every column, from the column (-1: none) and the document of each word in reading order.

    Occurrences, each counted by how far from the last it is. Distances run around the end of the document to its
    beginning; a gap counts as at most N / n words.
    """
    places = pd.Series(documents).groupby(documents).cumcount().to_numpy()
    order = np.argsort(columns, kind="stable")[np.count_nonzero(columns < 0) :]
    columns, places, words = columns[order], places[order], np.bincount(documents)[documents[order]]
    if not len(columns):
        return np.array([])
    counts = np.bincount(columns)
    first = np.concatenate([[0], np.cumsum(counts)[:-1]]).astype(np.int64)
    gaps = np.diff(places, prepend=0)
    gaps[first] = places[first] - places[first + counts - 1] + words[first]
    even = words / counts[columns]
    return np.add.reduceat(np.minimum(gaps, even), first) / even[first]
