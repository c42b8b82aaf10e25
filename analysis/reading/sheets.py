"""Sheets that form feeds part: numbered lines, what comes back at their heads and feet, notes at the foot.

What stood at the foot of a sheet goes to the end of the text, and a sentence that a sheet's end cut is whole.
"""

import re
from bisect import bisect_left
from collections import Counter
from functools import cached_property
from itertools import pairwise

from analysis.reading.apart import first_indent
from analysis.reading.chunks import Edit
from analysis.reading.grids import is_rule
from analysis.reading.headings import is_chapter
from analysis.reading.margins import indent_of
from analysis.reading.marks import find_marks, form_of, number_of
from analysis.reading.pieces import Line
from analysis.reading.typography import MARK_CLOSE, MARK_OPEN, SUPERSCRIPT, ends_sentence, whole_number

_BARE = re.compile(
    r"[\s\[({–—‐.-]*(?:page |p\. ?|seite )?(\d{1,4})(?: (?:of|/|von) \d{1,4})?[\s\])}–—‐.-]*$", re.IGNORECASE
)
_ENDED = re.compile(r"\S(?P<gap>\s{4,})?\s*(?P<number>\d{1,4})\s*$|^\s*(?P<first>\d{1,4})(?P<after>\s{4,})?\s*\S")
_NUMBERED = re.compile(r"(\s{0,6}(\d{1,2}))(?:\s+\S|\s*$)")
_HEAD = re.compile(
    rf"\s*(?:(?P<set>[*†‡§]{{1,3}}|\(\d{{1,3}}\)|\[\d{{1,3}}\]|\d{{1,3}}[.)]?)\s+(?=\S)"
    rf"|(?P<glued>[*†‡§]{{1,3}}|[{SUPERSCRIPT}]+|\d{{1,3}})(?=[“‘\"'_]?[A-ZÀ-Þ]))"
)
_CUE = re.compile(r"\s*(?:\d+:)?\d{1,2}:\d\d[.,]\d{1,3}\s+-->\s+(?:\d+:)?\d{1,2}:\d\d[.,]\d{1,3}")
_MOST = 0.6  # of a sheet that its notes may be


def take_out_line_numbers(lines: list[Line]) -> tuple[list[Line], list[Edit]]:
    """The lines of a transcript without the numbers that count them, page by page."""
    found = {
        at: sign
        for at, (_, text) in enumerate(lines)
        if text[:8].strip()[:1].isdigit() and (sign := _NUMBERED.match(text))
    }
    numbers = [int(sign[2]) for sign in found.values()]
    rising = sum(b == a + 1 for a, b in pairwise(numbers))
    filled = sum(bool(text.strip()) for _, text in lines)
    if len(numbers) < 10 or len(numbers) < 0.85 * filled or rising < 0.9 * (len(numbers) - 1) or numbers[0] > 1:
        return lines, []
    bare, edits = [], []
    for at, (number, text) in enumerate(lines):
        if at in found:
            edits.append(Edit(number, "line number", found[at][2], ""))
            bare.append((number, text[: text.startswith("\f")] + " " * found[at].end(1) + text[found[at].end(1) :]))
        elif text.strip():  # what has no number stands over or under the text of a page
            edits.append(Edit(number, "running head", text.strip(), ""))
            bare.append((number, text[: text.startswith("\f")]))
        else:
            bare.append((number, text))
    return bare, edits


def take_out_cues(lines: list[Line]) -> tuple[list[Line], list[Edit]]:
    """The lines of subtitles without the times and numbers over each."""
    times = [at for at, (_, text) in enumerate(lines) if "-->" in text and _CUE.match(text)]
    if len(times) < 3:
        return lines, []
    numbers = [at - 1 for at in times if at and lines[at - 1][1].strip().isdigit()]
    head = [0] if lines[0][1].startswith("WEBVTT") else []
    gone = {*times, *numbers, *head}
    edits = [Edit(lines[at][0], "time", lines[at][1].strip(), "") for at in sorted(gone)]
    return [line for at, line in enumerate(lines) if at not in gone], edits


def take_out_sheets(lines: list[Line], *, notes: bool = True) -> tuple[list[Line], list[Edit]]:
    """The lines of all sheets as one text, its notes last if it may have any, and an edit for each line left out."""
    starts = [0, *(at for at, (_, text) in enumerate(lines) if at and text.startswith("\f")), len(lines)]
    sheets = [[(number, text.lstrip("\f")) for number, text in lines[a:b]] for a, b in pairwise(starts)]
    if len(sheets) < 2:
        return [line for sheet in sheets for line in sheet], []
    edits: list[Edit] = []
    sheets = _without_heads(sheets, edits)
    parted = [_part_notes(sheet, edits) if notes else (sheet, []) for sheet in sheets]
    body = _join([sheet for sheet, _ in parted])
    return body + [line for _, feet in parted for line in feet], edits


def _without_heads(sheets: list[list[Line]], edits: list[Edit]) -> list[list[Line]]:
    """The sheets without numbers and words that come back at their edges."""
    for _ in range(2):  # a number may stand over or under a running head
        for edge in (0, -1):
            filled = [[line for line in sheet if line[1].strip()] for sheet in sheets]
            lines = [sheet[edge] if sheet else (0, "") for sheet in filled]
            gone = _heads([text.strip("\n") for _, text in lines])
            for at in gone:
                text = lines[at][1].strip()
                edits.append(Edit(lines[at][0], "page number" if _BARE.match(text) else "running head", text, ""))
                sheets[at] = [line for line in sheets[at] if line != lines[at]]
    return sheets


