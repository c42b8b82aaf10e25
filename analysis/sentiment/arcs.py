"""scores -> arcs: how the tone moves through a text, against what the same sentences would do in any order."""

from typing import Literal

import numpy as np
import pandas as pd

from analysis.door import checked
from analysis.errors import AnalysisError, TooLittleTextError
from analysis.sentiment.scores import MEASURES, check_scores, tone_weights

WINDOW = 300  # words: the same stretch of every text, whatever its length
SHUFFLES = 1000
COLUMNS = ["document", "block", "sentence", "position", "compound", "valence", "low", "high", "outside"]


@checked(scores="block sentence")
def score_arc(
    scores: pd.DataFrame,
    *,
    window: int = WINDOW,
    measure: Literal["compound", "valence"] = "compound",
    shuffles: int = SHUFFLES,
    seed: int = 0,
) -> pd.DataFrame:
    """The mean tone of the words around each sentence, and a band that order alone stays in.

    Read the curve only where it leaves the band (`outside`): of texts whose sentences were shuffled, 95 in 100 stay
    inside from end to end. A curve that never leaves it has no shape that could be told from chance
    (`find_arc_shapes` says so).

    Parameters
    ----------
    scores : DataFrame
        Of `score_sentiment`, of one lexicon and mask; choose a voice beforehand.
    window : int
        Words around each sentence, the same for every document.
    measure : {"compound", "valence"}
        What the band is about.
    shuffles : int
        How often the order of the sentences is dealt anew.
    seed : int
        Of every random step.

    Returns
    -------
    DataFrame
        One row a sentence, in reading order:
        document, block, sentence : which one
        position : of its middle, counted in words, 0 to 1
        compound : mean of the window's sentences, -1 to 1
        valence : mean of the window's words, per 100
        low, high : the band of `measure`
        outside : whether the curve of `measure` leaves the band here

    Raises
    ------
    AnalysisError
        For the scores of several lexicons at once.
    TooLittleTextError
        For no sentence at all, and for a text not longer than the window.

    Notes
    -----
    Doubt it: at both ends the window holds only the half that exists; a smooth curve is not a plot.
    """
    check_scores(scores, measure)
    if scores["lexicon"].nunique() > 1 or scores["masked"].nunique() > 1:
        raise AnalysisError("An arc needs the scores of one lexicon and one mask: choose them before.")
    if not len(scores):
        raise TooLittleTextError("There is no sentence to draw an arc of: choose another document or voice.")
    rng = np.random.default_rng(seed)
    arcs = [_arc(part, window, measure, shuffles, rng) for _, part in scores.groupby("document", sort=False)]
    return pd.concat(arcs, ignore_index=True)[COLUMNS]


def _arc(rows: pd.DataFrame, window: int, measure: str, shuffles: int, rng) -> pd.DataFrame:
    weights = {name: tone_weights(rows, name) for name in MEASURES}
    words = weights["valence"]
    if words.sum() <= window:
        raise TooLittleTextError(
            f"The text {rows['document'].iloc[0]!r} has {words.sum():.0f} words, and the window "
            f"has {window}: choose a smaller window."
        )
    columns = {name: rows[name].fillna(0.0).to_numpy(dtype=float) for name in MEASURES}
    curves = {name: smooth(columns[name], weights[name], words, window) for name in MEASURES}
    shuffled = np.empty((shuffles, len(rows)))
    for k in range(shuffles):  # each sentence keeps its length, so only the order is dealt anew
        order = rng.permutation(len(rows))
        shuffled[k] = smooth(columns[measure][order], weights[measure][order], words[order], window, at=words)
    low, high = _simultaneous_band(shuffled)
    curve = curves[measure]
    middle = (np.cumsum(words) - words / 2) / words.sum()
    return rows.assign(position=middle, low=low, high=high, outside=(curve < low) | (curve > high), **curves)


def smooth(values, weights, words, window: int, *, at=None) -> np.ndarray:
    """Weighted means of the values whose sentence's middle lies within half a window of each sentence's middle.

    `at`: the sentence lengths whose middles are asked for, if not those of the values themselves.
    """
    middles = np.cumsum(words) - words / 2
    centres = middles if at is None else np.cumsum(at) - at / 2
    first = np.searchsorted(middles, centres - window / 2, side="left")
    last = np.maximum(np.searchsorted(middles, centres + window / 2, side="right"), first + 1)
    first, last = np.minimum(first, len(middles) - 1), np.minimum(last, len(middles))
    sums = np.concatenate([[0.0], np.cumsum(values * weights)])
    mass = np.concatenate([[0.0], np.cumsum(weights)])
    return (sums[last] - sums[first]) / np.maximum(mass[last] - mass[first], 1e-9)


def _simultaneous_band(curves: np.ndarray, *, inside: float = 0.95) -> tuple[np.ndarray, np.ndarray]:
    """Limits that a share `inside` of the curves never crosses anywhere, as wide everywhere in standard deviations."""
    middle, spread = curves.mean(axis=0), np.maximum(curves.std(axis=0), 1e-12)
    farthest = np.abs((curves - middle) / spread).max(axis=1)
    reach = np.quantile(farthest, inside) * spread
    return middle - reach, middle + reach


@checked(arc="low high compound valence", scores="block sentence")
def find_arc_shapes(
    arc: pd.DataFrame, scores: pd.DataFrame, *, measure: Literal["compound", "valence"] = "compound"
) -> pd.DataFrame:
    """What can be said of each arc in words: its shape, and the sentences at its farthest points from the band.

    Parameters
    ----------
    arc : DataFrame
        Of `score_arc`.
    scores : DataFrame
        Those that the arc was made from, for their text.
    measure : {"compound", "valence"}
        The one the arc was made with.

    Returns
    -------
    DataFrame
        One row a document without shape, else one row for each stretch outside the band, at its farthest point:
        document : its name
        shape : "no shape", or "above" or "below" what order alone gives
        position : of the sentence at that point, 0 to 1; <NA> where there is no shape
        block, sentence : which one; <NA> likewise
        tone : the curve there; <NA> likewise
        text : of that sentence; <NA> likewise
    """
    rows = []
    for document, part in arc.groupby("document", sort=False):
        part = part.reset_index(drop=True)
        stretch = (part["outside"] != part["outside"].shift()).cumsum()
        for _, run in part[part["outside"]].groupby(stretch[part["outside"]]):
            beyond = np.maximum(run[measure] - run["high"], run["low"] - run[measure])
            rows.append(_peak(run.iloc[int(np.argmax(beyond))], measure))
        if not part["outside"].any():
            rows.append({"document": document, "shape": "no shape"})
    table = pd.DataFrame(rows, columns=["document", "shape", "position", "block", "sentence", "tone"])
    keys = ["document", "block", "sentence"]
    texts = dict(reversed([(tuple(key), text) for *key, text in scores[[*keys, "text"]].itertuples(index=False)]))
    table = table.astype({"block": "Int64", "sentence": "Int64", "position": "Float64", "tone": "Float64"})
    found = [texts.get(tuple(key), pd.NA) for key in table[keys].itertuples(index=False)]
    return table.assign(text=pd.array(found, dtype="string"))


def _peak(row: pd.Series, measure: str) -> dict:
    shape = "above" if row[measure] > row["high"] else "below"
    return {
        "document": row["document"],
        "shape": shape,
        "position": row["position"],
        "block": row["block"],
        "sentence": row["sentence"],
        "tone": row[measure],
    }
