"""How good are the verdicts, the ranking and the intervals of word comparison? Measured where the answer is known.

    python benchmarks/keyness.py --novels DIR [--speeches DIR] [--other DIR …] [--pairs 200]

DIR holds one text a work (.txt or .txt.gz). Pairs of contiguous excerpts of 2,600 and 3,300 words are drawn from one
work (nothing should be `supported`) and from two works (a term is *truly different* when the two whole works differ by
a factor of 2 or more and a Welch test over 1,000-word parts gives p < .001). Speeches are too short for that, so every
six in order make one work. The constants were set on four novels (not Northanger Abbey and Persuasion).
"""

import argparse
import gzip
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import stats
from sklearn.metrics import average_precision_score, precision_recall_curve

from analysis.compare import measures
from analysis.evidence import (
    FLOOR,
    benjamini_hochberg,
    difference_strength,
    join_neighbours,
    log_ratio_intervals,
    mean_interval,
    shuffle_p,
    stands,
)
from analysis.terms import find_terms, term_kinds
from analysis.terms.frequencies import share_interval

SIZES, SEGMENT = (2_600, 3_300), 150
REPORTED = ("Northanger_Abbey", "Persuasion")  # not used for tuning


class Works:
    """Token codes of every work of a collection over one vocabulary."""

    def __init__(self, texts: dict[str, str]):
        tokens = {
            name: [(term, text[at].isupper()) for at, _, term in find_terms(text)] for name, text in texts.items()
        }
        self.vocabulary = np.array(sorted({term for terms in tokens.values() for term, _ in terms}))
        place = {term: code for code, term in enumerate(self.vocabulary)}
        self.codes = {name: np.array([place[term] for term, _ in terms]) for name, terms in tokens.items()}
        self.capital = {name: np.array([capital for _, capital in terms]) for name, terms in tokens.items()}

    def counts(self, codes: np.ndarray, length: int) -> np.ndarray:
        rows = max(len(codes) // length, 1)
        table = np.zeros((rows, len(self.vocabulary)), dtype=np.float32)
        np.add.at(table, (np.minimum(np.arange(len(codes)) // length, rows - 1), codes), 1)
        return table

    def kinds(self, family: np.ndarray, *stretches: tuple[str, int, int]) -> np.ndarray:
        """Grammar, name or subject, told from these stretches (work, first term, length) alone."""
        seen = np.concatenate([self.codes[name][at : at + size] for name, at, size in stretches])
        capital = np.concatenate([self.capital[name][at : at + size] for name, at, size in stretches])
        terms = pd.DataFrame({"document": "both", "term": self.vocabulary[seen], "capital": capital})
        return term_kinds(terms, self.vocabulary[family])

    def truly_different(self, one: str, two: str) -> np.ndarray:
        parts = [self.counts(self.codes[name][: len(self.codes[name]) // 1000 * 1000], 1000) for name in (one, two)]
        sums = [np.bincount(self.codes[name], minlength=len(self.vocabulary)) for name in (one, two)]
        ratio = measures.log_ratio(*sums, len(self.codes[one]), len(self.codes[two]))
        with np.errstate(all="ignore"):
            p = stats.ttest_ind(*parts, equal_var=False).pvalue
        return (np.abs(ratio) >= 1) & (np.nan_to_num(p, nan=1.0) < 0.001)


def read_works(folder: Path) -> dict[str, str]:
    paths = sorted(path for path in folder.iterdir() if path.name.endswith((".txt", ".txt.gz")))
    return {
        path.name.split(".")[0]: (
            gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        ).decode("utf-8", errors="replace")
        for path in paths
    }


def draw_pairs(works: Works, names, number: int, *, same: bool, seed: int):
    """(kinds of the tested terms, counts, sizes, side, truth) of excerpt pairs."""
    rng, truths = np.random.default_rng(seed), {}
    long = [name for name in names if len(works.codes[name]) >= (sum(SIZES) + 200 if same else max(SIZES))]
    couples = [(a, b) for a in long for b in long if (a == b) == same]
    for turn in range(number if couples else 0):
        one, two = couples[turn % len(couples)]
        first, second = (works.codes[name] for name in (one, two))
        while True:
            i, j = (
                int(rng.integers(0, len(codes) - size + 1)) for codes, size in zip((first, second), SIZES, strict=True)
            )
            if not same or i + SIZES[0] <= j or j + SIZES[1] <= i:
                break
        counts = np.vstack(
            [works.counts(first[i : i + SIZES[0]], SEGMENT), works.counts(second[j : j + SIZES[1]], SEGMENT)]
        )
        side = np.arange(len(counts)) < SIZES[0] // SEGMENT
        family = np.flatnonzero(counts.sum(axis=0) >= FLOOR)
        if not same and (one, two) not in truths:
            truths[one, two] = works.truly_different(one, two)
        truth = np.zeros(len(family), dtype=bool) if same else truths[one, two][family]
        kinds = works.kinds(family, (one, i, SIZES[0]), (two, j, SIZES[1]))
        yield kinds, counts[:, family], counts.sum(axis=1), side, truth


def judge_pairs(pairs) -> pd.DataFrame:
    """One row a tested term of a pair: the scores, and which rules call it different."""
    tables = []
    for number, (kinds, counts, sizes, side, truth) in enumerate(pairs):
        sums = counts[side].sum(axis=0), counts[~side].sum(axis=0), sizes[side].sum(), sizes[~side].sum()
        p, long = (
            shuffle_p(*each, seed=number)
            for each in ((counts, sizes, side), join_neighbours(counts, sizes, side, side, by=2))
        )
        strength = difference_strength(counts, sizes, side, kinds=kinds)
        g2, q = measures.g2(*sums), benjamini_hochberg(p)
        tables.append(
            pd.DataFrame(
                {
                    "pair": number,
                    "truth": truth,
                    "g2": g2,
                    "log ratio": np.abs(measures.log_ratio(*sums)),
                    "log odds z": np.abs(measures.log_odds_z(*sums)),
                    "evidence": strength["evidence"],
                    "p": p,
                    "expected": (sums[0] + sums[1]),
                    "G2": benjamini_hochberg(stats.chi2.sf(g2, 1)) <= 0.05,
                    "permutation, 150 words": q <= 0.05,
                    "permutation, 300 words": benjamini_hochberg(long) <= 0.05,
                    "supported": stands(q, strength["evidence"], strength["support"]),
                }
            )
        )
    return pd.concat(tables, ignore_index=True)


def shuffle_segments(pairs, seed: int):
    """The same pairs with their segments dealt anew: an exchangeable null."""
    rng = np.random.default_rng(seed)
    for kinds, counts, sizes, side, truth in pairs:
        order = rng.permutation(len(sizes))
        yield kinds, counts[order], sizes[order], side, np.zeros_like(truth)


def print_rules(name: str, null: pd.DataFrame, different: pd.DataFrame) -> None:
    for rule in ("G2", "permutation, 150 words", "permutation, 300 words", "supported"):
        false = null.groupby("pair")[rule].any().mean()
        named, truth = different[rule], different["truth"]
        print(
            f"| {name} | {rule} | {false:.2f} | {named.sum() / different['pair'].nunique():.1f} "
            f"| {truth[named].mean():.2f} | {named[truth].mean():.2f} |"
        )


def print_ranking(name: str, different: pd.DataFrame) -> None:
    for score in ("g2", "log odds z", "log ratio", "evidence"):
        precision, recall, _ = precision_recall_curve(different["truth"], different[score])
        at = [precision[np.flatnonzero(recall >= level)].max() for level in (0.2, 0.4, 0.6, 0.8)]
        mean = average_precision_score(different["truth"], different[score])
        print(f"| {name} | {score} | {mean:.2f} | {' / '.join(f'{value:.2f}' for value in at)} |")


def print_validity(name: str, shuffled: pd.DataFrame) -> None:
    print(f"| {name} | any supported: {shuffled.groupby('pair')['supported'].any().mean():.3f} |", end="")
    for low, high in ((8, 16), (16, 64), (64, 10_000)):
        p = shuffled["p"][shuffled["expected"].between(low, high - 1)]
        print(
            f" {low}-{high - 1} words: " + ", ".join(f"P(p <= {a}) = {(p <= a).mean():.3f}" for a in (0.01, 0.05, 0.1)),
            end=" |",
        )
    print()


def print_coverage(works: Works, names, *, contiguous: bool, number: int = 60) -> None:
    """How often intervals of shares, ratios and means hold the value of the whole work."""
    rng, held = np.random.default_rng(7), {"share": [], "log ratio": [], "mean word length": []}
    tables = {name: works.counts(works.codes[name], SEGMENT) for name in names}
    length = np.array([len(term) for term in works.vocabulary])
    for _ in range(number):
        one, two = (names[int(place)] for place in rng.integers(len(names), size=2))
        parts = []
        for name, size in ((one, 17), (two, 22)):
            start = int(rng.integers(0, len(tables[name]) - size))
            parts.append(
                tables[name][start : start + size]
                if contiguous
                else tables[name][rng.choice(len(tables[name]), size, replace=False)]
            )
        counts, side = np.vstack(parts), np.arange(39) < 17
        sizes, seen = counts.sum(axis=1), counts.sum(axis=0) > 0
        truth = [tables[name].sum(axis=0) / tables[name].sum() for name in (one, two)]
        hoped = [share * sizes[mask].sum() for share, mask in zip(truth, (side, ~side), strict=True)]
        ratios = log_ratio_intervals(counts[:, seen], sizes, side)
        usable = ((hoped[0] >= 8) & (hoped[1] >= 8))[seen]
        _hold(
            held["log ratio"], ratios, np.log2(np.maximum(truth[0], 1e-12) / np.maximum(truth[1], 1e-12))[seen], usable
        )
        shares = pd.DataFrame(
            dict(zip(("low", "high"), share_interval(counts[side][:, seen], sizes[side]), strict=True))
        )
        _hold(held["share"], shares, truth[0][seen], (hoped[0] >= 8)[seen])
        _, low, high = mean_interval(counts[side] @ length / sizes[side], sizes[side], np.arange(17))
        held["mean word length"].append(low <= truth[0] @ length <= high)
    kind = "contiguous" if contiguous else "shuffled"
    print(f"| {kind} | " + " | ".join(f"{name}: {np.mean(values):.3f}" for name, values in held.items()) + " |")


def _hold(found: list, table: pd.DataFrame, truth: np.ndarray, usable: np.ndarray) -> None:
    low, high = (table[column].to_numpy(dtype=float) for column in ("low", "high"))
    found.append(np.mean((low <= truth)[usable] & (truth <= high)[usable]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--novels", type=Path, required=True)
    parser.add_argument("--speeches", type=Path)
    parser.add_argument("--other", type=Path, nargs="*", default=[], help="any further folders of long works")
    parser.add_argument("--pairs", type=int, default=200)
    options = parser.parse_args()
    novels = Works(read_works(options.novels))
    groups = [
        ("tuning novels", novels, [name for name in novels.codes if name not in REPORTED], 1),
        ("other two novels", novels, [name for name in novels.codes if name in REPORTED], 2),
    ]
    if options.speeches:
        texts = list(read_works(options.speeches).values())
        eras = Works({f"era {at // 6 + 1}": "\n\n".join(texts[at : at + 6]) for at in range(0, len(texts), 6)})
        groups.append(("speeches", eras, list(eras.codes), 3))
    for folder in options.other:
        other = Works(read_works(folder))
        groups.append((folder.name, other, list(other.codes), 4))
    results = []
    for name, works, names, seed in groups:
        pairs = list(draw_pairs(works, names, options.pairs, same=True, seed=seed))
        different = judge_pairs(draw_pairs(works, names, options.pairs, same=False, seed=seed + 10))
        results.append((name, judge_pairs(pairs), different, judge_pairs(shuffle_segments(pairs, seed))))
    print("| texts | rule | null pairs with any | named per pair | truly different among them | found |")
    print("|---|---|---|---|---|---|")
    for name, null, different, _ in results:
        print_rules(name, null, different)
    print("\n| texts | score | average precision | precision at recall .2 / .4 / .6 / .8 |\n|---|---|---|---|")
    for name, _, different, _ in results:
        print_ranking(name, different)
    print("\nShuffled segments: nothing is different")
    for name, _, _, shuffled in results:
        print_validity(name, shuffled)
    print("\nCoverage of the passage intervals, terms with an expected count of 8 or more on each side, all novels")
    for contiguous in (False, True):
        print_coverage(novels, list(novels.codes), contiguous=contiguous)


if __name__ == "__main__":
    main()
