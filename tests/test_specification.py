import pytest

from analysis import read_corpus
from analysis.errors import UnknownTermError
from analysis.specification import specification_curve


def test_a_specification_curve_on_the_seeds():
    """Every defensible choice once, the error apart, and the direction of a plain difference the same throughout."""
    table = specification_curve(read_corpus("seeds"), "moscow", target="paper")
    assert table["kind"].value_counts().to_dict() == {"defensible": 48, "error": 48}
    assert not table.duplicated(["kind", "names", "lemma", "voice", "stop_terms", "segment_terms"]).any()
    assert (table["log_ratio"] < 0).all() and (table["n_reference"] >= 13).all()


def test_a_word_under_no_choice():
    """A word that never occurs is refused."""
    with pytest.raises(UnknownTermError, match="zebra"):
        specification_curve(read_corpus("seeds"), "zebra", target="paper")
