"""Pictures of what makes a gap: each word's part of it, in tone or between two vocabularies."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.ticker import FuncFormatter

from analysis.plots.marks import FAINT, INK, rows_down


def plot_shift(table: pd.DataFrame, *, colours: tuple[str, str], unit: str, ax: Axes | None = None) -> Axes:
    """A bar for each word's part of a gap; names hatched.

    Parameters
    ----------
    table : DataFrame
        term, contribution, name (True where it is masked).
    colours : tuple of str
        Of bars above and below zero.
    unit : str
        Written under the axis.
    ax : Axes, optional
        Where to draw; the current axes if left out.

    Returns
    -------
    Axes
        Those drawn on.
    """
    ax = ax or plt.gca()
    heights = rows_down(ax, table["term"])
    fills = np.where(table["contribution"] > 0, colours[0], colours[1])
    bars = ax.barh(heights, table["contribution"], color=fills, height=0.7)
    for bar, name in zip(bars, table["name"], strict=True):
        if name:
            bar.set(hatch="////", edgecolor="white", linewidth=0)
    ax.axvline(0, color=INK, linewidth=0.8)
    ax.set_xlabel(unit)
    return ax


def plot_word_shift(table: pd.DataFrame, *, colours: tuple[str, str], ax: Axes | None = None) -> Axes:
    """Each word's part of the divergence: a bar to the side that uses it more, over the grey band of chance.

    Parameters
    ----------
    table : DataFrame
        term, part (signed, bits), null_high (bits, without sign), beyond (pale where False).
    colours : tuple of str
        Of bars above and below zero.
    ax : Axes, optional
        Where to draw; the current axes if left out.

    Returns
    -------
    Axes
        Those drawn on.
    """
    ax = ax or plt.gca()
    heights, parts = rows_down(ax, table["term"]), 1000 * table["part"]
    band = 1000 * table["null_high"]
    ax.barh(heights, 2 * band, left=-band, color=FAINT, height=0.86, zorder=1)
    fills = [
        to_rgba(colours[0] if part > 0 else colours[1], 1.0 if beyond else 0.4)
        for part, beyond in zip(parts, table["beyond"], strict=True)
    ]
    ax.barh(heights, parts, color=fills, height=0.5, zorder=2)
    ax.axvline(0, color=INK, linewidth=0.8, zorder=3)
    reach = 1.08 * max(parts.abs().max(), band.max()) or 1.0
    ax.set_xlim(-reach, reach)
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{abs(value):g}"))
    ax.set_xlabel("part of the divergence, thousandths of a bit (grey: 95 of 100 re-deals stay inside)")
    return ax
