"""Chunks to blocks: front matter, headings, notes, page breaks, block quotations and the turns of dialogues.

Dialogues are told by labels in capitals, glued or broken, or by labels in book case that come back.
"""

import re
from dataclasses import replace
from itertools import groupby

from analysis.reading.chunks import Chunk, Edit, join_all, part
from analysis.reading.corpus_toml import UNTOLD, Told
from analysis.reading.front import read_front
from analysis.reading.layout import LIST_ITEM
from analysis.reading.notes import find_marks, longest_series, match_in_order
from analysis.reading.typography import CLOSERS, MARK_CLOSE, MARK_OPEN, SUPERSCRIPT, SURE_MARK, as_number, ends_sentence

HEADING_LENGTH = 100  # a heading is shorter; a stretch cut off by a page break is usually longer
_NOTE_START = re.compile(rf"([{SUPERSCRIPT}]+|{SURE_MARK}|\[\^?\d+\]:?)\s*(?=\S)")
_NUMBERED = re.compile(r"(\[\d{1,3}\]|\d{1,3})[.):]?\s+(?=\S)")


def find_blocks(chunks: list[Chunk], told: Told = UNTOLD) -> tuple[list[Chunk], list[Edit]]:
    """Every chunk with its kind, in reading order: dialogues cut into turns, page breaks stitched, notes last."""
    edits: list[Edit] = []
    chunks = [_note(chunk, edits) for chunk in chunks]
    chunks = _without_page_numbers(chunks, edits)
    chunks = _name_kinds(_front(_numbered_notes(chunks, edits)))
    chunks = _stitch(chunks, edits)
    blocks = find_turns(chunks, edits)
    return sorted(blocks, key=lambda block: block.kind == "note"), edits


def _note(chunk: Chunk, edits: list[Edit]) -> Chunk:
    """A chunk that begins as a note does, as that note; any other as it is."""
    found = None if chunk.kind else _NOTE_START.match(chunk.text)
    if not found:
        return chunk
    if not found[1].startswith(MARK_OPEN):
        edits.append(Edit(chunk.line_at(0), "note number", found[1], ""))
    return part(chunk, found.end(), len(chunk.text), kind="note", number=as_number(found[1]))


def _without_page_numbers(chunks: list[Chunk], edits: list[Edit]) -> list[Chunk]:
    """Drop a number that stands alone in the middle of a sentence."""
    kept: list[Chunk] = []
    for place, chunk in enumerate(chunks):
        alone = not chunk.kind and re.fullmatch(r"\W*\d{1,4}\W*", chunk.text)
        before = next((other.text for other in reversed(kept[-9:]) if other.kind != "note"), "")
        after = next((other.text for other in chunks[place + 1 : place + 9] if other.kind != "note"), "")
        if alone and before and not ends_sentence(before) and after[:1].islower():
            edits.append(Edit(chunk.line_at(0), "page number", chunk.text, ""))
        else:
            kept.append(chunk)
    return kept


def _numbered_notes(chunks: list[Chunk], edits: list[Edit]) -> list[Chunk]:
    """Paragraphs that begin with a number are notes when the numbers rise by one and the body calls for them."""
    starts = ((place, _NUMBERED.match(chunk.text)) for place, chunk in enumerate(chunks) if chunk.kind in ("", "list"))
    found = {place: start for place, start in starts if start}
    places = list(found)
    numbers = [as_number(found[place][1]) for place in places]
    series = {places[at]: numbers[at] for at in longest_series(numbers, least=2)}
    body = [chunk.text for place, chunk in enumerate(chunks) if place not in series and chunk.kind != "note"]
    marks = [as_number(mark[0]) for text in body for mark in find_marks(text)] if series else []
    called = match_in_order(marks, list(series.values()))
    if len(called) < 0.8 * len(series):
        return chunks
    edits += [Edit(chunks[place].line_at(0), "note number", found[place][0].strip(), "") for place in series]
    numbered = {
        place: part(chunks[place], found[place].end(), len(chunks[place].text), kind="note", number=number)
        for place, number in series.items()
    }
    return [numbered.get(place, chunk) for place, chunk in enumerate(chunks)]


def _front(chunks: list[Chunk]) -> list[Chunk]:
    """Short lines before the first sentence: front matter when one of them tells author, date or the like."""
    count = 0
    while count < len(chunks) and (chunks[count].kind == "heading" or _is_short(chunks[count])):
        count += 1
    if count == len(chunks) or not any(not chunk.kind for chunk in chunks[:count]):
        return chunks
    kind = "front_matter" if read_front([chunk.text for chunk in chunks[:count]]).keys() - {"title"} else "heading"
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
    if chunk.sure or not _is_short(chunk) or chunk.text[:1].islower():  # markup would have told
        return False
    after = next((chunks[at] for at in range(place + 1, len(chunks)) if chunks[at].kind != "note"), None)
    before = next((chunks[at] for at in range(place - 1, -1, -1) if chunks[at].kind != "note"), None)
    if place + 1 == len(chunks) or (after is not None and after.text[:1].islower()):
        return False
    return before is None or before.kind not in ("", "prose") or _is_short(before) or ends_sentence(before.text)


def _stitch(chunks: list[Chunk], edits: list[Edit]) -> list[Chunk]:
    """Join what a page break cut: prose that does not end as a sentence does, and the prose after it."""
    runs: list[list[Chunk]] = []
    last: list[Chunk] = []  # the run of the latest chunk that is no note
    for chunk in chunks:
        if chunk.kind == "prose" and last and _is_cut(last, chunk):
            ends = last[-1].text.rsplit(maxsplit=1)[-1], chunk.text.split(maxsplit=1)[0]
            glue = "" if last[-1].text.endswith(("—", "-")) else " "
            edits.append(Edit(last[-1].last_line, "page break", "\n\n".join(ends), glue.join(ends)))
            last.append(chunk)
            continue
        runs.append([chunk])
        if chunk.kind != "note":
            last = runs[-1]
    return [join_all(run) for run in runs]


def _is_cut(run: list[Chunk], chunk: Chunk) -> bool:
    """Whether a chunk goes on where a run of prose stopped."""
    if run[0].kind != "prose" or ends_sentence(run[-1].text):
        return False
    long = len(run) > 1 or len(run[0].text) >= HEADING_LENGTH
    return chunk.text[:1].islower() or (long and not run[0].sure)


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
    for place, label in _plain_turns(chunks).items():
        labels[place] = labels[place] or [label]
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


def _plain_turns(chunks: list[Chunk]) -> dict[int, re.Match]:
    """The labels in book case that chunks open with, by place, in rows of three or more where one comes back."""
    texts = {place: chunk.text for place, chunk in enumerate(chunks) if chunk.kind in ("prose", "heading")}
    labels = ((place, _PLAIN_TURN.match(text)) for place, text in texts.items())
    found = {place: label for place, label in labels if label}
    turns: dict[int, re.Match] = {}
    for labelled, row in groupby(range(len(chunks)), key=lambda place: place in found):
        here = {place: found[place] for place in row} if labelled else {}
        if len(here) >= 3 and len({label[1] for label in here.values()}) < len(here):
            turns |= here
    return turns


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
