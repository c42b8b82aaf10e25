"""Does a difference survive a second look: halves of one text beside two texts, and one passage left out."""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from analysis.compare import measures
from analysis.compare.sides import MOST_NAMED, call_side, side_terms, two_sides
from analysis.compare.weighing import Cut, cut_terms
from analysis.door import checked
from analysis.errors import TooLittleTextError
from analysis.evidence import (
    FLOOR,
    FRAGILE,
    SUPPORTED,
    benjamini_hochberg,
    difference_strength,
    judge,
    leaves_out_zero,
    log_ratio_intervals,
    shuffle_p,
    stands,
    works_apart,
)
from analysis.evidence.intervals import column_sums, log_ratio
from analysis.metadata import Documents
from analysis.terms import Voice, fill_terms


def leave_one_out(counts: ArrayLike, sizes: ArrayLike, side: ArrayLike) -> pd.DataFrame:
    """The range of each term's log ratio when one segment, whichever, is left out.

    Read it beside the interval: where `lowest` and `highest` have different signs, one passage decides.

    Returns
    -------
    DataFrame
        One row a term:
        log_ratio, lowest, highest : base 2
        at_lowest, at_highest : row of the segment left out
        one_passage : whether leaving one out turns the sign, or brings the ratio to nothing
    """
    counts, sizes = np.asarray(counts, dtype=float), np.asarray(sizes, dtype=float)
    side = np.asarray(side, dtype=bool)
    sums = {mask_name: column_sums(counts[mask]) for mask_name, mask in (("target", side), ("reference", ~side))}
    target = np.where(side[:, None], sums["target"] - counts, sums["target"])
    reference = np.where(side[:, None], sums["reference"], sums["reference"] - counts)
    words = np.where(side, sizes[side].sum() - sizes, sizes[side].sum())[:, None]
    others = np.where(side, sizes[~side].sum(), sizes[~side].sum() - sizes)[:, None]
    without = log_ratio(target, reference, np.maximum(words, 1), np.maximum(others, 1))
    without = np.where(target + reference > 0, without, 0.0)
    ratio = log_ratio(sums["target"], sums["reference"], sizes[side].sum(), sizes[~side].sum())
    lowest, highest = without.min(axis=0), without.max(axis=0)
    return pd.DataFrame(
        {
            "log_ratio": ratio,
            "lowest": lowest,
            "highest": highest,
            "at_lowest": without.argmin(axis=0),
            "at_highest": without.argmax(axis=0),
            "one_passage": np.where(ratio >= 0, lowest <= 0, highest >= 0),
        }
    )


@checked
def compare_halves(
    terms: pd.DataFrame,
    *,
    target: Documents,
    reference: Documents | None = None,
    voice: Voice = "author",
    seed: int = 0,
) -> pd.DataFrame:
    """Each side against itself, beside one against the other: the yardstick for every count of differences.

    Each side is cut in the middle; all six pairs of the four halves are compared by the same rules, but on one length
    of segments and without leaving passages out. Read `fragile` and `supported` by `kind`: if the halves of one text
    differ in as many words as the two texts do, the two texts do not differ.

    Parameters
    ----------
    terms : DataFrame
        A terms table (`split_terms`, or your own: see `fill_terms`).
    target, reference : str, iterable of str, or rule
        A document, several, or what is told of them (`{"party": "x"}`); all others if `reference` is left out.
    voice : {"author", "quoted", None}
        Whose words count; None for all.
    seed : int
        Of the deals behind p.

    Returns
    -------
    DataFrame
        One row a pair:
        first, second : the halves, such as "paper 1"
        kind : `within` one side or `between` the two
        words_first, words_second : words of either half
        tested : terms seen 8 times or more
        fragile : how many of them are at least fragile
        supported : how many pass the mark of two works as well, on the table's own segments
        largest_g2 : of the tested terms
        divergence : Jensen-Shannon, of all words, in bits

    Raises
    ------
    TooLittleTextError
        For fewer than four segments a side.

    Notes
    -----
    Warns where the table has no column `capital`.

    References
    ----------
    Split-half comparison after Kilgarriff 2001.
    """
    kept, chosen = side_terms(fill_terms(terms, "compare_halves"), target=target, reference=reference, voice=voice)
    cut = cut_terms(kept, chosen)
    side, sizes = cut.side, cut.sizes
    if min(side.sum(), (~side).sum()) < 4:
        raise TooLittleTextError("Halves need four segments a side at least; cut shorter segments or take more text.")
    halves: dict[tuple[str, str], np.ndarray] = {}
    for name, mask in (("target", side), ("reference", ~side)):
        rows = np.flatnonzero(mask)
        middle = int(np.searchsorted(np.cumsum(sizes[rows]), sizes[rows].sum() / 2)) + 1
        middle = min(middle, len(rows) - 2)  # a last segment longer than all others leaves two at least
        names = pd.unique(cut.documents[rows]).tolist()
        label = "+".join(map(str, names)) if len(names) <= MOST_NAMED else call_side(None, names)
        halves |= {(name, f"{label} 1"): rows[:middle], (name, f"{label} 2"): rows[middle:]}
    places, table = list(halves), []
    for i, one in enumerate(places):
        for two in places[i + 1 :]:
            rows = np.concatenate([halves[one], halves[two]])
            inside = np.arange(len(rows)) < len(halves[one])
            kind = "within" if one[0] == two[0] else "between"
            found = _count_differences(cut, rows, inside, seed)
            table.append((one[1], two[1], kind, *found))
    columns = ["first", "second", "kind", "words_first", "words_second", "tested", "fragile", "supported"]
    return pd.DataFrame(table, columns=[*columns, "largest_g2", "divergence"])


