"""Figures of comparison: words, names and themes set apart, what only one tells, and the episodes both tell."""

import numpy as np
import pandas as pd

from analysis import compare_specifications
from analysis.compare.specification import moved_by_genitive
from analysis.figures import common
from analysis.figures.picture import new_figure
from analysis.figures.registry import recipe
from analysis.plots import plot_before_after, plot_coverage, plot_ratios, plot_shares, plot_specifications
from analysis.reading import BODY_KINDS
from analysis.terms import name_term, split_terms


@recipe
def word_contrasts(corpus, *, top: int = 8):
    """The words and names that set the two authors apart, and how sure each difference is."""
    every = common.contrast(corpus, names=True)
    found = every[every["verdict"].isin(["supported", "fragile"])]
    halves = [found[found["log_ratio"] > 0].head(top), found[found["log_ratio"] < 0].head(top)]
    table = pd.concat(halves).sort_values("log_ratio", ascending=False, ignore_index=True)
    return _forest(corpus, table, f"of {every['p'].notna().sum()} words and names used 8 times or more")


@recipe
def name_contrasts(corpus):
    """Names, each counted with its aliases, by which author writes them more often."""
    table = common.name_contrast(corpus)
    table = table[table["p"].notna()].sort_values("log_ratio", ascending=False, ignore_index=True)
    return _forest(corpus, table, f"one of {len(table)} names written 8 times or more")


@recipe
def theme_contrasts(corpus):
    """Themes, each a list of words counted as one, by which author dwells on them."""
    table = common.theme_contrast(corpus).sort_values("log_ratio", ascending=False, ignore_index=True)
    return _forest(corpus, table, "lists drawn up after reading describe and are never tested")


def _forest(corpus, table: pd.DataFrame, family: str):
    target, reference = common.sides(corpus)
    common.filled(table, "no word, name or theme is frequent enough to be compared")
    figure, ax = new_figure(height=0.29 * len(table) + 1.2)
    plot_ratios(table, target=target, reference=reference, colours=common.colours(corpus), ax=ax)
    note = (
        "Bars are intervals over passages; solid = supported, half = fragile, hollow = not distinguishable or not "
        f"tested; {family}. " + common.voice_note(corpus, common.author_terms(corpus, names=True))
    )
    rows = "; ".join(f"{row.term} {row.n_target} to {row.n_reference}, {row.verdict}" for row in table.itertuples())
    alt = f"Forest plot of ratios, {target} to {reference}, with counts: {rows}."
    columns = [
        "term",
        "n_target",
        "n_reference",
        "reach_target",
        "reach_reference",
        "log_ratio",
        "low",
        "high",
        "p",
        "q",
    ]
    return figure, table[[*columns, "verdict"]], note, alt


@recipe
def told_only_here(corpus, *, least: int = 2):
    """Names that one text tells of and the other never mentions, and where they stand."""
    table = common.filled(silences(corpus, least=least), "corpus.toml tells no name that only one text has")
    order = table.groupby("name", sort=False)["n"].sum()
    figure, ax = new_figure(height=0.22 * len(order) + 0.7)
    plot_coverage(table, colours=common.colours(corpus), ax=ax)
    note = f"Names found {least} times or more in one text and nowhere in the other, in any voice; darker = oftener."
    alt = "; ".join(
        f"only in {document}: {common.listing(group['name'].drop_duplicates())}"
        for document, group in table[table["n"] > 0].groupby("document", sort=False)
    )
    return figure, table, f"{note} {_segment_note(table)}", f"Strips of segments. {alt}."


def _segment_note(table: pd.DataFrame) -> str:
    lengths = table.groupby("document", sort=False)["segment"].max()
    return "Segments: " + ", ".join(f"{document} {n}" for document, n in lengths.items()) + "."


def silences(corpus, *, least: int = 2) -> pd.DataFrame:
    """name, document, segment, n: a row for each name that only one document has, and each segment of any document.

    A name that the other text has only inside a longer name (the city in the declaration named after it) is not absent.
    """
    terms = common.all_terms(corpus, names=True)
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


def _spelt_in(corpus) -> dict[str, set[str]]:
    """For each name the documents whose body or title spells one of its aliases, also inside another name."""
    told = split_terms(corpus, kinds=(*BODY_KINDS, "heading", "front_matter", "table"))
    blocks = told.groupby(["document", "block"], sort=False)["term"].agg(" ".join)
    bodies = blocks.groupby("document").agg(" | ".join)  # no name runs over the end of a block
    spelt: dict[str, set[str]] = {name: set() for name in corpus.names["name"]}
    for row in corpus.names.itertuples():
        found = f" {name_term(row.alias)} "
        spelt[row.name] |= {document for document, body in bodies.items() if found in f" {body} "}
    return spelt


