"""Lines to chunks: which lines belong together, told by blank lines, indents, and where lines break off.

Where lines were wrapped at a margin, a line that ends a sentence although the next word would have fitted closes a
paragraph. Lines that are something else than prose keep their ends: tables, contents lists, verse.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from analysis.reading.apart import first_indent, set_apart
from analysis.reading.beginnings import is_stub
from analysis.reading.chunks import Chunk, Edit
from analysis.reading.corpus_toml import UNTOLD, Told
from analysis.reading.cutting import as_runs, cut_run
from analysis.reading.joins import Words, join_lines
from analysis.reading.labels import find_cast, read_label
from analysis.reading.margins import Layout, measure, without_double_spacing
from analysis.reading.pages import take_out_pages, take_out_specks
from analysis.reading.pieces import File, Line, Piece
from analysis.reading.sheets import take_out_cues, take_out_line_numbers, take_out_sheets
from analysis.reading.side_by_side import set_apart_columns
from analysis.reading.typography import ends_sentence
from analysis.reading.verse import is_verse, runs_over

_CALLS_ONE = re.compile(r"[^\W\d_][.,;:!?”’\"')]*(?:[(\[{]1[)\]}]|1(?!\d))")  # the mark of a first note


def group_lines(lines: list[Line], told: Told = UNTOLD) -> tuple[list[Chunk], list[Edit]]:
    """Chunks of a plain text, in order, and an edit for each line break that was only a wrap.

    >>> [chunk.text for chunk in group_lines([(1, "One line."), (2, ""), (3, "Another.")])[0]]
    ['One line.', 'Another.']
    """
    lines = [(number, text.rstrip()) for number, text in lines]
    lines, edits = _text_of_pages(lines, notes=told.notes != "none")
    texts = [text for _, text in lines]
    runs = list(as_runs(lines))
    file = _know(lines, runs, measure(texts), told)
    pieces = [piece for place in range(len(runs)) for piece in cut_run(runs, place, file, edits)]
    words = Words(texts, language=told.language)
    chunks = [_chunk(piece, words, edits) for piece in pieces]
    _notice_habits(lines, file, edits)
    return set_apart(chunks, pieces, file), edits


def _text_of_pages(lines: list[Line], *, notes: bool) -> tuple[list[Line], list[Edit]]:
    """The lines of the text itself, in their order, without what belongs to pages, screens and scanners."""
    apart = set_apart_columns(lines)
    edits = [Edit(lines[0][0], "columns", "side by side", "side by side")] if len(apart) > len(lines) else []
    lines, cues = take_out_cues(apart)
    lines, numbers = take_out_line_numbers(lines)
    lines, heads = take_out_pages(without_double_spacing(lines))
    lines, feet = take_out_sheets(lines, notes=notes)
    lines, specks = take_out_specks(lines)
    return lines, edits + cues + numbers + heads + feet + specks


def _know(lines: list[Line], runs: list[list[Line]], layout: Layout, told: Told) -> File:
    """What is known of a file before its lines are put together."""
    texts = [text for _, text in lines]
    return File(
        layout=layout,
        cast=find_cast([text for run in runs for text in _openings(run)], told.speakers),
        habits=told.habits,
        first=first_indent(texts),
        verse=_is_verse_file(runs, layout),
        numbered=any("1" in text and _CALLS_ONE.search(text) for text in texts),
    )


def _openings(run: list[Line]) -> Iterator[str]:
    """The texts of a run that could open with a label: each line, but for those inside a sentence."""
    for place, (_, text) in enumerate(run):
        if place == 0 or ends_sentence(run[place - 1][1]) or read_label(text, ("colon", "shouted")):
            yield text


def _is_verse_file(runs: list[list[Line]], layout: Layout) -> bool:
    texts = [[text for _, text in run] for run in runs]
    signs = [sum(map(len, text)) for text in texts]
    verse = sum(n for text, n in zip(texts, signs, strict=True) if is_verse(text, layout.margin) or runs_over(text))
    return verse > 0.4 * sum(signs)


def _chunk(piece: Piece, words: Words, edits: list[Edit]) -> Chunk:
    if piece.kind == "table":
        for (number, text), row in zip(piece.lines, piece.rows, strict=True):
            signs = Counter(text) - Counter("".join(row))
            drawn = "".join(sign * n for sign, n in signs.items() if not sign.isspace())
            edits += [Edit(number, "table sign", drawn, "")] if drawn else []
        rows = zip(piece.lines, piece.rows, strict=True)
        return _with_ends([(number, "\t".join(row)) for (number, _), row in rows if row], "table")
    if piece.kind in ("verse", "front_matter", "back_matter"):
        return _with_ends([(number, text.strip()) for number, text in piece.lines], piece.kind)
    chunk = join_lines(piece.lines, words, edits)
    return replace(chunk, kind=piece.kind) if piece.kind else chunk


def _with_ends(lines: list[Line], kind: str) -> Chunk:
    """Lines that stay lines."""
    starts, at = [], 0
    for number, text in lines:
        starts.append((at, number))
        at += len(text) + 1
    return Chunk("\n".join(text for _, text in lines), tuple(starts), lines[-1][0], kind=kind)


def _notice_habits(lines: list[Line], file: File, edits: list[Edit]) -> None:
    """Say it where paragraphs seem to open with a broken-off line, as in one kind of page: corpus.toml can tell it."""
    if file.layout.margin is None or file.layout.blank_parts or "short openers" in file.habits:
        return
    texts = [text for _, text in lines]
    places = [
        at
        for at in range(1, len(texts) - 1)
        if texts[at - 1].strip() and texts[at].strip() and ends_sentence(texts[at - 1])
        if is_stub(texts, at, file.layout.room)
    ]
    if len(places) >= 5:
        number, text = lines[places[0]]
        edits.append(Edit(number, "lines break off short", text.strip(), text.strip()))
