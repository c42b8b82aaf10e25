"""The check at the door: an argument of a wrong type, or out of range, is answered in one sentence."""

import inspect
import re

import numpy as np
import pandas as pd
import pytest

import analysis
from analysis import AnalysisError, history
from analysis.door import LEAST, checked

PUBLIC = [
    getattr(package, name)
    for package in (analysis, history)
    for name in package.__all__
    if inspect.isfunction(getattr(package, name))
]
NO_KNOBS = {"open_study", "house_style", "new_figure"}  # checked by what they hand on to


@checked
def ask(name: str, *, step: int = 1, share: float | None = None, words: int = 3, which: list | None = None) -> str:
    return f"{name}{step}{share}"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"step": 0}, "ask: step is 0; take a whole number of 1 or more."),
        ({"step": "5"}, "step is '5'; take a whole number of 1 or more."),
        ({"step": True}, "step is True; take a whole number"),
        ({"step": 2.5}, "step is 2.5"),
        ({"share": float("nan")}, "share is nan; take a number."),
        ({"share": "x" * 500}, "share is str 'xxx"),
        ({"name": 7}, "name is 7; take text."),
    ],
)
def test_a_wrong_argument_is_one_sentence(given, said):
    """It names the function, the argument, what came and what is taken."""
    with pytest.raises(AnalysisError, match=re.escape(said)):
        ask(**{"name": "a"} | given)


def test_what_fits_goes_through():
    """Numbers of numpy are numbers, None stands where it may, and other types are the function's own matter."""
    assert ask("a", step=np.int64(2), share=np.float32(1), which=[1]) == "a21.0"
    assert ask("a", share=None) == "a1None" and ask.__doc__ is None and ask.__name__ == "ask"
    with pytest.raises(TypeError, match="unexpected keyword"):
        ask("a", stepp=3)


@pytest.mark.parametrize("function", PUBLIC, ids=lambda function: function.__name__)
def test_every_public_function_has_the_door(function):
    """Each knob with a whole number has its least value, and no function is without the check."""
    if function.__module__.startswith("analysis.figures") or function.__name__ in NO_KNOBS:
        return
    assert hasattr(function, "__wrapped__"), "put @checked on it"
    for name, knob in inspect.signature(function).parameters.items():
        if knob.annotation is int:
            assert name in LEAST


def test_a_dict_of_families(seeds):
    """Families may be told as a dict; an empty cell of a table is said."""
    terms = analysis.split_terms(seeds)
    told = analysis.find_families(terms, {"fear": "fear*|threat*", "war": ["war", "wars"]})
    table = pd.DataFrame({"theme": ["fear", "war", "war"], "term": ["fear*|threat*", "war", "wars"]})
    assert told["term"].equals(analysis.find_families(terms, table)["term"])
    with pytest.raises(AnalysisError, match="the column `theme` of `families` has 1 missing value, the first in row 1"):
        analysis.find_families(terms, table.assign(theme=["fear", None, "war"]))


def test_all_texts_together(seeds):
    """`by=None` counts over all texts; a column of single terms is no group."""
    terms = analysis.split_terms(seeds)
    whole = analysis.count_terms(terms, by=None).set_index("term")["n"]
    apart = analysis.count_terms(terms).groupby("term")["n"].sum()
    assert whole.sort_index().equals(apart.sort_index().rename_axis("term"))
    assert list(analysis.count_stance(terms, by=None)) == ["list", "n", "words", "share"]
    for wrong in ("start", "term", ["document", "document"]):
        with pytest.raises(AnalysisError, match="`by`"):
            analysis.count_terms(terms, by=wrong)
