"""Figures of history: when each text tells what, and which causes it gives."""

import pandas as pd
from matplotlib.figure import Figure

from analysis.corpus import BODY_KINDS
from analysis.figures.labels import document_colours, document_labels, in_panels, within
from analysis.figures.picture import WIDTH, new_figure
from analysis.figures.registry import Drawn, filled, listing, recipe
from analysis.plots import label_timeline, plot_causes, plot_timeline, tell_weights
from analysis.plots.history import in_years
from analysis.plots.marks import label_room
from analysis.study import Study

_UNITS = {".pdf": "page"} | dict.fromkeys((".docx", ".odt", ".rtf", ".epub"), "paragraph")  # of Document.line_at


@recipe
def timeline(study: Study) -> Drawn:
    """When each text is: the dates it names, in the order of the telling.

    Read down a panel as one reads the text; a line to the left looks back.

    Parameters
    ----------
    study : Study or Corpus
        A Corpus is read with the usual knobs.

    Returns
    -------
    Picture
        Its table: one row a date of the running text, in reading order:
        document, position, line : where it is named: 0 to 1, and in the file
        text, begin, finish, precision : as in `find_dates`
        year : the middle of its span, with its fraction
        from_year, to_year : the time it covers, in years with their fraction
        block, sentence, start, end, voice : as in `find_dates`
    """
    dates = study.dates
    dates = dates[(dates["begin"] != "") & (dates["finish"] != "") & (dates["precision"] != "century")]
    table = filled(dates, "the texts name no date").assign(
        from_year=lambda rows: in_years(rows["begin"]), to_year=lambda rows: in_years(rows["finish"], end=True)
    )
    table["position"] = _positions(study, table)
    table["year"] = year = (table["from_year"] + table["to_year"]) / 2
    spread = max(3 * (year.quantile(0.9) - year.quantile(0.1)), 10)
    shown = table[(year - year.median()).abs() <= spread]
    documents, said = in_panels(study, shown["document"].value_counts(), "most dates")
    away, shown = len(table) - len(shown), shown[shown["document"].isin(documents)].reset_index(drop=True)
    figure = _draw_timeline(study, shown, documents)
    note = f"{len(shown)} dates of the running text, in anybody's voice. A bar covers all the time that a date means "
    note += "(a year, a decade); a dot is a month or a day."
    note += f" {away} far from the others are not drawn." if away else ""
    labels = document_labels(study)
    silent = [within(labels[name]) for name in study.corpus if name not in set(table["document"])]
    note += f" No date in {listing(silent)}." if silent and len(silent) < 4 else ""
    alt = "; ".join(
        f"{within(labels[str(name)])}: {len(rows)} dates from {int(rows['from_year'].min())} to "
        f"{int(rows['to_year'].max() - 0.01)}"
        for name, rows in shown.groupby("document", sort=False)
    )
    columns = ["document", "position", "line", "text", "begin", "finish", "precision", "year", "from_year", "to_year"]
    columns += ["block", "sentence", "start", "end", "voice"]
    return figure, shown[columns], f"{note} {said}".strip(), f"Bars and dots joined in reading order. {alt}."


def _draw_timeline(study: Study, shown: pd.DataFrame, documents: list[str]) -> Figure:
    height = 2.6 if len(documents) < 4 else 1.6
    figure, axes = new_figure(height=height * len(documents) + 0.3, rows=len(documents), sharex=True, squeeze=False)
    first, last = shown["from_year"].min(), shown["to_year"].max()
    for ax, document in zip(axes[:, 0], documents, strict=True):
        plot_timeline(shown[shown["document"] == document], colour=document_colours(study)[document], ax=ax)
        ax.set_title(document_labels(study)[document])
    room = 0.2 * max(last - first, 1.0)  # for what is written beside the first and the last
    axes[0, 0].set_xlim(first - room, last + room)
    axes[-1, 0].xaxis.get_major_locator().set_params(integer=True)
    axes[-1, 0].set_xlabel("year (a panel is read downwards)")
    figure.draw_without_rendering()
    for ax, document in zip(axes[:, 0], documents, strict=True):
        rows = shown[shown["document"] == document]
        fresh = rows["text"].ne(rows["text"].shift()) & ~rows["relative"].astype(bool)
        label_timeline(rows.assign(label=rows["text"].str.split().str.join(" ").where(fresh, "")), ax=ax)
    return figure


