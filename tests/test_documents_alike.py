"""Many documents: how alike their counts are, as distances, a tree and a map."""

import warnings

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure
from scipy.cluster.hierarchy import dendrogram, linkage
from scipy.spatial.distance import pdist
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.metrics.pairwise import cosine_distances

from analysis import AnalysisError, UnknownNameError, cluster_documents, compare_documents, map_documents, term_matrix
from analysis.compare.distances import WORDS
from analysis.errors import TooLittleTextError
from analysis.figures import document_map, document_tree
from analysis.plots import plot_map, plot_tree
from tests.conftest import make_corpus
from tests.test_comparison import make_terms

pytestmark = pytest.mark.filterwarnings("ignore:Documents under 1,000 words")


def made(documents: dict[str, str], words: int = 1200, seed: int = 0) -> pd.DataFrame:
    """Documents of words drawn from the letters named, so that those of the same letters have counts that are alike."""
    rng = np.random.default_rng(seed)
    return make_terms({name: " ".join(rng.choice(list(letters), words)) for name, letters in documents.items()}, 100)


PAIRS = {"a1": "xxxyz", "a2": "xxxyz", "b1": "xyyyz", "b2": "xyyyz", "c": "xyzzz"}


@pytest.mark.parametrize("measure", WORDS)
def test_every_pair_once_and_equal_documents_lie_at_nought(measure):
    """Three documents make three pairs in their order; two that are equal lie 0 apart, others further."""
    text = "one two two three four four four"
    terms = make_terms({"a": text, "b": text, "c": "one one one one two three three"})
    table = compare_documents(terms, measure=measure, stop=[])
    assert table[["document", "other"]].to_numpy().tolist() == [["a", "b"], ["a", "c"], ["b", "c"]]
    assert list(table.columns) == ["document", "other", "distance", "n_document", "n_other"]
    assert table["distance"].iloc[0] == 0 and (table["distance"].iloc[1:] > 0).all()
    assert table["n_document"].tolist() == [7, 7, 7] and isinstance(table.index, pd.RangeIndex)


def test_distances_are_those_of_their_formulas():
    """Delta by hand from z-scores, tf-idf as scikit-learn computes it with these rates."""
    terms = made({"a": "xxxyz", "b": "xyyyz", "c": "xyzz"}, 300)
    counts = term_matrix(terms, by="document").counts.toarray()
    share = counts / counts.sum(axis=1, keepdims=True)
    z = (share - share.mean(axis=0)) / share.std(axis=0, ddof=1)
    idf = TfidfTransformer().fit(counts).idf_
    expected = {
        "burrows delta": pdist(z, "cityblock") / 3,
        "cosine delta": pdist(z, "cosine"),
        "tf-idf": cosine_distances(np.log1p(1000 * share) * idf)[np.triu_indices(3, 1)],
    }
    for measure, distances in expected.items():
        found = compare_documents(terms, measure=measure, stop=[])["distance"]
        np.testing.assert_allclose(found, distances, atol=1e-12)


def test_the_words_compared_are_chosen_by_mean_share():
    """A long document does not choose the words; tf-idf leaves out grammar."""
    terms = make_terms({"a": "long " * 90 + "both " * 10, "b": "both", "c": "both here"})
    assert compare_documents(terms, words=2)["distance"].notna().all()
    with pytest.raises(AnalysisError, match="there are 1 words to compare"):
        compare_documents(make_terms({"a": "the of cat", "b": "of the the cat"}), measure="tf-idf")


def test_groups_join_first_and_come_back():
    """Documents of like counts are joined first, with support 1, and by scipy's own linkage of the same distances."""
    terms = made(PAIRS)
    tree = cluster_documents(terms, copies=50)
    assert list(tree.joins.columns) == ["join", "left", "right", "height", "size", "support", "members"]
    assert set(tree.joins["members"].iloc[:2]) == {("a1", "a2"), ("b1", "b2")}
    assert (tree.joins["support"].iloc[:2] == 1).all() and pd.isna(tree.joins["support"].iloc[-1])
    expected = linkage(compare_documents(terms)["distance"], "average")
    np.testing.assert_allclose(tree.joins["height"], expected[:, 2])
    assert tree.joins["size"].tolist() == expected[:, 3].astype(int).tolist()
    assert (tree.words, tree.copies, tree.voice, tree.measure) == (3, 50, "author", "cosine delta")


