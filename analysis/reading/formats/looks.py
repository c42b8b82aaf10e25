"""Roles that no style tells, from how paragraphs look: verse by its line breaks, quotations by their indent, headings.

Each rule needs repeated or strong evidence; what has none stays ordinary text.
"""

import re
from collections import Counter
from itertools import groupby
from statistics import median

from analysis.reading.formats.paragraphs import Paragraph, Table
from analysis.reading.typography import CLOSERS

_VISIBLE = 13.0  # points, half a centimetre: what a reader sees as set in
_FAR = 150.0  # points: beyond this it is a signature or a date at the right, no quotation
_SHORT = 100  # letters of a heading
_LINE = 75  # letters of a line of verse
_ENDED = re.compile(rf"[.:;,][{CLOSERS}]*$")
_NUMBER = re.compile(r"(?:chapter |part )?[\divxlc]{1,8}\.", re.IGNORECASE)
_ITEM = re.compile(r"(?:[•·▪■●○◦–—\-*➢§]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxlc]{1,6})[.)])\s*\t\s*")
_ENTRY = re.compile(r"(?:\t|\.{4,}|(?:\. ){3,}|…{2,})\s*(?:\d{1,4}|[ivxlc]{1,7})$")


def find_roles(body: list[Paragraph | Table]) -> list[Paragraph | Table]:
    """The same blocks without the empty ones; paragraphs without a role get one where their look is evidence."""
    kept: list[Paragraph | Table] = []
    gap = False
    for block in body:
        if isinstance(block, Paragraph) and block.empty:
            gap = True
            continue
        if isinstance(block, Paragraph):
            block.gap = block.gap or gap
        gap = False
        kept.append(block)
    plain = [block for block in kept if isinstance(block, Paragraph)]
    _find_contents(plain)
    _find_typed_items(plain)
    _find_more(kept)
    _find_verse(plain)
    _find_preformatted(plain)
    _find_quotations(plain)
    _find_headings(kept)
    _find_title(plain)
    return kept


def _find_contents(plain: list[Paragraph]) -> None:
    """Three lines in a row that end in a leader or a tab and a page number are a list of contents."""
    for entry, run in groupby(plain, lambda block: not block.role and len(block.text) < 150 and _is_entry(block.text)):
        row = list(run)
        if entry and len(row) >= 3:
            for block in row:
                block.role = "contents"


def _find_typed_items(plain: list[Paragraph]) -> None:
    """A sign or a number, a tab, and lines that hang behind it: an item of a list; the sign is no text."""
    for block in plain:
        sign = not block.role and block.first < 0 and _ITEM.match(block.text[:12])
        if sign:
            block.role = "item"
            _cut_start(block, sign.end())


def _cut_start(block: Paragraph, length: int) -> None:
    """Take so many letters off the start of a paragraph."""
    runs = list(block.runs)
    runs[0] = runs[0]._replace(text=runs[0].text.lstrip())
    while length and runs:
        text = runs[0].text
        if len(text) > length:
            runs[0] = runs[0]._replace(text=text[length:])
            break
        length -= len(text)
        runs.pop(0)
    block.runs = runs


def _find_more(kept: list[Paragraph | Table]) -> None:
    """Set in and without a sign between two items of a list: it goes on with the first of them."""
    listed = False
    for at, block in enumerate(kept[:-1]):
        role = block.role if isinstance(block, Paragraph) else "table"
        after = kept[at + 1]
        if listed and isinstance(block, Paragraph) and not role and block.left >= _VISIBLE:
            goes_on = isinstance(after, Paragraph) and after.role in ("item", "more")
            block.role = role = "more" if goes_on else ""
        elif role == "more" and not listed:
            block.role = role = ""  # type: ignore[union-attr]
        listed = role in ("item", "more")


def _is_entry(text: str) -> bool:
    return bool(_ENTRY.search(text[-40:]))


# ---- verse ----


