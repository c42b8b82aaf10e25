"""How many different words: on both sides, on one side only, and as a text goes on."""

import numpy as np
import pandas as pd

from analysis.compare.sides import two_sides
from analysis.door import checked
from analysis.metadata import Documents
from analysis.terms import Voice, fill_terms, in_voice


@checked
def count_vocabularies(
    terms: pd.DataFrame, *, target: Documents, reference: Documents | None = None, voice: Voice = "author"
) -> pd.DataFrame:
    """How many different words are on both sides and how many on one only, and how many words they cover.

    Parameters
    ----------
    terms : DataFrame
        A terms table (`split_terms`, or your own: see `fill_terms`).
    target, reference : str, iterable of str, or rule
        A document, several, or what is told of them (`{"party": "x"}`); all others if `reference` is left out.
    voice : {"author", "quoted", None}
        Whose words count; None for all.

    Returns
    -------
    DataFrame
        Three rows, one a part:
        part : `both`, `target only`, `reference only`
        types : different terms
        tokens_target, tokens_reference : their occurrences on either side
        share_target, share_reference : of all tokens of that side, 0-1

    Raises
    ------
    AnalysisError
        As `compare_terms`.

    Notes
    -----
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


@checked
def count_growth(terms: pd.DataFrame, *, step: int = 100, voice: Voice = "author") -> pd.DataFrame:
    """How many different terms a document has used after so many words: the curve of a growing vocabulary.

    Compare documents at the *same* number of words only; the richer curve lies above. A steep piece is a new subject.

    Parameters
    ----------
    terms : DataFrame
        A terms table (`split_terms`, or your own: see `fill_terms`).
    step : int
        Words from one row to the next.
    voice : {"author", "quoted", None}
        Whose words count; None for all.

    Returns
    -------
    DataFrame
        One row a document and `step` words, and one at its end, in reading order:
        document : the text
        tokens : words so far
        types : different terms so far
        once : terms seen exactly once so far
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
