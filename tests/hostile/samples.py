"""Small valid files of every format that is read, made by code: what the mutations of `inputs` begin with."""
# ruff: noqa: E501  (lists of pieces, and markup)

import tempfile
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path

from tests.made import Piece, to_docx, to_epub, to_html, to_md, to_pdf, to_txt, to_txt_without_blanks

PIECES = [
    Piece("heading", "", ("On Stones",)),
    Piece("prose", "", ("Old stones fell in the town.", ("Lee, Ann. Stones of 1911. London: Ray, 1912, 3–4.",))),
    Piece("prose", "", ("Ann Lee said, “We go – now.” She left; “a café,” he wrote. It rained.", ("Ibid., 5.",))),
    Piece("block_quote", "", ("The river rose. Nobody came (Ray 1958, 12).",)),
    Piece("list", "", ("A thing.",)),
    Piece("list", "", ("Another thing.",)),
    Piece("speech", "Mao", ("We walk on two legs.",)),
    Piece("speech", "Khrushchev", ("No. We go.",)),
    Piece("prose", "", ("‘It’s late,’ said Dr. J. R. Ray, vol. 2. . . . The end of 1958 came.", ("Ray, Stones.",))),
]
_OFFICE = """xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" """
_STYLES = """<office:automatic-styles><style:style style:name="P1" style:family="paragraph"
 style:parent-style-name="Quotations"><style:paragraph-properties fo:margin-left="1cm"/></style:style>
<text:list-style style:name="L1"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>
</office:automatic-styles>"""
_BODY = """<office:body><office:text><text:h text:outline-level="1">On Stones</text:h>
<text:p>Old stones fell.<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>
<text:p>Lee, Stones, 3.</text:p></text:note-body></text:note> “We go,” said<text:s text:c="2"/>Ann Lee.</text:p>
<text:p text:style-name="P1">The river rose.</text:p><text:list text:style-name="L1"><text:list-item><text:p>A thing.
</text:p></text:list-item></text:list><table:table><table:table-row><table:table-cell><text:p>One</text:p>
</table:table-cell><table:table-cell><text:p>Two</text:p></table:table-cell></table:table-row></table:table>
</office:text></office:body>"""
_RTF = r"""{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 Times;}}{\stylesheet{\s0 Normal;}{\s1\outlinelevel0
heading 1;}{\s2\li720 Quote;}}{\info{\title On Stones}{\author Ann Lee}}\pard\s1 On Stones\par\pard\s0 Old stones
fell.{\super\chftn}{\footnote\pard{\super\chftn} Lee, Stones, 3.} \ldblquote We go,\rdblquote  said\~Ann \u233?\'e9.\par
\pard\s2\li720 The {\b river} rose.\par{\pard{\listtext\bullet\tab}A thing.\par}\trowd\cellx1\pard\intbl One\cell Two\cell
\row\pard{\field{\*\fldinst PAGE}{\fldrslt 3}} The end.\par}"""
_TEI = """<?xml version="1.0"?><TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title>On Stones</title><author>Ann Lee</author></titleStmt></fileDesc></teiHeader><text><front><p>To Ray.</p></front>
<body><div><head>One</head><p>Old <hi rend="italic">stones</hi> fell.<note n="1" place="foot">Lee, Stones, 3.</note> He
said, <q>We go.</q></p><lg><l>The river rose</l><l>over the stones</l></lg><sp who="#a"><speaker>ANN</speaker><p>No.</p>
</sp><list><item>A thing.</item></list><pb n="2"/><quote>It rained.</quote><choice><sic>teh</sic><corr>the</corr></choice>
</div></body></text></TEI>"""
_MARKDOWN = """---
title: On Stones
author: Ann Lee
---

One | Two
--- | ---
a   | b

~~~
code
~~~

Term
: What it is.

**Ann:** No.\\
**Ray:** Yes.

<!-- left out -->
| A line
| of verse

![A picture](x.png) and [a link](http://x.y "t"), `code`, *so* __so__ ^[A note.] &amp; <b>so</b>
"""
_PAGE = """<nav><a href="#a">One</a></nav><table><tr><th>a</th><td>b</td></tr></table><dl><dt>x</dt><dd>y</dd></dl>
<p class="speech"><b>ANN:</b> No.<br>Yes.</p><pre>one
two</pre><p style="margin-left: 3em; font-style: italic">Set in.</p><aside role="doc-footnote" id="x"><p>1 Ray.
<a role="doc-backlink" href="#y">b</a></p></aside><div class="poem"><p>One line<br/>and one</p></div><img alt="z">"""
_TABLE = """document,text,party,date
one,"Old stones fell. ""We go,"" said Ann.",x,1958-01-02
two,The river rose.,y,1959
"""
_SCRIPT = "ON STONES\n\nA Play\n\nACT I\n\nANN. No.\n\nRAY [rising]. Yes, I do.\n\n  (They go.)\n\nANN. So.\n" * 2
_SHEETS = (
    'A head    1\n\nOld stones fell1 in the\ntown. He said, "We go."\n\n1 Lee, Stones.\n\fA head    2\n\nIt rained.\n'
    * 2
)


