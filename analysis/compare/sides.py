"""Who is compared with whom, in whose voice: the two sides behind every comparison of terms."""

from collections.abc import Hashable, Iterable, Mapping
from typing import Any, Literal

import numpy as np
import pandas as pd

from analysis.errors import AnalysisError, TooLittleTextError, unknown_name
from analysis.metadata import Documents, documents_where
from analysis.terms import TermMatrix, count_units, in_voice, spoken_terms

Unit = Literal["segment", "document"]
DOCUMENTS = 5  # a side at least, where documents are the units
MANY = 10.0  # documents a side that make them the units where nobody says: of equal length, or as good as that
MOST_NAMED = 3  # documents of a side that a caption names one by one


def two_sides(
    terms: pd.DataFrame, *, target: Documents, reference: Documents | None = None, voice: str | None = "author"
) -> tuple[TermMatrix, np.ndarray]:
    """The counts by segment of both sides, and which segments are the target's.

    Segments are cut anew when choosing the voice took terms out.

    Parameters
    ----------
    terms : DataFrame
        A whole terms table (`fill_terms`).
    target, reference, voice
        As for `compare_terms`.

    Returns
    -------
    matrix : TermMatrix
        Of the documents compared.
    side : array of bool
        True for its rows of the target.

    Raises
    ------
    AnalysisError
        For a side without words; where segments must be cut anew, for a table that does not say how long they are.
    """
    kept, chosen = side_terms(terms, target=target, reference=reference, voice=voice)
    matrix = count_units(kept)
    return matrix, matrix.rows["document"].isin(chosen).to_numpy()


def side_terms(
    terms: pd.DataFrame, *, target: Documents, reference: Documents | None = None, voice: str | None = "author"
) -> tuple[pd.DataFrame, list]:
    """The terms of both sides in this voice, segments cut anew where that took terms out, and the target's documents.

    Raises
    ------
    AnalysisError
        For a side without words, as `two_sides`.
    """
    chosen, others = name_sides(terms, target, reference)
    terms = terms[terms["document"].isin([*chosen, *others])]
    left = set(terms["document"][in_voice(terms, voice)])
    for side in (chosen, others):
        if not left.intersection(side):
            raise TooLittleTextError(
                f"There is no word in the {voice} voice in {call_side(None, side)}; compare with voice=None."
            )
    return spoken_terms(terms, voice), chosen


def name_sides(table: pd.DataFrame, target: Documents, reference: Documents | None = None) -> tuple[list, list]:
    """The documents of the target and of the reference (`None` = all others), out of those in a table.

    Parameters
    ----------
    table : DataFrame
        With a column `document`, and those that a rule names: terms, sentences, scores, `corpus.documents`.
    target, reference : str, iterable of str, or rule
        As everywhere: a document, several, or `{"party": "x"}`.

    Returns
    -------
    chosen, others : lists
        Names of documents; a list that is named keeps its order, a rule gives that of the table.

    Raises
    ------
    AnalysisError
        For a document that is not there, for none to compare with, for one named on both sides; for a rule that names
        no column of the table, or a value that is not there.
    """
    known = list(table["document"].unique())
    chosen = _named(target, known, table)
    rest = [name for name in known if name not in set(chosen)]
    others = rest if reference is None else _named(reference, known, table)
    if not others:
        raise TooLittleTextError(
            f"There is nothing to compare with {call_side(target, chosen)}: "
            "give a second document, or name another reference."
        )
    both = [name for name in chosen if name in set(others)]
    if both:
        raise AnalysisError(f"The document {both[0]!r} is both target and reference; name it on one side only.")
    return chosen, others


def _named(documents: Documents | Hashable, known: list, table: pd.DataFrame) -> list:
    if isinstance(documents, Mapping):
        return documents_where(table, documents)
    names = list(documents) if isinstance(documents, Iterable) and not isinstance(documents, str) else [documents]
    for name in names:
        if name not in known:
            raise unknown_name("document", name, known)
    if not names:
        raise TooLittleTextError(f"No document was named. There is: {', '.join(map(str, known))}.")
    return names


def by_name(documents: pd.DataFrame, side: Documents | None) -> Any:
    """A side as it was named, a rule replaced by the names of the documents that fit it."""
    return tuple(documents_where(documents, side)) if isinstance(side, Mapping) else side


def call_side(side: Documents | None, documents: list) -> str:
    """What a side is called in a caption: its rule, or its documents, of which many are called by the first."""
    if isinstance(side, Mapping):
        return " and ".join(f"{column} {_listed(wanted)}" for column, wanted in side.items())
    if len(documents) > MOST_NAMED:
        return f"{documents[0]} and {len(documents) - 1} more"
    return " and ".join(map(str, documents))


def _listed(wanted: Any) -> str:
    one = isinstance(wanted, str) or not isinstance(wanted, Iterable)
    return str(wanted) if one else " or ".join(map(str, wanted))


def choose_sides(
    rows: pd.DataFrame, target: Documents, reference: Documents | None = None, *, told: pd.DataFrame | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Two boolean arrays, an entry a row: rows of the target, and rows of either side. Errors: as `name_sides`.

    `told` is the table that holds what a rule asks of, where the rows themselves do not.
    """
    if told is not None:
        told = told[told["document"].isin(rows["document"])]
    chosen, others = name_sides(rows if told is None else told, target, reference)
    side = rows["document"].isin(chosen).to_numpy()
    return side, side | rows["document"].isin(others).to_numpy()


def choose_unit(rows: pd.DataFrame, target: list, unit: Unit | None = None) -> Unit:
    """What varies from one to the next: as it is asked for, or documents if both sides are groups of many.

    A group of many has as good as ten documents: (Σ n)² / Σ n² of their rows n (terms, sentences), so that nine notes
    beside a novel are not ten texts but one.

    Raises
    ------
    AnalysisError
        For another unit; for documents asked for with fewer than five a side (TooLittleTextError).

    References
    ----------
    Kish 1965, the effective size of a sample.
    """
    if unit not in (None, "segment", "document"):
        raise unknown_name("unit", unit, ["segment", "document"])
    words = rows.groupby("document", sort=False).size()
    side = words.index.isin(target)
    if unit == "document" and min(side.sum(), (~side).sum()) < DOCUMENTS:
        raise TooLittleTextError(
            f"Documents are the units of evidence where each side has {DOCUMENTS} of them; here they are {side.sum()} "
            f'and {(~side).sum()}. Compare with unit="segment".'
        )
    if unit:
        return unit
    parts = (words[side].to_numpy(dtype=float), words[~side].to_numpy(dtype=float))
    return "document" if min(part.sum() ** 2 / np.square(part).sum() for part in parts) >= MANY else "segment"


def target_rows(
    table: pd.DataFrame, *, target: Documents, reference: Documents | None = None
) -> tuple[np.ndarray, pd.DataFrame]:
    """Which rows of a table with a `document` column are the target's, and the table without other documents."""
    chosen, others = name_sides(table, target, reference)
    kept = table[table["document"].isin([*chosen, *others])].reset_index(drop=True)
    return kept["document"].isin(chosen).to_numpy(), kept
