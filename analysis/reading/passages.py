"""Passages that corpus.toml tells by their first and last words: verse, and what is left out of the counts."""

from dataclasses import replace

from analysis.errors import ReadError
from analysis.reading.chunks import Chunk, Edit, cut, join_all, part
from analysis.reading.corpus_toml import Told
from analysis.reading.told_passages import find_passage

_GAP = "\n\n"


def mark_told(blocks: list[Chunk], told: Told, document: str) -> tuple[list[Chunk], list[Edit]]:
    """The blocks with the passages of `told.verse` as verse and those of `told.skip` as back matter, cut out of the
    blocks they stand in; notes stay what they are.

    Raises
    ------
    ReadError
        For words that the text does not have.
    """
    edits: list[Edit] = []
    for kind, passages in (("verse", told.verse), ("back_matter", told.skip)):
        for first, last in passages:
            if not (first or last):  # all of it
                blocks = [_as_verse(block) if block.kind in ("prose", "list") else block for block in blocks]
                continue
            blocks, line = _mark(blocks, kind, first, last, f"{kind.replace('back_matter', 'skip')} of {document}")
            edits += [Edit(line, "left out as told", first, first)] if kind == "back_matter" else []
    return blocks, edits


def _mark(blocks: list[Chunk], kind: str, first: str, last: str, where: str) -> tuple[list[Chunk], int]:
    """The blocks with one passage marked, and its line."""
    start, end = find_passage(_GAP.join(block.text for block in blocks), first, last, where)
    out: list[Chunk] = []
    at, line = 0, 0
    for block in blocks:
        left, right = max(start - at, 0), min(end - at, len(block.text))
        at += len(block.text) + len(_GAP)
        if left >= right or block.kind == "note":
            out.append(block)
            continue
        inside = part(block, left, right, kind=kind, speaker="")
        if kind == "verse":
            inside = _as_verse(inside)
            if line and out[-1].kind == "verse" and inside.lines[0][1] == out[-1].last_line + 1:  # of one stanza
                inside = join_all([out.pop(), inside], "\n")
        line = line or block.line_at(left)
        pieces = part(block, 0, left), inside, part(block, right, len(block.text))
        out += [piece for piece in pieces if piece.text]
    if not line:
        raise ReadError(f"corpus.toml: {where}: the passage lies in the notes, which are out of the counts already.")
    return out, line


def _as_verse(block: Chunk) -> Chunk:
    """A block as a stanza: its lines are those of the file."""
    breaks = [(at - 1, at, "\n") for at, _ in block.lines if at and block.text[at - 1].isspace()]
    return replace(cut(block, breaks)[0], kind="verse", speaker="")
