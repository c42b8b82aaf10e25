"""A terms table made whole and cut: what it must hold, what is filled in, and its segments cut anew."""

import numpy as np
import pandas as pd

from analysis.door import checked
from analysis.errors import AnalysisError
from analysis.terms.segments import SEGMENT_TERMS, cut_segments


@checked
def fill_terms(terms: pd.DataFrame, function: str = "fill_terms") -> pd.DataFrame:
    """A terms table of one's own made whole: the columns that other functions need, filled in where missing.

    Every function that takes a terms table begins with this, so a table from a tokeniser of your own will do, if it
    has `document` and `term` in reading order.

    Parameters
    ----------
    terms : DataFrame
        One row a term in reading order; document and term at least.
    function : str
        Whose name an error bears.

    Returns
    -------
    DataFrame
        The same rows in their order, with more columns; a table that has them all comes back as it is. Filled in:
        block : 1, one block a document
        voice : "author"
        speaker : ""
        start, end : running numbers in each document; with a `start` of your own, end = start + letters of the term
        segment, segment_terms : segments cut at the table's `segment_terms`, or at 150, and that length

    Raises
    ------
    AnalysisError
        For what is no table, for no column `document` or `term`, for a missing value in one of them or in `voice`.

    Notes
    -----
    `capital` cannot be known and is not filled in: see `term_kinds`.
    """
    _check_columns(terms, function)
    if "speaker" in terms and terms["speaker"].isna().any():  # what CSV makes of ""
        terms = terms.assign(speaker=terms["speaker"].astype(object).where(terms["speaker"].notna(), ""))
    plain: dict[str, int | str] = {"block": 1, "voice": "author", "speaker": ""}
    terms = terms.assign(**{column: value for column, value in plain.items() if column not in terms})
    if "start" not in terms:
        place = terms.groupby("document", sort=False).cumcount()
        terms = terms.assign(start=place, end=place + 1)
    elif "end" not in terms:
        terms = terms.assign(end=terms["start"] + terms["term"].str.len())
    if "segment" not in terms:
        codes = pd.factorize(terms["document"])[0]
        told = _lengths(terms, codes) if "segment_terms" in terms else SEGMENT_TERMS
        length, segment = np.full(len(terms), told, dtype=np.int32), np.empty(len(terms), dtype=np.int32)
        order = np.argsort(codes, kind="stable")  # rows of one document together
        segment[order] = _cut(terms.iloc[order], length[order])
        terms = terms.assign(segment=segment, segment_terms=length)
    return terms


def _check_columns(terms: pd.DataFrame, function: str) -> None:
    if {"n", "share"} <= set(terms.columns):
        raise AnalysisError(
            f"{function}: this is a table of counts (it has the columns n and share). Give the terms themselves, one "
            "row an occurrence in reading order, such as split_terms(corpus) gives."
        )


@checked
def split_segments(terms: pd.DataFrame, *, segment_terms: int | None = None) -> pd.DataFrame:
    """The same terms with segments cut anew.

    For use after rows were taken out (a voice, stop terms): segments cut before would hold very unequal numbers. Rows
    that were shuffled are put in reading order.

    Parameters
    ----------
    terms : DataFrame
        As for `fill_terms`.
    segment_terms : int, optional
        Terms a segment; as long as the table says they were if left out.

    Returns
    -------
    DataFrame
        A copy, one row a term in reading order, with a plain index and all columns of `terms`, and anew:
        segment : from 1 in each document
        segment_terms : the length of its segments

    Raises
    ------
    AnalysisError
        Where no length is given and the table has none, or several in one document.
    """
    table = fill_terms(terms, "split_segments").reset_index(drop=True)
    codes = pd.factorize(table["document"])[0]
    length = np.full(len(table), _lengths(table, codes) if segment_terms is None else segment_terms, dtype=np.int32)
    blocks = table["block"] if pd.api.types.is_numeric_dtype(table["block"]) else np.zeros(len(table))
    order = np.lexsort((table["start"], blocks, codes))  # a `start` of one's own may begin anew in each block
    if not (order[1:] > order[:-1]).all():
        table, length = table.iloc[order].reset_index(drop=True), length[order]
    return table.assign(segment=_cut(table, length), segment_terms=length)


def _cut(terms: pd.DataFrame, length) -> np.ndarray:
    return cut_segments(terms["document"], terms["block"], target=length).astype(np.int32)


def _lengths(terms: pd.DataFrame, codes: np.ndarray) -> np.ndarray:
    """How long the segments of each row's document (`codes`) are; never guessed: a wrong length moves all intervals."""
    advice = "Say how long they shall be: split_segments(terms, segment_terms=150)."
    if "segment_terms" not in terms:
        raise AnalysisError(
            "Segments must be cut anew where words were taken out (another voice, say), and the table has no column "
            f"`segment_terms` that tells their length. {advice}"
        )
    told = terms["segment_terms"].to_numpy(dtype=float, na_value=np.nan)
    first = told[np.unique(codes, return_index=True)[1]][codes]  # the length that opens each row's document
    wrong = np.flatnonzero(told != first)  # a missing value is unlike any, itself included
    if len(wrong):
        what = "missing values" if np.isnan(told).any() else "several lengths"
        raise AnalysisError(
            "Segments must be cut anew where words were taken out (another voice, say), and the column "
            f"`segment_terms` has {what} in document {terms['document'].iat[wrong[0]]!r}. {advice}"
        )
    return told.astype(np.int64)
