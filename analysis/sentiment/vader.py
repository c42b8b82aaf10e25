"""VADER as vaderSentiment 3.3.2 computes it, to the last digit, over arrays instead of one string at a time.

Lexicon and word lists come from that package; the rules below are its rules, each named as it is there. Every rule
looks at a window of six words, so what a word is (negation, degree word, capitals) is worked out once per distinct
word. NLTK's port gives other scores on 4 to 8% of sentences: this is not NLTK's.
Source: Hutto and Gilbert 2014, ICWSM; the package vaderSentiment 3.3.2 (MIT).
"""

import string
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from analysis.sentiment.tokens import TokenStream, stream_tokens

NEGATED, CAPITALS = -0.74, 0.733  # N_SCALAR and C_INCR of the package
FADE = {1: 1.0, 2: 0.95, 3: 0.9}  # a degree word weighs less the farther it stands from the word it turns
KEYWORDS = ("no", "or", "nor", "never", "so", "this", "without", "doubt", "least", "at", "very", "but", "kind", "of")
IDIOM_ANCHORS = {"shit", "bomb", "ass", "stop", "right", "kiss", "die", "beating", "enough", "kind", "sort"}


@lru_cache(maxsize=1)
def vader_package():
    """The package's module and its analyser (its lexicon and its emoji descriptions)."""
    from vaderSentiment import vaderSentiment as package

    return package, package.SentimentIntensityAnalyzer()


def vader_word(token: str) -> str:
    """What the package takes for the word in a token: outer punctuation off, unless two signs or fewer remain."""
    stripped = token.strip(string.punctuation)
    return token if len(stripped) <= 2 else stripped


def score_vader(texts: list[str]) -> dict[str, np.ndarray]:
    """compound, positive, negative and neutral of each text, rounded as the package rounds them.

    Returns: arrays of one value a text; compound in [-1, 1], the three others are shares that sum to about 1; and what
    per_words gives of the list's values.
    Doubt it on long sentences (compound grows with length) and on words of another sense ("party", "intelligence").
    """
    texts = [spell_emoji(text) for text in texts]
    stream = stream_tokens(texts)
    traits = _traits(stream.types)
    hits = _hits(stream, traits)
    valences = _word_valences(stream, traits, hits)
    valences = _weigh_but(stream, traits, hits, valences)
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


@dataclass(frozen=True)
class Traits:
    """What each type is to the rules; the last entry stands for "no word there"."""

    words: list[str]
    known: np.ndarray
    valence: np.ndarray
    degree: np.ndarray
    is_degree: np.ndarray
    negates: np.ndarray
    capitals: np.ndarray
    anchors: np.ndarray
    keyword: dict[str, np.ndarray]


def _traits(types: list[str]) -> Traits:
    package, analyser = vader_package()
    raw = [vader_word(token) for token in types]
    words = [word.lower() for word in raw]
    number = {word: i for i, word in enumerate(dict.fromkeys(words))}
    of = np.fromiter((number[word] for word in words), dtype=np.int64, count=len(words))
    negations, lexicon, degrees = set(package.NEGATE), analyser.lexicon, package.BOOSTER_DICT

    def trait(values, empty=False) -> np.ndarray:  # worked out once a word, however it is written
        return np.array([*values, empty])[np.append(of, len(number))]

    return Traits(
        words,
        known=trait((word in lexicon for word in number), True),  # rules stop at a known word, and so at the border
        valence=trait((lexicon.get(word, 0.0) for word in number), 0.0),
        degree=trait((degrees.get(word, 0.0) for word in number), 0.0),
        is_degree=trait(word in degrees for word in number),
        negates=trait(word in negations or "n't" in word for word in number),
        capitals=np.array([*(word.isupper() for word in raw), False]),
        anchors=trait(word in IDIOM_ANCHORS for word in number),
        keyword={key: np.append(of == number.get(key, -1), False) for key in KEYWORDS},
    )


def _neighbours(stream: TokenStream, hits: np.ndarray, step: int) -> np.ndarray:
    """The type `step` places after each hit (before, if negative), or -1, the empty type, beyond the text's border."""
    place = stream.place[hits] + step
    inside = (place >= 0) & (place < stream.lengths[stream.owner[hits]])
    return np.where(inside, stream.ids[np.where(inside, hits + step, hits)], -1)


def _hits(stream: TokenStream, traits: Traits) -> np.ndarray:
    scored = traits.known & ~traits.is_degree
    hits = np.flatnonzero(scored[stream.ids])
    kind_of = traits.keyword["kind"][stream.ids[hits]] & traits.keyword["of"][_neighbours(stream, hits, 1)]
    return hits[~kind_of]


