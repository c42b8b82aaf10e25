"""Words of a page to rows: what stands on one height, with raised and lowered signs put where they hang."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from analysis.reading.formats.pdf_words import Page, Word
from analysis.reading.typography import MARK_CLOSE, MARK_OPEN

_LEVEL = 0.25  # of the size: baselines that differ by less are one row; a raised mark stands 0.3 to 0.5 higher
_SMALL = 0.85  # of the size: smaller letters that stand higher are raised
_MARK = 0.95  # of the size: numbers and signs that are not much smaller are raised too
_HANGS = 0.35  # of the size: how far a raised mark may stand from its word
_CELL = 0.9  # of the size: a gap that may part two cells of a table
_JOINED = 0.14  # of the size
_NEAR = 0.06  # of the size


class Row(NamedTuple):
    """What stands on one height of a page, from left to right; `raised` tells of each word whether it is a raised sign."""

    base: float
    size: float
    words: list[Word]
    raised: list[bool]

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return max(word.x1 for word in self.words)


def make_rows(words: list[Word]) -> list[Row]:
    """The rows of a page, from top to bottom."""
    groups: list[list[Word]] = []
    for word in sorted(words, key=lambda word: -word.base):
        if groups and groups[-1][0].base - word.base < _LEVEL * max(word.size, groups[-1][0].size):
            groups[-1].append(word)
        else:
            groups.append([word])
    groups = _hang(groups)
    return [_row(group) for group in groups if group]


def most(sizes: Iterable[tuple[float, int]]) -> float:
    """The value with the greatest weight, of (value, weight); 0.0 of none."""
    weights: Counter[float] = Counter()
    for value, weight in sizes:
        weights[value] += weight
    return max(weights, key=lambda value: (weights[value], -value)) if weights else 0.0


def _size(group: list[Word]) -> float:
    size = group[0].size
    if all(word.size == size for word in group):
        return round(size, 1)
    return most((round(word.size, 1), len(word.text)) for word in group)


def _row(group: list[Word]) -> Row:
    size = _size(group)
    plain = [word.base for word in group if word.size >= _SMALL * size] or [word.base for word in group]
    base = sorted(plain)[len(plain) // 2]
    words = sorted(group, key=lambda word: word.x0)
    raised = [
        word.size < (_MARK if is_mark(word.text) else _SMALL) * size and word.base - base > 0.12 * size for word in words
    ]
    return Row(base, size, words, raised)


def _hang(groups: list[list[Word]]) -> list[list[Word]]:
    """Groups of small signs that all hang on words a little lower or higher, moved into the groups of those."""
    sizes = [_size(group) for group in groups]
    heights = [-group[0].base for group in groups]
    for place, group in enumerate(groups):
        reach = 0.75 * 1.6 * sizes[place]
        first = bisect_left(heights, heights[place] - reach)
        near = [at for at in range(first, min(len(groups), place + 4)) if at != place and groups[at]]
        small = _MARK if all(is_mark(word.text) for word in group) else _SMALL
        hosts = [at for at in near if sizes[place] < small * sizes[at] and abs(heights[at] - heights[place]) < 0.75 * sizes[at]]
        if not hosts or len(group) > 12:
            continue
        homes = [next((at for at in hosts if _touches(word, groups[at], sizes[at])), None) for word in group]
        if all(home is not None for home in homes):
            for word, home in zip(group, homes, strict=True):
                groups[home or 0].append(word)
            groups[place] = []
    return groups


def _touches(word: Word, group: list[Word], size: float) -> bool:
    reach = _HANGS * size
    return any(-reach < word.x0 - other.x1 < reach or -reach < other.x0 - word.x1 < reach for other in group)


class Piece(NamedTuple):
    """Words that no wide gap parts."""

    x0: float
    x1: float
    text: str


def pieces(row: Row) -> list[Piece]:
    """A row's text, cut where gaps are wide enough to part cells; raised numbers and signs are wrapped as marks."""
    found: list[Piece] = []
    texts: list[str] = []
    start = end = 0.0
    wide = _CELL * row.size if not _is_stretched(row) else float("inf")
    for (word, raised), joined in zip(zip(row.words, row.raised, strict=True), _joins(row), strict=True):
        text = f"{MARK_OPEN}{word.text}{MARK_CLOSE}" if raised and is_mark(word.text) else word.text
        if texts and not joined and word.x0 - end > wide:
            found.append(Piece(start, end, "".join(texts)))
            texts = []
        if not texts:
            start = word.x0
        elif not joined:
            texts.append(" ")
        texts.append(text)
        end = word.x1
    found.append(Piece(start, end, "".join(texts)))
    return found


def _is_stretched(row: Row) -> bool:
    """Whether the words of a line were spread over its whole width, all gaps alike."""
    gaps = [after.x0 - before.x1 for before, after in zip(row.words, row.words[1:], strict=False)]
    letters = sum(word.text[:1].isalpha() for word in row.words)
    return len(gaps) >= 3 and letters >= 0.6 * len(row.words) and max(gaps) < 1.5 * min(gaps)


def is_mark(text: str) -> bool:
    return len(text) <= 4 and (text.isdecimal() or set(text) <= set("*†‡§¶∗"))


def _joins(row: Row) -> Iterator[bool]:
    """Of each word whether it goes on the one before without a space."""
    gaps = [after.x0 - before.x1 for before, after in zip(row.words, row.words[1:], strict=False)]
    limit = _letterspace(row, gaps)
    yield False
    for place, gap in enumerate(gaps, 1):
        word = row.words[place]
        reach = 0.25 if row.raised[place] else 0.1 if row.raised[place - 1] else _JOINED
        near = gap < (limit or reach * row.size)
        yield near and (word.space < 2 if limit or row.raised[place] else not word.space or gap < _NEAR * row.size)


def _letterspace(row: Row, gaps: list[float]) -> float:
    """The gap below which letters set apart for show still are one word; 0 where they are not set apart."""
    single = sum(len(word.text) == 1 and word.text.isalpha() for word in row.words)
    if len(row.words) < 6 or single < 0.7 * len(row.words) or any(word.space == 2 for word in row.words):
        return 0.0
    return 1.6 * sorted(gaps)[len(gaps) // 2]


def main_words(page: Page) -> tuple[list[Word], list[Word]]:
    """The words that run as most of the page's text does, and those on their side."""
    turned = Counter[int]()
    for word in page.words:
        turned[word.turned] += len(word.text)
    main = turned.most_common(1)[0][0] if turned else 0
    return [word for word in page.words if word.turned == main], [word for word in page.words if word.turned != main]
