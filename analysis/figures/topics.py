"""Figures of topics: their words, what each text spends on them, their course, their stability."""

from collections.abc import Iterable

import numpy as np
from matplotlib.patches import Patch

from analysis.figures.crowds import groups_above
from analysis.figures.picture import new_figure
from analysis.figures.registry import Drawn, colours, listing, recipe
from analysis.knobs import WHOSE
from analysis.plots import plot_differences, plot_measure_by_number, plot_ribbon, plot_stability, plot_weights
from analysis.study import Study
from analysis.topics import TopicModel, compare_topic_numbers, find_top_terms

MEASURES = {
    "stability": "words that come back",
    "part": "topics above grey",
    "agreement": "two seeds agree",
    "npmi": "coherence (NPMI)",
    "exclusivity": "words of its own",
    "explained": "explained",
}


@recipe
def topic_words(study: Study, *, top: int = 10) -> Drawn:
    """The topics: the words that the model puts together.

    Parameters
    ----------
    study : Study or Corpus
        A Corpus is read with the usual knobs.
    top : int
        Words a topic.

    Returns
    -------
    Picture
        Its table: one row a topic and word, the heaviest first:
        topic, name, rank, term, weight : as in `find_top_terms`
    """
    model = study.topics
    table = study.written(find_top_terms(model, n=top))
    topics = table["topic"].unique()
    rows = int(np.ceil(len(topics) / 3))
    figure, axes = new_figure(height=0.2 * rows * top + 0.5 * rows + 0.2, rows=rows, columns=3, squeeze=False)
    for ax in axes.flat[len(topics) :]:
        ax.set_visible(False)
    for ax, topic in zip(axes.flat, topics, strict=False):
        share, mark = model.quality.set_index("topic").loc[topic, ["share", "mark"]]
        plot_weights(table[table["topic"] == topic], colour="#cfcfcf" if mark else _topic_colours(model)[topic], ax=ax)
        ax.set_title(f"Topic {topic}: {share:.0%}", fontsize="medium")
    note = (
        "Length of a bar: weight of the word in the topic; the percentage is the topic's share of both texts; grey: "
        "not stable enough to interpret. " + _note(model)
    )
    parts = table.groupby("topic", sort=False)["term"]
    alt = "; ".join(f"topic {topic}: {listing(words.head(5))}" for topic, words in parts)
    return figure, table[["topic", "name", "rank", "term", "weight"]], note, f"Bars of words for each topic. {alt}."


@recipe
def topic_contrasts(study: Study) -> Drawn:
    """What each author spends on each topic: the gap between them.

    Parameters
    ----------
    study : Study or Corpus
        A Corpus is read with the usual knobs.

    Returns
    -------
    Picture
        Its table: one row a topic, most typical of the target first:
        topic, name : its number, and what it is called
        share_target, share_reference, difference, low, high, p, q, verdict : as in `compare_topics`
    """
    model, (target, reference) = study.topics, (study.names["target"], study.names["reference"])
    table = study.written(study.topic_contrast.table).sort_values("difference", ascending=False, ignore_index=True)
    label = [f"{row.topic}: {row.name_}" for row in table.rename(columns={"name": "name_"}).itertuples()]
    table = table.assign(label=label)
    figure, ax = new_figure(height=0.34 * len(table) + 1.0)
    unit = "gap in the share of the words"
    plot_differences(table, label="label", **study.names, colours=colours(study), unit=unit, ax=ax)
    ax.xaxis.set_major_formatter(lambda value, _: f"{value:+.0%}" if value else "0")
    note = "Intervals include refitting; solid = supported, half = fragile. "
    note += f"Compared in {WHOSE[study.voice]}. {_note(model)}"
    rows = "; ".join(
        f"{r.label} {r.share_target:.0%} to {r.share_reference:.0%}, {r.verdict}" for r in table.itertuples()
    )
    columns = ["topic", "name", "share_target", "share_reference", "difference", "low", "high", "p", "q", "verdict"]
    return figure, table[columns], note, f"Gaps with intervals, {target} to {reference}: {rows}."


