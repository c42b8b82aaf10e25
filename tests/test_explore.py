"""The explorer without a kernel: what is asked to tables, tables to HTML, events to parts of the page."""

import io
import re
import shutil
from dataclasses import replace
from html.parser import HTMLParser

import pandas as pd
import pytest

import analysis
from analysis import AnalysisError, count_terms, open_study, read_codings, read_corpus, save_coding, save_judgement
from analysis.explore.answers import ask, read_query
from analysis.explore.asked import TABS, Place, change, first_asked
from analysis.explore.coding import write_event
from analysis.explore.exports import KINDS
from analysis.explore.lines import line_parts, order_lines
from analysis.explore.markup import VOID, tag
from analysis.explore.passages import find_passage
from analysis.explore.reading import parts_of
from analysis.explore.session import Session
from analysis.explore.snippets import snippet
from analysis.files import save_file
from analysis.terms import find_terms
from tests.conftest import ROOT, make_corpus

HOSTILE = "<script>alert('x')</script> & <b onclick=x>"
QUICK = ("find", "read", "words", "code")


@pytest.fixture(scope="module")
def study(seeds):
    """The two texts, as the explorer opens them."""
    return open_study(seeds)


@pytest.fixture
def folder(tmp_path):
    """A copy of the texts that may be written to."""
    shutil.copytree(ROOT / "seeds", tmp_path / "texts")
    return tmp_path / "texts"


def words(html: str) -> str:
    return " ".join(re.sub("<[^>]*>", " ", html).split())


class Checked(HTMLParser):
    """Notes elements that are not closed in order, and attributes that run code."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open, self.wrong = [], []
        self.feed(html)

    def handle_starttag(self, name, attributes):
        self.wrong += [key for key, _ in attributes if key.startswith("on")]
        self.wrong += [name] if name == "script" else []
        if name not in VOID:
            self.open.append(name)

    def handle_endtag(self, name):
        if not self.open or self.open.pop() != name:
            self.wrong.append(f"/{name}")


# ---- answers ----


def test_a_phrase_is_found_where_it_stands():
    """Three texts of a few words: each place, its voice and its place in the text, counted on fingers."""
    texts = {"a": ["War and peace and war."], "b": ["Peace, he said, is no war."], "c": ["Nothing."]}
    found = ask(open_study(make_corpus(texts, quoted=[("b", "is no war", "he")]), voice=None), "war|peace")
    assert found.hits[["document", "start", "voice"]].to_numpy().tolist() == [
        ["a", 0, "author"],
        ["a", 8, "author"],
        ["a", 18, "author"],
        ["b", 0, "author"],
        ["b", 22, "quoted"],
    ]
    assert found.counts["n"].tolist() == [3, 2, 0]
    assert found.counts["words"].tolist() == [5, 6, 1]


@pytest.mark.parametrize("names", [True, False])
def test_a_word_has_the_interval_of_count_terms(study, names):
    """Typed or counted, a word has the same number, share and interval, names joined or not."""
    terms = study.terms if names else study.plain_terms
    counted = count_terms(terms, voice=study.voice)
    for term in counted["term"].drop_duplicates().iloc[::97]:
        rows = counted[counted["term"] == term].set_index("document")
        found = ask(study, term, names=names).counts.set_index("document").loc[rows.index]
        for column in ("n", "share", "low", "high"):
            assert found[column].astype(float).to_numpy() == pytest.approx(rows[column].astype(float).to_numpy()), term


@pytest.mark.parametrize("query", ["peaceful coexistence", "ideolog*", "soviet union", "/19[45]\\d/"])
def test_lines_are_those_of_the_concordance(study, query):
    """Each hit is a line of `study.lines`, at the same place in the same voice."""
    lines = study.lines(read_query(query) if not query.startswith("/") else re.compile(query[1:-1], re.IGNORECASE))
    found = ask(study, query).hits
    columns = ["document", "block", "line", "voice", "speaker"]
    assert found[columns].to_numpy().tolist() == lines[columns].to_numpy().tolist()
    assert [" ".join(match.split()) for _, match, _ in line_parts(study.corpus, found)] == lines["match"].tolist()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("/(/", "cannot be read"),
        ("$", "cannot be looked for"),
        ("a|", "cannot be looked for"),
        ("khruschev", "Did you mean “khrushchev”"),
        ("qqqq", "stands nowhere"),
        ("/qqqq/", "found nowhere"),
    ],
)
def test_what_cannot_be_answered_is_a_sentence(study, query, said):
    """No pattern, no word, a slip of the pen: no rows, one sentence, no error."""
    found = ask(study, query)
    assert said in found.told and len(found.hits) == 0


def test_a_word_of_others_is_told():
    """A word that only the other voice has is said to be there."""
    corpus = make_corpus({"a": ["He said: we shall win. Nobody won."]}, quoted=[("a", "we shall win", "he")])
    assert "stands once in others" in ask(open_study(corpus), "shall").told


def test_a_word_within_names_is_told(seeds):
    """A word that stands only within joined names is said to be there, and is found when they are not joined."""
    corpus = make_corpus(
        {"a": ["The Red Guard came. The Red Guard went."]}, names=[("Red Guard", "party", "Red Guard")]
    )
    assert "stands 2 times within names" in ask(open_study(corpus), "guard*").told
    assert len(ask(open_study(corpus), "guard*", names=False).hits) == 2


def test_a_pattern_without_end_is_stopped():
    """A pattern that would search for hours is given up after two seconds, in one sentence."""
    study = open_study(make_corpus({"a": ["a" * 60 + " and the rest of it"]}))
    assert "takes longer than 2 seconds" in ask(study, "/(a+)+!/").told


def test_lines_go_by_the_word_before_and_after(study):
    """Sorted by the left or right, neighbours in the table share or follow each other's word."""
    hits = ask(study, "great").hits
    for order, column, place in (("right", 2, 0), ("left", 0, -1)):
        parts = line_parts(study.corpus, order_lines(study.corpus, hits, order))
        said = [[term for _, _, term in find_terms(part[column])][place : place + 1 or None] for part in parts]
        assert said == sorted(said)


