"""codings.csv as people's programs save it: its rows, or a sentence that says which line is none."""

import csv
import io
import re
from contextlib import suppress
from pathlib import Path

from analysis.errors import ReadError
from analysis.naming import compose
from analysis.showing.cells import unguard_cell

CODING_KINDS = ("thesis", "episode", "cause", "stance", "source", "silence")
ASKED = ("code", "kind", "document", "quote")  # the columns a file must have
TOLD = (*ASKED, "note", "coder")
PLACED = ("block", "sentence", "start", "end", "first_line", "last_line", "voice", "text", "found", "times", "row")
STATUS = "status"  # the column that says what a reader thinks of a mark
JUDGED = ("confirmed", "rejected")


def read_rows(path: Path) -> list[dict]:
    """The rows of a codings file that hold something, as text, each with its line."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(f"The codings {path} cannot be read ({error.strerror}): check the path.") from None
    text, _ = file_text(data, path.name)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=file_delimiter(text), strict=True)
    try:
        columns = [(name or "").strip().lower() for name in reader.fieldnames or ()]
        reader.fieldnames = columns  # one without a name keeps its place
        lines = [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        at = reader.reader.line_num
        raise ReadError(
            f"{path.name}, line {at}: {error}; a quotation mark may be left open, or stand where none belongs."
        ) from None
    missing = [name for name in ASKED if name not in columns]
    if missing:
        raise ReadError(f"{path.name}, line 1: it lacks the column {missing[0]}; it needs {', '.join(ASKED)}.")
    twice = [name for name in columns if name and columns.count(name) > 1]
    if twice:
        raise ReadError(f"{path.name}, line 1: two columns are called {twice[0]}; rename one.")
    taken = [name for name in columns if name in PLACED]
    if set(taken) == set(PLACED):  # a table of `read_codings` itself, saved
        columns = [name for name in columns if name not in PLACED]
    elif taken:
        raise ReadError(f"{path.name}, line 1: a column {taken[0]} is what is found of each quote; rename it.")
    rows = []
    for line, row in lines:
        if any(cell.strip() for cell in row.get(None, ())):
            raise ReadError(
                f"{path.name}, line {line}: it has more cells than line 1 has names; put text with commas in quotation "
                "marks."
            )
        told = {name: _plain(row[name] or "") for name in columns if name}
        heading = all(told[name].lower() == name for name in ASKED)  # of a file that was put behind another
        if any(told[name] for name in ASKED) and not heading:  # else a remark, which marks nothing
            rows.append(dict.fromkeys(TOLD, "") | told | {"row": line})
    for row in rows:
        _check_row(path.name, row)
    return rows


def _plain(cell: str) -> str:
    """What a cell says: accents as one sign each, however a program wrote them."""
    return compose(unguard_cell(cell.strip()))


def file_text(data: bytes, name: str) -> tuple[str, str]:
    """The text of a codings file, as people's programs save it, and the encoding in which it is."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ReadError(f"{name} is saved in UTF-16; save it as CSV in UTF-8.")
    if b"\0" in data or data.startswith(b"PK\x03\x04"):
        raise ReadError(f"{name} is no CSV file; save it as CSV in UTF-8.")
    for coding in ("utf-8-sig", "cp1252"):  # the second as a spreadsheet on Windows saves it
        with suppress(UnicodeDecodeError):
            return data.decode(coding), coding
    raise ReadError(f"{name} is saved in an encoding that is not known; save it as CSV in UTF-8.")


def file_delimiter(text: str) -> str:
    """What parts its columns: the sign of three that its head has most of."""
    return max(",;\t", key=text.split("\n", 1)[0].count)


def _check_row(name: str, row: dict) -> None:
    row["kind"] = row["kind"].lower()
    if row["kind"] not in CODING_KINDS:
        raise ReadError(f"{name}, line {row['row']}: kind {row['kind']!r} is not one of {', '.join(CODING_KINDS)}.")
    if not row["code"]:
        raise ReadError(f"{name}, line {row['row']}: the column code is empty; name what the passage is.")
    row |= {STATUS: row[STATUS].lower()} if STATUS in row else {}
    if row.get(STATUS, "") not in ("", *JUDGED):
        raise ReadError(f"{name}, line {row['row']}: {STATUS} {row[STATUS]!r} is not {' or '.join(JUDGED)}, or empty.")
    if row.get("line"):
        line = re.fullmatch(r"([0-9]{1,12})(?:\.0*)?", row["line"])  # a spreadsheet may write 12 as 12.0
        if line is None:
            raise ReadError(
                f"{name}, line {row['row']}: {row['line'][:40]!r} in the column line is no number of a line."
            )
        row["line"] = line[1]
    if row["kind"] != "silence" and not (row["quote"] and row["document"]):
        raise ReadError(f"{name}, line {row['row']}: a {row['kind']} needs a document and a quote from it.")
