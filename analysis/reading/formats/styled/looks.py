"""Roles that no style tells, from how paragraphs look: verse by its line breaks, quotations by their indent, headings.

Each rule needs repeated or strong evidence; what has none stays ordinary text.
"""

import re
from collections import Counter
from itertools import groupby, pairwise

from analysis.reading.formats.styled.looks_headings import find_headings, find_title
from analysis.reading.formats.styled.looks_verse import find_preformatted, find_verse
from analysis.reading.formats.styled.paragraphs import Paragraph, Table

_VISIBLE = 13.0  # points, half a centimetre: what a reader sees as set in
_FAR = 150.0  # points: beyond this it is a signature or a date at the right, no quotation
_CONTENTS = frozenset(
    """contents|table of contents|inhalt|inhaltsverzeichnis|table des matières|sommaire|índice|indice|sommario|sumário
|inhoud|inhoudsopgave|содержание|оглавление|innehåll|indhold|innhold|spis treści|obsah|tartalom|目录|目次""".replace(
        "\n", ""
    ).split("|")
)
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
    find_title(plain)
    find_verse(plain)
    find_preformatted(plain)
    _find_quotations(plain)
    find_headings(kept)
    return kept


def _find_contents(plain: list[Paragraph]) -> None:
    """Three lines in a row that end in a leader or a tab and a page number are a list of contents, as is its head."""
    for entry, run in groupby(plain, lambda block: not block.role and len(block.text) < 150 and _is_entry(block.text)):
        row = list(run)
        if entry and len(row) >= 3:
            for block in row:
                block.role = "contents"
    for block, after in pairwise(plain):
        if after.role == "contents" and block.text.casefold().strip(" :") in _CONTENTS:
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
    block.rewrite(runs)


def _find_more(kept: list[Paragraph | Table]) -> None:
    """Set in and without a sign between two items of a list: it goes on with the first of them."""
    listed = False
    for block, after in zip(kept, [*kept[1:], None], strict=False):
        role = block.role if isinstance(block, Paragraph) else "table"
        if listed and isinstance(block, Paragraph) and not role and block.left >= _VISIBLE:
            goes_on = isinstance(after, Paragraph) and after.role in ("item", "more")
            block.role = role = "more" if goes_on else ""
        elif isinstance(block, Paragraph) and role == "more" and not listed:
            block.role, block.left, role = "", 0, ""  # in a list's style, so its indent quotes nothing
        listed = role in ("item", "more")


def _is_entry(text: str) -> bool:
    return bool(_ENTRY.search(text[-40:]))


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
