"""What corpus.toml tells of all texts as tables: names, themes, and matters that are expected."""

import pandas as pd

from analysis.errors import ReadError
from analysis.reading.corpus_toml import are_words, is_word, is_year


def names_table(toml: dict) -> pd.DataFrame:
    """One row an alias: name, kind, alias; the name itself is its first alias."""
    rows: list[tuple[str, str, str]] = []
    taken: dict[str, str] = {}
    for name, about in toml["names"].items():
        known = name.strip() and isinstance(about, dict) and not about.keys() - {"kind", "aliases"}
        if not known or not isinstance(about.get("kind", ""), str) or not are_words(about.get("aliases", [])):
            raise ReadError(f'corpus.toml: names."{name}" should be {{ kind = "person", aliases = [...] }}.')
        for alias in dict.fromkeys([name, *about.get("aliases", [])]):
            if taken.setdefault(alias, name) != name:
                raise ReadError(
                    f"corpus.toml: {alias!r} is told of two names, {taken[alias]!r} and {name!r}; choose one."
                )
            rows.append((name, about.get("kind", ""), alias))
    return pd.DataFrame(rows, columns=["name", "kind", "alias"])


def themes_table(toml: dict) -> pd.DataFrame:
    """One row a term of a theme: theme, term, origin ("outside list" or "after reading")."""
    rows = []
    for theme, about in toml["themes"].items():
        terms = about.get("terms", []) if isinstance(about, dict) else about
        origin = about.get("origin", "after reading") if isinstance(about, dict) else "after reading"
        known = not isinstance(about, dict) or not about.keys() - {"terms", "origin"}
        if (
            not known
            or not theme.strip()
            or not are_words(terms)
            or not terms
            or origin not in ("outside list", "after reading")
        ):
            raise ReadError(
                f'corpus.toml: [themes.{theme}] needs terms = [...] and origin = "outside list" or "after reading".'
            )
        rows += [(theme, term, origin) for term in terms]
    return pd.DataFrame(rows, columns=["theme", "term", "origin"])


def expected_table(toml: dict) -> pd.DataFrame:
    """One row a term of a matter that a chronology has, told here or not: name, year, term, origin."""
    rows = []
    for matter in toml["expected"]:
        about: dict = matter if isinstance(matter, dict) else {}
        name, terms, year = about.get("name"), about.get("terms", []), about.get("year")
        told = is_word(name) and are_words(terms) and terms and is_word(about.get("origin"))
        if not told or not is_year(year) or about.keys() - {"name", "year", "terms", "origin"}:
            called = f" {name!r}" if name else ""
            raise ReadError(f"corpus.toml: expected{called} needs a name, a year, terms = [...] and its origin.")
        rows += [(name, str(year), term, about["origin"]) for term in terms]
    return pd.DataFrame(rows, columns=["name", "year", "term", "origin"])
