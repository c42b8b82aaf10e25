"""Valid files made wrong by a seed: bytes flipped, cut, doubled, put among other files' bytes; marks and tags unclosed,
nested, repeated; the members of archives changed after unpacking. The same seed, kind and number give the same bytes."""
# ruff: noqa: E501  (lists of pieces, and markup)

import re
import struct
import zipfile
from collections.abc import Callable
from copy import deepcopy
from random import Random
from typing import Any

from tests.hostile.samples import pack, samples, unpack

CANARY, PORT = "canary.dat", 47_111  # a file and a place in the network that nothing may open
_MOST = 400_000  # bytes of an input
_PACKED = (".docx", ".epub", ".odt", ".xlsx")
_XML = """<a <p> </p> <b> <li> <table><tr><td> </td></tr></table> <div> <blockquote> <ul><li> <!-- --> <![CDATA[ ]]> <! <? </ < >
 & &#0; &#xD800; &#x110000; &#99999999999; &amp; &lt; &e; &nbsp; <p/> <script> <style> <pre> <br> <sup>1</sup> <h1> <h7>
 <a href="#n1" id="r1">1</a> <p id="n1"><a href="#r1">b</a> <aside role="doc-footnote"> <a role="doc-noteref" href="#x">
 <em> </em> <q> <span class="speaker"> <dt> <dd> <template> <svg> <math> <frameset> <plaintext> <xmp> <textarea> <nav>
 <form> <body> <html> <head> <title> <meta charset="utf-7"> <base href="//x"> <col> <caption> <tr> <td> <![x y z xmlns:w=""
 <note> <lg> <l> <sp> <speaker> <quote> <choice> <gap/> <app> <lb break="no"/> <ref target="#n1"> <text:note> <text:p>
 <text:span> <text:s text:c="999999999999"/> <text:h text:outline-level="99999999999999999999"> <text:list> <table:table>
 <w:p> <w:r> <w:t> <w:tbl> <w:tr> <w:tc> <w:footnoteReference w:id="1"/> <w:fldChar w:fldCharType="begin"/> <w:del>
 <w:instrText> <w:numPr> <w:sz w:val="999999999999"/> <w:outlineLvl w:val="-1"/> <w:ind w:left="1e999"/> <w:sym w:char="D800"/>
 <w:basedOn w:val="Quote"/> <rootfile full-path="../x"/> <itemref idref="one"/> <item id="one" href="one.xhtml"/>"""
_OPEN = [f"file:{CANARY}", CANARY, f"http://127.0.0.1:{PORT}/x", f"//127.0.0.1:{PORT}/x"]
_LET_IN = """<!DOCTYPE x [<!ENTITY e SYSTEM "{0}">]>|<!DOCTYPE x SYSTEM "{0}">|<!DOCTYPE x [<!ENTITY % e SYSTEM "{0}"> %e;]>
|<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{0}" parse="text"/>|<img src="{0}">|<link href="{0}" rel="stylesheet">
|<iframe src="{0}">|<object data="{0}">|<script src="{0}"></script>|<base href="{0}">|<?xml-stylesheet href="{0}"?>
|<Relationship Id="r9" Type="x/footnotes" Target="{0}" TargetMode="External"/>|<item id="one" href="{0}"/>|<p>&e;</p>"""
_PLAIN = """“ ” ‘ ’ " ' « » „ ( ) [ ] { } * _ ** __ ` ~ ~~~ ``` # ## > - + | --- === 1. 1) [1] ¹ ⁹⁹⁹ [^1] [^①] [^1]: ^[ *1 † ‡ § : ;
 , . . . …  — – -- _x_ [x](y) ![x](y) <!-- <b> \\ \t \f \v \r \n \n\n \n\n\n \u00a0 \u00ad \u200b \u202e \ufeff \ufffe \ufdd0
 \ufdd4 \ufdd7 \x00 \x1b \x85 \u2028 é é ﬁ ① ٣ ३ 𝟗 9 99999999999999999999 1e999 NaN nan -1 0x 2⁶ ½ Ⅳ Ibid. Id., op. cit. p. 3 pp. 3–4
 Mr. Dr. J. R. A.B. ANN: ANN. Ann: Q: A: MAO: (Ray 1958, 12) (1958) 1958 Notes NOTES References Contents Index CHAPTER I ACT I
 Scene 2 Word Count: 3 By Ann Lee Title: Author: he said she said, said Ann said wrote â€™ Ã© Â  ï»¿ 一 個 字 ب م א ‏ 🙂 👩‍🚀 a\u0301
 00:00:01,000 --> 00:00:02,000 From: ann@x.y Dear Sir, *** * * * ___ +---+---+ | a | b | \\begin{x} $x$ {{x}} {% x %} <%= %> =1+1 https://x.y"""
