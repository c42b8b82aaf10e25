"""Counts with their bars, and the barcode of a query: strokes to be clicked, a lane a document."""

import numpy as np
import pandas as pd

from analysis.explore.markup import Safe, tag
from analysis.explore.told import place_button, rows_of
from analysis.showing.units import per_thousand

MOST_STROKES = 300  # a lane; of more, neighbours share a stroke
SIGNS = "●■▲◆▼★"  # a document's sign beside its name and colour, so that neither must be told by hue alone


def colours_of(documents: list[str]) -> dict[str, str]:
    """A colour for each document, that of the figures."""
    from analysis.plots.marks import colours_for

    return colours_for(documents)


def sign(document: str, documents: list[str]) -> Safe:
    """A document's sign in its colour: what lanes, bars and points of it begin with."""
    place = documents.index(document) if document in documents else 0
    colour = colours_of(documents).get(document, "#333333")
    return tag("span", SIGNS[place % len(SIGNS)], class_="sign", style=f"color:{colour}", aria_hidden="true")


def counts_html(counts: pd.DataFrame, hits: pd.DataFrame, documents: list[str]) -> Safe:
    """A row a document: uses, per 1,000 words with the interval, segments reached; the bar opens the first use."""
    top = float(counts["high"].max()) if counts["high"].notna().any() else 1.0
    firsts = hits.drop_duplicates("document").set_index("document")
    rows = []
    for name, n, words, reach, segments, share, low, high in rows_of(counts, *counts.columns):
        cells = [tag("th", sign(name, documents), f" {name}", scope="row"), tag("td", f"{n:,}", class_="n")]
        if pd.isna(share):
            rows.append(tag("tr", cells, tag("td", "no words of this voice", colspan=4)))
            continue
        bar = _bar(name, float(share), float(low), float(high), top, firsts, documents)
        told = f"{_two_digits(low)} to {_two_digits(high)}"
        cells += [_number(per_thousand(share)), _number(told), tag("td", bar, class_="bar")]
        cells += [_number(f"{reach} of {segments}"), tag("td", f"{words:,}", class_="n spare")]
        rows.append(tag("tr", cells))
    heads = [tag("th", name, scope="col") for name in ("text", "uses", "per 1,000 words", "interval (95%)")]
    heads += [tag("td", tag("span", "bar", class_="unseen")), tag("th", "segments reached", scope="col")]
    heads += [tag("th", "words counted", scope="col", class_="spare")]
    head = tag("tr", heads)
    return tag("table", tag("caption", "How often"), tag("thead", head), tag("tbody", rows), class_="counts")


def _two_digits(share: float) -> str:
    """An end of an interval per 1,000 words: more digits than two say more than it knows."""
    return per_thousand(float(f"{float(share):.2g}"))


def _number(told: str) -> Safe:
    return tag("td", told, class_="n")


def _bar(name, share, low, high, top, firsts, documents) -> Safe:
    """A bar for the share and a line for its interval; a click reads the first use."""
    colour = colours_of(documents).get(name, "#333333")
    drawn = [
        tag("span", class_="fill", style=f"width:{100 * share / top:.1f}%;background:{colour}"),
        tag("span", class_="whisker", style=f"left:{100 * low / top:.1f}%;width:{100 * (high - low) / top:.1f}%"),
    ]
    if name not in firsts.index:
        return tag("span", drawn, class_="track")
    start, end = firsts.loc[name, ["start", "end"]]
    return place_button(drawn, name, start, end, class_="track", aria_label=f"read the first use in {name}")


def barcode_html(hits: pd.DataFrame, documents: list[str], query: str) -> Safe:
    """A lane a document from its first to its last word; each stroke is a use, and opens it. Arrow keys go along."""
    lanes = [_lane(name, hits[hits["document"] == name], documents) for name in documents]
    words = [tag("span", word) for word in ("beginning", "middle", "end")]
    ends = tag("div", tag("div", words), class_="lane-row ends", aria_hidden="true")
    return tag("section", tag("h3", "Where"), lanes, ends, class_="barcode", aria_label=f"Where {query} stands")


def _lane(name: str, hits: pd.DataFrame, documents: list[str]) -> Safe:
    colour = colours_of(documents).get(name, "#333333")
    strokes = []
    for place, (position, start, end, line, uses) in enumerate(_strokes(hits)):
        told = f"{uses} uses from line {line}" if uses > 1 else f"line {line}"
        strokes.append(
            place_button(
                "",
                name,
                start,
                end,
                class_="stroke",
                style=f"left:{100 * position:.2f}%;--ink:{colour};--wide:{2 if uses == 1 else 3}px",
                aria_label=f"{name}, {told}",
                title=told,
                tabindex=-1 if place else 0,
                key=f"stroke-{name}-{start}",
            )
        )
    total = f"{len(hits):,} use{'s' * (len(hits) != 1)}"
    label = tag("span", sign(name, documents), f" {name}", tag("small", f" {total}"), class_="lane-name")
    lane = tag("div", strokes, class_="lane", role="group", aria_label=f"{name}: {total}")
    return tag("div", label, lane, class_="lane-row")


def _strokes(hits: pd.DataFrame) -> list[tuple[float, int, int, int, int]]:
    """position, start, end, line, uses of each stroke; many uses share strokes, each opening its first use."""
    table = hits.assign(uses=1)
    if len(hits) > MOST_STROKES:
        bins = np.floor(hits["position"] * MOST_STROKES).astype(int)
        groups = table.groupby(bins)
        table = groups.first().assign(uses=groups.size())
    return list(rows_of(table, "position", "start", "end", "line", "uses"))
