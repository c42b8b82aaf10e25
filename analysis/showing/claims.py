"""Sentences that are tied to their numbers: a claim that does not hold stops the run, or is shown as not holding.

Where a command or a test runs a notebook, a claim that fails stops it. For a person who turned a knob in JupyterLab it
is shown struck out, "does not hold with these settings", and the notebook goes on.

A claim is recorded by being shown: its output carries the sentence and its numbers in a form that machines read
(`application/vnd.twotellings.claim+json`), and `collect_claims` gathers them from executed notebooks in reading
order. There is no list kept in memory and no file on the side, so what is printed is what was shown.
"""

import inspect
import os
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Any, Literal, Protocol, get_args, runtime_checkable

from analysis.door import checked
from analysis.errors import AnalysisError, unknown_name
from analysis.showing.fields import fill_fields, plain_value, shown_numbers

CLAIM_MIME = "application/vnd.twotellings.claim+json"
Kind = Literal["fact", "reading", "tendency", "verdict"]
KINDS = get_args(Kind)
_UNTESTED = {"fact": "fact about these files", "reading": "reading; passages marked by hand"}
MODE = "TWO_TELLINGS_CLAIMS"  # environment: "strict" where a command runs a notebook, whoever looks on
_YEAR = re.compile(r"\b1\d{3}s?\b|\b20\d{2}s?\b")  # a year is a name, not a measurement


@runtime_checkable
class Tested(Protocol):
    """Whatever was tested as a family of questions, such as a Comparison."""

    @property
    def family(self) -> str: ...

    @property
    def m(self) -> int: ...


@dataclass(frozen=True)
class Claim:
    """One sentence with what it rests on; shows itself in a notebook, with what sort of statement it is.

    Attributes
    ----------
    text : str
        The sentence, its numbers filled in.
    kind : {"fact", "reading", "tendency", "verdict"}
        What sort of statement it is.
    family : str
        The questions it was tested with; "" for a fact and a reading.
    m : int or None
        How many they are; None likewise.
    numbers : tuple of (str, value)
        The numbers it was given, shown or kept as evidence.
    markdown : str
        The sentence as Markdown, what came from the texts escaped.
    holds : bool
        Whether its condition is true.
    why : str
        Why it does not hold, where that can be said; else "".
    """

    text: str
    kind: Kind
    family: str
    m: int | None
    numbers: tuple[tuple[str, object], ...]
    markdown: str
    holds: bool = True
    why: str = ""

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"{self.text} [{self.standing}]" if self.holds else f"{self._fails()} {self.text}"

    @property
    def standing(self) -> str:
        """What sort of statement this is, in words."""
        if self.kind in _UNTESTED:
            return _UNTESTED[self.kind]
        asked = "asked alone" if self.m == 1 else f"one of {self.m:,} {self.family}"
        return f"{self.kind}; {asked}"

    def _fails(self) -> str:
        return f"Does not hold with these settings{f' ({self.why})' if self.why else ''}:"

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, Any]:
        if not self.holds:
            return {"text/markdown": f"*{self._fails()}* ~~{self.markdown}~~", "text/plain": repr(self)}
        record = {
            "text": self.text,
            "kind": self.kind,
            "family": self.family,
            "m": self.m,
            "numbers": dict(self.numbers),
        }
        return {
            "text/markdown": f"**{self.markdown}** *({self.standing})*",
            "text/plain": repr(self),
            CLAIM_MIME: record,
        }


