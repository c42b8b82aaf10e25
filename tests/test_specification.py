import pytest

from analysis import read_corpus
from analysis.compare.specification import compare_specifications
from analysis.errors import AnalysisError, UnknownTermError
from tests.conftest import make_corpus


def test_a_specification_curve_on_the_seeds():
    """Every defensible choice once, the error apart, and the direction of a plain difference the same throughout."""
    table = compare_specifications(read_corpus("seeds"), "moscow", target="paper")
    assert table["kind"].value_counts().to_dict() == {"defensible": 96, "error": 96}
    assert not table.duplicated(["kind", "names", "lemma", "genitive", "voice", "stop_terms", "segment_terms"]).any()
    assert (table["log_ratio"] < 0).all() and (table[table["genitive"] == "split"]["n_reference"] >= 13).all()


def test_a_word_under_no_choice():
    """A word that never occurs is refused."""
    with pytest.raises(UnknownTermError, match="zebra"):
        compare_specifications(read_corpus("seeds"), "zebra", target="paper")


def test_the_genitive_makes_a_difference_of_its_own():
    """Kept on the word, 's hides Stalin in the paper: only then do re-dealt passages see a gap."""
    table = compare_specifications(read_corpus("seeds"), "stalin", target="paper").query("kind == 'defensible'")
    kept, split = (table[table["genitive"] == how] for how in ("kept", "split"))
    assert (kept["log_ratio"] < -2.5).all() and (kept["n_target"] == 1).all() and (kept["p"] < 0.08).all()
    assert (
        (split["log_ratio"] > -1).all()
        and (split["p"] > 0.25).all()
        and (split["high"] > 0).all()
        and (split["low"] < 0).all()
    )
    both = compare_specifications(read_corpus("seeds"), "stalin*", target="paper").query("kind == 'defensible'")
    assert both.groupby("genitive")["n_target"].max().nunique() == 1  # a query that tells the genitive finds it again


def test_a_side_without_words_has_no_ratio():
    """Where a choice leaves one side empty the row has counts and no numbers."""
    corpus = make_corpus({"a": ["x y z " * 100], "b": ["x w " * 100]}, quoted=[("b", "x w " * 100, "Ann")])
    table = compare_specifications(corpus, "x", target="a").query("voice == 'author'")
    assert table["log_ratio"].isna().all() and (table["n_target"] == 100).all()


def test_a_phrase_is_found_joined_or_not():
    """Two words count as a run of terms where names are not joined, and as one term where they are."""
    table = compare_specifications(read_corpus("seeds"), "soviet union", target="paper", mistakes=False)
    assert (table["n_target"] > 20).all() and set(table["kind"]) == {"defensible"}
    again = compare_specifications(read_corpus("seeds"), '"Soviet Union"|soviet union', target="paper", mistakes=False)
    assert again.equals(table)


@pytest.mark.parametrize("query", [None, 5, " ", "x?", lambda terms: [True]])
def test_a_query_of_another_kind_is_refused(query):
    """What is neither words nor a yes or no a row is answered in one sentence."""
    with pytest.raises(AnalysisError, match=r"give|take|a query is words"):
        compare_specifications(make_corpus({"a": ["x y"], "b": ["x z"]}), query, target="a")
