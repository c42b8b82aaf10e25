"""One glossary of what columns are called and how their values are told, and the one legend of verdicts."""

from collections.abc import Callable, Iterable
from math import isfinite
from typing import Any

import pandas as pd

from analysis.errors import AnalysisError, shorten
from analysis.showing.glossary import HEADINGS
from analysis.showing.units import LEAST, WORDS, number, per_thousand, percent, re_deals, times_as_often

FORMATS: dict[str, Callable] = {
    "quoted_share": percent,
    "share": per_thousand,
    "share_target": per_thousand,
    "share_reference": per_thousand,
    "log_ratio": times_as_often,
    "p": re_deals,
    "q": lambda q: "below .001" if q < 0.001 else f"{q:.3f}",
    "compound": lambda tone: f"{tone:+.2f}",
    "positive": percent,
    "negative": percent,
    "neutral": percent,
    "coverage": percent,
    "support": percent,
    "source_year": lambda year: str(int(year)),
    "year": lambda year: str(year) if isinstance(year, str) else str(int(year)),
    "document_year": lambda year: str(int(year)),
    "expected": lambda n: f"{n:.2g}" if n >= LEAST else f"<{LEAST}",
}

# the words of analysis.evidence.verdicts, each with its mark in pictures and what it promises
VERDICTS = {
    "supported": ("●", "The gap would survive a second look: stretches of one work seldom differ as much."),
    "fragile": (
        "◐",
        "There is a gap, but two stretches of one work may show as large a one, or it hangs on few passages.",
    ),
    "not supported": (
        "○",
        "Not distinguishable here, which is not the same as equal: other passages could undo the gap.",
    ),
    "too rare to test": ("○", "Counted, not tested: a fact about these files (there or not, how often), no more."),
    "chosen after reading": ("○", "Counted, not tested: picked for the very gap it shows, so it cannot confirm it."),
}

_JOINED = {"left": "joined", "right": "with"}  # beside a join of documents; elsewhere the two ends of a line
_INTERVAL_OF = {
    "log_ratio": times_as_often,
    "share": per_thousand,
}  # what `low` and `high` bound, by the columns beside them


def heading(column: str, beside: Iterable[str]) -> str:
    """What a column is called: by the glossary, else by its name; a topic's share is of a text's words."""
    if "join" in set(beside) and column in _JOINED:
        return _JOINED[column]
    if "measure" in set(beside) and column in ("mean_target", "mean_reference"):
        return f"value, {{{column.removeprefix('mean_')}}}"  # of words a sentence, of verbs per hundred: of anything
    if "topic" in set(beside) and column in ("share_target", "share_reference"):
        return f"share of the words, {{{column.removeprefix('share_')}}}"
    return HEADINGS.get(column, str(column).replace("_", " "))


def show_value(value: Any, column: str, beside: Iterable[str], chosen: str | Callable | None = None) -> str:
    """One value as a reader sees it: by the format given, else by the glossary, else with three digits.

    `beside` are all columns of the table, because `low` and `high` are in the unit of what they bound; `chosen` is a
    name of `units.WORDS`, a format such as ".2f", or a function. A missing value is shown as a dash.
    """
    if isinstance(value, float) and not isfinite(value):
        return "–"
    if not isinstance(value, (list, tuple, dict)) and pd.isna(value):
        return "–"
    if callable(chosen):
        return str(chosen(value))
    if isinstance(chosen, str):
        try:
            return WORDS[chosen](value) if chosen in WORDS else format(value, chosen)
        except ValueError:
            raise AnalysisError(f"{shorten(chosen)} is no format for the column {shorten(column)}.") from None
    if isinstance(value, bool) or type(value).__name__ in ("bool", "bool_"):
        return "yes" if value else "no"
    teller = find_teller(column, beside)
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    if isinstance(value, str) or not hasattr(value, "__float__"):
        return str(value)
    return teller(value) if teller else number(value)


def find_teller(column: str, beside: Iterable[str]) -> Callable | None:
    """How the glossary tells a column's values; None for plain numbers and words."""
    beside = set(beside)
    if "topic" in beside and column.startswith(("share", "difference", "low", "high")):
        return percent  # a topic's share is of a text's words, and large
    if "measure" in beside and column in ("mean_target", "mean_reference", "difference", "low", "high"):
        return number  # each row has a unit of its own, and so its own digits
    if column in ("low", "high"):
        return next((teller for name, teller in _INTERVAL_OF.items() if name in beside), None)
    return FORMATS.get(column)
