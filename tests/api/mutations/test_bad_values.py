"""Values that no one can have meant, or of another type: refused with their field, and nothing is done."""

from typing import Any
from uuid import uuid4

import orjson
import pytest

from tests.api.mutations.desk import Desk, snake
from tests.support.city import CITY, POLICY
from xiangmu.api.mutations.inputs import pascal

pytestmark = pytest.mark.anyio


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


@pytest.mark.parametrize("text", ["", "prj_1", "unt_" + "0" * 32, "0" * 36, "prj_" + "G" * 32, "x" * 100_000])
async def test_a_text_that_is_no_id_of_a_project(desk: Desk, text: str) -> None:
    given = {"project": text, "stage": "SIGNED", "on": "2023-05-01"}
    [error] = await desk.errors("stageRecord", **given)
    assert (error["field"], error["code"]) == (["project"], "MALFORMED")
    assert error["message"].endswith("不是有效的标识, 应形如 prj_…")
    assert len(error["message"]) < 120


@pytest.mark.parametrize("text", ["", "prj_" + "0" * 32, "stg_1", "x" * 100_000])
async def test_a_text_that_is_no_id_of_a_fact(desk: Desk, text: str) -> None:
    [error] = await desk.errors("factConfirm", fact=text)
    assert (error["field"], error["code"]) == (["fact"], "MALFORMED")


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        ("-1", "OUT_OF_RANGE"),
        ("-0.0001", "OUT_OF_RANGE"),
        ("100000000.0001", "OUT_OF_RANGE"),
        ("99999999999999", "OUT_OF_RANGE"),
        ("1.00001", "MALFORMED"),
        ("1e3", "MALFORMED"),
        ("1,000", "MALFORMED"),
        ("１", "MALFORMED"),
        ("", "MALFORMED"),
        (" 1", "MALFORMED"),
        (".5", "MALFORMED"),
        ("NaN", "MALFORMED"),
        ("Infinity", "MALFORMED"),
        ("9" * 500_000, "MALFORMED"),
        (1, "MALFORMED"),
        (1.5, "MALFORMED"),
        (True, "MALFORMED"),
        ([], "MALFORMED"),
        ({}, "MALFORMED"),
    ],
    ids=lambda given: str(given)[:20],
)
async def test_an_absurd_amount(desk: Desk, amount: Any, code: str) -> None:
    assert await desk.refusals("projectRegister", **registration(total=amount)) == [("total", code)]


async def test_an_application_for_nothing(desk: Desk, project: str) -> None:
    given = {"project": project, "source": "SPECIAL_BOND", "step": "APPLIED", "on": "2023-05-01"}
    assert await desk.refusals("fundingRecord", **given, amount="0") == [("amount", "OUT_OF_RANGE")]


@pytest.mark.parametrize(
    ("points", "code"),
    [
        ("10.01", "OUT_OF_RANGE"),
        ("-0.01", "OUT_OF_RANGE"),
        ("99999", "OUT_OF_RANGE"),
        ("1.001", "MALFORMED"),
        ("1e1", "MALFORMED"),
        ("", "MALFORMED"),
        ("100000", "MALFORMED"),
        (5, "MALFORMED"),
    ],
)
async def test_points_beyond_what_the_policy_prints(desk: Desk, points: Any, code: str) -> None:
    given = {
        "policy": POLICY,
        "group": "towns",
        "unit": "1镇",
        "period": "2023Q2",
        "item": "effort",
        "judgementReason": "好",
    }
    assert await desk.refusals("judgementGive", **given, points=points) == [("points", code)]


@pytest.mark.parametrize("points", ["0", "10", "6.5", "0.01", "9.99", "-0"])
async def test_points_as_people_write_them(desk: Desk, points: str) -> None:
    given = {
        "policy": POLICY,
        "group": "towns",
        "unit": "1镇",
        "period": "2023Q2",
        "item": "effort",
        "judgementReason": "好",
    }
    await desk.give("judgementGive", **given, points=points)


async def test_lists_have_an_end(desk: Desk, project: str) -> None:
    codes_ = [f"2301-990001-04-01-{n:06}" for n in range(101)]
    [error] = await desk.errors("projectCodesSet", project=project, codes=codes_)
    assert (error["field"], error["code"]) == (["codes"], "OUT_OF_RANGE")
    assert error["message"] == "至多 100 项, 收到 101 项"
    await desk.give("projectCodesSet", project=project, codes=codes_[:100])


@pytest.mark.parametrize(
    "text", ["长" * 2001, "甲\x00", "甲\x1b", "\x7f"], ids=["long", "null", "escape", "delete"]
)
async def test_a_text_that_cannot_be_meant(desk: Desk, text: str) -> None:
    given = registration(name=text, place=text, jurisdiction=text, unit=text, codes=[text], sector=text)
    errors = await desk.errors("projectRegister", **given, reason=text)
    assert {error["code"] for error in errors} <= {"OUT_OF_RANGE", "MALFORMED"}
    assert {".".join(error["field"]) for error in errors} == {
        "name",
        "place",
        "jurisdiction",
        "unit",
        "codes.0",
        "sector",
        "reason",
    }


