"""How many topics, and from segments of what length: what stays, what coheres, what is one topic's own."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from analysis.door import checked
from analysis.errors import AnalysisError, TooLittleTextError
from analysis.terms import TermMatrix, split_segments, term_matrix
from analysis.topics.fit import agree, align_fits, one_thread, overlaps, stability, top_places
from analysis.topics.model import check_size
from analysis.topics.quality import exclusivity, npmi, shuffled_stability
from analysis.topics.vocabulary import choose_topic_terms, weigh_terms

RESAMPLES, SHUFFLES, SAMPLES = 30, 10, 10  # fewer than for a model that is kept: this is a look at many
AGREEMENT = 0.9  # overlap between two seeds that a choice must have at this effort


@checked
@one_thread
def compare_topic_numbers(
    terms: pd.DataFrame | TermMatrix,
    *,
    n_topics: Iterable[int] = range(3, 8),
    segment_terms: Iterable[int] | None = None,
    seed: int = 0,
) -> pd.DataFrame:
    """What each number of topics would give, and which one the rule takes.

    Read `chosen` first. The rule, fixed beforehand: of the numbers on which two seeds agree (the mean topics of their
    samples overlap by .9 or more), the one with the largest part of its topics above the stability of shuffled words;
    among equals, the widest margin; none, where no number has both. It is a proposal: `fit_topics(n_topics=…)` takes
    what you say.

    Parameters
    ----------
    terms : DataFrame or TermMatrix
        The terms table, or counts by segment (then without `segment_terms`).
    n_topics : iterable of int
        Numbers to try.
    segment_terms : iterable of int, optional
        Lengths of segments to try; the segments as they are if left out.
    seed : int
        Of every random step.

    Returns
    -------
    DataFrame
        One row a length and number that the text can hold, in the order asked for:
        segment_terms : words a segment; <NA> where the segments are as they came
        n_topics, segments : how many of either
        agreement : top-ten overlap of the mean topics of two seeds' samples, 0 to 1
        stability : mean top-ten overlap with fits on samples, 0 to 1
        null : 95th percentile of the same for shuffled words
        readable : topics above `null`
        npmi : coherence of the ten top words, -1 to 1
        exclusivity : of the ten top words, 0 to 1
        explained : of the TF-IDF table, 0 to 1; always grows
        chosen : True for the number that the rule takes
        reason : why; "" for the others

    Raises
    ------
    AnalysisError
        Where no number is asked for, and for lengths of a TermMatrix, which is cut already.
    TooLittleTextError
        Where the text can hold none of the numbers.

    Notes
    -----
    Doubt small steps: with forty segments .05 is noise.
    """
    if isinstance(terms, TermMatrix) and segment_terms is not None:
        raise AnalysisError("A TermMatrix is cut already: give the terms table to try segment_terms.")
    rows, n_topics = [], list(n_topics)
    if not n_topics or (segment_terms is not None and not list(segment_terms)):
        raise AnalysisError("No number of topics or no length was given: try n_topics=range(3, 8).")
    for length in [None] if segment_terms is None else segment_terms:
        matrix = choose_topic_terms(_cut(terms, length))
        for number in n_topics:
            try:
                check_size(matrix, number)
            except TooLittleTextError:
                continue
            rows.append({"segment_terms": length, "n_topics": number, **_look(matrix, number, seed)})
    if not rows:
        raise TooLittleTextError("None of these numbers of topics fits so little text: ask for fewer.")
    table = pd.DataFrame(rows).astype({"segment_terms": "Int64"})
    return table.assign(**_choose(table))


def _cut(terms, length: int | None) -> TermMatrix:
    if isinstance(terms, TermMatrix):
        return terms
    return term_matrix(terms if length is None else split_segments(terms, segment_terms=length))


def _look(matrix: TermMatrix, n_topics: int, seed: int) -> dict:
    one, two = (agree(matrix, n_topics, "nmf", resamples=RESAMPLES, seed=start) for start in (seed, seed + 1))
    middle = one.aligned.mean(axis=0)  # of all samples: one fit of all segments is the same for any seed
    again = align_fits(middle, two.aligned.mean(axis=0)[None])[0]
    steady = stability(one.joined, one.aligned)
    null = shuffled_stability(matrix, n_topics, "nmf", shuffles=SHUFFLES, samples=SAMPLES, seed=seed)
    best, border = top_places(one.weights), float(np.quantile(null, 0.95))
    return {
        "segments": len(matrix.rows),
        "agreement": overlaps(middle, again).mean(),
        "stability": steady.mean(),
        "null": border,
        "readable": int((steady > border).sum()),
        "npmi": float(np.mean([npmi(matrix.counts[:, places]) for places in best])),
        "exclusivity": float(np.take_along_axis(exclusivity(one.weights), best, axis=1).mean()),
        "explained": _explained(weigh_terms(matrix.counts)[0], one.joined),
    }


def _explained(rows, topics: np.ndarray) -> float:
    from sklearn.decomposition import non_negative_factorization

    held, _, _ = non_negative_factorization(rows, H=topics, n_components=len(topics), update_H=False, max_iter=100)
    return float(1 - np.square(rows.toarray() - held @ topics).sum() / rows.multiply(rows).sum())


def _choose(table: pd.DataFrame) -> dict:
    part = table["readable"] / table["n_topics"]
    margin = table["stability"] - table["null"]
    agreed = table["agreement"] >= AGREEMENT
    best = (
        pd.DataFrame({"agreed": agreed, "part": part, "margin": margin})
        .sort_values(["agreed", "part", "margin"], ascending=False, kind="stable")
        .index[0]
    )
    row = table.loc[best]
    reason = (
        f"{int(row['readable'])} of {int(row['n_topics'])} topics stay more than shuffled words do, two seeds agree by "
        f"{row['agreement']:.2f}, and the margin over shuffled words is {margin[best]:+.2f}"
    )
    chosen = (table.index == best) & agreed[best] & (row["readable"] > 0)
    return {"chosen": chosen, "reason": np.where(chosen, reason, "")}
