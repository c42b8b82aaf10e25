"""Headings of a typed text, by their form and by what stands around them; headings are rare."""

import re
from dataclasses import replace

from analysis.reading.chunks import Chunk
from analysis.reading.typography import ends_sentence

HEADING_LENGTH = 100  # a heading is shorter; a stretch cut off by a page break is usually longer
_MOST_WORDS = 14
_NUMERAL = r"(?:[IVXLC]{1,7}|\d{1,2}(?:\.\d{1,2}){0,3})"
_KNOWN = re.compile(
    rf"(?:(?:chapter|book|part|act|scene|section|canto|letter|volume|kapitel|buch|teil|akt|szene|brief|chapitre|livre"
    rf"|partie|acte|sc[eè]ne|cap[ií]tulo|libro|parte|acto|escena|capitolo|atto|hoofdstuk|kapittel)\b[ .]*"
    rf"(?:the )?(?:{_NUMERAL}|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|one|two|three|four|five"
    rf"|six|seven|eight|nine|ten|last)\b.*|(?:the )?(?:first|second|third|fourth|fifth) (?:act|scene|part|book)\b"
    rf".*|(?:prologue|epilogue|preface|foreword|introduction|conclusion|afterword|appendix|postscript|acknowledge?ments?"
    rf"|abstract|summary|notes|footnotes|endnotes)\.?)",
    re.IGNORECASE,
)
_CHAPTER = re.compile(
    rf"\s*(?i:chapter|book|part|section|act|scene|kapitel|chapitre|cap[ií]tulo|capitolo)\b[ .]*(?i:{_NUMERAL})"
    r"(?:[.:]?\s*[—–-]?\s*[^\Wa-z\d_].*|[.:]?)"
)
_NUMBERED = re.compile(rf"§?\s*{_NUMERAL}\.?(?:\s+[A-ZÀ-Þ“\"‘(].*)?$")
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?|märz|mai|oktober|dezember"
_DATED = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th|\.)?,? (?:of )?(?:{_MONTH})\b.*\d{{4}}|\b(?:{_MONTH}) \d{{1,2}}\w*,? \d{{4}}",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"(?:[A-Z]\.\s?){1,3}[A-Z’'-]{2,}\.?")  # R. HALE.
_CAPTION = re.compile(r"(?:table|figure|fig\.|map|plate|chart) \d+\b", re.IGNORECASE)
_OPENING = "“‘\"'«„‹(["


def name_headings(chunks: list[Chunk]) -> list[Chunk]:
    """The chunks with headings named: those of a plain form, and short lines that stand alone before a text.

    Where too many lines would be headings, as in a scan whose every line stands alone, those of no plain form are
    none.
    """
    plain = {at for at in range(len(chunks)) if is_plain_heading(chunks[at]) and _stands(chunks, at)}
    plain -= {at for at in plain if not re.search(r"[^\W\d_]", chunks[at].text) and not _over_text(chunks, at)}
    signs = sum(len(chunk.text) for chunk in chunks if chunk.kind not in ("front_matter", "back_matter", "note"))
    if sum(len(chunks[at].text) for at in plain) > 0.2 * signs + HEADING_LENGTH:
        plain = {at for at in plain if _KNOWN.fullmatch(chunks[at].text.strip())}
    plain -= {at for at in plain if not _KNOWN.fullmatch(chunks[at].text.strip()) and not _leads(chunks, at, plain)}
    short = {at for at in range(len(chunks)) if at not in plain and is_short(chunks[at]) and _stands(chunks, at)}
    short -= _rows(chunks, short, plain)
    named = short | plain
    short -= {at for at in short if not _leads(chunks, at, named)}
    texts = sum(len(chunk.text) >= HEADING_LENGTH or chunk.kind in ("verse", "list", "table") for chunk in chunks)
    over_prose = [at for at in short if at + 1 == len(chunks) or chunks[at + 1].kind != "verse"]
    if len(over_prose) > max(4, 0.45 * texts):
        short = set()
    named = plain | short
    return [replace(chunk, kind="heading") if at in named else chunk for at, chunk in enumerate(chunks)]


def is_plain_heading(chunk: Chunk) -> bool:
    """A heading by its words: an act, a chapter, a number, or capitals throughout."""
    text = chunk.text.strip()
    if chunk.kind or chunk.sure or len(text) > HEADING_LENGTH or text[0] in _OPENING or _DATED.search(text):
        return False
    if text[-1] in ",;:—-" or _SIGNED.fullmatch(text):
        return False
    if _KNOWN.fullmatch(text):
        return not (ends_sentence(text) and len(text.split()) > _MOST_WORDS)
    if _NUMBERED.match(text):
        return len(text.split()) <= _MOST_WORDS and not ends_sentence(
            text.rstrip(".") if len(text.split()) == 1 else text
        )
    return text.isupper() and sum(sign.isalpha() for sign in text) > 2 and text[-1] not in "?!"


def is_chapter(line: str, after: str) -> bool:
    """Whether a line heads the text right under it: a chapter with its number, or a line in capitals.

    >>> is_chapter("Chapter I. The Pack", "The ice came down"), is_chapter("Part 2 of the plan was", "then put")
    (True, False)
    """
    text = line.strip()
    begins = after.lstrip(_OPENING)[:1].isupper() and not after.strip().isupper()
    if not begins or len(text) > HEADING_LENGTH or len(text.split()) > _MOST_WORDS or text[-1] in ",;—-":
        return False
    capitals = text.isupper() and sum(map(str.isalpha, text)) > 2 and text[-1] not in ":"
    numbered = _CHAPTER.fullmatch(text) is not None and not ends_sentence(text.rstrip("."))
    return numbered or (capitals and not ends_sentence(text))


def is_short(chunk: Chunk) -> bool:
    """A short line that is no sentence and could be a heading.

    >>> [is_short(Chunk(text, ((0, 1),), 1)) for text in ("On Rivers", "Dear Ann,", "He wrote:—", "“No more", "a word")]
    [True, False, False, False, False]
    """
    text = chunk.text.strip()
    if chunk.kind or chunk.sure or chunk.apart or len(text) >= HEADING_LENGTH or len(text.split()) > _MOST_WORDS:
        return False
    first, last = text[0], text[-1]
    named = (first.isupper() or first.isdigit()) and not _CAPTION.match(text)
    dated = _DATED.search(text) or (re.search(r",.*\d", text) and not re.search(r"\d{4}[-–]\d|: ", text))
    return named and not ends_sentence(text) and last not in ",;—–-/&" and not dated and len(chunk.lines) == 1


def _stands(chunks: list[Chunk], at: int) -> bool:
    """Whether it neither continues what stands before nor is continued by what comes after."""
    after = next((chunk for chunk in chunks[at + 1 : at + 20] if chunk.kind != "note"), None)
    before = next((chunk for chunk in reversed(chunks[max(0, at - 20) : at]) if chunk.kind != "note"), None)
    if after is None:
        return _KNOWN.fullmatch(chunks[at].text.strip()) is not None and at + 1 < len(chunks)  # "Notes" over the notes
    if after.text[:1].islower() or after.kind == "back_matter":
        return False
    if before is None or before.kind not in ("", "prose"):
        return True
    if len(before.text) < HEADING_LENGTH and before.text.rstrip()[-1:] in ",;":  # a signature, an address
        return False
    return ends_sentence(before.text) or len(before.text) < HEADING_LENGTH


def _rows(chunks: list[Chunk], short: set[int], plain: set[int]) -> set[int]:
    """Three or more short lines on end are no headings but a list, an address, a title page; and what ends a text."""
    rows: set[int] = set()
    for at in short:
        if at - 1 in short:
            continue
        end = at
        while end in short:
            end += 1
        if end - at >= 3 or (end - at == 2 and at > 3 and end < len(chunks) and not _opens_text(chunks[end])):
            rows |= set(range(at, end))
    return rows - {0}


def _over_text(chunks: list[Chunk], at: int) -> bool:
    """Whether a lone number stands over a text, and not among the cells of a table."""
    sides = [chunk for chunk in chunks[max(0, at - 1) : at + 2] if chunk is not chunks[at]]
    return all(_opens_text(chunk) or ends_sentence(chunk.text) or chunk.text.isupper() for chunk in sides)


def _leads(chunks: list[Chunk], at: int, headings: set[int]) -> bool:
    """Whether a text, or another heading, comes after a heading."""
    after = next((place for place in range(at + 1, min(at + 20, len(chunks))) if chunks[place].kind != "note"), None)
    if after is None or after in headings:
        return after is not None
    return _opens_text(chunks[after]) or ends_sentence(chunks[after].text)


def _opens_text(chunk: Chunk) -> bool:
    return len(chunk.text) >= HEADING_LENGTH or chunk.kind not in ("", "prose")
