"""`lexicon="prose"`: an instrument for argumentative prose, where VADER's rules for short messages fall short.

What a word is worth: our own list (`data/prose.txt`: senses and judgements of prose) is one rater beside the packaged
lists, which are averaged and drawn towards zero the fewer of them know a word; where it says that prose uses a word in
another sense, it decides. A word that none of them knows takes the value of its dictionary form, its stem or its parts.
What its place makes of it: negation reaches to the end of its clause; verbs such as "prevent" or "undermine" turn or
dampen what they govern; what stands after "but" outweighs what stands before it; "would" and "if" weaken; blame weighs
more than praise. All come from the literature, and nothing was fitted to ratings or to a text.
Sources: Polanyi and Zaenen 2006 (shifters); Taboada et al. 2011 (shift, irrealis, weight of blame); Moilanen and Pulman
2007 (composition); Kiritchenko and Mohammad 2014 (negated blame is weaker, not praise).
"""

import re
from functools import lru_cache
from importlib.resources import files

import numpy as np
import simplemma

from analysis.sentiment.lexicons import Lexicon, afinn, pattern, vader
from analysis.sentiment.masking import MASK_LETTER
from analysis.sentiment.vader import per_words, sum_up
from analysis.terms import find_terms

LIST_WEIGHTS = {"vader": 1.0, "afinn": 1.0, "pattern": 0.5}  # Pattern rates adjectives of reviews
DOUBT = 0.5  # how much a value is drawn to zero: by a third where one list knows the word, by a sixth where all do
TURNED = -0.6  # what a prefix such as "un" leaves of a value
_PREFIXES = ("un", "dis", "non", "mis", "ir", "il", "im", "in", "anti")


