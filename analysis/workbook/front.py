"""The page in front of a comparison: was it read rightly, what holds, where to read, pictures, the rest."""

import base64
import html
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from analysis.showing.fields import escape_markdown
from analysis.showing.shown import Shown
from analysis.workbook.found import Found
from analysis.workbook.front_tables import beside_tables, reading_tables, tables_to_read
from analysis.workbook.summary import KINDS, MEANING

_LOOK = 20  # remarks on the reading in the summary
_SHOWN = ("who_speaks", "timeline", "told_only_here", "word_contrasts")  # in front; the rest is in figures/
_WHAT = (
    "What a program can say of these texts: first whether it read them rightly, then what holds, then where to read. "
    "What a text means, and which is right, it cannot say."
)
_READ = (
    "Before you believe a count: are these your texts, are the numbers of words about right, are the notes out? "
    "A <em>line</em> is a page in a PDF, a paragraph in a word processor's file."
)
_NOTHING = "The check of the reading has nothing to remark. It knows the faults that were seen before, no others."
_TO_READ = "Proposed by rules that miss much and err. A row is a place to open, not a finding."
_BESIDE = (
    "Who covers what, who quotes whom, which words are shared. Counts of places to open: no grade, no ranking, and no "
    "word on how a phrase came into a text."
)


def front_page(found: Found, folder: Path) -> str:
    """The body of the page, from what was found and the pictures drawn into `folder`."""
    said = _list([*_not_read(found), *found.gathered.twice])
    read = "".join(map(_table, reading_tables(found)))
    fine = f"<p>{_NOTHING}</p>" if found.tables["look_here"].table.empty else ""
    parts = [_head(1, found.heading), f"<p>{_WHAT}</p>"]
    parts += [_head(2, "Was it read rightly?"), f"<p>{_READ}</p>", said, read, fine]
    if found.beside:
        parts += [_head(2, f"All texts beside {found.study.names['target']}"), f"<p>{_BESIDE}</p>"]
        parts += map(_table, beside_tables(found))
    parts += [_what_holds(found)]
    to_read = "".join(map(_table, tables_to_read(found)))
    parts += [_head(2, "Where to read"), f"<p>{_TO_READ}</p>", to_read] if to_read else []
    parts += [_pictures(found, folder / "figures"), _files(found), _left_out(found)]
    return "\n".join(filter(None, parts))


def _not_read(found: Found) -> list[str]:
    return [f"Not read: {said}" for _, said in found.gathered.failed]


def _what_holds(found: Found) -> str:
    parts = [_head(2, "What holds")]
    for kind, claims in groupby(found.claims, key=lambda one: one.kind):
        meaning = f'<p class="standing">{html.escape(MEANING[kind])}</p>'
        parts += [_head(3, KINDS[kind]), meaning, _list(one.text for one in claims)]
    if found.unasked:
        parts += [_head(3, "What could not be asked"), _list(found.unasked)]
    return "".join(parts)


def _pictures(found: Found, folder: Path) -> str:
    drawn = {row["name"]: row for row in found.figures.to_dict("records") if row["left_out"] == ""}
    parts = []
    for name in _SHOWN:
        if name in drawn:
            about, data = drawn[name], base64.b64encode((folder / f"{name}.png").read_bytes()).decode()
            image = f'<img src="data:image/png;base64,{data}" alt="{html.escape(str(about["alt"]))}">'
            parts.append(f"<figure>{image}<figcaption>{html.escape(str(about['caption']))}</figcaption></figure>")
    return _head(2, "In pictures") + "".join(parts) if parts else ""


def _files(found: Found) -> str:
    tables = [one for one in (*found.beside.values(), *found.tables.values()) if len(one.table)]
    drawn = found.figures.loc[found.figures["left_out"] == "", "name"]
    items = "".join(
        f'<li><a href="tables/{one.name}.csv">{one.name.replace("_", " ")}</a> {html.escape(one.caption)}</li>'
        for one in tables
    )
    figures = ", ".join(f'<a href="figures/{name}.png">{name.replace("_", " ")}</a>' for name in drawn)
    return (
        f"{_head(2, 'Everything else')}<ul>"
        '<li><a href="reading.html">The whole reading</a>, with more figures and tables</li>'
        '<li><a href="notebooks/reading.ipynb">The notebook</a>, to change and run again</li>'
        '<li><a href="tables.xlsx">All tables in one spreadsheet</a></li>'
        '<li><a href="summary.md">This summary as plain text</a></li></ul>'
        f"<details><summary>{len(tables)} tables as CSV</summary><ul>{items}</ul></details>"
        f"<details><summary>{len(drawn)} figures</summary><p>{figures}</p></details>"
    )


def _left_out(found: Found) -> str:
    tables = [*found.beside.values(), *found.tables.values()]
    said = [f"Table {one.name.replace('_', ' ')}: {one.why}" for one in tables if one.why]
    left = found.figures[found.figures["left_out"] != ""]
    said += [
        f"Figure {name.replace('_', ' ')}: {why}" for name, why in zip(left["name"], left["left_out"], strict=True)
    ]
    said += found.wrong
    return _head(2, "What could not be made") + _list(said) if said else ""


def _table(shown: Shown) -> str:
    """A table that can be moved sideways on a narrow screen, by the keyboard as well."""
    label = html.escape(shown.caption or "The texts")
    return f'<div class="output_subarea" role="region" tabindex="0" aria-label="{label}">{shown._repr_html_()}</div>'


def _head(level: int, text: str) -> str:
    return f"<h{level}>{html.escape(text)}</h{level}>"


def _list(said: Iterable[str]) -> str:
    items = "".join(f"<li>{html.escape(one)}</li>" for one in said)
    return f"<ul>{items}</ul>" if items else ""


def summary_text(found: Found, *, markdown: bool = False) -> str:
    """The same in a page of plain text, for a letter or the terminal; words of the texts are no marks of `markdown`."""
    tell = escape_markdown if markdown else str
    look = found.tables["look_here"].table
    read = [*_not_read(found), *found.gathered.twice]
    first = look.head(_LOOK).to_dict("records")
    read += [f"{row['document'] or 'files'}, line {row['line']}: {row['says']}" for row in first]
    read += [f"And {len(look) - _LOOK} more, in tables/look_here.csv."] if len(look) > _LOOK else []
    lines = [f"# {tell(found.heading)}", "", "## Was it read rightly?", ""]
    lines += [f"- {tell(said)}" for said in read or [_NOTHING]]
    for kind, claims in groupby(found.claims, key=lambda one: one.kind):
        lines += ["", f"## {KINDS[kind]}", "", MEANING[kind], ""]
        lines += [f"- {one.markdown if markdown else one.text}" for one in claims]
    if found.unasked:
        lines += ["", "## What could not be asked", "", *(f"- {tell(said)}" for said in found.unasked)]
    return "\n".join(lines) + "\n"
