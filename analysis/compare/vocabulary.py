"""What two sides share: words used alike, and how far apart the two vocabularies lie as wholes."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.compare import measures
from analysis.compare.sides import two_sides
from analysis.door import checked
from analysis.errors import TooLittleTextError
from analysis.evidence import FLOOR, deal_sides, log_ratio, log_ratio_intervals, nullable
from analysis.metadata import Documents
from analysis.terms import Voice, fill_terms, term_kinds

MARGIN = 1.0  # log2: within a factor of two either way counts as alike
ALIKE, UNDECIDED, DIFFERENT = "used alike", "undecided", "differs"


@checked
def find_lockwords(
    terms: pd.DataFrame,
    *,
    target: Documents,
    reference: Documents | None = None,
    voice: Voice = "author",
    margin: float = MARGIN,
) -> pd.DataFrame:
    """Words that both sides use at about the same rate, shown and not just unrefuted.

    Read `verdict` first, then `distance`. A lockword's whole 90% interval of the log ratio lies within `margin` (two
    one-sided tests at 5%): the data rule out that one side uses it twice as often. Expect words of grammar: only
    frequent words can show it.

    Parameters
    ----------
    terms : DataFrame
        A terms table (`split_terms`, or your own: see `fill_terms`).
    target, reference : str, iterable of str, or rule
        A document, several, or what is told of them (`{"party": "x"}`); all others if `reference` is left out.
    voice : {"author", "quoted", None}
        Whose words count; None for all.
    margin : float
        How large a log ratio (base 2) still counts as alike.

    Returns
    -------
    DataFrame
        One row a term seen 8 times or more, the most alike first:
        term : the word or name
        n_target, n_reference : occurrences on either side
        reach_target, reach_reference : segments it occurs in
        log_ratio : base 2
        low, high : its interval for the two works, at 90%; <NA> with one segment a side
        distance : the end of the interval farther from 0; <NA> likewise
        verdict : `used alike`; `undecided`; `differs` when the interval leaves the margin wholly

    Raises
    ------
    AnalysisError
        As `compare_terms`.

    Notes
    -----
    `undecided` is what most words are; never read it as sameness. Warns where the table has no column `capital`.

    References
    ----------
    Two one-sided tests, Schuirmann 1987; lockwords, Baker 2011.
    """
    terms = fill_terms(terms, "find_lockwords")
    matrix, side = two_sides(terms, target=target, reference=reference, voice=voice)
    sizes = matrix.rows["n"].to_numpy(dtype=float)
    ratios = log_ratio_intervals(
        matrix.counts, sizes, side, matrix.rows["document"], kinds=term_kinds(terms, matrix.terms), confidence=0.9
    )
    columns = {"term": np.asarray(matrix.terms, dtype=object)}
    for name, mask in (("target", side), ("reference", ~side)):
        part = matrix.counts[np.flatnonzero(mask)]
        columns[f"n_{name}"] = np.asarray(part.sum(axis=0)).ravel()
        columns[f"reach_{name}"] = np.asarray((part > 0).sum(axis=0)).ravel()
    table = pd.DataFrame(columns).assign(**{name: ratios[name] for name in ("log_ratio", "low", "high")})
    low, high = (table[name].to_numpy(dtype=float, na_value=np.nan) for name in ("low", "high"))
    within, beyond = (low > -margin) & (high < margin), (low > margin) | (high < -margin)
    table["distance"] = nullable(np.maximum(np.abs(low), np.abs(high)))
    table["verdict"] = np.select([within, beyond], [ALIKE, DIFFERENT], UNDECIDED)
    table = table[table["n_target"] + table["n_reference"] >= FLOOR]
    order = ["term", "n_target", "n_reference", "reach_target", "reach_reference"]
    order += ["log_ratio", "low", "high", "distance", "verdict"]
    return table.sort_values(["distance", "term"], ignore_index=True)[order]


@dataclass(frozen=True, eq=False)
class WordShift:
    """How far apart two vocabularies lie, word by word and as wholes.

    Attributes
    ----------
    table : DataFrame
        One row a term (see `compare_vocabularies`).
    divergence : float
        Of the whole vocabularies, in bits: 0 = alike, 1 = no word in common.
    null_middle, null_high : float
        What re-dealt segments give, in bits: the middle and the 95th percentile.
    deals : int
        How many deals that was.
    """

    table: pd.DataFrame
    divergence: float
    null_middle: float
    null_high: float
    deals: int


@checked
def compare_vocabularies(
    terms: pd.DataFrame,
    *,
    target: Documents,
    reference: Documents | None = None,
    voice: Voice = "author",
    deals: int = 300,
    seed: int = 0,
) -> WordShift:
    """The word shift: each term's part of the divergence between the two vocabularies, with what chance would give it.

    Read `divergence` against `null_high` first, then the terms. The parts are those of the Jensen-Shannon divergence in
    bits, signed by the side that uses the term more; without sign they sum to the divergence. Small texts differ by
    chance alone: the column `null_high` is the part that 95 of 100 re-deals of the segments stay below.

    Parameters
    ----------
    terms : DataFrame
        A terms table (`split_terms`, or your own: see `fill_terms`).
    target, reference : str, iterable of str, or rule
        A document, several, or what is told of them (`{"party": "x"}`); all others if `reference` is left out.
    voice : {"author", "quoted", None}
        Whose words count; None for all.
    deals : int
        Deals of the segments.
    seed : int
        Of the deals.

    Returns
    -------
    WordShift
        divergence, null_middle, null_high, deals; its `table` has one row a term, largest part first:
        term : the word or name
        n_target, n_reference : occurrences on either side
        part : of the divergence, in bits; positive where the target uses it more
        null_high : what chance gives, in bits, without sign
        beyond : whether the part exceeds it

    Raises
    ------
    TooLittleTextError
        For fewer than two segments a side.

    Notes
    -----
    Doubt single parts of rare terms, and a few that lie just beyond: the band is one word's, not corrected for many,
    and no verdict.

    References
    ----------
    Lin 1991; Gallagher et al. 2021, with a null from segments.
    """
    terms = fill_terms(terms, "compare_vocabularies")
    matrix, side = two_sides(terms, target=target, reference=reference, voice=voice)
    if min(side.sum(), (~side).sum()) < 2:
        raise TooLittleTextError("The band of chance needs two segments a side at least; cut shorter segments.")
    counts, sizes = matrix.counts.toarray().astype(float), matrix.rows["n"].to_numpy(dtype=float)
    a, b = counts[side].sum(axis=0), counts[~side].sum(axis=0)
    parts, dealt = measures.divergence_shift(a, b), np.empty((deals, counts.shape[1]))
    inside = deal_sides(side, deals, seed=seed).astype(float) @ counts
    for row in range(deals):
        dealt[row] = measures.divergence_shift(inside[row], a + b - inside[row])
    sign = np.sign(log_ratio(a, b, sizes[side].sum(), sizes[~side].sum()))
    high = np.quantile(dealt, 0.95, axis=0)
    table = pd.DataFrame(
        {
            "term": np.asarray(matrix.terms, dtype=object),
            "n_target": a.astype(int),
            "n_reference": b.astype(int),
            "part": sign * parts,
            "null_high": high,
            "beyond": parts > high,
        }
    )
    table = table.iloc[np.lexsort((table["term"], -parts))].reset_index(drop=True)
    middle, most = np.quantile(dealt.sum(axis=1), [0.5, 0.95])
    return WordShift(table, float(parts.sum()), float(middle), float(most), deals)
