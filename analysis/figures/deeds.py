"""Figures of deeds: who acts, and on whom others act."""

import pandas as pd

from analysis.figures.labels import in_panels, laid_over, lines_of, within, words_of
from analysis.figures.picture import new_figure
from analysis.figures.registry import Drawn, filled, recipe
from analysis.history import find_actions
from analysis.plots import name_documents, plot_roles
from analysis.study import Study


@recipe
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
        lines : of the file, in which it acts or is acted on; "" where a row stands for several texts
    """
    documents, said = in_panels(study, words_of(study), "most words")
    actions = find_deeds(study, documents)
    drawn, colours, grouped = laid_over(study)
    table = filled(count_roles(actions, drawn, documents), "no actor does anything that the rules of grammar find")
    most = table.groupby("actor", sort=False)[["acts", "acted_on"]].sum().sum(axis=1).nlargest(top).index
    table = table[table["actor"].isin(most)]
    table = table.sort_values(
        "actor", key=lambda column: column.map(list(most).index), kind="stable", ignore_index=True
    )
    figure, ax = new_figure(height=(0.4 + 0.1 * len(colours)) * table["actor"].nunique() + 0.9)
    plot_roles(table.assign(document=table["document"].map(drawn).fillna(table["document"])), colours=colours, ax=ax)
    name_documents(ax, colours)
    ax.set_xlabel("clauses: ← acted on (pale)   acts →")
    note = (
        f"The {len(most)} with most clauses. Found by grammar in the authors' own words; a pronoun counts only where "
        f"it can mean one actor alone. {said} {grouped}"
    )
    alt = "; ".join(
        f"{r.actor} in {within(drawn.get(str(r.document), str(r.document)))} acts {r.acts} times, acted on {r.acted_on}"
        for r in table.itertuples()
    )
    return figure, table, note.strip(), f"Bars. {alt}."


def find_deeds(study: Study, documents: list[str]) -> pd.DataFrame:
    """The study's actions in these documents; of a crowd only these are parsed."""
    if len(documents) == len(study.corpus):
        return study.actions
    corpus = study.corpus.only(documents)
    found = find_actions(corpus)
    return found.assign(line=lines_of(corpus, found))


def count_roles(actions: pd.DataFrame, drawn: dict[str, str], documents: list[str]) -> pd.DataFrame:
    """actor, document, acts, acted_on, lines: a row for each pair, in the author's own voice; sides past six texts."""
    own = actions[actions["voice"] == "author"]
    objects = own[own["object_actor"] != ""].assign(actor=lambda rows: rows["object_actor"])
    done = pd.concat([own[own["role"] == "patient"], objects])
    parts = pd.concat([own[own["role"] != "patient"].assign(acts=1, acted_on=0), done.assign(acts=0, acted_on=1)])
    places = list(dict.fromkeys(drawn[name] for name in documents))
    single = len(set(drawn.values())) == len(drawn)
    names = {label: name for name, label in drawn.items()} if single else {}
    parts["place"] = parts["document"].map(drawn)
    counts = parts.groupby(["actor", "place"], sort=False)[["acts", "acted_on"]].sum()
    whole = pd.MultiIndex.from_product([counts.index.unique(0), places], names=["actor", "place"])
    lines = parts.groupby(["actor", "place"])["line"].agg(lambda found: ", ".join(map(str, sorted(set(found)))))
    table = counts.reindex(whole, fill_value=0).reset_index()
    told = [lines.get((row.actor, row.place), "") if single else "" for row in table.itertuples()]
    table = table.rename(columns={"place": "document"}).assign(lines=told)
    return table.assign(document=table["document"].replace(names))
