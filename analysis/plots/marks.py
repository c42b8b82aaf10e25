"""What all plots share: one colour a document, and axes that read in plain words."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MultipleLocator

# Okabe and Ito's colours, in an order whose first two differ most, also in grey and for colour-blind readers
PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
INK, PALE, FAINT = "#333333", "#8a8a8a", "#d9d9d9"
FILLED = {"supported": 1.0, "fragile": 0.45}  # how solid a mark is, by verdict; anything else is hollow


def colours_for(documents) -> dict[str, str]:
    """A colour for each document, in the order given; past six documents the colours come round again."""
    return {name: PALETTE[place % len(PALETTE)] for place, name in enumerate(dict.fromkeys(documents))}


def times_as_often(log_ratio: float) -> str:
    """A base-2 log ratio in words.

    >>> times_as_often(3), times_as_often(-1), times_as_often(0)
    ('8×', '½×', 'equal')
    """
    halves = {-1: "½×", -2: "¼×", -3: "⅛×"}
    if abs(log_ratio) < 1e-9:
        return "equal"
    if log_ratio > 0:
        return f"{2**log_ratio:.3g}×"
    return halves.get(round(log_ratio, 6), f"1⁄{2**-log_ratio:.3g}×")


def name_ratio_axis(ax: Axes, target: str, reference: str) -> None:
    """Ticks in times as often, and which way is whose."""
    ax.xaxis.set_major_locator(MultipleLocator(1 if np.ptp(ax.get_xlim()) < 9 else 2))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: times_as_often(value)))
    ax.set_xlabel(f"←  more often in {reference}        times as often in {target}        more often in {target}  →")
    ax.axvline(0, color=PALE, linewidth=0.8, zorder=0)


def per_thousand(ax: Axes, axis: str = "x") -> None:
    """Ticks of shares as occurrences per 1,000 words."""
    target = ax.xaxis if axis == "x" else ax.yaxis
    target.set_major_formatter(FuncFormatter(lambda value, _: f"{1000 * value:.3g}"))


def rows_down(ax: Axes, labels) -> np.ndarray:
    """One row a label from the top down; returns their heights."""
    heights = np.arange(len(labels))[::-1]
    ax.set_yticks(heights, list(labels))
    ax.set_ylim(-0.7, len(labels) - 0.3)
    ax.tick_params(axis="y", length=0)
    ax.grid(axis="y", visible=False)
    return heights
