"""What its place makes of a word's value, for `lexicon="prose"`: each rule a small function with its reason.

Sources: Polanyi and Zaenen 2006 (shifters); Moilanen and Pulman 2007 (composition); Choi and Cardie 2008 (negators that
are content words: "decline in theft"); Taboada et al. 2011 (shift, irrealis, weight of blame); Kiritchenko and Mohammad
2014 (negated blame is weaker, not praise); Potts 2011 (negation itself leans to blame).
"""

import numpy as np

from analysis.sentiment.prose_clauses import Sentences
from analysis.sentiment.prose_row import Row
from analysis.sentiment.prose_scope import departures, governors, has_gone, is_governing, is_highest, is_idle, negations

STRONGER, WEAKER = 1.3, 0.6
TOO_GOOD, TOO_BAD, NOT_TOO = -0.3, 1.2, -0.3
NEGATED_PRAISE, NEGATED_BLAME, DOUBLY_DENIED = -0.6, -0.3, 0.8
REMOVED_BLAME, SPOILED_PRAISE = -0.25, -0.5
DENIAL = -0.4  # what a negation adds of itself
BLAME = 1.3
BEFORE_BUT, AFTER_BUT, CONCEDED, ASKED = 0.6, 1.3, 0.6, 0.8
MOODS = {  # what praise and blame are worth where they are not asserted; the first that is found counts
    "missed": (-0.3, 0.4),  # "would have been wise"
    "pretence": (-0.3, 0.5),  # "as if he were wise"
    "duty": (0.5, 0.8),  # "should be wise": he is not yet
    "condition": (0.5, 0.5),  # "if he is wise"
    "hypothetical": (0.75, 0.75),  # "would be wise"
}
DEGREE_REACH, MOOD_REACH, PERFECT = 2, 8, 3
_POSSIBLE = {"may", "might", "perhaps", "possibly", "maybe"}  # "may have been wise" does not say that he was not


def value_words(s: Sentences) -> np.ndarray:
    """What each word is worth where it stands, before the argument around it is weighed."""
    values, spent = np.array(s.values), _Spent()
    for i in s.ruled:
        values[i] *= _degree(s, i, spent) * _turn(s, i, spent)
    values[list(spent.words)] = 0.0  # "prevent" before "war" has said its say
    for j in s.at["negators"]:
        if values[j] == 0 and j not in spent.denials and not is_idle(s, j):
            values[j] = DENIAL
    return values


class _Spent:
    """Words whose own value is used up by what they turn, and negations that deny nothing."""

    def __init__(self) -> None:
        self.words: set[int] = set()
        self.denials: set[int] = set()


def _degree(s: Sentences, i: int, spent: _Spent) -> float:
    """A degree word weighs what follows it, and has no value of its own beside it: "terribly good"."""
    factor = 1.0
    for role, weight in (("stronger", STRONGER), ("weaker", WEAKER)):
        for j in s.before(role, i, DEGREE_REACH):
            factor *= weight
            if j == i - 1:
                spent.words.add(j)
    if s.values[i] > 0 and s.plays(i - 1, "colourless") and s.clause[i - 1] == s.clause[i]:
        spent.words.add(i - 1)
        factor *= STRONGER
    return factor


def _turn(s: Sentences, i: int, spent: _Spent) -> float:
    """What negation, governing words, "too" and mood make of the value at i."""
    good, denied = s.values[i] > 0, negations(s, i)
    if "too" in (s.neighbour(i, -1), s.acting[i - 1]):
        return _excess(s, i, denied, spent)
    factor = 1.0
    ruling, gone = governors(s, i), departures(s, i)
    if ruling or gone:
        acting = [j for j in ruling if is_governing(s, j)] + [j for j in gone if has_gone(s, i, j)]
        acting = [j for j in acting if _mood(s, j) != "missed"]
        denied = [k for k in denied if not any(k < j for j in ruling)]  # it has denied the governing word
        if not good:  # "the famine did not return" is good news, and its denial no blame
            spent.denials.update(k for j in gone if s.plays(j, "arriving") for k in negations(s, j))
        factor *= (SPOILED_PRAISE if good else REMOVED_BLAME) if acting else DOUBLY_DENIED
        if not good or not acting:
            spent.words.update(j for j in (*ruling, *gone) if s.values[j] < 0)
    highest = [j for j in denied if is_highest(s, j, i)]
    if highest:
        spent.denials.update(highest)
        return factor * STRONGER
    if len(denied) == 2 and _cancel(s, denied):
        spent.denials.update(denied)
        factor, denied = factor * DOUBLY_DENIED, []
    mood = _mood(s, i)
    if denied:
        return factor * (NEGATED_PRAISE if s.values[i] * factor > 0 else NEGATED_BLAME) * (0.75 if mood else 1.0)
    return factor * (MOODS[mood][0 if good else 1] if mood else 1.0)


def _cancel(s: Sentences, denied: list[int]) -> bool:
    """Two negations that make an assertion: "never without", "not … without", "nobody could say that it was not"."""
    first, second = denied
    return second - first <= 2 or s.acting[second] in ("without", "not", "nothing") or s.acting[first] == "nobody"


def _excess(s: Sentences, i: int, denied: list[int], spent: _Spent) -> float:
    """ "Too" spoils the good and worsens the bad, "not too" softens, and "cannot be too careful" praises."""
    able = {"can", "could", "cannot", "can't", "couldn't"}
    if any(s.acting[j] in able or s.neighbour(j, -1) in able for j in denied) or s.neighbour(i, -2) == "only":
        spent.denials.update(denied)
        return STRONGER
    if denied:
        return NOT_TOO
    return TOO_GOOD if s.values[i] > 0 else TOO_BAD


def _mood(s: Sentences, i: int) -> str:
    """The mood that keeps the word at i from being asserted, or "" where it is."""
    for mood in MOODS:
        if mood == "missed":
            modals = [*s.before("hypothetical", i, MOOD_REACH), *s.before("duty", i, MOOD_REACH)]
            if any("have" in s.words[j + 1 : min(j + 1 + PERFECT, i)] and s.words[j] not in _POSSIBLE for j in modals):
                return mood
        elif s.before(mood, i, 99 if mood in ("condition", "pretence") else MOOD_REACH):
            return mood
    return ""


def weigh_argument(s: Sentences, row: Row, clause: np.ndarray, texts: list[str]) -> np.ndarray:
    """Weights of words by their place in the argument: before and after "but", inside "although …", in a question."""
    asked = [text.rstrip(" \"”'’)").endswith("?") for text in texts]
    weights = np.where(np.array(asked, dtype=bool)[row.owner], ASKED, 1.0)
    turns = np.array([i for i in s.at["contrast"] if _turns(s, row, i)], dtype=np.int64)
    last = np.full(len(texts), -1)
    last[row.owner[turns]] = turns  # the last of each text
    turn, place = last[row.owner], np.arange(len(weights))
    weights = np.where(turn < 0, weights, weights * np.where(place < turn, BEFORE_BUT, AFTER_BUT))
    return np.where(np.isin(clause, clause[s.at["concession"]]), weights * CONCEDED, weights)


def _turns(s: Sentences, row: Row, i: int) -> bool:
    """Whether the argument turns at the word at i, which is not the first: at "but", and at "yet" after a mark."""
    return s.words[i - 1] != "" and (s.words[i] == "but" or bool(row.comma[i]) or bool(row.semicolon[i]))
