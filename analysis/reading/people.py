"""Names: those that corpus.toml tells, those that a text itself makes known, and one form for each person."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from analysis.reading.english import MEN, NOT_NAMES, PARTICLES, RANKS, SAYING, SHORTENED, TITLES, WOMEN, any_form

UPPER = "A-ZÀ-ÖØ-Þ" + "".join(chr(at) for at in (*range(0x100, 0x180), *range(0x386, 0x530)) if chr(at).isupper())
_STOPPED = "|".join(rf"(?<=\b{rank})" for rank in sorted(SHORTENED))  # ranks may be cut short: Dr.
_REST = rf"(?:\.|\w*(?:-\w+)*(?:[’'](?!s\b|S\b)\w+)*(?:(?=\.)(?:{_STOPPED})\.)?)"
# Words with a capital in a row, as names are: Dr. A. von Lee.
NAME = re.compile(
    rf"[{UPPER}](?<![\w.’'-][{UPPER}]){_REST}"
    rf"(?:\s(?:(?:{'|'.join(PARTICLES)})\s){{0,2}}(?:[a-z]{{1,3}})?[{UPPER}]{_REST}){{0,5}}"
)
_ARTICLES = ("the ", "The ", " a ", " an ", "A ", "An ", "ese ", "eir ", "all ", "her ")
_LOWER = re.compile(r"[a-z]+")
_SAYS = any_form(SAYING)
_ALONE = MEN | WOMEN | {"Doctor", "Captain", "Professor", "Master", "Comrade"}  # ranks that serve as a name by themselves


@dataclass(frozen=True)
class People:
    """The persons that corpus.toml names: every way to write each (in lower case), and the heading it goes by."""

    heading: dict[str, str]
    pattern: re.Pattern

    def known_as(self, name: str) -> str:
        """The heading of a name, found with or without titles and middle names; else the name itself.

        >>> People.from_rows([("Lee", "person", "Lee"), ("Lee", "person", "Ann Lee")]).known_as("President Lee")
        'Lee'
        """
        return self.find(name) or name.strip()

    def find(self, name: str) -> str | None:
        """The heading of a told person's name, or None; one surname under another first name is another person."""
        words = name.split()
        for first in range(len(words)):
            rest = words[first:]
            ways = [rest, ["the", *rest], [rest[0], rest[-1]]] if len(rest) > 2 else [rest, ["the", *rest]]
            if len(rest) > 1 or all(word.strip(".") in TITLES for word in words[:first]):
                known = [self.heading[_plain(" ".join(way))] for way in ways if _plain(" ".join(way)) in self.heading]
                if known:
                    return known[0]
        return None

    @classmethod
    def from_rows(cls, rows: Iterable[tuple[str, str, str]]) -> "People":
        """From rows of (name, kind, alias)."""
        heading = {_plain(alias): name for name, kind, alias in rows if kind == "person"}
        aliases = sorted(heading, key=len, reverse=True)
        either = "|".join(re.escape(alias).replace("'", "[’']") for alias in aliases) or r"(?!)"
        return cls(heading, re.compile(rf"\b(?:{either})\b", re.IGNORECASE))


def _plain(name: str) -> str:
    return name.casefold().replace("’", "'")


