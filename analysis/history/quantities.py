"""Numbers as texts write them, in figures and words, to the least and the most that they can mean."""

import math
import re

from analysis.history.date_words import NUMBERS

Amount = tuple[float, float]  # from the least to the most
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12, "score": 20}
_PIECE = re.compile(r"\d[\d,]*(?:\.\d+)?|[a-z]+")
_RANGE = re.compile(r"\s*[–—]\s*|(?<=\d)\s?-\s?(?=\d)|\s+(?:to|or|and)\s+(?=\d|[a-z])")
_AT_LEAST = re.compile(r"(?i)\b(?:more than|over|at least|above|upwards? of|exceed\w*|no fewer than|no less than)\W*$")
_AT_MOST = re.compile(
    r"(?i)\b(?:less than|fewer than|under|up to|at most|below|no more than|not more than|only up to)\W*$"
)
_ABOUT = re.compile(r"(?i)\b(?:about|around|some|roughly|approximately|nearly|almost|circa|perhaps|say|close to)\W*$")
_NEAR, _LOOSE = 0.05, 0.15  # numbers are rounded: how far one may lie from another and still tell the same


def read_amount(text: str, before: str = "") -> Amount | None:
    """The least and the most that a number means, `before` being the words that lead up to it; None for no number.

    >>> read_amount("three hundred million"), read_amount("13–14"), read_amount("600", "at least ")
    ((300000000.0, 300000000.0), (13.0, 14.0), (600.0, inf))
    """
    ends = [_value(part) for part in _RANGE.split(text.lower())]
    if len(ends) > 2 or None in ends:
        ends = [_value(text.lower())]
    told = [end for end in ends if end is not None]
    if not told:
        return None
    low, high = min(told), max(told)
    if _AT_LEAST.search(before):
        return low, math.inf
    if _AT_MOST.search(before):
        return 0.0, high
    loose = _LOOSE if _ABOUT.search(before) else 0.0
    return low * (1 - loose), high * (1 + loose)


def differ(one: Amount, other: Amount) -> bool:
    """Whether no number fits both, give or take what rounding does."""
    low, high = max(one[0], other[0]), min(one[1], other[1])
    return low > high * (1 + _NEAR)


def _value(text: str) -> float | None:
    """What a number in figures or words comes to: 1.5 million, twenty-five thousand, 3 score."""
    whole, part, seen = 0.0, 0.0, False
    for piece in _PIECE.findall(text):
        if piece[0].isdigit():
            part += float(piece.replace(",", ""))
        elif piece in NUMBERS and piece not in ("a", "an"):
            part += NUMBERS[piece]
        elif (scale := _SCALES.get(piece.removesuffix("s") if piece.endswith("s") else piece)) is not None:
            if scale == 100 or scale < 100:
                part = (part or 1) * scale
            else:
                whole, part = whole + (part or 1) * scale, 0.0
        elif piece in ("and", "a", "an"):
            continue
        else:
            return None
        seen = True
    return whole + part if seen else None
