"""Counting workdays for many procedures: the calendar of a year is worked out once."""

from bisect import bisect_right
from datetime import date, timedelta

from xiangmu.domain.issues.deadlines import last_day
from xiangmu.domain.schedule.workdays import Workdays
from xiangmu.plugin.limits import Limit


class WorkdayCount:
    """Workdays between days, and the last days of limits."""

    def __init__(self, workdays: Workdays) -> None:
        self._workdays = workdays
        self._years: dict[int, list[date]] = {}
        self._last: dict[tuple[Limit, date], date] = {}

    def between(self, start: date, end: date) -> int:
        """How many workdays come after ``start`` up to ``end``; 0 where ``end`` is not later."""
        if end <= start:
            return 0
        whole = sum(len(self._year(year)) for year in range(start.year, end.year))
        return whole + bisect_right(self._year(end.year), end) - bisect_right(self._year(start.year), start)

    def last_day(self, limit: Limit, start: date) -> date:
        """The last day in time of what started on ``start``."""
        key = (limit, start)
        if key not in self._last:
            self._last[key] = last_day(limit, start, self._workdays)
        return self._last[key]

    def _year(self, year: int) -> list[date]:
        if year not in self._years:
            first, after = date(year, 1, 1), date(year + 1, 1, 1)
            days = (first + timedelta(days=number) for number in range((after - first).days))
            self._years[year] = [day for day in days if self._workdays.works(day)]
        return self._years[year]
