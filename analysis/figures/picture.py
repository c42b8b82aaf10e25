"""A Picture: a figure together with the table it shows, its caption and its alternative text."""

import hashlib
import html
import io
from dataclasses import dataclass

import pandas as pd
from matplotlib.figure import Figure

from analysis.figures.style import house_style

SCREEN_DPI = 120  # 780 pixels across in a notebook: sharp enough, and a notebook with eight stays far below 1 MB
PRINT_DPI = 220


@dataclass(frozen=True, eq=False)
class Picture:
    """What a recipe gives. `table` holds what is drawn, one row a mark; `caption` says what it is and how it was
    counted; `alt` tells it to those who do not see it. As the last line of a cell it shows all three."""

    figure: Figure
    table: pd.DataFrame
    caption: str
    alt: str
    name: str = "picture"

    @property
    def csv(self) -> str:
        """The table as CSV, six digits a number."""
        return self.table.to_csv(index=False, float_format="%.6g", lineterminator="\n")

    @property
    def digest(self) -> str:
        """sha256 of the CSV: the same digest, the same figure, whatever machine drew it."""
        return hashlib.sha256(self.csv.encode()).hexdigest()

    def png(self, dpi: int = PRINT_DPI) -> bytes:
        """The picture as PNG, in its exact colours."""
        with house_style():
            drawn = io.BytesIO()
            self.figure.savefig(drawn, format="png", dpi=dpi, metadata={"Software": None})
        return drawn.getvalue()

    def svg(self) -> bytes:
        """The picture as SVG: the same bytes at every run, with title and description for those who do not see it."""
        with house_style():
            drawn = io.BytesIO()
            self.figure.savefig(
                drawn,
                format="svg",
                metadata={"Date": None, "Creator": None, "Title": self.name, "Description": self.alt},
            )
        return drawn.getvalue()

    def __repr__(self) -> str:
        return f"Picture {self.name}, table {self.digest[:12]}: {self.caption}"

    def _repr_mimebundle_(self, include=None, exclude=None) -> tuple[dict, dict]:
        return {"image/png": self.png(SCREEN_DPI), "text/plain": repr(self)}, {"image/png": {"alt": self.alt}}

    def _ipython_display_(self) -> None:
        # Two outputs, because no single one is shown well everywhere: JupyterLab draws no alternative text for an
        # image, and code hosts do not draw images inside HTML. So: the image, then caption and text as HTML.
        from IPython.display import display

        data, metadata = self._repr_mimebundle_()
        display(data, metadata=metadata, raw=True)
        display({"text/html": self._caption_html(), "text/plain": f"{self.caption}\nIn words: {self.alt}"}, raw=True)

    def _caption_html(self) -> str:
        caption, alt = html.escape(self.caption), html.escape(self.alt)
        return f"<p><em>{caption}</em></p><details><summary>The picture in words</summary><p>{alt}</p></details>"
