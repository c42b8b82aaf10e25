"""Whole numbers as a short string: seven bits a byte, the eighth says that more follow; then base64."""

import base64
from collections.abc import Iterable

import numpy as np


def pack(numbers: Iterable[int]) -> str:
    """Numbers from 0 as a string; `unpack` in `data/explore_find.js` reads it.

    >>> pack([0, 127, 128])
    'AH+AAQ=='
    """
    packed = bytearray()
    for number in numbers:
        while number > 127:
            packed.append(number & 127 | 128)
            number >>= 7
        packed.append(number)
    return base64.b64encode(packed).decode()


def browser_offsets(text: str) -> np.ndarray:
    """For each offset in a text what it is in a browser, which counts signs beyond U+FFFF twice."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return np.arange(len(codes) + 1) + np.concatenate([[0], np.cumsum(codes > 0xFFFF)])
