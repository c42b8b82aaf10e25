"""Finders propose, a reader confirms: which rows of a finder's table a reader's marks bear out."""

import numpy as np
import pandas as pd

from analysis.columns import check_table
from analysis.door import checked
from analysis.errors import AnalysisError


@checked
def mark_confirmed(table: pd.DataFrame, codings: pd.DataFrame, *, kind: str) -> pd.DataFrame:
    """A finder's table with a column `confirmed`: whether a passage that a reader marked lies under the row.

    Read a row that is not confirmed as a proposal; no reader has said that it is wrong.

    Parameters
    ----------
    table : DataFrame
        With document, start, end; or of `propose_episodes`, with a passage of the target and one of the reference.
    codings : DataFrame
        Of `read_codings`.
    kind : str
        Of the codings that confirm: "cause", "stance", "episode" …

    Returns
    -------
    DataFrame
        The same rows, and one column more:
        confirmed : whether a mark lies under it; of a pair of passages, whether both lie under marks of one code

    Raises
    ------
    AnalysisError
        For a table without places.
    """
    marked = codings[codings["kind"].eq(kind) & codings["start"].notna() & codings["end"].notna()]
    if {"document", "start", "end"} <= set(table):
        table = check_table("mark_confirmed", "rows", table)
        codes = _codes(table, marked)
        return table.assign(confirmed=[bool(found) for found in codes])
    needed = {f"{side}_{part}" for side in ("target", "reference") for part in ("document", "start", "end")}
    if not needed <= set(table):
        raise AnalysisError("mark_confirmed needs a table with document, start and end, as the finders give it.")
    sides = [_codes(_side(table, side), marked) for side in ("target", "reference")]
    return table.assign(confirmed=[bool(one & other) for one, other in zip(*sides, strict=True)])


def _side(table: pd.DataFrame, side: str) -> pd.DataFrame:
    places = pd.DataFrame({part: table[f"{side}_{part}"] for part in ("document", "start", "end")})
    return check_table("mark_confirmed", "rows", places)


def _codes(table: pd.DataFrame, marked: pd.DataFrame) -> list[set[str]]:
    """The codes of the marks that each row overlaps."""
    by = {str(name): part for name, part in marked.groupby("document")}
    found: list[set[str]] = []
    for name, first, last in zip(table["document"], table["start"], table["end"], strict=True):
        part = by.get(name)
        if part is None:
            found.append(set())
            continue
        over = (part["start"].to_numpy(np.int64) < last) & (part["end"].to_numpy(np.int64) > first)
        found.append(set(part["code"][over]))
    return found