@lru_cache(maxsize=1)
def prose_groups() -> dict[str, list[str]]:
    """The groups of data/prose.txt: under a number the words worth so much, under a name the words of a rule."""
    groups: dict[str, list[str]] = {}
    for line in files("analysis").joinpath("data/prose.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            head, entries = line.split(":", 1)
            groups.setdefault(head, []).extend(entry.strip() for entry in entries.split(","))
    return groups


@lru_cache(maxsize=16)
def prose_group(name: str) -> frozenset[str]:
    """The words of one rule."""
    return frozenset(prose_groups()[name])


def prose_words() -> dict[str, float]:
    """Our own list: word or phrase -> value on -4..4 (0: a sense that judges nothing)."""
    valued = {head: entries for head, entries in prose_groups().items() if head[-1].isdigit()}
    return {entry: float(head) for head, entries in valued.items() for entry in entries}


@lru_cache(maxsize=1)
def prose_values() -> dict[str, float]:
    """Every single word the instrument knows, our list and the packaged lists averaged as so many raters.

    Where our list gives a word another sign or none, that is its sense in prose, and ours alone counts.
    """

    lists = {lexicon().name: lexicon().valences for lexicon in (vader, afinn, pattern)}
    averaged = {}
    for word in set().union(*lists.values()):
        weights = {name: LIST_WEIGHTS[name] for name, values in lists.items() if word in values}
        total = sum(weights[name] * lists[name][word] for name in weights)
        if set(weights) != {"pattern"} or abs(total) >= 0.6:  # its weak adjectives are grammar: "more", "other"
            averaged[word] = total / (sum(weights.values()) + DOUBT)
    for word, own in ((entry, value) for entry, value in prose_words().items() if " " not in entry):
        listed = averaged.get(word, 0.0)
        averaged[word] = (own + listed) / 2 if own * listed > 0 else own
    return averaged


@lru_cache(maxsize=1)
def prose_phrases() -> dict[str, list[tuple[tuple[str, ...], float]]]:
    """Phrases by their first word, longest first."""
    found: dict[str, list] = {}
    for entry, value in prose_words().items():
        if " " in entry:
            found.setdefault(entry.split()[0], []).append((tuple(entry.split()), value))
    return {first: sorted(phrases, key=lambda phrase: -len(phrase[0])) for first, phrases in found.items()}


@lru_cache(maxsize=100_000)
def prose_value(word: str) -> float:
    """What a word is worth alone: as listed, by its dictionary form, by its parts, or 0."""
    values = prose_values()
    if word in values:
        return values[word]
    if MASK_LETTER in word or not word[0].isalpha():
        return 0.0
    if "-" in word:
        head, _, rest = word.partition("-")
        return TURNED * prose_value(rest) if head in _PREFIXES else _clip(sum(map(prose_value, word.split("-"))))
    return _by_form(word, values)


def _clip(value: float) -> float:
    return max(-3.0, min(3.0, value))


def _by_form(word: str, values: dict[str, float]) -> float:
    lemma = simplemma.lemmatize(word, lang="en").casefold()
    if lemma in values:
        return values[lemma]
    for ending, instead in (("ily", "y"), ("ly", ""), ("ly", "le"), ("ness", ""), ("iness", "y")):
        stem = word.removesuffix(ending) + instead
        if word.endswith(ending) and len(stem) > 3 and stem in values:
            return values[stem]
    for prefix in _PREFIXES:
        stem = word.removeprefix(prefix)
        if word.startswith(prefix) and len(stem) >= 5 and values.get(stem, 0) > 0.5:
            return TURNED * values[stem]
    return 0.0


NOT_NEGATING = {
    ("not", "only"),
    ("not", "just"),
    ("not", "merely"),
    ("not", "simply"),
    ("no", "doubt"),
    ("no", "less"),
    ("nothing", "but"),
    ("no", "wonder"),
    ("no", "matter"),
    ("a", "little"),
    ("no", "sooner"),
}
NOT_GOVERNING = {"in", "with", "up", "by", "as", "to"}  # "ended in disaster" removes nothing
STRONGER, WEAKER, TOO = 1.3, 0.6, -0.3
BLAME, NEGATED_PRAISE, NEGATED_BLAME = 1.3, -0.6, -0.3
REMOVED_BLAME, SPOILED_PRAISE, UNREAL = -0.25, -0.5, 0.75
BEFORE_BUT, AFTER_BUT, CONCEDED = 0.6, 1.3, 0.6
SCOPE, GOVERNED = 5, 5  # words: how far a negation and a governing verb reach, never over the end of their clause


def score_clauses(text: str) -> tuple[list[str], np.ndarray]:
    """The terms of a text and what each is worth where it stands."""
    found = list(find_terms(text))
    words = [word for _, _, word in found]
    ends = [0, *(end for _, end, _ in found)]
    gaps = [text[ends[i] : start] for i, (start, _, _) in enumerate(found)]
    clause = np.cumsum([_ends_clause(gap, word) for gap, word in zip(gaps, words, strict=True)])
    values, acting = _base_values(words)
    changed = np.array(values, dtype=float)
    used: set[int] = set()
    for i in np.flatnonzero(changed).tolist():
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


def _discourse(words: list[str], clause: np.ndarray, gaps: list[str], text: str) -> np.ndarray:
    """Weights of words by their place in the argument: before and after "but", inside "although ..."."""
    weights = np.full(len(words), 0.8 if text.rstrip(" \"”'’)").endswith("?") else 1.0)
    contrasts = [i for i, word in enumerate(words) if i and word in prose_group("contrast")]
    turns = [i for i in contrasts if words[i] == "but" or "," in gaps[i] or ";" in gaps[i]]
    if turns:
        weights[: turns[-1]] *= BEFORE_BUT
        weights[turns[-1] :] *= AFTER_BUT
    for i, word in enumerate(words):
        if word in prose_group("concession"):
            inside = np.flatnonzero(clause == clause[i])
            weights[inside] *= CONCEDED
    return weights


def score_prose(texts: list[str]) -> dict[str, np.ndarray]:
    """The score columns of texts, from what each word is worth where it stands (as `score_vader` gives them)."""
    values = [score_clauses(text)[1] for text in texts]
    lengths = np.array([len(part) for part in values], dtype=np.int64)
    owner, worth = np.repeat(np.arange(len(texts)), lengths), np.concatenate([*values, np.zeros(0)])
    return sum_up(lengths, owner[worth != 0], worth[worth != 0]) | per_words(lengths, owner, worth)


@lru_cache(maxsize=1)
def prose() -> Lexicon:
    """The instrument of this module, under the name by which it is asked for."""
    source, licence = "our list and rules over the three packaged lists", "MIT (ours), with the three lists' own"
    return Lexicon("prose", prose_values(), source, licence, rate=score_prose)
