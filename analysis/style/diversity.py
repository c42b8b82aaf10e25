"""How varied the words are, by measures that do not simply fall with the length of a text."""

import numpy as np
import pandas as pd
from scipy.stats import hypergeom

WINDOW = 100  # words of a moving window; at most the length of the shortest text compared
FACTOR = 0.72  # MTLD: the type-token ratio at which a factor ends (McCarthy and Jarvis 2010)
DRAW = 42  # HD-D: size of the sample that is imagined


def window_ratios(words, *, window: int = WINDOW) -> np.ndarray:
    """The share of different words in every window of `window` neighbouring words, one value a starting place."""
    codes = pd.factorize(np.asarray(words, dtype=object))[0]
    if len(codes) < window or window < 1:
        return np.array([])
    last = pd.Series(np.arange(len(codes))).groupby(codes).shift(1).fillna(-1).to_numpy().astype(np.int64)
    # a place is new to a window that starts after the word's last place and not after itself
    change = np.zeros(len(codes) + 1, dtype=np.int64)
    first, stop = np.maximum(last + 1, np.arange(len(codes)) - window + 1), np.arange(len(codes)) + 1
    np.add.at(change, first, 1)
    np.add.at(change, stop, -1)
    return np.cumsum(change)[: len(codes) - window + 1] / window


def mattr(words, *, window: int = WINDOW) -> float:
    """Mean type-token ratio of a moving window: 1 = no word twice within it; NaN for a text shorter than the window.

    >>> mattr("a b a c".split(), window=2)
    1.0
    >>> round(mattr("a a b".split(), window=2), 2)
    0.75

    Source: Covington and McFall 2010. Doubt small differences: a change of subject raises it too.
    """
    ratios = window_ratios(words, window=window)
    return float(ratios.mean()) if len(ratios) else float("nan")


def mtld(words, *, factor: float = FACTOR) -> float:
    """Mean length of stretches that keep the type-token ratio above 0.72; mean of reading forwards and backwards.

    Higher is more varied. NaN for no words; a text that never falls to the factor and has no repetition counts as one
    stretch. Source: McCarthy and Jarvis 2010 (the mean of the two MTLDs, not of the factors). Doubt it below 100 words.
    """
    words = list(words)
    if not words:
        return float("nan")
    return (_one_way(words, factor) + _one_way(words[::-1], factor)) / 2


def _one_way(words: list, factor: float) -> float:
    factors, seen, length = 0.0, set(), 0
    for word in words:
        seen.add(word)
        length += 1
        if len(seen) / length <= factor:
            factors, seen, length = factors + 1, set(), 0
    if length:
        factors += (1 - len(seen) / length) / (1 - factor)
    return len(words) / factors if factors else float(len(words))


def hdd(words, *, draw: int = DRAW) -> float:
    """HD-D: the type-token ratio to be expected in a random sample of 42 words; NaN for a text shorter than that.

    Sum over words of the chance to be in the sample, by 42. Source: McCarthy and Jarvis 2010.
    """
    counts = pd.Series(list(words)).value_counts().to_numpy()
    total = int(counts.sum()) if len(counts) else 0
    if total < draw:
        return float("nan")
    return float((1 - hypergeom.pmf(0, total, counts, draw)).sum() / draw)
