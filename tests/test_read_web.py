"""Web pages, books and Markdown: what markup tells is read, what frames a page is left out, and nothing else is."""

import time
import zipfile

import pytest

from analysis import ReadError, read_corpus
from tests.made import unaccounted

LONG = "The people of the town went slowly to the market, where the council of the river met in every winter. " * 3


def _read(tmp_path, text, suffix=".html"):
    path = tmp_path / f"a{suffix}"
    path.write_text(text, encoding="utf-8")
    return read_corpus(path)


def _kinds(corpus):
    return list(zip(corpus.blocks["kind"], corpus.blocks["text"], strict=True))


def _body(corpus):
    return [text for kind, text in _kinds(corpus) if kind not in ("front_matter", "back_matter", "note")]


def _epub(tmp_path, pages, *, extra="", guide="", spine=None, files=()):
    items = "".join(f'<item id="i{at}" href="{name}"/>' for at, name in enumerate(pages))
    refs = spine or "".join(f'<itemref idref="i{at}"/>' for at in range(len(pages)))
    path = tmp_path / "a.epub"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="o/b.opf"/></rootfiles></container>',
        )
        book.writestr(
            "o/b.opf",
            '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<metadata><dc:title>A Book</dc:title><dc:creator>Ann Lee</dc:creator>{extra}</metadata>"
            f"<manifest>{items}</manifest><spine>{refs}</spine><guide>{guide}</guide></package>",
        )
        for name, page in pages.items():
            book.writestr(f"o/{name}", page if isinstance(page, bytes) else f"<html><body>{page}</body></html>")
        for name, data in files:
            book.writestr(name, data)
    return path


CONVENTION = """<h1 class="title">On Rivers</h1><p class="author">Ann Lee</p><p class="date">2 May 2020</p>
<section class="front_matter"><p>Copyright of the town.</p></section><h1>First</h1><p>Stones fell.<a role="doc-noteref"
href="#n1">3</a></p><blockquote><p>One.</p><p>Two.</p></blockquote><div class="line-block">A line<br/>another</div>
<p class="speech"><span class="speaker">Bo</span> Who came?</p><p class="speech continued">And when?</p>
<p class="speech"><span class="speaker">Cy</span> Nobody.</p><table><tr><td>a</td><td>b</td></tr></table>
<aside id="n1" role="doc-footnote"><p>A note.</p><p>Its end.</p></aside>
<section class="back_matter"><p>Lee, Ann. Rivers.</p></section>"""


def test_the_convention_of_the_converters(tmp_path):
    """What other formats are turned into comes back: head, matter, verse, turns, notes of several paragraphs."""
    corpus = _read(tmp_path, CONVENTION)
    document = corpus["a"]
    assert (document.title, document.author, document.date) == ("On Rivers", "Ann Lee", "2 May 2020")
    assert _kinds(corpus)[3:] == [
        ("front_matter", "Copyright of the town."),
        ("heading", "First"),
        ("prose", "Stones fell."),
        ("block_quote", "One."),
        ("block_quote", "Two."),
        ("verse", "A line\nanother"),
        ("speech", "Who came? And when?"),
        ("speech", "Nobody."),
        ("table", "a\tb"),
        ("back_matter", "Lee, Ann. Rivers."),
        ("note", "A note. Its end."),
    ]
    assert list(corpus.blocks["speaker"][corpus.blocks["kind"] == "speech"]) == ["Bo", "Cy"]
    assert corpus.notes[["note", "block"]].values.tolist() == [[3, 6]]


VERSE = {
    "line blocks": '<div class="line-block">One fell,<br/>two rose.</div>',
    "lines": '<div class="poem"><p class="line">One fell,</p><p class="line">two rose.</p></div>',
    "stanza of divisions": '<div class="poetry"><div class="stanza"><div class="verse">One fell,</div>'
    '<div class="verse">two rose.</div></div></div>',
    "spans": '<blockquote epub:type="z3998:poem"><p><span>One fell,</span><br/><span>two rose.</span></p></blockquote>',
    "groups": "<lg><l>One fell,</l><l>two rose.</l></lg>",
    "old spans": '<div class="poem"><div class="stanza"><span class="i0">One fell,<br></span><span class="i2">two rose.'
    "<br></span></div></div>",
    "breaks in a quotation": "<blockquote><p>One fell,<br>two rose.</p></blockquote>",
}


