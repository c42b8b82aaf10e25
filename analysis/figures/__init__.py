"""The figures: each recipe takes a Corpus and gives a Picture. `python -m analysis figures --list` names them.

`analysis.figures.<name>(corpus)` finds a recipe by name in whichever module here defines it. To add one, write a
function under `@recipe` in a module of this package: nothing else needs to know about it.
"""

from importlib import import_module

_HOMES = {
    "Picture": "picture",
    "house_style": "picture",
    "new_figure": "picture",
    "recipe": "registry",
    "recipes": "registry",
    "save_figures": "folder",
    "shared": "registry",
}
__all__ = sorted(_HOMES)


def __getattr__(name: str):
    if name.startswith("_"):
        raise AttributeError(f"module 'analysis.figures' has no attribute {name!r}")
    if name in _HOMES:
        return getattr(import_module(f"analysis.figures.{_HOMES[name]}"), name)
    found = import_module("analysis.figures.registry").recipes()
    if name not in found:
        raise AttributeError(f"There is no figure {name!r}. There is: {', '.join(found) or 'none'}.")
    return found[name]


def __dir__() -> list[str]:
    return [*__all__, *import_module("analysis.figures.registry").recipes()]
