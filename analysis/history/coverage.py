"""Who and what each text names, how often, in whose voice, and where first; and what it never names."""

import math
from collections.abc import Iterable

import numpy as np
import pandas as pd

from analysis.corpus import Corpus
from analysis.history.names import find_mentions, name_aliases
from analysis.sentences import split_sentences
from analysis.terms import split_terms

NONE_SEEN = -math.log(0.05)  # 95% upper bound of a count that was 0: about 3


def count_coverage(corpus: Corpus, names: pd.DataFrame | Iterable[str] | None = None) -> pd.DataFrame:
    """How often each document names each name, exactly, with every alias.

    Read `n` first: 0 is a fact about the file, and `at_most` says how little that binds the whole work.

    Parameters
    ----------
    corpus : Corpus
        As `read_corpus` gives it.
    names : DataFrame or iterable of str, optional
        `corpus.names`, what `suggest_names` gives, or headings alone; the names of corpus.toml if left out, and where
        there are none those that the texts suggest.

    Returns
    -------
    DataFrame
        One row a name and document, in their order:
        name, kind, document : who or what, and where
        n, n_author, n_quoted : how often; in the author's own voice, and in somebody else's
        sentences, segments, of_segments : in how many sentences and segments, and how many segments there are
        first_line : of the file, where first; <NA> where n is 0
        at_most : where n is 0, per 1,000 words of the whole work at most (95%, were its words drawn one by one)

    Notes
    -----
    An alias within a longer name is that name's (the city in “Moscow Declaration” is not counted); with 's and in
    compounds (“Moscow-run”) it counts. So a name may count more here than as a term of `split_terms`, for which a
    compound is a word of its own. Doubt it where a name has more bearers than one, or a pronoun stands for it.
    """
    aliases = name_aliases(corpus, names)
    found = find_mentions(corpus, aliases)
    for what, units in (("sentence", split_sentences(corpus)), ("segment", split_terms(corpus))):
        found[what] = _unit_at(corpus, found, units, what)
    found["voice"] = _unit_at(corpus, found, corpus.spoken(), "voice")
    size = split_terms(corpus).groupby("document").agg(words=("term", "size"), segments=("segment", "nunique"))
    kinds = aliases.drop_duplicates("name").set_index("name")["kind"]
    groups = dict(list(found.groupby(["name", "document"])))
    rows = []
    for name, kind in kinds.items():
        for document in corpus:
            part = groups.get((name, document), found.head(0))
            words = int(size["words"].get(document, 0))
            own = int((part["voice"] == "author").sum())
            rows.append(
                {
                    "name": name,
                    "kind": kind,
                    "document": document,
                    "n": len(part),
                    "n_author": own,
                    "n_quoted": len(part) - own,
                    "sentences": part["sentence"].nunique(),
                    "segments": part["segment"].nunique(),
                    "of_segments": int(size["segments"].get(document, 0)),
                    "first_line": corpus[document].line_at(int(part["start"].iloc[0])) if len(part) else pd.NA,
                    "at_most": pd.NA if len(part) or not words else 1000 * NONE_SEEN / words,
                }
            )
    columns = ["name", "kind", "document", "n", "n_author", "n_quoted", "sentences", "segments", "of_segments"]
    table = pd.DataFrame(rows, columns=[*columns, "first_line", "at_most"])
    return table.astype({"first_line": "Int64", "at_most": "Float64"})


def _unit_at(corpus: Corpus, found: pd.DataFrame, units: pd.DataFrame, column: str) -> np.ndarray:
    """What holds each mention: the last unit that begins at or before it, in its document."""
    values = np.empty(len(found), dtype=object)
    for document in corpus:
        own = units[units["document"] == document]
        here = np.flatnonzero(found["document"] == document)
        if len(own) and len(here):
            at = np.searchsorted(own["start"].to_numpy(), found["start"].to_numpy()[here], side="right") - 1
            values[here] = own[column].to_numpy()[np.maximum(at, 0)]
    return values
