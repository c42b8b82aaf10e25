"""States, their capitals and their peoples, from a list of common knowledge (`data/states.txt`)."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

STATE, CAPITAL, PEOPLE = "state", "capital", "people"


@dataclass(frozen=True)
class Gazetteer:
    """What each word or name of the list is: its kind, and the heading it goes by."""

    kind: dict[str, str]
    heading: dict[str, str]
    state: dict[str, str]  # of each: its state, of a capital and a people the one they stand for


@cache
def read_gazetteer() -> Gazetteer:
    """The list, read once: a state goes by its first name, and so does its people by the adjective.

    >>> read_gazetteer().heading["USSR"], read_gazetteer().kind["Soviets"], read_gazetteer().heading["Soviets"]
    ('Soviet Union', 'people', 'Soviet')
    """
    kind: dict[str, str] = {}
    heading: dict[str, str] = {}
    home: dict[str, str] = {}
    lines = files("analysis").joinpath("data/states.txt").read_text("utf-8").splitlines()
    for line in lines:
        if line.startswith("#") or not line.strip():
            continue
        state, others, capitals, people = line.split("|")
        for names, what, head in (
            ([state, *others.split(",")], STATE, state),
            (people.split(","), PEOPLE, people.split(",")[0]),
            (capitals.split(","), CAPITAL, ""),
        ):
            for name in filter(None, names):
                kind.setdefault(name, what)
                heading.setdefault(name, head or name)
                home.setdefault(name, state)
    return Gazetteer(kind, heading, home)
