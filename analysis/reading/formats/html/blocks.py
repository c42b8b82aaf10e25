"""Pieces of HTML to chunks: lines of verse, rows of tables, paragraphs parted by breaks, groups joined."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from analysis.reading.chunks import Chunk, join_all, part
from analysis.reading.formats.html.page import tag
from analysis.reading.formats.html.walk import BREAK, CELL, LABEL, ROW, Piece, Place
from analysis.reading.formats.stanzas import STANZA, look_like_verse, verse_among
from analysis.reading.layout import group_lines
from analysis.reading.lists import LIST_SIGN
from analysis.reading.typography import EMPHASIS_CLOSE, EMPHASIS_OPEN

Parts = list[tuple[str, int]]
Ready = list[tuple[Piece, list[Parts]]]
_NUMBER = re.compile(r"(?:[\[({]?(?:(\d{1,4})|[*†‡§¶]{1,4})(?!\w)[\])}]?[.:]?|[.:)\]]+)\s*")
_LEFT = re.compile(r"\[\s*(?:[←↑^↩]\s*\d{0,4})?\s*\]\s*")  # what a link back from a note leaves behind
_NAME_BEFORE = re.compile(r"[^:]{1,40}:")
_CODE = re.compile(r"\S {3,}\S|[{}=<>|\\]|\);$|\(\)|^[#$]")
_LONG_TEXT = 200  # words: no table between <pre> signs is longer


def make_ready(pieces: Iterable[Piece]) -> Ready:
    """The pieces of a page, each with what stands between its breaks."""
    return [(piece, _segments(_by_lines(piece) if _is_kept(piece.place) else piece.parts)) for piece in pieces]


def make_chunks(ready: Ready, verse: set[Any]) -> list[tuple[Chunk, Place]]:
    """The chunks of a page, each with its place; a list item, a note, a stanza or a turn is one chunk."""
    runs: list[tuple[list[Chunk], Place]] = []
    gap = True
    for piece, segments in ready:
        if not any(segments):
            gap = gap or (piece.place.kind == "verse" and tag(piece.place.element) in ("p", "br"))
            continue
        place = piece.place
        for chunk in _chunks(piece, segments, place.element in verse):
            if runs and _goes_on(runs[-1][1], place) and not (gap and place.role == "line"):
                runs[-1][0].append(chunk)
            elif chunk.text:
                runs.append(([chunk], place))
            gap = False
    return [(join_all(run, "\n" if run[0].kind == "verse" else " "), place) for run, place in runs]


def _goes_on(before: Place, place: Place) -> bool:
    """Whether two pieces that follow each other are of one block."""
    if place.kind == "speech" and place.role == "continued" and before.kind == "speech":
        return True
    return place.group is not None and place.group == before.group and place.kind == before.kind


def _segments(parts: Parts) -> list[Parts]:
    """Parts between the breaks; an empty one between two breaks that follow each other, none at the ends."""
    segments: list[Parts] = [[]]
    for text, line in parts:
        if text == BREAK:
            segments.append([])
        else:
            segments[-1].append((text, line))
    segments = [one if any(text.strip() and text not in _SIGNS for text, _ in one) else [] for one in segments]
    filled = [at for at, one in enumerate(segments) if one]
    return segments[filled[0] : filled[-1] + 1] if filled else []


def _is_kept(place: Place) -> bool:
    """Whether the lines of a place are those of its source: verse between <pre> signs."""
    return place.kind == "verse" and tag(place.element) == "pre"


def _by_lines(piece: Piece) -> Parts:
    parts: Parts = []
    for text, first in piece.parts:
        for line, stretch in enumerate(text.split("\n"), first):
            parts += [(BREAK, line)] * (line > first) + [(stretch, line)]
    return parts


_SIGNS = frozenset({LABEL, EMPHASIS_OPEN, EMPHASIS_CLOSE, ROW, CELL})


def find_stanzas(ready: Ready) -> set[Any]:
    """The elements that are verse by the look of the lines between their breaks."""
    free = ("", "block_quote")
    pieces = [(piece.place, segments) for piece, segments in ready if any(segments)]
    stretches = [
        (place.kind == "block_quote", [_plain(one) for one in segments if one] if place.kind in free else [])
        for place, segments in pieces
    ]
    verse = verse_among(stretches)
    return {place.element for (place, _), found in zip(pieces, verse, strict=True) if found}


def _plain(parts: Parts) -> str:
    return " ".join("".join(text for text, _ in parts if text not in _SIGNS).split())


def _chunks(piece: Piece, segments: list[Parts], verse: bool) -> Iterator[Chunk]:
    place = piece.place
    if place.role == "data":
        yield from _table(piece)
    elif place.kind == "pre":
        yield from _preformatted(piece)
    elif verse or place.kind == "verse":
        stanza: list[Chunk] = []
        for one in [*segments, []]:
            if one:
                stanza.append(_chunk(one, place, "verse"))
            elif stanza:
                yield join_all(stanza, "\n")
                stanza = []
    else:
        for paragraph in _paragraphs(segments, place.kind):
            yield _chunk(paragraph, place, place.kind)


def _paragraphs(segments: list[Parts], kind: str) -> Iterator[Parts]:
    """Two breaks end a paragraph; so does one before a name in bold type and a colon, and before an item of a list."""
    texts = list(map(_plain, segments))
    labels = [
        bool(one) and LABEL in [text for text, _ in one[:3]] and bool(_NAME_BEFORE.match(text))
        for one, text in zip(segments, texts, strict=True)
    ]
    items = [bool(LIST_SIGN.match(text)) for text in texts]
    lists, dialogue = sum(items) > 1, sum(labels) > 1
    begins = [(label and dialogue) or (item and lists) for label, item in zip(labels, items, strict=True)]
    paragraph: Parts = []
    for one, new in zip(segments, begins, strict=True):
        if paragraph and (not one or new) and kind not in ("heading", "note", "list"):
            yield paragraph
            paragraph = []
        if paragraph:
            paragraph.append((" ", 0))
        paragraph.extend(one)
    if paragraph:
        yield paragraph


def _chunk(parts: Parts, place: Place, kind: str) -> Chunk:
    """Parts as one text with white space made single, each stretch of a source line with its line."""
    pieces: list[str] = []
    lines: list[tuple[int, int]] = []
    length, gap, last = 0, False, parts[0][1]
    for raw, first in parts:
        slanted = kind == "note" and raw in (EMPHASIS_OPEN, EMPHASIS_CLOSE)  # only sources are read by it
        if raw in _SIGNS and not slanted:
            continue
        for line, stretch in enumerate(raw.split("\n"), first):
            gap = gap or line > first
            words = " ".join(stretch.split())
            if words:
                before = " " if length and raw != EMPHASIS_CLOSE and (gap or stretch[0].isspace()) else ""
                if not lines or lines[-1][1] != line:
                    lines.append((length + len(before) if lines else 0, line))
                pieces += [before, words]
                length += len(before) + len(words)
                last = line
            gap = (gap if raw == EMPHASIS_CLOSE else stretch[-1].isspace()) if words else gap or bool(stretch)
    text = "".join(pieces)
    if kind == "note":
        start = _LEFT.match(text) or _NUMBER.match(text)
        if start and start.re is _NUMBER and start[1] not in (place.number.partition("|")[0], None):
            start = None
        number = place.number
        whole = Chunk(text, tuple(lines) or ((0, last),), last, kind=kind, number=number, sure=True)
        return part(whole, start.end(), len(text)) if start else whole
    slanted = kind == "" and (place.role == "slanted" or _is_slanted(parts))
    whole = Chunk(text, tuple(lines) or ((0, last),), last, kind=kind, speaker=place.speaker, sure=True)
    return replace(whole, slanted=True) if slanted else whole


def _is_slanted(parts: Parts) -> bool:
    """Whether all words stand within emphasis."""
    depth = 0
    for text, _ in parts:
        depth += (text == EMPHASIS_OPEN) - (text == EMPHASIS_CLOSE)
        if not depth and text not in _SIGNS and any(map(str.isalnum, text)):
            return False
    return True


def _table(piece: Piece) -> Iterator[Chunk]:
    """The rows of a table as lines, its cells parted by tabs."""
    rows: list[tuple[int, list[str]]] = []
    for text, line in piece.parts:
        if text == ROW or not rows:
            rows.append((line, []))
        if text == CELL or (text not in _SIGNS and text.strip() and not rows[-1][1]):
            rows[-1][1].append("")
        if text not in _SIGNS and rows[-1][1]:
            rows[-1][1][-1] += text
    texts = [(line, "\t".join(" ".join(cell.split()) for cell in cells)) for line, cells in rows]
    filled = [Chunk(text, ((0, line),), line, kind=piece.place.kind, sure=True) for line, text in texts if text.strip()]
    if filled:
        yield join_all(filled, "\n")


def _preformatted(piece: Piece) -> Iterator[Chunk]:
    """Text whose lines are kept: a table, or where it is long the text itself, read as a plain one."""
    first = piece.parts[0][1]
    text = "".join(text for text, _ in piece.parts if text not in _SIGNS).replace(BREAK, "\n")
    lines = [(number, line.rstrip()) for number, line in enumerate(text.split("\n"), first)]
    stanzas = _stanzas_in(lines)
    if stanzas:
        yield from (join_all([_line(line, number, "verse") for number, line in stanza], "\n") for stanza in stanzas)
        return
    if len(text.split()) > _LONG_TEXT:
        yield from group_lines(lines)[0]
        return
    filled = [_line(line, number, "table") for number, line in lines if line.strip()]
    if filled:
        yield join_all(filled, "\n")


def _line(text: str, number: int, kind: str) -> Chunk:
    return Chunk(text if kind == "table" else text.strip(), ((0, number),), number, kind=kind, sure=True)


def _stanzas_in(lines: list[tuple[int, str]]) -> list[list[tuple[int, str]]]:
    """The stanzas that lines are, parted by empty ones; none where one of them looks like code, or rows, or prose."""
    stanzas: list[list[tuple[int, str]]] = [[]]
    for number, line in lines:
        if line.strip():
            stanzas[-1].append((number, line))
        elif stanzas[-1]:
            stanzas.append([])
    stanzas = [stanza for stanza in stanzas if stanza]
    texts = [[line.strip() for _, line in stanza] for stanza in stanzas]
    looks = all(look_like_verse(text) and not any(_CODE.search(line) for line in text) for text in texts)
    return stanzas if looks and sum(map(len, texts)) >= STANZA else []
