"""A process hears of what another one recorded, on both databases."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text

from tests.api import testville
from tests.support.office import Office
from xiangmu.db.engine import Database
from xiangmu.services.jurisdictions import JurisdictionInstall
from xiangmu.services.live.following import Follower, Stopping

HANG_UP = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE pid <> pg_backend_pid() AND datname = current_database()
"""

pytestmark = pytest.mark.anyio


@pytest.fixture
async def office(database: Database) -> Office:
    """An office of the invented city."""
    opened = Office(database, testville.catalog())
    await opened.open()
    return opened


@pytest.fixture
async def elsewhere(database: Database) -> AsyncIterator[Database]:
    """The same database, as another process opens it."""
    opened = Database.open(database.engine.url.render_as_string(hide_password=False))
    yield opened
    await opened.dispose()


@pytest.fixture
async def follower(elsewhere: Database) -> AsyncIterator[Follower]:
    """One that would not look for itself in time."""
    following = Follower(elsewhere, safety=600, pause=0.1)
    following.start()
    yield following
    await following.stop()


async def test_a_commit_elsewhere_wakes_who_waits(office: Office, follower: Follower) -> None:
    assert await follower.beyond(0, 5)
    before = follower.head
    assert not await follower.beyond(before, 0.3)
    waiting = [asyncio.create_task(follower.beyond(before, 5)) for _ in range(3)]
    await office.project()
    assert await asyncio.gather(*waiting) == [True] * 3
    assert follower.head == before + 1


async def test_nothing_is_heard_of_what_was_rolled_back(office: Office, follower: Follower) -> None:
    assert await follower.beyond(0, 5)
    before = follower.head
    await office.refused(JurisdictionInstall(jurisdiction="nowhere"))
    assert not await follower.beyond(before, 0.4)


@pytest.mark.usefixtures("office")
async def test_the_pool_has_no_part_in_it(follower: Follower, elsewhere: Database) -> None:
    assert await follower.beyond(0, 5)
    assert elsewhere.engine.pool.checkedout() == 0  # type: ignore[attr-defined]  # pools of files and servers have it


@pytest.mark.parametrize("template", ["postgresql_server"], ids=["postgresql"], indirect=True)
async def test_it_connects_again(database: Database, follower: Follower, office: Office) -> None:
    """A file does not hang up, a server may."""
    assert await follower.beyond(0, 5)
    async with database.engine.connect() as connection:
        await connection.execute(text(HANG_UP))
    before = follower.head
    await office.project()
    assert await follower.beyond(before, 5)


@pytest.mark.usefixtures("office")
async def test_stopping_ends_all_waiting(follower: Follower) -> None:
    assert await follower.beyond(0, 5)
    waiting = asyncio.create_task(follower.beyond(follower.head, 60))
    await asyncio.sleep(0)
    follower.release()
    with pytest.raises(Stopping):
        await waiting
