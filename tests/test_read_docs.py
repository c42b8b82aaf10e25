"""Word processors' files and TEI: what their styles, lists and notes say is what the blocks are."""

import io
import re
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import ReadError, read_corpus
from analysis.reading.formats.styled.odt import read_odt
from analysis.reading.formats.styled.render import to_html
from analysis.reading.formats.styled.roles import role_of
from analysis.reading.formats.styled.rtf import read_rtf
from analysis.reading.formats.styled.tei import read_tei
from analysis.reading.formats.styled.word import read_word
from tests.made import CONTENT_TYPES, OFFICE, RELS, W

LONG = "The old stones lay in the river for as long as anybody in the town could remember them. " * 3
ODT = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for name, long in (
        *((name, name) for name in ("office", "style", "text", "table", "meta")),
        ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
    )
)


def _docx(body: str, **parts: str) -> bytes:
    """A Word file with this body; `styles`, `footnotes`, … are the insides of further parts."""
    names = {"docProps": "docProps/core.xml"} | {name: f"word/{name}.xml" for name in parts if name != "docProps"}
    rels = "".join(
        f'<Relationship Id="r{name}" Type="{OFFICE}/{name}" Target="{name}.xml"/>'
        for name in parts
        if name != "docProps"
    )
    main = f'<Relationship Id="r" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", CONTENT_TYPES)
        file.writestr("_rels/.rels", RELS.format(main))
        file.writestr("word/_rels/document.xml.rels", RELS.format(rels))
        file.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, inside in parts.items():
            file.writestr(names[name], inside if name == "docProps" else f"<w:{name} {W}>{inside}</w:{name}>")
    return out.getvalue()


def _p(text: str, properties: str = "", run: str = "") -> str:
    pieces = [f'<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{line}</w:t></w:r>' for line in text.split("\n")]
    return f"<w:p><w:pPr>{properties}</w:pPr>{'<w:r><w:br/></w:r>'.join(pieces)}</w:p>"


def _style(key: str, name: str, parent: str = "", properties: str = "") -> str:
    based = f'<w:basedOn w:val="{parent}"/>' if parent else ""
    return f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{based}{properties}</w:style>'


def _shape(html: str) -> list[tuple[str, str]]:
    """(tag and class, words) of the blocks of a page, as our converters write them."""
    blocks = re.findall(
        r"<(h\d|p|li|td|aside|div|pre|dt|dd)\b([^>]*)>(.*?)</\1>", html.partition("<body>")[2], re.DOTALL
    )
    kinds = [(tag, re.search(r'class="([^"]*)"', told)) for tag, told, _ in blocks]
    texts = [" ".join(re.sub(r"<[^>]*>", " ", text).split()) for _, _, text in blocks]
    return [(f"{tag}.{kind[1]}" if kind else tag, text) for (tag, kind), text in zip(kinds, texts, strict=True)]


def _word(body: str, **parts: str) -> str:
    return to_html(read_word(_docx(body, **parts), "a.docx"))[0]


# ---- roles ----


@pytest.mark.parametrize(
    ("name", "role"),
    [
        *((name, ("heading", 2)) for name in ("heading 2", "Überschrift 2", "Titre 2", "Título 2", "Заголовок 2")),
        *((name, ("heading", 2)) for name in ("Heading_20_2", "Titolo 2", "标题 2", "Kop 2", "Rubrik 2")),
        *((name, ("quotation", 0)) for name in ("Quotations", "Block Text", "Zitat", "Citation", "Cita", "Цитата")),
        *((name, ("quotation", 0)) for name in ("Intense Quote", "Intensives Zitat", "BlockQuote", "Langzitat")),
        *((name, ("title", 0)) for name in ("Title", "Titel", "Titre", "Título", "Titolo", "Название")),
        *((name, ("verse", 0)) for name in ("Verse", "Poem", "Gedicht", "Стихи")),
        *((name, ("contents", 0)) for name in ("toc 1", "Contents Heading", "Inhaltsverzeichnis 1", "TM 2")),
        *((name, ("", 0)) for name in ("Body Text", "First Paragraph", "Compact", "Conversation", "Footnote Text")),
    ],
)
def test_roles_by_name(name, role):
    """A style's role is told by its name, in any of the languages that word processors speak."""
    assert role_of(name) == role


