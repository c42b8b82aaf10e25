"""Groups of documents: rules name them as lists do, and of many documents the document is the unit."""

import inspect

import numpy as np
import pandas as pd
import pytest

import analysis
from analysis import (
    AnalysisError,
    compare_sentiment,
    compare_style,
    compare_terms,
    compare_topics,
    corpus_from_table,
    count_terms,
    find_lockwords,
    fit_topics,
    open_study,
    score_sentiment,
    split_sentences,
    split_terms,
)
from analysis.compare.sides import choose_unit, name_sides
from analysis.history import find_parallels, find_shared_phrases, propose_episodes

WORDS = [
    "the",
    "of",
    "and",
    "a",
    "in",
    "sea",
    "ship",
    "wind",
    "rope",
    "deck",
    "sail",
    "captain",
    "night",
    "storm",
    "harbour",
    "gull",
    "wave",
    "mast",
    "anchor",
    "crew",
]
RULE, NAMED = {"party": "x"}, [f"d{number:02}" for number in range(0, 40, 2)]


def _texts(number=40, words=60, *, seed=0):
    """Short documents of two parties by turns: `tariff` and good weather belong to x, `storm` is all over both."""
    rng, rows = np.random.default_rng(seed), []
    for document in range(number):
        text = rng.choice(WORDS, words).astype(object)
        if document % 2 == 0:
            text[rng.integers(0, 50)] = "tariff"
        text[-2:] = ["good", "happy"] if document % 2 == 0 else ["bad", "dreadful"]
        sentences = [" ".join(part).capitalize() + "." for part in np.split(text, 4)]
        decade = 1950 + 10 * (document // 20)
        rows.append((f"d{document:02}", " ".join(sentences), "xy"[document % 2], decade))
    return pd.DataFrame(rows, columns=["document", "text", "party", "decade"])


@pytest.fixture(scope="module")
def corpus():
    return corpus_from_table(_texts())


@pytest.fixture(scope="module")
def terms(corpus):
    return split_terms(corpus)


def test_two_routes_to_one_group(corpus, terms):
    """A rule and a list of the same documents give the same tables, of terms, tone, topics, style and history."""
    model = fit_topics(terms, n_topics=2)
    scores = score_sentiment(split_sentences(corpus))
    for compare, what in (
        (compare_terms, terms),
        (find_lockwords, terms),
        (compare_sentiment, scores),
        (compare_topics, model),
        (compare_style, corpus),
        (find_shared_phrases, corpus),
        (find_parallels, corpus),
        (propose_episodes, corpus),
    ):
        pd.testing.assert_frame_equal(compare(what, target=RULE), compare(what, target=NAMED))
    others = [name for name in corpus if name not in NAMED]
    both = compare_terms(terms, target={"party": ["x"], "decade": range(1900, 2000)}, reference={"party": "y"})
    pd.testing.assert_frame_equal(both, compare_terms(terms, target=NAMED, reference=others))


def test_every_function_with_a_target_takes_a_rule():
    """No public function that has a target asks for names alone."""
    functions = [getattr(analysis, name) for name in analysis.__all__]
    functions = [one for one in functions if inspect.isfunction(one) and "target" in inspect.signature(one).parameters]
    names = {one.__name__ for one in functions if "Mapping" not in str(inspect.signature(one).parameters["target"])}
    assert functions and names <= {"show_table", "column_legend"}  # these are told what a side is called


def test_a_study_of_a_rule(corpus):
    """A study follows a rule, calls its sides by it, and keeps it when another knob is turned."""
    study = open_study(corpus, target={"party": "x"}, reference={"party": "y", "decade": 1950})
    assert study.names == {"target": "party x", "reference": "party y and decade 1950"}
    assert study.replace(voice=None).target == {"party": "x"} and len(study.corpus) == 30
    by_name = open_study(corpus, target=NAMED, reference=[f"d{number:02}" for number in range(1, 20, 2)])
    pd.testing.assert_frame_equal(study.contrast.table, by_name.contrast.table)
    assert by_name.names["target"] == "d00 and 19 more"


def test_a_column_that_travels_is_counted_by(terms):
    """`by` takes a column of the documents; where a document lacks it that is said."""
    table = count_terms(terms, by="decade")
    assert table.groupby("decade")["n"].sum().tolist() == [1200, 1200]
    with pytest.raises(AnalysisError, match="'decade' is missing in d00"):
        count_terms(terms.assign(decade=terms["decade"].mask(terms["document"] == "d00")), by="decade")


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ({"party": "z"}, "no document with party 'z'. There is: x, y"),
        ({"partei": "x"}, "called 'partei'. There is: party, decade"),
        ({"kind": "novel"}, "'kind' stands in corpus.documents"),
        ({"party": ["x", "z"]}, "no document with party 'z'"),
        ({}, "The rule is empty"),
        ({"term": "sea"}, "changes within a document"),
    ],
)
def test_rules_that_name_nothing(terms, rule, says):
    """A rule that fits nothing is one sentence that says what there is."""
    with pytest.raises(AnalysisError, match=says):
        compare_terms(terms, target=rule)


