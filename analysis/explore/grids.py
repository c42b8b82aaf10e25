"""Tables of the tabs: sortable by real buttons, every row leading to its lines."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from analysis.explore.asked import Asked
from analysis.explore.markup import Safe, button, tag
from analysis.explore.told import place_button
from analysis.showing.headings import VERDICTS, heading, show_value
from analysis.study import Study

Row = dict[str, Any]
Cell = Callable[[Row], object]
CUT = 40  # words of a passage in a cell; the whole of it opens beside the table


def grid(
    study: Study,
    table: pd.DataFrame,
    columns: Iterable[str],
    asked: Asked,
    *,
    caption: str,
    cells: Mapping[str, Cell] | None = None,
    headings: Mapping[str, str] | None = None,
) -> Safe:
    """A table to click in.

    Parameters
    ----------
    study : Study
        Names the sides.
    table : DataFrame
        All rows, in the order they have until a column is chosen.
    columns : iterable of str
        Which are shown; those in `cells` that the table lacks are made from the row, and not sortable.
    asked : Asked
        Its `sort`, `down` and `rows`.
    caption : str
        Above it.
    cells : mapping, optional
        Column → what makes its cell from the row, such as a button.
    headings : mapping, optional
        Column → heading, before the glossary.

    Returns
    -------
    Safe
        HTML.
    """
    cells, columns = dict(cells or {}), list(columns)
    shown = sort_rows(table, asked).head(asked.rows)
    head = tag("tr", [_head(name, table, asked, study, headings or {}) for name in columns])
    body = [tag("tr", [_cell(name, row, table, cells.get(name)) for name in columns]) for row in records(shown)]
    told = f"{caption} {len(shown):,} of {len(table):,} rows."
    parts = [tag("caption", told), tag("thead", head), tag("tbody", body)]
    more = button("Show more rows", "more", key="more") if len(table) > len(shown) else None
    return tag("div", tag("table", parts, class_="grid"), more)


def sort_rows(table: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    """The rows by the column chosen, equal ones in their order; missing values last."""
    if asked.sort not in table.columns:
        return table
    values = table[asked.sort]
    if values.dtype == object or pd.api.types.is_string_dtype(values):
        values = values.astype(str).str.lower()
    order = values.reset_index(drop=True).sort_values(ascending=not asked.down, kind="stable", na_position="last").index
    return table.iloc[np.asarray(order)].reset_index(drop=True)


def _head(name: str, table: pd.DataFrame, asked: Asked, study: Study, headings: Mapping[str, str]) -> Safe:
    told = headings.get(name, heading(name, table.columns)).format_map(_Sides(study.names))
    if name not in table.columns:
        return tag("th", told, scope="col")
    chosen = name == asked.sort
    arrow = (" ▼" if asked.down else " ▲") if chosen else ""
    told_order = ("descending" if asked.down else "ascending") if chosen else "none"
    label = [told, tag("span", arrow, aria_hidden="true")]
    return tag("th", button(label, "sort", key=f"sort-{name}", data_value=name), scope="col", aria_sort=told_order)


def _cell(name: str, row: Row, table: pd.DataFrame, make: Cell | None) -> Safe:
    if make is not None:
        return tag("td", make(row))
    value = row[name]
    told = show_value(value, name, table.columns)
    if name == "verdict" and value in VERDICTS:
        told = f"{VERDICTS[value][0]} {value}"
    number = isinstance(value, (int, float, np.number)) and not isinstance(value, bool)
    return tag("td", cut(told), class_="n" if number else None)


def cut(words: str, most: int = CUT) -> str:
    """At most so many words of a passage."""
    parts = str(words).split()
    return " ".join(parts) if len(parts) <= most else " ".join(parts[:most]) + " …"


def ask_button(words: str, query: str | None = None) -> Safe:
    """A word that is looked for when it is clicked."""
    asks = words if query is None else query
    return button(words, "ask", class_="link", key=f"ask-{asks}", data_value=asks, data_go=1, title="see its lines")


def row_button(row: Row, words: str, most: int, **attributes: object) -> Safe:
    """The beginning of a passage; a click opens the whole of it beside the table."""
    return place_button(cut(words, most), row["document"], row["start"], row["end"], class_="link", **attributes)


def records(table: pd.DataFrame) -> list[Row]:
    """The rows, each by the names of its columns."""
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


class _Sides(dict):
    def __missing__(self, key: str) -> str:
        return "{" + key + "}"
