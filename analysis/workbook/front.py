"""The page in front of a comparison: was it read rightly, what holds, what to read, pictures, and where the rest is."""

import base64
import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

import pandas as pd

from analysis.showing.claims import Claim
from analysis.showing.tables import show_table
from analysis.study import Study
from analysis.workbook.gather import Gathered
from analysis.workbook.summary import KINDS, MEANING
from analysis.workbook.told_tables import Told

_SHOWN = ("who_speaks", "timeline", "told_only_here", "word_contrasts")  # in front; the rest is in figures/
_MOST_ROWS = 40


@dataclass(frozen=True)
class Found:
    """All that a comparison has found, for the pages that tell it."""

    study: Study
    gathered: Gathered
    tables: Mapping[str, Told]
    claims: Sequence[Claim]
    unasked: Sequence[str]
    figures: pd.DataFrame
    over_all: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    wrong: tuple[str, ...] = ()  # what failed in the notebook

    @property
    def heading(self) -> str:
        """What is compared, in a line."""
        names = list(self.gathered.files)
        target = self.study.names["target"]
        others = [name for name in names if name != target]
        return f"{target} and {others[0]}" if len(others) == 1 else f"{len(others)} texts beside {target}"


def front_page(found: Found, folder: Path) -> str:
    """The body of the page, from what was found and the pictures drawn into `folder`."""
    parts = [f"<h1>{html.escape(found.heading)}</h1>", _was_it_read(found)]
    parts += [_over_all(found)] if found.over_all else []
    parts += [
        _what_holds(found),
        _to_read(found),
        _pictures(found, folder / "figures"),
        _files(found),
        _left_out(found),
    ]
    return "\n".join(filter(None, parts))


def _was_it_read(found: Found) -> str:
    corpus, look = found.study.corpus, found.tables["look_here"].table
    said = [f"{name} was not read: {why}" for name, why in found.gathered.failed] + list(found.gathered.twice)
    told = _list(said) if said else ""
    columns = ["document", "kind", "words", "quoted_share", "blocks", "notes", "language"]
    rows = corpus.documents.assign(kind=corpus.documents["kind"].replace("", "–"))
    read = found.study.show(rows, [name for name in columns if name in rows], rows=_MOST_ROWS)._repr_html_()
    checked = (
        found.study.show(
            look, ["document", "line", "says"], caption="Look here in the files.", rows=_MOST_ROWS
        )._repr_html_()
        if len(look)
        else "<p>The check of the reading has nothing to remark. It knows the faults that were seen before, no others.</p>"
    )
    return (
        "<h2>Was it read rightly?</h2><p>Before you believe a count: are these your texts, are the numbers of words "
        f"about right, are the notes out? A line is a page in a PDF, a paragraph in a word processor's file.</p>{told}{read}{checked}"
    )


def _what_holds(found: Found) -> str:
    parts = ["<h2>What holds</h2>"]
    for kind, claims in groupby(found.claims, key=lambda one: one.kind):
        parts.append(
            f'<h3>{KINDS[kind]}</h3><p class="standing">{MEANING[kind]}</p>{_list(one.text for one in claims)}'
        )
    if found.unasked:
        parts.append(f"<h3>What could not be asked</h3>{_list(found.unasked)}")
    return "".join(parts)


def _to_read(found: Found) -> str:
    """Places that the rules propose; a reader decides."""
    show, parts = found.study.show, []
    if len(found.study.corpus) == 2:
        rows = found.tables["episodes"].table
        headings = {"names": "names in both", "dates": "dates in both", "words": "words in both"}
        columns = ["target_line", "reference_line", "names", "dates", "words"]
        if len(rows):
            parts.append(
                show(
                    rows,
                    columns,
                    headings=headings,
                    rows=8,
                    caption="Passages that may tell the same: open both at these lines.",
                )._repr_html_()
            )
        runs = found.tables["shared_phrases"].table
        runs = runs[~runs["formula"]] if len(runs) else runs
        if len(runs):
            columns = ["phrase", "target_line", "reference_line"]
            parts.append(
                show(
                    runs, columns, rows=8, caption="Runs of words in both that are no name or stock phrase."
                )._repr_html_()
            )
    causes = found.tables["causes"].table
    if len(causes):
        short = {side: causes[side].str.split().str[:8].str.join(" ") for side in ("cause", "effect")}
        columns = ["document", "line", "cause", "connective", "effect"]
        parts.append(
            show(
                causes.assign(**short),
                columns,
                rows=8,
                caption="Causal claims, by their grammar: about half are worth a look.",
            )._repr_html_()
        )
    intro = "<h2>Where to read</h2><p>Proposed by rules that miss much and err. A row is a place to open, not a finding.</p>"
    return intro + "".join(parts) if parts else ""


