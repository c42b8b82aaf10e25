"""Who says it: the subject of a verb of saying beside a quotation, where it is a name or a noun; else `unknown`."""

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import NamedTuple

from analysis.reading.english import (
    BEING,
    BOUNDARIES,
    CALLING,
    CONJUNCTIONS,
    DETERMINERS,
    HELPERS,
    MEN,
    NO_VERBS,
    NOBODY,
    PREPOSITIONS,
    PRONOUNS,
    RANKS,
    SHORTENED,
    SAYING,
    VOICING,
    VOICING_PHRASES,
    WOMEN,
    any_form,
)
from analysis.reading.people import NAME, UPPER, Names, People

__all__ = ["AUTHOR", "UNKNOWN", "Narration", "People", "Tag"]

UNKNOWN = "unknown"  # the speaker of words whose speaker the text does not tell
AUTHOR = ""  # the speaker of what the narrator himself says: "…," I asked

_SAYS, _CALLS = any_form(SAYING), any_form(CALLING)
_VOICES = _SAYS | any_form(VOICING) | {"quoth"}
_PHRASES = {tuple(phrase.split("_")) for phrase in VOICING_PHRASES}
_TOLD = {form for form in _VOICES if not form.endswith("ing")} - set(SAYING) - set(VOICING) | {"read", "quoth"}
_PLAIN = set(SAYING) | set(VOICING)  # "I say", "they say"; after an article a noun
_NEAR, _CLOSE = 12, 4  # words between a verb and the quotation that it leads up to: a verb of saying, any other
_AFTER, _BEFORE = 40, 80  # words and signs behind and before a quotation in which its speaker is looked for
_FAR = 600  # signs in which a pronoun's person and the subject of a clause are looked for

_TOKEN = re.compile(r"~+|[^\W_]+(?:[’'-][^\W_]+)*|[^\w\s]")
_RANK_STOP = "".join(rf"(?<!\b{short}\.)" for short in ("Mr", "Mrs", "Ms", "Dr", "St", "Gen", "Col", "Prof", "Capt", "Lt"))
_SENTENCE = re.compile(rf"[.?!…]{_RANK_STOP}(?<!\b[{UPPER}]\.)[\"”’')\]]*\s+(?=[“\"‘(\[]*[{UPPER}\d])")
_JOINT = re.compile(rf"[{UPPER}][\w’'-]*,?\s+(?:and|or)$")
_SUBJECT = re.compile(r"\b(?:[Hh]e|[Ss]he|I|[Tt]hey|[Ww]e)\b")
_SUBORDINATE = frozenset("when as that because while if whereas although though since until".split())


class Tag(NamedTuple):
    """What is told beside a quotation: who speaks, or by which pronoun; and where the telling ends."""

    speaker: str
    pronoun: str = ""  # he or she, where that is all
    end: int = 0


