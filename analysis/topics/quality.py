"""The words of a topic and what may be interpreted: stability beside that of shuffled words, coherence, exclusivity."""

from itertools import combinations
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.door import checked
from analysis.errors import check_kind, unknown_name
from analysis.topics.fit import Agreement, efforts, fit_samples, read_as, stability, top_places

if TYPE_CHECKING:  # the model module itself needs this one
    from analysis.topics.model import TopicModel

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


@checked
def find_top_terms(
    model: "TopicModel", *, by: Literal["weight", "frex", "relevance"] = "weight", n: int = 10
) -> pd.DataFrame:
    """The words that stand for each topic, best first.

    Read `weight` as the topic's habit (of 100 of its words, how many are this one) and `exclusivity` as its mark (of
    all topics' use of the word, how much is this topic's).

    Parameters
    ----------
    model : TopicModel
        Of `fit_topics`.
    by : {"weight", "frex", "relevance"}
        What ranks the words; "frex" and "relevance" rank by weight and exclusivity together.
    n : int
        Words a topic.

    Returns
    -------
    DataFrame
        One row a topic and word, topics by number:
        topic, name : its number, from 1, and what it is called
        rank : of the word in its topic, from 1
        term : the word
        weight : share of the topic's words, 0 to 1
        exclusivity : of the word's weight over all topics, the part that is this topic's, 0 to 1
        n : its count in all segments
        reach : segments it occurs in

    Raises
    ------
    UnknownNameError
        For a ranking that does not exist.

    Notes
    -----
    Doubt a word that reaches few segments: it may stand for one passage rather than for a subject.

    References
    ----------
    frex: Bischof and Airoldi 2012; relevance: Sievert and Shirley 2014.
    """
    check_kind("find_top_terms", model, "TopicModel")
    if by not in RANKINGS:
        raise unknown_name("ranking", by, RANKINGS)
    weights, counts = model.weights, model.matrix.counts
    pooled = np.asarray(counts.sum(axis=0)).ravel()
    scores = {"weight": weights, "frex": frex(weights), "relevance": relevance(weights, pooled)}[by]
    places = np.argsort(-scores, axis=1, kind="stable")[:, :n]
    topic = np.repeat(np.arange(len(weights)), places.shape[1])
    term = places.ravel()
    return pd.DataFrame(
        {
            "topic": topic + 1,
            "name": [model.names[number] for number in topic],
            "rank": np.tile(np.arange(1, places.shape[1] + 1), len(weights)),
            "term": model.matrix.terms[term].to_numpy(),
            "weight": weights[topic, term],
            "exclusivity": exclusivity(weights)[topic, term],
            "n": pooled[term],
            "reach": np.asarray((counts > 0).sum(axis=0)).ravel()[term],
        }
    )


DO_NOT = "do not interpret"


def judge_topics(matrix, fit: Agreement, names, method: str, seed: int) -> pd.DataFrame:
    """One row a topic: how large, how stable, how coherent, how much its own, and whether to read it at all.

    `stability` is the mean overlap (Jaccard) of its ten top words with their match in fits on four fifths of the
    segments; `null` is the 95th percentile of the same for topics of shuffled words, where every segment keeps its
    size and every term its count, and nothing goes with anything. A topic not above `null` is marked.

    Returns: topic, name, share (of all usable words), stability, null, as_stable (the share of topics of shuffled words
    that are at least as stable: a mark above .05), npmi (-1 to 1, ten top words within segments),
    exclusivity (0 to 1, ten top words), mark ("" or "do not interpret").
    Doubt coherence: readers and NPMI disagree often (Hoyle and others 2021).
    """
    sizes = np.asarray(matrix.counts.sum(axis=1), dtype=float).ravel()
    steady = stability(fit.joined, fit.aligned)
    shuffles, samples = (min(number, len(fit.aligned)) for number in efforts(matrix.counts, len(names), method)[1:])
    null = shuffled_stability(matrix, len(names), method, shuffles=shuffles, samples=samples, seed=seed)
    best = top_places(fit.weights)
    border = float(np.quantile(null, 0.95))
    return pd.DataFrame(
        {
            "topic": np.arange(1, len(names) + 1),
            "name": list(names),
            "share": sizes @ fit.shares / sizes.sum(),
            "stability": steady,
            "null": border,
            "as_stable": (null[:, None] >= steady).mean(axis=0),
            "npmi": [npmi(matrix.counts[:, places]) for places in best],
            "exclusivity": np.take_along_axis(exclusivity(fit.weights), best, axis=1).mean(axis=1),
            "mark": np.where(steady > border, "", DO_NOT),
        }
    )


def shuffled_stability(matrix, n_topics: int, method: str, *, shuffles: int, samples: int, seed: int) -> np.ndarray:
    """Stability of the topics of shuffled words, by the same road: one value a topic and shuffle.

    Neighbours count as much as they do in the text itself: that alone makes topics stiller, of shuffled words too.
    """
    counts, documents = matrix.counts, matrix.rows["document"].to_numpy()
    how = read_as(method, counts, documents)
    rng, found = np.random.default_rng([seed, 1]), []
    for number in range(shuffles):
        mixed = shuffle_words(counts, rng)
        found.append(stability(*fit_samples(mixed, documents, n_topics, how, resamples=samples, seed=seed + number)))
    return np.concatenate(found)


def shuffle_words(counts: sparse.csr_matrix, rng: np.random.Generator) -> sparse.csr_matrix:
    """The words dealt anew over the segments: each segment keeps its size, each term its count."""
    cells = counts.tocoo()
    times = cells.data.astype(np.int64)
    row, column = np.repeat(cells.row, times), np.repeat(cells.col, times)
    dealt = sparse.coo_matrix((np.ones(len(row)), (rng.permutation(row), column)), shape=counts.shape)
    return dealt.tocsr()


def npmi(counts) -> float:
    """Mean normalised pointwise mutual information of all pairs of the given terms within segments (Bouma 2009).

    1: always together; 0: as chance would; -1: never. Lau, Newman and Baldwin 2014, with the segment as the window.
    """
    present = np.asarray((counts > 0).todense(), dtype=float)
    together = present.T @ present / len(present)
    alone = np.diag(together)
    scores = []
    for i, j in combinations(range(len(alone)), 2):
        joint = together[i, j]
        if joint in (0, 1):
            scores.append(-1.0 if joint == 0 else 1.0)
        else:
            scores.append(np.log(joint / (alone[i] * alone[j])) / -np.log(joint))
    return float(np.mean(scores)) if scores else 0.0
