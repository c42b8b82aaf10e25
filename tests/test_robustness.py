import numpy as np
import pandas as pd
import pytest

from analysis.compare.robustness import compare_halves, compare_leaving_out, leave_one_out
from analysis.errors import TooLittleTextError
from analysis.evidence import detectable_ratios
from tests.test_comparison import TOY, make_terms


def test_halves_of_one_text_differ_less_than_two_texts():
    """Within a text of one stuff no word differs; between two the planted words do."""
    table = compare_halves(make_terms(TOY), target="a")
    assert table["kind"].value_counts().to_dict() == {"between": 4, "within": 2}
    within, between = (table[table["kind"] == kind] for kind in ("within", "between"))
    assert within["supported"].sum() == 0 and within["fragile"].sum() == 0
    assert (between["fragile"] >= 2).all() and between["divergence"].min() > within["divergence"].max()


def test_halves_need_enough_segments():
    """Too short a side is refused with what to do."""
    with pytest.raises(TooLittleTextError, match="four segments"):
        compare_halves(make_terms({"a": "x y " * 10, "b": "x z " * 10}), target="a")


def test_leaving_out_the_one_passage_that_decides():
    """A word that sits in one segment is undone when that segment is left out; an even one hardly moves."""
    counts = np.zeros((8, 2))
    counts[0, 0], counts[:4, 1] = 8, 2
    table = leave_one_out(counts, np.full(8, 100), np.arange(8) < 4)
    assert table["one_passage"].tolist() == [True, False] and table["at_lowest"][0] == 0
    assert table["lowest"][1] > 3


def test_leaving_segments_out_names_the_passage():
    """The table names the document and segment whose absence matters most."""
    terms = make_terms({"a": "the sea " * 20 + "mist " * 9 + "the sea " * 20, "b": "the sea " * 40 + "mist"})
    row = compare_leaving_out(terms, target="a").iloc[0]
    assert (row.term, row.document, row.segment) == ("mist", "a", 5)


def test_more_words_show_smaller_ratios():
    """The card falls with the count, is stricter in a family, and says <NA> where nothing could be shown."""
    rng = np.random.default_rng(0)
    counts, side = rng.poisson(1.0, (36, 80)), np.arange(36) < 17
    card = detectable_ratios(counts, np.full(36, 150), side)
    assert card["ratio"].dropna().is_monotonic_decreasing
    assert (card["ratio_in_family"] > card["ratio"]).dropna().all() and pd.isna(card["ratio_in_family"][0])
