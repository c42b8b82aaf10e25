"""Notes: their marks in the body, found by form and confirmed by order, and the sources that their texts name."""

import re
from bisect import bisect_left
from dataclasses import replace
from typing import NamedTuple

from analysis.reading.chunks import Chunk, Edit, cut
from analysis.reading.quotations import pair_quotes
from analysis.reading.speakers import People
from analysis.reading.typography import EMPHASIS_CLOSE, EMPHASIS_OPEN, MARK_OPEN, SUPERSCRIPT, SURE_MARK, as_number

# A number hanging on a word, a comma or a closing sign, and followed by none of what would make it part of a figure,
# a date or a name; whether it is a mark, its place in the series decides.
_GLUED = r"(?:(?<=[^\W\d_])|(?<=[^\d\s][.,;:?!…])|(?<=[”“’»\"')\]]))(?<![-–—/])\d{1,3}(?![\w%°]|[.,:/–—-]\d)"
_UNIT = r"(?<![\s\d]m)(?<![\s\d][ckm]m)"  # m², km²
_FIRST = re.compile(rf"[{SUPERSCRIPT}{MARK_OPEN}\[\d]")  # what a mark can begin with: quick to search for
_MARK = re.compile(rf"{SURE_MARK}|{_UNIT}[{SUPERSCRIPT}]+|\[\^[^\]\s]{{1,40}}\]|\[\d{{1,3}}\]|{_GLUED}")
_BODY = ("prose", "block_quote", "speech", "list", "heading", "front_matter", "table")


def find_marks(text: str) -> list[re.Match]:
    """Everything in a text that has the form of a note mark."""
    marks: list[re.Match] = []
    for first in _FIRST.finditer(text):
        mark = _MARK.match(text, first.start()) if not marks or first.start() >= marks[-1].end() else None
        if mark:
            marks.append(mark)
    return marks


def take_out_marks(blocks: list[Chunk], *, style: str = "") -> tuple[list[Chunk], list[Edit]]:
    """The blocks without their note marks, each mark kept as (offset, number) in `marks`, and logged.

    `style` is what corpus.toml tells: "footnotes", "endnotes", "none", or "" to find out. Where the notes stand in
    the file, marks are those that bear their numbers in their order; where they do not, the longest series of
    candidates that rise by one.
    """
    body = [(place, block.text) for place, block in enumerate(blocks) if block.kind in _BODY]
    found = [(place, mark) for place, text in body for mark in find_marks(text)]
    if style == "none":
        found = []
    numbers = [as_number(mark[0]) for _, mark in found]
    noted = [block.number for block in blocks if block.kind == "note"]
    sure = [mark[0].startswith((MARK_OPEN, "[^")) for _, mark in found]
    if noted:
        raised = [number if mark[0][0] in SUPERSCRIPT else "" for number, (_, mark) in zip(numbers, found, strict=True)]
        kept = match_in_order(numbers, noted) | longest_series(raised, least=2)  # a raised mark may have lost its note
    else:
        kept = longest_series(numbers, least=1 if style == "endnotes" else 2)
    chosen: dict[int, list] = {}
    for at, (place, mark) in enumerate(found):
        if at in kept or sure[at]:
            chosen.setdefault(place, []).append(mark)
    edits: list[Edit] = []
    return [_cut_marks(block, chosen.get(place, []), edits) for place, block in enumerate(blocks)], edits


def _cut_marks(block: Chunk, marks: list[re.Match], edits: list[Edit]) -> Chunk:
    whole, move = cut(block, [(mark.start(), mark.end(), "") for mark in marks])
    edits += [Edit(block.line_at(mark.start()), "note mark", mark[0], "") for mark in marks if MARK_OPEN not in mark[0]]
    places = tuple((move(mark.start()), as_number(mark[0])) for mark in marks)
    return replace(whole, marks=places)


def match_in_order(numbers: list[str], noted: list[str]) -> set[int]:
    """The candidates that bear the notes' numbers in the notes' order."""
    places: dict[str, list[int]] = {}
    for place, number in enumerate(numbers):
        places.setdefault(number, []).append(place)
    kept, start = set(), 0
    for number in noted:
        bearing = places.get(number, [])
        at = bisect_left(bearing, start)
        if at < len(bearing):
            kept.add(bearing[at])
            start = bearing[at] + 1
    return kept


def longest_series(numbers: list[str], *, least: int) -> set[int]:
    """The places of the longest series n, n+1, n+2, … in reading order; empty when shorter than `least`.

    >>> sorted(longest_series(["19", "5", "20", "21", "3"], least=2))
    [0, 2, 3]
    """
    length: dict[int, int] = {}  # number → length of the best series that ends there
    at: dict[int, int] = {}  # number → place of its end
    before: list[int | None] = []
    best = None
    lengths = []
    for place, text in enumerate(numbers):
        number = int(text) if text.isdigit() else -9
        before.append(at.get(number - 1))
        lengths.append(length.get(number - 1, 0) + 1)
        if lengths[-1] > length.get(number, 0):
            length[number], at[number] = lengths[-1], place
        if best is None or lengths[-1] > lengths[best]:
            best = place
    if best is None or lengths[best] < least:
        return set()
    kept = set()
    while best is not None:
        kept.add(best)
        best = before[best]
    return kept


