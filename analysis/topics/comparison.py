"""How much of each text its topics fill, and whether the difference survives a second look."""

from typing import Literal

import numpy as np
import pandas as pd

from analysis.compare.sides import Unit, choose_sides, choose_unit
from analysis.compare.weighing import company
from analysis.door import checked
from analysis.errors import AnalysisError, TooLittleTextError, check_kind, unknown_name
from analysis.evidence import judge, leaves_out_zero, mean_difference
from analysis.evidence.intervals import t_quantile
from analysis.metadata import Documents
from analysis.terms import VOICES, TermMatrix, fill_terms, in_voice, split_segments, term_matrix
from analysis.terms.segments import SEGMENT_TERMS
from analysis.topics.fit import mixture_shares
from analysis.topics.halves import gap, gaps_by_half
from analysis.topics.model import TopicModel, share_table

REFITS = 40  # resamples read again for the interval
LEAST_HALF = 1 / 3  # of a difference, the part that must be there in either half of the texts


def score_topics(model: TopicModel, matrix: TermMatrix | pd.DataFrame) -> pd.DataFrame:
    """The shares of a model's topics in other segments: another voice, another cut, another document.

    Parameters
    ----------
    model : TopicModel
        Of `fit_topics`.
    matrix : DataFrame or TermMatrix
        The terms table of these segments, or their counts.

    Returns
    -------
    DataFrame
        One row a segment and topic; a segment that holds none of the model's words has no row:
        document, segment : which one
        topic : its number, from 1
        share : of the words the model knows, 0 to 1; a segment's shares sum to 1

    Raises
    ------
    TooLittleTextError
        Where no word is in common.
    """
    check_kind("score_topics", model, "TopicModel")
    check_kind("score_topics", matrix, "TermMatrix", "DataFrame")
    matrix = term_matrix(matrix) if isinstance(matrix, pd.DataFrame) else matrix
    counts, rows = known_counts(model, matrix)
    return share_table(mixture_shares(counts, model.weights), rows)


def known_counts(model: TopicModel, matrix: TermMatrix):
    """The counts of the model's terms in the segments that hold any, with their rows."""
    place = matrix.terms.get_indexer(model.matrix.terms)
    columns = matrix.counts[:, np.where(place >= 0, place, 0)].tocsc(copy=True)
    for missing in np.flatnonzero(place < 0):
        columns.data[columns.indptr[missing] : columns.indptr[missing + 1]] = 0
    columns.eliminate_zeros()
    counts = columns.tocsr()
    filled = np.flatnonzero(np.asarray(counts.sum(axis=1)).ravel())
    if not len(filled):
        raise TooLittleTextError("These segments hold none of the model's terms, so its topics have no shares there.")
    return counts[filled], matrix.rows.iloc[filled].reset_index(drop=True)


@checked
def compare_topics(
    model: TopicModel,
    *,
    target: Documents,
    reference: Documents | None = None,
    voice: Literal["author", "quoted"] | None = "author",
    segment_terms: int = SEGMENT_TERMS,
    unit: Unit | None = None,
    seed: int = 0,
) -> pd.DataFrame:
    """What each side spends on each topic, and whether the difference survives a second look.

    Read `difference` as target less reference, in shares of the usable words: .10 is ten words of a hundred. The
    interval joins two doubts: which segments happen to be there, and how the topics move when they are fitted anew.

    Parameters
    ----------
    model : TopicModel
        Of `fit_topics`.
    target, reference : str, list of str, or rule
        The document or documents looked from, by name or by what is told of them (`{"party": "x"}`), and those held
        against them (all others if left out).
    voice : {"author", "quoted"} or None
        Whose words, which are cut into segments anew; None for everybody's. It needs a model fitted on a terms table;
        one fitted on a bare TermMatrix knows no voices, and its own segments are compared as they are.
    segment_terms : int
        Words a segment, where segments are cut anew.
    unit : {"segment", "document"}, optional
        What is re-dealt, and between what variation is seen; if left out, documents where either side is a group of
        ten or more, as in `compare_terms`.
    seed : int
        Of every random step.

    Returns
    -------
    DataFrame
        One row a topic, by number:
        topic, name : its number, from 1, and what it is called
        share_target, share_reference : of the usable words, 0 to 1
        difference : target less reference
        low, high : passage interval of the difference; <NA> with fewer than two segments a side
        p : share of re-deals of the segments with as large a gap; <NA> likewise
        q : p corrected over all topics of the model, which are one family
        verdict : `supported` asks more than q: see Notes
        mark : "do not interpret", or ""

    Raises
    ------
    UnknownNameError
        For a document or voice that does not exist.
    AnalysisError
        For `voice="quoted"` of a model fitted on a bare TermMatrix.
    TooLittleTextError
        Where there is nothing to compare with.

    Notes
    -----
    `supported` asks four things: a topic that may be interpreted; q at most .05 and an interval clear of zero; a
    difference that stands in the first halves of the texts and in the second alike, each at least a third of the
    whole, so that no topic rests on one scene; and texts whose words, all together, part as those of two works do and
    not as those of two chapters (`works_apart`, as for words). A bare TermMatrix knows neither stop terms nor names, so
    no topic of it is supported. Of documents as units the first two are asked: they neither drift nor have halves.

    Doubt it: the topics were found in these very texts, so any two stretches part a little by construction. Of two
    stretches of one work q alone calls every pair different, and three of five topics or more lie nine tenths in one
    stretch in .83 to 1.00 of pairs, by kind of prose (in all pairs of two works), so a topic "of one text only" is no
    finding by itself. How often a topic is supported: benchmarks/README.md.
    """
    check_kind("compare_topics", model, "TopicModel")
    counts, rows = voice_segments(model, voice, segment_terms)
    side, used = choose_sides(rows, target, reference, told=model.terms)
    counts, rows, side = counts[np.flatnonzero(used)], rows[used].reset_index(drop=True), side[used]
    groups = choose_unit(rows, rows["document"][side].tolist(), unit) == "document"
    units = rows["document"] if groups else None
    table = topic_differences(model.weights, model.replicates, counts, side, seed, units)
    holds = (model.quality["mark"] == "").to_numpy()
    if not groups:
        holds = holds & holds_in_halves(model.weights, counts, rows, side)
    if holds.any() and not groups:
        holds = holds & in_company(model, target, reference, voice)
    told = judge(table["p"], clear=leaves_out_zero(table["low"], table["high"]), holds=holds)
    names = pd.DataFrame({"topic": np.arange(1, len(model.names) + 1), "name": list(model.names)})
    return names.join(table.drop(columns="p")).join(told).assign(mark=model.quality["mark"])


