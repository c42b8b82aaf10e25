"""Pictures of difference: forest plots of ratios, before-and-after of a choice, gaps with intervals."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.ticker import FuncFormatter, MultipleLocator

from analysis.plots.marks import FAINT, FILLED, INK, PALE, name_directions, name_ratio_axis, rows_down
from analysis.showing.units import times_as_often


def plot_ratios(
    table: pd.DataFrame, *, target: str, reference: str, colours: dict, limit: float = 5.0, ax: Axes | None = None
) -> Axes:
    """A forest plot: one row a term, its ratio with interval, counts of both sides at the right.

    Rows of `table`: as `compare_terms`. A term that one side lacks is an arrow with its counts, since its ratio has no
    size; full marks are supported, half full ones fragile, hollow ones not supported or too rare to test.
    """
    ax = ax or plt.gca()
    heights = rows_down(ax, table["term"])
    ax.set_xlim(-limit, limit)
    for height, row in zip(heights, table.itertuples(), strict=True):
        colour = colours[target] if row.log_ratio > 0 else colours[reference]
        if min(row.n_target, row.n_reference) == 0:
            end = np.sign(row.log_ratio) * (limit - 0.25)
            _draw_mark(ax, height, 0, colour, row.verdict)
            ax.annotate(
                "",
                (end, height),
                (0, height),
                arrowprops={
                    "arrowstyle": "-|>",
                    "color": colour,
                    "lw": 1.3,
                    "alpha": FILLED.get(row.verdict, 0.45),
                    "shrinkA": 0,
                },
            )
            ax.text(
                end - np.sign(end) * 0.3,
                height + 0.14,
                "only here",
                color=colour,
                fontsize="x-small",
                ha="right" if end > 0 else "left",
                va="bottom",
            )
        else:
            _draw_estimate(ax, height, row.log_ratio, row.low, row.high, colour, row.verdict)
        ax.text(limit * 1.03, height, _counts(row), va="center", fontsize="small", color=INK)
    header = f"{target} : {reference}\n(segments)"
    ax.text(limit * 1.03, len(table) - 0.35, header, fontsize="small", color=PALE, va="bottom")
    name_ratio_axis(ax)
    name_directions(ax, f"more often in {reference}", f"more often in {target}", (colours[reference], colours[target]))
    ax.set_xlabel(f"times as often in {target} as in {reference}")
    return ax


def _draw_estimate(ax: Axes, height: float, value: float, low: float, high: float, colour: str, verdict: str) -> None:
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


def _counts(row) -> str:
    return f"{row.n_target} : {row.n_reference}  ({row.reach_target} : {row.reach_reference})"


def plot_differences(
    table: pd.DataFrame,
    *,
    label: str,
    target: str,
    reference: str,
    colours: dict,
    unit: str,
    says: str = "more in {}",
    ax: Axes | None = None,
) -> Axes:
    """A gap with its interval for each row: `label` names the column of labels; difference, low, high, verdict follow.

    `unit` is written under the axis; `says` is what a gap towards a document means.
    """
    ax = ax or plt.gca()
    heights = rows_down(ax, table[label])
    ends = np.abs(table[["difference", "low", "high"]].to_numpy(dtype=float, na_value=np.nan))
    reach = 1.1 * (np.nanmax(ends, initial=0.0) or 1.0)
    ax.set_xlim(-reach, reach)
    for height, row in zip(heights, table.itertuples(), strict=True):
        colour = colours[target] if row.difference > 0 else colours[reference]
        _draw_estimate(ax, height, row.difference, row.low, row.high, colour, row.verdict)
    ax.axvline(0, color=PALE, linewidth=0.8, zorder=0)
    name_directions(ax, says.format(reference), says.format(target), (colours[reference], colours[target]))
    ax.set_xlabel(unit)
    return ax


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
    """How a choice moves a number: a hollow dot (`before`), a line, a full dot (`after`) in each row.

    `words` says what the two dots are; it is written over the plot.
    """
    ax = ax or plt.gca()
    heights = rows_down(ax, table[label])
    ax.hlines(heights, table[before], table[after], color=FAINT, linewidth=3, zorder=1)
    ax.plot(table[before], heights, "o", color=INK, markerfacecolor="white", markersize=7, clip_on=False)
    ax.plot(table[after], heights, "o", color=INK, markersize=7, clip_on=False)
    ax.text(0, 1.01, f"○ {words[0]}     ● {words[1]}", transform=ax.transAxes, va="bottom", fontsize="small")
    ax.set_xlabel(unit)
    return ax


def plot_word_shift(table: pd.DataFrame, *, colours: tuple[str, str], ax: Axes | None = None) -> Axes:
    """Each word's part of the divergence: a bar to the side that uses it more, over the grey band of chance.

    Rows: term, part (signed, bits), null_high (bits, without sign), beyond (pale where False).
    """
    ax = ax or plt.gca()
    heights, parts = rows_down(ax, table["term"]), 1000 * table["part"]
    band = 1000 * table["null_high"]
    ax.barh(heights, 2 * band, left=-band, color=FAINT, height=0.86, zorder=1)
    fills = [
        to_rgba(colours[0] if part > 0 else colours[1], 1.0 if beyond else 0.4)
        for part, beyond in zip(parts, table["beyond"], strict=True)
    ]
    ax.barh(heights, parts, color=fills, height=0.5, zorder=2)
    ax.axvline(0, color=INK, linewidth=0.8, zorder=3)
    reach = 1.08 * max(parts.abs().max(), band.max()) or 1.0
    ax.set_xlim(-reach, reach)
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{abs(value):g}"))
    ax.set_xlabel("part of the divergence, thousandths of a bit (grey: 95 of 100 re-deals stay inside)")
    return ax


def plot_specifications(
    table: pd.DataFrame, choices: dict[str, str], *, target: str, reference: str, colours: dict, axes
) -> None:
    """A specification curve on two axes: every way of counting with its interval, and below it which way that is.

    `table`: log_ratio, low, high and the choices, in the order to draw; `choices`: column → how it is called. A way
    whose interval includes equal use is grey.
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
