"""Lines to chunks: which lines belong together, told by blank lines, indents, and where lines break off.

Where lines were wrapped at a margin, a line that ends a sentence although the next word would have fitted closes a
paragraph. Lines that are something else than prose are known here, while they are still lines: tables, contents
lists, verse, lists, underlined headings, lines behind `>`.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from analysis.reading.chunks import Chunk, Edit
from analysis.reading.corpus_toml import UNTOLD, Told
from analysis.reading.front import tells_field
from analysis.reading.grids import are_entries, find_rows, is_rule
from analysis.reading.joins import Words, join_lines
from analysis.reading.labels import NOBODY, Cast, find_cast, read_label
from analysis.reading.margins import (
    LONGEST_MARGIN,
    Layout,
    goes_on,
    has_room,
    indent_of,
    measure,
    most_common,
    was_wrapped,
    without_double_spacing,
)
from analysis.reading.matter import is_cited, is_contents, is_matter_heading
from analysis.reading.pages import take_out_pages
from analysis.reading.typography import SUPERSCRIPT, SURE_MARK, ends_sentence
from analysis.reading.verse import is_verse

LIST_SIGN = re.compile(r"\s*([-*•‣◦·–]|\(?(?:\d{1,3}|[a-z]|[ivxl]{1,5})[.)])\s+(?=\S)")
_NOTE = re.compile(rf"\s*(?:[{SUPERSCRIPT}]+|{SURE_MARK}|\[\^?[\w*†‡]{{1,4}}\]:?|\[(?:Foot)?[Nn]ote \w+:|[*†‡§]{{1,3}}(?=\w))\s*\S")
_NUMBERED_NOTE = re.compile(r"\s*(?:[({]\d{1,3}[)}]|\d{1,3}[.)]?)\s+[A-Z“‘\"'*_]")
_UNDERLINE = re.compile(r"\s*([=\-~^*_])\1{2,}\s*$")
_MOST_FRONT = 5  # runs of lines at the head of a file that may tell author and date
_FAR = 1.6  # times the margin: longer than any wrapped line with a note mark added
Line = tuple[int, str]


class Piece(NamedTuple):
    """Lines that become one chunk, the kind that their form tells, and for a table its rows."""

    lines: list[Line]
    kind: str = ""
    rows: list[list[str]] = []  # noqa: RUF012
    apart: bool = False


class File(NamedTuple):
    """What is known of a file before its lines are put together."""

    layout: Layout
    cast: Cast
    habits: list[str]
    first: int  # how deep first lines are set; 0 where paragraphs do not begin so
    verse: bool  # much of it is verse
    numbered: bool  # its lines call for notes by number


def group_lines(lines: list[Line], told: Told = UNTOLD, *, typeset: bool = False) -> tuple[list[Chunk], list[Edit]]:
    """Chunks of a plain text, in order, and an edit for each line break that was only a wrap.

    >>> [chunk.text for chunk in group_lines([(1, "One line."), (2, ""), (3, "Another.")])[0]]
    ['One line.', 'Another.']
    """
    lines = [(number, text.rstrip()) for number, text in lines]
    edits: list[Edit] = []
    if not typeset:
        lines, edits = take_out_pages(without_double_spacing(lines))
    texts = [text for _, text in lines]
    layout = measure(texts, typeset=typeset)
    runs = list(_runs(lines))
    cast = find_cast([text for run in runs for text in _openings(run)], told.speakers)
    numbered = any(re.search(r"[^\W\d_][.,;:!?”’\"')]*(?:[(\[{]1[)\]}]|1(?!\d))", text) for text in texts)
    file = File(layout, cast, told.habits, _first_indent(texts), _is_verse_file(runs, layout, told), numbered)
    pieces = [piece for place, run in enumerate(runs) for piece in _about(runs, place, file, edits)]
    words = Words(texts, typeset=typeset, language=told.language)
    chunks = [_chunk(piece, words, edits) for piece in pieces]
    _notice_habits(texts, lines, layout, told, edits)
    return _set_apart(chunks, pieces, file), edits


def _runs(lines: list[Line]) -> Iterator[list[Line]]:
    """The lines that stand together between blank ones."""
    run: list[Line] = []
    for line in [*lines, (0, "")]:
        if line[1].strip():
            run.append(line)
        elif run:
            yield run
            run = []


def _openings(run: list[Line]) -> Iterator[str]:
    """The texts of a run that could open with a label: each line, but for those inside a sentence; one that is only a
    label tells something where a line stands under it."""
    for place, (_, text) in enumerate(run):
        if place == 0 or ends_sentence(run[place - 1][1]) or read_label(text, ("colon", "shouted")):
            yield text


def _is_verse_file(runs: list[list[Line]], layout: Layout, told: Told) -> bool:
    if ["", ""] in told.verse:
        return True
    texts = [[text for _, text in run] for run in runs]
    signs = [sum(map(len, text)) for text in texts]
    verse = sum(n for text, n in zip(texts, signs, strict=True) if is_verse(text, layout.margin))
    return verse > 0.4 * sum(signs)


def _about(runs: list[list[Line]], place: int, file: File, edits: list[Edit]) -> Iterator[Piece]:
    """The pieces of a run, told by where it stands: lines over a text that name it, or under "Contents"."""
    run = runs[place]
    texts = [text for _, text in run]
    if place < _MOST_FRONT and 1 < len(run) < 8 and _are_short(texts) and any(tells_field(text.strip()) for text in texts):
        yield from (Piece([line]) for line in run)
    elif place and len(runs[place - 1]) == 1 and is_contents(runs[place - 1][0][1]) and _are_short(texts):
        yield Piece(run, "front_matter")
    else:
        yield from _pieces(run, file, edits)


def _are_short(texts: list[str]) -> bool:
    return max(map(len, texts)) < 100 and not was_wrapped(texts)


def _pieces(run: list[Line], file: File, edits: list[Edit]) -> Iterator[Piece]:
    texts = [text for _, text in run]
    if all(re.match(r"\s*>(?: |$)" if len(run) == 1 else r"\s*>", text) for text in texts) and not all(text.strip() == ">" for text in texts):
        signs = [(number, re.match(r"\s*(?:>\s?)+", text)) for number, text in run]
        edits += [Edit(number, "quote sign", sign[0].strip(), "") for number, sign in signs if sign]
        inner = [(number, re.sub(r"^\s*(?:> ?)+", "", text)) for number, text in run]
        for part in _runs(inner):
            yield from (piece._replace(apart=True) for piece in _pieces(part, file, edits))
        return
    listed = file.cast.label_of(texts[0]) or 2 * len(_items(texts)) >= len(texts) and not re.search(r"[|\t]", texts[0])
    rows = find_rows(texts) if len(run) > 1 and not listed and not are_entries(texts) else None
    if rows:
        yield Piece(run, "table", rows)
    elif len(run) > 1 and are_entries(texts):
        yield Piece(run, "front_matter")
    else:
        for part in _parts(run, file, edits):
            yield _named(part, file)


def _parts(run: list[Line], file: File, edits: list[Edit]) -> Iterator[Piece]:
    """A run cut where a line begins something: an underlined heading goes first."""
    if len(run) > 1 and _UNDERLINE.match(run[1][1]) and len(run[0][1]) <= LONGEST_MARGIN and not is_rule(run[0][1]):
        edits.append(Edit(run[1][0], "underline", run[1][1].strip(), ""))
        yield Piece(run[:1], "heading")
        run = run[2:]
    elif len(run) > 1 and is_matter_heading(run[0][1]):
        yield Piece(run[:1])
        run = run[1:]
    elif run[0][1].startswith("#") and (sign := re.match(r"#{1,6}\s+(?=\S)", run[0][1])):
        edits.append(Edit(run[0][0], "heading sign", sign[0].strip(), ""))
        yield Piece([(run[0][0], run[0][1][sign.end() :].rstrip("# "))], "heading")
        run = run[1:]
    elif len(run) > 1 and (label := file.cast.label_of(run[0][1])) and not run[0][1][label.end :].strip():
        yield Piece(run[:1])
        yield from _under_label(run[1:], file, edits)
        return
    if not run:
        return
    texts = [text for _, text in run]
    set_in = min(map(indent_of, texts)) > file.first + 1
    verse = len(run) > 1 and is_verse(texts, file.layout.margin, among_verse=file.verse, set_in=set_in)
    if verse and not _opens(run, file):
        yield Piece(run, "verse")
        return
    about, items = _as_run(texts, file), _items(texts)
    part: list[Line] = []
    for place, line in enumerate(run):
        spoken = bool(part) and about.margin is None and file.cast.label_of(part[0][1]) is not None
        begins = _begins_in_play(*texts[place - 1 : place + 1], file.cast, 0) if spoken else _begins(about, place, file)
        if part and (place in items or begins):
            yield Piece(part)
            part = []
        part.append(line)
    yield Piece(part)


def _under_label(run: list[Line], file: File, edits: list[Edit]) -> Iterator[Piece]:
    """What is spoken under a label on its own line: two lines of verse are enough to keep their ends."""
    texts = [text for _, text in run]
    if len(run) > 1 and is_verse(texts, file.layout.margin, among_verse=True) and not _opens(run, file):
        yield Piece(run, "verse")
    else:
        yield from _parts(run, file, edits)


def _opens(run: list[Line], file: File) -> bool:
    """Whether something other than verse begins within a run."""
    return any(file.cast.label_of(text) or _NOTE.match(text) for _, text in run) or bool(_items([t for _, t in run]))


def _named(piece: Piece, file: File) -> Piece:
    """A part of a run with its label's lines kept as verse where they are."""
    lines = [text for _, text in piece.lines]
    label = file.cast.label_of(lines[0]) if not piece.kind else None
    if not label or len(lines) == 1:
        return piece
    spoken = lines if lines[0][label.end :].strip() else lines[1:]
    loose = file.layout.margin is None and not was_wrapped(lines)
    verse = loose or is_verse(spoken, file.layout.margin, among_verse=True)
    return piece._replace(kind="verse") if verse else piece


