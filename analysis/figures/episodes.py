"""Figures of episodes: how much room each text gives to what both tell."""

import pandas as pd

from analysis.corpus import Corpus
from analysis.figures.picture import new_figure
from analysis.figures.registry import Drawn, document_colours, filled, recipe
from analysis.plots import plot_shares
from analysis.study import Study
from analysis.terms import split_terms


@recipe
def episode_lengths(study: Study) -> Drawn:
    """How much room each text gives to the episodes that both tell.

    Parameters
    ----------
    study : Study or Corpus
        A Corpus is read with the usual knobs.

    Returns
    -------
    Picture
        Its table: one row a telling, in the order of corpus.toml:
        term, document : the episode, and who tells it
        n : words of its passages
        share, low, high : of the text's words, 0 to 1; a count of the file, so no interval: all three are the same
    """
    table = filled(episode_shares(study.corpus), "corpus.toml tells no episode")
    figure, ax = new_figure(height=0.5 * table["term"].nunique() + 0.9)
    plot_shares(table, colours=document_colours(study), ax=ax)
    ax.set_xlabel("words in the episode's passages, per 1,000 of the text")
    note = "Passages as listed in corpus.toml by a reader; all voices; a count of the file, so no interval."
    alt = "; ".join(f"{row.term}: {row.document} {row.n} words ({row.share:.1%})" for row in table.itertuples())
    return figure, table, note, f"Dots. {alt}."


def episode_shares(corpus: Corpus) -> pd.DataFrame:
    """term (the episode), document, n (words), share (of the body), low, high (= share): one row a telling."""
    terms = split_terms(corpus)
    size = terms.groupby("document").size()
    rows = []
    for (episode, document), passages in corpus.episodes.groupby(["episode", "document"], sort=False):
        own = terms[terms["document"] == document]
        inside = sum(((own["start"] >= p.start) & (own["start"] < p.end)).sum() for p in passages.itertuples())
        share = inside / size[str(document)]
        rows.append((episode, document, int(inside), share, share, share))
    return pd.DataFrame(rows, columns=["term", "document", "n", "share", "low", "high"])
