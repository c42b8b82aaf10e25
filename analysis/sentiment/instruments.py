"""All instruments by name: word lists, lists with rules, and a list or a scorer of your own."""

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from analysis.door import checked
from analysis.errors import AnalysisError, unknown_name
from analysis.sentiment.lexicons import AnyLexicon, Lexicon, afinn, pattern, read_lexicon, vader
from analysis.sentiment.prose import prose

LEXICONS = ("vader", "afinn", "pattern")  # three makes; "prose" stands on all of them
BUILT_IN = {"vader": vader, "afinn": afinn, "pattern": pattern, "prose": prose}


def load_lexicon(lexicon: AnyLexicon) -> Lexicon:
    """The instrument that a name, a file, a Lexicon or a function stands for.

    Three built-in makes are each read from the package that carries it: "vader" (rated by a crowd, with rules), "afinn"
    (rated by one man) and "pattern" (adjectives, by the senses that reviews use). "prose" (see prose.py) averages them
    with a list that the makers of this project valued by judgement, and has rules of grammar of its own.

    Parameters
    ----------
    lexicon : str, path, Lexicon or function
        A built-in name; a CSV with the columns `word,valence`, taken to be on VADER's scale of -4 to 4; a Lexicon; or a
        function that takes a list of strings and returns one number from -1 to 1 for each.

    Returns
    -------
    Lexicon
        As it is, if one was given.

    Raises
    ------
    UnknownNameError
        For another name.
    ReadError
        For a file with other columns, words that stand there twice or no numbers.
    AnalysisError
        For a Lexicon or function of your own that has a built-in name.
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


@checked
def find_lexicons(lexicons: Iterable[AnyLexicon] | None = None) -> pd.DataFrame:
    """The instruments side by side: what each is made of and whose words they are.

    Parameters
    ----------
    lexicons : iterable of str, path, Lexicon or function, optional
        Which, as in `load_lexicon`; all built-in ones if left out.

    Returns
    -------
    DataFrame
        One row a lexicon, in the order asked for:
        lexicon : its name
        words : that its list holds
        rules : True if it has rules for negation and degree
        source, licence : where the words come from, and on what terms
    """
    columns = ["lexicon", "words", "rules", "source", "licence"]
    chosen = [load_lexicon(lexicon) for lexicon in (BUILT_IN if lexicons is None else lexicons)]
    return pd.DataFrame(
        [(one.name, len(one.valences), one.rate is not None, one.source, one.licence) for one in chosen],
        columns=columns,
    )
