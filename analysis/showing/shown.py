"""A table ready to be read, which shows itself and is saved as a spreadsheet, as CSV or for LaTeX."""

import html
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from analysis.errors import AnalysisError
from analysis.files import save_file
from analysis.showing.cells import guard_cells
from analysis.showing.latex import latex_table
from analysis.showing.sheets import Sheet, Teller, excel_bytes


@dataclass(frozen=True)
class Shown:
    """A table ready to be read; displays as HTML, and as plain text where there is none.

    `show_table(table).to_excel("words.xlsx")` saves it; `to_csv` and `to_latex` likewise.

    Attributes
    ----------
    headings : tuple of str
        One a column.
    cells : tuple of tuple of str
        One tuple a row.
    numeric : tuple of bool
        Which columns are numbers, and stand to the right.
    caption, note : str
        Above and below the table.
    data : DataFrame
        The columns shown with all their rows and whole numbers, for files to compute with.
    tellers : tuple
        How each column's values are told, as in `show_table`'s `formats`; None for plain numbers and words.
    """

    headings: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    caption: str
    note: str
    data: pd.DataFrame = field(default_factory=pd.DataFrame, compare=False)
    tellers: tuple[Teller, ...] = field(default=(), compare=False)

    def __repr__(self) -> str:
        widths = [max(map(len, column)) for column in zip(self.headings, *self.cells, strict=True)]
        aligned = [
            "  ".join(
                cell.rjust(w) if right else cell.ljust(w)
                for cell, w, right in zip(row, widths, self.numeric, strict=True)
            )
            for row in (self.headings, *self.cells)
        ]
        return "\n".join(line.rstrip() for line in (self.caption, *aligned, self.note) if line)

    def _repr_html_(self) -> str:
        head = "".join(cell("th", text, right) for text, right in zip(self.headings, self.numeric, strict=True))
        rows = [
            "".join(cell("td", text, right) for text, right in zip(row, self.numeric, strict=True))
            for row in self.cells
        ]
        caption = (
            f"<caption style='text-align:left'><em>{html.escape(self.caption)}</em></caption>" if self.caption else ""
        )
        note = f"<p><small>{html.escape(self.note)}</small></p>" if self.note else ""
        body = "\n".join(f"<tr>{row}</tr>" for row in rows)
        return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>\n{body}\n</tbody></table>{note}"

    def to_excel(self, path: str | Path) -> None:
        """Save it as a spreadsheet: the headings and units shown, all rows, numbers that can be computed with.

        Parameters
        ----------
        path : str or Path
            Ending in .xlsx; folders are made where they are missing, and an old file is replaced in one step.

        Raises
        ------
        AnalysisError
            For another ending, and for a place that cannot be written to.
        """
        if Path(path).suffix.lower() != ".xlsx":
            raise AnalysisError(f"{path} should end in .xlsx, which is what is written.")
        _save(path, excel_bytes([self.sheet("table")]))

    def to_csv(self, path: str | Path) -> None:
        """Save it as CSV in UTF-8: the columns shown under their own names, all rows, numbers in full.

        Parameters
        ----------
        path : str or Path
            Where to; folders are made where they are missing, and an old file is replaced in one step.

        Raises
        ------
        AnalysisError
            For a place that cannot be written to.
        """
        _save(path, csv_bytes(self.whole()))

    def to_latex(self, path: str | Path | None = None) -> str:
        """The table for LaTeX, as it is shown: its rows, headings and rounded numbers, the caption above.

        Parameters
        ----------
        path : str or Path, optional
            Where to save it as well; it needs the package booktabs.

        Returns
        -------
        str
            A `table` environment, all signs of the texts escaped.

        Raises
        ------
        AnalysisError
            For a place that cannot be written to.
        """
        text = latex_table(self.headings, self.cells, self.numeric, self.caption, self.note)
        if path is not None:
            _save(path, text.encode())
        return text

    def whole(self) -> pd.DataFrame:
        """All rows of the columns shown; the cells themselves where the table was made from nothing else."""
        if self.data.columns.empty:
            return pd.DataFrame(list(self.cells), columns=list(self.headings))
        return self.data

    def sheet(self, name: str) -> Sheet:
        """It as one sheet of a spreadsheet."""
        table = self.whole()
        if {"log_ratio", "n_target", "n_reference"} <= set(table):  # a word that one side lacks has no ratio
            lone = ((table["n_target"] == 0) | (table["n_reference"] == 0)).to_numpy()
            ratios = [name for name in ("log_ratio", "low", "high") if name in table]
            table = table.assign(**{name: table[name].astype(object).mask(lone, "–") for name in ratios})
        return Sheet(name, table, self.headings, self.tellers or (None,) * len(table.columns), self.caption)


def cell(tag: str, text: str, right: bool) -> str:
    """One cell of an HTML table, its text escaped."""
    scope = " scope='col'" if tag == "th" else ""
    return f"<{tag}{scope} style='text-align:{'right' if right else 'left'}'>{html.escape(text)}</{tag}>"


def csv_bytes(table: pd.DataFrame) -> bytes:
    """A table as CSV, with the mark without which spreadsheets take UTF-8 for something else."""
    plain = table.map(lambda value: ", ".join(map(str, value)) if isinstance(value, tuple | list) else value)
    return ("\ufeff" + guard_cells(plain).to_csv(index=False, lineterminator="\n")).encode()


def _save(path: str | Path, content: bytes) -> None:
    try:
        save_file(Path(path), content)
    except OSError as error:
        raise AnalysisError(f"{path} cannot be written: {error.strerror or error}; choose another place.") from None
