"""Many documents and long names: pictures stay readable, and what is joined counts as before."""

import pytest

from analysis import count_terms, figures, read_corpus, split_sentences, split_terms
from analysis.figures.crowds import join_documents, two_groups
from analysis.figures.labels import LONGEST, find_labels
from analysis.study import Study

SAID = "The fleet came in. “We are late,” said Ann. Nobody answered her, and the harbour was still."


def read_texts(folder, texts):
    """A corpus read from files of these names."""
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return read_corpus(folder)


def test_joined_documents_count_as_their_parts(tmp_path):
    """Terms, voices, sentences and lines of a group are those of its texts together."""
    corpus = read_texts(tmp_path, {name: f"{SAID} {name} one.\n\nA second paragraph." for name in "abcd"})
    joined = join_documents(corpus, {"x": ["a", "c"], "y": ["b", "d"]})
    group = {"a": "x", "c": "x", "b": "y", "d": "y"}
    parts, whole = split_terms(corpus), split_terms(joined)
    before = parts.assign(document=parts["document"].map(group))
    keys = ["document", "voice", "term"]
    assert count_terms(before, by=keys[:2])["n"].sum() == count_terms(whole, by=keys[:2])["n"].sum()
    assert before.groupby(keys).size().to_dict() == whole.groupby(keys).size().to_dict()
    assert len(split_sentences(corpus)) == len(split_sentences(joined))
    for row in joined.blocks.itertuples():
        assert joined[row.document].text[row.start : row.end] == row.text
    assert joined.blocks.groupby("document")["block"].apply(list).map(lambda rows: rows == sorted(set(rows))).all()


def test_a_crowd_is_drawn_as_two_sides(tmp_path):
    """Thirty documents are drawn as the target and the others, and the caption says so."""
    corpus = read_texts(tmp_path, {f"text{number:02}": SAID for number in range(30)})
    picture = figures.who_speaks(Study(corpus))
    assert "30 documents are too many" in picture.caption
    assert picture.table["document"].unique().tolist() == ["text00", "the others"]
    assert two_groups(Study(corpus)).corpus.documents["words"].sum() == corpus.documents["words"].sum()


@pytest.mark.parametrize("names", [["a" * 100, "b" * 100], ["a" * 100 + "1", "a" * 100 + "2"]])
def test_long_names_are_cut_and_stay_apart(tmp_path, names):
    """A name of a hundred letters leaves room to draw, and two of them are not mistaken for one."""
    corpus = read_texts(tmp_path, dict.fromkeys(names, SAID))
    labels = find_labels(corpus)
    assert all(len(label) <= LONGEST for label in labels.values()) and len(set(labels.values())) == 2
    axis = figures.who_speaks(Study(corpus)).figure.axes[0].yaxis
    assert [label.get_text() for label in axis.get_ticklabels()] == list(labels.values())


def test_titles_told_are_written(seeds):
    """What corpus.toml calls a text stands in the picture, and the table keeps its name."""
    picture = figures.who_speaks(Study(seeds))
    written = [label.get_text() for label in picture.figure.axes[0].yaxis.get_ticklabels()]
    assert written == ["The paper", "The chapter"]
    assert set(picture.table["document"]) == {"paper", "chapter"}
