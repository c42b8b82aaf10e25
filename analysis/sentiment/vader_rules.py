"""VADER's rules for one word among its neighbours, over arrays: the inner half of `vader`.

Lexicon and word lists come from vaderSentiment 3.3.2; the rules are its rules, each named as it is there. Every rule
looks at a window of six words, so what a word is (negation, degree word, capitals) is worked out once per distinct
word, and the rules run over arrays of all the words that the lexicon knows.
"""

import string
from dataclasses import dataclass
from functools import lru_cache
from heapq import heappop, heappush

import numpy as np

from analysis.sentiment.tokens import TokenStream

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


def read_traits(types: list[str]) -> Traits:
    """The traits of every type, worked out once a word."""
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


def find_hits(stream: TokenStream, traits: Traits) -> np.ndarray:
    """Where the words are that the package scores: in the lexicon, no degree word, and not the "kind" of "kind of"."""
    scored = traits.known & ~traits.is_degree
    hits = np.flatnonzero(scored[stream.ids])
    kind_of = traits.keyword["kind"][stream.ids[hits]] & traits.keyword["of"][_neighbours(stream, hits, 1)]
    return hits[~kind_of]


def value_hits(stream: TokenStream, traits: Traits, hits: np.ndarray) -> np.ndarray:
    """sentiment_valence: what each hit is worth after capitals, degree words, negation and idioms near it."""
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


def weigh_but(stream: TokenStream, traits: Traits, hits: np.ndarray, valences: np.ndarray) -> np.ndarray:
    """_but_check, replayed: the package looks each value up by its first occurrence in a list that it changes."""
    buts = np.flatnonzero(traits.keyword["but"][stream.ids])
    owners, first = np.unique(stream.owner[buts], return_index=True)
    valences, hit_owner = valences.copy(), stream.owner[hits]
    starts, stops = np.searchsorted(hit_owner, owners), np.searchsorted(hit_owner, owners, side="right")
    for but, start, stop in zip(buts[first], starts, stops, strict=True):
        valences[start:stop] = _weigh_around(valences[start:stop].tolist(), (hits[start:stop] < but).tolist())
    return valences


def _weigh_around(values: list[float], before: list[bool]) -> list[float]:
    places: dict[float, list[int]] = {}  # where each value stands, the first on top; some have changed since
    for k, value in enumerate(values):
        places.setdefault(value, []).append(k)
    for k in range(len(values)):
        found = places[values[k]]
        while values[found[0]] != values[k]:
            heappop(found)
        j = heappop(found)
        values[j] *= 0.5 if before[j] else 1.5
        heappush(places.setdefault(values[j], []), j)
    return values
