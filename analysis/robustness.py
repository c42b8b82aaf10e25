"""Does a difference survive a second look: halves of one text, one passage left out, other defensible choices."""

from collections.abc import Callable
from itertools import product

import numpy as np
import pandas as pd

from analysis import measures
from analysis.errors import TooLittleTextError, UnknownTermError
from analysis.evidence import (
    FLOOR,
    benjamini_hochberg,
    difference_strength,
    leave_one_out,
    log_ratio_intervals,
    nullable,
    shuffle_p,
    stands,
)
from analysis.lemmas import lemmatise
from analysis.reading.corpus import BODY_KINDS, Corpus
from analysis.segments import cut_segments
from analysis.sides import two_sides
from analysis.terms import query_pattern, split_terms, stop_terms

SEGMENT_LENGTHS = (100, 150, 250)
CHOICES = ["names", "lemma", "voice", "stop_terms", "segment_terms"]


def split_halves(
    terms: pd.DataFrame, *, target, reference=None, voice: str | None = "author", seed: int = 0
) -> pd.DataFrame:
    """Each side against itself, beside one against the other: the yardstick for every count of differences.

    Each side is cut in the middle; all six pairs of the four halves are compared by the same rules. If the halves of
    one text differ in as many words as the two texts do, the two texts do not differ.

    Returns one row a pair: first, second (such as "paper 1"), kind (`within` or `between`), words_first, words_second,
    tested (terms seen 8 times or more), fragile (p at most .05), supported, largest_g2, divergence (Jensen-Shannon,
    bits). Errors: fewer than four segments a side. Source: split-half comparison after Kilgarriff 2001.
    """
    matrix, side = two_sides(terms, target=target, reference=reference, voice=voice)
    if min(side.sum(), (~side).sum()) < 4:
        raise TooLittleTextError("Halves need four segments a side at least; cut shorter segments or take more text.")
    sizes, halves = matrix.rows["n"].to_numpy(dtype=float), {}
    for name, mask in (("target", side), ("reference", ~side)):
        rows = np.flatnonzero(mask)
        middle = int(np.searchsorted(np.cumsum(sizes[rows]), sizes[rows].sum() / 2)) + 1
        label = "+".join(map(str, matrix.rows["document"].iloc[rows].unique()))
        halves |= {(name, f"{label} 1"): rows[:middle], (name, f"{label} 2"): rows[middle:]}
    grammar, places, table = np.isin(matrix.terms, list(stop_terms())), list(halves), []
    for i, one in enumerate(places):
        for two in places[i + 1 :]:
            rows = np.concatenate([halves[one], halves[two]])
            inside = np.arange(len(rows)) < len(halves[one])
            kind = "within" if one[0] == two[0] else "between"
            found = _count_differences(matrix.counts[rows].toarray(), sizes[rows], inside, grammar, seed)
            table.append((one[1], two[1], kind, *found))
    columns = ["first", "second", "kind", "words_first", "words_second", "tested", "fragile", "supported"]
    return pd.DataFrame(table, columns=[*columns, "largest_g2", "divergence"])


def _count_differences(counts, sizes, side, grammar, seed) -> tuple:
    a, b = counts[side].sum(axis=0), counts[~side].sum(axis=0)
    family = np.flatnonzero(a + b >= FLOOR)
    words, part = (sizes[side].sum(), sizes[~side].sum()), counts[:, family]
    p = shuffle_p(part, sizes, side, seed=seed) if len(family) else np.array([])
    at_least = difference_strength(part, sizes, side, function_words=grammar[family])["at_least"]
    g2 = measures.g2(a[family], b[family], *words)
    return (*map(int, words), len(family), int((p <= 0.05).sum()), int(stands(benjamini_hochberg(p), at_least).sum()),
            float(g2.max(initial=0.0)), float(measures.divergence_shift(a, b).sum()))  # fmt: skip


def leave_segments_out(
    terms: pd.DataFrame, *, target, reference=None, voice: str | None = "author", least: int = FLOOR
) -> pd.DataFrame:
    """How far each term's log ratio moves when one segment, whichever, is left out.

    Returns one row a term with a pooled count of at least `least`, the least steady first: term, n_target,
    n_reference, log_ratio, lowest, highest, document, segment (whose absence brings the ratio nearest to nothing, or
    past it), one_passage (that absence turns the sign or undoes the ratio).
    """
    matrix, side = two_sides(terms, target=target, reference=reference, voice=voice)
    counts = matrix.counts.toarray()
    kept = np.flatnonzero(counts.sum(axis=0) >= least)
    table = leave_one_out(counts[:, kept], matrix.rows["n"].to_numpy(), side)
    row = np.where(table["log_ratio"] >= 0, table["at_lowest"], table["at_highest"])
    table = table.assign(
        term=np.asarray(matrix.terms, dtype=object)[kept],
        n_target=counts[side][:, kept].sum(axis=0),
        n_reference=counts[~side][:, kept].sum(axis=0),
        document=matrix.rows["document"].to_numpy()[row],
        segment=matrix.rows["segment"].to_numpy()[row],
    )
    nearest = np.where(table["log_ratio"] >= 0, table["lowest"], -table["highest"])
    columns = [
        "term",
        "n_target",
        "n_reference",
        "log_ratio",
        "lowest",
        "highest",
        "document",
        "segment",
        "one_passage",
    ]
    return table.iloc[np.lexsort((table["term"], nearest))].reset_index(drop=True)[columns]


