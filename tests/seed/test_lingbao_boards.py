"""灵宝's boards by inspections over its demonstration, counted by hand from its CSV files, and the figures beside them.

Key projects in December 2020, when the lists of 2020 count: 函谷关文旅 (涧东区), 引水工程 and 城区供热
(产业集聚区), 引水工程二期 (故县镇). In March 2021 those of 2021: two of 涧东区, two of 涧西区, three of 产业集聚区,
four of 故县镇.
"""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from tests.seed.conftest import SeededAt
from xiangmu.catalog import Catalog
from xiangmu.db.engine import Database
from xiangmu.web.app import create_app
from xiangmu.web.identity import as_system

pytestmark = pytest.mark.anyio
EAST, WEST, ZONE, TOWN = "jiandong-qu", "jianxi-qu", "chanye-jiju-qu", "guxian-zhen"
INSPECTED = {
    "2020-12": {
        EAST: "1个 ÷ 1个 = 100%",
        ZONE: "1个 ÷ 2个 = 50%",
        TOWN: "0个 ÷ 1个 = 0%",
        WEST: "没有重点项目",
    },
    "2021-03": {
        WEST: "1个 ÷ 2个 = 50%",
        ZONE: "1个 ÷ 3个 = 33.33%",
        TOWN: "1个 ÷ 4个 = 25%",
        EAST: "0个 ÷ 2个 = 0%",
    },
}
FINDINGS: dict[str, dict[str, tuple[int | None, str]]] = {
    # the letters of 28 December 2020 are due on 15 and 8 January
    "2020-12": {
        EAST: (1, "发现1个，未结1个，其中逾期0个"),
        ZONE: (1, "未结1个，其中逾期0个"),
        TOWN: (None, "尚未核查"),
    },
    # 涧东区 was accepted on 14 January; 产业集聚区 has not answered; 故县镇 has until 15 April; 涧西区 had no fault
    "2021-03": {
        EAST: (1, "发现1个，未结0个"),
        WEST: (1, "发现0个，未结0个"),
        TOWN: (3, "未结1个，其中逾期0个"),
        ZONE: (4, "未结1个，其中逾期1个"),
    },
    "2021-04": {EAST: (1, ""), WEST: (1, ""), TOWN: (3, "未结1个，其中逾期1个"), ZONE: (3, "其中逾期1个")},
}
ASKED = """query($period: String!) {
    boards(policy: "lingbao-2020", period: $period) { key places {
        unit { key } position because evidence { kind on project { name } } baseEvidence { project { name } } } }
    inspectionCoverage(policy: "lingbao-2020", period: $period) { total inspected
        projects { times lastOn project { name } units { key } } } }"""


@pytest.fixture
async def http(seeded_sqlite: SeededAt, catalog: Catalog) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the application over the demonstration."""
    database = Database.open(seeded_sqlite[0])
    app = create_app(catalog, database, lambda: datetime(2024, 1, 15, 4, tzinfo=UTC), identify=as_system)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://xiangmu") as client:
        yield client
    await database.dispose()


async def asked(http: httpx.AsyncClient, period: str) -> tuple[dict[str, dict[str, Any]], Any]:
    """The places of every board by unit, and the coverage."""
    response = await http.post("/graphql", json={"query": ASKED, "variables": {"period": period}})
    answer = response.json()
    assert "errors" not in answer, answer
    boards = answer["data"]["boards"]
    places = {board["key"]: {place["unit"]["key"]: place for place in board["places"]} for board in boards}
    return places, answer["data"]["inspectionCoverage"]


@pytest.mark.parametrize("period", sorted(INSPECTED))
async def test_coverage_by_unit_is_what_the_coverage_says_of_its_projects(
    http: httpx.AsyncClient, period: str
) -> None:
    boards, coverage = await asked(http, period)
    places = boards["inspected-month"]
    for unit, because in INSPECTED[period].items():
        assert because in places[unit]["because"]
    for unit, place in places.items():
        mine = [one for one in coverage["projects"] if {"key": unit} in one["units"]]
        been = {(one["project"]["name"], one["lastOn"]) for one in mine if one["times"]}
        assert {(one["project"]["name"], one["on"]) for one in place["evidence"]} == been
        assert {one["project"]["name"] for one in place["baseEvidence"]} == {
            one["project"]["name"] for one in mine
        }
    assert coverage["inspected"] == sum(len(place["evidence"]) for place in places.values())
    assert coverage["total"] == sum(len(place["baseEvidence"]) for place in places.values())


@pytest.mark.parametrize("period", sorted(FINDINGS))
async def test_what_is_overdue_weighs_more_than_what_is_open(http: httpx.AsyncClient, period: str) -> None:
    places = (await asked(http, period))[0]["findings-month"]
    for unit, (position, because) in FINDINGS[period].items():
        assert places[unit]["position"] == position, (unit, places[unit])
        assert because in places[unit]["because"]
    kinds = {one["kind"] for place in places.values() for one in place["evidence"]}
    assert kinds == {"FINDING"}
