"""scores -> means: the tone of each document, speaker or actor by itself, with its passage interval."""

from typing import Literal

import numpy as np
import pandas as pd

from analysis.door import checked
from analysis.errors import unknown_name
from analysis.evidence import mean_interval, nullable, plain_numbers
from analysis.sentiment.comparison import DRIFT, LEAST_SEGMENTS, LEAST_SENTENCES, cut_units, spoken_rows
from analysis.sentiment.scores import tone_weights
from analysis.sentiment.tokens import count_words


@checked(scores="coverage")
def score_mean_sentiment(
    scores: pd.DataFrame,
    *,
    voice: Literal["author", "quoted"] | None = "author",
    by: str | None = None,
    measure: Literal["compound", "valence"] = "valence",
) -> pd.DataFrame:
    """The mean tone of each document, or of each speaker, actor or block in it, with its passage interval.

    Read `low` to `high` as what other stretches of the same work would give; it is as wide as that of
    `compare_sentiment`.

    Parameters
    ----------
    scores : DataFrame
        Of `score_sentiment`, or several of them stacked.
    voice : {"author", "quoted"} or None
        Whose sentences count; None for all. Those called "mixed" belong to neither; `split_sentences(voices=True)`
        parts them.
    by : str, optional
        A column to tell apart within documents; for tone by speaker, `voice="quoted", by="speaker"`.
    measure : {"compound", "valence"}
        Mean compound of the sentences, or valence per 100 words.

    Returns
    -------
    DataFrame
        One row for each lexicon, mask, document and value of `by`:
        document : its name
        by : the value of `by`; "all" without it
        lexicon, masked, measure : what was averaged
        n : sentences
        segments : the stretches that the interval rests on
        mean : in the measure's units
        low, high : passage interval; <NA> below 10 sentences in 5 segments
        coverage : share of the words that the list knows, 0 to 1; <NA> for a function of your own

    Raises
    ------
    UnknownNameError
        For a column, voice or measure that does not exist.
    TooLittleTextError
        Where a voice has no rows.

    Notes
    -----
    The mean is a fact about these sentences. Where it has no interval, read the lines.
    """
    rows = spoken_rows(scores, voice).reset_index(drop=True)
    if by is not None and by not in rows:
        raise unknown_name("column", by, scores.columns)
    rows = rows.assign(weight=tone_weights(rows, measure), side=True, words=count_words(rows))
    keys = ["lexicon", "masked", "document"]
    parts = [cut_units(part, cuts=(1.0,)) for _, part in rows.groupby(keys, sort=False)]
    groups = pd.concat(parts, ignore_index=True).groupby([*keys, *([by] if by else [])], sort=False)
    table = pd.DataFrame([_average_group(part, key, measure, by) for key, part in groups])
    for name in ("mean", "low", "high", "coverage"):
        table[name] = nullable(plain_numbers(table[name]))
    return table


def _average_group(part: pd.DataFrame, key: tuple, measure: str, by: str | None) -> dict:
    mean, low, high = mean_interval(part[measure], part["weight"], part["unit"])
    n, segments = int((part["weight"] > 0).sum()), part["unit"].nunique()
    enough = n >= LEAST_SENTENCES and segments >= LEAST_SEGMENTS
    half = (high - low) / 2 * segments**DRIFT if enough else np.nan
    covered = (part["coverage"] * part["words"]).sum(min_count=1) / max(part["words"].sum(), 1)
    return {
        "document": key[2],
        "by": key[3] if len(key) > 3 else "all",
        "lexicon": key[0],
        "masked": key[1],
        "measure": measure,
        "n": n,
        "segments": segments,
        "mean": mean,
        "low": mean - half,
        "high": mean + half,
        "coverage": covered,
    }
