"""A sheet for human readers, blind, shuffled and stratified: out to the coders, back, and what their codes say.

No list is valid because lists agree. Two people who code the same sentences without knowing text or score can say
whether a list measures what they read; this module carries the sheet out and back, and invents no coder.
"""

import csv
import io
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.errors import AnalysisError, ReadError, TooLittleTextError
from analysis.evidence import nullable
from analysis.files import save_file
from analysis.sentiment.audit import BOOTSTRAPS, alpha_interval

CODES = (-3, -2, -1, 0, 1, 2, 3)
CANNOT_TELL = "cannot tell"
CLEAR = 0.05  # from here on a compound has a sign (VADER's own limit)
CODEBOOK = """Codebook: evaluative tone of a sentence

Construct   How the sentence, as worded, evaluates what it speaks of: praise, approval, success, hope on one side;
            blame, rejection, failure, threat on the other. Judge the wording, not the event's place in history.
Target      Whatever the sentence is mainly about. Not your sympathy for it, and not the author's supposed opinion.
Codes       -3 strongly negative, -2 clearly negative, -1 slightly negative, 0 neutral or evenly mixed,
            1 slightly positive, 2 clearly positive, 3 strongly positive, or the words: cannot tell
            (irony you cannot resolve, a sentence that needs its neighbours).
Quotations  Code the words that stand there, whoever speaks them.
How         Work alone, in the order of the sheet, and fill in only the column `code`. Do not look for the texts.
            Leave no row empty; do not change `item` or the order of the columns.
"""


def export_coding_sheet(scores: pd.DataFrame, folder, *, n: int = 100, seed: int = 0) -> pd.DataFrame:
    """Write sheet.csv (for the coders), key.csv (not for them) and codebook.txt into `folder`.

    Strata are document × sign of the compound (below -.05, between, above .05), drawn as evenly as they allow, so that
    rare tones are coded too; the key keeps each item's probability of being drawn, by which results are weighed.
    Returns: the key: item, document, block, sentence, start, stratum, probability; one row an item, in sheet order.
    Errors: TooLittleTextError for fewer than `n` sentences; AnalysisError where a sheet exists already (it may hold
    somebody's work), or for scores of several lexicons at once. Give each coder a copy of sheet.csv and the codebook.
    """
    folder, rng = Path(folder), np.random.default_rng(seed)
    if (folder / "sheet.csv").exists():
        raise AnalysisError(f"{folder / 'sheet.csv'} exists and may hold codes: choose another folder.")
    if scores["lexicon"].nunique() > 1 or scores["masked"].nunique() > 1:
        raise AnalysisError("A sheet needs the scores of one lexicon and one mask: choose them before.")
    if len(scores) < n:
        raise TooLittleTextError(f"A sheet of {n} items needs as many sentences, and there are {len(scores)}: lower n.")
    drawn = _draw(scores.reset_index(drop=True), n, rng).sample(frac=1, random_state=rng).reset_index(drop=True)
    drawn.insert(0, "item", np.arange(1, len(drawn) + 1))
    key = drawn[["item", "document", "block", "sentence", "start", "stratum", "probability"]]
    sheet = drawn[["item", "text"]].assign(code="", note="")
    save_file(folder / "codebook.txt", CODEBOOK.encode())
    save_file(folder / "key.csv", key.to_csv(index=False, lineterminator="\n").encode())
    save_file(
        folder / "sheet.csv", ("\ufeff" + sheet.to_csv(index=False, lineterminator="\n")).encode()
    )  # the mark that Excel needs
    return key


def _draw(scores: pd.DataFrame, n: int, rng) -> pd.DataFrame:
    sign = np.select([scores["compound"] < -CLEAR, scores["compound"] > CLEAR], ["negative", "positive"], "neutral")
    strata = pd.Series(scores["document"].astype(str) + " " + sign)
    sizes = strata.value_counts().sort_index()
    takes = _even_shares(sizes.to_numpy(), n)
    parts = []
    for (stratum, size), take in zip(sizes.items(), takes, strict=True):
        rows = np.sort(rng.choice(np.flatnonzero(strata == stratum), take, replace=False))
        parts.append(scores.iloc[rows].assign(stratum=stratum, probability=take / size))
    return pd.concat(parts, ignore_index=True)


