"""EPUB files to pages of HTML."""

import posixpath
import re
import zipfile
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

from analysis.errors import ReadError

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
