"""Pieces of HTML to chunks: lines of verse, rows of tables, paragraphs parted by breaks, groups joined."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from analysis.reading.chunks import Chunk, join_all, part
from analysis.reading.formats.html_walk import BREAK, CELL, LABEL, ROW, Piece, Place
from analysis.reading.layout import group_lines
from analysis.reading.typography import EMPHASIS_CLOSE, EMPHASIS_OPEN

Parts = list[tuple[str, int]]
_LINE, _MEAN = 80, 56  # letters: of the longest line of verse parted by breaks, and of its lines on average
_STANZA = 4  # lines that are verse by themselves
_NAME_BEFORE = re.compile(r"[^:]{1,40}:")
_LONG_TEXT = 200  # words: no table between <pre> signs is longer


LIST_ITEM = re.compile(r"\s*(?:[-*•‣]|\d{1,3}[.)])\s+\S")


def make_chunks(pieces: Iterable[Piece]) -> list[tuple[Chunk, Place]]:
    """The chunks of a page, each with its place; a list item, a note, a stanza or a turn is one chunk."""
    ready = [(piece, _segments(piece.parts)) for piece in pieces]
    verse = _stanzas([(piece.place, segments) for piece, segments in ready if any(segments)])
    out: list[tuple[Chunk, Place]] = []
    after_gap = True
    for piece, segments in ready:
        if not any(segments):
            after_gap = after_gap or piece.place.kind == "verse"
            continue
        place = piece.place
        for chunk in _chunks(piece, segments, place.element in verse):
            before = out[-1] if out else None
            same = before is not None and _goes_on(before[1], place) and not (after_gap and place.role == "line")
            if before is not None and same:
                glue = "\n" if chunk.kind == "verse" else " "
                out[-1] = join_all([before[0], chunk], glue), before[1]
            elif chunk.text:
                out.append((chunk, place))
        after_gap = False
    return out


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
    while segments and not segments[0]:
        segments.pop(0)
    while segments and not segments[-1]:
        segments.pop()
    return segments


_SIGNS = frozenset({LABEL, EMPHASIS_OPEN, EMPHASIS_CLOSE, ROW, CELL})


def _stanzas(pieces: list[tuple[Place, list[Parts]]]) -> set[Any]:
    """The elements that are verse by the look of their lines: short ones, four or more, or in several stanzas."""
    found: set[Any] = set()
    row: list[Any] = []
    lines = 0
    for place, segments in [*pieces, (Place("end"), [])]:
        quoted = place.kind == "block_quote"
        if place.kind in ("", "block_quote") and _look_like_verse(segments):
            row.append(place.element)
            lines += sum(map(bool, segments)) + 2 * quoted
            continue
        if lines >= _STANZA:
            found |= set(row)
        row, lines = [], 0
    return found


def _look_like_verse(segments: list[Parts]) -> bool:
    lines = [" ".join("".join(text for text, _ in one if text not in _SIGNS).split()) for one in segments if one]
    if len(lines) < 2 or max(map(len, lines)) > _LINE or sum(map(len, lines)) > _MEAN * len(lines):
        return False
    if sum(bool(re.search(r"\d|@|www\.", line)) for line in lines) * 4 > len(lines) or LIST_ITEM.match(lines[0]):
        return False
    named = sum(bool(_NAME_BEFORE.match(line)) for line in lines)
    return named * 3 < len(lines) and not re.match(r"[-—–~]", lines[1] if len(lines) == 2 else "")


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
    texts = ["".join(text for text, _ in one if text not in _SIGNS).strip() for one in segments]
    labels = [
        bool(one) and LABEL in [text for text, _ in one[:3]] and bool(_NAME_BEFORE.match(text))
        for one, text in zip(segments, texts, strict=True)
    ]
    items = [bool(LIST_ITEM.match(text)) for text in texts]
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
        label = re.escape(place.number.partition("|")[0])
        start = re.match(rf"[\[({{]?(?:{label}|[*†‡§¶]{{1,4}})(?!\w)[\])}}]?[.:]?\s*", text)
        number = place.number
        whole = Chunk(text, tuple(lines) or ((0, last),), last, kind=kind, number=number, sure=True)
        return part(whole, start.end(), len(text)) if start else whole
    return Chunk(text, tuple(lines) or ((0, last),), last, kind=kind, speaker=place.speaker, sure=True)


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
    if len(text.split()) > _LONG_TEXT:
        yield from group_lines(lines)[0]
        return
    filled = [Chunk(line, ((0, number),), number, kind="table", sure=True) for number, line in lines if line.strip()]
    if filled:
        yield join_all(filled, "\n")
