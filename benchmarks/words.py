"""How good are the verdicts, the ranking and the intervals of word comparison? Measured where the answer is known.

    python benchmarks/words.py FOLDER … [--pairs 60]

Pairs of stretches of one work (nothing should be `supported`) and of two works of one kind (a term is *truly different*
when the whole works differ by a factor of 2 and a Welch test over parts of 1,000 words gives p < .001).
"""

import argparse
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
from counted import Counted, Pair
from scipy import stats
from sklearn.metrics import average_precision_score
from tqdm import tqdm
from works import SIZES, draw_pairs, markdown, read_kinds, read_stretches

from analysis import compare_terms, split_terms
from analysis.compare import measures
from analysis.compare.weighing import LENGTHS, Cut, weigh_terms
from analysis.errors import TooLittleTextError
from analysis.evidence import benjamini_hochberg, leaves_out_zero, log_ratio_intervals, share_intervals
from analysis.terms import read_stop_terms

LONG, ONE_TO_THREE = (10_000, 12_000), (2_600, 3_300, 3_300, 3_300)
SCORES = ("g2", "log odds z", "log ratio", "evidence")
EXPECTED = 8  # occurrences expected on each side from which an interval is asked whether it holds the works' ratio


def cut_pair(pair: Pair, length: int) -> Cut:
    counts, sizes, side, documents = pair.cut(length)
    return Cut(pair.terms, counts, sizes, side, documents, pair.kinds, counts, pair.kinds)


def judge_pair(pair: Pair, seed: int, *, shuffled: bool = False) -> pd.DataFrame:
    """One row a tested term: the scores, the verdict, and whether the interval holds the ratio of the works."""
    asked, cuts = cut_pair(pair, 150), [cut_pair(pair, length) for length in LENGTHS]
    if shuffled:
        asked, *cuts = (_shuffle(cut, seed) for cut in (asked, *cuts))
    counts, sizes, side = asked.counts, asked.sizes, asked.side
    weighed = weigh_terms(asked, cuts, np.ones(counts.shape[1], dtype=bool), seed)
    ratios = log_ratio_intervals(counts, sizes, side, factors=weighed.factors)
    a, b, words = counts[side].sum(axis=0), counts[~side].sum(axis=0), (sizes[side].sum(), sizes[~side].sum())
    clear = (a == 0) | (b == 0) | leaves_out_zero(ratios["low"], ratios["high"])
    g2, ratio = measures.g2(a, b, *words), pair.ratio
    least, most = share_intervals(counts[side], sizes[side], kinds=pair.kinds)
    rate = (a + b) / sizes.sum()
    hoped = np.minimum(words[0] * rate * 2 / (1 + 2.0**-ratio), words[1] * rate * 2 / (1 + 2.0**ratio))
    return pd.DataFrame(
        {
            "truth": pair.truth,
            "g2": g2,
            "log odds z": np.abs(measures.log_odds_z(a, b, *words)),
            "log ratio": np.abs(measures.log_ratio(a, b, *words)),
            "evidence": weighed.evidence,
            "p": weighed.p,
            "G2": benjamini_hochberg(stats.chi2.sf(g2, 1)) <= 0.05,
            "segments re-dealt": benjamini_hochberg(weighed.p) <= 0.05,
            "supported": weighed.holds & clear,
            "asked share": pair.share * words[0] >= EXPECTED,
            "held share": (least <= pair.share) & (pair.share <= most),
            "asked": hoped >= EXPECTED,
            "held": (ratios["low"].to_numpy(dtype=float) <= ratio) & (ratio <= ratios["high"].to_numpy(dtype=float)),
        }
    )


def _shuffle(cut: Cut, seed: int) -> Cut:
    order = np.random.default_rng(seed).permutation(len(cut.sizes))
    counts = cut.counts[order]
    return replace(cut, counts=counts, words=counts, sizes=cut.sizes[order])


def judge_pairs(
    counted: Counted, kind: str, pairs: int, *, sizes=SIZES, same: bool, seed: int, shuffled=False
) -> pd.DataFrame:
    drawn = tqdm(
        counted.draw(pairs, same=same, sizes=sizes, seed=seed),
        f"{kind}, {'one work' if same else 'works'}",
        pairs,
        leave=False,
    )
    tables = [judge_pair(pair, number, shuffled=shuffled).assign(pair=number) for number, pair in enumerate(drawn)]
    return pd.concat(tables, ignore_index=True).assign(kind=kind) if tables else pd.DataFrame()