@recipe
def causes_given(study: Study, *, of: str | None = None) -> Drawn:
    """Which causes each text gives, where, and how it argues them.

    Parameters
    ----------
    study : Study or Corpus
        A Corpus is read with the usual knobs; it needs a codings.csv with causes.
    of : str, optional
        Only the causes of this, as the column `about` of codings.csv names it. Left out: of that which has most
        causes; "" takes all.

    Returns
    -------
    Picture
        Its table: one row a cause, in reading order:
        document, code, about : what the reader calls it, and of what it is a cause
        weight, argued : as the reader coded them
        position, first_line, last_line : where it is given: 0 to 1, and in the file
        block, start, end : the same in the document's text
    """
    codings = study.codings
    causes = codings[(codings["kind"] == "cause") & codings["found"].astype(bool)]
    if of is None and "about" in causes:
        of = next(iter(causes["about"].value_counts().index), "")
    causes = causes[causes["about"] == of] if of and "about" in causes else causes
    table = filled(causes, "codings.csv has no cause that stands in these texts").reset_index(drop=True)
    for column in ("about", "weight", "argued"):
        if column not in table:
            table[column] = ""
    table["position"] = _positions(study, table)
    table = table.sort_values(["document", "position"], key=_in_order(study), kind="stable", ignore_index=True)
    documents, said = in_panels(study, table["document"].value_counts(), "most causes")
    table = table[table["document"].isin(documents)].reset_index(drop=True)
    figure = _draw_causes(study, table, documents)
    note = f"As coded by a reader in codings.csv{f'; causes of {of}' if of else ''}. A filled mark weighs more than a "
    note += "hollow one; at the right, the line of the file and how the cause is argued."
    note += _told_of(table, document_labels(study))
    if "restated" in set(table["weight"]):
        note += f" {(table['weight'] == 'restated').sum()} marks (◇, restated) say an earlier cause again."
    labels = document_labels(study)
    alt = "; ".join(
        f"{within(labels[str(name)])}: "
        + listing(f"{row.code} (line {row.first_line}, {row.weight}, {row.argued})" for row in part.itertuples())
        for name, part in table.groupby("document", sort=False)
    )
    columns = ["document", "code", "about", "weight", "argued", "position", "first_line", "last_line"]
    return figure, table[[*columns, "block", "start", "end"]], f"{note} {said}".strip(), f"Rows of marks. {alt}."


def _told_of(table: pd.DataFrame, labels: dict[str, str]) -> str:
    """A sentence that says of what they are causes, where that is not one thing: the most common, then the others."""
    about = table["about"].fillna("").astype(str)
    if about.nunique() < 2:
        return ""
    most = about.value_counts().index[0]
    others = []
    for other, part in table[about != most].groupby("about", sort=False):
        lines = [
            f"{within(labels[str(name)])} {', '.join(dict.fromkeys(rows['first_line'].astype(str)))}"
            for name, rows in part.groupby("document", sort=False)
        ]
        others.append(f"{other} ({'; '.join(lines)})")
    return f" All are causes of {most or 'what the coder left open'} but those, by line, of {listing(others)}."


def _draw_causes(study: Study, table: pd.DataFrame, documents: list[str]) -> Figure:
    rows = [int((table["document"] == document).sum()) for document in documents]
    pitch = 0.23 if table["code"].str.len().max() <= label_room(WIDTH.get()) else 0.29  # some labels take two lines
    figure, axes = new_figure(
        height=pitch * sum(rows) + 0.7 * len(rows) + 0.3, rows=len(rows), sharex=True, squeeze=False, height_ratios=rows
    )
    colours, labels = document_colours(study), document_labels(study)
    for ax, document in zip(axes[:, 0], documents, strict=True):
        part = table[table["document"] == document].rename(columns={"first_line": "line"})
        twice = part["code"].duplicated(keep=False)
        unit = _UNITS.get(study.corpus[document].source.suffix.lower(), "line")
        label = part["code"].where(~twice, part["code"] + f" ({unit} " + part["line"].astype(str) + ")")
        plot_causes(part.assign(label=label), unit=unit, colour=colours[document], ax=ax)
        ax.set_title(labels[document], pad=14)
    axes[-1, 0].set_xlabel("where in the text")
    figure.supxlabel(tell_weights(table["weight"]), fontsize="small")
    return figure


def _positions(study: Study, table: pd.DataFrame) -> pd.Series:
    """How far into the running text each row begins, 0 to 1."""
    blocks = study.corpus.blocks
    length = blocks[blocks["kind"].isin(BODY_KINDS)].groupby("document")["end"].max()
    return table["start"].astype(float) / table["document"].map(length).astype(float)


def _in_order(study: Study):
    place = {name: number for number, name in enumerate(study.corpus)}
    return lambda column: column.map(place) if column.name == "document" else column
