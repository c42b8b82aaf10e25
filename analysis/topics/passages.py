"""Back to the text: the passages that stand for a topic."""

import re

import numpy as np
import pandas as pd

from analysis.corpus import Corpus
from analysis.door import checked
from analysis.errors import AnalysisError
from analysis.sentences import split_sentences
from analysis.topics.model import TopicModel

WORDS = 40  # DESIGN 7: no excerpt is longer
_AFTER = re.compile(r"(?:['’]s\b)?[.?!]?[”\"’)]*")  # what closes a stretch without being a term
COLUMNS = ["topic", "document", "segment", "first_line", "last_line", "share", "start", "end", "text"]


@checked(terms="block start end")
def find_passages(model: TopicModel, corpus: Corpus, *, n: int = 3, terms: pd.DataFrame | None = None) -> pd.DataFrame:
    """The segments that hold most of each topic, each with the stretch of at most forty words that is most its own.

    A stretch begins where a sentence begins, if one begins in the segment. Of segments that a topic fills alike, the
    one with most words that are the topic's own comes first.

    Parameters
    ----------
    model : TopicModel
        Of `fit_topics`.
    corpus : Corpus
        The texts it was fitted on.
    n : int
        Segments a topic.
    terms : DataFrame, optional
        The table that the model was made from, where it was fitted on a TermMatrix.

    Returns
    -------
    DataFrame
        One row a topic and segment, the fullest first:
        topic : its number, from 1
        document, segment : where
        first_line, last_line : of the stretch, in the source
        share : of the topic in the segment, 0 to 1
        start, end : of the stretch, offsets in the document's text
        text : the stretch

    Raises
    ------
    AnalysisError
        Where there is no terms table.

    Notes
    -----
    Doubt a topic whose passages have nothing in common but a name.
    """
    terms = model.terms if terms is None else terms
    if terms is None or not {"start", "end", "segment"}.issubset(terms):
        raise AnalysisError(
            "Passages need the terms table with the places of its terms, as split_terms(corpus) gives it: "
            "fit_topics(terms), or find_passages(…, terms=terms)."
        )
    owned = _owned(model)
    openings = {name: part.to_numpy() for name, part in split_sentences(corpus).groupby("document")["start"]}
    groups = dict(list(terms.groupby(["document", "segment"], sort=False)))
    found = []
    for row in _rank_segments(model, owned).groupby("topic", sort=True).head(n).to_dict("records"):
        place = (row["document"], row["segment"])
        if place not in groups:
            raise AnalysisError(
                f"find_passages: the terms have no segment {place[1]} of {place[0]!r}; give the terms of the model."
            )
        document, words = corpus[row["document"]], groups[place]
        own = dict(zip(model.matrix.terms, owned[row["topic"] - 1], strict=True))
        start, end = _best_stretch(words, own, document.text, openings.get(row["document"], np.array([])))
        lines = document.line_at(start), document.line_at(max(end - 1, start))
        text = " ".join(document.text[start:end].split())
        found.append((row["topic"], row["document"], row["segment"], *lines, row["share"], start, end, text))
    return pd.DataFrame(found, columns=COLUMNS)


def _owned(model: TopicModel) -> np.ndarray:
    """Topics × terms: how much of each term's use is the topic's own, topics weighed by their size."""
    joint = model.weights * model.quality["share"].to_numpy()[:, None]
    return joint / np.maximum(joint.sum(axis=0), 1e-12)


def _rank_segments(model: TopicModel, owned: np.ndarray) -> pd.DataFrame:
    """The segment shares with the fullest segments of each topic first."""
    table = model.segment_shares.assign(own=(model.matrix.counts @ owned.T).ravel())
    table["full"] = table["share"].round(2)
    return table.sort_values(["topic", "full", "own"], ascending=[True, False, False], kind="stable")


def _best_stretch(rows: pd.DataFrame, own: dict[str, float], text: str, openings: np.ndarray) -> tuple[int, int]:
    """Start and end of the stretch within one block, at most forty words, with the greatest sum of owned terms."""
    starts, ends, blocks = (rows[column].to_numpy() for column in ("start", "end", "block"))
    value = np.concatenate([[0.0], np.cumsum([own.get(term, 0.0) for term in rows["term"]])])
    firsts = np.unique(np.searchsorted(starts, openings))
    firsts = firsts[(firsts > 0) & (firsts < len(rows))]  # 0: openings before the segment
    best, chosen = -1.0, (0, 0)
    for first in firsts if len(firsts) else range(len(rows)):
        last = first
        while (
            last + 1 < len(rows)
            and blocks[last + 1] == blocks[first]
            and len(text[starts[first] : ends[last + 1]].split()) <= WORDS
        ):
            last += 1
        if value[last + 1] - value[first] > best + 1e-9:
            best, chosen = value[last + 1] - value[first], (first, last)
    start, end = int(starts[chosen[0]]), int(ends[chosen[1]])
    closing = _AFTER.match(text, end)
    return start, closing.end() if closing else end
