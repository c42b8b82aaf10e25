"""What a date means where it stands: read by itself, or against the last date that the narrative named."""

import re
from dataclasses import dataclass, replace
from datetime import date

from dateutil.easter import easter

from analysis.history import date_words as words
from analysis.history.periods import (
    SEASONS, Period, century, from_ordinal, join, move_days, one_day, one_month, one_season, ordinal, part, shift, years,
)  # fmt: skip

_BACK = re.compile(r"(?i)earlier|before|previous|ago|preceding|prior|last|past")
# "Ten years after" by itself, not "ten years after the war"
_CLOSED = re.compile(r"\s*(?:[.,;:)—–”]|$|(?:he|she|they|it|we|I|and|but|was|were|came|had|at|in|on|by|to)\b)")
_SPEAKERS = ("this", "last", "the last", "the past", "the present", "the coming", "the approaching")  # seen from the speaker's day
_FINE = ("day", "days", "week", "month")
_SOON = 3  # months
_LEFT = 3  # asides after which the story has moved
_NEAR = 2  # years
_FRESH = 10  # paragraphs
_OTHER_AGE = 40  # years: a comparison, and no step of a story that tells of days
_JUST_PAST = 5  # Sunday, said of a Monday or Tuesday, is the one just past
_FAR_BACK, _NEW_MONTH = 6, 15  # a month so many months before the last one is of the next year; a day so many days, of the next month


@dataclass(frozen=True)
class Thread:
    """The dates that the narrative named last.

    A year named in passing, or a date further back, holds to the end of its paragraph; then the story goes on from the
    day or month that it had reached, until several such dates in a row show that it has left it.
    """

    last: Period | None = None  # of a year or less
    story: Period | None = None  # the day or month reached, if a year or an earlier date was named after it
    aside: int = 0  # how many such dates
    at: int = 0  # the paragraph of the last date
    story_at: int = 0
    back: tuple[int, ...] = ()  # the paragraphs that told days of earlier years
    spoken: Period | None = None  # when the speaker says it, where corpus.toml tells: last year, yesterday

    @property
    def year(self) -> int | None:
        """The year in force."""
        return self.last.begin[0] if self.last else None

    @property
    def month(self) -> int | None:
        """The month in force."""
        return self.last.begin[1] if self.last and self.last.precision in _FINE else None

    def at_block(self, block: int) -> "Thread":
        """The thread as a paragraph finds it."""
        if self.story is None or block <= self.at:
            return self
        return replace(self, last=self.story if self.aside < _LEFT else self.last, story=None, at=self.story_at)

    def moved(self, period: Period | None, relative: bool, block: int) -> "Thread":
        """The thread after a date: decades and centuries do not move it."""
        if period is None or period.precision in ("decade", "century", "years"):
            return self
        story = self.story or (self.last if self.month else None)
        if story is None:
            return replace(self, last=period, story=None, aside=0, at=block)
        since = self.story_at if self.story else self.at
        years_off = period.begin[0] - story.begin[0]
        fresh = story.precision == "day" and block - since <= _FRESH
        if period.precision not in _FINE and (abs(years_off) > _OTHER_AGE or (fresh and abs(years_off) > _NEAR)):
            return self
        goes_on = period.precision in _FINE and years_off >= 0 and not (relative and fresh and period.precision != "day")
        if goes_on:
            return replace(self, last=period, story=None, aside=0, at=block, back=self.back if relative else ())
        told_back = period.precision == "day" and not relative and years_off < 0 and block not in self.back
        back = (*self.back, block) if told_back else self.back
        if len(back) >= _LEFT:
            return replace(self, last=period, story=None, aside=0, at=block, back=())
        if period.precision == "day" and years_off < -_NEAR and fresh:
            return replace(self, back=back)
        return replace(self, last=period, story=story, aside=self.aside + (block > self.at or not self.aside), at=block, story_at=since, back=back)


