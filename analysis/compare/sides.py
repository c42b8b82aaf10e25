"""Who is compared with whom, in whose voice: the two sides behind every comparison of terms."""

from collections.abc import Hashable, Iterable

import numpy as np
import pandas as pd

from analysis.errors import AnalysisError, TooLittleTextError, unknown_name
from analysis.terms import TermMatrix, count_units, in_voice, spoken_terms

Documents = str | Iterable[str]  # the name of a document, or several that form one side


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
    chosen, others = name_sides(terms["document"], target, reference)
    terms = terms[terms["document"].isin([*chosen, *others])]
    left = set(terms["document"][in_voice(terms, voice)])
    for side in (chosen, others):
        if not left.intersection(side):
            raise TooLittleTextError(
                f"There is no word in the {voice} voice in {', '.join(map(str, side))}; compare with voice=None."
            )
    return spoken_terms(terms, voice), chosen


def name_sides(documents: pd.Series, target: Documents, reference: Documents | None = None) -> tuple[list, list]:
    """The documents of the target and of the reference (`None` = all others), out of those in a column.

    Raises
    ------
    AnalysisError
        For a document that is not there, for none to compare with, for one named on both sides.
    """
    known = list(documents.unique())
    chosen = _named(target, known)
    others = [name for name in known if name not in chosen] if reference is None else _named(reference, known)
    if not others:
        raise TooLittleTextError(
            f"There is nothing to compare with {', '.join(map(str, chosen))}: "
            "give a second document, or name another reference."
        )
    both = [name for name in chosen if name in others]
    if both:
        raise AnalysisError(f"The document {both[0]!r} is both target and reference; name it on one side only.")
    return chosen, others


def _named(documents: Documents | Hashable, known: list) -> list:
    names = list(documents) if isinstance(documents, Iterable) and not isinstance(documents, str) else [documents]
    for name in names:
        if name not in known:
            raise unknown_name("document", name, known)
    if not names:
        raise TooLittleTextError(f"No document was named. There is: {', '.join(map(str, known))}.")
    return names


def choose_sides(
    documents: pd.Series, target: Documents, reference: Documents | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Two boolean arrays, an entry a row: rows of the target, and rows of either side. Errors: as `name_sides`."""
    chosen, others = name_sides(documents, target, reference)
    side = documents.isin(chosen).to_numpy()
    return side, side | documents.isin(others).to_numpy()


def target_rows(
    table: pd.DataFrame, *, target: Documents, reference: Documents | None = None
) -> tuple[np.ndarray, pd.DataFrame]:
    """Which rows of a table with a `document` column are the target's, and the table without other documents."""
    chosen, others = name_sides(table["document"], target, reference)
    kept = table[table["document"].isin([*chosen, *others])].reset_index(drop=True)
    return kept["document"].isin(chosen).to_numpy(), kept
