"""On what a text rests: what notes name, when it was written and published, and which words a source supports."""

import pandas as pd
import pytest

from analysis import read_corpus
from analysis.history import describe_sources
from analysis.history.sources import read_years
from analysis.reading.notes import parse_source
from analysis.reading.people import People
from tests.conftest import make_corpus

LETTER = """The harvest failed in 1891.[1] “Nobody came,” wrote the priest.[2] The railway was late.[3] It was later.[4]

A clerk said, “We wrote it down.” Nobody knows where.

Notes

1. Anna Berg, “The Rye Frontier,” Journal of Grain 7 (1961): 17–34.
2. Letter to his sister, 3 May 1892, in Papers of Henry Talbot (London: Deutsch, 1974), 12.
3. Ibid., 41.
4. Berg, “Rye Frontier,” 20.
"""


@pytest.fixture(scope="module")
def letter(tmp_path_factory):
    folder = tmp_path_factory.mktemp("letter")
    (folder / "letter.txt").write_text(LETTER, "utf-8")
    return read_corpus(folder)


def test_notes_are_described(letter):
    """Author, title, year of publication and of the thing; ibid. and short titles lead to the work's first note."""
    table = describe_sources(letter)
    notes = table[table["note"].notna()].set_index("note")
    assert notes.loc[1, "author"] == "Anna Berg" and notes.loc[1, "title"].startswith("The Rye Frontier")
    assert notes.loc[1, "year"] == 1961 and pd.isna(notes.loc[1, "document_year"])
    assert (notes.loc[2, "year"], notes.loc[2, "document_year"]) == (1974, 1892)
    assert notes["same_as"].dropna().to_dict() == {3: 2, 4: 1} and notes.loc[3, "year"] == 1974


def test_what_a_source_supports(letter):
    """The quotation before the mark, else the sentence up to it; a quotation without a note is a row of its own."""
    table, text = describe_sources(letter), letter["letter"].text
    spans = [text[row.supports_start : row.supports_end] for row in table.itertuples()]
    assert spans[0] == "The harvest failed in 1891." and spans[2].startswith("The railway")
    bare = table[table["quotation"].notna()]
    assert [text[row.supports_start : row.supports_end] for row in bare.itertuples()] == ["“We wrote it down.”"]


@pytest.mark.parametrize(
    ("text", "primary", "years"),
    [
        ("Pike, J. “Military.” A page. Accessed April 9, 2023.", False, (pd.NA, pd.NA)),
        ("A. Bee, The Hive (New York: Wax, 2004), 3.", False, (2004, pd.NA)),
        ("Bee, A. The Hive. New York: Wax, 2004.", False, (2004, pd.NA)),
        ("Bee, A. (2004). The hive. Wax.", False, (2004, pd.NA)),
        ("Minutes of 16 October 1959, FRUS 1958–60, vol. X, doc. 12.", True, (pd.NA, 1959)),
        ("J. S., Works, Vol. 1, November 1901 - April 1907", True, (pd.NA, 1901)),
        ("“Bees.” The Times, 4 June 1912, 3.", False, (1912, pd.NA)),
        ("", False, (pd.NA, pd.NA)),
    ],
)
def test_years_of_a_note(text, primary, years):
    """Chicago, MLA, APA, archives, newspapers, pages: publication and thing are told apart, days of access left out."""
    assert [str(year) for year in read_years(text, primary=primary)] == [str(year) for year in years]


def test_the_papers_sixteen_sources(seeds):
    """Every note of the paper has its author or title; what was written before its book is dated so."""
    table = describe_sources(seeds)
    paper = table[(table["document"] == "paper") & table["note"].notna()].set_index("note")
    assert len(paper) == 16 and (paper["title"] != "").all()
    assert paper["document_year"].dropna().to_dict() == {4: 1956, 8: 1959, 9: 1901, 10: 1958, 11: 1959, 12: 1956}
    assert paper.loc[8, "year"] == 1993
    text = seeds["paper"].text
    twelve = paper.loc[12]
    assert text[twelve["supports_start"] : twelve["supports_end"]] == '"universal pattern for resolution"'
    chapter = table[(table["document"] == "chapter") & table["note"].notna()]
    assert len(chapter) == 19 and chapter["supports_start"].notna().all() and (chapter["title"] == "").all()


def test_works_cited_are_offered_and_nothing_is_nothing(tmp_path):
    """A list of works cited gives rows without a place; a text without notes and quotations gives none."""
    (tmp_path / "a.txt").write_text(
        "It rained. Nobody saw it.\n\nWorks Cited\n\nBerg, Anna. “The Rye Frontier.” Grain 7 (1961): 17–34.\n\n"
        "Lindqvist, Paul. Harvest and State. Oslo: Falk, 1988.\n",
        "utf-8",
    )
    table = describe_sources(read_corpus(tmp_path))
    assert table["author"].tolist() == ["Berg, Anna", "Lindqvist, Paul"] and table["year"].tolist() == [1961, 1988]
    assert table["supports_start"].isna().all()
    assert describe_sources(make_corpus({"a": ["It rained."]})).empty


@pytest.mark.parametrize(
    ("note", "author", "title"),
    [
        ("Looting of the Palace I do not mean to maintain that there was no looting there, “Why not?”", "", ""),
        ("Events of November 7th From 4 a. m. until dawn the chief of the town said, “I know nothing.”", "", ""),
        ("See the documents collected in Workers and Control, p. 34.", "", ""),
        ("See Ann Lee, “Bread,” The Review 7 (1961): 5.", "Ann Lee", "Bread"),
        ("Lee, who was there, tells of it in “Bread.”", "Lee", "Bread"),
        ("Ministry of Trade of the Republic, “Bread,” 1961.", "Ministry of Trade of the Republic", "Bread"),
        ("[1] Lee, Ann (1961). “Bread.” The Review 7.", "Lee, Ann", "Bread"),
        ("The town was found in 1449. There was bread in it.", "", ""),
        ("Lee, Bread and Salt, p. 5.", "Lee", "Bread and Salt"),
        ("J. van den Berg, “Bread” (Rome: Ray, 1961), 5.", "J. van den Berg", "Bread"),
    ],
)  # fmt: skip
def test_an_author_is_a_name(note, author, title):
    """What a note tells at length is no author, and what it quotes on the way no title."""
    source = parse_source(note, People.from_rows([]))
    assert (source.author, source.title) == (author, title)
