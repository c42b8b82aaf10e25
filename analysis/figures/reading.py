"""Figures of reading: who speaks."""

from analysis.figures import common
from analysis.figures.registry import recipe
from analysis.figures.style import new_figure
from analysis.plots import plot_parts
from analysis.reading import count_voices


@recipe
def who_speaks(corpus):
    """Whose words they are: each author's own, and those of the people quoted."""
    table = count_voices(corpus)
    table = table.assign(part=table["speaker"].replace("", "the author"))
    figure, ax = new_figure(height=0.95 * table["document"].nunique() + 0.7)
    plot_parts(table, part="part", colours=common.colours(corpus), ax=ax)
    note = "Words of the body; `unknown` where the text does not name the speaker."
    alt = "; ".join(f"{row.document}: {row.part} {row.words:,} words, {row.share:.1%}" for row in table.itertuples())
    return figure, table[["document", "voice", "speaker", "words", "share"]], note, f"Stacked bars. {alt}."
