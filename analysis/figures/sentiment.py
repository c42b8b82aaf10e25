"""Figures of sentiment: the mean with names and without, the words behind it, the arcs."""

import pandas as pd
from matplotlib.patches import Patch

from analysis.errors import TooLittleTextError
from analysis.figures.labels import (
    document_colours,
    document_labels,
    in_panels,
    laid_over,
    lines_of,
    relabelled,
    side_colours,
    side_names,
    whose_sentences,
    within,
    words_of,
)
from analysis.figures.picture import legend_columns, new_figure
from analysis.figures.registry import Drawn, filled, listing, recipe
from analysis.plots import plot_arc, plot_differences, plot_means, plot_shift
from analysis.plots.marks import INK
from analysis.sentiment import load_lexicon, score_arc, score_mean_sentiment
from analysis.study import Study

TITLES = {"vader": "VADER's list", "afinn": "AFINN's list", "pattern": "Pattern's list", "prose": "the list for prose"}
MASKS = {"none": "names in", "names": "names out", "typography": "capitals out"}


def _list_name(study: Study) -> str:
    """The study's instrument as captions call it."""
    name = load_lexicon(study.lexicon).name
    return TITLES.get(name, f"the lexicon {name}")


@recipe
def tone_by_mask(study: Study) -> Drawn:
    """The same texts scored with names in and names out: how pleasant a word list finds each.

    Parameters
    ----------
    study : Study or Corpus
        A Corpus is read with the usual knobs.

    Returns
    -------
    Picture
        Its table: one row a document, with names in, then with names out:
        names, document : "names in" or "names out", and whose text
        mean, low, high : valence per 100 words with its passage interval; <NA> with too few sentences for one
        coverage : share of the words that the list knows, 0 to 1
    """
    if load_lexicon(study.lexicon).scorer is not None:
        raise TooLittleTextError("A scorer of one's own gives no valence of words; tone_choices and tone_arcs draw it.")
    table = filled(tone_means(study), "no sentence is in this voice")
    drawn, colours, said = laid_over(study)
    figure, ax = new_figure(height=1.5 + 0.3 * len(colours))
    unit = f"valence per 100 words ({_list_name(study)})"
    shown = table.assign(document=table["document"].map(drawn).fillna(table["document"]))
    plot_means(shown, label="names", colours=colours, unit=unit, ax=ax)
    known = [f"{share:.0%}" for share in (table["coverage"].min(), table["coverage"].max())]
    note = (
        f"Means over segments of {whose_sentences(study)} with passage intervals; the list knows "
        f"{' to '.join(dict.fromkeys(known))} of the words. {said}"
    ).strip()
    means = table.to_dict("records")
    bounds = [f"{r['low']:.1f} to {r['high']:.1f}" if pd.notna(r["low"]) else "no interval" for r in means]
    rows = "; ".join(
        f"{r['names']}, {within(drawn.get(r['document'], r['document']))}: {r['mean']:.1f} ({bound})"
        for r, bound in zip(means, bounds, strict=True)
    )
    return figure, table, note, f"Dots with intervals. {rows}."


def tone_means(study: Study) -> pd.DataFrame:
    """names (`names in`, `names out`), document, mean, low, high (valence per 100 words), coverage: one row each."""
    scored = {"names in": study.raw_scores, "names out": study.scores}
    drawn, _, grouped = laid_over(study)
    if grouped:
        scored = {label: _by_side(scores, drawn) for label, scores in scored.items()}
    parts = [score_mean_sentiment(scores, voice=study.voice).assign(names=label) for label, scores in scored.items()]
    return pd.concat(parts, ignore_index=True)[["names", "document", "mean", "low", "high", "coverage"]]


def _by_side(scores: pd.DataFrame, drawn: dict[str, str]) -> pd.DataFrame:
    """The scores of each side as those of one text, whose blocks and segments are those of its texts in a row."""
    numbers = {name: scores.groupby(["document", name], sort=False).ngroup() + 1 for name in ("block", "segment")}
    return scores.assign(document=scores["document"].map(drawn), **numbers)


@recipe
def tone_words(study: Study, *, top: int = 7) -> Drawn:
    """The words behind the gap in tone, with names in (left) and names out (right).

    Parameters
    ----------
    study : Study or Corpus
        A Corpus is read with the usual knobs.
    top : int
        Half the words of either panel.

    Returns
    -------
    Picture
        Its table: one row a word, for either panel most in favour of the target first:
        names, term : "names in" or "names out", and the word
        valence : on the list, -4 to 4
        n_target, n_reference : uses
        contribution : to the gap in the mean value of the words found
        name : True where most uses vanish when names are masked
    """
    target, reference = side_names(study)["target"], side_names(study)["reference"]
    shifts = {"names in": study.raw_tone_words, "names out": study.tone_words}
    known = shifts["names out"].set_index("term")[["n_target", "n_reference"]]
    panels = []
    for label, shift in shifts.items():
        part = (
            shift.assign(size=shift["contribution"].abs()).nlargest(2 * top, "size", keep="first").assign(names=label)
        )
        part["name"] = [_thinned(row, known) for row in part.itertuples()]
        panels.append(part.sort_values("contribution", ascending=False, kind="stable"))
    table = pd.concat(panels, ignore_index=True)
    figure, axes = new_figure(height=0.22 * 2 * top + 1.2, columns=2, sharex=True)
    pair = side_colours(study)[target], side_colours(study)[reference]
    for ax, label in zip(axes, shifts, strict=True):
        plot_shift(table[table["names"] == label], colours=pair, unit="part of the gap", ax=ax)
        ax.set_title(f"{label}: {shifts[label]['contribution'].sum():+.2f}", fontsize="medium")
    patches = [Patch(color=colour) for colour in pair] + [Patch(facecolor="white", edgecolor=INK, hatch="////")]
    told = [*[f"makes {side} more positive" for side in (target, reference)], "part of a name"]
    figure.legend(patches, told, loc="outside lower center", ncols=legend_columns(told), fontsize="small")
    note = (
        f"Right of zero a word makes {target} the more positive, left {reference}; all words together sum to the gap "
        f"in the mean value of the words that {_list_name(study)} knows (-4 to 4). Hatched: mostly part of a name. "
        f"From {whose_sentences(study)}."
    )
    alt = "; ".join(
        f"{label}: {listing(f'{row.term} {row.contribution:+.2f}' for row in part.head(3).itertuples())}"
        for label, part in table.groupby("names", sort=False)
    )
    columns = ["names", "term", "valence", "n_target", "n_reference", "contribution", "name"]
    return figure, table[columns], note, f"Bars of words, most in favour of {target} first. {alt}."