def test_a_rule_compares_values_as_people_write_them(terms):
    """1950 and "1950" choose the same documents."""
    assert name_sides(terms, {"decade": "1950"}) == name_sides(terms, {"decade": 1950})


def test_many_short_documents_are_the_units(terms):
    """Of documents shorter than a segment a word of every second text is supported, and nothing else."""
    table = compare_terms(terms, target=RULE).set_index("term")
    told = table.index[table["verdict"] == "supported"]
    assert {"tariff", "good", "happy", "bad", "dreadful"} == set(told)
    assert table.loc["tariff", "reach_target"] == 20 and table["lengths"].isna().all()


def test_less_than_twofold_can_be_steady():
    """Three uses to two in every document are supported, since they hang on no passage."""
    rng, rows = np.random.default_rng(0), []
    for document in range(60):
        uses = 6 if document % 2 == 0 else 4
        rows.append((f"d{document:02}", " ".join([*rng.choice(WORDS[:12], 90), *["tariff"] * uses])))
    terms = split_terms(corpus_from_table(pd.DataFrame(rows, columns=["document", "text"])))
    table = compare_terms(terms, target=[f"d{number:02}" for number in range(0, 60, 2)]).set_index("term")
    assert table.loc["tariff", "verdict"] == "supported" and 0 < table.loc["tariff", "log_ratio"] < 1


def test_neighbours_of_one_mind_are_no_group():
    """A word of four documents that stand together is not supported, whatever its p."""
    table = _texts(80, seed=1)
    table.loc[[0, 2, 4, 6], "text"] = "Whale whale whale whale the of sea."
    terms = split_terms(corpus_from_table(table))
    found = compare_terms(terms, target=RULE).set_index("term")
    assert found.loc["whale", "n_reference"] == 0 and found.loc["whale", "verdict"] != "supported"


def test_when_documents_are_the_units():
    """As good as ten documents a side: nine of a kind are not, nor are ten notes beside a novel."""
    sizes = {f"a{number}": 50 for number in range(10)} | {f"b{number}": 80 for number in range(12)}
    rows = pd.DataFrame({"document": np.repeat(list(sizes), list(sizes.values()))})
    target = [name for name in sizes if name[0] == "a"]
    assert choose_unit(rows, target) == "document" and choose_unit(rows, target[:9]) == "segment"
    novel = pd.concat([rows, pd.DataFrame({"document": ["b0"] * 20_000})])
    assert choose_unit(novel, target) == "segment" and choose_unit(novel, target, "document") == "document"


def test_random_halves_of_one_collection_do_not_differ():
    """Of twelve ways to halve like documents none or one has a supported word."""
    terms, found = split_terms(corpus_from_table(_texts(seed=2).assign(party="x"))), 0
    terms = terms[~terms["term"].isin(["tariff", "good", "happy", "bad", "dreadful"])]
    for seed in range(12):
        target = np.random.default_rng(seed).permutation(terms["document"].unique())[:20].tolist()
        found += "supported" in set(compare_terms(terms, target=target)["verdict"])
    assert found <= 1


def test_tone_and_topics_of_groups(corpus, terms):
    """The tone of two groups is compared over documents, and told apart where each document has its weather."""
    scores = score_sentiment(split_sentences(corpus))
    tone = compare_sentiment(scores, target=RULE).iloc[0]
    assert (tone["segments_target"], tone["segments_reference"]) == (20, 20) and tone["verdict"] == "supported"
    assert compare_sentiment(scores, target=RULE, unit="segment").iloc[0]["segments_target"] == 20  # each is one
    decades = compare_sentiment(scores, target={"decade": 1950}).iloc[0]
    assert decades["verdict"] == "not supported"
    topics = compare_topics(fit_topics(terms, n_topics=2), target={"decade": 1950})
    assert "supported" not in set(topics["verdict"])
