"""Beside the model: themes from a word list, which need no fitting, and the same question asked in many ways."""

from collections.abc import Iterable
from itertools import product
from typing import Literal

import numpy as np
import pandas as pd

from analysis.compare.sides import choose_sides
from analysis.corpus import Corpus
from analysis.door import checked
from analysis.errors import AnalysisError, check_kind
from analysis.evidence import CIRCULAR, judge, leaves_out_zero, mean_difference
from analysis.metadata import Documents
from analysis.terms import find_families, split_terms, term_matrix
from analysis.terms.rule import lemmatise
from analysis.terms.segments import SEGMENT_TERMS
from analysis.topics.comparison import cut_voice, in_company, known_counts, topic_differences
from analysis.topics.fit import agree, as_words, match_topics, mixture_shares, overlaps
from analysis.topics.model import TopicModel
from analysis.topics.vocabulary import choose_topic_terms

RESAMPLES = 20


@checked(themes="theme term origin")
def compare_themes(
    model: TopicModel,
    themes: pd.DataFrame,
    *,
    target: Documents,
    reference: Documents | None = None,
    voice: Literal["author", "quoted"] | None = "author",
    segment_terms: int = SEGMENT_TERMS,
    seed: int = 0,
) -> pd.DataFrame:
    """The dictionary baseline: what each side spends on themes from a word list, and which topic each theme is.

    Themes need no fitting and do not move; where a topic and a theme go together (`correlation`), the model found what
    a reader could have listed.

    Parameters
    ----------
    model : TopicModel
        Fitted on a terms table.
    themes : DataFrame
        As `corpus.themes`: theme, term, origin.
    target, reference : str, list of str, or rule
        The document or documents looked from, by name or by what is told of them (`{"party": "x"}`), and those held
        against them (all others if left out).
    voice : {"author", "quoted"} or None
        Whose words count; None for everybody's.
    segment_terms : int
        Words a segment.
    seed : int
        Of every random step.

    Returns
    -------
    DataFrame
        One row a theme, in the order of `themes`:
        theme, origin : its name, and where its list comes from
        share_target, share_reference : of all words of that voice, 0 to 1
        difference : target less reference
        low, high : passage interval of the difference; <NA> with fewer than two segments a side
        p : share of re-deals of the segments with as large a gap; <NA> where the list was drawn up after reading
        q : p corrected over all themes tested; <NA> likewise
        verdict : `chosen after reading` where the list was; `supported` asks for the company of all words, as
            `compare_topics` does, but not for drift: `compare_terms` of `find_families` is the stricter
        topic, name : the topic whose shares rise and fall with the theme's
        correlation : of the two shares over segments, the highest of all topics; <NA> where the theme never occurs

    Raises
    ------
    AnalysisError
        For a model fitted on a bare TermMatrix.
    """
    check_kind("compare_themes", model, "TopicModel")
    if model.terms is None:
        raise AnalysisError("Themes need the terms table: fit the model on it, fit_topics(terms), not on a TermMatrix.")
    spoken = cut_voice(model.terms, voice, segment_terms)
    counts, rows = known_counts(model, term_matrix(spoken))
    labelled = find_families(spoken, themes)
    table = labelled.groupby(["document", "segment", "term"], sort=False).size().unstack(fill_value=0)
    origin = themes.drop_duplicates("theme").set_index("theme")["origin"]
    held = table.reindex(index=pd.MultiIndex.from_frame(rows[["document", "segment"]]), columns=origin.index)
    sizes = rows["n"].to_numpy(dtype=float)
    shares = held.fillna(0).to_numpy() / sizes[:, None]
    side, used = choose_sides(rows, target, reference, told=model.terms)
    gaps = mean_difference(shares[used], side[used], weights=sizes[used], seed=seed)
    tested = gaps["p"].mask((origin == "after reading").to_numpy())
    holds = in_company(model, target, reference, voice)
    told = judge(tested, clear=leaves_out_zero(gaps["low"], gaps["high"]), holds=holds)
    told["verdict"] = told["verdict"].mask(origin.eq("after reading").to_numpy(), CIRCULAR)
    out = pd.DataFrame({"theme": origin.index, "origin": origin.to_numpy()})
    out[["share_target", "share_reference"]] = gaps[["mean_target", "mean_reference"]]
    out = out.assign(**gaps[["difference", "low", "high"]], **told)
    return out.assign(**_nearest(model, shares, mixture_shares(counts, model.weights)))


def _nearest(model: TopicModel, themes: np.ndarray, topics: np.ndarray) -> dict:
    """For each theme the topic whose shares rise and fall with it."""
    centred = [values - values.mean(axis=0) for values in (themes, topics)]
    length = [np.linalg.norm(values, axis=0) for values in centred]
    scale = np.outer(*length)
    alike = np.divide(centred[0].T @ centred[1], scale, out=np.full(scale.shape, -2.0), where=scale > 0)
    best = alike.argmax(axis=1)
    found = pd.array(np.round(alike.max(axis=1), 12), dtype="Float64")
    found[alike.max(axis=1) < -1.5] = pd.NA
    return {"topic": best + 1, "name": [model.names[place] for place in best], "correlation": found}