def test_where_nothing_parts_documents_no_join_is_sure():
    """Of documents drawn from one urn few groups come back in nine copies of ten."""
    tree = cluster_documents(made(dict.fromkeys("abcdefgh", "vwxyz")), copies=50)
    assert (tree.joins["support"].iloc[:-1] >= 0.9).sum() == 0


def test_the_same_seed_the_same_tree():
    """Support is the same for one seed, from terms and from their counts by segment."""
    terms = made(PAIRS, 400)
    first = cluster_documents(terms, copies=30, seed=3).joins
    pd.testing.assert_frame_equal(first, cluster_documents(terms, copies=30, seed=3).joins)
    pd.testing.assert_frame_equal(first, cluster_documents(term_matrix(terms), copies=30, seed=3).joins)


def test_a_plane_holds_what_lies_on_a_plane():
    """Three distances are kept whole on the map, to the last digit; equal documents lie on one point."""
    told = pd.DataFrame({"document": list("aab"), "other": list("bcc"), "distance": [3.0, 4.0, 5.0]})
    found = map_documents(told)
    assert found.kept == pytest.approx(1) and list(found.table.columns) == ["document", "x", "y"]
    np.testing.assert_allclose(pdist(found.table[["x", "y"]]), [3, 4, 5])
    np.testing.assert_allclose(found.table[["x", "y"]].sum(), 0, atol=1e-9)
    equal = map_documents(told.assign(distance=0.0))
    assert equal.kept == 1 and (equal.table[["x", "y"]] == 0).all(axis=None)


def test_what_cannot_be_compared_is_said_in_a_sentence():
    """One document, no table, an unknown measure, counts by document, too few copies, a pair left out."""
    terms = made(PAIRS, 200)
    with pytest.raises(TooLittleTextError, match="nothing to compare with a1: give a second"):
        compare_documents(terms[terms["document"] == "a1"])
    with pytest.raises(TooLittleTextError):
        compare_documents(terms.iloc[:0])
    with pytest.raises(AnalysisError, match=r"compare_documents takes a terms table.* or a TermMatrix"):
        compare_documents(5)
    with pytest.raises(UnknownNameError, match="cosine delta, burrows delta"):
        cluster_documents(terms, measure="delta")
    with pytest.raises(AnalysisError, match='by="segment"'):
        cluster_documents(term_matrix(terms, by="document"))
    with pytest.raises(AnalysisError, match="20 or more"):
        cluster_documents(terms, copies=3)
    with pytest.raises(AnalysisError, match="as joins are"):
        cluster_documents(terms.assign(document=terms["document"].replace("c", "join 2")))
    with pytest.raises(AnalysisError, match="5 documents make 10 pairs"):
        map_documents(compare_documents(terms).iloc[1:])
    with pytest.raises(AnalysisError, match=r"(takes|give) a table of distances"):
        map_documents(terms)


def test_short_silent_and_single_pairs_are_warned_about():
    """A sentence for documents under 1,000 words, for those without a word in the voice, and for two alone."""
    terms = made({"a": "xxy", "b": "xyy", "c": "xy"}, 300)
    quoted = terms.assign(voice=np.where(terms["document"] == "c", "quoted", "author"))
    with pytest.warns(UserWarning, match=r"chance moves much: a \(300\), b \(300\), c \(300\)\."):
        compare_documents(terms)
    with (
        pytest.warns(UserWarning, match="Left out, without a word in the author voice: c"),
        pytest.warns(UserWarning, match="always lie 2 apart by cosine delta"),
    ):
        assert len(compare_documents(quoted)) == 1
    with pytest.warns(UserWarning, match="Two documents, a and b, make one join"):
        assert len(cluster_documents(quoted[quoted["voice"] == "author"]).joins) == 1
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert len(compare_documents(made(PAIRS, 1000), measure="tf-idf")) == 10


