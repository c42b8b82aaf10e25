"""A stretch of a text as HTML: whose words they are is marked by signs as well as tints, what was found is marked, and
each note's number is a link to the note."""

from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

import pandas as pd

from analysis.corpus import Corpus
from analysis.explore.markup import Safe, button, tag, text

Span = tuple[int, int]


@lru_cache(maxsize=4)
def spoken_of(corpus: Corpus) -> dict[str, list[tuple[int, int, str]]]:
    """Of each document its quoted stretches: start, end, speaker."""
    quoted = corpus.spoken().query("voice == 'quoted'")
    found: dict[str, list[tuple[int, int, str]]] = {name: [] for name in corpus.texts}
    for document, start, end, speaker in rows_of(quoted, "document", "start", "end", "speaker"):
        found[document].append((int(start), int(end), str(speaker)))
    return found


@lru_cache(maxsize=4)
def notes_of(corpus: Corpus) -> dict[str, list[tuple[int, str, str]]]:
    """Of each document its notes that the body calls for: place of the mark, number, text; in order of place."""
    found: dict[str, list[tuple[int, str, str]]] = {name: [] for name in corpus.texts}
    called = corpus.notes[corpus.notes["at"].notna()]
    for document, at, number, words in rows_of(called, "document", "at", "note", "text"):
        found[document].append((int(at), str(number), str(words)))
    return {name: sorted(rows) for name, rows in found.items()}


def tell_stretch(
    corpus: Corpus, document: str, start: int, end: int, *, hits: Iterable[Span] = (), chosen: Span | None = None
) -> Safe:
    """The words from `start` to `end`, with voices, hits, the chosen sentence and note marks.

    A quoted stretch begins with its speaker's name in brackets and is underlined with dots; a hit is a `mark`; the
    chosen sentence stands between two pointers. None of this rests on colour.
    """
    marks = {
        "quoted": [(a, b) for a, b, _ in _within(spoken_of(corpus)[document], start, end)],
        "hit": [(a, b) for a, b in hits if a < end and b > start],
        "chosen": [chosen] if chosen else [],
    }
    speakers = {max(a, start): who for a, _, who in _within(spoken_of(corpus)[document], start, end)}
    notes = [(at, number) for at, number, _ in notes_of(corpus)[document] if start < at <= end]
    edges = {start, end, *(place for spans in marks.values() for span in spans for place in span)}
    inside = sorted(place for place in {*edges, *(at for at, _ in notes)} if start <= place <= end)
    words, pieces = corpus[document].text, []
    for first, last in pairwise(inside):
        if first in speakers:
            pieces.append(_label(speakers[first]))
        if chosen and max(chosen[0], start) == first:
            pieces.append(tag("span", "▸", class_="pointer", aria_hidden="true"))
        pieces.append(_piece(words[first:last], [n for n, spans in marks.items() if _inside(first, spans)]))
        if chosen and min(chosen[1], end) == last:
            pieces.append(tag("span", "◂", class_="pointer", aria_hidden="true"))
        pieces += [_note_mark(number) for at, number in notes if at == last]
    return text(pieces)


def note_texts(corpus: Corpus, document: str, start: int, end: int) -> Safe:
    """The notes called for between two places, each with its number."""
    told = [
        tag("li", tag("b", f"Note {number}: "), words or "the file has the mark and not the note's text.")
        for at, number, words in notes_of(corpus)[document]
        if start < at <= end
    ]
    return tag("ul", told, class_="notes") if told else Safe("")


def _within(rows: list[tuple[int, int, str]], start: int, end: int) -> list[tuple[int, int, str]]:
    first = max(bisect_right(rows, (start,)) - 1, 0)
    found = []
    for row in rows[first:]:
        if row[0] >= end:
            break
        if row[1] > start:
            found.append(row)
    return found


def _inside(place: int, spans: list[Span]) -> bool:
    return any(a <= place < b for a, b in spans)


def _piece(words: str, marks: list[str]) -> Safe:
    if not marks:
        return text(words)
    classes = " ".join(name for name in marks if name != "hit") or None
    return tag("mark" if "hit" in marks else "span", words, class_=classes)


def _label(speaker: str) -> Safe:
    return tag("span", f"[{speaker or 'quoted'}:] ", class_="speaker")


def _note_mark(number: str) -> Safe:
    return tag("sup", number, class_="note", title=f"note {number}")


def place_button(label: object, document: str, start: int, end: int, **attributes: object) -> Safe:
    """A button that opens a passage beside the table."""
    return button(label, "read", data_document=document, data_start=int(start), data_end=int(end), **attributes)


def voice_words(voice: str, speaker: str) -> str:
    """Whose words, as a table says it."""
    return "author" if voice == "author" else f"quoted: {speaker or 'unknown'}"


def rows_of(table: pd.DataFrame, *columns: str) -> Iterable[tuple]:
    """The rows of these columns."""
    return zip(*(table[name] for name in columns), strict=True)