def compare_topic_specifications(
    corpus: Corpus,
    model: TopicModel,
    *,
    target: Documents,
    reference: Documents | None = None,
    voice: Literal["author", "quoted"] | None = "author",
    n_topics: Iterable[int] = (4, 5, 6),
    segment_terms: Iterable[int] = (75, 100, 150),
    weightings: Iterable[Literal["tfidf", "log", "count"]] = ("tfidf", "log"),
    lemmas: Iterable[bool] = (False, True),
    seed: int = 0,
) -> pd.DataFrame:
    """The same difference under every defensible choice: number of topics, segment length, weighting, lemmas.

    Each choice is a model of its own, whose topics are matched to those of `model` by their words. A curve is no vote:
    it shows whether a finding hangs on one choice.

    Parameters
    ----------
    corpus : Corpus
        The texts.
    model : TopicModel
        Whose topics are looked for.
    target, reference : str, list of str, or rule
        The document or documents looked from, by name or by what is told of them (`{"party": "x"}`), and those held
        against them (all others if left out).
    voice : {"author", "quoted"} or None
        Whose words count; None for everybody's.
    n_topics, segment_terms : iterable of int
        Numbers of topics, and words a segment, to fit with.
    weightings : iterable of {"tfidf", "log", "count"}
        How counts are weighed, as in `weigh_terms`.
    lemmas : iterable of bool
        Whether words are put under their dictionary forms.
    seed : int
        Of every random step.

    Returns
    -------
    DataFrame
        One row a choice and topic of `model` that has a match, in the order of the choices:
        choice : its number, from 1
        n_topics, segment_terms, weighting, lemma : what was chosen
        topic, name : of `model`
        overlap : of the ten top words with the match, 0 to 1
        difference : target less reference, in shares of the usable words
        low, high : passage interval of the difference

    Notes
    -----
    Doubt a difference whose overlap is low: it is another topic's.
    """
    check_kind("compare_topic_specifications", corpus, "Corpus")
    check_kind("compare_topic_specifications", model, "TopicModel")
    rows, number = [], 0
    for lemma, length in product(lemmas, segment_terms):
        terms = split_terms(corpus, names=True, lemma=lemma, segment_terms=length)
        matrix = choose_topic_terms(term_matrix(terms))
        spoken = cut_voice(terms, voice)
        base = _base_weights(model, matrix.terms, lemma)
        for count, weighting in product(n_topics, weightings):
            number += 1
            found = _one_choice(model, matrix, spoken, base, count, weighting, target, reference, seed)
            choice = {"choice": number, "n_topics": count, "segment_terms": length}
            rows += [{**choice, "weighting": weighting, "lemma": lemma, **row} for row in found]
    return pd.DataFrame(rows)


def _one_choice(model, matrix, spoken, base, n_topics, weighting, target, reference, seed) -> list[dict]:
    fit = agree(matrix, n_topics, "nmf", weighting=weighting, resamples=RESAMPLES, seed=seed)
    replicates = np.stack([as_words(topics, fit.idf) for topics in fit.aligned])
    place = term_matrix(spoken)
    columns = place.terms.get_indexer(matrix.terms)
    counts = place.counts[:, columns[columns >= 0]]
    known, filled = columns >= 0, np.flatnonzero(np.asarray(counts.sum(axis=1)).ravel())
    side, used = choose_sides(place.rows.iloc[filled], target, reference, told=spoken)
    counts = counts[filled[used]]
    table = topic_differences(fit.weights[:, known], replicates[:, :, known], counts, side[used], seed)
    if n_topics >= len(base):
        pairs = list(enumerate(match_topics(base, fit.weights)))
    else:
        pairs = [(topic, found) for found, topic in enumerate(match_topics(fit.weights, base))]
    return [
        {
            "topic": topic + 1,
            "name": model.names[topic],
            "overlap": float(overlaps(base[[topic]], fit.weights[[found]])[0]),
            **table.loc[found, ["difference", "low", "high"]].to_dict(),
        }
        for topic, found in sorted(pairs)
    ]


def _base_weights(model: TopicModel, terms: pd.Index, lemma: bool) -> np.ndarray:
    """The model's topics over another vocabulary, their terms put under their lemmas first where that one has them."""
    own = model.matrix.terms.to_series().reset_index(drop=True)
    if lemma:
        own = pd.Series(lemmatise(own))
    place = terms.get_indexer(pd.Index(own))
    out = np.zeros((len(model.weights), len(terms)))
    np.add.at(out.T, place[place >= 0], model.weights.T[place >= 0])
    return out
