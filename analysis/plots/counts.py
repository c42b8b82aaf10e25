"""Pictures of counting: shares, barcodes, coverage, who speaks."""

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba

from analysis.plots.areas import lead_back
from analysis.plots.marks import (
    FAINT,
    INK,
    SHAPES,
    colours_for,
    fill_boxes,
    ink,
    ink_on,
    label_room,
    lane,
    name_documents,
    per_thousand,
    rows_down,
)


def plot_shares(table: pd.DataFrame, *, colours: dict[str, str] | None = None, ax: Axes | None = None) -> Axes:
    """A dot and its interval for each term and document; a hollow dot at zero where a document lacks the term.

    Parameters
    ----------
    table : DataFrame
        term, document, share, low, high.
    colours : dict of str to str, optional
        A colour for each document; the house's, in the table's order, if left out.
    ax : Axes, optional
        Where to draw; the current axes if left out.

    Returns
    -------
    Axes
        Those drawn on.
    """
    ax, colours = ax or plt.gca(), colours or colours_for(table["document"])
    terms = list(dict.fromkeys(table["term"]))
    heights = dict(zip(terms, rows_down(ax, terms), strict=True))
    there = set(table["document"])
    documents = [document for document in colours if document in there]
    for place, document in enumerate(documents):
        rows = table[table["document"] == document]
        shift = lane(place, len(documents))
        y, shape = rows["term"].map(heights) + shift, SHAPES[place % len(SHAPES)]
        ax.hlines(y, rows["low"], rows["high"], color=colours[document], linewidth=1.4, alpha=0.7)
        ax.plot(rows["share"], y, shape, color=colours[document])
        absent = [heights[term] + shift for term in terms if term not in set(rows["term"])]
        ax.plot([0] * len(absent), absent, shape, color=colours[document], markerfacecolor="white", clip_on=False)
    ax.tick_params(axis="y", pad=7)  # clear of hollow marks at zero
    per_thousand(ax)
    name_documents(ax, {document: colours[document] for document in documents}, shapes=True)
    ax.set_xlabel("per 1,000 words")
    ax.set_xlim(left=0)
    return ax


def plot_barcode(table: pd.DataFrame, *, colours: dict[str, str] | None = None, ax: Axes | None = None) -> Axes:
    """A stroke for each occurrence over the length of its document.

    Each term has a lane a document, in the documents' order; the number at the right counts the strokes.

    Parameters
    ----------
    table : DataFrame
        term, document, position (0 to 1).
    colours : dict of str to str, optional
        A colour for each document; the house's, in the table's order, if left out.
    ax : Axes, optional
        Where to draw; the current axes if left out.

    Returns
    -------
    Axes
        Those drawn on.
    """
    ax, colours = ax or plt.gca(), colours or colours_for(table["document"])
    terms, documents = list(dict.fromkeys(table["term"])), list(colours)
    heights = rows_down(ax, terms)
    for height, term in zip(heights, terms, strict=True):
        for place, document in enumerate(documents):
            rows = table[(table["term"] == term) & (table["document"] == document)]
            y, half = height + lane(place, len(documents), 0.84), 0.32 / max(len(documents), 2)
            ax.hlines(y, 0, 1, color=FAINT, linewidth=0.6, zorder=0)
            ax.vlines(rows["position"], y - half, y + half, color=colours[document], linewidth=1.3)
            lead_back(ax, rows, left=rows["position"], bottom=y - half, top=y + half)
            ax.text(1.015, y, f"{len(rows):,}", color=ink(colours[document]), va="center", fontsize="small")
    ax.set_xlim(0, 1.06)
    ax.set_xticks([0, 0.5, 1], ["beginning", "middle", "end"])
    ax.grid(visible=False)
    name_documents(ax, colours)
    return ax


def plot_coverage(table: pd.DataFrame, *, colours: dict[str, str] | None = None, ax: Axes | None = None) -> Axes:
    """A strip a document: which names stand in which segment; darker = oftener.

    Parameters
    ----------
    table : DataFrame
        name, document, segment, n (0 or more).
    colours : dict of str to str, optional
        A colour for each document; the house's, in the table's order, if left out.
    ax : Axes, optional
        Where to draw; the current axes if left out.

    Returns
    -------
    Axes
        Those drawn on.
    """
    ax, colours = ax or plt.gca(), colours or colours_for(table["document"])
    names, documents = list(dict.fromkeys(table["name"])), list(colours)
    heights = dict(zip(names, rows_down(ax, names), strict=True))
    offset, ticks, gap = 0, [], 1.5
    for document in documents:
        rows = table[table["document"] == document]
        width = rows["segment"].max()
        seen = rows[rows["n"] > 0]
        shades = [to_rgba(colours[document], min(0.35 + 0.22 * n, 1)) for n in seen["n"]]
        for cells, fill in ((rows, "#ececec"), (seen, shades)):
            fill_boxes(ax, offset + cells["segment"] - 1, cells["name"].map(heights) - 0.36, 0.92, 0.72, fill)
        edge, foot = offset + seen["segment"] - 1, seen["name"].map(heights) - 0.36
        lead_back(ax, seen, left=edge, right=edge + 0.92, bottom=foot, top=foot + 0.72)
        ticks.append((offset + width / 2, f"{document}:\n{width} segments"))
        offset += width + gap
    ax.set_xticks([x for x, _ in ticks], [label for _, label in ticks])
    ax.set_xlim(-0.3, offset - gap + 0.3)
    ax.tick_params(axis="x", length=0)
    ax.grid(visible=False)
    return ax


