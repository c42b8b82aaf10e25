"""A sheet for human readers, blind, shuffled and stratified: out to the coders, back, and what their codes say.

No list is valid because lists agree. Two people who code the same sentences without knowing text or score can say
whether a list measures what they read; this module carries the sheet out and back, and invents no coder.
"""

import csv
import io
import re
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.codings.rows import file_delimiter, file_text
from analysis.columns import check_table
from analysis.door import checked
from analysis.errors import AnalysisError, ReadError, TooLittleTextError
from analysis.files import save_files
from analysis.reading.metadata_table import read_table
from analysis.showing.cells import guard_cells, unguard_cell

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


@checked(scores="block sentence start")
def export_coding_sheet(scores: pd.DataFrame, folder: str | Path, *, n: int = 100, seed: int = 0) -> pd.DataFrame:
    """Write sheet.csv (for the coders), key.csv (not for them) and codebook.txt into a folder.

    Strata are document × sign of the compound (below -.05, between, above .05), drawn as evenly as they allow, so that
    rare tones are coded too; the key keeps each item's probability of being drawn, by which results are weighed.

    Parameters
    ----------
    scores : DataFrame
        Of `score_sentiment`, of one lexicon and mask.
    folder : str or Path
        Where to write; made when missing.
    n : int
        Items of the sheet.
    seed : int
        Of every random step.

    Returns
    -------
    DataFrame
        The key, one row an item, in the order of the sheet:
        item : its number, from 1
        document, block, sentence, start : the sentence
        stratum : document and sign of the compound
        probability : of being drawn, 0 to 1

    Raises
    ------
    TooLittleTextError
        For fewer than `n` sentences.
    AnalysisError
        Where a sheet or a key exists already (somebody's work hangs on it), and for scores of several lexicons at once.

    Notes
    -----
    Give each coder a copy of sheet.csv and the codebook.
    """
    folder, rng = Path(folder), np.random.default_rng(seed)
    for name in ("sheet.csv", "key.csv", "codebook.txt"):
        if (folder / name).exists() and (name != "codebook.txt" or (folder / name).read_bytes() != CODEBOOK.encode()):
            raise AnalysisError(f"{folder / name} exists, and somebody's codes hang on it: choose another folder.")
    if scores["lexicon"].nunique() > 1 or scores["masked"].nunique() > 1:
        raise AnalysisError("A sheet needs the scores of one lexicon and one mask: choose them before.")
    if len(scores) < n:
        raise TooLittleTextError(f"A sheet of {n} items needs as many sentences, and there are {len(scores)}: lower n.")
    drawn = _draw(scores.reset_index(drop=True), n, rng).sample(frac=1, random_state=rng).reset_index(drop=True)
    drawn.insert(0, "item", np.arange(1, len(drawn) + 1))
    key = drawn[["item", "document", "block", "sentence", "start", "stratum", "probability"]]
    sheet = drawn[["item", "text"]].assign(code="", note="")
    texts = {
        name: guard_cells(table).to_csv(index=False, lineterminator="\n")
        for name, table in (("key.csv", key), ("sheet.csv", sheet))
    }
    texts |= {"codebook.txt": CODEBOOK, "sheet.csv": "\ufeff" + texts["sheet.csv"]}  # the mark that Excel needs
    save_files([(folder / name, text.encode()) for name, text in texts.items()])
    return key


def _draw(scores: pd.DataFrame, n: int, rng) -> pd.DataFrame:
    sign = np.select([scores["compound"] < -CLEAR, scores["compound"] > CLEAR], ["negative", "positive"], "neutral")
    strata = pd.Series(scores["document"].astype(str) + " " + sign)
    sizes = strata.value_counts().sort_index()
    takes = _even_shares(sizes.to_numpy(), n)
    parts = []
    for (stratum, size), take in zip(sizes.items(), takes, strict=True):
        rows = np.sort(rng.choice(np.flatnonzero(strata == stratum), take, replace=False))
        parts.append(scores.iloc[rows].assign(stratum=str(stratum), probability=take / size))
    return pd.concat(parts, ignore_index=True)


