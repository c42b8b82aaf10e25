"""Bytes to chunks: what kind of file it is, how its letters are coded, and where its lines end."""

import re
from collections.abc import Callable
from pathlib import Path

from analysis.errors import ReadError
from analysis.naming import DECOMPOSED, compose
from analysis.reading.chunks import Chunk, Edit
from analysis.reading.corpus_toml import UNTOLD, Told
from analysis.reading.formats.html.epub import epub_pages
from analysis.reading.formats.html.read import chunks_from_html, only_pre
from analysis.reading.formats.markdown.read import group_markdown
from analysis.reading.formats.pdf.read import read_pdf
from analysis.reading.formats.styled.odt import read_odt
from analysis.reading.formats.styled.packed import read_bytes
from analysis.reading.formats.styled.render import to_html
from analysis.reading.formats.styled.rtf import read_rtf
from analysis.reading.formats.styled.tei import read_tei
from analysis.reading.formats.styled.word import read_word
from analysis.reading.layout import group_lines
from analysis.reading.typography import INVISIBLE, OWN_SIGNS

# What makes a page of HTML out of the bytes of a file, and says what it left out.
_DOCUMENTS: dict[str, Callable[[bytes, str], tuple[str, list[Edit]]]] = {
    ".docx": lambda data, name: to_html(read_word(data, name)),
    ".docm": lambda data, name: to_html(read_word(data, name)),
    ".odt": lambda data, name: to_html(read_odt(data, name)),
    ".fodt": lambda data, name: to_html(read_odt(data, name)),
    ".rtf": lambda data, name: to_html(read_rtf(data, name)),
    ".tei": lambda data, name: to_html(read_tei(data, name)),
    ".xml": lambda data, name: to_html(read_tei(data, name)),
}
_MARKDOWN = (".md", ".markdown", ".mkd", ".qmd", ".rmd")
SUFFIXES = (".txt", ".text", *_MARKDOWN, ".html", ".htm", ".xhtml", *_DOCUMENTS, ".epub", ".pdf")
# Files that people have of texts and that are not read: what to do with them.
REFUSED = {
    ".doc": "an old Word file; open it in Word or LibreOffice and save it as .docx",
    ".dot": "an old Word file; open it in Word or LibreOffice and save it as .docx",
    ".tex": "a LaTeX file; give the PDF it makes, or a .docx made of it",
    ".wpd": "a WordPerfect file; open it in LibreOffice and save it as .docx",
    ".wps": "a Works file; open it in LibreOffice and save it as .docx",
    ".pages": "a file of Pages; export it as .docx",
    ".mobi": "a Kindle book; give the .epub",
    ".azw3": "a Kindle book; give the .epub",
}
_LARGEST = 50_000_000  # bytes: a long book has two million; beyond this it is not a text to read closely
_SAMPLE, _MOST_ACCENTS = 100_000, 0.4  # letters looked at; share of letters beyond ASCII: in French and German .05
_MOST_LINES = 500_000  # the Bible has 31,000 verses; each line is looked at, in a tenth of a millisecond
_HTML = (".html", ".htm", ".xhtml")
_MAGIC = {".pdf": b"%PDF", ".docx": b"PK", ".docm": b"PK", ".odt": b"PK", ".epub": b"PK", ".rtf": b"{\\rt"}
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # what Word wrote before 2007, and the envelope of what is locked with a password
# What UTF-8 becomes when it is read as Windows-1252 or Latin-1 and saved: an accent or a curly quote in two or three
# signs. Found in 2,996 of 3,000 broken lines and in none of 57 clean texts; ftfy finds all, in thirty times the time.
_MOJIBAKE = re.compile(
    "[Â-ô](?:(?<=Ã)[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œž]|(?<=â)€[™œ\u009d˜“”¦]|(?<=Â)[ \u00a0«»°]|(?<=ï)»¿"
    "|[\u0080-\u009f])"
)

_MAC_QUOTES = re.compile(rb"[a-z]\xd5[a-z]|[\s(]\xd2[A-Za-z]|[a-z.,!?]\xd3[\s.,;)]|[a-z]\xd1[a-z]")
_WINDOWS_QUOTES = re.compile(rb"[a-z]\x92[a-z]|[\s(]\x93[A-Za-z]|[a-z.,!?]\x94[\s.,;)]|[a-z]\x97[a-z]")


def read_chunks(path: Path, told: Told = UNTOLD) -> tuple[list[Chunk], list[Edit], dict[str, str]]:
    """The chunks of a file of any supported format, what had to be mended to get them, and what its head tells."""
    data = _read_bytes(path)
    suffix = path.suffix.lower()
    if suffix in _MAGIC or suffix in _DOCUMENTS:
        chunks, edits, head = _read_packed(path, suffix, data)
    else:
        text, edits = decode(data, path)
        chunks, found, head = text_chunks(text, suffix, told)
        edits += found
    if not any(re.search(r"\w", chunk.text) for chunk in chunks):
        raise ReadError(f"{path.name} holds no words; put the text into it or take it out of the list.")
    return chunks, edits, head


def clean_text(text: str, name: str) -> tuple[str, list[Edit]]:
    """A string as the text of a file would be: its line ends made plain, signs that nobody sees taken out."""
    edits: list[Edit] = []
    if not re.search(r"\w", text):
        raise ReadError(f"The text of {name!r:.80} holds no words; put one there or take it out.")
    return _clean(text.replace("\r\n", "\n").replace("\r", "\n"), edits, Path(name)), edits


