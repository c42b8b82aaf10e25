"""Figures of silence: what one text tells and another never mentions."""

import numpy as np
import pandas as pd

from analysis.corpus import BODY_KINDS, Corpus
from analysis.figures.labels import document_labels, label_colours, lines_of, relabelled, within
from analysis.figures.picture import new_figure
from analysis.figures.registry import Drawn, filled, listing, recipe
from analysis.plots import plot_coverage, plot_owned
from analysis.study import Study
from analysis.terms import name_term, split_terms

STRIPS = 3  # documents whose strips stand side by side; of more, a name's strip is that of its only text
MOST = 30  # names that a page holds


@recipe
def told_only_here(study: Study, *, least: int = 2) -> Drawn:
    """Names that one text tells of and the other never mentions, and where they stand.

    Parameters
    ----------
    study : Study or Corpus
        A Corpus is read with the usual knobs.
    least : int
        Fewest uses of a name.

    Returns
    -------
    Picture
        Its table: one row a name and segment of any document:
        name, document, segment : where
        n : uses there, 0 or more
        start, line : of the first use there, in characters and in the file; <NA> for none
    """
    lacks = "corpus.toml lists no names" if study.corpus.names.empty else "no name of corpus.toml is in one text only"
    table = filled(silences(study, least=least), lacks)
    labels = document_labels(study)
    told, owners = table[table["n"] > 0], len(study.corpus) > STRIPS
    names = told.groupby("name", sort=False)["n"].sum()
    kept = names.index if len(names) <= MOST else names.nlargest(MOST).index
    table, told = (part[part["name"].isin(kept)].reset_index(drop=True) for part in (table, told))
    figure, ax = new_figure(height=0.22 * len(kept) + (0.7 if owners else 0.9))
    if owners:
        segments = table.groupby("document")["segment"].max()
        strips = relabelled(study, table.assign(segments=table["document"].map(segments)))
        plot_owned(strips, colours=label_colours(study), ax=ax)
    else:
        plot_coverage(relabelled(study, table), colours=label_colours(study), ax=ax)
    note = (
        f"Names found {least} times or more in one text and nowhere in {'another' if owners else 'the other'}, in any "
    )
    note += "voice; darker = more often."
    if owners:
        note += " Each strip is the length of the one text that has the name; at the right, which, and how often."
    if len(names) > MOST:
        note += f" Of {len(names)} such names the {MOST} with most uses are drawn."
    alt = "; ".join(
        f"only in {within(labels[str(document)])}: {listing(group['name'].drop_duplicates())}"
        for document, group in told.groupby("document", sort=False)
    )
    return figure, table, f"{note}{'' if owners else _segment_note(study, table)}", f"Strips of segments. {alt}."


def _segment_note(study: Study, table: pd.DataFrame) -> str:
    lengths = relabelled(study, table).groupby("document", sort=False)["segment"].max()
    return " Segments: " + ", ".join(f"{within(str(name))} {n}" for name, n in lengths.items()) + "."


def silences(study: Study, *, least: int = 2) -> pd.DataFrame:
    """name, document, segment, n, start, line: a row for each name that only one document has, and each segment.

    Of three documents or fewer the segments of all are there, of more those of the document that has the name. A name
    that the other text has only inside a longer name (the city in the declaration named after it) is not absent.
    """
    corpus, terms = study.corpus, study.all_terms
    heads = {name_term(name): name for name in corpus.names["name"].drop_duplicates()}
    found = terms[terms["term"].isin(heads)].astype({"document": "str", "term": "str"})
    found = found.assign(name=found["term"].map(heads))
    counts = found.groupby(["name", "document"]).size().unstack(fill_value=0)
    spelt = _spelt_in(corpus)
    lonely = np.array([len(spelt[name]) == 1 for name in counts.index], dtype=bool)
    alone = counts[(counts.max(axis=1) >= least) & lonely]
    documents = corpus.documents["document"].tolist()
    owner = alone.idxmax(axis=1).map(documents.index)
    order = alone.max(axis=1).to_frame("n").assign(owner=owner).sort_values(["owner", "n"], ascending=[True, False])
    cells = found.groupby(["name", "document", "segment"])["start"].agg(["size", "min"])
    lengths = terms.groupby("document")["segment"].max()
    own = dict(zip(alone.index, alone.idxmax(axis=1), strict=True))
    grid = [
        (name, document, segment)
        for name in order.index.tolist()
        for document in (documents if len(documents) <= STRIPS else [own[name]])
        for segment in range(1, int(lengths[document]) + 1)
    ]
    table = pd.DataFrame(grid, columns=["name", "document", "segment"])
    uses = cells.reindex(pd.MultiIndex.from_frame(table)).reset_index(drop=True)
    table = table.assign(n=uses["size"].fillna(0).astype(int), start=uses["min"].astype("Int64"))
    return table.assign(line=lines_of(corpus, table))


def _spelt_in(corpus: Corpus) -> dict[str, set[str]]:
    """For each name the documents whose body or title spells one of its aliases, also inside another name."""
    told = split_terms(corpus, kinds=(*BODY_KINDS, "heading", "front_matter", "table"))
    blocks = told.groupby(["document", "block"], sort=False)["term"].agg(" ".join)
    bodies = blocks.groupby("document").agg(" | ".join)  # no name runs over the end of a block
    spelt: dict[str, set[str]] = {name: set() for name in corpus.names["name"]}
    for name, alias in zip(corpus.names["name"].tolist(), corpus.names["alias"].tolist(), strict=True):
        found = f" {name_term(alias)} "
        spelt[name] |= {str(document) for document, body in bodies.items() if found in f" {body} "}
    return spelt
