"""The names that a text makes known by itself: words that it writes with a capital in mid-sentence."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from analysis.reading.english import ACTING, MEN, NOT_NAMES, PARTICLES, RANKS, SAYING, SHORTENED, WOMEN, any_form
from analysis.reading.people import People
from analysis.reading.surnames import one_form_each

UPPER = "A-ZÀ-ÖØ-Þ" + "".join(chr(at) for at in (*range(0x100, 0x180), *range(0x386, 0x530)) if chr(at).isupper())
_STOPPED = "|".join(rf"(?<=\b{rank})" for rank in sorted(SHORTENED))  # ranks may be cut short: Dr.
_REST = rf"(?:\.|\w*(?:-\w+)*(?:[’'](?!s\b|S\b)\w+)*(?:(?=\.)(?:{_STOPPED})\.)?)"
# Words with a capital in a row, as names are: Dr. A. von Lee.
NAME = re.compile(
    rf"[{UPPER}](?<![\w.’'-][{UPPER}]){_REST}"
    rf"(?:\s(?:(?:{'|'.join(PARTICLES)})\s){{0,2}}(?:[a-z]{{1,3}})?[{UPPER}]{_REST}){{0,5}}"
)
_ARTICLES = ("the ", "The ", " a ", " an ", "A ", "An ", "ese ", "eir ", "all ", "her ")
_INITIAL = re.compile(rf"[{UPPER}]\.")
_SMALL = bytes(at if at in range(97, 123) else 32 for at in range(256))  # all but small letters as blanks
_BETWEEN = " \0\n"  # paragraphs: a sign that is no word, so that what stands beside a name is of its own paragraph
_SAYS = any_form(SAYING)
_ACTS = any_form(ACTING)
_ALONE = (
    MEN | WOMEN | {"Doctor", "Captain", "Professor", "Master", "Comrade"}
)  # ranks that serve as a name by themselves


@dataclass(frozen=True)
class Names:
    """The names of one text: words it writes with a capital in mid-sentence, and the form each person goes by."""

    people: People
    words: frozenset[str] = frozenset()
    after_the: frozenset[str] = frozenset()  # names that stand mostly after "the": institutions, offices
    persons: frozenset[str] = frozenset()  # names with a rank, or beside a verb of saying or of what only people do
    form: dict[str, str] = field(default_factory=dict)
    _seen: dict[str, str] = field(default_factory=dict, compare=False)  # what as_name found

    def is_person(self, who: str) -> bool:
        """Whether a speaker is a person by name: one told, or one with a rank or beside a verb of saying."""
        told = who in self.people.headings
        return told or (bool(who) and not who.startswith(("the ", "a ")) and who.split()[-1] in self.persons)

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
        return self._is_name(part) or part.strip(".") in RANKS or bool(_INITIAL.fullmatch(part))

    def _is_name(self, word: str) -> bool:
        return word in self.words


def find_names(texts: Iterable[str], people: People) -> Names:
    """The names of a text, from the texts of its paragraphs (no headings, where every word may have a capital).

    A word is a name where it has a capital in mid-sentence, and has it there at least as often as it is written small.

    >>> names = find_names(["Then Ann came. Late, she met Ann Lee."], People.from_rows([]))
    >>> sorted(names.words), names.known_as("Ann Lee")
    (['Ann', 'Lee'], 'Ann')
    """
    small, met, says = _count(texts)
    uses = _Uses(small, {run.split()[-1] for run in says})
    for (run, opens, article), count in met.items():
        uses.add(run.split(), count, opens, article)
    told = {word[:1].upper() + word[1:] for alias in people.heading for word in alias.split()}
    told |= {word for heading in people.headings for word in heading.split()}
    words = uses.words() | told
    institutions = {word for word, n in uses.after_the.items() if word in words and 2 * n > uses.inside[word]}
    persons = {word for word in uses.persons if 5 * uses.articled[word] <= uses.inside[word]} - institutions
    names = Names(people, frozenset(words - NOT_NAMES), frozenset(institutions), frozenset(persons | told))
    counts: Counter[str] = Counter()
    for (run, *_), count in met.items():
        counts[names.as_name(run)] += count
    del counts[""]
    names.form.update(one_form_each(counts))
    return names


_Met = Counter[tuple[str, bool, str]]  # a run; whether it opens a sentence; its article


def _count(texts: Iterable[str]) -> tuple[Counter[bytes], _Met, set[str]]:
    """How often each word is written small, and each run of words with capitals stands in which way; and the runs that
    stand beside a verb of saying."""
    text = _BETWEEN.join(texts)
    met, says = [], set()
    for found in NAME.finditer(text):
        (start, end), run = found.span(), found[0]
        ahead = text[max(start - 5, 0) : start]
        met.append((run, opens_sentence(ahead), ahead if ahead.endswith(_ARTICLES) else ""))
        if run not in says and _stands_by_saying(text, start, end):
            says.add(run)
    return Counter(text.encode("ascii", "replace").translate(_SMALL).split()), Counter(met), says


class _Uses:
    """How the words with capitals of a text are used."""

    def __init__(self, small: Counter[bytes], says: set[str]):
        self.small = small
        self.inside: Counter[str] = Counter()  # in mid-sentence
        self.after_the: Counter[str] = Counter()
        self.articled: Counter[str] = Counter()  # after "the", "a", "their" and the like
        self.leading: set[tuple[str, str]] = set()  # the first two words of a run that opens a sentence
        self.persons = says  # with a rank, or beside a verb of saying

    def add(self, parts: list[str], count: int, opens: bool, article: str) -> None:
        if parts[0] in ("The", "A", "An") and len(parts) > 1:
            opens, article, parts = False, f"{parts[0]} ", parts[1:]
        ranked = parts[0].strip(".") in RANKS and len(parts) > 1
        for part in parts[opens and not ranked :]:
            self.inside[part] += count
        if opens and not ranked and len(parts) > 1:
            self.leading.add((parts[0], parts[1]))
        if article:
            self.articled[parts[0]] += count
            self.after_the[parts[-1]] += count * article.endswith(("the ", "The "))
        if ranked:
            self.persons.add(parts[-1])

    def words(self) -> set[str]:
        """The names: words with a capital in mid-sentence; and those that stand only before one, never small."""
        found = {word for word, count in self.inside.items() if _is_word(word) and count >= self._small(word)}
        first = {word for word, after in self.leading if after in found and _is_word(word) and not self._small(word)}
        return found | {word for word in first if not word.endswith("ly")}

    def _small(self, word: str) -> int:
        """How often a word is written small."""
        return self.small.get(word.lower().encode(), 0)


def _stands_by_saying(text: str, start: int, end: int) -> bool:
    behind = text[end + 1 : end + 24].split(" ", 2)
    word = behind[0].strip(",.:;")
    acts = behind[word in ("", "was", "is", "then", "only") :][:1]  # Ann was smiling; Ann, smiling
    if word in _SAYS or (acts and acts[0].strip(",.:;") in _ACTS):
        return True
    ahead = text[max(start - 14, 0) : start].rsplit(None, 1)
    return bool(ahead) and ahead[-1] in _SAYS


def _is_word(word: str) -> bool:
    """Whether a part of a run can be a name: no rank, initial, particle or lone letter, and not shouted."""
    odd = word.endswith((".", "-faced", "-eyed", "-looking", "-born", "-haired"))
    return len(word) > 1 and not odd and word not in PARTICLES and not word.startswith(("I’", "I'"))


def opens_sentence(ahead: str) -> bool:
    """Whether a word behind these signs has its capital from its place: after a stop, a colon, an opening mark."""
    bare = ahead.rstrip(" ")
    if not bare or bare[-1] in "\n“‘«„‚(\"'[—–.?!…:*•":
        return True
    return ahead != bare and bare[-1] in "”’»)" and bare[-2:-1] in tuple(".?!…")
