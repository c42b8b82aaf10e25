"""Instruments: word lists (and a scorer of your own), each with its source and licence.

A list says what a word is worth on -4 to 4, VADER's scale, whatever scale its makers used. Only `vader` and `prose`
have rules for negation and degree; the other lists add up what they find.
"""

import csv
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd

from analysis.errors import ReadError, unknown_name
from analysis.sentiment.vader_rules import vader_package


@dataclass(frozen=True)
class Lexicon:
    """Words and their valences on -4..4.

    `rules`, if any, turn a text into its words and what each is worth where it stands; `scorer` replaces words and
    rules by a function of texts to compounds.
    """

    name: str
    valences: dict[str, float] = field(repr=False)
    source: str
    licence: str
    rules: Callable | None = None
    scorer: Callable | None = None


def load_lexicon(lexicon) -> Lexicon:
    """The instrument that `lexicon` names: a Lexicon, a built-in name, a CSV file of two columns, or a function.

    Built in: "vader" (rated by a crowd, with rules), "afinn" (rated by one man), "pattern" (adjectives, by the senses
    that reviews use): three makes, each read from the package that carries it; and "prose" (see prose.py), which
    averages them, puts senses of argumentative prose first, and has rules of its own.
    A CSV needs the columns `word,valence`; it is taken to be on VADER's scale, -4 to 4. A function takes a list of
    strings and returns one number in [-1, 1] for each.
    Errors: UnknownNameError for another name, ReadError for a file with other columns, duplicates or no numbers.
    """
    if isinstance(lexicon, Lexicon):
        return lexicon
    if callable(lexicon):
        name = getattr(lexicon, "__name__", "scorer")
        return Lexicon(name, {}, "a function of the user's", "the user's", scorer=lexicon)
    if isinstance(lexicon, Path) or str(lexicon).endswith(".csv"):
        return read_lexicon(lexicon)
    if lexicon not in BUILT_IN:
        raise unknown_name("lexicon", lexicon, [*BUILT_IN, "a file name.csv"])
    return BUILT_IN[lexicon]()


@lru_cache(maxsize=1)
def _vader() -> Lexicon:
    return Lexicon("vader", vader_package()[1].lexicon, "vaderSentiment 3.3.2, Hutto and Gilbert 2014", "MIT")


@lru_cache(maxsize=1)
def _afinn() -> Lexicon:
    lines = _package_file("afinn", "data/AFINN-en-165.txt").read_text(encoding="utf-8").splitlines()
    rated = {word: float(value) * 4 / 5 for word, value in (line.split("\t") for line in lines)}
    return Lexicon("afinn", _single_words(rated), "AFINN-en-165, Nielsen 2011, from afinn 0.1", "ODbL 1.0 (the list)")


@lru_cache(maxsize=1)
def _pattern() -> Lexicon:
    senses: dict[str, list[float]] = {}
    for entry in ElementTree.parse(_package_file("textblob", "en/en-sentiment.xml")).getroot():
        senses.setdefault(entry.get("form").lower(), []).append(float(entry.get("polarity")))
    rated = {word: 4 * sum(values) / len(values) for word, values in senses.items()}
    return Lexicon("pattern", _single_words(rated), "Pattern 1.3, De Smedt and Daelemans 2012, from textblob", "PDDL")


def _single_words(rated: dict[str, float]) -> dict[str, float]:
    """Phrases cannot match a single term, and a word worth nothing is no find."""
    return {word: value for word, value in rated.items() if value and " " not in word}


def _package_file(package: str, inside: str) -> Path:
    """A data file of an installed package, found without importing (running) that package."""
    spec = find_spec(package)
    if spec is None:
        raise ReadError(f"The word list of the package {package} is not installed: run pip install {package}.")
    return Path(spec.submodule_search_locations[0]) / inside


@lru_cache(maxsize=1)
def _prose() -> Lexicon:
    from analysis.sentiment.prose import score_clauses
    from analysis.sentiment.senses import prose_values

    return Lexicon("prose", prose_values(), "our list and rules over the three packaged lists",
                   "MIT (ours), with the three lists' own", rules=score_clauses)  # fmt: skip


LEXICONS = ("vader", "afinn", "pattern")  # three makes; "prose" stands on all of them
BUILT_IN = {"vader": _vader, "afinn": _afinn, "pattern": _pattern, "prose": _prose}


def read_lexicon(path) -> Lexicon:
    """A word list of your own: a CSV with the header `word,valence`, valences from -4 (worst) to 4 (best)."""
    path = Path(path)
    try:
        rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(f"The lexicon {path} cannot be read ({error}): give the path of a UTF-8 CSV file.") from error
    if not rows or [cell.strip().lower() for cell in rows[0]] != ["word", "valence"]:
        raise ReadError(f"The lexicon {path}, line 1: its header must be exactly 'word,valence'.")
    valences: dict[str, float] = {}
    for line, row in enumerate(rows[1:], start=2):
        if row:
            word, valence = _lexicon_row(path, line, row)
            if word in valences:
                raise ReadError(f"The lexicon {path}, line {line}: {word!r} stands there twice: keep one of the two.")
            valences[word] = valence
    if not valences:
        raise ReadError(f"The lexicon {path} has no words under its header: add lines such as 'good,1.9'.")
    return Lexicon(path.stem, valences, str(path.name), "the user's")


def _lexicon_row(path: Path, line: int, row: list[str]) -> tuple[str, float]:
    try:
        word, valence = row[0].strip().lower(), float(row[1])
    except (IndexError, ValueError):
        valence = float("nan")
    if len(row) != 2 or not -4 <= valence <= 4 or not row[0].strip():
        raise ReadError(f"The lexicon {path}, line {line}: {','.join(row)!r} is not a word and a number from -4 to 4.")
    return word, valence


def describe_lexicons(lexicons=None) -> pd.DataFrame:
    """The instruments side by side: what each is made of and whose words they are.

    Returns: one row a lexicon (all built-in ones if left out): lexicon, words (that its list holds), rules (True if
    it has rules for negation and degree), source, licence.
    """
    columns = ["lexicon", "words", "rules", "source", "licence"]
    chosen = [load_lexicon(lexicon) for lexicon in lexicons or BUILT_IN]
    return pd.DataFrame(
        [(one.name, len(one.valences), one.name in ("vader", "prose"), one.source, one.licence) for one in chosen],
        columns=columns,
    )
