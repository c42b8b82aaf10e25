"""How far counts lead among many documents, and how honest the support of a join is.

`python benchmarks/documents.py FOLDER`, with `--writers FILE` where works share a writer.

Each work is cut into four pieces that do not touch. Right is: the nearest piece, the first join, a group of support .9
or more holds pieces by one writer only. Groups of whole writers, of which nothing is known, do not count.
"""

import argparse
import json
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
from works import Works, markdown, read_kinds

from analysis import cluster_documents, compare_documents
from analysis.terms import find_terms

BANDS = (0.0, 0.5, 0.8, 0.9)


def cut_pieces(works: Works, words: int, number: int, rng) -> tuple[pd.DataFrame, dict[str, str]]:
    """A terms table with a document a piece, and the work of each."""
    parts, of = [], {}
    for work, paragraphs in works.items():
        terms = [term for text in paragraphs for *_, term in find_terms(text)]
        held = min(number, len(terms) // words)
        for place in range(held):
            room = len(terms) // held
            start = place * room + int(rng.integers(0, room - words + 1))
            of[f"{work} {place}"] = work
            parts.append(pd.DataFrame({"document": f"{work} {place}", "term": terms[start : start + words]}))
    return pd.concat(parts, ignore_index=True), of


def judge(table: pd.DataFrame, writer: dict[str, str], measure: str) -> tuple[dict[str, float], list[tuple]]:
    """Shares of pieces whose nearest and whose first join are right; (support, right) of groups that can be wrong."""
    found = compare_documents(table, measure=measure)
    both = pd.concat([found, found.rename(columns={"document": "other", "other": "document"})])
    near = both.sort_values("distance", kind="stable").drop_duplicates("document")
    joins = cluster_documents(table, measure=measure, copies=100, progress=False).joins
    first = {name: row for row in joins.iloc[::-1].to_dict("records") for name in row["members"]}
    sizes, groups = pd.Series(writer).value_counts(), []
    for row in joins.iloc[:-1].to_dict("records"):
        inside = pd.Series([writer[name] for name in row["members"]]).value_counts()
        if len(inside) == 1 or (inside < sizes[inside.index]).any():
            groups.append((row["support"], len(inside) == 1))
    right = {
        "pieces": len(writer),
        "nearest": float((near["document"].map(writer) == near["other"].map(writer)).mean()),
        "first join": float(np.mean([len({writer[one] for one in row["members"]}) == 1 for row in first.values()])),
    }
    return right, groups


def measure_kinds(kinds: dict[str, Works], writers: dict[str, str], measure: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """By kind and length of pieces; and by support, all lengths together."""
    rows, groups = [], []
    for words in (500, 1000, 2500, 6000):
        for kind, works in (kinds | {"all": {w: text for one in kinds.values() for w, text in one.items()}}).items():
            for seed in (1, 2):
                table, of = cut_pieces(works, words, 4, np.random.default_rng(seed))
                right, found = judge(table, {name: writers.get(work, work) for name, work in of.items()}, measure)
                rows.append({"words": words, "kind": kind, **right})
                groups += found
    support = pd.DataFrame(groups, columns=["support", "right"])
    support["support"] = np.array(BANDS)[np.searchsorted(BANDS, support["support"].astype(float), side="right") - 1]
    by_support = support.groupby("support")["right"].agg(groups="size", right="mean").reset_index()
    return pd.DataFrame(rows).groupby(["words", "kind"], sort=False).mean().reset_index(), by_support


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--measure", default="cosine delta")
    parser.add_argument("--writers", type=Path, help="JSON: work → writer, for works that share one")
    options = parser.parse_args()
    writers = json.loads(options.writers.read_text("utf-8")) if options.writers else {}
    warnings.simplefilter("ignore")
    for table in measure_kinds(read_kinds(*options.folders), writers, options.measure):
        print(f"\n{markdown(table)}", flush=True)


if __name__ == "__main__":
    main()
