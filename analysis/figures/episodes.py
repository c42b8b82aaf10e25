"""Figures of episodes: how much room each text gives to what both tell."""

import pandas as pd

from analysis.figures.labels import laid_over, within
from analysis.figures.picture import new_figure
from analysis.figures.registry import Drawn, filled, recipe
from analysis.history import describe_episodes
from analysis.plots import plot_shares
from analysis.study import Study


@recipe
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
        first_line, last_line : where the passages stand in the file
    """
    table = filled(episode_shares(study), "no episode that two texts tell is marked in codings.csv or corpus.toml")
    drawn, colours, said = laid_over(study)
    table = table.assign(drawn=table["document"].map(drawn))
    sides = table.groupby(["term", "drawn"], sort=False, as_index=False)[["n", "share", "low", "high"]].mean()
    figure, ax = new_figure(height=(0.28 + 0.04 * len(colours)) * table["term"].nunique() + 1.0)
    plot_shares(sides.rename(columns={"drawn": "document"}), colours=colours, ax=ax)
    ax.set_xlabel("words in the episode's passages, per 1,000 of the text")
    note = "Passages as marked by a reader, in the order of events; all voices; a count of the file, so no interval; a "
    note += "hollow mark: the text does not tell it."
    note += f" {said} A mark is the mean of the texts that tell it." if said else ""
    alt = "; ".join(f"{r.term}: {within(str(r.drawn))} {r.n} words ({r.share:.1%})" for r in table.itertuples())
    return figure, table.drop(columns="drawn"), note, f"Dots. {alt}."


def episode_shares(study: Study) -> pd.DataFrame:
    """term (the episode), document, n (words), share (of the body), low, high (= share), lines: one row a telling."""
    told = describe_episodes(study.corpus, study.codings)
    told = told[told.groupby("episode")["document"].transform("nunique") > 1]
    size = study.corpus.documents.set_index("document")["words"]
    share = told["words"].to_numpy(float) / told["document"].map(size).to_numpy(float)
    table = told.rename(columns={"episode": "term", "words": "n"})
    table = table.assign(share=share, low=share, high=share).reset_index(drop=True)
    return table[["term", "document", "n", "share", "low", "high", "first_line", "last_line"]]
