"""Bad input: one clear sentence or a correct reading, never a traceback."""

import zipfile

import pytest

from analysis import ReadError, compare_with_naive, read_corpus, show_reading, split_sentences
from tests.conftest import make_corpus
from tests.made import Piece, to_docx, to_html, to_pdf

CURLY = "“It’s late,” he said – naïve."


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(tmp_path, coding, end):
    """The same text comes from any usual encoding and any line end."""
    (tmp_path / "a.txt").write_bytes(f"A Title{end}{end}{CURLY}{end}{end}The end.{end}".encode(coding))
    assert read_corpus(tmp_path)["a"].text == f"A Title\n\n{CURLY}\n\nThe end."


def test_mojibake_is_reported(tmp_path):
    """Letters broken by a wrong encoding are reported with their line and left alone."""
    (tmp_path / "a.txt").write_text("First line here.\n\n" + "It’s naïve.".encode().decode("cp1252"), encoding="utf-8")
    edits = read_corpus(tmp_path).edits
    assert set(edits["rule"]) == {"mojibake"} and set(edits["line"]) == {3}


def test_mojibake_of_another_encoding_is_reported(tmp_path):
    """Accents read as Latin-1, which leaves control signs behind, are reported too."""
    (tmp_path / "a.txt").write_text("A café.\n\n" + "Ann’s Brünn.".encode().decode("latin-1"), encoding="utf-8")
    edits = read_corpus(tmp_path).edits
    assert set(edits["rule"]) == {"mojibake"} and set(edits["line"]) == {3} and len(edits) == 2


def _one(path, content):
    path.write_bytes(content) if isinstance(content, bytes) else path.write_text(content, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.pdf", b"%PDF-1.4 broken", "cannot be opened"),
        ("a.pdf", b"plain words", "not what its name says"),
        ("a.docx", b"PK\x03\x04 broken", "cannot be opened"),
        ("a.docx", b"plain words", "not what its name says"),
        ("a.epub", b"PK\x03\x04 broken", "cannot be opened"),
        ("a.html", "<html><script>let x = 1</script></html>", "no words"),
        ("a.txt", "--- *** ---", "no words"),
        ("a.txt", bytes(range(1, 9)) * 50, "not a text"),
        ("a.png", b"\x89PNG", "not read"),
    ],
)
def test_files_that_cannot_be_read(tmp_path, name, content, message):
    """A file that is broken, wordless or of another kind is refused in one sentence that names it."""
    with pytest.raises(ReadError, match=message) as error:
        read_corpus(_one(tmp_path / name, content))
    assert name in str(error.value) and "\n" not in str(error.value)


def test_scanned_and_locked_pdf(tmp_path):
    """A PDF without text asks for text recognition, one with a password for a copy without."""
    to_pdf([" "], tmp_path / "scan.pdf", head="")
    with pytest.raises(ReadError, match="OCR"):
        read_corpus(tmp_path / "scan.pdf")
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(tmp_path / "locked.pdf")
    with pytest.raises(ReadError, match="password"):
        read_corpus(tmp_path / "locked.pdf")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (None, "None"),
        (3, "3"),
        ([], "an empty list"),
        ((), "an empty list"),
        ("", "''"),
        (["a.txt", None], "None"),
        (b"a.txt", "a value of type bytes"),
        ({"a": "One text."}, "a value of type dict"),
        ([make_corpus({"a": ["One word."]})], "a value of type Corpus"),
    ],
)
def test_what_is_no_file(source, said):
    """Whatever is neither a folder nor files is answered in one sentence: what came, and what to give instead."""
    for read in (read_corpus, show_reading):
        with pytest.raises(
            ReadError, match=f"read_corpus was given {said}; give it a folder or a list of files"
        ) as error:
            read(source)
        assert "\n" not in str(error.value) and len(str(error.value)) < 200


def test_a_corpus_is_no_file():
    """A corpus read already is refused as a source in the same sentence."""
    with pytest.raises(ReadError, match="read_corpus was given a value of type Corpus; give it a folder"):
        read_corpus(make_corpus({"a": ["One word."]}))


@pytest.mark.parametrize("text", ["Old stones fell. " * 100, "a\0b", " "])
def test_a_text_in_place_of_its_file(text):
    """A text given where its file should be is answered in one short sentence."""
    with pytest.raises(ReadError, match="no file or folder") as error:
        read_corpus(text)
    assert len(str(error.value)) < 200


def test_a_file_too_large(tmp_path):
    """A file of 200 MB is refused by its size, before it is read."""
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(200_000_000)
    with pytest.raises(ReadError, match="200 MB"):
        read_corpus(tmp_path / "a.txt")


def test_two_files_of_one_name(tmp_path):
    """Two files that would be one document are said, not overwritten."""
    _one(tmp_path / "a.txt", "One text here.")
    _one(tmp_path / "a.md", "Another text here.")
    with pytest.raises(ReadError, match=r"a\.md and a\.txt"):
        read_corpus(tmp_path)


def test_markup_in_a_text_stays_text(tmp_path):
    """A script in a plain text is words like others, and a table of blocks shows it escaped."""
    corpus = read_corpus(_one(tmp_path / "a.txt", "He typed <script>alert(1)</script> and left."))
    assert "<script>alert(1)</script>" in corpus["a"].text
    assert "<script>" not in corpus.blocks.to_html()