def _heads(texts: list[str]) -> set[int]:
    """Of the first, or last, lines of all sheets those that are no text: they tell the number, or come back."""
    alike = Counter(_letters(text) for text in texts)
    bare = {at: int(found[1]) for at, text in enumerate(texts) if (found := _BARE.match(text))}
    steps = Counter(number - at for at, number in bare.items())
    gone = {at for at, number in bare.items() if number == at + 1 or steps[number - at] > 1}
    for at, text in enumerate(texts):
        again = alike[_letters(text)]
        found = _ENDED.search(text) if text.strip() and at not in bare and len(text.strip()) < 100 else None
        number = int(found["number"] or found["first"] or 0) if found else 0
        told = found is not None and number == at + 1 and bool(found["gap"] or found["after"] or again > 1)
        often = again >= 3 and again > 0.5 * len(texts) - 1
        if len(_letters(text)) > 2 and len(text.strip()) < 100 and (told or often):
            gone.add(at)
    return gone


def _letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalpha())


def _part_notes(sheet: list[Line], edits: list[Edit]) -> tuple[list[Line], list[Line]]:
    """The text of a sheet and the notes at its foot, their numbers as formats that know them give them."""
    foot = _Foot([text for _, text in sheet])
    texts = foot.texts
    for at in range(int(len(sheet) * (1 - _MOST)), len(sheet)):
        ruled = at > 0 and is_rule(texts[at - 1])
        if not foot.opens_notes(at, ruled):
            continue
        end = at - 1 if ruled else at
        if ruled:
            edits.append(Edit(sheet[end][0], "section break", texts[end].strip(), ""))
        notes: list[Line] = []
        for number, text in sheet[at:]:
            head = _HEAD.match(text)
            sure = f"{MARK_OPEN}{head[0].strip()}{MARK_CLOSE} {text[head.end() :]}" if head else text
            notes += [(number, ""), (number, sure)] if head else [(number, text)]
        return sheet[:end], notes
    return sheet, []


class _Foot:
    """The lines of a sheet, and what tells where the notes at its foot begin: each looked up once."""

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts

    @cached_property
    def _called(self) -> tuple[dict[str, int], dict[str, int]]:
        """The first line that calls each number: of the marks that hang on something, and of all."""
        sure: dict[str, int] = {}
        every: dict[str, int] = {}
        for at, text in enumerate(self.texts):
            for mark in find_marks(text):
                number = number_of(mark[0])
                every.setdefault(number, at)
                if form_of(mark) != "loose":
                    sure.setdefault(number, at)
        return sure, every

    @cached_property
    def _heads(self) -> list[tuple[int, str]]:
        """The lines that open as a note does, and their numbers."""
        return [(at, _number(found)) for at, text in enumerate(self.texts) if (found := _HEAD.match(text))]

    @cached_property
    def _last_other(self) -> int:
        """The last line that opens a group and is no note."""
        groups = [at for at, (a, b) in enumerate(pairwise(["", *self.texts])) if b.strip() and not a.strip()]
        others = (at for at in groups if not _HEAD.match(self.texts[at]) and indent_of(self.texts[at]) <= 1)
        return max(others, default=-1)

    def opens_notes(self, at: int, ruled: bool) -> bool:
        """Whether the notes begin at a line: a mark above calls for it, and nothing but notes follow."""
        head = _HEAD.match(self.texts[at])
        if not head:
            return False
        called, own = self._called[ruled], _number(head)
        if whole_number(own):  # one mark may not be readable, and the next one is
            first = bisect_left(self._heads, (at, ""))
            own = next((a for _, a in self._heads[first : first + 9] if called.get(a, at) < at), "")
        if called.get(own, at) >= at:
            return False
        bare = self.texts[at][head.end() :][:1].isupper() and own == next(filter(str.isdigit, called), "-")
        apart = ruled or at == 0 or not self.texts[at - 1].strip()
        return bool(apart or head["glued"] or bare) and (ruled or self._last_other < at)


def _number(head: re.Match) -> str:
    return number_of((head["set"] or head["glued"]).rstrip(".)").lstrip("("))


def _join(sheets: list[list[Line]]) -> list[Line]:
    """The sheets on end: blank lines at their edges go where a sentence was cut, or where first lines are set in."""
    first = first_indent([text for sheet in sheets for _, text in sheet])
    out: list[Line] = []
    for sheet in sheets:
        filled = [at for at, (_, text) in enumerate(sheet) if text.strip()]
        if not filled:
            continue
        blank = filled[0] > 0 or (bool(out) and not out[-1][1].strip())
        while out and not out[-1][1].strip():
            out.pop()
        sheet = sheet[filled[0] :]
        alone = len(sheet) > 1 and len(sheet[0][1].strip()) < 60
        alone = alone and (not sheet[1][1].strip() or is_chapter(sheet[0][1], sheet[1][1]))
        cut = bool(out) and not ends_sentence(out[-1][1]) and not alone
        goes_on = cut or (first > 0 and not alone and bool(out)) or not (blank or alone)
        out += sheet if goes_on else [(sheet[0][0], ""), *sheet]
    return out
