"""Chunks to blocks: front matter, headings, notes, page breaks, block quotations and the turns of dialogues."""

import re
from dataclasses import replace

from analysis.reading.chunks import Chunk, Edit, joined, part
from analysis.reading.layout import LIST_ITEM
from analysis.reading.typography import CLOSERS, MARK_OPEN, SUPERSCRIPT, SURE_MARK, as_number, ends_sentence

HEADING_LENGTH = 100  # a heading is shorter; a stretch cut off by a page break is usually longer
_NOTE_START = re.compile(rf"([{SUPERSCRIPT}]+|{SURE_MARK}|\[\^?\d+\]:?)\s*(?=\S)")
_LABEL = r"[A-Z][A-Z .'’-]{0,30}[A-Z]"
_TURN = re.compile(rf"(?:^|(?<=[.?!…{CLOSERS}]))\s*({_LABEL})\s*:(?=\s)")


def find_blocks(chunks: list[Chunk]) -> tuple[list[Chunk], list[Edit]]:
    """Every chunk with its kind, in reading order: dialogues cut into turns, page breaks stitched, notes last."""
    edits: list[Edit] = []
    chunks = [_note(chunk, edits) if not chunk.kind and _NOTE_START.match(chunk.text) else chunk for chunk in chunks]
    chunks = _name_kinds(_front(chunks))
    chunks = _stitch(chunks, edits)
    blocks = [block for chunk in chunks for block in _turns(chunk, edits)]
    blocks = _mend_labels(blocks, edits)
    return sorted(blocks, key=lambda block: block.kind == "note"), edits


def _note(chunk: Chunk, edits: list[Edit]) -> Chunk:
    found = _NOTE_START.match(chunk.text)
    if not found[1].startswith(MARK_OPEN):
        edits.append(Edit(chunk.line_at(0), "note number", found[1], ""))
    return part(chunk, found.end(), len(chunk.text), kind="note", number=as_number(found[1]))


def _front(chunks: list[Chunk]) -> list[Chunk]:
    """Short lines before the first sentence: one is the heading, several are front matter."""
    count = 0
    while count < len(chunks) and _is_short(chunks[count]):
        count += 1
    if count == len(chunks) or chunks[count].kind not in ("", "prose"):
        return chunks
    kind = "heading" if count == 1 else "front_matter"
    return [replace(chunk, kind=kind) for chunk in chunks[:count]] + chunks[count:]


def _is_short(chunk: Chunk) -> bool:
    return not chunk.kind and len(chunk.text) < HEADING_LENGTH and not chunk.apart and not ends_sentence(chunk.text)


def _name_kinds(chunks: list[Chunk]) -> list[Chunk]:
    named = []
    for place, chunk in enumerate(chunks):
        kind = chunk.kind
        if not kind and LIST_ITEM.match(chunk.text):
            kind = "list"
        elif not kind and chunk.apart:
            kind = "block_quote"
        elif not kind and _is_heading(chunks, place):
            kind = "heading"
        named.append(replace(chunk, kind=kind or "prose"))
    return named


def _is_heading(chunks: list[Chunk], place: int) -> bool:
    """A short line, no sentence, that neither continues the paragraph before nor is continued by the one after."""
    chunk = chunks[place]
    after = next((other for other in chunks[place + 1 :] if other.kind != "note"), None)
    before = next((other for other in reversed(chunks[:place]) if other.kind != "note"), None)
    if not _is_short(chunk) or after is None or after.text[:1].islower() or chunk.text[:1].islower():
        return False
    return before is None or before.kind not in ("", "prose") or _is_short(before) or ends_sentence(before.text)


def _stitch(chunks: list[Chunk], edits: list[Edit]) -> list[Chunk]:
    """Join what a page break cut: prose that does not end as a sentence does, and the prose after it."""
    out: list[Chunk] = []
    last = None  # the place in `out` of the latest block that is no note
    for chunk in chunks:
        if chunk.kind == "prose" and last is not None and out[last].kind == "prose" and _is_cut(out[last], chunk):
            first = out[last]
            glue = "" if first.text[-1] in "—-" else " "
            ends = first.text.rsplit(maxsplit=1)[-1], chunk.text.split(maxsplit=1)[0]
            edits.append(Edit(first.last_line, "page break", "\n\n".join(ends), glue.join(ends)))
            out[last] = joined(first, chunk, glue)
            continue
        out.append(chunk)
        if chunk.kind != "note":
            last = len(out) - 1
    return out


def _is_cut(first: Chunk, second: Chunk) -> bool:
    if ends_sentence(first.text):
        return False
    return second.text[:1].islower() or len(first.text) >= HEADING_LENGTH


def _turns(chunk: Chunk, edits: list[Edit]) -> list[Chunk]:
    """A dialogue cut at its labels, one block a turn; anything else as it is.

    A chunk is a dialogue when it opens with a label in capitals and a colon.
    """
    labels = list(_TURN.finditer(chunk.text)) if chunk.kind in ("prose", "block_quote") else []
    if not labels or labels[0].start() > 0:
        return [chunk]
    ends = [*(label.start() for label in labels[1:]), len(chunk.text)]
    turns = []
    for label, end in zip(labels, ends, strict=True):
        line = chunk.line_at(label.start(1))
        edits.append(Edit(line, "speaker label", chunk.text[label.start(1) : label.end()], ""))
        if label.start() and label.start() == label.start(1):
            edits.append(
                Edit(
                    line,
                    "glued turns",
                    chunk.text[label.start() - 1 : label.end()],
                    chunk.text[label.start() - 1] + " " + label[0],
                )
            )
        turns.append(part(chunk, label.end(), end, kind="speech", speaker=label[1].strip()))
    return turns


def _mend_labels(blocks: list[Chunk], edits: list[Edit]) -> list[Chunk]:
    """Labels with a gap in them ("M AO") take the form that the document has without it; all in book case."""
    known = {block.speaker for block in blocks if block.speaker}
    whole = {label.replace(" ", ""): label for label in sorted(known, key=lambda label: -label.count(" "))}
    out = []
    for block in blocks:
        label = block.speaker
        if label and whole[label.replace(" ", "")] != label:
            mended = whole[label.replace(" ", "")]
            edits.append(Edit(block.lines[0][1], "broken label", label, mended))
            label = mended
        out.append(replace(block, speaker=_book_case(label)))
    return out


def _book_case(label: str) -> str:
    """MAO to Mao, DE GAULLE to De Gaulle; single letters and dotted initials stay."""
    return re.sub(r"[^\W\d_]{2,}", lambda word: word[0].capitalize(), label) if label.isupper() else label
