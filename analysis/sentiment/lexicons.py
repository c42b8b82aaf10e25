"""Word lists, each with its source and licence: three packaged ones, and one of your own from a file.

A list says what a word is worth on -4 to 4, VADER's scale, whatever scale its makers used.
"""

import csv
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from analysis.errors import ReadError
from analysis.sentiment.vader import score_vader, spell_emoji
from analysis.sentiment.vader_rules import vader_package, vader_word
from analysis.terms import find_terms


def _terms(text: str) -> list[str]:
    return [term for _, _, term in find_terms(text)]


@dataclass(frozen=True)
class Lexicon:
    """An instrument: words and their values, and how it goes about a text.

    Attributes
    ----------
    name : str
        By which tables tell it from others.
    valences : dict of str to float
        Word → value, -4 (worst) to 4 (best).
    source, licence : str
        Where the words come from, and on what terms.
    rate : function, optional
        Gives the score columns of a batch of texts by rules of its own.
    scorer : function, optional
        Replaces all of it: from a list of texts to a compound for each.
    split : function
        Cuts a text into tokens; the project's terms if left out.
    spell : function
        The word in a token, as the list writes it; the token itself if left out.
    """

    name: str
    valences: dict[str, float] = field(repr=False)
    source: str
    licence: str
    rate: Callable[[list[str]], dict] | None = None
    scorer: Callable | None = None
    split: Callable[[str], list[str]] = _terms
    spell: Callable[[str], str] = str


AnyLexicon = str | Path | Lexicon | Callable[[list[str]], Any]  # what `load_lexicon` makes an instrument of


@lru_cache(maxsize=1)
def vader() -> Lexicon:
    """VADER's list, with its rules: rated by a crowd."""
    source = "vaderSentiment 3.3.2, Hutto and Gilbert 2014"
    return Lexicon(
        "vader",
        vader_package()[1].lexicon,
        source,
        "MIT",
        rate=score_vader,
        split=lambda text: spell_emoji(text).split(),
        spell=lambda token: vader_word(token).lower(),
    )


@lru_cache(maxsize=1)
def afinn() -> Lexicon:
    """AFINN's list: rated by one man."""
    lines = _package_file("afinn", "data/AFINN-en-165.txt").read_text(encoding="utf-8").splitlines()
    rated = {word: float(value) * 4 / 5 for word, value in (line.split("\t") for line in lines)}
    return Lexicon("afinn", _single_words(rated), "AFINN-en-165, Nielsen 2011, from afinn 0.1", "ODbL 1.0 (the list)")


@lru_cache(maxsize=1)
def pattern() -> Lexicon:
    """Pattern's list: adjectives, by the senses that reviews use."""
    senses: dict[str, list[float]] = {}
    for entry in ElementTree.parse(_package_file("textblob", "en/en-sentiment.xml")).getroot():
        senses.setdefault(entry.attrib["form"].lower(), []).append(float(entry.attrib["polarity"]))
    rated = {word: 4 * sum(values) / len(values) for word, values in senses.items()}
    return Lexicon("pattern", _single_words(rated), "Pattern 1.3, De Smedt and Daelemans 2012, from textblob", "PDDL")


def _single_words(rated: dict[str, float]) -> dict[str, float]:
    """Phrases cannot match a single term, and a word worth nothing is no find."""
    return {word: value for word, value in rated.items() if value and " " not in word}


def _package_file(package: str, inside: str) -> Path:
    """A data file of an installed package, found without importing (running) that package."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ReadError(f"The word list of the package {package} is not installed: run pip install {package}.")
    return Path(spec.submodule_search_locations[0]) / inside


def read_lexicon(path: str | Path) -> Lexicon:
    """A word list of your own, from a CSV file.

    Parameters
    ----------
    path : str or Path
        A UTF-8 CSV with the header `word,valence`; values from -4 (worst) to 4 (best).

    Returns
    -------
    Lexicon
        Named as the file is.

    Raises
    ------
    ReadError
        For a file that cannot be read, another header, a word that stands there twice, a value that is no number from
        -4 to 4, a list without words; with file and line.
    """
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
    return Lexicon(path.name, valences, path.name, "the user's")


def _lexicon_row(path: Path, line: int, row: list[str]) -> tuple[str, float]:
    try:
        word, valence = row[0].strip().lower(), float(row[1])
    except (IndexError, ValueError):
        valence = float("nan")
    if len(row) != 2 or not -4 <= valence <= 4 or not row[0].strip():
        raise ReadError(f"The lexicon {path}, line {line}: {','.join(row)!r} is not a word and a number from -4 to 4.")
    return word, valence
