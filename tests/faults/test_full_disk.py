"""No room on the disk: writes are refused whole, questions answered, and with room again everything goes on."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import httpx
import pytest

from tests.faults.cluster import Cluster
from tests.faults.conftest import LONG
from tests.faults.desks import Desk, Refusal, answers, desks, intact, kept
from tests.faults.disks import Place, filled, freed, largest_in, small_disk
from tests.faults.server import Server
from tests.support import city
from tests.support.office import Office
from xiangmu.db.engine import Database

pytestmark = pytest.mark.anyio
SLACK = 64 * 1024
"""What files may still grow when a limit on their size stands for a full disk."""
AT_LEAST = 5
"""Refusals that are waited for."""


@pytest.fixture
def disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path | None]:
    """A small disk, where the long form runs and the machine allows it."""
    # not under a folder that only one user may enter
    folder = tmp_path_factory.mktemp("disk")
    if not LONG:
        yield None
        return
    with small_disk(folder, megabytes=160) as mounted:
        yield mounted


async def full_and_free_again(
    office: Office, server: Server, place: Place, tell: Callable[[str], None]
) -> None:
    people = await desks(office, 2, padded=True)
    async with server.client() as http:
        for desk in people:
            await desk.enter(http)
        before = answers(people)
        place.fill()
        refused = await refusals(http, people)
        while_full = answers(people) - before
        asked = await http.post("/graphql", json={"query": "{ commands(first: 1) { totalCount } }"})
        assert asked.json()["data"]["commands"]["totalCount"] >= answers(people)
        place.free()
        for desk in people:
            for _ in range(3):
                await desk.enter(http)
    await kept(office.database, people)
    await intact(office.database)
    tell(
        f"{place.how}: {refused} requests refused, {while_full} still found room, "
        f"{answers(people)} acknowledged, 0 lost"
    )


async def refusals(http: httpx.AsyncClient, people: Sequence[Desk]) -> int:
    """Work until requests are refused; how many were."""
    refused = 0
    while refused < AT_LEAST:
        for desk in people:
            try:
                await desk.enter(http)
            except Refusal as refusal:
                assert (refusal.status, refusal.code) == (503, "UNAVAILABLE")
                refused += 1
    return refused


async def test_a_full_disk_under_sqlite(
    sqlite_template: Path, disk: Path | None, tmp_path: Path, tell: Callable[[str], None]
) -> None:
    folder = disk or tmp_path / "data"
    folder.mkdir(exist_ok=True)
    url = f"sqlite:///{shutil.copy(sqlite_template, folder / 'ledger.db')}"
    database = Database.open(url)
    office = Office(database, city.catalog())
    await office.open()
    with Server(url, tmp_path / "log") as server:
        if disk:
            place = Place(how="tmpfs", fill=lambda: filled(folder), free=lambda: freed(folder))
        else:
            place = Place(
                how="RLIMIT_FSIZE",
                fill=lambda: server.limit_files(largest_in(folder) + SLACK),
                free=lambda: server.limit_files(-1),
            )
        await full_and_free_again(office, server, place, tell)
    await database.dispose()


# the short form starts one PostgreSQL server less
if LONG:

    async def test_a_full_disk_under_postgresql(
        disk: Path | None, tmp_path: Path, tell: Callable[[str], None]
    ) -> None:
        with Cluster(disk) as cluster:
            database = await cluster.migrated()
            office = Office(database, city.catalog())
            await office.open()
            if disk:
                place = Place(how="tmpfs", fill=lambda: filled(disk), free=lambda: freed(disk))
            else:
                place = Place(how="RLIMIT_FSIZE", fill=cluster.restart_starved, free=cluster.restart)
            with Server(cluster.url, tmp_path / "log", patience=5) as server:
                await full_and_free_again(office, server, place, tell)
            await database.dispose()
