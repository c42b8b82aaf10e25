"""A sentence as the rules of `lexicon="prose"` see it: its words, clauses, values, and the places that rules go by."""

import re
from dataclasses import dataclass, field

from analysis.sentiment.prose_words import prose_phrases, prose_roles, prose_senses, prose_value
from analysis.terms import find_terms

NONE: tuple[int, ...] = ()
COMPANY = 3  # words on either side in which company decides the sense of a word
ITEM = 3  # words an item of a list has at most: "not new, very good or fair" is one clause
_STRONG = re.compile(r"[;:—–()…]|--|\s-\s")


@dataclass(frozen=True)
class Sentence:
    """Words with their clause and value, and where the words of each rule stand.

    `acting` holds the words again, but a phrase only at its last word: what is blank there rules nothing.
    """

    words: list[str]
    clause: list[int]
    acting: list[str]
    values: list[float]
    at: dict[str, list[int]] = field(default_factory=dict)

    def before(self, role: str, i: int, reach: int) -> list[int]:
        """Where words of a rule stand up to `reach` words before i, in the same clause."""
        return [j for j in self.at.get(role, NONE) if i - reach <= j < i and self.clause[j] == self.clause[i]]

    def after(self, role: str, i: int, reach: int) -> list[int]:
        """Where words of a rule stand up to `reach` words after i, in the same clause."""
        return [j for j in self.at.get(role, NONE) if i < j <= i + reach and self.clause[j] == self.clause[i]]

    def neighbour(self, i: int, step: int) -> str:
        """The word `step` places on (back, if negative), or "" beyond the clause."""
        j = i + step
        return self.words[j] if 0 <= j < len(self.words) and self.clause[j] == self.clause[i] else ""

    def plays(self, i: int, role: str) -> bool:
        """Whether a rule goes by the word at i."""
        return i in self.at.get(role, NONE)


def read_sentence(text: str) -> tuple[Sentence, list[str]]:
    """The sentence, and what stands in the text before each of its words."""
    found = list(find_terms(text))
    words = [word for _, _, word in found]
    ends = [0, *(end for _, end, _ in found)]
    gaps = [text[ends[i] : start] for i, (start, _, _) in enumerate(found)]
    values, acting = _base_values(words)
    at: dict[str, list[int]] = {}
    roles = prose_roles()
    for i, word in enumerate(acting):
        for role in roles.get(word, ()):
            at.setdefault(role, []).append(i)
        if word.endswith("n't"):
            at.setdefault("negators", []).append(i)
    sentence = Sentence(words, _cut_clauses(words, gaps), acting, values, at)
    _choose_senses(sentence)
    return sentence, gaps


def _base_values(words: list[str]) -> tuple[list[float], list[str]]:
    """Each word's value, a phrase's at its last word; and the words again, a phrase joined at its last word."""
    values, acting, i, phrases = [], [], 0, prose_phrases()
    while i < len(words):
        for phrase, worth in phrases.get(words[i], ()):
            if tuple(words[i : i + len(phrase)]) == phrase:
                values += [0.0] * (len(phrase) - 1) + [worth]
                acting += [""] * (len(phrase) - 1) + [" ".join(phrase)]
                i += len(phrase)
                break
        else:
            values.append(prose_value(words[i]))
            acting.append(words[i])
            i += 1
    return values, acting


def _cut_clauses(words: list[str], gaps: list[str]) -> list[int]:
    """The number of each word's clause: marks end one, and so do "but", "because" and "and he was"."""
    roles, number, listing, clause = prose_roles(), 0, False, []
    kinds = [roles.get(word, frozenset()) for word in words]
    so_far: set[str] = set()
    for i, (word, gap) in enumerate(zip(words, gaps, strict=True)):
        comma, joins = "," in gap, word in ("and", "or", "nor")
        items = comma and ((joins and listing) or _is_item(words, gaps, kinds, i, so_far))
        listing = items or (listing and not comma and not joins)
        if i and (
            (comma and not items)
            or kinds[i] & {"contrast", "concession", "opens"}
            or (joins and i + 1 < len(words) and kinds[i + 1] & {"subjects", "finite"})
            or _STRONG.search(gap)
        ):
            number, so_far = number + 1, set()
        so_far |= kinds[i]
        clause.append(number)
    return clause


def _is_item(words, gaps, kinds, i: int, so_far: set[str]) -> bool:
    """Whether a comma before word i only parts the items of a list: the next comma, "and" or "or" comes soon.

    What is denied together is joined by "or": "without war, peace and order" has two clauses.
    """
    if so_far & {"condition", "concession"}:
        return False
    joining = ("or", "nor") if "negators" in so_far else ("and", "or", "nor")
    for k in range(i, min(i + ITEM + 1, len(words))):
        if k > i and (words[k] in joining or ("," in gaps[k] and _is_item(words, gaps, kinds, k, so_far))):
            return True
        if words[k] in ("and", "or", "nor") or kinds[k] & {"subjects", "finite", "contrast", "concession"}:
            return False
    return False


def _choose_senses(sentence: Sentence) -> None:
    """Set the value of words whose company decides their sense; a word in a phrase keeps the phrase's."""
    senses = prose_senses()
    for i, word in enumerate(sentence.acting):
        for place, company, value in senses.get(word, ()):
            if _kept(sentence, i, place, company):
                sentence.values[i] = value
                break


def _kept(sentence: Sentence, i: int, place: str, company: frozenset[str]) -> bool:
    if place == "near":
        near = [sentence.neighbour(i, step) for step in range(-COMPANY, COMPANY + 1) if step]
        return any(word in company or (word[:1].isdigit() and "0" in company) for word in near)
    if place == "last":
        return sentence.neighbour(i, 1) == "" and sentence.neighbour(i, -1) in company
    return sentence.neighbour(i, 1 if place == "before" else -1) in company
