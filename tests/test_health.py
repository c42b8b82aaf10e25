"""The health check, languages, and what corpus.toml tells of a document."""

import re
import unicodedata

import pandas as pd
import pytest

from analysis import ReadError, TooLittleTextError, check_reading, open_study, read_corpus, show_reading, split_terms
from analysis.reading.language import find_language

PROSE = "The council met in the winter of that year and it did not agree on the price of bread for the town. " * 20


def _read(folder, text, toml="", name="a.txt"):
    (folder / name).write_text(text, encoding="utf-8")
    (folder / "corpus.toml").write_text(toml, encoding="utf-8")
    return read_corpus(folder)


def _says(corpus):
    return " ".join(check_reading(corpus)["says"])


def test_a_clean_text_needs_no_look(tmp_path):
    """Plain prose gives no row, and the table has its columns all the same."""
    table = check_reading(_read(tmp_path, PROSE))
    assert table.columns.tolist() == ["document", "about", "line", "says"] and table.empty


def test_the_chapter_has_marks_whose_notes_stand_elsewhere():
    """Of the two texts one sentence is said, and it is true: nineteen marks without notes."""
    table = check_reading(read_corpus("seeds"))
    assert table["document"].tolist() == ["chapter"] and table["says"][0].startswith("19 marks")
    assert "19 marks" in show_reading("seeds")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (PROSE + "The dictatorshipofmoscowandallthat was over.", "1 words of more than 25 letters"),
        (PROSE + "It was \ufffd over.", "1 signs that could not be read"),
        ("It was over.", "Only 3 words"),
        ("Ann Lee (Word Count: 9,000)\n\nHIST 101\n\nOn Bread\n\n" + PROSE, "says of itself that it has 9,000"),
        ("“" + PROSE + "”", "is read as somebody else's words"),
    ],
)
def test_what_looks_wrong_is_said_with_its_count(tmp_path, text, says):
    """Glued words, lost signs, too few words, another declared count, mostly quoted: each is said."""
    assert says in _says(_read(tmp_path, text))


def test_files_of_other_kinds_are_named(tmp_path):
    """A text of a kind that is not read is named, not passed over."""
    (tmp_path / "old.doc").write_bytes(b"x")
    corpus = _read(tmp_path, PROSE)
    assert corpus.left_out == ("old.doc",) and "Not read: old.doc" in _says(corpus)
    assert "old.doc" in show_reading(corpus)


