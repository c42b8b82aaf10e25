"""Readability formulas: the length of sentences and words, mixed. They describe a genre, not its quality."""

import re
from functools import cache

import numpy as np
import pandas as pd

from analysis.terms import find_terms

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


def sentence_length(sums) -> np.ndarray:
    """Words a sentence. Each formula here takes sums in the order of `COUNTS` along the last axis."""
    sentences, words, *_ = np.moveaxis(np.asarray(sums, dtype=float), -1, 0)
    return words / np.maximum(sentences, 1)


def flesch_ease(sums) -> np.ndarray:
    """Flesch Reading Ease: 90 very easy, 60 plain, 30 academic (Flesch 1948)."""
    sentences, words, _, syllables, _ = np.moveaxis(np.asarray(sums, dtype=float), -1, 0)
    return 206.835 - 1.015 * words / np.maximum(sentences, 1) - 84.6 * syllables / np.maximum(words, 1)


def kincaid_grade(sums) -> np.ndarray:
    """Flesch-Kincaid grade: years of American schooling (Kincaid et al. 1975)."""
    sentences, words, _, syllables, _ = np.moveaxis(np.asarray(sums, dtype=float), -1, 0)
    return 0.39 * words / np.maximum(sentences, 1) + 11.8 * syllables / np.maximum(words, 1) - 15.59


def gunning_fog(sums) -> np.ndarray:
    """Gunning's Fog: sentence length and the share of words of three syllables or more, in school years."""
    sentences, words, _, _, long = np.moveaxis(np.asarray(sums, dtype=float), -1, 0)
    return 0.4 * (words / np.maximum(sentences, 1) + 100 * long / np.maximum(words, 1))


def smog_grade(sums) -> np.ndarray:
    """SMOG: long words by sentence, in school years (McLaughlin 1969). Meant for 30 sentences and more."""
    sentences, _, _, _, long = np.moveaxis(np.asarray(sums, dtype=float), -1, 0)
    return 1.0430 * np.sqrt(30 * long / np.maximum(sentences, 1)) + 3.1291


def coleman_liau(sums) -> np.ndarray:
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
