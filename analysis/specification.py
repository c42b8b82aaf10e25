"""One word's difference under every defensible way of counting: what hangs on the counting, and what does not."""

from collections.abc import Callable
from itertools import product

import numpy as np
import pandas as pd

from analysis.errors import UnknownTermError
from analysis.evidence import log_ratio_intervals, nullable, shuffle_p
from analysis.lemmas import lemmatise
from analysis.reading.corpus import BODY_KINDS, Corpus
from analysis.segments import cut_segments
from analysis.sides import two_sides
from analysis.terms import query_pattern, split_terms, stop_terms

SEGMENT_LENGTHS = (100, 150, 250)
CHOICES = ["names", "lemma", "voice", "stop_terms", "segment_terms"]


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