_RTF = r"""{ } \ \par \pard \u9999999999? \u-1? \'e9 \'zz \bin99999999 \bin3 {\footnote {\*\x {\field{\*\fldinst TOC} {\fldrslt
 {\info{\title {\fonttbl{\f0\fcharset999 \ansicpg0 \ansicpg65001 \uc99999 \uc-1 \trowd \cell \row \intbl \nestcell {\shptxt \s9
 \s-1 \outlinelevel99 \li99999999 \fs0 \fs-1 \super \v \plain {\stylesheet{\s1\sbasedon1 {\stylesheet{\s1\sbasedon2;}{\s2\sbasedon1;}
 {\listtext {\pntext \chftn \emdash {\header {\upr{ {\object {\result {\pict \mac \deff-9"""
_PDF = """obj endobj stream endstream xref trailer startxref %%EOF << >> [ ] ( ) /Length /Kids /Count /Type /Page /Pages /Parent /Font
 /ToUnicode /Encoding /Filter /FlateDecode /ASCII85Decode Tj TJ Tf Td T* Tm BT ET q Q cm re f 0 1e99 -99999999 1e38 nan 999999999999
 /Encrypt /ObjStm /XObject Do 1 0 R 2 0 R 99 0 R null true 0 0 0 0 0 0 Tm 1 0 0 -1 0 0 cm 90 rotate /Rotate /MediaBox <FEFFD800>"""
_TABLE = '" "" , ; \t \n \r \r\n \x00 text document text,text , NaN nan inf -inf 1e999 <NA> =1+1 \ufeff 1958-01-01 99999-01-01 “ 一'


def _words(text: str) -> list[bytes]:
    return [word.encode() for word in text.split(" ") if word]


_PLAIN_XML = [word for word in _PLAIN.split(" ") if word.isprintable()]
_LETTING = [one.format(place).strip().encode() for one in _LET_IN.split("|") for place in _OPEN]
_TOKENS = {
    "xml": _words(_XML.replace("\n", "")) + _LETTING,
    "plain": _words(_PLAIN),
    "rtf": _words(_RTF.replace("\n", "")),
}
_TOKENS |= {"pdf": _words(_PDF.replace("\n", "")), "table": _words(_TABLE)}
_KINDS = {".txt": "plain", ".md": "plain", ".rtf": "rtf", ".pdf": "pdf", ".csv": "table"}
_NUMBERS = (b"0", b"-1", b"1e999", b"9" * 20, b"9" * 5000, "①".encode(), "٣".encode(), "²".encode(), b"")
_PIECE = {"xml": re.compile(rb"<[^<>]*>|[^<>]{1,200}"), "rtf": re.compile(rb"\\[a-z]+-?\d*|[{}]|[^\\{}]{1,99}")}


def make_input(suffix: str, number: int, seed: int = 0) -> bytes:
    """The input of this kind and number."""
    rng = Random(f"{seed} {suffix} {number}")
    base = rng.choice(samples()[suffix])
    return (_archive(base, rng) if suffix in _PACKED else _change(base, rng, _KINDS.get(suffix, "xml")))[:_MOST]


def _change(data: bytes, rng: Random, kind: str) -> bytes:
    if kind == "xml" and rng.random() < 0.6 and (root := _parsed(data)) is not None:
        return _tree(root, rng)
    for _ in range(rng.choice((1, 1, 2, 3, 6))):
        data = rng.choice(_BY_BYTES if rng.random() < 0.35 else _BY_PIECES)(data, rng, kind)[:_MOST]
    return data


# ---- by bytes ----


def _span(data: bytes, rng: Random, most: int = 400) -> tuple[int, int]:
    start = rng.randrange(len(data) + 1)
    return start, min(len(data), start + rng.randrange(1, most))


def _flip(data: bytes, rng: Random, kind: str) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.randrange(1, 12) if data else 0):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def _cut(data: bytes, rng: Random, kind: str) -> bytes:
    start, end = _span(data, rng)
    return rng.choice((data[:start] + data[end:], data[:start] + data[end:], data[:start], data[start:]))


def _double(data: bytes, rng: Random, kind: str) -> bytes:
    (start, end), to = _span(data, rng), rng.randrange(len(data) + 1)
    return data[:to] + data[start:end] * rng.choice((1, 1, 2, 9)) + data[to:]


def _splice(data: bytes, rng: Random, kind: str) -> bytes:
    other = rng.choice(rng.choice(list(samples().values())))
    (start, end), to = _span(other, rng), rng.randrange(len(data) + 1)
    return data[:to] + other[start:end] + data[to + rng.choice((0, end - start)) :]


# ---- by pieces: tags, marks, words ----


def _insert(data: bytes, rng: Random, kind: str) -> bytes:
    for _ in range(rng.choice((1, 2, 5))):
        to = rng.randrange(len(data) + 1)
        data = data[:to] + rng.choice(_TOKENS[kind]) + rng.choice((b"", b" ", b"\n")) + data[to:]
    return data


