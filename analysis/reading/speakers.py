"""Who says it: a person that corpus.toml names, or the subject of a verb of saying; else `unknown`, never a guess."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from analysis.reading.english import ADVERB, CALLING, CONJUNCTIONS, NO_VERBS, NOT_NAMES, SAYING, TITLES, any_of

UNKNOWN = "unknown"  # the speaker of words whose speaker the text does not tell


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


_SAY = any_of(SAYING)
_NAME = r"(?:[A-Z][\w’'-]*\.?)(?:\s+(?:(?:de|von|van|al|der)\s+)?[A-Z][\w’'-]*\.?){0,3}"
_SAYS = rf"(?:{ADVERB}\s+){{0,2}}(?P<verb>{_SAY})\b"
_AFTER = re.compile(
    rf"\s*[—–-]?\s*(?P<who>{_NAME}|[Tt]he\s+[\w’'\s-]{{1,60}}?|he|she|they|it|He|She|They|It)\s+{_SAYS}"
)
_AFTER_TURNED = re.compile(
    r"\s*(?:said|asked|replied|wrote|cried|answered|added|declared)\s+"
    rf"(?P<who>(?:[Tt]he\s+)?(?:[a-z]+\s+){{0,3}}{_NAME}|(?:the|his|her|an?)(?:\s+[a-z’'-]+){{1,4}}(?=[.,;:?!]|$))"
)
_REPORTS = re.compile(rf"\b(?:{_SAY})\b")
_CALLS = re.compile(rf"\b(?:{any_of(CALLING)})\b")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)\s+(?:[a-z]+ly\s+)?$")
_BESIDE = re.compile(rf"(?P<who>{_NAME})(?=(?:,\s+who)?\s+(?:{ADVERB}\s+){{0,2}}(?:{_SAY})\b)")
_JOINT = re.compile(r"[A-Z][\w’'-]*,?\s+(?:and|or)$")
_PRONOUN = r"\b(?:[Hh]e|[Ss]he)\b"
_NO_END = "".join(rf"(?<!\b{short})" for short in ("Mr", "Mrs", "Ms", "Dr", "St", "Gen", "Col", "Prof", "[A-Z]"))
_SENTENCE = re.compile(_NO_END + r"[.?!…][\"”’')\]]*\s+(?=[“\"‘(\[]*[A-Z\d])")


def speaker_after(before: str, after: str, people: People) -> str | None:
    """The speaker told behind a quotation ("…," Ann replied), or None where nothing there reports.

    `before`, `after`: the block up to and from the quotation, with the words of all quotations hidden.
    """
    found = _AFTER.match(after) or _AFTER_TURNED.match(after)
    if not found:
        return None
    stopped = re.search(r"[.?!][\"”’']$", before)  # then "Ann said that …" would be a sentence of its own
    if stopped and re.match(r"\s*(?:that|to|in|on|the|of|his|her|a|if|whether)\b", after[found.end() :]):
        return None
    who = found["who"]
    if re.fullmatch(r"he|she", who, re.IGNORECASE):
        return _meant(before, who, people)
    if re.fullmatch(r"it|they", who, re.IGNORECASE):
        return UNKNOWN
    if who.split()[0] in NOT_NAMES - {"The"}:
        return None
    return people.known_as(who if re.search(r"\b[A-Z]\.$", who) else who.rstrip("."))


def speaker_before(before: str, people: People, *, set_apart: bool = False) -> str | None:
    """The speaker told ahead of a quotation (Ann said that "…"; Ann wrote: "…"), or None where nothing reports.

    Four forms report: a colon (the sentence's last subject speaks); a verb of saying before a comma or a block set
    apart; a verb of saying with that, if, whether or how; a verb of calling with a named subject.
    """
    start = _sentence_start(before)
    lead = before[start:]
    if re.search(r":\s*$", lead):
        return _subject(before, start, len(lead), people) or UNKNOWN
    has_its_own = re.search(r"[“\"].*[.?!][”\"]?\s*$", lead)  # a sentence that quotes and ends introduces no block
    led_in = bool(re.search(r"[,—]\s*$", lead)) or (set_apart and not has_its_own)
    for verb in reversed(list(_REPORTS.finditer(lead))):
        clause = re.match(r"(?:\s+[\w’'-]+){0,5}?\s+(?:that|if|whether|how|why)\b", lead[verb.end() :])
        near = led_in and len(lead[verb.end() :].split()) <= 12
        if (clause or near) and not _PASSIVE.search(lead[: verb.start()]):
            return _subject(before, start, verb.start(), people) or UNKNOWN
    calls = [verb for verb in _CALLS.finditer(lead) if len(lead[verb.end() :].split()) <= 8]
    if calls and not _PASSIVE.search(lead[: calls[-1].start()]):
        return _subject(before, start, calls[-1].start(), people)
    return UNKNOWN if set_apart else None


def _sentence_start(text: str) -> int:
    return max((end.end() for end in _SENTENCE.finditer(text)), default=0)


def _subject(before: str, start: int, end: int, people: People) -> str | None:
    """The last subject that begins in the first `end` characters of the sentence, a pronoun resolved."""
    subjects = [name for at, name in _subjects(before[start:], people) if at < end]
    if not subjects:
        return None
    return _meant(before[: start + end], subjects[-1], people) if subjects[-1] in ("he", "she") else subjects[-1]


def _subjects(clause: str, people: People) -> list[tuple[int, str]]:
    """Where and who: names before a verb of saying, told persons and pronouns where a subject stands."""
    found = {name.start(): name for name in re.finditer(_PRONOUN, clause)}
    found |= {name.start(): name for name in people.pattern.finditer(clause)}
    subjects: dict[int, str] = {}
    for at, name in found.items():
        ahead, behind = clause[:at].rstrip(), clause[name.end() :]
        word = (ahead.split() or [""])[-1].strip('(“"').casefold()
        leads = not ahead or ahead[-1] in ',;:—–(”"’' or word in CONJUNCTIONS
        verb = re.match(r"\s+([a-z’'-]+)|\s*,\s+who(?:se)?\b|\s*$", behind)
        if leads and not _JOINT.search(ahead) and verb and verb[1] not in NO_VERBS:
            subjects[at] = name[0].lower() if re.fullmatch(_PRONOUN, name[0]) else people.known_as(name[0])
    for beside in _BESIDE.finditer(clause):
        who = _bare_name(beside["who"])
        if who:
            start = beside.end() - len(who)
            joint = _JOINT.search(clause[:start].rstrip())
            subjects[start] = UNKNOWN if joint else people.known_as(who)
    return sorted(subjects.items())


def _bare_name(who: str) -> str:
    """A name without the words before it that are none ("Then Ann Lee"); "" where a possessive or nothing is left."""
    words = who.split(" ")
    while words and words[0] in NOT_NAMES:
        words.pop(0)
    return "" if not words or re.search(r"[’']s?$", words[-1]) else " ".join(words)


def _meant(before: str, pronoun: str, people: People) -> str:
    """Whom he or she means: the only person who is a subject in this sentence, else in one of three before.

    Where both he and she are spoken of, which is which is told by what names mean, and that is not known here.
    """
    other = "he" if pronoun.lower() == "she" else "she"
    if re.search(rf"\b{other}\b", before, re.IGNORECASE):
        return UNKNOWN
    for _ in range(4):
        start = _sentence_start(before)
        names = {name for _, name in _subjects(before[start:], people) if name not in ("he", "she")}
        if names:
            return names.pop() if len(names) == 1 else UNKNOWN
        if not start:
            break
        before = before[:start].rstrip()
    return UNKNOWN
