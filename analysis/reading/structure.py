"""Chunks to blocks: the questions that tell each chunk's kind, in their order."""

import re
from dataclasses import replace

from analysis.reading.chunks import Chunk, Edit, cut, join_all, part
from analysis.reading.corpus_toml import UNTOLD, Told
from analysis.reading.dialogues import cut_dialogues
from analysis.reading.front import names_person, names_student, read_front, tells_field
from analysis.reading.headings import HEADING_LENGTH, is_plain_heading, is_short, name_headings
from analysis.reading.joins import Words
from analysis.reading.lists import name_lists
from analysis.reading.matter import find_licence, find_matter
from analysis.reading.note_texts import find_note_texts
from analysis.reading.turn_tables import cut_turn_tables
from analysis.reading.turns import find_turns
from analysis.reading.typography import ends_sentence

_BREAK = re.compile(r"[\s\u00ad*_–—=~#•·+⁂❦-]+$")
_PAGE_NUMBER = re.compile(r"\W*\d{1,4}\W*")
_SALUTATION = re.compile(
    r"(?:my )?(?:very )?(?:dear(?:est)?|beloved|honou?red|sir|madam|gentlemen)\b.{0,60}[,:—-]$", re.IGNORECASE
)
_MOST_FRONT = 12  # lines before a text that tell who wrote it and when


def find_blocks(chunks: list[Chunk], told: Told = UNTOLD) -> tuple[list[Chunk], list[Edit]]:
    """Every chunk with its kind, in reading order: dialogues cut into turns, page breaks stitched, notes last."""
    edits: list[Edit] = []
    chunks = find_licence(chunks, edits)
    if told.notes != "none":
        chunks = find_note_texts(chunks, edits)
    chunks = find_matter(chunks, edits)
    chunks = _without_breaks(chunks, edits)
    chunks = _without_page_numbers(chunks, edits)
    chunks = find_turns(cut_turn_tables(chunks, edits), told, edits)
    chunks = _front(chunks)
    chunks = _name_quotes(name_headings(name_lists(chunks, edits)))
    chunks = _stitch(chunks, edits)
    blocks = cut_dialogues(chunks, edits)
    return sorted(blocks, key=lambda block: block.kind == "note"), edits


def _without_breaks(chunks: list[Chunk], edits: list[Edit]) -> list[Chunk]:
    """Drop what only parts sections: stars, a drawn line."""
    kept = []
    for chunk in chunks:
        if _BREAK.match(chunk.text):
            edits.append(Edit(chunk.line_at(0), "section break", chunk.text, ""))
        else:
            kept.append(chunk)
    return kept


def _without_page_numbers(chunks: list[Chunk], edits: list[Edit]) -> list[Chunk]:
    """Drop a number that stands alone in the middle of a sentence."""
    kept: list[Chunk] = []
    for place, chunk in enumerate(chunks):
        if chunk.kind or not _PAGE_NUMBER.fullmatch(chunk.text):
            kept.append(chunk)
            continue
        before = next((other.text for other in reversed(kept[-9:]) if other.kind != "note"), "")
        after = next((other.text for other in chunks[place + 1 : place + 9] if other.kind != "note"), "")
        if before and not ends_sentence(before) and after[:1].islower():
            edits.append(Edit(chunk.line_at(0), "page number", chunk.text, ""))
        else:
            kept.append(chunk)
    return kept


