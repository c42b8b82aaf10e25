"""Sentences as the rules of `lexicon="prose"` see them: words, clauses, values, and where the rules look."""

from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain

import numpy as np

from analysis.sentiment.prose_row import Row, among, bits_of, cut_clauses, kinds_of, lay_out, role_bits
from analysis.sentiment.prose_words import prose_phrases, prose_senses, prose_value

COMPANY = 3  # words on either side in which company decides the sense of a word
REACH = {  # words before and after a hit within which words of these rules tell on it
    (5, 5): ("spoilers", "removers"),
    (5, 0): ("ends", "fights", "cures", "guards", "assaults"),
    (0, 5): ("passing", "arriving"),
    (6, 0): ("negators",),
    (8, 0): ("hypothetical", "duty"),
    (99, 0): ("condition", "pretence"),
    (2, 0): ("stronger", "weaker"),
    (1, 0): ("colourless",),
}
PLAYED = ("finite", "subjects", "determiners", "prepositions", "pasts", "opens", "colourless")  # never looked up


@dataclass(frozen=True)
class Sentences:
    """Words of a row with their clause and value, and where the words of each rule stand.

    `acting` holds the words again, but a phrase only at its last word: what is blank there rules nothing.
    """

    words: list[str]
    acting: list[str]
    clause: list[int]
    values: list[float]
    kinds: list[int]  # the rules that go by each word, as bits
    at: dict[str, list[int]]
    ruled: list[int]  # where values stand with a word of some rule near

    def before(self, role: str, i: int, reach: int) -> list[int]:
        """Where words of a rule stand up to `reach` words before i, in the same clause."""
        places, clause = self.at[role], self.clause
        near = places[bisect_left(places, i - reach) : bisect_left(places, i)]
        return [j for j in near if clause[j] == clause[i]]

    def after(self, role: str, i: int, reach: int) -> list[int]:
        """Where words of a rule stand up to `reach` words after i, in the same clause."""
        places, clause = self.at[role], self.clause
        near = places[bisect_left(places, i + 1) : bisect_left(places, i + reach + 1)]
        return [j for j in near if clause[j] == clause[i]]

    def neighbour(self, i: int, step: int) -> str:
        """The word `step` places on (back, if negative), or "" beyond the clause."""
        j = i + step
        return self.words[j] if self.clause[j] == self.clause[i] else ""

    def plays(self, i: int, role: str) -> bool:
        """Whether a rule goes by the word at i."""
        return self.kinds[i] & role_bits()[role] > 0


def read_sentences(texts: list[str]) -> tuple[Sentences, Row, np.ndarray]:
    """The sentences, the row in which they stand, and the clause of each word."""
    row = lay_out(texts)
    clause = cut_clauses(row)
    words = np.array(list(row.number), dtype=object)[row.ids].tolist()
    worth = np.array([prose_value(word) if word else 0.0 for word in row.number])[row.ids]
    number, ids = _join_phrases(row, words, worth)
    denies = np.array([word.endswith("n't") for word in number])[ids]
    kinds = kinds_of(number)[ids] | denies * bits_of("negators")
    acting = np.array(list(number), dtype=object)[ids].tolist()
    at = {role: np.flatnonzero(kinds & bit).tolist() for role, bit in role_bits().items() if role not in PLAYED}
    sentences = Sentences(words, acting, clause.tolist(), worth.tolist(), kinds.tolist(), at, [])
    _choose_senses(sentences, among(number, ids, prose_senses()))
    hits = np.flatnonzero(sentences.values)
    too = among(row.number, row.ids[hits - 1], {"too"})
    ruled = hits[too | _near_rules(hits, kinds, clause)].tolist()
    return replace(sentences, ruled=ruled), row, clause


def _join_phrases(row: Row, words: list[str], worth: np.ndarray) -> tuple[dict[str, int], np.ndarray]:
    """The words again, a phrase joined at its last word, where its value goes too (into `worth`); and their numbers."""
    number, ids, free = dict(row.number), row.ids.copy(), 0
    for i in _find_pairs(row).tolist():
        for phrase, value in _phrases_by_pair()[words[i], words[i + 1]]:
            end = i + len(phrase)
            if i >= free and tuple(words[i:end]) == phrase:
                ids[i:end], worth[i:end] = number[""], 0.0
                ids[end - 1], worth[end - 1] = number.setdefault(" ".join(phrase), len(number)), value
                free = end
    return number, ids


@lru_cache(maxsize=1)
def _phrases_by_pair() -> dict[tuple[str, ...], list[tuple[tuple[str, ...], float]]]:
    """Phrases by their first two words, longest first."""
    found: dict[tuple[str, ...], list] = {}
    for phrase, value in chain.from_iterable(prose_phrases().values()):
        found.setdefault(phrase[:2], []).append((phrase, value))
    return found


def _find_pairs(row: Row) -> np.ndarray:
    """Where the first two words of some phrase stand."""
    number, size = row.number, len(row.number)
    known = [(number[one], number[two]) for one, two in _phrases_by_pair() if one in number and two in number]
    starts = np.flatnonzero(np.isin(np.arange(size), [one for one, _ in known])[row.ids])
    return starts[np.isin(row.ids[starts] * size + row.ids[starts + 1], [one * size + two for one, two in known])]


def _near_rules(hits: np.ndarray, kinds: np.ndarray, clause: np.ndarray) -> np.ndarray:
    """Whether a word that some rule goes by stands near each hit, in its clause; if not, it is worth what it is."""
    first, last = np.searchsorted(clause, clause[hits]), np.searchsorted(clause, clause[hits], side="right")
    near = np.zeros(len(hits), dtype=bool)
    for (before, after), roles in REACH.items():
        counts = np.append(0, np.cumsum(kinds & bits_of(*roles) > 0))
        start, end = np.maximum(hits - before, first), np.minimum(hits + 1 + after, last)
        near |= counts[end] - counts[start] > (counts[hits + 1] - counts[hits])
    return near


def _choose_senses(sentences: Sentences, several: np.ndarray) -> None:
    """Set the value of words whose company decides their sense; a word in a phrase keeps the phrase's."""
    for i in np.flatnonzero(several).tolist():
        for place, company, value in prose_senses()[sentences.acting[i]]:
            if _kept(sentences, i, place, company):
                sentences.values[i] = value
                break


def _kept(sentences: Sentences, i: int, place: str, company: frozenset[str]) -> bool:
    if place == "near":
        near = [sentences.neighbour(i, step) for step in range(-COMPANY, COMPANY + 1) if step]
        return any(word in company or (word[:1].isdigit() and "0" in company) for word in near)
    if place == "last":
        return sentences.neighbour(i, 1) == "" and sentences.neighbour(i, -1) in company
    return sentences.neighbour(i, 1 if place == "before" else -1) in company
