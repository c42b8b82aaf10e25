"""Sentences: where they stop, and whose words they hold."""

from pathlib import Path

import pytest

from analysis import read_corpus, split_sentences
from analysis.sentences import find_sentences

SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.fixture(scope="module")
def corpus():
    return read_corpus(SEEDS)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two.", 2),
        ("See vol. 2, pp. 3 of Dr. Lee's book. Then go.", 2),
        ("It was rich. . . . Therefore we won.", 2),
        ("Others . . . might think so.", 1),
        (". . . After the victory he left.", 1),
        ("There were few members.) . . . Our people work.", 2),
        ("“What about us? We have little. Nobody is left.”", 3),
        ("", 0),
    ],
)
def test_where_sentences_stop(text, count):
    """Abbreviations and spaced dots end no sentence, four dots before a capital do, and quotations are split inside."""
    assert len(find_sentences(text)) == count


def test_count_by_hand(corpus):
    """The two texts have the 99 and 169 sentences that were counted by hand."""
    assert split_sentences(corpus).groupby("document").size().to_dict() == {"paper": 99, "chapter": 169}


def test_sentences_hold_every_word_once(corpus):
    """Sentences, and their pieces by voice, find their text by offset and together hold every word of the body."""
    for voices in (False, True):
        table = split_sentences(corpus, voices=voices)
        assert all(corpus[row.document].text[row.start : row.end] == row.text for row in table.itertuples())
        body = corpus.blocks[corpus.blocks["kind"].isin(("prose", "block_quote", "speech", "list"))]
        assert "".join("".join(table["text"]).split()) == "".join("".join(body["text"]).split())


def test_pieces_by_voice(corpus):
    """With voices=True a mixed sentence becomes pieces of one voice each, which keep its number."""
    whole, pieces = split_sentences(corpus), split_sentences(corpus, voices=True)
    assert set(pieces["voice"]) == {"author", "quoted"}
    mixed = whole[whole["voice"] == "mixed"]
    counts = pieces.groupby(["document", "sentence"]).size()
    assert (counts.loc[list(zip(mixed["document"], mixed["sentence"], strict=True))] > 1).all()
    assert len(counts) == len(whole)


def test_speakers(corpus):
    """Words quoted belong to their speaker: the one who complained about his twelve million is Novotny."""
    row = split_sentences(corpus).query("text.str.contains('twelve million')").iloc[0]
    assert (row["voice"], row["speaker"]) == ("quoted", "Novotny")


def test_segments_rise(corpus):
    """Segments count from one in each document and never fall."""
    for _, rows in split_sentences(corpus).groupby("document"):
        assert rows["segment"].iloc[0] == 1 and set(rows["segment"].diff().dropna()) <= {0, 1}