@pytest.mark.parametrize("page", VERSE.values(), ids=VERSE)
def test_verse_however_it_is_marked(tmp_path, page):
    """A stanza is one block, its lines parted, in all the ways in which pages mark one."""
    corpus = _read(tmp_path, f"<p>{LONG}</p>{page}<p>{LONG}</p>")
    assert _kinds(corpus)[1] == ("verse", "One fell,\ntwo rose.") and len(corpus.blocks) == 3


def test_breaks_alone_are_no_verse(tmp_path):
    """An address, a signature, a wrapped paragraph and an interview that end lines by breaks stay what they are."""
    page = f"""<p>Mr. Lee<br>12 Old Street<br>Boston 02108</p><p>{"<br>".join([LONG[:70]] * 4)}</p>
        <p><b>Ann:</b> Who?<br><b>Bo:</b> I.<br><b>Ann:</b> Why?</p><p>Yours,<br>Cy</p>"""
    corpus = _read(tmp_path, page)
    assert "verse" not in set(corpus.blocks["kind"])
    assert list(corpus.blocks["text"][corpus.blocks["kind"] == "speech"]) == ["Who?", "I.", "Why?"]


NOTES = {
    "word processor": """<p>Stones<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>
        fell.</p><div id="sdfootnote1"><p><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>
        Lee, Ann.</p><p>More.</p></div>""",
    "encyclopaedia": """<p>Stones<sup id="cite_ref-1_0" class="reference"><a href="#cite_note-1">[1]</a></sup> fell.</p>
        <ol class="references"><li id="cite_note-1"><span class="mw-cite-backlink">^
        <a href="#cite_ref-1_0"><sup>a</sup>
        </a></span><span class="reference-text">Lee, Ann. More.</span></li></ol>""",
    "library": """<p>Stones<a name="FNanchor_1_1" id="FNanchor_1_1"></a><a href="#Footnote_1_1" class="fnanchor">[1]</a>
        fell.</p><div class="footnote"><p><a name="Footnote_1_1" id="Footnote_1_1"></a><a href="#FNanchor_1_1"><span
        class="label">[1]</span></a> Lee, Ann.</p><p>More.</p></div>""",
    "plain links": """<p>Stones<a href="#n1" id="r1">1</a> fell.</p><hr><p><a id="n1" href="#r1">1</a>. Lee, Ann.</p>
        <p>More.</p>""",
    "one block": """<p>Stones<sup><a href="#n1">*</a></sup> fell.</p><h3>Notes</h3><p class="footnotes"><a id="n1">*</a>
        Lee, Ann. More.</p>""",
}


@pytest.mark.parametrize("page", NOTES.values(), ids=NOTES)
def test_notes_whole_and_at_their_mark(tmp_path, page):
    """A note keeps its paragraphs, loses its label and its way back, and hangs at its mark."""
    corpus = _read(tmp_path, page)
    assert corpus.notes[["note", "block", "text"]].values.tolist() == [[1, 1, "Lee, Ann. More."]]
    assert corpus["a"].text[: corpus.notes["at"].iloc[0]] == "Stones"
    assert _body(corpus)[0] == "Stones fell."


def test_notes_that_begin_anew(tmp_path):
    """Notes numbered from 1 in each chapter hang each at its own mark, even where one of them is called by none."""
    part = """<h2>Part {0}</h2><p>{0} fell.<sup><a href="#{0}1" id="b{0}1">1</a></sup></p>
        <p>{0} rose.<sup><a href="#{0}2" id="b{0}2">2</a></sup></p>
        <div class="footnotes"><p id="{0}0">0. Not called.</p><p id="{0}1"><a href="#b{0}1">1.</a> First of {0}.</p>
        <p id="{0}2"><a href="#b{0}2">2.</a> Second of {0}.</p></div>"""
    corpus = _read(tmp_path, part.format("Ash") + part.format("Elm"))
    called = corpus.notes[corpus.notes["at"].notna()]
    texts = [corpus["a"].text[at - 9 : at].strip() for at in called["at"]]
    assert [text.split()[0] for text in texts] == ["Ash", "Ash", "Elm", "Elm"]
    assert list(called["text"]) == ["First of Ash.", "Second of Ash.", "First of Elm.", "Second of Elm."]
    assert list(called["note"]) == [1, 2, 1, 2]


