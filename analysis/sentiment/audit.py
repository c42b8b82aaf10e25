"""How far to trust the lists: do they agree where each finds a word, and where do they part?"""

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Literal

import numpy as np
import pandas as pd

from analysis.door import checked
from analysis.errors import AnalysisError
from analysis.evidence import alpha_interval, nullable
from analysis.sentiment.comparison import spoken_rows
from analysis.sentiment.instruments import LEXICONS, load_lexicon
from analysis.sentiment.lexicons import AnyLexicon
from analysis.sentiment.masking import Mask, choose_mask, mask_texts
from analysis.sentiment.scores import find_valences
from analysis.sentiment.tokens import texts_of


@checked
def compare_lexicons(
    sentences: pd.DataFrame,
    *,
    lexicons: Sequence[AnyLexicon] = LEXICONS,
    voice: Literal["author", "quoted"] | None = "author",
    mask: Mask = True,
    names: pd.DataFrame | None = None,
    subjects: Iterable[str] = (),
    seed: int = 0,
) -> pd.DataFrame:
    """How far each two word lists agree on the sentences in which both find a word.

    Read `alpha` first: .80 and more is reliable, .67 to .80 tentative (Krippendorff 2004).

    Parameters
    ----------
    sentences : DataFrame
        Of `split_sentences`.
    lexicons : sequence of str, path or Lexicon
        Two word lists or more, as in `load_lexicon`.
    voice : {"author", "quoted"} or None
        Whose sentences count; None for all. Those called "mixed" belong to neither; `split_sentences(voices=True)`
        parts them.
    mask : bool or {"none", "names", "typography"}
        Which names are hidden, as in `score_sentiment`.
    names : DataFrame, optional
        The names to hide (`corpus.names`).
    subjects : iterable of str
        Further words to hide, such as `SUBJECT_WORDS`; `*` allowed.
    seed : int
        Of every random step.

    Returns
    -------
    DataFrame
        One row a pair of lists:
        lexicon_a, lexicon_b : their names
        n : sentences where both find a word
        n_either : sentences where one does
        correlation : Pearson's, of the mean value of the words found; <NA> below three shared sentences
        same_sign : share of the shared sentences, 0 to 1; <NA> likewise
        alpha : Krippendorff's; <NA> likewise
        low, high : 95% interval of alpha, from sentences drawn again; <NA> likewise

    Raises
    ------
    AnalysisError
        For fewer than two lexicons, and for a function, which has no words.

    Notes
    -----
    Agreement is not validity: lists made from the same idea of tone may agree and be wrong together.
    """
    lexicons = list(lexicons)
    if len(lexicons) < 2:
        raise AnalysisError("Agreement is between two lexicons or more: name another, such as 'afinn'.")
    rows = spoken_rows(sentences, voice)
    texts = mask_texts(texts_of(rows), choose_mask(mask, names), names, subjects)
    means = {load_lexicon(lexicon).name: _mean_values(load_lexicon(lexicon), texts) for lexicon in lexicons}
    table = pd.DataFrame([_pair(a, b, means, seed) for a, b in combinations(means, 2)])
    for name in ("correlation", "same_sign", "alpha", "low", "high"):
        table[name] = nullable(table[name].astype(float))
    return table


def _mean_values(instrument, texts: list[str]) -> np.ndarray:
    """The mean list value of the words found in each text; NaN where none is found."""
    if instrument.scorer is not None:
        raise AnalysisError(f"The scorer {instrument.name!r} has no words: agreement is between word lists.")
    stream, worth = find_valences(instrument, texts)
    found = np.bincount(stream.owner, worth != 0, minlength=len(texts))
    sums = np.bincount(stream.owner, worth, minlength=len(texts))
    return np.where(found > 0, sums / np.maximum(found, 1), np.nan)


