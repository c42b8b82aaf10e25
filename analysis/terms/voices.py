"""Whose words count, by one rule: the author's if nothing is said, all with `voice=None`.

What counts, scores or compares asks `voice`; where its rows are told apart by voice or speaker, all voices are there.
What only splits, relabels or shows places (`split_*`, `find_families`, `find_stance`, `concordance`) keeps every voice
and says in each row whose words they are.
"""

from collections.abc import Collection, Iterable
from typing import Literal

import numpy as np
import pandas as pd

from analysis.errors import AnalysisError, TooLittleTextError, unknown_name
from analysis.terms.filled import split_segments
from analysis.terms.rule import listed

NO_GROUPS = ("term", "term_before", "start", "end")  # columns that tell single terms

VOICES = ("author", "quoted")
Voice = Literal["author", "quoted"] | None  # whose words count; None for everybody's


def in_voice(terms: pd.DataFrame, voice: str | None) -> np.ndarray:
    """Which rows are of this voice.

    Parameters
    ----------
    terms : DataFrame
        With a column voice.
    voice : {"author", "quoted", None}
        Whose words; None for all.

    Returns
    -------
    array of bool
        One entry a row.

    Raises
    ------
    UnknownNameError
        For an unknown voice.
    """
    if voice not in (None, *VOICES):
        raise unknown_name("voice", voice, VOICES)
    return np.ones(len(terms), dtype=bool) if voice is None else (terms["voice"] == voice).to_numpy(dtype=bool)


def spoken_terms(terms: pd.DataFrame, voice: str | None) -> pd.DataFrame:
    """The terms of one voice, segments cut anew if that took some out.

    Parameters
    ----------
    terms : DataFrame
        A whole terms table (`fill_terms`).
    voice : {"author", "quoted", None}
        Whose words; None for all.

    Returns
    -------
    DataFrame
        One row a term of that voice, in reading order, with the columns of `terms`:
        segment : anew from 1 in each document, where words of the other voice were taken out

    Raises
    ------
    AnalysisError
        For an unknown voice; for no word in it (TooLittleTextError); for a table that does not say how long its
        segments are, where they must be cut anew.
    """
    kept = in_voice(terms, voice)
    check_any(terms)
    if kept.all():
        return terms
    if not kept.any():
        raise TooLittleTextError(f"There is no word in the {voice} voice; count all voices with voice=None.")
    return split_segments(terms[kept])


def check_any(terms: pd.DataFrame) -> None:
    """Raise TooLittleTextError for a terms table without rows."""
    if not len(terms):
        raise TooLittleTextError("There is no term to count: the table is empty. Check the voice and the kinds chosen.")


def tell_voices(
    terms: pd.DataFrame, by: str | Iterable[str] | None, voice: str | None, made: Collection[str] = ()
) -> tuple[pd.DataFrame, list[str]]:
    """The terms that are counted `by` these columns, and the columns as a list.

    Where `by` names `voice` or `speaker`, these are told apart and all are there; else those of `voice`. Segments are
    cut anew where words of others stood between, so that each row of a count rests on its own words.

    Parameters
    ----------
    terms : DataFrame
        A whole terms table (`fill_terms`).
    by : str or iterable of str
        Columns of it.
    voice : {"author", "quoted", None}
        Whose words; None for all.
    made : collection of str
        Columns that the result has of itself.

    Returns
    -------
    terms : DataFrame
        The rows that are counted.
    columns : list of str
        What `by` names.

    Raises
    ------
    AnalysisError
        As `known_columns`, and for no word in that voice.
    """
    columns, apart = known_columns(terms, by, made)
    check_any(terms)
    if not apart:
        return spoken_terms(terms, voice), columns
    parts = [part for _, part in terms.assign(row=np.arange(len(terms))).groupby(apart, sort=False)]
    if len(parts) == 1:
        return terms, columns
    return pd.concat(map(split_segments, parts)).sort_values("row", kind="stable", ignore_index=True).drop(
        columns="row"
    ), columns


def known_columns(
    terms: pd.DataFrame, by: str | Iterable[str] | None, made: Collection[str] = ()
) -> tuple[list[str], list[str]]:
    """The columns to count by, and those of them that tell whose words they are.

    Parameters
    ----------
    terms : DataFrame
        A terms table.
    by : str or iterable of str
        Columns of it; none for all together.
    made : collection of str
        Columns that the result has of itself.

    Returns
    -------
    columns, apart : lists of str
        What `by` names, and `voice` and `speaker` if they are among it.

    Raises
    ------
    AnalysisError
        For a column that is not there, that tells terms and not groups, or is called as one of the result.
    """
    columns = [] if by is None else listed(by)
    missing = [column for column in columns if column not in terms or column in NO_GROUPS]
    if missing or len(set(columns)) < len(columns):
        what = f"`by` cannot name {missing[0]!r}" if missing else "`by` names a column twice"
        raise AnalysisError(f"{what}; it may name: {', '.join(str(name) for name in terms if name not in NO_GROUPS)}.")
    for column in columns:
        if column in made:
            raise AnalysisError(f"`by` cannot name {column!r}, as a column of the result is called; rename it.")
        lacking = terms[column].isna()
        if lacking.any():
            lacks = terms["document"][lacking].iloc[0]
            raise AnalysisError(f"The column {column!r} is missing in {lacks}; tell it, or leave such rows out.")
    return columns, [column for column in columns if column in ("voice", "speaker")]
