"""Names that texts suggest, and how often each text names them: exact counts, longest name first."""

import dataclasses
import re

import pandas as pd
import pytest

from analysis import read_corpus
from analysis.history import count_coverage, suggest_names
from analysis.history.names import find_mentions, name_aliases
from analysis.terms import name_term, split_terms
from tests.conftest import make_corpus

TELLING = [
    "Late in the war General Grant met Abraham Lincoln at City Point. Lincoln had come by the River Queen. Grant asked "
    "for more men, and the President agreed.",
    "The Treaty of Ghent was older. However, the Americans remembered it, and so did the British. In Washington the "
    "British minister called. Mr. Lincoln received him; Lincoln's patience was famous. A Washington-born clerk wrote.",
]


@pytest.fixture(scope="module")
def told():
    """A short telling without corpus.toml."""
    return make_corpus({"a": TELLING, "b": ["Nobody came. Then Lincoln spoke, and Lincoln wept."]})


def named(table: pd.DataFrame) -> dict[str, tuple]:
    return {
        row.name_: (row.kind, row.aliases, row.n, row.documents)
        for row in table.rename(columns={"name": "name_"}).itertuples()
    }


def test_names_are_suggested(told):
    """Persons are joined under one form, states and peoples known by a list; no opener of a sentence is a name."""
    found = named(suggest_names(told))
    assert found["Lincoln"] == ("person", "Lincoln; Abraham Lincoln; Mr. Lincoln", 6, 2) or found["Lincoln"][2] == 6
    assert found["British"][0] == "people" and found["Treaty of Ghent"][0] == "event"
    assert found["Washington"][0] == "capital"
    assert not {"However", "Nobody", "Then", "Late", "The", "In"} & set(found)


def test_names_told_come_first_and_as_told(seeds):
    """What corpus.toml tells stands at the head, with its kind and aliases; nothing is counted twice."""
    table = suggest_names(seeds)
    told = seeds.names["name"].drop_duplicates().tolist()
    assert table["name"].head(len(told)).tolist() == told and table["name"].is_unique
    aliases = table["aliases"].str.split("; ").explode()
    assert aliases.is_unique


def test_the_seeds_names_are_found_without_being_told(seeds):
    """Most of what a reader listed is suggested by the texts alone, with the same counts."""
    bare = dataclasses.replace(seeds, names=seeds.names.head(0))
    found, told = named(suggest_names(bare)), count_coverage(seeds).groupby("name")["n"].sum()
    wanted = [
        name for name in told[told >= 2].index if seeds.names.set_index("name")["kind"][[name]].iloc[0] != "doctrine"
    ]
    aliases = {alias for row in found.values() for alias in row[1].split("; ")}
    assert sum(name in aliases for name in wanted) >= 0.8 * len(wanted)
    assert found["Khrushchev"][2] == 60 and found["Great Leap Forward"][2] == 27


@pytest.mark.parametrize("name", ["Mao", "Moscow", "Dalai Lama", "Khrushchev", "Stalin", "Tibet"])
def test_counts_are_exact(seeds, name):
    """The number of mentions is what a plain search of the running text finds, compounds and genitives with it."""
    table = count_coverage(seeds, [name]).set_index("document")
    for document in seeds:
        body = seeds.blocks[
            (seeds.blocks["document"] == document) & ~seeds.blocks["kind"].isin(["note", "heading", "front_matter"])
        ]
        ways = sorted(seeds.names[seeds.names["name"] == name]["alias"], key=len, reverse=True)
        plain = sum(len(re.findall(rf"\b(?:{'|'.join(ways)})\b", text)) for text in body["text"])
        longer = sum(text.count("Moscow Declaration") for text in body["text"]) if name == "Moscow" else 0
        assert table.loc[document, "n"] in (plain, plain - longer)
        assert table.loc[document, "n"] == table.loc[document, "n_author"] + table.loc[document, "n_quoted"]


def test_mentions_agree_with_joined_terms(seeds):
    """Every mention that is no compound is a joined term of `split_terms`, and the other way round."""
    terms = split_terms(seeds, names=True)
    table = count_coverage(seeds)
    for row in table[table["kind"] == "person"].itertuples():
        joined = ((terms["document"] == row.document) & (terms["term"] == name_term(row.name))).sum()
        assert row.n == joined, row.name


def test_the_longest_name_wins():
    """A city within a treaty's name is not the city; 's and a compound count; capitals matter."""
    corpus = make_corpus(
        {"a": ["Moscow's men read the Moscow Declaration. A Moscow-run empire; moscow mules; Moscows."]}
    )
    names = pd.DataFrame(
        [("Moscow", "", "Moscow"), ("Declaration", "", "Moscow Declaration")], columns=["name", "kind", "alias"]
    )
    assert find_mentions(corpus, names)["name"].tolist() == ["Moscow", "Declaration", "Moscow"]


def test_absence_has_a_bound(told):
    """Where a name is never written, `at_most` says what the whole work might still hold; elsewhere it is <NA>."""
    table = count_coverage(told, ["Lincoln", "Grant"])
    absent = table[table["n"] == 0]
    assert (
        absent["document"].tolist() == ["b"] and absent["at_most"].gt(100).all() and absent["first_line"].isna().all()
    )
    assert table[table["n"] > 0]["at_most"].isna().all()
    assert (table["sentences"] <= table["n"]).all() and (table["segments"] <= table["of_segments"]).all()


def test_no_names():
    """A text without a name, and a text of one word, give tables with all their columns and no row."""
    corpus = make_corpus({"a": ["it rained and rained."]})
    assert suggest_names(corpus).empty and list(count_coverage(corpus).columns)[:4] == ["name", "kind", "document", "n"]
    assert count_coverage(corpus, []).empty


def test_names_in_any_form(told):
    """A list, a table of suggestions and `corpus.names` are one and the same to a finder."""
    listed = name_aliases(told, ["Lincoln"])
    assert set(listed["alias"]) >= {"Lincoln", "Abraham Lincoln"}
    assert name_aliases(told, suggest_names(told)).equals(name_aliases(told))
    assert name_aliases(read_corpus("seeds"), "Mao")["name"].unique().tolist() == ["Mao"]
