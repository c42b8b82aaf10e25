import pandas as pd
import pytest

from analysis import (
    AnalysisError,
    UnknownNameError,
    column_legend,
    compare_terms,
    show_table,
    split_terms,
    verdict_legend,
)
from analysis.evidence.verdicts import VERDICTS
from analysis.showing.headings import HEADINGS
from analysis.showing.tables import MOST_WORDS
from tests.conftest import make_corpus

TABLE = pd.DataFrame(
    {
        "term": ["a<b", "c"],
        "n": [12345, 2],
        "share": [0.0123, 0.5],
        "log_ratio": pd.array([1, pd.NA], dtype="Float64"),
        "p": [0.003, 0.5],
    }
)


def test_a_table_shown_speaks_in_readers_words():
    """Headings and values follow the glossary: per thousand, times as often, re-deals, a dash for what is missing."""
    shown = show_table(TABLE, target="A", reference="B", caption="Two words.")
    assert shown.headings == (
        "word or name",
        "count",
        "per 1,000 words",
        "times as often in A",
        "re-deals with as large a gap",
    )
    assert shown.cells == (("a<b", "12,345", "12.3", "2×", "3 in 1,000"), ("c", "2", "500", "–", "500 in 1,000"))


def test_html_is_escaped_and_the_text_form_says_the_same():
    """No word of a text becomes a tag, and readers of plain text lose nothing."""
    shown = show_table(TABLE, ["term", "n"], caption="Two words.")
    assert "a&lt;b" in shown._repr_html_()
    text = ["Two words.", "word or name   count", "a<b           12,345", "c                  2"]
    assert repr(shown).splitlines() == text


def test_rows_left_out_are_counted():
    """A table cut short says how many rows it leaves out."""
    assert "1 of 2 rows; 1 more" in repr(show_table(TABLE, ["term"], rows=1))


def test_options_of_the_call_go_before_the_glossary():
    """Headings and formats given by hand win."""
    shown = show_table(TABLE, ["n", "share"], headings={"n": "how many"}, formats={"share": "percent", "n": ".0f"})
    assert shown.headings == ("how many", "per 1,000 words") and shown.cells[0] == ("12345", "1%")


def test_unknown_and_too_many_columns_are_refused():
    """A reader asks for at most nine columns, and a wrong name is answered with those there are."""
    with pytest.raises(UnknownNameError, match="term, n, share"):
        show_table(TABLE, ["trem"])
    with pytest.raises(AnalysisError, match="at most 9"):
        show_table(pd.DataFrame([[0] * 10], columns=list("abcdefghij")), list("abcdefghij"))


def test_a_wide_table_is_shown_by_the_columns_that_tell_most():
    """Without columns named, what `compare_terms` gives is shown in nine columns, and the rest is named below."""
    table = compare_terms(split_terms(make_corpus({"a": ["red " * 9 + "blue"], "b": ["blue " * 9]})), target="a")
    shown = show_table(table)
    assert len(shown.headings) == 9 and shown.headings[0] == "word or name" and shown.headings[-1] == "verdict"
    assert "dispersion_target" in shown.note and "share_target" in shown.note


def test_excerpts_end_at_forty_words():
    """No cell quotes more than forty words."""
    shown = show_table(pd.DataFrame({"text": ["word " * 100]}))
    assert len(shown.cells[0][0].split()) == MOST_WORDS


def test_one_legend_for_the_words_of_the_verdict():
    """The legend has exactly the words that verdicts use, in their order."""
    assert tuple(row[0] for row in verdict_legend().cells) == VERDICTS


def test_standard_columns_have_plain_words(seeds):
    """Every column of the tables of DESIGN 3 is explained, and no heading keeps an underscore."""
    from analysis import compare_terms, count_terms, split_sentences, split_terms

    known = HEADINGS
    terms = split_terms(seeds, voice="author")
    tables = [seeds.documents, seeds.blocks, seeds.quotations, seeds.notes, seeds.edits, seeds.names, seeds.themes]
    tables += [split_sentences(seeds), terms, count_terms(terms), compare_terms(terms, target="paper")]
    assert {column for table in tables for column in table.columns} - set(known) == set()
    told = dict(column_legend().cells)
    assert not [heading for heading in told.values() if "_" in heading] and "block" not in told


def test_a_word_that_one_side_lacks_has_no_ratio():
    """The cell of the ratio says which side has the word, and its interval is a dash."""
    table = pd.DataFrame({"n_target": [0, 2], "n_reference": [5, 1], "log_ratio": [-4.3, 1.0], "low": [-9.0, 0.5]})
    shown = show_table(table, ["log_ratio", "low"], target="paper", reference="chapter")
    assert shown.cells == (("only chapter", "–"), ("2×", "1.4×"))