def test_styles_inherit_their_role():
    """A style without a telling name is what its parent, or its outline level, makes it."""
    styles = _style("Q", "Quote") + _style("Mine", "My own", "Q") + _style("H", "Ressort", "", _outline(1))
    styles += _style("A", "Loop", "B") + _style("B", "Pool", "A")
    body = "".join(_p(LONG, f'<w:pStyle w:val="{key}"/>') for key in ("Mine", "A"))
    body += _p("A part", '<w:pStyle w:val="H"/>') + _p(LONG)
    html = _word(body, styles=styles)
    assert [kind for kind, _ in _shape(html)] == ["p", "p", "h2", "p"]
    assert html.count("<blockquote>") == 1


def _outline(level: int) -> str:
    return f'<w:pPr><w:outlineLvl w:val="{level}"/></w:pPr>'


# ---- looks ----


def test_quotations_by_indent_alone():
    """Paragraphs set in from the others are quotations; a first line, a hanging line and most of a text are not."""
    body = [_p(LONG), _p(LONG, '<w:ind w:left="720" w:right="720"/>'), _p(LONG, '<w:ind w:firstLine="720"/>'), _p(LONG)]
    assert _word("".join(body)).count("<blockquote>") == 1
    hanging = [_p(LONG, '<w:ind w:left="720" w:hanging="720"/>'), _p(LONG)]
    assert "<blockquote>" not in _word("".join(hanging))
    most = [_p(LONG), _p(LONG, '<w:ind w:left="720"/>')] * 3
    assert "<blockquote>" not in _word("".join(most))


def test_headings_by_look_need_company():
    """Bold lines are headings where two or more stand between paragraphs and no style tells any; questions are not."""
    bold = "<w:b/>"
    two = _p("The river", run=bold) + _p(LONG) + _p("The town", run=bold) + _p(LONG)
    assert [kind for kind, _ in _shape(_word(_p(LONG) + two))] == ["p", "h2", "p", "h2", "p"]
    assert "<h2>" not in _word(_p(LONG) + _p("The river", run=bold) + _p(LONG))
    asked = "".join(_p(f"What of {at}?", run=bold) + _p(LONG) for at in range(4))
    assert "<h2>" not in _word(asked)


def test_verse_by_line_breaks():
    """Three short lines and more are verse; an address and lines wrapped by hand are prose."""
    assert "line-block" in _word(_p(LONG) + _p("The goose went down\nto see the water\nand nobody came."))
    assert "line-block" not in _word(_p(LONG) + _p("12 High Street\nYork\nYO1 2AB"))
    wrapped = "\n".join(
        ["The old stones lay in the river for as long as anybody in the", *["town could remember it " * 3] * 3]
    )
    assert "line-block" not in _word(_p(LONG) + _p(wrapped))


def test_a_stanza_changes_no_other_block():
    """A stanza, a list or a table added to a text leaves every other block as it was."""
    ordinary = [_p(LONG), _p("A short line"), _p(LONG, '<w:ind w:left="720"/>'), _p(LONG)]
    before = _shape(_word("".join(ordinary)))
    row = f"<w:tr><w:tc>{_p('a')}</w:tc><w:tc>{_p('b')}</w:tc></w:tr>"
    for added in (_p("The goose went down,\nthe water rose,\nand nobody came.", ""), f"<w:tbl>{row}</w:tbl>"):
        after = _shape(_word("".join([*ordinary, added])))
        assert after[: len(before)] == before


# ---- Word ----

NOTE = '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t> One.</w:t></w:r></w:p><w:p><w:r><w:t>Two.</w:t>'
NOTE += "</w:r></w:p></w:footnote>"


def test_notes_of_several_paragraphs():
    """Footnotes and endnotes are numbered in the order they are called, with all their paragraphs."""
    end = '<w:endnote w:id="2"><w:p><w:r><w:t>Three.</w:t></w:r></w:p></w:endnote>'
    call = '<w:p><w:r><w:t>So</w:t></w:r><w:r><w:{}Reference w:id="2"/></w:r><w:r><w:t>.</w:t></w:r></w:p>'
    html = _word(call.format("endnote") + call.format("footnote"), footnotes=NOTE, endnotes=end)
    asides = re.findall(r'<aside id="note-(\d)" role="doc-footnote">(.*?)</aside>', html)
    assert asides == [("1", "<p>Three.</p>"), ("2", "<p>One.</p><p>Two.</p>")]


