"""A reader's marks: found again in the texts, checked, compared, and laid beside what finders propose."""

import re
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pandas as pd
import pytest
from nltk.metrics.agreement import AnnotationTask

from analysis import (
    AnalysisError,
    ReadError,
    check_codings,
    compare_codings,
    find_coding_disagreements,
    mark_confirmed,
    open_study,
    read_codings,
    read_corpus,
    save_coding,
    save_judgement,
)
from analysis.codings.marks import find_quote
from analysis.evidence import krippendorff_alpha
from analysis.history import find_silences

HEAD = "code,kind,document,quote,note,coder\n"
LETTER = (
    "The war came in “spring”. Ann said, “We were afraid.” Nobody knew why. The war came to the town, and then it went."
)


@pytest.fixture
def folder(tmp_path):
    """A folder with two short letters."""
    (tmp_path / "letter.txt").write_text(LETTER, "utf-8")
    (tmp_path / "reply.txt").write_text(
        "We heard of it. Bread was dear. The harvest had failed, for it rained.", "utf-8"
    )
    return tmp_path


def codings(folder, text, encoding="utf-8", **options):
    """Codings written beside the letters, and read."""
    (folder / "codings.csv").write_text(text, encoding)
    return read_codings(read_corpus([folder / "letter.txt", folder / "reply.txt"]), **options)


def test_the_seeds_are_coded_in_full(seeds):
    """Every quote of the project's own codings stands in its text, once, and all kinds are there."""
    found = read_codings(seeds, strict=True)
    assert check_codings(found).empty
    assert set(found["kind"]) == {"thesis", "episode", "cause", "stance", "source", "silence"}
    episodes = found[found["kind"] == "episode"].groupby("code")["document"].nunique()
    assert (episodes == 2).sum() >= 10
    numbered = found[(found["kind"] == "source") & (found["document"] == "paper")]["about"]
    assert sorted(map(int, numbered)) == list(range(1, 17))
    for row in found[found["start"].notna()].itertuples():
        assert seeds[row.document].text[row.start : row.end] == row.text


def test_a_quote_is_found_with_its_place(folder):
    """Quotation marks and line ends may differ; … parts first words from last; the voice is told."""
    table = codings(
        folder, HEAD + 'fear,cause,letter,"""We were\nafraid.""",,A\nend,episode,letter,Nobody knew … it went.,,A\n'
    )
    assert table["text"].tolist() == ["“We were afraid.”", LETTER[LETTER.index("Nobody") :]]
    assert table["voice"].tolist() == ["quoted", "author"]
    assert table["sentence"].tolist()[1] == 3 and table["row"].tolist() == [3, 4]


def test_spaced_dots_of_a_text_are_words_of_it():
    """An ellipsis that the text itself has is part of a quote written out."""
    assert find_quote("others . . . might think", "others . . . might") == [(0, 18)]
    assert find_quote("one two three", "one [...] three") == [(0, 13)]


def test_the_shortest_passage_is_meant_and_whole_words():
    """Of several beginnings before one ending the nearest counts; "war" does not stand in "warden"."""
    assert find_quote("It is late. It is a gain.", "It is … gain.") == [(12, 25)]
    assert find_quote("The warden. The war.", "The war") == [(12, 19)]
    assert find_quote("any text", "…") == []


def test_what_cannot_be_found_is_said_and_the_rest_is_kept(folder):
    """One sentence names code, words, document and line; strict stops; two places are told."""
    text = HEAD + "x,cause,letter,no such words,,A\ny,cause,letter,The war came,,A\n,,,,,\nz,silence,,,nobody says,A\n"
    table = codings(folder, text)
    assert table["found"].tolist() == [False, True, True] and table["start"].isna().tolist() == [True, False, True]
    said = check_codings(table)["says"].tolist()
    assert "line 2: “no such words” (x) does not stand in letter" in said[0] and "stands 2 times" in said[1]
    with pytest.raises(ReadError, match="line 2"):
        codings(folder, text, strict=True)
    lined = codings(folder, "code,kind,document,quote,line\ny,cause,letter,The war came,1\n")
    assert lined["times"].tolist() == [1] and lined["coder"].tolist() == [""]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("code,kind,document\n", "lacks the column quote"),
        ("", "lacks the column code"),
        (HEAD + "x,causes,letter,The war,,\n", "line 2: kind 'causes' is not one of thesis"),
        (HEAD + ",cause,letter,The war,,\n", "line 2: the column code is empty"),
        (HEAD + "x,cause,,The war,,\n", "line 2: a cause needs a document and a quote"),
    ],
)
def test_bad_codings_are_one_sentence(folder, text, said):
    """A missing column, an unknown kind, an empty code: what, where, what to do."""
    with pytest.raises(ReadError, match=said):
        codings(folder, text)