def _items(texts: list[str]) -> set[int]:
    """The lines of a run that are items of one list: two or more with one sign, or numbers that rise from one."""
    found: dict[str, list[tuple[int, str]]] = {}
    for place, text in enumerate(texts):
        sign = LIST_SIGN.match(text)
        if sign:
            shape = re.sub(r"\d+", "1", sign[1])
            shape = re.sub(r"[a-z]+", "a", shape)
            found.setdefault(shape, []).append((place, sign[1]))
    places: set[int] = set()
    for shape, signs in found.items():
        values = [re.sub(r"\W", "", sign) for _, sign in signs]
        rises = not values[0] or all(follows(a, b) for a, b in pairwise(values))
        if len(signs) > 1 and rises and (shape not in "–·" or len(signs) == len(texts)):
            places |= {place for place, _ in signs}
    return places


_ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv"]


def follows(a: str, b: str) -> bool:
    """Whether one number, letter or small numeral comes after another.

    >>> follows("1", "2"), follows("a", "b"), follows("iv", "v"), follows("3", "2")
    (True, True, True, False)
    """
    if a.isdigit() or b.isdigit():
        return a.isdigit() and b.isdigit() and int(b) == int(a) + 1
    if a in _ROMAN and b in _ROMAN and _ROMAN.index(b) == _ROMAN.index(a) + 1:
        return True
    return len(a) == len(b) == 1 and ord(b) == ord(a) + 1


