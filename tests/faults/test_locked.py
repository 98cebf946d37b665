"""Somebody else holds the database: waited for within bounds, refused clearly, nothing done by halves."""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.faults.desks import Refusal, desks, intact, kept, unanswered
from tests.faults.server import Server
from tests.support.office import Office
from xiangmu.db.engine import WRITER_LOCK, Database

pytestmark = pytest.mark.anyio
PATIENCE = 1.5


@asynccontextmanager
async def held(database: Database) -> AsyncIterator[None]:
    """As another program holds it, which does not know how long others wait."""
    if database.dialect == "sqlite":
        with closing(sqlite3.connect(str(database.engine.url.database), isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
            other.execute("ROLLBACK")
    else:
        async with database.engine.connect() as other:
            await other.execute(text("select pg_advisory_xact_lock(:key)"), {"key": WRITER_LOCK})
            yield


async def test_a_held_database_is_waited_for_and_then_said_to_be_busy(
    office: Office, url: str, tmp_path: Path, tell: Callable[[str], None]
) -> None:
    people = await desks(office, 4)
    with Server(url, tmp_path / "log", patience=PATIENCE) as server:
        async with server.client() as http:
            for desk in people:
                await desk.enter(http)
            async with held(office.database):
                start = time.monotonic()
                refused = await asyncio.gather(*(desk.enter(http) for desk in people), return_exceptions=True)
                waited = time.monotonic() - start
                asked = await http.post("/graphql", json={"query": "{ commands(first: 1) { totalCount } }"})
                assert asked.json()["data"]["commands"]["totalCount"] > 0
            doubtful = unanswered(people)
            for refusal in refused:
                assert isinstance(refusal, Refusal)
                assert (refusal.status, refusal.code) == (503, "BUSY")
            assert waited < 3 * PATIENCE + 5
            async with held(office.database):
                waiting = [asyncio.create_task(desk.enter(http)) for desk in people]
                await asyncio.sleep(PATIENCE / 3)
            await asyncio.gather(*waiting)
    assert len(doubtful) == len(people)
    assert doubtful <= await kept(office.database, people)
    await intact(office.database)
    tell(f"{len(refused)} refused after {waited:.1f} s, all recorded once when it was free")
