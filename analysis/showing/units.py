"""How numbers are told to readers: times as often, per thousand words, re-deals. Used by tables, claims and axes.

Tables keep `log_ratio` (base 2) and `share` (0 to 1); only what is shown is turned into these words.
"""

FRACTIONS = {2: "½", 3: "⅓", 4: "¼", 5: "⅕", 6: "⅙", 8: "⅛"}


def times_as_often(log_ratio: float) -> str:
    """A base-2 log ratio as "times as often".

    >>> [times_as_often(x) for x in (2, 0, -1, -1.7, 0.58)]
    ['4×', '1×', '½×', '1/3.2×', '1.5×']
    """
    ratio = 2.0 ** float(log_ratio)
    if ratio >= 0.995:
        return f"{ratio:,.0f}×" if ratio >= 10 else f"{ratio:.2g}×"
    inverse = 1 / ratio
    for whole, sign in FRACTIONS.items():
        if abs(inverse - whole) < 0.03 * whole:
            return f"{sign}×"
    return f"1/{inverse:,.0f}×" if inverse >= 10 else f"1/{inverse:.2g}×"


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
    """A number with three digits that carry meaning, and never an exponent for what can be written out.

    >>> [number(x) for x in (1234567, 12.345, 0.012345, 1234.5, -3.0, 0)]
    ['1,234,567', '12.3', '0.0123', '1,234', '-3', '0']
    """
    value = float(value)
    if value == 0:
        return "0"
    if abs(value) >= 1000 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.3g}" if abs(value) >= 0.0001 else f"{value:.1e}"


WORDS = {"times": times_as_often, "per_thousand": per_thousand, "percent": percent, "re_deals": re_deals}
