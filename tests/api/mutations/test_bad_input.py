"""Bad input is answered in Chinese with its field and a code, and leaves no trace."""

from typing import Any
from uuid import uuid4

import pytest

from tests.api.mutations.desk import Desk, codes
from tests.support.city import CITY, POLICY
from tests.support.office import APPROVER
from xiangmu.access.principals import SYSTEM

pytestmark = pytest.mark.anyio
STRANGER = f"prj_{'0' * 32}"


@pytest.fixture
async def project(desk: Desk) -> str:
    """A project of 1镇."""
    return await desk.enrolled_project()


def registration(**more: Any) -> dict[str, Any]:
    given = {
        "jurisdiction": CITY,
        "name": "碳材料厂",
        "total": "20000",
        "kind": "MANUFACTURING",
        "effective": "2023-01-15",
    }
    return given | more


async def test_an_unknown_unit(desk: Desk, project: str) -> None:
    assert await desk.refusals("projectRegister", **registration(unit="九镇")) == [("unit", "UNKNOWN_UNIT")]
    praise = {
        "jurisdiction": CITY,
        "unit": "九镇",
        "on": "2023-05-01",
        "source": "HIGHER_MEDIA",
        "matter": "x",
    }
    assert await desk.refusals("praiseRecord", **praise) == [("unit", "UNKNOWN_UNIT")]
    assert await desk.refusals("praiseRecord", **praise | {"jurisdiction": "nowhere"}) == [
        ("jurisdiction", "UNKNOWN_JURISDICTION")
    ]
    enrolment = {"project": project, "policy": POLICY, "since": "2023-05-01"}
    assert await desk.refusals("enrolmentSet", **enrolment, unit="九镇") == [("unit", "UNKNOWN_UNIT")]


async def test_what_is_named_does_not_exist(desk: Desk) -> None:
    stage = {"stage": "SIGNED", "on": "2023-05-01"}
    assert await desk.refusals("stageRecord", project=STRANGER, **stage) == [("project", "NOT_FOUND")]
    unknown = {"policy": "nothing", "since": "2023-01-01"}
    assert await desk.refusals("policyEnable", **unknown) == [("policy", "UNKNOWN_POLICY")]
    judgement = {
        "policy": POLICY,
        "unit": "1镇",
        "period": "2023Q2",
        "points": "1",
        "judgementReason": "好",
    }
    assert await desk.refusals("judgementGive", **judgement, group="nobody", item="effort") == [
        ("group", "UNKNOWN_GROUP")
    ]
    assert await desk.refusals("judgementGive", **judgement, group="towns", item="nothing") == [
        ("item", "UNKNOWN_ITEM")
    ]
    assert await desk.refusals("factConfirm", fact=f"stg_{'0' * 32}") == [("fact", "NOT_FOUND")]
    assert await desk.refusals("personErase", person=f"psn_{'0' * 32}") == [("person", "NOT_FOUND")]
    assert await desk.refusals("surveyClose", survey=f"svy_{'0' * 32}") == [("survey", "NOT_FOUND")]


async def test_a_stage_reversed(desk: Desk, project: str) -> None:
    await desk.give("stageRecord", project=project, stage="STARTED", on="2023-05-01")
    early = {"project": project, "stage": "PRODUCING", "on": "2023-04-01"}
    [error] = await desk.errors("stageRecord", **early)
    assert (error["field"], error["code"]) == (["stage"], "REVERSED")
    assert error["message"] == "开工在 2023-05-01, 投产不能在 2023-04-01"
    assert await desk.refusals("stageRecord", project=project, stage="SIGNED", on="2023-05-02") == [
        ("stage", "REVERSED")
    ]
    assert await desk.refusals("stageRecord", project=project, stage="STARTED", on="2023-06-01") == [
        ("stage", "DUPLICATE")
    ]


async def test_an_event_in_the_future(desk: Desk, project: str) -> None:
    given = {"project": project, "stage": "SIGNED", "on": "2023-07-02"}
    [error] = await desk.errors("stageRecord", **given)
    assert (error["field"], error["code"]) == (["on"], "IN_FUTURE")
    assert error["message"] == "日期 2023-07-02 晚于今天(2023-07-01)"


async def test_an_event_before_the_earliest_of_the_project_is_recorded_with_a_warning(
    desk: Desk, project: str
) -> None:
    payload = await desk.give("stageRecord", project=project, stage="SIGNED", on="2023-01-14")
    assert codes(payload["warnings"]) == [("on", "UNUSUAL")]
    assert payload["warnings"][0]["message"] == "日期 2023-01-14 早于项目最早的属性(2023-01-15)"


async def test_a_code_malformed_or_taken(desk: Desk) -> None:
    code = "2301-990001-04-01-000001"
    await desk.give("projectRegister", **registration(codes=[code]))
    given = registration(codes=["2301-990001-04-01-00000", code, "2301-990002-04-01-000001"], unit="1镇")
    assert await desk.refusals("projectRegister", **given) == [
        ("codes.0", "MALFORMED"),
        ("codes.1", "TAKEN"),
    ]