def _hangs(texts: list[str]) -> bool:
    """Whether entries stand out to the left and their further lines are set in, as in a bibliography."""
    indents = [indent_of(text) for text in texts]
    least = min(indents)
    deep = [indent for indent in indents if indent > least + 1]
    falls_back = any(indent_of(a) > least == indent_of(b) and goes_on(a, b) for a, b in pairwise(texts))
    return indents[0] == least and bool(deep) and max(deep) - min(deep) <= 2 and not falls_back


class Run(NamedTuple):
    """The lines between two blank ones and what holds for all of them."""

    texts: list[str]
    margin: float | None  # None: a line is a paragraph
    hanging: bool  # entries stand out to the left
    least: int  # the indent of what stands out
    block: bool  # its lines go on with each other although all are set in: no first lines


def _as_run(texts: list[str], file: File) -> Run:
    margin = file.layout.margin or (max(map(len, texts)) if was_wrapped(texts) else None)
    least = min(map(indent_of, texts))
    block = least > 0 and any(goes_on(a, b) for a, b in pairwise(texts))
    return Run(texts, margin, len(texts) > 1 and _hangs(texts), least, block)


def _begins(run: Run, place: int, file: File) -> bool:
    """Whether the line at `place` begins a chunk, given that the line before it is not blank."""
    before, line = run.texts[place - 1], run.texts[place]
    if run.margin is None:
        return not _wraps_here(run.texts, place)
    ended = ends_sentence(before)
    if _NOTE.match(line) or (file.numbered and ended and _NUMBERED_NOTE.match(line)):
        return True
    if len(before) > _FAR * run.margin or len(line) > _FAR * run.margin:
        return True
    if run.hanging:
        return indent_of(line) == run.least and (indent_of(before) > run.least or ended)
    depth = indent_of(line)
    if ended and (depth >= indent_of(before) + 2 or (file.first and depth == file.first and not run.block)):
        return True
    if file.cast.names and _begins_in_play(before, line, file.cast, run.margin):
        return True
    if file.layout.blank_parts:
        return False
    room = file.layout.slack * run.margin
    opens_short = "short openers" in file.habits and _is_stub(run.texts, place, room)
    if ended:
        return opens_short or has_room(before, line, room)
    return place == 1 and opens_short and has_room(before, line, room)  # a title over a broken-off first line


