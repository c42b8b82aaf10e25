"""The company a word keeps: what stands near it, in one document or in two side by side."""

from typing import Any

import numpy as np
import pandas as pd

from analysis.compare import measures
from analysis.compare.sides import target_rows
from analysis.door import checked
from analysis.evidence import FLOOR, judge, nullable, shuffle_p
from analysis.metadata import Documents
from analysis.terms import Voice, fill_terms, in_voice, match_query, missing_term, spoken_terms
from analysis.terms.queries import Query

SPAN = 5  # terms on either side of the node
LEAST = 3  # joint occurrences below which a collocate is left out: two are a coincidence


@checked
def find_collocates(
    terms: pd.DataFrame, node: Query, *, voice: Voice = "author", span: int = SPAN, least: int = LEAST
) -> pd.DataFrame:
    """Words that stand near the node more often than their frequency leads one to expect.

    Read `log_dice` first: at most 14, 7 and more is close company, and it does not depend on the size of the text. MI
    favours the rare, t the frequent. A window stops at the borders of its block, and a place that lies within reach of
    two nodes counts once.

    Parameters
    ----------
    terms : DataFrame
        A terms table (`split_terms`, or your own: see `fill_terms`).
    node : str or re.Pattern
        A word, a phrase or any other query (see `concordance`).
    voice : {"author", "quoted", None}
        Whose words count; None for all.
    span : int
        Terms on either side of the node, in the text: other voices' words are counted in it.
    least : int
        Joint occurrences at least.

    Returns
    -------
    DataFrame
        One row a document and collocate, documents by name, the closest collocate first:
        document, collocate : the text, and the word near the node
        n : joint occurrences
        n_node, n_collocate : occurrences of either
        expected : words in the windows × share of the collocate elsewhere and here (the window span is in it)
        log_dice : closeness, at most 14
        mi : log2 of n / expected
        t : (n - expected) / √n
        g2 : four cells, words as independent draws: for comparison with other tools

    Raises
    ------
    UnknownTermError
        For a node that does not occur in that voice.

    References
    ----------
    Rychlý 2008; Church and Hanks 1990; Church et al. 1991; Dunning 1993.
    """
    terms = _mark_windows(fill_terms(terms, "find_collocates"), node, voice, span)
    table = _score_windows(terms)
    table = table[(table["n"] >= least) & (table["n"] > table["expected"])]
    return table.sort_values(["document", "log_dice", "collocate"], ascending=[True, False, True], ignore_index=True)


def _mark_windows(terms: pd.DataFrame, node: Query, voice: str | None, span: int) -> pd.DataFrame:
    """The terms of a voice with two columns more: hit (the node begins here), near (within its window)."""
    spoken = in_voice(terms, voice)
    hits, near = near_node(terms, node, span=span, spoken=spoken)
    if not hits.any():
        raise missing_term(node, voice)
    return terms.assign(hit=hits, near=near & spoken)


