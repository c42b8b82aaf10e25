"""Note marks in the body: found by their form, confirmed by their order, taken out with their places kept."""

import re
from bisect import bisect_left

from analysis.reading.chunks import Chunk, Edit, cut
from analysis.reading.typography import MARK_OPEN, SUPERSCRIPT, SURE_MARK, as_number

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
    return Chunk(**{**whole.__dict__, "marks": places}) if places else whole


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
