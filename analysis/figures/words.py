"""Figures of words: leading words, two frequencies against each other, what makes vocabularies differ, barcodes."""

from collections.abc import Iterable

import pandas as pd

from analysis.figures.labels import laid_over, lines_of, side_colours, side_names, voice_note, within
from analysis.figures.picture import new_figure
from analysis.figures.registry import Drawn, filled, listing, recipe
from analysis.plots import name_directions, plot_against, plot_barcode, plot_shares, plot_word_shift
from analysis.study import Study
from analysis.terms.frequencies import count_terms, find_positions
from analysis.terms.rule import listed


@recipe
def leading_words(study: Study, *, top: int = 10) -> Drawn:
    """The leading words and names of each text, grammar left out, with the share of each in both.

    Parameters
    ----------
    study : Study or Corpus
        A Corpus is read with the usual knobs.
    top : int
        Words of each text; of more than two texts fewer each, so that they fit a page.

    Returns
    -------
    Picture
        Its table: one row a word and document, the largest share first:
        term, document : the word, and where
        n, share, low, high, rank : as in `count_terms`
    """
    drawn, colours, said = laid_over(study)
    counts = _leading(study, drawn) if said else study.subjects
    top = top if len(colours) <= 2 else max(3, 2 * top // len(colours))  # a page holds about 20 words
    leaders = counts[counts.groupby("document").cumcount() < top]["term"].drop_duplicates()
    table = counts[counts["term"].isin(leaders)]
    order = table.groupby("term")["share"].max().sort_values(ascending=False, kind="stable").index
    table = study.written(table.set_index("term").loc[order].reset_index())
    figure, ax = new_figure(height=(0.19 + 0.04 * len(colours)) * len(order) + 1.0)
    plot_shares(table.assign(document=table["document"].map(drawn).fillna(table["document"])), colours=colours, ax=ax)
    note = (
        f"The {top} most frequent of each, names joined with their aliases; bars are intervals for the works; a hollow "
        f"mark: not used. {said} {voice_note(study, study.terms)}"
    ).replace("  ", " ")
    first = [
        f"in {within(drawn.get(str(d), str(d)))} {listing(g['term'].head(3))}"
        for d, g in study.written(counts).groupby("document", sort=False)
    ]
    alt = f"Dots with intervals for {len(order)} words per 1,000. Most frequent: {'; '.join(first)}."
    return figure, table[["term", "document", "n", "share", "low", "high", "rank"]], note, alt


def _leading(study: Study, drawn: dict[str, str]) -> pd.DataFrame:
    """The counts of each side, words of grammar left out; the side stands where the document does."""
    sides = count_terms(study.terms.assign(side=study.terms["document"].map(drawn)), by="side", voice=study.voice)
    return sides[~sides["term"].isin(study.stop_terms)].rename(columns={"side": "document"}).reset_index(drop=True)


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
    target, reference = side_names(study)["target"], side_names(study)["reference"]
    table = study.contrast.table
    both = table["n_target"] + table["n_reference"]
    away = (table["share_target"] ** 0.5 - table["share_reference"] ** 0.5).abs()
    chosen = table.assign(away=away)[both >= 8].nlargest(labels, "away")["term"]
    table = table.assign(label=table["term"].isin(chosen), away=away).sort_values(
        "away", ascending=False, kind="stable"
    )
    columns = ["term", "n_target", "n_reference", "share_target", "share_reference", "label"]
    table = study.written(table)
    figure, ax = new_figure(height=5.6)
    plot_against(table, target=target, reference=reference, colours=side_colours(study), ax=ax)
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
    target, reference = side_names(study)["target"], side_names(study)["reference"]
    every = study.vocabulary_shift
    table = study.written(filled(every.table.head(top), "the texts have no words"))
    figure, ax = new_figure(height=0.24 * len(table) + 1.1)
    one, other = side_colours(study)[target], side_colours(study)[reference]
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
        position, start, line : of the use in its document: 0 to 1, in characters, and in the file
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
    positions = positions.assign(line=lines_of(study.corpus, positions))
    drawn, colours, said = laid_over(study)
    figure, ax = new_figure(height=(0.26 + 0.1 * len(colours)) * len(chosen) + 0.8)
    shown = positions.assign(document=positions["document"].map(drawn))
    plot_barcode(shown, colours=colours, ax=ax)
    which = f"Up to {top} words of each side, those with most evidence" if words is None else "Words asked for"
    note = f"{which}; all voices; the number counts the uses; documents from the top down as named above. {said}"
    uses = shown.groupby(["term", "document"], sort=False).size().reset_index(name="n").to_dict("records")
    alt = "Barcodes of " + "; ".join(f"{use['term']} ({use['n']} in {within(use['document'])})" for use in uses)
    return figure, positions, note.strip(), alt + "."
