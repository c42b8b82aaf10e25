"""Typed text from other hands and programs: transcripts, sheets with notes at their feet, mails, copied pages."""

import textwrap

import pytest

from analysis import read_corpus
from tests.made import unaccounted

LONG = (
    "The council of the river had met in the winter of that year to settle the matter of the bridge, which nobody in "
    "the town was willing to pay for, and which everybody meant to use. It was said that the miller had offered forty "
    "pounds, and that the offer had been withdrawn when he learnt the price of oak."
)


def wrap(text: str, width: int = 66, first: str = "") -> str:
    return "\n".join(textwrap.wrap(text, width, initial_indent=first, break_on_hyphens=False))


@pytest.fixture
def read(tmp_path):
    """Reads a text, or bytes, checks that every sign of a text is accounted for, and gives its corpus."""

    def read_one(text: str | bytes):
        path = tmp_path / "a.txt"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        corpus = read_corpus(path)
        assert isinstance(text, bytes) or unaccounted(text, corpus, "a") == {}
        return corpus

    return read_one


def texts(corpus, kind: str) -> list[str]:
    return list(corpus.blocks[corpus.blocks["kind"] == kind]["text"])


SAID = [
    ("Ann Lee", "When did you come to the island, and by what boat?"),
    ("Tom Reed", "In the spring of 1951. I came by the mail boat, and I was sick."),
    ("Ann Lee", "Did anybody come with you?"),
    ("Tom Reed", "My brother did. He did not like the wind, and went back."),
    ("Ann Lee", "Did you like the wind?"),
    ("Tom Reed", "I never said that I liked it."),
]


@pytest.mark.parametrize(
    "form",
    [
        "{name}: {said} [00:0{n}]\n\n",
        "00:0{n} {name}\n{said}\n\n",
        "{name}  0:0{n}\n{said}\n\n",
        "{name}\t{said}\n",
        "[00:0{n}]\t{name}\t{said}\n",
        "{n}. {caps}: {said}\n\n",
        "{caps}.—{said}\n\n",
        "{n}\n00:00:0{n}.000 --> 00:00:0{n}.900\n{name}: {said}\n\n",
    ],
)
def test_the_labels_of_transcripts(read, form):
    """A speaker is found wherever a program puts the name, the time and the number; a title with a colon is none."""
    turns = "".join(form.format(name=who, caps=who.upper(), said=said, n=n) for n, (who, said) in enumerate(SAID, 1))
    corpus = read(f"An Island Life: Tom Reed\n12 June 1987\n\n{turns}")
    spoken = corpus.blocks[corpus.blocks["kind"] == "speech"]
    assert list(zip(spoken["speaker"], spoken["text"], strict=True)) == SAID
    assert corpus["a"].title == "An Island Life: Tom Reed"


def test_numbered_questions(read):
    """Q1., Q2. and A. are two speakers."""
    corpus = read("\n\n".join(f"{'Q' + str(n // 2 + 1) if n % 2 == 0 else 'A'}. {s}" for n, (_, s) in enumerate(SAID)))
    assert list(corpus.blocks["speaker"]) == ["Q", "A"] * 3


def test_a_place_after_a_name(read):
    """Mr. HALE of Ohio is one of the speakers of a record of debates."""
    labels = ["The PRESIDENT", "Mr. HALE of Ohio", "Mr. REED"] * 4
    corpus = read("\n".join(f"  {who}. {said}" for who, (_, said) in zip(labels, SAID * 2, strict=True)))
    assert list(corpus.blocks["speaker"]) == ["The President", "Mr. Hale of Ohio", "Mr. Reed"] * 4


def test_numbered_lines(read):
    """The line numbers of a deposition are no text, and turns are found behind them."""
    lines = [f"     {'QA'[n % 2]}.   {said}" for n, (_, said) in enumerate(SAID * 2)]
    corpus = read("\n".join(f"{n:>2} {line}" for n, line in enumerate(lines, 1)))
    assert list(corpus.blocks["speaker"]) == ["Q", "A"] * 6 and set(corpus.blocks["kind"]) == {"speech"}


