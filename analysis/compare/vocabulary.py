"""What two sides share: words used alike, and how far apart the two vocabularies lie as wholes."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.compare import measures
from analysis.compare.sides import two_sides
from analysis.errors import TooLittleTextError
from analysis.evidence import FLOOR, deal_sides, log_ratio, log_ratio_intervals, nullable
from analysis.terms import fill_terms, in_voice

MARGIN = 1.0  # log2: within a factor of two either way counts as alike
ALIKE, UNDECIDED, DIFFERENT = "used alike", "undecided", "differs"


def find_lockwords(
    terms: pd.DataFrame, *, target, reference=None, voice: str | None = "author", margin: float = MARGIN
) -> pd.DataFrame:
    """Words that both sides use at about the same rate, shown and not just unrefuted.

    A lockword's whole 90% interval of the log ratio lies within `margin` (two one-sided tests at 5%): the data rule out
    that one side uses it twice as often. Expect words of grammar: only frequent words can show it. `undecided` is what
    most words are; never read it as sameness.

    Returns one row a term seen 8 times or more, the most alike first: term, n_target, n_reference, reach_target,
    reach_reference, log_ratio, low, high (90% passage interval; <NA> with one segment a side), distance (the end of the
    interval farther from 0), verdict (`used alike`, `undecided`, `differs` when the interval leaves the margin wholly).
    Source: two one-sided tests, Schuirmann 1987; lockwords, Baker 2011.
    """
    terms = fill_terms(terms, "find_lockwords")
    matrix, side = two_sides(terms, target=target, reference=reference, voice=voice)
    sizes = matrix.rows["n"].to_numpy(dtype=float)
    ratios = log_ratio_intervals(matrix.counts, sizes, side, confidence=0.9)
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

    `table`: one row a term (see `compare_vocabularies`); `divergence`: of the whole vocabularies, in bits (0 = alike,
    1 = no word in common); `null_middle`, `null_high`: what re-dealt segments give, the middle and the 95th percentile;
    `deals`: how many deals that was.
    """

    table: pd.DataFrame
    divergence: float
    null_middle: float
    null_high: float
    deals: int


def compare_vocabularies(
    terms: pd.DataFrame, *, target, reference=None, voice: str | None = "author", deals: int = 300, seed: int = 0
) -> WordShift:
    """The word shift: each term's part of the divergence between the two vocabularies, with what chance would give it.

    The parts are those of the Jensen-Shannon divergence in bits, signed by the side that uses the term more; without
    sign they sum to the divergence. Small texts differ by chance alone: the column `null_high` is the part that 95 of
    100 re-deals of the segments stay below.

    Returns a WordShift (divergence, null_middle, null_high, deals) whose `table` has one row a term, largest part
    first: term, n_target, n_reference, part (signed, bits), null_high (bits, without sign), beyond (part exceeds it).
    Doubt single parts of rare terms, and a few that lie just beyond: the band is one word's, not corrected for many,
    and no verdict. Errors: fewer than two segments a side. Source: Lin 1991; Gallagher
    et al. 2021, with a null from segments.
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


def count_vocabularies(terms: pd.DataFrame, *, target, reference=None, voice: str | None = "author") -> pd.DataFrame:
    """How many different words are on both sides and how many on one only, and how many words they cover.

    Returns three rows: part (`both`, `target only`, `reference only`), types (different terms), tokens_target,
    tokens_reference, share_target, share_reference (of all tokens of that side, 0 to 1).
    Doubt "only": most such words occur once, and another stretch of the same work would add and lose many.
    """
    terms = fill_terms(terms, "count_vocabularies")
    matrix, side = two_sides(terms, target=target, reference=reference, voice=voice)
    a, b = (np.asarray(matrix.counts[np.flatnonzero(mask)].sum(axis=0)).ravel() for mask in (side, ~side))
    rows = []
    for name, mask in (("both", (a > 0) & (b > 0)), ("target only", b == 0), ("reference only", a == 0)):
        rows.append((name, int(mask.sum()), int(a[mask].sum()), int(b[mask].sum())))
    table = pd.DataFrame(rows, columns=["part", "types", "tokens_target", "tokens_reference"])
    return table.assign(
        share_target=table["tokens_target"] / max(a.sum(), 1),
        share_reference=table["tokens_reference"] / max(b.sum(), 1),
    )


def count_growth(terms: pd.DataFrame, *, step: int = 100, voice: str | None = "author") -> pd.DataFrame:
    """How many different terms a document has used after so many words: the curve of a growing vocabulary.

    Compare documents at the *same* number of words only; the richer curve lies above. A steep piece is a new subject.

    Parameters: `voice`: whose words, the author's if nothing is said (`None` = all).
    Returns one row a document and `step` words: document, tokens, types, once (terms seen exactly once so far).
    """
    terms, rows = fill_terms(terms, "count_growth"), []
    terms = terms[in_voice(terms, voice)]
    for name, group in terms.groupby("document", sort=False):
        codes = pd.factorize(group["term"])[0]
        new = np.r_[True, codes[1:] > np.maximum.accumulate(codes)[:-1]] if len(codes) else np.zeros(0, dtype=bool)
        seen = pd.Series(codes).groupby(codes).cumcount().to_numpy()
        types, twice = np.cumsum(new), np.cumsum(seen == 1)
        for at in [*range(step, len(codes), step), len(codes)]:
            rows.append((name, at, int(types[at - 1]), int(types[at - 1] - twice[at - 1])))
    return pd.DataFrame(rows, columns=["document", "tokens", "types", "once"])
