"""Neighbouring segments, which speak of the same subject more often than distant ones, and how far they help."""

import numpy as np
from numpy.typing import ArrayLike
from scipy import sparse

from analysis.topics.vocabulary import inverse_reach


def likeness_of_neighbours(counts: sparse.csr_matrix, documents: ArrayLike) -> float:
    """How much of what sets a segment apart from the rest its neighbours share: 0 nothing, 1 all of it.

    Of two words drawn from one segment, from neighbours, and from any two segments: how often they are the same (words
    weighed by their rarity). The chance for neighbours, from that of any two (0) to that of one segment (1). It is .4
    to .8 in prose, and 0 where neighbours have no more in common than strangers, as with shuffled segments.

    Parameters
    ----------
    counts : matrix
        Segments in reading order × terms.
    documents : array
        A label a segment; only segments of one document are neighbours.

    Returns
    -------
    float
        0 to 1; 0 where there are no neighbours.
    """
    documents, factor = np.asarray(documents), inverse_reach(counts)
    rows = counts.astype(float).multiply(factor).tocsr()
    sizes, pooled = np.asarray(counts.sum(axis=1), dtype=float).ravel(), np.asarray(rows.sum(axis=0)).ravel()
    near, same = documents[1:] == documents[:-1], rows.multiply(rows).sum()
    pairs = [
        (sizes * (sizes - 1)).sum(),  # of two words of one segment
        (sizes[1:] * sizes[:-1])[near].sum(),  # of neighbours
        sizes.sum() ** 2 - np.square(sizes).sum(),  # of any two segments
    ]
    if min(pairs) <= 0:
        return 0.0
    meetings = [
        same - (counts @ factor**2).sum(),  # a word is not its own twin
        np.asarray(rows[1:].multiply(rows[:-1]).sum(axis=1)).ravel()[near].sum(),
        pooled @ pooled - same,
    ]
    inside, beside, between = (met / number for met, number in zip(meetings, pairs, strict=True))
    return float(np.clip((beside - between) / (inside - between), 0, 1)) if inside > between else 0.0


def with_neighbours(counts: sparse.csr_matrix, documents: ArrayLike, likeness: float) -> sparse.csr_matrix:
    """Each segment's counts, and `likeness` times those of the segments before and after it in its document."""
    documents = np.asarray(documents)
    if likeness == 0 or len(documents) < 2:
        return counts
    beside = likeness * (documents[1:] == documents[:-1])
    return (sparse.diags([beside, np.ones(len(documents)), beside], [-1, 0, 1]) @ counts).tocsr()