def _word_valences(stream: TokenStream, traits: Traits, hits: np.ndarray) -> np.ndarray:
    is_ = traits.keyword
    before = {d: _neighbours(stream, hits, -d) for d in (1, 2, 3)}
    here, after = stream.ids[hits], _neighbours(stream, hits, 1)
    listed = traits.valence[here]
    valence = np.where(is_["no"][here] & (after >= 0) & traits.known[after], 0.0, listed)
    after_no = is_["no"][before[1]] | is_["no"][before[2]]
    after_no |= is_["no"][before[3]] & (is_["or"][before[1]] | is_["nor"][before[1]])
    valence = np.where(after_no, listed * NEGATED, valence)

    shouted = np.bincount(stream.owner, traits.capitals[stream.ids], minlength=len(stream.lengths))
    some_shouted = ((shouted > 0) & (shouted < stream.lengths))[stream.owner[hits]]
    louder = np.where(valence > 0, CAPITALS, -CAPITALS)
    valence = np.where(traits.capitals[here] & some_shouted, valence + louder, valence)

    for d in (1, 2, 3):
        free = ~traits.known[before[d]]
        valence = np.where(free, valence + _degree(traits, before[d], valence, some_shouted) * FADE[d], valence)
        valence = np.where(free, valence * _negation(traits, before, d), valence)
    valence = _idioms(stream, traits, hits, valence, ~traits.known[before[3]])
    least = ~traits.known[before[1]] & is_["least"][before[1]] & ~is_["at"][before[2]] & ~is_["very"][before[2]]
    return np.where(least, valence * NEGATED, valence)


def _degree(traits: Traits, neighbour, valence, some_shouted) -> np.ndarray:
    """scalar_inc_dec: what "very" or "slightly" adds."""
    degree = traits.degree[neighbour] * np.where(valence < 0, -1.0, 1.0)
    louder = np.where(valence > 0, CAPITALS, -CAPITALS)
    return np.where(traits.is_degree[neighbour] & traits.capitals[neighbour] & some_shouted, degree + louder, degree)


def _negation(traits: Traits, before: dict[int, np.ndarray], d: int) -> np.ndarray:
    """_negation_check: the factor that a negation `d` words before the hit puts on it."""
    is_ = traits.keyword
    factor = np.where(traits.negates[before[d]], NEGATED, 1.0)
    if d == 1:
        return factor
    doubt, so_this = is_["doubt"][before[1]], is_["so"][before[1]] | is_["this"][before[1]]
    if d == 2:
        stronger = is_["never"][before[2]] & so_this
    else:  # as in the package: "so" or "this" straight before the hit is enough
        stronger = is_["never"][before[3]] & (is_["so"][before[2]] | is_["this"][before[2]]) | so_this
        doubt = doubt | is_["doubt"][before[2]]
    factor = np.where(is_["without"][before[d]] & doubt, 1.0, factor)
    return np.where(stronger, 1.25, factor)


def _idioms(stream: TokenStream, traits: Traits, hits, valence, free) -> np.ndarray:
    """_special_idioms_check, one by one: only the few hits with a word of an idiom near them are looked at."""
    near = np.zeros(len(hits), dtype=bool)
    for step in range(-3, 3):
        near |= traits.anchors[_neighbours(stream, hits, step)]
    valence = valence.copy()
    for at in np.flatnonzero(near & free):
        i, first = hits[at], hits[at] - stream.place[hits[at]]
        end = min(i + 3, first + stream.lengths[stream.owner[i]])
        valence[at] = _idiom([traits.words[t] for t in stream.ids[i - 3 : end]], valence[at])
    return valence


def _idiom(words: list[str], valence: float) -> float:
    """The valence of words[3], given three words before it and up to two after it."""
    package, _ = vader_package()

    def phrase(*steps: int) -> str:
        return " ".join(words[3 + step] for step in steps)

    before = [phrase(-1, 0), phrase(-2, -1, 0), phrase(-2, -1), phrase(-3, -2, -1), phrase(-3, -2)]
    valence = next((package.SPECIAL_CASES[found] for found in before if found in package.SPECIAL_CASES), valence)
    for after in (" ".join(words[3:5]), " ".join(words[3:6])):
        valence = package.SPECIAL_CASES.get(after, valence)
    for degree in (phrase(-3, -2, -1), phrase(-3, -2), phrase(-2, -1)):
        valence += package.BOOSTER_DICT.get(degree, 0.0)
    return valence


def _weigh_but(stream: TokenStream, traits: Traits, hits: np.ndarray, valences: np.ndarray) -> np.ndarray:
    """_but_check, replayed: the package looks each value up by its first occurrence in a list that it changes."""
    buts = np.flatnonzero(traits.keyword["but"][stream.ids])
    owners, first = np.unique(stream.owner[buts], return_index=True)
    valences, hit_owner = valences.copy(), stream.owner[hits]
    starts, stops = np.searchsorted(hit_owner, owners), np.searchsorted(hit_owner, owners, side="right")
    for but, start, stop in zip(buts[first], starts, stops, strict=True):
        values, places = valences[start:stop].tolist(), hits[start:stop]
        for k in range(len(values)):
            j = values.index(values[k])
            values[j] *= 0.5 if places[j] < but else 1.5
        valences[start:stop] = values
    return valences


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
