"""Time comes from outside: a clock is handed in."""

from collections.abc import Callable
from datetime import UTC, datetime

from xiangmu.plugin.moments import business_day

__all__ = ["Clock", "business_day", "system_clock"]

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """Now."""
    return datetime.now(UTC)