def test_spreadsheets_are_read(folder):
    """Semicolons, tabs, a mark at the head, Windows letters, other order of columns, further columns."""
    sheet = "\ufeffkind;code;quote;document;weight\r\ncause;Bread;Bread was dear.;reply;main\r\n"
    (folder / "codings.csv").write_bytes(sheet.encode())
    corpus = read_corpus([folder / "letter.txt", folder / "reply.txt"])
    assert read_codings(corpus)["weight"].tolist() == ["main"]
    table = codings(folder, HEAD + "war,cause,letter,in “spring”,,A\n", "cp1252")
    assert table["found"].all()
    with pytest.raises(AnalysisError, match="There is no document"):
        read_codings(corpus.only(["reply"]), folder / "codings.csv")
    assert read_codings(corpus.only(["reply"])).empty


def test_a_text_that_is_not_there_is_said(folder):
    """A mistyped name loses no mark unsaid; the name of a file is understood; rows of another text are passed over."""
    text = HEAD + "a,cause,leter,The war,,A\nb,cause,reply.txt,Bread was dear.,,A\nc,cause,other,Peace,,A\n"
    (folder / "other.txt").write_text("Peace came at last.", "utf-8")
    table = codings(folder, text + "d,silence,repli,,nobody says,A\n")
    assert table["code"].tolist() == ["a", "b", "d"] and table["found"].tolist() == [False, True, False]
    assert table["document"].tolist() == ["leter", "reply", "repli"] and table["start"].isna().tolist() == [
        True,
        False,
        True,
    ]
    said = check_codings(table)["says"].tolist()
    assert (
        said[0] == "codings.csv, line 2: there is no text 'leter' (a); write the name of its file." and len(said) == 2
    )
    study = open_study([folder / "letter.txt", folder / "reply.txt"])
    with pytest.warns(UserWarning, match="Marks that are not found: codings.csv, line 2"):
        assert len(study.codings) == 3


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("status", "reject", "status 'reject' is not confirmed or rejected"),
        ("line", "twelve", "'twelve' in the column line"),
        ("line", "²", "'²' in the column line"),
        ("line", "1.5", "'1.5' in the column line"),
    ],
)
def test_what_cannot_be_meant_is_refused(folder, column, value, said):
    """A judgement that there is not, or a line that is none, is one sentence with its line."""
    with pytest.raises(ReadError, match=f"line 2: {re.escape(said)}"):
        codings(folder, f"code,kind,document,quote,{column}\nx,cause,letter,The war,{value}\n")


def test_a_line_as_a_spreadsheet_writes_it(folder):
    """12.0 is line 12, and CONFIRMED is confirmed."""
    text = "code,kind,document,quote,line,status\nx,cause,letter,The war came,1.0,Confirmed\n"
    table = codings(folder, text)
    assert (table["times"].tolist(), table["status"].tolist()) == ([1], ["confirmed"])


REFUSED = [
    b"sep=;\r\ncode;kind;document;quote\r\na;silence;letter;\r\n",
    b"resign,episode,letter,The war came\n",
    b"# my codings\ncode,kind,document,quote\n",
    b"code,kind,document,quote,note,note\n",
    b"code,kind,document,quote,text\n",
    b'code,kind,document,quote,coder,note\na,cause,letter,The war came,x,"my note, unfinished\nb,cause,letter,Ann,x,\n',
    b"code,kind,document,quote,note\na,silence,letter,," + b"x" * 140_000 + b"\n",
    "code,kind,document,quote\n".encode("utf-16-le"),
    b"PK\x03\x04 a spreadsheet",
    "code,kind,document,quote,note\na,silence,letter,,\u0165\u0158\n".encode("cp1250"),
]


@pytest.mark.parametrize("content", REFUSED, ids=range(len(REFUSED)))
def test_what_is_not_read_is_not_written(folder, content):
    """A file that `read_codings` refuses is refused by those who write, and keeps every byte."""
    (folder / "codings.csv").write_bytes(content)
    corpus = read_corpus([folder / "letter.txt", folder / "reply.txt"])
    with pytest.raises(AnalysisError):
        read_codings(corpus)
    with pytest.raises(AnalysisError):
        save_coding(corpus, code="x", kind="silence", document="letter")
    with pytest.raises(AnalysisError):
        save_judgement(corpus, 2, "rejected")
    assert (folder / "codings.csv").read_bytes() == content


