"""Pictures of what is computed from many words: tone and its arc, topics and their course."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.plots.areas import lead_back
from analysis.plots.marks import INK, PALE, SHAPES, fill_boxes, ink_on, lane, name_documents, rows_down


def plot_means(table: pd.DataFrame, *, label: str, colours: dict[str, str], unit: str, ax: Axes | None = None) -> Axes:
    """A mean and its interval for each document in each row.

    Parameters
    ----------
    table : DataFrame
        The column of labels, document, mean, low, high.
    label : str
        The column of labels.
    colours : dict of str to str
        A colour for each document.
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
    labels = list(dict.fromkeys(table[label]))
    heights = dict(zip(labels, rows_down(ax, labels), strict=True))
    for place, (document, colour) in enumerate(colours.items()):
        rows = table[table["document"] == document]
        y = rows[label].map(heights) + lane(place, len(colours), 0.5)
        ax.hlines(y, rows["low"], rows["high"], color=colour, linewidth=1.6, alpha=0.8)
        ax.plot(rows["mean"], y, SHAPES[place % len(SHAPES)], color=colour)
    ax.axvline(0, color=PALE, linewidth=0.8, zorder=0)
    name_documents(ax, colours, shapes=True)
    ax.set_xlabel(unit)
    return ax


def plot_arc(table: pd.DataFrame, *, value: str, colour: str, ax: Axes | None = None) -> Axes:
    """One document's curve over its own length, with the band that shuffled sentences give.

    Parameters
    ----------
    table : DataFrame
        position (0 to 1), the column of the curve, low, high.
    value : str
        The column of the curve.
    colour : str
        Of curve and band.
    ax : Axes, optional
        Where to draw; the current axes if left out.

    Returns
    -------
    Axes
        Those drawn on.
    """
    ax = ax or plt.gca()
    ax.fill_between(
        table["position"].astype(float),
        table["low"].astype(float),
        table["high"].astype(float),
        color=colour,
        alpha=0.15,
        linewidth=0,
    )
    ax.plot(table["position"], table[value], color=colour, linewidth=1.6)
    ends = table["position"].shift(-1).fillna(1)
    lead_back(ax, table, left=table["position"], right=ends, bottom=-np.inf, top=np.inf)
    ax.axhline(0, color=PALE, linewidth=0.8, zorder=0)
    ax.set_xlim(0, 1)
    ax.set_xticks([0, 0.5, 1], ["beginning", "middle", "end"])
    return ax


def plot_weights(table: pd.DataFrame, *, colour: str = INK, hollow: bool = False, ax: Axes | None = None) -> Axes:
    """The heaviest terms of one topic, as bars with the term written on the axis.

    Parameters
    ----------
    table : DataFrame
        term, weight.
    colour : str
        Of the bars.
    hollow : bool
        Whether they are drawn as outlines.
    ax : Axes, optional
        Where to draw; the current axes if left out.

    Returns
    -------
    Axes
        Those drawn on.
    """
    ax = ax or plt.gca()
    heights = rows_down(ax, table["term"])
    edge, fill = ("#8a8a8a", "white") if hollow else (INK, colour)
    ax.barh(heights, table["weight"], height=0.7, color=fill, edgecolor=edge)
    ax.set_xticks([])
    ax.grid(visible=False)
    ax.spines["bottom"].set_visible(False)
    return ax


def plot_ribbon(table: pd.DataFrame, *, colours: dict[int, str], ax: Axes | None = None) -> Axes:
    """How one document's topics follow each other: shares of each segment, stacked.

    Parameters
    ----------
    table : DataFrame
        segment, topic, share.
    colours : dict of int to str
        A colour for each topic, by its number.
    ax : Axes, optional
        Where to draw; the current axes if left out.

    Returns
    -------
    Axes
        Those drawn on.
    """
    ax = ax or plt.gca()
    wide = table.pivot(index="segment", columns="topic", values="share")
    left = wide.index.to_numpy() - 1
    base = np.zeros(len(wide))
    for topic in sorted(table["topic"].unique()):
        fill_boxes(ax, left, base, 1.0, wide[topic], colours[topic], edge="white")
        for place, (foot, share) in enumerate(zip(base, wide[topic], strict=True)):
            if share > 0.5:  # its number too, so that it can be told in grey
                ink = ink_on(colours[topic])
                ax.text(
                    left[place] + 0.5, foot + share / 2, topic, color=ink, ha="center", va="center", fontsize="small"
                )
        rows = table[table["topic"] == topic].set_index("segment").reindex(wide.index)
        lead_back(ax, rows, left=left, right=left + 1, bottom=base, top=base + wide[topic].to_numpy())
        base += wide[topic].to_numpy()
    ax.set_xlim(0, len(wide))
    ax.set_ylim(0, 1)
    ax.set_yticks([0, 0.5, 1], ["0", "½", "1"])
    ax.grid(visible=False)
    return ax


def plot_stability(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """How far each topic comes back when a fifth of the segments is left out, beside what shuffled words give.

    A full dot lies above the grey bar of shuffled words; a hollow one does not.

    Parameters
    ----------
    table : DataFrame
        name (the label of a topic), stability, null_high (95th percentile for shuffled words).
    ax : Axes, optional
        Where to draw; the current axes if left out.

    Returns
    -------
    Axes
        Those drawn on.
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


def plot_measure_by_number(
    table: pd.DataFrame, *, measure: str, beside: str | None = None, ax: Axes | None = None
) -> Axes:
    """One measure over the number of topics, a line for each label; a full dot marks the chosen number.

    Parameters
    ----------
    table : DataFrame
        n_topics, label (what a line is called in a legend), chosen, the measure, and what stands beside it.
    measure : str
        The column to draw.
    beside : str, optional
        A column drawn as a grey line to compare with.
    ax : Axes, optional
        Where to draw; the current axes if left out.

    Returns
    -------
    Axes
        Those drawn on.
    """
    ax = ax or plt.gca()
    for place, (label, rows) in enumerate(table.groupby("label", sort=False)):
        style = ("-", "--", ":", "-.")[place % 4]
        if beside is not None:
            ax.plot(rows["n_topics"], rows[beside], style, color=PALE, linewidth=1.2)
        ax.plot(rows["n_topics"], rows[measure], style, color=INK, linewidth=1.2, label=label)
        fills = [INK if chosen else "white" for chosen in rows["chosen"]]
        ax.scatter(rows["n_topics"], rows[measure], c=fills, edgecolors=INK, s=34, zorder=3)
    ax.set_xticks(sorted(table["n_topics"].unique()))
    ax.set_ylim(min(0.0, 1.1 * table[measure].min()), 1.05)  # wide, so that noise looks small
    ax.set_yticks([0, 0.5, 1], ["0", "½", "1"])
    ax.margins(x=0.18)
    return ax
