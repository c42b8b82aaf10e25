"""Markdown to chunks: headings, quotations, lists, tables, code, notes; its signs are logged as they go."""

import re
from dataclasses import replace

from analysis.reading.chunks import Chunk, Edit, cut, join_all

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
    ("image", re.compile(r"!\[([^\]]{0,300})\]\([^)]{0,2000}\)"), r"\1"),
    (
        "link",
        re.compile(r"(?<!!)\[([^\]^][^\]]{0,300})\]\((?:[^()\s]|\([^)]{0,300}\)){0,2000}(?:\s+\"[^\"]{0,300}\")?\)"),
        r"\1",
    ),
    ("code sign", re.compile(r"(`+)([^`]+)\1"), r"\2"),
    ("escape", re.compile(r"\\([\\`*_{}\[\]()#+.!>|-])"), r"\1"),
)


def group_markdown(lines: list[tuple[int, str]]) -> tuple[list[Chunk], list[Edit]]:
    """The chunks of a Markdown text and every sign taken out.

    >>> [(chunk.kind, chunk.text) for chunk in group_markdown([(1, "# On"), (2, "> one"), (3, "> two")])[0]]
    [('heading', 'On'), ('block_quote', 'one two')]
    """
    edits: list[Edit] = []
    front, lines = _yaml(lines, edits)
    runs: list[list[Chunk]] = []
    goes_on = fenced = False  # whether a line may continue the run before; whether we are in code
    for number, line in lines:
        if _FENCE.match(line):
            edits.append(Edit(number, "markup", line.strip(), ""))
            fenced, goes_on = not fenced, False
        elif fenced:
            goes_on = _add(runs, Chunk(line.rstrip(), ((0, number),), number, kind="table", sure=True), goes_on)
        elif not line.strip():
            goes_on = False
        elif _RULE.fullmatch(line) or (_SEPARATOR.fullmatch(line) and "|" in line):
            edits.append(Edit(number, "markup", line.strip(), ""))
            if goes_on and not runs[-1][0].kind and set(line.strip()) <= set("=-"):
                runs[-1][0] = replace(runs[-1][0], kind="heading")  # a line of === or --- under a title
            goes_on = goes_on and runs[-1][0].kind == "table"
        else:
            goes_on = _add(runs, _line(number, line, edits), goes_on)
    chunks = [join_all(run, "\n" if run[0].kind == "table" else " ") for run in runs]
    chunks = [chunk for chunk in chunks if chunk.text.strip()]
    return front + [chunk if chunk.kind == "table" else _inline(chunk, edits) for chunk in chunks], edits


def _add(runs: list[list[Chunk]], chunk: Chunk, goes_on: bool) -> bool:
    """Put a line's chunk to the run before or open a new one; whether the next line may go on with it."""
    kind = runs[-1][0].kind if runs else ""
    if goes_on and kind != "heading" and chunk.kind in ("", kind) and chunk.kind not in ("heading", "list", "note"):
        runs[-1].append(chunk)
    elif chunk.text:
        runs.append([chunk])
    return bool(chunk.text) or chunk.kind == "table"


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


def _inline(chunk: Chunk, edits: list[Edit]) -> Chunk:
    for rule, pattern, new in _INLINE:
        cuts = []
        for found in pattern.finditer(chunk.text):
            after = found.expand(new)
            edits.append(Edit(chunk.line_at(found.start()), rule, found[0], after))
            cuts.append((found.start(), found.end(), after))
        chunk, _ = cut(chunk, cuts)
    return chunk
