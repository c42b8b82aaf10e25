"""scores -> tone: whose sentences are kinder, by how much, and whether stretches of one work differ as far."""

from typing import Literal

import numpy as np
import pandas as pd

from analysis.compare.sides import Unit, choose_unit, name_sides
from analysis.door import checked
from analysis.errors import AnalysisError, TooLittleTextError, unknown_name
from analysis.evidence import judge, leaves_out_zero, mean_difference, nullable, plain_numbers
from analysis.evidence.mean_drift import CUTS, PIECES, drift_interval, side_of
from analysis.metadata import Documents
from analysis.sentiment.scores import is_foreign, tone_weights
from analysis.sentiment.tokens import count_words
from analysis.terms.segments import SEGMENT_TERMS, cut_segments

DRIFT = 0.32  # power of the drift of tone (evidence/mean_drift.py): the error of n segments is n ** .32 times as large
UNITS = ["unit", *(f"unit {number}" for number in range(2, len(CUTS) + 1))]  # segments of the five lengths
LEAST_SENTENCES, LEAST_SEGMENTS = 10, 5  # a side; below that the lines say more than an estimate
POWER = 1.43  # (1.96 + .84) / 1.96: the gap found in 4 of 5 cases, in half-widths of the interval
COLUMNS = [
    "by",
    "lexicon",
    "masked",
    "measure",
    "n_target",
    "n_reference",
    "segments_target",
    "segments_reference",
    "mean_target",
    "mean_reference",
    "difference",
    "low",
    "high",
    "detectable",
    "p",
    "q",
    "verdict",
]


@checked
def compare_sentiment(
    scores: pd.DataFrame,
    *,
    target: Documents,
    reference: Documents | None = None,
    voice: Literal["author", "quoted"] | None = "author",
    by: str | None = None,
    measure: Literal["compound", "valence"] = "compound",
    segment_terms: int = SEGMENT_TERMS,
    unit: Unit | None = None,
    seed: int = 0,
) -> pd.DataFrame:
    """How far the mean tone of target and reference lie apart, and how sure that is.

    Read `difference` (target less reference) with `low` to `high`, the passage interval: where the gap between the two
    whole works lies, in nine cases of ten or more whatever the kind of prose. `detectable` is the gap that would have
    been found in four of five cases; a smaller one may exist and go unseen here.

    Parameters
    ----------
    scores : DataFrame
        Of `score_sentiment`, or several of them stacked (a row for each lexicon and mask).
    target, reference : str, list of str, or rule
        The document or documents looked from, by name or by what is told of them (`{"party": "x"}`), and those held
        against them (all others if left out).
    voice : {"author", "quoted"} or None
        Whose sentences count; None for all. Those called "mixed" belong to neither; `split_sentences(voices=True)`
        parts them.
    by : str, optional
        A column whose values are compared one by one, such as "speaker".
    measure : {"compound", "valence"}
        Mean compound of the sentences, or valence per 100 words.
    segment_terms : int
        Words a segment at least; of longer texts a segment is an eighth of the shorter side.
    unit : {"segment", "document"}, optional
        What is re-dealt, and between what variation is seen; if left out, documents where either side is a group of
        ten or more, as in `compare_terms`.
    seed : int
        Of every random step.

    Returns
    -------
    DataFrame
        One row for each lexicon, mask and value of `by`:
        by : the value of `by`; "all" without it
        lexicon, masked, measure : what was compared
        n_target, n_reference : sentences on either side
        segments_target, segments_reference : the units of the interval and of p: stretches of that voice, or documents
        mean_target, mean_reference, difference : in the measure's units; <NA> where a side has no sentence
        low, high : passage interval of the gap, widened for the drift within one work; <NA> below two segments a side
        detectable : the least gap that would be found in 4 of 5 cases; <NA> likewise
        p : share of re-deals of the segments with as large a gap; <NA> where there is too little to test
        q : p corrected over the rows of the table (Benjamini-Hochberg); <NA> likewise
        verdict : "supported" where q is at most .05 and the interval leaves out 0 with segments of each of five
            lengths (of documents there is one length); "too rare to test" below 10 sentences in 5 segments a side, or
            where hardly a word is known

    Raises
    ------
    UnknownNameError
        For a document, column, voice or measure that does not exist.
    TooLittleTextError
        Where a voice has no rows.
    AnalysisError
        For `measure="valence"` of an instrument that gives none.

    Notes
    -----
    Doubt it: the words of a sad story are sad whoever tells it, and writer, genre and audience differ together.
    """
    rows = segment_tones(spoken_rows(scores, voice), target, reference, measure, segment_terms, unit)
    keys = ["lexicon", "masked"]
    if by is not None:
        if by not in rows:
            raise unknown_name("column", by, scores.columns)
        keys.append(by)
    groups = rows.groupby(keys, sort=False)
    return judge_tones(pd.DataFrame([compare_group(group, key, measure, by, seed) for key, group in groups]))


