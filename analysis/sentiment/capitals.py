"""Names told by their capitals, for texts that come without a list of names; over arrays of signs and of words."""

from collections.abc import Set
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from analysis.sentiment.vader_rules import vader_package

_SMALL = {"a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"}  # in headings
_JOINS = {"of", "the", "and", "de", "for", "von", "van"}  # inside a name: Bank of the United Provinces
_LONGEST = max(map(len, _SMALL))
_BORDER = "…"  # between two texts: what follows it opens a sentence
_LETTER, _UPPER, _INNER, _OPENING, _SOFT = 1, 2, 4, 8, 16  # what a sign is: see _classes


@dataclass(frozen=True)
class Words:
    """The words of many texts, joined; each rule looks at all of them at once."""

    joined: str
    offsets: np.ndarray  # where each text begins
    letters: np.ndarray  # of each sign, whether it is a letter or digit
    starts: np.ndarray
    ends: np.ndarray
    opens: np.ndarray  # whether a word opens a text, sentence or quotation
    runs_on: np.ndarray  # whether only blanks and dashes part it from the word before
    capital: np.ndarray  # whether a capital marks it

    def spell(self, chosen: np.ndarray) -> list[str]:
        """The words at these places."""
        spans = zip(self.starts[chosen].tolist(), self.ends[chosen].tolist(), strict=True)
        return [self.joined[start:end] for start, end in spans]


def find_typographic(texts: list[str]) -> list[list[tuple[int, int]]]:
    """The spans of each text that its capitals mark as names, for texts without a list of names.

    A capitalised word inside a sentence is a name, and so is the run it stands in ("Labour Party of the United
    Provinces"). At a sentence start a capital proves nothing: that word joins a name only if the texts show it
    capitalised inside a sentence too, and either a name follows at once or no list knows it as a word of tone. A word
    in capitals throughout is an acronym, unless a lexicon knows it: then it is emphasis ("GREAT"). A line of four words
    or more with a capital on each (a heading) is left alone, as are "I" and its contractions.
    Returns: for each text a list of (start, end).
    """
    words = read_words(texts)
    named = _find_names(words, find_inside(words))
    first = named & ~(words.runs_on & np.append(False, named[:-1]))
    last = named & ~np.append((named & ~first)[1:], False)
    found: list[list[tuple[int, int]]] = [[] for _ in texts]
    starts, ends = words.starts[first], words.ends[last]
    for owner, start, end in zip(_owner(words, starts).tolist(), starts.tolist(), ends.tolist(), strict=True):
        found[owner].append((start - int(words.offsets[owner]), end - int(words.offsets[owner])))
    return found


def find_inside(words: Words) -> set[str]:
    """The words that the texts show with a capital inside a sentence."""
    return set(words.spell(np.flatnonzero(words.capital & ~words.opens)))


def blank_names(texts: list[str], inside: Set[str], letter: str) -> list[str]:
    """The texts with this letter for each letter of a name, where `inside` stand with a capital inside sentences."""
    words = read_words(texts)
    named = _find_names(words, inside)
    edges = np.zeros(len(words.joined) + 1, dtype=np.int8)
    edges[words.starts[named]] += 1
    edges[words.ends[named]] -= 1
    codes = _codes(words.joined).copy()
    codes[words.letters & (np.cumsum(edges, dtype=np.int8)[:-1] > 0)] = ord(letter)
    blanked = codes.tobytes().decode("utf-32-le", "surrogatepass")
    return [blanked[start : start + len(text)] for start, text in zip(words.offsets.tolist(), texts, strict=True)]


