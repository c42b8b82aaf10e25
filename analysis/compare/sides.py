"""Who is compared with whom, in whose voice: the two sides behind every comparison of terms."""

import numpy as np
import pandas as pd

from analysis.errors import AnalysisError, TooLittleTextError, unknown_name
from analysis.terms import TermMatrix, split_segments, term_matrix


def two_sides(
    terms: pd.DataFrame, *, target, reference=None, voice: str | None = "author"
) -> tuple[TermMatrix, np.ndarray]:
    """The counts by segment of both sides, and which segments are the target's.

    Segments are cut anew when choosing the voice took terms out. Parameters as for `compare_terms`.
    Returns: a TermMatrix, and a boolean array, True for its rows of the target. Errors: a side without words.
    """
    chosen, others = name_sides(terms["document"], target, reference)
    terms = spoken_terms(terms, voice)
    left = set(terms["document"])
    for side in (chosen, others):
        if not left.intersection(side):
            raise TooLittleTextError(
                f"There is no word in the {voice} voice in {', '.join(map(str, side))}; compare with voice=None."
            )
    matrix = term_matrix(terms[terms["document"].isin([*chosen, *others])])
    return matrix, matrix.rows["document"].isin(chosen).to_numpy()


def spoken_terms(terms: pd.DataFrame, voice: str | None) -> pd.DataFrame:
    """The terms of one voice, segments cut again if that took some out."""
    if voice is None:
        return terms
    if voice not in ("author", "quoted"):
        raise unknown_name("voice", voice, ["author", "quoted"])
    kept = terms[terms["voice"] == voice]
    return terms if len(kept) == len(terms) else split_segments(kept)


def name_sides(documents: pd.Series, target, reference=None) -> tuple[list, list]:
    """The documents of the target and of the reference (`None` = all others), out of those in a column.

    Errors: a document that is not there, none to compare with, one named on both sides.
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


def _named(documents, known: list) -> list:
    names = [documents] if isinstance(documents, str) else list(documents)
    for name in names:
        if name not in known:
            raise unknown_name("document", name, known)
    if not names:
        raise TooLittleTextError(f"No document was named. There is: {', '.join(map(str, known))}.")
    return names


def choose_sides(documents: pd.Series, target, reference=None) -> tuple[np.ndarray, np.ndarray]:
    """Two boolean arrays, an entry a row: rows of the target, and rows of either side. Errors: as `name_sides`."""
    chosen, others = name_sides(documents, target, reference)
    side = documents.isin(chosen).to_numpy()
    return side, side | documents.isin(others).to_numpy()


def target_rows(table: pd.DataFrame, *, target, reference=None) -> tuple[np.ndarray, pd.DataFrame]:
    """Which rows of a table with a `document` column are the target's, and the table without other documents."""
    chosen, others = name_sides(table["document"], target, reference)
    kept = table[table["document"].isin([*chosen, *others])].reset_index(drop=True)
    return kept["document"].isin(chosen).to_numpy(), kept
