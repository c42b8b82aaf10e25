"""Who says it: the subject of a verb of saying beside a quotation, where it is a name or a noun; else `unknown`."""

import re
from operator import itemgetter
from typing import NamedTuple

from analysis.reading.english import (
    BOUNDARIES,
    CALLING,
    DETERMINERS,
    HELPERS,
    MEN,
    PERCEIVING,
    PREPOSITIONS,
    WOMEN,
    any_form,
)
from analysis.reading.narration import AUTHOR, UNKNOWN, Narration
from analysis.reading.people import People
from analysis.reading.phrases import (
    OPENERS,
    SAID,
    SAYS,
    TOLD,
    TOLD_OR_PLAIN,
    VOICES,
    Words,
    ends_here,
    is_adverb,
    is_noun,
    is_passive,
    is_voice,
    opens_clause,
    past_clause,
    past_helpers,
    past_verb,
    word_at,
)
from analysis.reading.subjects import noun_before, subject_at

__all__ = ["AUTHOR", "UNKNOWN", "Narration", "People", "Tag", "resolve", "tag_after", "tag_before"]

_WORD = itemgetter(0)
_COLON = re.compile(r":\s?[—–-]?$")
_HE_OR_SHE = re.compile(r"\b[Ss]?[Hh]e\b")
_PARTED = re.compile(r"[\s_]*[,;—–(-]")
_CALLS = any_form(CALLING)
_NEAR, _CLOSE = 12, 4  # words between a verb and the quotation that it leads up to: a verb of saying, any other
_AFTER, _BEFORE = 40, 80  # words and signs behind and before a quotation in which its speaker is looked for
_FAR = 600  # signs in which a pronoun's person and the subject of a clause are looked for
_PERCEIVED = any_form(PERCEIVING)
_KEEPS = ("kept", "keeps", "began", "begins", "started", "starts")
_OTHERS = frozenset(("he", "she", "they", "we"))
_STOPS = BOUNDARIES - {"of", "from"}


class Tag(NamedTuple):
    """What is told beside a quotation: who speaks, or by which pronoun; and where the telling ends."""

    speaker: str
    pronoun: str = ""  # he or she, where that is all
    end: int = 0


def tag_after(told: Narration, at: int) -> Tag | None:
    """What tells the speaker behind a quotation that ends at `at` ("…," Ann replied), or None."""
    inner = told.text[at - 2 : at - 1]
    if inner not in ",.?!…—–-;:" and not _PARTED.match(told.text, at):
        return None
    words = told.words_from(at, _AFTER)
    if OPENERS.isdisjoint(map(_WORD, words)):
        return None
    first = next((place for place, word in enumerate(words) if word[0] not in ",;—–-("), len(words))
    if first == len(words) or not (first or inner in ",.?!…—–-;:"):
        return None
    stop = "" if first else inner
    return _verb_first(told, words, first) or _subject_first(told, words, first, stop)


def _verb_first(told: Narration, words: Words, at: int) -> Tag | None:
    """said Ann; went on the old man; quickly added he."""
    after = past_verb(words, at + is_adverb(words[at][0]), TOLD)
    if after is None:
        return None
    found = subject_at(told, words, after + is_adverb(word_at(words, after)), behind=True)
    return found and Tag(found.speaker, found.pronoun, words[found.end - 1].end())


def _subject_first(told: Narration, words: Words, at: int, stop: str) -> Tag | None:
    """Ann said; the old man slowly went on. Behind a `stop`, "Ann said that …" is another matter."""
    stopped, word = stop in (".", "?", "!", "…"), words[at][0]
    found = subject_at(told, words, at, behind=False)
    if not found:
        return None if stopped or word_at(words, at - 1) == "—" else _led_by_others(told, words, at)
    verbs = TOLD_OR_PLAIN if word.lower() in ("i", "we", "they", "you") else TOLD
    after = past_verb(words, past_helpers(words, past_clause(words, found.end)), verbs)
    if after is None and word_at(words, found.end) in _KEEPS:  # he kept muttering
        after = past_verb(words, found.end + 1, VOICES)
    if after is None:
        return None
    if stopped and word[0].isupper():  # perhaps a sentence of its own
        strict = word.lower() in DETERMINERS or stop == "."
        if not ends_here(words, after) or (strict and words[after - 1][0] not in SAYS):
            return None
    return Tag(found.speaker, found.pronoun, words[after - 1].end())


def _led_by_others(told: Narration, words: Words, at: int) -> Tag | None:
    """Behind a comma, other words may stand before the name: the sailor's friend, Developer Ann Lee said."""
    for place in range(at, min(at + 9, len(words))):
        if not words[place][0][0].isalnum() or words[place][0].lower() in _STOPS:
            return None
        after = past_verb(words, place, SAID)
        if after is not None and place > at and ends_here(words, after):
            name = told.name_before(words[place - 1].end())
            return Tag(name[0] if name else UNKNOWN, "", words[after - 1].end())
    return None