def source_text(path: Path) -> str:
    """The words of a file with nothing mended: what a plain conversion to text gives."""
    suffix = path.suffix.lower()
    if suffix not in (*_MAGIC, *_DOCUMENTS, *_HTML):
        return decode(_read_bytes(path), path)[0]
    return "\n\n".join(chunk.text for chunk in read_chunks(path)[0]).translate(OWN_SIGNS)


def text_chunks(text: str, suffix: str, told: Told) -> tuple[list[Chunk], list[Edit], dict[str, str]]:
    """The chunks of a text that stands in a file of this kind."""
    if suffix in _HTML:
        plain = only_pre(text)
        if not plain:
            return chunks_from_html([text], by_line=True)
        text = plain
    for sign in "\x85\u2028\u2029":
        text = text.replace(sign, "\n")
    lines = list(enumerate(text.replace("\f", "\n\f").split("\n"), 1))
    if suffix in _MARKDOWN:
        return group_markdown([(number, line.lstrip("\f")) for number, line in lines])
    return (*group_lines(lines, told), {})


def _read_packed(path: Path, suffix: str, data: bytes) -> tuple[list[Chunk], list[Edit], dict[str, str]]:
    if data.startswith(_OLD_OFFICE):
        raise ReadError(f"{path.name} is locked or {REFUSED['.doc']}, without a password.")
    if not data.lstrip()[:4].startswith(_MAGIC.get(suffix, b"")):
        raise ReadError(f"{path.name} is not what its name says; open it in its program and save it as {suffix} anew.")
    if suffix == ".pdf":
        return read_pdf(path)
    if suffix in _DOCUMENTS:
        page, left_out = _DOCUMENTS[suffix](data, path.name)
        chunks, edits, head = chunks_from_html([page])
        return chunks, left_out + edits, head
    pages, head = epub_pages(data, path.name)
    return chunks_from_html(pages, head=head)


def _read_bytes(path: Path) -> bytes:
    data = read_bytes(path, _LARGEST)
    if not data.strip():
        raise ReadError(f"{path.name} is empty; put the text into it or take it out of the list.")
    return data


def decode(data: bytes, path: Path) -> tuple[str, list[Edit]]:
    """The text of the bytes: UTF-8, UTF-16, else Windows-1252; line ends made plain, invisible signs out."""
    edits: list[Edit] = []
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = data.decode("utf-16", errors="replace")
    elif guess := _utf16_without_mark(data):
        text = data.decode(guess, errors="replace")
        edits.append(Edit(1, "encoding", guess, guess))
    elif b"\x00" in data:
        raise ReadError(f"{path.name} is not a text (it holds zero bytes); give a .txt file, saved as UTF-8.")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            coding, said = ("mac-roman", "mac roman") if _is_mac(data) else ("cp1252", "windows-1252")
            text = data.decode(coding, errors="replace")
            letters = re.findall(r"[^\W\d_]", text[:_SAMPLE])
            if sum(letter > "\x7f" for letter in letters) > _MOST_ACCENTS * len(letters):  # Greek, Russian, Chinese …
                raise ReadError(
                    f"{path.name} is saved in an old encoding of another alphabet; save it as UTF-8."
                ) from None
            edits.append(Edit(1, "encoding", said, said))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _clean(text, edits, path), edits


def _is_mac(data: bytes) -> bool:
    """Whether the quotation marks of an old Mac, or its line ends, stand where Windows would have capitals."""
    mac, windows = len(_MAC_QUOTES.findall(data)), len(_WINDOWS_QUOTES.findall(data))
    old = b"\r" in data and b"\n" not in data and not re.search(rb"[\xe0-\xff]", data)
    return mac > windows or (old and not windows)


def _utf16_without_mark(data: bytes) -> str:
    """utf-16-le or -be where nearly every second byte is zero, as in UTF-16 of a European text; else ""."""
    sample = data[:2000]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if len(sample) >= 8 and max(even, odd) > 0.45 * len(sample) and min(even, odd) == 0:
        return "utf-16-be" if even else "utf-16-le"
    return ""


def _clean(text: str, edits: list[Edit], path: Path) -> str:
    if text.count("\n") > _MOST_LINES:
        raise ReadError(f"{path.name} has more than {_MOST_LINES:,} lines; part it into chapters.")
    invisible = list(INVISIBLE.finditer(text))
    if len(invisible) > max(8, len(text) // 20):
        raise ReadError(
            f"{path.name} is not a text (many of its signs cannot be shown); give a .txt file, saved as UTF-8."
        )
    found = [(sign, "invisible sign", "") for sign in invisible]
    if not text.isascii() and (first := DECOMPOSED.search(text)):
        found.append((first, "accents composed", compose(first[0])))  # this one and all others
    found += [(sign, "mojibake", sign[0]) for sign in _MOJIBAKE.finditer(text)]
    line = place = 0  # of the sign before
    for sign, rule, after in sorted(found, key=lambda one: one[0].start()):
        line, place = line + text.count("\n", place, sign.start()), sign.start()
        edits.append(Edit(line + 1, rule, sign[0], after))
    return compose(INVISIBLE.sub("", text) if invisible else text)
