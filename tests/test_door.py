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


@pytest.mark.parametrize("path", ["ab" * 40_000, "a\0b", "x/" + "y" * 256])
def test_what_can_be_no_path(path, seeds, tmp_path, monkeypatch):
    """A name that no file can have is said at the door, and not repeated at length."""
    monkeypatch.chdir(tmp_path)
    calls = (
        lambda: analysis.corpus_from_texts({"a": "Old stones.", "b": "It rained."}, toml=path),
        lambda: analysis.count_files("zzz", store=path),
        lambda: analysis.save_matrix(analysis.term_matrix(analysis.split_terms(seeds)), path),
    )
    for call in calls:
        with pytest.raises(AnalysisError, match=r"^\w+: \w+ is no path: ") as error:
            call()
        assert len(str(error.value)) < 400


def test_a_word_without_end_is_cut(seeds):
    """What was given as a term is repeated in part."""
    with pytest.raises(AnalysisError, match="…") as error:
        analysis.find_collocates(analysis.split_terms(seeds), "ab" * 40_000)
    assert len(str(error.value)) < 500


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda terms: analysis.find_families(terms, {"fear": 1}), "families is {'fear': 1}; take"),
        (lambda terms: analysis.find_disagreements(terms, lexicons=[]), "two lexicons or more"),
        (lambda terms: analysis.count_terms(terms.head(0)), "There is no term to count"),
        (lambda terms: analysis.score_dispersion(terms.head(0)), "There is no term to count"),
        (lambda terms: analysis.open_study(analysis.corpus_from_texts({"a": "x"}).only([])), "no documents"),
        (lambda terms: analysis.show_table(terms.head(2), ["term"], formats={"term": "zzz"}), "'zzz' is no format"),
    ],
)
def test_nothing_and_nonsense(call, said, seeds):
    """Empty tables, corpora and lists, and values that a mapping cannot have, are answered."""
    with pytest.raises(AnalysisError, match=re.escape(said)):
        call(analysis.split_sentences(seeds) if "lexicons" in said else analysis.split_terms(seeds))
