"""The corpus as a value: whose words a span is, decided once; and what it shows of itself."""

from dataclasses import replace
from pathlib import Path

import pytest

from analysis import compare_with_naive, concordance, count_voices, read_corpus, split_sentences, split_terms
from analysis.corpus import Document
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


def _cards(value):
    return repr(value), value._repr_html_()


def test_cards_tell_what_was_read(seeds):
    """A corpus shows each text's name, title, kind, words, share quoted, notes, blocks and file; a document its own."""
    for card in _cards(seeds):
        for told in ("paper", "The chapter", "complete", "2,572", "28%", "16", "45", "paper.txt"):
            assert told in card
    for card in _cards(seeds["paper"]):
        assert all(told in card for told in ("paper", "The paper", "complete", "paper.txt"))


def test_cards_hold_no_text_and_no_person(seeds):
    """No card shows words of the texts, the author, the instructor, the course or a folder of this machine."""
    for document in seeds.texts.values():
        private = [document.author, document.instructor, document.course, *document.author.split(), "\n\n"]
        private += [str(document.source.parent), document.own_title, *seeds.blocks.query("kind == 'prose'")["text"]]
        for card in (*_cards(seeds), *_cards(document), repr(seeds.texts)):
            assert not [told for told in private if told and told in card] and len(card) < 2_000


def test_cards_escape_what_files_say():
    """A title with markup is shown as text."""
    corpus = make_corpus({"a": ["One word."]})
    document = replace(corpus["a"], title="<script>alert(1)</script> & more", kind="<b>")
    corpus = replace(corpus, texts={"a": document}, documents=corpus.documents.assign(title=document.title, kind="<b>"))
    for value in (corpus, document):
        assert "<script>" not in value._repr_html_() and "<b>" not in value._repr_html_()
        assert "&lt;script&gt;" in value._repr_html_() and "<script>" in repr(value)


def test_the_card_of_a_library_is_short():
    """Of three hundred documents a card shows ten, and says how many there are."""
    corpus = make_corpus({f"text{at}": ["One word."] for at in range(300)})
    for card in _cards(corpus):
        assert "text9" in card and "text10" not in card and "300" in card and "290" in card
    assert repr(corpus).count("\n") < 14


def test_the_card_of_nothing():
    """A document without title, kind or file, and a corpus of none, still have a card."""
    assert "a" in repr(Document("a", "", "", "", "", None, "", Path("a"), ()))
    assert "Corpus of 0 documents" in repr(make_corpus({}))
    assert repr(make_corpus({"a": ["One word."]})).startswith("Corpus of 1 document\n")
