"""What if: the card as it would be beside the card as it is; nothing is stored."""

from collections.abc import AsyncIterator, Callable, Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.api import mirror
from tests.api.asking import Answer, Client
from tests.support.city import CITY, POLICY
from tests.support.office import REPORTER, Office
from tests.support.statements import statements_of
from tests.support.supposing import known_now, stored
from xiangmu.db.engine import Database
from xiangmu.plugin.vocabulary import Stage
from xiangmu.services.events import StageRecord

pytestmark = pytest.mark.anyio
MAY = date(2023, 5, 8)
LINE = "item points because evidence { kind on project { name } }"
CARD = f"""
  total exact noTotal disqualified status subtotals {{ points exact }} awaiting {{ key }}
  lines {{ {LINE} }} place {{ position tied previousPosition total }} publication {{ number }}
  computation {{ asOf knownAt includesClaimed provisional }}
"""
PREVIEW = f"""
query Preview($policy: String! = "{POLICY}", $group: String! = "towns", $unit: String! = "1镇",
              $period: String! = "2023Q2", $asOf: Date, $asKnownAt: KnownAt, $claimed: Boolean,
              $changes: [SupposedChange!]!) {{
  scorecardPreview(policy: $policy, group: $group, unit: $unit, period: $period, asOf: $asOf,
                   asKnownAt: $asKnownAt, includeClaimed: $claimed, changes: $changes) {{
    before {{ {CARD} }}
    after {{ {CARD} }}
    differences {{ change points exact before {{ {LINE} }} after {{ {LINE} }} }}
    supposed
    warnings {{ field message code }}
    errors {{ field message code }}
  }}
}}
"""
SCORECARD = f"""
query Card($unit: String!) {{
  scorecard(policy: "{POLICY}", group: "towns", unit: $unit, period: "2023Q2") {{ {CARD} }}
}}
"""
Change = dict[str, dict[str, Any]]


def shown(project: UUID) -> str:
    return f"prj_{project.hex}"


def started(project: UUID, on: str = "2023-06-30") -> Change:
    return {"stageRecord": {"project": shown(project), "stage": "STARTED", "on": on}}


def judged(points: str, **more: str) -> Change:
    given = {"policy": POLICY, "group": "towns", "unit": "1镇", "period": "2023Q2", "item": "effort"}
    return {"judgementGive": given | {"points": points, "judgementReason": "扎实"} | more}


def report(project: UUID, **given: str) -> dict[str, Any]:
    return {"project": shown(project), "month": "2023-05-01", "invested": "1", "cumulative": "1"} | given


async def preview(client: Client, *changes: Change, **arguments: Any) -> Answer:
    found: Answer = (await client.ask(PREVIEW, changes=changes, **arguments))["scorecardPreview"]
    return found


async def test_a_start_by_the_end_of_june_earns_a_point_and_the_first_place(
    office: Office, client: Client
) -> None:
    project = await office.enrolled_project()
    await office.do(StageRecord(project=await office.enrolled_project("陶瓷厂"), stage=Stage.STARTED, on=MAY))
    await office.do(
        StageRecord(project=await office.enrolled_project("水泥厂", "town2"), stage=Stage.STARTED, on=MAY)
    )
    found = await preview(client, started(project))
    assert (found["before"]["total"], found["after"]["total"]) == ("1", "2")
    assert found["before"]["place"] | {"position": 1, "tied": True} == found["before"]["place"]
    assert found["after"]["place"] | {"position": 1, "tied": False} == found["after"]["place"]
    assert sorted((d["change"], d["points"]) for d in found["differences"]) == [
        ("ADDED", "1"),
        ("UNCHANGED", "0"),
        ("UNCHANGED", "0"),
    ]
    [added] = [difference for difference in found["differences"] if difference["change"] == "ADDED"]
    assert added["before"] is None
    assert added["after"]["because"] == "碳材料厂于2023-06-30开工"
    assert added["after"]["evidence"] == [
        {"kind": "STAGE", "on": "2023-06-30", "project": {"name": "碳材料厂"}}
    ]
    assert (found["errors"], found["warnings"], len(found["supposed"])) == ([], [], 1)


async def test_evidence_points_at_what_is_supposed(office: Office, client: Client) -> None:
    project = await office.enrolled_project()
    query = PREVIEW.replace("evidence { kind", "evidence { id kind")
    found = (await client.ask(query, changes=[started(project)]))["scorecardPreview"]
    [evidence] = found["after"]["lines"][0]["evidence"]
    assert [evidence["id"]] == found["supposed"]
    removal = {"factRemove": {"fact": evidence["id"]}}
    [error] = (await preview(client, removal))["errors"]
    assert (error["field"], error["code"]) == (["changes", "0", "factRemove", "fact"], "NOT_FOUND")


