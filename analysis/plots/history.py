"""Pictures of history: when each text tells what, which causes it gives and where, and who acts on whom."""

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.transforms import Bbox

from analysis.plots.areas import lead_back
from analysis.plots.labels import BESIDE, spread_labels
from analysis.plots.marks import INK, PALE, lane, rows_down

# how heavy a cause weighs: its mark, the fill of the mark, and both as a letter
WEIGHTS = {
    "main": ("o", "full", "●"),
    "contributing": ("o", "left", "◐"),
    "aggravating": ("^", "full", "▲"),
    "occasion": ("s", "full", "■"),
    "background": ("o", "none", "○"),
    "restated": ("D", "none", "◇"),
}
_OTHER = ("v", "none", "▽")


def plot_timeline(table: pd.DataFrame, *, colour: str, ax: Axes | None = None) -> Axes:
    """The dates of one document: across, when it was; down, where in the text it is named.

    A bar covers all the time that a date means (a year, a decade); a day or a month is a dot. The line follows the
    telling: to the left it looks back, straight down it stays in one year.

    Parameters
    ----------
    table : DataFrame
        from_year, to_year (with their fractions), position (0 to 1), in reading order.
    colour : str
        Of the document.
    ax : Axes, optional
        Where to draw; the current axes if left out.

    Returns
    -------
    Axes
        Those drawn on; `label_timeline` names the dates.
    """
    ax = ax or plt.gca()
    middle = (table["from_year"] + table["to_year"]) / 2
    ax.plot(middle, table["position"], "-", color=colour, linewidth=0.8, alpha=0.5)
    long = table["to_year"] - table["from_year"] > SHORT
    bars = table[long]
    ax.hlines(bars["position"], bars["from_year"], bars["to_year"], color=colour, linewidth=4)
    ax.plot(middle[~long], table["position"][~long], "o", color=colour, markersize=4)
    lead_back(ax, table, left=table["from_year"], right=table["to_year"], bottom=table["position"])
    ax.set_ylim(1.06, -0.06)
    ax.set_yticks([0, 0.5, 1], ["beginning", "middle", "end"])
    ax.grid(axis="y", visible=False)
    return ax


SHORT = 0.1  # of a year: up to a month a date is a dot


def label_timeline(table: pd.DataFrame, *, ax: Axes) -> int:
    """Write the dates of a timeline beside their marks, where there is room; call it when the figure is laid out.

    Parameters
    ----------
    table : DataFrame
        As `plot_timeline` took it, with `label`: what is written, "" for nothing.
    ax : Axes
        Those that `plot_timeline` drew on.

    Returns
    -------
    int
        How many dates are written.
    """
    ends = [
        ax.transData.transform([[left, y], [right, y]])
        for left, right, y in table[["from_year", "to_year", "position"]].to_numpy(dtype=float).tolist()
    ]
    marks = [Bbox.from_extents(left - 3, y - 3, right + 3, y + 3) for (left, y), (right, _) in ends]
    labels = [
        (row["label"], [(row["to_year"], row["position"]), (row["from_year"], row["position"])], INK)
        for row in table[table["label"] != ""].to_dict("records")
    ]
    return spread_labels(ax, labels, taken=marks, places=BESIDE)


def plot_causes(table: pd.DataFrame, *, colour: str, unit: str = "line", ax: Axes | None = None) -> Axes:
    """One document's causes, a row each: where in the text it is given, how heavy it weighs, and how it is argued.

    `tell_weights` says which mark is which.

    Parameters
    ----------
    table : DataFrame
        label, position (0 to 1), line, weight, argued; in reading order.
    colour : str
        Of the document.
    unit : str
        What the numbers in `line` count.
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
        shape, fill, _ = WEIGHTS.get(row["weight"], _OTHER)
        face = "white" if fill == "none" else colour
        mark = ax.plot(row["position"], height, shape, color=colour, markerfacecolor=face, clip_on=False)[0]
        mark.set(markersize=5.4 if shape in "D^s" else 6.5)
        if fill == "left":
            mark.set(fillstyle="left", markerfacecoloralt="white")
        _write_right(ax, height, (str(row["line"]), row["argued"]), va="center")
    lead_back(ax, table, left=table["position"], bottom=heights)
    _write_right(ax, len(table) - 0.4, (unit, "how argued"), va="bottom", style="italic")
    ax.set_xlim(0, 1)
    ax.set_xticks([0, 0.5, 1], ["beginning", "", "end"])
    return ax


def _write_right(ax: Axes, height: float, told: tuple[str, str], **options) -> None:
    """A number and a word right of the plot, in two columns."""
    letter, across = matplotlib.rcParams["font.size"] / 9, ax.get_yaxis_transform()
    for x, word, side in ((30 * letter, told[0], "right"), (36 * letter, told[1], "left")):
        text = ax.annotate(word, (1, height), (x, 0), xycoords=across, textcoords="offset points", fontsize="small")
        text.set(ha=side, color=INK, **options)


def tell_weights(weights) -> str:
    """Which mark is which, for the weights that are there: a legend in one line."""
    there = set(weights)
    known = [f"{letter} {name}" for name, (_, _, letter) in WEIGHTS.items() if name in there]
    return "  ".join([*known, *[f"{_OTHER[2]} {name or 'not weighed'}" for name in sorted(there - set(WEIGHTS))]])


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
    thick = min(0.4, 0.8 / max(len(colours), 1))
    for place, (document, colour) in enumerate(colours.items()):
        rows = table[table["document"] == document]
        y = rows["actor"].map(heights) + lane(place, len(colours), 2 * thick if len(colours) < 3 else 0.8)
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


def in_years(dates: pd.Series, *, end: bool = False) -> np.ndarray:
    """ISO dates in years with their fraction; with `end` the end of the day."""
    days = 30.44 * (dates.str.slice(5, 7).astype(int) - 1) + dates.str.slice(8, 10).astype(int) - (0 if end else 1)
    return (dates.str.slice(0, 4).astype(int) + np.minimum(days / 365.25, 1)).to_numpy(dtype=float)