def test_changes_and_comments(tmp_path):
    """Inserted words stay, deleted ones, hidden ones and comments go, and the edits say which."""
    run = "<w:r>{}<w:t>{}</w:t></w:r>"
    gone = "<w:del><w:r><w:delText>never </w:delText></w:r></w:del><w:moveFrom><w:r><w:t>far </w:t></w:r></w:moveFrom>"
    body = f"<w:p>{run.format('', 'It ')}<w:ins>{run.format('', 'was ')}</w:ins>{gone}"
    body = body.replace("<w:t>", '<w:t xml:space="preserve">')
    body += f"{run.format('<w:rPr><w:vanish/></w:rPr>', 'quite')}{run.format('', 'said.')}</w:p>"
    comment = '<w:comment w:id="1"><w:p><w:r><w:t>Why?</w:t></w:r></w:p></w:comment>'
    path = tmp_path / "a.docx"
    path.write_bytes(_docx(body, comments=comment))
    corpus = read_corpus(path)
    assert corpus["a"].text == "It was said."
    rules = dict(zip(corpus.edits["rule"], corpus.edits["before"], strict=True))
    assert rules == {"deleted text": "never ", "comment left out": "Why?", "hidden text left out": "quite"}


def test_a_deleted_paragraph_end_joins_two():
    """A paragraph whose end is deleted goes on in the next one."""
    mark = '<w:rPr><w:del w:id="1"/></w:rPr>'
    assert _shape(_word(_p("One ", mark) + _p("two."))) == [("p", "One two.")]


def test_contents_lists_of_word():
    """What a field of contents makes is front matter, as far as the field goes and no further."""
    sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    begin = f"{sign.format('begin')}<w:r><w:instrText>TOC \\o</w:instrText></w:r>{sign.format('separate')}"
    first = f"<w:p>{begin}<w:r><w:t>One 1</w:t></w:r></w:p>"
    last = f"<w:p><w:r><w:t>Two 2</w:t></w:r>{sign.format('end')}</w:p>"
    html, edits = to_html(read_word(_docx(_p("Contents") + first + last + _p(LONG)), "a.docx"))
    section = re.search(r'<section class="front_matter">(.*?)</section>', html, re.DOTALL)
    assert section and [text for _, text in _shape(f"<body>{section[1]}")] == ["Contents", "One 1", "Two 2"]
    assert [edit.rule for edit in edits] == ["contents left out"]
    endless = _word(first + _p(LONG) * 3)
    assert "front_matter" not in endless


def test_lists_tables_and_signs():
    """Items by their own numbering or a style's; what has no sign goes on; a cell holds inner tables."""
    lists = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>'
    )
    lists += '</w:abstractNum><w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
    lists += '<w:lvlText w:val=" "/></w:lvl></w:abstractNum>'
    lists += "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2))
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr>'
    styles = _style("B", "List Bullet", "", f"<w:pPr>{number.format(1)}</w:pPr>")
    body = _p("one", number.format(1)) + _p("goes on", number.format(2)) + _p("two", '<w:pStyle w:val="B"/>')
    inner = f"<w:tbl><w:tr><w:tc>{_p('in')}</w:tc><w:tc>{_p('side')}</w:tc></w:tr></w:tbl>"
    body += f"<w:tbl><w:tr><w:tc>{_p('a')}</w:tc><w:tc>{inner}{_p('')}</w:tc></w:tr></w:tbl>"
    body += "<w:p><w:r><w:t>non</w:t><w:noBreakHyphen/><w:t>stop</w:t><w:tab/><w:sym w:char='F0B7'/></w:r></w:p>"
    found = _shape(_word(body, styles=styles, numbering=lists))
    assert found == [("li", "one goes on"), ("li", "two"), ("td", "a"), ("td", "in side"), ("p", "non-stop •")]


def test_head_of_a_document(tmp_path):
    """Title, author and date come from styles, then from properties, but never from what a program put there."""
    styles = "".join(_style(key, key) for key in ("Title", "Author", "Date"))
    core = "<c xmlns:dc='urn:dc'><dc:title>{}</dc:title><dc:creator>Cy Ray</dc:creator></c>"
    path = tmp_path / "a.docx"
    told = "".join(
        _p(text, f'<w:pStyle w:val="{key}"/>') for key, text in (("Title", "On Stones"), ("Date", "2 May 2020"))
    )
    path.write_bytes(_docx(told + _p(LONG), styles=styles, docProps=core.format("Other")))
    document = read_corpus(path)["a"]
    assert (document.title, document.author, document.date) == ("On Stones", "Cy Ray", "2 May 2020")
    path.write_bytes(_docx(_p(LONG), docProps=core.format("Microsoft Word - draft.doc")))
    assert read_corpus(path)["a"].title == "a"


