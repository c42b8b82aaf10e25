"""How our VADER compares with vaderSentiment: equality and speed. By hand: `python benchmarks/sentiment.py FOLDER`.

FOLDER holds works by kind of prose (`works.py` says how; they are no part of the project). Speed is the median ratio of
five interleaved rounds in one process, since single times drift. Verdicts where nothing differs: `tone.py`.
"""

import argparse
import re
import statistics
import time
from pathlib import Path

import pandas as pd
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
from works import read_kinds

from analysis.sentiment import score_sentiment

CUT = re.compile(r"(?<=[.!?])[\"”'’)_]*\s+(?=[\"“‘A-Z])")  # crude: enough for a benchmark


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    works = [paragraphs for kind in read_kinds(options.folder).values() for paragraphs in kind.values()]
    compare_speed([text for paragraphs in works for words in paragraphs for text in CUT.split(words) if text])


if __name__ == "__main__":
    main()
