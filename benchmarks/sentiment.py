"""How our sentiment compares: equality and speed beside vaderSentiment, and verdicts where nothing differs.

    python benchmarks/sentiment.py FOLDER [--pairs 60]

FOLDER holds novels as .txt or .txt.gz (public domain; they are no part of the project). Prints tables; tests nothing.
Speed is the median ratio of five interleaved rounds in one process, since single times drift. The null is pairs of
contiguous stretches (2,600 and 3,300 words) of one novel: same author, book and genre, so `supported` is a false alarm.
"""

import argparse
import gzip
import re
import statistics
import time
from pathlib import Path

import numpy as np
import pandas as pd
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from analysis.sentiment import compare_sentiment, score_sentiment

LENGTHS = (2600, 3300)


def read_sentences(path: Path) -> pd.DataFrame:
    """A novel as a sentences table, cut crudely: enough for a benchmark."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    blocks = re.split(r"\n\s*\n", raw.decode("utf-8").replace("\r\n", "\n"))
    cut = re.compile(r"(?<=[.!?])[\"”'’)_]*\s+(?=[\"“‘A-Z])")
    rows = [
        (block, text) for block, words in enumerate(blocks, 1) for text in cut.split(" ".join(words.split())) if text
    ]
    table = pd.DataFrame(rows, columns=["block", "text"])
    return table.assign(
        document=path.name.split(".")[0],
        sentence=np.arange(1, len(table) + 1),
        segment=1,
        voice="author",
        speaker="",
        start=0,
        end=0,
    )


def compare_speed(texts: list[str], *, rounds: int = 5) -> None:
    """Equality on every text, then the ratio of times on the first 10,000."""
    analyser, table = SentimentIntensityAnalyzer(), pd.DataFrame({"text": texts})
    ours = score_sentiment(table, mask=False)["compound"]
    theirs = pd.Series([analyser.polarity_scores(text)["compound"] for text in texts])
    print(f"vaderSentiment: {int((ours != theirs).sum())} of {len(texts):,} sentences differ")
    sample, ratios, times = table.head(10_000), [], []
    for _ in range(rounds):
        start = time.perf_counter()
        for text in sample["text"]:
            analyser.polarity_scores(text)
        middle = time.perf_counter()
        score_sentiment(sample, mask=False)
        times.append(time.perf_counter() - middle)
        ratios.append((middle - start) / times[-1])
    print(
        f"speed on {len(sample):,} sentences: {statistics.median(ratios):.1f} times vaderSentiment "
        f"({min(ratios):.1f} to {max(ratios):.1f}); {len(sample) / statistics.median(times):,.0f} a second"
    )
    for options in ({"mask": "typography"}, {"lexicon": "prose", "mask": False}):
        start = time.perf_counter()
        score_sentiment(sample, **options)
        print(f"with {options}: {len(sample) / (time.perf_counter() - start):,.0f} sentences a second")


def draw_pair(scores: pd.DataFrame, rng) -> pd.DataFrame:
    """Two stretches of one novel that do not touch, as documents a and b."""
    reached = scores["text"].str.split().str.len().cumsum().to_numpy()
    first, second = rng.permutation(LENGTHS)
    while True:
        a, b = rng.integers(0, reached[-1] - max(LENGTHS), 2)
        if a + first < b or b + second < a:
            break
    parts = [
        scores[(reached > at) & (reached <= at + length)].assign(document=name)
        for name, at, length in (("a", a, first), ("b", b, second))
    ]
    return pd.concat(parts, ignore_index=True)


def compare_stretches(novels: dict[str, pd.DataFrame], pairs: int, lexicon: str, measure: str) -> pd.DataFrame:
    """Shares of pairs of one novel with p <= .05, with `supported`, and with 0 outside the interval."""
    rng, rows = np.random.default_rng(1), []
    for name, sentences in novels.items():
        scores = score_sentiment(sentences, lexicon=lexicon)
        for _ in range(pairs):
            found = compare_sentiment(draw_pair(scores, rng), target="a", measure=measure).iloc[0]
            rows.append(
                (
                    name,
                    found["p"] <= 0.05,
                    found["verdict"] == "supported",
                    found["verdict"] == "fragile",
                    found["low"] > 0 or found["high"] < 0,
                )
            )
    table = pd.DataFrame(rows, columns=["novel", "p <= .05", "supported", "fragile", "outside the interval"])
    means = table.groupby("novel").mean()
    return pd.concat([means, means.mean().to_frame("all").T]).round(3)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pairs", type=int, default=60, help="pairs of stretches a novel")
    options = parser.parse_args()
    novels = {path.name: read_sentences(path) for path in sorted(options.folder.glob("*.txt*"))}
    compare_speed([text for novel in novels.values() for text in novel["text"]])
    for lexicon in ("vader", "prose"):
        for measure in ("compound", "valence"):
            print(f"\ncontiguous stretches of one novel, {lexicon}, {measure}")
            print(compare_stretches(novels, options.pairs, lexicon, measure).to_string())


if __name__ == "__main__":
    main()
