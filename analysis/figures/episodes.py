"""Figures of episodes: how much room each text gives to what both tell."""

import pandas as pd

from analysis.figures.crowds import groups_above
from analysis.figures.picture import new_figure
from analysis.figures.registry import Drawn, document_colours, filled, recipe
from analysis.history import describe_episodes
from analysis.plots import plot_shares
from analysis.study import Study


@recipe
@groups_above(6)
def episode_lengths(study: Study) -> Drawn:
    """How much room each text gives to the episodes that both tell.

    Parameters
    ----------
    study : Study or Corpus
        A Corpus is read with the usual knobs; it needs episodes in codings.csv or corpus.toml.

    Returns
    -------
    Picture
        Its table: one row a telling, by year:
        term, document : the episode, and who tells it
        n : words of its passages
        share, low, high : of the text's words, 0 to 1; a count of the file, so no interval: all three are the same
    """
    table = filled(episode_shares(study), "no episode that two texts tell is marked in codings.csv or corpus.toml")
    figure, ax = new_figure(height=0.36 * table["term"].nunique() + 0.9)
    plot_shares(table, colours=document_colours(study), ax=ax)
    ax.set_xlabel("words in the episode's passages, per 1,000 of the text")
    note = "Passages as marked by a reader, in the order of events; all voices; a count of the file, so no interval."
    alt = "; ".join(f"{row.term}: {row.document} {row.n} words ({row.share:.1%})" for row in table.itertuples())
    return figure, table, note, f"Dots. {alt}."


def episode_shares(study: Study) -> pd.DataFrame:
    """term (the episode), document, n (words), share (of the body), low, high (= share): one row a telling."""
    told = describe_episodes(study.corpus, study.codings)
    told = told[told.groupby("episode")["document"].transform("nunique") > 1]
    size = study.corpus.documents.set_index("document")["words"]
    share = told["words"].to_numpy(float) / told["document"].map(size).to_numpy(float)
    table = pd.DataFrame({"term": told["episode"], "document": told["document"], "n": told["words"], "share": share})
    return table.assign(low=share, high=share).reset_index(drop=True)