def _repeat(data: bytes, rng: Random, kind: str) -> bytes:
    (start, end), to = _span(data, rng, 60), rng.randrange(len(data) + 1)
    piece = rng.choice(
        (rng.choice(_TOKENS[kind]), rng.choice(_TOKENS[kind]) + rng.choice(_TOKENS[kind]), data[start:end])
    )
    times = int(2 ** rng.uniform(1, 13 if rng.random() < 0.2 else 6))
    return data[:to] + (piece + rng.choice((b"", b" ", b"\n", b"\n\n"))) * times + data[to:]


def _shuffle(data: bytes, rng: Random, kind: str) -> bytes:
    """Pieces lost, doubled and put in other places."""
    pieces = _PIECE.get(kind, re.compile(rb"\S+\s*|\s+")).findall(data)
    for _ in range(rng.randrange(1, 8) if pieces else 0):
        place, other = rng.randrange(len(pieces)), rng.randrange(len(pieces))
        match rng.randrange(4):
            case 0:
                pieces[place] = b""
            case 1:
                pieces[place] *= 2
            case 2:
                pieces[place], pieces[other] = pieces[other], pieces[place]
            case _:
                pieces[place:place] = pieces[other : other + 9]
    return b"".join(pieces)


def _number(data: bytes, rng: Random, kind: str) -> bytes:
    """A number made something else, often far too large."""
    found = [*re.finditer(rb"\d+", data)]
    if not found:
        return data
    one = rng.choice(found)
    return data[: one.start()] + rng.choice(_NUMBERS) + data[one.end() :]


_Change = Callable[[bytes, Random, str], bytes]
_BY_BYTES: tuple[_Change, ...] = (_flip, _cut, _double, _splice)
_BY_PIECES: tuple[_Change, ...] = (_insert, _insert, _repeat, _shuffle, _shuffle, _number)


# ---- XML that stays well formed ----


def _parsed(data: bytes) -> Any:
    from lxml import etree

    try:
        return etree.fromstring(data)
    except etree.XMLSyntaxError:
        return None


def _tree(root: Any, rng: Random) -> bytes:
    """Elements lost, doubled, nested, renamed and moved; attributes and texts of others."""
    from lxml import etree

    for _ in range(rng.choice((1, 2, 4, 9))):
        every = [one for one in root.iter() if isinstance(one.tag, str)]
        one, other = rng.choice(every), rng.choice(every)
        free = one is not root and one not in other.iterancestors() and one is not other
        match rng.randrange(7):
            case 0 if one is not root:
                one.getparent().remove(one)
            case 1 | 2 if free:
                copies = rng.choice((1, 1, 2, 40))
                for copy in [deepcopy(one) for _ in range(copies)]:
                    other.insert(rng.randrange(len(other) + 1), copy)
            case 3:
                one.tag = other.tag
            case 4 if one.attrib:
                given = (other.attrib.values() or [""])[0]
                one.set(rng.choice(list(one.attrib)), rng.choice(("", "-1", "9" * 20, "1e999", "①", CANARY, given)))
            case 5:
                one.text = rng.choice(("", other.text, " ", "“", rng.choice(_PLAIN_XML), (one.text or "") * 50))
            case _ if free:
                for _ in range(int(2 ** rng.uniform(0, 9))):
                    one = etree.SubElement(one, other.tag, other.attrib)
                one.text = "It rained."
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


# ---- archives ----


def _archive(data: bytes, rng: Random) -> bytes:
    parts = unpack(data)
    for _ in range(rng.choice((0, 1, 1, 1, 2, 3))):
        place = rng.randrange(len(parts))
        name, part = parts[place]
        parts[place] = name, _change(part, rng, "xml")
    if rng.random() < 0.15:
        parts = _other_parts(parts, rng)
    packed = pack(parts, method=rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED)))
    if rng.random() < 0.2:
        packed = _lying(packed, rng)
    return rng.choice(_BY_BYTES)(packed, rng, "") if rng.random() < 0.2 else packed


def _other_parts(parts: list[tuple[str, bytes]], rng: Random) -> list[tuple[str, bytes]]:
    name, part = rng.choice(parts)
    names = ("../" + name, "/" + name, name.upper(), name + "/", "a" * 300, CANARY, "\n", "é")
    rest = [one for one in parts if one[0] != name]
    return (
        rng.choice((rest, [*rest, (rng.choice(names), part)], [*parts, (rng.choice(names), b" " * 300_000)])) or parts
    )


def _lying(packed: bytes, rng: Random) -> bytes:
    """Flags, methods, sizes and places that the headers of some parts tell falsely."""
    changed = bytearray(packed)
    central = [found.start() for found in re.finditer(b"PK\x01\x02", packed)]
    for at in rng.sample(central, min(len(central), rng.randrange(1, 3))):
        field, shape = rng.choice(((8, "<H"), (10, "<H"), (16, "<I"), (20, "<I"), (24, "<I"), (28, "<H"), (42, "<I")))
        value = rng.choice((0, 1, 8, 9, 12, 14, 99, 255, 1 << 15, (1 << 16) - 1, 1 << 31, (1 << 32) - 1))
        struct.pack_into(shape, changed, at + field, value % (1 << 8 * struct.calcsize(shape)))
    return bytes(changed)
