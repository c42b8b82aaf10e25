"""What documents come in: an archive, unpacked within bounds, and XML, parsed without reaching outside it."""

import io
import re
import stat
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from analysis.errors import ReadError

MOST = 60_000_000  # bytes that an archive may unpack to, all parts that are read taken together
_MOST_TAGS = 6_000_000  # in one part: a thousand pages have about a million
_PIECE = 1 << 16
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # what all of these formats are packed by


class Archive:
    """The parts of a zip archive; what is read of them is counted by its true size, not by the size it claims."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._left = MOST
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self.parts = frozenset(self._zip.namelist())
        except Exception as error:  # a broken archive fails in more ways than its library names
            raise cannot_open(name, error) from None

    def read(self, part: str) -> bytes:
        """The bytes of a part; b"" where there is no such part."""
        if part not in self.parts:
            return b""
        if self._zip.getinfo(part).flag_bits & 1:
            raise ReadError(f"{self.name} is locked with a password; save a copy without one.")
        try:
            return b"".join(self._pieces(part))
        except ReadError:
            raise
        except Exception as error:
            raise cannot_open(self.name, error) from None

    def _pieces(self, part: str) -> Iterator[bytes]:
        if self._zip.getinfo(part).compress_type not in _METHODS:
            raise NotImplementedError
        with self._zip.open(part) as file:
            while piece := file.read(_PIECE):
                self._left -= len(piece)
                if self._left < 0:
                    raise ReadError(f"{self.name} unpacks to more than {MOST // 1_000_000} MB; part it.")
                yield piece

    def xml(self, part: str, *, recover: bool = False) -> Any:
        """The root of a part that is XML; None where there is no such part, or nothing to recover."""
        data = self.read(part)
        return parse_xml(data, self.name, recover=recover) if data else None


def read_bytes(path: Path, most: int) -> bytes:
    """The bytes of a file of no more than so many; nothing else is opened, since a pipe may wait for ever."""
    try:
        told = path.stat()
        if not stat.S_ISREG(told.st_mode):
            raise ReadError(f"{path.name} is no ordinary file; give a file, or a folder of files.")
        if told.st_size > most:
            size, limit = told.st_size // 1_000_000, most // 1_000_000
            raise ReadError(f"{path.name} has {size} MB; at most {limit} are read: part it into chapters.")
        return path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a name that cannot be one
        said = getattr(error, "strerror", "") or "no name of a file"
        raise ReadError(f"{path.name} cannot be read ({said}); check the name and the rights.") from None


def cannot_open(name: str, error: object = "") -> ReadError:
    fault = f" ({type(error).__name__})" if isinstance(error, Exception) else ""
    kind = name.rpartition(".")[2].upper()
    return ReadError(f"{name} cannot be opened as {kind}{fault}; open it in its program and save it anew.")


def parse_xml(data: bytes, name: str, *, recover: bool = False) -> Any:
    """The root element of XML: no file or address beside it is opened, no entity put in its place."""
    try:
        from lxml import etree
    except ImportError:
        raise ReadError("This format needs lxml: run pip install lxml.") from None
    if data.count(b"<") > _MOST_TAGS:
        raise ReadError(f"{name} has more than {_MOST_TAGS // 1_000_000} million tags; part it into chapters.")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise cannot_open(name, error) from None


def local(element: Any) -> str:
    """The name of an element without its namespace; "" for what is no element.

    >>> from lxml import etree
    >>> local(etree.fromstring("<w:p xmlns:w='urn:w'/>"))
    'p'
    """
    return _without_namespace(element.tag)


@lru_cache(maxsize=4096)
def _without_namespace(tag: object) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


_PROGRAMS = re.compile(
    r"""(?:microsoft\ (?:office\ )?word|powerpoint)\b.* | (?:document|dokument|documento|документ)\ ?\d* | untitled.*
    | unbenannt.* | ohne\ titel.* | sans\ (?:nom|titre).* | sin\ t[ií]tulo.* | senza\ (?:nome|titolo).* | без\ имени.*
    | title | titel | template | normal(?:\.dotm?)? | print | _toc.* | .*\.(?:docx?|dotx?|odt|rtf|tex|txt|pdf|html?)""",
    re.IGNORECASE | re.VERBOSE,
)
_NOBODY = re.compile(
    r"python-docx|(?:microsoft|ms)[ -]?office[ -]?(?:user)?|(?:windows|default|local)?[ -]?user|admin(?:istrator)?"
    r"|unknown|unbekannt|owner|author|anonymous",
    re.IGNORECASE,
)


def told_head(title: object = "", author: object = "") -> dict[str, str]:
    """Title and author as a file's properties tell them, without what a program put there by itself.

    >>> told_head("Microsoft Word - draft3", "Ann Lee"), told_head("On Stones", "python-docx")
    ({'author': 'Ann Lee'}, {'title': 'On Stones'})
    """
    texts = {key: " ".join(str(text or "").split())[:300] for key, text in (("title", title), ("author", author))}
    wrong = {"title": _PROGRAMS, "author": _NOBODY}
    return {key: text for key, text in texts.items() if text and not wrong[key].fullmatch(text)}
