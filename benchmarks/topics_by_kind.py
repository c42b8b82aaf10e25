"""Topics by kind of prose: torn works put back, topics that hold still, and verdicts, ours beside peers.

    python benchmarks/topics_by_kind.py DIR … [--pairs 12] [--draws 2]

DIR holds collections as `benchmarks/works.py` reads them. Torn works: three stretches of 2,000 words of every work of a
kind are mixed, as many topics as works are fitted, and each segment goes to its leading topic. tomotopy takes part
where it is installed (it is no dependency).
"""

import argparse
from pathlib import Path

import numpy as np
import pandas as pd
from topics import methods, name_words, overlap, put_back, subset, table_of, words_of
from works import Stretch, Works, draw_pairs, markdown, read_kinds, read_stretches

from analysis.terms import TermMatrix, split_terms, term_matrix
from analysis.topics import TOPIC_TERMS, choose_topic_terms, compare_topics, fit_topics

PARTS, PART_TERMS = 3, 2_000
KEPT = {"a tenth left out": 0.9, "half left out": 0.5}


def usable(matrix: TermMatrix) -> np.ndarray:
    """The segments that hold any usable term."""
    return np.flatnonzero(np.asarray(matrix.counts.sum(axis=1)).ravel())


def tear(works: Works, hidden: set[str], seed: int, segment_terms: int, ordered: bool = True):
    """Segments of stretches of every work (all terms, and the usable ones), and the work of each segment."""
    rng, texts = np.random.default_rng(seed), {}
    for work, paragraphs in works.items():
        words = [word for text in paragraphs for word in words_of(text)]
        places = len(words) // PART_TERMS
        for place in np.sort(rng.choice(places, min(PARTS, places), replace=False)):
            part = words[place * PART_TERMS : (place + 1) * PART_TERMS]
            texts[f"{work}|{place}"] = [word for word in part if word not in hidden]
    matrix = term_matrix(table_of(texts, segment_terms))
    fitted = choose_topic_terms(matrix)
    kept = usable(fitted)
    if not ordered:
        kept = rng.permutation(kept)
    matrix, fitted = subset(matrix, kept), subset(fitted, kept)
    work = pd.factorize(matrix.rows["document"].str.split("|").str[0])[0]
    if not ordered:  # every segment a document of its own, so that nobody can read on
        rows = fitted.rows.assign(document=[str(number) for number in range(len(kept))])
        fitted = TermMatrix(fitted.counts, rows, fitted.terms)
    return matrix, fitted, work


def steadiness(fit, matrix: TermMatrix, n_topics: int, whole: np.ndarray, part: float, seed: int, rounds: int = 2):
    """Mean top-ten overlap of the topics with those of a part of the segments."""
    rng, segments, found = np.random.default_rng(seed), len(matrix.rows), []
    for _ in range(rounds):
        kept = subset(matrix, np.sort(rng.choice(segments, round(part * segments), replace=False)))
        found.append(overlap(whole, fit(subset(kept, usable(kept)), n_topics, 0)))
    return float(np.mean(found))


def measure_torn(kinds: dict[str, Works], draws: int, seed: int = 0) -> pd.DataFrame:
    """One row a kind, cut, draw and method: kind, cut, draw, method, measure, value."""
    rows = []
    cuts = {"250 terms": (250, True), "100 terms": (100, True), "100 terms, out of order": (100, False)}
    for kind, works in kinds.items():
        names = name_words(" ".join(paragraphs) for paragraphs in works.values())
        for label, (length, ordered) in cuts.items():
            for draw in range(draws):
                for told, hidden in (("names kept", set()), ("names masked", names)):
                    matrix, fitted, work = tear(works, hidden, seed + draw, length, ordered)
                    for method, fit in methods().items():
                        weights = fit(fitted, len(works), 0)
                        found = {told: put_back(matrix, fitted, work, weights)}
                        if not hidden and label == "100 terms":
                            for name, part in KEPT.items():
                                found[name] = steadiness(fit, fitted, len(works), weights, part, seed + draw)
                        row = {"kind": kind, "cut": label, "draw": draw, "method": method}
                        rows += [{**row, "measure": name, "value": value} for name, value in found.items()]
    return pd.DataFrame(rows)


def judge_pair(stretches: tuple[Stretch, ...], n_topics: int, seed: int) -> dict:
    """What the topics of two stretches say, read as a user's two files would be."""
    table = split_terms(read_stretches(stretches), segment_terms=TOPIC_TERMS)
    matrix = choose_topic_terms(term_matrix(table))
    known = matrix.rows.iloc[usable(matrix)][["document", "segment"]]  # a segment without usable terms is left out
    model = fit_topics(table.merge(known), n_topics=n_topics, seed=seed, resamples=20)
    told = compare_topics(model, target="a", seed=seed)
    shares = told[["share_target", "share_reference"]]
    return {
        "any q": bool((told["q"] <= 0.05).any()),
        "any supported": bool((told["verdict"] == "supported").any()),
        "topics supported": float((told["verdict"] == "supported").mean()),
        "topics unmarked": float((told["mark"] == "").mean()),
        "three on one side": bool((shares.max(axis=1) / shares.sum(axis=1) > 0.9).sum() >= 3),
    }


def measure_verdicts(kinds: dict[str, Works], pairs: int, seed: int = 0, n_topics: int = 5) -> pd.DataFrame:
    """One row a pair of stretches: kind, works ("one" or "two"), and what `judge_pair` says."""
    rows = []
    for kind, works in kinds.items():
        for label, same in (("one", True), ("two", False)):
            for number, pair in enumerate(draw_pairs(works, pairs, same=same, seed=seed)):
                rows.append({"kind": kind, "works": label, **judge_pair(pair, n_topics, number)})
    return pd.DataFrame(rows)


def measure(kinds: dict[str, Works], pairs: int, seed: int = 0, draws: int = 4) -> dict[str, pd.DataFrame]:
    """`torn` (one row a draw, method and measure) and `verdicts` (one row a pair)."""
    return {"torn": measure_torn(kinds, draws, seed), "verdicts": measure_verdicts(kinds, pairs, seed)}


def summarise(kinds: dict[str, Works], pairs: int, draws: int = 2) -> dict[str, pd.DataFrame]:
    """The tables that are printed: torn works and overlaps by method, and rates of verdicts, a kind a row."""
    found = measure(kinds, pairs, draws=draws)
    tables = {}
    for (cut, measured), part in found["torn"].groupby(["cut", "measure"], sort=False):
        wide = part.pivot_table(index="kind", columns="method", values="value", sort=False)
        tables[f"{cut}: {measured}, mean of {draws} draws"] = wide.reset_index()
    rates = found["verdicts"].astype({"any q": float}).groupby(["kind", "works"], sort=False).mean(numeric_only=False)
    tables[f"verdicts on {pairs} pairs of stretches a row"] = rates.astype(float).reset_index()
    return tables


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--pairs", type=int, default=12)
    parser.add_argument("--draws", type=int, default=2)
    options = parser.parse_args()
    kinds = {name: works for name, works in read_kinds(*options.folders).items() if len(works) > 1}
    for name, table in summarise(kinds, options.pairs, options.draws).items():
        print(f"\n{name}\n\n{markdown(table)}", flush=True)


if __name__ == "__main__":
    main()
