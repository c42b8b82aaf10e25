"""Which reading each pattern of a date has."""

import re

from analysis.history import date_fixed as fixed
from analysis.history import date_relative as relative
from analysis.history import date_words as words
from analysis.history.date_fixed import Groups, Reading
from analysis.history.periods import SEASONS
from analysis.history.thread import Thread

# "Ten years after" by itself, not "ten years after the war"
_CLOSED = re.compile(r"\s*(?:[.,;:)—–”]|$|(?:he|she|they|it|we|I|and|but|was|were|came|had|at|in|on|by|to)\b)")
_READERS = {
    "month day": fixed.month_day,
    "day month": fixed.month_day,
    "day of then": relative.day,
    "month": fixed.only_month,
    "season": fixed.season,
    "years": fixed.year_range,
    "old years": fixed.old_years,
    "year": fixed.one_year,
    "short year": fixed.short_year,
    "decade": fixed.decade,
    "century": fixed.one_century,
    "numeric": fixed.numeric,
    "feast": fixed.feast,
    "shift": relative.shifted,
    "after": relative.shifted,
    "then": relative.then,
    "next some": relative.next_some,
    "beside": relative.beside,
    "the year": relative.the_year,
    "year's": relative.years_end,
    "day": relative.day,
    "inst": relative.day,
    "weekday": relative.weekday,
    "speaker's": relative.speakers_day,
}
_UNITS = ("week", "fortnight", "month", "year", "decade", "century")


def read_date(kind: str, found: re.Match, after: str, thread: Thread) -> Reading:
    """The period of a match, None where it cannot be known, and whether it was read against the last date."""
    groups = Groups({part: text or "" for part, text in found.groupdict().items()})
    groups |= {"whole": found[0], "open": "" if _CLOSED.match(after) else "open"}
    try:
        return _READERS[kind](groups, thread)
    except (ValueError, OverflowError):  # no 31 June
        return None, False


def unit_of(kind: str, found: re.Match) -> str:
    """How exactly a date is told whose place in the calendar cannot be known."""
    groups = Groups({part: text or "" for part, text in found.groupdict().items()})
    told = re.findall(words.unit, groups["amount"] or groups["units"] or groups["beside"])
    unit = groups["unit"] or (told[0] if told else kind)
    return unit if unit in _UNITS else "season" if unit in ("season", *SEASONS) else "day"
