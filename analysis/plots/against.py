"""Two frequencies against each other: a picture of every term at once, with names where there is room."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.transforms import Bbox

from analysis.plots.marks import PALE


def plot_against(
    table: pd.DataFrame, *, target: str, reference: str, colours: dict[str, str], ax: Axes | None = None
) -> Axes:
    """Each term by its share in both documents, both on square-root scales; the line is "equally often".

    Parameters
    ----------
    table : DataFrame
        term, share_target, share_reference, label (True where the term is written beside its dot), verdict.
    target, reference : str
        What the two sides are called.
    colours : dict of str to str
        A colour for each side, by its name.
    ax : Axes, optional
        Where to draw; the current axes if left out.

    Returns
    -------
    Axes
        Those drawn on.
    """
    ax = ax or plt.gca()
    x, y = np.sqrt(table["share_reference"]), np.sqrt(table["share_target"])
    nearer = np.where(table["share_target"] > table["share_reference"], colours[target], colours[reference])
    ax.scatter(x, y, s=9, c=nearer, alpha=0.35, linewidths=0)
    top = 1.05 * max(x.max(), y.max())
    ax.plot([0, top], [0, top], color=PALE, linewidth=0.8)
    ax.set_xlim(-0.004, top)
    ax.set_ylim(-0.004, top)
    _spread_labels(ax, table.assign(x=x, y=y, colour=nearer)[table["label"]])
    ticks = np.array([0, 0.001, 0.003, 0.006, 0.01, 0.02, 0.04, 0.07])
    ticks = ticks[np.sqrt(ticks) <= top]
    for axis, document in ((ax.xaxis, reference), (ax.yaxis, target)):
        axis.set_ticks(np.sqrt(ticks), [f"{1000 * tick:g}" for tick in ticks])
        axis.set_label_text(f"per 1,000 words of {document}")
        axis.label.set_color(colours[document])
    return ax


_AROUND = (
    (4, 2, "left", "bottom"),
    (-4, 2, "right", "bottom"),
    (4, -2, "left", "top"),
    (-4, -2, "right", "top"),
    (0, 6, "center", "bottom"),
    (0, -6, "center", "top"),
)


def _spread_labels(ax: Axes, rows: pd.DataFrame) -> None:
    """Labels beside their dots, in the table's order; one that finds no free place round its dot is left out."""
    ax.figure.get_figure(root=True).draw_without_rendering()  # settles the layout, so that boxes are where they will be
    taken: list[Bbox] = []
    frame = ax.get_window_extent()
    for row in rows.to_dict("records"):
        for dx, dy, ha, va in _AROUND:
            text = ax.annotate(
                row["term"],
                (row["x"], row["y"]),
                (dx, dy),
                textcoords="offset points",
                ha=ha,
                va=va,
                fontsize="small",
                color=row["colour"],
            )
            box = text.get_window_extent().expanded(1.12, 1.1)
            inside = frame.contains(box.x0 - 6, box.y0) and frame.contains(box.x1, box.y1)
            if inside and not any(box.overlaps(other) for other in taken):
                taken.append(box)
                break
            text.remove()
