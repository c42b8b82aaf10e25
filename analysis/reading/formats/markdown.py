"""Markdown to chunks: markdown-it-py tells the blocks and their lines; what a line has beside its text is logged."""

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from analysis.reading.chunks import Chunk, Edit, cut, join_all

_KINDS = {"heading": "heading", "blockquote": "block_quote", "list_item": "list", "footnote_reference": "note"}
_WHOLE = {"front_matter": "front_matter", "fence": "table", "table_open": "table"}  # taken line by line, as they are
_INLINE = (  # by form: markdown-it-py does not say where in a line an inline sign stands
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
    chunks: list[Chunk] = []
    kept: dict[int, str] = {}  # what of a line is text
    around, end = [("", "")], 0  # kind and label of what stands around; where the last whole block ends
    for token in _parser().parse("\n".join(line for _, line in lines)):
        name = token.type.rpartition("_")[0]
        first, after = token.map or (0, 0)  # its lines; only what closes has none
        if token.type in _WHOLE:
            end, kind = after, _WHOLE[token.type]
            texts = {at: lines[at][1].rstrip() for at in _inside(token)}
            pieces = [_chunk(lines[at][0], text, kind) for at, text in texts.items() if text]
            chunks += pieces if kind == "front_matter" or not pieces else [join_all(pieces, "\n")]
        elif token.type == "inline" and first >= end:
            parts = enumerate(token.content.split("\n"), first)
            texts = {at: part.strip() if part.strip() in lines[at][1] else lines[at][1].strip() for at, part in parts}
            pieces = [_chunk(lines[at][0], text, *around[-1]) for at, text in texts.items()]
            goes_on = around[-1][0] == "note" and chunks and chunks[-1].number == around[-1][1]  # its next paragraph
            chunks.append(join_all([chunks.pop(), *pieces] if goes_on else pieces))
        else:
            texts = {}
            if name in _KINDS:
                label = (_KINDS[name], token.meta.get("label", ""))
                around = [*around, label] if token.nesting > 0 else around[:-1]
        kept |= texts
    signs = [(number, _signs(line, kept.get(at))) for at, (number, line) in enumerate(lines)]
    edits = [Edit(number, "markup", sign, "") for number, found in signs for sign in found]
    return [chunk if chunk.kind in _WHOLE.values() else _inline(chunk, edits) for chunk in chunks if chunk.text], edits


def _parser() -> MarkdownIt:
    """CommonMark with tables, notes (left where they are written) and front matter; an indent alone is no code."""
    parser = MarkdownIt("commonmark", {"maxNesting": 100}).use(front_matter_plugin).use(footnote_plugin).enable("table")
    return parser.disable(["code", "html_block", "footnote_tail", "inline"])


def _inside(token: Token) -> list[int]:
    """The lines of a block that hold its words: no fence, no separator."""
    first, end = token.map or (0, 0)
    if token.type == "table_open":
        return [first, *range(first + 2, end)]
    return list(range(first + 1, min(end, first + 1 + len(token.content.splitlines()))))


def _chunk(number: int, text: str, kind: str, label: str = "") -> Chunk:
    return Chunk(text, ((0, number),), number, kind=kind, number=label, sure=True)


def _signs(line: str, text: str | None) -> list[str]:
    """What a line has before and behind its text."""
    before, _, after = line.rpartition(text) if text else (line, "", "")
    return [sign.strip() for sign in (before, after) if sign.strip()]


def _inline(chunk: Chunk, edits: list[Edit]) -> Chunk:
    for rule, pattern, new in _INLINE:
        cuts = []
        for found in pattern.finditer(chunk.text):
            after = found.expand(new)
            edits.append(Edit(chunk.line_at(found.start()), rule, found[0], after))
            cuts.append((found.start(), found.end(), after))
        chunk, _ = cut(chunk, cuts)
    return chunk
