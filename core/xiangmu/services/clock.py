"""Time comes from outside: a clock is handed in."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from xiangmu.plugin.recurrence import SHANGHAI

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """Now."""
    return datetime.now(UTC)


def business_day(instant: datetime) -> date:
    """The day that it is in Shanghai."""
    return instant.astimezone(SHANGHAI).date()
