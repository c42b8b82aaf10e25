"""Tables and line blocks as pandoc writes them, which CommonMark does not know."""

import re
from itertools import pairwise

Row = tuple[int, list[str]]  # its first line, and its cells
_BORDER = re.compile(r"\s*\+(?:[-=:]+\+)+\s*")
_RULES = re.compile(r"\s*:?-{2,}:?(?: +:?-{2,}:?)+\s*")
_FULL = re.compile(r"\s*-{6,}\s*")
_LINE = re.compile(r"((?:\s{0,3}>)*\s{0,3})\|(?:\s|$)")
_BAR = re.compile(r"\s{0,3}\|(?:\s|$)")
_DASHES = re.compile(r"[>\s|:+]*-[>\s|:+-]*")
_MOST = 500  # lines of a table


def find_line_block(texts: list[str], at: int) -> tuple[int, str, list[tuple[int, str]]] | None:
    """Where the lines with a bar in front end, what they stand in ("> "), and the lines of verse; None for no bar.

    A line that is indented goes on with the one before. What has a row of dashes, or a bar at the end of most lines,
    is a table and has no lines of verse.

    >>> find_line_block(["| One", "| two", "  more"], 0)
    (3, '', [(0, 'One'), (1, 'two more')])
    >>> find_line_block(["| a | b |", "|---|---|"], 0)
    (1, '', [])
    """
    begins = _LINE.match(texts[at])
    if not begins:
        return None
    end, around = at, begins[1].rstrip()
    lines: list[tuple[int, str]] = []
    while end < len(texts) and texts[end].startswith(around):
        rest = texts[end][len(around) :]
        bar = _BAR.match(rest)
        if bar:
            lines.append((end, rest[bar.end() :].strip()))
        elif lines and re.match(r"\s+[^\s|]", rest):
            lines[-1] = (lines[-1][0], f"{lines[-1][1]} {rest.strip()}")
        else:
            break
        end += 1
    barred = sum(text.endswith("|") for _, text in lines)
    table = barred * 2 > len(lines) or any(_DASHES.fullmatch(texts[place]) for place in range(at, end))
    return end, around, [] if table else lines


def find_table(texts: list[str], at: int) -> tuple[int, list[Row]] | None:
    """Where the table that begins at a line ends, and its rows; None where none does.

    >>> find_table(["+---+---+", "| a | b |", "+===+===+", "| c | d |", "+---+---+"], 0)
    (5, [(1, ['a', 'b']), (3, ['c', 'd'])])
    >>> find_table(["Harbour  Ships", "-------  -----", "Hull       212"], 0)
    (3, [(0, ['Harbour', 'Ships']), (2, ['Hull', '212'])])
    """
    if _BORDER.fullmatch(texts[at]):
        return _grid(texts, at)
    if at and texts[at - 1].strip():
        return None
    if _FULL.fullmatch(texts[at]):
        return _ruled(texts, at, at + 1, blank_ends=False)
    if at + 1 < len(texts) and _RULES.fullmatch(texts[at + 1]) and texts[at].strip():
        return _ruled(texts, at, at, blank_ends=True)
    return _ruled(texts, at, at, blank_ends=True) if _RULES.fullmatch(texts[at]) else None


def _grid(texts: list[str], at: int) -> tuple[int, list[Row]] | None:
    if at + 1 < len(texts) and _BORDER.fullmatch(texts[at + 1]):
        return None
    places = [sign.start() for sign in re.finditer(r"\+", texts[at])]
    rows: list[Row] = []
    end, fresh = at, True
    while end < min(len(texts), at + _MOST) and re.match(r"\s*[+|]", texts[end]):
        if _BORDER.fullmatch(texts[end]):
            fresh = True
        else:
            cells = [texts[end][a + 1 : b].strip() for a, b in pairwise(places)]
            if fresh:
                rows.append((end, cells))
            else:
                rows[-1] = rows[-1][0], [f"{a} {b}".strip() for a, b in zip(rows[-1][1], cells, strict=True)]
            fresh = False
        end += 1
    return (end, rows) if rows else None


def _ruled(texts: list[str], at: int, first: int, *, blank_ends: bool) -> tuple[int, list[Row]] | None:
    """A table whose columns are told by a line of dashes; where blank lines do not end it, they part its rows."""
    last = min(len(texts), at + _MOST)
    ruler = next((place for place in range(first, min(last, first + 6)) if _RULES.fullmatch(texts[place])), None)
    if ruler is None:
        return None
    starts = [group.start() for group in re.finditer(r"\S+", texts[ruler])]
    rows: list[Row] = []
    closed, fresh, end = False, True, ruler + 1
    for place in range(first, ruler):
        _add(rows, place, texts[place], starts, fresh=place == first)
    while end < last and not closed:
        text = texts[end]
        if not text.strip() and blank_ends:
            break
        closed = bool(_RULES.fullmatch(text) or _FULL.fullmatch(text))
        if text.strip() and not closed:
            _add(rows, end, text, starts, fresh=fresh or blank_ends)
        fresh = not text.strip() or end == ruler
        end += 1
    headless = first == ruler
    return (end, rows) if rows and (closed or (blank_ends and not headless)) and len(rows) > 1 else None


def _add(rows: list[Row], place: int, text: str, starts: list[int], *, fresh: bool) -> None:
    ends = [*starts[1:], None]
    cells = [
        text[0 if not at else start : end].strip() for at, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]
    if fresh or not rows:
        rows.append((place, cells))
    else:
        rows[-1] = rows[-1][0], [f"{a} {b}".strip() for a, b in zip(rows[-1][1], cells, strict=True)]
