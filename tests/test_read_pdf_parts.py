"""Parts of a PDF that only places tell: a table's head, line numbers, plays, verse, what a browser prints."""

import pytest

from analysis import read_corpus
from tests.test_read_pdf import lines, placed, prose

pytest.importorskip("pypdfium2")


def _blocks(path):
    return list(read_corpus(path).blocks[["kind", "text"]].itertuples(index=False, name=None))


def test_the_head_of_a_table_without_gaps(tmp_path):
    """Names of columns that no gap parts are the table's first row, not a heading."""
    rows = [("1861", "212", "40"), ("1871", "256", "44"), ("1881", "301", "52")]
    page = lines(60, 760, prose(8)) + lines(100, 640, ["Year Ships Wages"])
    for place, row in enumerate(rows):
        page += [(x, 624 - 12 * place, cell, 10) for x, cell in zip((100, 130, 166), row, strict=True)]
    page += lines(60, 560, prose(8, seed=3))
    text = "\n".join("\t".join(row) for row in [("Year", "Ships", "Wages"), *rows])
    assert ("table", text) in _blocks(placed([page], tmp_path / "a.pdf"))


def test_line_numbers_in_the_margin(tmp_path):
    """Numbers that count the lines beyond their edge are left out, and said."""
    texts = prose(24)
    page = lines(90, 760, texts) + [(60, 760 - 12 * at, str(at + 1), 8) for at in range(len(texts))]
    path = placed([page], tmp_path / "a.pdf")
    assert _blocks(path) == [("prose", " ".join(texts))]
    assert "line numbers" in set(read_corpus(path).edits["rule"])


def test_names_on_lines_of_their_own(tmp_path):
    """Short lines that come back are who speaks next, though no gap parts them from what is said."""
    said = ["Who is there tonight?", "Nobody is, I think.", "Then who knocked so hard?", "It was only the wind."]
    texts = [line for place, text in enumerate(said * 2) for line in (("Lady Ash", "Norah")[place % 2], text)]
    corpus = read_corpus(placed([lines(60, 760, texts)], tmp_path / "a.pdf"))
    assert list(corpus.blocks["speaker"]) == ["Lady Ash", "Norah"] * 4


def test_what_a_browser_prints_around_a_page(tmp_path):
    """The hour, the title and the address at a page's edges are no text, on a single page too."""
    page = [(30, 780, "11/27/26, 12:01 PM", 8), (300, 780, "On Rivers", 8), (30, 20, "https://a.org/b 1/1", 8)]
    texts = prose(10)
    assert _blocks(placed([page + lines(60, 740, texts)], tmp_path / "a.pdf")) == [("prose", " ".join(texts))]
