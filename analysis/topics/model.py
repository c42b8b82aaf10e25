"""TermMatrix to TopicModel: topics of all segments, with fits on samples beside them, as tables with laws."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from analysis.door import checked
from analysis.errors import AnalysisError, TooLittleTextError, unknown_name
from analysis.terms import TermMatrix, term_matrix
from analysis.topics.fit import agree, as_words, one_thread
from analysis.topics.quality import judge_topics, name_topics
from analysis.topics.vocabulary import choose_topic_terms

N_TOPICS = 5
METHODS = ("nmf", "lda")


@dataclass(frozen=True, eq=False)
class TopicModel:
    """A fitted model as tables; topics are numbered from 1, the largest first.

    Attributes
    ----------
    term_weights : DataFrame
        topic, term, weight: one row a topic and term, the heaviest first; a topic's weights sum to 1.
    segment_shares : DataFrame
        document, segment, topic, share: one row a segment and topic; a segment's shares sum to 1.
    quality : DataFrame
        One row a topic: topic, name, share, stability, null, as_stable, npmi, exclusivity, mark (see `judge_topics`).
    names : tuple of str
        What the topics are called.
    weights : array
        Topics × terms.
    replicates : array
        The same for each resample, matched: resamples × topics × terms.
    matrix : TermMatrix
        The terms that were used.
    terms : DataFrame or None
        The table that the model was made from; None for a model fitted on a bare TermMatrix.
    method : str
        "nmf" or "lda".
    """

    term_weights: pd.DataFrame
    segment_shares: pd.DataFrame
    quality: pd.DataFrame
    names: tuple[str, ...]
    weights: np.ndarray
    replicates: np.ndarray
    matrix: TermMatrix
    terms: pd.DataFrame | None
    method: str

    def __post_init__(self) -> None:
        shape = len(self.names), len(self.matrix.terms)
        if np.shape(self.weights) != shape or np.shape(self.replicates)[1:] != shape or len(self.quality) != shape[0]:
            raise AnalysisError(
                f"The parts of a TopicModel do not fit: {shape[0]} names, {shape[1]} terms, weights of "
                f"{' × '.join(map(str, np.shape(self.weights)))}; take one as fit_topics gives it."
            )


@checked
@one_thread
def fit_topics(
    matrix: TermMatrix | pd.DataFrame,
    *,
    n_topics: int = N_TOPICS,
    method: Literal["nmf", "lda"] = "nmf",
    seed: int = 0,
    resamples: int | None = None,
    labels: dict[int, str] | None = None,
    stop: Iterable[str] | None = None,
    choose: bool = True,
    progress: bool = False,
) -> TopicModel:
    """Topics: groups of words that keep coming together, and how much of each segment they fill.

    Read a topic by its words and passages together, and only where `quality` does not say "do not interpret". A share
    is a share of the segment's words that are neither stop terms nor too frequent nor too rare (`choose_topic_terms`).
    Each segment is read together with its neighbours, which count as far as they are alike in this text. Fits on
    samples of four fifths of the segments say how far each topic would move.

    Parameters
    ----------
    matrix : DataFrame or TermMatrix
        The terms table, or counts by segment. With the table, topics can also be compared by voice and lead back to
        passages. Join names first (`split_terms(names=True)`).
    n_topics : int
        How many; see `compare_topic_numbers`.
    method : {"nmf", "lda"}
        NMF on TF-IDF, or LDA on counts.
    seed : int
        Of every random step.
    resamples : int, optional
        Fits on samples; as many as the size of the text allows if left out.
    labels : dict of int to str, optional
        Names of your own, by topic number.
    stop : iterable of str, optional
        Terms left out, as in `choose_topic_terms`.
    choose : bool
        False takes the columns as they are.
    progress : bool
        Whether to show a bar, for large collections.

    Returns
    -------
    TopicModel
        Its tables: term_weights, segment_shares, quality.

    Raises
    ------
    AnalysisError
        For fewer than two topics, a method or a topic in `labels` that does not exist.
    TooLittleTextError
        For more topics than segments or terms allow, no terms left, a segment without any.

    Notes
    -----
    Doubt it on two short texts: with a tenth of the passages left out, a topic keeps eight of its ten words.
    With many documents (ten a topic or more) fit on whole documents, `term_matrix(terms, by="document")`, and read the
    segments with `score_topics`: torn chapters of novels find their way home far more often so.
    """
    table = matrix if isinstance(matrix, pd.DataFrame) else None
    if method not in METHODS:
        raise unknown_name("method", method, METHODS)
    counted = term_matrix(matrix) if isinstance(matrix, pd.DataFrame) else matrix
    counted = choose_topic_terms(counted, stop=stop) if choose else counted
    check_size(counted, n_topics)
    fit = agree(counted, n_topics, method, resamples=resamples, seed=seed, progress=progress)
    names = _label(name_topics(fit.weights, counted.terms), labels)
    quality = judge_topics(counted, fit, names, method, seed)
    return TopicModel(
        _weight_table(fit.weights, counted.terms),
        share_table(fit.shares, counted.rows),
        quality,
        names,
        fit.weights,
        np.stack([as_words(topics, fit.idf) for topics in fit.aligned]),
        counted,
        table,
        method,
    )


def share_table(shares: np.ndarray, rows: pd.DataFrame) -> pd.DataFrame:
    """Segments × topics as a tidy table: document, segment, topic, share."""
    n_topics = shares.shape[1]
    table = rows[["document", "segment"]].loc[rows.index.repeat(n_topics)].reset_index(drop=True)
    return table.assign(topic=np.tile(np.arange(1, n_topics + 1), len(rows)), share=shares.ravel())


def _weight_table(weights: np.ndarray, terms: pd.Index) -> pd.DataFrame:
    topic, place = np.repeat(np.arange(len(weights)), len(terms)), np.argsort(-weights, axis=1, kind="stable").ravel()
    return pd.DataFrame({"topic": topic + 1, "term": terms[place].to_numpy(), "weight": weights[topic, place]})


def check_size(matrix: TermMatrix, n_topics: object) -> None:
    """Raise a sentence where so many topics cannot be asked of so little text."""
    segments, terms = matrix.counts.shape
    if not isinstance(n_topics, (int, np.integer)) or n_topics < 2:
        raise AnalysisError(f"n_topics is {n_topics!r}; take a whole number from 2 on (1 topic is just all the words).")
    if n_topics > min(segments * 4 // 5, terms):
        raise TooLittleTextError(
            f"{n_topics} topics cannot be told apart in {segments} segments with {terms} usable terms "
            "(each sample holds four fifths of the segments). Ask for fewer topics or cut shorter segments."
        )
    empty = np.flatnonzero(np.asarray(matrix.counts.sum(axis=1)).ravel() == 0)
    if len(empty):
        row = matrix.rows.iloc[empty[0]]
        raise TooLittleTextError(
            f"Segment {row['segment']} of {row['document']!r} holds no usable term (so {len(empty)} of "
            f"{segments}). Cut longer segments, take a shorter stop list, or leave them out."
        )


def _label(names: list[str], labels: dict[int, str] | None) -> tuple[str, ...]:
    for topic in labels or {}:
        if topic not in range(1, len(names) + 1):
            raise unknown_name("topic", topic, range(1, len(names) + 1))
    return tuple((labels or {}).get(number, name) for number, name in enumerate(names, start=1))
