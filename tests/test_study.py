"""A study: one reading of a corpus, with its knobs and the tables that follow."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

from analysis import (
    AnalysisError,
    Study,
    UnknownNameError,
    compare_sentiment,
    compare_terms,
    compare_topics,
    figures,
    fit_topics,
    open_study,
    score_sentiment,
    split_sentences,
    split_terms,
)
from analysis.compare.comparison import Comparison
from analysis.question import made_once
from tests.conftest import ROOT, make_corpus

TOY = {"a": ["red " * 9 + "sun moon"], "b": ["blue " * 9 + "sun moon"], "c": ["green " * 9 + "sun moon"]}


@pytest.fixture(scope="module")
def study(seeds):
    return open_study(seeds)


def test_a_study_is_its_public_functions(study, seeds):
    """Each table is what one public function gives with the same knobs, to the last digit."""
    terms = split_terms(seeds, names=True)
    pd.testing.assert_frame_equal(study.contrast.table, compare_terms(terms, target="paper"))
    scores = score_sentiment(split_sentences(seeds, voices=True), names=seeds.names)
    expected = compare_sentiment(scores, target="paper").iloc[0]
    row = study.tone.rows([True]).iloc[0]
    assert row["difference"] == expected["difference"] and row["p"] == expected["p"]
    model = fit_topics(split_terms(seeds, names=True, segment_terms=100))
    pd.testing.assert_frame_equal(study.topics.quality, model.quality)
    pd.testing.assert_frame_equal(study.topic_contrast.table, compare_topics(model, target="paper"))


def test_a_study_never_changes_and_gives_another(study):
    """Knobs cannot be set; replace gives a new study whose tables follow, and leaves the old one as it was."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        study.voice = None
    everybody = study.replace(voice=None, segment_terms=100)
    assert (everybody.voice, study.voice) == (None, "author")
    assert len(everybody.terms) == len(study.all_terms) > len(study.terms)
    assert everybody.contrast.words > study.contrast.words
    assert everybody.contrast.segments > study.contrast.segments
    with pytest.raises(UnknownNameError, match="segment_terms"):
        study.replace(segments=100)


def test_every_table_of_a_study_can_be_asked_for(study):
    """No knob and no table is a dead end: all cached tables are made, in both directions."""
    for one in (study, study.replace(target="chapter", voice=None, n_topics=3)):
        tables = [name for name in dir(Study) if isinstance(getattr(Study, name), made_once)]
        assert {"contrast", "tone", "topics", "style", "halves", "lockwords", "detectable"} <= set(tables)
        assert all(getattr(one, name) is not None for name in tables)


@pytest.mark.parametrize(
    ("knobs", "said"),
    [
        ({"target": "papr"}, "paper, chapter"),
        ({"target": "paper", "reference": "paper"}, "both target and reference"),
        ({"voice": "authors"}, "author, quoted, None"),
        ({"lexicon": "vadre"}, "vader, afinn"),
        ({"segment_terms": 5}, "segment_terms is 5"),
        ({"topic_terms": "100"}, "topic_terms is '100'"),
        ({"n_topics": 1}, "n_topics is 1"),
    ],
)
def test_a_knob_turned_too_far_is_said_at_once(seeds, knobs, said):
    """A wrong knob is answered when the study is opened, not three tables later."""
    with pytest.raises(AnalysisError, match=said):
        open_study(seeds, **knobs)


def test_sides_have_names_that_readers_use():
    """One document is called by its name, several by theirs, and all the rest “the others”."""
    corpus = make_corpus(TOY)
    assert open_study(corpus).names == {"target": "a", "reference": "the others"}
    assert open_study(corpus, target="b", reference="c").names == {"target": "b", "reference": "c"}
    assert open_study(corpus, target=["a", "b"]).names == {"target": "a and b", "reference": "c"}
    assert open_study(make_corpus({"a": ["red"]})).names["target"] == "a"


def test_a_study_shows_a_card_and_no_text(study, seeds):
    """In a terminal and in a notebook a study tells its knobs, in a few lines, and no word of the texts or a person."""
    for shown in (repr(study), study._repr_html_(), repr(study.contrast), study.contrast._repr_html_()):
        assert len(shown) < 6_000 and seeds["paper"].author not in shown
    assert "voice='author'" in repr(study) and len(repr(study)) < 400
    assert "69 words and names" in repr(study.contrast) and "11 fragile" in repr(study.contrast)


def test_recipes_can_be_steered(study):
    """Words of one's own are drawn as written, in the order asked for; a Corpus is read as usual."""
    positions = figures.word_barcode(study, words=["stalin", "model"]).table
    assert positions["term"].unique().tolist() == ["Stalin", "model"]
    assert set(figures.word_contrasts(study, words=["stalin", "the"]).table["term"]) == {"Stalin", "the"}
    assert figures.who_speaks(study.corpus).digest == figures.who_speaks(study).digest
    with pytest.raises(AnalysisError, match="takes a Study or a Corpus, not a DataFrame"):
        figures.who_speaks(study.terms)


