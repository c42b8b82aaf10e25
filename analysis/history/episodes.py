"""The same episode told twice: pairs of passages that share names, dates and rare words."""

import numpy as np
import pandas as pd

from analysis.compare.sides import name_sides
from analysis.corpus import Corpus
from analysis.history.likeness import DATE, NAME, WORD, Weighed, find_features
from analysis.metadata import Documents
from analysis.sentences import split_sentences
from analysis.terms.spelling import spell_terms

COLUMNS = [
    "rank", "target_document", "target_block", "target_start", "target_end", "target_line", "reference_document",
    "reference_block", "reference_start", "reference_end", "reference_line", "score", "names", "dates", "words",
]  # fmt: skip
_SENTENCES = 4  # of a passage that is proposed; neighbours are joined
_MOST = 50  # proposals: a list that a reader can go through
_NEAREST = 12  # passages of the other side that are looked at for each
_SHOWN = 5


def propose_episodes(
    corpus: Corpus, *, target: Documents | None = None, reference: Documents | None = None
) -> pd.DataFrame:
    """Pairs of passages that may tell the same episode, those that share most first.

    Read both passages of a row: the list proposes, and about half of the proposals are chance or a shared theme. What a
    reader has marked goes before it (`read_codings`, kind "episode"; `mark_confirmed`).

    Parameters
    ----------
    corpus : Corpus
        As `read_corpus` gives it.
    target, reference : str, iterable of str, or rule, optional
        Documents of either side, by name or rule (`{"party": "x"}`); the first, and all others, if left out.

    Returns
    -------
    DataFrame
        One row a pair of passages of one to a few sentences, none within another, at most 50:
        rank : from 1
        target_document, target_block, target_start, target_end, target_line : the passage of the target, and its first
            line in the file
        reference_document, reference_block, reference_start, reference_end, reference_line : that of the reference
        score : 0 to about 1: how much they share, each feature weighed by its rarity and years twice, less where either
            passage is more like another
        names, dates, words : what they share, the heaviest first, joined by ", "

    Notes
    -----
    Doubt pairs that share one name only, and what is told in other words on either side. Texts in two languages share
    names and years at most.
    """
    if len(corpus) < 2:
        return pd.DataFrame(columns=COLUMNS)
    ours, theirs = name_sides(corpus.documents, next(iter(corpus)) if target is None else target, reference)
    passages = find_windows(corpus, _SENTENCES)
    weighed = Weighed(find_features(corpus), passages)
    sides = [np.flatnonzero(passages["document"].isin(side)) for side in (ours, theirs)]
    one, other, score = weighed.best(sides[0], sides[1], top=_NEAREST)
    pairs = _choose(passages, one, other, _mutual(one, other, score))
    spelt = spell_terms(corpus)
    rows = [_told(corpus, weighed, passages, spelt, rank, *pair) for rank, pair in enumerate(pairs, 1)]
    return pd.DataFrame(rows, columns=COLUMNS)


def find_windows(corpus: Corpus, size: int) -> pd.DataFrame:
    """Every run of so many sentences within a block (a shorter block is one run): document, block, start, end, place.

    `place` numbers the first sentence in its document, so that neighbours are known.
    """
    sentences = split_sentences(corpus)
    place = sentences.groupby("document").cumcount().to_numpy()
    block = sentences.groupby(["document", "block"], sort=False).ngroup().to_numpy()
    first = np.arange(len(sentences))
    last = np.minimum(first + size - 1, len(sentences) - 1)
    whole = block[last] == block[first]
    opens = np.append(True, block[1:] != block[:-1]) if len(block) else np.zeros(0, bool)
    ends = np.searchsorted(block, block, side="right") - 1
    kept = whole | opens
    return pd.DataFrame(
        {
            "document": sentences["document"].to_numpy()[kept],
            "block": sentences["block"].to_numpy()[kept],
            "start": sentences["start"].to_numpy()[kept],
            "end": sentences["end"].to_numpy()[np.minimum(last, ends)[kept]],
            "place": place[kept],
        }
    )


def _mutual(one: np.ndarray, other: np.ndarray, score: np.ndarray) -> np.ndarray:
    """The scores, less where either passage has a better partner: an episode is told once on either side."""
    most = [np.zeros(side.max(initial=-1) + 1) for side in (one, other)]
    for side, best in zip((one, other), most, strict=True):
        np.maximum.at(best, side, score)
    return score * np.sqrt(score / most[0][one] * score / most[1][other]) if len(score) else score


def _choose(passages: pd.DataFrame, one: np.ndarray, other: np.ndarray, score: np.ndarray) -> list[tuple]:
    """Pairs from the best down, each joined to one chosen before where both its passages touch it: (spans, score)."""
    start, end = passages["start"].to_numpy(), passages["end"].to_numpy()
    document = passages["document"].to_numpy()
    chosen: list[list] = []
    for at in np.lexsort((other, one, -np.round(score, 9))):
        a, b = one[at], other[at]
        joined = False
        for pair in chosen:
            left, right = pair[0], pair[1]
            if document[left[0]] != document[a] or document[right[0]] != document[b]:
                continue
            over = (
                start[a] <= left[2] + 1 and end[a] >= left[1] - 1,
                start[b] <= right[2] + 1 and end[b] >= right[1] - 1,
            )
            if all(over):
                if score[at] > 0.6 * pair[2]:
                    left[1], left[2] = min(left[1], start[a]), max(left[2], end[a])
                    right[1], right[2] = min(right[1], start[b]), max(right[2], end[b])
                joined = True
                break
        if not joined:
            chosen.append([[a, start[a], end[a]], [b, start[b], end[b]], score[at]])
        if len(chosen) >= _MOST:
            break
    return [tuple(pair) for pair in chosen]


def _told(corpus: Corpus, weighed: Weighed, passages: pd.DataFrame, spelt: dict, rank: int, left, right, score) -> dict:
    shared = weighed.shared(left[0], right[0])
    row: dict[str, object] = {"rank": rank, "score": round(float(score), 3)}
    for side, (window, start, end) in (("target", left), ("reference", right)):
        document, block = str(passages["document"].iat[window]), passages["block"].to_numpy()[window]
        row |= {f"{side}_document": document, f"{side}_block": int(block)}
        row |= {
            f"{side}_start": int(start),
            f"{side}_end": int(end),
            f"{side}_line": corpus[document].line_at(int(start)),
        }
    for name, sort in (("names", NAME), ("dates", DATE), ("words", WORD)):
        found = shared[shared["sort"] == sort]["feature"].tolist()
        whole = [one for one in found if not any(f" {one} " in f" {other} " for other in found if other != one)]
        row[name] = ", ".join(spelt.get(one, one) for one in whole[:_SHOWN])
    return row