def holds_in_halves(weights, counts, rows: pd.DataFrame, side) -> np.ndarray:
    """Of each topic, whether its difference keeps its sign and a third of its size in either half of the texts."""
    sizes, shares = np.asarray(counts.sum(axis=1), dtype=float).ravel(), mixture_shares(counts, weights)
    halves, whole = gaps_by_half(shares, sizes, side, rows), gap(shares, sizes, side)
    return (halves * np.sign(whole)).min(axis=0) >= np.abs(whole) * LEAST_HALF  # False where a half is empty (NaN)


def in_company(model: TopicModel, target, reference, voice) -> bool:
    """Whether all words of the two sides part as those of two works do; of a bare TermMatrix that cannot be told."""
    return model.terms is not None and company(model.terms, target=target, reference=reference, voice=voice) >= 0


def topic_differences(weights, replicates, counts, side, seed: int = 0, units=None) -> pd.DataFrame:
    """Shares, difference, interval (with the error of the topics) and p of every topic between two sides."""
    sizes = np.asarray(counts.sum(axis=1), dtype=float).ravel()
    table = mean_difference(mixture_shares(counts, weights), side, weights=sizes, segments=units, seed=seed)
    half, number = (table["high"] - table["low"]) / 2, len(side) if units is None else len(set(units))
    moves = refit_error(replicates, counts, sizes, side)
    half = (half**2 + (t_quantile(0.975, max(number - 2, 1)) * moves) ** 2) ** 0.5
    return pd.DataFrame(
        {
            "share_target": table["mean_target"],
            "share_reference": table["mean_reference"],
            "difference": table["difference"],
            "low": (table["difference"] - half).clip(lower=-1),
            "high": (table["difference"] + half).clip(upper=1),
            "p": table["p"],
        }
    )


def refit_error(replicates: np.ndarray, counts, sizes: np.ndarray, side: np.ndarray) -> np.ndarray:
    """The standard error of each difference that comes from the topics themselves: how it moves from fit to fit.

    The same segments are read with the topics of each resample; the spread of the differences, times two, is what a
    new set of segments would do to the topics (delete-a-group jackknife: variance × kept / left out = 4 / 1).
    """
    gaps = []
    for weights in replicates[:REFITS]:
        held = mixture_shares(counts, weights) * sizes[:, None]
        gaps.append(held[side].sum(axis=0) / sizes[side].sum() - held[~side].sum(axis=0) / sizes[~side].sum())
    return 2.0 * np.std(gaps, axis=0)


def voice_segments(model: TopicModel, voice: str | None, segment_terms: int = SEGMENT_TERMS):
    """Counts of the model's terms in segments of one voice, cut anew, with their rows."""
    if voice is not None and voice not in VOICES:
        raise unknown_name("voice", voice, VOICES)
    if model.terms is None:
        if voice == "quoted":
            raise AnalysisError(
                "This model was fitted on a TermMatrix, which knows no voices. Fit it on the terms table, "
                "fit_topics(terms), to compare quoted words."
            )
        return model.matrix.counts, model.matrix.rows
    return known_counts(model, term_matrix(cut_voice(model.terms, voice, segment_terms)))


def cut_voice(terms: pd.DataFrame, voice: str | None, segment_terms: int = SEGMENT_TERMS) -> pd.DataFrame:
    """The terms of one voice (None: all), cut into segments of the length that comparisons use, not that of the fit."""
    terms = fill_terms(terms, "cut_voice")
    return split_segments(terms[in_voice(terms, voice)], segment_terms=segment_terms)
