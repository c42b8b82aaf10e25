"""Figures of comparison: words, names and themes set apart, and what only one tells."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from analysis.compare.comparison import Comparison
from analysis.corpus import BODY_KINDS, Corpus
from analysis.figures.crowds import groups_above
from analysis.figures.picture import new_figure
from analysis.figures.registry import (
    Drawn,
    colours,
    document_colours,
    filled,
    find_in_contrast,
    listing,
    recipe,
    voice_note,
)
from analysis.plots import plot_coverage, plot_ratios
from analysis.study import Study
from analysis.terms import name_term, split_terms


@recipe
def word_contrasts(study: Study, *, top: int = 8, words: Iterable[str] | None = None) -> Drawn:
    """The words and names that set the two sides apart, and how sure each difference is.

    Read a mark's place first (times as often), then its fill: solid is supported, half is fragile.

    Parameters
    ----------
    study : Study or Corpus
        A Corpus is read with the usual knobs.
    top : int
        Words of either side at most: those with most evidence that are supported or fragile.
    words : iterable of str, optional
        Words of your own choice instead.

    Returns
    -------
    Picture
        Its table: one row a word, most typical of the target first:
        term, n_target, n_reference, reach_target, reach_reference : uses, and segments they reach
        log_ratio, low, high, p, q, verdict : as in `compare_terms`
    """
    found = study.contrast.with_verdict("supported", "fragile")
    halves = [found[found["log_ratio"] > 0].head(top), found[found["log_ratio"] < 0].head(top)]
    table = pd.concat(halves) if words is None else study.contrast.rows(find_in_contrast(study, words))
    return _forest(study, study.contrast, table, f"of {study.contrast.m} words and names used 8 times or more")


@recipe
def name_contrasts(study: Study) -> Drawn:
    """Names, each counted with its aliases, by which side writes them more often.

    Parameters
    ----------
    study : Study or Corpus
        A Corpus is read with the usual knobs.

    Returns
    -------
    Picture
        Its table: one row a name that was tested, most typical of the target first:
        term, n_target, n_reference, reach_target, reach_reference : uses, and segments they reach
        log_ratio, low, high, p, q, verdict : as in `compare_terms`; q over all words and names tested
    """
    heads = {name_term(name): name for name in study.corpus.names["name"].drop_duplicates()}
    tested = study.contrast.tested
    table = tested[tested["term"].isin(heads)]
    table = table.assign(term=table["term"].map(heads))
    family = f"tested among all {study.contrast.m} words and names used 8 times or more"
    return _forest(study, study.contrast, table, family)


@recipe
def theme_contrasts(study: Study) -> Drawn:
    """Themes, each a list of words counted as one, by which side dwells on them.

    Parameters
    ----------
    study : Study or Corpus
        A Corpus is read with the usual knobs.

    Returns
    -------
    Picture
        Its table: one row a theme, most typical of the target first:
        term, n_target, n_reference, reach_target, reach_reference : uses, and segments they reach
        log_ratio, low, high, p, q, verdict : as in `compare_terms`; lists drawn up after reading are never tested
    """
    family = "lists drawn up after reading describe and are never tested"
    return _forest(study, study.themes, study.themes.table, family)


def _forest(study: Study, contrast: Comparison, table: pd.DataFrame, family: str) -> Drawn:
    table = study.written(filled(table, "no word, name or theme is frequent enough to be compared"))
    table = table.sort_values("log_ratio", ascending=False, ignore_index=True)
    figure, ax = new_figure(height=0.29 * len(table) + 1.2)
    plot_ratios(table, **study.names, colours=colours(study), ax=ax)
    note = (
        "Bars are intervals for the two works; solid = supported, half = fragile, hollow = not distinguishable or "
        f"not tested; {family}. {voice_note(study, study.terms)}"
    )
    rows = "; ".join(f"{row.term} {row.n_target} to {row.n_reference}, {row.verdict}" for row in table.itertuples())
    alt = f"Forest plot of ratios, {contrast.target} to {contrast.reference}, with counts: {rows}."
    columns = ["term", "n_target", "n_reference", "reach_target", "reach_reference"]
    columns += ["log_ratio", "low", "high", "p", "q", "verdict"]
    return figure, table[columns], note, alt


@recipe
@groups_above(6)
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
    """
    table = filled(silences(study, least=least), "corpus.toml tells no name that only one text has")
    order = table.groupby("name", sort=False)["n"].sum()
    figure, ax = new_figure(height=0.22 * len(order) + 0.7)
    plot_coverage(table, colours=document_colours(study), ax=ax)
    note = f"Names found {least} times or more in one text and nowhere in the other, in any voice; darker = oftener."
    alt = "; ".join(
        f"only in {document}: {listing(group['name'].drop_duplicates())}"
        for document, group in table[table["n"] > 0].groupby("document", sort=False)
    )
    return figure, table, f"{note} {_segment_note(table)}", f"Strips of segments. {alt}."


def _segment_note(table: pd.DataFrame) -> str:
    lengths = table.groupby("document", sort=False)["segment"].max()
    return "Segments: " + ", ".join(f"{document} {n}" for document, n in lengths.items()) + "."


def silences(study: Study, *, least: int = 2) -> pd.DataFrame:
    """name, document, segment, n: a row for each name that only one document has, and each segment of any document.

    A name that the other text has only inside a longer name (the city in the declaration named after it) is not absent.
    """
    corpus, terms = study.corpus, study.all_terms
    heads = {name_term(name): name for name in corpus.names["name"].drop_duplicates()}
    found = terms[terms["term"].isin(heads)].assign(name=lambda rows: rows["term"].map(heads))
    counts = found.groupby(["name", "document"]).size().unstack(fill_value=0)
    spelt = _spelt_in(corpus)
    lonely = np.array([len(spelt[name]) == 1 for name in counts.index], dtype=bool)
    alone = counts[(counts.max(axis=1) >= least) & lonely]
    documents = corpus.documents["document"].tolist()
    owner = alone.idxmax(axis=1).map(documents.index)
    order = alone.max(axis=1).to_frame("n").assign(owner=owner).sort_values(["owner", "n"], ascending=[True, False])
    cells = found.groupby(["name", "document", "segment"]).size()
    grid = [(n, d, s) for n in order.index for d in documents for s in range(1, _segments(terms, d) + 1)]
    return pd.DataFrame(grid, columns=["name", "document", "segment"]).assign(
        n=[int(cells.get(key, 0)) for key in grid]
    )


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


def _segments(terms: pd.DataFrame, document: str) -> int:
    return int(terms.loc[terms["document"] == document, "segment"].max())
