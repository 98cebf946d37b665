"""One request is carried out once, however often it comes; a batch is carried out whole or not at all."""

import asyncio
from typing import Any
from uuid import uuid4

import pytest

from tests.api.mutations.desk import Desk, codes
from tests.support.city import CITY, POLICY

pytestmark = pytest.mark.anyio
PRAISE = {"jurisdiction": CITY, "unit": "1镇", "on": "2023-05-01", "source": "HIGHER_MEDIA", "matter": "专版"}


async def test_a_repeated_request_returns_the_first_result(desk: Desk) -> None:
    request = str(uuid4())
    show = "receipt { no } praise { id }"
    first = await desk.give("praiseRecord", show, **PRAISE, requestId=request)
    again = await desk.payload("praiseRecord", PRAISE | {"requestId": request}, show)
    assert again == first | {"replayed": True}
    assert await desk.head() == first["no"]


async def test_a_repeat_may_name_the_unit_otherwise(desk: Desk) -> None:
    request = {"requestId": str(uuid4())}
    await desk.give("praiseRecord", **PRAISE, **request)
    again = await desk.payload("praiseRecord", PRAISE | {"unit": "town1"} | request)
    assert (again["replayed"], again["errors"]) == (True, [])


async def test_other_content_under_the_same_request_id_is_refused(desk: Desk) -> None:
    request = {"requestId": str(uuid4())}
    await desk.give("praiseRecord", **PRAISE, **request)
    for other in ({"matter": "另一事"}, {"reason": "另一个理由"}):
        given = PRAISE | other | request
        assert await desk.refusals("praiseRecord", **given) == [("requestId", "REQUEST_ID_REUSED")]
    stranger = {"jurisdiction": CITY, "unit": "1镇", "alias": "甲"}
    assert await desk.refusals("unitAliasAdd", **stranger, **request) == [("requestId", "REQUEST_ID_REUSED")]


async def test_the_same_request_at_the_same_time_is_done_once(desk: Desk) -> None:
    given = PRAISE | {"requestId": str(uuid4())}
    payloads = await asyncio.gather(*(desk.payload("praiseRecord", given) for _ in range(5)))
    assert {payload["no"] for payload in payloads} == {await desk.head()}
    assert sorted(payload["replayed"] for payload in payloads) == [False, True, True, True, True]


async def test_drafting_is_repeated_as_well(desk: Desk) -> None:
    given = {
        "policy": POLICY,
        "group": "towns",
        "period": "2023Q2",
        "objectionsUntil": "2023-07-05T18:00:00+08:00",
        "requestId": str(uuid4()),
    }
    first = await desk.give("publicationDraft", "draft { id }", **given)
    await desk.enrolled_project()
    again = await desk.payload("publicationDraft", given, "draft { id }")
    assert again == first | {"replayed": True}


async def test_a_survey_opened_twice_gives_the_same_tokens(desk: Desk) -> None:
    given = {
        "policy": POLICY,
        "group": "services",
        "period": "2023Q2",
        "frame": [f"{n}公司" for n in range(40)],
        "seed": "1",
        "secret": "一把足够长的发券密钥-只在试验里用",
        "requestId": str(uuid4()),
    }
    show = "survey { id } invitations { enterprise token }"
    first = await desk.give("surveyOpen", show, **given)
    assert len(first["invitations"]) == 30
    assert await desk.payload("surveyOpen", given, show) == first | {"replayed": True}


async def test_a_batch_is_carried_out_in_order(desk: Desk) -> None:
    project, other = await desk.project("甲厂"), await desk.project("乙厂")
    payload = await desk.batch(
        {"stageRecord": {"project": project, "stage": "SIGNED", "on": "2023-04-01"}},
        {"stageRecord": {"project": project, "stage": "STARTED", "on": "2023-05-01"}},
        {"praiseRecord": PRAISE},
        {"stageRecord": {"project": other, "stage": "SIGNED", "on": "2023-04-01"}},
        {"personRegister": {"jurisdiction": CITY, "name": "某某"}},
        show="projects { id stage }",
    )
    assert payload["errors"] == payload["warnings"] == []
    head = await desk.head()
    assert [result["no"] for result in payload["results"]] == list(range(head - 4, head + 1))
    prefixes = [result["id"].partition("_")[0] for result in payload["results"]]
    assert prefixes == ["stg", "stg", "prs", "stg", "psn"]
    assert payload["projects"] == [{"id": project, "stage": "STARTED"}, {"id": other, "stage": "SIGNED"}]


