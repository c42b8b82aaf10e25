"""Whether lines that markup parts are verse: short ones, several, and no list, address or dialogue."""

import re

from analysis.reading.lists import LIST_SIGN

STANZA = 4  # lines that are verse by themselves; fewer only beside another stanza, or within a quotation
_MOSTLY = 3  # stanzas: a text that has more, and little else that has breaks, is verse
_LINE, _MEAN = 80, 56  # letters: of the longest line, and of the lines on average
_NAMED = re.compile(r"[^:]{1,40}:|\*\*[^*]{1,40}\*\*")


def look_like_verse(lines: list[str]) -> bool:
    """Whether lines could be a stanza.

    >>> look_like_verse(["Season of mists and mellow fruitfulness,", "Close bosom-friend of the maturing sun;"])
    True
    >>> look_like_verse(["12 Old Street", "Boston 02108"])
    False
    """
    if len(lines) < 2 or max(map(len, lines)) > _LINE or sum(map(len, lines)) > _MEAN * len(lines):
        return False
    if LIST_SIGN.match(lines[0]) or (len(lines) == 2 and re.match(r"[-—–~]", lines[1])):
        return False
    odd = sum(bool(re.search(r"\d|@|www\.", line)) for line in lines)
    named = sum(bool(_NAMED.match(line)) for line in lines)
    return odd * 4 <= len(lines) and named * 3 < len(lines)


def look_like_long_lines(lines: list[str]) -> bool:
    """Whether lines that are too long for most verse could be a stanza where others are."""
    capital = sum(bool(re.match(r"\W*[^\W\d_a-z]", line)) for line in lines)
    named = sum(bool(_NAMED.match(line)) for line in lines)
    return len(lines) > 2 and capital > 0.8 * len(lines) and named * 3 < len(lines) and not LIST_SIGN.match(lines[0])


def verse_among(stretches: list[tuple[bool, list[str]]]) -> list[bool]:
    """Of each stretch, in order, whether it is verse: it looks so, and it or its neighbours that do have lines enough.

    A stretch is told by whether it stands in a quotation and by its lines; one that has no breaks has one line.
    """
    out: list[bool] = []
    row, lines = 0, 0
    for quoted, texts in [*stretches, (False, [])]:
        if look_like_verse(texts):
            row, lines = row + 1, lines + len(texts) + 2 * quoted
            continue
        out += [lines >= STANZA] * row
        row, lines = 0, 0
        out.append(False)
    whole = sum(out) > _MOSTLY and sum(out) > sum(bool(texts) for _, texts in stretches) / 2
    return [
        verse or (whole and look_like_long_lines(texts)) for verse, (_, texts) in zip(out[:-1], stretches, strict=True)
    ]
