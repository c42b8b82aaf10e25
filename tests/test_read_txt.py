"""Typed text of every kind: verse, plays, interviews, notes, lists, tables, scans, and what stands around a text."""

import textwrap

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from analysis import read_corpus
from tests.made import unaccounted

PARAGRAPH = (
    "The old council of the river had met in the winter of that year to settle the matter of the bridge, which nobody "
    "in the town was willing to pay for, and which everybody meant to use. It was said that the miller had offered "
    "forty pounds, and that the offer had been withdrawn when he learnt the price of oak."
)
OTHER = (
    "In the spring the timber was felled above the ford. The carts went by night, since the roads were soft and the "
    "farmers watched their hedges, and by the end of May there lay upon the bank more oak than anybody had seen before."
)
STANZA = """Tyger Tyger, burning bright,
In the forests of the night;
What immortal hand or eye,
Could frame thy fearful symmetry?"""


def wrap(text: str, **how) -> str:
    return "\n".join(textwrap.wrap(text, 70, break_on_hyphens=False, **how))


@pytest.fixture
def read(tmp_path):
    """Reads a text, checks that every sign is accounted for, and gives its corpus."""

    def read_one(text: str, toml: str = ""):
        (tmp_path / "a.txt").write_text(text, encoding="utf-8")
        (tmp_path / "corpus.toml").write_text(f"[documents.a]\n{toml}\n")
        corpus = read_corpus(tmp_path / "a.txt")
        assert unaccounted(text, corpus, "a") == {}
        return corpus

    return read_one


def kinds(corpus) -> list[str]:
    return list(corpus.blocks["kind"])


def texts(corpus, kind: str) -> list[str]:
    return list(corpus.blocks[corpus.blocks["kind"] == kind]["text"])


INSERTED = {
    "stanza": STANZA,
    "list": "- the first of the things\n- the second of them\n- the third",
    "numbers": "1. one of these;\n2. another;\n3. and the last.",
    "table": "Port      1880   1895\nHull       212    340\nBremen      96    175",
    "cited": "Works Cited\n\nBerg, Anna. The Rye Frontier. London: Fox, 1988.\n\nTalbot, Henry. Papers. Hull, 1902.",
}


@given(
    st.lists(st.sampled_from([PARAGRAPH, OTHER]), min_size=2, max_size=8),
    st.sampled_from(sorted(INSERTED)),
    st.integers(0, 8),
    st.sampled_from([0, 4, 8]),
    st.sampled_from(["flowed", "wrapped", "set in"]),
)
@settings(max_examples=80, deadline=None, phases=(Phase.generate,))
def test_what_is_added_changes_no_other_voice(tmp_path_factory, paragraphs, what, at, depth, style):
    """A stanza, a list, a table or works cited added to a text leave every other paragraph the author's prose."""
    depth = 0 if what == "cited" else depth
    shown = [wrap(text) if style == "wrapped" else "    " * (style == "set in") + text for text in paragraphs]
    at = len(shown) if what == "cited" else 1 + at % (len(shown) - 1)
    shown.insert(at, textwrap.indent(INSERTED[what], " " * depth))
    path = tmp_path_factory.mktemp("law") / "a.txt"
    path.write_text("\n\n".join(shown) + "\n")
    assert texts(read_corpus(path), "prose") == paragraphs


def test_a_poem_keeps_its_lines(read):
    """A poem loses no word: a stanza is one block of verse with its lines, and the title a heading."""
    corpus = read(f"The Tyger\n\n{STANZA}\n\nTo see a world in a grain of sand\nAnd a heaven in a wild flower\n")
    assert kinds(corpus) == ["heading", "verse", "verse"] and texts(corpus, "verse")[0] == STANZA
    assert corpus.documents["quoted_share"].tolist() == [0]


def test_told_verse(read):
    """Lines that corpus.toml tells to be verse are verse, whatever they look like."""
    prose = wrap(OTHER)
    corpus = read(f"{wrap(PARAGRAPH)}\n\n{prose}\n", 'verse = [["In the spring", "seen before."]]')
    assert kinds(corpus) == ["prose", "verse"] and texts(corpus, "verse") == [prose]


HAMLET = {
    "stopped": "BERNARDO. Who’s there?\nFRANCISCO. Nay, answer me.\nBERNARDO. Long live the king!\n"
    "FRANCISCO. For this relief much thanks: ’tis bitter cold,\nAnd I am sick at heart.\n[Exit.]\n"
    "BERNARDO. Good night.\n",
    "own line": "BERNARDO\nWho’s there?\n\nFRANCISCO\nNay, answer me.\n\nBERNARDO\nLong live the king!\n\n"
    "FRANCISCO\nFor this relief much thanks: ’tis bitter cold,\nAnd I am sick at heart.\n\n[Exit.]\n\n"
    "BERNARDO\nGood night.\n",
    "column": "BERNARDO\tWho’s there?\n\nFRANCISCO\tNay, answer me.\n\nBERNARDO\tLong live the king!\n\n"
    "FRANCISCO\tFor this relief much thanks: ’tis bitter cold,\n\tAnd I am sick at heart.\n\n\t[Exit.]\n\n"
    "BERNARDO\tGood night.\n\nFRANCISCO\tGood night.\n",
    "slanted": "_Bernardo._ Who’s there?\n\n_Francisco._ Nay, answer me.\n\n_Bernardo._ Long live the king!\n\n"
    "_Francisco._ For this relief much thanks: ’tis bitter cold,\nAnd I am sick at heart.\n\n[_Exit._]\n\n"
    "_Bernardo._ Good night.\n\n_Francisco._ Good night.\n",
}


