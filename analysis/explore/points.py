"""Sentences as points: along the text, and up or down by their tone; each is a button that opens its sentence."""

import pandas as pd

from analysis.explore.markup import Safe, tag
from analysis.explore.strokes import SIGNS, colours_of, sign
from analysis.explore.told import place_button, rows_of


def points_html(table: pd.DataFrame, documents: list[str]) -> Safe:
    """A field a document: `position` (0 to 1) along, `compound` (-1 to 1) up. Arrow keys go from point to point."""
    fields = [
        _field(name, table[table["document"] == name].sort_values("start", kind="stable"), documents)
        for name in documents
    ]
    return tag("section", tag("h3", "Tone along the text"), fields, class_="points", aria_label="Tone along the text")


def _field(name: str, rows: pd.DataFrame, documents: list[str]) -> Safe:
    place = documents.index(name) % len(SIGNS)
    colour = colours_of(documents)[name]
    points = [
        place_button(
            SIGNS[place],
            name,
            start,
            end,
            class_="point",
            style=f"left:{100 * position:.2f}%;top:{50 - 46 * tone:.1f}%;--ink:{colour}",
            aria_label=f"{name}, line {line}, tone {tone:+.2f}",
            title=f"line {line}, tone {tone:+.2f}",
            tabindex=-1 if number else 0,
            key=f"point-{name}-{start}",
        )
        for number, (position, tone, start, end, line) in enumerate(
            rows_of(rows, "position", "compound", "start", "end", "line")
        )
    ]
    label = tag("span", sign(name, documents), f" {name}", tag("small", f" {len(rows)} sentences"), class_="lane-name")
    marks = [tag("span", word, class_=f"axis {word}", aria_hidden="true") for word in ("positive", "negative")]
    field = tag("div", marks, points, class_="field", role="group", aria_label=f"{name}: sentences by tone")
    return tag("div", label, field, class_="lane-row")
