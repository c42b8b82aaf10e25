"""Terms table to TermMatrix: counts by segment, all that comparing, resampling and topics need."""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.door import checked
from analysis.errors import AnalysisError, unknown_name
from analysis.terms.filled import fill_terms
from analysis.terms.voices import check_any


@dataclass(frozen=True, eq=False)
class TermMatrix:
    """Counts of terms by segment: all that comparing, resampling and topic models need.

    Attributes
    ----------
    counts : scipy CSR matrix
        Occurrences; one row a segment, one column a term.
    rows : DataFrame
        One row a row of `counts`: document, segment, n (all its terms, also those that have no column).
    terms : Index
        The term of each column.

    Raises
    ------
    AnalysisError
        Where the three do not fit each other, and for counts that are none.
    """

    counts: sparse.csr_matrix
    rows: pd.DataFrame
    terms: pd.Index

    def __post_init__(self) -> None:
        counts, terms = _fitting(self.counts, self.rows, self.terms)
        object.__setattr__(self, "counts", counts)
        object.__setattr__(self, "terms", terms)


def _fitting(counts: Any, rows: Any, terms: Any) -> tuple[sparse.csr_matrix, pd.Index]:
    """The counts and terms of a TermMatrix in their usual forms; a sentence where they do not fit each other."""
    if not isinstance(rows, pd.DataFrame) or not {"document", "segment", "n"} <= set(rows):
        raise AnalysisError("A TermMatrix needs rows: a DataFrame with the columns document, segment and n.")
    try:
        counts, terms = sparse.csr_matrix(counts), pd.Index(terms, dtype="str", name="term")
        words = rows["n"].to_numpy(dtype=float)
    except (TypeError, ValueError):
        raise AnalysisError("A TermMatrix needs a sparse matrix of counts, a name for each column, and n.") from None
    if counts.shape != (len(rows), len(terms)):
        told = f"counts of {' × '.join(map(str, counts.shape))}, {len(rows)} rows and {len(terms)} terms"
        raise AnalysisError(f"The parts of a TermMatrix do not fit: {told}.")
    if counts.nnz and not (counts.data.min() >= 0 and counts.data.max() < np.inf):
        raise AnalysisError("A TermMatrix holds counts: numbers of 0 or more.")
    if not (words >= counts.sum(axis=1).A1).all():
        raise AnalysisError("A row of a TermMatrix counts more terms than its n, which is of all its terms.")
    return counts, terms


@checked
def term_matrix(terms: pd.DataFrame, *, by: Literal["segment", "document"] = "segment") -> TermMatrix:
    """Counts of terms in each segment or document.

    Parameters
    ----------
    terms : DataFrame
        A terms table (`split_terms`, or your own: see `fill_terms`). All its voices count: choose one before, with
        `split_terms(voice=…)`.
    by : {"segment", "document"}
        What a row of the matrix is.

    Returns
    -------
    TermMatrix
        Rows in the order of the table, columns in alphabetical order. The empty term (outside every family) counts
        towards `rows["n"]` and has no column.

    Raises
    ------
    AnalysisError
        For what is no terms table, for an empty one (TooLittleTextError), for an unknown `by` (UnknownNameError).
    """
    if by not in ("segment", "document"):
        raise unknown_name("unit", by, ["segment", "document"])
    return count_units(fill_terms(terms, "term_matrix"), by=by)


def count_units(terms: pd.DataFrame, *, by: Literal["segment", "document"] = "segment") -> TermMatrix:
    """`term_matrix` of a table that is known to be whole: for functions that have filled theirs.

    Parameters
    ----------
    terms : DataFrame
        A whole terms table (`fill_terms`).
    by : {"segment", "document"}
        What a row of the matrix is.

    Returns
    -------
    TermMatrix
        As `term_matrix` gives it.

    Raises
    ------
    TooLittleTextError
        For an empty table.
    """
    check_any(terms)
    keys = ["document", "segment"] if by == "segment" else ["document"]
    groups = terms.groupby(keys, sort=False)
    rows = groups.size().rename("n").reset_index()
    if by == "document":
        rows.insert(1, "segment", 1)
    codes, columns = number_terms(terms["term"])
    counts = count_codes(groups.ngroup().to_numpy(), codes)
    rows = rows.assign(document=uncategorised(rows["document"]))
    return TermMatrix(counts, rows.astype({"segment": np.int64}), columns)


def count_codes(unit: np.ndarray, codes: np.ndarray) -> sparse.csr_matrix:
    """How often each code stands in each unit (units × codes, all from 0); -1 is counted nowhere."""
    named, shape = codes >= 0, (int(unit.max()) + 1, int(codes.max()) + 1)
    ones = np.ones(int(named.sum()), dtype=np.int64)
    counts = sparse.coo_matrix((ones, (unit[named], codes[named])), shape=shape)
    return counts.tocsc().tocsr()  # units stand in order, so by columns first nothing is sorted


def number_terms(terms: pd.Series) -> tuple[np.ndarray, pd.Index]:
    """The number of each row's term among those that occur, in alphabetical order; -1 for the empty term.

    Parameters
    ----------
    terms : Series
        The column `term` of a terms table, categories or strings.

    Returns
    -------
    codes : array of int
        One a row.
    words : Index
        The terms, each once.
    """
    codes, found = pd.factorize(terms, sort=isinstance(terms.dtype, pd.CategoricalDtype))
    words = pd.Index(found, dtype="str", name="term")
    if not words.is_monotonic_increasing:
        order = words.argsort(kind="stable")
        place = np.empty(len(words), dtype=np.int64)
        place[order] = np.arange(len(words))
        codes, words = place[codes], words[order]
    if "" in words:  # the first of all
        codes, words = codes - 1, words[1:]
    return codes, words


def uncategorised(values: pd.Series) -> pd.Series:
    """The values themselves where they are held as categories, as in a terms table."""
    return values.astype(values.cat.categories.dtype) if isinstance(values.dtype, pd.CategoricalDtype) else values
