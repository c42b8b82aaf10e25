"""Tables about documents, DataFrames or files of spreadsheets, and what they tell of each document."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

import pandas as pd

from analysis.errors import ReadError
from analysis.metadata import RESERVED
from analysis.reading.corpus_toml import UNTOLD, Told

Columns: TypeAlias = pd.DataFrame | str | Path
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
    for key in keys:
        if key not in table:
            raise ReadError(f"{called} has no column {key!r}; it has {', '.join(known) or 'none'}: name one of these.")
    if not len(table):
        raise ReadError(f"{called} has no rows.")
    return table.convert_dtypes()  # 1990.0 is 1990 where a year is missing elsewhere


def _read_file(path: Path, keys: tuple[str, ...]) -> pd.DataFrame:
    suffix, plain = path.suffix.lower(), dict.fromkeys(keys, str)
    if suffix not in (".csv", ".tsv", ".txt", ".xlsx"):
        raise ReadError(f"{path.name} is no table that is read; save it as .csv, .tsv or .xlsx.")
    try:
        if suffix == ".xlsx":
            return pd.read_excel(path, dtype=plain, keep_default_na=False, na_values=[""])
        data = path.read_bytes()
        try:
            text, coding = data.decode("utf-8-sig"), "utf-8-sig"
        except UnicodeDecodeError:
            text, coding = data.decode("cp1252", errors="replace"), "cp1252"
        sign = max("\t;,", key=text.split("\n", 1)[0].count)
        return pd.read_csv(path, sep=sign, encoding=coding, dtype=plain, keep_default_na=False, na_values=[""])
    except OSError as error:
        raise ReadError(f"{path.name} cannot be read ({error.strerror}); check the name and the rights.") from None
    except (ValueError, KeyError, pd.errors.ParserError) as error:  # also what is no zip, and an empty file
        said = " ".join(str(error).split())
        raise ReadError(f"{path.name} is not read as a table ({said:.120}); save it anew as .csv or .xlsx.") from None


def tell_metadata(toml: dict, metadata: Columns | None, names: list[str], files: Mapping[str, str]) -> dict:
    """corpus.toml with what a table tells of each document beside it; `files`: name of a file → its document."""
    if metadata is None:
        return toml
    table = read_table(metadata, ("document",))
    called = ["" if pd.isna(name) else files.get(str(name), str(name)) for name in table["document"]]
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
    values = {str(column): table[column].tolist() for column in columns}
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
