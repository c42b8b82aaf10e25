"""The head of a PDF's first page (title, author, date), and notes that stand together at its end."""

import re
from itertools import pairwise

from analysis.reading.formats.pdf.kinds import LARGE, is_centred
from analysis.reading.formats.pdf.measure import SAME, Measure
from analysis.reading.formats.pdf.paragraphs import MARKER, Paragraph
from analysis.reading.front import read_front
from analysis.reading.typography import MARK_CLOSE, MARK_OPEN

_MOST_LINES = 12  # in the head of a text
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_CHAPTER = re.compile(
    r"(?:chapter|part|book|kapitel|teil|chapitre|partie|cap[ií]tulo)\s+(?:\d+|[IVXLC]+|[a-z]+)[.:]?", re.IGNORECASE
)
_NOTES = re.compile(r"(?:end|foot)?notes|anmerkungen|fu(?:ß|ss)noten|notas", re.IGNORECASE)
_MARKED = re.compile(rf"{MARK_OPEN}([^{MARK_CLOSE}]*){MARK_CLOSE}")


def name_head(parts: list[Paragraph], measure: Measure) -> dict[str, str]:
    """What the head of the text tells; its lines below the title become front matter.

    The first lines are a title where they are set as no later heading is; below it stand author and date, in the middle
    or in another size than the body's.
    """
    opening = _opening(parts)
    later = {_look(part) for part in parts[len(opening) :] if part.kind == "heading" and not _is_middle(part, opening, measure)}
    if not opening or opening[0].kind == "table" or _look(opening[0]) in later or not _stands_out(opening[0], measure):
        return {}
    title = opening[0]
    if title.kind != "heading" and title.first.size <= LARGE * measure.body and len(opening) < 2:
        return {}
    title.kind = "heading"
    lines: list[str] = []
    for before, part in pairwise(opening):
        larger = before is not title and part.first.size > (1 + SAME) * before.first.size
        if (
            larger
            or _look(part) in later
            or not _stands_out(part, measure)
            or (part.first.bold and not title.first.bold)
        ):
            break
        parts[parts.index(part) : parts.index(part) + 1] = [Paragraph([line], "front_matter") for line in part.lines]
        lines += [" ".join(piece.text for piece in line.pieces) for line in part.lines]
    whole = " ".join(line.text for line in title.lines)
    head = read_front([f"Title: {whole}", *lines]) | {"title": whole}
    years = [line for line in lines if _YEAR.fullmatch(line)]
    return {"date": years[0]} | head if years else head


def _opening(parts: list[Paragraph]) -> list[Paragraph]:
    """The short paragraphs before the first that is long."""
    count = 0
    while count < min(len(parts), _MOST_LINES):
        part = parts[count]
        text = " ".join(line.text for line in part.lines)
        if part.kind in ("front_matter", "table", "list", "verse") or len(part.lines) > 4 or len(text) > 200:
            break
        count += 1
    return parts[:count]


def _is_middle(part: Paragraph, opening: list[Paragraph], measure: Measure) -> bool:
    """Whether the first line of all stands in the middle and a heading does not: they are set apart by that."""
    return bool(opening) and is_centred(opening[0], measure) and not is_centred(part, measure)


def _look(part: Paragraph) -> tuple[float, bool]:
    return round(part.first.size), part.first.bold


def _stands_out(part: Paragraph, measure: Measure) -> bool:
    return abs(part.first.size - measure.body) > 2 * SAME * measure.body or part.first.bold or is_centred(part, measure)


def join_chapters(parts: list[Paragraph]) -> list[Paragraph]:
    """A heading that only counts ("Chapter 1") and the heading below it as one."""
    joined: list[Paragraph] = []
    for part in parts:
        before = joined[-1] if joined else None
        if before and _counts_for(before, part):
            before.lines += part.lines
        else:
            joined.append(part)
    return joined


def _counts_for(before: Paragraph, part: Paragraph) -> bool:
    alone = before.kind == part.kind == "heading" and len(before.lines) == 1 and before.first.page == part.first.page
    counts = _CHAPTER.fullmatch(before.first.text.strip())
    return alone and bool(counts) and before.first.size >= 0.5 * part.first.size


def name_endnotes(parts: list[Paragraph]) -> None:
    """Items near the end that count from 1 and whose numbers are raised in the text before them are its notes."""
    raised = {
        mark for part in parts if part.kind != "list" for line in part.lines for mark in _MARKED.findall(line.text)
    }
    place = 0
    while raised and place < len(parts):
        run: list[Paragraph] = []
        while place < len(parts) and _number(parts[place]) == len(run) + 1:
            run.append(parts[place])
            place += 1
        headed = place > len(run) and _NOTES.fullmatch(parts[place - len(run) - 1].first.text.strip(" .:"))
        ends = place == len(parts) or headed or parts[place].kind == "heading"
        if run and ends and sum(str(number) in raised for number in range(1, len(run) + 1)) >= 0.8 * len(run):
            for number, part in enumerate(run, 1):
                part.kind, part.text = "note", str(number)
        place += not run


def _number(part: Paragraph) -> int:
    marker = MARKER.match(part.first.text) if part.kind == "list" else None
    return int(marker[2]) if marker and (marker[2] or "").isdecimal() else 0