def _over_all(found: Found) -> str:
    table = found.over_all["over_all"].copy()
    target = found.study.names["target"]
    table["names_shared"] = table["names_shared"].astype(str) + " of " + table["names_target"].astype(str)
    headings = {
        "document": "text", "names_shared": f"names of {target} it has", "names_own": "names of its own",
        "episodes": "passages that may tell the same", "phrases": "runs of five words or more in both",
        "phrases_quoted": "of these in quotation marks", "quotes": "whom it quotes by name",
    }  # fmt: skip
    columns = ["document", "words", "quoted_share", *list(headings)[1:]]
    shown = show_table(
        table, columns, headings=headings, rows=_MOST_ROWS, caption=f"Each text beside {target}, by name of file."
    )
    runs = found.over_all["phrases"]
    lines = ["reference_document", "phrase", "reference_line", "target_line", "quoted"]
    named = {
        "reference_document": "text",
        "reference_line": "line",
        "target_line": f"line, {target}",
        "quoted": "in quotation marks",
    }
    more = (
        show_table(
            runs,
            lines,
            headings=named,
            rows=20,
            caption=f"Runs of words shared with {target}, names and stock phrases aside.",
        )._repr_html_()
        if len(runs)
        else ""
    )
    return (
        f"<h2>All texts beside {html.escape(target)}</h2><p>Who covers what, who quotes whom, which words are shared. "
        "Counts of places to open: no grade, no ranking, and no word on how a phrase came into a text.</p>"
        f"{shown._repr_html_()}{more}"
    )


def _pictures(found: Found, folder: Path) -> str:
    drawn = found.figures[found.figures["left_out"] == ""].set_index("name")
    parts = []
    for name in _SHOWN:
        if name in drawn.index:
            about, data = drawn.loc[name], base64.b64encode((folder / f"{name}.png").read_bytes()).decode()
            parts.append(
                f'<figure><img src="data:image/png;base64,{data}" alt="{html.escape(about["alt"])}">'
                f"<figcaption>{html.escape(about['caption'])}</figcaption></figure>"
            )
    return "<h2>In pictures</h2>" + "".join(parts) if parts else ""


def _files(found: Found) -> str:
    tables = [one for one in found.tables.values() if len(one.table)]
    listed = [
        f'<a href="tables/{one.name}.csv">{one.name.replace("_", " ")}</a> {html.escape(one.caption)}' for one in tables
    ]
    drawn = found.figures.loc[found.figures["left_out"] == "", "name"]
    figures = ", ".join(f'<a href="figures/{name}.png">{name.replace("_", " ")}</a>' for name in drawn)
    items = "".join(f"<li>{one}</li>" for one in listed)
    return (
        '<h2>Everything else</h2><p><a href="reading.html">The whole reading</a>, with its figures and tables; '
        '<a href="notebooks/reading.ipynb">the notebook</a> to change and run again; '
        '<a href="tables.xlsx">all tables in one spreadsheet</a>; each as CSV:</p>'
        f"<details><summary>{len(tables)} tables</summary><ul>{items}</ul></details>"
        f"<details><summary>{len(drawn)} figures</summary><p>{figures}</p></details>"
    )


def _left_out(found: Found) -> str:
    said = [f"Table {one.name.replace('_', ' ')}: {one.why}" for one in found.tables.values() if one.why]
    left = found.figures[found.figures["left_out"] != ""]
    said += [
        f"Figure {row.name_.replace('_', ' ')}: {row.left_out}"
        for row in left.rename(columns={"name": "name_"}).itertuples()
    ]
    said += list(found.wrong)
    return f"<h2>What could not be made</h2>{_list(said)}" if said else ""


def _list(said) -> str:
    return "<ul>" + "".join(f"<li>{html.escape(one)}</li>" for one in said) + "</ul>"


def summary_text(found: Found) -> str:
    """The same in a page of plain Markdown, for a letter or the terminal."""
    lines = [f"# {found.heading}", ""]
    look = found.tables["look_here"].table
    lines += ["## Was it read rightly?", ""]
    lines += [f"- {name} was not read: {why}" for name, why in found.gathered.failed]
    lines += [f"- {said}" for said in found.gathered.twice]
    lines += [f"- {row.document or 'files'}, line {row.line}: {row.says}" for row in look.head(_MOST_ROWS).itertuples()]
    lines += ["- The check of the reading has nothing to remark."] if lines[-1] == "" else []
    for kind, claims in groupby(found.claims, key=lambda one: one.kind):
        lines += ["", f"## {KINDS[kind]}", "", MEANING[kind], "", *(f"- {one.text}" for one in claims)]
    if found.unasked:
        lines += ["", "## What could not be asked", "", *(f"- {said}" for said in found.unasked)]
    return "\n".join(lines) + "\n"
