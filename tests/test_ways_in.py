"""Texts from anywhere: patterns, strings, tables, spaCy's Docs; what is told of them travels."""

import subprocess
import sys

import pandas as pd
import pytest

from analysis import (
    AnalysisError,
    check_reading,
    compare_terms,
    corpus_from_table,
    corpus_from_texts,
    count_terms,
    read_corpus,
    show_reading,
    split_sentences,
    split_terms,
    terms_from_spacy,
)
from tests.conftest import ROOT

TABLE = pd.DataFrame(
    {
        "id": ["x", "y", "z"],
        "words": ["The sea rose and rose.", "Sun.", "Wind\nand rain.\n\nNo sun."],
        "party": ["A", "B", "A"],
        "year": [1951, None, 1967],
    }
)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "more").mkdir()
    for name in ("b", "a", "more/c"):
        (tmp_path / f"{name}.txt").write_text(f"The wind of {name} blew over the sea all night.\n", "utf-8")
    (tmp_path / "readme.txt").write_text("Nothing to read.", "utf-8")
    return tmp_path


def test_files_folders_and_patterns_mix(folder):
    """A pattern, a folder and a file give each document once, in order of names; what describes a folder is none."""
    assert list(read_corpus(str(folder / "*.txt"))) == ["a", "b"]
    assert list(read_corpus(f"{folder}/**/*.txt")) == ["a", "b", "c"]
    assert list(read_corpus([folder, folder / "a.txt", str(folder / "more" / "?.txt")])) == ["a", "b", "c"]


def test_several_folders_tell_of_their_documents(folder):
    """Each folder's corpus.toml is read, whichever files of it are taken."""
    (folder / "corpus.toml").write_text('[documents.b]\nparty = "x"\n[names]\n"Ann" = {}\n', "utf-8")
    (folder / "more" / "corpus.toml").write_text('[documents.c]\nparty = "y"\n[names]\n"Bob" = {}\n', "utf-8")
    corpus = read_corpus([folder, folder / "more"])
    assert corpus.documents["party"].astype(object).fillna("").tolist() == ["", "x", "y"]
    assert corpus.names["name"].tolist() == ["Ann", "Bob"]


def test_a_string_is_read_as_its_file_is(folder):
    """The same text gives the same tables from a string and from a file."""
    read = read_corpus(folder / "a.txt")
    told = corpus_from_texts({"a": (folder / "a.txt").read_text("utf-8")})
    for table in ("documents", "blocks", "quotations", "notes", "edits"):
        pd.testing.assert_frame_equal(getattr(read, table), getattr(told, table))
    assert "file        a" in show_reading(told)


def test_quotations_and_headings_of_strings():
    """A string has its quotations and its structure; told to be prose it has no heading."""
    text = "THE STORM\n\n“It rose,” said Ann. Nobody answered her for a long while.\n"
    corpus = corpus_from_texts([("a", text), ("b", "Great!")])
    assert corpus.blocks["kind"].tolist() == ["heading", "prose", "prose"]  # what is all heading is prose
    assert corpus.quotations["speaker"].tolist() == ["Ann"]
    assert set(corpus_from_texts({"a": text}, prose=True).blocks["kind"]) == {"prose"}


def test_a_table_brings_its_columns():
    """Columns stand in corpus.documents and on terms and sentences; whole numbers stay whole where one is missing."""
    corpus = corpus_from_table(TABLE, text="words", document="id")
    assert corpus.documents["year"].fillna(0).tolist() == [1951, 0, 1967] and list(corpus) == ["x", "y", "z"]
    assert corpus.blocks["text"].tolist() == [*TABLE["words"][:2], "Wind and rain.", "No sun."]
    for table in (split_terms(corpus), split_sentences(corpus)):
        assert dict(zip(table["document"], table["party"], strict=True)) == {"x": "A", "y": "B", "z": "A"}
    chosen = corpus_from_table(TABLE, text="words", document=None, side="party")
    assert list(chosen) == ["1", "2", "3"] and "year" not in chosen.documents and "side" in chosen.documents


