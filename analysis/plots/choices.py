"""Pictures of choices: how a way of reading or counting moves a result."""

from collections.abc import Iterable

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MultipleLocator

from analysis.plots.marks import FAINT, INK, PALE, rows_down
from analysis.showing.units import times_as_often


def plot_before_after(
    table: pd.DataFrame,
    *,
    label: str,
    before: str,
    after: str,
    words: tuple[str, str],
    unit: str,
    ax: Axes | None = None,
) -> Axes:
    """How a choice moves a number: a hollow dot (before), a line, a full dot (after) in each row.

    Parameters
    ----------
    table : DataFrame
        The three columns that the next parameters name.
    label, before, after : str
        The columns of labels, and of the number before and after.
    words : tuple of str
        What the hollow and the full dot are, written over the plot.
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
    heights = rows_down(ax, table[label])
    ax.hlines(heights, table[before], table[after], color=FAINT, linewidth=3, zorder=1)
    ax.plot(table[before], heights, "o", color=INK, markerfacecolor="white", markersize=7, clip_on=False)
    ax.plot(table[after], heights, "o", color=INK, markersize=7, clip_on=False)
    ax.text(0, 1.01, f"○ {words[0]}     ● {words[1]}", transform=ax.transAxes, va="bottom", fontsize="small")
    ax.set_xlabel(unit)
    return ax


def plot_specifications(
    table: pd.DataFrame,
    choices: dict[str, str],
    *,
    target: str,
    reference: str,
    colours: dict[str, str],
    axes: Iterable[Axes],
) -> None:
    """A specification curve: every way of counting with its interval, and below it which way that is.

    A way whose interval includes equal use is grey.

    Parameters
    ----------
    table : DataFrame
        log_ratio, low, high and the choices, in the order to draw.
    choices : dict of str to str
        Column → how it is called.
    target, reference : str
        What the two sides are called.
    colours : dict of str to str
        A colour for each side, by its name.
    axes : iterable of Axes
        Two of them: for the curve, and for the choices below it.

    Returns
    -------
    None
        It draws on both axes.
    """
    above, below = axes
    at = np.arange(len(table))
    clear = [
        colours[target] if low > 0 else colours[reference] if high < 0 else PALE
        for low, high in zip(table["low"], table["high"], strict=True)
    ]
    above.vlines(at, table["low"].astype(float), table["high"].astype(float), color=clear, linewidth=1.0, alpha=0.6)
    above.scatter(at, table["log_ratio"].astype(float), c=clear, s=9, zorder=3)
    above.axhline(0, color=INK, linewidth=0.8)
    above.yaxis.set_major_locator(MultipleLocator(2))
    above.yaxis.set_major_formatter(FuncFormatter(lambda value, _: times_as_often(value)))
    above.set_ylabel(f"times as often\nin {target}")
    above.tick_params(axis="x", bottom=False, labelbottom=False)
    labels = [(column, value) for column in choices for value in sorted(table[column].unique(), key=str)]
    heights = rows_down(below, [f"{choices[column]}: {value}" for column, value in labels])
    for height, (column, value) in zip(heights, labels, strict=True):
        below.scatter(
            at[table[column] == value],
            np.full((table[column] == value).sum(), height),
            marker="|",
            s=22,
            color=INK,
            linewidths=0.9,
        )
    below.tick_params(axis="y", labelsize="small")
    below.set_xticks([])
    below.set_xlabel(f"{len(table)} ways of counting, in the order of their result")
