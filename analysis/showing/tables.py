"""Tables for readers: chosen columns, human headings, three digits, a caption, and the same text form each time."""

import html
from collections.abc import Callable, Iterable, Mapping

import pandas as pd

from analysis.door import checked
from analysis.errors import AnalysisError, unknown_name
from analysis.showing.headings import HEADINGS, VERDICTS, find_teller, heading, show_value
from analysis.showing.shown import Shown, cell
from analysis.showing.units import numbers

MOST_COLUMNS = 9  # more than this no reader takes in, and no screen shows
# What a wide table can do without, in this order.
_SPARE = """
start end capital segment_terms lengths dispersion_target dispersion_reference log_odds_z share_target share_reference
g2 evidence p q lexicon masked measure segments_target segments_reference detectable block segment"""
MOST_WORDS = 40  # the longest excerpt that outputs may quote (rights: DESIGN 7)


@checked
def show_table(
    table: pd.DataFrame,
    columns: Iterable[str] | None = None,
    *,
    caption: str = "",
    rows: int = 10,
    headings: Mapping[str, str] | None = None,
    formats: Mapping[str, str | Callable] | None = None,
    target: str = "the first",
    reference: str = "the other",
) -> Shown:
    """A table as a reader wants it: a few columns, human headings and units, two or three digits, a caption.

    Parameters
    ----------
    table : DataFrame
        Any table.
    columns : iterable of str, optional
        Which, in which order; at most nine. All when there are few, else those that tell most.
    caption : str
        Above the table.
    rows : int
        How many are shown; what is left out is counted below.
    headings, formats : mapping, optional
        Column → heading; column → a name of `analysis.showing.units.WORDS` ("times", "per_thousand", "percent",
        "re_deals"), a format such as ".2f", or a function. They go before the glossary of standard columns in
        `analysis.showing.headings`.
    target, reference : str
        What the two sides are called in headings.

    Returns
    -------
    Shown
        Displays as HTML (all text escaped) and as plain text; its methods `to_excel`, `to_csv` and `to_latex` save it.

    Raises
    ------
    UnknownNameError
        For an unknown column.
    AnalysisError
        For more than nine columns.

    Notes
    -----
    Excerpts longer than 40 words are cut, with an ellipsis: longer passages are opened from the files.
    """
    named = [name for name in table.index.names if name is not None and name not in table.columns]
    table = table.reset_index(level=named) if named else table
    if not table.columns.is_unique:
        raise AnalysisError(f"Two columns are called {table.columns[table.columns.duplicated()][0]!r}; rename one.")
    chosen = _telling(table) if columns is None else list(columns)
    for name in chosen:
        if name not in table.columns:
            raise unknown_name("column", name, table.columns)
    if len(chosen) > MOST_COLUMNS:
        raise AnalysisError(
            f"A table shown has at most {MOST_COLUMNS} columns, not {len(chosen)}; "
            f"choose from: {', '.join(map(str, chosen))}."
        )
    sides, part = {"target": target, "reference": reference}, table[chosen].head(rows)
    names = dict(headings or {})
    tellers = [(formats or {}).get(name) or _teller(table, name) for name in chosen]
    shown = [
        numbers(part[name])
        if teller is None and pd.api.types.is_float_dtype(part[name])
        else [_shorten(show_value(value, name, table.columns, teller)) for value in part[name]]
        for name, teller in zip(chosen, tellers, strict=True)
    ]
    shown = _name_absences(shown, chosen, table.head(rows), sides)
    return Shown(
        headings=tuple(names.get(name, heading(name, table.columns)).format_map(_Sides(sides)) for name in chosen),
        cells=tuple(zip(*shown, strict=True)),
        numeric=tuple(_to_the_right(part[name]) for name in chosen),
        caption=caption,
        note=_left_out(table, part, [] if columns is not None else [c for c in table.columns if c not in chosen]),
        data=table[chosen].reset_index(drop=True),
        tellers=tuple(tellers),
    )


