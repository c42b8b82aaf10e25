"""A Picture: a figure with the table it shows, its caption and its alternative text, in the one look of the house."""

import hashlib
import html
import io
import textwrap
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import matplotlib
import numpy as np
import pandas as pd
from matplotlib.collections import Collection, PathCollection
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch, Patch

from analysis.errors import TooLittleTextError
from analysis.plots.areas import marked_areas
from analysis.showing.cells import guard_cells

COLUMN = 6.5  # inches: the text width of a page, so that type on a figure is read at the size it has
HEADLINE = ContextVar("headline", default="")  # of the recipe that is drawing
WIDTH = ContextVar("width", default=COLUMN)  # inches, of the figures that are drawn
NARROW = 5.0  # inches: figures up to here hold fewer panels side by side
_LEAST = 0.72  # letters of 9 points become 6.5 on a narrow figure, small ones 5.4, and no smaller
_SIZES: tuple[Any, ...] = (
    "font.size",
    "axes.titlesize",
    "axes.labelsize",
    "xtick.labelsize",
    "ytick.labelsize",
    "legend.fontsize",
)
STYLE_FILE = Path(__file__).parent.parent / "house.mplstyle"


@contextmanager
def house_style() -> Iterator[None]:
    """Draw and save inside this block for the house look: `with house_style(): plot_x(table)`.

    It starts from matplotlib's own defaults, so that a reader's settings do not change the figures.

    Returns
    -------
    context manager
        Afterwards the settings are what they were.
    """
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        style = matplotlib.rc_params_from_file(STYLE_FILE, use_default_template=False)
        matplotlib.rcParams.update(style)
        for size in _SIZES:
            matplotlib.rcParams[size] = style[size] * _scale()
        yield


def _scale() -> float:
    """How large letters and rows are, beside those of a figure as wide as a page's text."""
    return max(WIDTH.get() / COLUMN, _LEAST)


@contextmanager
def drawn_wide(centimetres: float | None) -> Iterator[None]:
    """Figures drawn inside this block are so wide when printed; as wide as a page's text for None."""
    token = WIDTH.set(COLUMN if centimetres is None else centimetres / 2.54)
    try:
        yield
    finally:
        WIDTH.reset(token)


def new_figure(*, height: float = 4.0, rows: int = 1, columns: int = 1, **options: Any) -> tuple[Figure, Any]:
    """A figure of column width and its axes, kept out of pyplot's list so that nothing shows or stays open by itself.

    Within a recipe its headline stands over the figure, so that the picture stands alone as a file.

    Parameters
    ----------
    height : float
        In inches, for the width of a page's text, 6.5; another width (`drawn_wide`) scales it.
    rows, columns : int
        Of axes.
    **options : object
        As in matplotlib's `Figure.subplots`.

    Returns
    -------
    tuple of Figure and Axes
        The axes are one Axes, or an array of them when there is more than one.
    """
    figure = Figure(figsize=(WIDTH.get(), height * _scale()), layout="constrained")
    _put_title(figure, HEADLINE.get())
    return figure, figure.subplots(rows, columns, **options)


def _put_title(figure: Figure, headline: str) -> None:
    width, height = figure.get_size_inches()
    lines = textwrap.wrap(headline.rstrip("."), int(_TITLE * width / COLUMN / _scale()))
    figure.set_size_inches(width, height + (0.2 * len(lines) + 0.05) * _scale())
    figure.suptitle("\n".join(lines), x=0.01, ha="left", fontweight="bold", fontsize="large", linespacing=1.2)


