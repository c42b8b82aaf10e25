"""Hostile tables and arguments, in short; `python -m tests.hostile calls` is the long version."""

import dataclasses
from inspect import signature
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from analysis import AnalysisError, compare_actors, count_terms, score_mean_sentiment
from analysis.columns import TABLES, TRAVELLED, VALUES, check_table
from tests.hostile import calls
from tests.hostile.toys import good_call, good_values, public_functions

SOME = ("count_terms", "find_collocates", "find_sentences_naming", "map_documents", "check_codings", "mark_confirmed")


def test_nothing_but_answers_and_sentences():
    """A part of the hostile calls of some functions: no crash, no NaN, no warning of a library."""
    rows = list(calls.run(0.06, 1, SOME))
    assert sum(row.tried for row in rows) > 150
    assert [one for row in rows for one in row.found] == []


def test_every_table_is_known_at_the_door():
    """Each parameter that takes a table has its entry, apart from tables of anything."""
    free = {"table", "metadata", "query"}  # of anything, of a document each, a function of a table
    with_table = {
        name
        for function in public_functions().values()
        for name, hint in function.__annotations__.items()
        if "DataFrame" in str(hint) and name != "return"
    }
    assert with_table - free <= set(TABLES) and all(
        column in VALUES or column in kind.values or column == "code"
        for kind in TABLES.values()
        for column in kind.needs.split()
    )


@pytest.mark.parametrize(
    ("column", "values", "said"),
    [
        ("document", None, "the column `document` of `terms` has 1 missing value, the first in row 1"),
        ("start", -1, "the column `start` of `terms` should hold whole numbers of 0 or more, and there is -1"),
        ("term", 7, "the column `term` of `terms` should hold text, and there is 7"),
        ("block", 0.5, "should hold whole numbers of 0 or more, and there is 0.5"),
        ("capital", "yes", "should hold True or False, and there is 'yes'"),
    ],
)
def test_one_wrong_value_is_told(column, values, said):
    """The function, the table, the column, the value, and what to give instead."""
    terms = good_values()["terms"]
    held = terms[column].astype(object)
    held.iloc[1] = values
    with pytest.raises(AnalysisError, match=r"^count_terms: ") as error:
        count_terms(terms.assign(**{column: held}))
    assert said in str(error.value)


def test_scores_without_a_text_are_no_zero():
    """NaN in a text or a tone is refused, not averaged away."""
    scores, names = good_values()["scores"], good_values()["names"]
    for column in ("text", "compound", "document"):
        held = scores[column].astype(object)
        held.iloc[3] = np.nan
        for call in (score_mean_sentiment, lambda table: compare_actors(table, ["Rome"], names=names, target="a")):
            with pytest.raises(AnalysisError, match=f"the column `{column}` of `scores` has 1 missing value"):
                call(scores.assign(**{column: held}))


def test_what_is_well_comes_back_as_it_is():
    """A good table is not copied; other forms of numbers become plain ones, other columns and the index stay."""
    terms = good_values()["terms"]
    assert check_table("f", "terms", terms) is terms
    other = terms.convert_dtypes().assign(mine=np.nan, term=terms["term"].astype(object)).set_axis(terms.index + 5)
    found = check_table("f", "terms", other)
    assert found["start"].dtype == np.int64 and found["mine"].isna().all() and found.index.equals(other.index)
    pd.testing.assert_frame_equal(count_terms(other), count_terms(terms))


def _travelled(function):
    """The parameters of a function that take a table in the order of its text."""
    return [name for name in function.__annotations__ if name in TRAVELLED and name in signature(function).parameters]


ORDERLY = sorted(name for name, function in public_functions().items() if _travelled(function))


@pytest.mark.parametrize("name", ORDERLY)
def test_the_order_of_rows_changes_nothing(name):
    """A table that was sorted by something else is read in the order of its text: the same results, row for row."""
    function = public_functions()[name]
    call, again = good_call(name, function), good_call(name, function)
    for taken in [one for one in _travelled(function) if isinstance(call.get(one), pd.DataFrame)]:
        mixed = call[taken].sample(frac=1, random_state=0).sort_values("document", kind="stable")
        _alike(function(**again | {taken: mixed}), function(**call))


def _alike(one, other):
    if dataclasses.is_dataclass(one):
        for field in dataclasses.fields(one):
            _alike(getattr(one, field.name), getattr(other, field.name))
    elif isinstance(one, pd.DataFrame):
        pd.testing.assert_frame_equal(one.reset_index(drop=True), other.reset_index(drop=True))
    elif sparse.issparse(one):
        assert (one != other).nnz == 0
    elif isinstance(one, pd.Index | pd.Series):
        assert one.equals(other)
    elif not isinstance(one, Path):
        np.testing.assert_equal(one, other)


def test_a_topic_model_of_parts_that_do_not_fit():
    """Weights of another number of terms, or names of another number of topics, are refused when it is made."""
    model = good_values()["model"]
    for broken in ({"weights": model.weights[:, 1:]}, {"names": model.names[:1]}, {"replicates": model.weights}):
        with pytest.raises(AnalysisError, match="The parts of a TopicModel do not fit"):
            dataclasses.replace(model, **broken)
