"""From the numbers of a report to the lines behind them."""

import re
from pathlib import Path
from urllib.parse import parse_qs, unquote

import numpy as np
import pandas as pd
import pytest

from analysis import figures, open_study, quote, save_figures, show_table
from analysis.errors import AnalysisError
from analysis.figures.index import read_pictures
from analysis.figures.labels import document_labels
from analysis.figures.marks import told_marks
from analysis.sharing.links import link_tables, tell_marks
from analysis.sharing.overlays import overlay_pictures
from analysis.sharing.report import share_report
from analysis.showing.tables import Shown
from analysis.workbook.pages import page
from tests.conftest import make_corpus

LINK = re.compile(r'<a href="explore\.html#([^"]*)">(.*?)</a>')
LAID = re.compile(r'<a href="explore.html#([^"]*)" style')
TEXTS = {"a text": ["ice and snow, and more ice", "the snow fell"], "b": ["no ice here"]}


def always(query: str, names: bool) -> bool:
    return True


def links(text: str) -> list[tuple[str, str]]:
    """(where to, what stands there) of every link to the page."""
    return [(unquote(where.replace("&amp;", "&")), what) for where, what in LINK.findall(text)]


def shown(table: Shown, countable=always) -> list[tuple[str, str]]:
    """The links of a table in a report on `a text` and `b`."""
    return links(link_tables(table._repr_html_(), TEXTS, countable))


def test_lines_of_a_table_are_linked():
    """A number of a line leads to that line of the row's text, or of the one its heading names."""
    table = pd.DataFrame({"document": ["a text", "other"], "line": [1027, 3], "word": ["ice", "snow"]})
    assert shown(show_table(table))[0] == ("a text:1027", "1,027")
    beside = Shown(("line, b", "line, other"), (("3", "4"),), (True, True), "", "")
    assert shown(beside) == [("b:3", "3")]


def test_words_and_their_counts_are_linked():
    """A word leads to its counts, and so does each count; a share, a dash and what cannot be counted do not."""
    heads = ("word or name", "count, b", "times as often in b", "verdict")
    table = Shown(heads, (("Soviet Union", "42", "4.4×", "fragile"), ("<b>", "0", "–", "–")), (False,) * 4, "", "")
    found = shown(table, lambda query, names: query == "Soviet Union" and names)
    assert [what for _, what in found] == ["Soviet Union", "42"]
    assert parse_qs(found[0][0]) == {"q": ["Soviet Union"], "voice": ["author"], "names": ["1"]}


def test_places_are_linked():
    """What a quotation stands under, and lines told within a cell under the name of a text."""
    corpus = make_corpus(TEXTS)
    html = quote(corpus, "a text", "snow fell")._repr_html_()
    assert links(link_tables(html, TEXTS, always)) == [("a text:1", "a text, line 1")]
    said = Shown(("question", "b"), (("why?", "ideology (line 65)"),), (False, False), "", "")
    assert shown(said) == [("b:65", "line 65")]


def test_other_tables_stay_as_they_are():
    """Without lines, texts or words nothing changes."""
    table = Shown(("verdict", "mark"), (("supported", "●"),), (False, False), "A legend", "")._repr_html_()
    assert link_tables(table, TEXTS, always) == table


def test_marks_of_a_picture_are_listed():
    """Each stroke by its line, each word once; topics and tones, which are no words, are not listed."""
    corpus = make_corpus(TEXTS)
    strokes = pd.DataFrame({"term": ["ice", "ice"], "document": ["a text", "b"], "start": [0, 3]})
    assert [where for where, _ in links(tell_marks(strokes, corpus, always))] == ["q=ice&names=1", "a text:1", "b:1"]
    words = pd.DataFrame({"term": ["ice", "snow"], "n_target": [1, 2]})
    assert [what for _, what in links(tell_marks(words, corpus, always))] == ["ice", "snow"]
    assert tell_marks(pd.DataFrame({"topic": [1], "share": [0.5]}), corpus, always) == ""


