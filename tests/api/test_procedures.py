"""Procedures of projects and of departments, through the API."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tests.api.asking import Answer, Client
from tests.support.city import CITY
from tests.support.office import Office
from xiangmu.plugin.vocabulary import ProcedureKind, Stage
from xiangmu.services.events import StageRecord
from xiangmu.services.procedures import ProcedureRecord
from xiangmu.services.reports import WorkdayDecide

pytestmark = pytest.mark.anyio
APRIL, MAY = date(2023, 4, 3), date(2023, 5, 8)

STATUS = """
query Status($unit: String, $state: [ProcedureState!], $asOf: Date, $first: Int! = 100, $skip: Int! = 0) {
  procedureStatus(policy: "testville-2023", period: "2023Q2", unit: $unit, state: $state, asOf: $asOf) {
    rules { kind title department { key } group { key title joint } statutorySource statutoryBasis basis clause { id } }
    counts { state count } totalCount computation { asOf }
    efficiency { done medianWorkdays limited inTime inTimePercent }
    projects(first: $first, skip: $skip) {
      project { name } units { key }
      steps {
        rule { kind } state department { key } appliedOn promisedOn statutoryOn doneOn workdays late because
        evidence { kind on project { name } }
      }
      together { group { title } kinds atOnce sameDay because }
    }
  }
}
"""
DEPARTMENTS = """
{ departmentProcedures(policy: "testville-2023", period: "2023Q2") {
    department { key } counts { state count } efficiency { done inTimePercent } outstandingCount hidden
    outstanding(first: 1) { project { name } units { key } step { state because } } computation { asOf }
} }
"""


async def record(office: Office, project: UUID, kind: ProcedureKind, **dates: Any) -> None:
    await office.do(ProcedureRecord(project=project, kind=kind, **dates))


async def test_each_project_tells_how_its_procedures_stand(office: Office, client: Client) -> None:
    one, two = await office.enrolled_project("甲厂", "town1"), await office.enrolled_project("乙厂", "town2")
    await record(office, one, ProcedureKind.APPROVAL, applied_on=APRIL, done_on=MAY)
    await record(office, one, ProcedureKind.EIA, applied_on=MAY, department="bureau")
    await office.do(StageRecord(project=two, stage=Stage.STARTED, on=MAY))

    async def status(**asked: Any) -> Answer:
        return dict((await client.ask(STATUS, **asked))["procedureStatus"])

    whole = await status()
    assert [rule["kind"] for rule in whole["rules"]] == ["APPROVAL", "EIA"]
    assert whole["rules"][0] == {
        "kind": "APPROVAL",
        "title": "立项(审批、核准、备案)",
        "department": {"key": "bureau"},
        "group": {"key": "parallel", "title": "并联审批", "joint": False},
        "statutorySource": "某法",
        "statutoryBasis": "LAW",
        "basis": "PRINTED",
        "clause": {"id": "T-1"},
    }
    assert whole["counts"] == [
        {"state": "MISSING", "count": 2},
        {"state": "IN_PROGRESS", "count": 1},
        {"state": "DONE_LATE", "count": 1},
    ]
    assert whole["efficiency"] == {
        "done": 1,
        "medianWorkdays": "23",
        "limited": 1,
        "inTime": 0,
        "inTimePercent": "0",
    }
    [of_one] = (await status(unit="1镇"))["projects"]
    approval, eia = of_one["steps"]
    assert (of_one["units"], approval["state"], approval["late"]) == ([{"key": "town1"}], "DONE_LATE", 3)
    assert approval["because"] == (
        "甲厂的立项(审批、核准、备案)于2023-04-03受理、2023-05-08办结, 用23个工作日, "
        "超过法定期限2023-05-04(某法, 文件未定期限), 逾期3个工作日"
    )
    assert approval["evidence"] == [{"kind": "PROCEDURE", "on": "2023-05-08", "project": {"name": "甲厂"}}]
    assert (eia["state"], eia["department"], eia["statutoryOn"]) == ("IN_PROGRESS", {"key": "bureau"}, None)
    assert of_one["together"][0]["atOnce"]
    [of_two] = (await status(state=["MISSING"]))["projects"]
    assert [step["because"] for step in of_two["steps"]] == [
        "乙厂的立项(审批、核准、备案)应办, 尚未受理",
        "乙厂的环评应办, 尚未受理",
    ]
    assert [one["project"]["name"] for one in (await status(first=1, skip=1))["projects"]] == ["甲厂"]
    earlier = await status(unit="1镇", asOf="2023-05-04")
    assert [step["state"] for step in earlier["projects"][0]["steps"]] == ["IN_PROGRESS", "NOT_NEEDED"]
    for asked in ({"first": 0}, {"first": 101}, {"skip": -1}):
        code, field, _ = await client.refused(STATUS, **asked)
        assert (code, field) == ("BAD_USER_INPUT", next(iter(asked)))


async def test_a_day_off_that_the_office_decided_moves_the_limit(office: Office, client: Client) -> None:
    one = await office.enrolled_project("甲厂", "town1")
    await record(office, one, ProcedureKind.APPROVAL, applied_on=APRIL, done_on=date(2023, 5, 5))

    async def state() -> str:
        [project] = (await client.ask(STATUS))["procedureStatus"]["projects"]
        return str(project["steps"][0]["state"])

    assert await state() == "DONE_LATE"
    await office.do(WorkdayDecide(jurisdiction=CITY, day=date(2023, 4, 20), works=False, text="本地放假"))
    assert await state() == "DONE"


async def test_departments_are_told_what_they_owe(office: Office, client: Client) -> None:
    one, two = await office.enrolled_project("甲厂", "town1"), await office.enrolled_project("乙厂", "town2")
    await record(office, one, ProcedureKind.APPROVAL, applied_on=APRIL)
    await office.do(StageRecord(project=two, stage=Stage.STARTED, on=MAY))
    bureau, nobody = (await client.ask(DEPARTMENTS))["departmentProcedures"]
    assert (bureau["department"], nobody["department"]) == ({"key": "bureau"}, None)
    assert bureau["counts"] == [{"state": "MISSING", "count": 1}, {"state": "OVERDUE", "count": 1}]
    assert (bureau["outstandingCount"], bureau["hidden"]) == (2, 0)
    assert bureau["outstanding"][0]["project"] == {"name": "甲厂"}
    assert bureau["efficiency"] == {"done": 0, "inTimePercent": None}
    assert nobody["counts"] == [{"state": "NOT_NEEDED", "count": 1}, {"state": "MISSING", "count": 1}]
