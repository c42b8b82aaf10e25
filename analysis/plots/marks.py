"""What all plots share: one colour a document, and axes that read in plain words."""

from collections.abc import Iterable

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.ticker import FuncFormatter, MultipleLocator
from matplotlib.transforms import Bbox

from analysis.showing.units import times_as_often

# the order of house.mplstyle: the first two differ most, also in grey print and for colour-blind readers
PALETTE = ("#0B4F8A", "#D97F00", "#3B3B3B", "#56A9D6", "#9A6A9E", "#6B8E23")
INK, PALE, FAINT = "#333333", "#8a8a8a", "#d9d9d9"
MARKS = "● supported  ◐ fragile\n○ not distinguishable, or not tested"
_LABEL = 22  # letters of a document's name that are drawn
FILLED = {"supported": 1.0, "fragile": 0.7}  # how strong a line is, by verdict; anything else is pale


def colours_for(documents: Iterable[str]) -> dict[str, str]:
    """A colour for each document, in the order given; past six documents the colours come round again.

    Parameters
    ----------
    documents : iterable of str
        Their names; one that comes again keeps its colour.

    Returns
    -------
    dict of str to str
        Document → colour.
    """
    return {name: PALETTE[place % len(PALETTE)] for place, name in enumerate(dict.fromkeys(documents))}


def name_ratio_axis(ax: Axes) -> None:
    """Ticks in times as often, and a line at equal."""
    ax.xaxis.set_major_locator(MultipleLocator(1 if np.ptp(ax.get_xlim()) < 7 else 2))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: times_as_often(value)))
    ax.axvline(0, color=PALE, linewidth=0.8, zorder=0)


def name_directions(ax: Axes, left: str, right: str, colours: tuple[str, str]) -> None:
    """Which way is whose, written over the plot in the colours of the two sides.

    Parameters
    ----------
    ax : Axes
        Where to write.
    left, right : str
        What either direction means.
    colours : tuple of str
        Of the left and of the right.

    Returns
    -------
    None
        It writes on the axes.
    """
    ax.text(0, 1.01, f"← {left}", color=colours[0], transform=ax.transAxes, va="bottom", fontsize="small")
    ax.text(1, 1.01, f"{right} →", color=colours[1], transform=ax.transAxes, va="bottom", ha="right", fontsize="small")


def name_documents(ax: Axes, colours: dict[str, str]) -> None:
    """The documents in their colours, over the plot: what a legend would say, without its box."""
    across, up = 0.0, 1.01
    for document, colour in colours.items():
        width = 0.06 + 0.016 * min(len(document), _LABEL)
        if across and across + width > 1.1:
            across, up = 0.0, up + 0.06
        ax.text(across, up, f"● {document}", color=colour, transform=ax.transAxes, va="bottom", fontsize="small")
        across += width


def per_thousand(ax: Axes, axis: str = "x") -> None:
    """Ticks of shares as occurrences per 1,000 words."""
    target = ax.xaxis if axis == "x" else ax.yaxis
    target.set_major_formatter(FuncFormatter(lambda value, _: f"{1000 * value:.3g}"))


def fill_boxes(ax: Axes, left, bottom, width, height, colours, *, edge: str = "none") -> None:
    """Boxes in one collection, which draws hundreds of them several times as fast as bars do."""
    left, bottom, width, height = np.broadcast_arrays(
        *(np.asarray(each, dtype=float) for each in (left, bottom, width, height))
    )
    corners = [(left, bottom), (left + width, bottom), (left + width, bottom + height), (left, bottom + height)]
    boxes = np.stack([np.stack(corner, axis=-1) for corner in corners], axis=1)
    line = 0.0 if edge == "none" else 0.4
    ax.add_collection(PolyCollection(list(boxes), facecolors=colours, edgecolors=edge, linewidths=line))


def rows_down(ax: Axes, labels) -> np.ndarray:
    """One row a label from the top down; returns their heights."""
    heights = np.arange(len(labels))[::-1]
    ax.set_yticks(heights, list(labels))
    ax.set_ylim(-0.7, len(labels) - 0.3)
    ax.tick_params(axis="y", length=0)
    ax.grid(axis="y", visible=False)
    return heights


_AROUND = (
    (4, 2, "left", "bottom"),
    (-4, 2, "right", "bottom"),
    (4, -2, "left", "top"),
    (-4, -2, "right", "top"),
    (0, 6, "center", "bottom"),
    (0, -6, "center", "top"),
)
BESIDE = ((6, 0, "left", "center"), (-6, 0, "right", "center"), *_AROUND)
_ROOM, _MARK = 1.5, 3.0  # pixels kept free round a label, and half the width of a mark


def spread_labels(
    ax: Axes, rows: pd.DataFrame, *, around: tuple = _AROUND, size: str = "small", clear: np.ndarray | None = None
) -> None:
    """Labels beside their marks, in the table's order; one that finds no free place is left out.

    Call it last: it settles the layout, and what is drawn afterwards may move the axes under the labels.

    Parameters
    ----------
    ax : Axes
        Where to write.
    rows : DataFrame
        x, y, text, colour.
    around : tuple
        Where a label may stand, in order: points to the right and up, and how it is aligned.
    size : str
        Of the letters.
    clear : array, optional
        Marks (x, y) that no label may cover.
    """
    ax.figure.get_figure(root=True).draw_without_rendering()  # boxes are now where they will be
    marks = ax.transData.transform(np.asarray(clear, dtype=float)) if clear is not None else np.empty((0, 2))
    taken = [Bbox.from_extents(x - _MARK, y - _MARK, x + _MARK, y + _MARK) for x, y in marks]
    frame = ax.get_window_extent()
    for row in rows.to_dict("records"):
        for dx, dy, ha, va in around:
            text = ax.annotate(
                row["text"], (row["x"], row["y"]), (dx, dy), textcoords="offset points", ha=ha, va=va,
                fontsize=size, color=row["colour"],
            )  # fmt: skip
            box = text.get_window_extent().padded(_ROOM)
            inside = frame.contains(box.x0, box.y0) and frame.contains(box.x1, box.y1)
            own = ax.transData.transform((row["x"], row["y"]))
            free = not any(box.overlaps(other) for other in taken if not _around_point(other, own))
            if inside and free:
                taken.append(box)
                break
            text.remove()


def _around_point(box: Bbox, point: np.ndarray) -> bool:
    """Whether a box is the one round this mark."""
    return bool(np.allclose((box.x0 + _MARK, box.y0 + _MARK), point))
