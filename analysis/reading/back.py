"""Works cited, and what a publisher of free books says of itself, as back and front matter."""

import re
from dataclasses import replace

from analysis.reading.chunks import Chunk, Edit
from analysis.reading.matter_words import CITED, IMPRINT, SHORT, is_title
from analysis.reading.typography import ends_sentence

_LICENCE = re.compile(r"project gutenberg|gutenberg-tm|standard ebooks|public domain dedication", re.IGNORECASE)
_OF_BOOKS = re.compile(
    r"\be-?(?:book|text)\b|gutenberg|standard ebooks|copyright|public domain|\bcc0\b|\blicen[cs]e|transcri|volunteer",
    re.IGNORECASE,
)
_ENTRY_SIGN = re.compile(
    r"\b1[4-9]\d\d\b|\b20\d\d\b|https?://|\bwww\.|\bdoi\b|\bn\.d\.|\bpp?\. ?\d|\b(?:vol|no|ed|eds|trans)\.|\bpress\b"
    r"|\b(?:archives?|papers|record office|library|collection|journal|quarterly|review)\b|: [A-Z]\w+,",
    re.IGNORECASE,
)


def name_matter(chunks: list[Chunk], places: range, kind: str, rule: str, edits: list[Edit]) -> None:
    """Name the chunks at some places and say it once."""
    if not places:
        return
    said = chunks[places[0]]
    edits.append(Edit(said.line_at(0), rule, _opening(said), _opening(said)))
    for at in places:
        chunks[at] = replace(chunks[at], kind=kind, apart=False)


def _opening(chunk: Chunk) -> str:
    return " ".join(chunk.text.split()[:12])


def find_imprints(chunks: list[Chunk], edits: list[Edit]) -> list[Chunk]:
    """Imprint, colophon and the like of a publisher of free books, from their heading to the next."""
    heads = [at for at, chunk in enumerate(chunks) if is_title(chunk, IMPRINT)]
    for head in heads:
        end = next(
            (at for at in range(head + 1, len(chunks)) if chunks[at].kind == "heading" or at in heads), len(chunks)
        )
        if not chunks[head].sure:
            end = _end_of_imprint(chunks, head, end)
        if any(_LICENCE.search(chunk.text) for chunk in chunks[head:end]) and end - head < 30:
            kind = "front_matter" if head < len(chunks) / 2 else "back_matter"
            name_matter(chunks, range(head, end), kind, f"{chunks[head].text.strip().lower():.30} left out", edits)
    return chunks


def _end_of_imprint(chunks: list[Chunk], head: int, end: int) -> int:
    """The place after the last paragraph under a head that speaks of the book as a publisher does."""
    last = head
    for at in range(head + 1, end):
        if _OF_BOOKS.search(chunks[at].text):
            last = at
        elif at > last + 1:
            break
    return last + 1


def find_works_cited(chunks: list[Chunk], edits: list[Edit]) -> list[Chunk]:
    """Entries under "Works cited" and its like, to the next heading or the end, where most look like entries."""
    end, letters = 0, dict[int, tuple[int, int]]()
    for head in [at for at, chunk in enumerate(chunks) if is_title(chunk, CITED)]:
        if head >= end:
            end = next((at for at in range(head + 1, len(chunks)) if not _may_be_cited(chunks[at])), len(chunks))
            letters = _letters_to(chunks, head, end)
        whole, look = letters.get(head + 1, (0, 0))
        if whole and look >= 0.6 * whole:
            name_matter(chunks, range(head, end), "back_matter", "works cited left out", edits)
            letters = {}  # of what is named no head names a part again
    return chunks


def _letters_to(chunks: list[Chunk], head: int, end: int) -> dict[int, tuple[int, int]]:
    """From each place under a head to the end: the letters of what is no title, and of what looks like an entry."""
    letters, whole, look = {}, 0, 0
    for at in range(end - 1, head, -1):
        size = 0 if is_title(chunks[at], CITED) else len(chunks[at].text)
        whole, look = whole + size, look + size * bool(_ENTRY_SIGN.search(chunks[at].text))
        letters[at] = whole, look
    return letters


def _may_be_cited(chunk: Chunk) -> bool:
    if chunk.kind not in ("", "list", "prose", "block_quote", "verse") and not is_title(chunk, CITED):
        return False
    heads = len(chunk.text) < SHORT and not ends_sentence(chunk.text) and not _ENTRY_SIGN.search(chunk.text)
    return len(chunk.text) < 900 and (not heads or is_title(chunk, CITED))
