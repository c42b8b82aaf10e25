"""Who may act: the names asked for, and every way a text may write them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from analysis.corpus import Corpus
from analysis.errors import AnalysisError, shorten
from analysis.history.name_words import states
from analysis.reading.english import WOMEN

KINDS = ("person", "people", "group", "state", "capital", "party", "government", "company")  # of names that act
_OFTEN = 3  # times that a name of unknown kind must stand in the texts
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
    if (
        actors is None
    ):  # an event acts in some histories ("the Leap challenged …"); whether it is one, a person has told
        table = named if len(named) else _suggested(corpus)
        table = table[table["kind"].isin([*KINDS, "event"] if len(named) else KINDS)]
    elif isinstance(actors, pd.DataFrame):
        table = _tidy(actors)
    else:
        if isinstance(actors, str):
            raise AnalysisError(
                f"actors takes a list of names, not the one string {shorten(actors)}: write it as a list."
            )
        if not isinstance(actors, Iterable):
            raise AnalysisError(f"actors takes a list or table of names, not {type(actors).__name__} {actors!r}.")
        asked = [str(name) for name in actors]
        told = named[named["name"].isin(asked)]
        others = [name for name in asked if name not in set(told["name"])]
        kinds = [states().get(name, ("", ""))[1] for name in others]
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
    own = tidy[["name", "kind"]].drop_duplicates("name")
    tidy = pd.concat([own.assign(alias=own["name"]), tidy.explode("alias").dropna(subset="alias")])
    return tidy[tidy["alias"].str.strip() != ""].drop_duplicates(ignore_index=True)


def _aliases(value: object) -> list[str]:
    if isinstance(value, str):
        return [part for part in re.split(r"\s*[;,]\s*", value) if part]
    return [str(part) for part in value] if isinstance(value, Iterable) else []


def _suggested(corpus: Corpus) -> pd.DataFrame:
    """What the texts name: a people counts for its state where the texts name it, and a capital is one."""
    from analysis.history.names import suggest_names  # reads all texts: only when asked for

    table = suggest_names(corpus)
    own = table["belongs_to"] != ""
    table.loc[table["kind"] == "group", "kind"] = "people"
    table.loc[(table["kind"] == "place") & own, "kind"] = "capital"
    likely = table["kind"].eq("") & (table["n"] >= _OFTEN) & table["name"].map(lambda name: _owns(corpus, name))
    table.loc[likely, "kind"] = "person"
    of_state = table["kind"].eq("people") & table["belongs_to"].isin(table.loc[table["kind"] == "state", "name"])
    return _tidy(table[~of_state])


def _owns(corpus: Corpus, name: str) -> bool:
    """Whether a name of no known kind is likely a person's: something is its own, and no article stands before it."""
    texts = [corpus[document].text for document in corpus]
    own = any(f"{name}{sign}s " in text for text in texts for sign in "’'")
    articled = sum(text.count(f"the {name}") for text in texts)
    return own and not name.endswith("ism") and 2 * articled < sum(text.count(name) for text in texts)


def _compile(table: pd.DataFrame) -> Actors:
    heading: dict[str, str] = {}
    kinds = dict(zip(table["name"], table["kind"], strict=True))
    for name, alias in zip(table["name"], table["alias"], strict=True):
        heading.setdefault(re.sub(r"^[Tt]he ", "", alias), name)
    demonyms = set()
    for way, (_, kind, state) in states().items():
        for name in [name for name in kinds if kind == "group" and states().get(name, ("",))[0] == state]:
            if heading.setdefault(way, name) == name:
                demonyms.add(way)
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
