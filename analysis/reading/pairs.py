"""Quotation marks in pairs: which opens, which closes, which is an apostrophe, which stands alone."""

import re
from bisect import bisect_left
from functools import cached_property
from typing import NamedTuple

_REACH = 2_500  # signs in which the fellow of a single mark is looked for
_SIGN = re.compile(r"[“”„«»\"‘’‚']")
_DOUBLES = re.compile(r"[“”„«»\"]")
_LEADS_SINGLE = re.compile(r"‘|‚|'(?<![^\s([{—–“\"/].)")  # where none is, single marks are apostrophes
_DOUBLE = set('“”„«»"')
_CLOSING_SINGLE = re.compile(r"[’'](?<=[^\s‘'].)(?!\w)")
_OPENING_SINGLE = re.compile(r"[‘'](?<=[\s(\[].)(?=\w)")
_ELIDED = re.compile(r"\d{2}s?\b|(?:em|tis|twas|twere|til|cause|bout|round|n)\b", re.IGNORECASE)  # ’90s, ’em, ’tis
_DROPPED = re.compile(r"(?:\w{2}in|\b[ao]|\b(?:an|wi|th|ol|mo|o))$")  # nothin’, an’, wi’: an apostrophe ends the word
_CODE = re.compile(r"\S`|`(?!\w)")  # a grave accent that closes as well; one that only opens is a single mark (`Well,')
_LEADING = "([{—–-“‘'/…"


class Pair(NamedTuple):
    start: int  # of the opening mark
    end: int  # after the closing mark
    depth: int  # 0: outermost


def pair_quotes(text: str, *, runs_on: bool = False, single: bool = False) -> tuple[list[Pair], list[int]]:
    """The quoted spans of a block, marks included, in order of their start; and the places of marks left alone.

    A straight mark opens after white space, a dash or an opening sign and closes otherwise; a double mark closes the
    last double one. A single mark is an apostrophe unless it opens a word and one that closes follows. `runs_on` says
    that the next block begins with an opening mark: then the last mark still open here quotes to the end of this block;
    `single` says that it begins with a single one.

    >>> text = 'She said, "the ‘red’ one."'
    >>> [text[pair.start:pair.end] for pair in pair_quotes(text)[0]]
    ['"the ‘red’ one."', '‘red’']
    """
    if "`" in text and not _CODE.search(text):
        text = text.replace("`", "‘")
    signs = list((_SIGN if _LEADS_SINGLE.search(text) else _DOUBLES).finditer(text))
    if not signs:
        return [], []
    marks = _Marks(text, runs_on, single)
    for sign in signs:
        marks.take(sign[0], sign.start())
    return marks.paired()


class _Marks:
    """The state of one pass over a text: the marks that are open, the spans that are closed, the marks left alone."""

    def __init__(self, text: str, runs_on: bool, single: bool):
        self.text, self.runs_on, self.single = text, runs_on, single
        self.open: list[tuple[str, int]] = []  # the mark, its place
        self.doubles: list[str] = []  # the double marks among them
        self.singles = 0  # how many single ones
        self.spans: list[tuple[int, int]] = []
        self.lost: list[int] = []
        first = re.search("[«»]", text) if "»" in text else None
        self.turned = first is not None and first[0] == "»" and bool(re.match(r"\w", text[first.end() :][:1]))

    @cached_property
    def closing(self) -> list[int]:
        return [sign.start() for sign in _CLOSING_SINGLE.finditer(self.text)]

    @cached_property
    def opening(self) -> list[int]:
        return [sign.start() for sign in _OPENING_SINGLE.finditer(self.text)]

    def take(self, sign: str, at: int) -> None:
        double = sign in _DOUBLE
        if (double and self._opens_double(sign, at)) or (not double and self._opens_single(sign, at)):
            if not self._repeats(double, at):
                self.open.append((sign, at))
                self.doubles += [sign] * double
                self.singles += not double
        elif double and self.doubles:
            self._close(at, double=True)
        elif double:
            self.lost.append(at)
        elif self.singles and self.open[-1][0] not in _DOUBLE and self._closes_single(at):
            self._close(at, double=False)

    def _close(self, at: int, *, double: bool) -> None:
        while (self.open[-1][0] in _DOUBLE) != double:
            self.open.pop()  # a single mark that never closed was an apostrophe
            self.singles -= 1
        self.spans.append((self.open.pop()[1], at + 1))
        if double:
            self.doubles.pop()
        else:
            self.singles -= 1

    def _repeats(self, double: bool, at: int) -> bool:
        """A mark set anew at the start of each line of verse, inside a quotation that is still open."""
        return double and bool(self.doubles) and self.text[at - 1 : at] == "\n"

    def _opens_double(self, sign: str, at: int) -> bool:
        before, after = self.text[at - 1 : at] or " ", self.text[at + 1 : at + 2] or " "
        if sign in "«»":
            return sign == ("»" if self.turned else "«")
        if after.isspace():
            return False
        if sign == "“":
            return not (self.doubles[-1:] == ["„"] and not before.isspace())
        if sign == "„":
            return True
        leads = before.isspace() or before in _LEADING
        if sign == "”":  # opens where a text has this mark at both ends
            return leads and not self.doubles and after.isalnum()
        return leads or (not self.open and after.isalnum() and not before.isalnum() and before not in ".,;:?!")

    def _opens_single(self, sign: str, at: int) -> bool:
        before, after = self.text[at - 1 : at] or " ", self.text[at + 1 : at + 2] or " "
        if sign == "‚":
            return after.isalnum() and before.isspace()
        if sign == "’" or _ELIDED.match(self.text, at + 1) or not (before.isspace() or before in '([{—–“"/'):
            return False
        if not (after.isalnum() or after in '[(“".…'):
            return False
        if self.single and sign == "‘":
            return True
        ahead = bisect_left(self.closing, at + 2)
        return ahead < len(self.closing) and self.closing[ahead] < at + _REACH

    def _closes_single(self, at: int) -> bool:
        if self.text[at] == "‘":
            return self.open[-1][0] == "‚"
        place = bisect_left(self.closing, at)
        if place == len(self.closing) or self.closing[place] != at:
            return False
        goes_on = re.match(r"\s[a-z]", self.text[at + 1 : at + 3])
        possessive = self.text[at - 1] in "sS" and goes_on
        dropped = _DROPPED.search(self.text, max(at - 6, 0), at) and self.text[at + 1 : at + 2].isspace()
        return not ((possessive or dropped) and self._another_closes(place))

    def _another_closes(self, place: int) -> bool:
        """Whether a later single mark can close, before another opens: then this one was an apostrophe."""
        at = self.closing[place]
        if place + 1 == len(self.closing) or self.closing[place + 1] >= at + _REACH:
            return False
        ahead = bisect_left(self.opening, at + 1)
        return ahead == len(self.opening) or self.opening[ahead] > self.closing[place + 1]

    def paired(self) -> tuple[list[Pair], list[int]]:
        doubles = [at for sign, at in self.open if sign in _DOUBLE]
        if doubles and self.runs_on:
            self.spans.append((doubles.pop(), len(self.text)))
        elif self.single and self.open and self.open[0][0] == "‘" and not self.doubles:
            self.spans.append((self.open[0][1], len(self.text)))
        pairs: list[Pair] = []
        ends: list[int] = []
        for start, end in sorted(self.spans, key=lambda span: (span[0], -span[1])):
            while ends and ends[-1] <= start:
                ends.pop()
            pairs.append(Pair(start, end, len(ends)))
            ends.append(end)
        return pairs, sorted(self.lost + doubles)