def is_verse(text: str) -> bool:
    """Whether lines parted by hand are verse: three or more, short, neither an address nor wrapped prose.

    >>> is_verse("The old stones fell,\\nthe river ran\\nand nobody came."), is_verse("Ann Lee\\n12 High Street\\nYork")
    (True, False)
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) < 3 or max(map(len, lines)) > 1.6 * _LINE or median(map(len, lines)) > _LINE:
        return False
    middle = median(map(len, lines))
    wrapped = sum(line[0].islower() for line in lines[1:]) > 0.5 * (len(lines) - 1) and middle > 50
    counted = sum(any(sign.isdigit() for sign in line) for line in lines) > len(lines) / 3
    return middle >= 14 and not wrapped and not counted


def _find_verse(plain: list[Paragraph]) -> None:
    for block in plain:
        if block.role in ("", "quotation") and "\n" in block.text and is_verse(block.text):
            block.role = "verse" if not block.role else "quoted verse"
    for at, block in enumerate(plain):  # a couplet beside verse
        beside = {near.role for near in (*plain[max(at - 1, 0) : at], *plain[at + 1 : at + 2])}
        lines = block.text.split("\n")
        if not block.role and len(lines) == 2 and "verse" in beside and max(map(len, lines)) <= _LINE:
            block.role = "verse"
    _find_lines_of_verse(plain)


def _find_lines_of_verse(plain: list[Paragraph]) -> None:
    """Stanzas typed one line a paragraph: two of them, three lines or more each, empty lines around, few stops."""
    rows: list[list[Paragraph]] = [[]]
    for block in plain:
        if block.gap or not _may_be_line(block):
            rows.append([])
        if _may_be_line(block):
            rows[-1].append(block)
    found = [row for row in rows if len(row) >= 3 and row[0].gap and _reads_as_verse(row)]
    for row in found if len(found) >= 2 else []:
        for block in row:
            block.role = "verse"


def _may_be_line(block: Paragraph) -> bool:
    return not block.role and 8 <= len(block.text) <= _LINE and "\n" not in block.text and not block.bold


def _reads_as_verse(row: list[Paragraph]) -> bool:
    """Half of the lines, and more, end in no full stop; a label, a digit or a quotation mark opens none."""
    texts = [block.text for block in row]
    running = sum(not re.search(rf"[.?!:][{CLOSERS}]*$", text) for text in texts[:-1])
    labelled = sum(bool(re.match(r"[\W\d]|[\w .]{1,25}:", text)) for text in texts)
    return running >= 0.5 * (len(texts) - 1) and labelled <= len(texts) / 4 and is_verse("\n".join(texts))


def _find_preformatted(plain: list[Paragraph]) -> None:
    """A text in the style of typed lines is prose where most of the text has it; short lines of words are verse."""
    typed = [block for block in plain if block.role == "pre"]
    prose = len(typed) > len(plain) / 2
    for block in typed:
        if prose or len(block.text) > 2 * _LINE:
            block.role = ""
    for role, run in groupby(plain, lambda block: block.role):
        row = list(run)
        if role == "pre" and is_verse("\n".join(block.text for block in row)):
            for block in row:
                block.role = "verse"


# ---- quotations ----


def _find_quotations(plain: list[Paragraph]) -> None:
    """Paragraphs set in from where the ordinary text stands; more than two fifths of a text are never that."""
    ordinary = [block for block in plain if not block.role]
    weights: Counter[float] = Counter()
    for block in ordinary:
        weights[round(block.left)] += len(block.text)
    total = sum(weights.values())
    if not total:
        return
    left = weights.most_common(1)[0][0]
    found: list[Paragraph] = []
    for (_, inset), run in groupby(plain, lambda block: (block.role, round(block.left - left))):
        row = [block for block in run if not block.role and _VISIBLE <= inset <= _FAR and _is_set_in(block)]
        if any(len(block.text) >= 30 for block in row):
            found += row
    if sum(len(block.text) for block in found) <= 0.4 * total:
        for block in found:
            block.role = "quotation"


def _is_set_in(block: Paragraph) -> bool:
    """Every line of it: no entry of a list, which hangs, and no line in the middle."""
    hanging = block.first < -_VISIBLE / 2 or (block.left + block.first < _VISIBLE / 2)
    return not hanging and not block.centred and not re.match(r"[•·▪–—-]\s", block.text)


# ---- headings ----


def _find_headings(kept: list[Paragraph | Table]) -> None:
    """Short paragraphs that are bold, centred or large, where no style tells a heading and two look so."""
    blocks = [block for block in kept if isinstance(block, Paragraph)]
    if any(block.role == "heading" for block in blocks):
        return
    ordinary = _ordinary(blocks)
    looks = {at: _look(block, ordinary) for at, block in enumerate(kept) if isinstance(block, Paragraph)}
    opens = next((at for at, block in enumerate(kept) if _is_text(block, looks.get(at, ()))), len(kept))
    found: dict[tuple, list[Paragraph]] = {}
    for at, block in enumerate(kept[:-1]):
        if not isinstance(block, Paragraph) or not any(looks[at]) or not (at > opens or at + 1 == opens):
            continue
        after = kept[at + 1]
        if isinstance(after, Table) or after.role or looks[at + 1] != looks[at]:
            found.setdefault(looks[at], []).append(block)
    sure = {look: row for look, row in found.items() if len(row) >= 2 and _name_things(row)}
    for level, look in enumerate(sorted(sure, reverse=True), 1):
        for block in sure[look]:
            block.role, block.level = "heading", min(level + (len(sure) == 1), 4)


def _ordinary(blocks: list[Paragraph]) -> float:
    sizes: Counter[float] = Counter()
    for block in blocks:
        sizes[block.size] += len(block.text) if not block.role else 0
    return sizes.most_common(1)[0][0] if sizes else 0


def _look(block: Paragraph, ordinary: float) -> tuple:
    """(how much larger, centred, bold) of a paragraph that may be a heading; all false of any other."""
    text = block.text
    if block.role or not text or len(text) >= _SHORT or "\n" in text or not re.search(r"[^\W\d_]", text):
        return (0.0, False, False)
    if _ENDED.search(text) and not _NUMBER.fullmatch(text):
        return (0.0, False, False)
    larger = block.size if ordinary and block.size >= 1.15 * ordinary else 0.0
    return (larger, block.centred, block.bold)


def _is_text(block: Paragraph | Table, look: tuple) -> bool:
    return isinstance(block, Paragraph) and not any(look) and not block.role and len(block.text) > _SHORT


def _name_things(row: list[Paragraph]) -> bool:
    """Headings seldom ask; bold questions are those of an interview."""
    texts = [block.text for block in row]
    return sum(text.endswith(("?", "!")) for text in texts) <= len(texts) / 2 and len(set(texts)) > len(texts) / 2


def _find_title(plain: list[Paragraph]) -> None:
    """The first paragraph is the title where it is larger than the text and centred or bold, and no style tells one."""
    if not plain or any(block.role == "title" for block in plain):
        return
    first = plain[0]
    ordinary = _ordinary(plain)
    larger, centred, bold = _look(first, ordinary)
    alike = [block for block in plain[1:] if _look(block, ordinary) == (larger, centred, bold)]
    stands_out = (centred and bold) or (larger and (centred or bold or larger >= 1.3 * ordinary))
    if stands_out and not alike:
        first.role = "title"
