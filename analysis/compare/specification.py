"""One word's difference under every defensible way of counting: what hangs on the counting, and what does not."""

from collections.abc import Callable
from itertools import product

import numpy as np
import pandas as pd

from analysis.compare.sides import name_sides, target_rows
from analysis.corpus import BODY_KINDS, Corpus
from analysis.door import checked
from analysis.errors import AnalysisError, check_kind
from analysis.evidence import FLOOR, log_ratio, log_ratio_intervals, nullable, shuffle_p
from analysis.metadata import Documents
from analysis.terms import GENITIVE, match_query, missing_term, read_stop_terms, split_terms
from analysis.terms.queries import Query
from analysis.terms.rule import GRAMMAR, SUBJECT, lemmatise
from analysis.terms.segments import cut_segments

SEGMENT_LENGTHS = (100, 150, 250)
CHOICES = ["names", "lemma", "genitive", "voice", "stop_terms", "segment_terms"]


@checked
def compare_specifications(
    corpus: Corpus,
    query: Query | Callable[[pd.DataFrame], pd.Series],
    *,
    target: Documents,
    reference: Documents | None = None,
    mistakes: bool = True,
    seed: int = 0,
) -> pd.DataFrame:
    """One word's difference under every defensible way of counting, and under one mistake, shown apart.

    Read the range of `log_ratio`, not the share of "successes": the choices overlap, so this is no vote. A difference
    that lives under some choices only is a difference of those choices. The mistake is to count the notes as if they
    were the author's running text.

    Parameters
    ----------
    corpus : Corpus
        As `read_corpus` gives it.
    query : str, re.Pattern or function
        A query (see `concordance`), or a function from a terms table to a boolean column (for a family).
    target, reference : str, iterable of str, or rule
        A document, several, or what is told of them (`{"party": "x"}`); all others if `reference` is left out.
    mistakes : bool
        Whether the mistake is shown too.
    seed : int
        Of the deals behind p.

    Returns
    -------
    DataFrame
        One row a choice, the defensible first, by log ratio:
        kind : `defensible` or `error`
        names : whether names are joined
        lemma : whether forms are put under their dictionary form
        genitive : `split` from the word or `kept` on it, so that only `stalin*` finds it
        voice : `author` or `all`
        stop_terms : `counted` in the denominators or `left out`
        segment_terms : terms a segment
        n_target, n_reference : occurrences on either side
        log_ratio : base 2; <NA> where the word is absent or a side has no words
        low, high : its interval for the two works; <NA> as log_ratio, and with one segment a side
        p : segments re-dealt, 0-1; <NA> as log_ratio

    Raises
    ------
    AnalysisError
        For a word that occurs under no choice (UnknownTermError), and for a query of another kind.

    References
    ----------
    Simonsohn, Simmons and Nelson 2020.
    """
    check_kind("compare_specifications", corpus, "Corpus")
    rows, sides = [], name_sides(corpus.documents, target, reference)
    kind_of = GRAMMAR if isinstance(query, str) and query.casefold() in read_stop_terms() else SUBJECT
    for *how, terms in _countings(corpus, query):
        for kind, whole in (("defensible", terms[~terms["noted"]]), ("error", terms))[: 1 + mistakes]:
            for voice, stops in product(("author", "all"), (True, False)):
                chosen = whole if voice == "all" else whole[whole["voice"] == voice]
                chosen = chosen if stops else chosen[~chosen["stop"]]
                for length in SEGMENT_LENGTHS:
                    choice = (kind, *how, voice, "counted" if stops else "left out", length)
                    rows.append((*choice, *_one_word(chosen, sides, length, kind_of, seed)))
    columns = ["kind", *CHOICES, "n_target", "n_reference", "log_ratio", "low", "high", "p"]
    table = pd.DataFrame(rows, columns=columns)
    table = table.assign(**{name: nullable(table[name]) for name in ("log_ratio", "low", "high", "p")})
    return table.sort_values(["kind", "log_ratio"], ignore_index=True, kind="stable")


