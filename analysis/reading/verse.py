"""Verse in typed text: short lines that begin anew without filling a margin, in stanzas that blank lines part."""

import re
from collections.abc import Sequence
from itertools import pairwise

from analysis.reading.margins import has_room, indent_of, was_wrapped
from analysis.reading.typography import CLOSERS

_LONGEST_LINE = 84
_NARROW = 0.6  # of the margin: lines in lower case that end sooner were not broken there
_FEW_WORDS = 3.5  # a line, on average: names, prices, entries have fewer
_CLOSED = re.compile(rf"[.?!…][{CLOSERS}]*\d*$")
_LETTER_END = re.compile(
    r"\b(?:yours|sincerely|faithfully|truly|respectfully|affectionately|obedient|regards|dear|my dear)\b.*,$",
    re.IGNORECASE,
)


def is_verse(lines: Sequence[str], margin: float | None, *, among_verse: bool = False, set_in: bool = False) -> bool:
    """Whether lines that stand together are a stanza.

    Lines begin with a capital, and most have room for the first word of the next (under the margin of the file, where
    it has one). `among_verse` says that much else in the file is verse: then two lines are enough, and small letters
    and closed lines do not count against it; nor do closed lines where they are `set_in`.

    >>> is_verse(["Season of mists and mellow fruitfulness,", "Close bosom-friend of the sun;", "Conspiring"], None)
    True
    """
    if len(lines) < 2:
        return False
    lines = [line.strip() for line in lines]
    pairs = list(pairwise(lines))
    open_lines = among_verse and (margin is None or 2 * _count_closed(lines) <= len(pairs))
    longest = 2 * _LONGEST_LINE if open_lines else _LONGEST_LINE
    if max(map(len, lines)) > min(longest, margin or longest):
        return False
    new = sum(_begins_anew(b) for _, b in pairs)
    capital = new >= 0.75 * len(pairs)
    narrow = margin is None or max(map(len, lines)) < _NARROW * margin
    if not (capital or narrow or among_verse):
        return False
    roomy = sum(has_room(a, b, margin or longest) for a, b in pairs)
    if roomy < 0.6 * len(pairs) or was_wrapped(lines):
        return False
    if among_verse:
        return capital or (narrow and len(lines) > 2)
    words = sum(len(line.split()) for line in lines) / len(lines)
    prose = any(_LETTER_END.search(line) for line in lines) or _is_register(lines)
    prose = prose or (not set_in and _count_closed(lines) > 0.5 * len(pairs))
    return not prose and words >= _FEW_WORDS and ((capital and len(lines) >= 3) or (narrow and _is_ragged(lines)))


def _count_closed(lines: Sequence[str]) -> int:
    return sum(bool(_CLOSED.search(line)) for line in lines[:-1])


def runs_over(lines: Sequence[str]) -> bool:
    """Whether lines are verse of long lines, whose ends the page had no room for and set in below.

    >>> runs_over(["All of these I take with me, and none", "      of them asks why,", "The bell rings."])
    True
    """
    if len(lines) < 3:
        return False
    indents = list(map(indent_of, lines))
    least = min(indents)
    over = [at for at, indent in enumerate(indents) if indent > least + 2]
    whole = [line for line, indent in zip(lines, indents, strict=True) if indent <= least + 2]
    if not over or not over[0] or len(whole) < 2 or len({indents[at] for at in over}) > 1:
        return False
    broken = not any(_CLOSED.search(lines[at - 1]) for at in over)
    return broken and sum(map(_begins_anew, whole)) >= 0.75 * len(whole) and max(map(len, lines)) <= _LONGEST_LINE


def _is_register(lines: list[str]) -> bool:
    """Names, titles, addresses: most words inside the lines are capitalised."""
    inner = [word for line in lines for word in line.split()[1:] if len(word) > 3 and word[0].isalpha()]
    return len(inner) > 2 and sum(word[0].isupper() for word in inner) > 0.5 * len(inner)


def _begins_anew(line: str) -> bool:
    first = line.lstrip("“‘\"'`’([—–-_* ")[:1]
    return first.isupper() or first.isdigit()


def _is_ragged(lines: list[str]) -> bool:
    """Lines in lower case that no margin could have broken: they differ too much in length."""
    longest = max(map(len, lines))
    full = sum(not has_room(a, b, longest) for a, b in pairwise(lines))
    return len(lines) >= 4 and (longest < 30 or (longest <= 60 and full <= 0.35 * (len(lines) - 1)))
