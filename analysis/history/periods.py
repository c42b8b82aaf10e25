"""Stretches of the calendar: from which day to which day a date reaches, and how they are moved and cut."""

import calendar
from dataclasses import dataclass
from datetime import date

Day = tuple[int, int, int]  # year (0 is 1 B.C., as ISO 8601 counts), month, day
_CYCLE_YEARS, _CYCLE_DAYS = 400, 146_097  # the calendar repeats: how days before year 1 are counted
DAYS, MONTHS = {"day": 1, "week": 7, "fortnight": 14}, {"month": 1, "year": 12, "decade": 120, "century": 1200}
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


@dataclass(frozen=True)
class Period:
    """From the first day to the last, and how exactly it was told: day, month, season, year, decade, century …"""

    begin: Day
    finish: Day
    precision: str

    def __post_init__(self):
        if self.begin > self.finish:
            raise ValueError("a period that ends before it begins")


def iso(day: Day) -> str:
    """A day as ISO 8601 writes it.

    >>> iso((1956, 2, 14)), iso((-430, 3, 1))
    ('1956-02-14', '-0430-03-01')
    """
    year, month, number = day
    return f"{'-' if year < 0 else ''}{abs(year):04d}-{month:02d}-{number:02d}"


def one_day(year: int, month: int, day: int) -> Period:
    """One day; a ValueError where the month has no such day."""
    if not 1 <= day <= last_day(year, month):
        raise ValueError("no such day")
    return Period((year, month, day), (year, month, day), "day")


def last_day(year: int, month: int) -> int:
    """How many days a month has."""
    return calendar.monthrange(year % _CYCLE_YEARS + _CYCLE_YEARS, month)[1]


def one_month(year: int, month: int) -> Period:
    """One month."""
    return Period((year, month, 1), (year, month, last_day(year, month)), "month")


def one_season(year: int, season: str) -> Period:
    """A season of the north, in whole months; a winter begins in December of its year.

    >>> [iso(day) for day in (one_season(1949, "winter").begin, one_season(1949, "winter").finish)]
    ['1949-12-01', '1950-02-28']
    """
    first = one_month(year, SEASONS[season])
    month = SEASONS[season] + 2
    return join(first, one_month(year + (month > 12), (month - 1) % 12 + 1), "season")


def years(first: int, last: int, precision: str = "year") -> Period:
    """All days from the first year to the last."""
    return Period((first, 1, 1), (last, 12, 31), precision)


def century(number: int, before_christ: bool = False) -> Period:
    """The nineteenth century is 1801 to 1900.

    >>> century(19).begin[0], century(5, before_christ=True).finish[0]
    (1801, -400)
    """
    last = -100 * (number - 1) if before_christ else 100 * number
    return years(last - 99, last, "century")


def join(first: Period, last: Period, precision: str) -> Period:
    """From the beginning of one to the end of another."""
    return Period(first.begin, last.finish, precision)


def ordinal(day: Day) -> int:
    """A running number of a day."""
    cycles = (1 - day[0]) // _CYCLE_YEARS + 1 if day[0] < 1 else 0
    return date(day[0] + cycles * _CYCLE_YEARS, *day[1:]).toordinal() - cycles * _CYCLE_DAYS


def from_ordinal(number: int) -> Day:
    """The day of a running number."""
    cycles = -number // _CYCLE_DAYS + 1 if number < 1 else 0
    found = date.fromordinal(number + cycles * _CYCLE_DAYS)
    return found.year - cycles * _CYCLE_YEARS, found.month, found.day


def move_days(day: Day, days: int) -> Day:
    """So many days on (or back)."""
    return from_ordinal(ordinal(day) + days)


def shift(period: Period, number: int, unit: str) -> Period | None:
    """A period so many units later, told as exactly as both the period and the unit are; None where neither can tell.

    >>> moved = shift(one_day(1956, 2, 14), 1, "year")
    >>> iso(moved.begin), iso(moved.finish), moved.precision
    ('1957-01-01', '1957-12-31', 'year')
    """
    year, month, _ = period.begin
    if unit in DAYS:
        if period.precision != "day":
            return None
        days = number * DAYS[unit]
        return Period(move_days(period.begin, days), move_days(period.finish, days), "day")
    if unit == "month":
        if period.precision not in ("day", "month", "week"):
            return None
        return one_month(year + (month - 1 + number) // 12, (month - 1 + number) % 12 + 1)
    moved = number * MONTHS[unit] // 12
    if unit == "decade" and period.precision == "decade":
        return years(year + moved, period.finish[0] + moved, "decade")
    if unit == "century" or period.precision in ("decade", "century"):
        return None if period.precision == "century" else years(year + moved, period.finish[0] + moved, "decade")
    return years(year + moved, year + moved)


def part(period: Period, which: str) -> Period:
    """The first, the middle or the last third, in whole days, months or years; its half where `which` tells of one.

    >>> [part(years(1950, 1959, "decade"), which).begin[0] for which in ("early", "middle", "late")]
    [1950, 1954, 1957]
    """
    first, last = ordinal(period.begin), ordinal(period.finish)
    length = last - first + 1
    low, high = {
        "early": (0.0, 0.35),
        "middle": (0.35, 0.67),
        "late": (0.67, 1.0),
        "first half": (0.0, 0.5),
        "second half": (0.5, 1.0),
    }[which]
    begin, finish = from_ordinal(first + round(low * length)), from_ordinal(first + round(high * length) - 1)
    if period.precision in ("decade", "century"):
        step = 1 if begin[1] > 6 else 0
        return Period(
            (begin[0] + step, 1, 1), (finish[0] if finish[1] > 6 else finish[0] - 1, 12, 31), period.precision
        )
    if period.precision == "year":
        months = {"early": (1, 4), "middle": (5, 8), "late": (9, 12), "first half": (1, 6), "second half": (7, 12)}[
            which
        ]
        return Period(one_month(begin[0], months[0]).begin, one_month(begin[0], months[1]).finish, "year")
    return Period(begin, finish, period.precision)