def test_a_note_called_twice_is_one_note(tmp_path):
    """The second call of a note goes from the text, is said, and makes no second note."""
    page = """<p>Ash.<sup><a href="#n">1</a></sup> Elm.<sup><a href="#n">1</a></sup></p><ol><li id="n">Lee.</li></ol>"""
    corpus = _read(tmp_path, page)
    assert _body(corpus) == ["Ash. Elm."] and list(corpus.notes["text"]) == ["Lee."]
    assert "note mark" in set(corpus.edits["rule"])


FRAME = f"""<html><head><title>On Rivers | The Journal</title><meta name="author" content="Ann Lee"></head><body>
<div id="cookie-banner" role="dialog"><p>We use cookies.</p></div><header><nav><a href="/">Home</a></nav></header>
<main><article><h1>On Rivers</h1><p class="byline">By Ann Lee</p><time datetime="2020-05-02">May 2, 2020</time>
<div class="share"><a href="#">Share</a></div><p>{LONG}</p><h2>The source<span class="mw-editsection">[<a href="/e">edit
</a>]</span></h2><p>{LONG}</p></article></main><aside class="related"><ul><li><a href="/1">Other</a></li></ul></aside>
<section id="comments"><p>Thank you for this.</p></section><footer>All rights kept.</footer></body></html>"""


def test_a_page_without_its_frame(tmp_path):
    """Menu, banner, share buttons, comments and footer go, each said with its words; title, author and date stay."""
    corpus = _read(tmp_path, FRAME)
    assert _body(corpus) == ["On Rivers", LONG.strip(), "The source", LONG.strip()]
    document = corpus["a"]
    assert (document.title, document.author, document.date) == ("On Rivers", "Ann Lee", "2020-05-02")
    left = dict(zip(corpus.edits["rule"], corpus.edits["before"], strict=True))
    assert left["cookie banner left out"] == "We use cookies." and left["menu left out"] == "Home"
    assert left["comments left out"] == "Thank you for this." and left["page footer left out"] == "All rights kept."


@pytest.mark.parametrize("name", ["share", "menu", "related", "footer", "sidebar", "comments"])
def test_one_name_alone_drops_nothing(tmp_path, name):
    """A document without a frame keeps a part that happens to be named like one."""
    corpus = _read(tmp_path, f'<p>{LONG}</p><div class="{name}"><p>{LONG}</p></div><p>{LONG}</p>')
    assert _body(corpus) == [LONG.strip()] * 3


@pytest.mark.parametrize(
    "hides",
    [
        *('style="display:none"', 'style="visibility: hidden; display:block"', "hidden", 'class="gone"'),
        *('class="a gone b"', 'class="menu"', 'class="print-only"', 'class="screenless"'),
    ],
)
def test_what_a_page_does_not_show_is_left_out_and_said(tmp_path, hides):
    """By its attributes or a style sheet; the edits have its words."""
    head = "<style>/* x */ .gone { color: red; DISPLAY: none !important } p.b {margin: 0}</style>"
    head += "<style>.menu {display:none} .menu.open {display:block} .print-only {display:none} @media screen {"
    head += ".screenless {display:none}} @media print {.print-only {display:block} p {color:black}}</style>"
    corpus = _read(tmp_path, f"{head}<p>{LONG}</p><div {hides}><p>Never seen.</p></div><p>{LONG}</p>")
    assert _body(corpus) == [LONG.strip()] * 2
    assert dict(zip(corpus.edits["rule"], corpus.edits["before"], strict=True)) == {
        "hidden text left out": "Never seen."
    }