def read_words(texts: list[str]) -> Words:
    """The words of the texts; apostrophes, hyphens and points inside a word are part of it."""
    joined = _BORDER.join(texts)
    sizes = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts)) + len(_BORDER)
    kinds = _classes(_codes(joined))
    letters = (kinds & _LETTER) > 0
    part = letters.copy()
    part[1:-1] |= ((kinds[1:-1] & _INNER) > 0) & letters[:-2] & letters[2:]
    edges = np.flatnonzero(np.diff(part, prepend=False, append=False))
    starts, ends = edges[::2], edges[1::2]
    openings = np.cumsum(((kinds & _OPENING) > 0) & ~part, dtype=np.int32)[starts]
    strange = np.cumsum(((kinds & _SOFT) == 0) & ~part, dtype=np.int32)[starts]
    opens, runs_on = np.diff(openings, prepend=-1) > 0, np.diff(strange, prepend=-1) == 0
    upper = (kinds[starts] & _UPPER) > 0
    words = Words(joined, np.cumsum(sizes) - sizes, letters, starts, ends, opens, runs_on, upper)
    upper[upper] = [_is_capitalised(word) for word in words.spell(np.flatnonzero(upper))]
    _leave_headings(words)
    return words


def _codes(text: str) -> np.ndarray:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def _classes(codes: np.ndarray) -> np.ndarray:
    """What each sign is, looked up once a distinct sign."""
    if not len(codes):
        return np.zeros(0, dtype=np.uint8)
    table = np.zeros(int(codes.max()) + 1, dtype=np.uint8)
    for code in np.flatnonzero(np.bincount(codes)).tolist():
        sign = chr(code)
        told = (sign.isalnum(), sign.isupper(), sign in "-'’.", sign in '“"‘([:;.!?…', sign in " \n-")
        table[code] = sum(1 << i for i, true in enumerate(told) if true)
    return table[codes]


def _owner(words: Words, starts: np.ndarray) -> np.ndarray:
    """The text in which each word stands."""
    return np.searchsorted(words.offsets, starts, side="right") - 1


def _leave_headings(words: Words) -> None:
    """No capital marks a word in a text of four words or more with a capital on each that is not a small word."""
    first = np.searchsorted(words.starts, words.offsets)
    last = np.append(first[1:], len(words.starts))
    plain = np.append(0, np.cumsum(~words.capital & (words.ends - words.starts > _LONGEST)))
    for i in np.flatnonzero((last - first > 3) & (plain[first] == plain[last])).tolist():
        row = np.arange(first[i], last[i])
        if set(words.spell(row[~words.capital[row]])) <= _SMALL:
            words.capital[row] = False


@lru_cache(maxsize=100_000)
def _is_capitalised(word: str) -> bool:
    if not word[0].isupper() or word.split("'")[0].split("’")[0] == "I":
        return False
    return len(word) == 1 or not word.isupper() or word.lower() not in _known_words()


@lru_cache(maxsize=1)
def _known_words() -> frozenset[str]:
    package, analyser = vader_package()
    return frozenset(analyser.lexicon) | set(package.BOOSTER_DICT) | set(package.NEGATE)


def _find_names(words: Words, inside: Set[str]) -> np.ndarray:
    """Which words are names, or join the parts of one: up to two joining words between a name and a capital."""

    def moved(flags: np.ndarray, steps: int) -> np.ndarray:  # of each word, what is true of the one `steps` before it
        out = np.zeros(len(flags), dtype=bool)
        if steps > 0:
            out[steps:] = flags[:-steps]
        else:
            out[:steps] = flags[-steps:]
        return out

    named = words.capital & ~words.opens
    doubtful, follows = np.flatnonzero(words.capital & words.opens), moved(named, -1)
    named[doubtful] = [
        word in inside and (next_is or word.lower() not in _known_words())
        for word, next_is in zip(words.spell(doubtful), follows[doubtful].tolist(), strict=True)
    ]
    runs_on = words.runs_on & ~words.opens
    goes_on = words.capital & runs_on
    near = runs_on & ~words.capital & (moved(named, 1) | moved(named, 2))
    near[near] = [word in _JOINS for word in words.spell(np.flatnonzero(near))]
    one = near & moved(named, 1) & moved(goes_on, -1)
    pair = near & moved(named, 1) & moved(near & moved(goes_on, -1), -1)
    return named | one | pair | moved(pair, 1)
