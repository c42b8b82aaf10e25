"""Markdown to chunks: markdown-it-py tells the blocks and their lines; what a line has beside its text is logged."""

import re
from collections import Counter
from dataclasses import dataclass, replace

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from analysis.reading.chunks import Chunk, Edit, join_all
from analysis.reading.formats.byline import is_name, read_byline
from analysis.reading.formats.markdown.head import read_head
from analysis.reading.formats.markdown.headings import find_bold_headings
from analysis.reading.formats.markdown.inline import take_out_signs
from analysis.reading.formats.markdown.notes import find_listed_notes
from analysis.reading.formats.markdown.parts import PLACE, Prepared, prepare, without_comments
from analysis.reading.formats.stanzas import verse_among

_KINDS = {"heading": "heading", "blockquote": "block_quote", "list_item": "list", "footnote_reference": "note"}
_KINDS |= {"dt": "list", "dd": "list"}
_TAG = re.compile(r"\s{0,3}<br\s{0,3}/?>\s{0,3}$")
_LABEL = re.compile(r"\*\*[^*:]{1,60}(?::\*\*|\*\*\s?:)|__[^_:]{1,60}(?::__|__\s?:)")


@dataclass
class Stretch:
    """The rows of a block on their way to a chunk: (place of the line, text, whether the author broke it there)."""

    kind: str
    rows: list[tuple[int, str, bool]]
    label: str = ""  # of a note; the number of a list's item
    group: int = 0  # stretches of one item or note are one block
    level: str = ""  # of a heading: "h1"


def group_markdown(lines: list[tuple[int, str]]) -> tuple[list[Chunk], list[Edit], dict[str, str]]:
    """The chunks of a Markdown text, every sign taken out, and the title, author and date of its head.

    >>> [(chunk.kind, chunk.text) for chunk in group_markdown([(1, "# On"), (2, "> one"), (3, "> two")])[0]]
    [('heading', 'On'), ('block_quote', 'one two')]
    """
    texts, numbers = [line for _, line in lines], [number for number, _ in lines]
    count, head = read_head(texts)
    edits = [Edit(numbers[at], "front matter", texts[at].strip(), "") for at in range(count) if texts[at].strip()]
    texts = without_comments([""] * count + texts[count:], edits, numbers)
    prepared = prepare(texts, edits, numbers)
    stretches = _stretches(prepared)
    kept = {at: text for stretch in stretches for at, text, _ in stretch.rows}
    for at, text in enumerate(texts):
        if at not in prepared.logged and text != kept.get(at, ""):
            edits += [Edit(numbers[at], "markup", sign, "") for sign in _signs(text, kept.get(at))]
    stretches = find_bold_headings(find_listed_notes(stretches))
    chunks = take_out_signs(_chunks(stretches, numbers), edits)
    return _byline(chunks, head), edits, head


def _parser() -> MarkdownIt:
    """CommonMark with tables, notes (left where they are written) and terms; an indent alone is no code."""
    parser = MarkdownIt("commonmark", {"maxNesting": 100}).use(footnote_plugin).use(deflist_plugin).enable("table")
    return parser.disable(["code", "html_block", "footnote_tail", "inline"])


def _stretches(prepared: Prepared) -> list[Stretch]:
    """The blocks that the parser tells, and in their places those that were read before it."""
    lines, ready = prepared.lines, dict(prepared.ready)
    out: list[Stretch] = []
    around, end = [Stretch("", [])], 0  # what stands around; where the last whole block ends
    for token in _parser().parse("\n".join(lines)):
        first, after = token.map or (0, 0)  # its lines; only what closes has none
        if token.type in ("fence", "table_open"):
            end = after
            if not (token.type == "fence" and token.info.startswith("{")):  # code that a program runs is no text
                out.append(Stretch("table", _whole(token, lines)))
        elif token.type == "inline" and first >= end:
            here = around[-1]
            if PLACE in token.content:
                out += [
                    Stretch(part.kind or here.kind, [(at, _text(text), _breaks(text)) for at, text in part.rows])
                    for part in ready.pop(first, [])
                ]
            else:
                parts = enumerate(token.content.split("\n"), first)
                rows = [(at, _within(lines[at], part), _breaks(lines[at])) for at, part in parts]
                out.append(replace(here, rows=rows))
        elif (name := token.type.rpartition("_")[0]) in _KINDS:
            if token.nesting < 0:
                around.pop()
            elif around[-1].kind == "note":
                around.append(around[-1])
            else:
                label = str(token.meta.get("label", "")) or token.info
                around.append(Stretch(_KINDS[name], [], label, len(lines) + len(out) + 1, token.tag))
    return out + [
        Stretch(part.kind, [(at, text, False) for at, text in part.rows]) for parts in ready.values() for part in parts
    ]


