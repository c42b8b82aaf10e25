"""Lists in typed text: their signs, which lines and chunks are items, and the items without their signs."""

import re
from dataclasses import replace
from itertools import pairwise

from analysis.reading.chunks import Chunk, Edit, cut
from analysis.reading.typography import whole_number

_BULLETS = "-*•‣◦▪●○■□➢➤✓\uf0b7\uf0a7"  # the last two: what a word processor's own font becomes
LIST_SIGN = re.compile(rf"\s*([{_BULLETS}·–]|o(?=\s)|\(?(?:\d{{1,3}}|[a-z]|[ivxl]{{1,5}})[.)])\s+(?=\S)")
_ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv"]


def find_items(texts: list[str]) -> set[int]:
    """The lines of a run that are items of one list: two or more with one sign, or numbers that rise from one."""
    found: dict[str, list[tuple[int, str]]] = {}
    for place, text in enumerate(texts):
        sign = LIST_SIGN.match(text)
        if sign:
            shape = re.sub(r"\d+", "1", sign[1])
            shape = re.sub(r"[a-z]+", "a", shape) if shape != "o" else shape
            found.setdefault(shape, []).append((place, sign[1]))
    places: set[int] = set()
    for shape, signs in found.items():
        values = [re.sub(r"\W", "", sign) for _, sign in signs]
        rises = not values[0] or (shape == "o" and signs[0][0] == 0) or all(follows(a, b) for a, b in pairwise(values))
        if len(signs) > 1 and rises and (shape not in "–·" or len(signs) == len(texts)):
            places |= {place for place, _ in signs}
    return places


def follows(a: str, b: str) -> bool:
    """Whether one number, letter or small numeral comes after another.

    >>> follows("1", "2"), follows("a", "b"), follows("iv", "v"), follows("3", "2")
    (True, True, True, False)
    """
    if a.isdigit() or b.isdigit():
        return whole_number(b, -1) == whole_number(a, -1) + 1 > 0
    if a in _ROMAN and b in _ROMAN and _ROMAN.index(b) == _ROMAN.index(a) + 1:
        return True
    return len(a) == len(b) == 1 and ord(b) == ord(a) + 1


def name_lists(chunks: list[Chunk], edits: list[Edit]) -> list[Chunk]:
    """The items of lists, without their signs: a bullet tells one; a number where the one before or after stands
    beside it."""
    signs = {
        at: found[1]
        for at, chunk in enumerate(chunks)
        if not chunk.kind and not chunk.sure and (found := LIST_SIGN.match(chunk.text))
    }
    out = []
    for at, chunk in enumerate(chunks):
        found = LIST_SIGN.match(chunk.text)
        if found and at in signs and _is_item(signs, at):
            edits.append(Edit(chunk.line_at(0), "list sign", signs[at], ""))
            chunk = replace(cut(chunk, [(0, found.end(), "")])[0], kind="list", apart=False)
        elif not chunk.kind and chunk.sure and LIST_SIGN.match(chunk.text):
            chunk = replace(chunk, kind="list")
        out.append(chunk)
    return out


def _is_item(signs: dict[int, str], at: int) -> bool:
    sign, value = signs[at], re.sub(r"\W", "", signs[at])
    if not value or sign == "o":
        return sign in _BULLETS or sign in (signs.get(at - 1), signs.get(at + 1))
    before, after = (re.sub(r"\W", "", signs.get(at + step, "")) for step in (-1, 1))
    return (bool(before) and follows(before, value)) or (bool(after) and follows(value, after))
