"""The persons that corpus.toml names, under every name that it tells."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from analysis.reading.english import TITLES


@dataclass(frozen=True)
class People:
    """The persons that corpus.toml names: every way to write each (in lower case), and the heading it goes by."""

    heading: dict[str, str]
    pattern: re.Pattern

    @cached_property
    def headings(self) -> frozenset[str]:
        """The headings."""
        return frozenset(self.heading.values())

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
