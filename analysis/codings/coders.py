"""What the codes of human readers say: of each other, and of the word lists."""

import numpy as np
import pandas as pd

from analysis.codings.sheet import CLEAR
from analysis.door import checked
from analysis.errors import AnalysisError, warn_user
from analysis.evidence import BOOTSTRAPS, alpha_interval, nullable

_PLACE = ["document", "block", "sentence", "start"]
CLEAR_CODE = 0.5  # from here on the mean of the codes has a sign


@checked
def compare_coders(codes: pd.DataFrame, *, seed: int = 0) -> pd.DataFrame:
    """Do the coders read alike? Krippendorff's alpha over the items that two or more coded.

    Read `alpha`: from .80 reliable, .67 to .80 tentative; below, no list should be judged by these codes.

    Parameters
    ----------
    codes : DataFrame
        Of `read_coding_sheets`.
    seed : int
        Of every random step.

    Returns
    -------
    DataFrame
        One row:
        coders : how many
        items : coded by two or more
        cannot_tell : codes left open
        alpha : Krippendorff's; <NA> where the codes do not vary
        low, high : 95% interval, from items drawn again; <NA> likewise
    """
    twice = codes.duplicated(["coder", "item"]).to_numpy()
    if twice.any():
        coder, item = codes[["coder", "item"]].iloc[int(twice.argmax())]
        raise AnalysisError(f"compare_coders: {coder!r} has coded item {item} twice; keep one of the two rows.")
    table = codes.assign(code=codes["code"].astype("Float64")).pivot(index="coder", columns="item", values="code")
    values = table.to_numpy(dtype=float, na_value=np.nan)
    shared = values[:, np.isfinite(values).sum(axis=0) >= 2]
    row = dict(zip(("alpha", "low", "high"), alpha_interval(shared, seed=seed), strict=True))
    facts = {"coders": len(table), "items": shared.shape[1], "cannot_tell": int(codes["code"].isna().sum())}
    return pd.DataFrame([facts | {name: nullable([value])[0] for name, value in row.items()}])


@checked(codes="document block sentence start probability", scores="block sentence start")
def compare_with_coders(codes: pd.DataFrame, scores: pd.DataFrame, *, seed: int = 0) -> pd.DataFrame:
    """How well each lexicon's compound follows the coders' mean, each item weighed by one over its probability.

    Read `correlation` first, with its interval.

    Parameters
    ----------
    codes : DataFrame
        Of `read_coding_sheets`.
    scores : DataFrame
        Of `score_sentiment`, of one lexicon or several stacked.
    seed : int
        Of every random step.

    Returns
    -------
    DataFrame
        One row for each lexicon and mask:
        lexicon, masked : the instrument, and whether names were hidden
        n : items
        correlation : of compound and the coders' mean; <NA> where one of them does not vary
        correlation_low, correlation_high : percentiles (2.5, 97.5) of items drawn again; <NA> likewise
        accuracy : share of items with the same sign (negative, neutral, positive), 0 to 1
        accuracy_low, accuracy_high : percentiles of items drawn again

    Raises
    ------
    AnalysisError
        Where no coded item is in these scores, and where a sheet shows another sentence than the key leads to.

    Notes
    -----
    Doubt it below 100 items, and where the coders do not agree. Items whose sentence is not in these scores (since a
    text was changed) are left out, and a warning counts them.
    """
    if not codes["probability"].between(0, 1, inclusive="right").all():
        raise AnalysisError("compare_with_coders: the column `probability` of `codes` should lie above 0 and up to 1.")
    items = codes.dropna(subset="code")["item"].nunique()
    means = (
        _of_these(codes, scores)
        .dropna(subset="code")
        .groupby("item")
        .agg(
            code=("code", "mean"),
            document=("document", "first"),
            block=("block", "first"),
            sentence=("sentence", "first"),
            start=("start", "first"),
            probability=("probability", "first"),
        )
    )
    rows = scores.astype({"document": object}).merge(means.reset_index().astype({"document": object}), on=_PLACE)
    rng, found = np.random.default_rng(seed), []
    for (lexicon, masked), part in rows.groupby(["lexicon", "masked"], sort=False):
        found.append({"lexicon": lexicon, "masked": masked, "n": len(part)} | _fit(part, rng))
    if not found:
        raise AnalysisError("No coded item is in these scores: give the scores of the same sentences as the sheet.")
    if len(means) < items:
        told = f"{items - len(means)} of {items} coded items are not in these scores"
        warn_user(f"{told}: were the texts changed since the sheet was made?")
    return pd.DataFrame(found)


def _of_these(codes: pd.DataFrame, scores: pd.DataFrame) -> pd.DataFrame:
    """The codes whose sentence stands at its place in these scores, by its words where the sheet told them; codes of
    another sheet than the key's are refused."""
    at = scores.drop_duplicates(_PLACE)[[*_PLACE, "text"]].astype({"document": object})
    both = codes.reset_index(drop=True).astype({"document": object})
    there = both.merge(at, on=_PLACE, how="left", suffixes=("", "_there"))["text_there" if "text" in both else "text"]
    shown = both["text"] if "text" in both else pd.Series("", index=both.index)
    known = there.notna()
    other = known & (shown != "") & (shown.str.split() != there.fillna("").str.split())
    if other.sum() > known.sum() / 2:
        item, coder = both.loc[other, ["item", "coder"]].iloc[0]
        raise AnalysisError(
            f"Item {item} of {coder!r} is another sentence than its key leads to: sheet and key are of two exports, or "
            "the texts were changed."
        )
    return codes[(known & ~other).to_numpy()]


def _fit(part: pd.DataFrame, rng) -> dict:
    code, compound = part["code"].to_numpy(dtype=float), part["compound"].to_numpy(dtype=float)
    weight = 1 / part["probability"].to_numpy(dtype=float)
    same = _signs(code, CLEAR_CODE) == _signs(compound, CLEAR)

    def measure(i) -> tuple[float, float]:
        return _weighted_correlation(code[i], compound[i], weight[i]), float(np.average(same[i], weights=weight[i]))

    draws = np.array([measure(rng.integers(0, len(code), len(code))) for _ in range(BOOTSTRAPS)])
    values = measure(np.arange(len(code)))
    row: dict[str, object] = {}
    for k, name in enumerate(("correlation", "accuracy")):
        drawn = draws[np.isfinite(draws[:, k]), k]
        ends = np.quantile(drawn, [0.025, 0.975]) if len(drawn) else (np.nan, np.nan)
        numbers = nullable([values[k], *ends])
        row |= {name: numbers[0], f"{name}_low": numbers[1], f"{name}_high": numbers[2]}
    return row


def _signs(values: np.ndarray, limit: float) -> np.ndarray:
    return np.sign(values) * (np.abs(values) >= limit)


def _weighted_correlation(x: np.ndarray, y: np.ndarray, weight: np.ndarray) -> float:
    x, y = x - np.average(x, weights=weight), y - np.average(y, weights=weight)
    scale = np.sqrt(np.average(x * x, weights=weight) * np.average(y * y, weights=weight))
    return float(np.average(x * y, weights=weight) / scale) if scale > 1e-12 else float("nan")