async def test_a_sector_or_a_profile_that_means_nothing(desk: Desk) -> None:
    assert await desk.refusals("projectRegister", **registration(sector="26")) == [("sector", "MALFORMED")]


async def test_a_stale_version(desk: Desk, project: str) -> None:
    change: dict[str, Any] = {"project": project, "version": 1, "effective": "2023-05-01", "total": "30000"}
    await desk.give("projectChange", **change)
    [error] = await desk.errors("projectChange", **change | {"total": "40000"})
    assert (error["field"], error["code"]) == (["version"], "CONFLICT")
    assert error["message"] == "项目已变更为第 2 版, 提交的是第 1 版"


async def test_a_fact_that_was_changed_meanwhile(desk: Desk, project: str) -> None:
    payload = await desk.give(
        "stageRecord", "stageEvent { id version }", project=project, stage="SIGNED", on="2023-05-01"
    )
    event, seen = payload["stageEvent"]["id"], payload["stageEvent"]["version"]
    content = {"project": project, "stage": "SIGNED", "on": "2023-05-02"}
    correction: dict[str, Any] = {"fact": event, "reason": "录错", "replacement": {"stageRecord": content}}
    await desk.give("factCorrect", **correction, version=seen)
    assert await desk.refusals("factReject", fact=event, version=seen, reason="不实") == [
        ("version", "CONFLICT")
    ]


async def test_a_reason_that_is_owed(desk: Desk, project: str) -> None:
    payload = await desk.give(
        "stageRecord", "stageEvent { id }", project=project, stage="SIGNED", on="2023-05-01"
    )
    event = payload["stageEvent"]["id"]
    for reason in (None, "", " "):
        assert await desk.refusals("factReject", fact=event, reason=reason) == [("reason", "REQUIRED")]
    assert await desk.refusals("factReject", fact=event) == [("reason", "REQUIRED")]


async def test_what_is_wrong_within_a_correction_is_found_there(desk: Desk, project: str) -> None:
    payload = await desk.give(
        "stageRecord", "stageEvent { id }", project=project, stage="SIGNED", on="2023-05-01"
    )
    event = payload["stageEvent"]["id"]

    async def refused(**replacement: Any) -> list[tuple[str, str]]:
        return await desk.refusals("factCorrect", fact=event, reason="录错", replacement=replacement)

    late = {"project": project, "stage": "SIGNED", "on": "2023-07-02"}
    assert await refused(stageRecord=late) == [("replacement.stageRecord.on", "IN_FUTURE")]
    start = {"project": project, "kind": "CEREMONY", "on": "2023-05-01"}
    assert await refused(startRecord=start) == [("fact", "NOT_FOUND")]
    assert await refused(startRecord=start | {"project": "x"}) == [
        ("replacement.startRecord.project", "MALFORMED")
    ]


async def test_what_is_wrong_within_a_list_is_found_there(desk: Desk, project: str) -> None:
    parts = [
        {"name": "二期", "total": "5000"},
        {"name": "", "total": "5000", "unit": "九镇", "codes": ["1"]},
    ]
    given = {"project": project, "version": 1, "on": "2023-06-01"}
    assert await desk.refusals("projectSplit", **given, parts=parts) == [
        ("parts.1.name", "REQUIRED"),
        ("parts.1.unit", "UNKNOWN_UNIT"),
        ("parts.1.codes.0", "MALFORMED"),
    ]
    assert await desk.refusals("projectSplit", **given, parts=[{"name": "x", "total": "x"}]) == [
        ("parts.0.total", "MALFORMED")
    ]
    meeting = {
        "jurisdiction": CITY,
        "unit": "1镇",
        "on": "2023-05-01",
        "kind": "STUDY",
        "chair": "DEPUTY",
        "solved": False,
    }
    assert await desk.refusals("meetingRecord", **meeting, projects=[project, STRANGER]) == [
        ("projects.1", "NOT_FOUND")
    ]


async def test_readings_that_the_policy_does_not_offer(desk: Desk) -> None:
    async def refused(*readings: tuple[str, str]) -> list[dict[str, Any]]:
        chosen = [{"key": key, "chosen": text} for key, text in readings]
        return await desk.errors("policyEnable", policy=POLICY, since="2023-02-01", readings=chosen)

    errors = await refused(("rank_by", "EXACT"), ("points", "TEN"), ("colour", "red"))
    assert codes(errors) == [("readings.1.chosen", "MALFORMED"), ("readings.2.chosen", "MALFORMED")]
    assert errors[0]["message"] == "“每个开工的得分”须为 ONE、THIRD 之一, 不能是“TEN”"
    assert codes(await refused(("points", "ONE"), ("points", "ONE"))) == [("readings.1.key", "DUPLICATE")]
    assert codes(await refused(("points", "[1"))) == [("readings.0", "MALFORMED")]
    assert codes(await refused(("points", "[" * 900 + "]" * 900))) == [("readings.0", "MALFORMED")]
    assert codes(await refused(("points", '{"a": 1}'))) == [("readings.0.chosen", "MALFORMED")]
    assert codes(await refused(("points", "x" * 2001))) == [("readings.0.chosen", "OUT_OF_RANGE")]


