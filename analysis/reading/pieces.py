"""What the lines of a file become before they are chunks, and what is known of the file by then."""

import re
from typing import NamedTuple

from analysis.reading.labels import Cast
from analysis.reading.margins import Layout
from analysis.reading.typography import SUPERSCRIPT, SURE_MARK

FAR = 1.6  # times the margin: longer than any wrapped line with a note mark added
NOTE_LINE = re.compile(
    rf"\s*(?:[{SUPERSCRIPT}]+|{SURE_MARK}|\[\^?[\w*†‡]{{1,4}}\]:?|\[(?:[Ff]oot)?[Nn]ote \w+:|[*†‡§]{{1,3}}(?=\w))\s*\S"
)
Line = tuple[int, str]


class Piece(NamedTuple):
    """Lines that become one chunk, the kind that their form tells, and for a table its rows."""

    lines: list[Line]
    kind: str = ""
    rows: tuple[list[str], ...] = ()
    apart: bool = False  # behind signs of quotation


class File(NamedTuple):
    """What is known of a file before its lines are put together."""

    layout: Layout
    cast: Cast
    habits: list[str]
    first: int  # how deep first lines are set; 0 where paragraphs do not begin so
    verse: bool  # much of it is verse
    numbered: bool  # its lines call for notes by number
