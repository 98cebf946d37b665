"""Workdays as the State Council's yearly notices say (A10); what an office decided otherwise is not known here."""

from bisect import bisect_right
from datetime import date, timedelta
from functools import lru_cache

import chinese_calendar  # type: ignore[import-untyped]  # it has no stubs

NOTICED = range(2004, 2027)
"""The years of which the notices are known; all others take Monday to Friday and are provisional."""


def worked(day: date) -> bool:
    """Whether ``day`` is a workday."""
    return bool(chinese_calendar.is_workday(day)) if day.year in NOTICED else day.isoweekday() <= 5


def workdays_between(start: date, end: date) -> int:
    """How many workdays come after ``start`` up to ``end``; 0 where ``end`` is not later."""
    if end <= start:
        return 0
    whole = sum(len(_year(year)) for year in range(start.year, end.year))
    return whole + bisect_right(_year(end.year), end) - bisect_right(_year(start.year), start)


@lru_cache(maxsize=64)
def _year(year: int) -> tuple[date, ...]:
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    days = (first + timedelta(days=number) for number in range((after - first).days))
    return tuple(day for day in days if worked(day))
