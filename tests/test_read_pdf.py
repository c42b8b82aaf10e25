"""PDFs read by geometry: files made of words at given places, so that each promise rests on places alone."""

import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import read_corpus
from analysis.errors import ReadError
from analysis.reading.english import words
from analysis.reading.formats.pdf import words as pdf_words
from analysis.reading.formats.pdf.signs import plain, table_of_codes

pytest.importorskip("pypdfium2")
WORDS = words("the river bears a stone to town and nobody there knows of bread in winter or what old men built")
WIDTH = 0.6  # of the size: a letter of Courier


def write_pdf(objects: list[str], path: Path) -> Path:
    """A PDF of these objects, the first its catalog."""
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    rows = "".join(f"{place:010d} 00000 n \n" for place in places)
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}"
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    path.write_bytes((out + table + trailer).encode("cp1252"))
    return path


def stream(content: str, about: str = "") -> str:
    return f"<< /Length {len(content)} {about} >>\nstream\n{content}\nendstream"


def placed(pages: list[list[tuple]], path: Path) -> Path:
    """A PDF of pages of (x, y, text, size, matrix): each word drawn by itself where it stands, no space between."""
    fonts = (
        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier-Bold /Encoding /WinAnsiEncoding >>",
    )
    objects, kids = ["<< /Type /Catalog /Pages 2 0 R >>", "", *fonts], []
    for page in pages:
        drawn = []
        for x, y, text, size, *more in page:
            font, turn = ("F2" if "bold" in more else "F1"), ("0 1 -1 0" if "turned" in more else "1 0 0 1")
            for word in text.split(" "):
                escaped = word.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
                drawn.append(f"BT /{font} {size} Tf {turn} {x:.2f} {y:.2f} Tm ({escaped}) Tj ET")
                x += (len(word) + 1) * WIDTH * size
        kids.append(f"{len(objects) + 1} 0 R")
        content = f"/Contents {len(objects) + 2} 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >>"
        objects += [f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] {content} >>", stream("\n".join(drawn))]
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return write_pdf(objects, path)


def lines(x: float, y: float, texts: list[str], size: float = 10, gap: float = 12, *more: str) -> list[tuple]:
    return [(x, y - place * gap, text, size, *more) for place, text in enumerate(texts)]


def prose(count: int, columns: int = 60, first: str = "Old", seed: int = 0) -> list[str]:
    """A paragraph of full lines that ends as a sentence does, in a short line."""
    texts, at = [], seed
    for _ in range(count):
        row = [] if texts else [first]
        while len(" ".join(row)) < columns:
            row.append(WORDS[at % len(WORDS)])
            at += 7
        texts.append(" ".join(row)[:columns].rsplit(" ", 1)[0].ljust(columns, "s"))
    return [*texts[:-1], f"{texts[-1][: columns // 2].strip()}."]


def kinds(corpus) -> list[tuple[str, str]]:
    return [(row.kind, " ".join(row.text.split())) for row in corpus.blocks.itertuples()]


def test_columns_below_a_title(tmp_path):
    """Two columns are read one after the other, below the title that stands across them."""
    title = [(150, 740, "On the Rivers of the North", 18)]
    left, right = prose(30, 38, "Left"), prose(30, 38, "Right", seed=3)
    path = placed([title + lines(50, 700, left) + lines(310, 700, right)], tmp_path / "a.pdf")
    corpus = read_corpus(path)
    assert kinds(corpus) == [("heading", title[0][2]), ("prose", " ".join(left)), ("prose", " ".join(right))]
    assert corpus["a"].title == title[0][2]


def test_heads_and_numbers_of_pages(tmp_path):
    """What stands above the text of every page, and the number below it, are left out and said, with their page."""
    pages = []
    for number in range(1, 7):
        head = "Rivers of the North" if number % 2 else "A. Lee"
        body = lines(80, 700, prose(20, first="Old" if number == 1 else "and", seed=number))
        pages.append([(80, 740, head, 9), *body, (300, 60, str(number), 10)])
    corpus = read_corpus(placed(pages, tmp_path / "a.pdf"))
    gone = corpus.edits[corpus.edits["rule"].isin(["running head", "page number"])]
    assert Counter(gone["rule"]) == {"running head": 6, "page number": 6} and set(gone["line"]) == set(range(1, 7))
    assert "Rivers" not in corpus["a"].text and "Lee" not in corpus["a"].text


