"""The constants of drift and company, learnt: `python benchmarks/learn.py FOLDER … [--pairs 120]`.

Prints the constants that stand in `analysis/evidence/drift.py` and `company.py`, and for each kind what they would do
if they had been learnt from all the other kinds.
"""

import argparse
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd
from counted import Counted
from sklearn.linear_model import LogisticRegression
from tqdm import tqdm
from works import read_kinds

from analysis.evidence.company import work_distances
from analysis.evidence.drift import OFTEN, STRETCH, see_variation

LENGTHS, SIZES = (100, 150, 200), ((900, 1_200), (2_600, 3_300), (10_000, 12_000))
MARK = 0.93  # of the pairs of one work of every kind and length at least this share stays below the mark
COLUMNS = [*(f"between{k}" for k in range(3)), *(f"within{k}" for k in range(3)), "length"]
_MOST = 80.0  # a squared gap beyond nine standard errors says no more than one of nine


def observe(folders: list[Path], pairs: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What is seen of each term of pairs of one work, and of each pair of one work or two."""
    terms, couples = [], []
    for kind, works in read_kinds(*folders).items():
        counted = Counted({name: texts for name, texts in works.items() if sum(map(len, texts)) > 40_000})
        for sizes, same in product(SIZES, (True, False)):
            label = {"kind": kind, "size": sizes[0], "same": same}
            for number, pair in enumerate(tqdm(counted.draw(pairs, same=same, sizes=sizes, seed=1), f"{kind} {sizes}")):
                between, within, length = work_distances(*pair.cut(150), pair.kinds)
                couples.append(
                    label
                    | {"pair": number, "length": length}
                    | {f"between{k}": between[k] for k in range(3)}
                    | {f"within{k}": within[k] for k in range(3)}
                )
                if same:
                    terms.append(_term_rows(pair).assign(**label, pair=number))
    return pd.concat(terms, ignore_index=True), pd.DataFrame(couples)


def _term_rows(pair) -> pd.DataFrame:
    """One row a term: the squared gap between the stretches, and what the segments show of it (mean of lengths)."""
    target, total = pair.counts[pair.documents == 0].sum(axis=0), pair.counts.sum(axis=0)
    part = pair.sizes[pair.documents == 0].sum() / pair.sizes.sum()
    seen = [
        see_variation(counts, sizes, documents, pair.kinds) for counts, sizes, _, documents in map(pair.cut, LENGTHS)
    ]
    rows = {name: np.mean([getattr(each, name) for each in seen], axis=0) for name in ("alike", "own", "own_long")}
    often, length = np.log(total / OFTEN), np.log(pair.sizes.sum() / STRETCH)
    return pd.DataFrame(rows).assign(
        gap=(target - total * part) ** 2 / (total * part * (1 - part)), often=often, length=length, word=pair.kinds
    )


def fit_gamma(known: np.ndarray, gap: np.ndarray, weight: np.ndarray, *, rounds: int = 40) -> np.ndarray:
    """Gamma regression with a log link: powers that make the mean squared gap."""
    power = np.zeros(known.shape[1])
    expected = np.full(len(gap), np.average(gap, weights=weight))
    for _ in range(rounds):
        aim, weighted = np.log(expected) + (gap - expected) / expected, known * weight[:, None]
        power = np.linalg.solve(weighted.T @ known + 1e-6 * weight.sum() * np.eye(known.shape[1]), weighted.T @ aim)
        expected = np.exp(np.clip(known @ power, -1, 6))
    return power


def learn_drift(terms: pd.DataFrame, left_out: str = "") -> np.ndarray:
    """Kinds (3), counts (3), alike, own, own_long, length; every kind of prose and length weighs the same."""
    kept = terms[terms["kind"] != left_out]
    share = 1 / kept.groupby(["kind", "size", "pair"])["gap"].transform("size")
    weight = share / share.groupby([kept["kind"], kept["size"]]).transform("sum")
    return fit_gamma(_known(kept), np.minimum(kept["gap"].to_numpy(), _MOST), weight.to_numpy())


def _known(terms: pd.DataFrame) -> np.ndarray:
    kinds = np.array([terms["word"] == kind for kind in range(3)], dtype=float).T
    return np.column_stack(
        [kinds, kinds * terms[["often"]].to_numpy(), terms[["alike", "own", "own_long", "length"]].to_numpy()]
    )


def learn_company(couples: pd.DataFrame, left_out: str = "") -> tuple[np.ndarray, float]:
    """Weights of between (3), within (3) and length, and the rest, with the mark taken off."""
    kept = couples[couples["kind"] != left_out].reset_index(drop=True)
    weight = 1000 / kept.groupby(["kind", "size", "same"])["pair"].transform("size")
    fit = LogisticRegression(C=100, max_iter=1000).fit(kept[COLUMNS], ~kept["same"], sample_weight=weight)
    null = kept.assign(odds=fit.decision_function(kept[COLUMNS]))[kept["same"]]
    mark = null.groupby(["kind", "size"])["odds"].quantile(MARK).max()
    return fit.coef_[0], float(fit.intercept_[0] - mark)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--pairs", type=int, default=120)
    options = parser.parse_args()
    terms, couples = observe(options.folders, options.pairs)
    drift, (company, rest) = learn_drift(terms), learn_company(couples)
    print(
        "drift: kinds",
        drift[:3].round(2),
        "counts",
        drift[3:6].round(2),
        "alike, own, own long, length",
        drift[6:].round(2),
    )
    print(
        "company: between",
        company[:3].round(2),
        "within",
        company[3:6].round(2),
        "length",
        company[6].round(2),
        "rest",
        round(rest, 2),
    )
    heads = (
        "left out",
        "squared gap over expected: subject, grammar, names",
        "above the mark, by length: one work / two",
    )
    print(f"\n| {' | '.join(heads)} |\n|---|---|---|")
    for kind in terms["kind"].unique():
        own, pairs = terms[terms["kind"] == kind], couples[couples["kind"] == kind]
        ratio = np.minimum(own["gap"], _MOST) / np.exp(_known(own) @ learn_drift(terms, kind))
        weight, lift = learn_company(couples, kind)
        above = (
            pairs.assign(above=pairs[COLUMNS].to_numpy() @ weight + lift > 0)
            .groupby(["size", "same"])["above"]
            .mean()
            .unstack()
        )
        shown = ", ".join(f"{row.get(True, np.nan):.2f} / {row.get(False, np.nan):.2f}" for _, row in above.iterrows())
        print(f"| {kind} | {', '.join(f'{value:.2f}' for value in ratio.groupby(own['word']).mean())} | {shown} |")


if __name__ == "__main__":
    main()
