"""Cells of tables that a spreadsheet opens: words stay words, also where they begin as a formula does."""

import re
from typing import Any

import pandas as pd

_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?\d[\d.,]*(?:[eE][+-]?\d+)?%?")
_GUARD = "'"  # what spreadsheets themselves put before words that are not to be computed


def guard_cell(value: Any) -> Any:
    """Words that a spreadsheet would compute, with an apostrophe before them; anything else as it is.

    >>> guard_cell("=1+1"), guard_cell("-3"), guard_cell("= and so on"), guard_cell("the sea")
    ("'=1+1", '-3', "'= and so on", 'the sea')
    """
    dangerous = isinstance(value, str) and _FORMULA.match(value) and not _NUMBER.fullmatch(value)
    return _GUARD + value if dangerous else value


def unguard_cell(value: str) -> str:
    """The words as they were before `guard_cell`."""
    return value[1:] if value.startswith(_GUARD) and guard_cell(value[1:]) == value else value


def guard_cells(table: pd.DataFrame) -> pd.DataFrame:
    """A table whose cells and headings are words or numbers, and no formulas."""
    words = table.select_dtypes(exclude=["number", "bool"]).columns
    found = {name for name in words if table[name].map(lambda value: guard_cell(value) is not value).any()}
    return table.assign(**{name: table[name].map(guard_cell) for name in found}).rename(columns=guard_cell)