def test_what_is_written_keeps_columns_encoding_rights_and_links(folder):
    """A file with a head of one's own, in Windows letters, behind a link, for few eyes, stays so."""
    corpus = read_corpus([folder / "letter.txt", folder / "reply.txt"])
    shared = folder / "elsewhere"
    shared.mkdir()
    head = "Code,Kind,Document,Quote,Weight,Note\n"
    (shared / "shared.csv").write_bytes(f"{head}a,silence,letter,,2,café\n".encode("cp1252"))
    (shared / "shared.csv").chmod(0o600)
    (folder / "codings.csv").symlink_to(shared / "shared.csv")
    save_coding(corpus, code="x", kind="cause", document="reply", start=0, end=15)
    content = (shared / "shared.csv").read_bytes()
    assert content.decode("cp1252").startswith("code,kind,document,quote,weight,note\na,silence,letter,,2,café\n")
    assert (folder / "codings.csv").is_symlink() and (shared / "shared.csv").stat().st_mode & 0o777 == 0o600
    with pytest.raises(AnalysisError, match="has no 'ж'"):
        save_coding(corpus, code="ж", kind="silence", document="reply")
    assert (shared / "shared.csv").read_bytes() == content
    (shared / "shared.csv").write_text(head)
    save_coding(corpus, code="x", kind="silence", document="reply")
    assert (shared / "shared.csv").read_text().splitlines()[0] == "code,kind,document,quote,weight,note"
    (shared / "shared.csv").unlink()
    with pytest.raises(AnalysisError, match="cannot be read"):
        read_codings(corpus)
    for name in ("codings.xlsx", "letter.txt"):
        with pytest.raises(AnalysisError, match="no name for codings"):
            save_coding(corpus, code="x", kind="silence", document="reply", path=folder / name)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"start": 1, "end": 15}, "begins or ends within a word"),
        ({"start": 0, "end": 6}, "begins or ends within a word"),
        ({"start": 0, "end": 15, "note": "x" * 20_000}, "at most 10,000 letters"),
    ],
)
def test_a_mark_that_could_not_be_read_again_is_not_written(folder, asked, said):
    """Half a word, and a note without end."""
    with pytest.raises(AnalysisError, match=said):
        save_coding(read_corpus([folder / "reply.txt"]), code="x", kind="cause", document="reply", **asked)
    assert not (folder / "codings.csv").exists()


def test_a_line_that_has_another_mark_now_is_not_judged(folder):
    """Whoever says which mark is meant judges that one or none."""
    corpus = read_corpus([folder / "letter.txt", folder / "reply.txt"])
    (folder / "codings.csv").write_text("code,kind,document,quote\nnew,silence,letter,\nold,silence,letter,\n")
    with pytest.raises(AnalysisError, match="no mark 'old' in line 2 now"):
        save_judgement(corpus, 2, "rejected", code="old")
    save_judgement(corpus, 3, "rejected", code="old")
    assert read_codings(corpus)["code"].tolist() == ["new"]


def test_the_line_of_a_quote_that_stands_often_moves_with_it(folder):
    """The nearest is taken, and where none begins in that very line, it is said."""
    text = "The war came.\n\nBread.\n\nThe war came.\n\nAsh.\n\nThe war came.\n"
    (folder / "letter.txt").write_text(text * 1)
    corpus = read_corpus([folder / "letter.txt"])
    line = "code,kind,document,quote,line\nx,cause,letter,The war came,{}\n"
    for asked, first, said in ((5, 5, 0), (6, 5, 1), (400, 9, 1), (1, 1, 0)):
        (folder / "codings.csv").write_text(line.format(asked))
        table = read_codings(corpus)
        assert table["first_line"].tolist() == [first] and len(check_codings(table)) == said