@pytest.mark.parametrize("kind", ["csv", "tsv", "xlsx", "semicolons"])
def test_tables_from_files(kind, tmp_path):
    """CSV, also with semicolons or of an old Windows, TSV and XLSX give what the DataFrame gives; 007 stays 007."""
    table, path = TABLE.assign(id=["007", "é", "NA"]), tmp_path / f"texts.{kind.replace('semicolons', 'csv')}"
    if kind == "xlsx":
        table.to_excel(path, index=False)
    else:
        signs = {"csv": ",", "tsv": "\t", "semicolons": ";"}
        table.to_csv(path, index=False, sep=signs[kind], encoding="cp1252" if kind == "semicolons" else "utf-8-sig")
    corpus = corpus_from_table(path, text="words", document="id")
    assert list(corpus) == ["007", "é", "NA"]
    pd.testing.assert_frame_equal(
        corpus.documents, corpus_from_table(table, text="words", document="id").documents, check_dtype=False
    )


def test_metadata_of_files(folder):
    """A table beside the files tells of them by name, with or without ending, whatever else it tells of."""
    about = pd.DataFrame({"document": ["b.txt", "a", "gone"], "party": ["x", "y", "z"], "title": ["B", "A", "G"]})
    corpus = read_corpus(folder, metadata=about)
    assert corpus.documents["party"].tolist() == ["y", "x"] and corpus["b"].title == "B"
    for wrong, says in (
        (about[1:], "tells nothing of 'b'"),
        (pd.concat([about, about]), "tells of 'b' twice"),
        (about.assign(document=["b", None, "a"]), "names none in row 2"),
        (about.rename(columns={"party": "term"}), "'term' is told by the reader itself"),
    ):
        with pytest.raises(AnalysisError, match=says):
            read_corpus(folder, metadata=wrong)


@pytest.mark.parametrize(
    ("change", "options", "says"),
    [
        ({"id": ["x", "x", "z"]}, {}, "Two texts are called 'x'"),
        ({"id": ["x", None, "z"]}, {}, "Text 2 of 3 has no name"),
        ({"words": ["a b", None, "c"]}, {}, "The text of 'y' is missing"),
        ({"words": ["a b", "--", "c"]}, {}, "The text of 'y' holds no words"),
        ({}, {"text": "body"}, "has no column 'body'; it has id, words, party, year"),
        ({}, {"side": "Party"}, "has no column 'Party'"),
        ({"party": [[], [], []]}, {}, "'party' holds a value of type list"),
    ],
)
def test_tables_with_faults(change, options, says):
    """What is wrong with a table is one sentence that names the row or the column."""
    with pytest.raises(AnalysisError, match=says):
        corpus_from_table(TABLE.assign(**change), **({"text": "words", "document": "id"} | options))


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: corpus_from_table(TABLE[:0], text="words", document="id"), "has no rows"),
        (lambda: corpus_from_table("none.csv"), "none.csv cannot be read"),
        (lambda: corpus_from_table("texts.doc"), "save it as .csv"),
        (lambda: corpus_from_texts({}), "There are no texts"),
        (lambda: corpus_from_texts("The sea."), "files go to read_corpus"),
        (lambda: corpus_from_texts(["The sea."]), "Texts need names"),
        (lambda: corpus_from_texts(TABLE), "goes to corpus_from_table"),
        (lambda: read_corpus({"a": "The sea."}), "go to corpus_from_texts"),
        (lambda: read_corpus("no/such/*.txt"), "matches 'no/such/"),
        (lambda: read_corpus([ROOT / "seeds" / "paper.txt"] * 2), "paper.txt is given twice"),
    ],
)
def test_ways_in_that_lead_nowhere(call, says):
    """What cannot be read is one sentence that says what to do."""
    with pytest.raises(AnalysisError, match=says):
        call()


def test_one_unreadable_file_among_others(folder):
    """It stops the reading, or is left out with a warning that says why, as asked; alone it stops it in any case."""
    (folder / "broken.docx").write_bytes(b"nothing of the kind")
    with pytest.raises(AnalysisError, match=r"broken\.docx"):
        read_corpus(folder)
    with pytest.warns(UserWarning, match=r"Left out: broken\.docx"):
        corpus = read_corpus(folder, unreadable="leave out")
    assert list(corpus) == ["a", "b"] and corpus.left_out == ("more/", "broken")
    with pytest.raises(AnalysisError, match=r"broken\.docx"):
        read_corpus(folder / "broken.docx", unreadable="leave out")