async def test_what_a_batch_is_about_can_be_looked_up(desk: Desk) -> None:
    project = await desk.project()
    payload = await desk.batch({"stageRecord": {"project": project, "stage": "SIGNED", "on": "2023-04-01"}})
    [result] = payload["results"]
    found = await desk.ask(
        "query($id: ID!) { node(id: $id) { ... on StageEvent { stage } } }", id=result["id"]
    )
    assert found == {"node": {"stage": "SIGNED"}}


async def test_a_batch_with_one_fault_leaves_no_trace(desk: Desk) -> None:
    project = await desk.project()
    before = await desk.ledger()
    payload = await desk.batch(
        {"stageRecord": {"project": project, "stage": "STARTED", "on": "2023-05-01"}},
        {"stageRecord": {"project": project, "stage": "SIGNED", "on": "2023-06-01"}},
        {"praiseRecord": PRAISE | {"unit": "九镇"}},
        show="projects { id }",
    )
    assert codes(payload["errors"]) == [
        ("commands.1.stageRecord.stage", "REVERSED"),
        ("commands.2.praiseRecord.unit", "UNKNOWN_UNIT"),
    ]
    assert (payload["results"], payload["projects"]) == ([], [])
    assert await desk.ledger() == before


async def test_what_cannot_be_read_in_a_batch_is_said_of_every_command(desk: Desk) -> None:
    registration = {
        "jurisdiction": CITY,
        "name": "x" * 2001,
        "total": "x",
        "kind": "SOCIAL",
        "effective": "2023-01-15",
    }
    payload = await desk.batch(
        {"stageRecord": {"project": "x", "stage": "SIGNED", "on": "2023-06-01"}},
        {"projectRegister": registration},
        {"projectRegister": registration | {"total": "1"}},
    )
    assert codes(payload["errors"]) == [
        ("commands.0.stageRecord.project", "MALFORMED"),
        ("commands.1.projectRegister.total", "MALFORMED"),
        ("commands.2.projectRegister.name", "OUT_OF_RANGE"),
    ]


async def test_warnings_of_a_batch_tell_their_place(desk: Desk) -> None:
    project = await desk.project()
    payload = await desk.batch(
        {"praiseRecord": PRAISE},
        {"stageRecord": {"project": project, "stage": "SIGNED", "on": "2023-01-01"}},
    )
    assert codes(payload["warnings"]) == [("commands.1.stageRecord.on", "UNUSUAL")]


async def test_a_batch_has_an_end(desk: Desk) -> None:
    praises = [{"praiseRecord": PRAISE | {"matter": f"事项{n}"}} for n in range(101)]
    before = await desk.ledger()
    payload = await desk.batch(*praises)
    [error] = payload["errors"]
    assert (error["field"], error["code"]) == (["commands"], "OUT_OF_RANGE")
    assert error["message"] == "至多 100 项, 收到 101 项"
    assert await desk.ledger() == before
    payload = await desk.batch(*praises[:100])
    assert len(payload["results"]) == 100


async def test_nothing_is_no_batch_to_record(desk: Desk) -> None:
    before = await desk.ledger()
    assert (await desk.batch())["results"] == []
    assert await desk.ledger() == before


@pytest.mark.parametrize("command", [{}, {"praiseRecord": None}, {"praiseRecord": {}, "harmRecord": {}}])
async def test_a_command_of_a_batch_is_exactly_one(desk: Desk, command: dict[str, Any]) -> None:
    query = "mutation($input: CommandBatchInput!) { commandBatch(input: $input) { results { no } } }"
    answer = await desk.send(query, input={"commands": [command]})
    assert {error["extensions"]["code"] for error in answer["errors"]} == {"GRAPHQL_VALIDATION_FAILED"}


async def test_several_mutations_of_one_request_are_carried_out_in_order(desk: Desk) -> None:
    query = """mutation($a: PraiseRecordInput!, $b: PraiseRecordInput!) {
        a: praiseRecord(input: $a) { no }
        again: praiseRecord(input: $a) { replayed }
        b: praiseRecord(input: $b) { no } }"""
    first, second = (PRAISE | {"matter": m, "requestId": str(uuid4())} for m in ("甲", "乙"))
    data = await desk.ask(query, a=first, b=second)
    assert data["again"] == {"replayed": True}
    assert data["b"]["no"] == data["a"]["no"] + 1
