"""Figures of history: when each text tells what, which causes it gives, and who acts."""

import pandas as pd

from analysis.corpus import BODY_KINDS
from analysis.figures.crowds import groups_above
from analysis.figures.picture import new_figure
from analysis.figures.registry import Drawn, document_colours, filled, listing, recipe
from analysis.plots import name_documents, plot_causes, plot_roles, plot_timeline
from analysis.plots.history import WEIGHTS_LEGEND, years_of
from analysis.study import Study


@recipe
@groups_above(12)
def timeline(study: Study) -> Drawn:
    """When each text is: the dates it names, in the order of the telling.

    Read down a panel as one reads the text; a line to the left looks back, a bar is a stretch of years.

    Parameters
    ----------
    study : Study or Corpus
        A Corpus is read with the usual knobs.

    Returns
    -------
    Picture
        Its table: one row a date of the running text, in reading order:
        document, position : where it is named, 0 to 1
        text, begin, finish : as in `find_dates`
        year : the middle of its span, with its fraction
        block, sentence, start, end : where it stands
    """
    dates = study.dates
    dates = dates[(dates["begin"] != "") & (dates["finish"] != "") & (dates["precision"] != "century")]
    table = filled(dates, "the texts name no date").assign(
        year=lambda rows: (years_of(rows["begin"]) + years_of(rows["finish"])) / 2
    )
    table["position"] = _positions(study, table)
    centre, spread = table["year"].median(), max(3 * (table["year"].quantile(0.9) - table["year"].quantile(0.1)), 10)
    shown = table[(table["year"] - centre).abs() <= spread]
    documents = list(dict.fromkeys(shown["document"]))
    height = 2.6 if len(documents) < 4 else 1.3
    figure, axes = new_figure(height=height * len(documents) + 0.3, rows=len(documents), sharex=True, squeeze=False)
    ends = shown.assign(since=years_of(shown["begin"]), until=years_of(shown["finish"]))
    margin = 0.12 * (ends["until"].max() - ends["since"].min()) + 1
    axes[0, 0].set_xlim(ends["since"].min() - margin, ends["until"].max() + margin)
    axes[-1, 0].xaxis.get_major_locator().set_params(integer=True)
    for ax, document in zip(axes[:, 0], documents, strict=True):
        ax.set_title(document)
        rows = ends[ends["document"] == document]
        fresh = rows["text"].ne(rows["text"].shift())
        labels = rows["text"].str.split().str.join(" ").where(fresh & ~rows["relative"].astype(bool), "")
        plot_timeline(rows.assign(label=labels), colour=document_colours(study)[document], ax=ax)
    away = len(table) - len(shown)
    note = f"{len(shown)} dates of the running text, in anybody's voice"
    note += f"; {away} far from the others not drawn." if away else "."
    alt = "; ".join(
        f"{document}: {len(rows)} dates from {int(rows['year'].min())} to {int(rows['year'].max())}"
        for document, rows in table.groupby("document", sort=False)
    )
    columns = ["document", "position", "text", "begin", "finish", "year", "block", "sentence", "start", "end"]
    return figure, table[columns].reset_index(drop=True), note, f"Dots and bars joined in reading order. {alt}."


@recipe
@groups_above(4)
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
        position, first_line : where it is given
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
    documents = list(dict.fromkeys(table["document"]))
    rows = [int((table["document"] == document).sum()) for document in documents]
    figure, axes = new_figure(
        height=0.21 * sum(rows) + 0.5 * len(rows) + 0.3, rows=len(rows), sharex=True, squeeze=False, height_ratios=rows
    )
    for ax, document in zip(axes[:, 0], documents, strict=True):
        part = table[table["document"] == document].rename(columns={"code": "label"})
        plot_causes(part, colour=document_colours(study)[document], ax=ax)
        ax.set_title(document)
    axes[-1, 0].set_xlabel(f"where in the text\n{WEIGHTS_LEGEND}")
    note = f"As marked by a reader in codings.csv{f': causes of {of}' if of else ''}. At the right: how it is argued."
    alt = "; ".join(
        f"{document}: {listing(f'{row.code} ({row.weight}, {row.argued})' for row in part.itertuples())}"
        for document, part in table.groupby("document", sort=False)
    )
    columns = ["document", "code", "about", "weight", "argued", "position", "first_line"]
    return figure, table[columns], note, f"Rows of dots. {alt}."


def _positions(study: Study, table: pd.DataFrame) -> pd.Series:
    """How far into the running text each row begins, 0 to 1."""
    blocks = study.corpus.blocks
    length = blocks[blocks["kind"].isin(BODY_KINDS)].groupby("document")["end"].max()
    return table["start"].astype(float) / table["document"].map(length).astype(float)


def _in_order(study: Study):
    place = {name: number for number, name in enumerate(study.corpus)}
    return lambda column: column.map(place) if column.name == "document" else column


@recipe
@groups_above(4)
def who_acts(study: Study, *, top: int = 6) -> Drawn:
    """Who acts, and on whom others act.

    Parameters
    ----------
    study : Study or Corpus
        A Corpus is read with the usual knobs.
    top : int
        Actors: those with most clauses.

    Returns
    -------
    Picture
        Its table: one row an actor and document, the most active first:
        actor, document : who, and in which text
        acts : clauses in which the actor is the one who does it
        acted_on : clauses in which something is done to the actor: passive, or as the object of another
    """
    table = filled(count_roles(study), "no actor does anything that the rules of grammar find")
    most = table.groupby("actor", sort=False)[["acts", "acted_on"]].sum().sum(axis=1).nlargest(top).index
    table = table[table["actor"].isin(most)]
    table = table.sort_values(
        "actor", key=lambda column: column.map(list(most).index), kind="stable", ignore_index=True
    )
    figure, ax = new_figure(height=0.5 * table["actor"].nunique() + 0.5)
    plot_roles(table, colours=document_colours(study), ax=ax)
    name_documents(ax, document_colours(study))
    note = (
        "Bars to the right: clauses in which the actor acts; pale, to the left: in which something is done to it. "
        "Found by grammar in the authors' own words; pronouns only where one sense is open."
    )
    alt = "; ".join(f"{r.actor} in {r.document} acts {r.acts} times, acted on {r.acted_on}" for r in table.itertuples())
    return figure, table, note, f"Bars. {alt}."


def count_roles(study: Study) -> pd.DataFrame:
    """actor, document, acts, acted_on: a row for each pair, in the author's own voice."""
    own = study.actions[study.actions["voice"] == "author"]
    does = own[own["role"] != "patient"].groupby(["actor", "document"]).size()
    objects = own[own["object_actor"] != ""].assign(actor=lambda rows: rows["object_actor"])
    done = pd.concat([own[own["role"] == "patient"], objects]).groupby(["actor", "document"]).size()
    counts = pd.DataFrame({"acts": does, "acted_on": done}).fillna(0).astype(int)
    whole = pd.MultiIndex.from_product([counts.index.unique(0), list(study.corpus)], names=["actor", "document"])
    return counts.reindex(whole, fill_value=0).reset_index()
