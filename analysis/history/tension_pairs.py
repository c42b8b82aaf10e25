"""Two claims of one key: whether they part, and how much else their sentences have in common."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from analysis.history.name_words import states
from analysis.history.quantities import differ
from analysis.history.tension_claims import Claim

_COUNTING = frozenset(("be", "have", "number", "amount", "comprise", "consist", "total", "count", "include", "make"))
_ONCE = frozenset(
    ("die", "bear", "bury", "kill", "execute", "assassinate", "marry", "crown", "surrender")
)  # in one place
_EXACT = ("day", "week", "month")


@dataclass(frozen=True, slots=True)
class Told:
    """A claim where it stands: in which sentence, on what names, when."""

    claim: Claim
    row: int  # of the table of sentences
    names: frozenset[str]
    begin: str
    finish: str
    precision: str
    own: bool  # whether the sentence names the date itself
    content: frozenset[str]


def shared_words(one: Told, other: Told, is_within: Callable[[str, str], bool]) -> frozenset[str] | None:
    """What two claims of one key have in common besides it, where they part; None where they need not part.

    `is_within` says whether one place lies in another.
    """
    first, second = one.claim, other.claim
    if one.begin > other.finish or other.begin > one.finish:
        return None
    shared = (one.content & other.content) - _own_words(first) - _own_words(second)
    rules: dict[str, Callable[[Told, Told, Callable[[str, str], bool]], int | None]] = {
        "number": _numbers,
        "place": _places,
        "polarity": _deeds,
    }
    needed = rules[first.what](one, other, is_within)
    if needed is None:
        return None
    needed += (one.precision in _EXACT) != (other.precision in _EXACT)  # a day within a year may be another day
    needed += (not one.own) + (not other.own)
    return shared if len(shared) >= needed else None


def _own_words(claim: Claim) -> set[str]:
    """The words that the claim is of: they are shared by its key, and tell nothing more."""
    own = {*re.findall(r"[^\W\d_]+", claim.key), claim.verb}
    return own | ({str(claim.value)} if claim.what == "place" else set())


def _numbers(one: Told, other: Told, _: Callable) -> int | None:
    """How many shared words it takes: few where the verb is the same, more where either only counts."""
    first, second = one.claim, other.claim
    left, right = first.value, second.value
    if not (isinstance(left, tuple) and isinstance(right, tuple) and differ(left, right)):
        return None
    if first.beside and second.beside and not first.beside & second.beside:
        return None  # fresh troops and Union troops
    if first.verb == second.verb and first.verb:
        apart = first.subjects and second.subjects and not first.subjects & second.subjects
        return None if apart else 2
    if first.beside & second.beside:
        return 2
    if first.thing == "time" or not first.key:
        return None
    return 3 if {first.verb, second.verb} & _COUNTING else 4


def _places(one: Told, other: Told, is_within: Callable[[str, str], bool]) -> int | None:
    first, second = one.claim, other.claim
    left, right = str(first.value), str(second.value)
    if left == right or not first.subjects & second.subjects or is_within(left, right):
        return None
    if {left, right} & one.content & other.content:
        return None  # from Rome to Milan, to Milan from Rome
    if first.thing and second.thing and first.thing != second.thing:
        return None
    if first.verb in _ONCE:
        return 0
    exact = one.precision in _EXACT and other.precision in _EXACT
    return 1 if exact else 2


def _deeds(one: Told, other: Told, _: Callable) -> int | None:
    first, second = one.claim, other.claim
    if first.value == second.value or not first.subjects & second.subjects:
        return None
    if first.thing != second.thing:
        return None
    return 2 if first.thing else 3


class Nested:
    """Whether one place lies in another: told by the states and their capitals, or by the texts (Lyon in France)."""

    def __init__(self, texts: list[str]):
        self._texts = texts
        self._known: dict[frozenset[str], bool] = {}

    def __call__(self, one: str, other: str) -> bool:
        pair = frozenset((one, other))
        if pair not in self._known:
            home = {states().get(name, (name, "", ""))[2] or name for name in pair}
            kinds = {states().get(name, ("", "", ""))[1] == "state" for name in pair}
            self._known[pair] = len(home) == 1 or kinds == {True, False} or self._told(one, other)
        return self._known[pair]

    def _told(self, one: str, other: str) -> bool:
        one, other = re.escape(one), re.escape(other)
        between = r"(?:,|\sin|\sof|\(|,\sin)\s?"
        pattern = re.compile(rf"\b(?:{one}{between}{other}|{other}{between}{one})\b")
        return any(pattern.search(text) for text in self._texts)
