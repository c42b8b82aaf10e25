"""Tables and contents lists in typed text: columns parted by bars, tabs or wide gaps, and lines that end in a page."""

import re
from collections.abc import Sequence

_RULING = frozenset("|+:=_—–-─━═ \t")
_GAP = re.compile(r"(?<![.?!:;,\s])\s{2,}(?=\S)|\s{3,}(?=\S)|\t+")
_ENTRY = re.compile(r"\S.*?(?:(?:\s?\.){3,}|…{2,}|\s{3,}|\t|_{3,})\s*(?:\d{1,4}|[ivxlc]{1,7})\s*$")
_PARTED = re.compile(r"\S(?: {2}|\t)|\|")
_LONGEST_CELL = 60


def is_rule(line: str) -> bool:
    """Whether a line only draws a line.

    >>> is_rule("|-----|:---:|"), is_rule("a - b")
    (True, False)
    """
    return line.strip()[:1] in _RULING and set(line) <= _RULING and bool(re.search(r"[-=_—–─━═]{2}", line))


def is_entry(line: str) -> bool:
    """Whether a line is an entry of a contents list: words, a leader or a wide gap, and the number of a page.

    >>> is_entry("The Sources of Plenty .......... 12")
    True
    """
    return len(line) < 200 and bool(_ENTRY.match(line.strip())) and bool(re.search(r"[^\W\d_]", line))


def are_entries(lines: Sequence[str]) -> bool:
    """Whether lines that stand together are a contents list; wide gaps alone could also be a table's."""
    ends = [line[-1:] for line in lines if len(line) < 200]
    if 2 * sum(end.isdigit() or end in "ivxlc" for end in ends) < len(lines):
        return False
    leaders = sum(bool(re.search(r"(?:\s?\.){4,}|…{2,}|_{4,}", line)) for line in lines if len(line) < 200)
    return sum(map(is_entry, lines)) >= 0.6 * len(lines) and 2 * leaders >= len(lines)


def find_rows(lines: Sequence[str]) -> list[list[str]] | None:
    """The cells of each line, [] for one that only draws a line; None where the lines are no table.

    >>> find_rows(["Port      1880   1895", "Hull       212    340", "Bremen      96    175"])
    [['Port', '1880', '1895'], ['Hull', '212', '340'], ['Bremen', '96', '175']]
    """
    if not all(_PARTED.search(line) or is_rule(line) for line in (lines[0], lines[-1])):
        return None
    for split in (_bars, _tabs, _columns):
        rows = split(lines)
        if rows:
            return rows
    return None


def _bars(lines: Sequence[str]) -> list[list[str]] | None:
    drawn = [is_rule(line) for line in lines]
    barred = [line.count("|") >= 1 and not rule for line, rule in zip(lines, drawn, strict=True)]
    if sum(barred) < 2 or not all(bar or rule for bar, rule in zip(barred, drawn, strict=True)):
        return None
    counts = {line.strip().strip("|").count("|") for line, bar in zip(lines, barred, strict=True) if bar}
    if len(counts) > 1 or 0 in counts:
        return None
    return [[] if rule else _cells(line.strip().strip("|").split("|")) for line, rule in zip(lines, drawn, strict=True)]


def _tabs(lines: Sequence[str]) -> list[list[str]] | None:
    rows = [[] if is_rule(line) else _cells(line.strip("\n").split("\t")) for line in lines]
    counts = {len(row) for row in rows if row}
    filled = sum(map(bool, rows))
    short = all(len(cell) <= 2 * _LONGEST_CELL for row in rows for cell in row)
    return rows if filled >= 2 and len(counts) == 1 and min(counts) >= 2 and short and any(map(all, rows)) else None


def _columns(lines: Sequence[str]) -> list[list[str]] | None:
    """Columns that begin, or end, at one place in all lines; two lines are enough where a rule stands between."""
    drawn = [is_rule(line) for line in lines]
    texts = [line.expandtabs().rstrip() for line, rule in zip(lines, drawn, strict=True) if not rule]
    if len(texts) < (2 if any(drawn) else 3) or max(map(len, texts)) > 160:
        return None
    gaps = [[(gap.start(), gap.end()) for gap in _GAP.finditer(text.strip() and text)] for text in texts]
    gaps = [[gap for gap in row if gap[0]] for row in gaps]
    least = min(map(len, gaps))
    if not least:
        return None
    counts = [len(row) for row in gaps]
    usual = max(set(counts), key=counts.count)
    if counts.count(usual) < 0.6 * len(counts) or abs(max(counts) - usual) > 1:
        return None
    starts, ends = ({edge for row in gaps for edge in (gap[side] for gap in row)} for side in (1, 0))
    whole = [row for row in gaps if len(row) == usual]
    aligned = all(
        len({row[at][1] for row in whole}) <= 1 + len(whole) // 4 or _end_together(texts, gaps, usual, at)
        for at in range(usual)
    )
    if not aligned or not starts or not ends:
        return None
    cells = [_cells(_split(text, row)) for text, row in zip(texts, gaps, strict=True)]
    if any(len(cell) > _LONGEST_CELL for row in cells for cell in row):
        return None
    filled = iter(cells)
    return [[] if rule else next(filled) for rule in drawn]


def _end_together(texts: list[str], gaps: list, usual: int, at: int) -> bool:
    """Whether the cells of a column, numbers set to the right, end at one place."""
    ends = {
        (row[at + 1][0] if at + 1 < usual else len(text))
        for text, row in zip(texts, gaps, strict=True)
        if len(row) == usual
    }
    return len(ends) == 1


def _split(text: str, gaps: list[tuple[int, int]]) -> list[str]:
    edges = [0, *(edge for gap in gaps for edge in gap), len(text)]
    return [text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _cells(cells: Sequence[str]) -> list[str]:
    return [cell.strip() for cell in cells]
