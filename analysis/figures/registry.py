"""What a recipe is, where recipes are found, and the words that captions share."""

import functools
import pkgutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Concatenate, ParamSpec, TypeVar

import pandas as pd
from matplotlib.figure import Figure

from analysis.corpus import Corpus
from analysis.errors import AnalysisError, TooLittleTextError, UnknownTermError, unknown_name
from analysis.figures.labels import document_colours as document_colours
from analysis.figures.picture import HEADLINE, Picture, fit_width, house_style
from analysis.showing.claims import turned_by_hand
from analysis.study import Study
from analysis.terms.queries import match_query
from analysis.terms.rule import listed

Options = ParamSpec("Options")
Rows = TypeVar("Rows", pd.DataFrame, pd.Series)
Drawn = tuple[Figure, pd.DataFrame, str, str]
_RECIPES: dict[str, Callable[..., Picture]] = {}


def recipe(
    function: Callable[Concatenate[Study, Options], Drawn],
) -> Callable[Concatenate[Study | Corpus, Options], Picture]:
    """Makes a function a figure: its name is the file name, its docstring's first line opens the caption.

    It runs in the house style. Options, if any, are keyword-only, so that `recipe(study)` always draws the house's
    figure.

    Parameters
    ----------
    function : function
        Takes a Study and returns `(figure, table, note, alt)`: a matplotlib Figure, the table it shows, the computed
        half of the caption (voice, n, unit, method) and a text for those who do not see the picture. Where these texts
        or settings leave nothing to draw it raises TooLittleTextError, which a person at a notebook sees as a caption
        without a picture.

    Returns
    -------
    function
        Takes a Study, or a Corpus, which is read with the usual knobs, and gives a Picture.

    Raises
    ------
    AnalysisError
        For a function without docstring, or with the name of another figure or of a module in analysis/figures.
    """
    name = function.__name__
    headline = (function.__doc__ or "").strip().split("\n")[0]
    if not headline:
        off = " (Python was told to forget docstrings: run it without -OO)" if sys.flags.optimize > 1 else ""
        raise AnalysisError(f"The figure {name} needs a docstring{off}: its first line is the caption.")
    if name in _module_names() or (name in _RECIPES and _RECIPES[name].__module__ != function.__module__):
        raise AnalysisError(
            f"The figure {name} has the name of another figure or module in analysis/figures; rename it."
        )

    @functools.wraps(function)
    def draw(study: Study | Corpus, *args: Options.args, **options: Options.kwargs) -> Picture:
        if not isinstance(study, Study | Corpus):
            raise AnalysisError(
                f'figures.{name} takes a Study or a Corpus, not a {type(study).__name__}: give it open_study("folder").'
            )
        study = study if isinstance(study, Study) else Study(study)
        try:
            with house_style(), _headed(headline):
                figure, table, note, alt = function(study, *args, **options)
                fit_width(figure)
                return Picture(figure, table, f"{headline} {note}".strip(), alt, name)
        except TooLittleTextError as error:
            if not turned_by_hand():
                raise
            return Picture(None, pd.DataFrame(), f"{headline} Not drawn with these settings: {error}", "", name)

    _RECIPES[name] = draw
    return draw


@contextmanager
def _headed(headline: str) -> Iterator[None]:
    token = HEADLINE.set(headline)
    try:
        yield
    finally:
        HEADLINE.reset(token)


def recipes() -> dict[str, Callable[..., Picture]]:
    """Every figure, in the order of modules and of lines within them.

    Returns
    -------
    dict of str to function
        Name → recipe.
    """
    for name in _module_names():
        import_module(f"analysis.figures.{name}")
    return dict(sorted(_RECIPES.items(), key=lambda found: found[1].__module__))


def find_recipe(name: str) -> Callable[..., Picture]:
    """One figure by its name.

    Parameters
    ----------
    name : str
        Of the figure, such as "who_speaks".

    Returns
    -------
    function
        The recipe.

    Raises
    ------
    UnknownNameError
        For another name; the text lists those that exist.
    """
    found = recipes()
    if name not in found:
        raise unknown_name("figure", name, found)
    return found[name]


def _module_names() -> list[str]:
    return sorted(module.name for module in pkgutil.iter_modules(import_module("analysis.figures").__path__))


def listing(words, last: str = "and") -> str:
    """Words as a list in a sentence.

    >>> listing(["a", "b", "c"])
    'a, b and c'
    """
    words = [str(word) for word in words]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else "none"


def filled(table: Rows, what: str) -> Rows:
    """The table, or one sentence where there is nothing to draw: `what` says what these texts lack."""
    if len(table) == 0:
        raise TooLittleTextError(f"There is nothing to draw: {what}.")
    return table


def find_in_contrast(study: Study, words: str | Iterable[str]) -> list[str]:
    """The terms of the study's contrast that words, phrases or patterns name, in the order asked for."""
    vocabulary = pd.DataFrame({"document": "", "term": study.contrast.table["term"]})
    vocabulary["block"] = range(len(vocabulary))  # no phrase runs from one row into the next
    found: list[str] = []
    for word in listed(words):
        rows, _ = match_query(vocabulary, word)
        if not len(rows):
            raise UnknownTermError(f"The term {word!r} does not occur. Terms are in small letters, without 's.")
        found += vocabulary["term"].iloc[rows].tolist()
    return list(dict.fromkeys(found))