class Narration:
    """A block with the words of its quotations hidden; what it tells is looked up where a quotation asks for it."""

    def __init__(self, text: str, names: Names):
        self.text, self.names = text, names
        self._known: dict[int, list[tuple[int, str]]] = {}
        self._told = {"he", "she", *names.people.heading.values()}

    @cached_property
    def starts(self) -> list[int]:
        """Where each sentence begins."""
        return [0, *(end.end() for end in _SENTENCE.finditer(self.text))]

    @cached_property
    def _tokens(self) -> list[re.Match]:
        return list(_TOKEN.finditer(self.text))

    @cached_property
    def _places(self) -> list[int]:
        return [token.start() for token in self._tokens]

    @cached_property
    def _verbs(self) -> list[int]:
        """The places of verbs of saying among the words."""
        words = [token[0] for token in self._tokens]
        pairs = zip(words, [*words[1:], ""], strict=True)
        return [at for at, (word, after) in enumerate(pairs) if word in _VOICES or (word, after) in _PHRASES]

    def _words(self, start: int, end: int) -> list[re.Match]:
        """The words and signs that begin in a stretch."""
        return self._tokens[bisect_left(self._places, start) : bisect_left(self._places, end)]

    def sentence_at(self, at: int) -> int:
        return bisect_right(self.starts, at) - 1

    # ---- behind the quotation ----

    def tag_after(self, at: int) -> Tag | None:
        """What tells the speaker behind a quotation that ends at `at` ("…," Ann replied), or None."""
        first = bisect_left(self._places, at)
        words = self._tokens[first : first + _AFTER]
        inner = self.text[at - 2 : at - 1]
        first = 0
        while first < len(words) and words[first][0] in ",;—–-(":
            first += 1
        if first == len(words) or not (first or inner in ",.?!…—–-;:"):
            return None
        stopped = inner in ".?!…" and not first
        return self._verb_first(words, first) or self._subject_first(words, first, stopped)

    def _verb_first(self, words: list, at: int) -> Tag | None:
        """said Ann; went on the old man; quickly added he."""
        while at < len(words) and words[at][0].endswith("ly") and words[at][0].islower():
            at += 1
        after = _past_verb(words, at, _TOLD)
        if after is None or after == len(words):
            return None
        if words[after][0].endswith("ly") and words[after][0].islower():
            after += 1
        found = self._subject_at(words, after, behind=True)
        return found and Tag(found[0], found[1], words[found[2] - 1].end())

    def _subject_first(self, words: list, at: int, stopped: bool) -> Tag | None:
        """Ann said; the old man slowly went on. Where the quotation `stopped`, "Ann said that …" is another matter."""
        found = self._subject_at(words, at, behind=False)
        if not found:
            return None if stopped or words[at - 1][0] == "—" else self._led_by_others(words, at)
        speaker, pronoun, place = found
        place = _past_clause(words, place)
        plain = _PLAIN if words[at][0].lower() in ("i", "we", "they", "you") else set()
        after = _past_verb(words, _past_helpers(words, place), _TOLD | plain)
        if after is None:
            return None
        if stopped and words[at][0][0].isupper():  # perhaps a sentence of its own
            noun = words[at][0].lower() in DETERMINERS or self.text[words[at].start() - 2 :][:1] == "."
            if not _ends_here(words, after) or (noun and words[after - 1][0] not in _SAYS):
                return None
        return Tag(speaker, pronoun, words[after - 1].end())

    def _led_by_others(self, words: list, at: int) -> Tag | None:
        """Behind a comma, other words may stand before the name: the sailor's friend, Developer Ann Lee said."""
        for place in range(at, min(at + 9, len(words))):
            if not words[place][0][0].isalnum() or words[place][0].lower() in BOUNDARIES - {"of", "from"}:
                return None
            after = _past_verb(words, place, _TOLD & _SAYS)
            if after is not None and place > at and _ends_here(words, after):
                name = self._name_before(words[place - 1].end())
                return Tag(name[0] if name else UNKNOWN, "", words[after - 1].end())
        return None

    # ---- before the quotation ----

    def tag_before(self, at: int, *, since: int = 0, set_apart: bool = False) -> Tag | None:
        """What tells the speaker ahead of a quotation (Ann said that "…"; Ann wrote: "…"), or None.

        A colon reports, the sentence's last subject speaking; so does a verb of saying before a comma, before a block
        set apart, or with that, if, whether or how; and a verb of calling with a named subject. What stands before
        `since` told of another quotation.
        """
        whole = self.starts[self.sentence_at(max(at - 1, 0))]
        start = max(whole, at - _FAR, since)
        lead = self.text[start:at].rstrip()
        words = self._words(start, at)[-_BEFORE:]
        # a sentence that quotes and ends leads up to no block
        own = set_apart and lead.endswith((".", "?", "!", "”", '"')) and re.search('[“"]', self.text[whole:at])
        colon = bool(re.search(r":\s?[—–-]?$", lead))
        led = colon or lead.endswith((",", "—", "–")) or (set_apart and not own)
        found = self._reporting(words, led, at)
        if colon:
            verb_at = words[found].start() if found is not None else -1
            last = self._last_subject(start, at, self._told)
            if last and last[0] > verb_at:
                return self._told_by(last[1])
            return self._subject_of(words, found, start) if found is not None else Tag(UNKNOWN)
        if found is not None:
            return self._subject_of(words, found, start)
        for place in range(len(words) - 1, max(len(words) - 9, -1), -1):
            if words[place][0] in _CALLS and not _is_passive(words, place):
                called = self._subject_of(words, place, start)
                return called if called.speaker != UNKNOWN or called.pronoun else None
        return Tag(UNKNOWN) if set_apart else None

    def _reporting(self, words: list, led: bool, at: int) -> int | None:
        """The place of the verb that leads up to the quotation behind these words."""
        first = bisect_left(self._places, words[0].start()) if words else 0
        last = bisect_left(self._verbs, first + len(words))
        for place in reversed([verb - first for verb in self._verbs[max(last - 4, 0) : last] if verb >= first]):
            word = words[place][0]
            behind = [token[0] for token in words[place + 1 :] if token[0][0].isalnum() or token[0][0] == "~"]
            near = len(behind) <= (_NEAR if word in _SAYS else _CLOSE)
            clause = word in _SAYS and _opens_clause(behind[:6])
            direct = not behind and word in _SAYS and not self.text[words[place].end() : at].strip()
            if (clause or direct or (led and near)) and not _is_passive(words, place) and not _is_noun(words, place):
                return place
        return None

    def _subject_of(self, words: list, verb: int, start: int) -> Tag:
        """The subject of the verb at this place of the words of a sentence that begins at `start`."""
        at = verb - 1
        while at >= 0 and (words[at][0] in HELPERS or _is_adverb(words[at][0])) and words[at][0] != "then":
            at -= 1
        if at < 0:
            return self._elided(start, words[verb].start())
        word = words[at][0]
        if word.lower() in ("he", "she"):
            return Tag(UNKNOWN, word.lower())
        if word == "I":
            return Tag(AUTHOR)
        name = self._name_before(words[at].end())
        if name is None and word == "who":
            before = words[at - 2 if at > 1 and words[at - 1][0] == "," else at - 1]
            name = self._name_before(before.end())
            return Tag(name[0] if name and self._is_person(name[0]) else UNKNOWN)
        if name is not None:
            return Tag(UNKNOWN if self._is_tail(name[1]) else name[0])
        if word in (",", "and", "then", "but", "or", "—", "to", ")") or words[verb][0].endswith("ing"):
            return self._elided(start, words[verb].start())
        return self._noun_before(words, at) if words[verb][0] in _SAYS else Tag(UNKNOWN)

    def _noun_before(self, words: list, last: int) -> Tag:
        """the old man, ending at the word `last`: an article, up to three words and the noun."""
        for at in range(last - 1, max(last - 5, -1), -1):
            word = words[at][0]
            if word.lower() in DETERMINERS:
                ahead = words[at - 1][0].lower() if at else ""
                if ahead in PREPOSITIONS - {"and", "or"}:
                    return Tag(UNKNOWN)
                noun = self._noun_at(words[: last + 1], at, behind=False)
                return Tag(noun[0] if noun and noun[2] == last + 1 else UNKNOWN)
            if word.lower() in BOUNDARIES or not word[0].isalpha():
                break
        return Tag(UNKNOWN)

    def _elided(self, start: int, at: int) -> Tag:
        """The subject that a verb shares with the clause before it: rose and said, …, saying."""
        last = self._last_subject(start, at)
        return self._told_by(last[1]) if last else Tag(UNKNOWN)

    def _told_by(self, subject: str) -> Tag:
        return Tag(UNKNOWN, subject) if subject in ("he", "she") else Tag(subject)

    def _is_tail(self, at: int) -> bool:
        """Whether the name at `at` ends a longer phrase: the friend of Ann, Bob and Ann, Bob's Ann."""
        ahead = self.text[max(at - 40, 0) : at].rstrip()
        word = (ahead.rsplit(None, 1) or [""])[-1]
        if word.lower() in ("and", "or"):
            return bool(_JOINT.search(ahead))
        return word.lower() in PREPOSITIONS or word.endswith(("’s", "'s", "s’"))

    # ---- subjects ----

    def _subject_at(self, words: list, at: int, *, behind: bool) -> tuple[str, str, int] | None:
        """Speaker, pronoun, and the place behind the subject at this place; None where none stands there."""
        if at >= len(words):
            return None
        word = words[at][0]
        low = word.lower()
        if low in ("he", "she"):
            return UNKNOWN, low, at + 1
        if word == "I":
            return AUTHOR, "", at + 1
        if low in PRONOUNS and not (low == "another" and not behind):
            return UNKNOWN, "", at + 1
        if low in DETERMINERS:
            return self._noun_at(words, at, behind=behind)
        run = NAME.match(self.text, words[at].start())
        name = self.names.as_name(run[0]) if run else ""
        if not run or name != run[0]:
            return None
        end = run.end()
        further = re.compile(rf" the [{UPPER}]\w*").match(self.text, end) if behind else None
        end, name = (further.end(), name + further[0]) if further else (end, name)
        place = next((place for place in range(at, len(words)) if words[place].start() >= end), len(words))
        if self.text[end : end + 2] in ("’s", "'s") or (words[place : place + 1] and words[place][0] in ("and", "or")):
            return UNKNOWN, "", place
        return self.names.known_as(name), "", place

    def _noun_at(self, words: list, at: int, *, behind: bool) -> tuple[str, str, int] | None:
        """the old man (behind a verb also: the fellow from the window): its one form, and the place behind it."""
        end = at + 1
        while end < len(words) and end - at <= 5 and self._may_be_noun(words, end):
            if not behind and words[end][0] in _TOLD and end > at + 1:
                break
            if behind and words[end][0].endswith("ing") and end > at + 1:
                break
            end += 1
        while behind and end > at + 2 and _is_adverb(words[end - 1][0]):
            end -= 1
        last = words[end - 1][0] if end <= len(words) else ""
        if end == at + 1 or end - at > 5 or _is_adverb(last) or last.endswith(("’s", "'s", "s’")):
            return None if end == at + 1 else (UNKNOWN, "", end)
        if last.lower() in NOBODY:
            return UNKNOWN, "", end
        if (behind and _lists_more(words, end)) or (last.endswith("ing") and end == at + 2):
            return UNKNOWN, "", end
        name = self._name_before(words[end - 1].end()) if last[0].isupper() else None
        if name and name[1] > words[at + 1].start():  # the sailor Lee; the voluble Vengeance
            return ("the " * (last in self.names.after_the)) + name[0], "", end
        if name and words[at + 1][0] in RANKS and end - at > 2:
            return name[0], "", end
        end = _with_place(words, end, behind)
        phrase = self.text[words[at].start() : words[end - 1].end()]
        return self.names.known_as(phrase[0].lower() + phrase[1:]), "", end

    def _may_be_noun(self, words: list, at: int) -> bool:
        word = words[at][0]
        if word == ".":  # the worthy Mr. Lee
            return words[at - 1][0] in SHORTENED and at + 1 < len(words) and words[at + 1][0][0].isupper()
        return word[0].isalpha() and word.lower() not in BOUNDARIES

    def _name_before(self, end: int) -> tuple[str, int] | None:
        """The name that ends at `end`, in its one form, and where it begins."""
        first = max(end - 80, 0)
        last = None
        for run in NAME.finditer(self.text, first, end):
            last = run
        found = self.names.find_in(self.text, last.start(), end) if last and last.end() == end else None
        return (found[1], found[0]) if found else None

    def _last_subject(self, start: int, end: int, among: set[str] | None = None) -> tuple[int, str] | None:
        subjects = self._subjects_between(self.sentence_at(max(end - 1, 0)), start, end)
        return next((found for found in reversed(subjects) if among is None or found[1] in among), None)

    def _subjects_between(self, sentence: int, start: int, end: int) -> list[tuple[int, str]]:
        subjects = self.subjects(sentence)
        return subjects[bisect_left(subjects, (start, "")) : bisect_left(subjects, (end, ""))]

    def others_between(self, start: int, end: int) -> set[str]:
        """Who is a subject in a stretch of text."""
        first, last = self.sentence_at(start), self.sentence_at(max(end - 1, start))
        return {who for place in range(first, last + 1) for _, who in self._subjects_between(place, start, end)}

    def subjects(self, sentence: int) -> list[tuple[int, str]]:
        """Where and who: names and pronouns where a subject stands in a sentence, a verb behind them."""
        if sentence not in self._known:
            start = self.starts[sentence]
            end = self.starts[sentence + 1] if sentence + 1 < len(self.starts) else len(self.text)
            self._known[sentence] = sorted(self._find_subjects(start, end))
        return self._known[sentence]

    def _find_subjects(self, start: int, end: int) -> list[tuple[int, str]]:
        clause = self.text[start:end]
        found: dict[int, tuple[int, str]] = {}
        for run in NAME.finditer(clause):
            name = self.names.find_in(clause, run.start(), run.end())
            if name:
                found[name[0]] = (run.end(), name[1])
        for told in self.names.people.pattern.finditer(clause):
            found[told.start()] = (told.end(), self.names.people.known_as(told[0]))
        for pronoun in _SUBJECT.finditer(clause):
            low = pronoun[0].lower()
            found[pronoun.start()] = (pronoun.end(), AUTHOR if low == "i" else low if low in ("he", "she") else UNKNOWN)
        kept = []
        for at, (behind, who) in found.items():
            ahead = clause[max(at - 40, 0) : at].rstrip()
            word = (ahead.split() or [""])[-1].strip('(“"').casefold()
            leads = not ahead or ahead[-1] in ',;:—–(”"’' or word in CONJUNCTIONS
            verb = re.match(r"\s+([a-z’'-]+)|\s*,\s+who(?:se)?\b|\s*$", clause[behind : behind + 40])
            says = verb and verb[1] in _VOICES
            if verb and who.startswith("the ") and who not in self.names.people.heading.values():
                leads = leads and verb[1] in BEING | HELPERS  # else perhaps "the Allied ambassadors"
            if not ahead and clause[behind : behind + 1] == ",":
                kept.append((start + at, who))
            elif verb and verb[1] not in NO_VERBS and (leads or (says and not self._is_tail(start + at))):
                kept.append((start + at, UNKNOWN if _JOINT.search(ahead) else who))
        return kept

    def meant(self, at: int, pronoun: str) -> str:
        """Whom he or she means: the only person who is a subject in this sentence, else in one of three before.

        Where both he and she are spoken of, which is which is told by what names mean, and that is not known here.
        """
        other = "he" if pronoun == "she" else "she"
        here = self.sentence_at(at)
        for sentence in range(here, max(here - 4, -1), -1):
            subjects = self._subjects_between(sentence, at - _FAR, at)
            if any(who == other for _, who in subjects):
                return UNKNOWN
            names = {who for _, who in subjects if self._is_person(who)}
            if names:
                name = names.pop()
                alone = not names and self._persons(max(self.starts[sentence], at - _FAR), at) <= {name}
                return name if alone and not _is_other_sex(name, pronoun) else UNKNOWN
        return UNKNOWN

    def _is_person(self, who: str) -> bool:
        told = who in self.names.people.heading.values()
        if told or who in ("he", "she", AUTHOR, UNKNOWN) or who.startswith(("the ", "a ")):
            return told
        return who.split()[-1] in self.names.persons - self.names.after_the

    def _persons(self, start: int, end: int) -> set[str]:
        """The persons named in a stretch, in whatever place; told ones where their headings tell them."""
        if self.names.people.heading:
            return set()
        runs = [run for run in NAME.finditer(self.text, start, end) if run[0].split()[-1] in self.names.persons]
        return {found[1] for run in runs if (found := self.names.find_in(self.text, run.start(), run.end()))}


