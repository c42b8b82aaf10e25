import numpy as np
import pandas as pd
import pytest

from analysis.compare.vocabulary import compare_vocabularies, find_lockwords
from analysis.compare.wordstock import count_growth, count_vocabularies
from analysis.errors import TooLittleTextError
from tests.test_comparison import TOY, make_terms


def test_words_used_alike_are_found():
    """A word at the same even rate on both sides is used alike; one that a side lacks is not."""
    terms = make_terms({"a": TOY["a"] * 3, "b": TOY["b"] * 3})
    table = find_lockwords(terms, target="a").set_index("term")
    assert table.loc["the", "verdict"] == "used alike" and table.index[0] == "the"
    assert table.loc["red", "verdict"] != "used alike"
    assert table["distance"].is_monotonic_increasing


def test_shift_parts_sum_to_the_divergence_and_stand_against_chance():
    """The parts sum to the divergence; two texts alike lie within the null, two unlike beyond it."""
    shift = compare_vocabularies(make_terms(TOY), target="a", deals=100)
    table = shift.table
    assert table["part"].abs().sum() == pytest.approx(shift.divergence) and not table.attrs
    assert 0 < shift.null_middle < shift.null_high < shift.divergence and shift.deals == 100
    assert set(table["term"][table["beyond"]]) == {"red", "blue"}
    assert table.set_index("term").loc["red", "part"] > 0 > table.set_index("term").loc["blue", "part"]
    same = compare_vocabularies(make_terms({"a": TOY["a"], "b": TOY["a"]}), target="a", deals=100)
    assert same.divergence <= same.null_high


def test_shared_and_own_words_add_up():
    """The words of the three parts add up to all words of each side."""
    table = count_vocabularies(make_terms(TOY), target="a").set_index("part")
    assert table["types"].to_dict() == {"both": 6, "target only": 1, "reference only": 1}
    assert table["tokens_target"].sum() == 200 and table["share_target"].sum() == pytest.approx(1)


def test_vocabulary_growth_by_hand():
    """Types and words seen once, counted after every step and at the end."""
    table = count_growth(make_terms({"a": "x y x z y w"}), step=2)
    assert table.values.tolist() == [["a", 2, 2, 2], ["a", 4, 3, 2], ["a", 6, 4, 2]]


def test_growth_against_a_set():
    """The last point of the curve is the number of different words."""
    words = np.random.default_rng(0).choice(list("abcdefgh"), 57)
    table = count_growth(make_terms({"a": " ".join(words)}), step=10)
    assert table["types"].iloc[-1] == len(set(words)) and table["tokens"].iloc[-1] == 57
    assert table["once"].iloc[-1] == (pd.Series(words).value_counts() == 1).sum()


def test_one_segment_a_side_has_no_band_of_chance():
    """Re-dealing two piles only swaps them, so there is nothing to compare the parts with."""
    terms = make_terms({"a": "x y", "b": "x z"})
    with pytest.raises(TooLittleTextError, match="two segments"):
        compare_vocabularies(terms, target="a")
