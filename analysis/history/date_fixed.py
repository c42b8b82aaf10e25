"""What a date means that names its month, season, year, decade or century: read by itself, or in the year in force."""

import re
from dataclasses import replace

from analysis.history import date_words as words
from analysis.history.periods import (
    SEASONS,
    Period,
    century,
    from_ordinal,
    join,
    one_day,
    one_month,
    one_season,
    ordinal,
    part,
    years,
)
from analysis.history.thread import FINE, Thread, turn_of_year

Reading = tuple[Period | None, bool]  # None where it cannot be known; whether it was read against the last date
BACK = re.compile(r"(?i)earlier|before|previous|ago|preceding|prior|last|past")


class Groups(dict[str, str]):
    """The parts of a match by name; what took no part is ""."""

    def __missing__(self, part: str) -> str:
        return ""


# Seen from the speaker's day
SPEAKERS = ("this", "last", "the last", "the past", "the present", "the coming", "the approaching")


def number_of_year(text: str) -> int:
    value = int(re.findall(r"\d+", text)[0])  # of 1949–50 the first
    return 1 - value if re.search(r"B\.?\s?C", text) else value


def year_of(text: str, when: str, thread: Thread, month: int = 0, by_day: bool = False) -> tuple[int | None, bool]:
    """The year that a date tells, or the one in force; and whether it was read against the last date."""
    if text:
        return number_of_year(text), False
    if thread.year is None:
        return None, True
    if when:
        return thread.year + step_of(when), True
    return thread.year + turn_of_year(thread, month, by_day), True


def step_of(when: str) -> int:
    """The following year is 1, the year before -1, that year 0."""
    if re.search(r"(?i)following|next|ensuing|succeeding|after|coming", when):
        return 1
    return -1 if BACK.search(when) else 0


def number_of_day(text: str) -> int:
    digits = re.match(r"\d+", text)
    return int(digits[0]) if digits else words.ORDINALS[re.sub(r"\s", "-", text.lower())]


def _month(text: str) -> int:
    return words.MONTHS[text.strip().rstrip(".").lower()]


def third(period: Period, text: str) -> Period:
    if not text:
        return period
    text = text.lower()
    half = re.search(r"first half|second half|latter half", text)
    if half:
        return part(period, "first half" if half[0] == "first half" else "second half")
    if re.search(r"mid(?!s)|middle|midst", text):
        return part(period, "middle")
    return part(period, "late" if re.search(r"late|end|close|last|clos|final", text) else "early")


def month_day(groups: Groups, thread: Thread) -> Reading:
    month = _month(groups["month"])
    if groups["side"]:
        year, relative = _beside_speaker(thread, month, groups["side"]), True
    else:
        year, relative = year_of(groups["year"], groups["when"], thread, month, by_day=True)
    if year is None:
        return None, True
    period = one_day(year, month, number_of_day(groups["day"]))
    if groups["day2"]:
        other = _month(groups["month2"]) if groups["month2"] else month
        period = join(period, one_day(year + (other < month), other, number_of_day(groups["day2"])), "days")
    return period, relative


def _beside_speaker(thread: Thread, month: int, side: str) -> int | None:
    """The year of "May last", "next May", "this May": seen from the day on which it is said."""
    if thread.spoken is None:
        return None
    year, now, _ = thread.spoken.begin
    if thread.spoken.precision not in FINE:
        return year if side in ("instant", "this") else None
    return year - (month >= now) if "last" in side else year + (month <= now) if "next" in side else year


def only_month(groups: Groups, thread: Thread) -> Reading:
    month, when = _month(groups["month"]), groups["next"]
    if groups["side"] or when in SPEAKERS:
        year, relative = _beside_speaker(thread, month, groups["side"] or when), True
    else:
        year, relative = year_of(groups["year"], groups["when"], thread, month)
    if year is None:
        return None, True
    if when and relative and thread.year and thread.month:
        step = step_of(when)
        year = thread.year + (step if (month - thread.month) * step <= 0 else 0)
    period = one_month(year, month)
    if groups["month2"]:
        other = _month(groups["month2"])
        period = join(period, one_month(year + (other < month), other), "months")
    return third(period, groups["part"]), relative


def season(groups: Groups, thread: Thread) -> Reading:
    """The spring of 1950; that winter; the following spring."""
    if groups["next"].lower() in SPEAKERS and thread.spoken != thread.last:
        return season(groups, replace(thread, last=thread.spoken)) if thread.spoken else (None, True)
    which, told = groups["season"], groups["year"]
    year, relative = year_of(told, groups["when"], thread)
    if year is None:
        return None, True
    if relative and not groups["when"]:
        year += _season_moved(which, year, groups["next"], thread)
    period = one_season(year, which)
    if groups["season2"]:
        next_year = _place_in_year(groups["season2"]) < _place_in_year(which)
        period = join(period, one_season(year + next_year, groups["season2"]), "season")
    return third(period, groups["part"]), relative


