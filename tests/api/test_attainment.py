"""Attainment: value, goal and rate of each target, with the projects behind it."""

from datetime import date

import pytest

from tests.api.asking import Client
from tests.support.office import Office
from xiangmu.plugin.vocabulary import Stage
from xiangmu.services.events import StageRecord

pytestmark = pytest.mark.anyio

ATTAINMENT = """
query Attainment(
  $group: String, $unit: String, $target: String, $asOf: Date, $period: String! = "2023Q2"
) {
  attainment(
    policy: "testville-2023", period: $period, group: $group, unit: $unit, target: $target, asOf: $asOf
  ) {
    attainments {
      target { key title unit { key } group { key } goal { counts exact text money } comparison due clause { id } }
      value { exact text } base rate percent met
      evidence { note project { name total } }
      notices { text }
    }
    notices { text targets }
    computation { asOf provisional knownAt }
  }
}
"""


async def test_targets_of_the_city_and_of_units_with_the_projects_behind_them(
    office: Office, client: Client
) -> None:
    project = await office.enrolled_project("甲厂", "town2")
    await office.do(StageRecord(project=project, stage=Stage.STARTED, on=date(2023, 5, 8)))
    report = (await client.ask(ATTAINMENT))["attainment"]
    city, town1, town2, _, growth = report["attainments"]
    assert (growth["target"]["goal"], growth["value"], growth["met"]) == (None, None, False)
    assert city["target"]["goal"] == {"counts": "COUNT", "exact": "3", "text": "3个", "money": None}
    assert (city["target"]["unit"], city["target"]["group"]) == (None, None)
    assert (city["value"], city["rate"], city["percent"], city["met"]) == (
        {"exact": "1", "text": "1个"},
        "1/3",
        "33.33",
        False,
    )
    assert city["evidence"][0]["project"] == {"name": "甲厂", "total": "20000.0000"}
    assert city["notices"] == [{"text": "分项之和与合计不同"}]
    assert report["notices"] == [{"text": "以原件为准", "targets": []}]
    assert (town1["value"]["exact"], town1["evidence"]) == ("0", [])
    assert (town2["value"]["exact"], town2["percent"]) == ("1", "50")


async def test_a_unit_or_group_narrows_it_down(client: Client) -> None:
    async def units(**arguments: str) -> list[str | None]:
        found = (await client.ask(ATTAINMENT, **arguments))["attainment"]["attainments"]
        return [one["target"]["unit"] and one["target"]["unit"]["key"] for one in found]

    assert await units() == [None, "town1", "town2", "town3", None]
    assert await units(group="towns") == ["town1", "town2", "town3"]
    assert await units(unit="第3镇") == ["town3"]
    assert await units(group="services") == []
    assert await units(target="town", unit="3镇") == ["town3"]
    assert await client.refused(ATTAINMENT, target="moon") == (
        "NOT_FOUND",
        "target",
        "试验办法没有目标“moon”",
    )


async def test_any_period_of_the_policy_can_be_asked_for(office: Office, client: Client) -> None:
    project = await office.enrolled_project("甲厂", "town2")
    await office.do(StageRecord(project=project, stage=Stage.STARTED, on=date(2023, 5, 8)))
    for period, as_of, exact in (
        ("2023", None, "1"),
        ("2023-05-H1", None, "1"),
        ("2023-04", None, "0"),
        ("campaign", None, "1"),
        ("2023", "2023-05-07", "0"),
    ):
        report = (await client.ask(ATTAINMENT, period=period, asOf=as_of))["attainment"]
        assert report["attainments"][0]["value"]["exact"] == exact, period
