"""Two frequencies against each other: a picture of every term at once, with names where there is room."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.transforms import Bbox

from analysis.plots.areas import lead_back
from analysis.plots.labels import spread_labels
from analysis.plots.marks import PALE, ink


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
    ticks = np.array([0, 0.001, 0.003, 0.006, 0.01, 0.02, 0.04, 0.07])
    ticks = ticks[np.sqrt(ticks) <= top]
    for axis, document in ((ax.xaxis, reference), (ax.yaxis, target)):
        axis.set_ticks(np.sqrt(ticks), [f"{1000 * tick:g}" for tick in ticks])
        axis.set_label_text(f"per 1,000 words of {document}")
        axis.label.set_color(ink(colours[document]))
    ax.figure.get_figure(root=True).draw_without_rendering()
    rows = table.assign(x=x, y=y, colour=[ink(colour) for colour in nearer])[table["label"]]
    named = [(row["term"], [(row["x"], row["y"])], row["colour"]) for row in rows.to_dict("records")]
    lead_back(ax, rows, left=rows["x"], bottom=rows["y"])
    places = [ax.transData.transform(points[0]) for _, points, _ in named]
    dots = [Bbox.from_extents(x - 2, y - 2, x + 2, y + 2) for x, y in places]
    spread_labels(ax, named, taken=dots)
    return ax
