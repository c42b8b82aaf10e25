"""Words that head what is not a text's own: contents lists, casts, notes, works cited, imprints."""

import re

from analysis.reading.chunks import Chunk

SHORT = 100
_LONGEST = 40  # signs: all these words are shorter
CONTENTS = re.compile(
    r"(?:table of )?contents?\.?|index of chapters|inhalt(?:sverzeichnis)?|table des mati[eè]res|sommaire|[ií]ndice"
    r"|indice|contenido|inhoud(?:sopgave)?|list of (?:illustrations|plates|figures|maps|tables)",
    re.IGNORECASE,
)
CAST = re.compile(
    r"dramatis person(?:ae|æ)\.?|(?:the )?persons (?:represented|of the (?:play|drama))\.?|cast of characters\.?"
    r"|(?:the )?(?:actors|characters) in the play\.?|characters\.?|list of characters\.?",
    re.IGNORECASE,
)
CITED = re.compile(
    r"(?:list of )?(?:works cited|works consulted|bibliography|select(?:ed)? bibliography|references(?: cited)?|sources"
    r"|further reading|literature(?: cited)?|bibliographie|literatur(?:verzeichnis)?|quellen(?:verzeichnis)?"
    r"|ouvrages cit[ée]s|r[ée]f[ée]rences|bibliograf[ií]a|referencias|obras citadas|riferimenti|opere citate"
    r"|bibliografie|literatuur(?:lijst)?|referenser|litteratur|reference list|primary sources|secondary sources)",
    re.IGNORECASE,
)
NOTES = re.compile(r"notes|footnotes|endnotes|notes and references|anmerkungen|fu(?:ß|ss)noten", re.IGNORECASE)
_AROUND = re.compile(r"^(?:[\dIVXivx]+[.)]?\s+)?|[\s:._*#—-]+$|^[_*#\s]+")
IMPRINT = re.compile(r"imprint|colophon|uncopyright|copyright|licen[cs]e|about the publisher", re.IGNORECASE)


def is_contents(line: str) -> bool:
    """Whether a line is the head of a contents list and nothing else."""
    return bool(CONTENTS.fullmatch(line.strip(" :.*_#-—")))


def is_cited(line: str) -> bool:
    """Whether a line is the head of a list of works cited and nothing else."""
    return bool(CITED.fullmatch(line.strip(" :.*_#-—")))


def is_matter_heading(line: str) -> bool:
    """Whether a line is the head of a contents list, a cast, notes or works cited, and nothing else."""
    bare = line.strip(" :.*_#-—")
    return len(bare) < _LONGEST and any(form.fullmatch(bare) for form in (CONTENTS, CAST, CITED, NOTES))


def is_title(chunk: Chunk, form: re.Pattern) -> bool:
    """Whether a chunk is one of these heading words and nothing else, perhaps numbered."""
    if len(chunk.text) >= SHORT or chunk.kind not in ("", "heading", "prose"):
        return False
    return bool(form.fullmatch(_AROUND.sub("", chunk.text)))
