"""Personal data can be erased without touching the ledger."""

import zipfile
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from tests.support.city import CITY
from tests.support.office import Office, codes
from xiangmu.db import tables as t
from xiangmu.services import maintenance
from xiangmu.services.assignments import DutyAssign
from xiangmu.services.audit import audit, export_head
from xiangmu.services.people import PersonErase, PersonRegister
from xiangmu.services.publications import find_publication
from xiangmu.services.recheck import Outcome, recheck

pytestmark = pytest.mark.anyio


async def test_an_erased_person_leaves_only_an_opaque_id(office: Office) -> None:
    person = UUID((await office.do(PersonRegister(jurisdiction=CITY, name="某某", phone="0375-000"))).subject)
    await office.do(PersonErase(person=person))
    async with office.database.reading() as connection:
        row = (await connection.execute(select(t.person))).one()
    assert (row.id, row.name, row.phone) == (person, None, None)
    assert await maintenance.verify(office.database) == ()
    assert codes(await office.refused(PersonErase(person=person))) == [("person", "NOT_ALLOWED")]


async def test_the_ledger_holds_no_trace_of_a_name(office: Office) -> None:
    hashes = set()
    for name in ("甲", "乙"):
        request = uuid4()
        await office.do(PersonRegister(jurisdiction=CITY, name=name), request_id=request)
        async with office.database.reading() as connection:
            of_request = select(t.command.c.request_hash).where(t.command.c.request_id == request)
            hashes.add(await connection.scalar(of_request))
    assert len(hashes) == 1


async def test_a_person_has_a_name_and_is_known(office: Office) -> None:
    assert codes(await office.refused(PersonRegister(jurisdiction=CITY, name=""))) == [("name", "REQUIRED")]
    assert codes(await office.refused(PersonErase(person=uuid4()))) == [("person", "NOT_FOUND")]


async def test_erasing_leaves_chain_facts_and_publications_as_they_can_be_verified(
    office: Office, tmp_path: Path
) -> None:
    project = await office.enrolled_project()
    person = UUID((await office.do(PersonRegister(jurisdiction=CITY, name="某某", phone="0375-000"))).subject)
    duty = {"jurisdiction": CITY, "project": project, "duty": "COUNTY_LEADER", "person": person}
    await office.do(DutyAssign.model_validate(duty | {"post": "副县长", "since": date(2023, 5, 1)}))
    publication = await office.publish()
    head, _ = await export_head(office.database, office.catalog, tmp_path, office.clock)
    await maintenance.backup(office.database, tmp_path / "before.zip")
    await office.do(PersonErase(person=person))
    await maintenance.backup(office.database, tmp_path / "after.zip")
    assert (await audit(office.database, [head], 10)).faults == ()
    async with office.database.reading() as connection:
        published = await find_publication(connection, publication)
        assert published
        assert (await recheck(connection, office.catalog, published)).outcome is Outcome.SAME
    # what was erased stays in backups taken before, and is in none taken later
    assert [_holds(tmp_path / name, "某某") for name in ("before.zip", "after.zip")] == [True, False]


def _holds(archive: Path, word: str) -> bool:
    with zipfile.ZipFile(archive) as parts:
        return any(word.encode() in parts.read(name) for name in parts.namelist())
