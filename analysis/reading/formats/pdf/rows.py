"""Words of a page to rows: what stands on one height, with raised and lowered signs put where they hang."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from analysis.reading.formats.pdf.words import Page, Word

_LEVEL = 0.25  # of the size: baselines that differ by less are one row; a raised mark stands 0.3 to 0.5 higher
_SMALL = 0.85  # of the size: smaller letters that stand higher are raised
_MARK = 0.95  # of the size: numbers and signs that are not much smaller are raised too
_HANGS = 0.35  # of the size: how far a raised mark may stand from its word


class Row(NamedTuple):
    """What stands on one height of a page, from left to right; of each word whether it is raised."""

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
        word.size < (_MARK if is_mark(word.text) else _SMALL) * size and word.base - base > 0.12 * size
        for word in words
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
        hosts = [
            at
            for at in near
            if sizes[place] < small * sizes[at] and abs(heights[at] - heights[place]) < 0.75 * sizes[at]
        ]
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
    before = 0.5 * size if is_mark(word.text) else reach  # a note's number stands a little apart from its text
    return any(-reach < word.x0 - other.x1 < reach or -reach < other.x0 - word.x1 < before for other in group)


def is_mark(text: str) -> bool:
    """Whether raised letters could call a note."""
    return len(text) <= 4 and (text.isdecimal() or set(text) <= set("*†‡§¶∗"))


def main_words(page: Page) -> tuple[list[Word], list[Word]]:
    """The words that run as most of the page's text does, and those on their side."""
    turned = Counter[int]()
    for word in page.words:
        turned[word.turned] += len(word.text)
    main = turned.most_common(1)[0][0] if turned else 0
    return [word for word in page.words if word.turned == main], [word for word in page.words if word.turned != main]
