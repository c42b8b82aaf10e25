"""The words of a topic, ranked by weight, FREX or relevance, and its name."""

from typing import Literal

import numpy as np
import pandas as pd

from analysis.errors import unknown_name

RANKINGS = ("weight", "frex", "relevance")


def exclusivity(weights: np.ndarray) -> np.ndarray:
    """Of a term's weight over all topics, the part each topic holds: 1 means no other topic uses it."""
    total = weights.sum(axis=0, keepdims=True)
    return np.divide(weights, total, out=np.zeros_like(weights), where=total > 0)


def frex(weights: np.ndarray, balance: float = 0.5) -> np.ndarray:
    """Frequency and exclusivity in one score: the harmonic mean of a term's two ranks (0 to 1) within its topic.

    Source: Bischof and Airoldi 2012; `balance` is the weight of exclusivity (stm's labels use .5).
    """
    return 1 / (balance / _ranks(exclusivity(weights)) + (1 - balance) / _ranks(weights))


def relevance(weights: np.ndarray, pooled: np.ndarray, balance: float = 0.6) -> np.ndarray:
    """λ log weight + (1 - λ) log (weight / share in all text), λ = `balance` (Sievert and Shirley 2014)."""
    tiny = 1e-12
    share = np.maximum(pooled / pooled.sum(), tiny)
    return balance * np.log(weights + tiny) + (1 - balance) * np.log((weights + tiny) / share)


def _ranks(values: np.ndarray) -> np.ndarray:
    """The share of terms at or below each value, row by row (the empirical distribution function)."""
    ordered = np.sort(values, axis=1)
    places = [np.searchsorted(row, own, side="right") for row, own in zip(ordered, values, strict=True)]
    return np.stack(places) / values.shape[1]


def name_topics(weights: np.ndarray, terms, n: int = 3) -> list[str]:
    """A name for each topic: its most exclusive terms among its ten heaviest, best first."""
    names = []
    scores = frex(weights)
    for row, score in zip(weights, scores, strict=True):
        heavy = np.argsort(-row, kind="stable")[:10]
        names.append(" · ".join(terms[place] for place in heavy[np.argsort(-score[heavy], kind="stable")[:n]]))
    return names


def top_terms(model, *, by: Literal["weight", "frex", "relevance"] = "weight", n: int = 10) -> pd.DataFrame:
    """The words that stand for each topic, best first.

    Read `weight` as the topic's habit (of 100 of its words, how many are this one), `exclusivity` as its mark (of all
    topics' use of the word, how much is this topic's). `frex` and `relevance` rank by both together.

    Returns one row a topic and term: topic, name, rank, term, weight, exclusivity, n (its count in all segments), reach
    (the segments it occurs in). Errors: an unknown ranking.
    Doubt a word that reaches few segments: it may stand for one passage rather than for a subject.
    """
    if by not in RANKINGS:
        raise unknown_name("ranking", by, RANKINGS)
    weights, counts = model.weights, model.matrix.counts
    pooled = np.asarray(counts.sum(axis=0)).ravel()
    scores = {"weight": weights, "frex": frex(weights), "relevance": relevance(weights, pooled)}[by]
    places = np.argsort(-scores, axis=1, kind="stable")[:, :n]
    topic = np.repeat(np.arange(len(weights)), places.shape[1])
    term = places.ravel()
    return pd.DataFrame({
        "topic": topic + 1,
        "name": [model.names[number] for number in topic],
        "rank": np.tile(np.arange(1, places.shape[1] + 1), len(weights)),
        "term": model.matrix.terms[term].to_numpy(),
        "weight": weights[topic, term],
        "exclusivity": exclusivity(weights)[topic, term],
        "n": pooled[term],
        "reach": np.asarray((counts > 0).sum(axis=0)).ravel()[term],
    })
