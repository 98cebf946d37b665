"""Choices that look like chance and are none: the same words always give the same choice."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

from xiangmu.plugin.demo import demo_id

T = TypeVar("T")

HOLIDAYS = (
    (date(2023, 1, 21), date(2023, 1, 27)),
    (date(2023, 4, 29), date(2023, 5, 3)),
    (date(2023, 6, 22), date(2023, 6, 24)),
    (date(2023, 9, 29), date(2023, 10, 6)),
)


def number(below: int, *words: str) -> int:
    """A number from 0 to ``below`` − 1 that follows from ``words``."""
    return demo_id("ruzhou", "chance", *words).int % below


def pick(options: Sequence[T], *words: str) -> T:
    """One of ``options``."""
    return options[number(len(options), *words)]


def workday(first: date, last: date, *words: str) -> date:
    """A working day from ``first`` to ``last``; ``first`` itself when there is none."""
    days = (first + timedelta(days=offset) for offset in range((last - first).days + 1))
    working = [day for day in days if day.weekday() < 5 and not _is_holiday(day)]
    return pick(working, *words) if working else first


def _is_holiday(day: date) -> bool:
    return any(first <= day <= last for first, last in HOLIDAYS)
