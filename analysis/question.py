"""What a study is asked: the knobs, the sides and the question that follow from them, and tables made once."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, Generic, Literal, Self, TypedDict, TypeVar, overload

import pandas as pd

from analysis.compare.comparison import Comparison
from analysis.errors import unknown_name
from analysis.metadata import Documents
from analysis.sentiment.lexicons import AnyLexicon

Made = TypeVar("Made")


class made_once(Generic[Made]):
    """A table of a study: made when first asked for, and handed out so that a reader's changes stay the reader's."""

    def __init__(self, make: Callable[[Any], Made]) -> None:
        self.make, self.__doc__, self.name = make, make.__doc__, make.__name__

    @overload
    def __get__(self, study: None, owner: type) -> Self: ...
    @overload
    def __get__(self, study: object, owner: type) -> Made: ...
    def __get__(self, study, owner):
        if study is None:
            return self
        kept = study.__dict__.setdefault("_made", {})
        if self.name not in kept:
            kept[self.name] = self.make(study)
        value = kept[self.name]
        if isinstance(value, Comparison):
            return replace(value, table=value.table.copy(deep=False))
        return value.copy(deep=False) if isinstance(value, pd.DataFrame) else value


class Sides(TypedDict):
    """The documents that are compared, as functions of comparison take them.

    Attributes
    ----------
    target : str, iterable of str, or rule
        Looked from.
    reference : str, iterable of str, or rule, optional
        Held against it; None for all others.
    """

    target: Documents
    reference: Documents | None


class Question(Sides):
    """Who is compared with whom, in whose voice, and the seed of the re-deals."""

    voice: Literal["author", "quoted"] | None
    seed: int


class Choices(TypedDict, total=False):
    """The knobs of a study, each of which may be left out."""

    target: Documents | None
    reference: Documents | None
    voice: Literal["author", "quoted"] | None
    lexicon: AnyLexicon
    segment_terms: int
    topic_terms: int
    n_topics: int
    stop: Iterable[str] | None
    seed: int


class Names(TypedDict):
    """What the two sides are called."""

    target: str
    reference: str


def check_knobs(knobs: Iterable[str]) -> None:
    """Raise a sentence for a knob that there is not."""
    for name in knobs:
        if name not in Choices.__annotations__:
            raise unknown_name("knob", name, Choices.__annotations__)