# ---- comparisons and claims from their rows ----


def contrast(**columns) -> Comparison:
    """Three words: one supported, one fragile, one too rare."""
    table = pd.DataFrame(
        {
            "term": ["red", "sun", "moon"],
            "n_target": [28, 9, 1],
            "n_reference": [0, 3, 1],
            "log_ratio": [6.0, 1.5, 0.0],
            "low": pd.array([2.0, 0.1, pd.NA], dtype="Float64"),
            "high": pd.array([9.0, 2.9, pd.NA], dtype="Float64"),
            "p": pd.array([0.0001, 0.03, pd.NA], dtype="Float64"),
            "verdict": ["fragile", "supported", "too rare to test"],
        }
    )
    return Comparison(table.assign(**columns), "term", "words", "a", "b", "author", (4, 5), (400, 500))


def test_a_comparison_carries_its_unit():
    """Family, m, segments, words and voice are fields, whatever becomes of the table."""
    found = contrast()
    assert (found.m, found.segments, found.words, found.voice, found.family) == (
        2,
        (4, 5),
        (400, 500),
        "author",
        "words",
    )
    assert not found.table.attrs and found.tested["term"].tolist() == ["red", "sun"]
    assert found.by_verdict()["term"].tolist() == ["sun", "red", "moon"]
    assert found.rows(["moon", "nobody", "red"])["term"].tolist() == ["moon", "red"]
    assert found.with_verdict("supported")["term"].tolist() == ["sun"]
    with pytest.raises(UnknownNameError, match="supported, fragile"):
        found.with_verdict("suported")


def test_a_claim_reads_its_numbers_from_a_row():
    """Fields are columns of the row, sides and m; family and kind come with the comparison."""
    made = contrast().claim(
        "{target} has it {log_ratio:times} ({n_target} to {n_reference}).", term="sun", verdict="supported"
    )
    assert str(made) == "a has it 2.8× (9 to 3)." and made.standing == "verdict; one of 2 words"
    made = contrast().claim(
        "“red” {n_target}, “sun” {sun.n_target}.", term="red", beside={"sun": "sun"}, towards="target"
    )
    assert str(made) == "“red” 28, “sun” 9." and made.kind == "tendency"


@pytest.mark.parametrize(
    "condition",
    [
        {"term": "red", "verdict": "supported"},
        {"term": "sun", "towards": "reference"},
        {"term": "moon", "towards": "either"},
        {"term": "sun", "holds": lambda row: row["n_target"] > 10},
        {"term": "moon", "holds": lambda row: row["low"] > 0},
        {"term": "nobody"},
    ],
)
def test_a_claim_about_a_row_can_fail(condition):
    """A wrong verdict, the other side, no interval, a condition not met, a missing value, a row that is not there."""
    with pytest.raises(AnalysisError, match="does not hold"):
        contrast().claim("It stands {n_target} times.", **condition)


def test_a_claim_about_no_row_is_refused():
    """The key of the table must be named, and a side must be one that there is."""
    with pytest.raises(AnalysisError, match="term="):
        contrast().claim("It stands.", verdict="supported")
    with pytest.raises(UnknownNameError, match="target, reference, either"):
        contrast().claim("It stands.", term="sun", towards="left")


# ---- one word, one verdict ----


def test_one_word_has_one_verdict(study):
    """A name has the same verdict, p and counts in every figure that shows it: it is asked about once."""
    shown = [figures.name_contrasts(study).table, figures.word_contrasts(study).table]
    every = study.contrast.table.set_index("term")
    for table in shown:
        for row in table.to_dict("records"):
            assert every.at[row["term"].lower(), "verdict"] == row["verdict"]
            assert every.at[row["term"].lower(), "p"] == row["p"]
    assert all("Beijing" in set(table["term"]) for table in shown)


def test_no_verdict_says_more_than_its_interval(study):
    """What is fragile or supported has an interval off zero, or stands on one side only; the best come first."""
    for comparison in (study.contrast, study.themes, study.style, study.tone, study.topic_contrast, study.instruments):
        told = comparison.with_verdict("supported", "fragile")
        low, high = (told[name].to_numpy(dtype=float, na_value=np.nan) for name in ("low", "high"))
        lone = told["n_target"].eq(0) | told["n_reference"].eq(0) if "n_target" in told else False
        assert ((low > 0) | (high < 0) | lone).all()
    order = study.contrast.by_verdict()["verdict"].drop_duplicates().tolist()
    assert order == ["fragile", "not supported", "too rare to test"]


def test_open_study_reads_what_read_corpus_reads():
    """A folder's name is enough."""
    assert list(open_study(ROOT / "seeds", target="chapter").corpus.texts) == ["paper", "chapter"]