def _even_shares(sizes: np.ndarray, n: int) -> np.ndarray:
    """As even a split of n as the sizes allow: small strata go in whole, the rest share what is left."""
    takes, left = np.zeros(len(sizes), dtype=int), n
    for k, i in enumerate(np.argsort(sizes, kind="stable")):
        takes[i] = min(sizes[i], -(-left // (len(sizes) - k)))
        left -= takes[i]
    return takes


def read_coding_sheets(sheets: dict, key) -> pd.DataFrame:
    """Read the filled sheets back: {"coder A": "a.csv", "coder B": "b.csv"} and the key (the table or its file).

    Returns: one row for each coder and item: coder, item, code (-3 to 3; <NA> for "cannot tell" or an empty cell) and
    the key's columns.
    Errors: ReadError with file and line for a missing column, an item the key does not have or twice, another code.
    """
    key = pd.read_csv(key) if not isinstance(key, pd.DataFrame) else key
    codes = pd.concat([_read_sheet(coder, Path(path), set(key["item"])) for coder, path in sheets.items()])
    return codes.merge(key, on="item", how="left").reset_index(drop=True)


def _read_sheet(coder: str, path: Path, items: set) -> pd.DataFrame:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(f"The sheet {path} cannot be read ({error}): save it as CSV in UTF-8.") from error
    reader = csv.DictReader(io.StringIO(text), delimiter=";" if ";" in text.split("\n")[0] else ",")
    if not {"item", "code"} <= set(reader.fieldnames or ()):
        raise ReadError(f"The sheet {path}, line 1: it needs the columns item and code, and has {reader.fieldnames}.")
    rows = {}
    for row in reader:
        item, code = _read_code(path, reader.line_num, row, items)
        if item in rows:
            raise ReadError(f"The sheet {path}, line {reader.line_num}: item {item} stands there twice: keep one.")
        rows[item] = code
    codes = pd.array(list(rows.values()), dtype="Int64")
    return pd.DataFrame({"coder": coder, "item": list(rows), "code": codes})


def _read_code(path: Path, line: int, row: dict, items: set):
    text = (row["code"] or "").strip().lower().replace("−", "-").removeprefix("+")
    try:
        item = int(row["item"])
        code = pd.NA if text in ("", CANNOT_TELL) else int(text)
    except (TypeError, ValueError):
        item, code = None, None
    if item not in items or (code is None) or (code is not pd.NA and code not in CODES):
        raise ReadError(
            f"The sheet {path}, line {line}: item {row['item']!r} with code {row['code']!r}: it needs "
            f"an item of the key and a code from -3 to 3 or '{CANNOT_TELL}'."
        )
    return item, code


CLEAR_CODE = 0.5  # from here on the mean of the codes has a sign


def compare_coders(codes: pd.DataFrame, *, seed: int = 0) -> pd.DataFrame:
    """Do the coders read alike? Krippendorff's alpha over the items that two or more coded.

    Returns: one row: coders, items (coded by two or more), cannot_tell (codes left open), alpha, low, high (items drawn
    again). From .80 reliable, .67 to .80 tentative; below, no list should be judged by these codes.
    """
    table = codes.assign(code=codes["code"].astype("Float64")).pivot(index="coder", columns="item", values="code")
    values = table.to_numpy(dtype=float, na_value=np.nan)
    shared = values[:, np.isfinite(values).sum(axis=0) >= 2]
    row = dict(zip(("alpha", "low", "high"), alpha_interval(shared, seed=seed), strict=True))
    facts = {"coders": len(table), "items": shared.shape[1], "cannot_tell": int(codes["code"].isna().sum())}
    return pd.DataFrame([facts | {name: nullable([value])[0] for name, value in row.items()}])


def compare_with_coders(codes: pd.DataFrame, scores: pd.DataFrame, *, seed: int = 0) -> pd.DataFrame:
    """How well each lexicon's compound follows the coders' mean, each item weighed by one over its probability.

    Parameters: `codes`: read_coding_sheets' table; `scores`: score_sentiment's, of one lexicon or several stacked.
    Returns: one row for each lexicon and mask: lexicon, masked, n (items), correlation, correlation_low,
    correlation_high, accuracy (share of items with the same sign: negative, neutral, positive), accuracy_low,
    accuracy_high (percentiles of items drawn again). Doubt it below 100 items, and where the coders do not agree.
    """
    means = (
        codes.dropna(subset="code")
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
    rows = scores.merge(means, on=["document", "block", "sentence", "start"])
    rng, found = np.random.default_rng(seed), []
    for (lexicon, masked), part in rows.groupby(["lexicon", "masked"], sort=False):
        found.append({"lexicon": lexicon, "masked": masked, "n": len(part)} | _fit(part, rng))
    if not found:
        raise AnalysisError("No coded item is in these scores: give the scores of the same sentences as the sheet.")
    return pd.DataFrame(found)


def _fit(part: pd.DataFrame, rng) -> dict:
    code, compound = part["code"].to_numpy(dtype=float), part["compound"].to_numpy(dtype=float)
    weight = 1 / part["probability"].to_numpy(dtype=float)
    same = _signs(code, CLEAR_CODE) == _signs(compound, CLEAR)

    def measure(i) -> tuple[float, float]:
        return _weighted_correlation(code[i], compound[i], weight[i]), float(np.average(same[i], weights=weight[i]))

    draws = np.array([measure(rng.integers(0, len(code), len(code))) for _ in range(BOOTSTRAPS)])
    values, row = measure(np.arange(len(code))), {}
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
