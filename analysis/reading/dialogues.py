"""Dialogues in running text: labels in capitals that open a turn, glued to the turn before or broken as they may be."""

import re
from dataclasses import replace

from analysis.reading.chunks import Chunk, Edit, part
from analysis.reading.turns import book_case
from analysis.reading.typography import CLOSERS, MARK_CLOSE, SUPERSCRIPT

_LABEL = r"[A-Z][A-Z .'’-]{0,30}[A-Z]"
# a label may be glued to the sign, or the note mark, that ends the turn before
_GLUED_TO = [
    rf"(?<=[.?!…{CLOSERS}{SUPERSCRIPT}{MARK_CLOSE}])",
    *(rf"(?<=[.?!…{CLOSERS}]{digits})" for digits in (r"\d", r"\d\d", r"\d\d\d")),
]
_TURN = re.compile(rf"(?:^|{'|'.join(_GLUED_TO)})\s*({_LABEL})\s*:(?=\s)")


def cut_dialogues(chunks: list[Chunk], edits: list[Edit]) -> list[Chunk]:
    """Dialogues cut at their labels, one block a turn.

    A chunk that opens with a label in capitals and a colon is dialogue if it has two labels or stands beside another.
    """
    labels = [_labels(chunk) for chunk in chunks]
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
        out.append(replace(block, speaker=book_case(label)) if label else block)
    return out