@pytest.mark.parametrize(("mark", "note"), [("*", "* "), ("(1)", "(1) "), ("1", "1 "), ("1", "1")])
def test_notes_at_the_foot_of_sheets(read, mark, note):
    """A note at the foot of a sheet is a note, the page's number goes, and the sentence that was cut is whole."""
    first, second = LONG[:180].rsplit(" ", 1)[0], LONG[len(LONG[:180].rsplit(" ", 1)[0]) + 1 :]
    one = (
        f"{wrap(LONG, first='   ')}{mark}\n{wrap(first, first='   ')}\n\n________\n{note}Orme, The Night Parish, 51.\n"
    )
    corpus = read(f"{one}\f                    - 2 -\n\n{wrap(second)}\n")
    assert [block.removesuffix(mark) for block in texts(corpus, "prose")] == [LONG, LONG]
    assert list(corpus.notes["text"]) == ["Orme, The Night Parish, 51."] and corpus.notes["at"].notna().all()


@pytest.mark.parametrize("mark", ["^1", " (1)"])
def test_one_note_under_its_heading(read, mark):
    """A mark behind a caret, and a lone note in brackets, belong to the note under "Notes"."""
    form = "1. " if "^" in mark else "(1) "
    more = f" {LONG}^2" if "^" in mark else ""
    also = "\n\n2. Ibid." if more else ""
    corpus = read(f"{LONG}{mark}{more}\n\n{LONG}\n\nNotes\n\n{form}Orme, The Night Parish, 51.{also}\n")
    assert len(corpus.notes) == 1 + bool(also) and corpus.notes["at"].notna().all()


def test_lists_behind_tabs(read):
    """Items and notes that a word processor sets behind a tab are no table; a table is."""
    items = "1.\tthe first of the things\n2.\tthe second of them\n\n•\tone more of them\n•\tand the last of them"
    corpus = read(f"{LONG}\n\n{items}\n\nPort\t1880\nHull\t212\nBremen\t96\n\n{LONG}\n")
    assert len(texts(corpus, "list")) == 4 and len(texts(corpus, "table")) == 1


def test_old_mac_letters(read):
    """Quotation marks of an old Mac are not read as the capitals that Windows has in their place."""
    corpus = read(f"{LONG} He said “No, it’s the miller’s.”".encode("mac_roman"))
    assert "“No, it’s the miller’s.”" in corpus["a"].text
    assert "“It’s Ólafur’s”" in read(f"{LONG} Ólafur: “It’s Ólafur’s”".encode("cp1252"))["a"].text


def test_a_mail(read):
    """The head of a mail tells who wrote it, on what; what stands behind > is a quotation, the signature is apart."""
    head = (
        "From: Ann Lee <ann@lee.example>\nTo: Tom <tom@reed.example>\nSubject: The hens\nDate: 9 Dec 2001\nX-Tool: Pine"
    )
    quoted = "On Sat, Tom wrote:\n> Please count the hens for me before the end\n> of term."
    corpus = read(f"{head}\n\nTom,\n\n{quoted}\n\nTen.\n\nAnn\n\n-- \nThe Farm, by the new bridge\n")
    assert (corpus["a"].title, corpus["a"].author) == ("The hens", "Ann Lee")
    assert texts(corpus, "block_quote") == ["Please count the hens for me before the end of term."]
    assert texts(corpus, "prose")[0] == "Tom," and "bridge" in texts(corpus, "back_matter")[0]


def test_a_heading_right_over_its_text(read):
    """As pages copied from a PDF have them: a chapter's number and name, or a short line, over wrapped prose."""
    chapters = "\n\n".join(f"{head}\n{wrap(LONG)}" for head in ("Chapter I. The Pack", "THE DRIFT", "What Was Spent"))
    assert texts(read(chapters), "heading") == ["Chapter I. The Pack", "THE DRIFT", "What Was Spent"]


