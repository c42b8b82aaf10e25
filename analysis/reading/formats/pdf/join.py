"""Lines of one paragraph to its text: words broken at line ends made whole where somebody knows the whole word."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from analysis.reading.chunks import Chunk, Edit
from analysis.reading.formats.pdf.columns import Line
from analysis.reading.typography import MARK_CLOSE, MARK_OPEN

_LAST = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*-$")
_FIRST = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$")
_ENGLISH = frozenset(("the", "of", "and", "to", "in", "a", "that", "is"))


class Lexicon:
    """What words there are: those of the text itself, those of a dictionary where the text is in English."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self.words: Counter[str] = Counter()
        for line in lines:
            text = line.text
            inside = text.rsplit(maxsplit=1)[0] if text.endswith(("-", "\u00ad")) and " " in text else text
            self.words.update(word.casefold() for word in _WORD.findall(inside))
        small = sum(self.words[word] for word in _ENGLISH)
        self.english = small > 0.12 * sum(self.words.values())

    def is_whole(self, left: str, right: str) -> bool:
        """Whether a word that a line end breaks with a hyphen has none inside a line.

        The text decides where it has either form. Else a word that the dictionary knows is whole; of one that it does
        not know the hyphen stays where both halves are words ("eighty-five"), and goes where they are not ("Khrush",
        "chev").
        """
        whole, parted = f"{left}{right}".casefold(), f"{left}-{right}".casefold()
        if self.words[whole] or self.words[parted]:
            return self.words[whole] >= self.words[parted]
        if not right[:1].islower():
            return False
        if not self.english:
            return True
        last = left.casefold().rpartition("-")[2]
        if _is_known(whole):
            return True
        return not (self._knows(last) and self._knows(right.casefold()))

    def _knows(self, word: str) -> bool:
        return len(word) > 1 and (bool(self.words[word]) or _is_known(word))


@lru_cache(maxsize=100_000)
def _is_known(word: str) -> bool:
    import simplemma

    return bool(simplemma.is_known(word, lang="en"))


def join_lines(lines: list[Line], lexicon: Lexicon, edits: list[Edit], *, texts: list[str] | None = None) -> Chunk:
    """One text from lines; `texts` where they are not the lines' own."""
    pieces: list[str] = []
    starts: list[tuple[int, int]] = []
    length = 0
    for line, text in zip(lines, texts or [line.text for line in lines], strict=True):
        if pieces and pieces[-1]:
            glued = _glue(pieces[-1], text, lexicon, edits, starts[-1][1])
            length += len(glued) - len(pieces[-1])
            pieces[-1] = glued
        starts.append((length, line.page))
        pieces.append(text)
        length += len(text)
    return Chunk("".join(pieces), tuple(_by_page(starts)), lines[-1].page, sure=True)


def _by_page(starts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return [place for at, place in enumerate(starts) if not at or place[1] != starts[at - 1][1]]


def _glue(before: str, after: str, lexicon: Lexicon, edits: list[Edit], page: int) -> str:
    """The text before a line end as it stands before the text after it: with a space, without, or without a hyphen."""
    if before.endswith("\u00ad"):
        return before[:-1]
    if before.endswith(("—", "–", "/")) and not before[:-1].endswith(" "):
        return before if before[-1] != "–" or after[:1].isalnum() else before + " "
    if not before.endswith("-") or before.endswith((" -", "--")) or not after:
        last = _ADDRESS.search(before[-200:])
        runs_on = bool(last) and (before[-1] in "/.?&=_%" or "/" in after.split(maxsplit=1)[0])
        return before if runs_on or (before.endswith("--")) else before + " "
    left, right = _LAST.search(before), _FIRST.match(after)
    if not left or not right:
        return before if after[:1].isalnum() or MARK_OPEN in after[:1] else before + " "
    if right[0] in ("and", "or", "to", "nor", "but"):  # pre- and post-war
        return before + " "
    whole = lexicon.is_whole(left[0][:-1], right[0])
    rule = "broken at line end" if whole else "hyphen at line end"
    edits.append(Edit(page, rule, f"{left[0]}\n{right[0]}", left[0][: len(left[0]) - whole] + right[0]))
    return before[:-1] if whole else before


def without_marks(text: str) -> str:
    return re.sub(rf"{MARK_OPEN}[^{MARK_CLOSE}]*{MARK_CLOSE}", "", text)
