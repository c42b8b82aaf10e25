"""The reader on the two real texts: what an editor finds by hand."""

import hashlib
import re
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from analysis import ReadError, UnknownNameError, read_corpus
from analysis.reading import BODY_KINDS
from tests.made import unaccounted

SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.fixture(scope="module")
def corpus():
    return read_corpus(SEEDS)


def _write(folder, text, name="text.txt"):
    (folder / name).write_text(text, encoding="utf-8")
    return read_corpus(folder)


def test_counts_by_hand(corpus):
    """The texts have the words, blocks and notes that a reading by hand counts."""
    rows = corpus.documents.set_index("document")
    assert rows["words"].to_dict() == {"paper": 2572, "chapter": 3308}
    assert rows["blocks"].to_dict() == {"paper": 5, "chapter": 45}
    assert rows["notes"].to_dict() == {"paper": 16, "chapter": 19}
    assert rows.loc["paper", "declared_words"] == 2573


def test_kinds_of_blocks(corpus):
    """The chapter has a title, 31 paragraphs, 4 block quotations, 10 turns; the paper 5 paragraphs, 5 lines before."""
    kinds = {name: Counter(rows["kind"]) for name, rows in corpus.blocks.groupby("document")}
    assert kinds["chapter"] == {"heading": 1, "prose": 31, "block_quote": 4, "speech": 10}
    assert kinds["paper"] == {"front_matter": 5, "prose": 5, "note": 16}


def test_front_matter(corpus):
    """Author, instructor, course, date and own title are read, and the title that is shown is the one told."""
    paper = corpus["paper"]
    private = "|".join([paper.author, paper.instructor, paper.course])  # read, and named nowhere but in the file
    assert hashlib.sha256(private.encode()).hexdigest()[:16] == "77e91981901cd6ee"
    assert paper.date == "10 April 2023"
    assert paper.own_title.startswith("Analytical Paper") and paper.title == "The paper"


def test_turns_and_their_speakers(corpus):
    """Every turn of the three dialogues has its speaker, though labels are glued and one is broken."""
    turns = corpus.blocks.query("kind == 'speech'")
    assert turns["speaker"].str[0].str.cat() == "MKM" + "KMKM" + "KMK"
    assert not turns["text"].str.contains(":$|MAO|KHRUSHCHEV").any()


def test_note_marks_are_out_and_kept(corpus):
    """The chapter's marks are 19 to 37, numbers of the text are still there, and each mark has its place."""
    notes = corpus.notes.query("document == 'chapter'")
    assert list(notes["note"]) == list(range(19, 38))
    text = corpus["chapter"].text
    for figure in ("10 fingers", "3 were rotten", "13–14 percent", "1949–50", "1930s", "October Revolution, they"):
        assert figure in text
    assert text[: notes["at"].iloc[1]].endswith("13–14 percent annually.")


def test_footnotes_have_text_and_place(corpus):
    """Each of the paper's sixteen footnotes has its text and stands where its mark stood."""
    notes = corpus.notes.query("document == 'paper'")
    assert list(notes["note"]) == list(range(1, 17)) and notes["text"].str.len().min() > 20
    assert corpus["paper"].text[: notes["at"].iloc[0]].endswith("industrialization.")
    assert notes["text"].iloc[6].startswith("Dominique Jones")


def test_page_breaks_are_stitched(corpus):
    """A sentence cut by a page break is whole again, also without notes between and before a quotation mark."""
    text = corpus["paper"].text
    for joint in ("the future of the Cold War", "as a more effective", "It states, “The differences"):
        assert joint in text


def test_offsets(corpus):
    """Every start and end in every table finds its text in the document, and blocks joined give the document."""
    for table in (corpus.blocks, corpus.quotations):
        assert all(corpus[row.document].text[row.start : row.end] == row.text for row in table.itertuples())
    for name, rows in corpus.blocks.groupby("document"):
        assert "\n\n".join(rows["text"]) == corpus[name].text


def test_line_at(corpus):
    """Every block's first and last characters are found on the block's first and last source lines."""
    for row in corpus.blocks.itertuples():
        document = corpus[row.document]
        assert (document.line_at(row.start), document.line_at(row.end - 1)) == (row.first_line, row.last_line)
    source = (SEEDS / "chapter.txt").read_text(encoding="utf-8").splitlines()
    at = corpus["chapter"].text.index("deeply disturbing")
    assert "deeply disturbing" in source[corpus["chapter"].line_at(at) - 1]


