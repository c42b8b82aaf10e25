"""Paragraphs to chunks: joined over pages and columns, each with its text, its pages and the marks of its notes."""

from dataclasses import replace

from analysis.reading.chunks import Chunk, Edit, part
from analysis.reading.formats.pdf.begins import LABEL, MARKER, has_room
from analysis.reading.formats.pdf.columns import Line
from analysis.reading.formats.pdf.front import join_chapters, name_endnotes, name_head
from analysis.reading.formats.pdf.join import Lexicon, join_lines
from analysis.reading.formats.pdf.kinds import name_kinds, name_verse
from analysis.reading.formats.pdf.measure import SAME, Measure
from analysis.reading.formats.pdf.paragraphs import Paragraph, find_names, find_paragraphs
from analysis.reading.formats.pdf.tables import find_contents, find_tables
from analysis.reading.typography import ends_sentence


def find_parts(lines: list[Line], measure: Measure, *, noted: bool) -> tuple[list[Paragraph], dict[str, str]]:
    """The paragraphs, tables and lists of contents that lines are, in reading order, and what their head tells.

    `noted`: the pages have footnotes, so that no list is one of notes.
    """
    contents = find_contents(lines)
    tables = find_tables(lines, measure, contents)
    names = find_names(lines, measure)
    found: list[Paragraph] = []
    held: list[Line] = []
    whole = {start: (end, text) for start, end, text in tables}
    place = 0
    while place < len(lines):
        end = place + 1
        special: Paragraph | None = None
        if place in contents:
            while end in contents:
                end += 1
            special = Paragraph(lines[place:end], "front_matter", contents=True)
        elif place in whole:
            end, text = whole[place]
            special = Paragraph(lines[place:end], "table", text=text)
        if special:
            found += [*find_paragraphs(held, measure, names), special]
            held = []
        else:
            held.append(lines[place])
        place = end
    found += find_paragraphs(held, measure, names)
    name_kinds(found, measure)
    for one in found if names else []:  # in a play what is set in and slanted tells who comes and goes
        if one.kind == "block_quote" and all(line.slanted for line in one.lines):
            one.kind = "prose"
    found = join_chapters(_join_over_pages(found, measure))
    if not noted:
        name_endnotes(found)
    head = name_head(found, measure)
    name_verse(found)
    return found, head


def _join_over_pages(found: list[Paragraph], measure: Measure) -> list[Paragraph]:
    joined: list[Paragraph] = []
    for current in found:
        before = next((other for other in reversed(joined[-3:]) if other.kind != "table"), None)
        if before and _goes_on(before, current, measure):
            before.lines += current.lines
        elif before and joined[-1] is before and _is_rest_of_verse(before, current, measure):
            before.verse = [*(before.verse or _each(before)), *(current.verse or _each(current))]
            before.lines += current.lines
            before.kind = "verse"
        else:
            joined.append(current)
    return joined


def _each(found: Paragraph) -> list[list[Line]]:
    return [[line] for line in found.lines]


def _is_rest_of_verse(before: Paragraph, current: Paragraph, measure: Measure) -> bool:
    """Whether a page or column cut one or two lines off a stanza."""
    one, other = before.last, current.first
    if (one.page, one.column) == (other.page, other.column) or abs(one.size - other.size) > SAME * one.size:
        return False
    short = min(before, current, key=lambda part: len(part.lines))
    kinds = {before.kind, current.kind} - {"prose", "block_quote"}
    even = abs(measure.inset(one) - measure.inset(other)) < 2.5 * one.size
    capital = all(line.text.lstrip("“‘\"'—")[:1].isupper() for line in short.lines)
    return kinds == {"verse"} and len(short.lines) <= 2 and even and capital and measure.room(one) > one.size


def _goes_on(before: Paragraph, current: Paragraph, measure: Measure) -> bool:
    """Whether a paragraph goes on at the head of a page or column where another filled its last line at the foot."""
    one, other = before.last, current.first
    if (one.page, one.column) == (other.page, other.column) or abs(one.size - other.size) > SAME * one.size:
        return False
    if before.kind not in ("prose", "block_quote", "list") or current.kind not in ("prose", "block_quote"):
        return False
    ended = ends_sentence(one.text)
    inset = measure.inset(other)
    cut = not ended and other.text[:1].islower()
    if one.bold != other.bold or (not cut and has_room(before.lines, current.lines, measure)):
        return False
    if before.kind == "list" and len(before.lines) == 1:
        return not ended and inset > measure.inset(one) + 0.4 * one.size
    if before.kind == "list":
        return abs(inset - before.level) < 0.7 * one.size and not (ended and inset < 2)
    level = before.level if len(before.lines) > 1 or before.kind == "block_quote" else 0.0
    if abs(inset - level) > 0.7 * one.size:
        return cut and before.kind == current.kind
    if ended and not measure.indent and (_is_label(other) or len(current.lines) == 1 or len(before.lines) == 1):
        return False  # programs leave no single line of a paragraph on a page
    return before.kind == current.kind or len(current.lines) == 1 or before.kind == "prose"


def _is_label(line: Line) -> bool:
    return bool(LABEL.match(line.text))


def to_chunk(found: Paragraph, lexicon: Lexicon, edits: list[Edit]) -> Chunk:
    """The chunk of a paragraph, without the marker of a list's item."""
    lines = found.lines
    page, last = lines[0].page, lines[-1].page
    if found.kind == "table":
        return Chunk(found.text, ((0, page),), last, kind="table", sure=True)
    if found.kind == "verse":
        return _verse(found, lexicon, edits)
    if found.contents:
        text = "\n".join(line.text for line in lines)
        edits.append(Edit(page, "contents left out", text, text))
        return Chunk(text, ((0, page),), last, kind="front_matter", sure=True)
    slanted = found.kind == "prose" and all(line.slanted for line in lines)
    chunk = replace(join_lines(lines, lexicon, edits), kind=found.kind, slanted=slanted)
    marker = MARKER.match(chunk.text) if found.kind in ("list", "note") else None
    if marker:
        edits.append(Edit(page, "note number" if found.kind == "note" else "list marker", marker[0].strip(), ""))
        chunk = part(chunk, marker.end(), len(chunk.text), number=found.text)
    return chunk


def _verse(found: Paragraph, lexicon: Lexicon, edits: list[Edit]) -> Chunk:
    texts, starts, length = [], [], 0
    for parts in found.verse:
        text = join_lines(parts, lexicon, edits).text
        starts.append((length, parts[0].page))
        texts.append(text)
        length += len(text) + 1
    return Chunk("\n".join(texts), tuple(starts), found.last.page, kind="verse", sure=True)