# ---- passages and the text ----


def test_a_passage_is_the_sentence_in_its_paragraph(study):
    """The place clicked lies in the sentence, the sentence in the paragraph, and the line is its own."""
    for at in ask(study, "border*").hits.itertuples():
        read = find_passage(study.corpus, Place(at.document, at.start, at.end))
        assert read.first <= read.start <= at.start < at.end <= read.end <= read.last
        assert str(study.corpus[at.document].line_at(read.start)) in read.lines


def test_the_text_is_shown_whole_but_for_people(study):
    """The parts of the tab Read hold every block once, but for the front matter, where people are named."""
    session = Session(study)
    for name in study.corpus.texts:
        session.take({"do": "set", "name": "document", "value": name})
        session.take({"do": "tab", "value": "read"})
        shown = ""
        for page in range(len(parts_of(study.corpus, name))):
            session.take({"do": "page", "value": page})
            shown += session.parts()["main"]
        plain = re.sub(
            r"<[^>]*>|&[#\w]+;|\W",
            "",
            re.sub(r'<(span|small|sup)[^>]*class="(speaker|kind|note|lineno)".*?</\1>', "", shown),
        )
        blocks = study.corpus.blocks.query("document == @name")
        for block in blocks.itertuples():
            told = re.sub(r"\W", "", block.text)
            assert (told in plain) == (block.kind != "front_matter") or len(told) < 12


def test_voices_are_told_without_colour():
    """A quotation begins with its speaker in brackets, and what was found is a mark."""
    corpus = make_corpus({"a": ["He said: we shall win. Nobody won."]}, quoted=[("a", "we shall win", "he")])
    session = Session(open_study(corpus, voice=None))
    session.take({"do": "ask", "value": "shall"})
    passage = session.take({"do": "read", "document": "a", "start": 12, "end": 17})["passage"]
    assert "[he:]" in passage and '<mark class="quoted chosen">shall</mark>' in passage


# ---- events and parts of the page ----