@pytest.mark.parametrize("form", HAMLET)
def test_a_play(read, form):
    """Labels in any form open a turn, verse within keeps its lines, directions are the author's, acts are headings."""
    corpus = read("ACT I\n\nSCENE I. A platform.\n\n" + HAMLET[form])
    turns = corpus.blocks[corpus.blocks["kind"] == "speech"]
    assert set(turns["speaker"]) == {"Bernardo", "Francisco"} and kinds(corpus)[:2] == ["heading", "heading"]
    assert turns["text"].iloc[3] == "For this relief much thanks: ’tis bitter cold,\nAnd I am sick at heart."
    assert [text.strip("[]") for text in texts(corpus, "prose")] == ["Exit."]


LABELS = [
    "SMITH: ",
    "Smith: ",
    "[00:01:12] SMITH: ",
    "SMITH [00:01:12]: ",
    "00:01:12 Smith: ",
    ">> SMITH: ",
    "**Smith:** ",
]


@pytest.mark.parametrize("label", LABELS)
def test_an_interview(read, label):
    """A turn is one block with all its paragraphs, its label and time left out."""
    said = [
        ["Where was it?"],
        ["By the river.", "It was raining."],
        ["Who saw it?"],
        ["A boy."],
        ["And then?"],
        ["No."],
    ]
    lines = [
        (label.replace("Smith", name).replace("SMITH", name.upper()) if not at else "") + text
        for turn, name in zip(said, ["Smith", "Jones"] * 3, strict=True)
        for at, text in enumerate(turn)
    ]
    corpus = read("\n\n".join(lines) + "\n")
    assert list(corpus.blocks["speaker"]) == ["Smith", "Jones"] * 3
    assert list(corpus.blocks["text"]) == [" ".join(turn) for turn in said]


def test_a_dialogue_within_prose_ends_with_its_last_label(read):
    """In prose that holds a short dialogue the paragraph after it is the author's."""
    talk = "ANN: Yes?\n\nBOB: No.\n\nANN: Why?"
    corpus = read("\n\n".join([PARAGRAPH, OTHER, PARAGRAPH, talk, OTHER, PARAGRAPH, OTHER]) + "\n")
    assert kinds(corpus) == ["prose"] * 3 + ["speech"] * 3 + ["prose"] * 3


def test_a_letter_has_no_headings(read):
    """Place and date, salutation and signature are prose."""
    corpus = read(f"Chawton, 29 May 1811\n\nMy dear Ann,\n\n{PARAGRAPH}\n\n{OTHER}\n\nYours truly,\n\nJane\n")
    assert set(kinds(corpus)) == {"prose"}


NOTES = {"[%s]": "[%s] ", "(%s)": "(%s) ", "%s": "%s. ", "{%s}": "[Footnote %s: "}


@pytest.mark.parametrize("mark", NOTES)
def test_notes_with_all_their_paragraphs(read, mark):
    """A list of reasons stays a list; notes at the end have all their paragraphs, whatever form their numbers have."""
    head, close = NOTES[mark], "]" if "Foot" in NOTES[mark] else ""
    body = [PARAGRAPH + mark % 1, "1. the price;\n2. the miller.", OTHER + mark % 2, PARAGRAPH + mark % 3]
    notes = [
        head % 1 + "Ray." + close,
        head % 2 + "Lee, Stones.",
        "Lee had not seen it." + close,
        head % 3 + "Fox." + close,
    ]
    corpus = read("\n\n".join([*body, "Notes", *notes]) + "\n")
    assert list(corpus.notes["text"]) == ["Ray.", "Lee, Stones. Lee had not seen it.", "Fox."]
    assert texts(corpus, "prose") == [PARAGRAPH, OTHER, PARAGRAPH] and len(texts(corpus, "list")) == 2
    assert corpus.notes["at"].notna().all()


def test_signs_as_marks(read):
    """Stars and daggers call the notes below their paragraph."""
    corpus = read(f"{PARAGRAPH}*\n\n* One.\n\n{OTHER}†\n\n† Two.\n\n{PARAGRAPH}\n")
    assert list(corpus.notes["text"]) == ["One.", "Two."] and kinds(corpus).count("prose") == 3


