"""Which pairs of passages are shown: each episode once, and no name that brings pair after pair to the list."""

import numpy as np
from scipy import sparse

AGAIN = 0.7  # what a feature that has brought a pair to the list counts in the next
MAIN = 0.15  # share of a pair's likeness from which on a feature has brought it
NEAR = 0.8  # share of a pair's score from which on a pair that touches it is joined to it
MOST = 6  # sentences of a passage, with what is joined

Pair = tuple[int, int, int, int, float]  # first and last sentence of the one passage, of the other; score


def choose_pairs(
    places: np.ndarray, blocks: np.ndarray, parts: sparse.csr_matrix, score: np.ndarray, most: int
) -> list[Pair]:
    """The pairs to show, the best first: a list of Pair.

    `places`: four columns, first and last sentence of either passage; `blocks`: the block of each sentence; `parts`:
    what each feature adds to the likeness of each pair.
    """
    order = np.lexsort((*places.T[::-1], -np.round(score, 9)))
    places, parts, score = places[order], parts[order], score[order]
    scale = score / np.maximum(np.asarray(parts.sum(axis=1)).ravel(), 1e-12)
    counts, open_ = np.ones(parts.shape[1]), score > 0
    chosen: list[Pair] = []
    while len(chosen) < most and open_.any():
        now = np.where(open_, np.round(parts @ counts * scale, 9), -1.0)
        best = int(np.argmax(now))
        passage = _joined(places, blocks, np.flatnonzero(now > NEAR * now[best]), best)
        open_ &= ~_touching(places, passage)
        row = parts[[best]]
        added = row.data * counts[row.indices]
        counts[row.indices[added >= MAIN * added.sum()]] *= AGAIN
        first, last, start, end = map(int, passage)
        chosen.append((first, last, start, end, float(now[best])))
    return chosen


def _touching(places: np.ndarray, passage: np.ndarray) -> np.ndarray:
    """Which pairs overlap this one, or lie next to it, on both sides."""
    one = (places[:, 0] <= passage[1] + 1) & (places[:, 1] >= passage[0] - 1)
    return one & (places[:, 2] <= passage[3] + 1) & (places[:, 3] >= passage[2] - 1)


def _joined(places: np.ndarray, blocks: np.ndarray, strong: np.ndarray, best: int) -> np.ndarray:
    """The best pair with those that touch it and are nearly as good, within its blocks and a few sentences."""
    passage = places[best]
    for other in places[strong[_touching(places[strong], passage)]]:
        wider = np.where([True, False, True, False], np.minimum(passage, other), np.maximum(passage, other))
        short = wider[1] - wider[0] < MOST and wider[3] - wider[2] < MOST
        if short and (blocks[wider[[0, 2]]] == blocks[wider[[1, 3]]]).all():
            passage = wider
    return passage
