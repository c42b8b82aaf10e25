"""Names found, gathered and counted: exact counts, told by reading, and a silence that is a row."""

import json

import pandas as pd
import pytest

from analysis import split_terms
from analysis.errors import AnalysisError
from analysis.history import count_coverage, find_mentions, suggest_names
from analysis.terms import name_term
from tests.conftest import ROOT, make_corpus

LABELLED = json.loads((ROOT / "tests" / "history" / "names.json").read_text("utf-8"))


def names_of(*paragraphs: str) -> pd.DataFrame:
    """The names of one text, by name."""
    return suggest_names(make_corpus({"a": list(paragraphs)})).set_index("name")


def test_counts_are_those_of_a_reader():
    """Counts of twenty names in three texts are exactly those counted by reading."""
    corpus = make_corpus({name: [text] for name, text in LABELLED["texts"].items()})
    table = count_coverage(corpus, list(LABELLED["counts"]))
    assert table.groupby("name", sort=False)["n"].agg(list).to_dict() == LABELLED["counts"]


def test_persons_are_joined_and_openers_left_out():
    """A surname and its full name are one person, a rank is no part of it, and what opens a sentence is no name."""
    table = names_of(
        "Late, the crowd saw Ann Lee. However, Lee spoke, and Premier Lee left.", "Yesterday the men met Lee's friend."
    )
    assert table.loc["Lee", "aliases"] == ("Ann Lee",) and table.loc["Lee", "n"] == 4
    assert table.loc["Lee", "kind"] == "person" and not {"However", "Late", "Yesterday", "Premier"} & set(table.index)


def test_small_words_and_kinds():
    """Names go on over small words; last words and the list of states tell their kind."""
    table = names_of(
        "They spoke of the Bay of Pigs and of the Treaty of Versailles in France.",
        "Then the Communist Party of China met, and the French and the Belgians left for Oslo; a French ship came.",
    )
    kinds = {"Bay of Pigs": "place", "Treaty of Versailles": "event", "Communist Party of China": "party"}
    kinds |= {"France": "state", "French": "group", "Oslo": "place"}
    assert {name: table.loc[name, "kind"] for name in kinds} == kinds
    assert table.loc["French", "belongs_to"] == "France" and table.loc["French", "n"] == 2


def test_headings_are_no_evidence():
    """Capitals of a shouted or a title-case block make no names."""
    assert names_of(
        "THE RISE OF THE OLD ORDER", "The Long Road Toward Greater Things", "Then they met Lee."
    ).index.tolist() == ["Lee"]


def test_told_names_come_first_and_count_as_told(seeds):
    """Names of corpus.toml keep their order, kinds and aliases, and further ones do not change their counts."""
    table = suggest_names(seeds)
    told = seeds.names["name"].drop_duplicates().tolist()
    assert table["name"].tolist()[: len(told)] == told and table["n"][len(told) :].min() > 0
    alone = find_mentions(seeds, seeds.names)["name"].value_counts()
    assert table.set_index("name").loc[told, "n"].to_dict() == alone.reindex(told, fill_value=0).to_dict()


def test_names_agree_with_terms(seeds):
    """Every name that split_terms joins is counted here; what more there is lies within a hyphenated word."""
    terms = split_terms(seeds, names=True)
    found = find_mentions(seeds, seeds.names)
    places = set(zip(found["document"], found["start"], strict=True))
    named = {name_term(name): name for name in seeds.names["name"]}
    joined = terms[terms["term"].isin(named)]
    assert set(zip(joined["document"], joined["start"], strict=True)) <= places
    for row in found[~found["start"].isin(joined["start"])].itertuples():
        text = seeds[row.document].text
        assert "-" in text[row.start - 1 : row.end + 1].replace(row.text, ""), text[row.start - 20 : row.end + 20]


def test_hyphens_possessives_and_capitals():
    """A possessive and a compound count, another name's half and a small word do not; the longest alias counts once."""
    corpus = make_corpus({"a": ["Rome's walls, Rome-built; pro-Rome, Jean-Rome, rome, Anne Rome and Paris-Rome."]})
    table = count_coverage(corpus, ["Rome", "Anne Rome", "Paris"]).set_index("name")
    assert table["n"].to_dict() == {"Rome": 4, "Anne Rome": 1, "Paris": 1}


def test_a_silence_is_a_row(seeds):
    """A name that a text lacks is a row with an upper bound and no line; one that it has, the reverse."""
    table = count_coverage(seeds)
    silent = table["n"] == 0
    assert (table["n"] == table["n_author"] + table["n_quoted"]).all()
    assert table["at_most"].notna().eq(silent).all() and table["first_line"].isna().eq(silent).all()
    assert (table["segments"] <= table["of_segments"]).all() and (table["sentences"] <= table["n"]).all()
    assert len(table) == 2 * table["name"].nunique()
    words = split_terms(seeds)["document"].value_counts()["paper"]
    bound = table[silent & (table["document"] == "paper")]["at_most"].iloc[0]
    assert (1 - bound / 1000) ** words == pytest.approx(0.05)


def test_odd_corpora():
    """No names, one sentence, three documents, another language: tables of one shape."""
    empty = make_corpus({"a": ["so it was."], "b": ["…"], "c": ["es war so."]})
    assert suggest_names(empty).columns.tolist()[:5] == ["name", "kind", "aliases", "n", "documents"]
    assert len(suggest_names(empty)) == 0 and len(count_coverage(empty)) == 0
    assert count_coverage(empty, ["Lee"])["n"].tolist() == [0, 0, 0]
    assert count_coverage(empty, ["Lee"])["at_most"].isna().tolist() == [False, True, False]
    assert count_coverage(empty).dtypes.equals(count_coverage(empty, ["Lee"]).dtypes)


@pytest.mark.parametrize(
    "names",
    [
        "Lee",
        [5],
        pd.DataFrame({"who": ["Lee"]}),
        ["…"],
        pd.DataFrame({"name": ["A", "B"], "aliases": [("C",), ("C",)]}),
    ],
)
def test_bad_names_are_one_sentence(names):
    """A string, a number, a table of another kind, a name of no word, an alias of two names: each is told plainly."""
    with pytest.raises(AnalysisError):
        count_coverage(make_corpus({"a": ["Lee came."]}), names)