def tag_before(told: Narration, at: int, *, since: int = 0, set_apart: bool = False) -> Tag | None:
    """What tells the speaker ahead of a quotation (Ann said that "…"; Ann wrote: "…"), or None.

    A colon reports, the last person told as a subject speaking; so does a verb of saying before a comma, before a
    block set apart, or with that, if, whether or how; and a verb of calling with a named subject. What stands before
    `since` told of another quotation.
    """
    sentence = told.starts[told.sentence_at(max(at - 1, 0))]
    start = max(sentence, at - _FAR, since)
    words = told.words_between(start, at)[-_BEFORE:]
    lead = told.text[start:at].rstrip()
    # a sentence that quotes and ends leads up to no block
    own = set_apart and lead.endswith((".", "?", "!", "”", '"')) and re.search('[“"]', told.text[sentence:at])
    colon = ":" in lead[-3:] and bool(_COLON.search(lead[-3:]))
    led = colon or lead.endswith((",", "—", "–")) or (set_apart and not own)
    verb = _reporting(told, words, led, at)
    if colon and (told.people.headings or _HE_OR_SHE.search(told.text, start, at)):
        known = {"he", "she", *told.people.headings}
        last = next((one for one in reversed(told.subjects_between(start, at)) if one[1] in known), None)
        if last and (verb is None or last[0] > words[verb].start()):
            return _told_by(last[1])
    if verb is not None:
        return _subject_of(told, words, verb, start)
    return Tag(UNKNOWN) if colon else _calling(told, words, start) or (Tag(UNKNOWN) if set_apart else None)


def _reporting(told: Narration, words: Words, led: bool, at: int) -> int | None:
    """The place of the verb that leads up to the quotation behind these words."""
    for place in [n for n, word in enumerate(words) if word[0] in OPENERS and is_voice(words, n)][:-5:-1]:
        says = words[place][0] in SAYS
        behind = [token[0] for token in words[place + 1 :] if token[0][0].isalnum() or token[0][0] == "~"]
        near = len(behind) <= (_NEAR if says else _CLOSE)
        direct = not behind and not told.text[words[place].end() : at].strip()
        reports = (led and near) or (says and (direct or opens_clause(behind[:6])))
        if reports and not is_passive(words, place) and not is_noun(words, place):
            return place
    return None


def _calling(told: Narration, words: Words, start: int) -> Tag | None:
    """Ann called the plan “late”: a verb of calling among the last words, and a subject that is known."""
    for place in range(len(words) - 1, max(len(words) - 9, -1), -1):
        if words[place][0] in _CALLS and not is_passive(words, place):
            called = _subject_of(told, words, place, start)
            return called if called.speaker != UNKNOWN or called.pronoun else None
    return None


def _subject_of(told: Narration, words: Words, verb: int, start: int) -> Tag:
    """The subject of the verb at this place of the words of a sentence, looked for from `start` on."""
    at = verb - 1
    while at >= 0 and (words[at][0] in HELPERS or is_adverb(words[at][0])) and words[at][0] != "then":
        at -= 1
    word = word_at(words, at)
    if word.lower() in ("he", "she", "i"):
        return _told_by(AUTHOR if word == "I" else word.lower())
    if word == "who":
        name = told.name_before(words[at - 2 if word_at(words, at - 1) == "," else at - 1].end()) if at > 1 else None
        return Tag(name[0] if name and told.names.is_person(name[0]) else UNKNOWN)
    name = told.name_before(words[at].end()) if word else None
    if name:
        return Tag(UNKNOWN if told.is_tail(name[1]) else name[0])
    if word in ("", ",", "and", "then", "but", "or", "—", "to", ")") or words[verb][0].endswith("ing"):
        return _shared(told, words, verb, at, start)
    return Tag(noun_before(told, words, at) if words[verb][0] in SAYS else UNKNOWN)


def _shared(told: Narration, words: Words, verb: int, at: int, start: int) -> Tag:
    """The last subject before a verb that goes without its own: Ann rose and said; not "I heard one voice saying"."""
    shared = told.subjects_between(start, words[verb].start())
    if not shared:
        return Tag(UNKNOWN)
    since = [word[0].lower() for word in words[:verb] if word.start() > shared[-1][0]]
    beside = word_at(words, at).lower()
    if beside.isalpha() and beside not in PREPOSITIONS | {"then"} and _PERCEIVED.intersection(since):
        return Tag(noun_before(told, words, at))
    if shared[-1][1] == AUTHOR and _OTHERS.intersection(since):
        return Tag(UNKNOWN)  # When I asked, he shrugged and replied
    return _told_by(shared[-1][1])


def _told_by(subject: str) -> Tag:
    return Tag(UNKNOWN, subject) if subject in ("he", "she") else Tag(subject)


def resolve(told: Narration, tag: Tag, at: int) -> str:
    """The speaker that a tag beside `at` tells; where it is he or she, the only person who can be meant.

    That is the one subject of this sentence, or of the nearest of three before that has one; and no other person may
    be named since. Where both he and she are spoken of, which is which is told by what names mean: not known here.
    """
    if not tag.pronoun:
        return tag.speaker
    other = "he" if tag.pronoun == "she" else "she"
    here = told.sentence_at(at)
    for sentence in range(here, max(here - 4, -1), -1):
        start = max(told.starts[sentence], at - _FAR)
        subjects = [who for _, who in told.subjects_between(start, at)]
        if other in subjects:
            return UNKNOWN
        persons = {who for who in subjects if who not in ("he", "she") and told.names.is_person(who)}
        if persons:
            name = persons.pop()
            named = set() if told.people.headings else told.persons_between(start, at)
            return name if not persons and named <= {name} and not _is_other_sex(name, tag.pronoun) else UNKNOWN
    return UNKNOWN


def _is_other_sex(name: str, pronoun: str) -> bool:
    return name.split()[0].strip(".") in (WOMEN if pronoun == "he" else MEN)
