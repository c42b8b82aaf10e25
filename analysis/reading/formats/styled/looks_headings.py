"""Headings and titles that no style tells: short paragraphs that are bold, centred or large."""

import re
from collections import Counter

from analysis.reading.formats.styled.paragraphs import Paragraph, Table
from analysis.reading.front import read_front
from analysis.reading.typography import CLOSERS

_SHORT = 100  # letters of a heading
_ENDED = re.compile(rf"[.:;,][{CLOSERS}]*$")
_NUMBER = re.compile(r"(?:chapter |part )?[\divxlc]{1,8}\.", re.IGNORECASE)


def find_headings(kept: list[Paragraph | Table]) -> None:
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


def find_title(plain: list[Paragraph]) -> None:
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
        _find_byline(plain[1:4])


def _find_byline(below: list[Paragraph]) -> None:
    """Centred below the title: the author's name, or "by" and a name, and a date."""
    for block in below:
        may_tell = not block.role and block.centred and len(block.text) <= 60
        told = read_front([block.text, "Title: none"]) if may_tell else {}
        role = next((name for name in ("date", "author") if name in told), "")
        if not role:
            return
        block.role = role
