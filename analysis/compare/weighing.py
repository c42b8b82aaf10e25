"""Each term weighed on several segment lengths and with each passage left out, so that no verdict hangs on one of them.

The length of a segment is nobody's finding. So drift is taken as the mean of five lengths, and the rule of
`analysis.evidence.verdicts` is asked on each of them and on copies of the texts that lack a tenth of one side each.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np
import pandas as pd

from analysis.compare.sides import side_terms
from analysis.evidence import (
    LEVEL,
    benjamini_hochberg,
    difference_strength,
    document_factors,
    shuffle_p,
    side_factors,
    stands,
    stretch_factors,
    works_apart,
)
from analysis.evidence.intervals import Counts
from analysis.evidence.shuffles import MOST, SHUFFLES
from analysis.metadata import Documents
from analysis.parallel import apply_each
from analysis.terms import Voice, count_units, fill_terms, split_segments, term_kinds
from analysis.terms.matrix import count_codes, number_terms
from analysis.terms.segments import cut_segments

LENGTHS = (100, 125, 150, 175, 200)  # words a segment on which a verdict must hold
COPIES = 20  # copies of the texts, each without another tenth of one side
MOST_DOCUMENTS = 400_000  # deals of documents: enough for the smallest q of a family of ten thousand
COPY_DEALS = 2_000  # enough to tell a p of .05


@dataclass(frozen=True)
class Cut:
    """Both sides in units, segments of one length or documents: their counts, and those of all words under families.

    Attributes
    ----------
    terms : array of str
        What the columns of `counts` (units × terms) are.
    counts, sizes : matrix, array
        Occurrences, and all words of each unit.
    side, documents : arrays
        Whether a unit is the target's, and of which document it is.
    kinds : array of int
        Of each term: subject, grammar or name.
    words, word_kinds : matrix, array
        The same of all words, which are the terms themselves unless these are families.
    """

    terms: np.ndarray
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


def cut_terms(terms: pd.DataFrame, target: list, *, by: Literal["segment", "document"] = "segment") -> Cut:
    """The terms of both sides (`side_terms`) in their segments or by document.

    `term_before` tells the words that were put under families.
    """
    told = terms.assign(term=terms["term_before"]) if "term_before" in terms else terms
    matrix = count_units(terms, by=by)
    words = matrix if told is terms else count_units(told, by=by)
    kinds = term_kinds(terms, matrix.terms)
    word_kinds = kinds if told is terms else term_kinds(told, words.terms)
    sizes, documents = matrix.rows["n"].to_numpy(dtype=float), matrix.rows["document"].to_numpy()
    names, side = np.asarray(matrix.terms, dtype=object), np.isin(documents, target)
    return Cut(names, matrix.counts, sizes, side, documents, kinds, words.counts, word_kinds)


def cut_lengths(terms: pd.DataFrame, target: list, like: Cut) -> list[Cut]:
    """The terms of both sides in segments of each of the five lengths; `like` is a cut of the same terms."""
    rows = split_segments(terms, segment_terms=LENGTHS[0])  # in reading order
    codes = number_terms(rows["term"])[0]
    told = number_terms(rows["term_before"])[0] if "term_before" in rows else codes
    document, names = pd.factorize(rows["document"])
    cuts = []
    for length in LENGTHS:
        segment = cut_segments(document, rows["block"], target=length)
        opens = np.append(True, (np.diff(document) != 0) | (np.diff(segment) != 0))
        unit, documents = np.cumsum(opens) - 1, np.asarray(names, dtype=object)[document[opens]]
        sizes, side = np.bincount(unit).astype(float), np.isin(documents, target)
        counts = count_codes(unit, codes)
        words = counts if told is codes else count_codes(unit, told)
        cuts.append(Cut(like.terms, counts, sizes, side, documents, like.kinds, words, like.word_kinds))
    return cuts


def company(
    terms: pd.DataFrame, *, target: Documents, reference: Documents | None = None, voice: Voice = "author"
) -> float:
    """How clearly all words say that the sides are two works: `works_apart` as the mean of the five lengths.

    Parameters
    ----------
    terms : DataFrame
        A terms table (`split_terms`, or your own: see `fill_terms`).
    target, reference, voice
        As for `compare_terms`.

    Returns
    -------
    float
        Log odds above the mark, 0; minus infinity where a side is too short to be asked.
    """
    kept, chosen = side_terms(fill_terms(terms, "company"), target=target, reference=reference, voice=voice)
    return float(np.mean([cut.apart() for cut in cut_lengths(kept, chosen, cut_terms(kept, chosen))]))


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
    asked_again: np.ndarray = (p <= LEVEL) & (q <= LEVEL).any() & (max(apart) >= 0)  # no other can pass on any length
    if asked_again.any():
        columns, limit = tested.copy(), p[q <= LEVEL].max()  # the p that q asks for
        columns[tested] = asked_again
        hold = partial(_stand_on, tested, columns, float(limit), seed)
        lengths[asked_again] = np.sum(list(apply_each(hold, zip(cuts, each, apart, strict=True))), axis=0)
    holds &= lengths == len(cuts)
    for kept in _leave_out(cuts[0].side) if holds.any() else ():
        likely = _strength(cuts[0], tested, factors, kept)["likely"]
        holds &= stands(np.zeros(len(p)), likely, cuts[0].apart(kept))
    return Weighed(factors, p, strength["evidence"].to_numpy(), lengths, holds)


def _stand_on(tested, columns, limit: float, seed: int, length: tuple[Cut, np.ndarray, float]) -> np.ndarray:
    """Which of the columns stand on one length of segments, with the factors and the odds that are seen there."""
    cut, factors, apart = length
    likely = _strength(cut, tested, factors)["likely"].to_numpy()[columns[tested]]
    small = _deal(cut, columns, seed, shuffles=SHUFFLES, limit=limit) <= limit
    return stands(np.where(small, 0.0, 1.0), likely, apart)


def _strength(cut: Cut, tested, factors, kept=slice(None)) -> pd.DataFrame:
    options = {"kinds": cut.kinds[tested], "factors": factors[:, tested]}
    return difference_strength(cut.counts[kept][:, tested], cut.sizes[kept], cut.side[kept], **options)


def _deal(cut: Cut, tested, seed, shuffles: int | None = None, limit: float | None = None) -> np.ndarray:
    if not tested.any():
        return np.array([])
    return shuffle_p(cut.counts[:, tested], cut.sizes, cut.side, shuffles=shuffles, limit=limit, seed=seed)


def _leave_out(side: np.ndarray) -> Iterator[np.ndarray]:
    """The rows that are kept in each copy: all but a run of neighbours of one side."""
    for one in (True, False):
        rows = np.flatnonzero(side == one)
        for left_out in np.array_split(rows, min(COPIES // 2, len(rows))):
            if len(left_out) + 2 <= len(rows):
                yield np.setdiff1d(np.arange(len(side)), left_out)


def weigh_documents(asked: Cut, tested: np.ndarray, seed: int) -> Weighed:
    """Terms of two groups weighed with documents as units: what varies from one to another is seen, not inferred.

    Documents are draws where segments of one work are not, so neither drift nor company is asked: q, and that re-dealt
    documents part as far in 5 of 100 deals at most whichever tenth of a side is left out. That tenth is of neighbours,
    so that no verdict hangs on the documents of one writer or one week where these stand together.
    """
    factors = np.tile(document_factors(asked.counts, asked.sizes, asked.side, asked.kinds), (2, 1))
    deals = max(SHUFFLES, min(400 * int(tested.sum()), MOST), min(40 * int(tested.sum()), MOST_DOCUMENTS))
    p, strength = _deal(asked, tested, seed, shuffles=deals), _strength(asked, tested, factors)
    holds = benjamini_hochberg(p) <= LEVEL
    columns = tested.copy()
    columns[tested] = holds  # no other can be supported
    for kept in _leave_out(asked.side) if holds.any() else ():
        again = shuffle_p(
            asked.counts[kept][:, columns], asked.sizes[kept], asked.side[kept], shuffles=COPY_DEALS, seed=seed
        )
        holds[columns[tested]] &= again <= LEVEL
    return Weighed(factors, p, strength["evidence"].to_numpy(), np.full(tested.sum(), np.nan), holds)