def legend_columns(labels: Iterable[str]) -> int:
    """How many labels stand side by side below a figure."""
    letters = 72 * WIDTH.get() / (0.55 * 0.83 * 9 * _scale())
    return max(int(letters // (max(map(len, labels)) + 7)), 1)


def fit_width(figure: Figure) -> None:
    """What is written below the axes in lines that fit, and marks as much smaller as the letters of a narrow figure."""
    for ax in figure.axes:
        label = ax.xaxis.label
        letter = FontProperties(size=label.get_fontsize()).get_size_in_points()
        place = ax.get_subplotspec()
        beside = place.get_gridspec().ncols if place else 1
        most = int(0.58 * 72 * figure.get_figwidth() / (0.55 * letter) / beside)  # the axes fill about that part
        lines = [textwrap.fill(line, most) for line in label.get_text().split("\n")]
        label.set_text("\n".join(lines))
    _shrink_marks(figure)


def _shrink_marks(figure: Figure) -> None:
    if (scale := _scale()) == 1:
        return
    for line in figure.findobj(Line2D):
        line.set(markersize=scale * line.get_markersize(), linewidth=scale * line.get_linewidth())
        line.set_markeredgewidth(scale * line.get_markeredgewidth())
    for marks in figure.findobj(Collection):
        marks.set_linewidth((scale * np.asarray(marks.get_linewidth())).tolist())
        if isinstance(marks, PathCollection):
            marks.set_sizes(scale**2 * marks.get_sizes())
    for patch in figure.findobj(Patch):
        patch.set_linewidth(scale * patch.get_linewidth())
        if isinstance(patch, FancyArrowPatch):
            patch.set_mutation_scale(scale * patch.get_mutation_scale())


@contextmanager
def _laid_out(figure: Figure, dpi: int | None) -> Iterator[None]:
    """Finds the places of a figure's parts for a resolution, since saving would draw all twice to find them."""
    engine, before = figure.get_layout_engine(), figure.dpi
    if engine is not None and dpi is not None:
        figure.dpi = dpi
        engine.execute(figure)
        figure.set_layout_engine(None)
    try:
        yield
    finally:
        figure.dpi = before
        figure.set_layout_engine(engine)


_TITLE = 66  # letters a line
SCREEN_DPI = 120  # 780 pixels across in a notebook: sharp enough, and a notebook with eight stays far below 1 MB
PRINT_DPI = 220


@dataclass(frozen=True, eq=False)
class Picture:
    """What a recipe gives. As the last line of a cell it shows figure, caption and alternative text.

    Attributes
    ----------
    figure : Figure or None
        None where a person's settings left nothing to draw: then `caption` says why.
    table : DataFrame
        What is drawn, one row a mark.
    caption : str
        What it is and how it was counted.
    alt : str
        Tells it to those who do not see it.
    name : str
        Of the recipe and of its files.
    """

    figure: Figure | None  # None where a person's settings left nothing to draw: then `caption` says why
    table: pd.DataFrame
    caption: str
    alt: str
    name: str = "picture"

    @property
    def csv(self) -> str:
        """The table as CSV, six digits a number."""
        return guard_cells(self.table).to_csv(index=False, float_format="%.6g", lineterminator="\n")

    @property
    def digest(self) -> str:
        """sha256 of the CSV: the same digest, the same figure, whatever machine drew it."""
        return hashlib.sha256(self.csv.encode()).hexdigest()

    @property
    def areas(self) -> pd.DataFrame:
        """Where its marks stand and what each leads back to, as in `marked_areas`."""
        return marked_areas(Figure() if self.figure is None else self.figure)

    def png(self, dpi: int = PRINT_DPI) -> bytes:
        """The picture as PNG, in its exact colours; TooLittleTextError where nothing was drawn."""
        return self._saved(format="png", dpi=dpi, metadata={"Software": None})

    def svg(self) -> bytes:
        """The picture as SVG: the same bytes at every run, with title and description for those who do not see it."""
        told = {"Date": None, "Creator": None, "Title": self.name, "Description": self.alt}
        return self._saved(format="svg", metadata=told)

    def pdf(self) -> bytes:
        """The picture as PDF, letters as letters; the same bytes at every run."""
        return self._saved(format="pdf", metadata={"CreationDate": None, "Title": self.name, "Subject": self.alt})

    def _saved(self, **options: Any) -> bytes:
        if self.figure is None:
            raise TooLittleTextError(self.caption)
        with house_style(), _laid_out(self.figure, options.get("dpi")):
            drawn = io.BytesIO()
            self.figure.savefig(drawn, **options)
        return drawn.getvalue()

    def __repr__(self) -> str:
        return f"Picture {self.name}, table {self.digest[:12]}: {self.caption}"

    def _repr_mimebundle_(self, include=None, exclude=None) -> tuple[dict, dict]:
        return {"image/png": self.png(SCREEN_DPI), "text/plain": repr(self)}, {"image/png": {"alt": self.alt}}

    def _ipython_display_(self) -> None:
        # Two outputs, because no single one is shown well everywhere: JupyterLab draws no alternative text for an
        # image, and code hosts do not draw images inside HTML. So: the image, then caption and text as HTML.
        from IPython.display import display

        if self.figure is None:
            return display({"text/markdown": f"*{self.caption}*", "text/plain": self.caption}, raw=True)
        data, metadata = self._repr_mimebundle_()
        display(data, metadata=metadata, raw=True)
        display({"text/html": self._caption_html(), "text/plain": f"{self.caption}\nIn words: {self.alt}"}, raw=True)

    def _caption_html(self) -> str:
        caption, alt = html.escape(self.caption), html.escape(self.alt)
        return f"<p><em>{caption}</em></p><details><summary>The picture in words</summary><p>{alt}</p></details>"
