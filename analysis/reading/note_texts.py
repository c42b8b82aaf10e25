"""Which chunks are notes: texts that begin with a number or a sign which marks in the body call for, in order.

All paragraphs of a note belong to it: what stands between two notes whose marks both stand above them, and what is
set in, or stands before the next heading, after the last.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from analysis.reading.chunks import Chunk, Edit, join_all, part
from analysis.reading.marks import FORMS, find_marks, form_of, longest_series, number_of
from analysis.reading.typography import MARK_OPEN, SUPERSCRIPT, SURE_MARK, ends_sentence

_STARTS = {
    "named": re.compile(r"\[(?:foot)?note (\d{1,3}|[*†‡§A-Z]{1,2}):\s*", re.IGNORECASE),
    "square": re.compile(r"(\[\d{1,3}\]):?\s*(?=\S)"),
    "round": re.compile(r"(\(\d{1,3}\))\s*(?=\S)"),
    "curly": re.compile(r"(\{\d{1,3}\}):?\s*(?=\S)"),
    "number": re.compile(r"(\d{1,3})[.):]?\s+(?=\S)"),
    "sign": re.compile(r"(\*{1,3}(?!\*)(?![^*\n]{1,200}\*(?!\w))|[†‡§]{1,3}|\[(?:[*†‡§]{1,3}|[A-Z])\])\s*(?=[^\s*])"),
}
_SURE = re.compile(rf"([{SUPERSCRIPT}]+|{SURE_MARK}|\[\^[^\]\s]{{1,40}}\]:)\s*(?=\S)")
_HEADING = re.compile(
    r"(?:end ?|foot ?)?notes?(?: and references| to .{1,40})?|notes|anmerkungen|fu(?:ß|ss)noten|endnoten|remarques|notas"
    r"|note|noten|voetnoten|noter|fotnoter|references",
    re.IGNORECASE,
)
_SHORT = 100
_PAGE = 15  # paragraphs: a note at the foot of a page is nearer to its mark
_NOWHERE = 1 << 40  # the place of a mark that was not found


class Start(NamedTuple):
    """Where the words of a note begin, its number, and the place of the chunk with its mark."""

    end: int
    number: str
    mark: int
    named: bool = False  # "[Footnote 3: …]": the note ends with its bracket


def is_notes_heading(chunk: Chunk) -> bool:
    return chunk.kind in ("", "heading", "prose") and bool(_HEADING.fullmatch(chunk.text.strip(" :.*_#")))


def find_note_texts(chunks: list[Chunk], edits: list[Edit]) -> list[Chunk]:
    """The chunks with every note as one chunk of kind `note` that knows its number."""
    marks = [
        (place, form_of(mark), number_of(mark[0]))
        for place, chunk in enumerate(chunks)
        if chunk.kind not in ("note", "front_matter", "back_matter")
        for mark in find_marks(chunk.text)
        if mark.start() > 0
    ]
    sure = _sure_notes(chunks, marks)
    left = [mark for mark in marks if mark[1] != "raised"] if sure else marks
    found = {**_best_series(chunks, left), **sure}
    if not found:
        return chunks
    reach = _reaches(chunks, found)
    out: list[Chunk] = []
    at = 0
    while at < len(chunks):
        if at in found:
            out.append(_note(chunks[at : reach[at]], found[at], edits))
            at = reach[at]
        else:
            heads = at + 1 in found and is_notes_heading(chunks[at])
            out.append(replace(chunks[at], kind="heading") if heads else chunks[at])
            at += 1
    return out


Mark = tuple[int, str, str]  # the place of its chunk, its form, its number


def _sure_notes(chunks: list[Chunk], marks: list[Mark]) -> dict[int, Start]:
    """The chunks that begin with a raised number, or as notes do in Markdown: these are notes without a mark too."""
    found = {place: start for place, chunk in enumerate(chunks) if not chunk.kind and (start := _SURE.match(chunk.text))}
    series = [(place, start.end(), number_of(start[1].rstrip(":"))) for place, start in found.items()]
    called = _called(series, [mark for mark in marks if mark[1] in ("raised", "sure")])
    return {place: Start(end, number, called.get(place, _NOWHERE)) for place, end, number in series}


def _best_series(chunks: list[Chunk], marks: list[Mark]) -> dict[int, Start]:
    """The notes by place, of the form of beginning and the form of mark that agree on the most."""
    starts = {form: list(_starts(chunks, form)) for form in _STARTS}
    starts["listed"] = list(_listed(chunks))
    if not any(starts.values()):
        return {}
    best: dict[int, Start] = {}
    for form, series in ((form, one) for form in starts for one in _series(starts[form], form)):
        for mark_form in FORMS:
            if (form == "sign") != (mark_form == "sign") and form != "named":
                continue
            headed = all(_under_heading(chunks, place) for place, _, _ in series)
            if mark_form == "loose" and not headed:
                continue
            own = [mark for mark in marks if mark[1] == mark_form or (mark_form == "loose" and mark[1] == "round")]
            matched = _match(series, own, form == "named")
            if form == "number" and len(longest_series([mark[2] for mark in own], least=1)) > 1.25 * len(series) + 1:
                continue  # a list whose numbers happen to be marks of other notes
            enough = len(matched) >= 2 or (len(series) == 1 and form in ("named", mark_form))
            if form in ("number", "round", "curly") and not headed and not _near(matched):
                continue
            if matched and enough and len(matched) > len(best):
                best = matched
    return best


def _near(matched: dict[int, Start]) -> bool:
    """Whether notes without a heading stand where notes can: all behind the last mark, or each near its own."""
    ends = bool(matched) and min(matched) > max(start.mark for start in matched.values() if start.mark != _NOWHERE)
    return ends or all(place - start.mark <= _PAGE for place, start in matched.items() if start.mark != _NOWHERE)


def _starts(chunks: list[Chunk], form: str) -> Iterator[tuple[int, int, str]]:
    for place, chunk in enumerate(chunks):
        found = _STARTS[form].match(chunk.text) if chunk.kind in ("", "list", "prose") else None
        if found:
            yield place, found.end(), number_of(found[1])


def _listed(chunks: list[Chunk]) -> Iterator[tuple[int, int, str]]:
    """The items of a list under a heading "Notes": markup has taken their numbers."""
    for place, chunk in enumerate(chunks):
        if is_notes_heading(chunk):
            number = 0
            for at in range(place + 1, len(chunks)):
                if chunks[at].kind != "list" or not chunks[at].sure:
                    break
                number += 1
                yield at, 0, str(number)


def _series(starts: list[tuple[int, int, str]], form: str) -> Iterator[list[tuple[int, int, str]]]:
    """Those beginnings that could be one file's notes: numbers that rise by one, or that begin anew at one."""
    if form in ("sign", "named"):
        yield starts
        return
    numbers = [number for _, _, number in starts]
    yield [starts[at] for at in sorted(longest_series(numbers, least=1))]
    anew: list[tuple[int, int, str]] = []
    for start in starts:
        if start[2] == "1" or (anew and int(start[2]) == int(anew[-1][2]) + 1):
            anew.append(start)
    yield anew


