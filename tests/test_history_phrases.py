"""Runs of words that two texts share: all of them, and each as long as it can be."""

import pytest

from analysis import split_sentences, split_terms
from analysis.errors import AnalysisError
from analysis.history import find_shared_phrases
from tests.conftest import make_corpus


def test_a_run_is_as_long_as_it_can_be():
    """Of a shared clause one row is told, with its counts and first places on both sides."""
    corpus = make_corpus(
        {
            "a": ["We saw the iron door of the mill fall.", "The iron door."],
            "b": ["Then the iron door of the mill broke."],
        }
    )
    table = find_shared_phrases(corpus)
    assert table["phrase"].tolist() == ["the iron door of the mill", "the iron door"]
    assert table[["n_target", "n_reference"]].to_numpy().tolist() == [[1, 1], [2, 1]]
    row = table.iloc[0]
    assert corpus["b"].text[row.reference_start : row.reference_end] == "the iron door of the mill"


def test_formulas():
    """Names and words of grammar make a formula; words of content do not."""
    corpus = make_corpus(
        {
            "a": ["At the time of the Treaty of Rome they sold iron doors."],
            "b": ["They sold iron doors at the time of the Treaty of Rome."],
        }
    )
    table = find_shared_phrases(corpus, names=["Treaty of Rome"]).set_index("phrase")
    assert table["formula"].to_dict() == {"they sold iron doors": False, "at the time of the treaty of rome": True}


def test_turns_that_every_writer_uses_are_formulas():
    """Idioms with two words of content, and numbers, are no sign of borrowing."""
    corpus = make_corpus(
        {
            "a": ["As a matter of fact Ann left.", "Some three or four hundred stayed.", "They sold iron doors."],
            "b": ["It rained as a matter of fact.", "There were three or four hundred boats.", "We sold iron doors."],
        }
    )
    table = find_shared_phrases(corpus).set_index("phrase")
    told = {"sold iron doors": False, "as a matter of fact": True, "three or four hundred": True}
    assert table["formula"].to_dict() == told


def test_every_shared_run_is_found(seeds):
    """An independent way, by sets of runs, finds the same phrases on the two texts, and no others."""
    table = find_shared_phrases(seeds, target="paper", words=4)
    terms = split_terms(seeds)
    sentences = dict(iter(split_sentences(seeds).groupby("document")))
    runs = {name: [] for name in seeds}
    for name, group in terms.groupby("document"):
        edges = sentences[name]["start"].to_numpy()
        at = edges.searchsorted(group["start"].to_numpy(), side="right")
        runs[name] = group.groupby(at)["term"].agg(tuple).tolist()
    grams = {
        name: {run[i:j] for run in told for i in range(len(run)) for j in range(i + 4, min(len(run), i + 25) + 1)}
        for name, told in runs.items()
    }
    shared = grams["paper"] & grams["chapter"]
    longest = set()
    for run in runs["paper"]:
        for i in range(len(run)):
            ends = [j for j in range(i + 4, min(len(run), i + 25) + 1) if run[i:j] in shared]
            if ends and not (i and run[i - 1 : ends[-1]] in shared):
                longest.add(" ".join(run[i : ends[-1]]))
    assert set(table["phrase"]) == longest


def test_sides_and_errors():
    """Three documents, nothing in common, one word too few, one text alone."""
    corpus = make_corpus({"a": ["one two three four"], "b": ["five six seven"], "c": ["one two three"]})
    assert find_shared_phrases(corpus, target="a")["reference_document"].tolist() == ["c"]
    assert len(find_shared_phrases(corpus, target="a", reference="b")) == 0
    with pytest.raises(AnalysisError, match="two at least"):
        find_shared_phrases(corpus, words=1)
    with pytest.raises(AnalysisError):
        find_shared_phrases(corpus.only(["a"]))
