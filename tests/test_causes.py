"""Why: causal claims, their two sides, and the senses of words that only look causal."""

import json
from pathlib import Path

import pytest

from analysis.history import find_causes
from tests.conftest import make_corpus

LABELLED = json.loads((Path(__file__).parent / "history" / "causes.json").read_text(encoding="utf-8"))


def _found(*sentences):
    table = find_causes(make_corpus({"a": list(sentences)}))
    return list(zip(table["connective"], table["cause"], table["effect"], strict=True))


def _meets(text, row, label):
    connective, *sides = label
    for name, said in zip(("cause", "effect"), sides, strict=True):
        start = text.index(said)
        if getattr(row, f"{name}_start") >= start + len(said) or getattr(row, f"{name}_end") <= start:
            return False
    return bool(set(connective.split()) & set(row.connective.split()))


def _score(rows):
    """(recall, precision): of the plain claims, and of what was found; defensible readings count as right."""
    corpus = make_corpus({f"t{at:03}": [text] for at, (_, text, _, _) in enumerate(rows)})
    found = {name: list(part.itertuples()) for name, part in find_causes(corpus).groupby("document")}
    hits = right = plain_ones = 0
    for at, (_, _, plain, soft) in enumerate(rows):
        text, got = corpus[f"t{at:03}"].text, found.get(f"t{at:03}", [])
        plain_ones += len(plain)
        hits += sum(any(_meets(text, row, label) for row in got) for label in plain)
        right += sum(any(_meets(text, row, label) for label in (*plain, *soft)) for row in got)
    return hits / plain_ones, right / sum(map(len, found.values()))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The famine led to revolt.", ("led to", "The famine", "revolt")),
        ("The revolt was caused by the famine.", ("caused by", "the famine", "The revolt")),
        ("He left because the king had died.", ("because", "the king had died", "He left")),
        ("The tax was so heavy that the towns rebelled.", ("so that", "The tax was so heavy", "the towns rebelled")),
    ],
)
def test_cause_and_effect_the_right_way_round(sentence, expected):
    """The two sides are cut at the borders of phrase and clause, and told apart whatever stands first."""
    assert _found(sentence) == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "They had lived there since the war began.",
        "For three decades the party ruled the country.",
        "It was, as it were, a second capital.",
        "The path led to the door.",
        "He sat thus by the window.",
        "It is due to the minister to say that he was ill.",
    ],
)
def test_other_senses_are_no_causes(sentence):
    """Time, place, manner and debt give no rows."""
    assert _found(sentence) == []


def test_denied_hedged_contrary_to_fact():
    """What is denied or hedged says so, and a condition against the fact is a sort of its own."""
    sentences = ["The tax did not cause the revolt.", "Perhaps the tax caused the revolt."]
    table = find_causes(make_corpus({"a": [*sentences, "If he had not spoken, the alliance might have lived."]}))
    assert table["negated"].tolist() == [True, False, False]
    assert table["hedged"].tolist()[1]
    assert table["sort"].tolist() == ["cause", "cause", "condition"]


def test_spans_lie_where_they_say(seeds):
    """Cause and effect are the text at their offsets, and rows come in reading order."""
    table = find_causes(seeds)
    for row in table.itertuples():
        text = seeds[row.document].text
        assert row.cause == text[row.cause_start : row.cause_end] != ""
        assert row.effect == text[row.effect_start : row.effect_end] != ""
    assert set(table["sort"]) <= {"cause", "purpose", "condition", "obstacle"}
    for _, part in table.groupby("document"):
        assert part["start"].is_monotonic_increasing


def test_nothing_found_keeps_columns_and_types():
    """A text without causes gives an empty table of the same columns and types."""
    full = find_causes(make_corpus({"a": ["The famine led to revolt."]}))
    empty = find_causes(make_corpus({"a": ["Nothing happened."]}))
    assert empty.empty and empty.dtypes.astype(str).tolist() == full.dtypes.astype(str).tolist()


@pytest.mark.parametrize(
    ("half", "recall", "precision"), [("mended_on", 0.85, 0.85), ("kept_aside", 0.65, 0.78), ("sealed", 0.65, 0.6)]
)
def test_labelled_sentences(half, recall, precision):
    """Of the plain claims that a reader marked this share is found, and of what is found this share is right.

    Floors against falling back; what to expect on other texts stands in the docstring of `find_causes`.
    """
    found = _score(LABELLED[half])
    assert found[0] >= recall and found[1] >= precision, found