def test_a_path_from_home(folder, monkeypatch):
    """~ is understood in paths as in patterns, as a shell would."""
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    assert list(read_corpus("~")) == list(read_corpus("~/*.txt")) == list(read_corpus(folder))


def test_docs_of_spacy():
    """Docs give a terms table with places in their text, for counts and comparisons, with what is told of them."""
    nlp = pytest.importorskip("spacy").blank("en")
    pairs = [
        ("Ann's sea rose.\n\nIt fell.", {"document": "a", "party": "x"}),
        ("Sea.", {"document": "b", "party": "y"}),
    ]
    docs = list(nlp.pipe(pairs, as_tuples=True))
    terms = terms_from_spacy(docs)
    assert terms["term"].tolist() == ["ann", "sea", "rose", "it", "fell", "sea"]
    assert terms["block"].tolist() == [1, 1, 1, 2, 2, 1]
    texts = {about["document"]: doc.text for doc, about in docs}
    found = [texts[row.document][row.start : row.end].lower() for row in terms.itertuples()]
    assert found == terms["term"].tolist()
    assert count_terms(terms, by="party").query("term == 'sea'")["n"].tolist() == [1, 1]
    assert "sea" in set(compare_terms(terms, target={"party": "x"})["term"])
    assert terms_from_spacy([doc for doc, _ in docs])["document"].unique().tolist() == ["1", "2"]
    for wrong, says in ((["The sea."], "takes Docs"), ([(docs[0][0], "a")] * 2, "Two Docs"), ([], "no words")):
        with pytest.raises(AnalysisError, match=says):
            terms_from_spacy(wrong)
    with pytest.raises(AnalysisError, match="no lemmas"):
        terms_from_spacy(docs, lemma=True)


def test_strings_have_no_codings_beside_them(monkeypatch, seeds):
    """A corpus of strings does not take the codings of the folder one happens to be in."""
    from analysis import read_codings

    monkeypatch.chdir(ROOT / "seeds")
    assert read_codings(corpus_from_texts({"paper": seeds["paper"].text})).empty


def _run(folder, code: str) -> subprocess.CompletedProcess:
    (folder / "script.py").write_text(code, "utf-8")
    environment = {"PYTHONPATH": str(ROOT), "PATH": ""}
    return subprocess.run([sys.executable, "script.py"], cwd=folder, env=environment, capture_output=True, text=True)


def test_another_analysis_beside_a_script(tmp_path):
    """`two_tellings` is the same package under a name of its own; where another `analysis` hides it, it says so."""
    alone = _run(
        tmp_path, "import two_tellings as tt; print(tt.corpus_from_texts({'a': 'The sea.'}).documents.words[0])"
    )
    assert alone.stdout.strip() == "2", alone.stderr
    (tmp_path / "analysis.py").write_text("x = 1\n", "utf-8")
    hidden = _run(tmp_path, "import two_tellings")
    assert hidden.returncode == 1 and "analysis.py hides the package" in hidden.stderr.splitlines()[-1]
    asked = [sys.executable, "-m", "two_tellings", "figures", "--list"]
    ran = subprocess.run(asked, cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True)
    assert ran.returncode == 2 and ran.stderr.startswith("Stopped: ") and ran.stderr.count("\n") == 1


def test_one_text_twice():
    """The health check says which documents hold the same text."""
    says = check_reading(corpus_from_texts({"a": "The sea rose.", "b": "The sea fell.", "c": "The sea rose."}))
    assert says[says["about"] == "files"]["document"].tolist() == ["c"]


@pytest.mark.parametrize("name", ["Part 1/2", "1957\\58", "../x", ".."])
def test_a_name_with_a_slash_is_refused(name):
    """Two texts called "1/2" and "2/2" were once one, called "2": such a name is refused, and another offered."""
    with pytest.raises(AnalysisError, match=r"without / and .*, such as '[\w -]+'\.$"):
        corpus_from_texts({name: "Old stones.", "b": "It rained."})
