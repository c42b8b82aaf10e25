"""The corpus as a value: whose words a span is, decided once; and what it shows of itself."""

import time
from dataclasses import replace

import pytest

from analysis import compare_with_naive, concordance, count_voices, read_corpus, split_sentences, split_terms
from tests.conftest import make_corpus

NESTED = "Ann said, “He came. ‘We all go home to the old town now,’ Bob said to me. I left.” I stayed in “our” house."


@pytest.fixture(scope="module")
def nested(tmp_path_factory):
    """A speech of Ann's, in a block of prose, in which she quotes Bob; then scare quotes."""
    path = tmp_path_factory.mktemp("nested") / "a.txt"
    path.write_text(NESTED, encoding="utf-8")
    corpus = read_corpus(path)
    kinds, quotations = corpus.quotations["kind"].tolist(), corpus.quotations.copy()
    assert kinds == ["inline", "inline", "scare"]
    quotations["speaker"] = ["Ann", "Bob", "nobody"]
    return replace(corpus, quotations=quotations)


def test_spoken_tiles_every_block(seeds, nested):
    """Stretches of one voice run from the start of each block to its end, without gap or overlap."""
    for corpus in (seeds, nested):
        spoken = corpus.spoken()
        assert spoken.columns.tolist() == ["document", "block", "start", "end", "voice", "speaker"]
        pieces = spoken.groupby(["document", "block"], sort=False)
        edges = pieces.agg(start=("start", "first"), end=("end", "last")).reset_index()
        assert edges.equals(corpus.blocks[["document", "block", "start", "end"]])
        assert (pieces["start"].shift(-1).dropna() == spoken["end"][pieces["start"].shift(-1).notna()]).all()
        assert (spoken["speaker"].eq("") == spoken["voice"].eq("author")).all()


def test_the_outermost_quotation_speaks(nested):
    """Who quotes is still speaking: Bob's words in Ann's speech are Ann's in spans, sentences, terms and counts."""
    assert nested.spoken()["speaker"].tolist() == ["", "Ann", ""]
    assert set(split_sentences(nested, voices=True)["speaker"]) == {"", "Ann"}
    assert set(split_terms(nested)["speaker"]) == {"", "Ann"}
    assert set(concordance(nested, "home")["speaker"]) == {"Ann"}
    assert count_voices(nested)[["speaker", "words"]].values.tolist() == [["", 7], ["Ann", 17]]


def test_the_share_quoted_counts_no_word_twice(nested):
    """A document's quoted share is that of its ledger: 17 words of 24, those of the inner quotation once."""
    assert nested.documents["quoted_share"].tolist() == pytest.approx([17 / 24])


def test_scare_quotes_are_the_authors(nested):
    """What stands in scare quotes is the author's in every table, also when the report counts I and we."""
    assert split_terms(nested).set_index("term").loc["our", "voice"] == "author"
    assert split_sentences(nested)["voice"].tolist()[-1] == "author"
    counts = compare_with_naive(nested).set_index("measure")["read"]
    assert counts["I and we, as the author's"] == 2  # I stayed, our house


def test_outermost_wins_where_both_begin_together():
    """A turn that opens with a quotation of another is its speaker's from the first word on."""
    corpus = make_corpus(
        {"a": ["“We go,” he told me."]}, quoted=[("a", "“We go,”", "Bob"), ("a", "“We go,” he told me.", "Ann")]
    )
    assert split_terms(corpus)["speaker"].tolist() == ["Ann"] * 5


def test_a_word_in_two_quotations_is_counted_once(tmp_path):
    """Quotations with no space between them share a word, and nobody is left with less than none."""
    (tmp_path / "a.txt").write_text("“Go!”—“No!”\n\nThen Ann left.", encoding="utf-8")
    corpus = read_corpus(tmp_path)
    ledger = count_voices(corpus)
    assert ledger[["speaker", "words"]].values.tolist() == [["", 3], ["unknown", 1]]


def test_nothing_is_spoken_in_nothing():
    """Blocks without quotations are the author's, and no block gives no row."""
    corpus = make_corpus({"a": ["One word."], "b": ["Another."]})
    assert corpus.spoken()[["document", "voice"]].values.tolist() == [["a", "author"], ["b", "author"]]
    assert replace(corpus, blocks=corpus.blocks.iloc[:0]).spoken().empty


def test_voices_of_a_library_take_seconds():
    """Voices of two thousand documents are found and counted in a stroke, not document by document."""
    corpus = make_corpus(
        {f"d{at}": ["He said we will win and left."] * 5 for at in range(2_000)},
        quoted=[(f"d{at}", "we will win", "Ann") for at in range(2_000)],
    )
    start = time.perf_counter()
    assert split_terms(corpus)["voice"].eq("quoted").sum() == count_voices(corpus)["words"][1::2].sum() == 6_000
    assert time.perf_counter() - start < 5
