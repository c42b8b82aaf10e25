"""The one look, for as long as a `with` block lasts; nothing is set when this module is imported."""

from contextlib import contextmanager
from pathlib import Path

import matplotlib
from matplotlib.figure import Figure

COLUMN = 6.5  # inches: the text width of a page, so that type on a figure is read at the size it has
STYLE_FILE = Path(__file__).parent.parent / "house.mplstyle"


@contextmanager
def house_style():
    """Draw and save inside this block for the house look: `with house_style(): plot_x(table)`.

    It starts from matplotlib's own defaults, so that a reader's settings do not change the figures.
    """
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(matplotlib.rc_params_from_file(STYLE_FILE, use_default_template=False))
        yield


def new_figure(*, height: float = 4.0, rows: int = 1, columns: int = 1, **options):
    """A figure of column width and its axes, kept out of pyplot's list so that nothing shows or stays open by itself.

    Parameters: `height` in inches; `rows`, `columns` and `options` as in matplotlib's `Figure.subplots`.
    Returns: (figure, axes); axes is one Axes, or an array of them when there is more than one.
    """
    figure = Figure(figsize=(COLUMN, height), layout="constrained")
    return figure, figure.subplots(rows, columns, **options)
