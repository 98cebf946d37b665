"""Governments whose indicators and units are called the same do not meet each other's readings."""

from datetime import date
from uuid import UUID

import pytest

from tests.access.realm import NEIGHBOUR, catalog, policy_of, who
from tests.api.asking import Client
from tests.support.city import CITY
from tests.support.office import Office
from xiangmu.access.roles import Role
from xiangmu.db.engine import Database
from xiangmu.services.indicators import IndicatorRead
from xiangmu.services.jurisdictions import JurisdictionInstall
from xiangmu.services.policies import PolicyEnable

pytestmark = pytest.mark.anyio
PREVIEW = """query ($changes: [SupposedChange!]!) {
  scorecardPreview(
    policy: "nextville-2023", group: "towns", unit: "town1", period: "2023Q2", changes: $changes
  ) { supposed errors { message } }
}"""


def read(place: str, value: str = "1") -> IndicatorRead:
    return IndicatorRead(
        policy=policy_of(place),
        indicator="investment",
        unit="town1",
        period="2023-05",
        value=value,
        source="月报",
    )


@pytest.fixture
async def office(database: Database) -> Office:
    """An office of the city, which has read an indicator, and of a neighbour, which has not."""
    opened = Office(database, catalog())
    for place in (CITY, NEIGHBOUR):
        await opened.do(JurisdictionInstall(jurisdiction=place))
        await opened.do(PolicyEnable(policy=policy_of(place), since=date(2023, 1, 1)))
    await opened.do(read(CITY))
    return opened


async def test_the_neighbours_reading_is_no_duplicate(office: Office) -> None:
    await office.do(read(NEIGHBOUR, "2"), principal=who(Role.OFFICE, NEIGHBOUR))


async def test_a_supposed_reading_stands_beside_the_neighbours(office: Office) -> None:
    client = Client(office)
    client.principal = who(Role.OFFICE, NEIGHBOUR)
    reading = {"policy": policy_of(NEIGHBOUR), "indicator": "investment", "unit": "town1"}
    changes = [{"indicatorRead": reading | {"period": "2023-05", "value": "2", "source": "月报"}}]
    preview = (await client.ask(PREVIEW, changes=changes))["scorecardPreview"]
    receipt = await office.do(read(NEIGHBOUR))
    client.principal = who(Role.OFFICE, CITY)
    seen = await client.ask("{ indicatorReadings { nodes { id } } }")
    await client.http.aclose()
    theirs = {UUID(node["id"].removeprefix("ind_")) for node in seen["indicatorReadings"]["nodes"]}
    assert preview["errors"] == []
    assert not theirs & {UUID(one) for one in preview["supposed"]}
    assert UUID(receipt.subject) not in theirs
