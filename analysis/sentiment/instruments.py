"""All instruments by name: word lists, lists with rules, and a list or a scorer of your own."""

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from analysis.errors import AnalysisError, unknown_name
from analysis.sentiment.lexicons import AnyLexicon, Lexicon, afinn, pattern, read_lexicon, vader
from analysis.sentiment.prose import prose

LEXICONS = ("vader", "afinn", "pattern")  # three makes; "prose" stands on all of them
BUILT_IN = {"vader": vader, "afinn": afinn, "pattern": pattern, "prose": prose}


def load_lexicon(lexicon: AnyLexicon) -> Lexicon:
    """The instrument that `lexicon` names: a Lexicon, a built-in name, a CSV file of two columns, or a function.

    Built in: "vader" (rated by a crowd, with rules), "afinn" (rated by one man), "pattern" (adjectives, by the senses
    that reviews use): three makes, each read from the package that carries it; and "prose" (see prose.py), which
    averages them, puts senses of argumentative prose first, and has rules of its own.
    A CSV needs the columns `word,valence`; it is taken to be on VADER's scale, -4 to 4. A function takes a list of
    strings and returns one number in [-1, 1] for each.
    Errors: UnknownNameError for another name, ReadError for a file with other columns, duplicates or no numbers.
    """
    if isinstance(lexicon, Lexicon):
        return _of_the_user(lexicon)
    if callable(lexicon):
        name = getattr(lexicon, "__name__", "scorer")
        return _of_the_user(Lexicon(name, {}, "a function of the user's", "the user's", scorer=lexicon))
    if isinstance(lexicon, Path) or str(lexicon).endswith(".csv"):
        return read_lexicon(lexicon)
    if lexicon not in BUILT_IN:
        raise unknown_name("lexicon", lexicon, [*BUILT_IN, "a file name.csv"])
    return BUILT_IN[lexicon]()


def _of_the_user(lexicon: Lexicon) -> Lexicon:
    """The same, unless it goes by the name of another: tables tell instruments by their names."""
    if lexicon.name in BUILT_IN and lexicon is not BUILT_IN[lexicon.name]():
        raise AnalysisError(f"The name {lexicon.name!r} belongs to a built-in lexicon: give yours another name.")
    return lexicon


def find_lexicons(lexicons: Iterable[AnyLexicon] | None = None) -> pd.DataFrame:
    """The instruments side by side: what each is made of and whose words they are.

    Returns: one row a lexicon (all built-in ones if left out): lexicon, words (that its list holds), rules (True if
    it has rules for negation and degree), source, licence.
    """
    columns = ["lexicon", "words", "rules", "source", "licence"]
    chosen = [load_lexicon(lexicon) for lexicon in lexicons or BUILT_IN]
    return pd.DataFrame(
        [(one.name, len(one.valences), one.rate is not None, one.source, one.licence) for one in chosen],
        columns=columns,
    )
