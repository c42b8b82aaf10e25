"""For each sentence of one text the paragraphs of another that are most like it."""

from collections.abc import Iterable

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.compare.sides import name_sides
from analysis.corpus import BODY_KINDS, Corpus
from analysis.history.likeness import Weigher, find_features, find_nearest
from analysis.sentences import split_sentences

COLUMNS = ["document", "sentence", "start", "end", "rank", "reference_document", "block", "line", "score", "words"]
_TYPES = dict.fromkeys(COLUMNS, "int64") | {"score": "float64"}
_TYPES |= dict.fromkeys(("document", "reference_document", "words"), "str")
_SHOWN = 6
_CONTEXT = 0.3  # how much the sentences beside a sentence count for what it speaks of
_CLOSEST = 0.5  # how much the most like sentence of a paragraph counts beside the whole of it
_LOOKED_AT = 4  # times as many paragraphs as asked for are looked at sentence by sentence


def find_parallels(
    corpus: Corpus,
    *,
    target: str | Iterable[str] | None = None,
    reference: str | Iterable[str] | None = None,
    top: int = 5,
) -> pd.DataFrame:
    """Where the other text speaks of what a sentence speaks of: its most like paragraphs, by rare words, names, years.

    Read the first two or three of a sentence; a low score means that the other text has nothing like it.

    Parameters
    ----------
    corpus : Corpus
        As `read_corpus` gives it.
    target, reference : str or iterable of str, optional
        Documents of either side; the first, and all others, if left out.
    top : int
        Paragraphs a sentence at most.

    Returns
    -------
    DataFrame
        One row a sentence of the target and a block of the reference:
        document, sentence, start, end : the sentence
        rank : of the block, from 1
        reference_document, block, line : the block, and its first line in the file
        score : 0 to about 1, the cosine of the weighed features, of the block and of its most like sentence together
        words : what they share, the heaviest first, joined by ", "

    Notes
    -----
    Words, names and dates, and in part those of the sentences beside; no vectors of meaning, which find less where two
    texts share names and terms. Of 17 sentences of one text of this workbook a right paragraph stood first for 9 and
    among the first three for 12; of 248 between three tellings of the war with Mexico (a president's messages, a
    general's memoirs, a textbook) for 43% and 64%, the settings chosen on the same. Doubt it where one side tells a
    thing without its usual words. Stems are English.
    """
    documents = corpus.documents["document"]
    if len(documents) < 2:
        return pd.DataFrame(columns=COLUMNS).astype(_TYPES)
    ours, theirs = name_sides(documents, documents.iloc[0] if target is None else target, reference)
    sentences = split_sentences(corpus).reset_index(drop=True)
    own, parts = (sentences[sentences["document"].isin(side)].reset_index(drop=True) for side in (ours, theirs))
    blocks = corpus.blocks[corpus.blocks["document"].isin(theirs) & corpus.blocks["kind"].isin(BODY_KINDS)]
    blocks = blocks.reset_index(drop=True)
    weigher = Weigher(find_features(corpus), sentences)
    asked, wholes = _with_neighbours(own) @ weigher.rows(own), weigher.rows(blocks)
    one, other, score = find_nearest(asked, wholes, top=_LOOKED_AT * top)
    closest = _find_closest(asked, weigher.rows(parts), _sentences_of(blocks, parts), one, other)
    table = pd.DataFrame({"one": one, "other": other, "score": (score + _CLOSEST * closest) / (1 + _CLOSEST)})
    table["score"] = table["score"].round(9)
    table = table.sort_values(["one", "score", "other"], ascending=[True, False, True], kind="stable")
    table = table[table.groupby("one").cumcount() < top]
    return _shown(corpus, weigher, (asked, wholes), table, own, blocks)


def _with_neighbours(own: pd.DataFrame) -> sparse.dia_array:
    """What adds to each sentence a part of those beside it in its block."""
    block = own.groupby(["document", "block"], sort=False).ngroup().to_numpy()
    beside = _CONTEXT * (block[1:] == block[:-1])
    return sparse.diags_array([beside, np.ones(len(own)), beside], offsets=[-1, 0, 1], shape=(len(own), len(own)))


def _sentences_of(blocks: pd.DataFrame, parts: pd.DataFrame) -> np.ndarray:
    """First and last row of the sentences of each block (the last before the first where it has none)."""
    keys = pd.MultiIndex.from_frame(blocks[["document", "block"]])
    rows = parts.reset_index().groupby(["document", "block"], sort=False)["index"].agg(["min", "max"])
    return rows.reindex(keys).fillna({"min": 0, "max": -1}).to_numpy(dtype=np.int64)


def _find_closest(asked, parts, held: np.ndarray, one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """How like each asked sentence (row) the most like sentence of the block (row) is."""
    best = np.zeros(len(one))
    lengths = held[other, 1] - held[other, 0] + 1
    for step in range(lengths.max(initial=0)):
        rows = np.flatnonzero(lengths > step)
        alike = asked[one[rows]].multiply(parts[held[other[rows], 0] + step]).sum(axis=1)
        best[rows] = np.maximum(best[rows], np.asarray(alike).ravel())
    return best


def _shown(corpus: Corpus, weigher: Weigher, rows: tuple, table: pd.DataFrame, own, blocks) -> pd.DataFrame:
    one, other = table["one"].to_numpy(dtype=np.int64), table["other"].to_numpy(dtype=np.int64)
    sentence, block = own.iloc[one].reset_index(drop=True), blocks.iloc[other].reset_index(drop=True)
    shared = weigher.shared(rows[0][one], rows[1][other])
    found = sentence[["document", "sentence", "start", "end"]].assign(
        rank=table.groupby("one").cumcount().to_numpy() + 1,
        reference_document=block["document"],
        block=block["block"],
        line=[corpus[name].line_at(start) for name, start in zip(block["document"], block["start"], strict=True)],
        score=table["score"].round(3).to_numpy(),
        words=[", ".join(feature for _, feature in features[:_SHOWN]) for features in shared],
    )
    return found[COLUMNS].astype(_TYPES)
