"""One check at the door of every public function: of each argument its type, and the range that its name has; of a
table its columns (`columns`).

What a function alone can know (whether a document, a column or a measure exists) it checks itself.
"""

import functools
import inspect
import re
import types
import typing
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, ParamSpec, TypeVar, overload

import numpy as np
import pandas as pd

from analysis.columns import TABLES, check_table
from analysis.errors import SOURCES, AnalysisError, check_kind, shorten

P = ParamSpec("P")
R = TypeVar("R")
LEAST = {  # the smallest value that makes sense, by the name of the knob
    "columns": 1,
    "copies": 1,
    "deals": 1,
    "end": 0,
    "height": 0.1,
    "labels": 0,
    "least": 0,
    "m": 0,
    "margin": 0,
    "most": 1,
    "n": 1,
    "n_topics": 2,
    "resamples": 1,
    "row": 0,
    "rows": 1,
    "seed": 0,
    "segment_terms": 1,
    "shuffles": 1,
    "size": 1,
    "span": 1,
    "start": 0,
    "step": 1,
    "top": 1,
    "topic_terms": 1,
    "width": 0,
    "window": 1,
    "words": 1,
}
MOST = {  # the largest, where more would take days or all memory
    **dict.fromkeys(("copies", "deals", "resamples", "shuffles"), 100_000),
    "n_topics": 1_000,
    "seed": 2**32 - 1,
}
_USUAL_MOST = 10**9
_OWN_WORDS = frozenset(
    ("source", "texts", "files")
)  # the readers say better what these may be, and which other way in there is
_PLAIN: dict[type, tuple[tuple[type, ...], str]] = {
    int: ((int, np.integer), "a whole number"),
    float: ((int, float, np.integer, np.floating), "a number"),
    bool: ((bool, np.bool_), "True or False"),
    str: ((str,), "text"),
    Path: ((Path,), "a path"),
    re.Pattern: ((re.Pattern,), "a compiled pattern"),
    type(None): ((type(None),), "None"),
}
_SEVERAL = (Iterable, Collection, Sequence, tuple)


@overload
def checked(function: Callable[P, R], /) -> Callable[P, R]: ...
@overload
def checked(**more: str) -> Callable[[Callable[P, R]], Callable[P, R]]: ...
def checked(function: Callable | None = None, /, **more: str) -> Callable:
    """The same function, which answers an argument of a wrong type, or out of range, with one sentence.

    A table must have the columns of its kind; `@checked(scores="block voice")` asks for more of them.

    >>> @checked
    ... def walk(*, step: int = 1) -> int:
    ...     return step
    >>> walk(step=-2)
    Traceback (most recent call last):
    analysis.errors.AnalysisError: walk: step is -2; take a whole number of 1 or more.
    """
    if function is None:
        return functools.partial(_with_door, more=more)
    return _with_door(function, more={})


def _with_door(function: Callable[P, R], more: dict[str, str]) -> Callable[P, R]:
    signature = inspect.signature(function)
    several = (inspect.Parameter.VAR_KEYWORD, inspect.Parameter.VAR_POSITIONAL)
    plain = {name for name, one in signature.parameters.items() if one.kind not in several}

    @functools.wraps(function)
    def inner(*args: P.args, **kwargs: P.kwargs) -> R:
        hints = _hints(function)
        try:
            bound = signature.bind(*args, **kwargs)
        except TypeError:  # one too many or too few: Python's own sentence names the function
            return function(*args, **kwargs)
        for name, value in bound.arguments.items():
            if name in hints and name in plain and name not in _OWN_WORDS:
                check_argument(function.__name__, name, value, hints[name])
            if name in TABLES and isinstance(value, pd.DataFrame):
                bound.arguments[name] = check_table(function.__name__, name, value, more.get(name, ""))
        return function(*bound.args, **bound.kwargs)

    return inner


@functools.cache  # read at the first call, when all names are known
def _hints(function: Callable) -> dict[str, Any]:
    try:
        told = typing.get_type_hints(function)
    except NameError:  # types named for checkers only
        told = function.__annotations__
    return {name: hint for name, hint in told.items() if name != "return" and _known(hint)}


def _parts(hint: Any) -> tuple[Any, ...]:
    return typing.get_args(hint) if typing.get_origin(hint) in (typing.Union, types.UnionType) else (hint,)


def _known(hint: Any) -> bool:
    """Whether every part of a type is one that can be told in words here."""
    return all(_what(part) for part in _parts(hint))


