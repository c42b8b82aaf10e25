"""What of a Markdown text is read before the parser: paragraphs of plain lines, verse, and tables that it cannot know.

Each such stretch is put before the parser as one line that holds PLACE alone: it then stands where it should, in a
quotation for instance. Most of an ordinary text is plain paragraphs: the parser would try every line of them.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import accumulate

from analysis.reading.chunks import Edit
from analysis.reading.formats.html.read import chunks_from_html
from analysis.reading.formats.markdown.tables import find_line_block, find_table

PLACE = "\ufdd8"  # a noncharacter, as those of `typography`: no text holds it
Row = tuple[int, str]  # the place of a line, and what of it is text


@dataclass
class Part:
    """A block that is already read: its kind and its rows."""

    kind: str
    rows: list[Row]


@dataclass
class Prepared:
    """The lines to parse, the parts that stand at those which hold PLACE, and the lines whose signs are logged."""

    lines: list[str]
    ready: dict[int, list[Part]] = field(default_factory=dict)
    logged: set[int] = field(default_factory=set)


# No sign at its start makes a line of Markdown: letters, quotation marks, an opening bracket, emphasis, a year.
_PLAIN = re.compile(r"[^\W\d_]|[\"“”‘’'(–—…«»„¿¡]|\*{1,3}[^\s*]|_{1,3}[^\s_]|\d+(?![\d.)])")
_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
_DIV = re.compile(r"\s{0,3}:{3,}.*")
_ELEMENT = re.compile(r"<(table|ul|ol|dl|blockquote|pre|figure|h[1-6]|p)\b", re.IGNORECASE)
_MOST = 1_000  # lines of an element
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def prepare(texts: list[str], edits: list[Edit], numbers: list[int]) -> Prepared:
    """The lines with the stretches taken out that need no parser; `numbers` are their source lines."""
    out = Prepared(list(texts))
    at, fence, known = 0, "", 0  # `known`: up to there no line block begins
    while at < len(texts):
        line = texts[at]
        border = _FENCE.match(line) if line[:4].lstrip()[:1] in ("`", "~") else None
        if border or fence:
            fence = _fence_after(fence, border[1] if border else "")
            at += 1
            continue
        fresh = not at or not texts[at - 1].strip(" >") or bool(_DIV.fullmatch(texts[at - 1]))
        block = find_line_block(texts, at) if fresh and at >= known and "|" in line else None
        table = find_table(texts, at) if not block and fresh and line.strip() else None
        markup = _ELEMENT.match(line) if fresh and line[:1] == "<" else None
        if block and block[2]:
            _put(out, at, block[0], [Part("verse", rows) for rows in _stanzas(block[2])], block[1])
            _log(out, texts, at, block[0], edits, numbers)
            at = block[0]
        elif table:
            _put(out, at, table[0], [Part("table", [(place, "\t".join(cells)) for place, cells in table[1]])])
            _log(out, texts, at, table[0], edits, numbers)
            at = table[0]
        elif markup and (end := _end_of_element(texts, at, markup[1].lower())):
            _put(out, at, end, _read_element(texts, at, end))
            _log(out, texts, at, end, edits, numbers)
            at = end
        elif fresh and _PLAIN.match(line):
            end, parts = _plain_run(texts, at)
            if parts:
                _put(out, at, end, parts)
            at = max(end, at + 1)
        else:
            known = block[0] if block else known
            if _DIV.fullmatch(line):
                out.lines[at] = ""
            at += 1
    return out


def _fence_after(fence: str, border: str) -> str:
    """The fence that is open behind a line: a border opens one, or closes the one that is as long at most."""
    return border if not fence else "" if border.startswith(fence) else fence


def _end_of_element(texts: list[str], at: int, name: str) -> int:
    """Behind the line with the closing tag of an element that begins at a line; 0 where none closes it nearby."""
    close = f"</{name}>"
    return next((place + 1 for place in range(at, min(len(texts), at + _MOST)) if close in texts[place].lower()), 0)


def _read_element(texts: list[str], at: int, end: int) -> list[Part]:
    """The blocks of an element written in HTML, row by row."""
    parts = []
    quoted = texts[at][:11].lower() == "<blockquote"
    lines = [line if line.strip() or not quoted else "<p>" for line in texts[at:end]]  # an empty line parts paragraphs
    for chunk in chunks_from_html(["\n".join(lines)], by_line=True)[0]:
        rows = chunk.text.split("\n")
        starts = accumulate((len(row) + 1 for row in rows), initial=0)
        places = [min(at + chunk.line_at(start) - 1, end - 1) for start in starts][: len(rows)]
        parts.append(Part(chunk.kind, list(zip(places, rows, strict=True))))
    return parts


def without_comments(texts: list[str], edits: list[Edit], numbers: list[int]) -> list[str]:
    """The lines without what stands between <!-- and -->."""
    whole = "\n".join(texts)
    last = whole.rfind("-->")  # what is opened behind it stays open
    if not 0 <= whole.find("<!--") < last:
        return texts
    kept, at, line = [], 0, 0
    for comment in _COMMENT.finditer(whole, 0, last + 3):
        before = whole[at : comment.start()]
        line += before.count("\n")
        edits.append(Edit(numbers[line], "comment", comment[0], ""))
        empty = "\n" * comment[0].count("\n")
        kept += [before, empty]
        at, line = comment.end(), line + len(empty)
    return "".join([*kept, whole[at:]]).split("\n")


def _put(out: Prepared, at: int, end: int, parts: list[Part], around: str = "") -> None:
    out.ready[at] = parts
    out.lines[at:end] = [f"{around} {PLACE}".strip(), *[around] * (end - at - 1)]


def _log(out: Prepared, texts: list[str], at: int, end: int, edits: list[Edit], numbers: list[int]) -> None:
    """Log the signs that a stretch has beside its words."""
    words = Counter("".join(text for part in out.ready[at] for _, text in part.rows))
    signs = "".join((Counter("".join(texts[at:end])) - words).elements())
    out.logged |= set(range(at, end))
    if signs.strip():
        edits.append(Edit(numbers[at], "markup", "".join(signs.split()), ""))


def _stanzas(lines: list[Row]) -> list[list[Row]]:
    stanzas: list[list[Row]] = [[]]
    for place, text in lines:
        if text:
            stanzas[-1].append((place, text))
        elif stanzas[-1]:
            stanzas.append([])
    return [rows for rows in stanzas if rows]


def _plain_run(texts: list[str], at: int) -> tuple[int, list[Part]]:
    """Where a run of plain paragraphs ends, and the paragraphs; one that a sign below it could change is left out."""
    parts: list[Part] = []
    end = place = at
    while place < len(texts) and _PLAIN.match(texts[place]):
        first = place
        while place < len(texts) and _PLAIN.match(texts[place]):
            place += 1
        if place < len(texts) and texts[place].strip():  # an underline, a list, a quotation that breaks in
            break
        after = place
        while after < len(texts) and not texts[after].strip():
            after += 1
        if after < len(texts) and texts[after].lstrip()[:2] in (": ", ":\t", "~ "):  # the text was a term
            break
        parts.append(Part("", [(row, texts[row]) for row in range(first, place)]))
        end = place
        place = after
        if after < len(texts) and find_table(texts, after):
            break
    return end, parts
