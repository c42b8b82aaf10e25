"""What a recipe is, where recipes are found, and work that several of them share."""

import functools
import pkgutil
import weakref
from collections.abc import Callable
from importlib import import_module

from analysis.errors import AnalysisError, unknown_name
from analysis.figures.picture import Picture, house_style

_RECIPES: dict[str, Callable[..., Picture]] = {}
_SHARED: weakref.WeakKeyDictionary = weakref.WeakKeyDictionary()


def recipe(function: Callable) -> Callable[..., Picture]:
    """Makes a function a figure: its name is the file name, its docstring's first line opens the caption.

    The function takes a Corpus and returns `(figure, table, note, alt)`: a matplotlib Figure, the table it shows, the
    computed half of the caption (voice, n, unit, method) and a text for those who do not see the picture. It runs
    in the house style. Options, if any, are keyword-only, so that `recipe(corpus)` always draws the house's figure.
    """
    name = function.__name__
    headline = (function.__doc__ or "").strip().split("\n")[0]
    if not headline:
        raise AnalysisError(f"The figure {name} needs a docstring: its first line is the caption.")
    if name in _module_names() or (name in _RECIPES and _RECIPES[name].__module__ != function.__module__):
        raise AnalysisError(
            f"The figure {name} has the name of another figure or module in analysis/figures; rename it."
        )

    @functools.wraps(function)
    def draw(corpus, **options) -> Picture:
        with house_style():
            figure, table, note, alt = function(corpus, **options)
            return Picture(figure, table, f"{headline} {note}".strip(), alt, name)

    _RECIPES[name] = draw
    return draw


def recipes() -> dict[str, Callable[..., Picture]]:
    """Every figure by name, in the order of modules and of lines within them."""
    for name in _module_names():
        import_module(f"analysis.figures.{name}")
    return dict(_RECIPES)


def find_recipe(name: str) -> Callable[..., Picture]:
    """One figure by name; UnknownNameError lists those that exist."""
    found = recipes()
    if name not in found:
        raise unknown_name("figure", name, found)
    return found[name]


def shared(function: Callable) -> Callable:
    """Work that several figures need, done once a corpus: `@shared def author_terms(corpus): …`.

    The result is kept as long as the corpus is, for each set of options, and handed out as it is: never change it.
    Options must be plain values (numbers, strings, tuples).
    """

    @functools.wraps(function)
    def once(corpus, **options):
        kept = _SHARED.setdefault(corpus, {})
        key = (function.__module__, function.__qualname__, tuple(sorted(options.items())))
        if key not in kept:
            kept[key] = function(corpus, **options)
        return kept[key]

    return once


def _module_names() -> list[str]:
    return sorted(module.name for module in pkgutil.iter_modules(import_module("analysis.figures").__path__))