def test_every_character_is_accounted_for(corpus):
    """File = blocks + what edits took out - what they put in, for every character that is not white space."""
    for name in ("paper", "chapter"):
        assert unaccounted((SEEDS / f"{name}.txt").read_text(encoding="utf-8"), corpus, name) == {}


def test_every_word_is_found_on_its_line(corpus):
    """The source line of every word's first character holds that word, but for the one word parted from another."""
    for document in corpus.texts.values():
        source = document.source.read_text(encoding="utf-8").split("\n")
        words = re.finditer(r"\w+", document.text)
        assert all(word[0] in source[document.line_at(word.start()) - 1] for word in words)


def test_broken_word_is_logged_not_changed(corpus):
    """A broken word is said and left, so that the word count stays the file's."""
    row = corpus.edits.query("rule == 'broken word'").iloc[0]
    assert row["before"] == row["after"] == "Marxism- Leninism"


def test_glued_sentences_are_parted(corpus):
    """Sentences glued together are parted, and the edit says so."""
    assert "so be it. I will fulfill" in corpus["chapter"].text
    assert corpus.edits.query("rule == 'glued sentences'")["before"].tolist() == ["it.I"]


# kind and speaker of every quotation, in order, as read by hand; "-" where the words stay the author's
BY_HAND = {
    "paper": """inline Moscow_Declaration, inline Moscow_Declaration, inline Mao, inline Mao, inline unknown,
        inline unknown, scare -, scare -, inline Mao, inline Mao, inline unknown, inline unknown, inline unknown,
        scare -, title -""",
    "chapter": """scare -, block Mao, scare -, scare -, block Mao, block Mao, scare -, scare -, inline Mao, inline Mao,
        inline Mao, inline Mao, inline Mao, scare -, inline Mao, block Mao, inline Khrushchev, inline Novotny,
        inline Mao, inline Mao, inline Mao, speech Mao, speech Khrushchev, speech Mao, inline Khrushchev, inline Mao,
        speech Khrushchev, speech Mao, speech Khrushchev, speech Mao, inline Khrushchev, inline Khrushchev,
        speech Khrushchev, speech Mao, speech Khrushchev""",
}


@pytest.mark.parametrize("name", BY_HAND)
def test_every_quotation_by_hand(corpus, name):
    """Every quotation is found, with the kind and the speaker that a reading by hand gives it."""
    rows = corpus.quotations[corpus.quotations["document"] == name]
    found = [f"{row.kind} {row.speaker.replace(' ', '_') or '-'}" for row in rows.itertuples()]
    assert found == [" ".join(told.split()) for told in BY_HAND[name].split(",")]


def test_a_quotation_over_a_page_break_and_nested(corpus):
    """The paper's nested quotation that runs over a page is one span with another inside it."""
    outer, inner = corpus.quotations.query("document == 'paper'").iloc[4:6].itertuples()
    assert outer.start < inner.start and inner.end < outer.end
    assert outer.text.startswith('"The notion') and outer.text.endswith("are.”")


def test_edits_by_hand(corpus):
    """What was mended in each text is what an editor would mark: so many breaks, marks, labels, glued words."""
    counts = {name: rows["rule"].value_counts().to_dict() for name, rows in corpus.edits.groupby("document")}
    assert counts["paper"] == {"page break": 9, "note mark": 16, "note number": 16, "emphasis": 14, "broken word": 1}
    assert counts["chapter"] == {
        "hard wrap": 269,
        "note mark": 19,
        "speaker label": 10,
        "glued turns": 7,
        "broken label": 1,
        "glued sentences": 1,
    }


YEARS = [2012, None, 2018, 1956, 1974, 1961, 2022, 1959, 1901, 1958, 1959, 1956, 1960, 1959, None, 2019]
KINDS = (
    "web web web primary primary scholarly scholarly primary primary primary primary primary scholarly primary web web"
)


def test_sources_by_hand(corpus):
    """The sources of the paper's sixteen notes have the year and the kind that a reading by hand gives them."""
    notes = corpus.notes[corpus.notes["document"] == "paper"]
    assert [None if pd.isna(year) else int(year) for year in notes["source_year"]] == YEARS
    assert list(notes["source_kind"]) == KINDS.split()
    assert list(notes["source_author"].iloc[[4, 7, 8]]) == [
        "Khrushchev, Nikita Sergeevich",
        "Mao Zedong",
        "J. V. Stalin",
    ]


