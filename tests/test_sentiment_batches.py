"""Tone in batches: whatever is cut, shared out or very long is scored as before, and in proportion to its length."""

import json
import random
import time
import tracemalloc
from pathlib import Path

import joblib
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import read_corpus, split_sentences
from analysis.sentiment import SUBJECT_WORDS, load_lexicon, tokens
from analysis.sentiment.capitals import find_typographic
from analysis.sentiment.masking import MASK_LETTER, mask_texts
from analysis.sentiment.prose import score_clauses
from analysis.sentiment.prose_words import prose_groups
from analysis.sentiment.scores import rate_texts

KEPT = Path(__file__).parent / "history" / "tone_kept.json"
NAMES = pd.DataFrame(
    {"name": ["Anna Berg", "Anna Berg", "class struggle"], "alias": ["Anna", "Berg", "class struggle"]}
)
MASKS = [(False, ()), ("typography", ()), ("names", ()), ("typography", SUBJECT_WORDS)]
LEXICONS = ("vader", "afinn", "prose")
COMMON = "and or nor but too more than so have been not can could the a plan Anna Berg The Bank of I GREAT"


def generated(count, seed=7):
    """Sentences of words that rules go by, in any order, with marks between them."""
    rng = random.Random(seed)
    words = sorted({entry for entries in prose_groups().values() for entry in entries})
    marks = [" "] * 9 + [", ", "; ", " - ", "--", "… ", ". ", "? ", " “", "'s ", "n't ", "\n"]
    pick = (lambda: rng.choice(words), lambda: rng.choice(COMMON.split()))
    return ["".join(rng.choice(pick)() + rng.choice(marks) for _ in range(rng.randint(0, 25))) for _ in range(count)]


@pytest.fixture(scope="module")
def texts():
    """The sentences of the seeds and 600 generated ones."""
    seeds = Path(__file__).parents[1] / "seeds"
    return split_sentences(read_corpus(seeds))["text"].tolist() + generated(600)


def rate(lexicon, texts, mask, subjects=()):
    """The scores as lists, without the rest of the table."""
    parts = rate_texts(load_lexicon(lexicon), texts, mask or "none", NAMES, subjects)
    return {name: part.tolist() for name, part in parts.items()}


@pytest.mark.parametrize("lexicon", LEXICONS)
@pytest.mark.parametrize(("mask", "subjects"), MASKS)
def test_batches_score_as_the_whole(texts, lexicon, mask, subjects, monkeypatch):
    """A name known from one batch is a name in all of them, and where batches end changes no digit."""
    monkeypatch.setattr(tokens, "BATCH", 10**9)
    whole = rate(lexicon, texts, mask, subjects)
    monkeypatch.setattr(tokens, "BATCH", 5000)
    assert len(tokens.cut_batches(texts)) > 10 and rate(lexicon, texts, mask, subjects) == whole


def test_batches_are_all_of_the_texts(monkeypatch):
    """In order and none twice; a text longer than a batch stays whole; of no texts there is one empty batch."""
    monkeypatch.setattr(tokens, "BATCH", 10)
    texts = ["", "a" * 4, "b" * 7, "c" * 50, "", "d", "e" * 9]
    assert [text for batch in tokens.cut_batches(texts) for text in batch] == texts
    assert tokens.cut_batches([]) == [[]]


def test_two_processes_score_as_one_does(texts, monkeypatch):
    """Where joblib is told so, batches run in two processes: every score is equal."""
    monkeypatch.setattr(tokens, "BATCH", 50_000)
    for lexicon in LEXICONS:
        alone = rate(lexicon, texts, "typography")
        with joblib.parallel_config(n_jobs=2):
            assert rate(lexicon, texts, "typography") == alone


@pytest.mark.parametrize("lexicon", LEXICONS)
def test_no_text_tells_on_another(texts, lexicon):
    """A sentence alone scores as it does among all others."""
    together = rate(lexicon, texts, False)
    for i in range(0, len(texts), 13):
        assert {name: part[0] for name, part in rate(lexicon, [texts[i]], False).items()} == {
            name: part[i] for name, part in together.items()
        }


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=[])), max_size=6))
def test_any_text_is_scored(texts):
    """Of any signs whatever: one finite score a text, and a mask changes letters and digits only."""
    for lexicon in LEXICONS:
        assert np.isfinite(rate(lexicon, texts, "typography")["compound"]).all()
    for old, new in zip(texts, mask_texts(texts, "typography"), strict=True):
        assert len(old) == len(new)
        assert all(a == b or (b == MASK_LETTER and a.isalnum()) for a, b in zip(old, new, strict=True))
    spans = find_typographic(texts)
    assert [all(0 <= a < b <= len(t) for a, b in row) for t, row in zip(texts, spans, strict=True)] == [True] * len(
        texts
    )


def test_kept_scores():
    """Generated sentences have the names and the word values that rules read one sentence at a time gave them."""
    kept = json.loads(KEPT.read_text("utf-8"))
    texts = generated(120, seed=11)
    assert [[list(span) for span in row] for row in find_typographic(texts)] == kept["names"]
    assert [score_clauses(text)[1].tolist() for text in texts] == kept["values"]


LONG = (
    "The plan was good and Anna did not like the war, but it was fine. ",
    "good, bad, ",
    "good but bad ",
    "if good ",
    "never without no good ",
    "prevent war ended hopes fell ",
    "Bank of the ",
    "The Anna of Berg ",
    "“a” ",
    "Anna, and Berg, ",
    "good--",
)


@pytest.mark.parametrize("unit", LONG)
def test_a_long_sentence_costs_in_proportion(unit):
    """Eight times as long takes nowhere near 64 times as long, by any list and mask: no rule looks back at it all."""

    def seconds(size):
        text = unit * (size // len(unit))
        start = time.process_time()
        for lexicon in ("vader", "prose"):
            for mask in ("typography", "names"):
                rate(lexicon, [text], mask)
        return time.process_time() - start

    seconds(2000)  # words are looked up once
    assert seconds(160_000) < 30 * max(seconds(20_000), 0.01)


def test_memory_is_that_of_a_batch(monkeypatch):
    """Four times the sentences take no more memory to score, but for the scores themselves."""
    monkeypatch.setattr(tokens, "BATCH", 20_000)
    texts = generated(500)

    def peak(texts):
        tracemalloc.start()
        rate("prose", texts, "typography")
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak - len(texts) * 6 * (8 + 32)  # what the scores themselves take, as arrays and as lists

    peak(texts)  # words are looked up once
    assert peak(texts * 4) < 1.5 * peak(texts)
