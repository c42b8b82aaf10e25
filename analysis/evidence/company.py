"""Do the two works differ at all? Halves of one text beside halves of the two, over all their words at once.

One word that parts two texts may fill a scene; that most words part them a little more than they part the two halves of
one text is hard to come by within one work. Words of grammar tell most: two chapters of a textbook share hardly a
subject, but they share their *of* and *which*. How much each kind of word should weigh was learnt (logistic regression)
on pairs of stretches of one work and of two, of seven kinds of prose: `benchmarks/learn.py`.
"""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from analysis.evidence.intervals import Counts, column_sums
from analysis.evidence.verdicts import FLOOR

SEEN = 4  # occurrences in two pieces together below which a word says nothing of them
MOST = 25.0  # the most that one word may say of two pieces: five standard errors, squared
USUAL, WORDS = 1.5, 5.0  # the distance where no word tells any, and how many words it weighs
PIECE = 1_475.0  # words a piece at which the constants are anchored: halves of 2,950
PIECES = 48  # at most, of both sides together, as many of either
# logs of the distances of subject, grammar, names: between the sides, within the documents; length; and the rest
_BETWEEN, _WITHIN = np.array([1.68, 4.38, 2.46]), np.array([-1.43, -0.48, -1.55])
_LENGTH, _REST = -1.22, -7.1


def works_apart(
    counts: Counts,
    sizes: ArrayLike,
    side: ArrayLike,
    documents: ArrayLike | None = None,
    *,
    kinds: ArrayLike | None = None,
) -> float:
    """How clearly all words together say that the two sides are two works, and not stretches of one.

    Read 0 as the mark: of a hundred pairs of stretches of one work at most seven lie above it, whatever the kind of
    prose among those tried. The numbers are log odds, so that 1 above the mark is far and 3 is very far.

    Parameters
    ----------
    counts : array or sparse matrix
        Segments in reading order × terms, all of them, also the rare.
    sizes : array
        Terms a segment.
    side : array of bool
        True for the target's segments.
    documents : array, optional
        A label a segment; each side one text if left out.
    kinds : array of int, optional
        For each term 0 subject, 1 grammar or 2 name; all subject if left out.

    Returns
    -------
    float
        Log odds above the mark; minus infinity where a side has fewer than two segments.

    Notes
    -----
    Doubt it for texts below a thousand words, where it hardly ever says yes.
    """
    side, sizes = np.asarray(side, dtype=bool), np.asarray(sizes, dtype=float)
    documents = side if documents is None else np.asarray(documents)
    kinds = np.zeros(counts.shape[1], dtype=int) if kinds is None else np.asarray(kinds, dtype=int)
    if min(side.sum(), (~side).sum()) < 2:
        return -np.inf
    told = np.flatnonzero(column_sums(counts) >= FLOOR)
    between, within, length = work_distances(counts[:, told], sizes, side, documents, kinds[told])
    return float(_BETWEEN @ between + _WITHIN @ within + _LENGTH * length + _REST)


def work_distances(counts, sizes, side, documents, kinds) -> tuple[np.ndarray, np.ndarray, float]:
    """Log distances between the sides and within the documents by kind of word, and the log length of a piece."""
    pieces, owner = _cut_pieces(sizes, documents, side)
    member = np.zeros((len(owner), len(sizes)))
    kept = pieces >= 0
    member[pieces[kept], np.flatnonzero(kept)] = 1
    sums, words, sides = member @ counts, member @ sizes, member @ side > 0
    filled = words > 0  # a piece shorter than a segment may hold none
    sums, words, sides, owner = sums[filled], words[filled], sides[filled], owner[filled]
    first, second = np.triu_indices(len(owner), 1)
    across, same = sides[first] != sides[second], owner[first] == owner[second]
    logs = [_distance(sums, words, first[chosen], second[chosen], kinds) for chosen in (across, same)]
    return logs[0], logs[1], float(np.log(words.mean() / PIECE))


def _cut_pieces(sizes: np.ndarray, documents: np.ndarray, side: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The piece of each segment (-1: none), and the document of each piece.

    A piece is half of a usual document of the side whose documents are the shorter (the one in which its middle word
    stands), so that a scrap beside long texts does not cut these into scraps.
    """
    codes = pd.factorize(documents)[0]
    totals = np.bincount(codes, weights=sizes)
    sides = np.array([side[codes == code][0] for code in range(len(totals))])
    length = min(_usual_length(totals[sides == one]) for one in (True, False)) / 2
    number = np.maximum(np.round(totals / length), 1).astype(int)
    kept = np.concatenate([_keep_pieces(number, np.flatnonzero(sides == one)) for one in (True, False)])
    before = np.empty(len(sizes))
    for code in range(len(totals)):
        rows = codes == code
        before[rows] = np.cumsum(sizes[rows]) - sizes[rows] / 2
    part = np.minimum((before / totals[codes] * number[codes]).astype(int), number[codes] - 1)
    places = {tuple(piece): place for place, piece in enumerate(kept)}
    pieces = np.array([places.get(piece, -1) for piece in zip(codes.tolist(), part.tolist(), strict=True)])
    return pieces, kept[:, 0]


def _usual_length(totals: np.ndarray) -> float:
    ordered = np.sort(totals)
    return float(ordered[np.searchsorted(np.cumsum(ordered), ordered.sum() / 2)])


def _keep_pieces(number: np.ndarray, codes: np.ndarray) -> np.ndarray:
    """The pieces (document, number) of one side that are taken: all, or evenly from evenly chosen documents."""
    chosen = codes[_evenly(len(codes), PIECES // 4)]
    most = max(PIECES // 2 // len(chosen), 2)
    return np.array([(code, piece) for code in chosen.tolist() for piece in _evenly(number[code], most)])


def _evenly(number: int, most: int) -> list[int]:
    return np.unique(np.linspace(0, number - 1, min(number, most)).round().astype(int)).tolist()


def _distance(
    sums: np.ndarray, words: np.ndarray, first: np.ndarray, second: np.ndarray, kinds: np.ndarray
) -> np.ndarray:
    """Log of the mean squared gap (in standard errors of independent words) of pairs of pieces, by kind of word."""
    told, said = np.zeros(3), np.zeros(3)
    for one, two in zip(first, second, strict=True):
        both, part = sums[one] + sums[two], words[one] / (words[one] + words[two])
        seen = both >= SEEN
        gap = (sums[one] - both * part)[seen] ** 2 / (both[seen] * part * (1 - part))
        told += np.bincount(kinds[seen], weights=np.minimum(gap, MOST), minlength=3)
        said += np.bincount(kinds[seen], minlength=3)
    pairs = max(len(first), 1)
    return np.log((told / pairs + WORDS * USUAL) / (said / pairs + WORDS))