def test_every_tab_is_whole_html(study):
    """Each tab of the real texts closes what it opens and runs nothing; each button says what it does."""
    session = Session(study)
    session.take({"do": "ask", "value": "stalin"})
    for name in QUICK:
        session.take({"do": "tab", "value": name})
        for part, html in session.parts().items():
            checked = Checked(html)
            assert (checked.open, checked.wrong) == ([], []), (name, part)
            assert not re.search(r"<button[^>]*>\s*</button>", re.sub(r"<button[^>]*aria-label[^>]*>", "<i>", html))


def test_nothing_of_a_text_is_taken_for_html():
    """Names, words, speakers and queries that look like HTML stay words."""
    corpus = make_corpus(
        {HOSTILE: [f"He said {HOSTILE} today."] * 3, "b": ["He said so."] * 3}, quoted=[(HOSTILE, "said", HOSTILE)]
    )
    session = Session(open_study(corpus, voice=None))
    for query in ("said", HOSTILE, "/<.*?>/"):
        session.take({"do": "ask", "value": query})
        session.take({"do": "read", "document": HOSTILE, "start": 3, "end": 7})
        for name in QUICK:
            session.take({"do": "tab", "value": name})
            assert not any(Checked(html).wrong for part, html in session.parts().items() if part != "query")


def test_attributes_and_children_are_escaped():
    """The one place where HTML is made."""
    assert tag("p", "<", title='"') == '<p title="&quot;">&lt;</p>'


@pytest.mark.parametrize(
    "event",
    [
        {},
        {"do": "tab", "value": "none"},
        {"do": "read", "document": "none", "start": 1},
        {"do": "read", "document": "paper", "start": "x"},
        {"do": "set", "name": "voice", "value": "nobody"},
        {"do": "set", "name": "documents", "value": []},
        {"do": "set", "name": "segment_terms", "value": "many"},
        {"do": "set", "name": "query", "value": "x"},
        {"do": "judge"},
        {"do": "code", "kind": "stance"},
        {"do": "rejudge", "row": "x", "value": "confirmed"},
    ],
)
def test_events_that_make_no_sense_change_nothing(study, event):
    """Whatever the page sends, the moment stays what it was and no error comes back."""
    session = Session(study)
    before = session.asked
    session.take(event)
    assert session.asked == before


def test_knobs_make_the_study(study):
    """What is chosen on the page is the study that answers; a knob turned back finds the tables made before."""
    session = Session(study)
    for name, value in (("voice", "all"), ("segment_terms", "80"), ("target", "chapter"), ("n_topics", "7")):
        session.take({"do": "set", "name": name, "value": value})
    turned = session.study
    assert (turned.voice, turned.segment_terms, turned.target, turned.n_topics) == (None, 80, "chapter", 7)
    session = Session(study)
    first = session.study
    for value in ("all", "author"):
        session.take({"do": "set", "name": "voice", "value": value})
    assert session.study is first


def test_only_what_changed_is_sent(study):
    """A click on a line sends the passage and the line's mark, and leaves the knobs where they are."""
    session = Session(study)
    session.take({"do": "hello"})
    session.take({"do": "ask", "value": "stalin"})
    at = session.answer.hits.iloc[0]
    sent = session.take({"do": "read", "document": at["document"], "start": int(at["start"]), "end": int(at["end"])})
    assert "passage" in sent and not {"knobs", "search", "tabs"} & set(sent)


def test_a_typed_word_leaves_tables_for_its_lines(study):
    """From a table a typed word leads to Find; in the text itself it is marked where one reads."""
    asked, known = first_asked(study), tuple(study.corpus.texts)
    assert change(replace(asked, tab="words"), {"do": "ask", "value": "war"}, known).tab == "find"
    assert change(replace(asked, tab="read"), {"do": "ask", "value": "war"}, known).tab == "read"


def test_one_text_is_told_in_a_sentence(seeds):
    """With one text counts and lines are there, and a comparison is a sentence."""
    session = Session(open_study(seeds.only(["paper"])))
    session.take({"do": "ask", "value": "mao"})
    assert "There is one text" in session.parts()["main"] and len(session.answer.hits)
    assert "needs a second one" in session.take({"do": "tab", "value": "words"})["main"]
    assert "sentences" in session.take({"do": "tab", "value": "tone"})["main"].lower()