def read_date(kind: str, found: re.Match, after: str, thread: Thread) -> tuple[Period | None, bool]:
    """The period of a match, None where it cannot be known, and whether it was read against the last date."""
    groups = {**found.groupdict(), "whole": found[0], "open": not _CLOSED.match(after)}
    try:
        period, relative = _READERS[kind](groups, thread)
    except (ValueError, OverflowError):  # no 31 June
        return None, False
    return period, relative


def unit_of(kind: str, found: re.Match) -> str:
    """How exactly a date is told whose place in the calendar cannot be known."""
    groups = found.groupdict()
    told = groups.get("unit") or ""
    told = told or next(iter(re.findall(words.unit, groups.get("amount") or groups.get("units") or groups.get("beside") or "")), "")
    if not told and kind in ("month", "season", "decade", "century", "year"):
        told = kind
    if not told or told not in ("week", "fortnight", "month", "year", "decade", "century"):
        told = "season" if told in ("spring", "summer", "autumn", "fall", "winter") else told if told == "season" else "day"
    return told


def _year_of(text: str | None, when: str | None, thread: Thread, month: int | None = None, by_day: bool = False) -> tuple[int | None, bool]:
    """The year that a date tells, or the one in force; and whether it was read against the last date."""
    if text:
        return _number_of_year(text), False
    if thread.year is None:
        return None, True
    if when:
        return thread.year + _step(when), True
    return thread.year + (_turn_of_year(thread, month, by_day) if month and thread.month else 0), True


def _turn_of_year(thread: Thread, month: int, by_day: bool) -> int:
    """Whether a month without a year is of the next year or the last: after a day of November, January is the next."""
    back = thread.month - month
    if thread.last.precision == "day" and by_day:
        return 1 if back >= _FAR_BACK else -1 if back < -_FAR_BACK else 0
    if thread.last.precision == "day":
        return 1 if back >= 12 - _SOON else 0  # "in March", told of a day of November, looks back
    return 1 if back >= _FAR_BACK else 0


def _number_of_year(text: str) -> int:
    value = int(re.search(r"\d+", text)[0])
    return 1 - value if re.search(r"B\.?\s?C", text) else value


def _step(when: str) -> int:
    """The following year is 1, the year before -1, that year 0."""
    if re.search(r"(?i)following|next|ensuing|succeeding|after|coming", when):
        return 1
    return -1 if _BACK.search(when) else 0


def _ordinal(text: str) -> int:
    digits = re.match(r"\d+", text)
    return int(digits[0]) if digits else words.ORDINALS[re.sub(r"\s", "-", text.lower())]


def _month(text: str) -> int:
    return words.MONTHS[text.strip().rstrip(".").lower()]


def _part(period: Period, text: str | None) -> Period:
    if not text:
        return period
    text = text.lower()
    half = re.search(r"first half|second half|latter half", text)
    if half:
        return part(period, "first half" if half[0] == "first half" else "second half")
    if re.search(r"mid(?!s)|middle|midst", text):
        return part(period, "middle")
    return part(period, "late" if re.search(r"late|end|close|last|clos|final", text) else "early")


def _month_day(groups: dict, thread: Thread) -> tuple[Period | None, bool]:
    month = _month(groups["month"])
    if groups.get("side"):
        year, relative = _beside_speaker(thread, month, groups["side"]), True
    else:
        year, relative = _year_of(groups["year"], groups.get("when"), thread, month, by_day=True)
    if year is None:
        return None, True
    period = one_day(year, month, _ordinal(groups["day"]))
    if groups.get("day2"):
        other = _month(groups["month2"]) if groups.get("month2") else month
        period = join(period, one_day(year + (other < month), other, _ordinal(groups["day2"])), "days")
    return period, relative


def _beside_speaker(thread: Thread, month: int, side: str) -> int | None:
    """The year of "May last", "next May", "this May": seen from the day on which it is said."""
    if thread.spoken is None:
        return None
    year, now, _ = thread.spoken.begin
    if thread.spoken.precision not in _FINE:
        return year if side in ("instant", "this") else None
    return year - (month >= now) if "last" in side else year + (month <= now) if "next" in side else year


