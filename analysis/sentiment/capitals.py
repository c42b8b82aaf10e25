"""Names by their capitals, for texts that come without a list of names."""

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_SMALL = {"a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"}  # in headings
_JOINS = {"of", "the", "and", "de", "for", "von", "van"}  # inside a name: Bank of the United Provinces


def find_typographic(texts: list[str]) -> list[list[tuple[int, int]]]:
    """The spans of each text that its capitals mark as names, for texts without a list of names.

    A capitalised word inside a sentence is a name, and so is the run it stands in ("Labour Party of the United
    Provinces"). At a sentence start a capital proves nothing: that word joins a name only if the texts show it
    capitalised inside a sentence too, and either a name follows at once or no list knows it as a word of tone. A word
    in capitals throughout is an acronym, unless a lexicon knows it: then it is emphasis ("GREAT"). A line of four words
    or more with a capital on each (a heading) is left alone, as are "I" and its contractions.
    Returns: for each text a list of (start, end).
    """
    rows = [_capitals(text) for text in texts]
    inside = {word for row in rows for _, _, word, opens, capital in row if capital and not opens}
    return [_runs(text, row, inside) for text, row in zip(texts, rows, strict=True)]


def _capitals(text: str) -> list[tuple[int, int, str, bool, bool]]:
    """Each word: start, end, the word, whether it opens a sentence or quotation, whether a capital marks it."""
    words = [(m.start(), m.end(), m.group()) for m in _WORD.finditer(text)]
    capital = [_is_capitalised(word) for _, _, word in words]
    small = [word for flag, (_, _, word) in zip(capital, words, strict=True) if not flag and word not in _SMALL]
    if len(words) > 3 and not small:
        capital = [False] * len(words)
    ends = [0, *(end for _, end, _ in words)]
    opens = [_opens(text[ends[k] : start], k) for k, (start, _, _) in enumerate(words)]
    return [(*word, first, flag) for word, first, flag in zip(words, opens, capital, strict=True)]


def _opens(gap: str, k: int) -> bool:
    return k == 0 or any(sign in gap for sign in '“"‘([:;.!?…')


def _is_capitalised(word: str) -> bool:
    if not word[0].isupper() or word.split("'")[0].split("’")[0] == "I":
        return False
    return len(word) == 1 or not word.isupper() or word.lower() not in _known_words()


@lru_cache(maxsize=1)
def _known_words() -> frozenset[str]:
    from analysis.sentiment.vader_rules import vader_package

    package, analyser = vader_package()
    return frozenset(analyser.lexicon) | set(package.BOOSTER_DICT) | set(package.NEGATE)


def _runs(text: str, row, inside: set[str]) -> list[tuple[int, int]]:
    spans, k = [], 0
    while k < len(row):
        start, end, word, opens, capital = row[k]
        follows = k + 1 < len(row) and row[k + 1][4] and not row[k + 1][3]
        proper = capital and (not opens or (word in inside and (follows or word.lower() not in _known_words())))
        k += 1
        if not proper:
            continue
        while (step := _continues(text, row, k, end)) > 0:
            k += step
            end = row[k - 1][1]
        spans.append((start, end))
    return spans


def _continues(text: str, row, k: int, end: int) -> int:
    """How many words further the run goes: 1 for a capitalised neighbour, more across "of the"; 0 where it ends."""
    for step in range(3):
        if k + step >= len(row) or text[end : row[k + step][0]].strip(" \n-") or row[k + step][3]:
            return 0
        if row[k + step][4]:
            return step + 1
        if row[k + step][2] not in _JOINS:
            return 0
        end = row[k + step][1]
    return 0
