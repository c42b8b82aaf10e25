"""The head of a PDF's first page (title, author, date), and notes that stand together at its end."""

import re
from itertools import pairwise

from analysis.reading.formats.byline import is_name, read_byline
from analysis.reading.formats.pdf.begins import MARKER
from analysis.reading.formats.pdf.kinds import LARGE, is_centred
from analysis.reading.formats.pdf.measure import SAME, Measure
from analysis.reading.formats.pdf.paragraphs import Paragraph
from analysis.reading.front import read_front
from analysis.reading.typography import MARK_CLOSE, MARK_OPEN, ends_sentence

_MOST_LINES = 12  # in the head of a text
_SENTENCE = 6  # words: a line that ends as a sentence and has more is the text's own
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
    later = {_look(part) for part in parts[len(opening) :] if part.kind == "heading"}
    stacked = _stacked(opening)
    told = _told(opening)
    alike = bool(opening) and _look(opening[0]) in later and not stacked and not told
    if not opening or opening[0].kind == "table" or alike or not _stands_out(opening[0], measure):
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
            or (_look(part) in later and part not in told and (part not in stacked or part.kind == "heading"))
            or not (_stands_out(part, measure) or part in stacked or part in told)
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
        lined = part.kind == "verse" and not (count == 1 and len(part.lines) < 4)
        if lined or part.kind in ("front_matter", "table", "list") or len(part.lines) > 4 or len(text) > 200:
            break
        count += 1
    return parts[:count]


def _stacked(opening: list[Paragraph]) -> list[Paragraph]:
    """The first lines of all where they are of different lengths and have one middle; none if but one is so."""
    found: list[Paragraph] = []
    for part in opening:
        middles = [(line.x0 + line.x1 - opening[0].first.x0 - opening[0].first.x1) / 2 for line in part.lines]
        told = ends_sentence(part.last.text) and len(part.last.words) > _SENTENCE
        if told or max(map(abs, middles)) > 3 or (found and abs(part.first.x0 - opening[0].first.x0) < 3):
            break
        found.append(part)
    return found if len(found) > 1 else []


def _told(opening: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs right below the first that say who wrote the text and when, as a whole."""
    if len(opening) > 1 and len(opening[1].lines) == 2 and _names_and_dates([line.text for line in opening[1].lines]):
        return opening[1:2]
    texts = [" ".join(line.text for line in part.lines) for part in opening[1:3]]
    if _names_and_dates(texts):
        return opening[1:3]
    fields = [set(read_byline(text)) for text in texts]
    return opening[1 : 1 + (2 if all(fields) else 1)] if fields and fields[0] else []


def _names_and_dates(lines: list[str]) -> bool:
    return len(lines) == 2 and is_name(lines[0]) and set(read_byline(lines[1])) == {"date"}


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
            more = _further(parts, place, len(run) + 1)
            run[-1].lines += [line for part in more for line in part.lines]
            del parts[place : place + len(more)]
        headed = place > len(run) and _NOTES.fullmatch(parts[place - len(run) - 1].first.text.strip(" .:"))
        ends = place == len(parts) or headed or parts[place].kind == "heading"
        if run and ends and sum(str(number) in raised for number in range(1, len(run) + 1)) >= 0.8 * len(run):
            for number, part in enumerate(run, 1):
                part.kind, part.text = "note", str(number)
        place += not run


def _further(parts: list[Paragraph], place: int, number: int) -> list[Paragraph]:
    """The further paragraphs of the note before `place`: set in as its lines are, before the next number."""
    end = place
    while end < min(len(parts), place + 4) and parts[end].kind in ("prose", "block_quote") and parts[end].level > 0:
        end += 1
    goes_on = end < len(parts) and _number(parts[end]) == number
    deeper = all(part.first.x0 > parts[place - 1].first.x0 + 0.5 * part.first.size for part in parts[place:end])
    return parts[place:end] if goes_on and deeper else []


def _number(part: Paragraph) -> int:
    marker = MARKER.match(part.first.text) if part.kind == "list" else None
    return int(marker[2]) if marker and (marker[2] or "").isdecimal() else 0
