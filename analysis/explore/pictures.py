"""The picture of a query: a row a document, its share with the interval at the left, its strokes at the right."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from analysis.explore.answers import Answer
from analysis.explore.told import rows_of
from analysis.figures import Picture
from analysis.figures.picture import house_style, new_figure
from analysis.knobs import WHOSE
from analysis.plots.marks import FAINT, colours_for, per_thousand, rows_down
from analysis.study import Study


def query_picture(study: Study, found: Answer, query: str) -> Picture:
    """How often and where a query stands, one row a document.

    Parameters
    ----------
    study : Study
        The reading that was asked.
    found : Answer
        Of `ask`.
    query : str
        What was looked for.

    Returns
    -------
    Picture
        Its table: `found.counts`.
    """
    documents = list(study.corpus.texts)
    with house_style():
        wide: dict[str, Any] = {"gridspec_kw": {"width_ratios": [2, 5]}, "sharey": True}
        figure, (left, right) = new_figure(height=0.9 + 0.3 * len(documents), columns=2, **wide)
        heights = dict(zip(documents, rows_down(left, documents), strict=True))
        _draw_shares(left, found.counts, heights)
        _draw_strokes(right, found.hits, heights)
        figure.suptitle(f"“{query}”", x=0.01, ha="left", fontweight="bold")
    rows = rows_of(found.counts, "document", "n", "words")
    told = "; ".join(f"{name} {n:,} in {words:,} words" for name, n, words in rows)
    caption = f"“{query}” in {WHOSE[study.voice]}: how often, with 95% intervals, and where. {told}."
    return Picture(figure, found.counts, caption, f"Shares and barcodes. {told}.", "query")


def _draw_shares(ax: Axes, counts: pd.DataFrame, heights: dict[str, int]) -> None:
    """A dot and its interval for each document; a hollow dot at zero where it never stands."""
    colours = colours_for(heights)
    told = counts[counts["share"].notna()]
    for name, n, share, low, high in rows_of(told, "document", "n", "share", "low", "high"):
        ax.hlines(heights[name], float(low), float(high), color=colours[name], linewidth=1.4, alpha=0.7)
        ax.plot([float(share)], [heights[name]], "o", color=colours[name], markerfacecolor=None if n else "white")
    per_thousand(ax)
    ax.set_xlim(left=0)
    ax.set_xlabel("per 1,000 words")


def _draw_strokes(ax: Axes, hits: pd.DataFrame, heights: dict[str, int]) -> None:
    """A stroke for each use, from the first word of its document to the last; the number counts them."""
    colours = colours_for(heights)
    for name, y in heights.items():
        places = hits.loc[hits["document"] == name, "position"].to_numpy(dtype=float)
        ax.hlines(y, 0, 1, color=FAINT, linewidth=0.6, zorder=0)
        ax.vlines(places, y - 0.34, y + 0.34, color=colours[name], linewidth=1.1)
        ax.text(1.02, y, f"{len(places):,}", color=colours[name], va="center", fontsize="small")
    ax.set_xlim(0, 1.08)
    ax.set_xticks([0, 0.5, 1], ["beginning", "middle", "end"])
    ax.tick_params(axis="y", length=0, labelleft=False)
    ax.grid(visible=False)
