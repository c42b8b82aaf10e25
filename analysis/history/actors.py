"""Who may act: the names asked for, and every way a text may write them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from analysis.corpus import Corpus
from analysis.errors import AnalysisError
from analysis.history.peoples import PEOPLES
from analysis.reading.english import WOMEN

KINDS = ("person", "people", "group", "state", "capital", "party", "government", "company")  # of names that act
PLURAL_KINDS = ("people", "group", "state", "party")


@dataclass(frozen=True)
class Actors:
    """The names looked for: each way to write one leads to its heading; `kinds` says of what kind a heading is."""

    heading: dict[str, str]
    kinds: dict[str, str]
    demonyms: frozenset[str]  # ways of writing that are an adjective or a people, not the name
    women: frozenset[str]  # headings that some way of writing gives the title of a woman
    pattern: re.Pattern

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """Where each name stands in a text: start, end, heading; the longest way to write one wins."""
        return [(at.start(), at.end(), self.heading[at[0].removeprefix("The ").removeprefix("the ")])
                for at in self.pattern.finditer(text)]  # fmt: skip


def choose_actors(corpus: Corpus, actors: pd.DataFrame | Iterable[str] | None) -> Actors:
    """The names to look for: those given, else the persons, states and parties that the corpus names.

    A list takes aliases from `corpus.names` where it has the name; a table has the columns name, kind and alias (a row
    a way to write it) or aliases (all of them in a row).
    """
    named = _tidy(corpus.names)
    if actors is None:
        table = named if len(named) else _suggested(corpus)
        table = table[table["kind"].isin(KINDS)]
    elif isinstance(actors, pd.DataFrame):
        table = _tidy(actors)
    else:
        if isinstance(actors, str):
            raise AnalysisError(f"actors takes a list of names, not the one string {actors!r}: write [{actors!r}].")
        if not isinstance(actors, Iterable):
            raise AnalysisError(f"actors takes a list or table of names, not {type(actors).__name__} {actors!r}.")
        asked = [str(name) for name in actors]
        told = named[named["name"].isin(asked)]
        others = [name for name in asked if name not in set(told["name"])]
        kinds = ["state" if name in PEOPLES else "" for name in others]
        table = pd.concat([told, pd.DataFrame({"name": others, "kind": kinds, "alias": others})])
    return _compile(table)


def _tidy(table: pd.DataFrame) -> pd.DataFrame:
    """name, kind, alias of a table of names, a row a way to write one."""
    if "name" not in table:
        raise AnalysisError(f"A table of actors needs a column name; it has {', '.join(map(str, table.columns))}.")
    kind = table["kind"] if "kind" in table else pd.Series("", index=table.index)
    alias = table["alias"] if "alias" in table else table.get("aliases", table["name"])
    tidy = pd.DataFrame({"name": table["name"].astype(str), "kind": kind.astype(str), "alias": alias})
    tidy["alias"] = [_aliases(value) for value in tidy["alias"]]
    tidy = tidy.explode("alias").dropna(subset="alias")
    own = tidy[["name", "kind"]].drop_duplicates("name")
    return pd.concat([own.assign(alias=own["name"]), tidy]).drop_duplicates(ignore_index=True)


def _aliases(value: object) -> list[str]:
    if isinstance(value, str):
        return [part for part in re.split(r"\s*[;,]\s*", value) if part]
    return [str(part) for part in value] if isinstance(value, Iterable) else []


def _suggested(corpus: Corpus) -> pd.DataFrame:
    from analysis import history  # the finder of names stands beside this one, and needs no grammar

    if not hasattr(history, "suggest_names"):
        return _tidy(corpus.names)
    return _tidy(history.suggest_names(corpus))


def _compile(table: pd.DataFrame) -> Actors:
    heading: dict[str, str] = {}
    kinds = dict(zip(table["name"], table["kind"], strict=True))
    for name, alias in zip(table["name"], table["alias"], strict=True):
        heading.setdefault(re.sub(r"^[Tt]he ", "", alias), name)
    demonyms = set()
    for name in kinds:
        for form in PEOPLES.get(name, ()):
            if heading.setdefault(form, name) == name:
                demonyms.add(form)
    women = {name for way, name in heading.items() if way.split()[0].rstrip(".") in WOMEN}
    ways = sorted(heading, key=len, reverse=True)
    body = "|".join(map(re.escape, ways)) or r"(?!)"
    return Actors(
        heading,
        kinds,
        frozenset(demonyms),
        frozenset(women),
        re.compile(rf"(?<![\w-])(?:[Tt]he )?(?:{body})(?!\w|-\w)"),
    )
