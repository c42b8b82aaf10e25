"""What a word of argumentative prose is worth alone, for `lexicon="prose"`: our list, the packaged lists, and senses.

Our own list (`data/prose.txt`, where its origin stands) is one rater beside the packaged lists, which are averaged and
drawn towards zero the fewer of them know a word; where it says that prose uses a word in another sense, it decides. A
word that none of them knows takes the value of its dictionary form, its stem or its parts. Some words change their
sense with their company (Yarowsky 1993: one sense per collocation): debts are outstanding, and a cause is just.
"""

import re
from functools import lru_cache
from importlib.resources import files

import simplemma

from analysis.sentiment.lexicons import afinn, pattern, vader
from analysis.sentiment.masking import MASK_LETTER

LIST_WEIGHTS = {"vader": 1.0, "afinn": 1.0, "pattern": 0.5}  # Pattern rates adjectives of reviews
DOUBT = 0.5  # how much a value is drawn to zero: by a third where one list knows the word, by a sixth where all do
TURNED = -0.6  # what a prefix such as "un" leaves of a value
_PREFIXES = ("un", "dis", "non", "mis", "ir", "il", "im", "in", "anti")
_SENSE = re.compile(r"(\S+) (\S+) (near|after|before|last)$")  # "0 outstanding near: debts, loans"


@lru_cache(maxsize=1)
def prose_groups() -> dict[str, list[str]]:
    """The groups of data/prose.txt: by value, by a sense ("0 outstanding near"), or by the name of a rule."""
    groups: dict[str, list[str]] = {}
    for line in files("analysis").joinpath("data/prose.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            head, entries = line.split(":", 1)
            groups.setdefault(head, []).extend(entry.strip() for entry in entries.split(","))
    return groups


def prose_words() -> dict[str, float]:
    """Our own list: word or phrase -> value on -4..4 (0: a sense that judges nothing)."""
    valued = {head: entries for head, entries in prose_groups().items() if head[-1].isdigit()}
    return {entry: float(head) for head, entries in valued.items() for entry in entries}


@lru_cache(maxsize=1)
def prose_senses() -> dict[str, list[tuple[str, frozenset[str], float]]]:
    """Word -> its senses by company: where the company stands, its words, and what the word is then worth."""
    found: dict[str, list] = {}
    for head, entries in prose_groups().items():
        if sense := _SENSE.match(head):
            found.setdefault(sense[2], []).append((sense[3], frozenset(entries), float(sense[1])))
    return found


@lru_cache(maxsize=1)
def prose_roles() -> dict[str, frozenset[str]]:
    """Word or phrase -> the rules that go by it."""
    found: dict[str, set[str]] = {}
    for head, entries in prose_groups().items():
        if not head[-1].isdigit() and not _SENSE.match(head):
            for entry in entries:
                found.setdefault(entry, set()).add(head)
    return {entry: frozenset(roles) for entry, roles in found.items()}


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
    """Phrases, of the list and of the rules (worth nothing in themselves), by their first word, longest first."""
    valued = {entry: value for entry, value in prose_words().items() if " " in entry}
    ruled = {entry: 0.0 for entry in prose_roles() if " " in entry}
    found: dict[str, list] = {}
    for entry, value in (ruled | valued).items():
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
