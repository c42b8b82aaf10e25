"""What texts show of their names: runs of words with capitals, without openers, ranks, offices; and how they stand."""

import re
from collections import Counter
from collections.abc import Iterator

from analysis.history.name_words import MONTH_EVENT, given_names, goes_on, is_office, kinds_of_heads, states
from analysis.reading.english import NOT_NAMES, PARTICLES, RANKS
from analysis.reading.names import NAME, UPPER, find_names, opens_sentence
from analysis.reading.people import People

SMALL = frozenset(("of", "the", "for", "on", "in"))  # small words within a name
_JOIN = re.compile(r"(?:['’]s?)?\s(?:of\s(?:the\s)?|for\s(?:the\s)?|on\s|in\s|de\s)?")
_OWNERS = ("People", "Workers", "Women", "Peasants", "Children", "Men", "Veterans")  # People's Republic
_ADJECTIVE = re.compile(r"(?:ist|ese|ish|ic|an)$")
_PLACE_WORDS = ("in", "at", "from", "near", "to", "toward", "towards", "into", "through", "across")
_INITIALS = re.compile(rf"(?<![\w.])(?:[{UPPER}]\.){{2,}}(?!\w)")
_NO_WORD = re.compile(r"\w\.|[IVXLC]+")


class Evidence:
    """The names of some texts as counts: how often each stands, where a place does, after "the", after a rank."""

    def __init__(self, texts: list[str], people: People):
        base = find_names(texts, people)
        self.words, self.speakers = base.words, base.persons
        self.counts: Counter[str] = Counter()
        self.placed: Counter[str] = Counter()  # after in, at, from …
        self.articled: Counter[str] = Counter()  # after the
        self.ranked: set[str] = set()  # last names after a rank
        self.short: dict[str, str] = {}  # Central Office (CO)
        self.firm: set[str] = set()  # words whose capital is not their place's in the sentence
        for text in texts:
            for run in NAME.finditer(text):
                opens = opens_sentence(text[max(run.start() - 5, 0) : run.start()])
                self.firm.update(run[0].split()[opens:])
        for text in texts:
            self._read(text)
        self.surnames = {name.split()[-1] for name in self.counts if self.has_given_name(name)}

    def has_given_name(self, name: str) -> bool:
        """Whether a name of several words begins with a first name."""
        return " " in name and name.split()[0] in given_names()

    def is_plural(self, name: str) -> bool:
        """Whether a word is the plural of another name: Cossacks."""
        return " " not in name and name[-1:] == "s" and name[:-1] in self.words

    def _read(self, text: str) -> None:
        runs = [run.span() for pattern in (NAME, _INITIALS) for run in pattern.finditer(text)]
        for start, end in _joined(text, sorted(runs)):
            for first, last in self._clean(text, start, end):
                name = " ".join(text[first:last].split())
                before = (text[max(0, first - 9) : first].split() or [""])[-1]
                self.counts[name] += 1
                self.placed[name] += before in _PLACE_WORDS
                self.articled[name] += before.lower() == "the"
                short = re.match(r"\s\(([A-Z]{2,6})\)", text[last : last + 10])
                if short and _initials(name).endswith(short[1]):
                    self.short[short[1]] = name

    def _clean(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The names in a run of words with capitals."""
        parts = [(start + part.start(), start + part.end()) for part in re.finditer(r"\S+", text[start:end])]
        words = [text[a:b].removesuffix("’s").removesuffix("'s") for a, b in parts]
        groups: list[list[int]] = [[]]
        for at, word in enumerate(words):
            if self._fits(word, bool(groups[-1])):
                groups[-1].append(at)
            elif groups[-1]:
                groups.append([])
        if MONTH_EVENT.match(" ".join(words)):
            yield start, end
            return
        for group in groups:
            kept = self._strip(words, group)
            if kept:
                yield parts[kept[0]][0], parts[kept[-1]][1]

    def _fits(self, word: str, inside: bool) -> bool:
        """Whether a word begins a name or goes on with it: United Nations, though nations are mostly small."""
        if word in NOT_NAMES:
            return word in states() or (inside and word in SMALL)
        if inside:
            return True
        if word in states() or word.strip(".") in RANKS:
            return True
        if word not in self.firm and word not in given_names():
            return False
        if re.search(r"-[a-z]+$", word) and word.split("-")[0] in self.words:
            return False  # Moscow-run
        return word in self.words or is_office(word) or bool(re.fullmatch(rf"(?:[{UPPER}]\.)+", word))

    def _strip(self, words: list[str], group: list[int]) -> list[int]:
        """A group of words without ranks before it; nothing where it is an office itself (Foreign Minister)."""
        while group and words[group[-1]] in (SMALL | {*PARTICLES}):
            group = group[:-1]
        if not group or is_office(words[group[-1]]):
            return []
        ranks = [at for at in group if is_office(words[at])]
        if ranks and words[group[-1]] not in kinds_of_heads():
            group = [at for at in group if at > ranks[-1]]
            if not words[group[0]][0].isupper():
                return []  # President of the Republic
            self.ranked.add(words[group[-1]])
        return group if any(not _NO_WORD.fullmatch(words[at]) for at in group) else []


def _joined(text: str, runs: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Runs of words with capitals, joined where a name goes on: Bay of Pigs, People's Republic, Committee on Trade."""
    at = 0
    while at < len(runs):
        start, end = runs[at]
        while at + 1 < len(runs) and _belongs(text, text[start:end].split()[-1], end, runs[at + 1]):
            at += 1
            end = runs[at][1]
        yield start, end
        at += 1


def _belongs(text: str, last: str, end: int, following: tuple[int, int]) -> bool:
    gap, word = text[end : following[0]], text[slice(*following)]
    if gap == " " or not _JOIN.fullmatch(gap):
        return False
    people = word in states() and states()[word][1] == "group"
    if (people or _ADJECTIVE.search(word)) and re.match(r"\s[a-z]{4,}", text[following[1] : following[1] + 6]):
        return False  # the Pact of Communist states
    if gap[0] in "'’":
        return last in _OWNERS and " of " not in gap
    return goes_on(last) and (" of " in gap or kinds_of_heads().get(last) == "institution")


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.replace("-", " ").split() if word[0].isupper())
