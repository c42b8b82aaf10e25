"""Plays, interviews, transcripts: chunks to turns, each one block with all its paragraphs and its speaker's name."""

import re
from dataclasses import replace

from analysis.reading.chunks import Chunk, Edit, join_all, part
from analysis.reading.corpus_toml import Told
from analysis.reading.labels import Cast, Label, find_cast
from analysis.reading.typography import ends_sentence

_OPEN_KINDS = ("", "prose", "verse", "block_quote")
_CLOCK = r"\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?"
_TIME = re.compile(r"[\[(<]?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?[\])>]?")
_TIME_LAST = re.compile(rf"\s*(?:\[{_CLOCK}\]|\({_CLOCK}\)|<{_CLOCK}>)\s*$")
_SHORT = 80
_BRACKETED = re.compile(r"(?:\([^()]*\)|\[[^\[\]]*\]|_[^_]+_|\*[^*]+\*)[.]?$", re.DOTALL)
_COMES = re.compile(r"(?:Re-?enter|Enter|Exit|Exeunt)\b")
_MOVES = re.compile(r"(?:Re-?enter|Enter|Exit|Exeunt|Manet|Alarum|Flourish|Curtain|Dies|Aside)\b", re.IGNORECASE)


def find_turns(chunks: list[Chunk], told: Told, edits: list[Edit]) -> list[Chunk]:
    """The chunks with every labelled turn as `speech`.

    Where turns are most of a text, a paragraph without a label goes on with the turn before it, unless it is a stage
    direction or a heading. Elsewhere only labelled paragraphs that stand together are turns.
    """
    cast = find_cast([chunk.text if chunk.kind in _OPEN_KINDS else "" for chunk in chunks], told.speakers)
    if not cast.names:
        return chunks
    bracketed = sum(bool(_BRACKETED.match(chunk.text.strip())) for chunk in chunks)
    labels = {
        at: label
        for at, chunk in enumerate(chunks)
        if chunk.kind in _OPEN_KINDS and (label := cast.label_of(chunk.text))
    }
    labels = _without_head(chunks, labels, cast)
    if not cast.mostly:
        labels = {at: label for at, label in labels.items() if label.name in told.speakers or _in_row(at, labels)}
    out: list[Chunk] = []
    at = 0
    while at < len(chunks):
        if at not in labels:
            out.append(chunks[at])
            at += 1
            continue
        turn, at = _turn(chunks, at, labels, cast, bracketed < 2, edits)
        out += turn
    return out


def _without_head(chunks: list[Chunk], labels: dict[int, Label], cast: Cast) -> dict[int, Label]:
    """The labels without those above the first turn: a title with a colon, "Interviewer: Ann Lee", a date."""
    spoken = (at for at in labels if labels[at].name in cast.names and _says(chunks, at, labels))
    first = next(spoken, 0)
    return {at: label for at, label in labels.items() if at >= first or _says(chunks, at, labels)}


def _says(chunks: list[Chunk], at: int, labels: dict[int, Label]) -> bool:
    """Whether something is said under a label: it ends as speech does, is long, or stands below."""
    said = chunks[at].text[labels[at].end :].strip()
    return not said or len(said) > _SHORT or ends_sentence(said) or said[-1] in "—–-,;" or bool(_TIME_LAST.search(said))


def _in_row(at: int, labels: dict[int, Label]) -> bool:
    """Whether three labelled paragraphs stand together here and one speaker comes back."""
    first = at
    while first - 1 in labels:
        first -= 1
    row = []
    while first in labels:
        row.append(labels[first].name)
        first += 1
    return len(row) >= 3 and len(set(row)) < len(row)


def _turn(
    chunks: list[Chunk], at: int, labels: dict[int, Label], cast: Cast, bare: bool, edits: list[Edit]
) -> tuple[list[Chunk], int]:
    """The turn that begins at a place, with stage directions between its paragraphs, and the place after it.

    `bare`: stage directions stand without brackets here, and only their words tell them.
    """
    chunk, label = chunks[at], labels[at]
    head = chunk.text[: label.end].strip()
    edits.append(Edit(chunk.line_at(0), _rule(head), head, ""))
    speaker = book_case(label.name)
    words = part(chunk, label.end, len(chunk.text), kind="speech", speaker=speaker, apart=False)
    spoken = [_without_time(words, edits)] if words.text else []
    pieces: list[Chunk] = []  # turns and the directions between them, in order
    at += 1
    while at < len(chunks) and at not in labels and chunks[at].kind in _OPEN_KINDS:
        chunk, begun = chunks[at], bool(spoken or pieces)
        directs = _is_direction(chunk, cast, bare and begun)
        if begun and (not cast.mostly or (_is_break(chunk) and not directs)):
            break
        if directs:
            pieces += [*_joined(spoken), replace(chunk, kind="prose", apart=False)]
            spoken = []
        else:
            chunk = replace(chunk, kind="speech", speaker=speaker, apart=False)
            spoken.append(_without_time(chunk, edits))
        at += 1
    return [*pieces, *_joined(spoken)], at


def _without_time(chunk: Chunk, edits: list[Edit]) -> Chunk:
    """The words of a turn without the time in brackets that a transcript puts behind them."""
    time = _TIME_LAST.search(chunk.text)
    if not time or not time.start():
        return chunk
    edits.append(Edit(chunk.last_line, "time", time[0].strip(), ""))
    return part(chunk, 0, time.start())


def _rule(head: str) -> str:
    return "speaker label and time" if _TIME.search(head) else "speaker label"


def _is_break(chunk: Chunk) -> bool:
    """A heading by its form: an act, a scene, a short line in capitals."""
    text = chunk.text
    known = re.match(
        r"(?:act|scene|part|chapter|epilogue|prologue|end of|the end|finis|curtain)\b", text, re.IGNORECASE
    )
    return len(text) < 100 and bool(known or text.isupper())


def _is_direction(chunk: Chunk, cast: Cast, bare: bool) -> bool:
    """A stage direction: in brackets or italics as a whole, or who enters, leaves, or does what, told of a speaker."""
    text = chunk.text.strip()
    if chunk.slanted or _BRACKETED.match(text) or (_COMES.match(text) and len(text) < _SHORT):
        return True
    if not bare:
        return False
    if _MOVES.match(text) and text[:1].isupper():
        return True
    names = {book_case(name) for name in cast.names}
    first = re.match(r"(?:The )?((?:[A-Z][\w’'-]*\.? ){1,3})(?:and |is |are |at |[a-z]+s )", text)
    return first is not None and len(text) < 300 and bool({first[1].strip(), first[1].split()[0]} & names)


def _joined(spoken: list[Chunk]) -> list[Chunk]:
    """The paragraphs of a turn as one block; verse keeps its lines."""
    if not spoken:
        return []
    return [join_all(spoken, "\n" if any("\n" in piece.text for piece in spoken) else " ")]


def book_case(label: str) -> str:
    """LEE to Lee, DE GAULLE to De Gaulle; single letters and dotted initials stay.

    >>> book_case("MR. O'NEIL"), book_case("Mr. CASTELLANO"), book_case("Q")
    ("Mr. O'Neil", 'Mr. Castellano', 'Q')
    """

    def small(word: re.Match) -> str:
        return word[0].capitalize() if word[0].isupper() else word[0]

    return re.sub(r"[^\W\d_]{2,}", small, label)
