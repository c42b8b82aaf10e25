"""Pictures of sentiment: means by mask, the words that make a gap, arcs with the band of chance."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.plots.marks import INK, PALE, name_documents, rows_down


def plot_means(table: pd.DataFrame, *, label: str, colours: dict, unit: str, ax: Axes | None = None) -> Axes:
    """A mean and its interval for each document in each row. Rows: `label`, document, mean, low, high."""
    ax = ax or plt.gca()
    labels = list(dict.fromkeys(table[label]))
    heights = dict(zip(labels, rows_down(ax, labels), strict=True))
    for place, (document, colour) in enumerate(colours.items()):
        rows = table[table["document"] == document]
        y = rows[label].map(heights) + 0.12 - 0.24 * place
        ax.hlines(y, rows["low"], rows["high"], color=colour, linewidth=1.6, alpha=0.8)
        ax.plot(rows["mean"], y, "o", color=colour)
    ax.axvline(0, color=PALE, linewidth=0.8, zorder=0)
    name_documents(ax, colours)
    ax.set_xlabel(unit)
    return ax


def plot_shift(table: pd.DataFrame, *, colours: tuple[str, str], unit: str, ax: Axes | None = None) -> Axes:
    """A bar for each word's part of a gap; names hatched. Rows: term, contribution, name (True where it is masked)."""
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


def plot_arc(table: pd.DataFrame, *, value: str, colour: str, ax: Axes | None = None) -> Axes:
    """One document's curve over its own length, with the band that shuffled sentences give.

    Rows: position (0–1), `value`, low, high.
    """
    ax = ax or plt.gca()
    ax.fill_between(table["position"].astype(float), table["low"].astype(float), table["high"].astype(float),
                    color=colour, alpha=0.15, linewidth=0)  # fmt: skip
    ax.plot(table["position"], table[value], color=colour, linewidth=1.6)
    ax.axhline(0, color=PALE, linewidth=0.8, zorder=0)
    ax.set_xlim(0, 1)
    ax.set_xticks([0, 0.5, 1], ["beginning", "middle", "end"])
    return ax