def _only_month(groups: dict, thread: Thread) -> tuple[Period | None, bool]:
    month, when = _month(groups["month"]), groups["next"] or ""
    if groups["side"] or when in _SPEAKERS:
        year, relative = _beside_speaker(thread, month, groups["side"] or when), True
    else:
        year, relative = _year_of(groups["year"], groups["when"], thread, month)
    if year is None:
        return None, True
    if when and not groups["year"] and thread.month:
        step = _step(when)
        year = thread.year + (step if (month - thread.month) * step <= 0 else 0)
    period = one_month(year, month)
    if groups["month2"]:
        other = _month(groups["month2"])
        period = join(period, one_month(year + (other < month), other), "months")
    return _part(period, groups["part"]), relative


def _season(groups: dict, thread: Thread) -> tuple[Period | None, bool]:
    season, told = groups["season"], groups["year"]
    if groups["next"] and groups["next"].lower() in _SPEAKERS and thread.spoken != thread.last:
        return (_season(groups, replace(thread, last=thread.spoken)) if thread.spoken else None), True
    year, relative = _year_of(told, groups["when"], thread)
    if year is None:
        return None, True
    if not told and season == "winter" and thread.month and thread.month < 6 and not groups["when"]:
        year -= 1  # that winter, said of a day in February
    if groups["next"] and not told and not groups["when"]:
        step, first = _step(groups["next"]), one_season(year, season).begin
        ahead = first > thread.last.begin
        year += 1 if step > 0 and not ahead else -1 if step < 0 and ahead else 0
    period = one_season(year, season)
    if groups["season2"]:
        period = join(period, one_season(year + (words_order(groups["season2"]) < words_order(season)), groups["season2"]), "season")
    return _part(period, groups["part"]), relative


def words_order(season: str) -> int:
    """Where a season stands in the year, from spring."""
    return ("spring", "summer", "autumn", "fall", "winter").index(season)


def _years(groups: dict, thread: Thread) -> tuple[Period | None, bool]:
    first, last = int(groups["year"]), groups["year2"]
    power = 10 ** len(last)  # 1847-8 is 1847 and 1848
    last = first // power * power + int(last)
    return years(first, last, "years"), False


def _old_years(groups: dict, thread: Thread) -> tuple[Period | None, bool]:
    return years(1 - int(groups["year"]), 1 - int(groups["year2"]), "years"), False


def _year(groups: dict, thread: Thread) -> tuple[Period | None, bool]:
    year = _number_of_year(groups["year"])
    return _part(years(year, year), groups["part"]), False


def _short_year(groups: dict, thread: Thread) -> tuple[Period | None, bool]:
    hundred = (thread.year or 1900) // 100 * 100
    return years(hundred + int(groups["year"]), hundred + int(groups["year"])), thread.year is not None


def _decade(groups: dict, thread: Thread) -> tuple[Period | None, bool]:
    told, which = groups["decade"].lower(), groups["part3"] or groups["part"]
    digits = re.search(r"\d+", told)
    hundred = (thread.year or 1900) // 100 * 100
    if digits and len(digits[0]) == 4:
        first, relative = int(digits[0]), False
    elif digits:
        first, relative = hundred + int(digits[0]), True
    else:
        hundred = 1800 if told.startswith("eighteen") else 1900 if told.startswith("nineteen") else hundred
        first, relative = hundred + 20 + 10 * words.DECADES.index(re.split(r"[-\s]", told)[-1]), not told.startswith(("eighteen", "nineteen"))
    whole = years(first, first + 99, "century") if first % 100 == 0 and first < 2000 else years(first, first + 9, "decade")
    return _part(whole, which), relative


def _century(groups: dict, thread: Thread) -> tuple[Period | None, bool]:
    old = bool(re.search(r"B\.?\s?C", groups["whole"]))
    period = century(_ordinal(groups["century"]), old)
    if groups["century2"]:
        first = _part(period, groups["part3"]) if groups["part3"] else period
        return join(first, century(_ordinal(groups["century2"]), old), "century"), False
    return _part(period, groups["part3"] or groups["part"]), False


