"""Web pages and word processors' HTML: quotations told by style, turns that markup sets apart, what stands around."""

import pytest

from analysis import read_corpus

LONG = "The people of the town went slowly to the market, where the council of the river met in every winter. " * 3


def _read(tmp_path, body, head=""):
    path = tmp_path / "a.html"
    path.write_text(f"<html><head>{head}</head><body>{body}</body></html>", encoding="utf-8")
    return read_corpus(path)


def _kinds(corpus):
    return list(zip(corpus.blocks["kind"], corpus.blocks["text"], strict=True))


def _quoted(corpus):
    return [text for kind, text in _kinds(corpus) if kind == "block_quote"]


TEXT = f"<p>{LONG}</p>" * 4
SAID = "He was let into great houses with less courtesy than here."


@pytest.mark.parametrize(
    "quoted",
    [
        f"<p class=MsoQuote>{SAID}</p>",
        f'<p class="quotations-western">{SAID}</p>',
        f'<p style="margin-left: 0.5in; margin-right: 0.5in">{SAID}</p>',
        f'<p class="c7">{SAID}</p>',
    ],
)
def test_a_style_tells_a_quotation(tmp_path, quoted):
    """A paragraph is a block quotation by the name of its style, or where a style sets it in."""
    corpus = _read(tmp_path, TEXT + quoted + TEXT, "<style>.c7 { margin-left: 36pt } p { margin-left: 0 }</style>")
    assert _quoted(corpus) == [SAID]


def test_what_is_set_in_throughout_is_no_quotation(tmp_path):
    """Where most paragraphs are set in, or only first lines are, or a list hangs, nothing is quoted."""
    assert _quoted(_read(tmp_path, TEXT.replace("<p>", '<p style="margin-left:1in">') + f"<p>{SAID}</p>")) == []
    assert _quoted(_read(tmp_path, TEXT.replace("<p>", '<p style="text-indent:.5in">') + f"<p>{SAID}</p>")) == []
    hangs = f'<p style="margin-left:.5in;text-indent:-.5in">{SAID}</p>'
    assert _quoted(_read(tmp_path, TEXT + hangs)) == []


def test_a_table_of_turns(tmp_path):
    """Rows of a name that comes back and what is said are turns; rows of data stay a table."""
    talk = [("Q", "Where were you on that evening?"), ("A", "I was down in the cellar with a lamp.")] * 3
    rows = "".join(f"<tr><td>{name}</td><td>{said}</td></tr>" for name, said in talk)
    corpus = _read(tmp_path, f"<h1>Hearing</h1><table>{rows}</table>")
    assert list(corpus.blocks["kind"]) == ["heading"] + ["speech"] * 6
    data = "".join(f"<tr><td>{town}</td><td>{count}</td></tr>" for town, count in [("Ash", 4), ("Elm", 5)] * 3)
    assert list(_read(tmp_path, f"{TEXT}<table>{data}</table>").blocks["kind"])[-1] == "table"


def test_names_above_what_is_said(tmp_path):
    """Names in a style of their own above paragraphs are speakers; a second paragraph goes on with the turn."""
    turn = '<div class="turn"><div class="who">{}</div><p class="said">{}</p></div>'
    talk = [("Ann Lee", "Who came in?"), ("Bo Ray", "Nobody did.</p><p class='said'>And when?")] * 2
    body = "".join(turn.format(*one) for one in talk) + "<p>They rose at nine.</p>"
    corpus = _read(tmp_path, body)
    assert list(corpus.blocks["speaker"]) == ["Ann Lee", "Bo Ray"] * 2 + [""]
    assert corpus.blocks["text"].iloc[1] == "Nobody did. And when?"


def test_verse_between_pre_signs(tmp_path):
    """Lines between <pre> signs are verse where they look so, and a table where they have columns."""
    poem = "The lamp is low, the tide is high,\nThe keeper will not sleep;\nHe counts the ships\nAnd those beneath."
    assert _kinds(_read(tmp_path, f"{TEXT}<pre>{poem}</pre>"))[-1] == ("verse", poem)
    table = "Year   Ships\n1861   212\n1871   256\n1881   301"
    assert _kinds(_read(tmp_path, f"{TEXT}<pre>{table}</pre>"))[-1][0] == "table"


def test_a_slanted_line_between_turns(tmp_path):
    """In a play a paragraph all in italics is a stage direction, not the speaker's."""
    turns = "".join(f"<p><b>{name}.</b> Who is there?</p>" for name in ("ANN", "BO") * 3)
    corpus = _read(tmp_path, turns + "<p><i>A knock at the door.</i></p>" + turns)
    assert ("prose", "A knock at the door.") in _kinds(corpus)


def test_below_the_text(tmp_path):
    """A heading such as "Related" below the text goes with its links; the same words within the text stay."""
    tail = "<h3>Related</h3><ul><li><a href='/b'>Mills</a></li></ul>"
    corpus = _read(tmp_path, f"<h2>Related</h2>{TEXT}{tail}")
    assert _kinds(corpus)[0] == ("heading", "Related") and _kinds(corpus)[-1][1] == LONG.strip()
    assert "related links left out" in set(corpus.edits["rule"])


def test_title_beside_the_name_of_a_site(tmp_path):
    """Of two headings that the page's title holds, the longer is the text's."""
    head = "<title>Back Forty: How a Town Lost Its Radio</title>"
    corpus = _read(tmp_path, f"<h1>Back Forty</h1><h3>How a Town Lost Its Radio</h3>{TEXT}", head)
    assert corpus["a"].title == "How a Town Lost Its Radio"


def test_a_list_of_fields(tmp_path):
    """A list of author and date above a text is its head."""
    corpus = _read(
        tmp_path, f"<h1>On Rivers</h1><dl><dt>Author:</dt><dd>Ann Lee</dd><dt>Date:</dt><dd>2019</dd></dl>{TEXT}"
    )
    assert (corpus["a"].author, corpus["a"].date) == ("Ann Lee", "2019")
    assert "list" not in set(corpus.blocks["kind"])
