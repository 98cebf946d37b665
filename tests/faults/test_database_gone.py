"""The database goes away and comes back while the server runs on."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import httpx
import pytest

from tests.faults.cluster import Cluster
from tests.faults.conftest import LONG
from tests.faults.desks import Desk, Refusal, answers, at_work, desks, dismiss, gone_home, intact, kept
from tests.faults.server import Server
from tests.support import city
from tests.support.office import Office

pytestmark = pytest.mark.anyio
TIMES = 8 if LONG else 1
AGAIN = 200
"""Requests after which a server has to have found its database again."""


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server with the program's tables."""
    with Cluster() as started:
        yield started


@pytest.fixture
async def office(cluster: Cluster) -> AsyncIterator[Office]:
    """An office on it."""
    database = await cluster.migrated()
    opened = Office(database, city.catalog())
    await opened.open()
    yield opened
    await database.dispose()


async def recovered(http: httpx.AsyncClient, people: list[Desk]) -> int:
    """How many requests were refused before everybody was acknowledged again."""
    refused = 0
    for desk in people:
        while True:
            try:
                await desk.enter(http)
                break
            except Refusal as refusal:
                assert (refusal.status, refusal.code) == (503, "UNAVAILABLE")
                refused += 1
                assert refused < AGAIN
                await asyncio.sleep(0.05)
    return refused


async def test_whatever_happens_to_the_database_the_server_finds_it_again_and_nothing_acknowledged_is_lost(
    cluster: Cluster, office: Office, tmp_path: Path, tell: Callable[[str], None]
) -> None:
    people = await desks(office, 4)
    refused = 0
    with Server(cluster.url, tmp_path / "log", patience=2) as server:
        async with server.client() as http:
            for _ in range(TIMES):
                for strike in (cluster.stop, cluster.kill, cluster.kill_backend):
                    tasks = await at_work(http, people, random.uniform(0, 0.3))
                    strike()
                    if cluster.running:
                        # it recovers before everybody has asked it for something
                        dismiss(people)
                    for reason in await gone_home(tasks):
                        assert isinstance(reason, Refusal)
                        assert (reason.status, reason.code) == (503, "UNAVAILABLE")
                    if not cluster.running:
                        assert (await http.get("/readyz")).status_code == 503
                        assert (await http.get("/livez")).status_code == 200
                        cluster.start()
                    refused += await recovered(http, people)
                    assert (await http.get("/readyz")).status_code == 200
    await kept(office.database, people)
    await intact(office.database)
    tell(
        f"stopped {TIMES} times, killed {TIMES} times, {TIMES} single backends killed: {answers(people)} "
        f"acknowledged, 0 lost, {refused} refused once it was back"
    )
