"""The same episode told twice: pairs of passages that share names, dates and rare words."""

import numpy as np
import pandas as pd

from analysis.compare.sides import name_sides
from analysis.corpus import Corpus
from analysis.door import checked
from analysis.history.dates import find_dates
from analysis.history.in_force import find_dates_in_force
from analysis.history.likeness import DATE, NAME, WORD, Weigher, find_features, find_nearest
from analysis.history.pairing import Pair, choose_pairs
from analysis.history.same_time import compare_times
from analysis.metadata import Documents
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
_NEAREST = 16  # passages of the other side that are looked at for each
_LOOKED_AT = 4000  # pairs that are looked at closely
_TIMES = np.array(
    [0.5, 1.0, 1.0, 1.5]
)  # what a pair is worth whose years cannot meet, are not known, meet, are the same
_LASTS = 1  # sentences for which a date named before still holds
_SHOWN = 5


@checked
def propose_episodes(
    corpus: Corpus, *, target: Documents | None = None, reference: Documents | None = None
) -> pd.DataFrame:
    """Pairs of passages that may tell the same episode, those that share most first.

    Read both passages of a row: the list proposes, and more than half of it is chance or a shared theme. What a reader
    has marked goes before it (`read_codings`, kind "episode"; `mark_confirmed`).

    Parameters
    ----------
    corpus : Corpus
        As `read_corpus` gives it.
    target, reference : str, iterable of str, or rule, optional
        Documents of either side, by name or rule (`{"party": "x"}`); the first, and all others, if left out.

    Returns
    -------
    DataFrame
        One row a pair of passages of one to six sentences, none within another on both sides, at most 50; a short
        paragraph is shown whole:
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
    Measured on texts that no setting was chosen on, a textbook and nine messages of presidents on the years 1793 to
    1815, with 23 episodes that both tell, marked beforehand: 5 are among the first 15 rows and 7 among the first 40, of
    26,000 words. Messages allude where a history tells; two narratives of one war fare better. Doubt pairs that share
    one name only. What is told in other words on either side is not found; texts in two languages share names and
    dates at most; stems are English.
    """
    if len(corpus) < 2:
        return pd.DataFrame(columns=COLUMNS).astype(_TYPES)
    ours, theirs = name_sides(corpus.documents, next(iter(corpus)) if target is None else target, reference)
    sentences, dates = split_sentences(corpus).reset_index(drop=True), find_dates(corpus)
    weigher = Weigher(find_features(corpus, dates), sentences)
    block = sentences.groupby(["document", "block"], sort=False).ngroup().to_numpy()
    places = _find_candidates(weigher, sentences, block, ours, theirs)
    if not len(places):
        return pd.DataFrame(columns=COLUMNS).astype(_TYPES)
    sides = places[:, :2], places[:, 2:]
    one, other = (_rows(weigher, sentences, side) for side in sides)
    parts = one.multiply(other).tocsr()
    wide = [_rows(weigher, sentences, _around(sentences, side)) for side in sides]
    score = _sum(parts) * np.sqrt(_sum(wide[0].multiply(wide[1])))
    score *= _TIMES[compare_times(find_dates_in_force(corpus, dates), *sides, lasting=_LASTS)]
    pairs = choose_pairs(places, block, parts, _mutual(places, score), _MOST)
    ends = np.array([pair[:4] for pair in pairs])
    shared = weigher.shared(*(_rows(weigher, sentences, side) for side in (ends[:, :2], ends[:, 2:])))
    spelt = spell_terms(corpus)
    rows = [
        {"rank": rank, "score": round(pair[4], 3)} | _place(corpus, sentences, pair) | _name(features, spelt)
        for rank, (pair, features) in enumerate(zip(pairs, shared, strict=True), 1)
    ]
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


def _rows(weigher: Weigher, sentences: pd.DataFrame, places: np.ndarray):
    """The weighed rows of runs of sentences."""
    runs, row = np.unique(places, axis=0, return_inverse=True)
    spans = sentences[["document", "start"]].iloc[runs[:, 0]].reset_index(drop=True)
    return weigher.rows(spans.assign(end=sentences["end"].to_numpy()[runs[:, 1]]))[row.ravel()]


def _sum(parts) -> np.ndarray:
    return np.asarray(parts.sum(axis=1)).ravel()


def _around(sentences: pd.DataFrame, places: np.ndarray) -> np.ndarray:
    document = sentences.groupby("document", sort=False).ngroup().to_numpy()
    low, high = (np.searchsorted(document, document[places[:, 0]], side=side) for side in ("left", "right"))
    return np.column_stack([np.maximum(places[:, 0] - _CONTEXT, low), np.minimum(places[:, 1] + _CONTEXT, high - 1)])


def _mutual(places: np.ndarray, score: np.ndarray) -> np.ndarray:
    """The scores, less where either passage has a better partner: an episode is told once on either side."""
    share = np.ones(len(score))
    for side in (places[:, :2], places[:, 2:]):
        passage = np.unique(side, axis=0, return_inverse=True)[1].ravel()
        best = np.zeros(passage.max() + 1)
        np.maximum.at(best, passage, score)
        share *= score / np.maximum(best[passage], 1e-12)
    return score * share


def _place(corpus: Corpus, sentences: pd.DataFrame, pair: Pair) -> dict:
    row: dict[str, object] = {}
    for side, (first, last) in (("target", pair[:2]), ("reference", pair[2:4])):
        document, start = str(sentences["document"].iat[first]), int(sentences["start"].to_numpy()[first])
        row |= {f"{side}_document": document, f"{side}_block": int(sentences["block"].to_numpy()[first])}
        row |= {f"{side}_start": start, f"{side}_end": int(sentences["end"].to_numpy()[last])}
        row[f"{side}_line"] = corpus[document].line_at(start)
    return row


def _name(features: list[tuple[str, str]], spelt: dict) -> dict:
    """What both passages have, by sort, joined by ", "."""
    row = {}
    for name, sort in (("names", NAME), ("dates", DATE), ("words", WORD)):
        found = [feature for kind, feature in features if kind == sort]
        whole = [one for one in found if not any(_within(one, other) for other in found if other != one)]
        row[name] = ", ".join(spelt.get(one, one) for one in whole[:_SHOWN])
    return row


def _within(one: str, other: str) -> bool:
    """Whether a name is part of another, or a year of a day."""
    return f" {one} " in f" {other} " or other.startswith(f"{one}-")
