"""Tables about documents, DataFrames or files of spreadsheets, and what they tell of each document."""

import re
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from analysis.errors import ReadError, shorten
from analysis.metadata import RESERVED
from analysis.naming import compose
from analysis.reading.corpus_toml import UNTOLD, Told
from analysis.reading.formats.styled.packed import Archive, cannot_open, read_bytes

Columns: TypeAlias = pd.DataFrame | str | Path
_LARGEST = 1_000_000_000  # bytes of a table
_MOST_ROWS = 1_048_576  # of a sheet: for a row of a higher number all those before it would be made up
_FIELDS = ("title", "author", "date", "kind", "language")  # what a document has by itself: text


def read_table(source: Columns, keys: tuple[str, ...]) -> pd.DataFrame:
    """A DataFrame as it is, or a CSV, TSV or XLSX file as one; `keys` are columns that must be there, read as text."""
    if isinstance(source, pd.DataFrame):
        table, called = source, "The table"
    elif isinstance(source, str | Path):
        table, called = _read_file(Path(source), keys), Path(source).name
    else:
        raise ReadError(f"A table is a DataFrame or a CSV, TSV or XLSX file, not {_named(source)}.")
    known = list(map(str, table.columns))
    twice = [name for name in dict.fromkeys(known) if known.count(name) > 1]
    if twice:
        raise ReadError(f"{called} has two columns {twice[0]!r}; rename one.")
    table = table.set_axis(known, axis=1)
    for key in keys:
        if key not in table:
            raise ReadError(
                f"{called} has no column {key!r}; it has {', '.join(known)[:200] or 'none'}: name one of these."
            )
    table = table.dropna(how="all")  # without rows that a spreadsheet keeps of what was deleted
    if not len(table):
        raise ReadError(f"{called} has no rows.")
    for name in table.select_dtypes("float"):
        endless = np.isinf(table[name].to_numpy(dtype=float, na_value=0.0))
        if endless.any():
            raise ReadError(
                f"{called}: the column {shorten(name)} has a number past all bounds in row {endless.argmax() + 1}; "
                "correct it, or leave the cell empty."
            )
    return table.convert_dtypes()  # 1990.0 is 1990 where a year is missing elsewhere


def _read_file(path: Path, keys: tuple[str, ...]) -> pd.DataFrame:
    suffix, plain = path.suffix.lower(), dict.fromkeys(keys, str)
    if suffix not in (".csv", ".tsv", ".txt", ".xlsx"):
        raise ReadError(f"{path.name} is no table that is read; save it as .csv, .tsv or .xlsx.")
    data = read_bytes(path, _LARGEST)
    if suffix == ".xlsx":
        return _read_sheet(data, path.name, plain)
    try:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", errors="replace")
        sign = max("\t;,", key=text.split("\n", 1)[0].count)
        return pd.read_csv(StringIO(text), sep=sign, dtype=plain, keep_default_na=False, na_values=[""])
    except (ValueError, KeyError, OverflowError, pd.errors.ParserError) as error:
        said = " ".join(str(error).split())
        raise ReadError(f"{path.name} is not read as a table ({said:.120}); save it anew as .csv or .xlsx.") from None


def _read_sheet(data: bytes, name: str, plain: Mapping[str, type]) -> pd.DataFrame:
    """The first sheet of a workbook, unpacked within bounds before anything else looks at it."""
    whole = Archive(data, name)
    for part in whole.parts:
        numbers = re.findall(rb"<(?:\w+:)?row\b[^>]{0,500}?\br\s*=\s*[\"'](\d+)", whole.read(part))
        if any(len(number) > 7 or int(number) > _MOST_ROWS for number in numbers):
            raise ReadError(f"{name} has a row past the last that a spreadsheet holds; save it anew, or as .csv.")
    try:
        return pd.read_excel(BytesIO(data), dtype=dict(plain), keep_default_na=False, na_values=[""])
    except Exception as error:  # a broken workbook fails in more ways than its library names
        raise cannot_open(name, error) from None


def tell_metadata(toml: dict, metadata: Columns | None, names: list[str], files: Mapping[str, str]) -> dict:
    """corpus.toml with what a table tells of each document beside it; `files`: name of a file → its document."""
    if metadata is None:
        return toml
    table = read_table(metadata, ("document",))
    named = ["" if pd.isna(name) else compose(str(name).strip()) for name in table["document"]]
    called = [files.get(name, name) for name in named]
    wanted, seen = set(names), set[str]()
    for place, name in enumerate(called, 1):
        if not name:
            raise ReadError(f"The table about the documents names none in row {place}; fill the column `document`.")
        if name in seen and name in wanted:
            raise ReadError(f"The table about the documents tells of {name!r} twice; keep one row.")
        seen.add(name)
    rows = dict(zip(called, told_rows(table, [c for c in table if c != "document"]), strict=True))
    for name in names:
        if name not in rows:
            raise ReadError(f"The table about the documents tells nothing of {name!r}; add a row, or read it without.")
    documents = {name: tell(toml["documents"].get(name, UNTOLD), rows[name]) for name in names}
    return toml | {"documents": toml["documents"] | documents}


def told_rows(table: pd.DataFrame, columns: list) -> list[dict[str, Any]]:
    """A dict a row, column → value, without what is missing; columns are checked."""
    for column in map(str, columns):
        if column in RESERVED:
            raise ReadError(
                f"A column {column!r} is told by the reader itself; give it another name, such as {column}_told."
            )
    values: dict[str, list] = {
        str(column): [cell.strip() if isinstance(cell, str) else cell for cell in table[column].tolist()]
        for column in columns
    }
    for column, cells in values.items():
        odd = next((cell for cell in cells if not pd.api.types.is_scalar(cell)), None)
        if odd is not None:
            raise ReadError(f"The column {column!r} holds {_named(odd)}; a column that travels holds words or numbers.")
    cells = [dict(zip(values, row, strict=True)) for row in zip(*values.values(), strict=True)]
    return [{key: value for key, value in row.items() if not pd.isna(value)} for row in cells or [{}] * len(table)]


def tell(told: Told, row: Mapping[str, Any]) -> Told:
    """What corpus.toml tells of a document and, going before it, what a row of a table does."""
    plain: dict[str, Any] = {key: _written(value) for key, value in row.items() if key in _FIELDS}
    columns = {key: value for key, value in row.items() if key not in _FIELDS}
    return replace(told, **plain, columns=told.columns | columns)


def _written(value: Any) -> str:
    return f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else str(value)


def _named(value: object) -> str:
    return f"a value of type {type(value).__name__}"
