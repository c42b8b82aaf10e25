"""What is told and what is passed over: how often each document names each name, and how sure a silence is."""

import numpy as np
import pandas as pd

from analysis.corpus import Corpus, find_rows
from analysis.door import checked
from analysis.errors import check_kind
from analysis.history.mentions import Names, find_mentions, name_table
from analysis.sentences import split_sentences
from analysis.terms import split_terms

COLUMNS = [
    "name",
    "kind",
    "document",
    "n",
    "n_author",
    "n_quoted",
    "sentences",
    "segments",
    "of_segments",
    "first_line",
    "at_most",
]
_DOUBT = 0.05


@checked
def count_coverage(corpus: Corpus, names: Names = None) -> pd.DataFrame:
    """How often, where and in whose words each document names each name; a silence is a row like any other.

    Names are counted exactly, by the rule of `find_mentions`, in the body of each document (no headings, no notes);
    `concordance` shows the lines of the rest.

    Parameters
    ----------
    corpus : Corpus
        As `read_corpus` gives it.
    names : DataFrame, list of str or None
        Rows of `suggest_names` or of `corpus.names`; or names as you would write them, with the aliases that
        corpus.toml tells of them; None for those of `suggest_names`.

    Returns
    -------
    DataFrame
        One row a name in a document, names in their order, documents in theirs:
        name, kind : of the table of names
        document : the document
        n, n_author, n_quoted : how often, in all and by voice
        sentences : how many sentences name it
        segments, of_segments : how many of the document's stretches of about 150 words name it, of how many
        first_line : the line of the source where it stands first; <NA> where it does not
        at_most : where n is 0, how often per 1,000 words the writer may name it and still leave it out by chance in
            a text of this length, one time in twenty (95% upper bound); <NA> where n is not 0

    Raises
    ------
    AnalysisError
        As `find_mentions`.

    Notes
    -----
    Doubt `at_most` where a name comes in clusters: a name told in one scene only is left out oftener by chance than
    this bound says, which takes every word to be drawn alone. An excerpt may name elsewhere what it leaves out here.

    References
    ----------
    Hanley and Lippman-Hand 1983, "If nothing goes wrong, is everything all right?" (the rule of three), here exact.
    """
    check_kind("count_coverage", corpus, "Corpus")
    told = name_table(corpus, names)
    found = find_mentions(corpus, told)
    terms = split_terms(corpus)
    found["sentence"] = _holders(split_sentences(corpus), found, "sentence")
    found["segment"] = _holders(terms, found, "segment")
    found["line"] = [corpus[name].line_at(start) for name, start in zip(found["document"], found["start"], strict=True)]
    found = found.assign(n_author=found["voice"] == "author", n_quoted=found["voice"] == "quoted")
    counts = found.groupby(["name", "document"], sort=False).agg(
        n=("start", "size"),
        n_author=("n_author", "sum"),
        n_quoted=("n_quoted", "sum"),
        sentences=("sentence", "nunique"),
        segments=("segment", "nunique"),
        first_line=("line", "min"),
    )
    rows = pd.MultiIndex.from_product([told["name"], list(corpus)], names=["name", "document"])
    table = counts.reindex(rows).reset_index()
    for column in ("n", "n_author", "n_quoted", "sentences", "segments"):
        table[column] = table[column].fillna(0).astype("int64")
    table["first_line"] = table["first_line"].astype("Int64")
    table.insert(1, "kind", np.repeat(told["kind"].to_numpy(dtype=object), len(corpus)))
    sizes = (
        terms.groupby("document").agg(words=("term", "size"), of=("segment", "max")).reindex(list(corpus), fill_value=0)
    )
    table["of_segments"] = np.tile(sizes["of"].to_numpy(dtype="int64"), len(told))
    table["at_most"] = _upper_bound(table["n"].to_numpy(), np.tile(sizes["words"].to_numpy(dtype="int64"), len(told)))
    return table[COLUMNS].astype({"name": object, "kind": object, "document": object})


def _holders(spans: pd.DataFrame, found: pd.DataFrame, column: str) -> np.ndarray:
    """The number of the sentence or segment that holds each mention."""
    return (
        spans[column].to_numpy(dtype=np.int64)[find_rows(spans, found)] if len(spans) else np.empty(0, dtype=np.int64)
    )


def _upper_bound(n: np.ndarray, words: np.ndarray) -> pd.arrays.FloatingArray:
    """The rate per 1,000 words at which no mention in so many words is one chance in twenty."""
    silent = (n == 0) & (words > 0)
    bound = 1000 * (1 - _DOUBT ** (1 / np.maximum(words, 1)))
    return pd.arrays.FloatingArray(np.where(silent, bound, 0.0), ~silent)
