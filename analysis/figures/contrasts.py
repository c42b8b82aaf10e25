"""Figures of comparison: words, names and themes set apart."""

from collections.abc import Iterable

import pandas as pd

from analysis.compare.comparison import Comparison
from analysis.figures.labels import side_colours, side_names, voice_note
from analysis.figures.picture import new_figure
from analysis.figures.registry import Drawn, filled, find_in_contrast, recipe
from analysis.plots import plot_ratios
from analysis.study import Study
from analysis.terms import name_term


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
    lacks = "no word or name differs by any verdict"
    return _forest(study, study.contrast, table, lacks, f"of {study.contrast.m} words and names used 8 times or more")


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
    lacks = "corpus.toml lists no names" if not heads else "no name of corpus.toml is used 8 times or more"
    return _forest(study, study.contrast, table, lacks, family)


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
    lacks = "corpus.toml lists no themes" if study.corpus.themes.empty else "no theme of corpus.toml is used"
    return _forest(study, study.themes, study.themes.table, lacks, family)


def _forest(study: Study, contrast: Comparison, table: pd.DataFrame, lacks: str, family: str) -> Drawn:
    table = study.written(filled(table, lacks))
    table = table.sort_values("log_ratio", ascending=False, kind="stable", ignore_index=True)
    figure, ax = new_figure(height=0.29 * len(table) + 1.2)
    names = side_names(study)
    plot_ratios(table, **names, colours=side_colours(study), ax=ax)
    note = (
        f"At the right, uses in {names['target']} : uses in {names['reference']}, and how many segments they reach. "
        "Bars are intervals for the works; an arrow: the other side has none. Solid = supported, half = fragile, "
        f"hollow = not distinguishable or not tested; {family}.{why_fragile(table)} {voice_note(study, study.terms)}"
    )
    rows = "; ".join(f"{row.term} {row.n_target} to {row.n_reference}, {row.verdict}" for row in table.itertuples())
    alt = f"Forest plot of ratios, {names['target']} to {names['reference']}, with counts: {rows}."
    columns = ["term", "n_target", "n_reference", "reach_target", "reach_reference"]
    columns += ["log_ratio", "low", "high", "p", "q", "verdict"]
    return figure, table[columns], note, alt


def why_fragile(table: pd.DataFrame) -> str:
    """A sentence, where a fragile row is drawn: why it may have a small p and be fragile all the same."""
    if not (table["verdict"] == "fragile").any():
        return ""
    return (
        " A difference can have a small p (fewer than 1 in 10,000 re-deals show as large a one) and be fragile all the "
        "same: two stretches of one work may differ as much, or the gap fades at other lengths of segment or when a "
        "passage is left out."
    )
