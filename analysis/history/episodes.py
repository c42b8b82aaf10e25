"""The same episode told twice: pairs of passages that share names, dates and rare words."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from analysis.compare.sides import name_sides
from analysis.corpus import Corpus
from analysis.history.dates import find_dates
from analysis.history.in_force import find_dates_in_force
from analysis.history.likeness import DATE, NAME, WORD, Weigher, find_features, find_nearest
from analysis.history.pairing import Pair, choose_pairs
from analysis.sentences import split_sentences
from analysis.terms.spelling import spell_terms

COLUMNS = [
    "rank", "target_document", "target_block", "target_start", "target_end", "target_line", "reference_document",
    "reference_block", "reference_start", "reference_end", "reference_line", "score", "names", "dates", "words",
]  # fmt: skip
_TYPES = dict.fromkeys(COLUMNS, "int64") | {"score": "float64"}
_TYPES |= dict.fromkeys(("target_document", "reference_document", "names", "dates", "words"), "str")
_SENTENCES = 4  # of a passage that is looked at
_CONTEXT = 4  # sentences before and after it that tell what it is about
_MOST = 50  # proposals: a list that a reader can go through
_NEAREST = 12  # passages of the other side that are looked at for each
_LOOKED_AT = 4000  # pairs that are looked at closely
_CLASH, _AGREE = 0.5, 1.5  # what a pair is worth whose years cannot meet, and one whose years are the same
_LASTS = 2  # sentences for which a date named before still holds
_SHOWN = 5


def propose_episodes(
    corpus: Corpus, *, target: str | Iterable[str] | None = None, reference: str | Iterable[str] | None = None
) -> pd.DataFrame:
    """Pairs of passages that may tell the same episode, those that share most first.

    Read both passages of a row: the list proposes, and more than half of it is chance or a shared theme. What a reader
    has marked goes before it (`read_codings`, kind "episode"; `mark_confirmed`).

    Parameters
    ----------
    corpus : Corpus
        As `read_corpus` gives it.
    target, reference : str or iterable of str, optional
        Documents of either side; the first, and all others, if left out.

    Returns
    -------
    DataFrame
        One row a pair of passages of one to six sentences, none touching another on both sides, at most 50:
        rank : from 1
        target_document, target_block, target_start, target_end, target_line : the passage of the target, and its first
            line in the file
        reference_document, reference_block, reference_start, reference_end, reference_line : that of the reference
        score : how much they and what stands around them share, each feature weighed by its rarity; less where their
            years cannot meet, where either is more like another, and for names that brought pairs before; to be
            compared within one table only
        names, dates, words : what they share, the heaviest first, joined by ", "

    Notes
    -----
    Of ten episodes that both texts of this workbook tell, as its editors marked them, six are among the first 15 rows
    and nine among the first 40. Of three tellings of the war with Mexico, taken two by two (18 to 31 episodes each),
    .19 to .33 are among the first 15 and .39 to .72 among the first 40; the settings were chosen on these pairs, so
    that others may do worse. Doubt pairs that share one name only. What is told in other words on either side is not
    found; texts in two languages share names and dates at most; stems are English.
    """
    documents = corpus.documents["document"]
    if len(documents) < 2:
        return pd.DataFrame(columns=COLUMNS).astype(_TYPES)
    ours, theirs = name_sides(documents, documents.iloc[0] if target is None else target, reference)
    sentences, dates = split_sentences(corpus).reset_index(drop=True), find_dates(corpus)
    weigher = Weigher(find_features(corpus, dates), sentences)
    block = sentences.groupby(["document", "block"], sort=False).ngroup().to_numpy()
    places = _look_closely(_find_candidates(weigher, sentences, block, ours, theirs))
    if not len(places):
        return pd.DataFrame(columns=COLUMNS).astype(_TYPES)
    parts = _rows(weigher, sentences, places[:, :2]).multiply(_rows(weigher, sentences, places[:, 2:])).tocsr()
    around = [_around(sentences, places[:, side]) for side in (slice(0, 2), slice(2, 4))]
    wide = _rows(weigher, sentences, around[0]).multiply(_rows(weigher, sentences, around[1])).sum(axis=1)
    score = np.asarray(parts.sum(axis=1)).ravel() * np.sqrt(np.asarray(wide).ravel())
    score = _mutual(places, score * _agreement(find_dates_in_force(corpus, dates), places))
    pairs = choose_pairs(places, block, parts, score, _MOST)
    spelt = spell_terms(corpus)
    rows = [_told(corpus, weigher, sentences, spelt, rank, pair) for rank, pair in enumerate(pairs, 1)]
    return pd.DataFrame(rows, columns=COLUMNS).astype(_TYPES)


def _find_candidates(weigher: Weigher, sentences: pd.DataFrame, block: np.ndarray, ours, theirs) -> np.ndarray:
    """First and last sentence of either passage, for the pairs of runs of four sentences that are most alike."""
    first = np.arange(len(sentences))
    last = np.minimum(first + _SENTENCES - 1, np.searchsorted(block, block, side="right") - 1)
    opens = np.append(True, block[1:] != block[:-1])
    runs = np.column_stack([first, last])[(last - first == _SENTENCES - 1) | opens]
    document = sentences["document"].to_numpy()[runs[:, 0]]
    one, other = (runs[np.isin(document, side)] for side in (ours, theirs))
    left, right, score = find_nearest(_rows(weigher, sentences, one), _rows(weigher, sentences, other), top=_NEAREST)
    best = np.lexsort((right, left, -np.round(score, 9)))[:_LOOKED_AT]
    return np.hstack([one[left[best]], other[right[best]]])


def _look_closely(pairs: np.ndarray) -> np.ndarray:
    """Every run of two to four sentences within either passage of each pair, once; a lone sentence as it is."""
    found = []
    steps = [(i, j) for i in range(_SENTENCES) for j in range(i, _SENTENCES)]
    for i, j in steps:
        for k, m in steps:
            narrow = pairs + np.array([i, 0, k, 0])
            narrow[:, 1], narrow[:, 3] = pairs[:, 0] + j, pairs[:, 2] + m
            fits = (narrow[:, 1] <= pairs[:, 1]) & (narrow[:, 3] <= pairs[:, 3])
            fits &= (j > i) | (pairs[:, 0] == pairs[:, 1])
            found.append(narrow[fits & ((m > k) | (pairs[:, 2] == pairs[:, 3]))])
    return np.unique(np.concatenate(found), axis=0)


def _rows(weigher: Weigher, sentences: pd.DataFrame, places: np.ndarray):
    """The weighed rows of runs of sentences."""
    runs, row = np.unique(places, axis=0, return_inverse=True)
    spans = sentences[["document", "start"]].iloc[runs[:, 0]].reset_index(drop=True)
    return weigher.rows(spans.assign(end=sentences["end"].to_numpy()[runs[:, 1]]))[row.ravel()]


def _around(sentences: pd.DataFrame, places: np.ndarray) -> np.ndarray:
    document = sentences.groupby("document", sort=False).ngroup().to_numpy()
    low, high = (np.searchsorted(document, document[places[:, 0]], side=side) for side in ("left", "right"))
    return np.column_stack([np.maximum(places[:, 0] - _CONTEXT, low), np.minimum(places[:, 1] + _CONTEXT, high - 1)])


def _agreement(in_force: pd.DataFrame, places: np.ndarray) -> np.ndarray:
    """More for pairs whose years are the same, less for those whose years cannot meet."""
    year = pd.to_numeric(in_force["begin"].str[:4], errors="coerce").to_numpy(dtype=float)
    until = pd.to_numeric(in_force["finish"].str[:4], errors="coerce").to_numpy(dtype=float)
    holds = (in_force["own"] | in_force["sentences_since"].le(_LASTS).fillna(False)).to_numpy(dtype=bool)
    own = in_force["own"].to_numpy(dtype=bool) & np.isfinite(year)
    year, until = np.where(holds, year, np.nan), np.where(holds, until, np.nan)
    low, high = zip(*(_years(year, until, own, places[:, side]) for side in ([0, 1], [2, 3])), strict=True)
    apart = (high[0] < low[1]) | (high[1] < low[0])
    same = ~apart & (high[0] - low[0] <= 1) & (high[1] - low[1] <= 1)
    return np.where(apart, _CLASH, np.where(same, _AGREE, 1.0))


def _years(year: np.ndarray, until: np.ndarray, own: np.ndarray, places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """First and last year of each passage: those it names, else that in force where it begins; NaN where none is."""
    low, high = year[places[:, 0]], until[places[:, 0]]
    named = np.full(len(places), False)
    for step in range(_SENTENCES):
        at = np.minimum(places[:, 0] + step, places[:, 1])
        low = np.where(own[at], np.where(named, np.fmin(low, year[at]), year[at]), low)
        high = np.where(own[at], np.where(named, np.fmax(high, until[at]), until[at]), high)
        named |= own[at]
    return low, high


def _mutual(places: np.ndarray, score: np.ndarray) -> np.ndarray:
    """The scores, less where either passage has a better partner: an episode is told once on either side."""
    share = np.ones(len(score))
    for side in (places[:, :2], places[:, 2:]):
        passage = np.unique(side, axis=0, return_inverse=True)[1].ravel()
        best = np.zeros(passage.max() + 1)
        np.maximum.at(best, passage, score)
        share *= score / np.maximum(best[passage], 1e-12)
    return score * np.sqrt(share)


def _told(corpus: Corpus, weigher: Weigher, sentences: pd.DataFrame, spelt: dict, rank: int, pair: Pair) -> dict:
    row: dict[str, object] = {"rank": rank, "score": round(pair[4], 3)}
    for side, (first, last) in (("target", pair[:2]), ("reference", pair[2:4])):
        document, start = str(sentences["document"].iat[first]), int(sentences["start"].to_numpy()[first])
        row |= {f"{side}_document": document, f"{side}_block": int(sentences["block"].to_numpy()[first])}
        row |= {f"{side}_start": start, f"{side}_end": int(sentences["end"].to_numpy()[last])}
        row[f"{side}_line"] = corpus[document].line_at(start)
    shared = weigher.shared(*(_rows(weigher, sentences, np.array([side])) for side in (pair[:2], pair[2:4])))[0]
    for name, sort in (("names", NAME), ("dates", DATE), ("words", WORD)):
        found = [feature for kind, feature in shared if kind == sort]
        whole = [one for one in found if not any(_within(one, other) for other in found if other != one)]
        row[name] = ", ".join(spelt.get(one, one) for one in whole[:_SHOWN])
    return row


def _within(one: str, other: str) -> bool:
    """Whether a name is part of another, or a year of a day."""
    return f" {one} " in f" {other} " or other.startswith(f"{one}-")