async def test_without_suppositions_both_cards_are_one(office: Office, client: Client) -> None:
    await office.do(StageRecord(project=await office.enrolled_project(), stage=Stage.STARTED, on=MAY))
    found = await preview(client)
    assert found["before"] == found["after"]
    assert found["before"] == (await client.ask(SCORECARD, unit="1镇"))["scorecard"]
    assert {difference["change"] for difference in found["differences"]} == {"UNCHANGED"}


async def test_nothing_is_stored(office: Office, client: Client) -> None:
    project = await office.enrolled_project()
    before = await stored(office)
    found = await preview(client, started(project), judged("8"))
    assert found["after"]["total"] == "9"
    assert await stored(office) == before
    assert (await preview(client))["before"] == found["before"]


# As recording it


@pytest.fixture
async def mirrored(database: Database) -> AsyncIterator[tuple[Office, Client]]:
    """An office whose cards tell every fact, and its client."""
    office = Office(database, mirror.catalog())
    await office.open()
    client = Client(office)
    yield office, client
    await client.http.aclose()


class Told:
    """What changes are written with: three projects, the enrolment of the last, and facts by what recorded them."""

    def __init__(self, one: UUID, other: UUID, doubtful: UUID, enrolment: UUID) -> None:
        self.one, self.other, self.doubtful = shown(one), shown(other), shown(doubtful)
        self.enrolment = f"enr_{enrolment.hex}"
        self.facts: dict[str, str] = {}

    @classmethod
    async def to(cls, office: Office) -> "Told":
        """Three projects of one town."""
        one, other, doubtful = [
            await office.enrolled_project(name) for name in ("碳材料厂", "陶瓷厂", "水泥厂")
        ]
        enrolments = {e.project: e.id for e in (await known_now(office)).facts.enrolments}
        return cls(one, other, doubtful, enrolments[doubtful])


def of_unit(**given: Any) -> dict[str, Any]:
    return {"jurisdiction": CITY, "unit": "1镇", "on": "2023-06-08"} | given


STEPS: Sequence[tuple[str, Callable[[Told], dict[str, Any]]]] = (
    ("stageRecord", lambda t: {"project": t.one, "stage": "SIGNED", "on": "2023-04-03"}),
    ("stageRecord", lambda t: {"project": t.one, "stage": "PRODUCING", "on": "2023-06-30"}),
    ("startRecord", lambda t: {"project": t.one, "kind": "LIBRARY_ENTRY", "on": "2023-06-30"}),
    ("listRecord", lambda t: {"project": t.one, "keyList": "BATCH_STARTED", "on": "2023-05-08"}),
    (
        "listRecord",
        lambda t: {"project": t.one, "keyList": "BATCH_STARTED", "on": "2023-06-08", "delisted": True},
    ),
    (
        "fundingRecord",
        lambda t: {
            "project": t.one,
            "source": "SPECIAL_BOND",
            "step": "APPLIED",
            "amount": "900.5",
            "on": "2023-05-08",
            "bundle": "一捆",
            "applicant": "第2镇",
        },
    ),
    (
        "planSet",
        lambda t: {"project": t.one, "milestone": "STARTED", "due": "2023-05-30", "madeOn": "2023-04-03"},
    ),
    (
        "planChange",
        lambda t: {
            "project": t.one,
            "milestone": "STARTED",
            "due": "2023-06-30",
            "madeOn": "2023-05-08",
            "approvedOn": "2023-05-09",
        },
    ),
    (
        "progressReport",
        lambda t: {"project": t.one, "month": "2023-05-01", "invested": "100", "cumulative": "300"},
    ),
    (
        "projectChange",
        lambda t: {"project": t.one, "effective": "2023-06-08", "total": "50000", "flags": ["PURE_FARMING"]},
    ),
    ("admissionGrant", lambda t: {"project": t.one, "policy": POLICY, "on": "2023-05-08"}),
    (
        "projectTransfer",
        lambda t: {"project": t.other, "policy": POLICY, "unit": "3镇", "on": "2023-06-01"},
    ),
    (
        "enrolmentSet",
        lambda t: {"project": t.doubtful, "policy": POLICY, "unit": "town2", "since": "2023-06-10"},
    ),
    ("enrolmentDecide", lambda t: {"enrolment": t.enrolment, "state": "EXCLUDED"}),
    (
        "meetingRecord",
        lambda t: of_unit(kind="ON_SITE", chair="DEPUTY", solved=True, projects=[t.one, t.other]),
    ),
    ("praiseRecord", lambda _: of_unit(source="HIGHER_MEDIA", matter="专版")),
    ("criticismRecord", lambda _: of_unit(kind="INTERVIEW", matter="滞后")),
    ("harmRecord", lambda _: of_unit(kind="BLANKET_STOPPAGE", verifiedBy="POLICE", matter="停工")),
    ("judgementGive", lambda _: judged("6.5")["judgementGive"]),
    ("factRemove", lambda t: {"fact": t.facts["praiseRecord"]}),
    ("factRemove", lambda t: {"fact": t.facts["stageRecord"]}),
)
"""Every kind of change, in an order in which the ledger takes them."""
REALLY = {"factRemove": "factReject"}
"""The mutation that records a change, where it is not called the same."""