def test_a_tree_is_drawn_as_it_was_joined():
    """A line a join, labels in an order in which no lines cross, as scipy's own dendrogram has it or its mirror."""
    terms = made(PAIRS)
    joins = cluster_documents(terms, copies=20).joins
    ax = plot_tree(joins, ax=Figure().add_subplot())
    labels = [label.get_text() for label in ax.get_yticklabels()]
    known = dendrogram(linkage(compare_documents(terms)["distance"], "average"), no_plot=True, labels=list(PAIRS))
    assert labels == known["ivl"]
    assert len(ax.collections[0].get_segments()) == 4
    assert [text.get_text() for text in ax.texts] == [f"{100 * share:.0f}" for share in joins["support"].iloc[:-1]]


def test_names_on_a_map_cover_no_other():
    """Of a hundred points on one spot one name a side is written; of points far apart all."""
    spots = pd.DataFrame({"document": [f"d{n}" for n in range(100)], "x": 0.0, "y": 0.0})
    assert len(plot_map(spots, ax=Figure().add_subplot()).texts) <= 4
    apart = pd.DataFrame({"document": list("abc"), "x": [0.0, 1.0, 2.0], "y": [0.0, 2.0, 1.0]})
    assert len(plot_map(apart, ax=Figure().add_subplot()).texts) == 3


def corpus(count: int):
    rng = np.random.default_rng(0)
    return make_corpus({f"d{n}": [" ".join(rng.choice(list("xyz"), 400)) + "."] for n in range(count)})


@pytest.mark.parametrize("draw", [document_tree, document_map])
def test_two_documents_fill_no_tree_and_three_do(draw):
    """The recipes of many documents leave two out with a sentence, and draw three."""
    with pytest.raises(
        TooLittleTextError, match="takes three documents or more, and the authors' own words stand in d0 and d1 only"
    ):
        draw(corpus(2))
    assert "d2" in draw(corpus(3)).alt


def test_documents_without_a_word_of_the_voice_are_named():
    """A document of quoted words only is left out with its name, and three of which one is silent fill no tree."""
    texts = {f"d{n}": [" ".join(["word here and there"] * 60) + f" {'more ' * n}."] for n in range(3)}
    quoted = make_corpus(texts | {"silent": ["“All is said.”"]}, quoted=[("silent", "“All is said.”", "Ann")])
    assert "Left out, without such words: silent." in document_tree(quoted).caption
    with pytest.raises(TooLittleTextError, match="d1 and d2 only"):
        document_map(quoted.only(["d1", "d2", "silent"]))


def test_the_laws_of_a_picture_hold_for_many_documents():
    """Caption, words and table as of every figure, and no writing smaller than six points."""
    for draw in (document_tree, document_map):
        picture = draw(corpus(5))
        headline = draw.__doc__.strip().splitlines()[0]
        assert picture.caption.startswith(headline) and len(picture.caption) > len(headline) and len(picture.alt) > 20
        assert isinstance(picture.table.index, pd.RangeIndex) and "nan" not in picture.csv.lower()
        texts = picture.figure.findobj(lambda artist: hasattr(artist, "get_fontsize") and hasattr(artist, "get_text"))
        assert min(text.get_fontsize() for text in texts if text.get_text().strip()) >= 6


def test_more_documents_than_lines_are_drawn_as_groups():
    """Of 70 documents 40 lines are drawn, the caption says so, and no document is lost from the count."""
    picture = document_tree(corpus(70))
    assert len(picture.table) == 39 and "70 documents are too many to draw" in picture.caption
    assert picture.table["size"].iloc[-1] == 70 and " + " in " ".join(picture.table["left"])
    assert "70 points" in document_map(corpus(70)).alt