@dataclass(frozen=True)
class Names:
    """The names of one text: words it writes with a capital in mid-sentence, and the form each person goes by."""

    people: People
    words: frozenset[str] = frozenset()
    after_the: frozenset[str] = frozenset()  # names that stand mostly after "the": institutions, offices
    persons: frozenset[str] = frozenset()  # names with a rank, or beside a verb of saying
    form: dict[str, str] = field(default_factory=dict)
    _seen: dict[str, str] = field(default_factory=dict, compare=False)  # what as_name found

    def known_as(self, name: str) -> str:
        """The one form under which a person's words are gathered: the heading told, else the text's commonest."""
        form = self.form.get(name, name)
        return self.people.find(name) or self.people.find(form) or form

    def as_name(self, run: str) -> str:
        """A run of words with capitals as a name, without words before it that are none; "" where no name is left.

        The last word must be a name of this text, and every word before it a name, a rank or an initial.
        """
        if run not in self._seen:
            self._seen[run] = self._read_name(run)
        return self._seen[run]

    def _read_name(self, run: str) -> str:
        parts = run.split()
        while parts and not self._fits(parts[0]):
            parts.pop(0)
        whole = [part for part in parts if part not in PARTICLES]
        if not whole or not all(self._fits(part) for part in whole):
            return ""
        last = whole[-1]
        alone = len(whole) > 1 or last not in RANKS or last in _ALONE
        return " ".join(parts) if alone and self._is_name(last) else ""

    def find_in(self, text: str, start: int, end: int) -> tuple[int, str] | None:
        """Where the name in a run of words with capitals begins, and its one form; None where the run is none.

        Behind "the" only a rank belongs to a name (the Emperor Max): in "of the Republic Max", Max is one.
        """
        run = text[start:end]
        name = self.as_name(run)
        if not name:
            return None
        if len(name) == len(run) and text[max(start - 4, 0) : start].lower() == "the ":
            parts = name.split()
            if parts[-1] in self.after_the or parts[-1] not in self.persons:
                return start - 4, self.known_as("the " + name)
            if len(parts) == 2 and parts[0] in self.after_the:
                parts.pop(0)
            name = " ".join(parts)
        return end - len(name), self.known_as(name)

    def _fits(self, part: str) -> bool:
        return self._is_name(part) or part.strip(".") in RANKS or bool(re.fullmatch(rf"[{UPPER}]\.", part))

    def _is_name(self, word: str) -> bool:
        return word in self.words


def find_names(texts: Iterable[str], people: People) -> Names:
    """The names of a text, from the texts of its paragraphs (no headings, where every word may have a capital).

    A word is a name where it has a capital in mid-sentence, and has it there at least as often as it is written small.

    >>> names = find_names(["Then Ann came. Late, she met Ann Lee."], People.from_rows([]))
    >>> sorted(names.words), names.known_as("Ann Lee")
    (['Ann', 'Lee'], 'Ann')
    """
    inside: Counter[str] = Counter()
    following: Counter[str] = Counter()  # after "the"
    articled: Counter[str] = Counter()  # after "the", "a", "their" and the like
    persons: set[str] = set()
    small: Counter[str] = Counter()
    runs: Counter[str] = Counter()
    leading: set[tuple[str, str]] = set()  # the first two words of runs that open a sentence
    met: Counter[tuple[str, bool, str, bool]] = Counter()  # the run, how it stands
    for text in texts:
        small.update(_LOWER.findall(text))
        for run in NAME.finditer(text):
            ahead = text[max(run.start() - 5, 0) : run.start()]
            article = ahead if ahead.endswith(_ARTICLES) else ""
            met[run[0], _opens_sentence(ahead), article, _stands_by_saying(text, run)] += 1
    for (run, starts, article, says), count in met.items():
        parts = run.split()
        ranked = parts[0].strip(".") in RANKS and len(parts) > 1
        opens = starts and not ranked
        for part in parts[opens:]:
            inside[part] += count
        if opens and len(parts) > 1:
            leading.add((parts[0], parts[1]))
        if article:
            articled[parts[0]] += count
            following[parts[-1]] += count * article.endswith(("the ", "The "))
        runs[run] += count
        if ranked or says:
            persons.add(parts[-1])
    told = {word for alias in people.heading.values() for word in alias.split()}
    words = {word for word, count in inside.items() if _is_word(word) and count >= small[word.lower()]} | told
    words |= {first for first, second in leading if second in words and _may_lead(first) and not small[first.lower()]}
    persons = {word for word in persons if 5 * articled[word] <= inside[word]}
    institutions = {word for word in words if 2 * following[word] > inside[word]}
    names = Names(people, frozenset(words - NOT_NAMES), frozenset(institutions), frozenset(persons | told))
    return replace(names, form=_one_form_each(runs, names))


def _may_lead(word: str) -> bool:
    return _is_word(word) and not word.endswith("ly")


