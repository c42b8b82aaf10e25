"""The dates that a narrative named last, against which the next ones are read."""

from dataclasses import dataclass, replace

from analysis.history.periods import Period

FINE = ("day", "days", "week", "month")
_NEAR = 2  # years
_FRESH = 10  # paragraphs
_OTHER_AGE = 40  # years: a comparison, and no step of a story that tells of days
_LEFT = 3  # asides after which the story has moved
_FAR_BACK = 6  # months: a month so far before the last one is of the next year
_SOON = 3  # months
_REACH = 5  # paragraphs: of years told outright and hidden for a trial, .42 were right within, .28 beyond
_LATELY, _OFTEN = 5, 3  # of the last five paragraphs with dates so many are of the year that dominates, or beside it


@dataclass(frozen=True)
class Thread:
    """The dates that the narrative named last.

    A year named in passing, or a date further back, holds to the end of its paragraph; then the story goes on from the
    day or month that it had reached, until several such dates in a row show that it has left it. Some paragraphs on it
    is too far off to be read against, unless the dates named last are mostly of its year.
    """

    last: Period | None = None  # of a year or less
    story: Period | None = None  # the day or month reached, if a year or an earlier date was named after it
    aside: int = 0  # how many such dates
    at: int = 0  # the paragraph of the last date
    story_at: int = 0
    back: tuple[int, ...] = ()  # the paragraphs that told days of earlier years
    told: tuple[tuple[int, int], ...] = ()  # (paragraph, year) of the last dates
    spoken: Period | None = None  # when the speaker says it, where corpus.toml tells: last year, yesterday

    @property
    def year(self) -> int | None:
        """The year in force."""
        return self.last.begin[0] if self.last else None

    @property
    def month(self) -> int:
        """The month in force; 0 where only a year is."""
        return self.last.begin[1] if self.last and self.last.precision in FINE else 0

    def at_block(self, block: int) -> "Thread":
        """The thread as a paragraph finds it."""
        if self.story is None or block <= self.at:
            return self
        return replace(self, last=self.story if self.aside < _LEFT else self.last, story=None, at=self.story_at)

    def near(self, block: int) -> "Thread":
        """The thread against which a date is read: without a date that is far off, unless its year dominates."""
        if self.last is None or block - self.at <= _REACH:
            return self
        held = sum(abs(year - self.last.begin[0]) <= 1 for _, year in self.told)
        return self if held >= _OFTEN else replace(self, last=None)

    def moved(self, period: Period | None, relative: bool, block: int) -> "Thread":
        """The thread after a date: decades and centuries do not move it."""
        if period is None or period.precision in ("decade", "century", "years"):
            return self
        return self._tells(period.begin[0], block)._moved(period, relative, block)

    def _tells(self, year: int, block: int) -> "Thread":
        return replace(self, told=(*(one for one in self.told if one[0] != block), (block, year))[-_LATELY:])

    def _moved(self, period: Period, relative: bool, block: int) -> "Thread":
        story = self.story or (self.last if self.month else None)
        if story is None:
            return replace(self, last=period, story=None, aside=0, at=block)
        since = self.story_at if self.story else self.at
        years_off = period.begin[0] - story.begin[0]
        fresh = story.precision == "day" and block - since <= _FRESH
        if period.precision not in FINE and (abs(years_off) > _OTHER_AGE or (fresh and abs(years_off) > _NEAR)):
            return self
        goes_on = period.precision in FINE and years_off >= 0 and not (relative and fresh and period.precision != "day")
        if goes_on:
            return replace(self, last=period, story=None, aside=0, at=block, back=self.back if relative else ())
        told_back = period.precision == "day" and not relative and years_off < 0 and block not in self.back
        back = (*self.back, block) if told_back else self.back
        if len(back) >= _LEFT:
            return replace(self, last=period, story=None, aside=0, at=block, back=())
        if period.precision == "day" and years_off < -_NEAR and fresh:
            return replace(self, back=back)
        aside = self.aside + (block > self.at or not self.aside)
        return replace(self, last=period, story=story, aside=aside, at=block, story_at=since, back=back)


def turn_of_year(thread: Thread, month: int, by_day: bool) -> int:
    """By how many years a month lies off the year in force: after a day of November, January is ahead."""
    if thread.last is None or not month or not thread.month:
        return 0
    back = thread.month - month
    if thread.last.precision == "day":
        if by_day:
            return 1 if back >= _FAR_BACK else -1 if back < -_FAR_BACK else 0
        return 1 if back >= 12 - _SOON else 0  # "in March", told of a day of November, looks back
    return 1 if back >= _FAR_BACK else 0
