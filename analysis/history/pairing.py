"""Which pairs of passages are shown: each episode once, and no name that brings pair after pair to the list."""

import numpy as np
from scipy import sparse

AGAIN = 0.7  # what a feature that has brought a pair to the list counts in the next
MAIN = 0.15  # share of a pair's likeness from which on a feature has brought it
SCENE = 6  # sentences: a paragraph no longer than that is shown whole

Pair = tuple[int, int, int, int, float]  # first and last sentence of the one passage, of the other; score


def choose_pairs(
    places: np.ndarray, blocks: np.ndarray, parts: sparse.csr_matrix, score: np.ndarray, most: int
) -> list[Pair]:
    """The pairs to show, the best first: a list of Pair.

    `places`: four columns, first and last sentence of either passage; `blocks`: the block of each sentence, in rising
    order; `parts`: what each feature adds to the likeness of each pair.
    """
    order = np.lexsort((*places.T[::-1], -np.round(score, 9)))
    places, parts, score = places[order], parts[order], score[order]
    scale = score / np.maximum(np.asarray(parts.sum(axis=1)).ravel(), 1e-12)
    counts, open_ = np.ones(parts.shape[1]), score > 0
    chosen: list[Pair] = []
    while len(chosen) < most and open_.any():
        now = np.where(open_, np.round(parts @ counts * scale, 9), -1.0)
        best = int(np.argmax(now))
        passage = np.concatenate([_scene(blocks, *places[best, :2]), _scene(blocks, *places[best, 2:])])
        open_ &= ~_touching(places, passage)
        row = parts[[best]]
        added = row.data * counts[row.indices]
        counts[row.indices[added >= MAIN * added.sum()]] *= AGAIN
        first, last, start, end = map(int, passage)
        chosen.append((first, last, start, end, float(now[best])))
    return chosen


def _scene(blocks: np.ndarray, first: int, last: int) -> tuple[int, int]:
    """The whole block of a passage where that is short, else the passage."""
    opens, closes = (int(np.searchsorted(blocks, blocks[first], side=side)) for side in ("left", "right"))
    return (opens, closes - 1) if closes - opens <= SCENE else (first, last)


def _touching(places: np.ndarray, passage: np.ndarray) -> np.ndarray:
    """Which pairs overlap this one, or lie next to it, on both sides."""
    one = (places[:, 0] <= passage[1] + 1) & (places[:, 1] >= passage[0] - 1)
    return one & (places[:, 2] <= passage[3] + 1) & (places[:, 3] >= passage[2] - 1)
