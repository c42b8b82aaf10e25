import numpy as np
import pandas as pd
import pytest

from analysis.compare.collocates import compare_collocates, find_collocates, near_node
from analysis.errors import UnknownTermError
from tests.test_comparison import make_terms


def test_measures_by_hand():
    """Joint counts, expectation and the three scores of a toy, worked out by hand."""
    terms = make_terms({"a": "cold war x x x x cold war x x x x cold war x x x x cold x x x"})
    row = find_collocates(terms, "war", span=1).set_index("collocate").loc["cold"]
    assert (row.n, row.n_node, row.n_collocate) == (3, 3, 4)
    assert row.expected == pytest.approx(4 * 6 / 22)  # six words stand next to a node
    assert row.log_dice == pytest.approx(14 + np.log2(2 * 3 / (3 + 4)))
    assert row.mi == pytest.approx(np.log2(3 / row.expected))
    assert row.t == pytest.approx((3 - row.expected) / np.sqrt(3))


def test_windows_stay_in_their_block_and_count_a_place_once():
    """A neighbour in the next block is no neighbour; a word between two nodes counts once; the node is not its own."""
    terms = make_terms({"a": "x node y node z w"})
    terms["block"] = [1, 1, 1, 1, 1, 2]
    hits, near = near_node(terms, "node", span=2)
    assert terms["term"][hits].tolist() == ["node", "node"]
    assert terms["term"][near].tolist() == ["x", "y", "z"]


def test_agrees_with_nltk():
    """MI and t equal NLTK's for next neighbours on the right, where its definition of a window is ours."""
    from nltk.metrics import BigramAssocMeasures

    n, node, collocate, size = 3, 10, 20, 1000  # windows of one word hold `node` words
    expected = collocate * node / size
    assert np.log2(n / expected) == pytest.approx(BigramAssocMeasures.pmi(n, (node, collocate), size))
    assert (n - expected) / np.sqrt(n) == pytest.approx(BigramAssocMeasures.student_t(n, (node, collocate), size))


def test_different_company_on_two_sides():
    """A node kept in other company on the other side shows it; the same company does not."""
    terms = make_terms({"a": "cold war old peace the of " * 30, "b": "hot war old peace the of " * 30}, target=20)
    table = compare_collocates(terms, "war", target="a", span=1).set_index("collocate")
    assert table.loc["cold", "n_target"] == 30 and table.loc["cold", "n_reference"] == 0
    assert table.loc["cold", "p"] < 0.01 and table.loc["cold", "verdict"] == "fragile"
    assert pd.isna(table.loc["hot", "log_dice_target"]) and table.loc["old", "verdict"] == "not supported"
    flipped = compare_collocates(terms, "war", target="b", span=1).set_index("collocate")
    np.testing.assert_allclose(flipped["difference"].sort_index(), -table["difference"].sort_index())


def test_a_node_that_is_not_there():
    """A node that never occurs is refused in a sentence."""
    with pytest.raises(UnknownTermError, match="'zebra'"):
        find_collocates(make_terms({"a": "x y"}), "zebra")


def test_a_node_without_company():
    """Too little company gives an empty table with its columns, not an error."""
    assert find_collocates(make_terms({"a": "x node y"}), "node").empty
    assert compare_collocates(make_terms({"a": "x node", "b": "y node"}), "node", target="a").empty


def test_a_phrase_may_be_the_node():
    """Windows of a phrase begin at its edges, its own words are no company, and it counts once a place."""
    terms = make_terms({"a": "x cold war y w cold z"})
    hits, near = near_node(terms, "cold war", span=1)
    assert terms["term"][hits].tolist() == ["cold"] and terms["term"][near].tolist() == ["x", "y"]
    table = find_collocates(make_terms({"a": "x cold war y " * 9}), "cold war|hot war", span=1).set_index("collocate")
    assert table.loc["x", "n_node"] == 9 and set(table.index) == {"x", "y"}


def test_company_is_the_authors_unless_asked():
    """Another's words are no company of the author's, though they hold their places in the distance."""
    terms = make_terms({"a": "y q node x " * 4 + "w " * 9, "b": "y q node x " * 4 + "w " * 9})
    terms.loc[terms["term"] == "q", "voice"] = "quoted"
    for find in (find_collocates, lambda *a, **k: compare_collocates(*a, target="a", **k)):
        assert set(find(terms, "node", span=1)["collocate"]) == {"x"}
        assert set(find(terms, "node", span=1, voice=None)["collocate"]) == {"x", "q"}
    with pytest.raises(UnknownTermError, match="'q' does not occur in the author voice"):
        find_collocates(terms, "q")