def _countings(corpus: Corpus, query) -> list[tuple]:
    """(names, lemma, genitive, terms) for every way of splitting; terms: document, block, voice, noted, stop, hit."""
    kinds, found = corpus.blocks.set_index(["document", "block"])["kind"], []
    for names in (False, True):
        plain = split_terms(corpus, names=names, kinds=(*BODY_KINDS, "note"))
        noted = kinds.loc[pd.MultiIndex.from_frame(plain[["document", "block"]])].to_numpy() == "note"
        owned = has_genitive(corpus, plain)
        for lemma, kept in product((False, True), (False, True)):
            words = (lemmatise(plain["term"]) if lemma else plain["term"]).astype("str")
            terms = plain.assign(term=words.where(~owned, words + "'s") if kept else words)
            hit, stop = _hits(terms, query), terms["term"].isin(read_stop_terms()).to_numpy()
            terms = terms[["document", "block", "voice"]].assign(noted=noted, stop=stop & ~hit, hit=hit)
            found.append((names, lemma, "kept" if kept else "split", terms))
    if not any(terms["hit"].any() for *_, terms in found):
        raise missing_term(query)
    return found


def has_genitive(corpus: Corpus, terms: pd.DataFrame) -> np.ndarray:
    """Which rows of a terms table stand before an `'s` that the split took off: a boolean array."""
    texts = {name: corpus[name].text for name in terms["document"].unique()}
    after = [texts[name][end : end + 2] for name, end in zip(terms["document"], terms["end"], strict=True)]
    return pd.Series(after, dtype=object).isin(GENITIVE).to_numpy()


def moved_by_genitive(
    corpus: Corpus, terms: pd.DataFrame, *, target: Documents, reference: Documents | None = None
) -> pd.Series:
    """How far each word's log ratio (base 2, without sign) moves when the genitive 's is kept on it, not split off.

    Returns
    -------
    Series
        One number a term used eight times or more, by term.
    """
    inside, terms = target_rows(terms, target=target, reference=reference)
    owned = has_genitive(corpus, terms)
    sizes = max(inside.sum(), 1), max((~inside).sum(), 1)
    counts = pd.crosstab(terms["term"], [inside, owned]).reindex(
        columns=pd.MultiIndex.from_product([[True, False]] * 2), fill_value=0
    )
    bare = log_ratio(counts[True, False], counts[False, False], *sizes)
    whole = log_ratio(counts[True, False] + counts[True, True], counts[False, False] + counts[False, True], *sizes)
    moved = np.abs(whole - bare)
    return pd.Series(moved, index=counts.index)[counts.sum(axis=1) >= FLOOR]


def _hits(terms: pd.DataFrame, query) -> np.ndarray:
    if callable(query):
        answer = pd.Series(query(terms), dtype="boolean").fillna(False).to_numpy(dtype=bool)
        if len(answer) != len(terms):
            raise AnalysisError(f"The function answers {len(answer)} rows for {len(terms)}; give one yes or no a row.")
        return answer
    hits = np.zeros(len(terms), dtype=bool)
    hits[match_query(terms, query)[0]] = True  # a joined name is one term, a phrase a run of terms
    return hits


def _one_word(terms: pd.DataFrame, sides: tuple[list, list], length: int, kind_of: int, seed: int) -> tuple:
    documents, segments = terms["document"].to_numpy(), cut_segments(terms["document"], terms["block"], target=length)
    borders = np.r_[True, (documents[1:] != documents[:-1]) | (segments[1:] != segments[:-1])]
    row, owner = np.cumsum(borders) - 1, documents[borders]
    compared = np.isin(owner, [*sides[0], *sides[1]])
    sizes, side = np.bincount(row)[compared].astype(float), np.isin(owner, sides[0])[compared]
    counts = np.bincount(row, weights=terms["hit"])[compared][:, None]
    if not counts.any() or side.all() or not side.any():
        return int(counts[side].sum()), int(counts[~side].sum()), *[np.nan] * 4
    ratio = log_ratio_intervals(counts, sizes, side, kinds=[kind_of]).astype(float).iloc[0]
    p = shuffle_p(counts, sizes, side, shuffles=2_000, seed=seed)[0]
    return int(counts[side].sum()), int(counts[~side].sum()), ratio["log_ratio"], ratio["low"], ratio["high"], p
