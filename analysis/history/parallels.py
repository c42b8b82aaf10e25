"""For each sentence of one text the paragraphs of another that are most like it."""

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.compare.sides import name_sides
from analysis.corpus import BODY_KINDS, Corpus
from analysis.history.likeness import Weighed, find_features
from analysis.metadata import Documents
from analysis.sentences import split_sentences

COLUMNS = ["document", "sentence", "start", "end", "rank", "reference_document", "block", "line", "score", "words"]
_CONTEXT = 0.3  # how much the sentences beside a sentence count for what it speaks of
_CLOSEST = 0.5  # how much the most like sentence of a paragraph counts beside the whole of it
_LOOKED_AT = 4  # times as many paragraphs as asked for are looked at sentence by sentence


def find_parallels(
    corpus: Corpus, *, target: Documents | None = None, reference: Documents | None = None, top: int = 5
) -> pd.DataFrame:
    """Where the other text speaks of what a sentence speaks of: its most like paragraphs, by rare words, names, years.

    Read the first two or three of a sentence; a low score means that the other text has nothing like it.

    Parameters
    ----------
    corpus : Corpus
        As `read_corpus` gives it.
    target, reference : str, iterable of str, or rule, optional
        Documents of either side, by name or rule (`{"party": "x"}`); the first, and all others, if left out.
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
    Words, names and years, and in part those of the sentences beside; no vectors of meaning, which find less where two
    texts share names and terms. Doubt it where one side tells a thing without its usual words.
    """
    if len(corpus) < 2:
        return pd.DataFrame(columns=COLUMNS)
    ours, theirs = name_sides(corpus.documents, next(iter(corpus)) if target is None else target, reference)
    sentences = split_sentences(corpus)
    own = sentences[sentences["document"].isin(ours)].reset_index(drop=True)
    blocks = corpus.blocks[corpus.blocks["document"].isin(theirs) & corpus.blocks["kind"].isin(BODY_KINDS)]
    parts = sentences[sentences["document"].isin(theirs)].reset_index(drop=True)
    spans = pd.concat([table[["document", "start", "end"]] for table in (own, blocks, parts)], ignore_index=True)
    weighed = Weighed(find_features(corpus), spans, among=slice(len(own), len(own) + len(blocks)))
    places = np.split(np.arange(len(spans)), [len(own), len(own) + len(blocks)])
    weighed.matrix = _with_neighbours(own, len(spans)) @ weighed.matrix
    one, other, score = weighed.best(places[0], places[1], top=_LOOKED_AT * top)
    closest = _closest_sentence(weighed, blocks, parts, places)
    both = np.array([closest(a, b) for a, b in zip(one, other, strict=True)]) if len(one) else np.zeros(0)
    table = pd.DataFrame({"one": one, "other": other, "score": (score + _CLOSEST * both) / (1 + _CLOSEST)})
    table = table.sort_values(["one", "score", "other"], ascending=[True, False, True], kind="stable")
    table = table[table.groupby("one").cumcount() < top]
    return _shown(corpus, weighed, table, own, blocks.reset_index(drop=True))


def _with_neighbours(own: pd.DataFrame, spans: int) -> sparse.csr_matrix:
    """What adds to each sentence a part of those beside it in its block, and leaves the other spans as they are."""
    keys = own["document"].astype(str) + " " + own["block"].astype(str)
    beside = _CONTEXT * (keys.to_numpy()[1:] == keys.to_numpy()[:-1])
    beside = np.pad(beside, (0, spans - 1 - len(beside)))
    return sparse.diags([beside, np.ones(spans), beside], [-1, 0, 1]).tocsr()


def _closest_sentence(weighed: Weighed, blocks: pd.DataFrame, parts: pd.DataFrame, places: list[np.ndarray]):
    """A function: how like a sentence (row) the most like sentence of a block (row) is."""
    keys = list(zip(blocks["document"], blocks["block"], strict=True))
    groups = parts.groupby(["document", "block"], sort=False).indices
    held = {places[1][row]: places[2][groups[key]] for row, key in enumerate(keys) if key in groups}

    def closest(one: int, block: int) -> float:
        rows = held.get(block)
        if rows is None:
            return 0.0
        return float((weighed.matrix[rows] @ weighed.matrix[one].T).max())

    return closest


def _shown(
    corpus: Corpus, weighed: Weighed, table: pd.DataFrame, own: pd.DataFrame, blocks: pd.DataFrame
) -> pd.DataFrame:
    rows = []
    for place, (one, other, score) in enumerate(zip(table["one"], table["other"], table["score"], strict=True)):
        sentence, block = own.iloc[one], blocks.iloc[other - len(own)]
        line = corpus[block["document"]].line_at(int(block["start"]))
        words = ", ".join(weighed.shared(one, other)["feature"].head(6))
        here = (sentence["document"], sentence["sentence"], sentence["start"], sentence["end"], place)
        rows.append((*here, block["document"], block["block"], line, round(float(score), 3), words))
    shown = pd.DataFrame(rows, columns=COLUMNS)
    return shown.assign(rank=shown.groupby(["document", "sentence"]).cumcount() + 1)
