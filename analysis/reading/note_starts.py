"""Where notes begin: texts with a number or a sign at their head which marks in the body call for, in order."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from analysis.reading.chunks import Chunk
from analysis.reading.marks import FORMS, find_marks, form_of, longest_series, number_of
from analysis.reading.typography import SUPERSCRIPT, SURE_MARK, whole_number

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
    r"(?:end ?|foot ?)?notes?(?: and references| to .{1,40})?|anmerkungen|fu(?:ß|ss)noten|endnoten|remarques|notas"
    r"|noten|voetnoten|noter|fotnoter|references",
    re.IGNORECASE,
)
_PAGE = 15  # paragraphs: a note at the foot of a page is nearer to its mark
NOWHERE = 1 << 40  # the place of a mark that was not found
Mark = tuple[int, str, str]  # the place of its chunk, its form, its number
Head = tuple[int, int, str]  # the place of a chunk, where the words after its number begin, the number


class Start(NamedTuple):
    """Where the words of a note begin, its number, and the place of the chunk with its mark."""

    end: int
    number: str
    mark: int
    named: bool = False  # "[Footnote 3: …]": the note ends with its bracket


def is_notes_heading(chunk: Chunk) -> bool:
    """Whether a chunk is the word "Notes", in one of several languages, and nothing else."""
    return chunk.kind in ("", "heading", "prose") and bool(_HEADING.fullmatch(chunk.text.strip(" :.*_#")))


def find_starts(chunks: list[Chunk]) -> dict[int, Start]:
    """By place, the chunks that begin as notes do and are called for."""
    found = {
        place: start for place, chunk in enumerate(chunks) if not chunk.kind and (start := _SURE.match(chunk.text))
    }
    heads = {form: list(_heads(chunks, form)) for form in _STARTS} | {"listed": list(_listed(chunks))}
    if not found and not any(heads.values()):
        return {}
    marks = [
        (place, form_of(mark), number_of(mark[0]))
        for place, chunk in enumerate(chunks)
        if chunk.kind not in ("note", "front_matter", "back_matter")
        for mark in find_marks(chunk.text)
        if mark.start() > 0
    ]
    sure = _sure_starts(found, marks)
    left = [mark for mark in marks if mark[1] != "raised"] if sure else marks
    return {**_best_series(chunks, heads, left), **sure}


def _sure_starts(found: dict[int, re.Match], marks: list[Mark]) -> dict[int, Start]:
    """The chunks that begin with a raised number, or as notes do in Markdown: these are notes without a mark too."""
    series = [(place, start.end(), number_of(start[1].rstrip(":"))) for place, start in found.items()]
    called = call_in_order(series, [mark for mark in marks if mark[1] in ("raised", "sure")])
    called = called or call_in_order(series, marks)
    return {place: Start(end, number, called.get(place, NOWHERE)) for place, end, number in series}


def _best_series(chunks: list[Chunk], starts: dict[str, list[Head]], marks: list[Mark]) -> dict[int, Start]:
    """The notes by place, of the form of beginning and the form of mark that agree on the most."""
    under = find_headed(chunks)
    headed = {form: [head for head in heads if head[0] in under] for form, heads in starts.items()}
    best: dict[int, Start] = {}
    for form, heads in [*starts.items(), *headed.items()]:
        for series in _series(heads, form) if heads and marks else ():
            under_heading = all(place in under for place, _, _ in series)
            for mark_form in FORMS:
                if _go_together(form, mark_form, under_heading):
                    own = _of_form(marks, mark_form)
                    called = call_in_order(series, own)
                    holds = under_heading or form not in ("number", "round", "curly") or _are_near(called)
                    lone = form in ("named", mark_form) or (under_heading and form == "round" and mark_form == "loose")
                    if len(called) > len(best) and holds and _are_enough(called, series, form, own, lone):
                        named = form == "named"
                        best = {place: Start(end, n, called.get(place, NOWHERE), named) for place, end, n in series}
    return best


def _go_together(form: str, mark_form: str, under_heading: bool) -> bool:
    """Whether notes that begin in one form can have marks of another."""
    if "sign" in (form, mark_form):
        return form in (mark_form, "named")
    return mark_form != "loose" or under_heading


def _of_form(marks: list[Mark], mark_form: str) -> list[Mark]:
    return [mark for mark in marks if mark[1] == mark_form or (mark_form == "loose" and mark[1] == "round")]


def _are_enough(called: dict[int, int], series: list[Head], form: str, own: list[Mark], lone: bool) -> bool:
    """Whether marks call for most of a series, and the series is not a list whose numbers other notes have too.

    `lone`: one note may be all.
    """
    if len(called) < 0.8 * len(series) or (len(called) < 2 and not lone):
        return False
    return form != "number" or len(longest_series([mark[2] for mark in own], least=1)) <= 1.25 * len(series) + 1


def _are_near(called: dict[int, int]) -> bool:
    """Whether notes without a heading stand where notes can: all behind the last mark, or each near its own."""
    return (
        not called or min(called) > max(called.values()) or all(place - mark <= _PAGE for place, mark in called.items())
    )


def _heads(chunks: list[Chunk], form: str) -> Iterator[Head]:
    for place, chunk in enumerate(chunks):
        found = _STARTS[form].match(chunk.text) if chunk.kind in ("", "list", "prose") else None
        if found:
            yield place, found.end(), number_of(found[1])


def _listed(chunks: list[Chunk]) -> Iterator[Head]:
    """The items of a list under a heading "Notes": markup has taken their numbers."""
    number = 0  # of the last item; 0 where no heading stands over a list
    for place, chunk in enumerate(chunks):
        if chunk.kind == "list" and chunk.sure and (number or (place and is_notes_heading(chunks[place - 1]))):
            number += 1
            yield place, 0, str(number)
        else:
            number = 0


def _series(starts: list[Head], form: str) -> Iterator[list[Head]]:
    """Those beginnings that could be one file's notes: numbers that rise by one, or that begin anew at one."""
    if form in ("sign", "named"):
        yield starts
        return
    numbers = [number for _, _, number in starts]
    yield [starts[at] for at in sorted(longest_series(numbers, least=1))]
    anew: list[Head] = []
    for start in starts:
        if start[2] == "1" or (anew and whole_number(start[2]) == whole_number(anew[-1][2]) + 1):
            anew.append(start)
    yield anew


def call_in_order(series: list[Head], marks: list[Mark]) -> dict[int, int]:
    """For each beginning of a note the place of its mark: above it, and after the mark of the one before."""
    places = {place for place, _, _ in series}
    own = [mark for mark in marks if mark[0] not in places]
    bearing: dict[str, list[int]] = {}
    for at, (_, _, number) in enumerate(own):
        bearing.setdefault(number, []).append(at)
    called: dict[int, int] = {}
    start = 0
    for place, _, number in series:
        found = bearing.get(number, [])
        at = bisect_left(found, start)
        if at < len(found) and own[found[at]][0] < place:
            called[place] = own[found[at]][0]
            start = found[at] + 1
    return called


def find_headed(chunks: list[Chunk]) -> set[int]:
    """The places under a heading "Notes" or a drawn line, or a little below."""
    heads = (at for at, chunk in enumerate(chunks) if is_notes_heading(chunk) or not re.search(r"[^\W_]", chunk.text))
    return {place for head in heads for place in range(head + 1, head + 2 * _PAGE)}
