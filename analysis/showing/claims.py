"""Sentences that are tied to their numbers: a claim that no longer holds stops the notebook that makes it.

A claim is recorded by being shown: its output carries the sentence and its numbers in a form that machines read
(`application/vnd.twotellings.claim+json`), and `collect_claims` gathers them from executed notebooks in reading
order. There is no list kept in memory and no file on the side, so what is printed is what was shown.
"""

import re
from dataclasses import dataclass
from string import Formatter

from analysis.errors import AnalysisError
from analysis.showing.units import WORDS, number

CLAIM_MIME = "application/vnd.twotellings.claim+json"
KINDS = ("fact", "tendency", "verdict")
_YEAR = re.compile(r"\b1\d{3}s?\b|\b20\d{2}s?\b")  # a year is a name, not a measurement


@dataclass(frozen=True)
class Claim:
    """One sentence that held when it was made: `text`, its `kind`, the named `family` it was tested in with `m`
    members (None for a fact), and the `numbers` it rests on, as (name, value) pairs."""

    text: str
    kind: str
    family: str
    m: int | None
    numbers: tuple[tuple[str, object], ...]
    markdown: str

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"{self.text} [{self.standing}]"

    @property
    def standing(self) -> str:
        """What sort of statement this is, in words."""
        if self.kind == "fact":
            return "fact about these files"
        asked = "asked alone" if self.m == 1 else f"one of {self.m:,} {self.family}"
        return f"{self.kind}; {asked}"

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
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


def claim(text: str, holds: bool, *, kind: str = "fact", family: str = "", m: int | None = None, **numbers) -> Claim:
    """A sentence whose numbers are computed, and which stops the run when it is not true.

    Parameters: `text` with fields in braces, one for each number shown: `{n}`, `{share:.1%}`, or in readers' words
    `{log_ratio:times}`, `{share:per_thousand}`, `{share:percent}`, `{p:re_deals}`; a bare `{x}` shows three digits.
    `holds`: the condition that makes the sentence true, one yes or no. `kind`: "fact" (present, absent, how often),
    "tendency" (an effect with interval and p) or "verdict"; the last two must say in which `family` of how many
    members (`m`) they were tested, m=1 for a question asked alone. Numbers that no field shows are kept as evidence.
    Returns: a Claim; as the last line of a cell it shows itself and is recorded. One claim a cell, or `display` each.
    Errors: AnalysisError when `holds` is not true, when a field has no number, and when a digit is typed in the text.
    Years (four digits, 1000 to 2099) may be typed, because they are names; numbers spelt out cannot be caught.
    Doubt it when `holds` says less than the sentence: it guards the sentence only as far as it says the same.

    >>> claim("The word stands {n} times in one text and never in the other.", 28 > 0, n=28)
    The word stands 28 times in one text and never in the other. [fact about these files]
    """
    _check_text(text)
    _check_standing(text, kind, family, m)
    plain = _render(text, numbers)
    if type(holds).__name__ not in ("bool", "bool_"):
        raise AnalysisError(f"The claim “{plain}” needs one yes or no as its condition, not {type(holds).__name__}.")
    if not holds:
        raise AnalysisError(f"The claim “{plain}” does not hold; look at its numbers and rewrite the sentence.")
    shown = {name: _escape(value) if isinstance(value, str) else value for name, value in numbers.items()}
    pairs = tuple((name, _plain_value(value)) for name, value in numbers.items())
    return Claim(plain, kind, family, None if m is None else int(m), pairs, _render(text, shown))


def collect_claims(notebook) -> list[dict]:
    """The claims an executed notebook shows, in reading order.

    Parameters: `notebook`, as nbformat reads it. Returns: a list of records with text, kind, family, m and numbers.
    """
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", ())]
    return [dict(output["data"][CLAIM_MIME]) for output in outputs if CLAIM_MIME in output.get("data", {})]


def _check_text(text: str) -> None:
    literal = "".join(part for part, *_ in Formatter().parse(text))
    typed = re.findall(r"\S*\d\S*", _YEAR.sub("", literal))
    if typed:
        raise AnalysisError(
            f"The claim “{text}” has a number typed into it ({', '.join(typed)}); "
            "put a field in braces and pass the number by name."
        )


def _check_standing(text: str, kind: str, family: str, m: int | None) -> None:
    if kind not in KINDS:
        raise AnalysisError(f"The claim “{text}” has the unknown kind {kind!r}; there is: {', '.join(KINDS)}.")
    if kind != "fact" and (m is None or (m != 1 and not family)):
        raise AnalysisError(
            f"The claim “{text}” is a {kind}: say in which family it was tested and how many members that has (m)."
        )


class _Fields(Formatter):
    def format_field(self, value, format_spec: str) -> str:
        if format_spec in WORDS:
            return WORDS[format_spec](value)
        if not format_spec and isinstance(_plain_value(value), (int, float)) and not isinstance(value, bool):
            return number(value)
        return super().format_field(value, format_spec)


def _render(text: str, numbers: dict) -> str:
    try:
        return _Fields().vformat(text, (), numbers)
    except (KeyError, IndexError) as missing:
        known = ", ".join(numbers) or "none"
        raise AnalysisError(
            f"The claim “{text}” has no number for the field {missing.args[0]!r}; it was given: {known}."
        ) from None
    except (ValueError, TypeError) as wrong:
        raise AnalysisError(f"The claim “{text}” cannot show its numbers: {wrong}.") from None


def _escape(value: str) -> str:
    return re.sub(r"([\\`*_<>\[\]])", r"\\\1", value)


def _plain_value(value):
    value = value.item() if hasattr(value, "item") and getattr(value, "ndim", 0) == 0 else value
    if isinstance(value, float):
        return float(f"{value:.6g}")  # raw floats differ between processors
    return value if isinstance(value, (int, str, bool, type(None))) else str(value)
