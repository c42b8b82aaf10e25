"""`lexicon="prose"`: an instrument for argumentative prose, where VADER's rules for short messages fall short.

`senses` says what each word is worth; the rules here say what its place makes of it. They come from the literature and
none was fitted to a text: negation reaches to the end of its clause; verbs such as "prevent" or "undermine" turn or
dampen what they govern; what stands after "but" outweighs what stands before it; "would" and "if" weaken; blame weighs
more than praise.
Sources: Polanyi and Zaenen 2006 (shifters); Taboada et al. 2011 (shift, irrealis, weight of blame); Moilanen and Pulman
2007 (composition); Kiritchenko and Mohammad 2014 (negated blame is weaker, not praise).
"""

import re

import numpy as np

from analysis.sentiment.senses import prose_group, prose_phrases, prose_value

NOT_NEGATING = {("not", "only"), ("not", "just"), ("not", "merely"), ("not", "simply"), ("no", "doubt"), ("no", "less"),
                ("nothing", "but"), ("no", "wonder"), ("no", "matter"), ("a", "little"), ("no", "sooner")}  # fmt: skip
NOT_GOVERNING = {"in", "with", "up", "by", "as", "to"}  # "ended in disaster" removes nothing
STRONGER, WEAKER, TOO = 1.3, 0.6, -0.3
BLAME, NEGATED_PRAISE, NEGATED_BLAME = 1.3, -0.6, -0.3
REMOVED_BLAME, SPOILED_PRAISE, UNREAL = -0.25, -0.5, 0.75
BEFORE_BUT, AFTER_BUT, CONCEDED = 0.6, 1.3, 0.6
SCOPE, GOVERNED = 5, 5  # words: how far a negation and a governing verb reach, never over the end of their clause


def score_clauses(text: str) -> tuple[list[str], np.ndarray]:
    """The terms of a text and what each is worth where it stands."""
    from analysis.terms import find_terms

    found = list(find_terms(text))
    words = [word for _, _, word in found]
    ends = [0, *(end for _, end, _ in found)]
    gaps = [text[ends[i] : start] for i, (start, _, _) in enumerate(found)]
    clause = np.cumsum([_ends_clause(gap, word) for gap, word in zip(gaps, words, strict=True)]) if words else []
    values, acting = _base_values(words)
    changed = np.array(values, dtype=float)
    used = set()
    for i in np.flatnonzero(changed):
        near = [j for j in range(max(0, i - SCOPE - 2), i) if clause[j] == clause[i]]
        changed[i] *= _degree(acting, near, i) * _turn(acting, near, i, values, used)
    changed[list(used)] = 0.0  # "prevent" before "war" has said its say
    changed = changed * _discourse(words, clause, gaps, text)
    return words, np.where(changed < 0, changed * BLAME, changed)


def _ends_clause(gap: str, word: str) -> bool:
    turns = word in prose_group("contrast") or word in prose_group("concession") or word == "because"
    return turns or bool(re.search(r"[,;:—–()…]|--|\s-\s", gap))


def _base_values(words: list[str]) -> tuple[list[float], list[str]]:
    """Each word's value, a phrase's at its last word; and the words again, blank in phrases, which rule nothing."""
    values, acting, i = [], [], 0
    while i < len(words):
        starting = prose_phrases().get(words[i], ())
        here = [(phrase, worth) for phrase, worth in starting if tuple(words[i : i + len(phrase)]) == phrase]
        phrase, worth = here[0] if here else ((words[i],), prose_value(words[i]))
        values += [0.0] * (len(phrase) - 1) + [worth]
        acting += list(phrase) if len(phrase) == 1 else [""] * len(phrase)
        i += len(phrase)
    return values, acting


def _degree(words: list[str], near: list[int], i: int) -> float:
    close = [words[j] for j in near if j >= i - 2]
    stronger, weaker = (sum(word in prose_group(name) for word in close) for name in ("stronger", "weaker"))
    return STRONGER**stronger * WEAKER**weaker


def _turn(words: list[str], near: list[int], i: int, values: list[float], used: set[int]) -> float:
    """What negation, a governing verb and mood make of the value at i."""
    positive, factor = values[i] > 0, 1.0
    negators = [j for j in near if j >= i - SCOPE and _negates(words, j)]
    governing = [j for j in near if j >= i - GOVERNED and _governs(words, j, positive)]
    if positive and i and words[i - 1] == "too":
        factor *= TOO
    if governing:
        factor *= SPOILED_PRAISE if positive else REMOVED_BLAME
        if not positive:
            used.update(j for j in governing if values[j] < 0)
    if negators and not (len(negators) > 1 and negators[-1] - negators[-2] <= 2):  # "never without" denies twice
        factor *= NEGATED_PRAISE if values[i] * factor > 0 else NEGATED_BLAME
    return factor * (UNREAL if any(words[j] in prose_group("unreal") for j in near) else 1.0)


def _governs(words: list[str], j: int, positive: bool) -> bool:
    """Whether the word at j spoils the good, or takes away the bad, that follows it."""
    if positive:
        return words[j] in prose_group("spoilers")
    return words[j] in prose_group("removers") and words[j + 1] not in NOT_GOVERNING


def _negates(words: list[str], j: int) -> bool:
    following = words[j + 1] if j + 1 < len(words) else ""
    preceding = words[j - 1] if j else ""
    if (words[j], following) in NOT_NEGATING or (preceding, words[j]) in NOT_NEGATING:
        return False
    return words[j] in prose_group("negators") or words[j].endswith("n't")


def _discourse(words: list[str], clause, gaps: list[str], text: str) -> np.ndarray:
    """Weights of words by their place in the argument: before and after "but", inside "although ..."."""
    weights = np.full(len(words), 0.8 if text.rstrip(" \"”'’)").endswith("?") else 1.0)
    contrasts = [i for i, word in enumerate(words) if i and word in prose_group("contrast")]
    turns = [i for i in contrasts if words[i] == "but" or "," in gaps[i] or ";" in gaps[i]]
    if turns:
        weights[: turns[-1]] *= BEFORE_BUT
        weights[turns[-1] :] *= AFTER_BUT
    for i, word in enumerate(words):
        if word in prose_group("concession"):
            inside = np.flatnonzero(np.asarray(clause) == clause[i])
            weights[inside] *= CONCEDED
    return weights