def test_marks_of_several_folders(folder):
    """Each folder's codings.csv speaks of its own texts; what lies beside and is no text hides no slip."""
    other = folder / "other"
    other.mkdir()
    (folder / "letter.txt").rename(other / "letter.txt")
    (folder / "codings.csv").write_text("code,kind,document,quote,weight\na,cause,reply,Bread was dear.,2\n")
    (other / "codings.csv").write_text("code,kind,document,quote\nb,cause,letter,The war\nc,cause,gone,x\n")
    (other / "gone.bak").write_text("x")
    table = read_codings(read_corpus([folder / "reply.txt", other / "letter.txt"]))
    assert dict(zip(table["code"], table["found"], strict=True)) == {"a": True, "b": True, "c": False}
    assert dict(zip(table["code"], table["weight"], strict=True)) == {"a": "2", "b": "", "c": ""}


def test_quotes_that_look_alike_are_alike(folder):
    """Accents as signs of their own, soft hyphens, hyphens of other kinds, and … in brackets."""
    (folder / "letter.txt").write_text("The café-owner came, and nobody knew why. It went on.", "utf-8")
    for quote in (
        "The cafe\u0301-owner",
        "The ca\u00adfé\u2011owner",
        "The café-owner (...) It went on.",
        "The […] on.",
    ):
        assert codings(folder, f'code,kind,document,quote\nx,cause,letter,"{quote}"\n')["found"].tolist() == [True], (
            quote
        )


def test_coders_and_codes_that_differ_in_capitals_are_one(folder):
    """And a mark without a name is nobody's second opinion."""
    marked = (("fear", "Anna"), ("Fear", "anna "), ("fear", "B"))
    rows = "".join(f"{code},cause,letter,The war came,,{coder}\n" for code, coder in marked)
    corpus = read_corpus([folder / "letter.txt", folder / "reply.txt"])
    table = compare_codings(corpus, codings(folder, HEAD + rows + "x,cause,letter,The war came,,\n"))
    assert table["coders"].tolist() == [2]
    assert find_coding_disagreements(corpus, codings(folder, HEAD + rows)).empty


def test_files_put_together_by_hand(folder):
    """A second heading, a row with a remark only, another case of a text's name, and a table of marks saved again."""
    corpus = read_corpus([folder / "letter.txt", folder / "reply.txt"])
    rows = "x,cause,Letter,The war came,,A\n" + HEAD + ",,,,done on Monday,B\ny,cause,reply,Bread was dear.,,B\n"
    table = codings(folder, HEAD + rows)
    assert (
        table["code"].tolist() == ["x", "y"]
        and table["found"].all()
        and table["document"].tolist() == ["letter", "reply"]
    )
    (folder / "codings.csv").write_text(table.to_csv(index=False))
    assert read_codings(corpus)["code"].tolist() == ["x", "y"]


def test_marks_saved_at_once_are_all_kept(folder):
    """Four threads that save marks of one folder wait for each other."""
    corpus = read_corpus([folder / "letter.txt", folder / "reply.txt"])

    def save(n):
        save_coding(corpus, code=f"mark {n}", kind="cause", document="reply", start=0, end=15, coder="A")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(save, range(24)))
    assert set(read_codings(corpus)["code"]) == {f"mark {n}" for n in range(24)}


def test_no_codings_is_an_empty_table_with_its_columns(tmp_path):
    """A folder without codings.csv has none, and no error."""
    (tmp_path / "a.txt").write_text("One word.", "utf-8")
    assert {"code", "kind", "document", "start", "found"} <= set(read_codings(read_corpus(tmp_path)))
    with pytest.raises(ReadError, match="cannot be read"):
        read_codings(read_corpus(tmp_path), tmp_path / "none.csv")


def test_two_coders(folder):
    """Agreement over all sentences, unmarked ones too; where they part is listed."""
    text = HEAD + "a,cause,letter,Nobody knew why.,,A\na,cause,letter,Nobody knew why.,,B\nb,cause,letter,Ann said,,B\n"
    table = codings(folder, text)
    corpus = read_corpus([folder / "letter.txt", folder / "reply.txt"])
    row = compare_codings(corpus, table).iloc[0]
    assert (row["kind"], row["coders"], row["marked"]) == ("cause", 2, 2) and 0 < row["alpha"] < 1
    apart = find_coding_disagreements(corpus, table)
    assert apart["coder"].tolist() == ["A", "B"] and apart["code"].tolist() == ["", "b"]
    with pytest.raises(AnalysisError, match="two coders"):
        compare_codings(corpus, table[table["coder"] == "A"])


