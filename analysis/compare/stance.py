"""Words that take a stand: hedges, boosters, causal connectives, and who says "I" and "we"."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

import numpy as np
import pandas as pd

from analysis.door import checked
from analysis.terms import Voice, fill_terms, in_voice, known_columns, match_queries
from analysis.terms.matrix import uncategorised


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


@checked
def find_stance(terms: pd.DataFrame, *, lists: Mapping[str, Iterable[str]] | None = None) -> pd.DataFrame:
    """Every place where a word of a stance list stands: read these lines before you believe their count.

    Parameters
    ----------
    terms : DataFrame
        A terms table (`split_terms`, or your own: see `fill_terms`). Every voice is there, each row with its own.
    lists : mapping of str to iterable of str, optional
        Name of a list → its entries, queries as in `concordance`: several words are a run within one block; those of
        `analysis/data/stance.txt` if left out.

    Returns
    -------
    DataFrame
        One row a hit, in reading order:
        list, entry : which list and which of its entries
        document, block, segment : where its first term stands
        voice, speaker : whose words these are
        start, end : start of its first term, end of its last
        row : position of its first term in `terms`, in the order of the text

    Raises
    ------
    AnalysisError
        For what is no terms table, and for an entry that is no query.
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
    return pd.concat([table[["list", "entry"]], source[kept].apply(uncategorised), table[["end", "row"]]], axis=1)


@checked
def count_stance(
    terms: pd.DataFrame, *, by: str | Iterable[str] | None = ("document", "voice"), voice: Voice = "author"
) -> pd.DataFrame:
    """How many words of each stance list, by document and voice or whatever columns of the terms table.

    Parameters
    ----------
    terms : DataFrame
        A terms table (`split_terms`, or your own: see `fill_terms`).
    by : str or iterable of str, optional
        Columns of the table; None for all texts together. Where they name `voice` or `speaker`, all voices are there.
    voice : {"author", "quoted", None}
        Whose words count where `by` does not tell them apart; None for all.

    Returns
    -------
    DataFrame
        One row a group and list: the columns of `by`, then
        list : hedges, boosters and so on
        n : hits
        words : of the group
        share : n of words, 0-1

    Raises
    ------
    AnalysisError
        For a column that is not there.

    Notes
    -----
    Doubt every count whose lines you have not read (`find_stance`).
    """
    terms = fill_terms(terms, "count_stance")
    keys, apart = known_columns(terms, by, ("list", "n", "words", "share"))
    hits, spoken = find_stance(terms), in_voice(terms, None if apart else voice)
    terms, hits = terms[spoken], hits[spoken[hits["row"]]]
    words = terms.groupby(keys, sort=False).size() if keys else pd.Series([len(terms)], index=[()])
    counts = hits.groupby([*keys, "list"] if keys else "list", sort=False).size()
    rows = []
    for key, total in words.items():
        key = key if isinstance(key, tuple) else (key,)
        for name in stance_lists():
            n = int(counts.get((*key, name) if key else name, 0))
            rows.append((*key, name, n, int(total), n / total))
    return pd.DataFrame(rows, columns=[*keys, "list", "n", "words", "share"])


def mark_stance(terms: pd.DataFrame) -> pd.DataFrame:
    """One column of 0 and 1 a stance list, one row a term of the table: where hits begin."""
    hits = find_stance(terms)
    marks = np.zeros((len(terms), len(stance_lists())))
    marks[hits["row"], hits["list"].map({name: at for at, name in enumerate(stance_lists())})] = 1
    return pd.DataFrame(marks, columns=list(stance_lists()), index=terms.index)
