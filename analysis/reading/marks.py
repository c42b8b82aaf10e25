"""Marks of notes in the body: found by form and confirmed by their order."""

import re
from bisect import bisect_left
from dataclasses import replace

from analysis.reading.chunks import Chunk, Edit, cut
from analysis.reading.typography import MARK_OPEN, SUPERSCRIPT, SURE_MARK, as_number, whole_number

# A number hanging on a word, a comma or a closing sign, and followed by none of what would make it part of a figure,
# a date or a name; whether it is a mark, its place in the series decides.
_GLUED = r"(?:(?<=[^\W\d_])|(?<=[^\d\s][.,;:?!…])|(?<=[”“’»\"')\]]))(?<![-–—/])\d{1,3}(?![\w%°]|[.,:/–—-]\d)"
_UNIT = r"(?<![\s\d]m)(?<![\s\d][ckm]m)"  # m², km²
_IN_ROUND = r"(?:(?<=\S)|(?<=\S\s))\(\d{1,3}\)"
_CARET = r"(?:(?<=[^\W\d_][^\W\d_])|(?<=[.,;:?!…”“’»\"')\]]))\^(?:\d{1,3}\^?|\(\d{1,3}\))(?!\w)"
_SIGN = r"(?<=[^\s*†‡§_])(?:\*{1,3}|[†‡§]{1,3})(?![\w*])|\[(?:[*†‡§]{1,3}|[A-Z])\]"
_FIRST = re.compile(rf"[{SUPERSCRIPT}{MARK_OPEN}\[(\{{^*†‡§\d]")  # what a mark can begin with: quick to search for
_MARK = re.compile(
    rf"{SURE_MARK}|{_UNIT}[{SUPERSCRIPT}]+|\[\^[^\]\s]{{1,40}}\]|\[\d{{1,3}}\]|\[(?:foot)?note \d{{1,3}}\]"
    rf"|\{{\d{{1,3}}\}}|{_IN_ROUND}|{_CARET}|{_SIGN}|{_GLUED}",
    re.IGNORECASE,
)
_BODY = ("prose", "block_quote", "speech", "verse", "list", "heading", "table", "")
_FORMS = {MARK_OPEN: "sure", "[": "square", "(": "round", "{": "curly"}
FORMS = ("raised", "square", "curly", "round", "glued", "sign", "loose")  # those a text can have, the plainest first
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])")


def find_marks(text: str) -> list[re.Match]:
    """Everything in a text that has the form of a note mark; a star that closes emphasis has not."""
    marks: list[re.Match] = []
    starred = _EMPHASIS.search(text) if "*" in text else None
    for first in _FIRST.finditer(text):
        mark = _MARK.match(text, first.start()) if not marks or first.start() >= marks[-1].end() else None
        if mark and not (starred and mark[0][0] == "*" and starred.start() < mark.start()):
            marks.append(mark)
    return marks


def form_of(mark: re.Match) -> str:
    """Which form a mark has; `loose` is a number in round brackets that hangs on nothing, as in an enumeration.

    >>> text = "a¹² b[3] c[^n] d.(4) e5 f* g[A] h (6) i"
    >>> [form_of(mark) for mark in find_marks(text)]
    ['raised', 'square', 'sure', 'round', 'glued', 'sign', 'sign', 'loose']
    """
    sign = mark[0]
    if sign.startswith((MARK_OPEN, "[^")):
        return "sure"
    if not any(letter.isdigit() for letter in sign):
        return "sign"
    if sign[0] == "(" and re.match(r"[\s—–:(-]", mark.string[mark.start() - 1 : mark.start()]):
        return "loose"
    return "raised" if sign[0] in SUPERSCRIPT + "^" else _FORMS.get(sign[0], "glued")


def number_of(mark: str) -> str:
    """The plain number, or sign, of a mark in any form.

    >>> [number_of(mark) for mark in ("¹²", "[3]", "(4)", "{5}", "[Footnote 6]", "*")]
    ['12', '3', '4', '5', '6', '*']
    """
    return re.sub(r"^(?:foot)?note ", "", as_number(mark).strip("(){}."), flags=re.IGNORECASE)


def take_out_marks(blocks: list[Chunk], *, style: str = "") -> tuple[list[Chunk], list[Edit]]:
    """The blocks without their note marks, each mark kept as (offset, number) in `marks`, and logged.

    `style` is what corpus.toml tells: "footnotes", "endnotes", "none", or "" to find out. Where the notes stand in
    the file, marks are those of one form that bear their numbers in their order; where they do not, the longest
    series of candidates that rise by one.
    """
    body = [(place, block.text) for place, block in enumerate(blocks) if block.kind in _BODY]
    found = [(place, mark) for place, text in body for mark in find_marks(text)]
    if style == "none":
        found = []
    forms = [form_of(mark) for _, mark in found]
    numbers = [number_of(mark[0]) for _, mark in found]
    sure = {at for at, form in enumerate(forms) if form == "sure"}
    called = {numbers[at] for at in sure}
    noted = [block.number for block in blocks if block.kind == "note" and block.number not in called]
    if noted:
        kept = match_one_form(numbers, forms, noted)
        kept |= longest_series(_of_form(numbers, forms, "raised"), least=2)  # a raised mark may have lost its note
    elif sure or any(block.kind == "note" for block in blocks):
        kept = set()
    else:
        series = [
            longest_series(_of_form(numbers, forms, form), least=1 if style == "endnotes" else 2)
            for form in ("raised", "glued", "square")
        ]
        kept = max(series, key=len)
    chosen: dict[int, list] = {}
    for at, (place, mark) in enumerate(found):
        if at in kept or at in sure:
            chosen.setdefault(place, []).append(mark)
    edits: list[Edit] = []
    return [_cut_marks(block, chosen.get(place, []), edits) for place, block in enumerate(blocks)], edits


def _of_form(numbers: list[str], forms: list[str], form: str) -> list[str]:
    wanted = ("loose", "round") if form == "loose" else (form,)
    return [number if own in wanted else "" for number, own in zip(numbers, forms, strict=True)]


def match_one_form(numbers: list[str], forms: list[str], noted: list[str]) -> set[int]:
    """The candidates of the one form that finds the most of the notes, in their order."""
    matched = (match_in_order(_of_form(numbers, forms, form), noted) for form in FORMS)
    return max(matched, key=len)


def _cut_marks(block: Chunk, marks: list[re.Match], edits: list[Edit]) -> Chunk:
    spans = [(_edge(block.text, mark), mark.end()) for mark in marks]
    if not marks:
        return replace(block, marks=()) if block.marks else block
    whole, move = cut(block, [(start, end, "") for start, end in spans])
    edits += [Edit(block.line_at(mark.start()), "note mark", mark[0], "") for mark in marks if MARK_OPEN not in mark[0]]
    places = tuple((move(start), number_of(mark[0])) for (start, _), mark in zip(spans, marks, strict=True))
    return replace(whole, marks=places)


def _edge(text: str, mark: re.Match) -> int:
    """Where a mark begins, with the space before it where one stands on either side."""
    start = mark.start()
    loose = text[start - 1 : start] == " " and text[mark.end() : mark.end() + 1] in ("", " ", "\n", ".", ",", ";")
    return start - 1 if loose and start else start


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
        number = whole_number(text, -9)
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