SHOWN_IDS = {
    "praiseRecord": "praise { id }",
    "stageRecord": "stageEvent { id }",
    "dutyAssign": "assignment { id }",
}


async def record(client: Client, name: str, content: dict[str, Any]) -> str | None:
    """Carry out the mutation; the id of what it recorded, where that is a fact."""
    mutation = REALLY.get(name, name)
    shows = SHOWN_IDS.get(name, "no")
    version = {"version": 1} if name == "projectChange" else {}
    query = f"""mutation M($input: {mutation[0].upper()}{mutation[1:]}Input!) {{
        {mutation}(input: $input) {{ {shows} errors {{ field message }} }} }}"""
    given = {"requestId": str(uuid4()), "reason": "试验", **content, **version}
    payload = (await client.ask(query, input=given))[mutation]
    assert payload.pop("errors") == [], name
    fact = next(iter(payload.values()))
    return fact["id"] if isinstance(fact, dict) else None


def result(card: Answer) -> Answer:
    """The card without the number of the ledger it rests on."""
    return {key: content for key, content in card.items() if key != "computation"}


async def test_every_kind_of_change_shows_what_recording_it_shows(mirrored: tuple[Office, Client]) -> None:
    office, client = mirrored
    told = await Told.to(office)
    for name, content_of in STEPS:
        content = content_of(told)
        found = await preview(client, {name: content})
        assert found["errors"] == [], name
        assert result(found["after"]) != result(found["before"]), name
        told.facts[name] = await record(client, name, content) or ""
        card = (await client.ask(SCORECARD, unit="1镇"))["scorecard"]
        assert result(found["after"]) == result(card), name


async def test_all_changes_together_show_what_recording_them_shows(mirrored: tuple[Office, Client]) -> None:
    office, client = mirrored
    told = await Told.to(office)
    steps = [(name, of(told)) for name, of in STEPS if name not in ("factRemove", "enrolmentDecide")]
    found = await preview(client, *({name: content} for name, content in steps))
    assert found["errors"] == []
    for name, content in steps:
        await record(client, name, content)
    card = (await client.ask(SCORECARD, unit="1镇"))["scorecard"]
    assert result(found["after"]) == result(card)


UNDERTAKEN: Sequence[tuple[str, Callable[[Told], dict[str, Any]]]] = (
    ("yearPlanSet", lambda t: {"project": t.one, "year": 2023, "planned": "8000.5"}),
    ("procedureRecord", lambda t: {"project": t.one, "kind": "EIA", "appliedOn": "2023-05-03"}),
    (
        "dutyAssign",
        lambda t: {
            "jurisdiction": CITY,
            "project": t.one,
            "duty": "COUNTY_LEADER",
            "post": "常务副市长",
            "since": "2023-05-01",
        },
    ),
    ("dutyEnd", lambda t: {"assignment": t.facts["dutyAssign"], "until": "2023-06-01"}),
    (
        "duplicateDecide",
        lambda t: {
            "project": t.one,
            "other": t.other,
            "same": False,
            "on": "2023-06-01",
            "rulingReason": "两期",
        },
    ),
    (
        "indicatorRead",
        lambda _: {
            "policy": POLICY,
            "indicator": "investment",
            "unit": "2镇",
            "period": "2023-05",
            "value": "12.5",
            "source": "统计月报",
        },
    ),
    (
        "goalRevise",
        lambda _: {
            "policy": POLICY,
            "target": "town",
            "group": "towns",
            "unit": "2镇",
            "goal": "3",
            "effective": "2023-06-01",
            "approvedOn": "2023-05-20",
            "approver": "市长",
            "revisionReason": "上级加码",
        },
    ),
    (
        "commitmentRecord",
        lambda _: {"policy": POLICY, "unit": "2镇", "text": "年内开工三个", "on": "2023-05-01"},
    ),
)
"""What boards, targets and gaps look at; the card of this city only where it tells a fact of its own unit."""


