"""Instants and the days they fall on, in Asia/Shanghai. Pure: nothing here asks what time it is."""

from datetime import UTC, date, datetime, time

from xiangmu.plugin.recurrence import END_OF_DAY, SHANGHAI


def business_day(instant: datetime) -> date:
    """The day that it is in Shanghai."""
    return instant.astimezone(SHANGHAI).date()


def start_of(day: date) -> datetime:
    """The first second of a day in Shanghai, in UTC."""
    return datetime.combine(day, time(), SHANGHAI).astimezone(UTC)


def end_of(day: date) -> datetime:
    """The last second of a day in Shanghai, in UTC: who acts within it is in time."""
    return datetime.combine(day, END_OF_DAY, SHANGHAI).astimezone(UTC)


def in_words(instant: datetime) -> str:
    """As people read it: ``2019-04-26 09:30``."""
    return f"{instant.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
