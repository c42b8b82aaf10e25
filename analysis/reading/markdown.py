"""Markdown to chunks: headings, quotations, lists, tables, code, notes; its signs are logged as they go."""

import re
from dataclasses import replace

from analysis.reading.chunks import Chunk, Edit, cut, joined

_STARTS = (
    # kind, what opens such a line, whether each line is a chunk of its own
    ("heading", re.compile(r" {0,3}#{1,6}\s+(?=\S)")),
    ("block_quote", re.compile(r" {0,3}>\s?")),
    ("note", re.compile(r" {0,3}\[\^(?P<number>[^\]\s]+)\]:\s*")),
    ("list", re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s+(?=\S)")),
    ("table", re.compile(r"(?= {0,3}\|)")),
)
_RULE = re.compile(r"\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|={3,})$")
_SEPARATOR = re.compile(r"\s*\|?\s*:?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)*\|?\s*$")
_FENCE = re.compile(r"\s*(?:```|~~~)")
_INLINE = (
    ("image", re.compile(r"!\[([^\]]*)\]\([^)]*\)"), r"\1"),
    ("link", re.compile(r"(?<!!)\[([^\]^][^\]]*)\]\((?:[^()\s]|\([^)]*\))*(?:\s+\"[^\"]*\")?\)"), r"\1"),
    ("code sign", re.compile(r"(`+)([^`]+)\1"), r"\2"),
    ("escape", re.compile(r"\\([\\`*_{}\[\]()#+.!>|-])"), r"\1"),
)


def group_markdown(lines: list[tuple[int, str]]) -> tuple[list[Chunk], list[Edit]]:
    """The chunks of a Markdown text and every sign taken out.

    >>> [(chunk.kind, chunk.text) for chunk in group_markdown([(1, "# On"), (2, "> one"), (3, "> two")])[0]]
    [('heading', 'On'), ('block_quote', 'one two')]
    """
    edits: list[Edit] = []
    chunks, lines = _yaml(lines, edits)
    open_chunk = fenced = False  # whether the next line may continue the last chunk; whether we are in code
    for number, line in lines:
        if _FENCE.match(line):
            edits.append(Edit(number, "markup", line.strip(), ""))
            fenced, open_chunk = not fenced, False
        elif fenced:
            chunks, open_chunk = (
                _add(chunks, Chunk(line.rstrip(), ((0, number),), number, kind="table"), open_chunk),
                True,
            )
        elif not line.strip():
            open_chunk = False
        elif _RULE.fullmatch(line) or (_SEPARATOR.fullmatch(line) and "|" in line):
            edits.append(Edit(number, "markup", line.strip(), ""))
            if open_chunk and not chunks[-1].kind and set(line.strip()) <= set("=-"):
                chunks[-1] = replace(chunks[-1], kind="heading")  # a line of === or --- under a title
            open_chunk = open_chunk and chunks[-1].kind == "table"
        else:
            chunk = _line(number, line, edits)
            begins = not open_chunk or chunk.kind in ("heading", "list", "note") or chunks[-1].kind == "heading"
            if chunk.kind and chunks and chunk.kind != chunks[-1].kind:
                begins = True
            if chunk.text:
                chunks = _add(chunks, chunk, not begins)
            open_chunk = bool(chunk.text)
    return [_inline(chunk, edits) if chunk.kind != "table" else chunk for chunk in chunks], edits


def _yaml(lines: list[tuple[int, str]], edits: list[Edit]) -> tuple[list[Chunk], list[tuple[int, str]]]:
    """The lines between two --- at the very top, as front matter."""
    texts = [line.strip() for _, line in lines]
    if not texts or texts[0] != "---" or "---" not in texts[1:]:
        return [], lines
    end = texts.index("---", 1)
    edits += [Edit(lines[at][0], "markup", "---", "") for at in (0, end)]
    inside = [(number, line) for number, line in lines[1:end] if line.strip()]
    chunks = [Chunk(line.strip(), ((0, number),), number, kind="front_matter", sure=True) for number, line in inside]
    return chunks, lines[end + 1 :]


def _line(number: int, line: str, edits: list[Edit]) -> Chunk:
    for kind, start in _STARTS:
        found = start.match(line)
        if found:
            if found[0].strip():
                edits.append(Edit(number, "markup", found[0].strip(), ""))
            label = found.groupdict().get("number", "")
            text = re.sub(r"\s+#+\s*$", "", line[found.end() :]) if kind == "heading" else line[found.end() :]
            if len(text.strip()) < len(line[found.end() :].strip()):
                edits.append(Edit(number, "markup", line[found.end() + len(text) :].strip(), ""))
            return Chunk(text.strip(), ((0, number),), number, kind=kind, number=label, sure=True)
    return Chunk(line.strip(), ((0, number),), number, sure=True)


def _add(chunks: list[Chunk], chunk: Chunk, goes_on: bool) -> list[Chunk]:
    if not goes_on or not chunks:
        chunks.append(chunk)
    else:
        chunks[-1] = joined(chunks[-1], chunk, "\n" if chunks[-1].kind == "table" else " ")
    return chunks


def _inline(chunk: Chunk, edits: list[Edit]) -> Chunk:
    for rule, pattern, new in _INLINE:
        cuts = []
        for found in pattern.finditer(chunk.text):
            after = found.expand(new)
            edits.append(Edit(chunk.line_at(found.start()), rule, found[0], after))
            cuts.append((found.start(), found.end(), after))
        chunk, _ = cut(chunk, cuts)
    return chunk
