"""Where a figure's marks stand and what each leads back to, so that a page can link them to lines and counts."""

from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

_MARKS: WeakKeyDictionary[Figure, list[tuple[Axes, pd.DataFrame]]] = WeakKeyDictionary()
_LABELS = ("term", "name", "actor", "code", "label", "text")
_LINES = ("line", "first_line")
_LEAST = 8  # points: a stroke is hit beside it too
COLUMNS = ("left", "top", "width", "height", "label", "document", "line")


def lead_back(ax: Axes, told: pd.DataFrame, *, left: Any, bottom: Any, right: Any = None, top: Any = None) -> None:
    """Note where marks stand and what they lead back to.

    Parameters
    ----------
    ax : Axes
        Those that the marks are drawn on.
    told : DataFrame
        One row a mark; of term, name, actor, code, label or text the first is its label; document and line (or
        first_line) are its place, where it has one.
    left, bottom, right, top : float or sequence
        The marks' edges in data; infinite for the edge of the axes, and `left` NaN for that of the row's label. A
        point if right and top are left out.
    """
    label = next((name for name in _LABELS if name in told), None)
    line = next((name for name in _LINES if name in told), None)
    edges = {
        "left": left,
        "right": left if right is None else right,
        "bottom": bottom,
        "top": bottom if top is None else top,
    }
    placed = {edge: np.broadcast_to(np.asarray(value, dtype=float), len(told)) for edge, value in edges.items()}
    marks = pd.DataFrame(
        {
            **placed,
            "label": told[label].astype(str).to_numpy() if label else "",
            "document": told["document"].astype(str).to_numpy() if "document" in told else "",
            "line": told[line].astype("Int64").to_numpy() if line else pd.array([pd.NA] * len(told), "Int64"),
        }
    )
    _MARKS.setdefault(ax.figure.get_figure(root=True), []).append((ax, marks))


def marked_areas(figure: Figure) -> pd.DataFrame:
    """What was noted, as parts of the picture.

    Returns
    -------
    DataFrame
        One row a mark, those that lie on top last:
        left, top, width, height : in parts of the picture, from its left and upper edge
        label, document, line : what it leads back to, documents as the picture calls them; "" and <NA> for none
    """
    noted = _MARKS.get(figure, [])
    if not noted:
        return pd.DataFrame({name: [] for name in COLUMNS})
    if figure.get_layout_engine() is not None:  # nothing has its place yet
        figure.draw_without_rendering()
    return pd.concat([_placed(figure, ax, marks) for ax, marks in noted], ignore_index=True)[list(COLUMNS)]


def _placed(figure: Figure, ax: Axes, marks: pd.DataFrame) -> pd.DataFrame:
    least = _LEAST * figure.dpi / 72
    frame = ax.get_window_extent()
    names = _left_edges(ax) if marks["left"].isna().any() else []
    edges = []
    for (low, high), axis, ends in (
        (("left", "right"), 0, (frame.x0, frame.x1)),
        (("bottom", "top"), 1, (frame.y0, frame.y1)),
    ):
        both = [_in_pixels(ax, marks[side].to_numpy(dtype=float), axis, ends) for side in (low, high)]
        middle, half = (both[0] + both[1]) / 2, np.maximum(np.abs(both[1] - both[0]), least) / 2
        edges.append((np.minimum(both[0], middle - half), np.maximum(both[1], middle + half)))
    (left, right), (bottom, top) = edges
    left = np.where(marks["left"].isna(), min(names, default=frame.x0), left)
    right = np.where(marks["left"].isna(), frame.x1, right)
    width, height = figure.bbox.size
    return marks.assign(
        left=left / width, top=1 - top / height, width=(right - left) / width, height=(top - bottom) / height
    )


def _left_edges(ax: Axes) -> list[float]:
    renderer = FigureCanvasAgg(ax.figure.get_figure(root=True)).get_renderer()  # not the one that drew last
    return [label.get_window_extent(renderer).x0 for label in ax.get_yticklabels()]


def _in_pixels(ax: Axes, values: np.ndarray, axis: int, ends: tuple[float, float]) -> np.ndarray:
    points = np.zeros((len(values), 2))
    points[:, axis] = np.where(np.isfinite(values), values, 0)
    placed = ax.transData.transform(points)[:, axis]
    return np.where(values == -np.inf, ends[0], np.where(values == np.inf, ends[1], placed))