def _breaks(line: str) -> bool:
    """Whether the author wants the line to end where it does: two spaces, a backslash, <br>."""
    return line.endswith(("  ", "\\")) or (line.rstrip().endswith(">") and _TAG.search(line[-16:]) is not None)


def _text(line: str) -> str:
    """A line without what breaks it."""
    line = line.strip()
    if line.endswith("\\"):
        return line[:-1].rstrip()
    found = _TAG.search(line[-16:]) if line.endswith(">") else None
    return line[: len(line) - len(found[0])] if found else line


def _within(line: str, part: str) -> str:
    """A part of a token as its line has it."""
    part = _text(part)
    return part if part in line else _text(line)


def _whole(token: Token, lines: list[str]) -> list[tuple[int, str, bool]]:
    """The rows of a block that is taken line by line: no fence, no separator; cells parted by tabs."""
    first, end = token.map or (0, 0)
    if token.type == "table_open":
        return [(at, _cells(lines[at]), False) for at in (first, *range(first + 2, end))]
    inside = range(first + 1, min(end, first + 1 + len(token.content.splitlines())))
    return [(at, lines[at].rstrip(), False) for at in inside]


def _cells(line: str) -> str:
    r"""The cells of a row.

    >>> _cells(r"> | a | b \| c |")
    'a\tb \\| c'
    """
    line = (
        re.sub(r"^[\s>]*\|?|\|\s*$", "", line) if not line.rstrip().endswith("\\|") else re.sub(r"^[\s>]*\|?", "", line)
    )
    return "\t".join(cell.strip() for cell in re.split(r"(?<!\\)\|", line))


def _signs(line: str, text: str | None) -> list[str]:
    """What a line has before and behind its text, or between its cells."""
    if text and text not in line:
        rest = Counter(line) - Counter(text)
        return [signs] if (signs := "".join("".join(rest.elements()).split())) else []
    before, _, after = line.rpartition(text) if text else (line, "", "")
    return [sign.strip() for sign in (before, after) if sign.strip()]


def _chunks(stretches: list[Stretch], numbers: list[int]) -> list[Chunk]:
    """The chunks of the blocks; lines that the author broke are verse where they look like it."""
    runs: list[list[Chunk]] = []
    last = 0  # the group of the chunk before
    told = [
        (one.kind == "block_quote", [text for _, text, _ in one.rows] if _is_broken(one) else []) for one in stretches
    ]
    for one, verse in zip(stretches, verse_among(told), strict=True):
        kind = "verse" if verse else one.kind
        label = one.label if kind == "note" else ""
        for rows in _paragraphs(one) if kind in ("", "block_quote") else [one.rows]:
            lines = [(numbers[at], text) for at, text, _ in rows if text]
            pieces = [Chunk(text, ((0, at),), at, kind, number=label, sure=True) for at, text in lines]
            goes_on = one.group and one.group == last and kind in ("note", "list") and runs
            if pieces:
                whole = join_all(pieces, "\n" if kind in ("verse", "table") else " ")
                runs[-1].append(whole) if goes_on else runs.append([whole])
        last = one.group
    return [join_all(run) for run in runs]


def _is_broken(stretch: Stretch) -> bool:
    return stretch.kind in ("", "block_quote") and all(broken for *_, broken in stretch.rows[:-1])


def _paragraphs(stretch: Stretch) -> list[list[tuple[int, str, bool]]]:
    """The rows of a block; one more paragraph where a break stands before a name in bold type and a colon."""
    out: list[list[tuple[int, str, bool]]] = [[]]
    for row in stretch.rows:
        if out[-1] and out[-1][-1][2] and _LABEL.match(row[1]):
            out.append([])
        out[-1].append(row)
    return out


def _byline(chunks: list[Chunk], head: dict[str, str]) -> list[Chunk]:
    """The lines below the title that only say author and date go to the head, and become front matter."""
    if head or not chunks or chunks[0].kind != "heading":
        return chunks
    out = list(chunks)
    lines = [chunk.text.strip("*_ ") for chunk in chunks[1:3]]
    dated = len(lines) == 2 and set(read_byline(lines[1])) == {"date"}
    for at, (chunk, line) in enumerate(zip(chunks[1:3], lines, strict=True), 1):
        told = read_byline(line) if chunk.kind in ("", "heading") else {}
        if at == 1 and dated and not told and is_name(line):
            told = {"author": line}
        if not told:
            break
        head |= {key: value for key, value in told.items() if key not in head}
        out[at] = replace(chunk, kind="front_matter", text=chunk.text)
    return out