def _opens_clause(words: list[str]) -> bool:
    """Whether that, if, whether, how or why follows, and no preposition goes with it (in that)."""
    found = next((at for at, word in enumerate(words) if word in ("that", "if", "whether", "how", "why")), None)
    return found is not None and not (found and words[found - 1] in PREPOSITIONS)


def _past_verb(words: list, at: int, verbs: set[str]) -> int | None:
    """The place behind a verb of saying at this place, None where none stands there."""
    if at >= len(words):
        return None
    word = words[at][0]
    if at + 1 < len(words) and (word, words[at + 1][0]) in _PHRASES:
        return at + 2
    return at + 1 if word in verbs else None


def _past_helpers(words: list, at: int) -> int:
    count = 0
    while at < len(words) and count < 3 and (words[at][0] in HELPERS or _is_adverb(words[at][0])):
        at, count = at + 1, count + 1
    return at


def _past_clause(words: list, at: int) -> int:
    """Behind a clause between commas: Ann, the keeper, said."""
    if at < len(words) and words[at][0] == ",":
        for place in range(at + 1, min(at + 14, len(words))):
            if words[place][0] == ",":
                return place + 1
            if not words[place][0][0].isalnum():
                break
    return at


def _lists_more(words: list, at: int) -> bool:
    """Whether a further adjective or noun follows: a ragged, hungry boy; the man and his wife."""
    if at < len(words) and words[at][0] in ("and", "or"):
        return True
    after = words[at + 1][0] if at + 1 < len(words) and words[at][0] == "," else ""
    return after.islower() and not (
        after.endswith(("ing", "ly")) or after in BOUNDARIES or after in DETERMINERS or after in PREPOSITIONS
    )