def test_another_language_is_told_in_a_sentence():
    """Words are found in any language; what knows English only says so."""
    german = "Der König sprach zu dem Volke, und es hatte nichts zu fürchten, weil der Krieg vorüber war."
    session = Session(open_study(make_corpus({"a": [german] * 40, "b": [german] * 40})))
    session.take({"do": "ask", "value": "könig*"})
    assert len(session.answer.hits) == 80


# ---- code and files ----


@pytest.mark.parametrize("tab", [name for name in TABS if name in ("find", "words", "code")])
def test_the_code_shown_gives_the_view(study, tab):
    """The lines run, and give the same hits as the page."""
    session = Session(study, repr(str(ROOT / "seeds")))
    for event in (
        {"do": "ask", "value": "stalin"},
        {"do": "set", "name": "voice", "value": "all"},
        {"do": "tab", "value": tab},
    ):
        session.take(event)
    space: dict = {}
    exec(snippet(session.source, session.study, session.asked), space)
    assert space["study"].voice is None
    if tab == "find":
        pd.testing.assert_frame_equal(space["found"].hits, session.answer.hits)


@pytest.mark.parametrize("kind", KINDS)
def test_a_view_becomes_a_file(study, kind):
    """The file has a name that says what it is, and opens as what it is."""
    session = Session(study)
    session.take({"do": "ask", "value": "ideolog*"})
    name, content = session.file(kind)
    assert name == f"explore_find_ideolog.{kind}"
    if kind == "csv":
        assert len(pd.read_csv(io.BytesIO(content))) == len(session.answer.hits)
    if kind == "xlsx":
        assert len(pd.read_excel(io.BytesIO(content))) == len(session.answer.hits)
    assert kind != "png" or content.startswith(b"\x89PNG")
    assert kind != "svg" or b"<svg" in content


def test_a_spreadsheet_runs_no_word_of_a_text():
    """A line that begins like a formula is words in the sheet."""
    import openpyxl

    session = Session(open_study(make_corpus({"a": ["=1+1 is said here", "said again"], "b": ["said"]})))
    session.take({"do": "ask", "value": "said"})
    sheet = openpyxl.load_workbook(io.BytesIO(session.file("xlsx")[1])).active
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}


def test_nothing_to_save_is_a_sentence(study):
    """Without a query there is no file, and it is said why."""
    with pytest.raises(AnalysisError, match="Nothing is typed"):
        Session(study).file("csv")


# ---- codings ----


def test_a_mark_is_written_and_found_again(folder):
    """A passage marked on the page stands in codings.csv, and is found at the same place."""
    session = Session(open_study(folder))
    before = read_codings(session.corpus)
    session.take({"do": "ask", "value": "peaceful coexistence"})
    at = session.answer.hits.iloc[0]
    session.take({"do": "read", "document": at["document"], "start": int(at["start"]), "end": int(at["end"])})
    session.take({"do": "mark", "document": at["document"], "start": int(at["start"]), "end": int(at["end"])})
    told = session.take({"do": "code", "code": "a try", "kind": "stance", "note": "why, “so”", "coder": "me"})
    after = read_codings(session.corpus)
    assert "Written" in told["status"] and len(after) == len(before) + 1
    made = after.iloc[-1]
    assert (made["code"], made["note"], made["coder"]) == ("a try", "why, “so”", "me")
    assert made["start"] <= at["start"] and made["end"] >= at["end"] and made["times"] == 1
    assert after.iloc[:-1]["quote"].tolist() == before["quote"].tolist()


def test_a_mark_is_rejected_and_taken_back(folder):
    """A rejected mark stays in the file and bears nothing out; taken back it counts again."""
    corpus = read_corpus(folder)
    marks = read_codings(corpus)
    row = int(marks["row"].iloc[3])
    save_judgement(corpus, row, "rejected")
    assert len(read_codings(corpus)) == len(marks) - 1
    assert len(read_codings(corpus, rejected=True)) == len(marks)
    save_judgement(corpus, row, "")
    assert read_codings(corpus)["code"].tolist() == marks["code"].tolist()