@checked
def claim(
    text: str,
    holds: bool | Callable[..., object],
    *,
    kind: Kind = "fact",
    of: Tested | None = None,
    family: str = "",
    m: int | None = None,
    why: str = "",
    missing: str | None = None,
    **numbers: object,
) -> Claim:
    """A sentence whose numbers are computed, and which stops the run when it is not true.

    Run by a person at a notebook, one that is not true is shown as not holding with these settings.

    Parameters
    ----------
    text : str
        Fields in braces, one for each number shown: `{n}`, `{share:.1%}`, `{row.n_target}`, or in readers' words
        `{log_ratio:times}`, `{share:per_thousand}`, `{share:percent}`, `{p:re_deals}`; a bare `{x}` shows three digits.
        Years (1000 to 2099) may be typed, because they are names; numbers spelt out cannot be caught.
    holds : bool or function
        The condition that makes the sentence true, one yes or no. A function is given the numbers that it names.
    kind : {"fact", "reading", "tendency", "verdict"}
        Present, absent, how often; what a reader has marked (`read_codings`); an effect with interval and p; what it is
        worth.
    of : Comparison, optional
        Where a tendency or verdict was tested: its `family` and `m`.
    family : str
        The questions asked together, where there is no such comparison.
    m : int, optional
        How many they are; 1 for a question asked alone.
    why : str
        Said where the claim does not hold.
    missing : str, optional
        Shown for fields without a number, which are an error otherwise.
    **numbers : number, row or function
        By name; a function takes no argument and gives one. Those that no field shows are kept as evidence.

    Returns
    -------
    Claim
        As the last line of a cell it shows itself and is recorded. One claim a cell, or `display` each.

    Raises
    ------
    AnalysisError
        When `holds` is not true, when a field has no number, and when a digit is typed in the text.

    Notes
    -----
    Doubt it when `holds` says less than the sentence: it guards the sentence only as far as it says the same.

    Examples
    --------
    >>> claim("The word stands {n} times in one text and never in the other.", lambda n: n > 0, n=28)
    The word stands 28 times in one text and never in the other. [fact about these files]
    """
    if of is not None and not isinstance(of, Tested):
        raise AnalysisError(
            f"claim: of is of type {type(of).__name__}; take a Comparison, which has a family and an m."
        )
    family, m = (family, m) if of is None else (of.family, of.m)
    _check_text(text)
    _check_standing(text, kind, family, m)
    try:
        known = {name: value() if callable(value) else value for name, value in numbers.items()}
        answer = holds(**_asked(holds, known)) if callable(holds) else holds
    except (AnalysisError, AttributeError, LookupError, ValueError, TypeError) as error:
        if not turned_by_hand():
            raise
        known = {name: value for name, value in numbers.items() if not callable(value)}
        why = str(error) if isinstance(error, AnalysisError) else "its numbers do not exist"
        answer, missing = False, "–"
    if type(answer).__name__ not in ("bool", "bool_"):
        raise AnalysisError(f"The claim “{text}” needs one yes or no as its condition, not {type(answer).__name__}.")
    missing = missing if answer else missing or "–"  # what does not hold is shown with its gaps
    plain = fill_fields(text, known, missing)
    if not answer and not turned_by_hand():
        said = f" ({why})" if why else ""
        raise AnalysisError(f"The claim “{plain}” does not hold{said}; look at its numbers and rewrite the sentence.")
    members = None if m is None else int(m)
    evidence = tuple((name, plain_value(value)) for name, value in shown_numbers(text, known, missing).items())
    return Claim(
        plain, kind, family, members, evidence, fill_fields(text, known, missing, escape=True), bool(answer), why
    )


def _asked(function: Callable, numbers: dict) -> dict:
    """The numbers that a condition names as its parameters."""
    names = list(inspect.signature(function).parameters)
    unknown = [name for name in names if name not in numbers]
    if unknown:
        raise unknown_name("number", unknown[0], numbers)
    return {name: numbers[name] for name in names}


def turned_by_hand() -> bool:
    """Whether a person runs this in a notebook: then a claim that fails is told, and stops nothing."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    return shell is not None and os.environ.get(MODE) != "strict"


def collect_claims(notebook: Mapping) -> list[dict[str, Any]]:
    """The claims an executed notebook (as nbformat reads it) shows, in reading order, each as a record: text, kind,
    family, m and numbers."""
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", ())]
    return [dict(output["data"][CLAIM_MIME]) for output in outputs if CLAIM_MIME in output.get("data", {})]


def _check_text(text: str) -> None:
    literal = "".join(part for part, *_ in Formatter().parse(text))
    typed = [word for word in _YEAR.sub("", literal).split() if re.search(r"\d", word)]
    if typed:
        raise AnalysisError(
            f"The claim “{text}” has a number typed into it ({', '.join(typed)}); "
            "put a field in braces and pass the number by name."
        )


def _check_standing(text: str, kind: str, family: str, m: int | None) -> None:
    if kind not in KINDS:
        raise AnalysisError(f"The claim “{text}” has the unknown kind {kind!r}; there is: {', '.join(KINDS)}.")
    if kind not in _UNTESTED and (m is None or (m != 1 and not family)):
        raise AnalysisError(
            f"The claim “{text}” is a {kind}: say in which family it was tested and how many members that has (m)."
        )
