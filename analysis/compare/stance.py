"""Words that take a stand: hedges, boosters, causal connectives, and who says "I" and "we"."""

from functools import cache
from importlib.resources import files

import numpy as np
import pandas as pd

from analysis.terms import fill_terms, in_voice, known_columns, match_queries


@cache
def stance_lists() -> dict[str, tuple[str, ...]]:
    """The word lists by name, from `analysis/data/stance.txt`, where their sources and limits stand."""
    lists: dict[str, list[str]] = {}
    text = files("analysis").joinpath("data/stance.txt").read_text(encoding="utf-8")
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith("["):
            entries = lists.setdefault(line.strip("[]"), [])
        elif not line.startswith("#"):
            entries.append(line)
    return {name: tuple(entries) for name, entries in lists.items()}


def find_stance(terms: pd.DataFrame, *, lists: dict[str, tuple[str, ...]] | None = None) -> pd.DataFrame:
    """Every place where a word of a stance list stands: read these lines before you believe their count.

    Returns one row a hit in reading order: list, entry, and of its first term document, block, segment, voice, speaker,
    start, end (of its last term), row (position in `terms`). Every voice is there, each row with its own. An entry is a
    query (see `concordance`): several words are a run within one block.
    """
    terms = fill_terms(terms, "find_stance")
    pairs = [(name, entry) for name, entries in (lists or stance_lists()).items() for entry in entries]
    ends, found = terms["end"].to_numpy(), []
    for (name, entry), (rows, lengths) in zip(pairs, match_queries(terms, [entry for _, entry in pairs]), strict=True):
        last = ends[rows + lengths - 1]
        found.append(pd.DataFrame({"row": rows, "list": name, "entry": entry, "end": last}))
    table = pd.concat(found).sort_values(["row", "list"], ignore_index=True)
    source = terms.iloc[table["row"]].reset_index(drop=True)
    kept = ["document", "block", "segment", "voice", "speaker", "start"]
    return pd.concat([table[["list", "entry"]], source[kept], table[["end", "row"]]], axis=1)


def count_stance(
    terms: pd.DataFrame, *, by: tuple[str, ...] = ("document", "voice"), voice: str | None = "author"
) -> pd.DataFrame:
    """How many words of each stance list, by document and voice or whatever columns of the terms table.

    Parameters: `by`, `voice`: as in `count_terms`; where `by` names `voice` or `speaker`, all voices are there.
    Returns one row a group and list: *by, list, n, words (of the group), share (0 to 1).
    """
    terms = fill_terms(terms, "count_stance")
    by, apart = known_columns(terms, by)
    hits, spoken = find_stance(terms), in_voice(terms, None if apart else voice)
    terms, hits = terms[spoken], hits[spoken[hits["row"]]]
    words = terms.groupby(by, sort=False).size()
    counts = hits.groupby([*by, "list"], sort=False).size()
    rows = []
    for key, total in words.items():
        key = key if isinstance(key, tuple) else (key,)
        for name in stance_lists():
            n = int(counts.get((*key, name), 0))
            rows.append((*key, name, n, int(total), n / total))
    return pd.DataFrame(rows, columns=[*by, "list", "n", "words", "share"])


def mark_stance(terms: pd.DataFrame) -> pd.DataFrame:
    """One column of 0 and 1 a stance list, one row a term of the table: where hits begin."""
    hits = find_stance(terms)
    marks = np.zeros((len(terms), len(stance_lists())))
    marks[hits["row"], hits["list"].map({name: at for at, name in enumerate(stance_lists())})] = 1
    return pd.DataFrame(marks, columns=list(stance_lists()), index=terms.index)