def test_gutenberg(read):
    """Licence and contents are matter out of the counts, title and author come from the header, headings are kept."""
    text = "\n\n".join(
        [
            "The Project Gutenberg eBook of On Stones\n\nTitle: On Stones\n\nAuthor: Ann Lee",
            "*** START OF THE PROJECT GUTENBERG EBOOK ON STONES ***\n\nProduced by Bob Ray\n\nON STONES\n\nby Ann Lee",
            f"CONTENTS\n\nI. The Council\nII. The Timber\n\nI. The Council\n\n{wrap(PARAGRAPH)}",
            f"II. The Timber\n\n{wrap(OTHER)}\n\n*** END OF THE PROJECT GUTENBERG EBOOK ON STONES ***\n\nUpdated.\n",
        ]
    )
    corpus = read(text)
    assert texts(corpus, "heading") == ["I. The Council", "II. The Timber"]
    assert texts(corpus, "prose") == [PARAGRAPH, OTHER]
    assert (corpus["a"].title, corpus["a"].author) == ("On Stones", "Ann Lee")
    assert {"licence left out", "contents left out", "production note left out"} <= set(corpus.edits["rule"])


@pytest.mark.parametrize("head", ["Works Cited", "BIBLIOGRAPHY", "Literatur", "Further reading"])
def test_works_cited(read, head):
    """Entries under their heading are back matter, also without blank lines and with set-in lines."""
    entries = "Berg, Anna. The Rye Frontier of the North.\n    London: Fox, 1988.\nLee, Ann. Stones. Hull, 1902."
    corpus = read(f"{wrap(PARAGRAPH)}\n\n{wrap(OTHER)}\n\n{head}\n{entries}\n")
    assert kinds(corpus) == ["prose", "prose", "back_matter", "back_matter", "back_matter"]
    assert "works cited left out" in set(corpus.edits["rule"])


@pytest.mark.parametrize("head", ["The Timber\n==========", "THE TIMBER", "1.2 The Timber", "Chapter IV", "The Timber"])
def test_headings(read, head):
    """Underlined, in capitals, numbered, or short and alone: a heading, without its underline."""
    corpus = read(f"{PARAGRAPH}\n\n{head}\n\n{OTHER}\n\n{PARAGRAPH}\n")
    assert kinds(corpus) == ["prose", "heading", "prose", "prose"] and "=" not in corpus["a"].text


@pytest.mark.parametrize("line", ["And so they said:—", "“No more of that", "My dear Ann,", "and nothing else"])
def test_what_is_no_heading(read, line):
    """A line that breaks off, opens a quotation, or goes on is no heading."""
    assert "heading" not in kinds(read(f"{PARAGRAPH}\n\n{line}\n\n{OTHER}\n"))


def test_tables(read):
    """Columns, bars and tabs make one table, its rows in lines and its cells parted by tabs."""
    ruled = "Port   1880\n-----  ----\nHull    212\nBremen   96"
    bars = "| Port | 1880 |\n|------|------|\n| Hull | 212 |"
    corpus = read(f"{PARAGRAPH}\n\n{ruled}\n\n{OTHER}\n\n{bars}\n\nPort\t1880\nHull\t212\n")
    assert texts(corpus, "table") == [
        "Port\t1880\nHull\t212\nBremen\t96", "Port\t1880\nHull\t212", "Port\t1880\nHull\t212"
    ]  # fmt: skip


def test_block_quotations_stay_rare(read):
    """A paragraph set in is a quotation among others that are not; where most are set in, first lines are."""
    assert (
        kinds(read(f"{wrap(PARAGRAPH)}\n\n{textwrap.indent(wrap(OTHER), '    ')}\n\n{wrap(PARAGRAPH)}\n"))[1]
        == "block_quote"
    )
    assert set(kinds(read("\n\n".join("    " + text for text in [PARAGRAPH, OTHER] * 4) + "\n"))) == {"prose"}


def test_a_scan(read):
    """Running heads and page numbers go, and the word and the sentence that they cut are whole."""
    words = f"{PARAGRAPH} {OTHER}"
    lines = textwrap.wrap(" ".join([words] * 8), 60, break_on_hyphens=False)
    pages = [lines[at : at + 12] for at in range(0, len(lines), 12)]
    heads = [f"{at}   HISTORY OF THE RIVER" for at in range(148, 148 + len(pages))]
    scan = "\n\n".join("\n".join([head, "", *page]) for head, page in zip(heads, pages, strict=True))
    corpus = read(scan.replace("winter of that", "win-\nter of that", 1) + "\n")
    assert " ".join(" ".join(texts(corpus, "prose")).split()) == " ".join([words] * 8)
    assert (corpus.edits["rule"] == "running head").sum() == len(pages)


def test_habits_are_told_or_noticed(read):
    """Paragraphs that open with a broken-off line are plain prose and noticed, unless corpus.toml tells them."""
    opened = "\n".join("The river\n" + wrap(PARAGRAPH[0].lower() + PARAGRAPH[1:]) for _ in range(8))
    assert "lines break off short" in set(read(opened + "\n").edits["rule"])
    told = read(opened + "\n", 'habits = ["short openers"]')
    assert len(told.blocks) == 8 and "lines break off short" not in set(told.edits["rule"])
