"""Words found as arrays are those that the regular expression finds one by one, on any text."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import corpus_from_texts, split_terms
from analysis.corpus import BODY_KINDS
from analysis.terms import TERM, find_terms, words
from analysis.terms.rule import TIDY

SIGNS = st.text("aUsSiI.,-'’‑9Éж٣²_ \n中ßﬁ\ud800\x00?𝟘ǅ€“", max_size=40)


def _split(texts):
    found = words.find_words(texts)
    return list(zip(*(part.tolist() for part in found[:3]), (found.written[word] for word in found.word), strict=True))


def _one_by_one(texts):
    """The reference: the regular expression, apostrophes and hyphens written straight."""
    return [
        (row, *match.span(), match.group().translate(TIDY))
        for row, text in enumerate(texts)
        for match in TERM.finditer(text)
    ]


@given(st.lists(st.one_of(SIGNS, st.text(max_size=60)), max_size=5), st.sampled_from([3, 17, 1 << 22]))
@settings(max_examples=400, deadline=None)
def test_words_of_any_texts_are_those_of_the_expression(texts, batch):
    """Places and letters alike, however the texts are cut into batches."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words, "BATCH", batch)
        assert _split(texts) == _one_by_one(texts)


@pytest.mark.parametrize(
    "text", ["", " ", ".", "a", "U.S.S.R.", "'s", "x" * 40, "ab’s " * 3, "e.g.a U.S.Sx U.S.", "1,2.3,"]
)
def test_words_at_the_edges(text):
    """Nothing, one sign, initials at the end, a word longer than any that is packed."""
    assert _split([text, text]) == _one_by_one([text, text])


def test_words_alike_in_their_first_letters_are_told_apart():
    """Words of 7, 8, 9, 16 and 17 letters that differ in one, and in none but their length."""
    texts = [" ".join("a" * size + end for size in (6, 7, 8, 15, 16, 17) for end in ("b", "c", "é", "ж"))]
    assert _split(texts * 2) == _one_by_one(texts * 2)


def test_terms_of_a_corpus_are_those_of_its_blocks(seeds):
    """The whole table of both texts, against each block by itself."""
    rows = [
        (document, block, at + start, at + end, term, text[start].isupper())
        for document, block, kind, at, text in seeds.blocks[["document", "block", "kind", "start", "text"]].itertuples(
            index=False
        )
        if kind in BODY_KINDS
        for start, end, term in find_terms(text)
    ]
    columns = ["document", "block", "start", "end", "term", "capital"]
    found = split_terms(seeds)[columns]
    assert list(found.itertuples(index=False, name=None)) == rows


def test_a_row_takes_forty_bytes_at_most():
    """Places are four bytes, labels are categories."""
    corpus = corpus_from_texts({"one": "She came, and he went away again. " * 3_000, "two": "They stayed. " * 9_000})
    terms = split_terms(corpus)
    assert terms.memory_usage(deep=True).sum() / len(terms) < 40
    assert all(
        isinstance(terms[column].dtype, pd.CategoricalDtype) for column in ("document", "voice", "speaker", "term")
    )


def test_empty_texts_have_no_words():
    """No text, and texts without a word."""
    assert _split([]) == [] == _split(["", "—"])


def test_a_long_row_of_initials_takes_no_longer_than_its_length():
    """A hundred thousand initials that are none in the end, which the expression would read again from each."""
    spans = list(find_terms("a." * 100_000 + "bc"))
    assert len(spans) == 100_001 and spans[-1][2] == "bc"
