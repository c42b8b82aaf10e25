"""Two styles side by side: sentences, variety, readability and stance, each with interval and verdict."""

import numpy as np
import pandas as pd

from analysis.compare.sides import by_name, name_sides, target_rows
from analysis.compare.stance import mark_stance
from analysis.compare.style_measures import COUNTS, FORMULAS, WINDOW, count_for_readability, hdd, mtld, window_ratios
from analysis.corpus import Corpus
from analysis.door import checked
from analysis.errors import check_kind, warn_user
from analysis.evidence import (
    FLOOR,
    LEVEL,
    benjamini_hochberg,
    formula_difference,
    judge,
    leaves_out_zero,
    mean_difference,
    nullable,
)
from analysis.evidence.mean_drift import CUTS, PIECES, Side, drift_interval, side_of, side_of_sums
from analysis.metadata import Documents
from analysis.reading.language import ENGLISH, name_language
from analysis.sentences import split_sentences
from analysis.terms import Voice, split_terms, spoken_terms
from analysis.terms.segments import SEGMENT_TERMS, cut_segments

STRETCH = 300  # words of a stretch for MTLD, which wants a hundred at least
DRIFT = {  # power of the drift (evidence/mean_drift.py): three further kinds of prose of four should stay under it
    "sentences": 0.28,
    "readability": 0.28,
    "variety": 0.22,
    "stance": 0.12,
    "persons": 0.26,  # who says "I" changes from scene to scene
}
COLUMNS = [
    "group",
    "measure",
    "unit",
    "mean_target",
    "mean_reference",
    "difference",
    "low",
    "high",
    "p",
    "q",
    "verdict",
]


@checked
def compare_style(
    corpus: Corpus,
    *,
    target: Documents,
    reference: Documents | None = None,
    voice: Voice = "author",
    segment_terms: int = SEGMENT_TERMS,
    seed: int = 0,
) -> pd.DataFrame:
    """Sentence length, variety of words, readability and stance of two sides.

    Read each row in its `unit`; the interval and p come from segments, q from the whole table (one family). Genre,
    date, purpose and audience differ together with the writer: nothing here is put down to a person, and no
    readability grade is a mark.

    Parameters
    ----------
    corpus : Corpus
        As `read_corpus` gives it.
    target, reference : str, iterable of str, or rule
        A document, several, or what is told of them (`{"party": "x"}`); all others if `reference` is left out.
    voice : {"author", "quoted", None}
        Whose words count; None for all. Sentences of mixed voice count as their author's.
    segment_terms : int
        Words of a segment at least; of longer texts a segment is an eighth of the shorter side.
    seed : int
        Of the deals behind p.

    Returns
    -------
    DataFrame
        One row a measure, in the order of the groups:
        group : sentences, variety, readability or stance
        measure, unit : what is measured, and in what
        mean_target, mean_reference : on either side, in that unit
        difference : target less reference
        low, high : its passage interval, widened for the drift within one work; <NA> when a side has fewer than two
            segments
        p, q : segments re-dealt, 0-1; <NA> as low, and for words of a list that occur fewer than 8 times in all
        verdict : one of `analysis.evidence.VERDICTS`; rows without a p are `too rare to test`

    Raises
    ------
    AnalysisError
        As `compare_terms`.

    Notes
    -----
    `supported` needs q at most .05, by re-dealt segments and again by the drift within works, with segments of each of
    five lengths: of pairs of stretches of one work about 7 in 100 or fewer then show any difference of style, by kind
    of prose. Syllables are counted by the rule of `count_syllables`. Doubt readability of texts with many names,
    and every stance count whose lines you have not read (`find_stance`). Both are measured in English texts alone.
    """
    check_kind("compare_style", corpus, "Corpus")
    target, reference = by_name(corpus.documents, target), by_name(corpus.documents, reference)
    options = target, reference, voice, segment_terms, seed
    table = pd.concat([_by_sentence(corpus, *options), _by_term(corpus, *options)], ignore_index=True)
    table = _for_english(table, corpus, target, reference)
    table = table.assign(**_judge(table))
    order = {"sentences": 0, "variety": 1, "readability": 2, "stance": 3}
    return table.sort_values("group", key=lambda c: c.map(order), kind="stable", ignore_index=True)[COLUMNS]


def _for_english(table: pd.DataFrame, corpus: Corpus, target: Documents, reference: Documents | None) -> pd.DataFrame:
    """Without the measures that know English only, where a document is in another language; said in a warning."""
    if all(corpus[name].language in ("", ENGLISH) for name in corpus):
        return table
    chosen, compared = name_sides(corpus.documents, target, reference)
    codes = {name: corpus[name].language for name in [*chosen, *compared]}
    others = [f"{name} ({name_language(code)})" for name, code in codes.items() if code not in ("", ENGLISH)]
    if not others:
        return table
    warn_user(f"Readability and stance are measured in English alone, and left out because of {', '.join(others)}.")
    return table[~table["group"].isin(["readability", "stance"])].reset_index(drop=True)


def _judge(table: pd.DataFrame) -> pd.DataFrame:
    """p, q and verdict: what is supported passes at every length of segment, corrected over the family each time."""
    drifted = np.array(table["drifted"].tolist(), dtype=float)
    drifted[table["p"].isna()] = np.nan
    corrected = np.column_stack([benjamini_hochberg(column) for column in drifted.T])
    holds = (np.nan_to_num(corrected, nan=1.0) <= LEVEL).all(axis=1)
    return judge(table["p"], clear=leaves_out_zero(table["low"], table["high"]), holds=holds)