def _stands_by_saying(text: str, run: re.Match) -> bool:
    behind = text[run.end() + 1 : run.end() + 14].split(" ", 1)[0].strip(",.:;")
    ahead = text[max(run.start() - 14, 0) : run.start()].split()[-1:]
    return behind in _SAYS or (bool(ahead) and ahead[0] in _SAYS)


def _is_word(word: str) -> bool:
    """Whether a part of a run can be a name: no rank, initial, particle or lone letter, and not shouted."""
    odd = word.endswith((".", "-faced", "-eyed", "-looking", "-born", "-haired"))
    return len(word) > 1 and not odd and word not in PARTICLES and not word.startswith(("I’", "I'"))


def _opens_sentence(ahead: str) -> bool:
    """Whether a word behind these signs has its capital from its place: after a stop, a colon, an opening mark."""
    bare = ahead.rstrip(" ")
    if not bare or bare[-1] in "\n“‘«„‚(\"'[—–.?!…:*•":
        return True
    return ahead != bare and bare[-1] in "”’»)" and bare[-2:-1] in tuple(".?!…")


def _one_form_each(runs: Counter[str], names: Names) -> dict[str, str]:
    """For every way to write a person, the way most used (of two as frequent, the shorter)."""
    counts: Counter[str] = Counter()
    for run, count in runs.items():
        name = names.as_name(run)
        if name:
            counts[name] += count
    split = {name: _parts_of(name) for name in counts}
    surnames = _Surnames(split, counts)
    persons: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for name, parts in split.items():
        persons[surnames.person(*parts)].append(name)
    best = {person: min(ways, key=lambda way: (-counts[way], len(way), way)) for person, ways in persons.items()}
    return {way: best[person] for person, ways in persons.items() for way in ways}


def _parts_of(name: str) -> tuple[str, str, str]:
    """Rank, first name and last name, "" where a name has none.

    >>> _parts_of("Dr. A. von Lee"), _parts_of("Ann")
    (('Dr', '', 'von Lee'), ('', '', 'Ann'))
    """
    parts = name.split()
    ranks = [part.strip(".") for part in parts if part.strip(".") in RANKS]
    rest = [part for part in parts if part.strip(".") not in RANKS and not re.fullmatch(r".\.", part)] or parts[-1:]
    at = next((place for place, part in enumerate(rest) if part in PARTICLES), len(rest) - 1)
    courtesy = [rank for rank in ranks if rank in MEN or rank in WOMEN]
    return (courtesy or ranks or [""])[0], " ".join(rest[:at]), " ".join(rest[at:])


class _Surnames:
    """Who bears each surname: a first name, or a sex, that nearly all of its mentions have stands for all of them."""

    def __init__(self, split: dict[str, tuple[str, str, str]], counts: Counter[str]):
        self.firsts: dict[str, Counter[str]] = defaultdict(Counter)
        self.lasts: dict[str, Counter[str]] = defaultdict(Counter)
        self.courtesies: dict[str, Counter[str]] = defaultdict(Counter)
        for name, (rank, first, last) in split.items():
            if first:
                self.firsts[last][first] += counts[name]
                self.lasts[first][last] += counts[name]
            if rank:
                self.courtesies[last][_courtesy(rank)] += counts[name]

    def person(self, rank: str, first: str, last: str) -> tuple[str, str, str]:
        """What tells a person apart: rank, first and last name, as far as the text needs them."""
        if first:
            return "", first, last
        if last in self.lasts and last not in self.firsts:  # a first name alone
            surname = _chief(self.lasts[last])
            return ("", last, surname) if surname else (rank, "", last)
        courtesy = _chief(self.courtesies[last])
        apart = courtesy is None or (rank and _courtesy(rank) != courtesy and "woman" in (courtesy, _courtesy(rank)))
        chief = _chief(self.firsts[last])
        if apart or chief is None:
            return rank if _courtesy(rank) or apart else "", "", last
        return "", chief, last


def _courtesy(rank: str) -> str:
    return "man" if rank in MEN else "woman" if rank in WOMEN else ""


def _chief(counts: Counter[str]) -> str | None:
    """What nearly all mentions have; "" where there are none, None where they differ."""
    if not counts:
        return ""
    most, count = counts.most_common(1)[0]
    return most if count >= 0.8 * counts.total() else None
