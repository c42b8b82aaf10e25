"""Figures of parts: whose words a text is made of, and how many of them the other uses too."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from analysis.figures.labels import document_labels, in_panels, label_colours, relabelled, voice_note, within, words_of
from analysis.figures.picture import new_figure
from analysis.figures.registry import Drawn, recipe
from analysis.plots import plot_parts
from analysis.reading import count_voices
from analysis.study import Study


@recipe
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
    documents, said = in_panels(study, words_of(study), "most words")
    table = table[table["document"].isin(documents)].reset_index(drop=True)
    table = table.assign(part=table["speaker"].replace({"": "the author", "unknown": "speaker not found"}))
    figure, ax = new_figure(height=(0.95 if len(documents) < 4 else 0.7) * len(documents) + 0.7)
    plot_parts(relabelled(study, table), part="part", colours=label_colours(study), ax=ax)
    note = f"Words of the body; the number is that of the words. {said}".strip()
    shown = document_labels(study)
    alt = "; ".join(
        f"{within(shown[str(r.document)])}: {r.part} {r.words:,} words, {r.share:.1%}" for r in table.itertuples()
    )
    return figure, table[["document", "voice", "speaker", "words", "share"]], note, f"Stacked bars. {alt}."


@recipe
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
    documents, said = in_panels(study, words_of(study), "most words")
    table = table[table["document"].isin(documents)].reset_index(drop=True)
    figure, ax = new_figure(height=(0.75 if len(documents) < 4 else 0.65) * len(documents) + 0.9)
    plot_parts(relabelled(study, table), part="part", colours=label_colours(study), ax=ax)
    other = "the other text uses" if len(study.corpus) == 2 else "another text uses"
    note = f"By whether {other} the same word at least once. {said} {voice_note(study, study.plain_terms)}"
    note, shown = note.replace("  ", " "), document_labels(study)
    alt = "; ".join(
        f"{within(shown[str(row.document)])}: {row.part} {row.share:.0%} of the running words, "
        f"{row.terms:,} different words"
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
