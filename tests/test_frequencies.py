"""Frequencies: counts that a finger can check, laws on the real texts, an independent count."""

import re
from collections import Counter

import numpy as np
import pandas as pd
import pytest
from sklearn.feature_extraction.text import CountVectorizer

from analysis.errors import AnalysisError, TooLittleTextError, UnknownTermError
from analysis.evidence import share_intervals
from analysis.terms import count_units, fill_terms, find_terms, split_terms, tell_voices, term_kinds
from analysis.terms.frequencies import count_terms, find_positions, split_ngrams
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
    low, high = share_intervals([[8, 2], [0, 2], [0, 2], [0, 2]], pd.Series([100] * 4).to_numpy())
    assert high[0] - low[0] > high[1] - low[1]


def test_a_name_drifts_further_than_grammar():
    """Of words spread alike a name has the widest interval and grammar the narrowest; names are told by capitals."""
    text = "the sea Ann of " * 150
    table = count_terms(split_terms(make_corpus({"a": [text]}))).set_index("term")
    width = table["high"] - table["low"]
    assert width["the"] < width["sea"] < width["ann"]


def test_ngrams_stay_within_blocks_and_voices():
    """A run of words never crosses a paragraph or the edge of a quotation."""
    corpus = make_corpus({"a": ["one two three", "four five"]}, quoted=[("a", "three", "x")])
    assert split_ngrams(split_terms(corpus), size=2)["term"].tolist() == ["one two", "four five"]
    assert split_ngrams(split_terms(corpus), size=1)["term"].tolist() == ["one", "two", "three", "four", "five"]


def test_positions_run_from_beginning_to_end():
    """A word in the middle of its document stands at one half."""
    placed = find_positions(split_terms(make_corpus({"a": ["x y z"]})), ["y"])
    assert placed[["term", "position"]].values.tolist() == [["y", 0.5]]


def test_positions_of_phrases_and_patterns_in_a_voice():
    """A wanted item is any query; the voice chooses the uses, and the place stays that in the whole text."""
    corpus = make_corpus({"a": ["red x", "red guard red x"]}, quoted=[("a", "red guard", "Mao")])
    terms = split_terms(corpus)
    both = find_positions(terms, ["red guard", re.compile("r.d")], voice=None)
    assert both[["term", "start", "voice"]].values.tolist() == [
        ["r.d", 0, "author"],
        ["red guard", 7, "quoted"],
        ["r.d", 7, "quoted"],
        ["r.d", 17, "author"],
    ]
    assert find_positions(terms, "red")["position"].tolist() == [0.5 / 6, 4.5 / 6]
    with pytest.raises(UnknownTermError, match=r"'guard' does not occur in the author voice \(voice=None"):
        find_positions(terms, ["guard"])


def test_the_author_is_counted_unless_something_else_is_asked():
    """One word, one number: counts are the author's, all with None, and told apart where `by` names the voice."""
    corpus = make_corpus({"a": ["palace x palace x palace"]}, quoted=[("a", "palace x palace", "Mao")])
    terms = split_terms(corpus)
    assert count_terms(terms).set_index("term")["n"].to_dict() == {"palace": 1, "x": 1}
    assert count_terms(terms, voice=None).set_index("term")["n"].to_dict() == {"palace": 3, "x": 2}
    apart = count_terms(terms, by=("voice",)).set_index(["voice", "term"])["n"]
    assert apart["author", "palace"] == 1 and apart["quoted", "palace"] == 2
    assert count_terms(terms, by="speaker", voice="author")["n"].sum() == 5


def test_a_voice_counted_apart_has_the_numbers_of_that_voice_alone(seeds):
    """Rows by document and voice equal the counts of that voice, intervals too: segments are cut in its own words."""
    terms = split_terms(seeds)
    apart = count_terms(terms, by=("document", "voice"))
    for voice in ("author", "quoted"):
        own = apart[apart["voice"] == voice].drop(columns="voice").reset_index(drop=True)
        pd.testing.assert_frame_equal(own, count_terms(terms, voice=voice))
    pd.testing.assert_frame_equal(count_terms(terms), count_terms(split_terms(seeds, voice="author")))


