"""When something recurs (周期): pure arithmetic of dates in Asia/Shanghai. Nothing here knows of days off."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, timezone
from typing import Protocol

from xiangmu.plugin.periods import add_months, month_days
from xiangmu.plugin.value import value

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
"""Without a summer time since 1991."""
END_OF_DAY = time(23, 59, 59)
"""“前” and a day without an hour include the whole day (A2). The last second that is in time."""
LAST_DAY = 31
"""“底”, and the day that a shorter month has not: its last one (A2)."""
A_DAY = timedelta(days=1)


@value
class Slot:
    """One time of a recurrence: due when, about which stretch of time. Both ends of the stretch belong to it."""

    due: datetime
    since: datetime
    until: datetime

    @property
    def opens(self) -> datetime:
        """From when it can be handed in: as the stretch begins or, where it is due only later, as it ends."""
        return self.since if self.due <= self.until else self.until

    @property
    def first(self) -> date:
        """The first day whose events it tells: the next one where the stretch begins in the course of a day."""
        day = self.since.date()
        return day if self.since.time() == time() else day + A_DAY

    @property
    def last(self) -> date:
        """The last day whose events it tells."""
        return self.until.date()


class Recurrence(Protocol):
    """What names slots."""

    def slots(self, first: date, last: date) -> Iterator[Slot]:
        """Those due from ``first`` to ``last``, both included, in order."""
        ...


@value
class Once:
    """Due on one day, about the time since ``since``."""

    on: date
    since: date
    at: time = END_OF_DAY

    def slots(self, first: date, last: date) -> Iterator[Slot]:
        """The one, if it is due then."""
        if first <= self.on <= last:
            yield _slot(_moment(self.on, self.at), self.since, self.on)


@value
class Weekly:
    """Every ``every`` weeks on ``weekday`` (1 Monday … 7 Sunday), counted from the week of ``anchor``.

    About the time since the one before, to the second; with ``calendar_weeks`` about Monday to Sunday of its week, or
    of the week so many ``weeks_later`` before.
    """

    weekday: int
    at: time = END_OF_DAY
    every: int = 1
    anchor: date = date(1970, 1, 5)
    calendar_weeks: bool = False
    weeks_later: int = 0

    def slots(self, first: date, last: date) -> Iterator[Slot]:
        """One every so many weeks."""
        step = timedelta(weeks=self.every)
        start = _monday(self.anchor)
        rounds = (_monday(first) - start).days // step.days
        monday = start + rounds * step
        while monday <= last:
            day = monday + timedelta(days=self.weekday - 1)
            if first <= day <= last:
                yield self._of(day, monday)
            monday += step

    def _of(self, day: date, monday: date) -> Slot:
        due = _moment(day, self.at)
        if self.calendar_weeks:
            last = monday + timedelta(days=6) - timedelta(weeks=self.weeks_later)
            return _slot(due, last + A_DAY - timedelta(weeks=self.every), last)
        return Slot(due=due, since=due - timedelta(weeks=self.every), until=due)


@value
class DayOfMonth:
    """Due on ``day``, about the days of its month up to ``until`` since the entry before; ``months_later``: due in a
    later month than those days."""

    day: int
    until: int
    months_later: int = 0


@value
class Monthly:
    """Every month on ``days``, in the order of the days that they are about: 15 and 30, or 10, 20 and 31."""

    days: tuple[DayOfMonth, ...]
    at: time = END_OF_DAY

    def slots(self, first: date, last: date) -> Iterator[Slot]:
        """So many a month."""
        found = (slot for month in _months_around(first, last) for slot in self._in(month))
        yield from sorted(_due_within(found, first, last), key=lambda slot: slot.due)

    def _in(self, month: date) -> Iterator[Slot]:
        since = month
        for entry in self.days:
            until = _on(month, entry.until)
            due = _moment(_on(add_months(month, entry.months_later), entry.day), self.at)
            yield _slot(due, since, until)
            since = until + A_DAY


AS_NEEDED = Monthly(days=())
"""Whenever there is reason to (适时、不定期): nothing is ever due."""


@value
class EveryMonths:
    """Once for every ``every`` months (1, 2, 3, 6 or 12) that end with a month whose number leaves ``remainder``.

    Without more “双月” are the even months (J5), quarters and halves those of the calendar year. Due on ``day`` of the
    last of the months, or of the one that comes ``months_later``.
    """

    every: int = 1
    remainder: int = 0
    day: int = LAST_DAY
    months_later: int = 0
    at: time = END_OF_DAY

    def slots(self, first: date, last: date) -> Iterator[Slot]:
        """One for every so many months."""
        found = (
            self._ending_with(month)
            for month in _months_around(first, last, before=self.months_later + 1)
            if month.month % self.every == self.remainder
        )
        yield from _due_within(found, first, last)

    def _ending_with(self, month: date) -> Slot:
        due = _moment(_on(add_months(month, self.months_later), self.day), self.at)
        return _slot(due, add_months(month, 1 - self.every), _on(month, LAST_DAY))


def _moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at, SHANGHAI)


def _slot(due: datetime, first: date, last: date) -> Slot:
    return Slot(due=due, since=_moment(first, time()), until=_moment(last, END_OF_DAY))


def _monday(day: date) -> date:
    return day - timedelta(days=day.isoweekday() - 1)


def _on(month: date, day: int) -> date:
    return month.replace(day=min(day, month_days(month.year, month.month)))


def _months_around(first: date, last: date, before: int = 1) -> Iterator[date]:
    month = add_months(first.replace(day=1), -before)
    while month <= last:
        yield month
        month = add_months(month, 1)


def _due_within(slots: Iterator[Slot], first: date, last: date) -> Iterator[Slot]:
    return (slot for slot in slots if first <= slot.due.date() <= last)
