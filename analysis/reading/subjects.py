"""Who stands beside a verb: a name, a pronoun, or an article and a noun. Nothing else is a speaker."""

import re
from typing import NamedTuple

from analysis.reading.english import BOUNDARIES, DETERMINERS, NOBODY, NOT_NAMES, PREPOSITIONS, PRONOUNS, RANKS
from analysis.reading.names import NAME, UPPER
from analysis.reading.narration import AUTHOR, UNKNOWN, Narration
from analysis.reading.phrases import TOLD, Words, is_adverb, lists_more, may_be_noun, with_place, word_at

_MOST = 5  # words of a noun phrase
_FURTHER = re.compile(rf" the [{UPPER}]\w*")  # Monsieur the Marquis


class Subject(NamedTuple):
    speaker: str
    pronoun: str  # he or she, where that is all
    end: int  # the place behind it


def subject_at(told: Narration, words: Words, at: int, *, behind: bool) -> Subject | None:
    """The subject at this place of the words, `behind` its verb or before it; None where none stands there."""
    word = word_at(words, at)
    low = word.lower()
    if low in ("he", "she"):
        return Subject(UNKNOWN, low, at + 1)
    if word == "I":
        return Subject(AUTHOR, "", at + 1)
    if low in PRONOUNS and (behind or low != "another"):
        return Subject(UNKNOWN, "", at + 1)
    if low in DETERMINERS:
        return noun_at(told, words, at, behind=behind)
    return _name_at(told, words, at, behind=behind) if word else None


def _name_at(told: Narration, words: Words, at: int, *, behind: bool) -> Subject | None:
    run = NAME.match(told.text, words[at].start())
    name = told.names.as_name(run[0]) if run and run[0] not in NOT_NAMES else ""
    if not run or name != run[0]:
        return None
    end = run.end()
    further = _FURTHER.match(told.text, end) if behind else None
    if further:
        end, name = further.end(), name + further[0]
    place = next((place for place in range(at, len(words)) if words[place].start() >= end), len(words))
    if told.text[end : end + 2] in ("’s", "'s") or word_at(words, place) in ("and", "or"):
        return Subject(UNKNOWN, "", place)
    return Subject(told.names.known_as(name), "", place)


def noun_at(told: Narration, words: Words, at: int, *, behind: bool) -> Subject | None:
    """the old man (behind a verb also: the fellow from the window), in its one form."""
    end = _noun_end(words, at, behind=behind)
    last = words[end - 1][0]
    if end == at + 1:
        return None
    doubtful = is_adverb(last) or last.endswith(("’s", "'s", "s’")) or (last.endswith("ing") and end == at + 2)
    if end - at > _MOST or doubtful or last.lower() in NOBODY or (behind and lists_more(words, end)):
        return Subject(UNKNOWN, "", end)
    name = told.name_before(words[end - 1].end()) if last[0].isupper() else None
    if name and name[1] > words[at + 1].start():  # the sailor Lee; the voluble Vengeance
        return Subject("the " * (last in told.names.after_the) + name[0], "", end)
    if name and words[at + 1][0] in RANKS and end - at > 2:
        return Subject(name[0], "", end)
    end = with_place(words, end, behind=behind)
    phrase = told.text[words[at].start() : words[end - 1].end()]
    return Subject(told.names.known_as(phrase[0].lower() + phrase[1:]), "", end)


def _noun_end(words: Words, at: int, *, behind: bool) -> int:
    """The place behind an article, its adjectives and its noun."""
    end = at + 1
    while end < len(words) and end - at <= _MOST and may_be_noun(words, end):
        word = words[end][0]
        if end > at + 1 and (word.endswith("ing") if behind else word in TOLD):
            break
        end += 1
    while behind and end > at + 2 and is_adverb(words[end - 1][0]):
        end -= 1
    return end


def noun_before(told: Narration, words: Words, last: int) -> str:
    """the old man, ending at the word `last`: an article, up to three words and the noun; else nobody known."""
    for at in range(last - 1, max(last - _MOST, -1), -1):
        word = words[at][0].lower()
        if word in DETERMINERS:
            if word_at(words, at - 1).lower() in PREPOSITIONS - {"and", "or"}:
                return UNKNOWN
            noun = noun_at(told, words[: last + 1], at, behind=False)
            return noun.speaker if noun and noun.end == last + 1 else UNKNOWN
        if word in BOUNDARIES or not word[0].isalpha():
            break
    return UNKNOWN
