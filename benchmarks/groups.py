"""Groups of many documents: how often are two groups of one work called different, and two works told apart?

`python benchmarks/groups.py FOLDER [--deals 10]`. Each work is cut into documents of `WORDS` words (whole paragraphs).
Random: half of one work's documents, drawn by lot, against the other half. Halves: its first twelve against the next.
Works: documents of two works of one kind. A cell is the share of comparisons with any verdict `supported`.
"""

import argparse
import warnings
from itertools import chain, pairwise
from pathlib import Path

import numpy as np
import pandas as pd
from works import Works, markdown, read_kinds

from analysis import (
    compare_sentiment,
    compare_style,
    compare_terms,
    corpus_from_texts,
    score_sentiment,
    split_sentences,
    split_terms,
)
from analysis.corpus import Corpus

WORDS, MOST, HALF = 300, 80, 12
COLUMNS = ("words", "tone", "style")


def cut_documents(paragraphs: list[str], words: int) -> list[str]:
    """Runs of whole paragraphs of so many words or more."""
    documents, run, length = [], [], 0
    for text in paragraphs:
        run.append(text)
        length += len(text.split())
        if length >= words:
            documents.append("\n\n".join(run))
            run, length = [], 0
    return documents


def supported(corpus: Corpus, target: list[str]) -> dict[str, bool]:
    """Whether anything is supported, by what is asked."""
    with warnings.catch_warnings(action="ignore"):
        terms = split_terms(corpus, names=True)
        scores = score_sentiment(split_sentences(corpus), lexicon="vader", mask="typography")
        found = {
            "words": compare_terms(terms, target=target, voice=None),
            "tone": compare_sentiment(scores, target=target, voice=None),
            "style": compare_style(corpus, target=target, voice=None),
        }
    return {name: bool((pd.DataFrame(table)["verdict"] == "supported").any()) for name, table in found.items()}


def read_pieces(works: Works, names: list[str], words: int = WORDS, most: int = MOST) -> tuple[Corpus, list[list[str]]]:
    """The documents of these works as one corpus, and their names, work by work."""
    pieces = [cut_documents(works[name], words)[:most] for name in names]
    called = [[f"{label}{place:03d}" for place in range(len(held))] for label, held in zip("ab", pieces, strict=False)]
    texts = dict(zip(chain(*called), chain(*pieces), strict=True))
    return corpus_from_texts(texts, prose=True), called


def measure(works: Works, deals: int, seed: int = 0) -> pd.DataFrame:
    """One row a way to make the groups, for one kind of prose."""
    rng, rows = np.random.default_rng(seed), []
    long = [name for name in works if len(cut_documents(works[name], WORDS)) >= 2 * HALF]
    for name in long:
        corpus, (documents,) = read_pieces(works, [name])
        for _ in range(deals):
            rows.append(
                {"groups": "random"} | supported(corpus, rng.permutation(documents)[: len(documents) // 2].tolist())
            )
        part = corpus.only(documents[: 2 * HALF])
        rows.append({"groups": "halves"} | supported(part, documents[:HALF]))
    for one, other in pairwise(long):
        corpus, (documents, _) = read_pieces(works, [one, other])
        rows.append({"groups": "works"} | supported(corpus, documents))
    table = pd.DataFrame(rows, columns=["groups", *COLUMNS])
    return table.groupby("groups", sort=False).agg(n=("words", "size"), **{name: (name, "mean") for name in COLUMNS})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--deals", type=int, default=10)
    options = parser.parse_args()
    for kind, works in read_kinds(*options.folders).items():
        print(f"\n{kind}\n\n{markdown(measure(works, options.deals).reset_index())}", flush=True)


if __name__ == "__main__":
    main()
