"""Figures of topics: their words, what each text spends on them, their course, their stability."""

import numpy as np
import pandas as pd
from matplotlib.patches import Patch

from analysis.figures.contrasts import why_fragile
from analysis.figures.labels import (
    document_labels,
    in_panels,
    lines_of,
    relabelled,
    segment_note,
    side_colours,
    side_names,
    within,
    words_of,
)
from analysis.figures.picture import NARROW, WIDTH, legend_columns, new_figure
from analysis.figures.registry import Drawn, listing, recipe
from analysis.knobs import WHOSE
from analysis.plots import plot_differences, plot_ribbon, plot_stability, plot_weights
from analysis.study import Study
from analysis.topics import TopicModel, find_top_terms


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
    columns = 3 if WIDTH.get() > NARROW else 2
    down = int(np.ceil(len(topics) / columns))
    figure, axes = new_figure(height=0.2 * down * top + 0.5 * down + 0.2, rows=down, columns=columns, squeeze=False)
    for ax in axes.flat[len(topics) :]:
        ax.set_visible(False)
    for ax, topic in zip(axes.flat, topics, strict=False):
        share, mark = model.quality.set_index("topic").loc[topic, ["share", "mark"]]
        rows = table[table["topic"] == topic]
        plot_weights(rows, colour=_topic_colours(model)[topic], hollow=bool(mark), ax=ax)
        ax.set_title(f"Topic {topic}: {share:.0%}", fontsize="medium")
    note = (
        "Length of a bar: weight of the word in the topic; the percentage is the topic's share of all texts; hollow: "
        "not stable enough to interpret. " + _note(study)
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
    names = side_names(study)
    table = study.written(study.topic_contrast.table).sort_values(
        "difference", ascending=False, kind="stable", ignore_index=True
    )
    label = [f"{row.topic}: {row.name_}" for row in table.rename(columns={"name": "name_"}).itertuples()]
    table = table.assign(label=label)
    figure, ax = new_figure(height=0.34 * len(table) + 1.0)
    unit = "gap in the share of the words"
    plot_differences(table, label="label", **names, colours=side_colours(study), unit=unit, ax=ax)
    ax.xaxis.set_major_formatter(lambda value, _: f"{value:+.0%}" if value else "0")
    note = "Intervals include refitting; solid = supported, half = fragile. "
    note += f"Compared in {WHOSE[study.voice]}.{why_fragile(table)} {_note(study)}"
    rows = "; ".join(
        f"{r.label} {r.share_target:.0%} to {r.share_reference:.0%}, {r.verdict}" for r in table.itertuples()
    )
    columns = ["topic", "name", "share_target", "share_reference", "difference", "low", "high", "p", "q", "verdict"]
    return figure, table[columns], note, f"Gaps with intervals, {names['target']} to {names['reference']}: {rows}."


@recipe
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
        start, end, first_line : where the segment stands, in characters and in the file
    """
    model = study.topics
    documents, said = in_panels(study, words_of(study), "most words")
    table = _placed(study, model.segment_shares[model.segment_shares["document"].isin(documents)])
    documents = [name for name in documents if name in set(table["document"])]
    figure, axes = new_figure(
        height=(1.25 if len(documents) < 4 else 0.9) * len(documents) + 0.7, rows=len(documents), squeeze=False
    )
    for ax, document in zip(axes[:, 0], documents, strict=True):
        plot_ribbon(table[table["document"] == document], colours=_topic_colours(model), ax=ax)
        ax.set_title(document_labels(study)[document])
        ax.set_ylabel("share")
    axes[-1, 0].set_xlabel("segment, from beginning to end")
    patches = [Patch(color=colour) for colour in _topic_colours(model).values()]
    quality = study.written(model.quality)
    labels = [f"{topic}: {name}" for topic, name in zip(quality["topic"], quality["name"], strict=True)]
    figure.legend(patches, labels, loc="outside lower center", ncols=legend_columns(labels), fontsize="small")
    leading = table.loc[table.groupby(["document", "segment"], sort=False)["share"].idxmax()]
    alt = "; ".join(
        f"{within(str(name))}: leading topics {', '.join(map(str, part['topic']))}"
        for name, part in relabelled(study, leading).groupby("document", sort=False)
    )
    note = "The number in a bar is that of the topic that fills more than half of it; grey: not stable enough to "
    note += f"interpret. {said} {_note(study)}"
    return figure, table, note.replace("  ", " "), f"Stacked bars, one a segment. {alt}."


def _placed(study: Study, shares: pd.DataFrame) -> pd.DataFrame:
    """The shares with where each segment stands: start, end, first_line."""
    segments = study.topic_table.groupby(["document", "segment"], sort=False)
    spans = segments.agg(start=("start", "min"), end=("end", "max"))
    found = shares.join(spans, on=["document", "segment"]).reset_index(drop=True)
    return found.assign(first_line=lines_of(study.corpus, found))


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


_UNSTABLE = ("#E4E4E4", "#C9C9C9")  # a topic that is not to be read has no colour of its own


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
    colours = {}
    for place, (topic, mark) in enumerate(zip(model.quality["topic"], model.quality["mark"], strict=True)):
        colours[topic] = _UNSTABLE[place % len(_UNSTABLE)] if mark else base[(topic - 1) % len(base)]
    return colours


def _note(study: Study) -> str:
    cut = segment_note(study, study.topics.segment_shares)
    return f"{study.topics.method.upper()} on all voices, names joined, grammar left out; segments: {cut}."