def test_bad_requests_are_answered_in_words():
    """A column that is not there, a term that is not there, a size of none: each one sentence."""
    terms = split_terms(make_corpus({"a": ["x"]}))
    with pytest.raises(AnalysisError, match="cannot name 'author'"):
        count_terms(terms, by=("author",))
    with pytest.raises(AnalysisError, match="cannot name 'n', as a column of the result is called"):
        count_terms(terms.assign(n=1), by="n")
    with pytest.raises(UnknownTermError, match="'y' does not occur"):
        find_positions(terms, ["y"])
    with pytest.raises(AnalysisError, match="size is 0"):
        split_ngrams(terms, size=0)
    with pytest.raises(TooLittleTextError, match="no word in the quoted voice"):
        count_terms(terms, voice="quoted")


def test_shares_of_a_document_sum_to_one(seeds):
    """On the real texts shares sum to 1 and every interval holds its share."""
    counts = count_terms(split_terms(seeds))
    assert counts.groupby("document")["share"].sum().round(9).eq(1).all()
    assert (counts["low"] <= counts["share"]).all() and (counts["share"] <= counts["high"]).all()


def test_two_other_counters_agree(seeds):
    """collections.Counter and scikit-learn's CountVectorizer give the same counts."""
    counts = count_terms(split_terms(seeds), voice=None)
    bodies = seeds.blocks[seeds.blocks["kind"].isin(("prose", "block_quote", "speech", "list"))].groupby("document")[
        "text"
    ]
    for document, texts in bodies:
        ours = counts[counts["document"] == document].set_index("term")["n"].to_dict()
        assert ours == Counter(term for text in texts for _, _, term in find_terms(text))
        theirs = CountVectorizer(analyzer=lambda text: [term for _, _, term in find_terms(text)]).fit(texts)
        assert set(theirs.vocabulary_) == set(ours)


def one_by_one(terms: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """The same counts as `count_terms` makes of all groups at once, made of one group after the other."""
    tables = []
    for key, group in terms.groupby(keys, sort=False) if keys else (((), terms),):
        alone = group["document"].nunique() == 1
        runs = group.groupby(["document", "segment"], sort=False).ngroup() + 1
        matrix = count_units(group if alone else group.assign(segment=runs, document=""))
        sizes, n = matrix.rows["n"].to_numpy(), np.asarray(matrix.counts.sum(axis=0)).ravel()
        low, high = share_intervals(matrix.counts, sizes, kinds=term_kinds(group, matrix.terms))
        table = pd.DataFrame({"term": matrix.terms, "n": n, "share": n / sizes.sum(), "low": low, "high": high})
        table["rank"] = table["n"].rank(method="min", ascending=False).astype(int)
        table = table.sort_values(["n", "term"], ascending=[False, True])
        tables.append(table.assign(**dict(zip(keys, key, strict=True)))[[*keys, *table]])
    return pd.concat(tables, ignore_index=True)


@pytest.mark.parametrize("keys", [["document"], ["document", "voice"], ["side"], ["document", "block"], []], ids=str)
def test_groups_counted_at_once_are_those_counted_one_by_one(seeds, keys):
    """Counts, ranks and order are equal, shares and intervals to the last digits, however the groups are made."""
    terms = split_terms(seeds, names=True)
    side = np.where(terms["segment"] % 3 == 0, "x", "y")
    terms = terms.assign(side=side, term=terms["term"].astype("str").where(terms["end"] % 50 > 0, ""))
    told, _ = tell_voices(fill_terms(terms), keys, None)
    found, wanted = count_terms(terms, by=keys, voice=None), one_by_one(told, keys)
    pd.testing.assert_frame_equal(found, wanted, rtol=1e-11, check_dtype=False)
