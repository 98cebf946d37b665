"""Backups taken while people write, restored elsewhere and checked."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select

from tests.faults.conftest import LONG
from tests.faults.desks import at_work, desks
from tests.faults.server import Server
from tests.support.office import Office
from xiangmu.db import tables as t
from xiangmu.db.engine import Database
from xiangmu.db.facts import head_no
from xiangmu.services import maintenance
from xiangmu.services.audit import audit
from xiangmu.services.publications import find_publication
from xiangmu.services.recheck import Recheck, recheck

pytestmark = pytest.mark.anyio
TIMES = 5 if LONG else 1


async def test_a_backup_under_constant_writes_holds_one_moment(
    office: Office, url: str, second_database: Database, tmp_path: Path, tell: Callable[[str], None]
) -> None:
    people = await desks(office, 6)
    publication = await office.publish()
    moments = []
    with Server(url, tmp_path / "log") as server:
        async with server.client() as http:
            tasks = await at_work(http, people, 0.2)
            for turn in range(TIMES):
                acknowledged = {request: no for desk in people for request, no in desk.acknowledged.items()}
                manifest = await maintenance.backup(office.database, tmp_path / f"{turn}.zip")
                moments.append(manifest.no)
                # whatever was acknowledged before it began is in it
                assert max(acknowledged.values()) <= manifest.no
                await asyncio.sleep(0.1)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
    async with office.database.reading() as connection:
        written = await head_no(connection)
    assert written > moments[0]
    await maintenance.restore(second_database, tmp_path / f"{TIMES - 1}.zip")
    examination = await audit(second_database, (), 10)
    assert examination.faults == ()
    assert examination.report.head.no == moments[-1]
    rechecked = await of_publication(second_database, office, publication)
    # what differs was entered since, by commands that are there
    assert all(fact.no and fact.no <= moments[-1] for fact in rechecked.facts)
    assert not rechecked.cards
    async with second_database.reading() as connection:
        held = await connection.scalar(select(func.count()).where(t.command.c.request_id.in_(acknowledged)))
    assert held == len(acknowledged)
    tell(f"{TIMES} backups at numbers {moments} of {written}; the last one restored, audited and rechecked")


async def of_publication(database: Database, office: Office, publication: UUID) -> Recheck:
    async with database.reading() as connection:
        published = await find_publication(connection, publication)
        assert published
        return await recheck(connection, office.catalog, published)
