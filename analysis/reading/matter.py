"""What stands around a text and is not its author's: licences, contents lists, casts, works cited.

It is kept as front or back matter, out of the counts, and an edit says so.
"""

import re
from collections.abc import Callable

from analysis.reading.back import find_imprints, find_works_cited, name_matter
from analysis.reading.chunks import Chunk, Edit
from analysis.reading.grids import is_entry
from analysis.reading.matter_words import CAST, CONTENTS, SHORT, is_title

_START = re.compile(r"\*{2,3}\s*START OF (?:THE|THIS) PROJECT GUTENBERG|\*END[* ]+THE SMALL PRINT", re.IGNORECASE)
_END = re.compile(
    r"\*{2,3}\s*END OF (?:THE|THIS) PROJECT GUTENBERG|^End of (?:the |this )?Project Gutenberg",
    re.IGNORECASE | re.MULTILINE,
)
_PRODUCED = re.compile(
    r"(?:this (?:e-?text|e-?book) was )?(?:produced|prepared|transcribed|scanned|digiti[sz]ed|credits?:)\b"
    r".{0,20}\b(?:by|from|:)|\[?transcriber[’']?s?[’']? notes?\b|proofread(?:ers|ing)",
    re.IGNORECASE,
)
_IMPRINT = re.compile(
    r"\W*(?:(?:copyright|©|\(c\)) .{0,60}\d{4}|all rights reserved\b|isbn\b[-: \dX]+$|first published (?:in|by)\b"
    r"|(?:first |second )?(?:edition|printing)\b.{0,20}\d{4}|published by\b|printed (?:in|by)\b)"
    r"|\[(?:cover|frontispiece|image|title page|logo)\b[^\]]*\]$",
    re.IGNORECASE,
)
_BY_PROGRAM = re.compile(r"\W*transcribed by (?:https?://)?(?:www\.)?(?:otter|rev|trint|temi)\b.{0,20}$", re.IGNORECASE)
_MOST_FRONT = 15


def find_matter(chunks: list[Chunk], edits: list[Edit]) -> list[Chunk]:
    """The chunks with all other front and back matter named."""
    chunks = _listed(_imprint(chunks, edits), edits)
    return find_works_cited(find_imprints(chunks, edits), edits)


def find_licence(chunks: list[Chunk], edits: list[Edit]) -> list[Chunk]:
    """Project Gutenberg's header to its START line, the licence from its END line, and who produced the text."""
    chunks = list(chunks)
    early = enumerate(chunks[: 60 + len(chunks) // 3])
    starts = [at for at, chunk in early if "*" in chunk.text and _START.search(chunk.text)]
    first = starts[-1] + 1 if starts else 0
    name_matter(chunks, range(first), "front_matter", "licence left out", edits)
    heads = ((at, chunks[at].text[:200]) for at in range(max(first, len(chunks) // 3), len(chunks)))
    ends = [at for at, text in heads if "gutenberg" in text.lower() and _END.search(text)]
    if ends:
        name_matter(chunks, range(ends[0], len(chunks)), "back_matter", "licence left out", edits)
    for at in range(first, min(first + 6, len(chunks))):
        if _PRODUCED.match(chunks[at].text.lstrip("_*[( ")) and len(chunks[at].text) < 600:
            name_matter(chunks, range(at, at + 1), "front_matter", "production note left out", edits)
    return chunks


def _imprint(chunks: list[Chunk], edits: list[Edit]) -> list[Chunk]:
    """The lines before a text that a publisher or a program puts there."""
    head = [at for at, chunk in enumerate(chunks[:_MOST_FRONT]) if chunk.kind in ("", "front_matter")]
    for at in range(max(len(chunks) - 2, 0), len(chunks)):
        if _BY_PROGRAM.match(chunks[at].text):
            name_matter(chunks, range(at, at + 1), "back_matter", "imprint left out", edits)
    for at in head:
        if len(chunks[at].text) < 300 and not chunks[at].sure and _IMPRINT.match(chunks[at].text):
            name_matter(chunks, range(at, at + 1), "front_matter", "imprint left out", edits)
    return chunks


def _listed(chunks: list[Chunk], edits: list[Edit]) -> list[Chunk]:
    """Contents lists and casts: the short entries under their heading; and entries with page numbers anywhere."""
    at = 0
    while at < len(chunks):
        for form, rule, holds in ((CONTENTS, "contents left out", _is_listed), (CAST, "cast left out", _is_person)):
            if is_title(chunks[at], form):
                end = _end_of_list(chunks, at + 1, holds)
                if end > at + 1:
                    name_matter(chunks, range(at, end), "front_matter", rule, edits)
                    at = end - 1
                break
        else:
            if chunks[at].kind == "front_matter" and is_entry(chunks[at].text.split("\n")[0]):
                name_matter(chunks, range(at, at + 1), "front_matter", "contents left out", edits)
        at += 1
    return chunks


def _end_of_list(chunks: list[Chunk], first: int, holds: Callable[[Chunk], bool]) -> int:
    """The place after the last entry: where something longer stands, or where an entry comes again as a heading."""
    seen: set[str] = set()
    at = first
    while at < len(chunks) and holds(chunks[at]):
        lines = {_bare(line) for line in chunks[at].text.split("\n")}
        if len(lines) == 1 and lines & seen:
            return at
        seen |= lines - {""}
        at += 1
    if at == len(chunks):
        return first  # nothing but short lines to the end: no list before a text
    return at - 1 if at - 1 > first and _is_own_heading(chunks, at - 1) else at


def _is_own_heading(chunks: list[Chunk], at: int) -> bool:
    """Whether the last short line before a text heads it and is no entry: nothing below repeats it."""
    text = chunks[at].text
    after = (line for chunk in chunks[at + 1 : at + 500] if len(chunk.text) < SHORT for line in chunk.text.split("\n"))
    if chunks[at].kind not in ("", "heading") or "\n" in text or _bare(text) in set(map(_bare, after)):
        return False
    return chunks[at].kind == "heading" or chunks[at - 1].kind == "front_matter"


def _bare(line: str) -> str:
    """An entry without its leader and page."""
    return re.sub(r"[\W_]*(?:\d{1,4}|\b[ivxlc]+)?\s*$", "", line.casefold()).strip()


def _is_listed(chunk: Chunk) -> bool:
    lines = chunk.text.split("\n")
    short = all(len(line) < SHORT for line in lines)
    entries = sum(map(is_entry, lines)) >= 0.5 * len(lines)
    return chunk.kind in ("", "list", "heading", "front_matter", "table", "verse") and (
        entries
        or (short and not (chunk.kind == "" and re.search(r"[.!?:,;]$", chunk.text) and not _numbered(chunk.text)))
    )


def _numbered(text: str) -> bool:
    return bool(re.match(r"(?:chapter|book|part|act|scene|letter|canto|[ivxlc]+\b|\d+)", text, re.IGNORECASE))


def _is_person(chunk: Chunk) -> bool:
    """An entry of a cast: a name, perhaps with what the person is."""
    return (
        chunk.kind in ("", "list", "verse", "table")
        and len(chunk.text) < 40 * (chunk.text.count("\n") + 3)
        and not re.match(
            r"(?:act|scene|prologue|(?:the )?(?:first|second|third) (?:act|scene))\b", chunk.text, re.IGNORECASE
        )
    )