_EMPHASIS = re.compile(
    rf"(?<![\w*])\*(?=\S)([^*]+)\*(?!\w)|(?<!\w)_(?=\S)([^_]+)_(?!\w)|{EMPHASIS_OPEN}(.+?){EMPHASIS_CLOSE}"
)
_ACCESSED = re.compile(r"\b(?:accessed|retrieved|visited)\b.*", re.IGNORECASE | re.DOTALL)
_RANGE = re.compile(r"\b\d{4}\s?[-–]\s?\d{4}\b")
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
_URL = re.compile(r"<?\b(?:https?://|www\.)\S+")
_PLAIN_BOOK = re.compile(r"(?P<author>[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){1,3}),\s(?P<title>[^(]+?)\s\([^)]*\d{4}\)")
_PLAIN = re.compile(r"(?P<author>(?:[^.]|(?<=\b[A-Z])\.)+)\.\s+(?P<title>[^.]+)")
_BACK = re.compile(r"^(?:ibid|op\. ?cit|loc\. ?cit|see (?:above|note))\b", re.IGNORECASE)
# What a note says of itself, in this order: a form that is told first wins.
_FLAGS = re.IGNORECASE | re.VERBOSE
_KINDS = (
    ("reference", re.compile(r"\b(?:encyclop\w+|dictionary|britannica|wikipedia|handbook|almanac)\b", _FLAGS)),
    (
        "primary",
        re.compile(
            r"""\b(?:archives?|papers\sof|congressional\srecord|telegram|memorandum|minutes\sof|memoirs?|diary|diaries
            |interview|correspondence|selected\sworks|collected\sworks|editorial|speech(?:es)?\sat|staff\sstudy
            |intelligence|department\sof|ministry\sof|foreign\srelations\sof)\b""",
            _FLAGS,
        ),
    ),
    (
        "scholarly",
        re.compile(
            r"""\b(?:journal|quarterly|university\spress|dissertation|proceedings)\b
            |\b(?:no|vol)\.\s?\d+[^.]*:\s?\d+""",
            _FLAGS,
        ),
    ),
    ("web", re.compile(r"https?://|www\.|\baccessed\b|\bretrieved\b|\bn\.d\.|\s\|\s", _FLAGS)),
)


class Source(NamedTuple):
    author: str
    title: str
    year: int | None
    kind: str  # primary, scholarly, reference, web, or "" where the note does not tell


def parse_source(text: str, people: People) -> Source:
    """The source that a note names.

    The title is the first span in quotation marks or italics; the author stands before it; the year is the first one
    outside the title that is neither a range nor a day of access. A source by a person of the history itself (one that
    corpus.toml names) is primary.
    """
    if not text or _BACK.match(text):
        return Source("", "", None, "")
    start, end, title = _title(text)
    author = _author(text[:start])
    leading = re.match(r"([^,]+),\s+(.+)", title)
    if not author and leading and people.pattern.fullmatch(leading[1]):
        author, title = leading[1], leading[2]
    rest = _RANGE.sub(" ", _ACCESSED.sub("", text[:start] + " " + text[end:]))
    year = _YEAR.search(rest)
    return Source(author, title, int(year[1]) if year else None, _kind(text, text[:start] + text[end:], author, people))


def _title(text: str) -> tuple[int, int, str]:
    pairs = [pair for pair in pair_quotes(text)[0] if not pair.depth and text[pair.start] not in "'‘"]
    if pairs:
        start, end = pairs[0][:2]
        return start, end, text[start + 1 : end - 1].strip(" .,;")
    slanted = _EMPHASIS.search(text)
    if slanted:
        return slanted.start(), slanted.end(), next(filter(None, slanted.groups())).strip(" .,;")
    parts = _PLAIN_BOOK.match(text) or _PLAIN.match(text)
    if parts:
        return parts.start("title"), parts.end("title"), parts["title"].strip()
    return 0, 0, ""


def _author(before: str) -> str:
    before = _URL.sub("", before).strip(" .,;:>—–")
    whole = re.match(r"(?:[^.]|(?<=\b[A-Z])\.)+", before)  # to the first stop that is not an initial's
    author = whole[0].strip(" ,;:") if whole else ""
    return author + "." if re.search(r"\b[A-Z]$", author) else author


def _kind(text: str, outside: str, author: str, people: People) -> str:
    surname_first = re.sub(r"^([^,]+),\s*(.+)$", r"\2 \1", author)
    if author and (people.find(author) or people.find(surname_first)):
        return "primary"
    told = [kind for kind, form in _KINDS if form.search(text if kind == "web" else outside)]
    return told[0] if told else ""