async def test_a_megabyte_of_text(desk: Desk) -> None:
    [error] = await desk.errors("projectRegister", **registration(name="x" * 1_000_000))
    assert (error["field"], error["code"]) == (["name"], "OUT_OF_RANGE")
    assert error["message"] == "文字过长: 1000000 字, 最多 2000 字"
    before = await desk.ledger()
    body = {"query": "mutation", "variables": {"input": registration(name="x" * 2_000_000)}}
    response = await desk.http.post("/graphql", json=body)
    assert (response.status_code, await desk.ledger()) == (413, before)
    assert response.json()["errors"][0]["message"] == "请求正文超过上限 1048576 字节"


@pytest.mark.parametrize(
    "broken", [b"\xff", b"\xed\xa0\x80", b"\\ud800", b"\xc3"], ids=["byte", "surrogate", "escape", "cut"]
)
async def test_text_that_is_no_utf_8(desk: Desk, broken: bytes) -> None:
    before = await desk.ledger()
    query = "mutation($input: UnitAliasAddInput!) { unitAliasAdd(input: $input) { no } }"
    given = {"requestId": str(uuid4()), "jurisdiction": CITY, "unit": "town1", "alias": "BROKEN"}
    body = orjson.dumps({"query": query, "variables": {"input": given}}).replace(b"BROKEN", broken)
    headers = {"content-type": "application/json"}
    response = await desk.http.post("/graphql", content=body, headers=headers)
    assert (response.status_code, await desk.ledger()) == (400, before)
    assert response.json()["errors"][0]["message"] == "请求正文不是有效的 UTF-8 JSON"


async def test_a_day_that_cannot_be_meant(desk: Desk) -> None:
    for day in ("0001-01-01", "9999-12-31"):
        errors = await desk.refusals("projectRegister", **registration(effective=day))
        assert ("effective", "OUT_OF_RANGE") in errors


@pytest.mark.parametrize(
    ("mutation", "given", "field", "told"),
    [
        ("stageRecord", {"stage": "FINISHED"}, "input.stage", "Stage 没有取值“FINISHED”"),
        ("stageRecord", {"stage": None}, "input.stage", "须填写, 不能为空"),
        ("stageRecord", {"on": "2023-02-30"}, "input.on", "日期须形如 2023-06-30"),
        ("stageRecord", {"on": 20230501}, "input.on", "日期须形如 2023-06-30"),
        ("stageRecord", {"project": {}}, "input.project", "须为标识, 写作文字"),
        ("stageRecord", {"requestId": "1"}, "input.requestId", "不是有效的标识"),
        ("stageRecord", {"requestId": None}, "input.requestId", "须填写, 不能为空"),
        ("stageRecord", {"reason": 3}, "input.reason", "须为文字"),
        ("stageRecord", {"colour": "red"}, "input", "没有字段“colour”"),
        ("projectChange", {"version": "1"}, "input.version", "须为整数"),
        ("projectChange", {"version": 2**40}, "input.version", "整数超出范围"),
        ("projectChange", {"flags": ["X"]}, "input.flags.0", "ProjectFlag 没有取值“X”"),
        ("projectChange", {"profile": {}}, "input.profile", "ProjectProfileInput 须恰好填一项, 且不能为空"),
    ],
)
async def test_a_value_of_another_type(
    desk: Desk, project: str, mutation: str, given: dict[str, Any], field: str, told: str
) -> None:
    right: dict[str, dict[str, Any]] = {
        "stageRecord": {"project": project, "stage": "SIGNED", "on": "2023-05-01"},
        "projectChange": {"project": project, "version": 1, "effective": "2023-05-01"},
    }
    before = await desk.ledger()
    query = f"mutation($input: {pascal(snake(mutation))}Input!) {{ {mutation}(input: $input) {{ no }} }}"
    answer = await desk.send(query, input={"requestId": str(uuid4())} | right[mutation] | given)
    assert "data" not in answer
    [error] = answer["errors"]
    assert error["message"] == f"{field}: {told}"
    assert error["extensions"] == {"code": "GRAPHQL_VALIDATION_FAILED", "field": field}
    assert await desk.ledger() == before


async def test_a_field_that_is_left_out(desk: Desk) -> None:
    query = "mutation($input: StageRecordInput!) { stageRecord(input: $input) { no } }"
    answer = await desk.send(query, input={"requestId": str(uuid4()), "stage": "SIGNED"})
    assert {error["extensions"]["field"] for error in answer["errors"]} == {"input.project", "input.on"}
    assert {error["message"].partition(": ")[2] for error in answer["errors"]} == {"须填写"}