def _numeric(groups: dict, thread: Thread) -> tuple[Period | None, bool]:
    if groups["iso"]:
        return one_day(*map(int, groups["iso"].split("-"))), False
    first, second, year = map(int, groups["slash"].split("/"))
    return one_day(year, *((second, first) if first > 12 else (first, second))), False


def _amount(text: str) -> tuple[float | None, str]:
    unit = re.search(words.unit, text.lower())
    told = text[: unit.start()].lower().split() if unit else []
    told = [word for word in told if word not in ("more", "full", "short", "long", "whole", "odd", "of")]
    if not told or any(word in words.UNSURE for word in told) or "or" in told or "to" in told:
        return None, unit[0] if unit else ""
    if told[0] == "half":
        return 0.5, unit[0]
    value = float(told[0]) if told[0].isdigit() else float(words.NUMBERS.get(told[-1], words.NUMBERS.get(told[0], 0)))
    if "and" in told:
        value = float(words.NUMBERS.get(told[0], 1)) + 0.5
    return value or None, unit[0]


def _shift(groups: dict, thread: Thread) -> tuple[Period | None, bool]:
    number, unit = _amount(groups["amount"])
    direction = groups["direction"].lower()
    anchor = thread.last
    if groups.get("anchor"):
        told = int(re.findall(r"\d+", groups["anchor"])[-1])
        anchor = years(told, told)
    elif direction in ("ago", "hence"):
        anchor = thread.spoken
    elif (direction in ("after", "before") and groups.get("open")):
        anchor = None
    if number is None or anchor is None:
        return None, True
    if unit in ("decade", "century") and number == int(number):
        number, unit = number * (10 if unit == "decade" else 100), "year"
    if number != int(number):
        number, unit = number * {"year": 12, "century": 50 / 0.5, "decade": 10, "month": 30, "week": 7, "day": 1}[unit], {"year": "month", "century": "year", "decade": "year"}.get(unit, "day")
    sign = -1 if _BACK.search(direction) else 1
    return shift(anchor, sign * int(number), unit), True


def _then(groups: dict, thread: Thread) -> tuple[Period | None, bool]:
    when, unit = groups["next"].lower(), groups["unit"]
    anchor = thread.spoken if when in _SPEAKERS else thread.last
    if groups["month"]:
        return _month_day({**groups, "year": None}, thread)
    if groups["weekday"] or anchor is None:
        return (_weekday(groups, thread, _step(when)) if anchor else None), True
    step = _step(when)
    if unit in SEASONS:
        told = {"season": unit, "year": None, "when": None, "next": when, "season2": None, "part": groups["mod"]}
        return _season(told, replace(thread, last=anchor))
    if unit in ("year", "month", "week", "decade", "century"):
        groups = {**groups, "mod": groups["mod"] or ""}
        period = _whole(anchor, unit)
        if period is not None and step:
            period = shift(period, step, unit) if unit != "week" else Period(move_days(period.begin, 7 * step), move_days(period.finish, 7 * step), "week")
        if period is not None and re.match(r"(?i)later|earlier", groups["mod"] or "") and not step and anchor.precision in ("day", "month") and unit == "year":
            later = groups["mod"].lower().startswith("later")
            return (Period(anchor.finish, period.finish, unit) if later else Period(period.begin, anchor.begin, unit)), True
        return (_part(period, groups["mod"]) if period else None), True
    return (shift(anchor, step, "day") if anchor.precision == "day" else None), True


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


def _next_some(groups: dict, thread: Thread) -> tuple[Period | None, bool]:
    anchor = thread.spoken if re.match(r"(?i)last|past|coming", groups["next"]) else thread.last
    if anchor is None or not groups["amount"]:
        return None, True
    number, unit = _amount(f"{groups['amount']} {groups['units']}")
    if number is None or number != int(number):
        return None, True
    back = bool(_BACK.search(groups["next"]))
    other = shift(anchor, -int(number) if back else int(number), unit)
    if other is None:
        return None, True
    return (join(other, anchor, f"{unit}s") if back else Period(anchor.begin, other.finish, f"{unit}s")), True


