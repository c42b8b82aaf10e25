"""One check at the door of every public function: of each argument its type, and the range that its name has.

What a function alone can know (whether a document, a column or a measure exists) it checks itself.
"""

import functools
import inspect
import re
import types
import typing
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, ParamSpec, TypeVar

import numpy as np

from analysis.errors import AnalysisError

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
_PLAIN: dict[type, tuple[tuple[type, ...], str]] = {
    int: ((int, np.integer), "a whole number"),
    float: ((int, float, np.integer, np.floating), "a number"),
    bool: ((bool, np.bool_), "True or False"),
    str: ((str,), "text"),
    Path: ((Path,), "a path"),
    re.Pattern: ((re.Pattern,), "a compiled pattern"),
    type(None): ((type(None),), "None"),
}
_SEVERAL = (Iterable, Collection, Sequence)


def checked(function: Callable[P, R]) -> Callable[P, R]:
    """The same function, which answers an argument of a wrong type, or out of range, with one sentence.

    >>> @checked
    ... def walk(*, step: int = 1) -> int:
    ...     return step
    >>> walk(step=-2)
    Traceback (most recent call last):
    analysis.errors.AnalysisError: walk: step is -2; take a whole number of 1 or more.
    """
    signature = inspect.signature(function)
    several = (inspect.Parameter.VAR_KEYWORD, inspect.Parameter.VAR_POSITIONAL)
    plain = {name for name, one in signature.parameters.items() if one.kind not in several}

    @functools.wraps(function)
    def inner(*args: P.args, **kwargs: P.kwargs) -> R:
        hints = _hints(function)
        try:
            given = signature.bind(*args, **kwargs).arguments
        except TypeError:  # one too many or too few: Python's own sentence names the function
            given = {}
        for name, value in given.items():
            if name in hints and name in plain:
                check_argument(function.__name__, name, value, hints[name])
        return function(*args, **kwargs)

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


def _what(part: Any) -> str:
    origin = typing.get_origin(part)
    if part in _PLAIN or origin in _PLAIN:
        return _PLAIN[origin or part][1]
    if origin is Literal:
        return f"one of {', '.join(map(repr, typing.get_args(part)))}"
    if origin in _SEVERAL and typing.get_args(part) in ((str,), (int,)):
        return "several texts, such as a list" if typing.get_args(part) == (str,) else "several whole numbers"
    return "a mapping, such as a dict" if origin is Mapping and typing.get_args(part)[0] is str else ""


def _fits(value: Any, part: Any) -> bool:
    origin = typing.get_origin(part)
    if part in _PLAIN or origin in _PLAIN:
        types_, _ = _PLAIN[origin or part]
        return isinstance(value, types_) and (part is bool or not isinstance(value, bool | np.bool_))
    if origin is Literal:
        return isinstance(value, str)  # which words there are the function says itself
    if origin is Mapping:
        return isinstance(value, Mapping)
    inner = typing.get_args(part)[0]
    if isinstance(value, str) and inner is str:
        return True  # one name, or a mistake that the function tells
    if isinstance(value, bytes | Mapping) or not isinstance(value, Iterable):
        return False
    once = not isinstance(value, list | tuple | set | frozenset)  # what can be read only once is left alone
    return once or all(isinstance(one, _PLAIN[inner][0]) for one in value)


def check_argument(function: str, name: str, value: Any, hint: Any) -> None:
    """Raise one sentence for a value that is not of the type `hint`, or below what its name allows."""
    parts = _parts(hint)
    number = isinstance(value, int | float | np.integer | np.floating) and not isinstance(value, bool | np.bool_)
    within = not number or (np.isfinite(value) and value >= LEAST.get(name, -np.inf))
    if within and any(_fits(value, part) for part in parts):
        return
    told = [_what(part) for part in parts if part is not type(None)]
    bound = LEAST.get(name)
    if bound is not None:
        told = [f"{what} of {bound} or more" if what in ("a whole number", "a number") else what for what in told]
    shown = repr(value)
    shown = shown if len(shown) <= 60 else f"{type(value).__name__} {shown[:50]}…"
    raise AnalysisError(f"{function}: {name} is {shown}; take {' or '.join(dict.fromkeys(told))}.")
