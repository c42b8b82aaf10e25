"""How often: counts, shares with intervals, ranks, n-grams, and where in a document a term stands."""

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import stats

from analysis.errors import AnalysisError
from analysis.evidence.intervals import PRIOR_SEGMENTS, overdispersion, wilson_interval
from analysis.terms import count_units, fill_terms, in_voice, match_queries, missing_term, tell_voices
from analysis.terms.queries import Query


def count_terms(
    terms: pd.DataFrame, *, by: tuple[str, ...] = ("document",), voice: str | None = "author"
) -> pd.DataFrame:
    """How often each term occurs in each group, with an interval that knows that words come in clumps.

    The interval of a share is Wilson's, on a sample made smaller by the design effect: how much more a term's counts
    vary from segment to segment than words drawn at random would. It speaks of passages of this text, not of other
    texts. The empty term (outside every family) counts in the shares and is no row.

    Parameters: `by`: columns of the terms table, for example `("document",)` or `("document", "voice")`; `voice`:
    whose words count, as everywhere the author's if nothing is said (`None` = all). Where `by` names `voice` or
    `speaker` the voices are told apart and all are counted, each in segments of its own words.
    Returns one row a group and term: *by, term, n (occurrences), share (of the group's terms, 0–1), low and high (95%),
    rank (1 = most frequent in its group; equal counts share the smaller rank). Most frequent first in each group.
    Errors: a column that is not there, no word in that voice. Doubt the interval where a group has fewer than about
    eight segments.
    Source: Wilson 1927; design effect after Kish 1965.
    """
    terms, by = tell_voices(fill_terms(terms, "count_terms"), by, voice)
    tables = []
    for key, group in terms.groupby(by, sort=False):
        table = _count_group(group)
        for place, (column, value) in enumerate(zip(by, key, strict=True)):
            table.insert(place, column, value)
        tables.append(table)
    columns = [*by, "term", "n", "share", "low", "high", "rank"]
    return pd.concat(tables, ignore_index=True)[columns] if tables else pd.DataFrame(columns=columns)


def _count_group(group: pd.DataFrame) -> pd.DataFrame:
    group = group if group["document"].nunique() == 1 else group.assign(segment=_segment_keys(group), document="")
    matrix = count_units(group)
    n = np.asarray(matrix.counts.sum(axis=0)).ravel()
    sizes = matrix.rows["n"].to_numpy()
    low, high = share_interval(matrix.counts, sizes)
    table = pd.DataFrame({"term": matrix.terms, "n": n, "share": n / sizes.sum(), "low": low, "high": high})
    table["rank"] = table["n"].rank(method="min", ascending=False).astype(int)
    return table.sort_values(["n", "term"], ascending=[False, True], ignore_index=True)


def _segment_keys(group: pd.DataFrame) -> np.ndarray:
    return group.groupby(["document", "segment"], sort=False).ngroup().to_numpy() + 1


def share_interval(counts, sizes: np.ndarray, *, level: float = 0.95) -> tuple[np.ndarray, np.ndarray]:
    """Wilson's interval for the share of each column, on n divided by its design effect (never below 1).

    The design effect is moderated over terms of like frequency (`overdispersion` in `analysis.evidence`).

    `counts`: segments × terms (sparse or dense); `sizes`: terms a segment. Returns low and high, one value a column.
    With one segment the design effect cannot be seen and is taken as 1.
    """
    counts = counts if hasattr(counts, "toarray") else np.asarray(counts, dtype=float)
    sizes = np.asarray(sizes, dtype=float)
    factor = overdispersion(counts, sizes, np.ones(len(sizes), dtype=bool))
    freedom = len(sizes) - 1 + PRIOR_SEGMENTS if len(sizes) > 1 else np.inf
    share = np.asarray(counts.sum(axis=0)).ravel() / sizes.sum()
    return wilson_interval(share, sizes.sum() / factor, stats.t.ppf(0.5 + level / 2, freedom))


def split_ngrams(terms: pd.DataFrame, *, size: int = 2) -> pd.DataFrame:
    """Runs of `size` neighbouring terms, as a terms table of their own: every function on terms works on it.

    A run stays within one block and one voice. Join names and take n-grams before stop terms are dropped, or words
    that never stood together will look like neighbours.

    Every voice stays, with its column, as in `split_terms`: whose runs are counted is said to what counts them.

    Returns one row a run: the columns of `split_terms` (segment, segment_terms as they were); term = the terms joined
    by a blank, end = that of the last. Errors: a size below 1.
    """
    terms = fill_terms(terms, "split_ngrams")
    if size < 1:
        raise AnalysisError(f"An n-gram needs a size of 1 or more; {size} was asked for.")
    last = terms.shift(-(size - 1))
    same = np.logical_and.reduce([last[c].to_numpy() == terms[c].to_numpy() for c in ("document", "block", "voice")])
    words = terms["term"].to_numpy(dtype=object)
    runs = terms[same].reset_index(drop=True)
    at = np.flatnonzero(same)
    joined = [" ".join(words[row : row + size]) for row in at]
    return runs.assign(term=joined, end=last["end"].to_numpy()[at].astype(terms["end"].dtype))


def find_positions(
    terms: pd.DataFrame, wanted: Query | Sequence[Query], *, voice: str | None = "author"
) -> pd.DataFrame:
    """Where each wanted term stands: the rows of a barcode.

    Parameters: `wanted`: queries (words, phrases, `commun*`, `red|white`, compiled patterns; see `concordance`);
    `voice`: whose uses count, the author's if nothing is said (`None` = all). The place is that in the whole text, so
    it does not hang on the voice.
    Returns one row an occurrence in reading order: term (the query), document, position (0–1 of the document's terms in
    this table, all voices), start, voice. Errors: a term that occurs nowhere in that voice.
    """
    terms = fill_terms(terms, "find_positions")
    wanted = [wanted] if isinstance(wanted, (str, re.Pattern)) else list(wanted)
    place = (terms.groupby("document", sort=False).cumcount() + 0.5).to_numpy()
    size = terms.groupby("document", sort=False)["term"].transform("size").to_numpy()
    placed = terms[["document", "start", "voice"]].assign(position=place / size).reset_index(drop=True)
    found, spoken = [], in_voice(terms, voice)
    for query, (rows, _) in zip(wanted, match_queries(terms, wanted), strict=True):
        hits = placed.iloc[rows[spoken[rows]]]
        if not len(hits):
            raise missing_term(query, voice)
        found.append(hits.assign(term=query if isinstance(query, str) else query.pattern))
    columns = ["term", "document", "position", "start", "voice"]
    table = pd.concat(found).sort_index(kind="stable") if found else placed.iloc[:0].assign(term="")
    return table[columns].reset_index(drop=True)
