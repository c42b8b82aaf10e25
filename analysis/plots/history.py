"""Pictures of history: when each text tells what, which causes it gives and where, and who acts on whom."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.plots.marks import BESIDE, INK, PALE, rows_down, spread_labels

WEIGHTS = {"main": "full", "contributing": "left", "aggravating": "left", "occasion": "left", "background": "none"}
SAID_AGAIN = "restated"  # a cause already given, as where a section is summed up
WEIGHTS_LEGEND = "● main  ◐ contributes, or is the occasion  ○ background  ◇ said again"
_LONG = 1.2  # years from which on a date is drawn as the stretch that it is


def plot_timeline(table: pd.DataFrame, *, colour: str, ax: Axes | None = None) -> Axes:
    """The dates of one document: across, when it was; down, where in the text it is named.

    A dot is a day, month or year, a bar a stretch of years ("the 1930s"). The line follows the telling: to the left it
    looks back, straight down it stays in one year.

    Parameters
    ----------
    table : DataFrame
        since, until : the span of the date, in years with their fraction
        year : its middle
        position : where it is named, 0 to 1
        label : what is written beside it; "" for nothing
        In reading order.
    colour : str
        Of the document.
    ax : Axes, optional
        Where to draw, its reach across already set, so that labels keep clear of each other; the current axes if left
        out.

    Returns
    -------
    Axes
        Those drawn on.
    """
    ax = ax or plt.gca()
    long = (table["until"] - table["since"] > _LONG).to_numpy()
    ax.plot(table["year"], table["position"], "-", color=colour, linewidth=0.8, alpha=0.5)
    ax.plot(table["year"][~long], table["position"][~long], "o", color=colour, markersize=4)
    spans = table[long]
    ax.hlines(spans["position"], spans["since"], spans["until"], color=colour, linewidth=4, alpha=0.6)
    ax.set_ylim(1.04, -0.04)
    ax.set_yticks([0, 0.5, 1], ["beginning", "middle", "end"])
    ax.grid(axis="y", visible=False)
    named = table[table["label"] != ""].assign(text=lambda rows: rows["label"], y=lambda rows: rows["position"])
    named = named.assign(x=np.where(long[table["label"] != ""], named["since"], named["year"]), colour=INK)
    bars = spans[["since", "until", "position"]].to_numpy(dtype=float)
    along = [(year, place) for since, until, place in bars for year in np.arange(since, until, 0.5)]
    clear = [*table[["year", "position"]].itertuples(index=False, name=None), *along]
    spread_labels(ax, named, around=BESIDE, size="x-small", clear=np.array(clear))
    return ax


def plot_causes(table: pd.DataFrame, *, colour: str, ax: Axes | None = None) -> Axes:
    """One document's causes, a row each: where in the text it is given, how heavy it weighs, and how it is argued.

    A full dot is a main cause, a half one contributes, a hollow one is background, a diamond says a cause again.

    Parameters
    ----------
    table : DataFrame
        label, position (0 to 1), weight, argued, first_line; in reading order.
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
        shape, size = ("D", 5) if row["weight"] == SAID_AGAIN else ("o", 6.5)
        mark = ax.plot(
            row["position"], height, shape, color=colour, markerfacecolor=face, markersize=size, clip_on=False
        )[0]
        if fill == "left":
            mark.set(fillstyle="left", markerfacecoloralt="white")
        told = ", ".join(filter(None, [row["argued"], f"line {row['first_line']}"]))
        ax.text(1.03, height, told, va="center", fontsize="small", color=INK)
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


def years_of(dates: pd.Series) -> np.ndarray:
    """ISO dates in years with their fraction."""
    year, month, day = (dates.str.slice(a, b).astype(int) for a, b in ((0, 4), (5, 7), (8, 10)))
    return (year + (month - 1) / 12 + (day - 1) / 366).to_numpy()