def test_a_note_over_two_pages(tmp_path):
    """A raised number calls the small print that opens with it; a note goes on at the foot of the next page, the
    paragraph at its head, and neither into the other."""
    first, second = prose(20), prose(6, first="and")
    mark = (80 + 60 * WIDTH * 10, 703.6, "1", 7)
    note = [(80, 102, "1", 6), *lines(85, 100, ["Ann Lee, Stones of the"], 8, 10)]
    page = [*lines(80, 700, [*first[:-1], first[-2]]), mark, *note]
    other = [*lines(80, 700, second), *lines(80, 100, ["North (London, 1950)."], 8, 10)]
    corpus = read_corpus(placed([page, other], tmp_path / "a.pdf"))
    assert [kind for kind, _ in kinds(corpus)] == ["prose", "note"]
    assert list(corpus.notes["text"]) == ["Ann Lee, Stones of the North (London, 1950)."]
    before = corpus["a"].text[: corpus.notes["at"][0]]
    assert before == first[0] and corpus.notes["note"].tolist() == [1]


def test_kinds_by_place(tmp_path):
    """A larger line is a heading, lines set in on both sides a quotation, a bullet an item, aligned cells a table, and
    lines in capitals that end early are verse."""
    verse = [
        "The river bears the winter down",
        "Past every sleeping town,",
        "And nobody there knows",
        "How the old men died;",
    ]
    page, y, shown = [], 760, []
    for kind, x, texts, size in (
        ("heading", 80, ["The Long Return"], 14),
        ("prose", 80, prose(5), 10),
        ("block_quote", 120, prose(4, 47, "We"), 10),
        ("prose", 80, prose(4, seed=2), 10),
        ("list", 100, ["* They wrote letters."], 10),
        ("list", 100, ["* They went to the river."], 10),
        ("prose", 80, prose(5, seed=4), 10),
        ("verse", 120, verse, 10),
        ("prose", 80, prose(5, seed=5), 10),
    ):
        page += lines(x, y, texts, size)
        y -= 12 * len(texts) + 12
        shown.append((kind, " ".join(texts).removeprefix("* ")))
    rows = [("Year", "Grain"), ("1957", "195.0"), ("1958", "200.0"), ("1959", "170.0")]
    page += [
        cell for at, row in enumerate(rows) for cell in ((100, y - 12 * at, row[0], 10), (200, y - 12 * at, row[1], 10))
    ]
    shown.append(("table", "Year Grain 1957 195.0 1958 200.0 1959 170.0"))
    corpus = read_corpus(placed([page], tmp_path / "a.pdf"))
    assert kinds(corpus) == shown
    texts = corpus.blocks.set_index("kind")["text"]
    assert texts["table"].split("\n")[1] == "1957\t195.0" and texts["verse"] == "\n".join(verse)


def test_title_author_date_and_contents(tmp_path):
    """The head of the first page is title and front matter; lines that lead to page numbers are no body."""
    dots = " ".join(["."] * 20)
    page = [
        (200, 760, "On Rivers", 20),
        (235, 730, "Ann Lee", 12),
        (225, 710, "2 May 2020", 12),
        (80, 680, "Contents", 14),
    ]
    page += lines(80, 660, [f"1 The Quarrel {dots} 2", f"2 The Return {dots} 3", f"3 The End {dots} 4"])
    page += [(80, 600, "The Quarrel", 14), *lines(80, 580, prose(12))]
    corpus = read_corpus(placed([page], tmp_path / "a.pdf"))
    document = corpus["a"]
    assert (document.title, document.author, document.date) == ("On Rivers", "Ann Lee", "2 May 2020")
    assert "contents left out" in set(corpus.edits["rule"])
    assert corpus.documents["words"][0] == len(" ".join(prose(12)).split())


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("They had come to an agree-", "ment in winter, and the town", "an agreement in"),
        ("There were some eighty-", "five of them there, and the town", "some eighty-five of"),
        ("It was then that Zino-", "viev and Zinoviev alone went to town", "that Zinoviev and"),
        ("It was the old Sino-", "Soviet quarrel of the town in winter", "old Sino-Soviet quarrel"),
        ("He saw the river—", "and then the bridge of the town", "the river—and then"),
    ],
)
def test_hyphens_at_line_ends(tmp_path, first, second, whole):
    """A word broken at a line end is made whole where the text or the dictionary knows it; compounds stay."""
    corpus = read_corpus(placed([lines(80, 700, [*prose(8)[:-1], first, second, "was there."])], tmp_path / "a.pdf"))
    assert whole in corpus["a"].text


def test_what_has_no_text(tmp_path):
    """Text on its side and pages of pictures are said, with their page."""
    picture = [(0, 0, "", 10)]
    side = [(30, 300, "Draft of May", 10, "turned")]
    pages = [[*lines(80, 700, prose(12)), *side], picture, lines(80, 700, prose(12, seed=5))]
    path = placed(pages, tmp_path / "a.pdf")
    data = path.read_bytes().replace(b"BT /F1 10 Tf 1 0 0 1 0.00 0.00 Tm () Tj ET", b"0 0 600 800 re f" + b" " * 26)
    path.write_bytes(data)
    edits = read_corpus(path).edits
    assert edits[edits["rule"] == "text on its side"][["line", "before"]].values.tolist() == [[1, "Draft of May"]]
    assert edits[edits["rule"] == "page without text"]["line"].tolist() == [2]


