"""Who fetches an export: its address alone, with the rights that who asked for it has at that moment."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from tests.access.asking import LISTS, Marks, marks
from tests.access.realm import PRINCIPALS, Realm, catalog
from tests.access.test_rows import SEEN
from tests.sheets.exports.exporting import Exporter, Sheet
from tests.support.office import Office
from xiangmu.db.engine import Database
from xiangmu.services.clock import business_day
from xiangmu.services.identity.resolution import still

pytestmark = pytest.mark.anyio


@pytest.fixture
async def realm(database: Database) -> Realm:
    """Three governments, one above another, with all that has happened in them."""
    played = Realm(Office(database, catalog()))
    await played.happen()
    return played


async def test_nothing_is_exported_that_is_not_theirs_to_see(realm: Realm, tmp_path: Path) -> None:
    exporter = Exporter(realm.office, tmp_path)
    for who in ("viewer of a unit", "parent"):
        exporter.principal = PRINCIPALS[who]
        found: Marks = set()
        for name in LISTS:
            sheet = await exporter.table(**{name: {}})
            found |= marks(sheet.rows)
        assert {about for *_, about in found} >= {"project", "unit"}
        theirs: Any = SEEN[who]
        assert found <= theirs, who


async def test_rights_are_those_of_the_moment_of_fetching(realm: Realm, tmp_path: Path) -> None:
    exporter = Exporter(realm.office, tmp_path)
    grants = PRINCIPALS["viewer"].grants
    ends = business_day(realm.office.now)
    exporter.principal = replace(
        PRINCIPALS["viewer"], grants=tuple(replace(one, until=ends) for one in grants)
    )
    url = (await exporter.wanted(projects={}))["export"]["url"]
    assert len(Sheet(load_workbook(BytesIO((await exporter.http.get(url)).content)).worksheets[0]).rows) > 0
    async with realm.office.database.reading() as connection:
        later = await still(connection, exporter.principal, realm.office.now + timedelta(days=1))
        assert later is not None
        assert later.grants == ()
        gone = replace(exporter.principal, account=uuid4())
        assert await still(connection, gone, realm.office.now) is None
