"""Markdown of several programs: heads between +++, bold lines as headings, notes with anchors, code that is run."""

from analysis import read_corpus

LONG = "The people of the town went slowly to the market, where the council of the river met in every winter."


def _read(tmp_path, text, name="a.md"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_corpus(path)


def _kinds(corpus):
    return list(zip(corpus.blocks["kind"], corpus.blocks["text"], strict=True))


def test_heads_of_other_programs(tmp_path):
    """TOML between +++ and MultiMarkdown's keys up to an empty line are heads."""
    for made in (
        '+++\ntitle = "On Rivers"\nauthor = "Ann Lee"\ndate = 2011-02-03T09:00:00Z\n+++\n\n' + LONG,
        f"Title: On Rivers\nAuthor: Ann Lee\nDate: 2011-02-03\n\n{LONG}",
    ):
        document = _read(tmp_path, made)["a"]
        assert (document.title, document.author, document.date) == ("On Rivers", "Ann Lee", "2011-02-03")
        assert document.text == LONG


def test_bold_lines_as_headings(tmp_path):
    """Bold lines alone are headings where there are no others; one that comes back is a label, not a heading."""
    made = f"**On Rivers**\n*Ann Lee*\n*3 May 2011*\n\n{LONG}\n\n**The Mill**\n\n{LONG}\n\n**The Ford**\n\n{LONG}\n"
    corpus = _read(tmp_path, made)
    assert [text for kind, text in _kinds(corpus) if kind == "heading"] == ["On Rivers", "The Mill", "The Ford"]
    assert (corpus["a"].author, corpus["a"].date) == ("Ann Lee", "3 May 2011")
    labels = f"**Ann**\n\n{LONG}\n\n**Bo**\n\n{LONG}\n\n**Ann**\n\n{LONG}\n"
    assert "heading" not in [kind for kind, _ in _kinds(_read(tmp_path, labels))[1:]]


def test_notes_with_anchors(tmp_path):
    """Paragraphs that open with an anchored number, called for by raised ones, are notes with all their paragraphs."""
    made = (
        f'{LONG}<sup id="a1"><a href="#f1">1</a></sup> Ash fell.<sup id="a2"><a href="#f2">2</a></sup>\n\n'
        '<b id="f1">1</b> A mill. [↩](#a1)\n\nIts wheel.\n\n<b id="f2">2</b> A ford. [↩](#a2)\n'
    )
    assert list(_read(tmp_path, made).notes["text"]) == ["A mill. Its wheel.", "A ford."]


def test_code_that_is_run_is_no_text(tmp_path):
    """A chunk that a program runs is left out and logged; files of R Markdown and Quarto are read."""
    for name in ("a.Rmd", "a.qmd"):
        corpus = _read(tmp_path, f"{LONG}\n\n```{{r setup}}\nlibrary(knitr)\n```\n\nAsh fell.\n", name)
        assert _kinds(corpus) == [("prose", LONG), ("prose", "Ash fell.")]
        assert "library(knitr)" in set(corpus.edits["before"])


def test_verse_in_a_division(tmp_path):
    """Line blocks within ::: signs are verse; paragraphs of a quotation in HTML stay apart."""
    assert _kinds(_read(tmp_path, f"{LONG}\n\n::: poem\n| Ash fell\n| on elm.\n:::\n"))[-1] == (
        "verse",
        "Ash fell\non elm.",
    )
    quoted = _kinds(_read(tmp_path, f"{LONG}\n\n<blockquote>\nAsh fell.\n\nElm fell.\n</blockquote>\n"))
    assert [kind for kind, _ in quoted].count("block_quote") == 2
