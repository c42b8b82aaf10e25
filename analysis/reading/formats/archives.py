"""Word and EPUB files to HTML."""

import posixpath
import re
import zipfile
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

from analysis.errors import ReadError


def docx_to_html(path: Path) -> str:
    """A Word file as HTML, by mammoth, with quotation styles kept."""
    try:
        import mammoth
    except ImportError:
        raise ReadError("Word files need mammoth: run pip install mammoth.") from None
    quotes = ("Quote", "Intense Quote", "Block Text")
    styles = [f"p[style-name='{name}'] => blockquote > p:fresh" for name in quotes]
    styles.append("p[style-name='Title'] => h1:fresh")
    try:
        with path.open("rb") as file:
            return mammoth.convert_to_html(file, style_map="\n".join(styles)).value
    except Exception as error:  # whatever a broken archive makes the converter raise
        fault = type(error).__name__
        raise ReadError(f"{path.name} cannot be opened as a Word file ({fault}); save it anew as .docx.") from None


_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_LARGEST_PAGE = 20_000_000  # bytes unpacked: guards against an archive that swells


def epub_pages(path: Path) -> tuple[list[str], dict[str, str]]:
    """The pages of a book in reading order, and its title, author and date."""
    try:
        with zipfile.ZipFile(path) as book:
            if "META-INF/encryption.xml" in book.namelist() and "META-INF/rights.xml" in book.namelist():
                raise ReadError(f"{path.name} is locked by its seller; give a copy without a lock.")
            return _read_pages(book)
    except (zipfile.BadZipFile, ElementTree.ParseError, KeyError, AttributeError, StopIteration) as error:
        raise ReadError(f"{path.name} cannot be opened as EPUB ({type(error).__name__}); export it anew.") from None


def _read_pages(book: zipfile.ZipFile) -> tuple[list[str], dict[str, str]]:
    container = ElementTree.fromstring(book.read("META-INF/container.xml"))
    package = next(container.iter(f"{_CONTAINER}rootfile")).attrib["full-path"]
    opf = ElementTree.fromstring(book.read(package))
    files = {item.attrib["id"]: item.attrib["href"] for item in opf.iter(f"{_OPF}item")}
    base = posixpath.dirname(package)
    pages = []
    for item in opf.iter(f"{_OPF}itemref"):
        name = posixpath.normpath(posixpath.join(base, unquote(files[item.attrib["idref"]])))
        if book.getinfo(name).file_size > _LARGEST_PAGE:
            raise ReadError(f"A page of the book ({name}) has more than {_LARGEST_PAGE // 1_000_000} MB; part it.")
        page = book.read(name).decode("utf-8-sig", errors="replace")
        pages.append(re.sub(r"^\s*<\?xml[^>]*\?>", "", page))
    head = {}
    for key, tag in (("title", "title"), ("author", "creator"), ("date", "date")):
        found = opf.find(f".//{_DC}{tag}")
        if found is not None and found.text:
            head[key] = found.text.strip()
    return pages, head