def _begins_in_play(before: str, line: str, cast: Cast, margin: float) -> bool:
    """Whether a line opens a turn, or stands under a stage direction; `margin` 0 where lines were not wrapped."""
    if cast.label_of(line) and (not margin or ends_sentence(before) or has_room(before, line, margin)):
        return True
    return bool(re.match(r"\s*(?:\([A-Z][^()]*\)|\[[A-Z][^\[\]]*\]|_[A-Z][^_]*_)\.?$", before))


def _is_stub(texts: list[str], place: int, room: float) -> bool:
    """Whether a line breaks off although the next word would have fitted."""
    after = texts[place + 1] if place + 1 < len(texts) else ""
    return bool(after.strip()) and not ends_sentence(texts[place]) and has_room(texts[place], after, room)


def _wraps_here(texts: list[str], place: int) -> bool:
    """Whether a line of a file that is not wrapped goes on with the one before all the same."""
    return goes_on(texts[place - 1], texts[place]) and len(texts[place - 1]) >= 40 and was_wrapped(texts[max(0, place - 3) : place + 3])


def _chunk(piece: Piece, words: Words, edits: list[Edit]) -> Chunk:
    if piece.kind == "table":
        kept = [(line, row) for line, row in zip(piece.lines, piece.rows, strict=True)]
        for (number, text), row in kept:
            signs = Counter(text) - Counter("".join(row))
            left = "".join(sign * n for sign, n in signs.items() if not sign.isspace())
            if left:
                edits.append(Edit(number, "table sign", left, ""))
        return _lined([(line[0], "\t".join(row)) for line, row in kept if row], "table")
    if piece.kind in ("verse", "front_matter"):
        return _lined([(number, text.strip()) for number, text in piece.lines], piece.kind)
    chunk = join_lines(piece.lines, words, edits)
    return replace(chunk, kind=piece.kind)


def _lined(lines: list[Line], kind: str) -> Chunk:
    """Lines that stay lines."""
    starts, at = [], 0
    for number, text in lines:
        starts.append((at, number))
        at += len(text) + 1
    return Chunk("\n".join(text for _, text in lines), tuple(starts), lines[-1][0], kind=kind)


