"""How often do two stretches of one work differ in style? By hand: `python benchmarks/style.py --novels DIR`.

DIR holds one work a file (.txt or .txt.gz). Pairs of stretches of 2,600 and 3,300 words, of one work (nothing should be
`supported`) and of two works of the folder, talk and narration together, go the whole way: files, `read_corpus`,
`compare_style`. Printed: for each measure the share of pairs with p at most .05 and with the verdict `supported`.
"""

import argparse
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
from keyness import SIZES, read_works
from tqdm import tqdm

from analysis import compare_style, read_corpus
from analysis.terms import find_terms


def draw_corpus(texts: dict, spans: dict, rng, *, same: bool, folder: Path):
    """Two stretches as two files of a folder, read as a user's files would be."""
    names = [name for name in texts if len(spans[name]) > sum(SIZES) + 200]
    one, two = rng.choice(names, 2, replace=False)
    two = one if same else two
    while True:
        starts = [int(rng.integers(0, len(spans[name]) - size)) for name, size in zip((one, two), SIZES, strict=True)]
        if not same or starts[0] + SIZES[0] <= starts[1] or starts[1] + SIZES[1] <= starts[0]:
            break
    for label, name, at, size in zip("ab", (one, two), starts, SIZES, strict=True):
        text = texts[name][spans[name][at][0] : spans[name][at + size - 1][1]]
        (folder / f"{label}.txt").write_text(text, "utf-8")
    return read_corpus(folder)


def judge(texts: dict, spans: dict, *, same: bool, pairs: int, seed: int) -> pd.DataFrame:
    """One row a pair and measure: p, verdict."""
    rng, found = np.random.default_rng(seed), []
    for pair in tqdm(range(pairs), desc="one work" if same else "two works", leave=False):
        with tempfile.TemporaryDirectory() as folder:
            corpus = draw_corpus(texts, spans, rng, same=same, folder=Path(folder))
            found.append(compare_style(corpus, target="a", voice=None, seed=pair).assign(pair=pair))
    return pd.concat(found, ignore_index=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--novels", type=Path, required=True)
    parser.add_argument("--pairs", type=int, default=100)
    options = parser.parse_args()
    texts = read_works(options.novels)
    spans = {name: [(start, end) for start, end, _ in find_terms(text)] for name, text in texts.items()}
    print("| measure | one work: p ≤ .05 | supported | two works: p ≤ .05 | supported |\n|---|---|---|---|---|")
    null, real = (judge(texts, spans, same=same, pairs=options.pairs, seed=int(same)) for same in (True, False))
    for measure in null["measure"].unique():
        cells = []
        for table in (null, real):
            rows = table[(table["measure"] == measure) & table["p"].notna()]
            cells += [f"{(rows['p'] <= 0.05).mean():.2f}", f"{(rows['verdict'] == 'supported').mean():.2f}"]
        print(f"| {measure} | {' | '.join(cells)} |")
    for label, table in (("one work", null), ("two works", real)):
        some = table.assign(found=table["verdict"] == "supported").groupby("pair")["found"].any().mean()
        print(f"\nAny measure supported, {label}: {some:.2f} of the pairs")


if __name__ == "__main__":
    main()