def test_letters_that_are_pictures():
    """Codes of fonts without names are TeX's: ligatures, dashes and quotation marks of the table that the codes fit."""
    newer, older = table_of_codes(["di\x1ecult", "\x1cnd"]), table_of_codes(["di\x0ecult", "\x0cnd"])
    assert plain("\x10di\x1ecult\x11", newer) == "“difficult”" and plain('\\di\x0ecult"', older) == "“difficult”"
    assert plain("oﬃce") == "office"


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(list(WORDS)), min_size=8, max_size=60), st.floats(7, 14), st.floats(0.25, 2.5))
def test_no_word_is_glued_or_parted(tmp_path_factory, drawn, size, space):
    """However wide the gaps, the words of a page without a single space are its words."""
    page, x, y = [], 60.0, 700.0
    for word in drawn:
        if x + len(word) * WIDTH * size > 540:
            x, y = 60.0, y - 1.2 * size
        page.append((x, y, word, size))
        x += (len(word) * WIDTH + space) * size
    try:
        corpus = read_corpus(placed([page], tmp_path_factory.mktemp("pdf") / "a.pdf"))
    except ReadError:
        pytest.fail("words were read as none")
    text = corpus["a"].text.split()
    assert sorted(text) == sorted(drawn)


def test_a_stanza_changes_no_other_voice(tmp_path):
    """A stanza, a list or a table between two paragraphs leaves the words of both their author's."""
    plain_page = lines(80, 740, prose(12)) + lines(80, 400, prose(12, seed=3))
    verse = [
        "The river bears the winter down",
        "Past every sleeping town,",
        "And nobody there knows",
        "How the old men died;",
    ]
    added = (lines(130, 560, verse), lines(100, 560, ["* Bread", "* Stones", "* Men"]))
    for more in ([], *added):
        path = placed([sorted([*plain_page, *more], key=lambda piece: -piece[1])], tmp_path / "a.pdf")
        corpus = read_corpus(path)
        assert corpus.documents["quoted_share"][0] == 0
        assert [text for kind, text in kinds(corpus) if kind == "prose"] == [
            " ".join(prose(12)),
            " ".join(prose(12, seed=3)),
        ]


def test_a_file_made_to_do_harm(tmp_path, monkeypatch):
    """Drawings that hold drawings that hold drawings are given up in one sentence, and no other process with them."""
    monkeypatch.setattr(pdf_words, "_LONGEST", 2)
    form = "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X {} 0 R >> >>"
    page = (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>"
    )
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, stream("/X Do")]
    objects += [stream("/X Do\n" * 10, form.format(at + 6)) for at in range(11)] + [
        stream("0 0 9 9 re f", form.format(4))
    ]
    start = time.monotonic()
    with pytest.raises(ReadError, match="more time or memory") as error:
        read_corpus(write_pdf(objects, tmp_path / "a.pdf"))
    assert time.monotonic() - start < 30 and "\n" not in str(error.value)


@pytest.mark.parametrize("number", ["99999999999", "-1", "0", "1e9", "nan"])
def test_odd_numbers_in_a_page(tmp_path, number):
    """A size or a place that cannot be leaves the rest of the page as it is."""
    body = lines(80, 700, prose(12))
    path = placed([[*body, (80, 100, "lost", 10)]], tmp_path / "a.pdf")
    path.write_bytes(
        path.read_bytes().replace(b"/F1 10 Tf 1 0 0 1 80.00 100.00", f"/F1 {number} Tf 1 0 0 1 {number} 1".encode())
    )
    assert " ".join(prose(12)) in read_corpus(path)["a"].text


def test_matplotlib(tmp_path):
    """Pages that Matplotlib draws give back their words and their paragraphs."""
    pyplot = pytest.importorskip("matplotlib.pyplot")
    texts = [prose(6, 70), prose(6, 70, seed=4)]
    figure = pyplot.figure(figsize=(8, 10))
    rows = [*texts[0], "", *texts[1]]
    for at, text in enumerate(rows):
        figure.text(0.1, 0.9 - 0.02 * at, text, family="monospace", fontsize=9)
    figure.savefig(tmp_path / "a.pdf")
    pyplot.close(figure)
    assert kinds(read_corpus(tmp_path / "a.pdf")) == [("prose", " ".join(text)) for text in texts]