def specification_curve(
    corpus: Corpus,
    query: str | Callable[[pd.DataFrame], pd.Series],
    *,
    target,
    reference=None,
    seed: int = 0,
) -> pd.DataFrame:
    """One word's difference under every defensible way of counting, and under one mistake, shown apart.

    Read the range, not the share of "successes": the choices overlap, so this is no vote. A difference that lives
    under some choices only is a difference of those choices. The mistake (kind `error`) is to count the notes as if
    they were the author's running text.

    Parameters: `query`: a word with `*`, or a function from a terms table to a boolean column (for a family).
    Returns one row a choice, by log ratio: kind (`defensible` or `error`), names (joined or not), lemma, voice
    (`author` or `all`), stop_terms (in the denominators or `left out`), segment_terms, n_target, n_reference,
    log_ratio, low, high (passage interval), p (segments re-dealt); these four are <NA> where the word is absent.
    Errors: a word that occurs under no choice. Source: Simonsohn, Simmons and Nelson 2020.
    """
    rows = []
    for names, lemma, marked, noted in _countings(corpus, query):
        for kind, whole in (("defensible", marked[~noted]), ("error", marked)):
            for voice, stops, length in product(("author", "all"), (True, False), SEGMENT_LENGTHS):
                chosen = whole if voice == "all" else whole[whole["voice"] == voice]
                chosen = chosen if stops else chosen[chosen["term"] != "stop"]
                choice = (kind, names, lemma, voice, "counted" if stops else "left out", length)
                rows.append((*choice, *_one_word(chosen, target, reference, length, seed)))
    columns = ["kind", *CHOICES, "n_target", "n_reference", "log_ratio", "low", "high", "p"]
    table = pd.DataFrame(rows, columns=columns)
    table = table.assign(**{name: nullable(table[name]) for name in ("log_ratio", "low", "high", "p")})
    return table.sort_values(["kind", "log_ratio"], ignore_index=True, kind="stable")


def _countings(corpus: Corpus, query) -> list[tuple]:
    """(names, lemma, terms marked "x", "stop" or "", which rows are notes) for every way of splitting."""
    kinds, found = corpus.blocks.set_index(["document", "block"])["kind"], []
    for names in (False, True):
        plain = split_terms(corpus, names=names, kinds=(*BODY_KINDS, "note"))
        noted = kinds.loc[pd.MultiIndex.from_frame(plain[["document", "block"]])].to_numpy() == "note"
        for lemma in (False, True):
            terms = plain.assign(term=lemmatise(plain["term"])) if lemma else plain
            marks = np.where(_hits(terms, query), "x", np.where(terms["term"].isin(stop_terms()), "stop", ""))
            found.append((names, lemma, terms.assign(term=marks), noted))
    if not any((marked["term"] == "x").any() for _, _, marked, _ in found):
        raise UnknownTermError(f"The term {query!r} occurs under no choice. Terms are in small letters, without 's.")
    return found


def _hits(terms: pd.DataFrame, query) -> np.ndarray:
    if callable(query):
        return np.asarray(query(terms), dtype=bool)
    pattern = query_pattern(query)
    return terms["term"].map({term: bool(pattern.fullmatch(term)) for term in terms["term"].unique()}).to_numpy()


def _one_word(marked: pd.DataFrame, target, reference, length: int, seed: int) -> tuple:
    table = marked.assign(segment=cut_segments(marked["document"], marked["block"], target=length))
    table["term"] = np.where(table["term"] == "x", "x", "")
    matrix, side = two_sides(table, target=target, reference=reference, voice=None)
    sizes = matrix.rows["n"].to_numpy(dtype=float)
    counts = matrix.counts.toarray() if len(matrix.terms) else np.zeros((len(sizes), 1))
    if not counts.any():
        return 0, 0, np.nan, np.nan, np.nan, np.nan
    ratio = log_ratio_intervals(counts, sizes, side).astype(float).iloc[0]
    p = shuffle_p(counts, sizes, side, shuffles=2_000, seed=seed)[0]
    return int(counts[side].sum()), int(counts[~side].sum()), ratio["log_ratio"], ratio["low"], ratio["high"], p
