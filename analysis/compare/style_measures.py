"""How varied the words are, how long sentences and words: measures of style. They describe a genre, not quality."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np
import pandas as pd
import scipy  # its parts load when they are used
from numpy.typing import ArrayLike

from analysis.terms import find_terms

WINDOW = 100  # words of a moving window; at most the length of the shortest text compared
FACTOR = 0.72  # MTLD: the type-token ratio at which a factor ends (McCarthy and Jarvis 2010)
DRAW = 42  # HD-D: size of the sample that is imagined


def window_ratios(words: Sequence[str] | np.ndarray, *, window: int = WINDOW) -> np.ndarray:
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


def mattr(words: Sequence[str] | np.ndarray, *, window: int = WINDOW) -> float:
    """Mean type-token ratio of a moving window: 1 = no word twice within it; NaN for a text shorter than the window.

    >>> mattr("a b a c".split(), window=2)
    1.0
    >>> round(mattr("a a b".split(), window=2), 2)
    0.75

    Source: Covington and McFall 2010. Doubt small differences: a change of subject raises it too.
    """
    ratios = window_ratios(words, window=window)
    return float(ratios.mean()) if len(ratios) else float("nan")


def mtld(words: Iterable[str], *, factor: float = FACTOR) -> float:
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


def hdd(words: Iterable[str], *, draw: int = DRAW) -> float:
    """HD-D: the type-token ratio to be expected in a random sample of 42 words; NaN for a text shorter than that.

    Sum over words of the chance to be in the sample, by 42. Source: McCarthy and Jarvis 2010.
    """
    counts = pd.Series(list(words)).value_counts().to_numpy()
    total = int(counts.sum()) if len(counts) else 0
    if total < draw:
        return float("nan")
    return float((1 - scipy.stats.hypergeom.pmf(0, total, counts, draw)).sum() / draw)


COUNTS = ["sentences", "words", "letters", "syllables", "long_words"]
_GROUPS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^laeiouy]e|[^aeiouytd]ed|[^aeiouyscxzgh]es)$")
_SPLIT = re.compile(r"i[aou](?!us$)|eo|ua|iu|[aeiou]ing$|ying$")
_TOGETHER = re.compile(r"[cst]i[ao]|gio|qua|gua|peo|eon$|eous$|[cgst]ious|tion|sion")


@cache
def count_syllables(word: str) -> int:
    """Syllables of an English word by rule: groups of vowels, less a silent -e, -ed, -es, more for split vowels.

    Numbers count as one syllable a digit. Right for about nine words of ten; its mistakes fall on names, on both sides.

    >>> [count_syllables(word) for word in ("peace", "agrarian", "wanted", "lived", "theory", "1958")]
    [1, 4, 2, 1, 3, 4]
    """
    word = word.casefold()
    if any(sign.isdigit() for sign in word):
        return max(sum(sign.isdigit() for sign in word), 1)
    number = 0
    for part in re.split(r"[-‐‑']", word):
        number += len(_GROUPS.findall(part)) - bool(len(part) > 2 and _SILENT.search(part))
        number += len(_SPLIT.findall(_TOGETHER.sub("t", part)))
    return max(number, 1)


def count_for_readability(sentences: pd.DataFrame) -> pd.DataFrame:
    """What the formulas need, by sentence: sentences (1), words, letters, syllables, long_words (3 syllables on)."""
    rows = []
    for text in sentences["text"]:
        words = [text[start:end] for start, end, _ in find_terms(text)]
        syllables = [count_syllables(word) for word in words]
        rows.append((1, len(words), sum(map(len, words)), sum(syllables), sum(n >= 3 for n in syllables)))
    return pd.DataFrame(rows, columns=COUNTS, index=sentences.index)


def sentence_length(sums: ArrayLike) -> np.ndarray:
    """Words a sentence. Each formula here takes sums in the order of `COUNTS` along the last axis."""
    sentences, words, *_ = np.moveaxis(np.asarray(sums, dtype=float), -1, 0)
    return words / np.maximum(sentences, 1)


def flesch_ease(sums: ArrayLike) -> np.ndarray:
    """Flesch Reading Ease: 90 very easy, 60 plain, 30 academic (Flesch 1948)."""
    sentences, words, _, syllables, _ = np.moveaxis(np.asarray(sums, dtype=float), -1, 0)
    return 206.835 - 1.015 * words / np.maximum(sentences, 1) - 84.6 * syllables / np.maximum(words, 1)


def kincaid_grade(sums: ArrayLike) -> np.ndarray:
    """Flesch-Kincaid grade: years of American schooling (Kincaid et al. 1975)."""
    sentences, words, _, syllables, _ = np.moveaxis(np.asarray(sums, dtype=float), -1, 0)
    return 0.39 * words / np.maximum(sentences, 1) + 11.8 * syllables / np.maximum(words, 1) - 15.59


def gunning_fog(sums: ArrayLike) -> np.ndarray:
    """Gunning's Fog: sentence length and the share of words of three syllables or more, in school years."""
    sentences, words, _, _, long = np.moveaxis(np.asarray(sums, dtype=float), -1, 0)
    return 0.4 * (words / np.maximum(sentences, 1) + 100 * long / np.maximum(words, 1))


def smog_grade(sums: ArrayLike) -> np.ndarray:
    """SMOG: long words by sentence, in school years (McLaughlin 1969). Meant for 30 sentences and more."""
    sentences, _, _, _, long = np.moveaxis(np.asarray(sums, dtype=float), -1, 0)
    return 1.0430 * np.sqrt(30 * long / np.maximum(sentences, 1)) + 3.1291


def coleman_liau(sums: ArrayLike) -> np.ndarray:
    """Coleman-Liau: letters and sentences by 100 words, in school years; needs no syllables (Coleman and Liau 1975)."""
    sentences, words, letters, _, _ = np.moveaxis(np.asarray(sums, dtype=float), -1, 0)
    words = np.maximum(words, 1)
    return 0.0588 * 100 * letters / words - 0.296 * 100 * sentences / words - 15.8


FORMULAS = {
    "words a sentence": sentence_length,
    "Flesch reading ease": flesch_ease,
    "Flesch-Kincaid grade": kincaid_grade,
    "Gunning fog": gunning_fog,
    "SMOG grade": smog_grade,
    "Coleman-Liau grade": coleman_liau,
}