def _beside(groups: dict, thread: Thread) -> tuple[Period | None, bool]:
    told = groups["beside"].lower()
    if thread.last is None or groups.get("open") or "yesterday" in told or "tomorrow" in told:
        return None, True
    unit, side = told.split()[1:3]
    return _then({"next": "the following" if side in ("after", "following") else "the previous", "unit": unit, "weekday": None, "month": None, "mod": None}, thread)


def _the_year(groups: dict, thread: Thread) -> tuple[Period | None, bool]:
    period = _whole(thread.last, groups["unit"]) if thread.last else None
    return (None if period is None or "turn" in groups["mod"] else _part(period, groups["mod"])), True


def _years_end(groups: dict, thread: Thread) -> tuple[Period | None, bool]:
    period = _whole(thread.last, "month" if "month" in groups["which"] else "year") if thread.last else None
    return (_part(period, groups["which"]) if period else None), True


def _day(groups: dict, thread: Thread) -> tuple[Period | None, bool]:
    if thread.month is None or (groups.get("inst") or "").startswith(("ult", "prox")):
        return None, True
    year, month, last = thread.last.begin
    number = _ordinal(groups["day"])
    if thread.last.precision == "day" and last - number >= _NEW_MONTH and not groups.get("when") and not groups.get("inst"):
        year, month, _ = shift(one_month(year, month), 1, "month").begin
    period = one_day(year, month, number)
    if groups.get("day2"):
        period = join(period, one_day(year, month, _ordinal(groups["day2"])), "days")
    return period, True


def _weekday(groups: dict, thread: Thread, step: int = 0) -> Period | None:
    """The day of this name nearest to the last day, rather after it; the one after or before where the words tell so."""
    if thread.last is None or thread.last.precision != "day":
        return None
    at = ordinal(thread.last.begin)
    wanted = words.WEEKDAYS.index(groups["weekday"].lower())
    on = (wanted - (at - 1) % 7) % 7
    if step > 0:
        on = on or 7
    elif step < 0 or on >= _JUST_PAST:
        on -= 7
    found = from_ordinal(at + on)
    return Period(found, found, "day")


def _feast(groups: dict, thread: Thread) -> tuple[Period | None, bool]:
    year, relative = _year_of(groups["year"], None, thread)
    if year is None:
        return None, True
    near = (year - 1, year, year + 1) if relative and thread.month else (year,)
    days = [one_day(year, *_feast_day(groups["feast"].lower(), year)) for year in near]
    return min(days, key=lambda day: abs(ordinal(day.begin) - ordinal(thread.last.begin)) if relative else 0), relative


def _feast_day(feast: str, year: int) -> tuple[int, int]:
    if "eve" in feast:
        return (12, 24) if feast.startswith("christmas") else (12, 31)
    if "easter" in feast or "friday" in feast:
        sunday = easter(year)
        found = date.fromordinal(sunday.toordinal() + ("monday" in feast) - 2 * ("friday" in feast))
        return found.month, found.day
    fixed = {"christmas": (12, 25), "new year": (1, 1), "may day": (5, 1)}
    return next((found for start, found in fixed.items() if feast.startswith(start)), (7, 4))


def _weekday_or_day(groups: dict, thread: Thread) -> tuple[Period | None, bool]:
    return _day(groups, thread) if groups["day"] else (_weekday(groups, thread), True)


def _speakers_day(groups: dict, thread: Thread) -> tuple[Period | None, bool]:
    if thread.spoken is None or thread.spoken.precision != "day":
        return None, True
    return shift(thread.spoken, 1 if groups["deictic"].lower() == "tomorrow" else -1, "day"), True


_READERS = {
    "month day": _month_day, "day month": _month_day, "day of then": _day, "month": _only_month, "season": _season, "years": _years, "old years": _old_years,
    "year": _year, "short year": _short_year, "decade": _decade, "century": _century, "numeric": _numeric,
    "shift": _shift, "after": _shift, "then": _then, "next some": _next_some, "beside": _beside, "the year": _the_year, "year's": _years_end,
    "day": _day, "inst": _day, "weekday": _weekday_or_day, "feast": _feast, "speaker's": _speakers_day,
}
