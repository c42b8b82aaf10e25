"""Pictures of difference: ratios and gaps, a row each, with their intervals."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from pandas.api.typing import NAType

from analysis.plots.marks import FILLED, INK, MARKS, PALE, name_directions, name_ratio_axis, rows_down

_ONE_LINE = 28  # letters of both names that fit on one line


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

    A term that one side lacks is an arrow with its counts, since its ratio has no size; full marks are supported, half
    full ones fragile, hollow ones not supported or too rare to test.

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
        Where the axis ends, as a log ratio (base 2).
    ax : Axes, optional
        Where to draw; the current axes if left out.

    Returns
    -------
    Axes
        Those drawn on.
    """
    ax = ax or plt.gca()
    heights = rows_down(ax, table["term"])
    ax.set_xlim(-limit, limit)
    for height, row in zip(heights, table.to_dict("records"), strict=True):
        colour = colours[target] if row["log_ratio"] > 0 else colours[reference]
        if min(row["n_target"], row["n_reference"]) == 0:
            _draw_absence(ax, height, float(np.sign(row["log_ratio"])), limit, colour, row["verdict"])
        else:
            _draw_estimate(ax, height, row["log_ratio"], row["low"], row["high"], colour, row["verdict"])
        ax.text(limit * 1.1, height, _counts(row), va="center", fontsize="small", color=INK)
    apart = "\n" if len(target) + len(reference) > _ONE_LINE else " "
    header = f"{target} :{apart}{reference}\n(segments)"
    ax.text(limit * 1.1, len(table) - 0.35, header, fontsize="small", color=PALE, va="bottom")
    name_ratio_axis(ax)
    name_directions(ax, f"more often in {reference}", f"more often in {target}", (colours[reference], colours[target]))
    ax.set_xlabel(f"times as often in {target}{apart}as in {reference}\n{MARKS}")
    return ax


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


def _draw_absence(ax: Axes, height: float, side: float, limit: float, colour: str, verdict: str) -> None:
    """A term that one side lacks: its mark at the far end with an arrow outwards, since its ratio has no size."""
    place = side * (limit - 0.6)
    ax.annotate(
        "", (side * limit, height), (place, height),
        arrowprops={"arrowstyle": "-|>", "color": colour, "lw": 1.3, "alpha": FILLED.get(verdict, 0.45), "shrinkA": 0},
    )  # fmt: skip
    _draw_mark(ax, height, place, colour, verdict)
    ax.text(
        place - side * 0.3, height, "only here", color=colour, fontsize="x-small", va="center",
        ha="right" if side > 0 else "left",
    )  # fmt: skip


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
