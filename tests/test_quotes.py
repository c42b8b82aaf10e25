"""Quotation marks, speakers, notes and sources: small cases, one rule each."""

import pytest

from analysis import count_voices, read_corpus
from analysis.reading.notes import longest_series, parse_source
from analysis.reading.quotations import pair_quotes
from analysis.reading.speakers import People

PEOPLE = People.from_rows([("Ann", "person", "Ann"), ("Ann", "person", "Ann Lee"), ("Bob", "person", "Bob")])


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He said "yes" and "no".', ['"yes"', '"no"']),
        ("The “outer ‘inner’ text”.", ["“outer ‘inner’ text”", "‘inner’"]),
        ('"The "inner" one.”', ['"The "inner" one.”', '"inner"']),
        ("It's the nations' own 'word' here.", ["'word'"]),
        ("In the ’90s the rock ’n’ roll of ‘em all.", []),
        ("a 'plan of the workers' own making' there", ["'plan of the workers' own making'"]),
        ("Yes—“no”—yes", ["“no”"]),
        ("«Oui», dit-il.", ["«Oui»"]),
        ('A lone " mark', []),
        ("", []),
    ],
)
def test_pairs(text, quoted):
    """Double and single, straight and curly, mixed and nested marks pair up; apostrophes and lone marks do not."""
    assert [text[start:end] for start, end, _ in pair_quotes(text)[0]] == quoted


def test_lone_marks_are_said():
    """A mark without a fellow is given back as lost, not paired with the next paragraph's."""
    assert pair_quotes("He said “this and went.")[1] == [8]
    assert pair_quotes("He said “this and went.", runs_on=True)[0][0][:2] == (8, 23)


def _voices(tmp_path, text):
    (tmp_path / "corpus.toml").write_text('[names]\nAnn = { kind = "person" }\nBob = { kind = "person" }')
    (tmp_path / "a.txt").write_text("A Title\n\n" + text, encoding="utf-8")
    rows = read_corpus(tmp_path).quotations
    return list(zip(rows["kind"], rows["speaker"], strict=True))


@pytest.mark.parametrize(
    ("text", "kind", "speaker"),
    [
        ("“It is late,” Ann replied.", "inline", "Ann"),
        ("“It is late,” replied Ann.", "inline", "Ann"),
        ("“It is late,” said the old keeper.", "inline", "the old keeper"),
        ("Ann later complained, “It is late.”", "inline", "Ann"),
        ("“It is late.” Ann said that Bob was not there.", "inline", "unknown"),
        ("Ann walked in. “It is late,” she said.", "inline", "Ann"),
        ("Ann met Bob there. “It is late,” she said.", "inline", "Ann"),
        ("When Bob came, Ann left early. Then she added, “It is late.”", "inline", "unknown"),
        ("Ann wrote to Bob about the flight of the king: “It is late.”", "inline", "Ann"),
        ("When Ann asked Bob about it, Bob made his answer clear: “It is late.”", "inline", "Bob"),
        ("Bob’s letter arrived: “It is late.”", "inline", "unknown"),
        ("Ann and Bob said, “It is late.”", "inline", "unknown"),
        ("Ann was told that “it is late.”", "scare", ""),
        ("Ann said that it was “late” again.", "inline", "Ann"),
        ("Ann called the plan “late.”", "inline", "Ann"),
        ("The plan was called “late” by many.", "scare", ""),
        ("This is a “late” plan.", "scare", ""),
        ("Ann came. He asked why. “It is late,” she said.", "inline", "unknown"),
        ("‘It is the soldiers’ war,’ said Ann.", "inline", "Ann"),
        ("Mrs. Ann Lee said, “It is late.”", "inline", "Mrs. Ann Lee"),
        ("It is in an essay titled “Late.”", "title", ""),
        ("It is in “The Long Road to the Late Hour” somewhere.", "title", ""),
        ("The words were plain. “It is late. We must all go home.”", "inline", "unknown"),
    ],
)
def test_who_says_it(tmp_path, text, kind, speaker):
    """A speaker is named where the sentence tells it, and `unknown` where it does not."""
    assert _voices(tmp_path, text)[0] == (kind, speaker)


def test_block_quotations_take_the_speaker_of_the_sentence_before(tmp_path):
    """A block set apart speaks for the subject of the sentence that introduces it, or for nobody known."""
    told = "Bob came by. In a letter of that year, Ann set out the plan:\n\n    We shall go.\n\n"
    told += "It rained.\n\n    We shall stay.\n"
    assert _voices(tmp_path, told) == [("block", "Ann"), ("block", "unknown")]


