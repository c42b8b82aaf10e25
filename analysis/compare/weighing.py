"""Each term weighed on several segment lengths and with each passage left out, so that no verdict hangs on one of them.

The length of a segment is nobody's finding. So drift is taken as the mean of five lengths, and the rule of
`analysis.evidence.verdicts` is asked on each of them and on copies of the texts that lack a tenth of one side each.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.errors import TooLittleTextError
from analysis.evidence import (
    LEVEL,
    benjamini_hochberg,
    difference_strength,
    shuffle_p,
    side_factors,
    stands,
    stretch_factors,
    works_apart,
)
from analysis.evidence.intervals import PRIOR_SEGMENTS, Counts, spread_by_term
from analysis.evidence.shuffles import SHUFFLES
from analysis.terms import TermMatrix, count_units, split_segments, term_kinds

LENGTHS = (100, 125, 150, 175, 200)  # words a segment on which a verdict must hold
COPIES = 20  # copies of the texts, each without another tenth of one side
DOCUMENTS = 5  # a side at least, where documents are the units


@dataclass(frozen=True)
class Cut:
    """Both sides in segments of one length: counts (segments × terms), and those of all words where terms are families.

    `kinds` and `word_kinds` say of the columns whether they are subject, grammar or name.
    """

    counts: Counts
    sizes: np.ndarray
    side: np.ndarray
    documents: np.ndarray
    kinds: np.ndarray
    words: Counts
    word_kinds: np.ndarray

    def factors(self) -> np.ndarray:
        """How much each term drifts: target, reference × terms."""
        each = stretch_factors(self.counts, self.sizes, self.documents, self.kinds)
        return side_factors(each, self.sizes, self.side, self.documents)

    def apart(self, kept: np.ndarray | slice = slice(None)) -> float:
        """`works_apart` of all words, in all segments or in those that are kept."""
        return works_apart(
            self.words[kept], self.sizes[kept], self.side[kept], self.documents[kept], kinds=self.word_kinds
        )


@dataclass(frozen=True)
class Weighed:
    """What is known of each tested term; `factors` of all terms (target, reference), for their intervals."""

    factors: np.ndarray
    p: np.ndarray
    evidence: np.ndarray
    lengths: np.ndarray
    holds: np.ndarray


def cut_terms(terms: pd.DataFrame, target: list, length: int | None = None, *, like: Cut | None = None) -> Cut:
    """The terms of both sides in segments of this length, or as they are.

    `term_before` tells the words that were put under families; `like`, a cut of the same terms, the kinds of words.
    """
    terms = terms if length is None else split_segments(terms, segment_terms=length)
    told = terms.assign(term=terms["term_before"]) if "term_before" in terms else terms
    matrix = count_units(terms)
    words = matrix if told is terms else count_units(told)
    kinds = term_kinds(terms, matrix.terms) if like is None else like.kinds
    word_kinds = kinds if told is terms else term_kinds(told, words.terms) if like is None else like.word_kinds
    sizes, documents = matrix.rows["n"].to_numpy(dtype=float), matrix.rows["document"].to_numpy()
    return Cut(matrix.counts, sizes, np.isin(documents, target), documents, kinds, words.counts, word_kinds)


def cut_lengths(terms: pd.DataFrame, target: list, like: Cut | None = None) -> list[Cut]:
    """The terms of both sides in segments of each of the five lengths."""
    like = cut_terms(terms, target) if like is None else like
    return [cut_terms(terms, target, length, like=like) for length in LENGTHS]


def company(terms: pd.DataFrame, target: list) -> float:
    """`works_apart` of all words of both sides, as the mean of the five lengths; 0 is the mark."""
    return float(np.mean([cut.apart() for cut in cut_lengths(terms, target)]))


def weigh_terms(asked: Cut, cuts: list[Cut], tested: np.ndarray, seed: int) -> Weighed:
    """Terms weighed with segments as units.

    Parameters
    ----------
    asked : Cut
        In the segments that p is asked of.
    cuts : list of Cut
        The same terms in segments of other lengths, on which the verdict must hold too.
    tested : array of bool
        The columns that are tested.
    seed : int
        Of the deals.
    """
    each = [cut.factors() for cut in cuts]
    factors, apart = np.exp(np.mean(np.log(each), axis=0)), [cut.apart() for cut in cuts]
    strength, p = _strength(asked, tested, factors), _deal(asked, tested, seed)
    q = benjamini_hochberg(p)
    holds, lengths = stands(q, strength["likely"], float(np.mean(apart))), np.zeros(len(p))
    if holds.any():  # the rest could only take a verdict away
        columns, limit = tested.copy(), p[q <= LEVEL].max()  # the p that q asks for
        columns[tested] = holds
        for cut, own, odds in zip(cuts, each, apart, strict=True):
            likely = _strength(cut, tested, own)["likely"].to_numpy()[holds]
            small = _deal(cut, columns, seed, shuffles=SHUFFLES) <= limit
            lengths[holds] += stands(np.where(small, 0.0, 1.0), likely, odds)
        always = np.ones(len(p), dtype=bool)
        for kept in _leave_out(cuts[0].side):
            likely = _strength(cuts[0], tested, factors, kept)["likely"]
            always &= stands(np.zeros(len(p)), likely, cuts[0].apart(kept))
        holds &= (lengths == len(cuts)) & always
    return Weighed(factors, p, strength["evidence"].to_numpy(), lengths, holds)


def _strength(cut: Cut, tested, factors, kept=slice(None)) -> pd.DataFrame:
    options = {"kinds": cut.kinds[tested], "factors": factors[:, tested]}
    return difference_strength(cut.counts[kept][:, tested], cut.sizes[kept], cut.side[kept], **options)


def _deal(cut: Cut, tested, seed, shuffles: int | None = None) -> np.ndarray:
    counts = cut.counts[:, tested]
    dense = counts if isinstance(counts, np.ndarray) else counts.toarray()
    return shuffle_p(dense, cut.sizes, cut.side, shuffles=shuffles, seed=seed) if tested.any() else np.array([])


def _leave_out(side: np.ndarray) -> Iterator[np.ndarray]:
    """The rows that are kept in each copy: all but a run of neighbours of one side."""
    for one in (True, False):
        rows = np.flatnonzero(side == one)
        for left_out in np.array_split(rows, min(COPIES // 2, len(rows))):
            if len(left_out) + 2 <= len(rows):
                yield np.setdiff1d(np.arange(len(side)), left_out)


def weigh_documents(matrix: TermMatrix, side: np.ndarray, kinds: np.ndarray, tested: np.ndarray, seed: int) -> Weighed:
    """Terms of two groups weighed with documents as units: what varies from one to another is seen, not inferred.

    Raises
    ------
    TooLittleTextError
        For a side with fewer than five documents.
    """
    if min(side.sum(), (~side).sum()) < DOCUMENTS:
        raise TooLittleTextError(
            f"Documents are the units of evidence where each side has {DOCUMENTS} of them; here they are "
            f'{side.sum()} and {(~side).sum()}. Compare with unit="segment".'
        )
    sizes, documents = matrix.rows["n"].to_numpy(dtype=float), matrix.rows["document"].to_numpy()
    cut = Cut(matrix.counts, sizes, side, documents, kinds, matrix.counts, kinds)
    spread, freedom = spread_by_term(matrix.counts, sizes, side)
    sums = [np.bincount(kinds, weights=values, minlength=3) for values in (spread, freedom)]
    usual = (sums[0] / np.maximum(sums[1], 1))[kinds]
    factors = np.tile(np.maximum((spread + PRIOR_SEGMENTS * usual) / (freedom + PRIOR_SEGMENTS), 1.0), (2, 1))
    p, strength = _deal(cut, tested, seed), _strength(cut, tested, factors)
    holds = stands(benjamini_hochberg(p), strength["likely"], 0.0)
    for kept in _leave_out(side):
        holds &= stands(np.zeros(len(p)), _strength(cut, tested, factors, kept)["likely"], 0.0)
    return Weighed(factors, p, strength["evidence"].to_numpy(), np.full(tested.sum(), np.nan), holds)