def _segments(terms: pd.DataFrame, document: str) -> int:
    return int(terms.loc[terms["document"] == document, "segment"].max())


@recipe
def careless_reading(corpus, *, top: int = 10):
    """Differences that careless reading makes or hides: the usual score of each word, before and after reading well."""
    from analysis.compare.naive import compare_naively

    table = common.filled(compare_naively(corpus, target=common.sides(corpus)[0]), "the texts have no words")
    table = table.head(top).sort_values("careless", ascending=False, ignore_index=True)
    figure, ax = new_figure(height=0.3 * len(table) + 1.0)
    unit = "G2, the usual score (dotted: its usual threshold, 3.84)"
    words = ("counted carelessly", "read first")
    plot_before_after(table, label="term", before="careless", after="read", words=words, unit=unit, ax=ax)
    ax.axvline(3.84, color="#8a8a8a", linestyle=":", linewidth=1)
    note = (
        "Careless: the whole file, notes and title page in it, 's kept, quoted words taken for the author's. "
        "Read: the authors' own words. The ten words whose score moves most."
    )
    alt = "; ".join(f"{row.term} from {row.careless:.1f} to {row.read:.1f}" for row in table.itertuples())
    return figure, table, note, f"Scores before and after reading: {alt}."


@recipe
def counting_choices(corpus, *, term: str | None = None):
    """One word under every defensible way of counting it: what hangs on the counting, and what does not."""
    target, reference = common.sides(corpus)
    why = "" if term else ", the one that the genitive 's moves most"
    term = (
        term
        or common.filled(
            moved_by_genitive(corpus, common.author_terms(corpus), target=target), "no word is used eight times"
        ).idxmax()
    )
    every = compare_specifications(corpus, term, target=target, mistakes=False)
    told = {False: "no", True: "yes"}
    table = every[every["low"].notna()].reset_index(drop=True)
    common.filled(table, "the texts are too short for an interval")
    table = table.assign(names=table["names"].map(told), lemma=table["lemma"].map(told))
    choices = {
        "genitive": "genitive 's",
        "voice": "voice",
        "names": "names joined",
        "lemma": "dictionary forms",
        "stop_terms": "grammar",
        "segment_terms": "segment, words",
    }
    figure, axes = new_figure(height=4.6, rows=2, sharex=True, height_ratios=[1.0, 1.15])
    plot_specifications(table, choices, target=target, reference=reference, colours=common.colours(corpus), axes=axes)
    apart = (table["low"] > 0) | (table["high"] < 0)
    note = (
        f"The word is “{term}”{why}. Bars are passage intervals; grey "
        f"where they include equal use ({(~apart).sum()} of {len(table)} ways). The ways overlap, so this is no vote."
    )
    parts = [
        f"{called} {value}: {group['log_ratio'].min():.1f} to {group['log_ratio'].max():.1f}"
        for column, called in choices.items()
        for value, group in table.groupby(column, sort=False)
    ]
    columns = [*choices, "n_target", "n_reference", "log_ratio", "low", "high", "p"]
    return figure, table[columns], note, f"Log ratios (base 2) of “{term}” by choice: {'; '.join(parts)}."


@recipe
def episode_lengths(corpus):
    """How much room each text gives to the episodes that both tell."""
    table = common.filled(episode_shares(corpus), "corpus.toml tells no episode")
    figure, ax = new_figure(height=0.5 * table["term"].nunique() + 0.9)
    plot_shares(table, colours=common.colours(corpus), ax=ax)
    ax.set_xlabel("words in the episode's passages, per 1,000 of the text")
    note = "Passages as listed in corpus.toml by a reader; all voices; a count of the file, so no interval."
    alt = "; ".join(f"{row.term}: {row.document} {row.n} words ({row.share:.1%})" for row in table.itertuples())
    return figure, table, note, f"Dots. {alt}."


def episode_shares(corpus) -> pd.DataFrame:
    """term (the episode), document, n (words), share (of the body), low, high (= share): one row a telling."""
    terms = common.all_terms(corpus)
    size = terms.groupby("document").size()
    rows = []
    for (episode, document), passages in corpus.episodes.groupby(["episode", "document"], sort=False):
        own = terms[terms["document"] == document]
        inside = sum(((own["start"] >= p.start) & (own["start"] < p.end)).sum() for p in passages.itertuples())
        share = inside / size[document]
        rows.append((episode, document, int(inside), share, share, share))
    return pd.DataFrame(rows, columns=["term", "document", "n", "share", "low", "high"])
