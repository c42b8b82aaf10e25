"""VADER as vaderSentiment 3.3.2 computes it, to the last digit, and several times faster.

Why not the package itself: it takes eight to nine times as long on a novel (1.1 s for .14), which a library of texts
feels, and it was last released in 2020. Its lexicon and word lists are read from it, and tests compare every number.
NLTK's port gives other scores on 4 to 8% of sentences: this is not NLTK's. `vader_rules` values the words in their
context; here the words of a sentence are added up.
Source: Hutto and Gilbert 2014, ICWSM; the package vaderSentiment 3.3.2 (MIT).
"""

import numpy as np

from analysis.sentiment.tokens import stream_tokens
from analysis.sentiment.vader_rules import find_hits, read_traits, vader_package, value_hits, weigh_but


def score_vader(texts: list[str]) -> dict[str, np.ndarray]:
    """compound, positive, negative and neutral of each text, rounded as the package rounds them.

    Returns: arrays of one value a text; compound in [-1, 1], the three others are shares that sum to about 1; and what
    per_words gives of the list's values.
    Doubt it on long sentences (compound grows with length) and on words of another sense ("party", "intelligence").
    """
    texts = [spell_emoji(text) for text in texts]
    stream = stream_tokens(texts)
    traits = read_traits(stream.types)
    hits = find_hits(stream, traits)
    valences = value_hits(stream, traits, hits)
    valences = weigh_but(stream, traits, hits, valences)
    parts = sum_up(stream.lengths, stream.owner[hits], valences, _emphasis(texts))
    return parts | per_words(stream.lengths, stream.owner, traits.valence[stream.ids])


def spell_emoji(text: str) -> str:
    """The text with each emoji replaced by its description, spaced as the package spaces them."""
    emojis = vader_package()[1].emojis
    if text.isascii() or emojis.keys().isdisjoint(text):  # sign by sign: entries of several signs never match
        return text.strip()
    spelled, after_space = [], True
    for sign in text:
        if sign in emojis:
            spelled.append(emojis[sign] if after_space else " " + emojis[sign])
            after_space = False
        else:
            spelled.append(sign)
            after_space = sign == " "
    return "".join(spelled).strip()


def sum_up(lengths: np.ndarray, owner: np.ndarray, valences: np.ndarray, emphasis=0.0) -> dict[str, np.ndarray]:
    """score_valence: compound and the three shares of texts of so many words, from the valences found in them.

    `lengths`: words of each text; `owner`: the text that each valence belongs to; `emphasis`: added for punctuation.
    """

    def total(weights) -> np.ndarray:  # bincount adds from left to right, as the package's sum does
        return np.bincount(owner, weights, minlength=len(lengths))

    summed = total(valences)
    summed = summed + np.sign(summed) * emphasis
    compound = summed / np.sqrt(summed * summed + 15)
    positive = total(np.where(valences > 0, valences + 1, 0.0))
    negative = total(np.where(valences < 0, valences - 1, 0.0))
    neutral = lengths - total(valences != 0)
    louder, softer = positive > -negative, positive < -negative
    positive, negative = positive + louder * emphasis, negative - softer * emphasis
    weight = np.where(lengths > 0, positive - negative + neutral, 1.0)
    parts = {"positive": positive / weight, "negative": -negative / weight, "neutral": neutral / weight}
    return {"compound": round_half(compound, 4)} | {name: round_half(part, 3) for name, part in parts.items()}


def per_words(lengths: np.ndarray, owner: np.ndarray, worth: np.ndarray) -> dict[str, np.ndarray]:
    """valence (the values summed, per 100 words), coverage (share of words with a value) and words of each text."""
    owner, worth, words = owner[worth != 0], worth[worth != 0], np.maximum(lengths, 1)
    sums = np.bincount(owner, worth, minlength=len(lengths))
    matched = np.bincount(owner, minlength=len(lengths))
    return {"valence": 100 * sums / words, "coverage": matched / words, "words": lengths}


def _emphasis(texts: list[str]) -> np.ndarray:
    """_punctuation_emphasis: up to four exclamation marks, two or more question marks."""
    shouts = np.fromiter((text.count("!") for text in texts), dtype=np.int64, count=len(texts))
    asks = np.fromiter((text.count("?") for text in texts), dtype=np.int64, count=len(texts))
    asked = np.where(asks > 3, 0.96, np.where(asks > 1, asks * 0.18, 0.0))
    return np.minimum(shouts, 4) * 0.292 + asked


def round_half(values: np.ndarray, digits: int) -> np.ndarray:
    """Python's round over an array: numpy's own rounds a scaled value, which differs where a half is near."""
    scaled = values * 10**digits
    rounded = np.rint(scaled) / 10**digits
    for i in np.flatnonzero(np.abs(scaled - np.floor(scaled) - 0.5) < 1e-6):
        rounded[i] = round(float(values[i]), digits)
    return rounded + 0.0  # no minus zero
