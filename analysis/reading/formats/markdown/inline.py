"""The signs of Markdown within a line: links, code, attributes, raised numbers, notes written in the text."""

import re

from analysis.reading.chunks import Chunk, Edit, cut, part
from analysis.reading.typography import MARK_CLOSE, MARK_OPEN, SUPERSCRIPT

_TAGS = (
    "p|div|span|br|b|i|u|s|em|strong|sub|sup|small|big|center|font|a|img|hr|blockquote|h[1-6]|section|figure|figcaption"
)
# By form, since markdown-it-py does not say where in a line an inline sign stands. Each: rule, what a text must hold
# for it, pattern, replacement.
_RULES = (
    ("back link", "](#", re.compile(r"\s*\[[\s↩↑⬆^⏎\ufe0e]{1,4}\]\(#[^)\s]{0,200}\)"), ""),
    ("image", "![", re.compile(r"!\[([^\]]{0,300})\]\([^)]{0,2000}\)"), r"\1"),
    (
        "link",
        "](",
        re.compile(r"(?<!!)\[([^\]^][^\]]{0,300})\]\((?:[^()\s]|\([^)]{0,300}\)){0,2000}(?:\s+\"[^\"]{0,300}\")?\)"),
        r"\1",
    ),
    ("link", "][", re.compile(r"(?<![!\w\]])\[(?=[^\]\n]*[^\W\d_]{2})([^\]^\n]{1,300})\]\[[^\]\n]{0,100}\]"), r"\1"),
    ("attributes", "]{", re.compile(r"(?<!!)\[([^\]^\n]{1,300})\]\{[^{}\n]{0,200}\}"), r"\1"),
    ("attributes", "{", re.compile(r"\s*\{[#.][\w#.:=\"' -]{0,200}\}\s*$"), ""),
    ("code sign", "`", re.compile(r"(`+)([^`]+)\1"), r"\2"),
    ("line break", "<", re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE), " "),
    ("markup", "<", re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]{{0,300}})?/?>", re.IGNORECASE), ""),
    ("escape", "\\", re.compile(r"\\([\\`*_{}\[\]()#+.!>|'\"$~^@-])"), r"\1"),
)
RAISED = re.compile(
    r"\^(\d{1,3})\^|<sup\b[^<>]{0,100}>\s*(?:<a\b[^<>]{0,200}>)?\s*\[?(\d{1,3})\]?\s*(?:</a>)?\s*</sup>", re.IGNORECASE
)
_TO_RAISED = str.maketrans("0123456789", SUPERSCRIPT)
_LONGEST = 4_000  # letters of a note within a text


def take_out_signs(chunks: list[Chunk], edits: list[Edit]) -> list[Chunk]:
    """The chunks without the signs within their lines; what is a table stays as it is, notes in the text come out."""
    out: list[Chunk] = []
    alone = not any(chunk.kind == "note" for chunk in chunks)
    count = 0
    for chunk in chunks:
        notes: list[Chunk] = []
        if chunk.kind != "table":
            if "^[" in chunk.text and chunk.kind != "note":
                chunk, notes = _notes_within(chunk, count, alone, edits)
                count += len(notes)
            chunk = _raise(chunk, edits)
            for rule, sign, pattern, new in _RULES:
                if sign in chunk.text:
                    chunk = _replace(chunk, rule, pattern, new, edits)
            notes = take_out_signs(notes, edits)
        if chunk.text.strip():
            out.append(part(chunk, 0, len(chunk.text)) if chunk.text != chunk.text.strip() else chunk)
        out += notes
    return out


def _replace(chunk: Chunk, rule: str, pattern: re.Pattern, new: str, edits: list[Edit]) -> Chunk:
    cuts = []
    for found in pattern.finditer(chunk.text):
        after = found.expand(new)
        edits.append(Edit(chunk.line_at(found.start()), rule, found[0], after))
        cuts.append((found.start(), found.end(), after))
    return cut(chunk, cuts)[0]


def _raise(chunk: Chunk, edits: list[Edit]) -> Chunk:
    """Raised numbers as raised digits: they may call notes."""
    if "^" not in chunk.text and "<sup" not in chunk.text.casefold():
        return chunk
    cuts = []
    for found in RAISED.finditer(chunk.text):
        after = (found[1] or found[2]).translate(_TO_RAISED)
        edits.append(Edit(chunk.line_at(found.start()), "raised number", found[0], after))
        cuts.append((found.start(), found.end(), after))
    return cut(chunk, cuts)[0]


def _notes_within(chunk: Chunk, count: int, alone: bool, edits: list[Edit]) -> tuple[Chunk, list[Chunk]]:
    """The chunk with a mark where it holds a note, ^[so], and the notes; numbered where all notes are written so."""
    cuts, notes = [], []
    start = chunk.text.find("^[")
    while start >= 0:
        end = _closing(chunk.text, start + 1)
        if end:
            count += 1
            label = str(count) if alone else f"within {count}"
            notes.append(part(chunk, start + 2, end, kind="note", number=label, speaker=""))
            cuts.append((start, end + 1, f"{MARK_OPEN}{label}{MARK_CLOSE}"))
            edits.append(Edit(chunk.line_at(start), "markup", "^[]", ""))
        start = chunk.text.find("^[", end or start + 2)
    return cut(chunk, cuts)[0], notes


def _closing(text: str, start: int) -> int:
    """The place of the bracket that closes the one at `start`; 0 where none does nearby."""
    depth = 0
    for sign in re.compile(r"[\[\]]").finditer(text, start, start + _LONGEST):
        depth += 1 if sign[0] == "[" else -1
        if not depth:
            return sign.start()
    return 0
