"""Who gives up waiting ends the statement in the database, and leaves no transaction behind. Work is counted."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from tests.support import databases
from tests.support.slow import Slow
from xiangmu.db import tables as t
from xiangmu.db.engine import Database

pytestmark = pytest.mark.anyio
Opening = Callable[[], AbstractAsyncContextManager[AsyncConnection]]


@asynccontextmanager
async def running(database: Database, opening: Opening) -> AsyncIterator[tuple[asyncio.Task[None], Slow]]:
    """A task that waits for a slow statement, which has begun."""
    slow = Slow(database)

    async def ask() -> None:
        async with opening() as connection:
            await slow.run(connection)

    task = asyncio.create_task(ask())
    await slow.until(going=True)
    yield task, slow
    assert task.done()


async def usable(database: Database) -> None:
    """Everything can be read and written, and nothing is left from before."""
    async with database.writing() as connection:
        await connection.execute(update(t.person).values(name=None))
    async with database.reading() as connection:
        assert await connection.scalar(select(func.count()).select_from(t.ballot_box)) == 0
    assert database.engine.pool.status().endswith("Current Checked out connections: 0")


@pytest.mark.parametrize("way", ["reading", "writing"])
async def test_cancelling_ends_the_statement_and_its_transaction(database: Database, way: str) -> None:
    async with running(database, getattr(database, way)) as (task, slow):
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    await slow.until(going=False)
    await usable(database)


async def test_a_time_limit_does_the_same(database: Database) -> None:
    slow = Slow(database)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2), database.reading() as connection:
            await slow.run(connection)
    await slow.until(going=False)
    await usable(database)


async def test_what_was_written_before_is_rolled_back(database: Database) -> None:
    row = {
        "id": uuid4(),
        "survey_id": uuid4(),
        "unit_id": uuid4(),
        "attitude": 1,
        "efficiency": 1,
        "quality": 1,
    }

    @asynccontextmanager
    async def after_writing() -> AsyncIterator[AsyncConnection]:
        async with database.writing() as connection:
            await connection.execute(insert(t.ballot_box), row)
            yield connection

    async with running(database, after_writing) as (task, _):
        task.cancel()
        await asyncio.wait([task])
    await usable(database)


@pytest.fixture
async def embedded(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[Database]:
    """A SQLite file, whose connections have a thread each."""
    async with databases.copied(sqlite_template, tmp_path / "ledger.db") as opened:
        yield opened


async def test_who_is_cancelled_while_giving_up_leaves_nothing_behind_either(embedded: Database) -> None:
    async with running(embedded, embedded.writing) as (task, slow):
        task.cancel()
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait([task])
    await slow.until(going=False)
    await usable(embedded)


async def test_rows_that_nobody_fetched_do_not_keep_a_transaction_open(embedded: Database) -> None:
    """A statement that has rows left goes on being interrupted, and so would the rollback be."""

    @asynccontextmanager
    async def with_rows_left() -> AsyncIterator[AsyncConnection]:
        names = text("SELECT name FROM sqlite_master")
        async with embedded.writing() as connection, connection.stream(names) as rows:
            assert await rows.fetchone()
            yield connection

    async with running(embedded, with_rows_left) as (task, slow):
        task.cancel()
        await asyncio.wait([task])
    assert task.cancelled()
    await slow.until(going=False)
    await usable(embedded)


async def test_cancelling_at_any_moment_leaves_nothing_behind(embedded: Database) -> None:
    async def work() -> None:
        async with embedded.writing() as connection:
            for _ in range(20):
                await connection.scalar(select(func.max(t.command.c.no)))

    for steps in range(0, 200, 3):
        task = asyncio.create_task(work())
        for _ in range(steps):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait([task])
        assert task.cancelled() or task.exception() is None
    await usable(embedded)


async def test_threads_of_connections_that_were_given_up_end(embedded: Database) -> None:
    before = threading.active_count()
    for _ in range(5):
        async with running(embedded, embedded.reading) as (task, _):
            task.cancel()
            await asyncio.wait([task])
    await usable(embedded)
    assert threading.active_count() <= before + 1