def spoken_rows(scores: pd.DataFrame, voice: str | None) -> pd.DataFrame:
    """The rows of one voice (None: of all), or an error that says what there is."""
    missing = [name for name in ("document", "voice", "text") if name not in scores]
    if missing:
        raise unknown_name("column", missing[0], scores.columns)
    if voice is None:
        return scores
    if voice not in ("author", "quoted"):
        raise unknown_name("voice", voice, ["author", "quoted", None])
    kept = scores[scores["voice"] == voice]
    if not len(kept):
        raise TooLittleTextError(
            f"No sentence is in the voice {voice!r}: choose voice=None for all, or split the "
            "sentences with voices=True."
        )
    return kept


def segment_tones(
    scores: pd.DataFrame,
    target: Documents,
    reference: Documents | None,
    measure: str,
    segment_terms: int = SEGMENT_TERMS,
    unit: Unit | None = None,
) -> pd.DataFrame:
    """The rows of both sides with `side` (True = target), `weight`, UNITS, their segments, cut after the choice, and
    `drift`, its power; documents as units have no neighbours to drift with."""
    chosen, others = name_sides(scores, target, reference)
    rows = scores[scores["document"].isin([*chosen, *others])].reset_index(drop=True)
    rows = rows.assign(weight=tone_weights(rows, measure), side=rows["document"].isin(chosen))
    if rows[measure].isna().any():
        raise AnalysisError(f"This scorer gives no {measure}: compare its compound.")
    if choose_unit(rows, chosen, unit) == "document":
        return rows.assign(**dict.fromkeys(UNITS, rows["document"]), drift=0.0)
    groups = rows.assign(drift=DRIFT).groupby(["lexicon", "masked"], sort=False)
    return pd.concat([cut_units(part, segment_terms) for _, part in groups], ignore_index=True)


def cut_units(rows: pd.DataFrame, segment_terms: int = SEGMENT_TERMS, cuts: tuple[float, ...] = CUTS) -> pd.DataFrame:
    """The rows with UNITS, a label each: the stretch of text they lie in, as long as the shorter side allows."""
    words, side = count_words(rows), rows["side"].to_numpy()
    shorter = min(words[part].sum() for part in (side, ~side) if part.any())
    usual = max(segment_terms, int(shorter) // PIECES)
    blocks = rows["block"] if "block" in rows else np.ones(len(rows))
    names, units = rows["document"].astype(str).to_numpy(), {}
    for unit, cut in zip(UNITS, cuts, strict=False):
        segments = cut_segments(rows["document"], blocks, words, target=max(1, round(usual * cut)))
        units[unit] = names + np.array([f" {number}" for number in segments], dtype=object)
    return rows.assign(**units)


def compare_group(group: pd.DataFrame, key: tuple, measure: str, by: str | None, seed: int) -> dict:
    """One row of compare_sentiment before q and verdict, from rows that segment_tones has prepared."""
    side, counted = group["side"].to_numpy(), group["weight"].to_numpy() > 0
    found = mean_difference(group[measure], side, weights=group["weight"], segments=group["unit"], seed=seed).iloc[0]
    values = {name: found[name] for name in ("mean_target", "mean_reference", "difference", "p")}
    intervals = [_interval(group, measure, unit) for unit in UNITS]
    low, high = intervals[0]
    units = [int(found["segments_target"]), int(found["segments_reference"])]
    n = [int((side & counted).sum()), int((~side & counted).sum())]
    enough = min(n) >= LEAST_SENTENCES and min(units) >= LEAST_SEGMENTS
    enough = enough and not any(is_foreign(group[part]) for part in (side, ~side))
    return values | {
        "by": key[2] if by else "all",
        "lexicon": key[0],
        "masked": key[1],
        "measure": measure,
        "n_target": n[0],
        "n_reference": n[1],
        "segments_target": units[0],
        "segments_reference": units[1],
        "low": low,
        "high": high,
        "detectable": (high - low) / 2 * POWER,
        "enough": enough,
        "holds": bool(leaves_out_zero(*zip(*intervals, strict=True)).all()),
    }


def _interval(group: pd.DataFrame, measure: str, unit: str) -> tuple[float, float]:
    """The passage interval of the gap with segments of one length."""
    parts = (group[group["side"]], group[~group["side"]])
    target, reference = (side_of(part[measure], part["weight"], part[unit]) for part in parts)
    return drift_interval(target, reference, float(group["drift"].max()))[:2]


def judge_tones(table: pd.DataFrame) -> pd.DataFrame:
    """q over the rows that have enough behind them, and the verdict, which also needs intervals off zero."""
    enough = table["enough"].to_numpy(dtype=bool)
    p = np.where(enough, plain_numbers(table["p"]), np.nan)
    table = table.assign(**judge(p, clear=leaves_out_zero(table["low"], table["high"]), holds=table["holds"]))
    for name in ("mean_target", "mean_reference", "difference", "low", "high", "detectable"):
        table[name] = nullable(plain_numbers(table[name]))
    return table[COLUMNS]