def test_html_scripts_are_dropped_and_logged(tmp_path):
    """A script in the body of a page is no text, and the edit says what was dropped."""
    corpus = read_corpus(
        _one(tmp_path / "a.html", "<body><p>He left.</p><script>alert(1)</script><p>It rained.</p></body>")
    )
    assert corpus["a"].text == "He left.\n\nIt rained."
    assert list(corpus.edits["rule"]) == ["dropped script"]


@pytest.mark.parametrize(
    "text", ["一個沒有空格的句子。" * 200, "word " * 20_000, "x" * 100_000, "a\n" * 5_000, "“" * 500 + "a"]
)
def test_odd_but_readable(tmp_path, text):
    """One endless line, one endless word, a script without spaces, a letter a line: read, with lawful offsets."""
    corpus = read_corpus(_one(tmp_path / "a.txt", text))
    assert all(corpus["a"].text[row.start : row.end] == row.text for row in corpus.blocks.itertuples())
    assert len(split_sentences(corpus)) >= 1


def test_heading_lists_and_tables(tmp_path):
    """In Markdown and HTML headings, lists, tables and quotations are blocks of their kind."""
    made = "# One\n\nText here.\n\n- a thing\n- a *second* [thing](http://x.y)\n\n> Said so.\n\n| a | b |\n|---|---|\n"
    kinds = ["heading", "prose", "list", "list", "block_quote", "table"]
    corpus = read_corpus(_one(tmp_path / "a.md", made))
    assert list(corpus.blocks["kind"]) == kinds and corpus.blocks["text"].iloc[3] == "a second thing"
    page = """<h1>One</h1><p>Text here.</p><ul><li>a thing<li>a <i>second</i> <a href="http://x.y">thing</a></ul>
        <blockquote><p>Said so.</p></blockquote><table><tr><td>a</td><td>b</td></tr></table>"""
    corpus = read_corpus(_one(tmp_path / "b.html", page))
    assert list(corpus.blocks["kind"]) == kinds and corpus.blocks["text"].iloc[3] == "a second thing"


def test_front_matter_of_markdown(tmp_path):
    """The lines between two --- are front matter and give title, author and date."""
    made = "---\ntitle: On Stones\nauthor: Ann Lee\ndate: 2 May 2020\n---\n\nStones fell.\n"
    document = read_corpus(_one(tmp_path / "a.md", made))["a"]
    assert (document.title, document.author, document.date) == ("On Stones", "Ann Lee", "2 May 2020")


def test_word_broken_at_a_line_end(tmp_path):
    """A word broken at a line end is whole again when the text has it whole; a compound keeps its hyphen."""
    lines = [
        "The old council of the river met in the winter for the transfor-",
        "mation of the long bridge, and the transformation of the self-",
        "confident market, which had been there between the river and the",
        "stone for as long as anybody in the old town could remember it.",
    ]
    text = read_corpus(_one(tmp_path / "a.txt", "\n".join(lines)))["a"].text
    assert "the transformation of the long" in text and "self-confident market" in text


def test_page_numbers_and_first_line_indents(tmp_path):
    """A number alone inside a sentence is a page number; an indented first line opens a paragraph, no quotation."""
    line = "The old stone was carried over the long bridge and into the market of"
    text = f"    {line}\nthe town, and there it lay.\n\n    {line}\n\n12\n\nthe town, and there it lay.\n\n"
    text += "    It lay there.\n\n"
    corpus = read_corpus(_one(tmp_path / "a.txt", text * 3))
    assert set(corpus.blocks["kind"]) == {"prose"} and len(corpus.blocks) == 9
    assert (corpus.edits["rule"] == "page number").sum() == 3


def test_an_archive_of_something_else(tmp_path):
    """A zip that is no book is refused as a book."""
    with zipfile.ZipFile(tmp_path / "a.epub", "w") as book:
        book.writestr("words.txt", "only words")
    with pytest.raises(ReadError, match="EPUB"):
        read_corpus(tmp_path / "a.epub")


def test_report(tmp_path):
    """The report tells words, blocks, notes, voices and edits of any file, and no name from its front matter."""
    to_docx(
        [Piece("heading", "", ("Stones",)), Piece("prose", "", ("Ann Lee said, “Stones fell.”", ("Ray.",)))],
        tmp_path / "a.docx",
    )
    _one(tmp_path / "b.txt", "Cy Ray (Word Count: 2)\n\nOn Stones\n\nStones fell.")
    report = show_reading([tmp_path / "a.docx", tmp_path / "b.txt"])
    assert "Ann Lee: 2" in report and "1 heading, 1 prose, 1 note" in report
    assert "the file says 2" in report and "Cy Ray" not in report


def test_naive_counts(tmp_path):
    """Beside a naive count the reader's leaves out notes, marks, labels and others' words."""
    _one(tmp_path / "a.txt", "Old stones fell.¹ Ann said, “We go.”\n\n¹ Lee, Ann.")
    counts = compare_with_naive(read_corpus(tmp_path / "a.txt")).set_index("measure")
    assert tuple(counts.loc["words", ["naive", "read"]]) == (10, 7)
    assert tuple(counts.loc["I and we, as the author's", ["naive", "read"]]) == (1, 0)


def test_naive_counts_of_a_page(tmp_path):
    """The naive side of a page is its plain conversion, where the number of a note hangs on a word."""
    pieces = [Piece("prose", "", ("Old stones", ("Lee, Ann.",), " fell in the town."))]
    _one(tmp_path / "a.html", to_html(pieces))
    counts = compare_with_naive(read_corpus(tmp_path / "a.html")).set_index("measure")
    assert tuple(counts.loc["words with a number glued on", ["naive", "read"]]) == (1, 0)
