"""Concordance: every count leads back to its lines."""

import gc
import re

import pandas as pd
import pytest

from analysis.corpus import BODY_KINDS
from analysis.errors import AnalysisError
from analysis.terms import split_terms, terms_of_blocks
from analysis.terms.concordance import _SEARCHED, COLUMNS, concordance
from analysis.terms.frequencies import count_terms
from tests.conftest import make_corpus


def test_a_hit_shows_its_neighbours_and_its_voice():
    """left, match and right are the words as the text has them; the speaker of a quotation is named."""
    corpus = make_corpus({"a": ["He said: “Stalin’s mistakes” were many."]}, quoted=[("a", "Stalin’s mistakes", "Mao")])
    lines = concordance(corpus, "stalin")
    assert lines.columns.tolist() == COLUMNS
    assert lines.iloc[0][["voice", "speaker", "left", "match", "right"]].tolist() == [
        "quoted",
        "Mao",
        "He said: “",
        "Stalin",
        "’s mistakes” were many.",
    ]


@pytest.mark.parametrize(("query", "n"), [("great leap", 2), ("leap*", 4), ("GREAT *", 3), ("don't", 1), ("none", 0)])
def test_words_phrases_and_wildcards(query, n):
    """Case is folded, * stands for any letters (or any word), apostrophes are alike, no hit is no row."""
    corpus = make_corpus({"a": ["The Great Leap. Great leaps don’t.", "A great", "leap: a great leap"]})
    assert len(concordance(corpus, query)) == n


def test_a_pattern_is_a_regular_expression():
    """A compiled pattern is matched in the text of each block."""
    assert concordance(make_corpus({"a": ["In 1956 and 1958."]}), re.compile(r"19\d\d"))["match"].tolist() == [
        "1956",
        "1958",
    ]


def test_context_is_cut_at_a_word():
    """left and right hold at most `width` characters and whole words."""
    line = concordance(make_corpus({"a": ["aaa bbb ccc x ddd eee fff"]}), "x", width=8).iloc[0]
    assert (line["left"], line["right"]) == ("bbb ccc ", " ddd eee")


def test_an_empty_query_is_refused():
    """Nothing to look for, or an alternative of nothing, is said in words."""
    for query in ("  ", '""', "x|", "...", "x||y"):
        with pytest.raises(AnalysisError, match="query is empty"):
            concordance(make_corpus({"a": ["x"]}), query)


@pytest.mark.parametrize(
    ("query", "matches"),
    [
        ("red|white", ["Red", "white", "White"]),
        ("red guard|white guard*", ["Red Guard", "white guards"]),
        ('"red guard" | “army*”', ["Red Guard", "Army"]),
        ("white|white guards|guards", ["white guards", "White"]),  # where one lies in another, the longest counts
        ("U.S.S.R.", ["U.S.S.R.", "USSR"]),
        ("Stalin's", ["Stalin"]),
        ("STALIN’S white", ["Stalin’s White"]),
        ("Sino-Soviet", ["Sino-Soviet"]),
        ("sino-*", ["Sino-Soviet"]),
        ("1956-1960", ["1956–1960"]),
        ("9,*", ["9,389"]),
        ("* white", ["Stalin’s White"]),
    ],
)
def test_a_query_passes_through_the_term_rule(query, matches):
    """Alternatives, quotation marks and words as people write them find what `split_terms` counts."""
    text = ["Red Guard and", "white guards", "U.S.S.R., USSR, Stalin’s White Sino-Soviet Army 1956–1960: 9,389"]
    assert concordance(make_corpus({"a": text}), query)["match"].tolist() == matches


@pytest.mark.parametrize("sign", list("?[](){}+/^$&;:!_#=<>\\"))
def test_a_sign_that_no_term_can_hold_is_refused(sign):
    """What would find nothing in silence is answered with what a query may hold, and how to ask by pattern."""
    with pytest.raises(AnalysisError, match=r"no term can hold.*\| between alternatives.*re\.compile"):
        concordance(make_corpus({"a": ["red guard"]}), f"red{sign} guard")


