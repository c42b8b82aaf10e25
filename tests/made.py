"""Documents made with known structure, written as every format, so that reading can be asked to give it back.

A made document is a list of pieces (kind, speaker, parts). A part is a string or a note's text in a one-tuple: the mark
stands there. Every sentence begins with a capital and ends with a sign, as in edited prose.
"""

import html
import textwrap
import zipfile
from collections import Counter
from typing import NamedTuple

SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
CONTENT_TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
<Override PartName="/word/footnotes.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/>
<Override PartName="/word/styles.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>"""
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


class Piece(NamedTuple):
    kind: str
    speaker: str
    parts: tuple


def unaccounted(file: str, corpus, name: str) -> dict[str, int]:
    """The signs of a file, white space apart, that are in no block and no edit (or in more than one): none, by law."""
    edits = corpus.edits[corpus.edits["document"] == name]
    left = Counter(file)
    left.subtract(corpus[name].text)
    left.subtract("".join(edits["before"]))
    left.update("".join(edits["after"]))
    return {sign: n for sign, n in left.items() if n and not sign.isspace()}


def plain(parts) -> str:
    return "".join(part for part in parts if isinstance(part, str))


def notes_of(pieces) -> list[str]:
    return [part[0] for piece in pieces for part in piece.parts if not isinstance(part, str)]


def marked(parts, mark, count) -> str:
    """The text with `mark(number)` where notes are called; `count` is an iterator of numbers."""
    return "".join(part if isinstance(part, str) else mark(next(count)) for part in parts)


def _count(first=1):
    return iter(range(first, 10_000))


# ---- plain text: flowed or wrapped, notes at the foot of pages, at the end, or elsewhere (marks only) ----


def to_txt(pieces, *, width=None, notes="foot", first=1) -> str:
    """Blank lines part blocks; marks are superscripts where notes are at the foot, else plain digits glued on."""
    count, numbers, out = _count(first), _count(first), []
    mark = (lambda n: str(n).translate(SUPERSCRIPT)) if notes == "foot" else str
    glued: list[str] = []
    waiting: list[str] = []
    for place, piece in enumerate(pieces):
        text = marked(piece.parts, mark, count)
        waiting += [f"{mark(next(numbers))}{'.' if notes == 'end' else ''} {note}" for note in notes_of([piece])]
        if piece.kind == "speech":
            glued.append(f"{piece.speaker.upper()}: {text}")
            if place + 1 < len(pieces) and pieces[place + 1].kind == "speech":
                continue
            text, glued = "".join(glued), []
        out.append(_wrapped(text, piece.kind, width))
        if notes == "foot":
            out, waiting = out + waiting, []
    if notes == "end" and waiting:
        out += ["Notes", *waiting]
    return "\n\n".join(out) + "\n"


def _wrapped(text, kind, width):
    if kind == "block_quote" and width is None:
        return "    " + text
    if width is None or kind in ("block_quote", "speech"):
        return text
    return "\n".join(textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False))


def to_txt_without_blanks(pieces, *, width=66) -> str:
    """As in some books: no blank lines; each paragraph opens with a short line; what is set apart is one line."""
    count, out, glued = _count(19), [], []
    for place, piece in enumerate(pieces):
        text = marked(piece.parts, str, count)
        if piece.kind == "speech":
            glued.append(f"{piece.speaker.upper()}: {text}")
            if place + 1 == len(pieces) or pieces[place + 1].kind != "speech":
                out.append("".join(glued))
                glued = []
        elif piece.kind == "prose":
            words = text.split(" ")
            out += [" ".join(words[:3]), *textwrap.wrap(" ".join(words[3:]), width, break_on_hyphens=False)]
        else:
            out.append(text)
    return "\n".join(out) + "\n"


def to_md(pieces) -> str:
    count, out = _count(), []
    for piece in pieces:
        text = marked(piece.parts, lambda n: f"[^{n}]", count)
        sign = {"heading": "## ", "block_quote": "> ", "list": "- ", "speech": f"{piece.speaker.upper()}: "}
        out.append(sign.get(piece.kind, "") + text)
    out += [f"[^{number}]: {note}" for number, note in enumerate(notes_of(pieces), 1)]
    return "\n\n".join(out) + "\n"


# ---- markup ----