def test_what_may_be_a_text_is_read_or_named(tmp_path):
    """Only what describes a folder is passed over; other kinds and folders with texts are named, pictures are not."""
    for name in ("License to marry.txt", "Readme of the king.txt", "~draft.txt", "b.TEXT"):
        (tmp_path / name).write_text(PROSE, "utf-8")
    for name in (
        "README.txt",
        "LICENSE",
        "license.md",
        "~$draft.docx",
        "b.txt~",
        ".hidden.txt",
        "c.png",
        "codings.csv",
    ):
        (tmp_path / name).write_text("x")
    for name in ("a.srt", "mail.eml", "chat.log", "speech"):
        (tmp_path / name).write_text("x")
    for name in ("old.txt.bak", "years/1999/x.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    for name in ("more", "pictures", "report"):
        (tmp_path / name).mkdir()
    (tmp_path / "more" / "d.txt").write_text("x")
    (tmp_path / "pictures" / "d.png").write_text("x")
    for name in ("index.html", "contents.json"):
        (tmp_path / "report" / name).write_text("x")
    corpus = _read(tmp_path, PROSE)
    assert sorted(corpus) == ["License to marry", "Readme of the king", "a", "b", "~draft"]
    files = ("a.srt", "chat.log", "gone.txt", "mail.eml", "more/", "old.txt.bak", "speech", "years/")
    assert corpus.left_out == files
    assert "Not read: a.srt, chat.log, gone.txt, mail.eml, old.txt.bak, speech; save" in _says(corpus)
    assert "Texts in folders of this folder are not read: more/, years/; name" in _says(corpus)


@pytest.mark.parametrize(
    "name", ["corpus.toml.txt", "Corpus.TOML", "codings.csv.txt", "corpus (1).toml", "corpus.tml", "coding.csv"]
)
def test_settings_by_another_name_are_not_passed_over(tmp_path, name):
    """What an editor called corpus.toml.txt is no text, and its settings are not lost in silence."""
    (tmp_path / name).write_text("[names]\n")
    with pytest.raises(ReadError, match=re.escape(f"{name} is read only if it is called co")):
        (tmp_path / "a.txt").write_text(PROSE, encoding="utf-8")
        read_corpus(tmp_path)


def test_marks_in_a_spreadsheet_and_settings_that_are_no_file(tmp_path):
    """Said, not passed over."""
    (tmp_path / "a.txt").write_text(PROSE, encoding="utf-8")
    (tmp_path / "codings.xlsx").write_bytes(b"x")
    with pytest.raises(ReadError, match=r"codings\.xlsx is not read; save it as codings\.csv"):
        read_corpus(tmp_path)
    (tmp_path / "codings.xlsx").unlink()
    (tmp_path / "corpus.toml").mkdir()
    with pytest.raises(ReadError, match=r"corpus\.toml is no file that can be read"):
        read_corpus(tmp_path)


def test_accents_that_are_signs_of_their_own(tmp_path):
    """A text, a file's name, a heading, a name and a page from a Mac are one with those from elsewhere."""
    said = "Étienne Lécroix met us in the café. " * 20
    names, text = unicodedata.normalize("NFD", "Lécroix"), unicodedata.normalize("NFD", said)
    (tmp_path / unicodedata.normalize("NFD", "mémoire.txt")).write_text(text, "utf-8")
    (tmp_path / "page.html").write_text(f"<p>{text}</p>", "utf-8")
    (tmp_path / "plain.txt").write_text(said, "utf-8")
    toml = f'[documents."mémoire"]\ntitle = "M"\n[names]\n"{names}" = {{ kind = "person" }}\n'
    (tmp_path / "corpus.toml").write_text(toml, "utf-8")
    corpus = read_corpus(tmp_path)
    assert sorted(corpus) == ["mémoire", "page", "plain"] and corpus["mémoire"].title == "M"
    assert corpus["mémoire"].text == corpus["page"].text == corpus["plain"].text == said.strip()
    assert corpus.edits["rule"].tolist() == ["accents composed"] * 2 and corpus.names["alias"].tolist() == ["Lécroix"]
    (tmp_path / "mémoire.md").write_text(said, "utf-8")
    with pytest.raises(ReadError, match="would both be the document 'mémoire'"):
        read_corpus(tmp_path)


def test_one_way_to_write_a_name_cannot_be_two_persons(tmp_path):
    """An alias under two headings would go to the first, in silence."""
    toml = '[names]\n"Ann Lee" = { aliases = ["Lee"] }\n"Bob Lee" = { aliases = ["Lee"] }\n'
    with pytest.raises(ReadError, match="'Lee' is told of two names, 'Ann Lee' and 'Bob Lee'"):
        _read(tmp_path, PROSE, toml)


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ('[documents.a]\nskip = [["", ""]]', "skip should be pairs such as"),
        ('[documents.a]\nsources = { 99 = "primary" }', "sources of a tells of a note 99, which it does not have"),
        ('[documents.a]\nspeakers = ["KING"]', "speakers of a holds 'KING', which stands nowhere"),
        ('order = ["a", "a"]', "order holds 'a' twice"),
        ('[documents.A]\ntitle = "x"', "tells of a document 'A', but there is a, b; rename or delete it"),
        ("[documents.a]\ntitle = “x”", "write straight quotation marks, not “"),
    ],
)
def test_a_slip_in_corpus_toml_is_said_whether_a_folder_is_read_or_its_files(tmp_path, toml, said):
    """What tells of nothing that is there is not passed over; what tells of another text of the folder is no slip."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(PROSE, "utf-8")
    (tmp_path / "corpus.toml").write_text(toml, "utf-8")
    for source in (tmp_path, [tmp_path / "a.txt"]):
        with pytest.raises(ReadError, match=re.escape(said)):
            read_corpus(source)
    (tmp_path / "corpus.toml").write_text('order = ["b", "a"]', "utf-8")
    assert list(read_corpus([tmp_path / "a.txt"])) == ["a"]


def test_settings_in_another_encoding(tmp_path):
    """The sentence says what to do, not which byte."""
    (tmp_path / "a.txt").write_text(PROSE, "utf-8")
    (tmp_path / "corpus.toml").write_bytes('[documents.a]\ntitle = "é"'.encode("cp1252"))
    with pytest.raises(ReadError, match=r"corpus\.toml is not saved as UTF-8"):
        read_corpus(tmp_path)


def test_letters_of_an_old_encoding(tmp_path):
    """What is guessed is said; another alphabet is not guessed at."""
    (tmp_path / "a.txt").write_bytes(("It’s naïve. " + PROSE).encode("cp1252"))
    assert "Letters were read as windows-1252: are accents and quotation marks right? (line 1)" in _says(
        read_corpus(tmp_path)
    )
    for text, coding in (
        ("Люди боялись голода.", "cp1251"),
        ("Οι άνθρωποι φοβούνταν.", "cp1253"),
        ("人们害怕饥荒。", "gbk"),
    ):
        (tmp_path / "a.txt").write_bytes((text * 40).encode(coding))
        with pytest.raises(ReadError, match="another alphabet; save it as UTF-8"):
            read_corpus(tmp_path)
    for text in ("Les élèves étaient là où l’été s’achève. ", "Müller fühlte Überdruß über Größe. "):
        (tmp_path / "a.txt").write_bytes((text * 40).encode("cp1252"))
        assert read_corpus(tmp_path)["a"].text.startswith(text[:10])


def test_the_language_is_found_and_said(tmp_path):
    """English by its words of grammar, others by name; corpus.toml goes before; short texts tell nothing."""
    german = "Der Rat trat im Winter jenes Jahres zusammen und konnte sich über den Preis des Brotes nicht einigen. "
    corpus = _read(tmp_path, german * 20)
    assert corpus["a"].language == "de" and corpus.documents["language"].tolist() == ["de"]
    assert "The text is in German" in _says(corpus)
    assert _read(tmp_path, german * 20, '[documents.a]\nlanguage = "nl"')["a"].language == "nl"
    assert find_language([PROSE]) == "en" and find_language(["One line."]) == ""


def test_what_knows_english_only_is_left_out_of_other_languages(tmp_path):
    """Tone stops in one sentence where a side is German, and style keeps the measures that know no language."""
    german = "Der Rat trat im Winter jenes Jahres zusammen und konnte sich über den Preis des Brotes nicht einigen. "
    (tmp_path / "b.txt").write_text(german * 40)
    study = open_study(_read(tmp_path, PROSE * 2), target="a")
    with pytest.raises(TooLittleTextError, match="b is in German"):
        study.tone  # noqa: B018
    with pytest.warns(UserWarning, match=r"left out because of b \(German\)"):
        assert set(study.style.table["group"]) == {"sentences", "variety"}


def test_columns_of_ones_own(tmp_path):
    """Whatever else corpus.toml tells of a document is a column; where it tells nothing, <NA>."""
    (tmp_path / "b.txt").write_text(PROSE)
    table = _read(tmp_path, PROSE, '[documents.a]\nyear = 1919\nauthor = "Reed"\n[documents.b]\nparty = "x"').documents
    assert table["year"].tolist() == [1919, pd.NA] and table["author"][0] == "Reed" and table["party"][1] == "x"


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ('titel = "x"', "near to 'title'"),
        ("title = 3", "title should be a word"),
        ("skip = ['a', 'b']", "skip should be pairs"),
        ('habits = ["long hair"]', "short openers"),
        ('words = "many"', "name it otherwise"),
        ("places = [1, 2]", "to be a column"),
    ],
)
def test_slips_in_corpus_toml_are_said(tmp_path, told, why):
    """A slip in what is told of a document stops with the key, the document and what belongs there."""
    with pytest.raises(ReadError, match=why):
        _read(tmp_path, PROSE, f"[documents.a]\n{told}")


def test_passages_told_as_verse_or_left_out(tmp_path):
    """A passage told as verse keeps its lines and is the author's; one told as left out is counted no more."""
    stanza = "Tiger, burning bright,\nin the forests\nof the night."
    text = f"{PROSE}\n\n{stanza}\n\nIt was late. All rights are ours. So be it.\n"
    toml = '[documents.a]\nverse = [["Tiger", "night."]]\nskip = [["All rights", "ours."]]'
    corpus = _read(tmp_path, text, toml)
    blocks = corpus.blocks.set_index("kind")["text"]
    assert blocks["verse"] == stanza
    assert blocks["back_matter"] == "All rights are ours."
    terms = split_terms(corpus)["term"].tolist()
    assert "tiger" in terms and "rights" not in terms and set(split_terms(corpus)["voice"]) == {"author"}
    assert corpus["a"].line_at(corpus["a"].text.index("forests")) == 4
    with pytest.raises(ReadError, match="Lion"):
        _read(tmp_path, text, '[documents.a]\nskip = [["Lion", "ours."]]')


