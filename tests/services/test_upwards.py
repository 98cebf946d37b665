"""A parent jurisdiction counts the projects of a county that it enrolled, and no others."""

from datetime import date
from uuid import UUID

import pytest

from tests.support.office import Office
from xiangmu.catalog import load_catalog
from xiangmu.db.engine import Database
from xiangmu.plugin.money import yi
from xiangmu.plugin.vocabulary import ProjectKind
from xiangmu.services import results
from xiangmu.services.enrolments import EnrolmentSet
from xiangmu.services.jurisdictions import JurisdictionInstall
from xiangmu.services.policies import PolicyEnable
from xiangmu.services.projects import ProjectRegister

pytestmark = pytest.mark.anyio
AUTUMN = date(2020, 10, 1)


async def test_only_what_the_county_let_it_enrol_is_seen_from_above(database: Database) -> None:
    office = Office(database, load_catalog(["sanmenxia", "lingbao"]))
    for jurisdiction in ("sanmenxia", "lingbao"):
        await office.do(JurisdictionInstall(jurisdiction=jurisdiction))
    await office.do(PolicyEnable(policy="sanmenxia-2020", since=AUTUMN))
    enrolled, own = [await _register(office, name) for name in ("上报的矿", "县里的矿")]
    data = EnrolmentSet(project=enrolled, policy="sanmenxia-2020", unit="lingbao-shi", since=AUTUMN)
    await office.do(data)

    async with database.reading() as connection:
        above = await results.board(connection, office.catalog, "sanmenxia-2020", "2020-10")
        below = await results.board(connection, office.catalog, "lingbao-2020", "2020-11")

    assert {project.id for project in above.board.whole.projects} == {enrolled}
    assert {project.id for project in above.board.units["tier1", "lingbao-shi"].projects} == {enrolled}
    assert {project.id for project in below.board.whole.projects} == {enrolled, own}


async def _register(office: Office, name: str) -> UUID:
    receipt = await office.do(
        ProjectRegister(
            jurisdiction="lingbao",
            name=name,
            total_yuan=yi(2),
            kind=ProjectKind.OTHER,
            effective=AUTUMN,
            unit="guxian-zhen",
        )
    )
    return UUID(receipt.subject)