def _thinned(row, known: pd.DataFrame) -> bool:
    """Whether most uses of the word vanish when names are masked."""
    left = known.loc[row.term].sum() if row.term in known.index else 0
    return bool(left < (row.n_target + row.n_reference) / 2)


@recipe
def tone_choices(study: Study) -> Drawn:
    """Which text is the more positive, under every defensible way to score it.

    Parameters
    ----------
    study : Study or Corpus
        A Corpus is read with the usual knobs.

    Returns
    -------
    Picture
        Its table: one row a way to score, names in first:
        label, lexicon, mask, subjects : which way, and what it is made of
        difference, low, high, p, verdict : of the mean compound, as in `compare_instruments`
    """
    names = side_names(study)
    target = names["target"]
    table = study.instruments.table
    filled(table[table["low"].notna()], "there are too few sentences for an interval")
    kept = {False: "", True: ", subject words out"}
    label = [f"{r['lexicon']}, {MASKS[r['mask']]}{kept[r['subjects']]}" for r in table.to_dict("records")]
    order = table["mask"].map({mask: place for place, mask in enumerate(MASKS)})
    table = table.assign(label=label, order=order).sort_values(["order", "lexicon"], kind="stable", ignore_index=True)
    figure, ax = new_figure(height=0.2 * len(table) + 1.0)
    unit = "gap in the mean compound score (-1 to 1)"
    says = "{} more positive"
    plot_differences(table, label="label", **names, colours=side_colours(study), unit=unit, says=says, ax=ax)
    note = (
        f"Right of zero {target} is the more positive. Names in: nothing hidden; names out: names of corpus.toml "
        f"hidden; capitals out: names told by their capitals. Bars are passage intervals; {whose_sentences(study)}."
    )
    signs = table.groupby("mask", sort=False)["difference"].agg(lambda column: f"{(column > 0).sum()} of {len(column)}")
    alt = "; ".join(f"{MASKS[str(mask)]}: {count} find {target} the more positive" for mask, count in signs.items())
    columns = ["label", "lexicon", "mask", "subjects", "difference", "low", "high", "p", "verdict"]
    return figure, table[columns], note, f"Gaps with intervals, one row a way to score. {alt}."


@recipe
def tone_arcs(study: Study) -> Drawn:
    """How the tone moves through each text, and the band that shuffled sentences stay in.

    Parameters
    ----------
    study : Study or Corpus
        A Corpus is read with the usual knobs.

    Returns
    -------
    Picture
        Its table: one row a sentence, in reading order:
        document, block, sentence, position : which one, and where (0 to 1)
        compound, valence, low, high, outside : as in `score_arc`
        start, end, line : of the sentence, in characters and in the file
    """
    words = words_of(study)
    scored = study.own_scores["document"].unique()
    documents, said = in_panels(study, words[words.index.isin(scored)], "most words")
    table = _arcs(study, documents)
    figure, axes = new_figure(
        height=(1.5 if len(documents) < 4 else 1.0) * len(documents) + 0.5,
        rows=len(documents),
        sharex=True,
        sharey=True,
        squeeze=False,
    )
    for ax, document in zip(axes[:, 0], documents, strict=True):
        colour = document_colours(study)[document]
        plot_arc(table[table["document"] == document], value="compound", colour=colour, ax=ax)
        ax.set_title(document_labels(study)[document])
        ax.set_ylabel("tone")
    note = (
        f"Mean compound score (-1 to 1, {_list_name(study)}) of the 300 words around each sentence, in "
        f"{whose_sentences(study)}, names masked; of texts with their sentences shuffled, 95 in 100 stay inside "
        f"the band from end to end. {said}"
    ).strip()
    outside = relabelled(study, table).groupby("document", sort=False)["outside"].mean()
    alt = "; ".join(
        f"{within(str(name))}: {share:.0%} of the curve outside the band" for name, share in outside.items()
    )
    return figure, table, note, f"A curve and a band for each text. {alt}."


def _arcs(study: Study, documents: list[str]) -> pd.DataFrame:
    """`score_arc` of these documents, with the offsets and the line of each sentence."""
    own = study.own_scores
    whole = len(documents) == own["document"].nunique()
    arcs = study.arcs if whole else score_arc(own[own["document"].isin(documents)], seed=study.seed)
    keys = ["document", "block", "sentence"]
    places = own.groupby(keys, sort=False).agg(start=("start", "min"), end=("end", "max"))
    found = arcs.join(places, on=keys)
    return found.assign(line=lines_of(study.corpus, found))