@pytest.mark.parametrize(
    "page",
    [
        f"<style>@media print {{ .a {{display:none}} }}</style><p>{LONG}</p><p class='a'>Seen.</p>",
        f"<style>.a {{display:none}} p.a {{display:block}}</style><p>{LONG}</p><p class='a'>Seen.</p>",
        f"<p>{LONG}</p><p>So<a href='#more'>*</a>.</p><div style='display:none'><p id='more'>Seen.</p></div>",
        f"<p>{LONG}</p><div style='visibility:visible'><p>Seen.</p></div>",
        f"<body style='visibility:hidden'><p>{LONG}</p><p>Seen.</p></body>",
        f"<style>.all {{display:none}}</style><div class='all'><p>{LONG}</p><p>Seen.</p></div>",
        f"<div class='all' hidden><p>{LONG}</p><p>Seen.</p></div><script>var a = '{LONG * 20}'</script><p>Wait.</p>",
        f"<style media='print'>.a {{display:none}}</style><p>{LONG}</p><p class='a'>Seen.</p>",
        f"<noscript><style>.a {{display:none}}</style></noscript><p>{LONG}</p><p class='a'>Seen.</p>",
        f"<style type='x'>.a {{display:none}}</style><p>{LONG}</p><p class='a'>Seen.</p>",
        f"<style>/* {'x ' * 2000} .a {{display:none}} */</style><p>{LONG}</p><p class='a'>Seen.</p>",
        f"<style>.a {{display:none}} @media screen {{.a {{display:block}}}}</style><p>{LONG}</p><p class='a'>Seen.</p>",
        f"<style>.a {{display:none}} #c .a {{display:block}}</style><p>{LONG}</p><p class='a'>Seen.</p>",
        f"<style>.a {{display:none}} .b {{display:block}}</style><p>{LONG}</p><p class='a b'>Seen.</p>",
        f"<style>.A {{display:none}}</style><p>{LONG}</p><p class='a'>Seen.</p>",
        f"<p>{LONG}</p><div style='visibility:hidden'><p style='visibility: visible'>Seen.</p></div>",
        f"<p>{LONG}</p><p style='background:url(display:none)'>Seen.</p>",
        f"<style>{', '.join(f'.w{n} blockquote' for n in range(40))} {{display:none}}</style><p>{LONG}</p><p>Seen.</p>",
    ],
)
def test_what_a_reader_comes_to_see_is_read(tmp_path, page):
    """Hidden in print, shown by a nearer rule, opened by a link, or all of a page until a script has run."""
    assert "Seen." in _read(tmp_path, page)["a"].text


def test_a_text_that_a_browser_has_saved_in_one_element(tmp_path):
    """A page that is nothing but <pre> is read as the text in it, at its lines."""
    page = (
        f"<html><head><meta charset='utf-8'></head><body>\n<pre style='x'>The War\n\n{LONG}\n\nIt went.\n</pre></body>"
    )
    corpus = _read(tmp_path, page)
    assert _kinds(corpus)[-1] == ("prose", "It went.") and corpus.blocks["first_line"].tolist()[-1] == 6
    mixed = _read(tmp_path, f"<p>{LONG}</p><pre>x = 1\ny = 2</pre>")
    assert LONG.strip() in _body(mixed)


def test_a_list_of_links_in_a_text_stays(tmp_path):
    """Works listed with their links at the end of an essay are not taken for a menu."""
    works = "".join(f'<li><a href="https://a.b/{at}">A work of {at} words</a></li>' for at in range(5))
    assert len(_body(_read(tmp_path, f"<p>{LONG}</p><h2>Sources</h2><ul>{works}</ul>"))) == 7


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Site</title>", '<h1 class="title">On Rivers</h1><h1>One</h1>', "On Rivers"),
        ('<meta property="og:title" content="On Rivers"><title>x</title>', "<h1>One</h1>", "On Rivers"),
        ("<title>On Rivers – The Journal</title>", "<h1>On Rivers</h1>", "On Rivers"),
        ("", "<h1>On Rivers</h1><h2>One</h2>", "On Rivers"),
        ("<title>The Project Gutenberg eBook of On Rivers, by Ann Lee</title>", "<h2>One</h2>", "On Rivers"),
    ],
)
def test_title_by_style_metadata_heading(tmp_path, head, body, title):
    """The title is what a style, the metadata or the only first heading tell; the first chapter stays a heading."""
    corpus = _read(tmp_path, f"<html><head>{head}</head><body>{body}<p>{LONG}</p></body></html>")
    assert corpus["a"].title == title
    assert "One" not in body or "One" in list(corpus.blocks["text"][corpus.blocks["kind"] == "heading"])


