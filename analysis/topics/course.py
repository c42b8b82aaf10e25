"""What each text spends on its topics, how it moves between them, and the words that tell two topics apart."""

import numpy as np
import pandas as pd

from analysis.errors import AnalysisError, check_kind, unknown_name
from analysis.evidence import mean_interval, nullable
from analysis.terms import VOICES, fill_terms, in_voice
from analysis.topics.comparison import voice_segments
from analysis.topics.fit import mixture_shares, unit_rows
from analysis.topics.model import TopicModel


def score_topic_course(model: TopicModel, *, smooth: int = 3) -> pd.DataFrame:
    """The ribbon of topics over the length of each text.

    Neighbouring segments are averaged, weighted by their usable words, so that the eye follows passages rather than
    single words; the shares at each place still sum to 1.

    Parameters
    ----------
    model : TopicModel
        Of `fit_topics`.
    smooth : int
        Segments to average, an odd number; 1 for none.

    Returns
    -------
    DataFrame
        One row a segment and topic, in reading order:
        document, segment : which one
        progress : where the segment's middle lies in its text, 0 to 1
        topic, name : its number, from 1, and what it is called
        share : of the usable words, 0 to 1
        mark : "do not interpret", or ""

    Raises
    ------
    AnalysisError
        For a `smooth` that is not an odd number.

    Notes
    -----
    Doubt a narrow peak: one segment holds some fifty usable words.
    """
    check_kind("score_topic_course", model, "TopicModel")
    if smooth < 1 or smooth % 2 == 0:
        raise AnalysisError(f"smooth is {smooth}; take an odd number of segments, such as 1, 3 or 5.")
    rows, n_topics = model.matrix.rows, len(model.names)
    sizes = np.asarray(model.matrix.counts.sum(axis=1), dtype=float)
    shares = model.segment_shares["share"].to_numpy().reshape(len(rows), n_topics)
    table = model.segment_shares[["document", "segment"]].copy()
    ribbons, progress = np.empty_like(shares), np.empty(len(rows))
    for places in rows.groupby("document", sort=False).indices.values():
        held = _window_sums(shares[places] * sizes[places].reshape(-1, 1), smooth)
        ribbons[places] = held / _window_sums(sizes[places].reshape(-1, 1), smooth)
        words = rows["n"].to_numpy(dtype=float)[places]
        progress[places] = (np.cumsum(words) - words / 2) / words.sum()
    return table.assign(
        progress=np.repeat(progress, n_topics),
        topic=model.segment_shares["topic"],
        name=np.tile(np.array(model.names, dtype=object), len(rows)),
        share=ribbons.ravel(),
        mark=np.tile(model.quality["mark"].to_numpy(), len(rows)),
    )


def _window_sums(values: np.ndarray, width: int) -> np.ndarray:
    half, sums = width // 2, np.vstack([np.zeros((1, values.shape[1])), np.cumsum(values, axis=0)])
    places = np.arange(len(values))
    return sums[np.minimum(places + half + 1, len(values))] - sums[np.maximum(places - half, 0)]


def count_topic_shares(model: TopicModel) -> pd.DataFrame:
    """What each document spends on each topic, voice by voice.

    Each voice's words are cut into segments and read with the topics; the interval comes from those segments. Where the
    quoted part differs much from the author's, a topic is what others are made to say.

    Parameters
    ----------
    model : TopicModel
        Of `fit_topics`.

    Returns
    -------
    DataFrame
        One row a voice, document and topic:
        document : its name
        voice : "author" or "quoted"; "all" for a model fitted on a bare TermMatrix
        topic, name : its number, from 1, and what it is called
        segments : of that voice
        share : of the usable words, 0 to 1
        low, high : passage interval; <NA> with fewer than two segments
        mark : "do not interpret", or ""

    Notes
    -----
    Doubt a voice of few segments: the quoted words of a short text hold one or two.
    """
    check_kind("count_topic_shares", model, "TopicModel")
    terms = None if model.terms is None else fill_terms(model.terms, "count_topic_shares")
    voices = ["all"] if terms is None else [voice for voice in VOICES if in_voice(terms, voice).any()]
    parts = []
    for voice in voices:
        counts, rows = voice_segments(model, None if voice == "all" else voice)
        shares, sizes = mixture_shares(counts, model.weights), np.asarray(counts.sum(axis=1), dtype=float).ravel()
        for document, places in rows.groupby("document", sort=False).indices.items():
            means = [mean_interval(shares[places, topic], sizes[places]) for topic in range(len(model.names))]
            share, low, high = np.array(means).T
            parts.append(
                pd.DataFrame(
                    {
                        "document": document,
                        "voice": voice,
                        "topic": np.arange(1, len(share) + 1),
                        "name": list(model.names),
                        "segments": len(places),
                        "share": share,
                        "low": nullable(np.maximum(low, 0)),
                        "high": nullable(np.minimum(high, 1)),
                        "mark": model.quality["mark"],
                    }
                )
            )
    return pd.concat(parts, ignore_index=True)


def compare_two_topics(
    model: TopicModel, one: int | None = None, other: int | None = None, *, n: int = 10
) -> pd.DataFrame:
    """The words that tell two topics apart.

    Read `gap` as words of a hundred (in shares: .03 is three) that the one topic spends more on the term.

    Parameters
    ----------
    model : TopicModel
        Of `fit_topics`.
    one, other : int, optional
        Numbers of topics; the two most alike (cosine of their weights) if left out.
    n : int
        Words of either topic.

    Returns
    -------
    DataFrame
        One row a word, those of `one` before those of `other`, the widest gap first:
        topic : whose word it is
        other : the topic it is held against
        term : the word
        weight, weight_other : share of the words of either topic, 0 to 1
        gap : weight less weight_other

    Raises
    ------
    UnknownNameError
        For a topic that does not exist.
    """
    check_kind("compare_two_topics", model, "TopicModel")
    if one is None or other is None:
        alike = np.triu(unit_rows(model.weights) @ unit_rows(model.weights).T, k=1)
        one, other = (int(place) + 1 for place in np.unravel_index(alike.argmax(), alike.shape))
    for topic in (one, other):
        if topic not in range(1, len(model.names) + 1):
            raise unknown_name("topic", topic, range(1, len(model.names) + 1))
    parts = []
    for topic, against in ((one, other), (other, one)):
        weight, rival = model.weights[topic - 1], model.weights[against - 1]
        places = np.argsort(rival - weight, kind="stable")[:n]
        parts.append(
            pd.DataFrame(
                {
                    "topic": topic,
                    "other": against,
                    "term": model.matrix.terms[places].to_numpy(),
                    "weight": weight[places],
                    "weight_other": rival[places],
                    "gap": weight[places] - rival[places],
                }
            )
        )
    return pd.concat(parts, ignore_index=True)
