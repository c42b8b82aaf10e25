"""How often each text has what was found: counts and shares, with the interval that `count_terms` gives a word."""

from functools import lru_cache

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.evidence import share_intervals
from analysis.study import Study
from analysis.terms import count_units, term_kinds
from analysis.terms.rule import NAME, SUBJECT

COUNTS = ["document", "n", "words", "reach", "segments", "share", "low", "high"]
MOSTLY = 0.8  # of its uses written with a capital: a name


def count_hits(study: Study, hits: pd.DataFrame, names: bool) -> pd.DataFrame:
    """How often each document has these places.

    Parameters
    ----------
    study : Study
        Its voice and segments are those counted in.
    hits : DataFrame
        Places in that voice: document, segment, term, length, capital, as `answers` finds them.
    names : bool
        Whether names are joined.

    Returns
    -------
    DataFrame
        One row a document of the study, in its order:
        document, n : where, and how often
        words, segments : of this voice
        reach : segments that have it
        share : of the words, 0 to 1; <NA> where the document has none in this voice
        low, high : its interval for the work, as in `count_terms`; <NA> likewise
    """
    documents, kind = _words(study, names), _kind(study, hits, names)
    alone = hits["term"].iloc[0] if len(hits) and hits["length"].eq(1).all() and hits["term"].nunique() == 1 else ""
    rows = []
    for document in study.corpus.texts:
        at = hits.loc[hits["document"] == document, "segment"].to_numpy(dtype=np.int64)
        row: dict = {"document": document, "n": len(at), "words": 0, "reach": 0, "segments": 0}
        if document in documents:
            counts, kinds, columns, sizes = documents[document]
            found = np.bincount(at - 1, minlength=len(sizes)).astype(float)
            low, high = _interval(counts, kinds, sizes, columns.get(alone), found, kind)
            row |= {"words": int(sizes.sum()), "reach": int((found > 0).sum()), "segments": len(sizes)}
            row |= {"share": len(at) / sizes.sum(), "low": low, "high": high}
        rows.append(row)
    table = pd.DataFrame(rows, columns=COUNTS)
    return table.astype(dict.fromkeys(("share", "low", "high"), "Float64"))


def _interval(counts, kinds, sizes, column: int | None, found: np.ndarray, kind: int) -> tuple[float, float]:
    """The interval of one count: among the words of its document, since their drift tells of its own."""
    if column is None:
        counts = sparse.hstack([counts, sparse.csr_matrix(found[:, None])], format="csr")
        kinds, column = np.append(kinds, kind), len(kinds)
    low, high = share_intervals(counts, sizes, kinds=kinds)
    return float(low[column]), float(high[column])


def _kind(study: Study, hits: pd.DataFrame, names: bool) -> int:
    """What was found is grammar, a name or a word of the subject: names drift most, so their intervals are wider."""
    found = hits["term"].unique()
    if not len(hits) or not (hits["length"] == 1).all() or not all(found):
        return NAME if len(hits) and hits["capital"].mean() >= MOSTLY else SUBJECT
    known = {
        kind
        for _, kinds, columns, _ in _words(study, names).values()
        for term in found
        if term in columns
        for kind in [int(kinds[columns[term]])]
    }
    return known.pop() if len(known) == 1 else NAME if NAME in known else SUBJECT


@lru_cache(maxsize=4)
def _words(study: Study, names: bool) -> dict[str, tuple]:
    """Of each document, in the voice chosen: segments × terms, kind and column of each term, words a segment."""
    found = {}
    for name, part in (study.terms if names else study.plain_terms).groupby("document", sort=False):
        matrix = count_units(part)
        columns = {str(term): place for place, term in enumerate(matrix.terms)}
        sizes = matrix.rows["n"].to_numpy(dtype=float)
        found[str(name)] = (matrix.counts, term_kinds(part, matrix.terms), columns, sizes)
    return found
