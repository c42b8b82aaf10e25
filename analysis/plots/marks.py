"""What all plots share: one colour a document, and axes that read in plain words."""

import textwrap
from collections.abc import Iterable

import matplotlib
import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_hex, to_rgb
from matplotlib.offsetbox import AnchoredOffsetbox, HPacker, TextArea, VPacker
from matplotlib.ticker import FuncFormatter, MultipleLocator
from matplotlib.transforms import Bbox

from analysis.plots.areas import lead_back
from analysis.showing.units import times_as_often

# the order of house.mplstyle: the first two differ most, also in grey print and for colour-blind readers
PALETTE = ("#0B4F8A", "#D97F00", "#3B3B3B", "#56A9D6", "#9A6A9E", "#6B8E23")
INK, PALE, FAINT = "#333333", "#8a8a8a", "#d9d9d9"
GROUP = "#8a8a8a"  # of documents taken together, which share no document's colour
SHAPES = "os^Dv*"  # of the documents' marks where they stand in one plot: told apart in grey print too
GLYPHS = "●■▲◆▼★"  # the same, as letters
_LEGIBLE = 4.5  # contrast of small letters with white paper (WCAG 2.2, 1.4.3)
MARKS = "● supported  ◐ fragile\n○ not distinguishable, or not tested"
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


def ink(colour: str) -> str:
    """The colour for letters: darker, where letters in it would be too pale to read on white."""
    light = np.array(to_rgb(colour))
    while (contrast := 1.05 / (_luminance(light) + 0.05)) < _LEGIBLE:
        light = light * (0.97 if contrast > 4 else 0.9)
    return to_hex((float(light[0]), float(light[1]), float(light[2])))


def ink_on(colour: str, alpha: float = 1.0) -> str:
    """White or black: which of them can be read on a mark of this colour, laid on white."""
    shade = alpha * np.array(to_rgb(colour)) + 1 - alpha
    return "white" if 1.05 / (_luminance(shade) + 0.05) >= _LEGIBLE else "black"


def _luminance(rgb: np.ndarray) -> float:
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return float(linear @ (0.2126, 0.7152, 0.0722))


def name_ratio_axis(ax: Axes) -> None:
    """Ticks in times as often, and a line at equal."""
    ax.xaxis.set_major_locator(MultipleLocator(1 if (wide := np.ptp(ax.get_xlim())) < 7 else 2 if wide < 14 else 4))
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
    size = matplotlib.rcParams["font.size"]
    room = 72 * ax.figure.get_figure(root=True).get_figwidth() - 20 * size  # for labels and counts beside the plot
    half = max(int(room / 2 / (0.55 * 0.83 * size)), 10)
    for x, side, told, colour in ((0, "left", f"← {left}", colours[0]), (1, "right", f"{right} →", colours[1])):
        told = "\n".join(textwrap.wrap(told, half))
        ax.text(x, 1.01, told, color=ink(colour), transform=ax.transAxes, va="bottom", ha=side, fontsize="small")


def _letters(ax: Axes) -> float:
    """About how many small letters stand side by side over a plot, whose labels take a third of the figure."""
    figure = ax.figure.get_figure(root=True)
    return 0.68 * 72 * figure.get_figwidth() / (0.58 * 0.83 * matplotlib.rcParams["font.size"])


def name_documents(ax: Axes, colours: dict[str, str], *, shapes: bool = False) -> None:
    """The documents in their colours, over the plot, in as many lines as they need: a legend without its box.

    With `shapes` each has the glyph of its mark (`SHAPES`).
    """
    rows: list[list[Artist]] = [[]]
    left = most = _letters(ax)
    for place, (document, colour) in enumerate(colours.items()):
        told = f"{GLYPHS[place % len(GLYPHS)] if shapes else '●'} {document}"
        if len(told) > left and rows[-1]:
            rows.append([])
            left = most
        left -= len(told) + 3
        rows[-1].append(TextArea(told, textprops={"color": ink(colour), "fontsize": "small"}))
    lines = VPacker(children=[HPacker(children=row, sep=10, pad=0) for row in rows], sep=2, pad=0)
    box = AnchoredOffsetbox("lower left", child=lines, frameon=False, pad=0.2, borderpad=0)
    box.set_bbox_to_anchor(Bbox.from_bounds(0, 1, 0, 0), ax.transAxes)
    ax.add_artist(box)


def per_thousand(ax: Axes, axis: str = "x") -> None:
    """Ticks of shares as occurrences per 1,000 words."""
    target = ax.xaxis if axis == "x" else ax.yaxis
    target.set_major_formatter(FuncFormatter(lambda value, _: f"{1000 * value:.3g}"))


def fill_boxes(ax: Axes, left, bottom, width, height, colours, *, edge: str = "none") -> None:
    """Boxes in one collection, which draws hundreds of them several times as fast as bars do."""
    left, bottom, width, height = np.broadcast_arrays(
        *(np.atleast_1d(np.asarray(each, dtype=float)) for each in (left, bottom, width, height))
    )
    corners = [(left, bottom), (left + width, bottom), (left + width, bottom + height), (left, bottom + height)]
    boxes = np.stack([np.stack(corner, axis=-1) for corner in corners], axis=1)
    line = 0.0 if edge == "none" else 0.4
    ax.add_collection(PolyCollection(list(boxes), facecolors=colours, edgecolors=edge, linewidths=line))


def lane(place: int, lanes: int, room: float = 0.64) -> float:
    """How far from the middle of a row the marks of one of several documents stand, the first on top."""
    apart = min(0.5 * room, room / max(lanes, 1))
    return apart * ((lanes - 1) / 2 - place)


def label_room(width: float) -> int:
    """How many letters a row's label may have on one line of a figure so many inches wide: half of it."""
    return int(0.47 * 72 * width / (0.52 * matplotlib.rcParams["font.size"]))


def wrap_label(label: str, width: float) -> str:
    """A row's label, in two lines where one would take about half of the figure."""
    most = label_room(width)
    return label if len(label) <= most else "\n".join(textwrap.wrap(label, max(most, (len(label) + 8) // 2))[:2])


def rows_down(ax: Axes, labels) -> np.ndarray:
    """One row a label from the top down; returns their heights."""
    heights = np.arange(len(labels))[::-1]
    width = ax.figure.get_figure(root=True).get_figwidth()
    ax.set_yticks(heights, [wrap_label(str(label), width) for label in labels], linespacing=0.95)
    ax.set_ylim(-0.7, len(labels) - 0.3)
    ax.tick_params(axis="y", length=0)
    ax.grid(axis="y", visible=False)
    rows = pd.DataFrame({"label": [str(label) for label in labels]})
    lead_back(ax, rows, left=np.nan, bottom=heights - 0.46, top=heights + 0.46)
    return heights
