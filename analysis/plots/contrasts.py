"""Pictures of difference: ratios and gaps, a row each, with their intervals."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from pandas.api.typing import NAType

from analysis.plots.marks import FILLED, INK, MARKS, PALE, ink, name_directions, name_ratio_axis, rows_down


def plot_ratios(
    table: pd.DataFrame,
    *,
    target: str,
    reference: str,
    colours: dict[str, str],
    limit: float = 5.0,
    ax: Axes | None = None,
) -> Axes:
    """A forest plot: one row a term, its ratio with interval, counts of both sides at the right.

    A term that one side lacks has no ratio: it is an arrow out of the plot with its counts, and stands nowhere on the
    scale. Full marks are supported, half full ones fragile, hollow ones not supported or too rare to test.

    Parameters
    ----------
    table : DataFrame
        As `compare_terms` gives it: term, n_target, n_reference, reach_target, reach_reference, log_ratio, low, high,
        verdict.
    target, reference : str
        What the two sides are called.
    colours : dict of str to str
        A colour for each side, by its name.
    limit : float
        Where the axis ends, as a log ratio (base 2), or farther where a ratio needs it.
    ax : Axes, optional
        Where to draw; the current axes if left out.

    Returns
    -------
    Axes
        Those drawn on.
    """
    ax = ax or plt.gca()
    heights = rows_down(ax, table["term"])
    sized = table[(table["n_target"] > 0) & (table["n_reference"] > 0)]["log_ratio"].astype(float).abs()
    limit = max(limit, np.ceil(sized.max()) + 1) if len(sized) else limit
    ax.set_xlim(-limit, limit)
    for height, row in zip(heights, table.to_dict("records"), strict=True):
        colour = colours[target] if row["log_ratio"] > 0 else colours[reference]
        if min(row["n_target"], row["n_reference"]) == 0:
            name = target if row["log_ratio"] > 0 else reference
            _draw_absence(ax, height, row, f"only in {name}" if len(name) < 15 else "only here", colour)
        else:
            _draw_estimate(ax, height, row["log_ratio"], row["low"], row["high"], colour, row["verdict"])
        _write_beside(ax, height, _counts(row), va="center")
    _write_beside(ax, len(table) - 0.35, "uses\n(segments)", va="bottom")
    name_ratio_axis(ax)
    name_directions(ax, f"more often in {reference}", f"more often in {target}", (colours[reference], colours[target]))
    ax.set_xlabel(f"times as often in {target} as in {reference}\n{MARKS}")
    return ax


def _write_beside(ax: Axes, height: float, told: str, va: str) -> None:
    """Right of the plot, clear of arrowheads on its edge."""
    ax.annotate(
        told,
        (1, height),
        (9, 0),
        xycoords=ax.get_yaxis_transform(),
        textcoords="offset points",
        va=va,
        fontsize="small",
        color=INK,
    )


def _draw_absence(ax: Axes, height: float, row: dict, says: str, colour: str) -> None:
    """A word of one side only: its mark near the edge and an arrow beyond it, since no ratio is large enough."""
    limit = ax.get_xlim()[1]
    side = 1 if row["log_ratio"] > 0 else -1
    arrow = {"arrowstyle": "-|>", "color": colour, "lw": 1.3, "alpha": FILLED.get(row["verdict"], 0.6), "shrinkA": 0}
    ax.annotate("", (side * limit, height), (0.84 * side * limit, height), arrowprops={**arrow, "shrinkB": 0})
    _draw_mark(ax, height, 0.84 * side * limit, colour, row["verdict"])
    told = f"{says}, {row['n_target']} : {row['n_reference']}"
    at, ha = ((-8, 0), "right") if side > 0 else ((8, 0), "left")
    place = 0.84 * side * limit, height
    ax.annotate(told, place, at, textcoords="offset points", ha=ha, va="center", fontsize="small", color=ink(colour))


def _draw_estimate(
    ax: Axes, height: float, value: float, low: float | NAType, high: float | NAType, colour: str, verdict: str
) -> None:
    """An interval, if there is one, and its mark; an arrowhead where it leaves the plot."""
    left, right = ax.get_xlim()
    pale = FILLED.get(verdict, 0.45)
    if pd.isna(low) or pd.isna(high):
        return _draw_mark(ax, height, value, colour, verdict)
    ax.hlines(height, max(low, left), min(high, right), color=colour, linewidth=1.6, alpha=pale)
    for beyond, edge, arrow in ((low < left, left, "<"), (high > right, right, ">")):
        if beyond:  # the interval goes on outside the plot
            ax.plot([edge], [height], arrow, color=colour, markersize=5, alpha=pale, clip_on=False)
    _draw_mark(ax, height, value, colour, verdict)


def _draw_mark(ax: Axes, height: float, value: float, colour: str, verdict: str) -> None:
    """Full = supported, half full = fragile, hollow = anything else."""
    fill = {"supported": "full", "fragile": "left"}.get(verdict, "none")
    ax.plot(
        [value],
        [height],
        "o",
        color=colour,
        markersize=7,
        markeredgewidth=1.2,
        fillstyle=fill,
        markerfacecoloralt="white",
        zorder=3,
    )
    if fill == "none":  # a hollow mark hides its own line
        ax.plot([value], [height], "o", color="white", markersize=5.4, zorder=4)


def _counts(row: dict) -> str:
    return f"{row['n_target']} : {row['n_reference']}  ({row['reach_target']} : {row['reach_reference']})"


def plot_differences(
    table: pd.DataFrame,
    *,
    label: str,
    target: str,
    reference: str,
    colours: dict[str, str],
    unit: str,
    says: str = "more in {}",
    ax: Axes | None = None,
) -> Axes:
    """A gap with its interval for each row; marks are full, half full or hollow as in `plot_ratios`.

    Parameters
    ----------
    table : DataFrame
        The column of labels, difference, low, high, verdict.
    label : str
        The column of labels.
    target, reference : str
        What the two sides are called.
    colours : dict of str to str
        A colour for each side, by its name.
    unit : str
        Written under the axis.
    says : str
        What a gap towards a document means; `{}` stands for its name.
    ax : Axes, optional
        Where to draw; the current axes if left out.

    Returns
    -------
    Axes
        Those drawn on.
    """
    ax = ax or plt.gca()
    heights = rows_down(ax, table[label])
    ends = np.abs(table[["difference", "low", "high"]].to_numpy(dtype=float, na_value=np.nan))
    reach = 1.1 * (np.nanmax(ends, initial=0.0) or 1.0)
    ax.set_xlim(-reach, reach)
    for height, row in zip(heights, table.to_dict("records"), strict=True):
        colour = colours[target] if row["difference"] > 0 else colours[reference]
        _draw_estimate(ax, height, row["difference"], row["low"], row["high"], colour, row["verdict"])
    ax.axvline(0, color=PALE, linewidth=0.8, zorder=0)
    name_directions(ax, says.format(reference), says.format(target), (colours[reference], colours[target]))
    ax.set_xlabel(f"{unit}\n{MARKS}")
    return ax
