"""Which words make the gap in tone: what each adds to the difference of the two means."""

from collections.abc import Iterable
from typing import Literal

import numpy as np
import pandas as pd

from analysis.compare.sides import name_sides
from analysis.door import checked
from analysis.errors import AnalysisError, TooLittleTextError
from analysis.metadata import Documents
from analysis.sentiment.comparison import spoken_rows
from analysis.sentiment.instruments import load_lexicon
from analysis.sentiment.lexicons import AnyLexicon
from analysis.sentiment.masking import Mask, choose_mask, mask_texts
from analysis.sentiment.scores import find_valences, keep_english
from analysis.sentiment.tokens import texts_of

COLUMNS = [
    "term",
    "lexicon",
    "masked",
    "valence",
    "n_target",
    "n_reference",
    "share_target",
    "share_reference",
    "contribution",
    "share_of_difference",
]


@checked
def compare_sentiment_words(
    sentences: pd.DataFrame,
    *,
    target: Documents,
    reference: Documents | None = None,
    voice: Literal["author", "quoted"] | None = "author",
    lexicon: AnyLexicon = "vader",
    mask: Mask = True,
    names: pd.DataFrame | None = None,
    subjects: Iterable[str] = (),
) -> pd.DataFrame:
    """The weighted word shift: what each word adds to the difference in the mean value of the words a list knows.

    Read `contribution` on the lexicon's scale (-4 to 4): above zero the word makes the target kinder than the
    reference. A bad word does so where the target uses it less. All contributions sum to the difference exactly. Set it
    with `mask=False` beside `mask=True` to see what names alone do.

    Parameters
    ----------
    sentences : DataFrame
        With the columns document, voice and text, such as `split_sentences` gives.
    target, reference : str, list of str, or rule
        The document or documents looked from, by name or by what is told of them (`{"party": "x"}`), and those held
        against them (all others if left out).
    voice : {"author", "quoted"} or None
        Whose sentences count; None for all. Those called "mixed" belong to neither; `split_sentences(voices=True)`
        parts them.
    lexicon : str, path or Lexicon
        A word list, as in `load_lexicon`.
    mask : bool or {"none", "names", "typography"}
        Which names are hidden, as in `score_sentiment`.
    names : DataFrame, optional
        The names to hide (`corpus.names`).
    subjects : iterable of str
        Further words to hide, such as `SUBJECT_WORDS`; `*` allowed.

    Returns
    -------
    DataFrame
        One row a word found on either side, largest contribution (without sign) first:
        term : the word, as the list writes it
        lexicon, masked : the instrument, and whether names were hidden
        valence : its value, -4 to 4
        n_target, n_reference : occurrences on either side
        share_target, share_reference : of the words found on that side, 0 to 1
        contribution : to the difference of the means, on the lexicon's scale
        share_of_difference : the same as a share of the difference; <NA> where the means are equal

    Raises
    ------
    TooLittleTextError
        Where the list finds no word on a side.
    AnalysisError
        For a function, which has no words.

    Notes
    -----
    Doubt it where coverage is low: one word in fourteen speaks here.

    References
    ----------
    Gallagher et al. 2021, EPJ Data Science 10:4.
    """
    instrument, kind = load_lexicon(lexicon), choose_mask(mask, names)
    if instrument.scorer is not None:
        raise AnalysisError(f"The scorer {instrument.name!r} has no words to weigh: choose a word list.")
    rows = spoken_rows(keep_english(sentences, instrument.name), voice)
    chosen, others = name_sides(rows, target, reference)
    rows = rows[rows["document"].isin([*chosen, *others])]
    stream, worth = find_valences(instrument, mask_texts(texts_of(rows), kind, names, subjects))
    side = rows["document"].isin(chosen).to_numpy()[stream.owner]
    table = _count_words(instrument, stream, np.flatnonzero(worth), side)
    return _shift(table.assign(lexicon=instrument.name, masked=kind != "none"))


def _count_words(instrument, stream, found, side) -> pd.DataFrame:
    words = np.array([instrument.spell(token) for token in stream.types] or [""], dtype=object)[stream.ids[found]]
    counts = pd.crosstab(words, side[found]).reindex(columns=[True, False], fill_value=0)
    if not counts.to_numpy().sum(axis=0).all():
        raise TooLittleTextError(f"The lexicon {instrument.name!r} finds no word on one side: nothing can be weighed.")
    counts.columns = ["n_target", "n_reference"]
    counts = counts.rename_axis("term").reset_index()
    return counts.assign(valence=[instrument.valences[word] for word in counts["term"]])


def _shift(table: pd.DataFrame) -> pd.DataFrame:
    shares = {f"share_{name}": table[f"n_{name}"] / table[f"n_{name}"].sum() for name in ("target", "reference")}
    means = {name: float((share * table["valence"]).sum()) for name, share in shares.items()}
    gap = means["share_target"] - means["share_reference"]
    contribution = (table["valence"] - means["share_reference"]) * (shares["share_target"] - shares["share_reference"])
    part = contribution / gap if abs(gap) > 1e-12 else pd.Series(pd.NA, index=table.index, dtype="Float64")
    table = table.assign(**shares, contribution=contribution, share_of_difference=part)
    order = table["contribution"].abs().sort_values(ascending=False, kind="stable").index
    return table.loc[order, COLUMNS].reset_index(drop=True)
