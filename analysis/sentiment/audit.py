"""How far to trust the lists: do they agree where each finds a word, and which words make the difference?"""

from itertools import combinations

import numpy as np
import pandas as pd

from analysis.compare.sides import name_sides
from analysis.errors import AnalysisError, TooLittleTextError
from analysis.evidence import nullable
from analysis.sentiment.comparison import spoken_rows
from analysis.sentiment.instruments import LEXICONS, load_lexicon
from analysis.sentiment.masking import choose_mask, mask_texts
from analysis.sentiment.scores import find_valences
from analysis.sentiment.tokens import texts_of

BOOTSTRAPS = 1000


def krippendorff_alpha(values: np.ndarray) -> float:
    """Krippendorff's alpha, interval metric: 1 = full agreement, 0 = as good as chance, below 0 = worse than chance.

    `values`: raters × units, NaN where a rater gave none; units with fewer than two ratings count for nothing.
    Returns: alpha, or NaN where the ratings do not vary. Source: Krippendorff 2004; equals nltk's and is faster.
    """
    values = np.asarray(values, dtype=float)
    given = np.isfinite(values)
    values, m = np.where(given, values, 0.0), given.sum(axis=0)
    values, m = values[:, m >= 2], m[m >= 2]
    n, total, squares = m.sum(), values.sum(), np.square(values).sum()
    expected = 2 * (n * squares - total**2) / max(n - 1, 1)
    observed = (2 * (m * np.square(values).sum(axis=0) - np.square(values.sum(axis=0))) / (m - 1)).sum()
    return float(1 - observed / expected) if expected > 1e-12 else float("nan")


def alpha_interval(values: np.ndarray, *, seed: int = 0) -> tuple[float, float, float]:
    """(alpha, low, high): the percentile interval of alpha when the units are drawn again 1,000 times."""
    rng, units = np.random.default_rng(seed), values.shape[1]
    draws = [krippendorff_alpha(values[:, rng.integers(0, units, units)]) for _ in range(BOOTSTRAPS if units else 0)]
    draws = [draw for draw in draws if np.isfinite(draw)]
    low, high = np.quantile(draws, [0.025, 0.975]) if draws else (np.nan, np.nan)
    return krippendorff_alpha(values), float(low), float(high)


def compare_lexicons(
    sentences: pd.DataFrame,
    *,
    lexicons=LEXICONS,
    voice: str | None = "author",
    mask: bool | str = True,
    names: pd.DataFrame | None = None,
    subjects=(),
    seed: int = 0,
) -> pd.DataFrame:
    """How far each two word lists agree on the sentences in which both find a word.

    Read `alpha` first: .80 and more is reliable, .67 to .80 tentative (Krippendorff 2004). Agreement is not validity:
    lists made from the same idea of tone may agree and be wrong together.
    Returns: one row a pair: lexicon_a, lexicon_b, n (sentences where both find a word), n_either (where one does),
    correlation (Pearson, of the mean value of the words found), same_sign (share, 0 to 1), alpha, low, high (from
    sentences drawn again); <NA> where fewer than three sentences are shared.
    """
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


def find_disagreements(
    sentences: pd.DataFrame,
    *,
    lexicons=LEXICONS,
    n: int = 10,
    voice: str | None = "author",
    mask: bool | str = True,
    names: pd.DataFrame | None = None,
    subjects=(),
) -> pd.DataFrame:
    """The sentences on which the lists part most, and the words each of them goes by.

    Returns: at most `n` rows, widest first: document, block, sentence, text, gap (between the highest and lowest mean
    value of the words found), kindest, kindest_words, harshest, harshest_words (such as "free +2.3, war -2.9").
    """
    rows = spoken_rows(sentences, voice).reset_index(drop=True)
    texts = mask_texts(texts_of(rows), choose_mask(mask, names), names, subjects)
    instruments = {instrument.name: instrument for instrument in map(load_lexicon, lexicons)}
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


def compare_sentiment_words(
    sentences: pd.DataFrame,
    *,
    target,
    reference=None,
    voice: str | None = "author",
    lexicon="vader",
    mask: bool | str = True,
    names: pd.DataFrame | None = None,
    subjects=(),
) -> pd.DataFrame:
    """The weighted word shift: what each word adds to the difference in the mean value of the words a list knows.

    Read `contribution` on the lexicon's scale (-4 to 4): above zero the word makes the target kinder than the
    reference. A bad word does so where the target uses it less. All contributions sum to the difference exactly. Set
    it with mask=False beside mask=True to see what names alone do.

    Parameters: `sentences`: with the columns document, voice and text; the others as in score_sentiment and
    compare_sentiment.
    Returns: one row a word found on either side, largest contribution first: term, lexicon, masked, valence, n_*,
    share_* (of the words found, 0 to 1), contribution, share_of_difference (<NA> where the means are equal). `attrs`
    holds mean_target, mean_reference, difference.
    Errors: TooLittleTextError where the list finds no word on a side.
    Doubt it where coverage is low: one word in fourteen speaks here. Source: Gallagher et al. 2021, EPJ Data Sci 10:4.
    """
    instrument, kind = load_lexicon(lexicon), choose_mask(mask, names)
    if instrument.scorer is not None:
        raise AnalysisError(f"The scorer {instrument.name!r} has no words to weigh: choose a word list.")
    rows = spoken_rows(sentences, voice)
    chosen, others = name_sides(rows["document"], target, reference)
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
