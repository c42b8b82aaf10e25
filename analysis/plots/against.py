"""Two frequencies against each other: a picture of every term at once, with names where there is room."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.plots.marks import PALE, spread_labels


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
        axis.label.set_color(colours[document])
    spread_labels(ax, table.assign(x=x, y=y, text=table["term"], colour=nearer)[table["label"]])
    return ax
