"""What stands around a text and is not its author's: licences, imprints, contents lists, casts, works cited.

It is kept as front or back matter, out of the counts, and an edit says so.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from analysis.reading.chunks import Chunk, Edit
from analysis.reading.grids import is_entry
from analysis.reading.typography import ends_sentence

_SHORT = 100
_START = re.compile(r"\*{2,3}\s*START OF (?:THE|THIS) PROJECT GUTENBERG|\*END[* ]+THE SMALL PRINT", re.IGNORECASE)
_END = re.compile(
    r"\*{2,3}\s*END OF (?:THE|THIS) PROJECT GUTENBERG|^End of (?:the |this )?Project Gutenberg", re.IGNORECASE | re.MULTILINE
)
_LICENCE = re.compile(r"project gutenberg|gutenberg-tm|standard ebooks|public domain dedication", re.IGNORECASE)
_PRODUCED = re.compile(
    r"(?:this (?:e-?text|e-?book) was )?(?:produced|prepared|transcribed|scanned|digiti[sz]ed|e-?text prepared|credits?:)\b"
    r".{0,20}\b(?:by|from|:)|\[?transcriber[’']?s?[’']? notes?\b|proofread(?:ers|ing)",
    re.IGNORECASE,
)
_CONTENTS = re.compile(
    r"(?:table of )?contents?\.?|index of chapters|inhalt(?:sverzeichnis)?|table des mati[eè]res|sommaire|[ií]ndice"
    r"|indice|contenido|inhoud(?:sopgave)?|list of (?:illustrations|plates|figures|maps|tables)",
    re.IGNORECASE,
)
_CAST = re.compile(
    r"dramatis person(?:ae|æ)\.?|(?:the )?persons (?:represented|of the (?:play|drama))\.?|cast of characters\.?"
    r"|(?:the )?(?:actors|characters) in the play\.?|characters\.?|list of characters\.?",
    re.IGNORECASE,
)
_CITED = re.compile(
    r"(?:list of )?(?:works cited|works consulted|bibliography|select(?:ed)? bibliography|references(?: cited)?|sources"
    r"|further reading|literature(?: cited)?|cited works|bibliographie|literatur(?:verzeichnis)?|quellen(?:verzeichnis)?"
    r"|ouvrages cit[ée]s|r[ée]f[ée]rences|bibliograf[ií]a|referencias|obras citadas|riferimenti|opere citate"
    r"|bibliografie|literatuur(?:lijst)?|referenser|litteratur|reference list|primary sources|secondary sources)",
    re.IGNORECASE,
)
_NOTES = re.compile(r"notes|footnotes|endnotes|notes and references|anmerkungen|fu(?:ß|ss)noten", re.IGNORECASE)
_IMPRINT = re.compile(r"imprint|colophon|uncopyright|copyright|licen[cs]e|about the publisher", re.IGNORECASE)
_ENTRY_SIGN = re.compile(
    r"\b1[4-9]\d\d\b|\b20\d\d\b|https?://|\bwww\.|\bdoi\b|\bn\.d\.|\bpp?\. ?\d|\b(?:vol|no|ed|eds|trans)\.|\bpress\b"
    r"|\b(?:archives?|papers|record office|library|collection|journal|quarterly|review)\b|: [A-Z]\w+,",
    re.IGNORECASE,
)


def is_contents(line: str) -> bool:
    """Whether a line is the head of a contents list and nothing else."""
    return bool(_CONTENTS.fullmatch(line.strip(" :.*_#-—")))


def is_cited(line: str) -> bool:
    """Whether a line is the head of a list of works cited and nothing else."""
    return bool(_CITED.fullmatch(line.strip(" :.*_#-—")))


def is_matter_heading(line: str) -> bool:
    """Whether a line is the head of a contents list, a cast, notes or works cited, and nothing else."""
    bare = line.strip(" :.*_#-—")
    return any(form.fullmatch(bare) for form in (_CONTENTS, _CAST, _CITED, _NOTES))


def find_licence(chunks: list[Chunk], skip: list[list[str]], edits: list[Edit]) -> list[Chunk]:
    """The chunks with what a publisher of free books says, and what corpus.toml tells to leave out, named."""
    return _told_passages(_licence(chunks, edits), skip, edits)


def find_matter(chunks: list[Chunk], edits: list[Edit]) -> list[Chunk]:
    """The chunks with all other front and back matter named."""
    chunks = _listed(chunks, edits)
    chunks = _imprints(chunks, edits)
    return _works_cited(chunks, edits)


def _name(chunks: list[Chunk], places: range, kind: str, rule: str, edits: list[Edit]) -> None:
    """Name the chunks at some places and say it once."""
    if not places:
        return
    said = chunks[places[0]]
    edits.append(Edit(said.line_at(0), rule, _opening(said), _opening(said)))
    for at in places:
        chunks[at] = replace(chunks[at], kind=kind, apart=False)


def _opening(chunk: Chunk) -> str:
    return " ".join(chunk.text.split()[:12])


def _licence(chunks: list[Chunk], edits: list[Edit]) -> list[Chunk]:
    """Project Gutenberg's header to its START line, the licence from its END line, and who produced the text."""
    chunks = list(chunks)
    starts = [at for at, chunk in enumerate(chunks[: 60 + len(chunks) // 3]) if _START.search(chunk.text)]
    first = starts[-1] + 1 if starts else 0
    _name(chunks, range(first), "front_matter", "licence left out", edits)
    ends = [at for at in range(max(first, len(chunks) // 3), len(chunks)) if _END.search(chunks[at].text[:200])]
    if ends:
        _name(chunks, range(ends[0], len(chunks)), "back_matter", "licence left out", edits)
    for at in range(first, min(first + 6, len(chunks))):
        if _PRODUCED.match(chunks[at].text.lstrip("_*[( ")) and len(chunks[at].text) < 600:
            _name(chunks, range(at, at + 1), "front_matter", "production note left out", edits)
    return chunks


def _told_passages(chunks: list[Chunk], skip: list[list[str]], edits: list[Edit]) -> list[Chunk]:
    """What corpus.toml tells to leave out, from the chunk with the first words to that with the last."""
    texts = [" ".join(chunk.text.split()) for chunk in chunks] if skip else []
    for first, last in skip:
        begins = next((at for at, text in enumerate(texts) if " ".join(first.split()) in text), None)
        if begins is not None:
            ends = next((at for at in range(begins, len(texts)) if " ".join(last.split()) in texts[at]), begins)
            _name(chunks, range(begins, ends + 1), "back_matter", "left out as told", edits)
    return chunks


def _is_title(chunk: Chunk, form: re.Pattern) -> bool:
    """Whether a chunk is one of these heading words and nothing else, perhaps numbered."""
    bare = re.sub(r"^(?:[\dIVXivx]+[.)]?\s+)?|[\s:._*#—-]+$|^[_*#\s]+", "", chunk.text)
    return chunk.kind in ("", "heading", "prose") and len(chunk.text) < _SHORT and bool(form.fullmatch(bare))


def _listed(chunks: list[Chunk], edits: list[Edit]) -> list[Chunk]:
    """Contents lists and casts: the short entries under their heading; and entries with page numbers anywhere."""
    at = 0
    while at < len(chunks):
        for form, rule, holds in ((_CONTENTS, "contents left out", _is_listed), (_CAST, "cast left out", _is_person)):
            if _is_title(chunks[at], form):
                end = _end_of_list(chunks, at + 1, holds)
                if end > at + 1:
                    _name(chunks, range(at, end), "front_matter", rule, edits)
                    at = end - 1
                break
        else:
            if chunks[at].kind == "front_matter" and is_entry(chunks[at].text.split("\n")[0]):
                _name(chunks, range(at, at + 1), "front_matter", "contents left out", edits)
        at += 1
    return chunks


def _end_of_list(chunks: list[Chunk], first: int, holds: Callable[[Chunk], bool]) -> int:
    """The place after the last entry: where something longer stands, or where the first entries come again."""
    seen: set[str] = set()
    for at in range(first, len(chunks)):
        if not holds(chunks[at]):
            break
        lines = {_bare(line) for line in chunks[at].text.split("\n")}
        if len(lines) == 1 and lines & seen:
            return at
        seen |= lines - {""}
    else:
        return first  # nothing but short lines to the end: no list before a text
    at = max(at, first)
    # the last short line before the text is the text's own heading, where there is one
    own = at - 1
    later = {_bare(line) for chunk in chunks[at:] if len(chunk.text) < _SHORT for line in chunk.text.split("\n")}
    if own > first and chunks[own].kind in ("", "heading") and "\n" not in chunks[own].text and _bare(chunks[own].text) not in later:
        return own if chunks[own].kind == "heading" or chunks[own - 1].kind == "front_matter" else at
    return at


def _bare(line: str) -> str:
    """An entry without its leader and page."""
    return re.sub(r"[\W_]*(?:\d{1,4}|\b[ivxlc]+)?\s*$", "", line.casefold()).strip()


def _is_listed(chunk: Chunk) -> bool:
    lines = chunk.text.split("\n")
    short = all(len(line) < _SHORT for line in lines)
    entries = sum(map(is_entry, lines)) >= 0.5 * len(lines)
    return chunk.kind in ("", "list", "heading", "front_matter", "table", "verse") and (
        entries or (short and not (chunk.kind == "" and re.search(r"[.!?:,;]$", chunk.text) and not _numbered(chunk.text)))
    )


def _numbered(text: str) -> bool:
    return bool(re.match(r"(?:chapter|book|part|act|scene|letter|canto|[ivxlc]+\b|\d+)", text, re.IGNORECASE))


def _is_person(chunk: Chunk) -> bool:
    """An entry of a cast: a name, perhaps with what the person is."""
    return chunk.kind in ("", "list", "verse", "table") and len(chunk.text) < 40 * (chunk.text.count("\n") + 3) and not re.match(
        r"(?:act|scene|prologue)\b", chunk.text, re.IGNORECASE
    )


def _imprints(chunks: list[Chunk], edits: list[Edit]) -> list[Chunk]:
    """Imprint, colophon and the like of a publisher of free books, from their heading to the next."""
    heads = [at for at, chunk in enumerate(chunks) if _is_title(chunk, _IMPRINT)]
    for head in heads:
        end = next((at for at in range(head + 1, len(chunks)) if chunks[at].kind == "heading" or at in heads), len(chunks))
        if any(_LICENCE.search(chunk.text) for chunk in chunks[head:end]) and end - head < 30:
            kind = "front_matter" if head < len(chunks) / 2 else "back_matter"
            _name(chunks, range(head, end), kind, f"{chunks[head].text.strip().lower():.30} left out", edits)
    return chunks


def _works_cited(chunks: list[Chunk], edits: list[Edit]) -> list[Chunk]:
    """Entries under "Works cited" and its like, to the next heading or the end, where most look like entries."""
    for head in [at for at, chunk in enumerate(chunks) if _is_title(chunk, _CITED)]:
        end = head + 1
        while end < len(chunks) and _may_be_cited(chunks, end):
            end += 1
        entries = [chunk for chunk in chunks[head + 1 : end] if not _is_title(chunk, _CITED)]
        look = sum(bool(_ENTRY_SIGN.search(chunk.text)) for chunk in entries)
        if entries and look >= 0.6 * len(entries):
            _name(chunks, range(head, end), "back_matter", "works cited left out", edits)
    return chunks


def _may_be_cited(chunks: list[Chunk], at: int) -> bool:
    chunk = chunks[at]
    if chunk.kind not in ("", "list", "prose", "block_quote", "verse") and not _is_title(chunk, _CITED):
        return False
    heads = len(chunk.text) < _SHORT and not ends_sentence(chunk.text) and not _ENTRY_SIGN.search(chunk.text)
    return len(chunk.text) < 900 and (not heads or _is_title(chunk, _CITED))
