"""Where two texts do not agree: numbers, places, a yes and a no, on one name and one date."""

import pytest

from analysis.history import find_tensions
from tests.conftest import make_corpus


def tensions(one: str, other: str) -> list[tuple[str, str, str]]:
    """(what, left, right) of two texts of one paragraph."""
    table = find_tensions(make_corpus({"a": [one], "b": [other]}))
    return list(zip(table["what"], table["left"], table["right"], strict=True))


@pytest.mark.parametrize(
    ("one", "other", "what"),
    [
        (
            "In May 1842 General Adams commanded 10,000 men.",
            "In May 1842 General Adams commanded 25,000 men.",
            "number",
        ),
        ("In May 1842 General Adams signed it at Vienna.", "In May 1842 General Adams signed it at Paris.", "place"),
        (
            "In May 1842 General Adams signed the treaty.",
            "In May 1842 General Adams did not sign the treaty.",
            "polarity",
        ),
    ],
)
def test_what_parts_two_sentences(one, other, what):
    """Another number, another place, a denial: one row each, with the words that part them."""
    found = tensions(one, other)
    assert [kind for kind, _, _ in found] == [what]
    assert found[0][1] != found[0][2]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("In May 1842 General Adams commanded 10,000 men.", "In May 1842 General Adams commanded 10,000 men."),
        ("In May 1842 General Adams commanded 10,000 men.", "In May 1846 General Adams commanded 25,000 men."),
        ("In May 1842 General Adams commanded 10,000 men.", "In May 1842 General Webster commanded 25,000 men."),
        ("It rained.", "It snowed."),
    ],
)
def test_what_agrees_or_speaks_of_another_thing_is_none(one, other):
    """The same number, another date, another name, no name: nothing is listed."""
    assert tensions(one, other) == []


def test_the_two_texts_have_none_that_it_finds(seeds):
    """The list may be empty and keeps its columns; documents alone have none."""
    table = find_tensions(seeds)
    assert {"document", "other_document", "name", "date", "what", "left", "right"} <= set(table)
    assert find_tensions(seeds.only(["paper"])).empty
