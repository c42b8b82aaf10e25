"""Stretches of about equal length: the unit of evidence.

Words of one passage are not independent of each other, so every interval and every p in this project is about
segments, not words. A segment holds about `target` terms, closes at the end of a block when that is near, and never
spans two documents.
"""

import itertools
from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from analysis.errors import AnalysisError

SEGMENT_TERMS = 150  # terms a segment; METHODS: short segments mistake drift for difference, long ones cost power


def cut_segments(
    documents: ArrayLike,
    blocks: ArrayLike,
    lengths: ArrayLike | None = None,
    *,
    target: int | np.ndarray = SEGMENT_TERMS,
) -> np.ndarray:
    """The segment number (from 1, anew in each document) of every unit in reading order.

    A unit is whatever a row is: a term (length 1, the default) or a sentence (`lengths` = its terms). A segment closes
    at a block end once it holds three quarters of `target`, and otherwise once it holds all of it; a last piece
    shorter than half of `target` joins the one before.

    Parameters
    ----------
    documents, blocks : array
        One label a row, rows of one document together.
    lengths : array, optional
        Terms a row; 1 if left out.
    target : int or array of int
        Terms a segment, one number for all or one a row, alike within a document.

    Returns
    -------
    array of int64
        One number a row.

    Raises
    ------
    AnalysisError
        For a segment of no terms.

    Notes
    -----
    Doubt it when a document has fewer than four segments: then no interval means much.
    """
    documents, blocks = pd.factorize(pd.Series(documents))[0], np.asarray(blocks)
    lengths = None if lengths is None else np.asarray(lengths, dtype=np.int64)
    targets, segments = np.broadcast_to(target, len(blocks)), np.empty(len(blocks), dtype=np.int64)
    if np.any(targets < 1):
        raise AnalysisError(f"A segment needs 1 term or more; {targets.min()} was asked for (the usual length is 150).")
    for start, stop in _runs(documents):
        reached = range(stop - start + 1) if lengths is None else [0, *np.cumsum(lengths[start:stop]).tolist()]
        segments[start:stop] = _cut_one(blocks[start:stop], reached, int(targets[start]))
    return segments


def _runs(labels: np.ndarray) -> list[tuple[int, int]]:
    if not len(labels):
        return []
    borders = np.flatnonzero(labels[1:] != labels[:-1]) + 1
    edges = [0, *borders.tolist(), len(labels)]
    return list(itertools.pairwise(edges))


def _cut_one(blocks: np.ndarray, reached: Sequence[int], target: int) -> np.ndarray:
    """The segments of one document; `reached` holds the terms before each row, and at last all of them."""
    block_ends = [stop for _, stop in _runs(blocks)]
    ends = [reached[stop] for stop in block_ends]
    end, start, cuts = len(blocks), 0, []
    while True:
        soft = bisect_left(ends, reached[start] + 0.75 * target)
        if soft < len(ends) and ends[soft] <= reached[start] + 1.25 * target:
            stop = block_ends[soft]
        else:
            stop = max(bisect_left(reached, reached[start] + target), start + 1)
        if stop >= end:
            break
        cuts.append(stop)
        start = stop
    if cuts and reached[end] - reached[cuts[-1]] < target / 2:
        cuts.pop()
    segments = np.zeros(end, dtype=np.int64)
    segments[cuts] = 1
    return np.cumsum(segments) + 1