async def test_several_things_wrong_are_said_at_once(desk: Desk) -> None:
    given = registration(name="", sector="x", unit="九镇", effective="2023-07-02", codes=["1"])
    assert await desk.refusals("projectRegister", **given) == [
        ("name", "REQUIRED"),
        ("sector", "MALFORMED"),
        ("effective", "IN_FUTURE"),
        ("unit", "UNKNOWN_UNIT"),
        ("codes.0", "MALFORMED"),
    ]


DRAFT = {
    "policy": POLICY,
    "group": "towns",
    "period": "2023Q2",
    "objectionsUntil": "2023-07-05T18:00:00+08:00",
}


async def test_drafting_what_cannot_be_drafted(desk: Desk) -> None:
    async def refused(**given: Any) -> list[tuple[str, str]]:
        return await desk.refusals("publicationDraft", **DRAFT | given)

    assert await refused(policy="nothing") == [("policy", "UNKNOWN_POLICY")]
    assert await refused(group="nobody") == [("group", "UNKNOWN_GROUP")]
    assert await refused(period="x") == [("period", "MALFORMED")]
    assert await refused(period="x" * 2001) == [("period", "OUT_OF_RANGE")]
    assert await refused(period="2024Q1") == [("period", "MALFORMED")]
    assert await refused(objectionsUntil="2023-07-01T12:00:00+08:00") == [("objectionsUntil", "REVERSED")]
    await desk.give("publicationDraft", **DRAFT)
    assert await refused() == [("period", "CONFLICT")]


async def test_an_instant_needs_an_offset(desk: Desk) -> None:
    query = "mutation($input: PublicationDraftInput!) { publicationDraft(input: $input) { no } }"
    given = DRAFT | {"requestId": str(uuid4()), "objectionsUntil": "2023-07-05T18:00:00"}
    code, _, message = await desk.refused(query, input=given)
    assert code == "GRAPHQL_VALIDATION_FAILED"
    assert "时刻须带时差" in message


async def test_objecting_and_deciding_when_it_cannot_be(desk: Desk) -> None:
    draft = (await desk.give("publicationDraft", "draft { id }", **DRAFT))["draft"]["id"]
    objection = {"draft": draft, "unit": "town1", "text": "少计一个项目"}
    assert await desk.refusals("objectionRaise", **objection | {"unit": "bureau"}) == [
        ("unit", "UNKNOWN_UNIT")
    ]
    assert await desk.refusals("objectionRaise", **objection | {"item": "x"}) == [("item", "UNKNOWN_ITEM")]
    assert await desk.refusals("objectionRaise", **objection | {"text": ""}) == [("text", "REQUIRED")]
    assert await desk.refusals("draftWithdraw", draft=draft) == [("reason", "REQUIRED")]
    raised = (await desk.give("objectionRaise", "objection { id }", **objection))["objection"]["id"]
    desk.principal = APPROVER
    assert await desk.refusals("draftApprove", draft=draft) == [("draft", "NOT_ALLOWED")] * 2
    desk.office.pass_time(days=5)
    assert await desk.refusals("draftApprove", draft=draft) == [("draft", "NOT_ALLOWED")]
    desk.principal = SYSTEM
    assert await desk.refusals("objectionRaise", **objection) == [("draft", "CLOSED")]
    answer = {"draft": draft, "objection": raised, "upheld": False, "text": "项目未入库"}
    assert await desk.refusals("objectionAnswer", **answer | {"text": ""}) == [("text", "REQUIRED")]
    await desk.give("objectionAnswer", **answer)
    assert await desk.refusals("objectionAnswer", **answer) == [("objection", "DUPLICATE")]
    assert await desk.refusals("draftApprove", draft=draft) == [("draft", "NOT_ALLOWED")]
    desk.principal = APPROVER
    await desk.give("draftApprove", draft=draft)
    assert await desk.refusals("draftReturn", draft=draft, reason="迟了") == [("draft", "CONFLICT")]


async def test_a_publication_is_corrected_by_the_next_number(desk: Desk) -> None:
    await desk.office.publish()
    later = {"objectionsUntil": "2023-07-05T18:00:00+08:00"}
    assert await desk.refusals("publicationDraft", **DRAFT | later) == [("reason", "REQUIRED")]
    payload = await desk.give(
        "publicationDraft", "draft { number round }", **DRAFT | later, reason="补记一个项目"
    )
    assert payload["draft"] == {"number": 2, "round": 2}
