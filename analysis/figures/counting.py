"""Figures of counting: what careless reading makes or hides, and what hangs on how a word is counted."""

from analysis.compare.naive import compare_naively
from analysis.compare.specification import compare_specifications, moved_by_genitive
from analysis.figures.labels import side_colours, side_names
from analysis.figures.picture import new_figure
from analysis.figures.registry import Drawn, filled, recipe
from analysis.plots import plot_before_after, plot_specifications
from analysis.study import Study


@recipe
def careless_reading(study: Study, *, top: int = 10) -> Drawn:
    """Differences that careless reading makes or hides: the usual score of each word, before and after reading well.

    Parameters
    ----------
    study : Study or Corpus
        A Corpus is read with the usual knobs.
    top : int
        How many words: those whose score moves most.

    Returns
    -------
    Picture
        Its table: one row a word, highest careless score first:
        term : the word
        careless, read : G2 before and after; 3.84 is its usual threshold
        change : how far it moves
    """
    found = compare_naively(study.corpus, **study.sides)
    table = filled(found, "the texts have no words")
    table = table.head(top).sort_values("careless", ascending=False, kind="stable", ignore_index=True)
    figure, ax = new_figure(height=0.3 * len(table) + 1.0)
    unit = "G2, the usual score (dotted: its usual threshold, 3.84)"
    words = ("counted carelessly", "read first")
    plot_before_after(table, label="term", before="careless", after="read", words=words, unit=unit, ax=ax)
    ax.axvline(3.84, color="#8a8a8a", linestyle=":", linewidth=1)
    note = (
        "Careless: the whole file, notes and title page in it, 's kept, quoted words taken for the author's. "
        f"Read: the authors' own words. The {len(table)} words whose score moves most."
    )
    alt = "; ".join(f"{row.term} from {row.careless:.1f} to {row.read:.1f}" for row in table.itertuples())
    return figure, table, note, f"Scores before and after reading: {alt}."


@recipe
def counting_choices(study: Study, *, term: str | None = None) -> Drawn:
    """One word under every defensible way of counting it: what hangs on the counting, and what does not.

    The ways overlap, so this is no vote.

    Parameters
    ----------
    study : Study or Corpus
        A Corpus is read with the usual knobs.
    term : str, optional
        The word; the one that the genitive 's moves most if left out.

    Returns
    -------
    Picture
        Its table: one row a way of counting that has an interval, in the order of its result:
        genitive, voice, names, lemma, stop_terms, segment_terms : what was chosen
        n_target, n_reference : uses
        log_ratio, low, high, p : base 2, interval for the two works
    """
    why = "" if term else ", the one that the genitive 's moves most"
    if term is None:
        moved = moved_by_genitive(study.corpus, study.plain_terms, **study.sides)
        term = str(filled(moved, "no word is used eight times").idxmax())
    every = compare_specifications(study.corpus, term, mistakes=False, seed=study.seed, **study.sides)
    told = {False: "no", True: "yes"}
    table = every[every["low"].notna()].reset_index(drop=True)
    filled(table, "the texts are too short for an interval")
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
    plot_specifications(table, choices, **side_names(study), colours=side_colours(study), axes=axes)
    apart = (table["low"] > 0) | (table["high"] < 0)
    note = (
        f"The word is “{term}”{why}. Bars are intervals for the two works; grey "
        f"where they include equal use ({(~apart).sum()} of {len(table)} ways). The ways overlap, so this is no vote."
    )
    parts = [
        f"{called} {value}: {group['log_ratio'].min():.1f} to {group['log_ratio'].max():.1f}"
        for column, called in choices.items()
        for value, group in table.groupby(column, sort=False)
    ]
    columns = [*choices, "n_target", "n_reference", "log_ratio", "low", "high", "p"]
    return figure, table[columns], note, f"Log ratios (base 2) of “{term}” by choice: {'; '.join(parts)}."