def _even_shares(sizes: np.ndarray, n: int) -> np.ndarray:
    """As even a split of n as the sizes allow: small strata go in whole, the rest share what is left."""
    takes, left = np.zeros(len(sizes), dtype=int), n
    for k, i in enumerate(np.argsort(sizes, kind="stable")):
        takes[i] = min(sizes[i], -(-left // (len(sizes) - k)))
        left -= takes[i]
    return takes


@checked
def read_coding_sheets(sheets: Mapping[str, str | Path], key: str | Path | pd.DataFrame) -> pd.DataFrame:
    """The filled sheets read back, with what the key says of each item.

    Parameters
    ----------
    sheets : dict of str to str or Path
        Coder → file: `{"coder A": "a.csv", "coder B": "b.csv"}`.
    key : DataFrame, str or Path
        What `export_coding_sheet` returned, or its file key.csv.

    Returns
    -------
    DataFrame
        One row for each coder and item, in the order of the sheets:
        coder, item : who coded what
        text : the sentence, as the sheet shows it; "" where it has no such column
        code : -3 to 3; <NA> for "cannot tell" or an empty cell
        document, block, sentence, start : the sentence
        stratum, probability : as in the key

    Raises
    ------
    ReadError
        For a missing column, an item that the key does not have or that stands there twice, another code; with file and
        line.
    """
    if not sheets:
        raise AnalysisError('There are no sheets; give coder and file, such as {"coder A": "a.csv"}.')
    if not isinstance(key, pd.DataFrame):
        key = read_table(Path(key), ("document", "stratum"))
        key = key.assign(**{name: key[name].map(unguard_cell) for name in ("document", "stratum")})
        key = check_table("read_coding_sheets", "key", key)
    codes = pd.concat([_read_sheet(coder, Path(path), set(key["item"])) for coder, path in sheets.items()])
    return codes.merge(key, on="item", how="left").reset_index(drop=True)


def _read_sheet(coder: str, path: Path, items: set) -> pd.DataFrame:
    try:
        text, _ = file_text(path.read_bytes(), f"The sheet {path.name}")
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=file_delimiter(text))
        reader.fieldnames = [(name or "").strip().lower() for name in reader.fieldnames or ()]
        lines = [(reader.line_num, row) for row in reader]
    except (OSError, csv.Error) as error:
        raise ReadError(f"The sheet {path} cannot be read ({error}): save it as CSV in UTF-8.") from None
    if not {"item", "code"} <= set(reader.fieldnames):
        raise ReadError(f"The sheet {path}, line 1: it needs the columns item and code, and has {reader.fieldnames}.")
    rows = {}
    for line, row in lines:
        if not any((row[name] or "").strip() for name in ("item", "code")):
            continue  # which spreadsheets leave at the end, or a remark
        item, code = _read_code(path, line, row, items)
        if item in rows:
            raise ReadError(f"The sheet {path}, line {line}: item {item} stands there twice: keep one.")
        rows[item] = code, unguard_cell(row.get("text") or "")
    codes = pd.array([code for code, _ in rows.values()], dtype="Int64")
    return pd.DataFrame(
        {"coder": coder, "item": list(rows), "text": [text for _, text in rows.values()], "code": codes}
    )


def _read_code(path: Path, line: int, row: dict, items: set):
    text = unguard_cell((row["code"] or "").strip()).lower().removeprefix("+").rstrip(".")
    text = re.sub(r"[.,]0+$", "", re.sub("[−–‑]", "-", text))  # as spreadsheets and word processors write -2
    try:
        item = int(re.sub(r"[.,]0+$", "", (row["item"] or "").strip()))
        code = pd.NA if text in ("", CANNOT_TELL) else int(text)
    except ValueError:
        item, code = None, None
    if item not in items or (code is None) or (code is not pd.NA and code not in CODES):
        raise ReadError(
            f"The sheet {path}, line {line}: item {row['item']!r} with code {row['code']!r}: it needs "
            f"an item of the key and a code from -3 to 3 or '{CANNOT_TELL}'."
        )
    return item, code
