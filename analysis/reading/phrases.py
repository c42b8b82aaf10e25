"""Words in a row as parts of a sentence: verbs of saying and what stands beside them. Each function takes tokens."""

import re

from analysis.reading.english import (
    BEING,
    BOUNDARIES,
    DETERMINERS,
    HELPERS,
    PREPOSITIONS,
    SAYING,
    SHORTENED,
    VOICING,
    VOICING_PHRASES,
    any_form,
    words,
)

TOKEN = re.compile(r"~+|[^\W_]+(?:[’'-][^\W_]+)*|[^\w\s]")  # a hidden quotation, a word, a sign
SAYS = any_form(SAYING)
VOICES = SAYS | any_form(VOICING) | {"quoth"}
PHRASES = frozenset(tuple(phrase.split("_")) for phrase in VOICING_PHRASES)
PLAIN = frozenset((*SAYING, *VOICING))  # as I, we and they have it; after an article a noun
TOLD = frozenset(form for form in VOICES if not form.endswith("ing")) - PLAIN | {"read", "quoth"}
TOLD_OR_PLAIN, SAID = TOLD | PLAIN, TOLD & SAYS
OPENERS = VOICES | {phrase[0] for phrase in PHRASES}  # what a verb of saying can begin with
_MANNER = frozenset(words("again with as at aloud back out when while during after before"))
_ENDING = frozenset(("again", "too", "aloud", "then", "also"))
_OBJECTS = frozenset(("him", "her", "me", "us", "them", "you"))
_CLAUSES = frozenset(("that", "if", "whether", "how", "why"))
_IN_NOUNS = PREPOSITIONS - {"to", "and", "or"}

Words = list[re.Match]


def word_at(words: Words, at: int) -> str:
    """The word or sign at a place, "" outside."""
    return words[at][0] if 0 <= at < len(words) else ""


def is_adverb(word: str) -> bool:
    """Whether a word is an adverb by its form, or one that often ends what tells a speaker."""
    return (word.islower() and word.endswith("ly") and len(word) > 4) or word in _ENDING


def past_verb(words: Words, at: int, verbs: frozenset[str]) -> int | None:
    """The place behind a verb of saying at this place, None where none stands there."""
    if (word_at(words, at), word_at(words, at + 1)) in PHRASES:
        return at + 2
    return at + 1 if word_at(words, at) in verbs else None


def is_voice(words: Words, at: int) -> bool:
    """Whether a verb of saying begins at this place."""
    return words[at][0] in VOICES or (words[at][0], word_at(words, at + 1)) in PHRASES


def past_helpers(words: Words, at: int) -> int:
    """Behind up to three adverbs and helping verbs."""
    end = at
    while end < at + 3 and (word_at(words, end) in HELPERS or is_adverb(word_at(words, end))):
        end += 1
    return end


def past_clause(words: Words, at: int) -> int:
    """Behind a clause between commas: Ann, the keeper, said."""
    if word_at(words, at) == ",":
        for place in range(at + 1, min(at + 14, len(words))):
            if words[place][0] == ",":
                return place + 1
            if not words[place][0][0].isalnum():
                break
    return at


def ends_here(words: Words, at: int) -> bool:
    """Whether nothing that is said follows a verb: the clause ends, or only its manner is told."""
    at += word_at(words, at) in _OBJECTS
    word = word_at(words, at)
    return not word[:1].isalnum() or is_adverb(word) or word in _MANNER


def is_passive(words: Words, verb: int) -> bool:
    """Whether a form of "be" stands before a verb."""
    at = verb - 1
    while is_adverb(word_at(words, at)):
        at -= 1
    return word_at(words, at).lower() in BEING and not words[verb][0].endswith("ing")


def is_noun(words: Words, at: int) -> bool:
    """Whether a word that may be a verb stands where a noun does: the cry, an answer, his last report."""
    word, ahead, before = words[at][0], word_at(words, at - 1).lower(), word_at(words, at - 2).lower()
    if word in PLAIN and before in DETERMINERS:
        return True
    return (word in PLAIN or word.endswith("s")) and (ahead in DETERMINERS or ahead in _IN_NOUNS)


def opens_clause(words: list[str]) -> bool:
    """Whether that, if, whether, how or why follows, and no preposition goes with it (in that)."""
    found = next((at for at, word in enumerate(words) if word in _CLAUSES), None)
    return found is not None and not (found and words[found - 1] in PREPOSITIONS)


def lists_more(words: Words, at: int) -> bool:
    """Whether a further adjective or noun follows: a ragged, hungry boy; the man and his wife."""
    if word_at(words, at) in ("and", "or"):
        return True
    after = word_at(words, at + 1) if word_at(words, at) == "," else ""
    other = after.endswith(("ing", "ly")) or after in BOUNDARIES or after in DETERMINERS or after in PREPOSITIONS
    return after.islower() and not other


def may_be_noun(words: Words, at: int) -> bool:
    """Whether a word may belong to a noun phrase; so may the stop of a short rank: the worthy Mr. Lee."""
    word = words[at][0]
    if word == ".":
        return words[at - 1][0] in SHORTENED and word_at(words, at + 1)[:1].isupper()
    return word[0].isalpha() and word.lower() not in BOUNDARIES


def with_place(words: Words, end: int, *, behind: bool) -> int:
    """The end of a noun phrase with what tells it apart: of the guard; behind its verb also from the window."""
    if word_at(words, end) in (("of", "from") if behind else ("of",)):
        stop = end + 1
        while stop - end <= 3 and word_at(words, stop)[:1].isalpha():
            stop += 1
        named = 1 < stop - end <= 3 and not any(word[0].lower() in BOUNDARIES for word in words[end + 1 : stop])
        if named and (not behind or word_at(words, stop) in ("", *".,;:?!—")):
            return stop
    return end
