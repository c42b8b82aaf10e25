"""Dialogues: labels in capitals, glued or broken, and the turns they open."""

import re
from dataclasses import replace
from itertools import groupby

from analysis.reading.chunks import Chunk, Edit, part
from analysis.reading.typography import CLOSERS, MARK_CLOSE, SUPERSCRIPT

_LABEL = r"[A-Z][A-Z .'’-]{0,30}[A-Z]"
# a label may be glued to the sign, or the note mark, that ends the turn before
_GLUED_TO = [
    rf"(?<=[.?!…{CLOSERS}{SUPERSCRIPT}{MARK_CLOSE}])",
    *(rf"(?<=[.?!…{CLOSERS}]{digits})" for digits in (r"\d", r"\d\d", r"\d\d\d")),
]
_TURN = re.compile(rf"(?:^|{'|'.join(_GLUED_TO)})\s*({_LABEL})\s*:(?=\s)")
_PLAIN_TURN = re.compile(r"([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,2})\s*:(?=\s+\S)")


def find_turns(chunks: list[Chunk], edits: list[Edit]) -> list[Chunk]:
    """Dialogues cut at their labels, one block a turn.

    A chunk that opens with a label in capitals and a colon is dialogue if it has two labels or stands beside another.
    Labels in book case (Ann: …) make a dialogue where three chunks in a row open with one and one of them comes back.
    """
    labels = [_labels(chunk) for chunk in chunks]
    for place in _plain_turns(chunks):
        labels[place] = labels[place] or [_PLAIN_TURN.match(chunks[place].text)]
    blocks: list[Chunk] = []
    for place, chunk in enumerate(chunks):
        beside = any(labels[place - 1 : place]) or any(labels[place + 1 : place + 2])
        if labels[place] and (beside or len(labels[place]) > 1):
            blocks += _turns(chunk, labels[place], edits)
        else:
            blocks.append(chunk)
    return _mend_labels(blocks, edits)


def _labels(chunk: Chunk) -> list[re.Match]:
    if chunk.kind not in ("prose", "block_quote") or not _TURN.match(chunk.text):
        return []
    return list(_TURN.finditer(chunk.text))


def _plain_turns(chunks: list[Chunk]) -> list[int]:
    """The places of chunks that open with a label in book case, in rows of three or more where one comes back."""
    found = [_PLAIN_TURN.match(chunk.text) if chunk.kind in ("prose", "heading") else None for chunk in chunks]
    places: list[int] = []
    for opens, row in groupby(range(len(chunks)), key=lambda place: bool(found[place])):
        row = list(row)
        if opens and len(row) >= 3 and len({found[place][1] for place in row}) < len(row):
            places += row
    return places


def _turns(chunk: Chunk, labels: list[re.Match], edits: list[Edit]) -> list[Chunk]:
    ends = [*(label.start() for label in labels[1:]), len(chunk.text)]
    turns = []
    for label, end in zip(labels, ends, strict=True):
        line, whole = chunk.line_at(label.start(1)), label[0].strip()
        edits.append(Edit(line, "speaker label", whole, ""))
        if label.start() and label.start() == label.start(1):
            last = chunk.text[label.start() - 1]
            edits.append(Edit(line, "glued turns", last + whole, f"{last} {whole}"))
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
    """LEE to Lee, DE GAULLE to De Gaulle; single letters and dotted initials stay."""
    return re.sub(r"[^\W\d_]{2,}", lambda word: word[0].capitalize(), label) if label.isupper() else label
