"""Stretches of time that facts hold for."""

from datetime import date
from typing import Protocol


class Span(Protocol):
    """From ``since`` to ``until``, both included; None is open."""

    @property
    def since(self) -> date: ...
    @property
    def until(self) -> date | None: ...


def overlap(one: Span, other: Span) -> bool:
    """Whether there is a day in both."""
    return (one.until is None or other.since <= one.until) and (
        other.until is None or one.since <= other.until
    )
