"""Who sent a request."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from starlette.requests import Request

from xiangmu.access.principals import SYSTEM, Principal

Identify: TypeAlias = Callable[[Request], Awaitable[Principal]]
"""Finds out who sent a request, from what it carries."""


async def as_system(_: Request) -> Principal:
    """Everybody is the one who may do everything."""
    return SYSTEM