async def test_what_boards_targets_and_gaps_look_at_is_supposed_as_recorded(
    mirrored: tuple[Office, Client],
) -> None:
    office, client = mirrored
    told = await Told.to(office)
    for name, content_of in UNDERTAKEN:
        content = content_of(told)
        found = await preview(client, {name: content})
        assert found["errors"] == [], name
        told.facts[name] = await record(client, name, content) or ""
        card = (await client.ask(SCORECARD, unit="1镇"))["scorecard"]
        assert result(found["after"]) == result(card), name


async def test_every_kind_of_change_is_tried(client: Client) -> None:
    query = '{ __type(name: "SupposedChange") { isOneOf inputFields { name } } }'
    found = (await client.ask(query))["__type"]
    assert found["isOneOf"] is True
    assert {field["name"] for field in found["inputFields"]} == {name for name, _ in (*STEPS, *UNDERTAKEN)}


# Which facts


async def test_a_judgement_takes_the_place_of_the_one_given(client: Client) -> None:
    await record(client, "judgementGive", judged("3")["judgementGive"])
    found = await preview(client, judged("9"))
    assert (found["before"]["total"], found["after"]["total"]) == ("3", "9")
    assert [d["change"] for d in found["differences"]] == ["CHANGED"]
    assert found["differences"][0]["exact"] == "6"


async def test_if_it_had_not_happened(office: Office, client: Client) -> None:
    project = await office.enrolled_project()
    receipt = await office.do(StageRecord(project=project, stage=Stage.STARTED, on=MAY))
    for fact in (receipt.subject, f"stg_{UUID(receipt.subject).hex}"):
        found = await preview(client, {"factRemove": {"fact": fact}})
        assert (found["before"]["total"], found["after"]["total"]) == ("1", "0")
        assert [d["change"] for d in found["differences"]] == ["REMOVED", "UNCHANGED"]


async def test_claimed_facts_count_when_asked_for(office: Office, client: Client) -> None:
    project = await office.enrolled_project()
    claim = StageRecord(project=project, stage=Stage.STARTED, on=MAY)
    await office.do(claim, principal=REPORTER)
    assert (await preview(client, judged("2")))["after"]["total"] == "2"
    found = await preview(client, judged("2"), claimed=True)
    assert (found["before"]["total"], found["after"]["total"]) == ("1", "3")
    assert found["after"]["computation"]["includesClaimed"] is True


async def test_suppositions_about_what_was_known_earlier(office: Office, client: Client) -> None:
    project = await office.enrolled_project()
    known = (await preview(client))["before"]["computation"]["knownAt"]
    await office.do(StageRecord(project=project, stage=Stage.STARTED, on=MAY))
    found = await preview(client, started(project), asKnownAt={"no": known})
    assert (found["before"]["total"], found["after"]["total"]) == ("0", "1")
    [error] = (await preview(client, started(project), asKnownAt={"no": known - 2}))["errors"]
    assert (error["field"], error["code"]) == (["changes", "0", "stageRecord", "project"], "NOT_FOUND")


# Which day


async def test_what_lies_ahead_is_seen_on_its_day(office: Office, client: Client) -> None:
    project = await office.enrolled_project()
    found = await preview(client, started(project, "2023-08-15"), period="2023Q3")
    assert found["after"]["total"] == "1"
    for card in (found["before"], found["after"]):
        assert card["computation"]["asOf"] == "2023-08-15"
        assert card["computation"]["provisional"] is True
    assert (await preview(client, started(project), period="2023Q3"))["before"]["computation"][
        "asOf"
    ] == "2023-07-01"


async def test_what_comes_after_the_day_seen_changes_nothing_and_says_so(
    office: Office, client: Client
) -> None:
    project = await office.enrolled_project()
    found = await preview(client, started(project), asOf="2023-06-29")
    assert found["after"]["total"] == "0"
    [warning] = found["warnings"]
    assert warning["field"] == ["changes", "0", "stageRecord", "on"]
    assert warning["code"] == "UNUSUAL"
    assert "2023-06-29" in warning["message"]


async def test_what_comes_too_early_is_a_warning(office: Office, client: Client) -> None:
    project = await office.enrolled_project()
    completed = {"stageRecord": {"project": shown(project), "stage": "COMPLETED", "on": "2023-05-01"}}
    found = await preview(client, completed, started(project))
    assert found["after"]["total"] == "1"
    assert [(w["field"], w["code"]) for w in found["warnings"]] == [
        (["changes", "1", "stageRecord", "stage"], "REVERSED")
    ]


# What cannot be supposed


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


# Bounds


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
