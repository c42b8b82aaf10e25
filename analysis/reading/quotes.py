"""Quotation marks in pairs: double and single, straight and curly, mixed, nested, left open."""

import re
from typing import NamedTuple

_REACH = 1_000  # signs in which the fellow of a single mark is looked for
_SIGN = re.compile(r"[“”„«»\"‘’‚']")
_DOUBLE = set('“”„«»"')
_ALWAYS_OPEN, _ALWAYS_CLOSE = set("“„«‚"), set("”»")
_CLOSING_SINGLE = re.compile(r"(?<=[^\s‘'])[’'](?!\w)")
_OPENING_SINGLE = re.compile(r"(?<=[\s(\[])[‘'](?=\w)")
_ELIDED = re.compile(r"\d{2}s?\b|(?:em|tis|twas|til|cause|bout|round|n)\b", re.IGNORECASE)  # ’90s, ’em, ’tis


class Pair(NamedTuple):
    start: int  # of the opening mark
    end: int  # after the closing mark
    depth: int  # 0: outermost


def pair_quotes(text: str, *, runs_on: bool = False) -> tuple[list[Pair], list[int]]:
    """The quoted spans of a block, marks included, in order of their start; and the places of marks left alone.

    A straight mark opens after white space, a dash or an opening sign and closes otherwise; any double mark closes any
    other. A single mark is an apostrophe unless it opens a word and one that closes follows. `runs_on` says that the
    next block begins with an opening mark: then a mark still open here quotes to the end of this block.

    >>> text = 'She said, "the ‘red’ one."'
    >>> [text[pair.start:pair.end] for pair in pair_quotes(text)[0]]
    ['"the ‘red’ one."', '‘red’']
    """
    pairs: list[Pair] = []
    lost: list[int] = []
    stack: list[tuple[str, int]] = []
    for sign in _SIGN.finditer(text):
        family = "double" if sign[0] in _DOUBLE else "single"
        at = sign.start()
        if _opens(text, at, sign[0], family, stack):
            stack.append((family, at))
        elif any(kind == family for kind, _ in stack) and _closes(text, at, family):
            while stack[-1][0] != family:
                stack.pop()  # a single mark that never closed was an apostrophe
            pairs.append(Pair(stack.pop()[1], sign.end(), len(stack)))
        elif family == "double":
            lost.append(at)
    doubles = [at for kind, at in stack if kind == "double"]
    if doubles and runs_on:
        pairs.append(Pair(doubles.pop(0), len(text), 0))
    return sorted(pairs), sorted(lost + doubles)


def _opens(text: str, at: int, sign: str, family: str, stack: list) -> bool:
    before, after = text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
    if sign in _ALWAYS_CLOSE or after.isspace():
        return False
    if family == "double":
        return (
            sign in _ALWAYS_OPEN
            or before.isspace()
            or before in "([{—–-“‘'/\u2026"
            or (not stack and after.isalnum() and not before.isalnum() and before not in ".,;:?!")
        )
    if sign in "’'" and _ELIDED.match(text, at + 1):
        return False
    leads = before.isspace() or before in '([{—–“"/'
    return (
        leads
        and sign != "’"
        and (after.isalnum() or after in '[(“".…')
        and bool(_CLOSING_SINGLE.search(text, at + 2, at + _REACH))
    )


def _closes(text: str, at: int, family: str) -> bool:
    if family == "double":
        return True
    if not _CLOSING_SINGLE.match(text, at):
        return False
    possessive = text[at - 1] in "sS" and re.match(r"\s[a-z]", text[at + 1 : at + 3])
    return not (possessive and _another_close(text, at))


def _another_close(text: str, at: int) -> bool:
    """Whether a later single mark can close, before another opens: then this one was the apostrophe of a plural."""
    later = _CLOSING_SINGLE.search(text, at + 1, at + _REACH)
    opening = _OPENING_SINGLE.search(text, at + 1, at + _REACH)
    return later is not None and (opening is None or opening.start() > later.start())