def near_node(
    terms: pd.DataFrame, node: Query, *, span: int = SPAN, spoken: np.ndarray | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Where the node begins, and which rows stand within `span` terms of one in its block (its own places apart).

    `spoken`: rows at which a node counts (left out: all).
    """
    rows, lengths = match_query(terms, node)
    kept = slice(None) if spoken is None else spoken[rows]
    rows, lengths = rows[kept], lengths[kept]
    hits, own, near = np.zeros((3, len(terms)), dtype=bool)
    hits[rows] = True
    for shift in range(lengths.max(initial=0)):
        own[rows[lengths > shift] + shift] = True
    documents, blocks = terms["document"].to_numpy(), terms["block"].to_numpy()
    longest = int(terms.groupby(["document", "block"], sort=False).size().max()) if len(terms) else 0
    for shift in range(1, min(span, longest) + 1):
        for edge, places in ((rows, rows - shift), (rows, rows + lengths - 1 + shift)):
            inside = (places >= 0) & (places < len(terms))
            edge, places = edge[inside], places[inside]
            near[places[(documents[places] == documents[edge]) & (blocks[places] == blocks[edge])]] = True
    return hits, near & ~own


def _score_windows(terms: pd.DataFrame) -> pd.DataFrame:
    """Every document and term that stands in a window there, with its measures."""
    documents, names = pd.factorize(terms["document"])
    codes, words = pd.factorize(terms["term"])
    pairs, pair = np.unique(documents * len(words) + codes, return_inverse=True)
    joint, totals = np.bincount(pair, weights=terms["near"]), np.bincount(pair).astype(float)
    document, word = np.divmod(pairs[joint > 0], len(words))
    n, totals = joint[joint > 0], totals[joint > 0]
    nodes, windows = (np.bincount(documents, weights=terms[column])[document] for column in ("hit", "near"))
    size = np.bincount(documents)[document].astype(float)
    expected = totals * windows / size
    return pd.DataFrame(
        {
            "document": np.asarray(names, dtype=object)[document],
            "collocate": np.asarray(words, dtype=object)[word],
            "n": n.astype(np.int64),
            "n_node": nodes.astype(np.int64),
            "n_collocate": totals.astype(np.int64),
            "expected": expected,
            "log_dice": 14 + np.log2(2 * n / (nodes + totals)),
            "mi": np.log2(n / expected),
            "t": (n - expected) / np.sqrt(n),
            "g2": measures.g2(n, totals - n, windows, np.maximum(size - windows, 1)),
        }
    )


@checked
def compare_collocates(
    terms: pd.DataFrame,
    node: Query,
    *,
    target: Documents,
    reference: Documents | None = None,
    voice: Voice = "author",
    span: int = SPAN,
    least: int = LEAST,
    seed: int = 0,
) -> pd.DataFrame:
    """One node's company on two sides: is the same word kept in different company?

    Read `difference` first. The question is asked of the windows alone: of all words near the node, what share is this
    collocate, here and there? p re-deals the segments in which the node occurs, so that one lively passage is not taken
    for a habit.

    Parameters
    ----------
    terms : DataFrame
        A terms table (`split_terms`, or your own: see `fill_terms`).
    node : str or re.Pattern
        A word, a phrase or any other query (see `concordance`).
    target, reference : str, iterable of str, or rule
        A document, several, or what is told of them (`{"party": "x"}`); all others if `reference` is left out.
    voice : {"author", "quoted", None}
        Whose words count; None for all.
    span : int
        Terms on either side of the node.
    least : int
        Joint occurrences at least, on one side.
    seed : int
        Of the deals behind p.

    Returns
    -------
    DataFrame
        One row a collocate, the largest difference first:
        collocate : the word near the node
        n_target, n_reference : joint occurrences
        windows_target, windows_reference : words near the node
        log_dice_target, log_dice_reference : closeness, at most 14; <NA> where it never joins the node
        difference : of the two, an absent one counted as half a joint occurrence
        p, q : 0-1; <NA> for collocates seen fewer than 8 times near the node on both sides together
        verdict : at most `fragile`: a node's company in so short texts supports nothing by itself

    Raises
    ------
    AnalysisError
        For a node that does not occur in that voice (UnknownTermError); else as `compare_terms`.

    References
    ----------
    After Wiegand et al. 2017, with segments in place of single words.
    """
    terms = _mark_windows(fill_terms(terms, "compare_collocates"), node, voice, span)
    side, terms = target_rows(spoken_terms(terms, voice), target=target, reference=reference)
    hits, near = terms["hit"].to_numpy(), terms["near"].to_numpy()
    table = _side_by_side(terms, side, hits, near)
    table = table[table[["n_target", "n_reference"]].max(axis=1) >= least].reset_index(drop=True)
    tested = (table["n_target"] + table["n_reference"] >= FLOOR).to_numpy()
    p = np.full(len(table), np.nan)
    if tested.any():
        p[tested] = _re_deal(terms[near], side[near], table["collocate"][tested], seed)
    table = table.assign(**judge(p, holds=False))
    order = np.lexsort((table["collocate"], -np.abs(table["difference"])))
    return table.iloc[order].reset_index(drop=True)


def _re_deal(words: pd.DataFrame, side: np.ndarray, collocates: pd.Series, seed: int) -> np.ndarray:
    """p of each collocate when the segments that hold windows are dealt anew; NaN with fewer than two on a side."""
    place = words.groupby(["document", "segment"], sort=False).ngroup().to_numpy()
    columns, sizes = pd.Index(collocates).get_indexer(words["term"]), np.bincount(place)
    counts = np.zeros((len(sizes), len(collocates)))
    np.add.at(counts, (place[columns >= 0], columns[columns >= 0]), 1)
    inside = pd.Series(side).groupby(place).first().to_numpy()
    if min(inside.sum(), (~inside).sum()) < 2:
        return np.full(len(collocates), np.nan)
    return shuffle_p(counts, sizes, inside, seed=seed)


def _side_by_side(terms, side, hits, near) -> pd.DataFrame:
    columns: dict[str, Any] = {}
    dice = {}
    collocates = pd.Index(terms["term"][near].unique())
    for name, mask in (("target", side), ("reference", ~side)):
        joint = terms["term"][near & mask].value_counts().reindex(collocates, fill_value=0).to_numpy()
        totals = terms["term"][mask].value_counts().reindex(collocates, fill_value=0).to_numpy(dtype=float)
        columns |= {f"n_{name}": joint, f"windows_{name}": int((near & mask).sum())}
        floor = np.where(joint > 0, joint, 0.5)
        dice[name] = 14 + np.log2(2 * floor / np.maximum((hits & mask).sum() + totals, 1))
        columns[f"log_dice_{name}"] = nullable(np.where(joint > 0, dice[name], np.nan))
    table = pd.DataFrame({"collocate": collocates.to_numpy(dtype=object), **columns})
    order = ["collocate", "n_target", "n_reference", "windows_target", "windows_reference"]
    order += ["log_dice_target", "log_dice_reference"]
    return table[order].assign(difference=dice["target"] - dice["reference"])