def test_told_tables(corpus):
    """Names, themes and what a chronology expects come from corpus.toml, a name being an alias of itself."""
    assert ("Mao", "person", "the Chairman") in set(corpus.names.itertuples(index=False, name=None))
    assert set(corpus.themes["origin"]) == {"outside list", "after reading"}
    assert corpus.expected["name"].nunique() > 20 and corpus.expected["origin"].str.len().min() > 0


def test_quoted_share(corpus):
    """The quoted share is the share of body words inside inline, block and spoken quotations, none counted twice."""
    body = corpus.blocks[corpus.blocks["kind"].isin(BODY_KINDS)]
    for row in corpus.documents.itertuples():
        spans = corpus.quotations.query("document == @row.document and kind in ('inline', 'block', 'speech')")
        inside = {at for span in spans.itertuples() for at in range(span.start, span.end)}
        text = corpus[row.document].text
        words = sum(len(block.split()) for block in body.loc[body["document"] == row.document, "text"])
        begins = [at for at in inside if not text[at].isspace() and (text[at - 1].isspace() or at - 1 not in inside)]
        assert row.quoted_share == pytest.approx(len(begins) / words)


def test_order_and_unknown_document(corpus):
    """Documents come in the order told, and an unknown one is answered with those that exist."""
    assert list(corpus.documents["document"]) == ["paper", "chapter"]
    with pytest.raises(UnknownNameError, match="paper, chapter"):
        corpus["papr"]


@pytest.mark.parametrize(
    ("content", "message"), [(b"", "empty"), (b" \n\n", "empty"), (b"\x7fELF\x00\x01\x02", "not a text")]
)
def test_files_that_are_no_text(tmp_path, content, message):
    """An empty file and a binary one are refused in one sentence that names the file."""
    (tmp_path / "odd.txt").write_bytes(content)
    with pytest.raises(ReadError, match=rf"odd\.txt .*{message}"):
        read_corpus(tmp_path)


def test_nothing_to_read(tmp_path):
    """A missing folder and an empty one are refused in one sentence."""
    with pytest.raises(ReadError, match="no file or folder"):
        read_corpus(tmp_path / "nowhere")
    with pytest.raises(ReadError, match="nothing to read"):
        read_corpus(tmp_path)


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("order = [", "not valid TOML"),
        ("colours = 1", "not understood"),
        ("order = 1", "not understood"),
        ('[names]\nAnn = "person"', "names"),
        ("[names]\nAnn = { aliases = [1] }", "names"),
        ('[names]\nAnn = { alias = ["A."] }', "names"),
        ("[names]\nAnn = { kind = 3 }", "names"),
        ('[themes.war]\nterms = ["war"]\norigins = "outside list"', "themes.war"),
        ('[themes.war]\nterms = "war"', "themes.war"),
        ("[themes]\nwar = [1]", "themes.war"),
        ('[[episodes]]\nname = "War"\nyear = 1914\na = ["One", "sentence."]', "episode 'War'"),
        ('[[episodes]]\nname = "War"\nyear = 1914\nb = [["One", "sentence."]]', "document 'b'"),
        ('[documents.a]\nsources = { 1 = "rumour" }', "rumour"),
        ("episodes = [1]", "episodes"),
        ('[documents.a]\nnotes = "some"', "notes"),
        ("[documents]\na = 1", "documents.a"),
    ],
)
def test_slips_in_corpus_toml(tmp_path, toml, message):
    """A slip in corpus.toml is answered with the place of the slip, in one sentence."""
    (tmp_path / "corpus.toml").write_text(toml)
    with pytest.raises(ReadError, match=message) as error:
        _write(tmp_path, "One sentence.", "a.txt")
    assert "corpus.toml" in str(error.value) and "\n" not in str(error.value)


def test_corpus_toml_that_tells_of_nothing(tmp_path):
    """A corpus.toml that names a missing document, an unknown key or words that are not there is refused."""
    (tmp_path / "corpus.toml").write_text('order = ["papr"]')
    with pytest.raises(ReadError, match="papr"):
        _write(tmp_path, "One sentence.", "paper.txt")
    (tmp_path / "corpus.toml").write_text('[documents.paper]\ntitel = "blue"')
    with pytest.raises(ReadError, match="'title'"):
        read_corpus(tmp_path)
    (tmp_path / "corpus.toml").write_text(
        '[[episodes]]\nname = "War"\nyear = 1914\npaper = [["One sent", "no such end"]]'
    )
    with pytest.raises(ReadError, match="no such end"):
        read_corpus(tmp_path)
