"""What a date means that is told against another: a year later, that winter, the next day, the 13th."""

import re
from dataclasses import replace

from analysis.history import date_words as words
from analysis.history.date_fixed import (
    BACK,
    SPEAKERS,
    Groups,
    Reading,
    month_day,
    number_of_day,
    season,
    step_of,
    third,
)
from analysis.history.periods import (
    SEASONS,
    Period,
    century,
    from_ordinal,
    join,
    move_days,
    one_day,
    one_month,
    ordinal,
    shift,
    years,
)  # fmt: skip
from analysis.history.thread import Thread

_NEW_MONTH = 15  # a day so many days before the last one is of the next month
_FILLERS = ("more", "full", "short", "long", "whole", "odd", "of")
_SMALLER = {
    "century": (100, "year"),
    "decade": (10, "year"),
    "year": (12, "month"),
    "month": (30, "day"),
    "week": (7, "day"),
    "fortnight": (14, "day"),
    "day": (1, "day"),
}
_JUST_PAST = 5  # Sunday, said of a Monday or Tuesday, is the one just past


def _amount(text: str) -> tuple[int, str]:
    """How many of which unit; (0, …) where the words tell no number: several years, a year or two.

    >>> _amount("three more weeks"), _amount("half a century"), _amount("a few days")
    ((3, 'week'), (50, 'year'), (0, 'day'))
    """
    unit = re.search(words.unit, text.lower())
    told = [word for word in text[: unit.start()].lower().split() if word not in _FILLERS] if unit else []
    if unit is None or not told or {*words.UNSURE, "or", "to"} & {*told}:
        return 0, unit[0] if unit else ""
    number = 100.0 if "hundred" in told else 1.0
    number *= float(told[0]) if told[0].isdigit() else words.NUMBERS.get(told[0], 0.5)
    number += 0.5 * ("and" in told)
    if number != int(number) or unit[0] in ("decade", "century"):
        times, smaller = _SMALLER[unit[0]]
        return round(number * times), smaller
    return int(number), unit[0]


def shifted(groups: Groups, thread: Thread) -> Reading:
    """A year later; two weeks earlier; ten years after 1949."""
    number, unit = _amount(groups["amount"])
    direction = groups["direction"].lower()
    anchor = thread.spoken if direction in ("ago", "hence") else thread.last
    if groups["anchor"]:
        told = int(re.findall(r"\d+", groups["anchor"])[-1])
        anchor = years(told, told)
    elif direction in ("after", "before") and groups["open"]:
        return None, True
    if not number or anchor is None:
        return None, True
    return shift(anchor, -number if BACK.search(direction) else number, unit), True


def then(groups: Groups, thread: Thread) -> Reading:
    """That year; the following spring; the next day, Sunday; earlier that month."""
    when, unit = groups["next"].lower(), groups["unit"]
    anchor, step = thread.spoken if when in SPEAKERS else thread.last, step_of(when)
    if groups["month"]:
        return month_day(groups, thread)
    if anchor is None:
        return None, True
    if groups["weekday"]:
        return _weekday(groups["weekday"], anchor, step), True
    if unit in SEASONS:
        return season(Groups(season=unit, next=when, part=groups["mod"]), replace(thread, last=anchor))
    if unit not in ("year", "month", "week", "decade", "century"):
        return shift(anchor, step, "day"), True
    period = _whole(anchor, unit)
    if period and step:
        period = shift(period, step, unit) if unit != "week" else _moved(period, 7 * step)
    if period is None:
        return None, True
    told = groups["mod"].lower()
    if told.startswith(("later", "earlier")) and not step and anchor.precision in ("day", "month"):
        first, last = (anchor.finish, period.finish) if told.startswith("later") else (period.begin, anchor.begin)
        return Period(first, last, unit), True
    return third(period, told), True


def _moved(period: Period, days: int) -> Period:
    return Period(move_days(period.begin, days), move_days(period.finish, days), period.precision)


def _whole(anchor: Period, unit: str) -> Period | None:
    """The year, month, week … that holds the last date."""
    year, month, _ = anchor.begin
    if unit == "century":
        return century((year - 1) // 100 + 1)
    if unit == "decade":
        return years(year // 10 * 10, year // 10 * 10 + 9, "decade")
    if unit == "year":
        return years(year, year)
    if unit == "month":
        return one_month(year, month) if anchor.precision in ("day", "month", "days", "week") else None
    if anchor.precision != "day":
        return None
    monday = ordinal(anchor.begin) - (ordinal(anchor.begin) - 1) % 7
    return Period(from_ordinal(monday), from_ordinal(monday + 6), "week")


def next_some(groups: Groups, thread: Thread) -> Reading:
    anchor = thread.spoken if re.match(r"(?i)last|past|coming", groups["next"]) else thread.last
    if anchor is None or not groups["amount"]:
        return None, True
    number, unit = _amount(f"{groups['amount']} {groups['units']}")
    back = bool(BACK.search(groups["next"]))
    other = shift(anchor, -number if back else number, unit) if number else None
    if other is None:
        return None, True
    return (join(other, anchor, f"{unit}s") if back else Period(anchor.begin, other.finish, f"{unit}s")), True


def beside(groups: Groups, thread: Thread) -> Reading:
    told = groups["beside"].lower()
    if thread.last is None or groups["open"] or "yesterday" in told or "tomorrow" in told:
        return None, True
    unit, side = told.split()[1:3]
    when = "the following" if side in ("after", "following", "ensuing", "next") else "the previous"
    return then(Groups(next=when, unit=unit), thread)


def the_year(groups: Groups, thread: Thread) -> Reading:
    period = _whole(thread.last, groups["unit"]) if thread.last else None
    return (None if period is None or "turn" in groups["mod"] else third(period, groups["mod"])), True


def years_end(groups: Groups, thread: Thread) -> Reading:
    period = _whole(thread.last, "month" if "month" in groups["which"] else "year") if thread.last else None
    return (third(period, groups["which"]) if period else None), True


def day(groups: Groups, thread: Thread) -> Reading:
    """The 13th, after a month was named."""
    if thread.last is None or not thread.month or groups["inst"].startswith(("ult", "prox")):
        return None, True
    year, month, last = thread.last.begin
    number = number_of_day(groups["day"])
    turns = thread.last.precision == "day" and last - number >= _NEW_MONTH
    if turns and not groups["when"] and not groups["inst"]:
        year, month = year + month // 12, month % 12 + 1
    period = one_day(year, month, number)
    if groups["day2"]:
        period = join(period, one_day(year, month, number_of_day(groups["day2"])), "days")
    return period, True


def weekday(groups: Groups, thread: Thread) -> Reading:
    """Sunday; Monday, the 14th."""
    if groups["day"]:
        return day(groups, thread)
    return (_weekday(groups["weekday"], thread.last, 0) if thread.last else None), True


def _weekday(name: str, anchor: Period, step: int) -> Period | None:
    """The day of this name nearest to the last day, rather after it; the next or the one before where told so."""
    if anchor.precision != "day":
        return None
    at = ordinal(anchor.begin)
    on = (words.WEEKDAYS.index(name.lower()) - (at - 1) % 7) % 7
    if step > 0:
        on = on or 7
    elif step < 0 or on >= _JUST_PAST:
        on -= 7
    found = from_ordinal(at + on)
    return Period(found, found, "day")


def speakers_day(groups: Groups, thread: Thread) -> Reading:
    if thread.spoken is None or thread.spoken.precision != "day":
        return None, True
    return shift(thread.spoken, 1 if groups["deictic"].lower() == "tomorrow" else -1, "day"), True