def _set_apart(chunks: list[Chunk], pieces: list[Piece], file: File) -> list[Chunk]:
    """Paragraphs whose every line is set in deeper than the ordinary line, while they are the smaller part."""
    plain = [at for at, piece in enumerate(pieces) if not piece.kind and not piece.apart and not LIST_SIGN.match(chunks[at].text)]
    depths = {at: min(indent_of(text) for _, text in pieces[at].lines) for at in plain}
    weights: Counter = Counter()
    cited = next((at for at in plain if is_cited(chunks[at].text)), len(chunks))  # entries tell nothing of the text
    for at in plain:
        weights[depths[at]] += len(chunks[at].text) * (at < cited)
    fair = [depth for depth in sorted(weights) if weights[depth] >= 0.25 * weights.total()]
    ordinary = fair[0] if fair else most_common(weights)
    lone = [at for at in plain if len(pieces[at].lines) == 1]
    first = {file.first} if file.first else set()
    flowed_in = [at for at in lone if depths[at] >= ordinary + 2 and len(chunks[at].text) >= 60]
    if len(flowed_in) > max(2, 0.5 * sum(len(chunks[at].text) >= 60 for at in lone)):
        first |= {depths[at] for at in flowed_in}
    deep = {at for at in plain if depths[at] >= ordinary + 2 and not (len(pieces[at].lines) == 1 and depths[at] in first)}
    deep = {at for at in deep if len(chunks[at].text) >= 60 or len(pieces[at].lines) > 1 or _beside(at, deep, depths)}
    most = sum(len(chunks[at].text) for at in deep) > 0.5 * sum(len(chunks[at].text) for at in plain)
    if most and len(deep) >= 0.5 * len(plain):
        deep = set()
    deep = _sentences(chunks, deep)
    if "long lines apart" in file.habits and file.layout.margin:
        far = _FAR * file.layout.margin
        deep |= {at for at in plain if len(pieces[at].lines) == 1 and len(chunks[at].text) > far}
    return [replace(chunk, apart=at in deep or pieces[at].apart) for at, chunk in enumerate(chunks)]


def _sentences(chunks: list[Chunk], deep: set[int]) -> set[int]:
    """Of what is set in, the stretches that are mostly sentences: addresses and programmes are no quotations."""
    kept: set[int] = set()
    for first in deep:
        if first - 1 in deep:
            continue
        end = first
        while end in deep:
            end += 1
        lengths = [(len(chunks[at].text), ends_sentence(chunks[at].text)) for at in range(first, end)]
        if sum(n for n, ended in lengths if ended) >= 0.6 * sum(n for n, _ in lengths):
            kept |= set(range(first, end))
    return kept


def _beside(at: int, deep: set[int], depths: dict[int, int]) -> bool:
    """Whether a short line stands at the depth of a paragraph beside it."""
    return any(step in deep and depths[step] == depths[at] for step in (at - 1, at + 1))


def _first_indent(texts: list[str]) -> int:
    """How deep first lines are set where the next line falls back; 0 where hardly any are."""
    pairs = [(indent_of(a), indent_of(b)) for a, b in pairwise(texts) if a.strip() and b.strip()]
    found = Counter(a for a, b in pairs if a > b == 0)
    first = most_common(found)
    return first if found[first] >= max(2, 0.02 * len(pairs)) else 0


def _notice_habits(texts: list[str], lines: list[Line], layout: Layout, told: Told, edits: list[Edit]) -> None:
    """Say it where paragraphs seem to open with a broken-off line, as in one kind of page: corpus.toml can tell it."""
    if layout.margin is None or layout.blank_parts or "short openers" in told.habits:
        return
    room = layout.room
    places = [
        at for at in range(1, len(texts) - 1)
        if texts[at - 1].strip() and texts[at].strip() and ends_sentence(texts[at - 1]) and _is_stub(texts, at, room)
    ]  # fmt: skip
    if len(places) >= 5:
        first = lines[places[0]]
        edits.append(Edit(first[0], "lines break off short", first[1].strip(), first[1].strip()))
