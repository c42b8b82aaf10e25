"""What kind of thing a name names, by its words: heads of names, titles of office, states, given names."""

import re
from functools import cache
from importlib.resources import files

MONTH_EVENT = re.compile(  # the one sort of name that begins with a month
    r"""(?:January|February|March|April|May|June|July|August|September|October|November|December|Bloody\sSunday
    |Black\s\w+day)\s(?:Revolution|Days?|Movement|Uprising|Manifesto|Theses|War|Plot|Massacre|Rising)$""",
    re.VERBOSE,
)


@cache
def words_of_kind(kind: str) -> frozenset[str]:
    """The words of `analysis/data/name_words.txt` under this label."""
    lines = (line.partition(": ") for line in _lines("name_words.txt"))
    return frozenset(word for label, _, words in lines for word in words.split() if label == kind)


@cache
def kinds_of_heads() -> dict[str, str]:
    """Last word of a name → the kind of thing that bears it."""
    kinds = ("party", "event", "institution", "work", "place")
    return {word: kind for kind in kinds for word in words_of_kind(kind)}


def goes_on(word: str) -> bool:
    """Whether a name may go on after this word: Bay of Pigs, Committee on Trade."""
    return word in kinds_of_heads() or word in words_of_kind("of")


def is_office(word: str) -> bool:
    """Premier, Gen., Major-General."""
    return word.strip(".").split("-")[-1] in words_of_kind("office")


@cache
def states() -> dict[str, tuple[str, str, str]]:
    """Every way to write a state, a people or a capital → (the one name, its kind, the state it belongs to).

    From `analysis/data/states.txt`, where its sources stand. A demonym is a name of its own ("Chinese" is a people, a
    language and an adjective), and so is a capital: its government's word is not counted as the state's.
    """
    return {way.removesuffix("?"): told for way, told in _states().items()}


@cache
def other_senses() -> frozenset[str]:
    """Demonyms that also mean something else: each stands for its state only where a text names the state."""
    return frozenset(way.removesuffix("?") for way in _states() if way.endswith("?"))


def _states() -> dict[str, tuple[str, str, str]]:
    found: dict[str, tuple[str, str, str]] = {}
    for line in _lines("states.txt"):
        told, demonyms, capitals = ([part.strip() for part in cell.split(",")] for cell in line.split("|"))
        state, _, other = told[0].partition(" = ")
        kind = "state" if demonyms[0] and (capitals[0] or state not in _NO_STATES) else "place"
        for way in (state, other, *told[1:]):
            found.setdefault(way, (state, kind, ""))
        for way in demonyms:
            found.setdefault(way, (demonyms[0].removesuffix("?"), "group", state))
        for ways in (capital.split(" = ") for capital in capitals):
            for way in ways:
                found.setdefault(way, (ways[0], "place", state))
    found.pop("", None)
    return found


_NO_STATES = ("Europe", "Africa", "Asia")


@cache
def given_names() -> frozenset[str]:
    """First names of people, common in English texts on history (`analysis/data/given_names.txt`)."""
    return frozenset(name for line in _lines("given_names.txt") for name in line.split())


def _lines(name: str) -> list[str]:
    text = files("analysis").joinpath(f"data/{name}").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
