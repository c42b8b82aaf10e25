"""The one family of errors: what was wrong, where, and what to do about it."""

import re
import sys
import warnings
from collections.abc import Iterable
from types import FrameType

_ENDLESS = re.compile(r"(\S{200})\S{300,}")  # what was given as a name, and is none
_BREAKS = re.compile("[\x00-\x1f\x7f\x85\u2028\u2029]+")


class AnalysisError(Exception):
    """Something that a user can mend; its text is one sentence, fit to be shown without a traceback."""

    def __init__(self, said: object = "") -> None:
        super().__init__(_ENDLESS.sub(r"\1…", str(said)))

    def _render_traceback_(self) -> list[str]:  # what a notebook shows in place of forty lines of ours
        return [f"{type(self).__name__}: {self}"]


class ReadError(AnalysisError):
    """A file, folder or corpus.toml that cannot be read as it should."""

    def __init__(self, said: str = "") -> None:  # files may have line ends and broken letters in their names
        super().__init__(_BREAKS.sub(" ", str(said)).encode("utf-8", "replace").decode())


class UnknownNameError(AnalysisError):
    """A document, figure, lexicon or column that does not exist; the text lists those that do."""


class UnknownTermError(AnalysisError):
    """A term that does not occur in the table."""


class TooLittleTextError(AnalysisError):
    """Too few segments, terms or documents for what was asked."""


_MOST = 100  # names that an error lists
_LONGEST = 200  # letters of a name that it repeats


def shorten(value: object) -> str:
    """How an error repeats a value: on one line, and not at length."""
    told = " ".join(repr(value).split())
    return told if len(told) <= _LONGEST else f"{told[:_LONGEST]}…"


def unknown_name(kind: str, name: object, known: Iterable[object]) -> UnknownNameError:
    """An UnknownNameError that says what does exist.

    >>> str(unknown_name("document", "papr", ["paper", "chapter"]))
    "There is no document 'papr'. There is: paper, chapter."
    """
    names = [str(one) for one in known]
    left = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return UnknownNameError(
        f"There is no {kind} {shorten(name)}. There is: {', '.join(names[:_MOST]) or 'none'}{left}."
    )


def name_some(names: Iterable[object], most: int = 5) -> str:
    """The first names of many, and how many more there are.

    >>> name_some("abcdefg")
    'a, b, c, d, e and 2 more'
    """
    told = [str(name) for name in names]
    return ", ".join(told[:most]) + (f" and {len(told) - most:,} more" if len(told) > most else "")


def warn_user(sentence: str) -> None:
    """A warning that names the line outside this package from which it came."""
    frame: FrameType | None = sys._getframe(1)
    level = outside = 2
    while frame is not None:  # libraries may stand between our own frames
        if str(frame.f_globals.get("__name__", "")).split(".")[0] == __package__:
            outside = level + 1
        frame, level = frame.f_back, level + 1
    warnings.warn(sentence, UserWarning, stacklevel=outside)


SOURCES = {
    "Study": "a Study, such as open_study(folder) gives",
    "Corpus": "a Corpus, such as read_corpus(folder) gives",
    "DataFrame": "a terms table, such as split_terms(corpus) gives",
    "TermMatrix": "a TermMatrix, such as term_matrix(terms) gives",
    "TopicModel": "a TopicModel, such as fit_topics(terms) gives",
}


def check_kind(function: str, value: object, *kinds: str, told: str = "") -> None:
    """Raise one sentence where a function is given a value of another kind; `kinds` are keys of SOURCES,
    `told` says what a table is where it is not one of terms.

    Kinds are told by the name of the class, so that no module is loaded to say what a value is not.

    >>> check_kind("count_terms", 5, "DataFrame")
    Traceback (most recent call last):
    analysis.errors.AnalysisError: count_terms takes a terms table, such as split_terms(corpus) gives, not an int.
    """
    if not {base.__name__ for base in type(value).__mro__}.intersection(kinds):
        given = type(value).__name__
        article = "an" if given[0].lower() in "aeiou" else "a"
        takes = " or ".join(told if told and kind == "DataFrame" else SOURCES[kind] for kind in kinds)
        raise AnalysisError(f"{function} takes {takes}, not {article} {given}.")