def test_alpha_of_names_is_nltks():
    """The nominal form agrees with another library, gaps included."""
    rng = np.random.default_rng(0)
    values = rng.integers(0, 3, (3, 30)).astype(float)
    values[rng.random(values.shape) < 0.2] = np.nan
    data = [(c, u, values[c, u]) for c in range(3) for u in range(30) if np.isfinite(values[c, u])]
    rated = pd.Series([u for _, u, _ in data]).value_counts()
    data = [row for row in data if rated[row[1]] > 1]
    assert krippendorff_alpha(values, nominal=True) == pytest.approx(AnnotationTask(data).alpha(), abs=1e-9)


def test_a_finders_row_is_confirmed_by_a_mark_under_it(folder):
    """A row that overlaps a mark of the kind is confirmed; a pair needs marks of one code on both sides."""
    table = codings(folder, HEAD + "war,episode,letter,The war came in,,A\nwar,episode,reply,We heard of it.,,A\n")
    start = int(table["start"].iloc[0])
    rows = pd.DataFrame({"document": ["letter", "letter"], "start": [start, 90], "end": [start + 3, 95]})
    assert mark_confirmed(rows, table, kind="episode")["confirmed"].tolist() == [True, False]
    assert not mark_confirmed(rows, table, kind="cause")["confirmed"].any()
    pair = {"target_document": "letter", "target_start": start, "target_end": start + 3}
    pairs = pd.DataFrame(
        [pair | {"reference_document": "reply", "reference_start": s, "reference_end": s + 3} for s in (0, 30)]
    )
    assert mark_confirmed(pairs, table, kind="episode")["confirmed"].tolist() == [True, False]
    with pytest.raises(AnalysisError, match="document, start and end"):
        mark_confirmed(pd.DataFrame({"x": [1]}), table, kind="cause")


def test_what_neither_tells(folder):
    """A matter is counted by its terms in each text; where it is not named, with an upper bound."""
    (folder / "corpus.toml").write_text(
        '[[expected]]\nname = "War"\nyear = 1914\nterms = ["war", "wars"]\norigin = "a handbook"\n'
        '[[expected]]\nname = "Peace"\nyear = 1918\nterms = ["peace*"]\norigin = "a handbook"\n',
        "utf-8",
    )
    table = find_silences(read_corpus(folder))
    assert table["n"].tolist() == [2, 0, 0, 0] and table["first_line"].tolist()[0] == 1
    assert table["at_most"].isna().tolist() == [True, False, False, False]
    assert find_silences(read_corpus(folder / "letter.txt").only(["letter"])).columns.tolist() == table.columns.tolist()


@pytest.mark.parametrize(
    "bad",
    [
        'name = "War"\nyear = 1914\nterms = ["war"]',
        'year = 1\nterms = []\norigin = ""',
        'name = "W"\nyear = 1\nterms = ["w"]\norigin = "x"\nmore = 1',
    ],
)
def test_bad_expectations_are_one_sentence(folder, bad):
    """A matter without terms, origin or name is refused with what it needs."""
    (folder / "corpus.toml").write_text(f"[[expected]]\n{bad}\n", "utf-8")
    with pytest.raises(ReadError, match="needs a name, a year, terms"):
        read_corpus(folder)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"code,kind,document,quote\nx,cause,a,old stones, and more\n", "line 2: it has more cells than"),
        (b"code,kind,document,quote,quote\nx,cause,a,b,c\n", "two columns are called quote"),
        ("code,kind,document,quote\n".encode("utf-16"), "saved in UTF-16"),
        (b'code,kind,document,quote\nx,cause,a,"' + b"y" * 140_000 + b'"\n', "a quotation mark may be left open"),
    ],
)
def test_files_that_would_be_read_wrongly(content, said, tmp_path):
    """Shifted, doubled and endless cells, and another encoding, are said and not guessed at."""
    (tmp_path / "a.txt").write_text("Old stones, and more, fell in the town.", "utf-8")
    (tmp_path / "codings.csv").write_bytes(content)
    with pytest.raises(ReadError, match=said):
        read_codings(read_corpus(tmp_path))


def test_a_column_without_a_name_keeps_its_place(tmp_path):
    """What stands under no name is left out, and the cells behind it stay under their own names."""
    (tmp_path / "a.txt").write_text("Old stones fell in the town.", "utf-8")
    (tmp_path / "codings.csv").write_text("code,kind,document,quote,,coder\nx,cause,a,Old stones,,Ann\n", "utf-8")
    assert read_codings(read_corpus(tmp_path))["coder"].tolist() == ["Ann"]
