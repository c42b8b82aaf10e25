"""How numbers are told to readers: times as often, per thousand words, re-deals. Used by tables, claims and axes.

Tables keep `log_ratio` (base 2) and `share` (0 to 1); only what is shown is turned into these words.
"""

import math
from collections.abc import Iterable

import pandas as pd

LEAST = 0.001  # what is nearer to nothing than this is said to be so, and not written out


def times_as_often(log_ratio: float) -> str:
    """A base-2 log ratio as "times as often", with two digits on either side of one.

    >>> [times_as_often(x) for x in (2, 0, -1, -1.7, 0.58, -9)]
    ['4×', '1×', '0.5×', '0.31×', '1.5×', 'below 0.01×']
    """
    ratio = 2.0 ** float(log_ratio)
    if ratio < 0.01:
        return "below 0.01×"
    return f"{ratio:,.0f}×" if ratio >= 10 else f"{ratio:.2g}×"


def per_thousand(share: float) -> str:
    """A share from 0 to 1 as so many per thousand words.

    >>> [per_thousand(x) for x in (0.0123, 0.25, 0)]
    ['12.3', '250', '0']
    """
    return number(1000 * float(share))


def percent(share: float) -> str:
    """A share from 0 to 1 as a percentage.

    >>> [percent(x) for x in (0.283, 0.0049, 1)]
    ['28%', '0.5%', '100%']
    """
    value = 100 * float(share)
    return f"{value:.1f}%" if 0 < abs(value) < 1 else f"{value:.0f}%"


def re_deals(p: float) -> str:
    """A permutation p as "so many in so many re-deals" of the passages that show as large a gap.

    >>> [re_deals(x) for x in (0.0031, 0.5, 0.0002, 0.000001, 1)]
    ['3 in 1,000', '500 in 1,000', '2 in 10,000', 'fewer than 1 in 10,000', '1,000 in 1,000']
    """
    p = float(p)
    if p >= 0.00095:
        return f"{1000 * p:,.0f} in 1,000"
    return f"{10_000 * p:.0f} in 10,000" if p >= 0.00005 else "fewer than 1 in 10,000"


def number(value: float) -> str:
    """A number with three digits that carry meaning, one where it is next to nothing, and never an exponent.

    >>> [number(x) for x in (1234567, 12.345, 0.012345, 0.000555, 1234.5, -3.0, 0)]
    ['1,234,567', '12.3', '0.0123', '0.0006', '1,234', '-3', '0']
    """
    value = float(value)
    if value == 0:
        return "0"
    if abs(value) >= 1000 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.3g}" if abs(value) >= LEAST else f"{value:.{-math.floor(math.log10(abs(value)))}f}"


def numbers(values: Iterable) -> list[str]:
    """A column of numbers, all with the same decimals, so that they stand under one another; a dash where one misses.

    >>> numbers([12.345, 0.5, 0.0001, None, -0.0001]), numbers([1234.0, 2.0])
    (['12.3', '0.5', '<0.1', '–', '>-0.1'], ['1,234', '2'])
    """
    plain = [None if pd.isna(value) or math.isinf(value) else float(value) for value in values]
    known = [value for value in plain if value is not None]
    largest = max(map(abs, known), default=0)
    whole = all(value == int(value) for value in known)
    places = 0 if whole or not largest else min(max(2 - math.floor(math.log10(largest)), 0), 3)
    return ["–" if value is None else _placed(value, places) for value in plain]


def _placed(value: float, places: int) -> str:
    told = f"{value:,.{places}f}"
    if value and not float(told.replace(",", "")):
        least = f"{10.0**-places:.{places}f}"
        return f"<{least}" if value > 0 else f">-{least}"
    return told


WORDS = {"times": times_as_often, "per_thousand": per_thousand, "percent": percent, "re_deals": re_deals}
