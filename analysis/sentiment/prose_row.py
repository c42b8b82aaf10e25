"""Sentences laid out in one row of words, for `lexicon="prose"`: what stands between the words, and their clauses.

Blanks part the sentences: no rule sees from one into the next, and arrays do what is asked of every word.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from re import compile as pattern

import numpy as np

from analysis.sentiment.prose_words import prose_roles
from analysis.sentiment.tokens import cut_finer, stream_tokens
from analysis.terms import find_terms

BLANKS = 3  # after each sentence: as far as a rule looks without asking for the clause
ITEM = 3  # words an item of a list has at most: "not new, very good or fair" is one clause
_MARKS = dict.fromkeys((":", "—", "–", "(", ")", "…", "--", "-"), 4) | {",": 1, ";": 2 + 4}  # 4: ends a clause
_MARK = pattern(r"--|[,;:—–()…]")
_JOINS = {"and", "or", "nor"}


@dataclass(frozen=True)
class Row:
    """Word i has the number `ids[i]`, in text `owner[i]`; a blank is the word "". Flags tell what stands before it."""

    number: dict[str, int]
    ids: np.ndarray
    owner: np.ndarray
    blank: np.ndarray
    comma: np.ndarray
    semicolon: np.ndarray
    strong: np.ndarray


def lay_out(texts: list[str]) -> Row:
    """The words of the texts, with blanks after each text."""
    stream = cut_finer(stream_tokens(texts), _cut_piece)
    number = {word: i for i, word in enumerate([*stream.types, ""])}
    ends = np.repeat(np.cumsum(stream.lengths), BLANKS)
    ids = np.insert(stream.ids, ends, number[""])
    owner = np.insert(stream.owner, ends, np.repeat(np.arange(len(texts)), BLANKS))
    marks = np.array([_MARKS.get(word, 0) for word in number])[ids]
    here, marked = np.flatnonzero(marks == 0), np.flatnonzero(marks)
    after, marks = np.searchsorted(here, marked), marks[marked]
    flags = np.zeros((3, len(here)), dtype=bool)
    for flag, bit in zip(flags, (1, 2, 4), strict=True):
        flag[after[marks & bit > 0]] = True
    return Row(number, ids[here], owner[here], ids[here] == number[""], *flags)


@lru_cache(maxsize=200_000)
def _cut_piece(piece: str) -> tuple[str, ...]:
    """The terms and the marks in what stands between two white spaces."""
    if piece == "-":
        return ("-",)
    found: list[str] = []
    at = 0
    for start, end, term in find_terms(piece):
        found += [*_MARK.findall(piece, at, start), term]
        at = end
    return (*found, *_MARK.findall(piece, at))


def among(number: dict[str, int], ids: np.ndarray, wanted: Collection[str]) -> np.ndarray:
    """Whether each word is one of these."""
    return np.isin(np.arange(len(number)), [number[word] for word in wanted if word in number])[ids]


@lru_cache(maxsize=1)
def role_bits() -> dict[str, int]:
    """One bit for each rule that words go by."""
    return {role: 1 << i for i, role in enumerate(sorted(frozenset().union(*prose_roles().values())))}


def bits_of(*roles: str) -> int:
    """The roles as bits of one number."""
    return sum(map(role_bits().__getitem__, roles))


@lru_cache(maxsize=1)
def _word_bits() -> dict[str, int]:
    return {word: bits_of(*roles) for word, roles in prose_roles().items()}


def kinds_of(number: dict[str, int]) -> np.ndarray:
    """The roles that each word or phrase plays, as bits."""
    kinds = np.zeros(len(number), dtype=np.int64)
    for word, bits in _word_bits().items():
        if word in number:
            kinds[number[word]] = bits
    return kinds


def cut_clauses(row: Row) -> np.ndarray:
    """The number of each word's clause: marks end one, and so do "but", "because" and "and he was"."""
    kinds = kinds_of(row.number)[row.ids]

    def plays(*roles: str) -> np.ndarray:
        return (kinds & bits_of(*roles)) > 0

    joins, comma = among(row.number, row.ids, _JOINS), row.comma & ~row.blank
    stops = joins | row.blank | plays("subjects", "finite", "contrast", "concession")
    opens = joins & np.append(plays("subjects", "finite")[1:], False)
    cuts = row.blank | row.strong | opens | plays("contrast", "concession", "opens")
    at = np.flatnonzero(comma)
    plain = _find_items(at, comma, stops, joins)
    denied = _find_items(at, comma, stops, among(row.number, row.ids, {"or", "nor"}))
    follows = _last(comma | joins | row.blank, at) == np.append(-1, at)[:-1]
    before = (_last(flags, at) for flags in (cuts, plays("condition", "concession"), plays("negators")))
    parted, start, listing = [], 0, False
    columns = (at, joins[at], follows, plain, denied, *before)
    for i, joined, next_one, item, denied_item, cut, conceded, negated in zip(
        *(c.tolist() for c in columns), strict=True
    ):
        start = max(start, cut)
        listing = listing and next_one if joined else conceded < start and (denied_item if negated >= start else item)
        if not listing:
            parted.append(i)
            start = i
    cuts[parted] = True
    return np.cumsum(cuts)


def _last(flags: np.ndarray, at: np.ndarray) -> np.ndarray:
    """The last place before each of these where the flag is set, or -1."""
    places = np.append(-1, np.flatnonzero(flags))
    return places[np.searchsorted(places, at) - 1]


def _find_items(at: np.ndarray, comma: np.ndarray, stops: np.ndarray, joining: np.ndarray) -> np.ndarray:
    """Whether each comma (`at`) only parts the items of a list: the next comma, "and" or "or" comes soon.

    What is denied together is joined by "or": "without war, peace and order" has two clauses. A comma that is soon
    followed by another is what that one is.
    """
    events = np.flatnonzero(comma | stops)  # the last is a blank
    after = events[np.searchsorted(events, at, side="right")]
    soon = ~stops[at] & (after - at <= ITEM)
    true = soon & joining[after]
    known = np.flatnonzero(true | ~soon | ~comma[after])
    return true[known[np.searchsorted(known, np.arange(len(at)))]]
