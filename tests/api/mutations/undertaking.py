"""Duties, procedures, plans of years, rulings, readings, revised goals and promises, entered through the API."""

from tests.api.mutations.desk import Desk
from tests.support.city import CITY, POLICY


async def undertakings(desk: Desk, project: str) -> None:
    await of_projects(desk, project)
    await duties(desk, project)
    await figures(desk)


async def of_projects(desk: Desk, project: str) -> None:
    payload = await desk.give(
        "yearPlanSet",
        "yearPlan { year planned } project { yearPlans(first: 1) { year } }",
        project=project,
        year=2023,
        planned="8000.5",
    )
    assert payload["yearPlan"] == {"year": 2023, "planned": "8000.5000"}
    assert payload["project"] == {"yearPlans": [{"year": 2023}]}
    show = "procedure { id version kind department { key } appliedOn promisedOn doneOn }"
    of = {"project": project, "kind": "EIA"}
    payload = await desk.give("procedureRecord", show, department="服务局", appliedOn="2023-05-03", **of)
    applied = payload["procedure"]
    assert (applied["department"], applied["doneOn"]) == ({"key": "bureau"}, None)
    payload = await desk.give("procedureRecord", show, doneOn="2023-06-03", version=applied["version"], **of)
    done = {"doneOn": "2023-06-03", "version": payload["no"]}
    assert payload["procedure"] == applied | done
    other = await desk.project("碳材料厂二期")
    payload = await desk.give(
        "duplicateDecide",
        "ruling { same on reason other { name } project { name } }",
        project=project,
        other=other,
        same=False,
        on="2023-06-01",
        rulingReason="两期",
    )
    ruling = payload["ruling"]
    assert {ruling["project"]["name"], ruling["other"]["name"]} == {"碳材料厂", "碳材料厂二期"}
    assert (ruling["same"], ruling["on"], ruling["reason"]) == (False, "2023-06-01", "两期")


async def duties(desk: Desk, project: str) -> None:
    person = (await desk.give("personRegister", "person", jurisdiction=CITY, name="某人"))["person"]
    show = "assignment { id duty post since until unit { key } project { name } version }"
    of = {"jurisdiction": CITY, "post": "常务副市长", "since": "2023-05-01", "person": person}
    payload = await desk.give("dutyAssign", show, duty="COUNTY_LEADER", project=project, unit="1镇", **of)
    assignment = payload["assignment"]
    assert assignment | {"id": "", "version": 0} == {
        "id": "",
        "version": 0,
        "duty": "COUNTY_LEADER",
        "post": "常务副市长",
        "since": "2023-05-01",
        "until": None,
        "unit": {"key": "town1"},
        "project": {"name": "碳材料厂"},
    }
    payload = await desk.give(
        "dutyEnd",
        show,
        assignment=assignment["id"],
        until="2023-06-01",
        version=assignment["version"],
    )
    assert payload["assignment"]["until"] == "2023-06-01"


async def figures(desk: Desk) -> None:
    payload = await desk.give(
        "indicatorRead",
        "reading { indicator period exact text source unit { key } }",
        policy=POLICY,
        indicator="investment",
        unit="第2镇",
        period="2023-05",
        value="12.5",
        source="统计月报",
    )
    assert payload["reading"] == {
        "indicator": "investment",
        "period": "2023-05",
        "exact": "1250000000",
        "text": "12.5亿元",
        "source": "统计月报",
        "unit": {"key": "town2"},
    }
    payload = await desk.give(
        "goalRevise",
        "revision { target group exact text effective approver reason unit { key } }",
        policy=POLICY,
        target="town",
        group="towns",
        unit="2镇",
        goal="3",
        effective="2023-06-01",
        approvedOn="2023-05-20",
        approver="市长",
        revisionReason="上级加码",
    )
    assert payload["revision"] == {
        "target": "town",
        "group": "towns",
        "exact": "3",
        "text": "3个",
        "effective": "2023-06-01",
        "approver": "市长",
        "reason": "上级加码",
        "unit": {"key": "town2"},
    }
    payload = await desk.give(
        "commitmentRecord",
        "commitment { text on due unit { key } }",
        policy=POLICY,
        unit="2镇",
        text="年内开工三个",
        on="2023-05-01",
        due="2023-12-31",
    )
    assert payload["commitment"] == {
        "text": "年内开工三个",
        "on": "2023-05-01",
        "due": "2023-12-31",
        "unit": {"key": "town2"},
    }
