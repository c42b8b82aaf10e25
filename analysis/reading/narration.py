"""A block without the words of its quotations: its sentences, its words, and who stands in it as a subject."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import islice

from analysis.reading.english import BEING, CONJUNCTIONS, HELPERS, NO_VERBS, NOT_NAMES, PREPOSITIONS, SHORTENED
from analysis.reading.names import NAME, UPPER, Names
from analysis.reading.people import People
from analysis.reading.phrases import TOKEN, VOICES, Words

UNKNOWN = "unknown"  # the speaker of words whose speaker the text does not tell
AUTHOR = ""  # the speaker of what the narrator himself says: "…," I asked
_RANK_STOP = "".join(rf"(?<!\b{short}\.)" for short in sorted(SHORTENED))
_SENTENCE = re.compile(rf"[.?!…]{_RANK_STOP}(?<!\b[{UPPER}]\.)[\"”’')\]]*\s+(?=[“\"‘(\[]*[{UPPER}\d])")
_JOINT = re.compile(rf"[{UPPER}][\w’'-]*,?\s+(?:and|or)$")
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|I|[Tt]hey|[Ww]e)\b")
_VERB = re.compile(r"\s+([a-z’'-]+)|\s*,\s+who(?:se)?\b|\s*$")
_SHORT = 80  # signs in which a name or the word before a subject is looked for


class Narration:
    """A block with the words of its quotations hidden; what it tells is looked up where a quotation asks for it."""

    def __init__(self, text: str, people: People, find_names: Callable[[], Names]):
        self.text, self.people, self._find_names = text, people, find_names
        self._known: dict[int, list[tuple[int, str]]] = {}

    @property
    def names(self) -> Names:
        return self._find_names()

    @cached_property
    def starts(self) -> list[int]:
        """Where each sentence begins."""
        return [0, *(end.end() for end in _SENTENCE.finditer(self.text))]

    def words_from(self, start: int, most: int) -> Words:
        """The first words and signs from an offset on."""
        return list(islice(TOKEN.finditer(self.text, start), most))

    def words_between(self, start: int, end: int) -> Words:
        """The words and signs that begin between two offsets."""
        first = bisect_left(self._places, start)
        return self._words[first : bisect_left(self._places, end, first)]

    @cached_property
    def _words(self) -> Words:
        return list(TOKEN.finditer(self.text))

    @cached_property
    def _places(self) -> list[int]:
        return [word.start() for word in self._words]

    def sentence_at(self, at: int) -> int:
        """The sentence that holds an offset."""
        return bisect_right(self.starts, at) - 1

    def find_name(self, text: str, start: int, end: int) -> tuple[int, str] | None:
        """The name in a run of words with capitals, as `Names.find_in` has it."""
        return None if text[start:end] in NOT_NAMES else self.names.find_in(text, start, end)

    def name_before(self, end: int) -> tuple[str, int] | None:
        """The name that ends at `end`, in its one form, and where it begins."""
        last = None
        for run in NAME.finditer(self.text, max(end - _SHORT, 0), end):
            last = run
        found = self.find_name(self.text, last.start(), end) if last and last.end() == end else None
        return (found[1], found[0]) if found else None

    def is_tail(self, at: int) -> bool:
        """Whether the name at `at` ends a longer phrase: the friend of Ann, Bob and Ann, Bob's Ann."""
        ahead = self.text[max(at - _SHORT, 0) : at].rstrip()
        word = (ahead.rsplit(None, 1) or [""])[-1]
        if word.lower() in ("and", "or"):
            return bool(_JOINT.search(ahead))
        return word.lower() in PREPOSITIONS or word.endswith(("’s", "'s", "s’"))

    def subjects(self, sentence: int) -> list[tuple[int, str]]:
        """Where and who: names and pronouns where a subject stands in a sentence, a verb behind them.

        A pronoun other than he and she is nobody known, I the author.
        """
        if sentence not in self._known:
            start = self.starts[sentence]
            end = self.starts[sentence + 1] if sentence + 1 < len(self.starts) else len(self.text)
            self._known[sentence] = sorted(self._find_subjects(start, end))
        return self._known[sentence]

    def _find_subjects(self, start: int, end: int) -> Iterator[tuple[int, str]]:
        clause = self.text[start:end]
        for at, behind, who in self._mentions(clause):
            verb = _VERB.match(clause, behind)
            ahead = clause[max(at - _SHORT, 0) : at].rstrip()
            if not ahead and clause[behind : behind + 1] == ",":
                yield start + at, who
            elif verb and verb[1] not in NO_VERBS:
                says = verb[1] in VOICES and not self.is_tail(start + at)
                common = who.startswith("the ") and who not in self.people.headings
                doubtful = common and verb[1] not in BEING | HELPERS  # the Allied ambassadors
                if says or (_opens_clause(ahead) and not doubtful):
                    yield start + at, UNKNOWN if _JOINT.search(ahead) else who

    def _mentions(self, clause: str) -> list[tuple[int, int, str]]:
        """Names and pronouns of a sentence: from, to, who."""
        runs = ((run, self.find_name(clause, *run.span())) for run in NAME.finditer(clause))
        found = {name[0]: (run.end(), name[1]) for run, name in runs if name}
        known = self.people.known_as
        found |= {told.start(): (told.end(), known(told[0])) for told in self.people.pattern.finditer(clause)}
        for pronoun in _PRONOUN.finditer(clause):
            low = pronoun[0].lower()
            found[pronoun.start()] = pronoun.end(), AUTHOR if low == "i" else low if low in ("he", "she") else UNKNOWN
        return [(at, *rest) for at, rest in found.items()]

    def subjects_between(self, start: int, end: int) -> list[tuple[int, str]]:
        """The subjects of a stretch of text."""
        first, last = self.sentence_at(start), self.sentence_at(max(end - 1, start))
        told = [self.subjects(sentence) for sentence in range(first, last + 1)]
        return [one for subjects in told for one in subjects[_place(subjects, start) : _place(subjects, end)]]

    def persons_between(self, start: int, end: int) -> set[str]:
        """The persons named in a stretch of text, whatever they do there."""
        runs = [run for run in NAME.finditer(self.text, start, end) if run[0].split()[-1] in self.names.persons]
        return {found[1] for run in runs if (found := self.names.find_in(self.text, run.start(), run.end()))}


def _place(subjects: list[tuple[int, str]], at: int) -> int:
    return bisect_left(subjects, (at, ""))


def _opens_clause(ahead: str) -> bool:
    word = (ahead.split() or [""])[-1].strip('(“"').casefold()
    return not ahead or ahead[-1] in ',;:—–(”"’' or word in CONJUNCTIONS