def _what(part: Any, name: str = "") -> str:
    """A type in words; "" for one that there are none for."""
    origin = typing.get_origin(part)
    if part in _PLAIN or origin in _PLAIN:
        return _PLAIN[origin or part][1]
    if origin is Literal:
        return f"one of {', '.join(map(repr, typing.get_args(part)))}"
    if origin in _SEVERAL:
        inner = typing.get_args(part)[0]
        return {str: "several texts, such as a list", int: "several whole numbers"}.get(inner, "a list of them")
    if origin in (Mapping, dict):
        told = [_what(kind) for kind in _parts((typing.get_args(part) or ("", ""))[1])]
        return "a mapping, such as a dict" + (f", to {' or '.join(told)}" if all(told) else "")
    if origin is Callable or part is Callable:
        return "a function"
    if part is pd.DataFrame:
        return TABLES[name].told if name in TABLES else "a DataFrame"
    return SOURCES.get(part.__name__, f"a {part.__name__}") if _is_class(part) else ""


def _is_class(part: Any) -> bool:
    return isinstance(part, type) and part not in (object, Any) and not getattr(part, "_is_protocol", False)


def _fits(value: Any, part: Any) -> bool:
    origin = typing.get_origin(part)
    if part in _PLAIN or origin in _PLAIN:
        types_, _ = _PLAIN[origin or part]
        return isinstance(value, types_) and (part is bool or not isinstance(value, bool | np.bool_))
    if origin is Literal:
        return isinstance(value, str)  # which words there are the function says itself
    if origin in (Mapping, dict):
        kinds = [kind for kind in _parts((typing.get_args(part) or (Any, Any))[1]) if _what(kind)]
        return isinstance(value, Mapping) and all(not kinds or _fits_any(one, kinds) for one in value.values())
    if origin is Callable or part is Callable:
        return callable(value) and not isinstance(value, type)
    if origin not in _SEVERAL:
        return isinstance(value, part)
    inner = _parts(typing.get_args(part)[0])
    if isinstance(value, str) and str in inner:
        return True  # one name, or a mistake that the function tells
    if isinstance(value, str | bytes | Mapping | pd.DataFrame) or not isinstance(value, Iterable):
        return False
    once = isinstance(value, Iterator)  # what can be read only once is left alone
    return once or all(_fits_any(one, [kind for kind in inner if _what(kind)]) for one in value)


def _fits_any(value: Any, kinds: Iterable[Any]) -> bool:
    return any(_fits(value, kind) for kind in kinds)


def _check_path(function: str, name: str, path: str) -> None:
    longest = max(map(len, path.encode("utf-8", "replace").replace(b"\\", b"/").split(b"/")))
    if "\0" in path or longest > 255 or len(path) > 4095:
        raise AnalysisError(f"{function}: {name} is no path: {shorten(path)}; take one that a file can have.")


def check_argument(function: str, name: str, value: Any, hint: Any) -> None:
    """Raise one sentence for a value that is not of the type `hint`, or outside what its name allows."""
    parts = _parts(hint)
    if Path in parts and isinstance(value, str | Path):
        _check_path(function, name, str(value))
    number = isinstance(value, int | float | np.integer | np.floating) and not isinstance(value, bool | np.bool_)
    least, most = LEAST.get(name), MOST.get(name, _USUAL_MOST)
    within = not number or (-_USUAL_MOST if least is None else least) <= value <= most  # which NaN never is
    if within and any(_fits(value, part) for part in parts):
        return
    classes = [part.__name__ for part in parts if _is_class(part) and part.__name__ in SOURCES]
    if len(classes) == len(parts):
        check_kind(function, value, *classes, told=_what(pd.DataFrame, name))
    told = [_what(part, name) for part in parts if part is not type(None)]
    bound = "" if least is None else f" of {least} or more"
    bound = f" of {least or 0} to {most:,}" if number and value > most else bound
    told = [what + bound if what in ("a whole number", "a number") else what for what in told]
    shown = (
        f"a {type(value).__name__}" if isinstance(value, pd.DataFrame | pd.Series) else " ".join(repr(value).split())
    )
    shown = shown if len(shown) <= 60 else f"{type(value).__name__} {shown[:50]}…"
    raise AnalysisError(f"{function}: {name} is {shown}; take {' or '.join(dict.fromkeys(told))}.")