def _ends_here(words: list, at: int) -> bool:
    """Whether nothing that is said follows the verb: the clause ends, or only its manner is told."""
    if at < len(words) and words[at][0] in ("him", "her", "me", "us", "them", "you"):
        at += 1
    return at >= len(words) or not words[at][0][0].isalnum() or _is_adverb(words[at][0]) or words[at][0] in (
        "again", "with", "as", "at", "aloud", "back", "out", "when", "while", "during", "after", "before"
    )  # fmt: skip


def _is_adverb(word: str) -> bool:
    return word.islower() and word.endswith("ly") and len(word) > 4 or word in ("again", "too", "aloud", "then", "also")


def _is_passive(words: list, verb: int) -> bool:
    at = verb - 1
    while at >= 0 and _is_adverb(words[at][0]):
        at -= 1
    return at >= 0 and words[at][0].lower() in BEING and not words[verb][0].endswith("ing")


def _is_noun(words: list, at: int) -> bool:
    """Whether a word that may be a verb stands where a noun does: the cry, an answer, his last report."""
    ahead = [word[0].lower() for word in words[max(at - 2, 0) : at]]
    noun = words[at][0] in _PLAIN or words[at][0].endswith("s")
    return noun and any(word in DETERMINERS or word in PREPOSITIONS - {"to", "and", "or"} for word in ahead[-1:]) or (
        noun and bool(ahead) and ahead[0] in DETERMINERS and words[at][0] in _PLAIN
    )


def _with_place(words: list, end: int, behind: bool) -> int:
    """The end of a noun phrase with what tells it apart: of the guard, from the window."""
    if end < len(words) and words[end][0] in (("of", "from") if behind else ("of",)):
        stop = end + 1
        while stop < len(words) and stop - end <= 3 and words[stop][0][0].isalpha():
            stop += 1
        after = words[stop][0] if stop < len(words) else "."
        named = 1 < stop - end <= 3 and not any(word[0].lower() in BOUNDARIES for word in words[end + 1 : stop])
        if named and (after in ".,;:?!—" or not behind):
            return stop
    return end


def _is_other_sex(name: str, pronoun: str) -> bool:
    rank = name.split()[0].strip(".")
    return rank in (WOMEN if pronoun == "he" else MEN)
