"""What sets a target apart from a reference, term by term, and how sure that is."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from analysis.compare import measures
from analysis.compare.sides import Unit, choose_unit, side_terms
from analysis.compare.weighing import Cut, Weighed, cut_lengths, cut_terms, weigh_documents, weigh_terms
from analysis.door import checked
from analysis.evidence import CIRCULAR, FLOOR, judge, leaves_out_zero, log_ratio_intervals, nullable
from analysis.metadata import Documents
from analysis.terms import Voice, fill_terms
from analysis.terms.dispersion import deviation_of_proportions
from analysis.terms.rule import listed

COLUMNS = [
    "term",
    "n_target",
    "n_reference",
    "reach_target",
    "reach_reference",
    "share_target",
    "share_reference",
    "log_ratio",
    "low",
    "high",
    "g2",
    "log_odds_z",
    "dispersion_target",
    "dispersion_reference",
    "p",
    "q",
    "evidence",
    "lengths",
    "verdict",
]


@checked
def compare_terms(
    terms: pd.DataFrame,
    *,
    target: Documents,
    reference: Documents | None = None,
    voice: Voice = "author",
    circular: Iterable[str] = (),
    unit: Unit | None = None,
    seed: int = 0,
) -> pd.DataFrame:
    """Every term of two sides: how often, how widely spread, how many times as often, and how sure that is.

    Read `log_ratio` first (1 = twice as often in the target, -1 = half as often) with `low` to `high`, then `reach`
    (in how many segments the term occurs) and the verdict, whose rule stands in `analysis.evidence.verdicts`.

    Parameters
    ----------
    terms : DataFrame
        A table of `split_terms`, your own (see `fill_terms`), or one of `find_families`, whose empty term counts in the
        shares and is no row.
    target, reference : str, iterable of str, or rule
        A document, several, or what is told of them (`{"party": "x"}`); all others if `reference` is left out.
    voice : {"author", "quoted", None}
        Whose words count; None for all.
    circular : iterable of str
        Families chosen because of the difference they show here, which are never tested.
    unit : {"segment", "document"}, optional
        What is re-dealt, and between what variation is seen. If left out, documents where either side is a group of
        ten or more, none of which is most of it (`choose_unit`), else segments. Documents need five a side.
    seed : int
        Of the deals behind p.

    Returns
    -------
    DataFrame
        One row a term, best first by `evidence`, then `g2`:
        term : the word, name or family
        n_target, n_reference : occurrences on either side
        reach_target, reach_reference : segments (or documents) it occurs in
        share_target, share_reference : of the side's words, 0-1
        log_ratio : of the two shares, base 2; a zero counts as 0.5
        low, high : its interval for the two works, widened for drift; <NA> when a side has fewer than two segments
        g2 : log-likelihood on four cells, unsigned; words as independent, for comparison with other tools
        log_odds_z : weighted log odds as a z value; likewise
        dispersion_target, dispersion_reference : DPnorm, 0 even, 1 in one place; <NA> where absent
        p : segments re-dealt, 0-1; <NA> for `circular`, for terms seen fewer than 8 times on both sides together, and
            with fewer than two segments a side
        q : Benjamini-Hochberg over all terms with a p, 0-1; <NA> as p
        evidence : how far the works are expected to lie apart, one way or the other: 1 is twice, 2 four times; 0 for
            what was not tested
        lengths : on how many of five segment lengths (100 to 200 words) it is likely, in company, and seldom dealt so,
            0-5; <NA> where not tested, and with documents as units
        verdict : one of `analysis.evidence.VERDICTS`

    Raises
    ------
    AnalysisError
        For unknown documents, a side without words, one document only; for segments that must be cut anew because
        voices are mixed, in a table that does not say how long they are; for documents as units with fewer than five a
        side.

    Notes
    -----
    The size of the family is the number of rows with a p: `table["p"].notna().sum()`. Warns where the table has no
    column `capital`. Of a word that one side lacks the interval says only how long an arrow would be, and the
    verdict does not ask it. Doubt it: two texts differ in many ways at once; nothing here says why. In texts that are
    not English no word is known for grammar, and next to nothing is supported. Of groups of many documents a small
    difference can be steady, and is then supported: read `log_ratio` for its size. Documents that follow each other
    (chapters of one book) are no independent draws: compare these with `unit="segment"`.
    """
    terms = fill_terms(terms, "compare_terms")
    kept, chosen = side_terms(terms, target=target, reference=reference, voice=voice)
    unit = choose_unit(kept, chosen, unit)
    asked = cut_terms(kept, chosen, by=unit)
    table = _facts(asked)
    tested = ((table["n_target"] + table["n_reference"] >= FLOOR) & ~table["term"].isin(listed(circular))).to_numpy()
    if unit == "document":
        weighed = weigh_documents(asked, tested, seed)
    elif min(asked.side.sum(), (~asked.side).sum()) >= 2:
        weighed = weigh_terms(asked, cut_lengths(kept, chosen, asked), tested, seed)
    else:
        weighed = None
    table = _judged(table, asked, tested, weighed)
    table.loc[table["term"].isin(listed(circular)), "verdict"] = CIRCULAR
    return table.sort_values(["evidence", "g2", "term"], ascending=[False, False, True], ignore_index=True)[COLUMNS]


def _facts(asked: Cut) -> pd.DataFrame:
    """Counts, reach, shares and measures without resampling: exact for these files."""
    columns: dict[str, Any] = {"term": asked.terms}
    for name, mask in (("target", asked.side), ("reference", ~asked.side)):
        part, sizes = asked.counts[np.flatnonzero(mask)], asked.sizes[mask]
        columns[f"n_{name}"] = np.asarray(part.sum(axis=0)).ravel()
        columns[f"reach_{name}"] = np.asarray((part > 0).sum(axis=0)).ravel()
        columns[f"share_{name}"] = columns[f"n_{name}"] / sizes.sum()
        columns[f"dispersion_{name}"] = nullable(deviation_of_proportions(part, sizes))
    table = pd.DataFrame(columns)
    words = asked.sizes[asked.side].sum(), asked.sizes[~asked.side].sum()
    arguments = table["n_target"], table["n_reference"], *words
    return table.assign(g2=measures.g2(*arguments), log_odds_z=measures.log_odds_z(*arguments))


def _judged(table: pd.DataFrame, asked: Cut, tested: np.ndarray, weighed: Weighed | None) -> pd.DataFrame:
    """The table with intervals, p, q, evidence, lengths and verdict; nothing is weighed where a side is one segment."""
    p, evidence, lengths = (np.full(len(table), value) for value in (np.nan, 0.0, np.nan))
    holds, factors = np.zeros(len(table), dtype=bool), None
    if weighed is not None:
        p[tested], evidence[tested], lengths[tested] = weighed.p, weighed.evidence, weighed.lengths
        holds[tested], factors = weighed.holds, weighed.factors
    ratios = log_ratio_intervals(asked.counts, asked.sizes, asked.side, asked.documents, factors=factors)
    # a word of one side only has no ratio, and the interval of its arrow says nothing
    lone = (table["n_target"].eq(0) | table["n_reference"].eq(0)).to_numpy()
    return table.assign(
        **ratios[["log_ratio", "low", "high"]],
        evidence=evidence,
        lengths=nullable(lengths).astype("Int64"),
        **judge(p, clear=lone | leaves_out_zero(ratios["low"], ratios["high"]), holds=holds),
    )
