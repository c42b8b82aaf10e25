"""Figures of words: who speaks, leading words, two frequencies against each other, barcodes, shared vocabulary."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from analysis.figures.crowds import groups_above
from analysis.figures.picture import new_figure
from analysis.figures.registry import Drawn, colours, document_colours, filled, listing, recipe, voice_note
from analysis.plots import name_directions, plot_against, plot_barcode, plot_parts, plot_shares, plot_word_shift
from analysis.reading import count_voices
from analysis.study import Study
from analysis.terms.frequencies import find_positions
from analysis.terms.rule import listed


@recipe
@groups_above(20)
def who_speaks(study: Study) -> Drawn:
    """Whose words they are: each author's own, and those of the people quoted.

    Parameters
    ----------
    study : Study or Corpus
        A Corpus is read with the usual knobs.

    Returns
    -------
    Picture
        Its table: one row a document and speaker, as `count_voices` gives it:
        document, voice, speaker : whose words
        words, share : how many, and of the document's body, 0 to 1
    """
    table = count_voices(study.corpus)
    table = table.assign(part=table["speaker"].replace("", "the author"))
    figure, ax = new_figure(height=0.95 * table["document"].nunique() + 0.7)
    plot_parts(table, part="part", colours=document_colours(study), ax=ax)
    note = "Words of the body; `unknown` where the text does not name the speaker."
    alt = "; ".join(f"{row.document}: {row.part} {row.words:,} words, {row.share:.1%}" for row in table.itertuples())
    return figure, table[["document", "voice", "speaker", "words", "share"]], note, f"Stacked bars. {alt}."


@recipe
@groups_above(4)
def leading_words(study: Study, *, top: int = 10) -> Drawn:
    """The leading words and names of each text, grammar left out, with the share of each in both.

    Parameters
    ----------
    study : Study or Corpus
        A Corpus is read with the usual knobs.
    top : int
        Words of each text.

    Returns
    -------
    Picture
        Its table: one row a word and document, the largest share first:
        term, document : the word, and where
        n, share, low, high, rank : as in `count_terms`
    """
    counts = study.subjects
    leaders = counts[counts.groupby("document").cumcount() < top]["term"].drop_duplicates()
    table = counts[counts["term"].isin(leaders)]
    order = table.groupby("term")["share"].max().sort_values(ascending=False).index
    table = study.written(table.set_index("term").loc[order].reset_index())
    figure, ax = new_figure(height=0.27 * len(order) + 0.9)
    plot_shares(table, colours=document_colours(study), ax=ax)
    note = (
        f"The {top} most frequent of each, names joined with their aliases; bars are intervals for the works. "
        + voice_note(study, study.terms)
    )
    first = [f"in {d} {listing(g['term'].head(3))}" for d, g in study.written(counts).groupby("document", sort=False)]
    alt = f"Dots with intervals for {len(order)} words per 1,000. Most frequent: {'; '.join(first)}."
    return figure, table[["term", "document", "n", "share", "low", "high", "rank"]], note, alt


@recipe
def two_frequencies(study: Study, *, labels: int = 24) -> Drawn:
    """Every word by how often each text uses it; on the line, both use it equally often.

    Parameters
    ----------
    study : Study or Corpus
        A Corpus is read with the usual knobs.
    labels : int
        Words written beside their dots at most.

    Returns
    -------
    Picture
        Its table: one row a word, farthest from the line first:
        term, n_target, n_reference : uses on either side
        share_target, share_reference : of that side's words, 0 to 1
        label : True where the word is to be written
    """
    target, reference = study.names["target"], study.names["reference"]
    table = study.contrast.table
    both = table["n_target"] + table["n_reference"]
    away = (table["share_target"] ** 0.5 - table["share_reference"] ** 0.5).abs()
    chosen = table.assign(away=away)[both >= 8].nlargest(labels, "away")["term"]
    table = table.assign(label=table["term"].isin(chosen), away=away).sort_values("away", ascending=False)
    columns = ["term", "n_target", "n_reference", "share_target", "share_reference", "label"]
    table = study.written(table)
    figure, ax = new_figure(height=5.6)
    plot_against(table, target=target, reference=reference, colours=colours(study), ax=ax)
    note = (
        "Both scales grow as square roots, so that equal distances from the line are about equally surprising. "
        + voice_note(study, study.terms)
    )
    above = table[table["label"] & (table["share_target"] > table["share_reference"])]["term"].head(4)
    below = table[table["label"] & (table["share_target"] < table["share_reference"])]["term"].head(4)
    alt = (
        f"Scatter of {len(table):,} words. Farthest towards {target}: {listing(above)}; "
        f"farthest towards {reference}: {listing(below)}."
    )
    return figure, table[columns].reset_index(drop=True), note, alt


@recipe
def word_shift(study: Study, *, top: int = 20) -> Drawn:
    """Which words make the two vocabularies differ, beside how much re-dealt passages would make them differ.

    Parameters
    ----------
    study : Study or Corpus
        A Corpus is read with the usual knobs.
    top : int
        Words: those with the largest parts.

    Returns
    -------
    Picture
        Its table: one row a word, the largest part first:
        term, n_target, n_reference : uses on either side
        part, null_high, beyond : as in `compare_vocabularies`
    """
    target, reference = study.names["target"], study.names["reference"]
    every = study.vocabulary_shift
    table = study.written(filled(every.table.head(top), "the texts have no words"))
    figure, ax = new_figure(height=0.24 * len(table) + 1.1)
    one, other = colours(study)[target], colours(study)[reference]
    plot_word_shift(table, colours=(one, other), ax=ax)
    name_directions(ax, f"more in {reference}", f"more in {target}", (other, one))
    note = (
        f"All words together: {every.divergence:.3f} bits; two piles of shuffled passages {every.null_middle:.3f}, and "
        f"seldom more than {every.null_high:.3f}. The {len(table)} largest parts; pale bars lie within the band of "
        "chance, which is each word's own, not corrected for many: no verdict. " + voice_note(study, study.terms)
    )
    rows = "; ".join(
        f"{row['term']} {1000 * row['part']:+.1f} ({'beyond' if row['beyond'] else 'within'} chance)"
        for row in table.to_dict("records")
    )
    return figure, table, note, f"Bars over a grey band, thousandths of a bit, plus towards {target}: {rows}."


@recipe
@groups_above(6)
def word_barcode(study: Study, *, top: int = 5, words: Iterable[str] | None = None) -> Drawn:
    """Where words stand, a stroke for each use from beginning to end: those that set the texts apart, or others.

    Parameters
    ----------
    study : Study or Corpus
        A Corpus is read with the usual knobs.
    top : int
        Words of either side at most: those with most evidence.
    words : iterable of str, optional
        Words of your own choice instead.

    Returns
    -------
    Picture
        Its table: one row a use, in the order of the words:
        term, document : the word, and where
        position, start : of the use in its document: 0 to 1, and in characters
    """
    table = study.contrast.with_verdict("supported", "fragile")
    table = table[~table["term"].isin(study.stop_terms)]
    chosen = [*table[table["log_ratio"] > 0]["term"].head(top), *table[table["log_ratio"] < 0]["term"].head(top)]
    chosen = chosen if words is None else listed(words)
    positions = find_positions(study.all_terms, chosen, voice=None).drop(columns="voice")
    order = {term: place for place, term in enumerate(chosen)}
    positions = positions.sort_values("term", key=lambda column: column.map(order), kind="stable", ignore_index=True)
    positions = study.written(positions)
    filled(positions, "no word sets these texts apart beyond doubt")
    figure, ax = new_figure(height=0.46 * len(chosen) + 0.7)
    plot_barcode(positions, colours=document_colours(study), ax=ax)
    which = f"Up to {top} words of each side, those with most evidence" if words is None else "Words asked for"
    note = f"{which}; all voices; the number counts the uses."
    uses = positions.groupby(["term", "document"], sort=False).size().reset_index(name="n").to_dict("records")
    alt = "Barcodes of " + "; ".join(f"{use['term']} ({use['n']} in {use['document']})" for use in uses)
    return figure, positions, note, alt + "."


@recipe
@groups_above(20)
def shared_vocabulary(study: Study) -> Drawn:
    """How much of each text is written in words that the other uses too.

    Parameters
    ----------
    study : Study or Corpus
        A Corpus is read with the usual knobs.

    Returns
    -------
    Picture
        Its table: one row a document and part:
        document, part : `grammar`, `shared` or `only here`
        words, terms : running words, and different words
        share : of the document's running words, 0 to 1
    """
    table = vocabulary_parts(study.plain_terms, study.stop_terms)
    figure, ax = new_figure(height=0.75 * table["document"].nunique() + 0.9)
    plot_parts(table, part="part", colours=document_colours(study), ax=ax)
    note = f"By whether the other text uses the same word at least once. {voice_note(study, study.plain_terms)}"
    alt = "; ".join(
        f"{row.document}: {row.part} {row.share:.0%} of the running words, {row.terms:,} different words"
        for row in table.itertuples()
    )
    return figure, table, note, f"Stacked bars. {alt}."


def vocabulary_parts(terms: pd.DataFrame, stop: Iterable[str]) -> pd.DataFrame:
    """document, part (`grammar`, `shared`, `only here`), words, terms, share: one row a part."""
    used_in = terms.groupby("term")["document"].nunique()
    shared_terms = set(used_in[used_in > 1].index)
    part = terms["term"].map(lambda term: "shared" if term in shared_terms else "only here")
    part = part.mask(terms["term"].isin(list(stop)), "grammar")
    groups = terms.assign(part=part).groupby(["document", "part"], sort=False)["term"]
    table = groups.agg(words="size", terms="nunique").reset_index()
    table["share"] = table["words"] / table.groupby("document")["words"].transform("sum")
    order = {"grammar": 0, "shared": 1, "only here": 2}
    place = table["document"].map({name: row for row, name in enumerate(terms["document"].unique())})
    return table.iloc[np.lexsort((table["part"].map(order), place))].reset_index(drop=True)