def plot_owned(table: pd.DataFrame, *, colours: dict[str, str], ax: Axes | None = None) -> Axes:
    """A strip a name, over the length of the only document that has it: where it stands; darker = more often.

    Parameters
    ----------
    table : DataFrame
        name, document, segment, n (0 or more), segments (of the document).
    colours : dict of str to str
        A colour for each document.
    ax : Axes, optional
        Where to draw; the current axes if left out.

    Returns
    -------
    Axes
        Those drawn on; the document is named at the right of its strip.
    """
    ax = ax or plt.gca()
    names = list(dict.fromkeys(table["name"]))
    heights = dict(zip(names, rows_down(ax, names), strict=True))
    for name, rows in table.groupby("name", sort=False):
        document, segments = rows["document"].iloc[0], rows["segments"].iloc[0]
        fill_boxes(ax, 0, heights[name] - 0.36, 1, 0.72, "#ececec")
        seen = rows[rows["n"] > 0]
        shades = [to_rgba(colours[document], min(0.35 + 0.22 * n, 1)) for n in seen["n"]]
        fill_boxes(ax, (seen["segment"] - 1) / segments, heights[name] - 0.36, 1 / segments, 0.72, shades)
        edge, foot = (seen["segment"] - 1) / segments, heights[name] - 0.36
        lead_back(ax, seen, left=edge, right=edge + 1 / segments, bottom=foot, top=foot + 0.72)
        told = f"{document}, {rows['n'].sum()}"
        ax.text(1.015, heights[name], told, color=ink(colours[document]), va="center", fontsize="small")
    ax.set_xlim(0, 1)
    ax.set_xticks([0, 0.5, 1], ["beginning", "middle", "end"])
    ax.grid(visible=False)
    return ax


def _told(parts: list[str], ax: Axes) -> str:
    """The parts in one line that fits below a bar: the first, and how many more."""
    most = 0.6 * label_room(2 * ax.figure.get_figure(root=True).get_figwidth())
    told = parts[:1]
    for part in parts[1:]:
        if len(", ".join([*told, part])) > most:
            return f"{', '.join(told)} and {len(parts) - len(told)} more"
        told.append(part)
    return ", ".join(told)


def plot_parts(table: pd.DataFrame, *, part: str, colours: dict[str, str], ax: Axes | None = None) -> Axes:
    """One bar a document, cut into its parts; a part too narrow for its label is named under the bar.

    Parameters
    ----------
    table : DataFrame
        document, the column of labels, words, share (0 to 1, sum 1 a document).
    part : str
        The column of labels.
    colours : dict of str to str
        A colour for each document.
    ax : Axes, optional
        Where to draw; the current axes if left out.

    Returns
    -------
    Axes
        Those drawn on.
    """
    ax = ax or plt.gca()
    documents = list(dict.fromkeys(table["document"]))
    heights = dict(zip(documents, rows_down(ax, documents), strict=True))
    for document in documents:
        rows, left, small = table[table["document"] == document], 0.0, []
        for place, row in enumerate(rows.to_dict("records")):
            alpha = max(0.95 - 0.3 * place, 0.2)
            ax.barh(
                heights[document],
                row["share"],
                left=left,
                height=0.56,
                color=colours[document],
                alpha=alpha,
                edgecolor="white",
                linewidth=1,
            )
            if row["share"] > 0.02 + 0.0115 * len(row[part]):
                ax.text(
                    left + row["share"] / 2,
                    heights[document],
                    f"{row[part]}\n{row['words']:,}",
                    ha="center",
                    va="center",
                    fontsize="small",
                    color=ink_on(colours[document], alpha),
                )
            else:
                small.append(f"{row[part]} {row['words']:,}")
            left += row["share"]
        if small:
            ax.text(1, heights[document] - 0.33, _told(small, ax), ha="right", va="top", fontsize="small", color=INK)
    ax.set_xlim(0, 1)
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0%", "25%", "50%", "75%", "100%"])
    ax.set_xlabel("share of the words")
    ax.grid(visible=False)
    return ax