def test_a_quotation_over_two_paragraphs(tmp_path):
    """A quotation that opens again in the next paragraph keeps its speaker."""
    assert _voices(tmp_path, "Ann said, “It fell.\n\n“Nobody came.” Then she left.") == [("inline", "Ann")] * 2


def test_labels_in_book_case(tmp_path):
    """An interview whose labels are not in capitals is a dialogue; one paragraph with a colon is not."""
    (tmp_path / "a.txt").write_text(
        "Host: Where was it?\n\nLee: In town.\n\nHost: And when?\n\nLee: In 1949.\n\nSo it ended."
    )
    blocks = read_corpus(tmp_path).blocks
    assert list(blocks["speaker"]) == ["Host", "Lee", "Host", "Lee", ""]
    (tmp_path / "a.txt").write_text("Note: it is late.\n\nWe left.\n\nNATO: an alliance.\n\nSo it ended.")
    assert list(read_corpus(tmp_path).blocks["kind"]) == ["prose"] * 4


def test_ledger(tmp_path):
    """Words of a quotation go to its speaker, those of one inside it too, and shares add to one."""
    _voices(tmp_path, "Ann said, “He told me ‘go home’ now.” This is all.")
    ledger = count_voices(read_corpus(tmp_path))
    assert list(zip(ledger["voice"], ledger["speaker"], ledger["words"], strict=True)) == [
        ("author", "", 5),
        ("quoted", "Ann", 6),
    ]
    assert ledger["share"].sum() == pytest.approx(1)


def test_series_of_marks():
    """Marks are the numbers that rise by one in reading order; figures between them are not."""
    assert sorted(longest_series(["19", "5", "20", "1950", "21", "3"], least=2)) == [0, 2, 4]
    assert longest_series(["5"], least=2) == set()


def _notes(tmp_path, text, toml=""):
    (tmp_path / "corpus.toml").write_text(toml)
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    corpus = read_corpus(tmp_path)
    return corpus["a"].text, list(corpus.notes["note"])


def test_a_lone_number_is_a_mark_only_when_told(tmp_path):
    """One number glued to a word stays text, unless corpus.toml says that the file has endnotes."""
    text = "The stone fell in the winter.7 Then it lay there."
    assert _notes(tmp_path, text) == (text, [])
    told = '[documents.a]\nnotes = "endnotes"'
    assert _notes(tmp_path, text, told) == ("The stone fell in the winter. Then it lay there.", [7])


def test_exponents_are_no_marks(tmp_path):
    """A raised number out of the series (10³) stays where it is."""
    text, notes = _notes(tmp_path, "It fell.¹ It held 10⁵ stones of 3 m².² It lay.³\n\n¹ Lee.\n\n² Ray.\n\n³ Fox.")
    assert notes == [1, 2, 3] and "10⁵ stones of 3 m²." in text


def test_numbered_list_is_a_list(tmp_path):
    """A numbered list that no mark calls for is a list, not notes."""
    (tmp_path / "a.txt").write_text("We need three things now.\n\n1. Stones for it\n\n2. Wood for it\n\nThat is all.")
    assert list(read_corpus(tmp_path).blocks["kind"]) == ["prose", "list", "list", "prose"]


@pytest.mark.parametrize(
    ("note", "source"),
    [
        ('Lee, Ann. "On Stones." *Stone Quarterly*, no. 7 (1961): 17-34.', ("Lee, Ann", "On Stones", 1961, "primary")),
        (
            'Ray, C. D. "On Stones." *Stone Quarterly*, no. 7 (1961): 17-34.',
            ("Ray, C. D.", "On Stones", 1961, "scholarly"),
        ),
        (
            "C. D. Ray, The Stones (Oxford: Oxford University Press, 2005), 12.",
            ("C. D. Ray", "The Stones", 2005, "scholarly"),
        ),
        ("<http://stones.org>. “Stones.” March 20, 2018.", ("", "Stones", 2018, "web")),
        ('Ray, Cy. "Stones 1958." Site. Accessed April 9, 2023.', ("Ray, Cy", "Stones 1958", None, "web")),
        ("“Stone,” in Encyclopaedia of Rocks, 2010.", ("", "Stone", 2010, "reference")),
        ("Ibid., 12.", ("", "", None, "")),
        ("", ("", "", None, "")),
    ],
)
def test_sources(note, source):
    """A note gives author, title, year and kind as far as it tells them; who is in the history is a primary source."""
    assert tuple(parse_source(note, PEOPLE)) == source