def _teller(table: pd.DataFrame, name: str) -> Callable | None:
    """The glossary's way to tell a column of numbers; what else it may hold is told as it is."""
    plain = pd.api.types.is_numeric_dtype(table[name]) and not pd.api.types.is_complex_dtype(table[name])
    return (find_teller(name, table.columns) if plain else None) or _as_years(table[name])


def _as_years(column: pd.Series) -> Callable | None:
    """A column of a reader's own with whole numbers from 1000 to 2999 is taken for years: 1789, not 1,789."""
    whole = pd.api.types.is_integer_dtype(column) and column.name not in HEADINGS and len(column) > 0
    return str if whole and column.dropna().between(1000, 2999).all() else None


def _telling(table: pd.DataFrame) -> list[str]:
    """The columns shown where none are named: all of them if few, else without those that readers miss least."""
    spare = [name for name in _SPARE.split() if name in table.columns]
    dropped = set(spare[: max(len(table.columns) - MOST_COLUMNS, 0)])
    return [name for name in table.columns if name not in dropped][:MOST_COLUMNS]


def _left_out(table: pd.DataFrame, part: pd.DataFrame, columns: list[str]) -> str:
    told = ["No rows: nothing of this is found."] if table.empty else []
    if len(part) < len(table):
        told.append(f"{len(part):,} of {len(table):,} rows; {len(table) - len(part):,} more are left out.")
    if columns:
        told.append(f"Columns left out: {', '.join(map(str, columns))}.")
    return " ".join(told)


def card(title: str, facts: Mapping[str, object], note: str = "") -> str:
    """A small HTML table of facts, for values that show themselves in a notebook; all text escaped."""
    rows = "\n".join(
        f"<tr><th style='text-align:left'>{html.escape(str(name))}</th>{cell('td', str(value), False)}</tr>"
        for name, value in facts.items()
    )
    below = f"<p><small>{html.escape(note)}</small></p>" if note else ""
    caption = f"<caption style='text-align:left'><strong>{html.escape(title)}</strong></caption>"
    return f"<table>{caption}<tbody>\n{rows}\n</tbody></table>{below}"


def _name_absences(shown: list[list[str]], chosen: list[str], table: pd.DataFrame, sides: dict) -> list[list[str]]:
    """A word that one side lacks has no ratio: its cell says where it stands, and its interval is a dash."""
    if not {"log_ratio", "n_target", "n_reference"} <= set(table.columns):
        return shown
    lone = {
        row: sides["target" if n else "reference"]
        for row, (n, m) in enumerate(zip(table["n_target"], table["n_reference"], strict=True))
        if not (n and m)
    }
    words = {"log_ratio": "only {}", "low": "–", "high": "–"}
    return [
        [words[name].format(lone[row]) if name in words and row in lone else cell for row, cell in enumerate(column)]
        for name, column in zip(chosen, shown, strict=True)
    ]


@checked
def verdict_legend() -> Shown:
    """The one legend of verdicts: what each word promises, and what it does not.

    Returns
    -------
    Shown
        One row a verdict, the surest first: the word, its mark in pictures, what it says.
    """
    rows = tuple((word, mark, meaning) for word, (mark, meaning) in VERDICTS.items())
    return Shown(("verdict", "mark", "what it says"), rows, (False, False, False), "How sure is a statement?", "")


@checked
def column_legend(*, target: str = "the first", reference: str = "the other") -> Shown:
    """What each standard column of our tables is called in plain words.

    Parameters
    ----------
    target, reference : str
        What the two sides are called.

    Returns
    -------
    Shown
        One row a column whose heading is not its name, in the order tables have them.
    """
    sides = _Sides(target=target, reference=reference)
    told = {name: heading.format_map(sides) for name, heading in HEADINGS.items()}
    rows = tuple((name, words) for name, words in told.items() if words != name.replace("_", " "))
    return Shown(("column", "in plain words"), rows, (False, False), "What the columns of the tables say.", "")


def _to_the_right(column: pd.Series) -> bool:
    """Numbers stand to the right, under one another."""
    return pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)


class _Sides(dict):
    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def _shorten(text: str) -> str:
    words = text.split()
    return " ".join(words) if len(words) <= MOST_WORDS else " ".join(words[: MOST_WORDS - 1]) + " …"
