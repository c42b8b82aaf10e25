"""Two styles side by side: sentences, variety, readability and stance, each with interval and verdict."""

import numpy as np
import pandas as pd

from analysis.compare.sides import Documents, target_rows
from analysis.compare.stance import mark_stance
from analysis.compare.style_measures import COUNTS, FORMULAS, WINDOW, count_for_readability, hdd, mtld, window_ratios
from analysis.corpus import Corpus
from analysis.errors import check_kind
from analysis.evidence import FLOOR, formula_difference, judge, leaves_out_zero, mean_difference
from analysis.sentences import split_sentences
from analysis.terms import Voice, split_terms, spoken_terms
from analysis.terms.segments import SEGMENT_TERMS, cut_segments

STRETCH = 300  # words of a stretch for MTLD, which wants a hundred at least
STEADY = 0.0002  # p that `supported` asks of segments of 300 words: dialogue and narration of one novel differ in style
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
    target, reference : str or iterable of str
        A document or several; all others if `reference` is left out.
    voice : {"author", "quoted", None}
        Whose words count; None for all. Sentences of mixed voice count as their author's.
    segment_terms : int
        Words of a segment; the verdict also asks for segments twice as long.
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
        low, high : its passage interval, 95%; <NA> when a side has fewer than two segments
        p, q : segments re-dealt, 0-1; <NA> as low, and for words of a list that occur fewer than 8 times in all
        verdict : one of `analysis.evidence.VERDICTS`; rows without a p are `too rare to test`

    Raises
    ------
    AnalysisError
        As `compare_terms`.

    Notes
    -----
    `supported` needs q at most .05, and p at most .0002 with segments twice as long (300 words): with less, half of all
    pairs of stretches of one novel, where talk and narration alternate, show some difference of style; with this, about
    one in ten does. Syllables are counted by the rule of `count_syllables`. Doubt readability of texts with many names,
    and every stance count whose lines you have not read (`find_stance`).
    """
    check_kind("compare_style", corpus, "Corpus")
    options = target, reference, voice, (segment_terms, 2 * segment_terms), seed
    table = pd.concat([_by_sentence(corpus, *options), _by_term(corpus, *options)], ignore_index=True)
    steady = table["p_long"].fillna(1.0).to_numpy(dtype=float) <= STEADY
    table = table.assign(**judge(table["p"], clear=leaves_out_zero(table["low"], table["high"]), holds=steady))
    order = {"sentences": 0, "variety": 1, "readability": 2, "stance": 3}
    return table.sort_values("group", key=lambda c: c.map(order), kind="stable", ignore_index=True)[COLUMNS]


def _by_sentence(corpus, target, reference, voice, lengths, seed) -> pd.DataFrame:
    """Rows of measures that count sentences."""
    sentences = split_sentences(corpus)
    sentences = (
        sentences
        if voice is None
        else sentences[sentences["voice"].isin([voice, "mixed"] if voice == "author" else [voice])]
    )
    side, sentences = target_rows(sentences, target=target, reference=reference)
    counts = count_for_readability(sentences)
    rows = []
    for name, formula in FORMULAS.items():
        found = [formula_difference(*_sums(sentences, counts, side, length), formula, seed=seed) for length in lengths]
        group = "sentences" if name == "words a sentence" else "readability"
        unit = "words" if group == "sentences" else "points" if "ease" in name else "school years"
        rows.append(_row(group, name, unit, found))
    return pd.concat(rows, ignore_index=True)


def _sums(sentences, counts, side, length) -> tuple[np.ndarray, np.ndarray]:
    labels = _labels(sentences["document"], sentences["block"], length, counts["words"])
    sums = counts.groupby(labels, sort=False)[COUNTS].sum().to_numpy()
    return sums, pd.Series(side).groupby(labels, sort=False).first().to_numpy()


def _by_term(corpus, target, reference, voice, lengths, seed) -> pd.DataFrame:
    """Rows of measures that count words: variety and stance."""
    side, terms = target_rows(spoken_terms(split_terms(corpus), voice), target=target, reference=reference)
    rows = []
    for name, unit, values, at in _variety(terms):
        found = [_means(terms, values, at, side, length, seed) for length in lengths]
        rows.append(_row("variety", name, unit, found))
    marks, every = mark_stance(terms), np.arange(len(terms))
    found = [_means(terms, 1000 * marks.to_numpy(), every, side, length, seed) for length in lengths]
    for at, name in enumerate(marks):
        pair = [table.iloc[[at]].reset_index(drop=True) for table in found]
        if marks[name].sum() < FLOOR:
            pair = [table.assign(p=pd.array([pd.NA], dtype="Float64")) for table in pair]
        rows.append(_row("stance", name, "per 1,000 words", pair))
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


def _means(terms, values, at, side, length, seed) -> pd.DataFrame:
    """Differences of means of values that stand at certain rows of the terms table."""
    labels = _labels(terms["document"], terms["block"], length)
    return mean_difference(values, side[at], segments=labels[at], seed=seed)


def _labels(documents, blocks, length, weights=None) -> np.ndarray:
    numbers = cut_segments(documents, blocks, weights, target=length)
    return np.array([f"{document} {number}" for document, number in zip(documents, numbers, strict=True)], dtype=object)


def _row(group, measure, unit, found) -> pd.DataFrame:
    short, long = found
    kept = short[["mean_target", "mean_reference", "difference", "low", "high", "p"]]
    return kept.assign(group=group, measure=measure, unit=unit, p_long=long["p"])