@cache
def samples() -> dict[str, list[bytes]]:
    """Suffix → valid files of that kind."""
    page, play = to_html(PIECES).replace("<hr>", _PAGE + "<hr>"), _SCRIPT + "\n\f" + _SHEETS
    texts = [to_txt(PIECES), to_txt(PIECES, width=60, notes="end"), to_txt_without_blanks(PIECES), _SHEETS, play]
    flat = f'<?xml version="1.0"?><office:document {_OFFICE}>{_STYLES}{_BODY}</office:document>'
    packed = {suffix: [_made(writer, suffix)] for suffix, writer in ((".docx", to_docx), (".epub", to_epub))}
    return {
        ".txt": [text.encode(coding) for text in texts for coding in ("utf-8", "utf-16")],
        ".md": [(to_md(PIECES) + _MARKDOWN).encode(), (_MARKDOWN + to_md(PIECES)).encode()],
        ".html": [page.encode(), to_html(PIECES[:3]).encode()],
        **packed,
        ".odt": [_odt()],
        ".fodt": [flat.encode()],
        ".rtf": [_RTF.encode("latin-1")],
        ".tei": [_TEI.encode()],
        ".pdf": [_made(_write_pdf, ".pdf")],
        ".csv": [_TABLE.encode(), _TABLE.replace(",", ";").encode("cp1252")],
        ".xlsx": [_xlsx()],
    }


def _write_pdf(pieces: list[Piece], path: Path) -> None:
    plain = to_txt(pieces, width=60).encode("latin-1", "ignore").decode("latin-1")
    to_pdf(plain.splitlines(), path, per_page=14)


def _made(writer, suffix: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{suffix}"
        writer(PIECES, path)
        return path.read_bytes()


def pack(parts: list[tuple[str, bytes]], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these parts, the same bytes at any hour."""
    room = BytesIO()
    with zipfile.ZipFile(room, "w", method) as archive:
        for name, data in parts:
            archive.writestr(zipfile.ZipInfo(name), data, compress_type=method)
    return room.getvalue()


def unpack(data: bytes) -> list[tuple[str, bytes]]:
    """The parts of an archive that is whole."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def _odt() -> bytes:
    head = '<?xml version="1.0"?>'
    content = f"{head}<office:document-content {_OFFICE}>{_STYLES}{_BODY}</office:document-content>"
    styles = f"{head}<office:document-styles {_OFFICE}><office:styles/></office:document-styles>"
    mime = b"application/vnd.oasis.opendocument.text"
    return pack([("mimetype", mime), ("content.xml", content.encode()), ("styles.xml", styles.encode())])


def _xlsx() -> bytes:
    import pandas as pd

    room = BytesIO()
    rows = {"document": ["one", "two"], "text": ["Old stones fell.", "It rained."], "year": [1958, 1959]}
    pd.DataFrame(rows).to_excel(room, index=False)
    return pack(
        [(name, data) for name, data in unpack(room.getvalue()) if name != "docProps/core.xml"]
    )  # tells the hour