def _season_moved(which: str, year: int, when: str, thread: Thread) -> int:
    """By how many years a season lies off the one of this year: the following spring, that winter (of a February)."""
    moved = -1 if which == "winter" and 0 < thread.month < SEASONS["summer"] else 0
    step = step_of(when)
    if thread.last and step:
        ahead = one_season(year + moved, which).begin > thread.last.begin
        moved += 1 if step > 0 and not ahead else -1 if step < 0 and ahead else 0
    return moved


def _place_in_year(season: str) -> int:
    """Where a season stands in the year, from spring."""
    return ("spring", "summer", "autumn", "fall", "winter").index(season)


def year_range(groups: Groups, thread: Thread) -> Reading:
    first = int(groups["year"])
    power = 10 ** len(groups["year2"])  # 1847-8 is 1847 and 1848
    return years(first, first // power * power + int(groups["year2"]), "years"), False


def old_years(groups: Groups, thread: Thread) -> Reading:
    return years(1 - int(groups["year"]), 1 - int(groups["year2"]), "years"), False


def one_year(groups: Groups, thread: Thread) -> Reading:
    year = number_of_year(groups["year"])
    return third(years(year, year), groups["part"]), False


def short_year(groups: Groups, thread: Thread) -> Reading:
    hundred = (thread.year or 1900) // 100 * 100
    return years(hundred + int(groups["year"]), hundred + int(groups["year"])), thread.year is not None


def decade(groups: Groups, thread: Thread) -> Reading:
    told = groups["decade"].lower()
    digits = re.sub(r"\D", "", told)
    hundred = (thread.year or 1900) // 100 * 100
    relative = len(digits) != 4
    if digits:
        first = int(digits) + hundred * relative
    else:
        relative = not told.startswith(("eighteen", "nineteen"))
        hundred = hundred if relative else 1800 if told.startswith("eighteen") else 1900
        first = hundred + 20 + 10 * words.DECADES.index(re.split(r"[-\s]", told)[-1])
    whole = (
        years(first, first + 99, "century") if first % 100 == 0 and first < 2000 else years(first, first + 9, "decade")
    )
    return third(whole, groups["part3"] or groups["part"]), relative


def one_century(groups: Groups, thread: Thread) -> Reading:
    old = bool(re.search(r"B\.?\s?C", groups["whole"]))
    period = century(number_of_day(groups["century"]), old)
    if groups["century2"]:
        first = third(period, groups["part3"]) if groups["part3"] else period
        return join(first, century(number_of_day(groups["century2"]), old), "century"), False
    return third(period, groups["part3"] or groups["part"]), False


def numeric(groups: Groups, thread: Thread) -> Reading:
    if groups["iso"]:
        year, month, day = map(int, groups["iso"].split("-"))
        return one_day(year, month, day), False
    first, second, year = map(int, groups["slash"].split("/"))
    return (one_day(year, second, first) if first > 12 else one_day(year, first, second)), False


def feast(groups: Groups, thread: Thread) -> Reading:
    year, relative = year_of(groups["year"], "", thread)
    if year is None:
        return None, True
    near = (year - 1, year, year + 1) if relative and thread.month else (year,)
    days = [one_day(year, *_feast_day(groups["feast"].lower(), year)) for year in near]
    if len(days) == 1 or thread.last is None:
        return days[0], relative
    now = ordinal(thread.last.begin)
    return min(days, key=lambda day: abs(ordinal(day.begin) - now)), True


def _easter(year: int) -> int:
    """Easter Sunday as a running number, by Butcher's rule for the present calendar.

    >>> from_ordinal(_easter(1956))
    (1956, 4, 1)
    """
    hundreds, rest = divmod(year, 100)
    moon = (19 * (year % 19) + hundreds - hundreds // 4 - (hundreds - (hundreds + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (hundreds % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (year % 19 + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return ordinal((year, month, day + 1))


def _feast_day(feast: str, year: int) -> tuple[int, int]:
    if "eve" in feast:
        return (12, 24) if feast.startswith("christmas") else (12, 31)
    if "easter" in feast or "friday" in feast:
        found = from_ordinal(_easter(year) + ("monday" in feast) - 2 * ("friday" in feast))
        return found[1:]
    fixed = {"christmas": (12, 25), "new year": (1, 1), "may day": (5, 1)}
    return next((found for start, found in fixed.items() if feast.startswith(start)), (7, 4))