@recipe
@groups_above(12)
def topic_ribbons(study: Study) -> Drawn:
    """How each text moves from topic to topic, segment by segment.

    Parameters
    ----------
    study : Study or Corpus
        A Corpus is read with the usual knobs.

    Returns
    -------
    Picture
        Its table: one row a segment and topic, in reading order:
        document, segment, topic, share : a segment's shares sum to 1
    """
    model = study.topics
    table = model.segment_shares
    documents = table["document"].unique()
    figure, axes = new_figure(height=1.25 * len(documents) + 0.7, rows=len(documents), squeeze=False)
    for ax, document in zip(axes[:, 0], documents, strict=True):
        plot_ribbon(table[table["document"] == document], colours=_topic_colours(model), ax=ax)
        ax.set_title(document)
        ax.set_ylabel("share")
    axes[-1, 0].set_xlabel("segment, from beginning to end")
    patches = [Patch(color=colour) for colour in _topic_colours(model).values()]
    quality = study.written(model.quality)
    labels = [f"{topic}: {name}" for topic, name in zip(quality["topic"], quality["name"], strict=True)]
    figure.legend(patches, labels, loc="outside lower center", ncols=2, fontsize="small")
    leading = table.loc[table.groupby(["document", "segment"], sort=False)["share"].idxmax()]
    alt = "; ".join(
        f"{document}: leading topics {', '.join(map(str, part['topic']))}"
        for document, part in leading.groupby("document", sort=False)
    )
    return figure, table, _note(model), f"Stacked bars, one a segment. {alt}."


@recipe
def topic_stability(study: Study) -> Drawn:
    """How much of each topic comes back when a fifth of the passages is left out.

    Parameters
    ----------
    study : Study or Corpus
        A Corpus is read with the usual knobs.

    Returns
    -------
    Picture
        Its table: one row a topic:
        topic, name : its number, and what it is called
        stability : mean overlap of its ten leading words, 0 to 1
        null : 95th percentile of the same for shuffled words
        mark : "do not interpret" where it is not above that, or ""
    """
    quality = study.written(study.topics.quality)
    label = [f"{topic}: {name}" for topic, name in zip(quality["topic"], quality["name"], strict=True)]
    table = quality.assign(label=label)
    figure, ax = new_figure(height=0.32 * len(table) + 1.0)
    plot_stability(table.assign(name=label, null_high=table["null"]), ax=ax)
    note = (
        "Grey: the 95th percentile of the same for shuffled words; a hollow dot is not above it and is not interpreted."
    )
    rows = "; ".join(f"{row.label} {row.stability:.2f} against {row.null:.2f}" for row in table.itertuples())
    return figure, quality[["topic", "name", "stability", "null", "mark"]], note, f"Dots beside grey bars: {rows}."


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
    table = compare_topic_numbers(study.topic_table, n_topics=numbers, segment_terms=lengths, seed=study.seed)
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
        "joined, grammar left out."
    )
    rows = "; ".join(
        f"{r['n_topics']} topics{', ' * bool(r['label'])}{r['label']}{' (taken)' * r['chosen']}: {r['readable']} above "
        f"shuffled words, come back {r['stability']:.2f} against {r['null']:.2f}, coherence {r['npmi']:.2f}"
        for r in table.to_dict("records")
    )
    columns = ["segment_terms", "n_topics", "segments", *MEASURES, "null", "readable", "chosen"]
    return figure, table[columns], note, f"Six small line charts. {rows}."


def _listed(numbers: int | Iterable[int]) -> list[int]:
    return list(numbers) if isinstance(numbers, Iterable) else [numbers]


def _topic_colours(model: TopicModel) -> dict[int, str]:
    base = (
        "#123A6B",
        "#E8A33D",
        "#8C3B5E",
        "#B9D7EA",
        "#3F8F6B",
        "#5B4A8A",
        "#F2D9A0",
        "#7A5230",
        "#9FBF6A",
        "#333333",
    )
    return {topic: base[(topic - 1) % len(base)] for topic in model.quality["topic"]}


def _note(model: TopicModel) -> str:
    sizes = model.segment_shares.groupby("document", sort=False)["segment"].nunique()
    cut = ", ".join(f"{document} {n}" for document, n in sizes.items())
    return f"{model.method.upper()} on all voices, names joined, grammar left out; segments: {cut}."