def _count_differences(cut: Cut, rows: np.ndarray, side: np.ndarray, seed: int) -> tuple:
    counts, every, sizes = cut.counts[rows].toarray(), cut.words[rows], cut.sizes[rows]
    a, b = counts[side].sum(axis=0), counts[~side].sum(axis=0)
    tested = a + b >= FLOOR
    words, part, options = (sizes[side].sum(), sizes[~side].sum()), counts[:, tested], {"kinds": cut.kinds[tested]}
    p = shuffle_p(part, sizes, side, seed=seed) if tested.any() else np.array([])
    ratios = log_ratio_intervals(part, sizes, side, **options)
    clear = (a[tested] == 0) | (b[tested] == 0) | leaves_out_zero(ratios["low"], ratios["high"])
    likely = difference_strength(part, sizes, side, **options)["likely"]
    holds = stands(benjamini_hochberg(p), likely, works_apart(every, sizes, side, kinds=cut.word_kinds))
    verdicts = judge(p, clear=clear, holds=holds)["verdict"]
    return (
        *map(int, words),
        int(tested.sum()),
        int(verdicts.isin([FRAGILE, SUPPORTED]).sum()),
        int(verdicts.eq(SUPPORTED).sum()),
        float(measures.g2(a[tested], b[tested], *words).max(initial=0.0)),
        float(measures.divergence_shift(*(column_sums(every[mask]) for mask in (side, ~side))).sum()),
    )


@checked
def compare_leaving_out(
    terms: pd.DataFrame,
    *,
    target: Documents,
    reference: Documents | None = None,
    voice: Voice = "author",
    least: int = FLOOR,
) -> pd.DataFrame:
    """How far each term's log ratio moves when one segment, whichever, is left out.

    Read `one_passage` first: where it is true, a single passage makes the difference.

    Parameters
    ----------
    terms : DataFrame
        A terms table (`split_terms`, or your own: see `fill_terms`).
    target, reference : str, iterable of str, or rule
        A document, several, or what is told of them (`{"party": "x"}`); all others if `reference` is left out.
    voice : {"author", "quoted", None}
        Whose words count; None for all.
    least : int
        Occurrences on both sides together, at least.

    Returns
    -------
    DataFrame
        One row a term with a pooled count of at least `least`, the least steady first:
        term : the word or name
        n_target, n_reference : occurrences on either side
        log_ratio, lowest, highest : with all segments, and its range with one left out; base 2
        document, segment : whose absence brings the ratio nearest to nothing, or past it
        one_passage : that absence turns the sign or undoes the ratio

    Raises
    ------
    AnalysisError
        As `compare_terms`.
    """
    terms = fill_terms(terms, "compare_leaving_out")
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
    columns = ["term", "n_target", "n_reference", "log_ratio", "lowest", "highest"]
    columns += ["document", "segment", "one_passage"]
    return table.iloc[np.lexsort((table["term"], nearest))].reset_index(drop=True)[columns]