def _pair(a: str, b: str, means: dict[str, np.ndarray], seed: int) -> dict:
    both = np.isfinite(means[a]) & np.isfinite(means[b])
    either = np.isfinite(means[a]) | np.isfinite(means[b])
    x, y = means[a][both], means[b][both]
    row = {"lexicon_a": a, "lexicon_b": b, "n": int(both.sum()), "n_either": int(either.sum())}
    if len(x) < 3:
        return row | dict.fromkeys(("correlation", "same_sign", "alpha", "low", "high"), np.nan)
    varies = x.std() > 0 and y.std() > 0
    alpha, low, high = alpha_interval(np.stack([x, y]), seed=seed)
    return row | {
        "correlation": np.corrcoef(x, y)[0, 1] if varies else np.nan,
        "same_sign": float((np.sign(x) == np.sign(y)).mean()),
        "alpha": alpha,
        "low": low,
        "high": high,
    }


@checked(sentences="document block sentence")
def find_disagreements(
    sentences: pd.DataFrame,
    *,
    lexicons: Iterable[AnyLexicon] = LEXICONS,
    n: int = 10,
    voice: Literal["author", "quoted"] | None = "author",
    mask: Mask = True,
    names: pd.DataFrame | None = None,
    subjects: Iterable[str] = (),
) -> pd.DataFrame:
    """The sentences on which the lists part most, and the words each of them goes by.

    Parameters
    ----------
    sentences : DataFrame
        Of `split_sentences`.
    lexicons : iterable of str, path or Lexicon
        Word lists, as in `load_lexicon`.
    n : int
        Rows at most.
    voice : {"author", "quoted"} or None
        Whose sentences count; None for all. Those called "mixed" belong to neither; `split_sentences(voices=True)`
        parts them.
    mask : bool or {"none", "names", "typography"}
        Which names are hidden, as in `score_sentiment`.
    names : DataFrame, optional
        The names to hide (`corpus.names`).
    subjects : iterable of str
        Further words to hide, such as `SUBJECT_WORDS`; `*` allowed.

    Returns
    -------
    DataFrame
        One row a sentence in which two lists or more find a word, the widest gap first:
        document, block, sentence, text : where it stands
        gap : between the highest and the lowest mean value of the words found, on -4 to 4
        kindest, harshest : the lists that give these
        kindest_words, harshest_words : what they go by, such as "free +2.3, war -2.9"

    Raises
    ------
    AnalysisError
        For a function, which has no words.
    """
    rows = spoken_rows(sentences, voice).reset_index(drop=True)
    texts = mask_texts(texts_of(rows), choose_mask(mask, names), names, subjects)
    instruments = {instrument.name: instrument for instrument in map(load_lexicon, lexicons)}
    if len(instruments) < 2:
        raise AnalysisError("Disagreement is between two lexicons or more: name another, such as 'afinn'.")
    means = np.stack([_mean_values(instrument, texts) for instrument in instruments.values()])
    known, shared = list(instruments), np.flatnonzero(np.isfinite(means).sum(axis=0) >= 2)
    gaps = np.nanmax(means[:, shared], axis=0) - np.nanmin(means[:, shared], axis=0)
    chosen = shared[np.argsort(-gaps, kind="stable")][:n]
    table = rows.loc[chosen, ["document", "block", "sentence", "text"]].reset_index(drop=True)
    ends = {"kindest": np.nanargmax(means[:, chosen], axis=0), "harshest": np.nanargmin(means[:, chosen], axis=0)}
    table["gap"] = np.sort(gaps)[::-1][: len(chosen)]
    for end, which in ends.items():
        table[end] = [known[k] for k in which]
        table[f"{end}_words"] = [_words(instruments[known[k]], texts[i]) for k, i in zip(which, chosen, strict=True)]
    return table


def _words(instrument, text: str) -> str:
    stream, worth = find_valences(instrument, [text])
    found = [f"{instrument.spell(stream.types[stream.ids[i]])} {worth[i]:+.1f}" for i in np.flatnonzero(worth)]
    return ", ".join(found)
