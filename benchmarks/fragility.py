"""Do the verdicts on two texts hold still? Copies re-dealt, cut anew, and thinned by a sentence in twenty.

    python benchmarks/fragility.py [seeds] [--copies 40]

Prints how often each verdict is another one. A word that a thinned copy holds too seldom to test has no other verdict.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from tqdm import tqdm
from works import markdown

from analysis import Study, compare_sentiment, compare_terms, compare_topics, find_families, fit_topics, open_study
from analysis.evidence import TOO_RARE
from analysis.terms import split_segments

LEFT_OUT = 0.05  # of the sentences, in a thinned copy
AT_MOST = 0.05  # of the copies may change a verdict


def copies(study: Study, number: int) -> Iterator[tuple[str, dict]]:
    """(how, what differs in it): `seed`, `length`, `kept` (which sentences stay)."""
    rng = np.random.default_rng(0)
    for turn in range(number):
        yield "re-dealt", {"seed": turn + 1}
    for length in rng.integers(100, 201, number):
        yield "cut anew", {"length": int(length)}
    for _ in range(number):
        yield "thinned", {"kept": rng.random(len(study.sentences)) >= LEFT_OUT}


def verdicts(study: Study, *, seed: int = 0, length: int = 150, kept: np.ndarray | None = None) -> dict[str, str]:
    """What is said of every tested word, list of words, way to score and topic."""
    terms, told, scores = study.terms, study.topic_table, study.scores  # topics are told of all voices
    if kept is not None:
        stays = study.sentences[kept]
        at = pd.MultiIndex.from_frame(stays[["document", "sentence"]])
        scores = scores[pd.MultiIndex.from_frame(scores[["document", "sentence"]]).isin(at)]
        terms, told = terms[_within(terms, stays)], told[_within(told, stays)]
    terms, question = split_segments(terms, segment_terms=length), study.question | {"seed": seed}
    words = compare_terms(terms, **question)
    themes = study.corpus.themes.query("origin == 'outside list'")
    lists = compare_terms(find_families(terms, themes), **question)
    tone = compare_sentiment(scores, **question, segment_terms=length)
    told = split_segments(told, segment_terms=study.topic_terms)
    model = fit_topics(told, n_topics=study.n_topics, stop=study.stop_terms, seed=seed)
    topics = compare_topics(model, **question, segment_terms=length)
    lead = topics.iloc[topics["difference"].abs().argmax()]
    return {
        **words[words["p"].notna()].set_index("term")["verdict"].to_dict(),
        **lists[lists["p"].notna()].set_index("term")["verdict"].add_prefix("list: ").to_dict(),
        **{f"tone, masked {row.masked}": row.verdict for row in tone.itertuples()},
        "topic with the largest gap": lead["verdict"],
        "any word, tone or topic supported": str(
            any("supported" in set(table["verdict"]) for table in (words, lists, tone, topics))
        ),
    }


def _within(terms: pd.DataFrame, sentences: pd.DataFrame) -> np.ndarray:
    """Which terms stand in one of these sentences."""
    inside = np.zeros(len(terms), dtype=bool)
    for name, part in sentences.groupby("document"):
        rows = np.flatnonzero(terms["document"] == name)
        starts = terms["start"].to_numpy()[rows]
        place = np.searchsorted(part["start"].to_numpy(), starts, side="right") - 1
        inside[rows] = (place >= 0) & (starts < part["end"].to_numpy()[np.maximum(place, 0)])
    return inside


def measure(folder: Path, number: int) -> pd.DataFrame:
    """One row a statement: its verdict, and in how many of the copies it is another."""
    study = open_study(folder)
    first, changed = verdicts(study), {}
    for how, options in tqdm(list(copies(study, number)), leave=False):
        found = verdicts(study, **options)
        for name, verdict in first.items():
            changed.setdefault(name, {}).setdefault(how, []).append(found.get(name, verdict) not in (verdict, TOO_RARE))
    rows = [
        {"statement": name, "verdict": first[name]} | {how: float(np.mean(list_)) for how, list_ in each.items()}
        for name, each in changed.items()
    ]
    return pd.DataFrame(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?", default=Path("seeds"))
    parser.add_argument("--copies", type=int, default=40)
    options = parser.parse_args()
    table = measure(options.folder, options.copies)
    hows = table.columns[2:]
    shown = table[(table["verdict"] != "not supported") | table["statement"].str.contains("list|tone|topic")]
    print(markdown(shown))
    for how in hows:
        still = (table[how] <= AT_MOST).mean()
        print(f"\n{how}: {still:.0%} of {len(table)} verdicts change in at most one copy of twenty")


if __name__ == "__main__":
    main()
