"""The look of a style of a word processor, inherited from its parents."""

from collections.abc import Hashable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from analysis.reading.formats.styled.roles import role_of

Key = TypeVar("Key", bound=Hashable)

_DEEPEST = 30  # parents of a style: a longer chain is a circle


@dataclass(frozen=True)
class Look:
    """What a style, or properties of a paragraph or run itself, say; None where they say nothing. Measures: points."""

    role: str | None = None
    level: int = 0
    outline: int | None = None  # 0 to 8: a heading; more: none
    left: float | None = None
    right: float | None = None
    first: float | None = None
    centred: bool | None = None
    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    raised: bool | None = None
    number: str | None = None  # of its list; "0": in none
    depth: int | None = None

    def over(self, parent: "Look") -> "Look":
        """This look, and what the parent says where this one says nothing."""
        told: dict[str, Any] = {
            name: value for name, value in vars(self).items() if value is not None and name != "level"
        }
        return replace(parent, **told | ({"level": self.level} if self.role is not None else {}))


PLAIN = Look()


def resolve(own: dict[Key, Look], parents: dict[Key, Key], base: Look) -> dict[Key, Look]:
    """Each style with what its parents say behind what it says itself."""
    return {key: _resolved(key, own, parents, base) for key in own}


def _resolved(key: Key, own: dict[Key, Look], parents: dict[Key, Key], base: Look) -> Look:
    chain: list[Key] = []
    while key in own and key not in chain and len(chain) < _DEEPEST:
        chain.append(key)
        key = parents[key]
    look = base
    for name in reversed(chain):
        mine = own[name]
        if mine.role is None and mine.outline is not None and look.role in (None, "", "heading"):
            heading = mine.outline < 9
            mine = replace(mine, role="heading" if heading else "", level=min(mine.outline + 1, 6))
        look = mine.over(look)
    return look


def look_of_name(name: str, default: Look) -> Look:
    """The look of a style that a file names and does not describe."""
    role, level = role_of(name)
    return replace(default, role=role, level=level)


def number_of(text: str | None, most: float = 100_000) -> float:
    """A measure; 0 for what is none, and for one beyond any page.

    >>> number_of("12"), number_of("wide"), number_of("1e99")
    (12.0, 0, 0)
    """
    try:
        number = float(text or 0)
    except ValueError:
        return 0
    return number if abs(number) < most else 0