def to_html(pieces) -> str:
    tags = {"heading": "h2", "block_quote": "blockquote", "list": "li"}
    count, out = _count(), []
    for piece in pieces:
        parts = [html.escape(part, quote=False) if isinstance(part, str) else part for part in piece.parts]
        text = marked(parts, lambda n: f'<sup><a href="#fn{n}" id="ref{n}">{n}</a></sup>', count)
        label = f"{piece.speaker.upper()}: " if piece.kind == "speech" else ""
        tag = tags.get(piece.kind, "p")
        out.append(f"<{tag}>{label}{text}</{tag}>")
    notes = enumerate(map(html.escape, notes_of(pieces)), 1)
    out.append("<hr><ol>")
    out += [f'<li id="fn{n}"><p>{note} <a href="#ref{n}">↩</a></p></li>' for n, note in notes]
    head = "<head><title>Made</title><style>p { color: red }</style><script>alert('no words')</script></head>"
    return f"<!DOCTYPE html><html>{head}<body>{chr(10).join(out)}</ol></body></html>"


def to_epub(pieces, path) -> None:
    page = '<?xml version="1.0" encoding="utf-8"?>' + to_html(pieces).replace("<!DOCTYPE html>", "")
    container = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
        <rootfile full-path="OEBPS/book.opf"/></rootfiles></container>"""
    package = """<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">
        <metadata><dc:title>Made</dc:title><dc:creator>Ann Lee</dc:creator></metadata>
        <manifest><item id="one" href="one.xhtml"/></manifest><spine><itemref idref="one"/></spine></package>"""
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("META-INF/container.xml", container)
        book.writestr("OEBPS/book.opf", package)
        book.writestr("OEBPS/one.xhtml", page)


def to_docx(pieces, path) -> None:
    count, body = _count(), []
    styles = {"heading": "Heading2", "block_quote": "Quote"}
    for piece in pieces:
        runs = [f"{piece.speaker.upper()}: "] if piece.kind == "speech" else []
        runs += list(piece.parts)
        inside = "".join(_run(part) if isinstance(part, str) else _reference(next(count)) for part in runs)
        style = f'<w:pPr><w:pStyle w:val="{styles[piece.kind]}"/></w:pPr>' if piece.kind in styles else ""
        body.append(f"<w:p>{style}{inside}</w:p>")
    notes = "".join(
        f'<w:footnote w:id="{number}"><w:p>{_run(note)}</w:p></w:footnote>'
        for number, note in enumerate(notes_of(pieces), 1)
    )
    names = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in (("Heading2", "heading 2"), ("Quote", "Quote"))
    )
    inner = "".join(
        f'<Relationship Id="r{place}" Type="{OFFICE}/{name}" Target="{name}.xml"/>'
        for place, name in enumerate(("footnotes", "styles"))
    )
    main = f'<Relationship Id="r" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("[Content_Types].xml", CONTENT_TYPES)
        file.writestr("_rels/.rels", RELS.format(main))
        file.writestr("word/_rels/document.xml.rels", RELS.format(inner))
        file.writestr("word/document.xml", f"<w:document {W}><w:body>{''.join(body)}</w:body></w:document>")
        file.writestr("word/footnotes.xml", f"<w:footnotes {W}>{notes}</w:footnotes>")
        file.writestr("word/styles.xml", f"<w:styles {W}>{names}</w:styles>")


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{html.escape(text)}</w:t></w:r>'


def _reference(number: int) -> str:
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


# ---- PDF: one font, one column, running head and page number ----


def to_pdf(lines: list[str], path, *, head="A running head", per_page=30, tilde="~") -> None:
    """`tilde` is the sign that a ~ of the lines stands for, as a file's own table of letters tells it."""
    pages = [lines[at : at + per_page] for at in range(0, len(lines), per_page)]
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>"]
    kids = []
    for number, page in enumerate(pages, 1):
        shown = [head, *page, str(number)] if head else page
        drawn = "".join(f"({_escape(line)}) Tj T*\n" for line in shown)
        stream = f"BT /F1 10 Tf 14 TL 50 780 Td\n{drawn}ET"
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 842] /Contents {len(objects) + 2} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    if tilde != "~":
        letters = f"1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <7E> <{ord(tilde):04X}> endbfchar"
        objects[2] = objects[2].replace(" >>", f" /ToUnicode {len(objects) + 1} 0 R >>")
        objects.append(f"<< /Length {len(letters)} >>\nstream\n{letters}\nendstream")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size, at = len(objects) + 1, len(out)
    out += f"xref\n0 {size}\n0000000000 65535 f \n{table}"
    out += f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{at}\n%%EOF"
    path.write_bytes(out.encode("latin-1"))


def _escape(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
