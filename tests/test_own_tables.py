"""A table of one's own: every function on terms takes it, or says what is missing; other values are named."""

import inspect
import warnings

import pandas as pd
import pytest

import analysis
from analysis import AnalysisError, fill_terms, split_terms
from tests.conftest import make_corpus

WORDS = {"a": "red the the sea is a the the of in " * 60, "b": "blue the the sea is a the the of in " * 66}
ROWS = [(name, term) for name, text in WORDS.items() for term in text.split()]
OWN = pd.DataFrame(ROWS, columns=["document", "term"])
THEMES = [("water", "sea", "outside list"), ("colour", "red|blue", "outside list")]
SIDES = {"target": "a"}
ON_TERMS = {
    "cluster_documents": ({},),
    "compare_collocates": ("sea", SIDES),
    "compare_documents": ({},),
    "compare_halves": (SIDES,),
    "compare_leaving_out": (SIDES,),
    "compare_terms": (SIDES,),
    "compare_vocabularies": (SIDES,),
    "count_growth": ({},),
    "count_stance": ({},),
    "count_terms": ({},),
    "count_vocabularies": (SIDES,),
    "fill_terms": ({},),
    "find_collocates": ("sea", {}),
    "find_families": (pd.DataFrame(THEMES, columns=["theme", "term", "origin"]), {}),
    "find_lockwords": (SIDES,),
    "find_positions": (["sea"], {}),
    "find_stance": ({},),
    "score_dispersion": ({},),
    "split_ngrams": ({},),
    "split_segments": ({},),
    "term_matrix": ({},),
}
ON_OTHERS = {
    "compare_specifications": ("x", SIDES),
    "compare_style": (SIDES,),
    "compare_themes": (None, SIDES),
    "compare_topic_numbers": ({},),
    "compare_topics": (SIDES,),
    "concordance": ("x", {}),
    "find_passages": (None, {}),
    "find_top_terms": ({},),
    "fit_topics": ({},),
    "split_terms": ({},),
}


def call(name: str, value, *arguments):
    *plain, named = arguments
    return getattr(analysis, name)(value, *plain, **named)


@pytest.mark.parametrize("name", ON_TERMS)
def test_two_columns_are_enough(name):
    """A table of document and term gives what the full table gives, capitals apart."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        own, full = (call(name, table, *ON_TERMS[name]) for table in (OWN, fill_terms(OWN)))
    for part in vars(full) if not isinstance(full, pd.DataFrame) else ():
        if isinstance(getattr(full, part), pd.DataFrame):
            pd.testing.assert_frame_equal(getattr(own, part), getattr(full, part))
    if isinstance(full, pd.DataFrame):
        pd.testing.assert_frame_equal(own, full)


@pytest.mark.parametrize("name", [*ON_TERMS, *ON_OTHERS])
def test_a_value_of_another_kind_is_named(name):
    """A Corpus, a number, a table where none belongs: one sentence with the function, what it takes and what it got."""
    arguments = ON_TERMS.get(name) or ON_OTHERS[name]
    wrong = make_corpus({"a": ["x"]}) if name in ON_TERMS or "topic" in name or "top_" in name else OWN
    for value in (wrong, 5):
        kind = "an int" if value is not wrong else f"a {type(wrong).__name__}"
        with pytest.raises(AnalysisError, match=rf"^{name} takes an? .* gives, not {kind}\.$"):
            call(name, value, *arguments)


@pytest.mark.parametrize("name", ON_TERMS)
def test_a_missing_column_is_named(name):
    """Without `term`, or with terms that a CSV file lost, the sentence says which column and what to do."""
    with pytest.raises(AnalysisError, match=rf"{name}: the table has no column `term`"):
        call(name, OWN[["document"]], *ON_TERMS[name])
    with pytest.raises(AnalysisError, match=r"1 missing value, the first in row 3.*keep_default_na"):
        call(name, OWN.assign(term=OWN["term"].where(OWN.index != 3)), *ON_TERMS[name])


def test_every_public_function_on_terms_is_held_to_this():
    """No public function whose first argument is `terms` is left out of these lists."""
    functions = {name for name in analysis.__all__ if inspect.isfunction(getattr(analysis, name))}
    first = {name: next(iter(inspect.signature(getattr(analysis, name)).parameters), "") for name in functions}
    assert {name for name, what in first.items() if what == "terms"} <= {*ON_TERMS, *ON_OTHERS}


def test_what_is_filled_in():
    """One block, the author's voice, running numbers, segments of 150; the rows and their index stay."""
    table = fill_terms(OWN.iloc[::-1])  # documents in another order, an index of its own
    assert table.index.tolist() == OWN.index.tolist()[::-1] and table["term"].tolist() == OWN["term"].tolist()[::-1]
    assert (table["block"] == 1).all() and (table["voice"] == "author").all() and (table["speaker"] == "").all()
    assert table.groupby("document")["start"].agg(["min", "max"]).values.tolist() == [[0, 599], [0, 659]]
    assert (table["end"] == table["start"] + 1).all() and set(table["segment_terms"]) == {150}
    assert table.groupby("document")["segment"].nunique().tolist() == [4, 4] and "capital" not in table


def test_documents_may_lie_in_strips():
    """Rows of two documents in turns are cut as if each document stood alone."""
    place = OWN.groupby("document").cumcount()
    turns = OWN.loc[place.sort_values(kind="stable").index]
    assert fill_terms(turns)["segment"].sort_index().tolist() == fill_terms(OWN)["segment"].tolist()


def test_what_is_there_stays():
    """Columns of one's own are kept; with a start of one's own the end follows from the term."""
    own = OWN.assign(start=range(0, 12600, 10), segment=7, voice="quoted")
    table = fill_terms(own)
    assert (table["segment"] == 7).all() and "segment_terms" not in table and (table["voice"] == "quoted").all()
    assert (table["end"] - table["start"] == OWN["term"].str.len()).all()
    full = split_terms(make_corpus({"a": ["x y"]}))
    assert fill_terms(full).equals(full)


def test_a_speaker_that_a_file_lost_is_the_author():
    """An empty speaker comes back from a CSV file as a missing value and is filled in again."""
    terms = split_terms(make_corpus({"a": ["x y z"]}, quoted=[("a", "y", "Mao")]))
    assert fill_terms(terms.assign(speaker=terms["speaker"].replace("", None)))["speaker"].tolist() == ["", "Mao", ""]