def _match(series: list, marks: list[Mark], named: bool) -> dict[int, Start]:
    """The beginnings whose numbers marks above them bear, in order; none where they are not most of the series."""
    called = _called(series, marks)
    if len(called) < 0.8 * len(series):
        return {}
    return {place: Start(end, number, called.get(place, _NOWHERE), named) for place, end, number in series}


def _called(series: list, marks: list[Mark]) -> dict[int, int]:
    """For each beginning the place of its mark: above it, and after the mark of the one before."""
    places = {place for place, _, _ in series}
    own = [mark for mark in marks if mark[0] not in places]
    called: dict[int, int] = {}
    at = 0
    for place, _, number in series:
        before = at
        while at < len(own) and own[at][0] < place and own[at][2] != number:
            at += 1
        if at < len(own) and own[at][0] < place:
            called[place] = own[at][0]
            at += 1
        else:
            at = before
    return called


def _reaches(chunks: list[Chunk], found: dict[int, Start]) -> dict[int, int]:
    """For each note the place after its last paragraph."""
    places = sorted(found)
    reach = {}
    last = []  # the last notes of stretches: a mark stands between them and the next note
    for place, after in pairwise([*places, len(chunks)]):
        if found[place].named:
            reach[place] = _closed(chunks, place, after)
        elif after in found and found[after].mark < place and not _anew(chunks, place, after, found):
            reach[place] = after
        else:
            last.append(place)
    ends = {place: _end_of_last(chunks, place, found) for place in last}
    by_section = all(_meets_heading(chunks, ends[place]) for place in last)
    longer = any(reach[place] > place + 1 for place in reach)  # notes have several paragraphs here
    for place in last:
        whole = by_section and (longer or len(last) > 1 or any(_under_heading(chunks, at) for at in places))
        reach[place] = ends[place] if whole else _set_in(chunks, place, found)
    return reach