LOST = "“" + PROSE.strip()


def test_a_quotation_whose_end_was_lost_is_read_and_said(tmp_path):
    """A long paragraph that opens with its only quotation mark is quoted to its end, and the line is said."""
    corpus = _read(tmp_path, f"{PROSE}\n\nBread was dear, as Lee wrote in 1920:\n\n{LOST}\n\n{PROSE}")
    assert corpus.quotations["text"].tolist() == [LOST]
    row = check_reading(corpus).iloc[0]
    assert row["line"] == 5 and "opens with a quotation mark that is never closed and is read as" in row["says"]
    doubtful = _read(tmp_path, f"{PROSE}\n\n{LOST} It had “bread” and more.\n\n{PROSE}")
    assert "never closed: is it somebody else's?" in _says(doubtful)
    assert "never closed" not in _says(_read(tmp_path, f"{PROSE}\n\n{LOST}”\n\n“Bread,” they said.\n\n{PROSE}"))
    many = _says(_read(tmp_path, "\n\n".join([PROSE, LOST] * 7)))
    assert many.count("is it somebody") == 5 and "2 more paragraphs open with" in many


def test_quotations_within_others_are_counted_once(tmp_path):
    """Of quotations that nobody is told to say only those that lie in no other are counted."""
    said = "“The council met, and ‘bread was dear in all of the towns then’ it said.”"
    assert "Of 10 quotations 10 have" in _says(_read(tmp_path, f"{PROSE}\n\n" + f"{said}\n\n" * 10))


def test_citations_in_brackets_are_said(tmp_path):
    """Five or more sources in brackets amid the text are counted; brackets of another use are not."""
    cited = "It rose (Lee 1990), and fell [Ray, Op. Cit., p. 5]. So it was (see Lee and Ray, 1991: 12; Ann 1992). "
    other = "It fell (March 1921), rose (in May 1922) and so on (1923). " * 5
    assert "6 citations in brackets stand in the text" in _says(_read(tmp_path, PROSE + cited * 2 + other))
    assert "citations" not in _says(_read(tmp_path, PROSE + cited + other))
