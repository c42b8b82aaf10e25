"""Pictures of history: when each text tells what, which causes it gives and where, and who acts on whom."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.plots.marks import INK, PALE, rows_down

WEIGHTS = {"main": "full", "contributing": "left", "aggravating": "left", "occasion": "left", "background": "none"}


def plot_timeline(table: pd.DataFrame, *, colour: str, ax: Axes | None = None) -> Axes:
    """The dates of one document: across, when it was; down, where in the text it is named.

    The line follows the telling: to the left it looks back, straight down it stays in one year.

    Parameters
    ----------
    table : DataFrame
        year (with its fraction), position (0 to 1), label (what is written beside the dot; "" for nothing), in
        reading order.
    colour : str
        Of the document.
    ax : Axes, optional
        Where to draw; the current axes if left out.

    Returns
    -------
    Axes
        Those drawn on.
    """
    ax = ax or plt.gca()
    ax.plot(table["year"], table["position"], "-", color=colour, linewidth=0.8, alpha=0.5)
    ax.plot(table["year"], table["position"], "o", color=colour, markersize=4)
    ax.set_ylim(1.04, -0.04)
    ax.set_yticks([0, 0.5, 1], ["beginning", "middle", "end"])
    ax.grid(axis="y", visible=False)
    last: dict[bool, float] = {True: -1.0, False: -1.0}
    middle = table["year"].median()
    for row in table[table["label"] != ""].to_dict("records"):
        right = bool(row["year"] >= middle)
        if row["position"] - last[right] < 0.055:  # no room under the label before
            continue
        last[right] = row["position"]
        ax.annotate(
            row["label"],
            (row["year"], row["position"]),
            (6 if right else -6, 0),
            textcoords="offset points",
            ha="left" if right else "right",
            va="center",
            fontsize="x-small",
            color=INK,
        )
    return ax


def plot_causes(table: pd.DataFrame, *, colour: str, ax: Axes | None = None) -> Axes:
    """One document's causes, a row each: where in the text it is given, how heavy it weighs, and how it is argued.

    A full dot is a main cause, a half one contributes, a hollow one is background.

    Parameters
    ----------
    table : DataFrame
        label, position (0 to 1), weight, argued; in reading order.
    colour : str
        Of the document.
    ax : Axes, optional
        Where to draw; the current axes if left out.

    Returns
    -------
    Axes
        Those drawn on.
    """
    ax = ax or plt.gca()
    heights = rows_down(ax, table["label"])
    ax.hlines(heights, 0, table["position"], color=colour, linewidth=0.7, alpha=0.35)
    for height, row in zip(heights, table.to_dict("records"), strict=True):
        fill = WEIGHTS.get(row["weight"], "none")
        face = "white" if fill == "none" else colour
        mark = ax.plot(row["position"], height, "o", color=colour, markerfacecolor=face, markersize=6.5)[0]
        if fill == "left":
            mark.set(fillstyle="left", markerfacecoloralt="white")
        ax.text(1.03, height, row["argued"], va="center", fontsize="small", color=INK)
    ax.set_xlim(0, 1)
    ax.set_xticks([0, 0.5, 1], ["beginning", "middle", "end"])
    return ax


def plot_roles(table: pd.DataFrame, *, colours: dict[str, str], ax: Axes | None = None) -> Axes:
    """Who acts, and on whom others act: a bar to the right for what an actor does, to the left for what is done to it.

    Parameters
    ----------
    table : DataFrame
        actor, document, acts, acted_on.
    colours : dict of str to str
        A colour for each document.
    ax : Axes, optional
        Where to draw; the current axes if left out.

    Returns
    -------
    Axes
        Those drawn on.
    """
    ax = ax or plt.gca()
    actors = list(dict.fromkeys(table["actor"]))
    heights = dict(zip(actors, rows_down(ax, actors), strict=True))
    thick = 0.8 / max(len(colours), 1)
    for place, (document, colour) in enumerate(colours.items()):
        rows = table[table["document"] == document]
        y = rows["actor"].map(heights) + thick * ((len(colours) - 1) / 2 - place)
        ax.barh(y, rows["acts"], height=thick * 0.9, color=colour)
        ax.barh(y, -rows["acted_on"], height=thick * 0.9, color=colour, alpha=0.45)
        for height, acts, acted in zip(y, rows["acts"], rows["acted_on"], strict=True):
            ax.annotate(f"{acts}", (acts, height), (3, 0), textcoords="offset points", va="center", fontsize="small")
            ax.annotate(
                f"{acted}",
                (-acted, height),
                (-3, 0),
                textcoords="offset points",
                va="center",
                ha="right",
                fontsize="small",
            )
    reach = 1.15 * max(table["acts"].max(), 1)
    ax.set_xlim(-1.3 * max(table["acted_on"].max(), reach / 6), reach)
    ax.axvline(0, color=PALE, linewidth=0.8)
    ax.set_xticks([])
    ax.grid(visible=False)
    ax.spines["bottom"].set_visible(False)
    return ax


def years_between(begin: pd.Series, finish: pd.Series) -> np.ndarray:
    """The middle of each span of ISO dates, in years with their fraction."""
    edges = [
        part.str.slice(0, 4).astype(int)
        + (part.str.slice(5, 7).astype(int) - 1) / 12
        + part.str.slice(8, 10).astype(int) / 366
        for part in (begin, finish)
    ]
    return ((edges[0] + edges[1]) / 2).to_numpy()
