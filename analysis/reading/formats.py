"""Bytes to chunks: what kind of file it is, how its letters are coded, and where its lines end."""

from pathlib import Path

from analysis.errors import ReadError
from analysis.reading.chunks import Chunk, Edit
from analysis.reading.layout import group_lines

SUFFIXES = (".txt",)
_LARGEST = 50_000_000  # bytes: a long book has two million; beyond this it is not a text to read closely


def read_chunks(path: Path) -> tuple[list[Chunk], list[Edit]]:
    """The chunks of a file of any supported format, and what had to be mended to get them."""
    data = _read_bytes(path)
    text, edits = decode(data, path)
    lines = list(enumerate(text.splitlines(), 1))
    chunks, wraps = group_lines(lines)
    return chunks, edits + wraps


def _read_bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > _LARGEST:
            raise ReadError(
                f"{path.name} has {size / 1e6:.0f} MB; at most {_LARGEST // 1_000_000} are read: part it into chapters."
            )
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(f"{path} cannot be read ({error.strerror}); check the name and the rights.") from None
    if not data.strip():
        raise ReadError(f"{path.name} is empty; put the text into it or take it out of the list.")
    return data


def decode(data: bytes, path: Path) -> tuple[str, list[Edit]]:
    """The text of the bytes: UTF-8, UTF-16 with its mark, else Windows-1252; line ends made plain."""
    edits: list[Edit] = []
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = data.decode("utf-16", errors="replace")
    elif b"\x00" in data:
        raise ReadError(f"{path.name} is not a text (it holds zero bytes); give a .txt file, saved as UTF-8.")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", errors="replace")
            edits.append(Edit(1, "encoding", "windows-1252", "windows-1252"))
    return text.replace("\r\n", "\n").replace("\r", "\n"), edits
