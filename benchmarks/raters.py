"""How near the lists of tone come to people who rated sentences: correlations, and what is gained over VADER.

    python benchmarks/raters.py FILE.tsv …

A file holds a rating (higher is better), a tab and a sentence a line. No rated sentences are part of the project: where
those of the table in tone.md come from stands there.
"""

import argparse
from pathlib import Path

import numpy as np
import pandas as pd
from works import markdown

from analysis import score_sentiment

LISTS = ("vader", "afinn", "pattern", "prose")
DRAWS = 2_000


def read_ratings(path: Path) -> pd.DataFrame:
    """One row a sentence: rating, text."""
    lines = [line.split("\t", 1) for line in path.read_text("utf-8").splitlines() if "\t" in line]
    return pd.DataFrame(lines, columns=["rating", "text"]).astype({"rating": float})


def measure(ratings: pd.DataFrame, seed: int = 0) -> dict[str, float | str]:
    """Pearson's r of each list with the ratings, and the 90% interval of prose's gain over VADER (bootstrap)."""
    told = {name: score_sentiment(ratings[["text"]], lexicon=name, mask=False)["compound"] for name in LISTS}
    table = pd.DataFrame(told).astype(float).assign(rating=ratings["rating"])
    rng, gains = np.random.default_rng(seed), []
    for _ in range(DRAWS):
        drawn = table.iloc[rng.integers(0, len(table), len(table))].corr()["rating"]
        gains.append(drawn["prose"] - drawn["vader"])
    low, high = np.nanpercentile(gains, [5, 95])
    return {name: table[name].corr(table["rating"]) for name in LISTS} | {"gain": f"{low:+.2f} to {high:+.2f}"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", type=Path, nargs="+")
    rows = []
    for path in parser.parse_args().files:
        ratings = read_ratings(path)
        rows.append({"sentences": path.stem, "n": len(ratings), **measure(ratings)})
    print(markdown(pd.DataFrame(rows)))


if __name__ == "__main__":
    main()
