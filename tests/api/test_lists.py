"""Lists of projects, gaps in duties, suspected duplicates, and boards made of boards."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tests.api.asking import Answer, Client
from tests.support.city import CITY, POLICY
from tests.support.office import Office
from xiangmu.plugin.vocabulary import Duty, Stage
from xiangmu.services.assignments import DutyAssign, DutyEnd
from xiangmu.services.duplicates import DuplicateDecide
from xiangmu.services.events import StageRecord
from xiangmu.services.policies import PolicyEnable
from xiangmu.services.projects import ProjectCodesSet

pytestmark = pytest.mark.anyio
APRIL, MAY, TODAY = date(2023, 4, 3), date(2023, 5, 8), date(2023, 7, 1)
CODE = "2301-990001-04-01-000001"

LISTS = """
query Lists($key: String, $unit: String, $first: Int! = 100, $skip: Int! = 0) {
  projectLists(policy: "testville-2023", period: "2023Q2", key: $key, unit: $unit) {
    key title clause { id } totalCount computation { asOf }
    entries(first: $first, skip: $skip) {
      project { id name } units { key } because evidence { kind project { name } }
    }
  }
}
"""
GAPS = """
query Gaps($unit: String, $asOf: Date) {
  dutyGaps(policy: "testville-2023", period: "2023Q2", unit: $unit, asOf: $asOf) {
    rules { key scope groups { key } needs { duty least most } clause { id } }
    gaps {
      rule { key clause { id } } need { duty least most } found project { name } units { key } because
      evidence { kind note }
    }
  }
}
"""
PAIRS = """
query Pairs($unit: String, $verdict: [DuplicateVerdict!]) {
  suspectedDuplicates(policy: "testville-2023", period: "2023Q2", unit: $unit, verdict: $verdict) {
    pairs {
      rule { key severity clause { id } } project { name } units { key } other { name }
      likeness verdict counts because ruling { id same on reason }
    }
  }
}
"""
BOARDS = """
query Boards($period: String! = "2023-05") {
  boards(policy: "testville-2023", period: $period) {
    key basis direction members { key weight }
    places { unit { key } position standing because baseEvidence { note } hiddenEvidence }
    rolls { key title clause { id } best { unit { key } } slowest { unit { key } } }
  }
}
"""


async def start(office: Office, name: str, unit: str, on: date = MAY) -> UUID:
    project = await office.enrolled_project(name, unit)
    await office.do(StageRecord(project=project, stage=Stage.STARTED, on=on))
    return project


async def test_a_list_names_each_project_with_its_reason_page_by_page(office: Office, client: Client) -> None:
    for name, unit in (("丙厂", "town1"), ("甲厂", "town2"), ("乙厂", "town1")):
        await office.enrolled_project(name, unit)
    await start(office, "已开工的厂", "town1")

    async def listed(**asked: Any) -> Answer:
        [found] = (await client.ask(LISTS, **asked))["projectLists"]
        return dict(found)

    whole = await listed()
    assert (whole["key"], whole["clause"], whole["totalCount"]) == ("unstarted", {"id": "T-2"}, 3)
    names = [entry["project"]["name"] for entry in whole["entries"]]
    assert names == sorted(["甲厂", "乙厂", "丙厂"])
    assert whole["entries"][0]["because"] == f"{names[0]}尚未开工"
    assert whole["entries"][0]["evidence"] == [{"kind": "PROJECT", "project": {"name": names[0]}}]
    page = await listed(first=1, skip=1)
    assert [entry["project"]["name"] for entry in page["entries"]] == [names[1]]
    of_town = await listed(unit="2镇", key="unstarted")
    assert (of_town["totalCount"], of_town["entries"][0]["units"]) == (1, [{"key": "town2"}])
    assert await client.refused(LISTS, key="moon") == ("NOT_FOUND", "key", "试验办法没有清单“moon”")
    for asked in ({"first": 0}, {"first": 101}, {"skip": -1}):
        code, field, _ = await client.refused(LISTS, **asked)
        assert (code, field) == ("BAD_USER_INPUT", next(iter(asked)))


async def test_duties_that_are_missing_or_doubled_are_named_with_the_clause(
    office: Office, client: Client
) -> None:
    project = await office.enrolled_project("甲厂", "town2")

    async def gaps(**asked: Any) -> list[Answer]:
        return list((await client.ask(GAPS, **asked))["dutyGaps"]["gaps"])

    def assign(post: str, **given: Any) -> DutyAssign:
        of = {"jurisdiction": CITY, "duty": Duty.COUNTY_LEADER, "since": APRIL, "post": post}
        return DutyAssign.model_validate(of | (given or {"project": project}))

    report = (await client.ask(GAPS))["dutyGaps"]
    assert [rule["scope"] for rule in report["rules"]] == ["PROJECT", "UNIT"]
    missing, *teams = report["gaps"]
    assert (missing["project"], missing["units"], missing["found"]) == (
        {"name": "甲厂"},
        [{"key": "town2"}],
        0,
    )
    assert missing["because"] == "甲厂: 牵头包联的县级领导应为1, 在册0"
    assert (missing["rule"]["clause"], missing["need"]["most"]) == ({"id": "T-1"}, 1)
    assert [gap["units"][0]["key"] for gap in teams] == ["town1", "town2", "town3"]
    await office.run_all(assign("副市长"), assign("专班", unit="town2", duty=Duty.TASK_FORCE))
    assert await gaps(unit="2镇") == []
    await office.do(assign("市长"))
    [doubled] = await gaps(unit="2镇")
    assert (doubled["found"], len(doubled["evidence"])) == (2, 2)
    assert [gap["found"] for gap in await gaps(unit="2镇", asOf="2023-04-01")] == [0, 0]


async def test_a_leader_who_leaves_today_is_missed_today(office: Office, client: Client) -> None:
    project = await office.enrolled_project("甲厂", "town2")
    duty = {"jurisdiction": CITY, "duty": Duty.COUNTY_LEADER, "project": project, "since": APRIL}
    assigned = await office.do(DutyAssign.model_validate(duty | {"post": "副市长"}))

    async def gaps() -> list[str]:
        report = await client.ask(GAPS.replace("2023Q2", "2023Q3"), unit="town2", asOf=TODAY.isoformat())
        return [gap["because"] for gap in report["dutyGaps"]["gaps"] if gap["project"]]

    assert await gaps() == []
    await office.do(DutyEnd(assignment=UUID(assigned.subject), until=TODAY))
    assert await gaps() == ["甲厂: 牵头包联的县级领导应为1, 在册0"]
    successor = DutyAssign.model_validate(duty | {"post": "市长", "since": TODAY})
    receipt = await office.do(successor)
    assert (await gaps(), receipt.warnings) == ([], ())


async def test_pairs_that_may_be_one_project_wait_for_a_person(office: Office, client: Client) -> None:
    town = await office.enrolled_project("碳材料厂", "town1")
    bureau = await office.enrolled_project("碳材料厂", "bureau")
    await office.do(ProjectCodesSet(project=bureau, codes=(CODE,)))

    async def pairs(**asked: Any) -> list[Answer]:
        return list((await client.ask(PAIRS, **asked))["suspectedDuplicates"]["pairs"])

    [pair] = await pairs()
    assert (pair["likeness"], pair["verdict"], pair["counts"], pair["ruling"]) == (
        ["NAME_AND_PLACE"],
        "UNDECIDED",
        False,
        None,
    )
    assert (pair["units"], pair["rule"]["severity"]) == ([{"key": "bureau"}], "ERROR")
    receipt = await office.do(
        DuplicateDecide(project=town, other=bureau, same=False, on=MAY, ruling_reason="两个厂区")
    )
    [pair] = await pairs(unit="服务局")
    assert (pair["verdict"], pair["counts"]) == ("DIFFERENT", True)
    assert pair["ruling"] == {
        "id": f"dup_{UUID(receipt.subject).hex}",
        "same": False,
        "on": "2023-05-08",
        "reason": "两个厂区",
    }
    assert await pairs(verdict=["UNDECIDED", "SAME"]) == []
    assert await pairs(unit="1镇") == []


async def test_boards_are_made_of_boards_when_the_readings_say_so(office: Office, client: Client) -> None:
    await start(office, "甲厂", "town3")
    [month] = (await client.ask(BOARDS))["boards"]
    assert (month["key"], month["direction"], month["members"]) == ("month", "HIGHER", [])
    [roll] = month["rolls"]
    assert (roll["key"], roll["clause"]) == ("roll", {"id": "T-2"})
    assert [place["unit"]["key"] for place in roll["best"]] == ["town3"]
    assert [place["unit"]["key"] for place in roll["slowest"]] == ["town1", "town2"]
    await office.do(PolicyEnable(policy=POLICY, since=date(2023, 1, 1), readings={"points": "THIRD"}))
    _, few, overall = (await client.ask(BOARDS))["boards"]
    assert (few["direction"], [place["position"] for place in few["places"]]) == ("LOWER", [1, 1, 3])
    assert (overall["basis"], overall["direction"]) == ("DERIVED", "LOWER")
    assert overall["members"] == [{"key": "month", "weight": 2}, {"key": "few", "weight": 1}]
    places = {place["unit"]["key"]: (place["position"], place["standing"]) for place in overall["places"]}
    assert places == {"town3": (1, ["5/3"]), "town1": (1, ["5/3"]), "town2": (1, ["5/3"])}
    assert "加权平均" in overall["places"][0]["because"]
