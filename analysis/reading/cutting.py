"""Lines that stand together, cut into pieces while they are still lines.

Tables, contents lists, verse, quotations behind `>`, underlined headings, turns; and the paragraphs of what is left.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from analysis.reading.beginnings import as_run, begins, begins_in_play
from analysis.reading.chunks import Edit
from analysis.reading.front import tells_field
from analysis.reading.grids import are_entries, find_rows, is_rule
from analysis.reading.lists import find_items
from analysis.reading.mail import is_mail_head, is_signature, part_quoted
from analysis.reading.margins import LONGEST_MARGIN, indent_of, was_wrapped
from analysis.reading.matter_words import is_contents, is_matter_heading
from analysis.reading.pieces import NOTE_LINE, File, Line, Piece
from analysis.reading.title_lines import are_titles, count_front, heads_prose, is_byline, is_titled
from analysis.reading.typography import ends_sentence
from analysis.reading.verse import is_verse, runs_over

_UNDERLINE = re.compile(r"\s*([=\-~^*_])\1{2,}\s*$")
_QUOTED = re.compile(r"\s*(?:> ?)+")
_NUMBER_AND_TEXT = re.compile(r"\s*[(\[]?\d{1,3}[.)\]]?\t[^\t]{12,}$")
_LONGEST_TABLE = 80  # lines
_MOST_FRONT = 5  # runs of lines at the head of a file that may tell author and date


def as_runs(lines: list[Line]) -> Iterator[list[Line]]:
    """The lines that stand together between blank ones; a table between drawn lines may have blank ones too."""
    run: list[Line] = []
    open_until = -1  # the place of the drawn line that closes a table
    for at, line in enumerate([*lines, (0, "")]):
        if line[1].strip():
            if not run and at > open_until and is_rule(line[1]):
                open_until = _closing(lines, at)
            run.append(line)
        elif run and at > open_until:
            yield run
            run = []


def _closing(lines: list[Line], at: int) -> int:
    """The place of the line that closes a table of rows with blank lines between; that of the opening where none."""
    opening = lines[at][1].rstrip()
    for place in range(at + 2, min(at + _LONGEST_TABLE, len(lines))):
        if lines[place][1].rstrip() == opening:
            closed = place + 1 == len(lines) or not lines[place + 1][1].strip()
            rows = [text for _, text in lines[at:place] if text.strip()]
            return place if closed and len(opening.strip()) > 20 and find_rows([*rows, opening]) else at
    return at


def cut_run(runs: list[list[Line]], place: int, file: File, edits: list[Edit]) -> Iterator[Piece]:
    """The pieces of one of the runs, told also by where it stands: over a text that its lines name, or under
    "Contents"."""
    run = runs[place]
    texts = [text for _, text in run]
    if is_mail_head(texts):
        yield from (Piece([line], "front_matter") for line in run)
    elif place and len(run) == 2 and texts[0].strip().casefold() == "by" and place < _MOST_FRONT:
        yield Piece(run)  # with the name under it
    elif is_signature(runs, place):
        yield Piece(run, "back_matter")
    elif len(run) == 2 and place > (not file.verse) and _under_author(texts, file):
        yield Piece(run[:1], "heading")
        yield Piece(run[1:], "prose")
    elif place < _MOST_FRONT and len(run) < 8 and _are_short(texts) and any(tells_field(t.strip()) for t in texts):
        yield from (Piece([line]) for line in run)
    elif place and len(runs[place - 1]) == 1 and is_contents(runs[place - 1][0][1]) and _are_short(texts):
        yield Piece(run, "front_matter")
    elif place == 0 and are_titles(texts):
        yield from (Piece([line]) for line in run)
    elif place == 0 and not file.cast.names and (front := count_front(run, file)):
        lines = run[:front]
        starts = [at for at in range(front) if at == 0 or not lines[at][1].strip()[:1].islower()]
        yield from (Piece(lines[a:b]) for a, b in pairwise([*starts, front]))
        yield from _by_form(run[front:], file, edits)
    else:
        for part in part_quoted(run):
            yield from _by_form(part, file, edits)


def _are_short(texts: list[str]) -> bool:
    return len(texts) > 1 and max(map(len, texts)) < 100 and not was_wrapped(texts)


def _under_author(texts: list[str], file: File) -> bool:
    return is_titled(texts[0]) and is_byline(texts[1].strip(), name_alone=file.verse)


def _by_form(run: list[Line], file: File, edits: list[Edit]) -> Iterator[Piece]:
    texts = [text for _, text in run]
    if _is_quoted(texts):
        yield from _behind_signs(run, file, edits)
        return
    label = file.cast.label_of(texts[0])
    items = 2 * len(find_items(texts)) >= len(texts) and not re.search(r"\||\S\s.*\t", texts[0])
    items = items or _are_sentences(texts)
    entries = len(run) > 1 and are_entries(texts)
    rows = find_rows(texts) if len(run) > 1 and not label and not items and not entries else None
    if rows or entries:
        yield Piece(run, "table" if rows else "front_matter", tuple(rows or ()))
        return
    for piece in _headed(run, file, edits):
        yield _with_lines(piece, file)


def _are_sentences(texts: list[str]) -> bool:
    """Whether each line is a number, a tab and a sentence: notes, not the rows of a table."""
    told = all(_NUMBER_AND_TEXT.match(text) for text in texts)
    return told and 2 * sum(ends_sentence(text) for text in texts) > len(texts)


def _is_quoted(texts: list[str]) -> bool:
    """Whether every line stands behind a sign of quotation, as in letters; a line alone needs a space after it."""
    if len(texts) == 1:
        return bool(re.match(r"\s*> \s*\S", texts[0]))
    return all(text.lstrip().startswith(">") for text in texts) and any(text.strip("> ") for text in texts)


def _behind_signs(run: list[Line], file: File, edits: list[Edit]) -> Iterator[Piece]:
    inner = []
    for number, text in run:
        sign = _QUOTED.match(text)
        end = sign.end() if sign else 0
        edits.append(Edit(number, "quote sign", text[:end].strip(), ""))
        inner.append((number, text[end:]))
    for part in as_runs(inner):
        yield from (piece._replace(apart=True) for piece in _by_form(part, file, edits))


def _headed(run: list[Line], file: File, edits: list[Edit]) -> Iterator[Piece]:
    """A heading or a label on the first line goes by itself, the rest of the run after it."""
    (number, first), rest = run[0], run[1:]
    under = _UNDERLINE.match(rest[0][1]) if rest else None
    sign = re.match(r"\s*#{1,6}\s+(?=\S)", first)
    label = file.cast.label_of(first)
    if under and len(first) <= LONGEST_MARGIN and not is_rule(first):
        edits.append(Edit(rest[0][0], "underline", rest[0][1].strip(), ""))
        yield Piece(run[:1], "heading")
        rest = rest[1:]
    elif sign:
        words = first[sign.end() :].rstrip("# ")
        edits.append(Edit(number, "heading sign", first.replace(words, "", 1).strip(), ""))
        yield Piece([(number, words)], "heading")
    elif rest and (is_matter_heading(first) or heads_prose(run, file)):
        yield Piece(run[:1])
    elif rest and label and not first[label.end :].strip():
        yield Piece(run[:1])
        yield from _stanza_or_parts(rest, file, among_verse=True)
        return
    else:
        rest = run
    if rest:
        yield from _stanza_or_parts(rest, file, among_verse=file.verse)


def _stanza_or_parts(run: list[Line], file: File, *, among_verse: bool) -> Iterator[Piece]:
    texts = [text for _, text in run]
    set_in = min(map(indent_of, texts)) > file.first + 1
    stanza = len(run) > 1 and is_verse(texts, file.layout.margin, among_verse=among_verse, set_in=set_in)
    stanza = stanza or (among_verse and runs_over(texts))
    if (
        stanza
        and not find_items(texts)
        and not any(file.cast.label_of(text) or NOTE_LINE.match(text) for text in texts)
    ):
        yield Piece(run, "verse")
    else:
        yield from _parts(run, texts, file)


def _parts(run: list[Line], texts: list[str], file: File) -> Iterator[Piece]:
    """A run cut where a line begins something."""
    about, items = as_run(texts, file), find_items(texts)
    drawn = [len(text.strip()) > 4 and is_rule(text) for text in texts]
    part = [run[0]]
    for place in range(1, len(run)):
        spoken = about.margin is None and file.cast.label_of(part[0][1]) is not None
        before, line = texts[place - 1], texts[place]
        new = begins_in_play(before, line, file.cast, 0) if spoken else begins(about, place, file)
        if new or drawn[place - 1] or drawn[place] or place in items:
            yield Piece(part)
            part = []
        part.append(run[place])
    yield Piece(part)


def _with_lines(piece: Piece, file: File) -> Piece:
    """A turn whose lines are verse, as verse: they begin anew, and no margin broke them."""
    if piece.kind or len(piece.lines) == 1 or not file.cast.label_of(piece.lines[0][1]):
        return piece
    lines = [text for _, text in piece.lines]
    going_on = sum(line.lstrip()[:1].islower() for line in lines[1:])
    loose = file.layout.margin is None and not was_wrapped(lines) and not all(map(ends_sentence, lines))
    verse = loose or is_verse(lines, file.layout.margin, among_verse=True)
    return piece._replace(kind="verse") if verse and 2 * going_on < len(lines) - 1 else piece
