"""Scorecards: the figures, why they are so, and how they stand to what was published."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from tests.api.asking import Client
from tests.support.city import POLICY
from tests.support.office import REPORTER, Office
from xiangmu.plugin.vocabulary import Stage
from xiangmu.services.corrections import FactConfirm, FactKind, FactReject
from xiangmu.services.events import StageRecord
from xiangmu.services.judgements import JudgementGive
from xiangmu.services.policies import PolicyEnable

pytestmark = pytest.mark.anyio

CARD = """
query Card($policy: String! = "testville-2023", $group: String! = "towns", $unit: String! = "1镇",
           $period: String! = "2023Q2", $asOf: Date, $asKnownAt: KnownAt, $claimed: Boolean) {
  scorecard(policy: $policy, group: $group, unit: $unit, period: $period,
            asOf: $asOf, asKnownAt: $asKnownAt, includeClaimed: $claimed) {
    unit { key title }
    group { key units { key } }
    period { text title start end kind }
    total exact noTotal disqualified status
    subtotals { section points exact }
    lines {
      item title section kind points exact because disqualifies
      clause { id locator gist status by }
      evidence { kind id on note project { id name total kind } }
      awaiting { key title least most clause { id } }
    }
    awaiting { key }
    place { position tied previousPosition total because }
    publication { number publishedOn asOf knownAt }
    published { total position lines { because } }
    computation { asOf knownAt includesClaimed provisional readings { number key chosen choice isDefault } }
  }
}
"""


async def started_project(office: Office, name: str = "碳材料厂", unit: str = "town1") -> UUID:
    project = await office.enrolled_project(name, unit)
    await office.do(StageRecord(project=project, stage=Stage.STARTED, on=date(2023, 5, 8)))
    return project


async def card(client: Client, **arguments: object) -> dict[str, object]:
    found: dict[str, object] = (await client.ask(CARD, **arguments))["scorecard"]
    return found


async def test_a_card_tells_points_reason_clause_and_project_of_every_line(
    office: Office, client: Client
) -> None:
    project = await started_project(office)
    found = (await client.ask(CARD))["scorecard"]
    assert found["unit"] == {"key": "town1", "title": "1镇"}
    assert found["period"] == {
        "text": "2023Q2",
        "title": "2023年第2季度",
        "start": "2023-04-01",
        "end": "2023-06-30",
        "kind": "QUARTER",
    }
    assert (found["total"], found["exact"], found["noTotal"]) == ("1", "1", None)
    assert found["subtotals"] == [
        {"section": "BASE", "points": "1", "exact": "1"},
        {"section": "BONUS", "points": "0", "exact": "0"},
        {"section": "DEDUCTION", "points": "0", "exact": "0"},
    ]
    start, effort = found["lines"]
    assert start["because"] == "碳材料厂于2023-05-08开工"
    assert start["clause"]["id"] == "T-2"
    assert start["clause"]["status"] == "IMPLEMENTED"
    [evidence] = start["evidence"]
    assert evidence["kind"] == "STAGE"
    assert evidence["on"] == "2023-05-08"
    assert evidence["project"] == {
        "id": f"prj_{project.hex}",
        "name": "碳材料厂",
        "total": "20000.0000",
        "kind": "MANUFACTURING",
    }
    assert effort["awaiting"] == {
        "key": "effort",
        "title": "工作扎实",
        "least": 0,
        "most": 10,
        "clause": {"id": "T-2"},
    }
    assert found["awaiting"] == [{"key": "effort"}]
    assert found["place"] == {
        "position": 1,
        "tied": False,
        "previousPosition": None,
        "total": "1",
        "because": None,
    }


async def test_exact_points_and_the_rounding_line_stand_beside_what_is_printed(
    office: Office, client: Client
) -> None:
    thirds = PolicyEnable(policy=POLICY, since=date(2023, 1, 1), readings={"points": "THIRD"})
    await office.do(thirds)
    await started_project(office)
    found = (await client.ask(CARD))["scorecard"]
    assert (found["total"], found["exact"]) == ("0.33", "1/3")
    assert [(line["kind"], line["points"], line["exact"]) for line in found["lines"]] == [
        ("POINTS", "0.33", "1/3"),
        ("POINTS", "0", "0"),
        ("ROUNDING", "0", "-1/300"),
    ]
    chosen = {reading["key"]: reading for reading in found["computation"]["readings"]}
    assert chosen["points"] == {
        "number": "T1",
        "key": "points",
        "chosen": "THIRD",
        "choice": "每个三分之一分",
        "isDefault": False,
    }


async def test_a_unit_is_found_by_key_title_and_alias(client: Client) -> None:
    for name in ("town2", "2镇", "第2镇", " 第 2镇"):
        assert (await client.ask(CARD, unit=name))["scorecard"]["unit"]["key"] == "town2"


async def test_as_of_leaves_out_what_happened_later_and_is_provisional(
    office: Office, client: Client
) -> None:
    await started_project(office)
    before = (await client.ask(CARD, asOf="2023-05-07"))["scorecard"]
    assert before["total"] == "0"
    assert before["computation"]["asOf"] == "2023-05-07"
    assert before["computation"]["provisional"] is True
    after = (await client.ask(CARD, asOf="2024-01-01"))["scorecard"]
    assert after["computation"]["asOf"] == "2023-06-30"
    assert after["computation"]["provisional"] is False


async def test_without_as_of_a_running_period_is_seen_up_to_today(client: Client) -> None:
    found = (await client.ask(CARD, period="2023Q3"))["scorecard"]
    assert found["computation"]["asOf"] == "2023-07-01"
    assert found["computation"]["provisional"] is True


async def test_as_known_at_leaves_out_what_was_recorded_later(office: Office, client: Client) -> None:
    async def total(**known: object) -> object:
        return (await client.ask(CARD, asKnownAt=known))["scorecard"]["total"]

    before = (await card(client))["computation"]
    assert isinstance(before, dict)
    office.pass_time(days=1)
    await started_project(office)
    assert (await card(client))["total"] == "1"
    assert await total(no=before["knownAt"]) == "0"
    assert await total(at="2023-07-01T12:00:00+08:00") == "0"
    assert await total(at="2023-07-02T12:00:00+08:00") == "1"
    assert await total(at=datetime(2023, 7, 2, 4, tzinfo=UTC).isoformat()) == "1"


async def test_a_new_fact_is_never_hidden_by_what_was_worked_out_before(
    office: Office, client: Client
) -> None:
    assert (await card(client))["total"] == "0"
    await started_project(office)
    assert (await card(client))["total"] == "1"


async def test_claimed_facts_count_when_asked_for_or_when_the_readings_say_so(
    office: Office, client: Client
) -> None:
    project = await office.enrolled_project()
    claim = StageRecord(project=project, stage=Stage.STARTED, on=date(2023, 5, 8))
    stage = UUID((await office.do(claim, principal=REPORTER)).subject)
    assert (await card(client))["total"] == "0"
    assert (await card(client, claimed=True))["total"] == "1"
    await office.do(FactConfirm(kind=FactKind.STAGE, fact=stage))
    assert (await card(client))["total"] == "1"
    assert (await card(client, claimed=True))["total"] == "1"


async def test_a_fact_rejected_after_publication_changes_the_preview_not_the_publication(
    office: Office, client: Client
) -> None:
    project = await office.enrolled_project()
    start = StageRecord(project=project, stage=Stage.STARTED, on=date(2023, 5, 8))
    stage = UUID((await office.do(start)).subject)
    preview = (await client.ask(CARD))["scorecard"]
    assert (preview["status"], preview["publication"], preview["published"]) == ("PREVIEW", None, None)

    await office.publish()
    published = (await client.ask(CARD))["scorecard"]
    assert published["status"] == "PUBLISHED"
    assert published["publication"]["number"] == 1
    assert published["publication"]["publishedOn"] == "2023-07-01"

    await office.do(FactReject(kind=FactKind.STAGE, fact=stage), reason="查无此事")
    changed = (await client.ask(CARD))["scorecard"]
    assert (changed["status"], changed["total"]) == ("CHANGED", "0")
    assert (changed["published"]["total"], changed["published"]["position"]) == ("1", 1)

    await office.publish(reason="查无此事")
    corrected = (await client.ask(CARD))["scorecard"]
    assert (corrected["status"], corrected["publication"]["number"]) == ("PUBLISHED", 2)


async def test_the_place_before_is_that_of_the_latest_publication_of_the_period_before(
    office: Office, client: Client
) -> None:
    await started_project(office, unit="town2")
    judged = JudgementGive(
        policy=POLICY,
        group="towns",
        unit="town1",
        period="2023Q1",
        item="effort",
        hundredths=500,
        judgement_reason="扎实",
    )
    await office.do(judged)
    await office.publish("2023Q1")
    place = (await client.ask(CARD, unit="town1"))["scorecard"]["place"]
    assert (place["position"], place["tied"], place["previousPosition"]) == (2, True, 1)


async def test_scorecards_lists_all_groups_or_one_or_a_unit(client: Client) -> None:
    query = """query ($group: String, $unit: String) {
      scorecards(policy: "testville-2023", period: "2023Q2", group: $group, unit: $unit) { unit { key } } }"""

    async def units(**arguments: object) -> list[str]:
        found = await client.ask(query, **arguments)
        return [one["unit"]["key"] for one in found["scorecards"]]

    assert await units() == ["town1", "town2", "town3", "bureau"]
    assert await units(group="services") == ["bureau"]
    assert await units(unit="2镇") == ["town2"]


@pytest.mark.parametrize(
    ("arguments", "code", "field"),
    [
        ({"policy": "testville-2024"}, "NOT_FOUND", "policy"),
        ({"policy": "\x00"}, "NOT_FOUND", "policy"),
        ({"group": "cities"}, "NOT_FOUND", "group"),
        ({"unit": "4镇"}, "NOT_FOUND", "unit"),
        ({"unit": "服务局"}, "NOT_FOUND", "unit"),
        ({"period": "2023Q5"}, "BAD_USER_INPUT", "period"),
        ({"period": "昨天"}, "BAD_USER_INPUT", "period"),
        ({"period": "2022Q4"}, "BAD_USER_INPUT", "period"),
        ({"period": "2023-06"}, "BAD_USER_INPUT", "period"),
        ({"asKnownAt": {"no": 1_000_000}}, "BAD_USER_INPUT", "asKnownAt"),
        ({"asKnownAt": {"no": -1}}, "BAD_USER_INPUT", "asKnownAt"),
    ],
)
async def test_what_names_nothing_is_refused_in_chinese_with_code_and_field(
    client: Client, arguments: dict[str, object], code: str, field: str
) -> None:
    found_code, found_field, message = await client.refused(CARD, **arguments)
    assert (found_code, found_field) == (code, field)
    assert any("一" <= sign <= "鿿" for sign in message)


@pytest.mark.parametrize(
    "arguments",
    [
        {"asOf": "2023-6-30"},
        {"asOf": "20230630"},
        {"asOf": 20230630},
        {"asKnownAt": {}},
        {"asKnownAt": {"no": 1, "at": "2023-07-01T00:00:00Z"}},
        {"asKnownAt": {"no": None}},
        {"asKnownAt": {"no": 2**40}},
        {"asKnownAt": {"at": "2023-07-01T00:00:00"}},
        {"asKnownAt": {"at": "0001-01-01T00:00:00+08:00"}},
        {"unit": 7},
    ],
)
async def test_a_variable_of_the_wrong_form_is_a_request_error_not_a_fault(
    client: Client, arguments: dict[str, object]
) -> None:
    answer = await client.send(CARD, **arguments)
    assert "data" not in answer
    assert {error["extensions"]["code"] for error in answer["errors"]} == {"GRAPHQL_VALIDATION_FAILED"}


@pytest.mark.parametrize("argument", ["policy", "group", "unit", "period"])
async def test_a_message_does_not_repeat_a_whole_book(client: Client, argument: str) -> None:
    _, field, message = await client.refused(CARD, **{argument: "镇" * 100_000})
    assert field == argument
    assert len(message) < 200


async def test_extreme_days_are_answered(client: Client) -> None:
    for day in ("0001-01-01", "9999-12-31"):
        await client.ask(CARD, asOf=day)
