"""Whose words count, by one rule: the author's if nothing is said, all with `voice=None`.

What counts, scores or compares asks `voice`; where its rows are told apart by voice or speaker, all voices are there.
What only splits, relabels or shows places (`split_*`, `find_families`, `find_stance`, `concordance`) keeps every voice
and says in each row whose words they are.
"""

import numpy as np
import pandas as pd

from analysis.errors import AnalysisError, TooLittleTextError, unknown_name
from analysis.terms.filled import split_segments

VOICES = ("author", "quoted")


def in_voice(terms: pd.DataFrame, voice: str | None) -> np.ndarray:
    """Which rows are of this voice (`None` = all): a boolean array. Errors: an unknown voice."""
    if voice not in (None, *VOICES):
        raise unknown_name("voice", voice, VOICES)
    return np.ones(len(terms), dtype=bool) if voice is None else (terms["voice"] == voice).to_numpy(dtype=bool)


def spoken_terms(terms: pd.DataFrame, voice: str | None) -> pd.DataFrame:
    """The terms of one voice (`None` = all), segments cut anew if that took some out.

    Errors: an unknown voice, no word in it; a table that does not say how long its segments are, where that is needed.
    """
    kept = in_voice(terms, voice)
    if kept.all():
        return terms
    if not kept.any():
        raise TooLittleTextError(f"There is no word in the {voice} voice; count all voices with voice=None.")
    return split_segments(terms[kept])


def tell_voices(terms: pd.DataFrame, by, voice: str | None) -> tuple[pd.DataFrame, list[str]]:
    """The terms that are counted `by` these columns, and the columns as a list.

    Where `by` names `voice` or `speaker`, these are told apart and all are there; else those of `voice`. Segments are
    cut anew where words of others stood between, so that each row of a count rests on its own words.
    Errors: a column that is not there, none, no word in that voice.
    """
    by, apart = known_columns(terms, by)
    if not apart:
        return spoken_terms(terms, voice), by
    parts = [part for _, part in terms.assign(row=np.arange(len(terms))).groupby(apart, sort=False)]
    if len(parts) == 1:
        return terms, by
    return pd.concat(map(split_segments, parts)).sort_values("row", ignore_index=True).drop(columns="row"), by


def known_columns(terms: pd.DataFrame, by) -> tuple[list[str], list[str]]:
    """The columns to count by, and those of them that tell whose words they are. Errors: as `tell_voices`."""
    by = [by] if isinstance(by, str) else list(by)
    missing = [column for column in by if column not in terms]
    if missing or not by:
        what = f"The terms table has no column {missing[0]!r}" if missing else "`by` names no column"
        raise AnalysisError(f"{what}; `by` may name: {', '.join(map(str, terms.columns))}.")
    return by, [column for column in by if column in ("voice", "speaker")]
