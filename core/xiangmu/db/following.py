"""Hearing of commits: the number of the newest command, whichever process recorded it.

PostgreSQL tells of every commit by a notification that holds the number and nothing else; SQLite has a counter that
moves with every commit of others, which is looked at often. Now and then the number is read for its own sake:
whatever was not heard of is found then.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import suppress
from time import monotonic
from typing import Any, TypeAlias

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.db import tables as t
from xiangmu.db.engine import Database

CHANNEL = "xiangmu_ledger"
LOOK = 0.1
"""Seconds between two looks at the counter of SQLite."""
SAFETY = 5.0
"""Seconds after which the number is read even if nothing was heard."""

Wait: TypeAlias = Callable[[], Awaitable[None]]


async def announce(connection: AsyncConnection, no: int) -> None:
    """Tell whoever listens, when the transaction commits, that ``no`` is the newest command."""
    if connection.dialect.name == "postgresql":
        await connection.execute(select(func.pg_notify(CHANNEL, str(no))))


async def heads(database: Database, *, safety: float = SAFETY) -> AsyncGenerator[int, None]:
    """The number of the newest command, again whenever it may have changed, on a connection of its own.

    Raises what the driver raises when that connection breaks.
    """
    newest = select(func.coalesce(func.max(t.command.c.no), 0))
    async with database.apart() as (connection, driver):
        listen = _notified if database.dialect == "postgresql" else _polled
        wait = await listen(connection, driver, safety)
        while True:
            yield (await connection.execute(newest)).scalar_one()
            await wait()


async def _notified(_: AsyncConnection, driver: Any, safety: float) -> Wait:
    heard = asyncio.Event()

    def hear(*_: object) -> None:
        heard.set()

    await driver.add_listener(CHANNEL, hear)
    driver.add_termination_listener(hear)

    async def wait() -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(safety):
                await heard.wait()
        heard.clear()

    return wait


async def _polled(connection: AsyncConnection, _: Any, safety: float) -> Wait:
    counter = text("PRAGMA data_version")
    known = (await connection.execute(counter)).scalar_one()

    async def wait() -> None:
        nonlocal known
        until = monotonic() + safety
        while monotonic() < until:
            await asyncio.sleep(LOOK)
            counted = (await connection.execute(counter)).scalar_one()
            if counted != known:
                known = counted
                return

    return wait
