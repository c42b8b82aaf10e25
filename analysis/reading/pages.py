"""Running heads and page numbers of a scanned book, known by their numbers that rise from page to page."""

import re
from collections import Counter
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from analysis.reading.chunks import Edit
from analysis.reading.typography import ends_sentence

_NUMBER = r"\d{1,4}"
_BARE = re.compile(rf"[\s\[({{–—‐.-]*({_NUMBER})[\s\])}}–—‐.-]*$")
_HEAD = re.compile(rf"\s*(?:({_NUMBER})\s+[\W_]*(\D{{3,70}}?)|(\D{{3,70}}?)[\W_]*\s+({_NUMBER}))\s*$")
_DIGIT = re.compile(r"\d")
_WIDE = re.compile(r"\S\s{3,}\d{1,4}\s*$|^\s*\d{1,4}\s{3,}\S")
_STAMP = re.compile(r"\s*(?:digiti[sz]ed|scanned|hosted) by (?:google|the internet archive|microsoft)\b", re.IGNORECASE)
_NEAREST, _FARTHEST = 8, 90  # lines from one page to the next
_MOST_PAGES = 4  # that may lie between two heads which were read well
_LEAST = 4
_LONG_PAGE = 45


class Head(NamedTuple):
    place: int  # among the lines
    number: int
    words: str  # "" for a bare number


def take_out_pages(lines: list[tuple[int, str]]) -> tuple[list[tuple[int, str]], list[Edit]]:
    """The lines without running heads and page numbers, and an edit for each; a sentence that they cut is whole.

    The line where the next page begins bears a form feed.
    """
    heads = _in_series([head for place, (_, text) in enumerate(lines) if (head := _as_head(place, text))])
    stamps = [
        Head(at, 0, text)
        for at, (_, text) in enumerate(lines)
        if len(text) < 90 and " b" in text.lower() and _STAMP.match(text)
    ]
    if not _are_heads(heads, lines):
        heads = []
    heads = sorted([*heads, *_without_number(lines, heads), *(stamps if len(stamps) > 1 else [])])
    if not heads:
        return lines, []
    edits = []
    gone: set[int] = set()
    for head in heads:
        number, text = lines[head.place]
        edits.append(Edit(number, "running head" if head.words else "page number", text.strip(), ""))
        gone.add(head.place)
    for head in heads:
        above, below = _around(lines, head.place, gone)
        cut = above >= 0 and below < len(lines) and not ends_sentence(lines[above][1])
        if cut and lines[below][1].lstrip()[:1].islower():
            gone |= set(range(above + 1, below))
    turned = {next((at for at in range(head.place, len(lines)) if at not in gone), -1) for head in heads}
    turns = [(number, f"\f{text}" if at in turned else text) for at, (number, text) in enumerate(lines)]
    return [line for place, line in enumerate(turns) if place not in gone], edits


def take_out_specks(lines: list[tuple[int, str]]) -> tuple[list[tuple[int, str]], list[Edit]]:
    """The lines of a scan without those that hold neither letter nor number, and stand inside sentences."""
    filled = [at for at, (_, text) in enumerate(lines) if text.strip()]
    specks = [
        at
        for before, at, after in zip(filled, filled[1:], filled[2:], strict=False)
        if after - before == 2 and len(lines[at][1].strip()) < 12 and not re.search(r"\w|[-=_*~#]{3}", lines[at][1])
        if not ends_sentence(lines[before][1]) and lines[after][1].lstrip()[:1].islower()
    ]
    if len(specks) < 2:
        return lines, []
    edits = [Edit(lines[at][0], "speck", lines[at][1].strip(), "") for at in specks]
    gone = set(specks)
    return [line for at, line in enumerate(lines) if at not in gone], edits


def _without_number(lines: list[tuple[int, str]], heads: list[Head]) -> list[Head]:
    """Lines in capitals that stand beside numbers of pages, and again and again."""
    beside: dict[int, str] = {}
    for head in heads:
        for at in range(max(0, head.place - 4), min(len(lines), head.place + 5)):
            text = lines[at][1].strip()
            if at != head.place and 3 < len(text) < 80 and text.isupper():
                beside[at] = "".join(filter(str.isalpha, text))
    known = {at: next((other for other in beside.values() if _same(other, text)), text) for at, text in beside.items()}
    again = Counter(known.values())
    places = {head.place for head in heads}
    return [Head(at, 0, words) for at, words in known.items() if again[words] >= 2 and at not in places]


def _same(one: str, other: str) -> bool:
    """Whether two heads are one, perhaps misread."""
    return one == other or (abs(len(one) - len(other)) < 4 and SequenceMatcher(None, one, other).ratio() > 0.8)


def _as_head(place: int, text: str) -> Head | None:
    if len(text) > 90 or not _DIGIT.search(text):
        return None
    bare = _BARE.match(text)
    if bare:
        return Head(place, int(bare[1]), "")
    gap = bool(_WIDE.search(text))
    text = " ".join(text.split())
    found = _HEAD.match(text) if text[:1].isdigit() or text[-1:].isdigit() else None
    if not found:
        return None
    words, number = (found[2], found[1]) if found[1] else (found[3], found[4])
    letters = [sign for sign in words if sign.isalpha()]
    capitals = sum(sign.isupper() for sign in letters)
    return (
        Head(place, int(number), words.strip())
        if len(letters) > 2 and (gap or capitals >= 0.75 * len(letters))
        else None
    )


def _in_series(heads: list[Head]) -> list[Head]:
    """The heads whose numbers rise as pages do, in step with the lines between."""
    kept: set[int] = set()
    for at, head in enumerate(heads):
        for other in range(at + 1, min(at + 6, len(heads))):
            pages, far = heads[other].number - head.number, heads[other].place - head.place
            if 1 <= pages <= _MOST_PAGES and _NEAREST * pages <= far <= _FARTHEST * pages:
                kept |= {at, other}
    return [heads[at] for at in sorted(kept)]


def _are_heads(heads: list[Head], lines: list[tuple[int, str]]) -> bool:
    """Whether there are enough, and bare numbers stand where no chapter could begin: inside sentences, or as far apart
    as the pages of a program are long."""
    if len(heads) < _LEAST:
        return False
    far = [(b.place - a.place) / max(b.number - a.number, 1) for a, b in pairwise(heads)]
    if min(far) >= _LONG_PAGE and max(far) - min(far) <= 1:
        return True
    inside = 0
    for head in heads:
        above, below = _around(lines, head.place, {head.place})
        inside += above >= 0 and below < len(lines) and not ends_sentence(lines[above][1])
    return inside >= len(heads) / 4


def _around(lines: list[tuple[int, str]], place: int, gone: set[int]) -> tuple[int, int]:
    """The filled lines above and below that stay."""
    above, below = place - 1, place + 1
    while above >= 0 and (above in gone or not lines[above][1].strip()):
        above -= 1
    while below < len(lines) and (below in gone or not lines[below][1].strip()):
        below += 1
    return above, below
