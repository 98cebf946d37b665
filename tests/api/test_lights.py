"""The lights of projects, through the API."""

from datetime import date
from typing import Any

import pytest

from tests.api.asking import Answer, Client
from tests.support.city import CITY, POLICY
from tests.support.office import Office
from xiangmu.access.principals import Grant, Principal
from xiangmu.access.roles import Role
from xiangmu.plugin.vocabulary import Stage
from xiangmu.services.events import StageRecord
from xiangmu.services.issues.raising import IssueRaise
from xiangmu.services.plans import PlanSet

pytestmark = pytest.mark.anyio

LIGHTS = """
query Lights($unit: String, $light: String, $state: [String!], $asOf: Date, $first: Int! = 100) {
  projectLights(policy: "testville-2023", period: "2023Q2", unit: $unit, light: $light, state: $state, asOf: $asOf) {
    rules { key title states { key } basis clause { id } } totalCount computation { asOf }
    counts { light state { key title } count }
    units { unit { key } projects counts { light state { key } count } }
    projects(first: $first) {
      project { name } units { key }
      lights { rule { key } state { key } because evidence { kind project { name } } hiddenEvidence }
    }
  }
}
"""


async def test_every_project_has_several_lights_with_their_reasons(office: Office, client: Client) -> None:
    one, two = await office.enrolled_project("甲厂", "town1"), await office.enrolled_project("乙厂", "town2")
    await office.do(
        PlanSet(project=one, milestone=Stage.STARTED, due=date(2023, 5, 31), made_on=date(2023, 2, 1))
    )
    await office.do(StageRecord(project=two, stage=Stage.STARTED, on=date(2023, 5, 8)))
    raised = {"policy": POLICY, "category": "land", "project": one, "text": "用地未批"}
    await office.do(IssueRaise(**raised, on=date(2023, 5, 10), due=date(2023, 6, 1)))

    async def lights(**asked: Any) -> Answer:
        return dict((await client.ask(LIGHTS, **asked))["projectLights"])

    whole = await lights()
    keys = ["plan", "investment", "dual", "procedures", "issues", "dormancy", "size"]
    assert [rule["key"] for rule in whole["rules"]] == keys
    assert whole["rules"][0] == {
        "key": "plan",
        "title": "计划节点",
        "states": [{"key": key} for key in ("GREEN", "YELLOW", "RED", "UNDEFINED")],
        "basis": "DERIVED",
        "clause": None,
    }
    assert (whole["rules"][-1]["clause"], whole["totalCount"]) == ({"id": "T-1"}, 2)
    second, first = whole["projects"]
    assert (first["project"]["name"], first["units"]) == ("甲厂", [{"key": "town1"}])
    shown = {light["rule"]["key"]: (light["state"]["key"], light["because"]) for light in first["lights"]}
    assert shown["plan"] == ("RED", "到2023-06-30未实现: 开工(计划2023-05-31), 最早的已逾期30天")
    assert shown["issues"] == ("RED", "未销号问题1个, 其中逾期1个, 最久的逾期29天")
    assert shown["procedures"] == ("YELLOW", "应办未报: 立项(审批、核准、备案)")
    assert shown["investment"][0] == "UNDEFINED"
    assert "dual" not in shown
    assert shown["size"][1] == "甲厂按总投资亮灯"
    assert first["lights"][0]["evidence"] == [{"kind": "PLAN", "project": {"name": "甲厂"}}]
    assert {light["hiddenEvidence"] for light in first["lights"]} == {0}
    assert {light["rule"]["key"] for light in second["lights"]} >= {"dual", "dormancy"}
    assert {"light": "plan", "state": {"key": "RED", "title": "红灯"}, "count": 1} in whole["counts"]
    assert [(one["unit"]["key"], one["projects"]) for one in whole["units"]] == [("town1", 1), ("town2", 1)]
    assert {"light": "issues", "state": {"key": "GREEN"}, "count": 1} in whole["units"][1]["counts"]


async def test_lights_are_sought_by_unit_light_state_and_day(office: Office, client: Client) -> None:
    one = await office.enrolled_project("甲厂", "town1")
    await office.enrolled_project("乙厂", "town2")
    raised = {"policy": POLICY, "category": "land", "project": one, "text": "用地未批"}
    await office.do(IssueRaise(**raised, on=date(2023, 5, 10)))

    async def names(**asked: Any) -> list[str]:
        report = (await client.ask(LIGHTS, **asked))["projectLights"]
        return [one["project"]["name"] for one in report["projects"]]

    assert await names(unit="2镇") == ["乙厂"]
    assert await names(light="issues", state=["YELLOW", "RED"]) == ["甲厂"]
    assert await names(light="issues", state=["YELLOW"], asOf="2023-05-09") == []
    assert await names(light="dual") == []
    assert len(await names(state=["UNDEFINED"])) == 2
    assert await client.refused(LIGHTS, light="moon") == ("NOT_FOUND", "light", "试验办法没有灯“moon”")
    code, field, _ = await client.refused(LIGHTS, first=0)
    assert (code, field) == ("BAD_USER_INPUT", "first")


async def test_a_project_shows_its_lights_of_today(office: Office, client: Client) -> None:
    one = await office.enrolled_project("甲厂", "town1")
    await office.enrolled_project("乙厂", "town2")
    await office.do(
        PlanSet(project=one, milestone=Stage.STARTED, due=date(2023, 5, 31), made_on=date(2023, 2, 1))
    )
    shown = "lights { policy key title state stateTitle because basis clause }"
    answer = await client.ask(f"{{ projects(order: [{{by: NAME}}]) {{ nodes {{ name {shown} }} }} }}")
    of_report = """{ projectLights(policy: "testville-2023", period: "2023", asOf: "2023-07-01") {
        projects { project { name } lights {
            rule { key title basis clause { id } } state { key title } because } } } }"""
    report = (await client.ask(of_report))["projectLights"]["projects"]
    told = {
        each["project"]["name"]: [
            {**light["rule"], "clause": (light["rule"]["clause"] or {}).get("id"), "policy": POLICY}
            | {"state": light["state"]["key"], "stateTitle": light["state"]["title"]}
            | {"because": light["because"]}
            for light in each["lights"]
        ]
        for each in report
    }
    assert {each["name"]: each["lights"] for each in answer["projects"]["nodes"]} == told
    assert told["甲厂"][0]["because"] == "到2023-07-01未实现: 开工(计划2023-05-31), 最早的已逾期31天"
    client.principal = Principal(id="viewer", grants=(Grant(role=Role.VIEWER, jurisdiction=CITY),))
    [first, _] = (await client.ask("{ projects { nodes { name lights { key } } } }"))["projects"]["nodes"]
    assert first["lights"] is None


async def test_when_the_policy_has_run_out_its_last_day_is_shown(office: Office, client: Client) -> None:
    one = await office.enrolled_project("甲厂", "town1")
    await office.do(
        PlanSet(project=one, milestone=Stage.STARTED, due=date(2023, 12, 1), made_on=date(2023, 2, 1))
    )
    office.pass_time(days=400)
    [project] = (await client.ask("{ projects { nodes { lights { key because } } } }"))["projects"]["nodes"]
    assert project["lights"][0]["because"].startswith("到2023-12-31未实现")
