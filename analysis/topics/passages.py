"""Back to the text: the passages that stand for a topic."""

import numpy as np
import pandas as pd

from analysis.errors import AnalysisError
from analysis.reading.corpus import Corpus

from .model import TopicModel

WORDS = 40  # DESIGN 7: no excerpt is longer
COLUMNS = ["topic", "document", "segment", "first_line", "last_line", "share", "start", "end", "text"]


def find_passages(model: TopicModel, corpus: Corpus, *, n: int = 3, terms: pd.DataFrame | None = None) -> pd.DataFrame:
    """The segments that hold most of each topic, each with the stretch of at most forty words that is most its own.

    Parameters: `n`: segments a topic; `terms`: the table the model was made from, where it was fitted on a TermMatrix.
    Returns one row a topic and segment, the fullest first: topic, document, segment, first_line, last_line (of the
    stretch, in the source), share (of the topic in the segment), start, end (offsets in the document's text), text.
    Errors: no terms table. Doubt a topic whose passages have nothing in common but a name.
    """
    terms = model.terms if terms is None else terms
    if terms is None:
        raise AnalysisError("Passages need the terms table: fit_topics(terms), or find_passages(…, terms=terms).")
    owners = _owners(model)
    found = []
    ranked = model.segment_shares.sort_values(["topic", "share"], ascending=[True, False], kind="stable")
    groups = dict(list(terms.groupby(["document", "segment"], sort=False)))
    for row in ranked.groupby("topic", sort=True).head(n).itertuples():
        start, end = _best_stretch(groups[row.document, row.segment], owners[row.topic - 1], corpus[row.document].text)
        document = corpus[row.document]
        lines = document.line_at(start), document.line_at(max(end - 1, start))
        text = " ".join(document.text[start:end].split())
        found.append((row.topic, row.document, row.segment, *lines, row.share, start, end, text))
    return pd.DataFrame(found, columns=COLUMNS)


def _owners(model: TopicModel) -> list[dict[str, float]]:
    """For each topic, how much of each term's use is its own, in parts of the topic's size."""
    joint = model.weights * model.quality["share"].to_numpy()[:, None]
    part = joint / np.maximum(joint.sum(axis=0), 1e-12)
    return [dict(zip(model.matrix.terms, row, strict=True)) for row in part]


def _best_stretch(rows: pd.DataFrame, owner: dict[str, float], text: str) -> tuple[int, int]:
    """Start and end of the stretch within one block, at most forty words, with the greatest sum of owned terms."""
    starts, ends, blocks = (rows[column].to_numpy() for column in ("start", "end", "block"))
    value = np.concatenate([[0.0], np.cumsum([owner.get(term, 0.0) for term in rows["term"]])])
    best, chosen = -1.0, (0, 0)
    last = 0
    for first in range(len(rows)):
        last = max(last, first)
        while last + 1 < len(rows) and blocks[last + 1] == blocks[first] and \
                len(text[starts[first]:ends[last + 1]].split()) <= WORDS:
            last += 1
        if value[last + 1] - value[first] > best + 1e-9:
            best, chosen = value[last + 1] - value[first], (first, last)
    return int(starts[chosen[0]]), int(ends[chosen[1]])
