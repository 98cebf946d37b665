"""A column that a table gets later changes nothing of what was recorded before, and is kept like the others."""

from datetime import date

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from tests.support.office import Office
from xiangmu.db import schema
from xiangmu.db import tables as t
from xiangmu.plugin.vocabulary import KeyList
from xiangmu.services import maintenance
from xiangmu.services.events import ListRecord

pytestmark = pytest.mark.anyio
BEFORE = "0004"


async def test_rows_recorded_before_the_column_verify_with_it(office: Office) -> None:
    project = await office.project()
    await office.do(ListRecord(project=project, key_list=KeyList.CITY_KEY, on=date(2023, 5, 1)))
    async with office.database.writing() as connection:
        await connection.run_sync(schema.downgrade, BEFORE)
        columns = await connection.execute(select(text("*")).select_from(text("listing")))
        assert "year" not in columns.keys()  # noqa: SIM118  # not a mapping
        await connection.run_sync(schema.upgrade)
    async with office.database.reading() as connection:
        assert await connection.run_sync(schema.differences) == ()
        assert await connection.scalar(select(t.listing.c.year)) is None
    assert await maintenance.verify(office.database) == ()
    listed = ListRecord(project=project, key_list=KeyList.CITY_KEY, on=date(2023, 5, 1), year=2023)
    await office.do(listed)
    assert await maintenance.verify(office.database) == ()


async def test_the_column_cannot_be_changed_afterwards(office: Office) -> None:
    project = await office.project()
    await office.do(ListRecord(project=project, key_list=KeyList.CITY_KEY, on=date(2023, 5, 1)))
    with pytest.raises(DBAPIError, match="append only"):
        async with office.database.writing() as connection:
            await connection.execute(t.listing.update().values(year=2022))
