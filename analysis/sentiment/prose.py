"""`lexicon="prose"`: an instrument for argumentative prose, where VADER's rules for short messages fall short.

Whose judgement it is: the words of `data/prose.txt` were chosen and valued by the makers of this project, with American
newspaper prose and historical writing in mind, and are averaged with the packaged lists (`prose_words`); the rules come
from the literature (`prose_clauses`, `prose_scope`, `prose_rules`). No value was fitted to rated sentences, so it is
one more opinion with reasons; to readers it comes nearer than VADER does (`benchmarks/tone.md`).
How a sentence adds up: each hit tells a little of what the sentence as a whole is like. In prose two hits of one
sentence agree only weakly, by about one part in five (`benchmarks/tone.py` prints it), so the mean of n hits deserves
n / (n + 4) of belief (Kelley 1927), and the sum, by which compound grows with every clause, 5 / (n + 4). The other
words count as well: a hit among thirty words is less of its sentence than one among five (by the fourth root of them,
chosen beside raters).
"""

from functools import lru_cache

import numpy as np

from analysis.sentiment.lexicons import Lexicon
from analysis.sentiment.prose_clauses import read_sentences
from analysis.sentiment.prose_rules import BLAME, value_words, weigh_argument
from analysis.sentiment.prose_words import prose_values
from analysis.sentiment.vader import per_words, round_half, sum_up

DISAGREEMENT = 4.0  # (1 - r) / r for a correlation r of 1/5 between two hits of one sentence
USUAL = 1.2  # what a hit is worth, good or bad; smaller ones are less than a hit
DILUTION = 0.25  # the power by which words other than hits thin a sentence
TYPICAL, SHORT = 20, 5  # words: at the typical length nothing changes, and below the short one nothing further


def score_clauses(text: str) -> tuple[list[str], np.ndarray]:
    """The terms of a text and what each is worth where it stands."""
    words, _, worth = _value_texts([text])
    return words, worth


def _value_texts(texts: list[str]) -> tuple[list[str], np.ndarray, np.ndarray]:
    """The terms of the texts, in which text each stands, and what it is worth there."""
    sentences, row, clause = read_sentences(texts)
    values = value_words(sentences) * weigh_argument(sentences, row, clause, texts)
    worth, terms = np.where(values < 0, values * BLAME, values), ~row.blank
    return [word for word in sentences.words if word], row.owner[terms], worth[terms]


def score_prose(texts: list[str]) -> dict[str, np.ndarray]:
    """The score columns of texts, from what each word is worth where it stands (as `score_vader` gives them)."""
    _, owner, worth = _value_texts(texts)
    lengths = np.bincount(owner, minlength=len(texts))
    parts = sum_up(lengths, owner[worth != 0], worth[worth != 0]) | per_words(lengths, owner, worth)
    return parts | {"compound": round_half(summarise(lengths, owner, worth), 4)}


def summarise(lengths: np.ndarray, owner: np.ndarray, worth: np.ndarray) -> np.ndarray:
    """Compound of each text: VADER's curve of the sum of its hits, which weigh less the more hits and words there are.

    >>> one, three = summarise(np.array([1]), np.zeros(1, int), np.ones(1)), summarise(
    ...     np.array([3]), np.zeros(3, int), np.ones(3))
    >>> bool(one < three < 3 * one)
    True
    """
    total, hits = (np.bincount(owner, values, minlength=len(lengths)) for values in (worth, np.abs(worth) / USUAL))
    weighed = total * (1 + DISAGREEMENT) / (hits + DISAGREEMENT) * (TYPICAL / np.maximum(lengths, SHORT)) ** DILUTION
    return weighed / np.sqrt(weighed * weighed + 15)


@lru_cache(maxsize=1)
def prose() -> Lexicon:
    """The instrument of this module, under the name by which it is asked for."""
    source = "our own list, valued by judgement, and rules over the three packaged lists"
    return Lexicon("prose", prose_values(), source, "MIT (ours), with the three lists' own", rate=score_prose)
