"""Notes with all their paragraphs: what stands between two notes whose marks both stand above them, and what is set in,
or stands before the next heading, after the last."""

import re
from dataclasses import replace
from itertools import pairwise

from analysis.reading.chunks import Chunk, Edit, join_all, part
from analysis.reading.note_starts import Start, find_headed, find_starts, is_notes_heading
from analysis.reading.typography import OWN_SIGNS, ends_sentence

_IN_NOTES = ("", "list", "prose", "verse", "block_quote")
_SHORT = 100
_WAY_BACK = re.compile("\\s*[↩↑⏎]\ufe0e?\\s*$")  # to the mark, as web pages have it
_LONGEST = 300  # paragraphs of one note


def find_note_texts(chunks: list[Chunk], edits: list[Edit]) -> list[Chunk]:
    """The chunks with every note as one chunk of kind `note` that knows its number."""
    found = find_starts(chunks)
    if not found:
        return chunks
    reach = _reaches(chunks, found)
    out: list[Chunk] = []
    at = 0
    while at < len(chunks):
        if at in found:
            out.append(_note(chunks[at : reach[at]], found[at], edits))
            at = reach[at]
        else:
            heads = at + 1 in found and is_notes_heading(chunks[at])
            out.append(replace(chunks[at], kind="heading") if heads else chunks[at])
            at += 1
    return out


def _reaches(chunks: list[Chunk], found: dict[int, Start]) -> dict[int, int]:
    """For each note the place after its last paragraph."""
    places = sorted(found)
    reach = {}
    last = []  # the last notes of stretches: a mark stands between them and the next note
    for place, after in pairwise([*places, len(chunks)]):
        if found[place].named:
            reach[place] = _closed(chunks, place, after)
        elif after in found and found[after].mark < place and not _anew(chunks, place, after, found):
            reach[place] = after
        else:
            last.append(place)
    marks = {start.mark for start in found.values()}
    ends = _ends_of_last(chunks, last, marks)
    by_section = all(_meets_heading(chunks, ends[place]) for place in last)
    longer = any(reach[place] > place + 1 for place in reach)  # notes have several paragraphs here
    headed = not find_headed(chunks).isdisjoint(places)
    nexts = dict(pairwise([*places, len(chunks)]))
    for place in last:
        whole = by_section and (longer or len(last) > 1 or headed)
        reach[place] = min(ends[place] if whole else _set_in(chunks, place, found, marks), nexts[place])
    return reach


def _anew(chunks: list[Chunk], place: int, after: int, found: dict[int, Start]) -> bool:
    """Whether numbers begin anew under a heading of their own."""
    return found[after].number == "1" and any(_is_heading(chunks[at]) for at in range(place + 1, after))


def _closed(chunks: list[Chunk], place: int, after: int) -> int:
    """The place after the chunk that closes the bracket of a note."""
    end = next((at for at in range(place, min(after, place + 30)) if chunks[at].text.rstrip().endswith("]")), place)
    return end + 1


def _set_in(chunks: list[Chunk], place: int, found: dict[int, Start], marks: set[int]) -> int:
    """The place after the set-in paragraphs under a note; where text goes on behind them they are its quotation."""
    end = place + 1
    while end < min(len(chunks), place + _LONGEST) and chunks[end].apart and not chunks[end].kind and end not in marks:
        end += 1
    sure = chunks[place].text.startswith("[^")
    closed = end in found or end == len(chunks) or _meets_heading(chunks, end)
    return end if sure or closed else place + 1


def _ends_of_last(chunks: list[Chunk], places: list[int], marks: set[int]) -> dict[int, int]:
    """For each place that of the heading, of the matter or of the mark of a later note that ends what follows it."""
    ends = {}
    end, last = len(chunks), set(places)  # from the end to the beginning, so that no chunk is looked at twice
    for at in range(len(chunks) - 1, min(places, default=len(chunks)) - 1, -1):
        if at in last:
            ends[at] = min(end, at + _LONGEST)
        if chunks[at].kind not in _IN_NOTES or at in marks or _is_heading(chunks[at]):
            end = at
    return ends


def _meets_heading(chunks: list[Chunk], end: int) -> bool:
    return end == len(chunks) or _is_heading(chunks[end]) or chunks[end].kind == "back_matter"


def _is_heading(chunk: Chunk) -> bool:
    """A heading, known or by its form: short, no sentence, not set in."""
    if chunk.kind == "heading":
        return True
    form = len(chunk.text) < _SHORT and not ends_sentence(chunk.text) and not chunk.apart
    return not chunk.sure and not chunk.kind and form and chunk.text[:1].isupper() and chunk.text[-1] not in ",;—-"


def _note(chunks: list[Chunk], start: Start, edits: list[Edit]) -> Chunk:
    """The paragraphs of a note as one chunk without its number."""
    first = chunks[0]
    head = first.text[: start.end].translate(OWN_SIGNS).strip()
    if head:
        edits.append(Edit(first.line_at(0), "note number", head, ""))
    whole = join_all([part(first, start.end, len(first.text)), *chunks[1:]])
    if start.named and whole.text.endswith("]"):
        edits.append(Edit(whole.last_line, "note number", "]", ""))
        whole = part(whole, 0, len(whole.text) - 1)
    back = _WAY_BACK.search(whole.text)
    if back and back.start():
        edits.append(Edit(whole.last_line, "way back", back[0].strip(), ""))
        whole = part(whole, 0, back.start())
    return replace(whole, kind="note", number=start.number, apart=False, speaker="")