def test_every_count_leads_to_its_lines(seeds):
    """For the most frequent terms of the real texts the concordance has exactly as many lines as the count says."""
    terms = split_terms(seeds)
    own, every = (count_terms(terms, voice=voice).groupby("term")["n"].sum() for voice in ("author", None))
    for term in ["stalin", "great", "mao", "sino-soviet", "1958"]:
        lines = concordance(seeds, term)
        assert len(lines) == every[term] and (lines["voice"] == "author").sum() == own[term]


def test_lines_are_sorted_by_their_neighbours():
    """right: by what follows; left: by what stands before, the nearest word first; case and marks do not count."""
    corpus = make_corpus({"a": ["The red x, Ball. A blue x “apple” the. My red x cat."]})
    assert concordance(corpus, "x", width=12, sort="right")["right"].str.strip(" ,“”.").str[:3].tolist() == [
        "app",
        "Bal",
        "cat",
    ]
    assert concordance(corpus, "x", width=8, sort="left")["left"].str.split().str[-1].tolist() == ["blue", "red", "red"]
    lines = concordance(corpus, "x", width=8, sort="left")
    assert lines["left"].str.split().str[-2].tolist()[1:] == ["My", "The"]
    assert concordance(corpus, re.compile("x|cat"), sort="match")["match"].tolist() == ["cat", "x", "x", "x"]
    assert concordance(corpus, "nothing", sort="left").empty


def test_an_unknown_order_is_refused():
    """The orders that exist are named."""
    with pytest.raises(AnalysisError, match="position"):
        concordance(make_corpus({"a": ["x"]}), "x", sort="length")


def test_the_order_does_not_hang_on_how_much_is_shown():
    """With room for no more than the nearest word, lines are in the order that the words before it give."""
    corpus = make_corpus({"a": ["We saw the zebra x. We saw all the zebra x. We saw one blue x."]})
    wide, narrow = (concordance(corpus, "x", width=width, sort="left")["left"] for width in (60, 6))
    assert narrow.tolist() == ["blue ", "zebra ", "zebra "]
    assert [text.split()[-3] for text in wide[1:]] == ["all", "saw"]
    assert concordance(corpus, "x", width=0, sort="left")["left"].tolist() == [""] * 3


@pytest.mark.parametrize(
    "query", ["ussr", "U.S.S.R.", "stalin's", "commun*", "*ism", "red|great leap", "9,389", "*", "1956"]
)
def test_blocks_that_cannot_answer_are_passed_over(seeds, query):
    """The lines are the same as with the whole table of terms at hand."""
    whole = concordance(seeds, query, terms=terms_of_blocks(seeds, BODY_KINDS))
    pd.testing.assert_frame_equal(concordance(seeds, query), whole)


@pytest.mark.parametrize("sort", ["position", "left", "match", "right"])
def test_some_lines_are_the_first_of_all(seeds, sort):
    """`most` gives the lines that come first in the order asked for."""
    whole = concordance(seeds, "china|mao*", sort=sort)
    pd.testing.assert_frame_equal(concordance(seeds, "china|mao*", sort=sort, most=7), whole.head(7))


def test_the_index_of_a_corpus_is_its_own(seeds):
    """A corpus is split once, another one and other kinds of block anew; nothing is kept of one that is gone."""
    part = seeds.only("paper")
    both = concordance(seeds, "mao")
    pd.testing.assert_frame_equal(concordance(part, "mao"), both[both["document"] == "paper"].reset_index(drop=True))
    with_notes = concordance(part, "mao", kinds=("prose", "note"))
    assert len(with_notes) != len(concordance(part, "mao", kinds=("note",)))
    held = len(_SEARCHED)
    del part
    gc.collect()
    assert len(_SEARCHED) == held - 1


def test_no_line_is_a_table_of_the_same_columns(seeds):
    """Nothing found: no row, and every column of the type that it has otherwise."""
    none, some = concordance(seeds, "qwertz"), concordance(seeds, "mao")
    assert not len(none) and none.dtypes.equals(some.dtypes)


def test_terms_of_other_texts_have_no_lines_here(seeds):
    """A table whose documents are not in the corpus is refused, and never led to the lines of others."""
    terms = split_terms(seeds)
    with pytest.raises(AnalysisError, match="There is no block 'Mao"):
        concordance(seeds, "we", terms=terms[terms["speaker"] == "Mao"].assign(document="Mao"))
