"""What cannot be supposed, and how much may be."""

from collections.abc import Sequence
from uuid import UUID, uuid4

import pytest

from tests.api.asking import Client
from tests.api.previews.suppositions import (
    PREVIEW,
    STEPS,
    Change,
    Told,
    judged,
    of_unit,
    preview,
    report,
    shown,
    started,
)
from tests.support.office import Office
from tests.support.statements import statements_of

pytestmark = pytest.mark.anyio


async def test_everything_that_is_wrong_is_told_with_field_and_code(office: Office, client: Client) -> None:
    project = await office.enrolled_project()
    nobody = shown(uuid4())
    praised = of_unit(unit="9镇", source="HIGHER_MEDIA", matter="专版")
    found = await preview(
        client,
        {"stageRecord": {"project": nobody, "stage": "SIGNED", "on": "2023-05-08"}},
        {"praiseRecord": praised},
        judged("10.5"),
        judged("1", item="luck"),
        judged("1", group="cities"),
        {"projectTransfer": {"project": shown(project), "policy": "x", "unit": "2镇", "on": "2023-05-08"}},
        {"progressReport": report(project, month="2023-05-02")},
    )
    assert (found["after"], found["differences"], found["supposed"]) == (None, [], [])
    assert found["before"]["total"] == "0"
    assert [(".".join(error["field"]), error["code"]) for error in found["errors"]] == [
        ("changes.0.stageRecord.project", "NOT_FOUND"),
        ("changes.1.praiseRecord.unit", "UNKNOWN_UNIT"),
        ("changes.2.judgementGive.points", "OUT_OF_RANGE"),
        ("changes.3.judgementGive.item", "UNKNOWN_ITEM"),
        ("changes.4.judgementGive.group", "UNKNOWN_GROUP"),
        ("changes.5.projectTransfer.policy", "UNKNOWN_POLICY"),
        ("changes.6.progressReport.month", "MALFORMED"),
    ]
    assert all(any("一" <= sign <= "鿿" for sign in error["message"]) for error in found["errors"])


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"stageRecord": {"project": "x", "stage": "SIGNED", "on": "2023-05-08"}}, "project", "MALFORMED"),
        ({"factRemove": {"fact": "x"}}, "fact", "MALFORMED"),
        ({"factRemove": {"fact": "\x00"}}, "fact", "MALFORMED"),
        ({"factRemove": {"fact": "unt_" + "0" * 32}}, "fact", "MALFORMED"),
        ({"factRemove": {"fact": str(UUID(int=1))}}, "fact", "NOT_FOUND"),
        ({"praiseRecord": of_unit(source="HIGHER_MEDIA", matter="\x00")}, "matter", "MALFORMED"),
        ({"praiseRecord": of_unit(source="HIGHER_MEDIA", matter="长" * 5000)}, "matter", "OUT_OF_RANGE"),
        (
            {"praiseRecord": of_unit(source="HIGHER_MEDIA", matter="x", jurisdiction="\x00")},
            "jurisdiction",
            "MALFORMED",
        ),
        (
            {"praiseRecord": of_unit(source="HIGHER_MEDIA", matter="x", on="9999-12-31")},
            "on",
            "OUT_OF_RANGE",
        ),
        ({"judgementGive": judged("1.234")["judgementGive"]}, "points", "MALFORMED"),
        ({"judgementGive": judged("1", period="昨天")["judgementGive"]}, "period", "MALFORMED"),
    ],
)
async def test_a_malformed_change_is_an_answer_not_a_fault(
    client: Client, change: Change, field: str, code: str
) -> None:
    found = await preview(client, change)
    [error] = found["errors"]
    assert (error["field"], error["code"]) == (["changes", "0", next(iter(change)), field], code)
    assert found["after"] is None


async def test_at_most_twenty_changes(office: Office, client: Client) -> None:
    project = await office.enrolled_project()
    twenty = [started(project)] * 20
    assert (await preview(client, *twenty))["errors"] == []
    [error] = (await preview(client, *twenty, judged("1")))["errors"]
    assert (error["field"], error["code"]) == (["changes"], "OUT_OF_RANGE")


@pytest.mark.parametrize(
    ("arguments", "code", "field"),
    [
        ({"policy": "testville-2024"}, "NOT_FOUND", "policy"),
        ({"group": "cities"}, "NOT_FOUND", "group"),
        ({"unit": "4镇"}, "NOT_FOUND", "unit"),
        ({"unit": "服务局"}, "NOT_FOUND", "unit"),
        ({"period": "2022Q4"}, "BAD_USER_INPUT", "period"),
        ({"period": "2023-06"}, "BAD_USER_INPUT", "period"),
        ({"period": "2023"}, "BAD_USER_INPUT", "period"),
        ({"asKnownAt": {"no": 1_000_000}}, "BAD_USER_INPUT", "asKnownAt"),
    ],
)
async def test_what_names_nothing_is_refused_in_chinese_with_code_and_field(
    client: Client, arguments: dict[str, object], code: str, field: str
) -> None:
    found_code, found_field, message = await client.refused(PREVIEW, changes=[], **arguments)
    assert (found_code, found_field) == (code, field)
    assert any("一" <= sign <= "鿿" for sign in message)


@pytest.mark.parametrize(
    "changes",
    [
        [{}],
        [None],
        None,
        [{"stageRecord": None}],
        [{"factRemove": {"fact": "x"}, "stageRecord": None}],
        [{"factRemove": {"fact": "x"}, "judgementGive": judged("1")["judgementGive"]}],
        [{"stageRecord": {"project": "x", "stage": "DREAMT", "on": "2023-05-08"}}],
        [{"stageRecord": {"project": "x", "stage": "SIGNED", "on": "8 May"}}],
        [{"wish": {}}],
    ],
)
async def test_a_change_of_the_wrong_form_is_a_request_error(client: Client, changes: object) -> None:
    answer = await client.send(PREVIEW, changes=changes)
    assert "data" not in answer
    assert {error["extensions"]["code"] for error in answer["errors"]} == {"GRAPHQL_VALIDATION_FAILED"}


async def statements(office: Office, changes: Sequence[Change]) -> int:
    """How many statements a preview takes when nothing was worked out before."""
    client = Client(office)
    with statements_of(office.database) as sent:
        found = await preview(client, *changes)
    await client.http.aclose()
    assert found["errors"] == []
    return len(sent)


async def test_twenty_changes_take_as_many_statements_as_one(office: Office) -> None:
    projects = [await office.enrolled_project(f"项目{number}") for number in range(20)]
    few = await statements(office, [started(projects[0])])
    assert await statements(office, [started(project) for project in projects]) == few
    told = await Told.to(office)
    every = [{name: of(told)} for name, of in STEPS if name not in ("factRemove", "enrolmentDecide")]
    # each kind looks at tables of its own, once; progress also at the months that are closed
    assert await statements(office, every) <= few + 16
