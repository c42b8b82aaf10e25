"""Frequencies: counts that a finger can check, laws on the real texts, an independent count."""

from collections import Counter

import pandas as pd
import pytest
from sklearn.feature_extraction.text import CountVectorizer

from analysis.errors import AnalysisError, UnknownTermError
from analysis.terms import find_terms, split_terms
from analysis.terms.frequencies import count_terms, find_positions, share_interval, split_ngrams
from tests.conftest import make_corpus


def test_counts_shares_and_ranks():
    """n counts, share divides by the document's terms, equal counts share a rank."""
    counts = count_terms(split_terms(make_corpus({"a": ["war war peace now"], "b": ["peace"]})))
    assert counts[["document", "term", "n", "share", "rank"]].values.tolist() == [
        ["a", "war", 2, 0.5, 1],
        ["a", "now", 1, 0.25, 2],
        ["a", "peace", 1, 0.25, 2],
        ["b", "peace", 1, 1.0, 1],
    ]


def test_a_clump_widens_the_interval():
    """The same count in one segment says less than spread over all."""
    low, high = share_interval([[8, 2], [0, 2], [0, 2], [0, 2]], pd.Series([100] * 4).to_numpy())
    assert high[0] - low[0] > high[1] - low[1]


def test_ngrams_stay_within_blocks_and_voices():
    """A run of words never crosses a paragraph or the edge of a quotation."""
    corpus = make_corpus({"a": ["one two three", "four five"]}, quoted=[("a", "three", "x")])
    assert split_ngrams(split_terms(corpus), size=2)["term"].tolist() == ["one two", "four five"]
    assert split_ngrams(split_terms(corpus), size=1)["term"].tolist() == ["one", "two", "three", "four", "five"]


def test_positions_run_from_beginning_to_end():
    """A word in the middle of its document stands at one half."""
    placed = find_positions(split_terms(make_corpus({"a": ["x y z"]})), ["y"])
    assert placed[["term", "position"]].values.tolist() == [["y", 0.5]]


def test_bad_requests_are_answered_in_words():
    """A column that is not there, a term that is not there, a size of none: each one sentence."""
    terms = split_terms(make_corpus({"a": ["x"]}))
    with pytest.raises(AnalysisError, match="no column 'author'"):
        count_terms(terms, by=("author",))
    with pytest.raises(UnknownTermError, match="'y' does not occur"):
        find_positions(terms, ["y"])
    with pytest.raises(AnalysisError, match="size of 1"):
        split_ngrams(terms, size=0)


def test_shares_of_a_document_sum_to_one(seeds):
    """On the real texts shares sum to 1 and every interval holds its share."""
    counts = count_terms(split_terms(seeds))
    assert counts.groupby("document")["share"].sum().round(9).eq(1).all()
    assert (counts["low"] <= counts["share"]).all() and (counts["share"] <= counts["high"]).all()


def test_two_other_counters_agree(seeds):
    """collections.Counter and scikit-learn's CountVectorizer give the same counts."""
    counts = count_terms(split_terms(seeds))
    bodies = seeds.blocks[seeds.blocks["kind"].isin(("prose", "block_quote", "speech", "list"))].groupby("document")[
        "text"
    ]
    for document, texts in bodies:
        ours = counts[counts["document"] == document].set_index("term")["n"].to_dict()
        assert ours == Counter(term for text in texts for _, _, term in find_terms(text))
        theirs = CountVectorizer(analyzer=lambda text: [term for _, _, term in find_terms(text)]).fit(texts)
        assert set(theirs.vocabulary_) == set(ours)
