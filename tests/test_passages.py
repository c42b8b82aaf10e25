"""Passages: a short excerpt that knows where it comes from."""

import pytest

from analysis.errors import AnalysisError
from analysis.showing.quotes import quote, side_by_side, whole_passages
from tests.conftest import make_corpus


def test_a_passage_is_found_by_its_words_whatever_the_quotes():
    """Straight and curly signs and white space are alike; `...` stands for what is between."""
    corpus = make_corpus({"a": ["He said: “Stalin’s  mistakes” were many. Then he left."]})
    assert quote(corpus, "a", "Stalin's mistakes").text == "Stalin’s mistakes"
    assert quote(corpus, "a", "He said ... he left.").text.endswith("Then he left.")
    assert repr(quote(corpus, "a", "Then")) == "“Then” (a, line 1)"


def test_a_passage_shows_no_markup():
    """What a text holds is shown as text."""
    corpus = make_corpus({"a": ["<script>x</script>"]})
    assert "<script>" not in quote(corpus, "a", "<script>x</script>")._repr_html_()


def test_absent_and_long_passages_are_refused():
    """Words that are not there, and more than forty of them, are each one sentence."""
    corpus = make_corpus({"a": ["word " * 50]})
    with pytest.raises(AnalysisError, match="do not stand in 'a'"):
        quote(corpus, "a", "other")
    with pytest.raises(AnalysisError, match="at most 40 words"):
        quote(corpus, "a", "word " * 41)


def test_passages_stand_in_one_column_a_document():
    """Two passages of one text share a column; the heading stands over both texts."""
    corpus = make_corpus({"a": ["one two"], "b": ["three"]})
    shown = side_by_side("Numbers", quote(corpus, "a", "one"), quote(corpus, "b", "three"), quote(corpus, "a", "two"))
    assert shown._repr_html_().count("<td") == 2
    assert repr(shown).splitlines()[0] == "Numbers"


def test_whole_passages_are_as_long_as_they_are():
    """A row of any finder leads to its passage at full length, with its lines."""
    corpus = make_corpus({"a": ["word " * 50]})
    (passage,) = whole_passages(corpus, corpus.blocks)
    assert len(passage.text.split()) == 50 and passage.place == "a, line 1"
    assert whole_passages(corpus, corpus.blocks.head(0)) == ()
