import pandas as pd
import pytest

from analysis import (
    AnalysisError,
    UnknownNameError,
    column_legend,
    compare_terms,
    open_study,
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


def test_a_table_is_saved_as_a_spreadsheet(tmp_path):
    """A spreadsheet has the caption, the headings and all rows; numbers are numbers in the unit of their heading."""
    from openpyxl import load_workbook

    table = TABLE.assign(n=[0, 2], term=["=SUM(A1)", "c\x07"])
    show_table(table, rows=1, target="A", reference="B", caption="Two words.").to_excel(tmp_path / "new" / "a.xlsx")
    page = load_workbook(tmp_path / "new" / "a.xlsx").active
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    assert rows[0][0] == "Two words." and rows[1][2:4] == ["per 1,000 words", "times as often in A"]
    assert rows[2] == ["=SUM(A1)", 0, 12.3, 2, 0.003] and page["A3"].data_type == "s"
    assert rows[3][:3] == ["c", 2, 500] and page["E3"].number_format == "0.0%"


def test_a_word_that_one_side_lacks_has_no_ratio_in_a_spreadsheet(tmp_path):
    """Nothing is computed from a count of nought."""
    from openpyxl import load_workbook

    show_table(pd.DataFrame({"n_target": [0], "n_reference": [5], "log_ratio": [-4.3]})).to_excel(tmp_path / "a.xlsx")
    assert load_workbook(tmp_path / "a.xlsx").active["C3"].value == "–"


def test_a_table_is_saved_as_csv_in_full(tmp_path):
    """CSV has the columns shown, all rows, numbers in full, and the mark by which spreadsheets know UTF-8."""
    show_table(TABLE, ["term", "share"], rows=1).to_csv(tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfterm,share\n")
    assert pd.read_csv(tmp_path / "a.csv").equals(TABLE[["term", "share"]])


def test_a_table_for_latex_is_escaped(tmp_path):
    """LaTeX gets what is shown, its signs escaped, numbers to the right."""
    table = pd.DataFrame({"term": ["R&D_{50%}"], "log_ratio": [1.0]})
    text = show_table(table, caption="100% of it").to_latex(tmp_path / "a.tex")
    assert r"\caption{100\% of it}" in text and r"\begin{tabular}{lr}" in text
    assert r"R\&D\_\{50\%\} & 2$\times$ \\" in text and (tmp_path / "a.tex").read_text() == text


@pytest.mark.parametrize("save", ["to_excel", "to_csv", "to_latex"])
def test_a_place_that_cannot_be_written_to_is_said(save, tmp_path):
    """A file where the folder should be is one sentence."""
    (tmp_path / "file").write_text("")
    with pytest.raises(AnalysisError, match="cannot be written"):
        getattr(show_table(TABLE), save)(tmp_path / "file" / "a.xlsx")
    with pytest.raises(AnalysisError, match=r"\.xlsx"):
        show_table(TABLE).to_excel(tmp_path / "a.xls")


def test_numbers_of_a_column_stand_under_one_another():
    """Plain numbers have the decimals of their column, and none is written out to six places."""
    shown = show_table(pd.DataFrame({"difference": [0.51234, 0.000555, -0.0001]}))
    assert [row[0] for row in shown.cells] == ["0.512", "0.001", ">-0.001"]


def test_years_of_ones_own_have_no_commas():
    """A column that the glossary does not know, of whole numbers from 1000 to 2999, is told as years."""
    table = pd.DataFrame({"decade": [1780, 2020], "n": [1780, 2020], "inhabitants": [1780, 12_000]})
    shown = show_table(table)
    assert shown.cells == (("1780", "1,780", "1,780"), ("2020", "2,020", "12,000"))
    assert "1780 & 1,780" in shown.to_latex()


def test_measures_of_style_are_values(seeds):
    """Each row has a unit and digits of its own, and nothing of it is called tone."""
    shown = open_study(seeds).style.show()
    assert "value, paper" in shown.headings and not [name for name in shown.headings if "tone" in name]
    digits = [row[shown.headings.index("value, paper")] for row in shown.cells if "MATTR" in row[1]]
    assert digits and all(len(cell) >= 4 for cell in digits)


def test_an_empty_table_says_so():
    """A table without rows is no blank: it says that nothing is found, and keeps its headings."""
    shown = show_table(pd.DataFrame({"document": [], "n": []}))
    assert "No rows" in repr(shown) and "No rows" in shown._repr_html_() and "count" in repr(shown)