# ---- Writer, Rich Text, TEI ----

WRITER = f"""<office:document {ODT}><office:styles>
<style:style style:name="Zitat" style:family="paragraph"/>
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Zitat"/></office:styles>
<office:body><office:text>
<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion></text:changed-region>
</text:tracked-changes>
<text:h text:outline-level="2">On stones</text:h>
<text:p>Old stones<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>One.</text:p>
<text:p>Two.</text:p></text:note-body></text:note> fell<text:s/>in.</text:p>
<text:p text:style-name="P1">Said so.</text:p>
<text:list><text:list-item><text:p>one</text:p><text:p>goes on</text:p></text:list-item></text:list>
<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>
<text:p>The goose went down<text:line-break/>to see the water<text:line-break/>and nobody came.</text:p>
</office:text></office:body></office:document>"""
RICH = rb"""{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}{\f1\fcharset204 Times;}}
{\stylesheet{\s1\outlinelevel1 berschrift 2;}{\s2 Zitat;}{\s3\sbasedon2 Mine;}}{\info{\title On Stones}}
{\header A running head\par}
{\pard\s1\outlinelevel1 On stones\par}
{\pard Old stones{\super\chftn}{\*\footnote {\super\chftn} One.\par Two.} fell in.\par}
{\pard\s3\li567 Said so.\par}{\pard{\listtext\'b7\tab}one\par}{\pard\li360 goes on\par}{\pard{\listtext\'b7\tab}two\par}
\trowd\pard\intbl a\cell\row\trowd\pard\intbl b\cell\row
\pard The goose went down\line to see the water\line and nobody came.\par
\pard{\pict\bin4 }{{x}caf\'e9 {\f1\'ef\'ee} \u8212?\u-10179?\u-8638? {\v hidden}{\*\unknown secret}end.\par}"""
BOOK = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>On Stones</title>
<author>Ann Lee</author></titleStmt></fileDesc></teiHeader><text><front><titlePage><docTitle>On</docTitle></titlePage>
</front><body><div><div><head>On stones</head><p>Old <choice><sic>stons</sic><corr>stones</corr></choice>
<note place="foot"><p>One.</p><p>Two.</p></note> fell in.</p><quote><p>Said so.</p></quote><list><item>one</item></list>
<table><row><cell>a</cell></row><row><cell>b</cell></row></table>
<lg><l>The goose went down</l><l>to see the water</l></lg>
<sp><speaker>Ann.</speaker><p>I come.</p><p>And go.</p></sp><p>He said <q>so</q>.</p></div></div></body>
<back><listBibl><bibl>Ray, Cy.</bibl></listBibl></back></text></TEI>"""
SAME = [("p", "Old stones 1 fell in."), ("p", "Said so."), ("li", "one goes on")]


def test_writer():
    """Headings, notes, quotations, lists, tables and verse of a Writer file, by styles and their parents."""
    html, edits = to_html(read_odt(WRITER.encode(), "a.fodt"))
    assert _shape(html)[:4] == [("h2", "On stones"), *SAME]
    assert [kind for kind, _ in _shape(html)[4:]] == ["td", "td", "div.line-block", "aside"]
    assert "<p>One.</p><p>Two.</p>" in html and [edit.before for edit in edits] == ["gone"]


def test_rich_text():
    """The same of Rich Text; letters in their code pages, heads, pictures, hidden and unknown groups left out."""
    html, _ = to_html(read_rtf(RICH, "a.rtf"))
    assert _shape(html)[:4] == [("h2", "On stones"), *SAME]
    kinds = [kind for kind, _ in _shape(html)[4:]]
    assert kinds == ["li", "td", "td", "div.line-block", "p", "aside"]
    assert _shape(html)[-2][1] == "café по —🙂 end." and "<p>One.</p><p>Two.</p>" in html
    assert "<title>On Stones</title>" in html and "running" not in html


def test_tei():
    """The same of TEI; turns with all their paragraphs, quotations in a line with their marks, works cited apart."""
    html, edits = to_html(read_tei(BOOK.encode(), "a.xml"))
    found = _shape(html)
    assert found[1:5] == [("h2", "On stones"), SAME[0], SAME[1], ("li", "one")]
    assert found[8:11] == [("p.speech", "Ann I come."), ("p.speech continued", "And go."), ("p", "He said “so”.")]
    assert 'class="back_matter"><p>Ray, Cy.</p>' in html and 'class="front_matter"><p>On</p>' in html
    assert {edit.rule for edit in edits} == {"front matter left out", "back matter left out"}


# ---- hostile ----


def _deep(tag: str, inside: str, depth: int) -> str:
    return f"<{tag}>" * depth + inside + f"</{tag}>" * depth


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", b"PK\x03\x04 broken"),
        ("a.odt", b"PK\x03\x04 broken"),
        ("a.docx", _docx("<w:p>")),
        ("a.docx", _docx(_deep("w:sdt", _p("deep"), 5000))),
        ("a.docx", b"\xd0\xcf\x11\xe0" + bytes(500)),
        ("a.odt", _docx(_p("words"))),
        ("a.fodt", b"<office>words</office>"),
        ("a.rtf", b"plain words"),
        ("a.rtf", b"{\\rtf1 " + b"{" * 100_000),
        ("a.rtf", b"{\\rtf1 {\\pict 00}}"),
        ("a.xml", b"<note>words</note>"),
        ("a.xml", b"<TEI><text><body><p>unclosed"),
        ("a.tei", b"words"),
    ],
)
def test_broken_documents(tmp_path, name, data):
    """A file that is broken, locked, wordless, too deep or of another kind is refused in one sentence that names it."""
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ReadError) as error:
        read_corpus(path)
    assert name in str(error.value) and "\n" not in str(error.value)


def test_an_old_word_file(tmp_path):
    """An old Word file is refused with what to do about it."""
    (tmp_path / "a.doc").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(500))
    with pytest.raises(ReadError, match="save it as"):
        read_corpus(tmp_path / "a.doc")


def test_archives_are_unpacked_within_bounds(tmp_path):
    """An archive that swells is refused by what it unpacks to, whatever size it claims."""
    (tmp_path / "a.docx").write_bytes(_docx(_p("x") + " " * 150_000_000))
    assert (tmp_path / "a.docx").stat().st_size < 1_000_000
    with pytest.raises(ReadError, match="unpacks to more than"):
        read_corpus(tmp_path / "a.docx")


def test_no_file_beside_is_opened(tmp_path):
    """An entity that names a file gives a space, one that grows is refused, one that HTML knows gives its sign."""
    (tmp_path / "secret.txt").write_text("secretword")
    doctype = f'<!DOCTYPE TEI [<!ENTITY f SYSTEM "{tmp_path}/secret.txt"><!ENTITY eacute "x">{{}}]>'
    page = "<TEI><text><body><p>Old caf&eacute; &f; {}fell.</p></body></text></TEI>"
    (tmp_path / "a.xml").write_text(doctype.format("") + page.format(""))
    assert read_corpus(tmp_path / "a.xml")["a"].text == "Old café fell."
    grow = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    (tmp_path / "b.xml").write_text(doctype.format(f'<!ENTITY e0 "boom">{grow}') + page.format("&e11; "))
    with pytest.raises(ReadError):
        read_corpus(tmp_path / "b.xml")


_WORDS = (
    rb"{",
    rb"}",
    rb"\par ",
    rb"\u12?",
    rb"\'e",
    rb"\'e9",
    rb"{\footnote ",
    rb"\cell ",
    rb"\row ",
    rb"\bin9 ",
    rb"\uc9 ",
)
_WORDS += (
    rb"{\*\shpinst{\shptxt ",
    rb"{\field{\*\fldinst TOC}{\fldrslt ",
    rb"\trowd\intbl ",
    rb"{\stylesheet{\s1 Quote;}}",
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*_WORDS, b"words ", b"\\"]), max_size=40))
def test_any_rich_text_is_read(pieces):
    """Whatever order the words of Rich Text come in, paragraphs come out."""
    html, _ = to_html(read_rtf(b"{\\rtf1 " + b"".join(pieces), "a.rtf"))
    assert html.endswith("</body></html>")
