"""Personal data can be erased without touching the ledger."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from tests.support.city import CITY
from tests.support.office import Office, codes
from xiangmu.db import tables as t
from xiangmu.services import maintenance
from xiangmu.services.people import PersonErase, PersonRegister

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
