import numpy as np
import pandas as pd
import pytest

from analysis.terms.dispersion import average_reduced_frequency, juilland_d, score_dispersion


def make_terms(words: list[str], length: int) -> pd.DataFrame:
    places = np.arange(len(words))
    return pd.DataFrame({"document": "a", "block": 1, "segment": places // length + 1, "term": words})


def test_an_even_and_a_clumped_word_of_a_toy():
    """One a segment is even by every measure; all in one segment is clumped by every measure."""
    words = ["even", "x", "x", "x"] * 4
    words[1:4] = ["once"] * 3
    table = score_dispersion(make_terms(words, 4)).set_index("term")
    even, once = table.loc["even"], table.loc["once"]
    assert (even.n, even.reach, even.segments) == (4, 4, 4)
    assert (even.dp, even.dp_norm, even.juilland_d, even.arf) == pytest.approx((0, 0, 1, 4))
    assert (once.dp, once.dp_norm) == pytest.approx((0.75, 1)) and once.juilland_d == pytest.approx(0, abs=1e-6)
    assert once.arf == pytest.approx((1 + 1 + 16 / 3) / (16 / 3))


def test_juilland_by_hand():
    """D = 1 - V / sqrt(n - 1), with the population standard deviation of the rates."""
    rates = np.array([2, 0, 1]) / 10
    expected = 1 - rates.std() / rates.mean() / np.sqrt(2)
    assert juilland_d(np.array([[2], [0], [1]]), [10, 10, 10])[0] == pytest.approx(expected)


def test_arf_lies_between_one_and_the_frequency():
    """ARF is at least 1 and at most n, whatever the order of the words."""
    words = np.random.default_rng(0).choice(list("aaaabbc"), 200)
    arf = average_reduced_frequency(words)
    assert all(1 <= value <= (words == term).sum() + 1e-9 for term, value in arf.items())


def test_one_segment_has_no_juilland():
    """In a document of one segment Juilland's D does not exist and DP is 0."""
    table = score_dispersion(make_terms(["a", "b"], 10))
    assert table["juilland_d"].isna().all() and (table["dp"] == 0).all()