def test_marks_of_a_picture_are_clicked(seeds, tmp_path):
    """Each stroke leads to its own line, each row to the word that it shows; all of them lie within the picture."""
    study = open_study(seeds)
    picture, labels = figures.word_barcode(study, words=["Moscow", "model"]), document_labels(study)
    areas = picture.areas
    strokes = areas[areas["line"].notna()].sort_values(["label", "document", "left"])
    told = picture.table.assign(document=picture.table["document"].map(labels))
    told = told.sort_values(["term", "document", "position"])
    marks = told[["term", "document", "line"]]
    assert strokes[["label", "document", "line"]].to_numpy().tolist() == marks.to_numpy().tolist()
    assert set(areas[areas["line"].isna()]["label"]) == {"Moscow", "model"}
    middles = (strokes["left"] + strokes["width"] / 2).to_numpy(dtype=float)
    assert np.corrcoef(middles, told["position"].to_numpy(dtype=float))[0, 1] > 0.999
    page = f"<img src='x' alt=''><p><em>{picture.caption}</em></p>"
    save_figures(study, ["word_barcode"], folder=tmp_path)
    (kept,) = (areas for _, areas in read_pictures(tmp_path).values())
    assert set(kept["document"]) == {"", *seeds}  # by their names, for links
    areas = areas.assign(document=areas["document"].replace({label: name for name, label in labels.items()}))
    hrefs = LAID.findall(overlay_pictures(page, {picture.caption: areas}, seeds, always))
    assert hrefs.count("q=Moscow&amp;names=1") == 1 and len(hrefs) == len(areas)
    assert {f"{row.document}:{row.line}" for row in picture.table.itertuples()} <= set(hrefs)


def test_a_word_that_is_called_as_a_text_is_a_word():
    """A row of the word "ice" leads to its counts, though a text is called ice; a text's own row leads to the text."""
    study = open_study(make_corpus({"ice": ["ice and snow, and more ice"], "snow": ["no ice here"]}))
    labels = document_labels(study)
    words = told_marks(figures.word_barcode(study, words=["ice"]), labels)
    assert [row[4:] for row in words if row[6] is None] == [["ice", "", None]]
    texts = told_marks(figures.who_speaks(study), labels)
    assert [row[4:] for row in texts] == [["ice", "ice", 1], ["snow", "snow", 1]]


def test_pictures_without_marks_stay_as_they_are(seeds):
    """An image without a known caption, and marks that nothing can be said of, get no links."""
    plain = "<img src='x'><p>text</p><img src='y'><p><em>other</em></p>"
    areas = pd.DataFrame(
        [[0, 0, 1, 1, "no word", "", pd.NA]], columns=["left", "top", "width", "height", "label", "document", "line"]
    )
    assert overlay_pictures(plain, {}, {}, always) == plain
    assert overlay_pictures(plain, {"other": areas}, {}, lambda query, names: False) == plain


def test_a_report_is_shared(seeds, tmp_path):
    """The page stands beside the report, every page leads to it, and its picture's marks are listed by the caption."""
    from analysis.figures.index import read_index
    from tests.conftest import ROOT

    caption = read_index(ROOT / "figures")["word_barcode"]["caption"]
    body = f"{quote(seeds, 'paper', 'rapidly transform China')._repr_html_()}<p><em>{caption}</em></p>"
    files = {tmp_path / "index.html": page("x", body, '<a href="index.html">Contents</a>').encode()}
    shared = share_report(files, seeds, pictures=read_pictures(ROOT / "figures"))
    told = shared[tmp_path / "index.html"].decode()
    assert [path.name for path in shared] == ["index.html", "explore.html"]
    assert 'href="explore.html"' in told and ("paper:13", "paper, line 13") in links(told)
    assert "The lines behind this picture" in told and len(links(told)) > 20
    assert 'href="index.html">Contents' in shared[tmp_path / "explore.html"].decode()


def test_a_wrong_choice_stops_before_anything_is_written(seeds):
    """How much is passed on is never guessed."""
    with pytest.raises(AnalysisError, match="few, all, none"):
        share_report({Path("index.html"): b""}, seeds, excerpts="most")
