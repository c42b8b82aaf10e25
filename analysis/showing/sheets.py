"""Tables as the sheets of one spreadsheet: headings and units as readers see them, numbers to compute with."""

import io
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.errors import AnalysisError
from analysis.showing.units import WORDS, per_thousand, percent, re_deals, times_as_often

MOST_ROWS = 1_000_000  # of one sheet: spreadsheets hold hardly more
_LONGEST = 32_000  # characters a cell may hold
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
Teller = str | Callable | None

# what each way of telling a number is in a spreadsheet: the number in that unit, and the form it is shown in
_UNITS: dict[Callable, tuple[Callable[[float], float], str]] = {
    times_as_often: (lambda value: 2.0**value, '0.00"×"'),
    per_thousand: (lambda share: 1000 * share, "0.0"),
    percent: (lambda share: share, "0%"),
    re_deals: (lambda p: p, "0.0%"),
}


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, the table, and for each column its heading and how its values are told."""

    name: str
    table: pd.DataFrame
    headings: Sequence[str]
    tellers: Sequence[Teller]
    caption: str | None = ""  # None: no row above the headings, for tables that a program reads back


def excel_bytes(sheets: Iterable[Sheet], *, most: int = MOST_ROWS) -> bytes:
    """A spreadsheet of these sheets, each of at most so many rows, as the bytes of an .xlsx file.

    A caption stands in the first row, headings in the second (in the first for a sheet without one). No cell of a text
    is taken for a formula.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    taken: set[str] = set()
    for sheet in sheets:
        _fill(book.create_sheet(_free_name(sheet.name, taken)), sheet, most)
    buffer = io.BytesIO()
    try:
        book.save(buffer)
    except Exception as error:  # openpyxl writes sheets to temporary files; lxml tells of a full disk in its own way
        if not isinstance(error, OSError) and "IO_" not in str(error):
            raise
        place = tempfile.gettempdir()
        raise AnalysisError(f"The spreadsheet needs room for temporary files in {place}: {error}.") from None
    return _timeless(buffer)


def _timeless(book: io.BytesIO) -> bytes:
    """The same spreadsheet without the time at which it was written: the same tables, the same bytes."""
    kept = io.BytesIO()
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>", b"", content)
            new.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return kept.getvalue()


def _free_name(name: str, taken: set[str]) -> str:
    """A name as spreadsheets allow it: short, without signs of their own, and no other's."""
    plain = re.sub(r"[\[\]:*?/\\']", " ", name)[:28].strip() or "table"
    places = (plain, *(f"{plain} {place}" for place in range(2, 1000)))
    free = next(place for place in places if place.lower() not in taken)
    taken.add(free.lower())
    return free


def _fill(page: Any, sheet: Sheet, most: int) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    more = f" The first {most:,} of {len(sheet.table):,} rows." if len(sheet.table) > most else ""
    top = 1 if sheet.caption is None else 2  # the row of the headings
    if sheet.caption is not None:
        _write(page.cell(1, 1), f"{sheet.caption}{more}".strip()).font = Font(italic=True)
    table = sheet.table.head(most)
    for place, (heading, teller) in enumerate(zip(sheet.headings, sheet.tellers, strict=True), 1):
        head = _write(page.cell(top, place), heading)
        head.font, head.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        values = table.iloc[:, place - 1].tolist()
        turn, form = _unit(teller, values)
        longest = len(heading) / 2
        for row, value in enumerate(values, top + 1):
            cell = _write(page.cell(row, place), turn(value) if _is_number(value) else value)
            if _is_number(value) and form:
                cell.number_format = form
            longest = max(longest, 6 if _is_number(value) else min(len(str(value)), 60))
        page.column_dimensions[get_column_letter(place)].width = longest + 2
    page.freeze_panes = f"A{top + 1}"
    if len(sheet.headings):
        page.auto_filter.ref = f"A{top}:{get_column_letter(len(sheet.headings))}{len(table) + top}"


def _unit(teller: Teller, values: list) -> tuple[Callable[[Any], Any], str]:
    """How a column's numbers are turned and shown."""
    chosen = WORDS.get(teller, teller) if isinstance(teller, str) else teller
    if callable(chosen) and chosen in _UNITS:
        return _UNITS[chosen]
    if isinstance(chosen, str) and (form := re.fullmatch(r"[+,]?\.(\d)([f%])", chosen)):
        zeros = "0." + "0" * int(form[1]) if form[1] != "0" else "0"
        return float, zeros + ("%" if form[2] == "%" else "")
    numbers = [abs(value) for value in values if _is_number(value)]
    whole = all(float(value).is_integer() for value in numbers)
    return (lambda value: value), "" if whole else "0.000" if max(numbers) < 10 else "0.0"


def _is_number(value: Any) -> bool:
    return hasattr(value, "__float__") and not isinstance(value, str | bool) and pd.notna(value)


def _write(cell: Any, value: Any) -> Any:
    """A number as a number; anything else as words, also where they begin as a formula does."""
    if _is_number(value):
        number = value.item() if hasattr(value, "item") else value
        cell.value = number
    elif isinstance(value, tuple | list) or pd.notna(value):
        told = "; ".join(map(str, value)) if isinstance(value, tuple | list) else _told(value)
        cell.value = _UNPRINTABLE.sub("", told)[:_LONGEST]
        cell.data_type = "s"
    return cell


def _told(value: Any) -> str:
    return ("yes" if value else "no") if type(value).__name__ in ("bool", "bool_") else str(value)
