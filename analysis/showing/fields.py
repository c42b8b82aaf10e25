"""Sentences with fields in braces: which fields one has, and how each number is told."""

import re
from string import Formatter

import pandas as pd

from analysis.errors import AnalysisError
from analysis.showing.units import WORDS, number


def used_fields(text: str) -> list[str]:
    """The names that stand in braces in a text, without what follows a point.

    >>> used_fields("{n} of {m}, {had.n}")
    ['n', 'm', 'had']
    """
    return [re.split(r"[.\[]", name)[0] for _, name, _, _ in Formatter().parse(text) if name]


def fill_fields(text: str, numbers: dict, missing: str | None, *, escape: bool = False) -> str:
    """The text with each field filled; `missing` stands for fields without a number, which are an error else.

    `escape`: words that the texts bring are no marks of Markdown.

    >>> fill_fields("{n} words, {share:per_thousand} in a thousand", {"n": 1234, "share": 0.0123}, None)
    '1,234 words, 12.3 in a thousand'
    """
    try:
        return _Fields(missing, escape).vformat(text, (), numbers)
    except (KeyError, IndexError, AttributeError) as absent:
        known = ", ".join(numbers) or "none"
        raise AnalysisError(
            f"The claim “{text}” has no number for the field {absent.args[0]!r}; it was given: {known}."
        ) from None
    except (ValueError, TypeError) as wrong:
        raise AnalysisError(f"The claim “{text}” cannot show its numbers: {wrong}.") from None


def shown_numbers(text: str, numbers: dict, missing: str | None) -> dict:
    """The numbers that a text shows, by the field that shows each, and after them those that no field shows.

    >>> shown_numbers("{n.real} of them", {"n": 3, "m": 4}, None)
    {'n.real': 3, 'm': 4}
    """
    fields = [name for _, name, _, _ in Formatter().parse(text) if name]
    shown = {name: _Fields(missing).get_field(name, (), numbers)[0] for name in fields}
    return shown | {name: value for name, value in numbers.items() if name not in used_fields(text)}


def escape_markdown(text: str) -> str:
    """Words that are no marks of Markdown, HTML or a formula.

    >>> print(escape_markdown("a <b> [c](d) $x$ e_f"))
    a \\<b\\> \\[c\\](d) \\$x\\$ e\\_f
    """
    return re.sub(r"([\\`*_<>\[\]$])", r"\\\1", text)


def plain_value(value):
    """A value as JSON holds it: numbers of numpy as Python's, floats with six digits, anything else as text.

    >>> plain_value(0.123456789), plain_value(None)
    (0.123457, None)
    """
    value = value.item() if hasattr(value, "item") and getattr(value, "ndim", 0) == 0 else value
    if isinstance(value, float):
        return float(f"{value:.6g}")  # raw floats differ between processors
    return value if isinstance(value, (int, str, bool, type(None))) else str(value)


class _Fields(Formatter):
    def __init__(self, missing: str | None, escape: bool = False):
        self.missing, self.escape = missing, escape

    def get_field(self, field_name, args, kwargs):
        if self.missing is not None and re.split(r"[.\[]", field_name)[0] not in kwargs:
            return pd.NA, field_name
        return super().get_field(field_name, args, kwargs)

    def format_field(self, value, format_spec: str) -> str:
        if pd.api.types.is_scalar(value) and pd.isna(value):
            if self.missing is None:
                raise ValueError("one of them is missing")
            return self.missing
        if format_spec in WORDS:
            return WORDS[format_spec](value)
        if not format_spec and isinstance(plain_value(value), (int, float)) and not isinstance(value, bool):
            return number(value)
        text = super().format_field(value, format_spec)
        return escape_markdown(text) if self.escape and isinstance(value, str) else text
