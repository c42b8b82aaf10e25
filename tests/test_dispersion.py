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
    codes, terms = pd.factorize(words)
    arf = average_reduced_frequency(codes, np.zeros(len(words), dtype=int))
    assert all(1 <= value <= (words == term).sum() + 1e-9 for term, value in zip(terms, arf, strict=True))


def test_documents_together_are_scored_as_alone():
    """Each document's table is the one that it has alone, also where their words are mixed."""
    rng = np.random.default_rng(0)
    parts = [
        make_terms([*rng.choice(list("aaabcd"), length), ""], 7).assign(document=name)
        for name, length in (("z", 100), ("b", 30), ("c", 1), ("m", 6))
    ]
    mixed = pd.concat(parts).sort_index(kind="stable")  # a word of each in turn
    alone = [score_dispersion(part) for part in parts]
    together = score_dispersion(mixed)
    for part in alone:
        own = together[together["document"] == part["document"][0]].reset_index(drop=True)
        pd.testing.assert_frame_equal(own, part)


def test_one_segment_has_no_juilland():
    """In a document of one segment Juilland's D does not exist and DP is 0."""
    table = score_dispersion(make_terms(["a", "b"], 10))
    assert table["juilland_d"].isna().all() and (table["dp"] == 0).all()
