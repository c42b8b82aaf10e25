"""Words weighed on several segment lengths, with passages left out, and with documents as units."""

import numpy as np
import pytest

from analysis import compare_terms
from analysis.compare.weighing import company
from analysis.errors import TooLittleTextError, UnknownNameError
from tests.test_comparison import TOY, make_terms


def _letters(rng, sides=((9, "a"), (9, "b"))):
    """Documents of 300 words of two groups: one word belongs to a group, one to a document, the rest to all."""
    texts = {}
    for number, side in sides:
        for document in range(number):
            words = rng.choice(["the", "of", "and", "sea", "ship", "wind"], 300).tolist()
            words[:60:10] = ["harbour"] * 6 if side == "a" else ["desert"] * 6
            words[5:205:10] = ["whale"] * 20 if (side, document) == ("a", 0) else words[5:205:10]
            texts[f"{side}{document}"] = " ".join(words)
    return texts


def test_groups_of_documents_have_the_document_as_unit():
    """A word of every document of a group is supported, one of a single document is not, though as frequent."""
    terms = make_terms(_letters(np.random.default_rng(1)), target=150)
    target = [name for name in terms["document"].unique() if name[0] == "a"]
    table = compare_terms(terms, target=target, unit="document").set_index("term")
    assert set(table.index[table["verdict"] == "supported"]) == {"harbour", "desert"}
    assert table.loc["whale", "verdict"] == "not supported" and table["lengths"].isna().all()
    assert (table.loc["harbour", "reach_target"], table.loc["harbour", "reach_reference"]) == (9, 0)


def test_a_few_documents_are_no_units():
    """With fewer than five documents a side the error says what there is and what to do."""
    terms = make_terms(_letters(np.random.default_rng(0), ((4, "a"), (9, "b"))), target=150)
    target = [name for name in terms["document"].unique() if name[0] == "a"]
    with pytest.raises(TooLittleTextError, match="here they are 4 and 9"):
        compare_terms(terms, target=target, unit="document")
    with pytest.raises(UnknownNameError, match="segment, document"):
        compare_terms(terms, target=target, unit="chapter")


def _prose(rng, rates, words=3_000):
    vocabulary = [f"w{number}" for number in range(40)] + [
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "that",
        "was",
        "had",
        "which",
    ]
    return " ".join(rng.choice(vocabulary, words, p=rates / rates.sum()))


def test_two_works_and_two_stretches_of_one():
    """Texts whose words all part have supported words on all five lengths; two stretches of one text have none."""
    rng = np.random.default_rng(0)
    one, two = rng.gamma(1, 1, 50), rng.gamma(1, 1, 50)
    apart = compare_terms(make_terms({"a": _prose(rng, one), "b": _prose(rng, two)}), target="a")
    told = apart[apart["verdict"] == "supported"]
    assert len(told) > 5 and (told["lengths"] == 5).all() and apart["lengths"].max() <= 5
    texts = {"a": _prose(rng, one), "b": _prose(rng, one)}
    alike = compare_terms(make_terms(texts), target="a")
    assert "supported" not in set(alike["verdict"]) and company(make_terms(texts), target="a") < 0


def test_lengths_count_also_what_is_not_supported():
    """A word that passes on some of the five lengths says on how many, though its verdict needs all of them."""
    rng = np.random.default_rng(0)
    one, two = rng.gamma(1, 1, 50), rng.gamma(1, 1, 50)
    texts = {"a": _prose(rng, one), "b": _prose(rng, two), "c": _prose(rng, two)}
    table = compare_terms(make_terms(texts), target="a")
    some = table[table["lengths"].between(1, 4)]
    assert len(some) and "supported" not in set(some["verdict"])


def test_one_against_several_finds_what_one_against_one_finds():
    """A reference of three documents is no less sure than one of them."""
    rng = np.random.default_rng(0)
    one, two = rng.gamma(1, 1, 50), rng.gamma(1, 1, 50)
    texts = {name: _prose(rng, one if name == "a" else two) for name in "abcd"}
    pair, rest = (
        compare_terms(make_terms({name: texts[name] for name in names}), target="a").query("verdict == 'supported'")
        for names in ("ab", "abcd")
    )
    assert len(rest) >= 0.8 * len(pair) > 0


def test_a_scene_is_never_supported():
    """Among two works that differ in most words, a word of one passage only is fragile, on however many lengths."""
    rng = np.random.default_rng(0)
    texts = {name: _prose(rng, rng.gamma(1, 1, 50)) for name in "ab"}
    words = texts["a"].split()
    words[500:900:20] = ["scene"] * 20
    table = compare_terms(make_terms({**texts, "a": " ".join(words)}), target="a").set_index("term")
    assert (table["verdict"] == "supported").any() and table.loc["scene", "verdict"] == "fragile"


def test_many_documents_say_no_less_than_one():
    """Two works cut into twelve documents each are told apart as the whole works are, wherever the target stands."""
    rng = np.random.default_rng(0)
    texts = {name: _prose(rng, rng.gamma(1, 1, 50), 6_000).split() for name in "ab"}
    whole = compare_terms(make_terms({name: " ".join(words) for name, words in texts.items()}), target="a")
    parts = {
        f"{name}{at}": " ".join(words[at : at + 500]) for name, words in texts.items() for at in range(0, 6_000, 500)
    }
    target = [name for name in parts if name[0] == "a"]
    for order in (list(parts), list(reversed(parts))):
        told = compare_terms(make_terms({name: parts[name] for name in order}), target=target)
        assert (told["verdict"] == "supported").sum() >= 0.7 * (whole["verdict"] == "supported").sum() > 0


def test_own_columns_are_left_alone():
    """A column called `word` of one's own is no part of the comparison."""
    terms = make_terms(TOY)
    assert compare_terms(terms.assign(word=1), target="a").equals(compare_terms(terms, target="a"))