def test_a_click_judges_the_mark_that_was_shown_or_none(folder):
    """Where somebody has changed the file since, the page says so, and no other mark is rejected."""
    corpus = read_corpus(folder)
    marks = read_codings(corpus)
    row, code = int(marks["row"].iloc[3]), marks["code"].iloc[3]
    asked = first_asked(open_study(corpus))
    event = {"do": "rejudge", "row": str(row), "value": "rejected"}
    assert "no mark 'another'" in write_event(corpus, asked, event | {"code": "another"})
    assert len(read_codings(corpus)) == len(marks)
    assert "is rejected" in write_event(corpus, asked, event | {"code": code})


def test_every_sentence_can_be_marked(folder):
    """Whatever is marked, long or short, once or often in its text, is found again where it was."""
    corpus = read_corpus(folder)
    sentences = analysis.split_sentences(corpus).iloc[::25]
    for row in sentences.itertuples():
        save_coding(corpus, code="all", kind="thesis", document=row.document, start=row.start, end=row.end)
    found = read_codings(corpus).query("code == 'all'")
    assert found[["start", "end"]].astype(int).to_numpy().tolist() == sentences[["start", "end"]].to_numpy().tolist()


def test_a_file_of_a_spreadsheet_keeps_its_ways(tmp_path):
    """Semicolons, Windows line ends, a byte order mark and further columns stay as they were."""
    (tmp_path / "a.txt").write_text("One war was lost. Another war was won.", "utf-8")
    head = "\ufeffcode;kind;document;quote;extra\r\nx;stance;a;One war;mine\r\n"
    (tmp_path / "codings.csv").write_bytes(head.encode())
    corpus = read_corpus(tmp_path)
    save_coding(corpus, code="y", kind="stance", document="a", start=12, end=16)
    content = (tmp_path / "codings.csv").read_bytes().decode()
    assert content.startswith(head) and content.count("\r\n") == 3
    assert read_codings(corpus)["extra"].tolist() == ["mine", ""]


def test_a_folder_that_cannot_be_written_is_a_sentence(folder, monkeypatch):
    """The mark is not written, the file stays whole, and one sentence says what to do."""

    def refuse(path, content):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("analysis.codings.writing.save_file", refuse)
    before = (folder / "codings.csv").read_bytes()
    session = Session(open_study(folder))
    session.take({"do": "mark", "document": "paper", "start": 700})
    told = session.take({"do": "code", "code": "a try", "kind": "stance"})["status"]
    assert "cannot be written to (Permission denied)" in told
    assert (folder / "codings.csv").read_bytes() == before and save_file is not refuse


def test_the_words_marked_by_hand_are_what_is_coded(folder):
    """Words marked in the passage are the quote; without them it is the whole sentence."""
    session = Session(open_study(folder))
    at = ask(session.study, "peaceful coexistence").hits.iloc[0]
    place = {"document": at["document"], "start": int(at["start"]), "end": int(at["end"])}
    session.take({"do": "mark", **place, "selected": "peaceful coexistence"})
    assert (session.asked.at.start, session.asked.at.end) == (at["start"], at["end"])
    session.take({"do": "mark", **place, "selected": ""})
    assert session.asked.at.end - session.asked.at.start > 40


# ---- the shell ----


def test_explore_is_one_name():
    """The package and its function share a name, and either way it opens the texts."""
    import analysis.explore as package

    opened = package(ROOT / "seeds", voice=None)
    assert opened.study.voice is None and "paper" in repr(opened)
    assert analysis.explore(ROOT / "seeds").counts.empty


def test_no_text_is_in_the_state_of_the_widget():
    """What a notebook would save of the widget holds its name, and no word of the texts."""
    state = analysis.explore(ROOT / "seeds").get_state()
    held = {name: value for name, value in state.items() if name not in ("_esm", "_css")}
    assert not any("coexistence" in str(value).lower() for value in held.values())