def _front(chunks: list[Chunk]) -> list[Chunk]:
    """The lines before a text that tell title, author, date or the like, as front matter.

    They end with the last line that tells one of these, and with the title after it where none stands before.
    """
    first = next((at for at, chunk in enumerate(chunks) if chunk.kind != "front_matter"), 0)
    end = first
    while end < min(len(chunks), first + _MOST_FRONT) and _could_be_front(chunks[end]):
        end += 1
    end = _before_letter(chunks, first, end)
    lines = [chunk.text for chunk in chunks[first:end]]
    told = [at for at, line in enumerate(lines) if tells_field(line)]
    if end == len(chunks) and not told:
        return chunks
    if not told and not (len(lines) > 1 and names_person(lines[1].strip()) and not is_plain_heading(chunks[first + 1])):
        return _title_alone(chunks, first, end)
    last = told[-1] + 1 if told else 2
    fields = read_front(lines[:last])
    if last < len(lines) and ("title" not in fields or names_student(fields)):
        last += 1
    front = [replace(chunk, kind="front_matter", apart=False) for chunk in chunks[first : first + last]]
    return [*chunks[:first], *front, *chunks[first + last :]]


def _before_letter(chunks: list[Chunk], first: int, end: int) -> int:
    """Where a letter begins among the lines before a text: at its salutation, or the place and date over it."""
    at = next((at for at in range(first, min(end + 1, len(chunks))) if _SALUTATION.match(chunks[at].text)), end)
    return at - 1 if first < at < end and tells_field(chunks[at - 1].text) else at


def _could_be_front(chunk: Chunk) -> bool:
    """A short line that is no sentence, or one that tells a field."""
    if chunk.sure and chunk.kind != "heading":
        return False
    if chunk.kind not in ("", "heading") or len(chunk.text) >= HEADING_LENGTH:
        return False
    return not ends_sentence(chunk.text) or tells_field(chunk.text) or is_plain_heading(chunk)


def _title_alone(chunks: list[Chunk], first: int, end: int) -> list[Chunk]:
    """The line before a text that no author or date goes with, as its heading."""
    if first < end and (is_short(chunks[first]) or is_plain_heading(chunks[first])):
        chunks = [*chunks[:first], replace(chunks[first], kind="heading"), *chunks[first + 1 :]]
    return chunks


def _name_quotes(chunks: list[Chunk]) -> list[Chunk]:
    """What is set apart as block quotations, and all the rest as prose."""
    return [replace(chunk, kind=chunk.kind or ("block_quote" if chunk.apart else "prose")) for chunk in chunks]


def _stitch(chunks: list[Chunk], edits: list[Edit]) -> list[Chunk]:
    """Join what a page break cut: prose that does not end as a sentence does, and the prose after it."""
    words = Words([chunk.text for chunk in chunks])
    runs: list[list[Chunk]] = []
    last: list[Chunk] = []  # the run of the latest chunk that is no note
    for chunk in chunks:
        if chunk.kind == "prose" and last and _is_cut(last, chunk):
            ends = last[-1].text.rsplit(maxsplit=1)[-1], chunk.text.split(maxsplit=1)[0]
            rule, glued = words.glue(*ends)
            edits.append(Edit(last[-1].last_line, "page break", "\n\n".join(ends), glued))
            if rule == "broken at line end" and " " in last[-1].text:  # the half goes over to its other half
                half = glued[: len(glued) - len(ends[1])]
                last[-1] = part(last[-1], 0, len(last[-1].text) - len(ends[0]))
                chunk, _ = cut(chunk, [(0, 0, half)])
            last.append(chunk)
            continue
        runs.append([chunk])
        if chunk.kind != "note":
            last = runs[-1]
    return [join_all(run) for run in runs]


def _breaks_off(text: str, after: str) -> bool:
    """Whether speech breaks off here (“But—”), or a dash leads up to what is said in the next paragraph."""
    return bool(re.search(r"[—–-][”\"’»]+$", text)) or (after[:1] in '“"‘«„' and text.endswith(("—", "–", "--")))


def _is_cut(run: list[Chunk], chunk: Chunk) -> bool:
    """Whether a chunk goes on where a run of prose stopped."""
    if run[0].kind != "prose" or ends_sentence(run[-1].text) or _breaks_off(run[-1].text, chunk.text):
        return False
    long = len(run) > 1 or len(run[0].text) >= HEADING_LENGTH
    return chunk.text[:1].islower() or (long and not run[0].sure)
