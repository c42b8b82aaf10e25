"""Figures of sentiment: the mean with names and without, the words behind it, the arcs."""

import pandas as pd

from analysis import score_arc
from analysis.figures import common
from analysis.figures.picture import new_figure
from analysis.figures.registry import recipe
from analysis.plots import plot_arc, plot_differences, plot_means, plot_shift
from analysis.sentiment import compare_instruments, compare_sentiment_words


@recipe
def tone_by_mask(corpus):
    """The same texts scored with names in and names out: how pleasant a word list finds each."""
    table = tone_means(corpus)
    figure, ax = new_figure(height=2.1)
    plot_means(table, label="names", colours=common.colours(corpus), unit="valence per 100 words (VADER's list)", ax=ax)
    note = (
        "Means over segments of the authors' own sentences with 95% passage intervals; the list knows "
        f"{table['coverage'].min():.0%} to {table['coverage'].max():.0%} of the words."
    )
    rows = "; ".join(f"{r.names}, {r.document}: {r.mean:.1f} ({r.low:.1f} to {r.high:.1f})" for r in table.itertuples())
    return figure, table, note, f"Dots with intervals. {rows}."


def tone_means(corpus) -> pd.DataFrame:
    """names (`names in`, `names out`), document, mean, low, high (valence per 100 words), coverage: one row each."""
    from analysis.evidence import mean_interval
    from analysis.sentiment.tokens import count_words
    from analysis.terms.segments import cut_segments

    rows = []
    for mask, label in ((False, "names in"), (True, "names out")):
        scores = common.scores(corpus, mask=mask)
        own = scores[scores["voice"] == "author"]
        for document, part in own.groupby("document", sort=False):
            words = count_words(part)
            segments = cut_segments(part["document"], part["block"], words)
            valence = part["valence"].fillna(0.0).astype(float).to_numpy()
            mean, low, high = mean_interval(valence, words, segments)
            covered = float((part["coverage"].fillna(0.0).astype(float) * words).sum() / words.sum())
            rows.append((label, document, mean, low, high, covered))
    return pd.DataFrame(rows, columns=["names", "document", "mean", "low", "high", "coverage"])


@recipe
def tone_words(corpus, *, top: int = 7):
    """The words behind the gap in tone, with names in (left) and names out (right)."""
    target, reference = common.sides(corpus)
    shifts = {}
    for mask, label in ((False, "names in"), (True, "names out")):
        options = {"target": target, "mask": mask, "names": corpus.names if mask else None}
        shifts[label] = compare_sentiment_words(common.sentences(corpus), **options)
    known = shifts["names out"].set_index("term")[["n_target", "n_reference"]]
    panels = []
    for label, shift in shifts.items():
        part = (
            shift.assign(size=shift["contribution"].abs()).nlargest(2 * top, "size", keep="first").assign(names=label)
        )
        part["name"] = [_thinned(row, known) for row in part.itertuples()]
        panels.append(part.sort_values("contribution", ascending=False))
    table = pd.concat(panels, ignore_index=True)
    figure, axes = new_figure(height=0.22 * 2 * top + 1.2, columns=2, sharex=True)
    colours = common.colours(corpus)
    for ax, (label, part) in zip(axes, table.groupby("names", sort=False), strict=True):
        plot_shift(part, colours=(colours[target], colours[reference]), unit="part of the gap", ax=ax)
        ax.set_title(f"{label}: gap {shifts[label].attrs['difference']:+.2f}")
    note = (
        f"Right of zero a word makes {target} the kinder, left {reference}; all words together sum to the gap in the "
        "mean value of the words VADER's list knows (-4 to 4). Hatched: mostly part of a name. The authors' own words."
    )
    alt = "; ".join(
        f"{label}: {common.listing(f'{row.term} {row.contribution:+.2f}' for row in part.head(3).itertuples())}"
        for label, part in table.groupby("names", sort=False)
    )
    columns = ["names", "term", "valence", "n_target", "n_reference", "contribution", "name"]
    return figure, table[columns], note, f"Bars of words, most in favour of {target} first. {alt}."


def _thinned(row, known: pd.DataFrame) -> bool:
    """Whether most uses of the word vanish when names are masked."""
    left = known.loc[row.term].sum() if row.term in known.index else 0
    return bool(left < (row.n_target + row.n_reference) / 2)


@recipe
def tone_choices(corpus):
    """Which text is the kinder, under every defensible way to score it."""
    target, reference = common.sides(corpus)
    table = compare_instruments(common.sentences(corpus), target=target, names=corpus.names)
    common.filled(table[table["low"].notna()], "there are too few sentences for an interval")
    masks = {"none": "names in", "names": "names out", "typography": "capitals out"}
    kept = {False: "", True: ", subject words out"}
    label = [f"{row.lexicon}, {masks[row.mask]}{kept[row.subjects]}" for row in table.itertuples()]
    order = table["mask"].map({"none": 0, "names": 1, "typography": 2})
    table = table.assign(label=label, order=order).sort_values(["order", "lexicon"], kind="stable", ignore_index=True)
    figure, ax = new_figure(height=0.2 * len(table) + 1.0)
    colours = common.colours(corpus)
    unit = "gap in the mean compound score (-1 to 1)"
    sides = {"target": target, "reference": reference, "colours": colours, "says": "{} kinder"}
    plot_differences(table, label="label", unit=unit, ax=ax, **sides)
    note = (
        f"Right of zero {target} is the kinder. Names in: nothing hidden; names out: names of corpus.toml hidden; "
        "capitals out: names told by their capitals. Bars are passage intervals; the authors' own sentences."
    )
    signs = table.groupby("mask", sort=False)["difference"].agg(lambda column: f"{(column > 0).sum()} of {len(column)}")
    alt = "; ".join(f"{masks[mask]}: {count} find {target} the kinder" for mask, count in signs.items())
    columns = ["label", "lexicon", "mask", "subjects", "difference", "low", "high", "p", "verdict"]
    return figure, table[columns], note, f"Gaps with intervals, one row a way to score. {alt}."


@recipe
def tone_arcs(corpus):
    """How the tone moves through each text, and the band that shuffled sentences stay in."""
    scores = common.scores(corpus)
    own = scores[scores["voice"] == "author"].reset_index(drop=True)
    table = score_arc(own)
    documents = list(table["document"].unique())
    figure, axes = new_figure(
        height=1.5 * len(documents) + 0.5, rows=len(documents), sharex=True, sharey=True, squeeze=False
    )
    for ax, document in zip(axes[:, 0], documents, strict=True):
        plot_arc(table[table["document"] == document], value="compound", colour=common.colours(corpus)[document], ax=ax)
        ax.set_title(document)
        ax.set_ylabel("tone")
    note = (
        "Mean compound score (-1 to 1) of the 300 words around each of the author's sentences, names masked; of texts "
        "with their sentences shuffled, 95 in 100 stay inside the band from end to end."
    )
    outside = table.groupby("document", sort=False)["outside"].mean()
    alt = "; ".join(f"{document}: {share:.0%} of the curve outside the band" for document, share in outside.items())
    return figure, table.drop(columns=["block"]), note, f"A curve and a band for each text. {alt}."