def test_licence_and_contents_of_a_library(tmp_path):
    """What stands around the text of Project Gutenberg, and its contents, are matter out of the counts, and said."""
    page = f"""<p>This eBook is for the use of anyone.</p><p>*** START OF THE PROJECT GUTENBERG EBOOK ON RIVERS ***</p>
        <h2>Contents</h2><table><tr><td><a href="#c1">One</a></td><td>3</td></tr><tr><td><a href="#c2">Two</a></td><td>9
        </td></tr></table><h2 id="c1">One</h2><p>{LONG}<span class="pagenum">[Pg 4]</span></p><h2 id="c2">Two</h2>
        <p>{LONG}</p><p>*** END OF THE PROJECT GUTENBERG EBOOK ON RIVERS ***</p><p>The full licence.</p>"""
    corpus = _read(tmp_path, page)
    assert _body(corpus) == ["One", LONG.strip(), "Two", LONG.strip()]
    assert {"licence left out", "contents left out", "page number"} <= set(corpus.edits["rule"])


def test_a_play_in_a_table(tmp_path):
    """Rows of a play are turns, rows without a speaker stage directions."""
    row = '<tr><td epub:type="z3998:persona">{}</td><td>{}</td></tr>'
    rows = [("Ann", "<p>Who is there?</p><p>Speak!</p>"), ("", "A door opens."), ("Bo", "I am.")]
    corpus = _read(tmp_path, f"<table>{''.join(row.format(*pair) for pair in rows)}</table>")
    assert _kinds(corpus) == [("speech", "Who is there? Speak!"), ("prose", "A door opens."), ("speech", "I am.")]
    assert list(corpus.blocks["speaker"]) == ["Ann", "", "Bo"]


def test_a_book_with_all_its_parts(tmp_path):
    """Spine order, notes of another page, contents, imprint and colophon as matter, numbers anew in each chapter."""
    mark = '<a href="notes.xhtml#n{0}" id="r{0}" epub:type="noteref">1</a>'
    pages = {
        "titlepage.xhtml": "<h1>A Book</h1><p>By Ann Lee</p>",
        "imprint.xhtml": '<section epub:type="imprint"><h2>Imprint</h2><p>Made by many.</p></section>',
        "toc.xhtml": '<nav epub:type="toc"><ol><li><a href="one.xhtml">One</a></li></ol></nav>',
        "one.xhtml": f"<h2>One</h2><p>Ash fell.{mark.format(1)}</p>",
        "two.xhtml": f"<h2>Two</h2><p>Elm fell.{mark.format(2)}</p>",
        "notes.xhtml": "".join(
            f'<li id="n{at}" epub:type="endnote"><p>Note {at}. <a href="{name}.xhtml#r{at}">↩</a></p></li>'
            for at, name in ((1, "one"), (2, "two"))
        ),
        "colophon.xhtml": "<h2>Colophon</h2><p>Set by hand.</p>",
    }
    corpus = read_corpus(_epub(tmp_path, pages))
    assert _body(corpus) == ["One", "Ash fell.", "Two", "Elm fell."]
    assert list(corpus.notes["text"]) == ["Note 1.", "Note 2."] and corpus.notes["at"].notna().all()
    assert (corpus["a"].title, corpus["a"].author) == ("A Book", "Ann Lee")
    assert {"imprint left out", "title page left out"} <= set(corpus.edits["rule"])


def test_locks_of_books(tmp_path):
    """Encrypted fonts lock nothing; an encrypted page locks the book, in one sentence."""
    lock = '<encryption xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:CipherReference URI="{}"/></encryption>'
    pages = {"one.xhtml": "<p>Stones fell.</p>"}
    path = _epub(tmp_path, pages, files=[("META-INF/encryption.xml", lock.format("o/font.otf"))])
    assert _body(read_corpus(path)) == ["Stones fell."]
    path = _epub(tmp_path, pages, files=[("META-INF/encryption.xml", lock.format("o/one.xhtml"))])
    with pytest.raises(ReadError, match="locked"):
        read_corpus(path)


def test_a_book_that_swells(tmp_path):
    """Pages that unpack to more than the budget are refused together, however small the file."""
    page = b"<p>" + b"word " * 1_000_000 + b"</p>"
    with pytest.raises(ReadError, match="unpacks to more"):
        read_corpus(_epub(tmp_path, {f"{at}.xhtml": page for at in range(15)}))


HOSTILE = ["<p>w " * 3_000, "<li>w " * 3_000, "<b>w " * 5_000, "<![x y z w", "<table><tr><td>w " * 400, "<!--" * 50_000]
HOSTILE += ["</" * 50_000, "<?" * 50_000, "<a " * 50_000, "<a href='#x'><a href='#x'>1</a></a>", "<blockquote>" * 3_000]
HOSTILE += ["<p>" + "<br>" * 30_000, "<div class=poem>" + "<p class=line>w" * 5_000]