def measure(kinds: dict, pairs: int, seed: int = 0) -> dict[str, pd.DataFrame]:
    """Tables with a row a kind (`rules` three): ranking, intervals, longer texts, one to three, shuffled, voices."""
    tables: dict[str, list[dict]] = defaultdict(list)
    for kind, works in kinds.items():
        counted = Counted({name: texts for name, texts in works.items() if sum(map(len, texts)) > 40_000})
        for name, row in _measure_kind(counted, kind, pairs, seed):
            tables[name].append({"kind": kind} | row)
    return {name: pd.DataFrame(rows) for name, rows in tables.items()} | {
        "voices": measure_voices(kinds, max(pairs // 2, 1), seed)
    }


def _measure_kind(counted: Counted, kind: str, pairs: int, seed: int) -> Iterator[tuple[str, dict]]:
    def judged(number: int, *, same: bool, **options) -> pd.DataFrame:
        return judge_pairs(counted, kind, number, same=same, seed=seed, **options)

    null, real = judged(pairs, same=True), judged(pairs, same=False)
    if null.empty or real.empty:
        return
    for rule in ("G2", "segments re-dealt", "supported"):
        yield "rules", {"rule": rule, **_rates(null, real, rule)}
    yield "ranking", {score: average_precision_score(real["truth"], real[score]) for score in SCORES}
    yield (
        "intervals",
        {
            "two works": real["held"][real["asked"]].mean(),
            "one work": null["held"][null["asked"]].mean(),
            "share": null["held share"][null["asked share"]].mean(),
        },
    )
    dealt = judged(max(pairs // 3, 1), same=True, shuffled=True)
    yield "shuffled", {"any supported": _any(dealt, "supported"), "p <= .05": (dealt["p"] <= 0.05).mean()}
    still, long = judged(max(pairs // 2, 1), same=True, sizes=LONG), judged(pairs // 2, same=False, sizes=LONG)
    yield (
        "reach",
        {
            "2,600 to 3,300": _any(real, "supported"),
            "10,000 to 12,000, one work": _any(still, "supported"),
            "10,000 to 12,000": _any(long, "supported"),
            "2,600 to three of 3,300": _any(judged(max(pairs // 2, 1), same=False, sizes=ONE_TO_THREE), "supported"),
            "found, 2,600": real["supported"][real["truth"]].mean(),
            "found, 10,000": long["supported"][long["truth"]].mean() if len(long) else np.nan,
        },
    )


def measure_voices(kinds: dict, pairs: int, seed: int = 0) -> pd.DataFrame:
    """Pairs of one work as a user's files, in everybody's words and in the author's: pairs with any supported.

    `grammar` is the part of words of grammar among what is supported there.
    """
    rows, stop = [], read_stop_terms()
    for kind, works in kinds.items():
        found: dict = {None: [], "author": []}
        for stretches in tqdm(draw_pairs(works, pairs, same=True, seed=seed), f"{kind}, voices", pairs, leave=False):
            terms = split_terms(read_stretches(stretches))
            for voice, told in found.items():
                with suppress(TooLittleTextError):  # a stretch that is all in quotation marks
                    told.append(compare_terms(terms, target="a", voice=voice).query("verdict == 'supported'")["term"])
        if not found[None]:  # works too short to draw two stretches from
            continue
        row = {"kind": kind}
        for label, told in zip(("all words", "the author's"), found.values(), strict=True):
            named = pd.concat(told, ignore_index=True)
            row |= {label: np.mean([len(part) > 0 for part in told]), f"{label}, grammar": named.isin(stop).mean()}
        rows.append(row)
    return pd.DataFrame(rows)


def _any(table: pd.DataFrame, rule: str) -> float:
    return float(table.groupby("pair")[rule].any().mean()) if len(table) else np.nan


def _rates(null: pd.DataFrame, real: pd.DataFrame, rule: str) -> dict[str, float]:
    named, truth = real[rule], real["truth"]
    return {
        "one work, any": _any(null, rule),
        "two works, any": _any(real, rule),
        "named a pair": named.sum() / real["pair"].nunique(),
        "truly different": float(truth[named].mean()),
        "found": float(named[truth].mean()),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--pairs", type=int, default=60)
    options = parser.parse_args()
    for name, table in measure(read_kinds(*options.folders), options.pairs).items():
        print(f"\n{name}\n\n{markdown(table)}", flush=True)


if __name__ == "__main__":
    main()