def test_long_lines_of_verse(read):
    """Free verse keeps the lines that its page ran over, and narrow verse is verse in a file with a margin."""
    long = "I hear the ferry towns calling across the water\n      in the morning, each with its own bell,\nThe baker,"
    verse = f"{long} the boy with the rope, the woman\n      counting bottles,\nAll of these I take with me.\n"
    noon = "Nothing moves here now\nbut the shadow of the wire\non the wall, and that\nonly as a man moves\n"
    corpus = read(f"Ferry Towns\n\n{verse}\n{verse}\nNoon\n\n{noon}")
    assert [text.count("\n") for text in texts(corpus, "verse")] == [4, 4, 3]
    assert "Noon" in texts(corpus, "heading")


def test_a_poem_with_its_author(read):
    """In an anthology the line over an author's is a heading, and neither is a stanza."""
    stanza = "We came by night, and came on foot,\nAnd none of us could swim;\nThe water had a mind to it.\n"
    poems = (f"{title}\nTom Reed (1840-1899)\n\n{stanza}" for title in ("The Ford", "Low Water") * 2)
    corpus = read("Songs\n\n" + "\n".join(poems))
    assert texts(corpus, "heading")[-4:] == ["The Ford", "Low Water"] * 2 and len(texts(corpus, "verse")) == 4


def test_a_letter_begins_with_its_greeting(read):
    """Place and date over "Dear Ann," are the letter's, not the front of a book, and the greeting is no title."""
    corpus = read(f"Alder Farm, 2 December 1891\n\nMy dear Tom,\n\n{LONG}\n\nYour sister,\n\nAgnes\n")
    assert "front_matter" not in set(corpus.blocks["kind"]) and corpus["a"].title == "a"


def test_the_student_is_not_the_title(read):
    """Of name, teacher, course, date and title over a paper each is what it is."""
    corpus = read(f"Jane Smith\nProfessor Lee\nHIST 201\n5 May 2020\n\nThe Bridge and the Town\n\n{LONG}\n\n{LONG}\n")
    assert (corpus["a"].title, corpus["a"].author) == ("The Bridge and the Town", "Jane Smith")


def test_an_imprint_ends_where_the_book_begins(read):
    """What a publisher says of a book is left out, and nothing of the book with it."""
    corpus = read(f"Imprint\n\nThis ebook was made by Standard Ebooks.\n\nThe Islands\n\n{LONG}\n\n{LONG}\n")
    assert texts(corpus, "prose") == [LONG, LONG] and "The Islands" in texts(corpus, "heading")


def test_words_that_keep_their_hyphen(read):
    """Who writes to-day writes to-morrow, also where a line breaks it; a broken word is whole."""
    text = (
        "He would not go to-day, he said, and it was not certain that he would go to-\nmorrow or at any other time of "
        "the trans‐\nformation that had been so long prepared\nby all of them."
    )
    body = texts(read(text), "prose")[0]
    assert "to-morrow" in body and "transformation" in body


def test_columns_side_by_side(read):
    """Prose that a page prints in two columns is read down the one and then down the other; a table stays a table."""
    left, right = (textwrap.wrap(LONG, 34), textwrap.wrap(LONG.replace("river", "harbour"), 34))
    corpus = read("\n".join(f"{a:<40}{b}" for a, b in zip(left * 2, right * 2, strict=True)))
    assert corpus["a"].text.startswith(LONG) and "columns" in set(corpus.edits["rule"])


def test_a_transcript_in_a_table(tmp_path):
    """A table whose rows are turns is a dialogue; one of names and figures is none."""
    row = "<tr><td>{}</td><td>{}</td></tr>"
    page = "<html><body><h1>A Hearing</h1><table>{}</table></body></html>"
    (tmp_path / "a.html").write_text(page.format("".join(row.format(*turn) for turn in SAID)))
    (tmp_path / "b.html").write_text(page.format("".join(row.format(who, n) for n, (who, _) in enumerate(SAID))))
    blocks = read_corpus(tmp_path).blocks
    spoken = blocks[blocks["kind"] == "speech"]
    assert list(zip(spoken["speaker"], spoken["text"], strict=True)) == SAID and set(spoken["document"]) == {"a"}
