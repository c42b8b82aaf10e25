"""Pictures of many documents: a tree of joins, and a map."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.transforms import Bbox

from analysis.plots.areas import lead_back
from analysis.plots.marks import FAINT, INK, PALE, rows_down

SURE = 0.9  # from here on a join is drawn full and its support in black
_CLEAR = {"boxstyle": "square,pad=0.1", "facecolor": "white", "edgecolor": "none"}
_LONGEST = 38  # letters of a label; longer ones would leave no room for the tree
CROWDED = 60  # places on a map: names of more cannot be read


def plot_tree(joins: pd.DataFrame, *, unit: str = "distance", ax: Axes | None = None) -> Axes:
    """The joins as a tree lying on its side: the further right two lines meet, the less alike they are.

    Parameters
    ----------
    joins : DataFrame
        join, left, right, height, support, as `cluster_documents` gives them; support in percent stands at each
        join, and a strong one is drawn strong.
    unit : str
        Written under the axis.
    ax : Axes, optional
        Where to draw; the current axes if left out.

    Returns
    -------
    Axes
        Labels from the top down in the order of the tree.
    """
    ax = plt.gca() if ax is None else ax
    leaves = leaf_order(joins)
    heights = rows_down(ax, [_shorten(name) for name in leaves])
    places = {name: (height, 0.0) for name, height in zip(leaves, heights, strict=True)}
    widest = float(joins["height"].max()) or 1.0
    lines, colours = [], []
    for _, row in joins.iterrows():
        name = f"join {row['join']}"
        (top, left), (bottom, right) = places[row["left"]], places[row["right"]]
        sure = pd.isna(row["support"]) or row["support"] >= SURE
        lines.append([(left, top), (row["height"], top), (row["height"], bottom), (right, bottom)])
        colours.append(INK if sure else PALE)
        places[name] = (top + bottom) / 2, row["height"]
        if not pd.isna(row["support"]):
            at, told = (row["height"] - 0.008 * widest, places[name][0]), f"{100 * row['support']:.0f}"
            ax.annotate(told, at, color=INK if sure else PALE, fontsize="small", va="center", ha="right", bbox=_CLEAR)
    ax.add_collection(LineCollection(lines, colors=colours, linewidths=1.3))
    ax.set_xlim(0, 1.08 * widest)
    ax.set_xlabel(unit)
    ax.spines["left"].set_visible(False)
    return ax


def _shorten(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 12]}…{name[-11:]}"


def leaf_order(joins: pd.DataFrame) -> list[str]:
    """What is joined, from the top of the tree down: no two lines cross in this order."""
    parts = {f"join {row.join}": (str(row.left), str(row.right)) for row in joins.itertuples()}
    leaves, open_ = [], [next(reversed(parts))]
    while open_:
        name = open_.pop()
        if name in parts:
            open_ += reversed(parts[name])
        else:
            leaves.append(name)
    return leaves


def plot_map(table: pd.DataFrame, *, colours: dict[str, str] | None = None, ax: Axes | None = None) -> Axes:
    """Documents as points with their names, near ones alike; equal scales, since distances are what is shown.

    Parameters
    ----------
    table : DataFrame
        document, x, y, as `map_documents` gives them.
    colours : dict of str to str, optional
        A colour for each document; all alike if left out.
    ax : Axes, optional
        Where to draw; the current axes if left out.

    Returns
    -------
    Axes
        Without ticks, since directions mean nothing. Names that would cover others are left out.
    """
    ax = plt.gca() if ax is None else ax
    shades = [(colours or {}).get(name, INK) for name in table["document"]]
    ax.scatter(table["x"], table["y"], c=shades, s=26 if len(table) <= CROWDED else 12, zorder=3)
    ax.set_aspect("equal", adjustable="datalim")
    ax.margins(0.12)
    ax.set(xticks=[], yticks=[])
    ax.grid(visible=False)
    for side in ax.spines.values():
        side.set(visible=True, color=FAINT)
    lead_back(ax, table, left=table["x"], bottom=table["y"])
    _write_names(ax, table, shades)
    return ax


_SIDES = ((5, 0, "left", "center"), (-5, 0, "right", "center"), (5, 4, "left", "bottom"), (5, -4, "left", "top"))


def _write_names(ax: Axes, table: pd.DataFrame, shades: list[str]) -> None:
    """A name beside each point, on the first side where it covers no other; those far out are served first."""
    spots = table[["x", "y"]].to_numpy(dtype=float)
    from_middle = np.hypot(*spots.T).argsort(kind="stable")[::-1]
    ax.autoscale_view()
    figure = ax.get_figure(root=True)
    if figure is None:
        return
    figure.canvas.draw()
    box, points = ax.get_window_extent(), ax.transData.transform(spots)
    unit = figure.dpi / 72
    taken = [Bbox.from_bounds(x - 3 * unit, y - 3 * unit, 6 * unit, 6 * unit) for x, y in points]
    for place in from_middle:
        name, (x, y) = str(table["document"].iloc[place]), spots[place]
        for shift, raised, across, up in _SIDES:
            text = ax.annotate(name, (x, y), (shift, raised), textcoords="offset points", fontsize="small")
            text.set(ha=across, va=up, color=shades[place])
            held = text.get_window_extent()
            inside = box.x0 <= held.x0 and held.x1 <= box.x1 and box.y0 <= held.y0 and held.y1 <= box.y1
            if inside and not any(held.overlaps(other) for other in taken):
                taken.append(held)
                break
            text.remove()
