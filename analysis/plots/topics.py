"""Pictures of topics: their terms, their ribbons over each text, their stability."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.plots.marks import INK, PALE, rows_down


def plot_weights(table: pd.DataFrame, *, colour: str = INK, ax: Axes | None = None) -> Axes:
    """The heaviest terms of one topic, as bars with the term written on the axis. Rows: term, weight."""
    ax = ax or plt.gca()
    heights = rows_down(ax, table["term"])
    ax.barh(heights, table["weight"], height=0.7, color=colour)
    ax.set_xticks([])
    ax.grid(visible=False)
    ax.spines["bottom"].set_visible(False)
    return ax


def plot_ribbon(table: pd.DataFrame, *, colours: dict, ax: Axes | None = None) -> Axes:
    """How one document's topics follow each other: shares of each segment, stacked. Rows: segment, topic, share."""
    ax = ax or plt.gca()
    wide = table.pivot(index="segment", columns="topic", values="share")
    left = wide.index.to_numpy() - 1
    base = np.zeros(len(wide))
    for topic in wide.columns:
        ax.bar(left, wide[topic], width=1.0, bottom=base, align="edge", color=colours[topic], edgecolor="white",
               linewidth=0.4)  # fmt: skip
        base += wide[topic].to_numpy()
    ax.set_xlim(0, len(wide))
    ax.set_ylim(0, 1)
    ax.set_yticks([0, 0.5, 1], ["0", "½", "1"])
    ax.grid(visible=False)
    return ax


def plot_stability(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """How far each topic comes back when a fifth of the segments is left out, beside what shuffled words give.

    Rows: topic label in `name`, stability, null_high (95th percentile for shuffled words).
    """
    ax = ax or plt.gca()
    heights = rows_down(ax, table["name"])
    ax.barh(heights, table["null_high"], height=0.7, color="#e6e6e6")
    steady = table["stability"] > table["null_high"]
    ax.plot(table["stability"][steady], heights[steady], "o", color=INK, markersize=7)
    ax.plot(table["stability"][~steady], heights[~steady], "o", color=PALE, markerfacecolor="white", markersize=7)
    ax.set_xlim(0, 1)
    ax.set_xlabel("overlap of the ten leading terms (1 = the same ten)")
    return ax