def _by_sentence(corpus, target, reference, voice, least, seed) -> pd.DataFrame:
    """Rows of measures that count sentences."""
    sentences = split_sentences(corpus)
    sentences = (
        sentences
        if voice is None
        else sentences[sentences["voice"].isin([voice, "mixed"] if voice == "author" else [voice])]
    )
    side, sentences = target_rows(sentences, target=target, reference=reference)
    counts = count_for_readability(sentences)
    cut = [_sums(sentences, counts, side, length) for length in _lengths(counts["words"], side, least)]
    rows = []
    for name, formula in FORMULAS.items():
        found = formula_difference(*cut[0], formula, seed=seed)
        sides = [
            (side_of_sums(sums[is_target], formula), side_of_sums(sums[~is_target], formula)) for sums, is_target in cut
        ]
        group = "sentences" if name == "words a sentence" else "readability"
        unit = "words" if group == "sentences" else "points" if "ease" in name else "school years"
        rows.append(_row(group, name, unit, found, sides))
    return pd.concat(rows, ignore_index=True)


def _lengths(words, side: np.ndarray, least: int) -> list[int]:
    """Words of a segment, as long as the shorter side allows, in five variants with the usual one first."""
    words = np.asarray(words)
    usual = max(least, int(min(words[side].sum(), words[~side].sum())) // PIECES)
    return [max(1, round(usual * cut)) for cut in CUTS]


def _sums(sentences, counts, side, length) -> tuple[np.ndarray, np.ndarray]:
    labels = _labels(sentences["document"], sentences["block"], length, counts["words"])
    sums = counts.groupby(labels, sort=False)[COUNTS].sum().to_numpy(dtype=float)
    return sums, pd.Series(side).groupby(labels, sort=False).first().to_numpy()


def _by_term(corpus, target, reference, voice, least, seed) -> pd.DataFrame:
    """Rows of measures that count words: variety and stance."""
    side, terms = target_rows(spoken_terms(split_terms(corpus), voice), target=target, reference=reference)
    lengths = _lengths(np.ones(len(terms)), side, least)
    labels = [_labels(terms["document"], terms["block"], length) for length in lengths]
    rows = []
    for name, unit, values, at in _variety(terms):
        rows += _mean_rows("variety", [name], unit, values[:, None], side[at], [label[at] for label in labels], seed)
    marks = mark_stance(terms)
    values = 1000 * marks.to_numpy()
    stance = _mean_rows("stance", list(marks), "per 1,000 words", values, side, labels, seed)
    for name, row in zip(marks, stance, strict=True):
        rows.append(row.assign(p=pd.array([pd.NA], dtype="Float64")) if marks[name].sum() < FLOOR else row)
    return pd.concat(rows, ignore_index=True)


def _variety(terms: pd.DataFrame) -> list[tuple]:
    """(measure, unit, values, rows of the terms table they stand at)."""
    moving, at, found = [], [], []
    for _, group in terms.groupby("document", sort=False):
        values = window_ratios(group["term"].to_numpy())
        moving.append(values)
        at.append(group.index.to_numpy()[: len(values)])
    found.append((f"MATTR, {WINDOW} words", "share", np.concatenate(moving), np.concatenate(at)))
    for name, unit, length, measure in (
        ("HD-D", "share", 150, hdd),
        ("MTLD", f"words, stretches of {STRETCH}", STRETCH, mtld),
    ):
        labels = _labels(terms["document"], terms["block"], length)
        groups = terms.groupby(labels, sort=False)["term"]
        measured, first = groups.agg(measure), groups.apply(lambda part: part.index[0])
        kept = measured.notna().to_numpy()
        found.append((name, unit, measured.to_numpy()[kept], first.to_numpy()[kept]))
    return found


def _mean_rows(group, names, unit, values, side, labels, seed) -> list[pd.DataFrame]:
    """A row for each column of values: its mean on either side, with segments of five lengths."""
    found = mean_difference(values, side, segments=labels[0], seed=seed)
    rows = []
    for at, name in enumerate(names):
        column = values[:, at]
        sides = [
            (side_of(column[side], None, label[side]), side_of(column[~side], None, label[~side])) for label in labels
        ]
        rows.append(_row(group, name, unit, found.iloc[[at]].reset_index(drop=True), sides))
    return rows


def _labels(documents, blocks, length, weights=None) -> np.ndarray:
    """A number for each segment, which no segment of another document has."""
    numbers = cut_segments(documents, blocks, weights, target=length)
    return pd.factorize(np.asarray(documents))[0] * (numbers.max(initial=0) + 1) + numbers


def _row(group: str, measure: str, unit: str, found: pd.DataFrame, sides: list[tuple[Side, Side]]) -> pd.DataFrame:
    """One row before q and verdict: what was found, the interval of the usual segments, and a p for each length."""
    power = DRIFT["persons" if "person" in measure else group]
    ends = [drift_interval(*pair, power) for pair in sides]
    low, high, _ = ends[0]
    kept = found[["mean_target", "mean_reference", "difference", "p"]]
    return kept.assign(
        group=group,
        measure=measure,
        unit=unit,
        low=nullable([low]),
        high=nullable([high]),
        drifted=pd.Series([[p for *_, p in ends]]),
    )
