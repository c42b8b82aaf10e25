"""Figures of numbers of topics: what each would give, and which a rule takes."""

from collections.abc import Iterable

import pandas as pd

from analysis.figures.picture import new_figure
from analysis.figures.registry import Drawn, recipe
from analysis.plots import plot_measure_by_number
from analysis.study import Study
from analysis.topics import compare_topic_numbers

MEASURES = {
    "stability": "words that come back",
    "part": "topics above grey",
    "agreement": "two seeds agree",
    "npmi": "coherence (NPMI)",
    "exclusivity": "words of its own",
    "explained": "explained",
}


@recipe
def topic_numbers(
    study: Study, *, n_topics: int | Iterable[int] | None = None, segment_terms: int | Iterable[int] | None = None
) -> Drawn:
    """How many topics? What each number would give, and the one that a rule fixed beforehand takes.

    Parameters
    ----------
    study : Study or Corpus
        A Corpus is read with the usual knobs.
    n_topics : int or iterable of int, optional
        Numbers to try; the study's and its neighbours if left out.
    segment_terms : int or iterable of int, optional
        Lengths of segments to try; the study's if left out.

    Returns
    -------
    Picture
        Its table: one row a length and number:
        segment_terms, n_topics, segments : what was fitted
        stability, part, agreement, npmi, exclusivity, explained : the six charts; part = readable / n_topics
        null, readable, chosen : as in `compare_topic_numbers`
    """
    near = range(max(study.n_topics - 1, 2), study.n_topics + 2)
    numbers = near if n_topics is None else _listed(n_topics)
    lengths = segment_terms if segment_terms is None else tuple(_listed(segment_terms))
    terms, said = _thinned(study.topic_table)
    table = compare_topic_numbers(terms, n_topics=numbers, segment_terms=lengths, seed=study.seed)
    label = table["segment_terms"].astype("string").radd("segments of ").add(" words") if lengths else ""
    table = table.assign(label=label, part=table["readable"] / table["n_topics"])
    figure, axes = new_figure(height=3.6, rows=2, columns=3)
    for ax, (measure, title) in zip(axes.flat, MEASURES.items(), strict=True):
        plot_measure_by_number(table, measure=measure, beside="null" if measure == "stability" else None, ax=ax)
        ax.set_title(title, fontsize="medium")
    for ax in axes[1]:
        ax.set_xlabel("topics")
    if lengths:
        figure.legend(*axes[0, 0].get_legend_handles_labels(), loc="outside lower center", ncols=len(lengths))
    reason = "".join(table["reason"][table["chosen"]])
    none = "on none of them do two seeds agree and topics come back more than those of shuffled words"
    taken = f"Full dot: taken, because {reason}." if reason else f"None is taken: {none}."
    note = (
        f"{taken} Grey line: the 95th percentile for shuffled words; “topics above grey”: the part of the topics that "
        "come back more than that. Steps below .05 are noise, and what is explained always grows. All voices, names "
        f"joined, grammar left out. {said}"
    ).strip()
    rows = "; ".join(
        f"{r['n_topics']} topics{', ' * bool(r['label'])}{r['label']}{' (taken)' * r['chosen']}: {r['readable']} above "
        f"shuffled words, come back {r['stability']:.2f} against {r['null']:.2f}, coherence {r['npmi']:.2f}"
        for r in table.to_dict("records")
    )
    columns = ["segment_terms", "n_topics", "segments", *MEASURES, "null", "readable", "chosen"]
    return figure, table[columns], note, f"Six small line charts. {rows}."


def _listed(numbers: int | Iterable[int]) -> list[int]:
    return list(numbers) if isinstance(numbers, Iterable) else [numbers]


MOST = 600  # segments; fitting many models to more takes minutes


def _thinned(terms: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """Every so many segments of many, and the sentence that says so; all, and "", of few."""
    number = terms.groupby(["document", "segment"], sort=False).ngroup()
    step = -(-(number.max() + 1) // MOST)
    if step <= 1:
        return terms, ""
    said = f"{number.max() + 1:,} segments take too long to fit so often: tried on every {_ordinal(step)} of them."
    return terms[number % step == 0].reset_index(drop=True), said


def _ordinal(number: int) -> str:
    return {2: "second", 3: "third"}.get(number, f"{number}th")
