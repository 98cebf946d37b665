"""From a limit to the moment at which it ends."""

import calendar
from datetime import date, datetime, timedelta

from xiangmu.domain.schedule.workdays import Workdays
from xiangmu.plugin.limits import Limit
from xiangmu.plugin.moments import business_day, end_of


def due_moment(limit: Limit, start: datetime, workdays: Workdays) -> datetime:
    """The last moment in time: after so many hours, or the last second of a day in Shanghai."""
    if limit.hours:
        return start.replace(microsecond=0) + timedelta(hours=limit.hours)
    return end_of(last_day(limit, business_day(start), workdays))


def last_day(limit: Limit, day: date, workdays: Workdays) -> date:
    """The last day in time of what started on ``day``, for a limit without hours."""
    if limit.half_months:
        return _half_month(limit, day)
    if limit.workdays:
        return workdays.after(day, limit.workdays)
    return _months_later(day, limit.months) + timedelta(days=limit.days)


def _half_month(limit: Limit, day: date) -> date:
    last = calendar.monthrange(day.year, day.month)[1]
    until, due = next(
        (until, due) for until, due in limit.half_months if day.day <= min(until, last) or until > last
    )
    within = day if due >= until else _months_later(day.replace(day=1), 1)
    return within.replace(day=due)


def _months_later(day: date, months: int) -> date:
    """The same day so many months on, or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