def _anew(chunks: list[Chunk], place: int, after: int, found: dict[int, Start]) -> bool:
    """Whether numbers begin anew under a heading of their own."""
    return found[after].number == "1" and any(_is_heading(chunks[at]) for at in range(place + 1, after))


def _closed(chunks: list[Chunk], place: int, after: int) -> int:
    """The place after the chunk that closes the bracket of a note."""
    end = next((at for at in range(place, min(after, place + 30)) if chunks[at].text.rstrip().endswith("]")), place)
    return end + 1


def _set_in(chunks: list[Chunk], place: int, found: dict[int, Start]) -> int:
    """The place after the set-in paragraphs under a note; where text goes on behind them they are its quotation."""
    marks = {start.mark for start in found.values()}
    end = place + 1
    while end < len(chunks) and chunks[end].apart and not chunks[end].kind and end not in marks:
        end += 1
    sure = chunks[place].text.startswith("[^")
    closed = end in found or end == len(chunks) or _meets_heading(chunks, end)
    return end if sure or closed else place + 1


def _end_of_last(chunks: list[Chunk], place: int, found: dict[int, Start]) -> int:
    """The place of the heading, of the matter or of the mark of a later note that ends what follows the last note."""
    marks = {start.mark for start in found.values()}
    end = place + 1
    while end < len(chunks) and chunks[end].kind in ("", "list", "prose", "verse", "block_quote") and end not in marks:
        if _is_heading(chunks[end]):
            break
        end += 1
    return end


def _meets_heading(chunks: list[Chunk], end: int) -> bool:
    return end == len(chunks) or _is_heading(chunks[end]) or chunks[end].kind == "back_matter"


def _under_heading(chunks: list[Chunk], place: int) -> bool:
    """Whether a note is the first under a heading "Notes" or a drawn line, or stands a little below."""
    return any(_heads_notes(chunks[at]) for at in range(max(0, place - 2 * _PAGE), place))


def _heads_notes(before: Chunk) -> bool:
    return before is not None and (is_notes_heading(before) or not re.search(r"[^\W_]", before.text))


def _is_heading(chunk: Chunk) -> bool:
    """A heading, known or by its form: short, no sentence, not set in."""
    if chunk.kind == "heading":
        return True
    form = len(chunk.text) < _SHORT and not ends_sentence(chunk.text) and not chunk.apart
    return not chunk.sure and not chunk.kind and form and chunk.text[:1].isupper() and chunk.text[-1] not in ",;—-"


def _note(chunks: list[Chunk], start: Start, edits: list[Edit]) -> Chunk:
    """The paragraphs of a note as one chunk without its number."""
    first = chunks[0]
    head = first.text[: start.end].strip()
    if head:
        edits.append(Edit(first.line_at(0), "note number", head, ""))
    whole = join_all([part(first, start.end, len(first.text)), *chunks[1:]])
    if start.named and whole.text.endswith("]"):
        edits.append(Edit(whole.last_line, "note number", "]", ""))
        whole = part(whole, 0, len(whole.text) - 1)
    return replace(whole, kind="note", number=start.number, apart=False, speaker="")