@pytest.mark.parametrize("page", HOSTILE, ids=[page[:12] for page in HOSTILE])
def test_hostile_pages_are_read_or_refused(tmp_path, page):
    """Unclosed, nested and half-open elements by the thousand: a result or a sentence, in time."""
    start = time.process_time()
    try:
        assert "word" in _read(tmp_path, f"<p>word</p>{page}")["a"].text
    except ReadError as error:
        assert "nests" in str(error)
    assert time.process_time() - start < 5


MARKDOWN = """---
title: "On Rivers"
author: [Ann Lee, Bo Ray]
date: 2 May 2020
---

# First

Stones fell.[^1] Ash too.^[A note *within*.]

| The tide came in
| and out again,
|   so did they.

> The flag goes up,  
> the drums go by.

| Year | Ships |
|------|-------|
| 1850 | 41 |

Harbour    Ships
-------    -----
Hull       212

+---+-----+
| a | b   |
|   | too |
+---+-----+

Term

:   What it means.

<div class="box">
Said<br>so.
</div>

[^1]: Lee, Ann.

    More of it.

The end.
"""


def test_markdown_of_every_habit(tmp_path):
    """Head, verse, tables of three makes, terms, notes of two; every sign is in a block or an edit."""
    corpus = _read(tmp_path, MARKDOWN, ".md")
    document = corpus["a"]
    assert (document.title, document.author, document.date) == ("On Rivers", "Ann Lee, Bo Ray", "2 May 2020")
    assert _kinds(corpus) == [
        ("heading", "First"),
        ("prose", "Stones fell. Ash too."),
        ("verse", "The tide came in\nand out again,\nso did they."),
        ("verse", "The flag goes up,\nthe drums go by."),
        ("table", "Year\tShips\n1850\t41"),
        ("table", "Harbour\tShips\nHull\t212"),
        ("table", "a\tb too"),
        ("list", "Term"),
        ("list", "What it means."),
        ("prose", "Said so."),
        ("prose", "The end."),
        ("note", "A note within."),
        ("note", "Lee, Ann. More of it."),
    ]
    assert corpus.notes["at"].notna().all() and not unaccounted(MARKDOWN, corpus, "a")


def test_a_page_named_twice_is_read_once(tmp_path):
    """A book whose order of pages names one again has its text once."""
    spine = '<itemref idref="i0"/>' * 3
    corpus = read_corpus(_epub(tmp_path, {"a.xhtml": "<p>Old stones fell.</p>"}, spine=spine))
    assert corpus["a"].text == "Old stones fell."


def test_listed_notes_of_markdown(tmp_path):
    """A numbered list under "Notes" is notes where the text calls for them, and a list where it does not."""
    made = "# On\n\nAsh fell.[1] Elm fell.[2]\n\n## Notes\n\n1. Lee, Ann.\n2. Ray, Bo.\n"
    assert _read(tmp_path, made, ".md").notes[["note", "text"]].values.tolist() == [[1, "Lee, Ann."], [2, "Ray, Bo."]]
    corpus = _read(tmp_path, made.replace("[1]", "").replace("[2]", ""), ".md")
    assert corpus.notes.empty and list(corpus.blocks["kind"]).count("list") == 2


def test_heads_of_markdown(tmp_path):
    """Pandoc's lines after %, and a byline under the title, tell as much as a YAML head."""
    for made in ("% On Rivers\n% Ann Lee\n% 2 May 2020\n\n", "# On Rivers\n\n*By Ann Lee, 2 May 2020*\n\n"):
        document = _read(tmp_path, made + LONG, ".md")["a"]
        assert (document.title, document.author, document.date) == ("On Rivers", "Ann Lee", "2 May 2020")


def test_elements_within_markdown(tmp_path):
    """A table or a list written in HTML is one in Markdown too."""
    made = "Ash fell.\n\n<table>\n<tr><td>a</td><td>b</td></tr>\n<tr><td>c</td><td>d</td></tr>\n</table>\n\nElm fell.\n"
    assert _kinds(_read(tmp_path, made, ".md"))[1] == ("table", "a\tb\nc\td")
