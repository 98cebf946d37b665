"""Who may give which command, and what those are told who may not: what they would be told if nothing were there."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.access.attempts import (
    about_jurisdictions,
    about_projects,
    about_units,
    decided,
    live_rows,
    may,
    of,
    problems,
)
from tests.access.realm import COUNTY, JUNE, MARCH, OFFICE, PRINCIPALS, REPORTER, Realm, policy_of, who
from tests.support.city import CITY
from tests.support.office import codes
from xiangmu.access.principals import SYSTEM, Principal
from xiangmu.access.roles import Permission, Role
from xiangmu.db import tables as t
from xiangmu.services.command import Command, Input
from xiangmu.services.corrections import FactConfirm, FactCorrect, FactKind
from xiangmu.services.enrolments import EnrolmentSet
from xiangmu.services.events import StageRecord
from xiangmu.services.execute import execute
from xiangmu.services.permissions import RULES
from xiangmu.services.problems import Refused

pytestmark = pytest.mark.anyio
REPORTED = {
    kind for kind, rule in RULES.items() if {Permission.REPORT, Permission.RAISE} & {*rule.permissions}
}
"""What a unit may report about itself and its projects, and raise."""
INSPECTED = {"finding_raise", "inspection_open"}
BUILDING = {"stage": "BUILDING", "on": JUNE}
TOLD = {("project", "NOT_FOUND"), ("unit", "UNKNOWN_UNIT")}


async def tried(realm: Realm, principal: Principal, commands: dict[str, Input]) -> set[str]:
    return {kind for kind, data in commands.items() if await may(realm, principal, data)}


def commands(realm: Realm, jurisdiction: str, unit: str) -> dict[str, Input]:
    """Every kind of command about a unit's project, the unit and its jurisdiction."""
    project = realm.projects[jurisdiction, unit]
    of_project = {kind: made(project) for kind, made in about_projects(jurisdiction).items()}
    of_project["project_merge"] = of(
        "project_merge",
        project=project,
        version=1,
        on=JUNE,
        absorbed=(realm.projects[jurisdiction, "town2" if unit == "town1" else "town1"],),
    )
    of_project["duplicate_decide"] = of(
        "duplicate_decide",
        project=project,
        other=realm.projects[jurisdiction, "town2" if unit == "town1" else "town1"],
        same=False,
        on=JUNE,
        ruling_reason="两处",
    )
    person = of("person_erase", person=realm.people[jurisdiction])
    about = {**about_units(jurisdiction, unit), **about_jurisdictions(jurisdiction), "person_erase": person}
    return {**of_project, **about}


async def test_the_office_does_everything_but_install(realm: Realm) -> None:
    every = commands(realm, COUNTY, "town1")
    assert await tried(realm, SYSTEM, every) == {*every}
    assert await tried(realm, OFFICE, every) == {*every} - {"jurisdiction_install"}


async def test_a_unit_reports_about_itself(realm: Realm) -> None:
    own, others = commands(realm, COUNTY, "town1"), commands(realm, COUNTY, "town2")
    assert await tried(realm, REPORTER, own) == {*own} & REPORTED
    assert await tried(realm, REPORTER, others) == set()


@pytest.mark.parametrize("name", ["leader", "approver", "inspector", "viewer", "viewer of a unit"])
async def test_who_only_reads_records_nothing_but_problems(realm: Realm, name: str) -> None:
    own = {"leader": {"issue_raise", "visit_record"}, "inspector": {"issue_raise", *INSPECTED}}.get(
        name, set()
    )
    assert await tried(realm, PRINCIPALS[name], commands(realm, COUNTY, "town1")) == own


async def test_an_administrator_installs_keeps_channels_and_touches_no_business(realm: Realm) -> None:
    every = commands(realm, COUNTY, "town1")
    assert await tried(realm, PRINCIPALS["admin"], every) == {"jurisdiction_install", "channel_add"}


@pytest.mark.parametrize("name", ["parent", "neighbour", "reporter of the parent", "nobody", "anonymous"])
async def test_strangers_do_nothing(realm: Realm, name: str) -> None:
    for unit in ("town1", "town2"):
        every = commands(realm, COUNTY, unit)
        assert await tried(realm, PRINCIPALS[name], every) == set()


@pytest.mark.parametrize("name", ["neighbour", "nobody", "anonymous"])
async def test_what_is_anothers_is_as_unknown_as_what_is_not_there(realm: Realm, name: str) -> None:
    stranger = PRINCIPALS[name]
    for kind, made in about_projects(COUNTY).items():
        foreign, absent = realm.projects[COUNTY, "town1"], uuid4()
        told = await problems(realm, stranger, made(foreign))
        assert told, kind
        assert _without(told, foreign) == _without(await problems(realm, stranger, made(absent)), absent), (
            kind
        )
    for known, unknown in (
        (of("unit_alias_add", jurisdiction=COUNTY, unit="town1", alias="甲"), {"jurisdiction": "nowhere"}),
        (of("policy_enable", policy=policy_of(COUNTY), since=MARCH), {"policy": "nowhere-2023"}),
    ):
        there = await problems(realm, stranger, known)
        absent_one = known.model_copy(update=unknown)
        [(field, other)] = unknown.items()
        name_there = str(getattr(known, field))
        assert _without(there, name_there) == _without(await problems(realm, stranger, absent_one), other)


def _without(told: list[Any], name: object) -> list[tuple[Any, ...]]:
    return [(p.path, p.code, p.message.replace(str(name), "…"), p.severity) for p in told]


async def test_facts_and_people_of_others_are_unknown(realm: Realm) -> None:
    database = realm.office.database
    [stage, *_] = await live_rows(database, t.stage_event, COUNTY)
    [enrolment, *_] = await live_rows(database, t.enrolment, COUNTY)
    for stranger in (PRINCIPALS["neighbour"], PRINCIPALS["anonymous"]):
        for data, field in (
            (of("fact_confirm", kind="STAGE", fact=stage["fact_id"]), "fact"),
            (of("fact_reject", kind="STAGE", fact=stage["fact_id"]), "fact"),
            (decided(enrolment["fact_id"]), "enrolment"),
            (of("person_erase", person=realm.people[COUNTY]), "person"),
        ):
            assert codes(await problems(realm, stranger, data)) == [(field, "NOT_FOUND")]


async def test_what_a_unit_reports_is_claimed_until_the_office_confirms_it(realm: Realm) -> None:
    office, project = realm.office, realm.projects[COUNTY, "town1"]
    receipt = await office.do(StageRecord(project=project, **BUILDING), principal=REPORTER)
    assert await _state(realm, UUID(receipt.subject)) == "CLAIMED"
    confirm = FactConfirm(kind=FactKind.STAGE, fact=UUID(receipt.subject))
    assert codes(await office.refused(confirm, principal=REPORTER)) == [("fact", "NOT_ALLOWED")]
    assert codes(await office.refused(confirm, principal=PRINCIPALS["leader"])) == [("fact", "NOT_ALLOWED")]
    await office.do(confirm, principal=OFFICE)
    assert await _state(realm, UUID(receipt.subject)) == "CONFIRMED"


async def test_a_unit_corrects_its_own_claims_and_nothing_else(realm: Realm) -> None:
    office, project = realm.office, realm.projects[COUNTY, "town1"]
    claim = UUID((await office.do(StageRecord(project=project, **BUILDING), principal=REPORTER)).subject)
    better = StageRecord(project=project, stage="BUILDING", on=date_before())
    await office.do(FactCorrect(fact=claim, replacement=better), reason="录错", principal=REPORTER)
    assert await _state(realm, claim) == "CLAIMED"
    other = who(Role.REPORTER, COUNTY, "town2")
    again = FactCorrect(fact=claim, replacement=better)
    assert codes(await office.refused(again, reason="录错", principal=other)) == [("fact", "NOT_FOUND")]
    moved = FactCorrect(
        fact=claim, replacement=StageRecord(project=realm.projects[COUNTY, "town2"], **BUILDING)
    )
    assert codes(await office.refused(moved, reason="录错", principal=REPORTER)) == [
        ("replacement.project", "NOT_FOUND")
    ]
    await office.do(FactConfirm(kind=FactKind.STAGE, fact=claim), principal=OFFICE)
    assert codes(await office.refused(again, reason="录错", principal=REPORTER)) == [("fact", "NOT_ALLOWED")]


def date_before() -> Any:
    return JUNE.replace(month=5, day=20)


async def _state(realm: Realm, fact: UUID) -> str:
    rows = await live_rows(realm.office.database, t.stage_event, COUNTY)
    return next(str(row["state"]) for row in rows if row["fact_id"] == fact)


async def test_a_unit_registers_projects_of_its_own(realm: Realm) -> None:
    every = about_units(COUNTY, "town1")["project_register"]
    assert await may(realm, REPORTER, every)
    for unit in ("", "town2"):
        assert codes(await problems(realm, REPORTER, every.model_copy(update={"unit": unit}))) == [
            ("unit", "NOT_ALLOWED")
        ]
    change = {"project": realm.projects[COUNTY, "town1"], "version": 1, "effective": JUNE}
    given_away = of("project_change", unit="town2", **change)
    assert codes(await problems(realm, REPORTER, given_away)) == [("unit", "NOT_ALLOWED")]
    foreign = of(
        "enrolment_set", project=change["project"], policy=policy_of(COUNTY), unit="town2", since=JUNE
    )
    assert codes(await problems(realm, REPORTER, foreign)) == [("unit", "NOT_ALLOWED")]


async def test_a_unit_reports_on_what_it_is_assessed_for_while_it_is(realm: Realm) -> None:
    office, project = realm.office, realm.projects[COUNTY, "town2"]
    stage = StageRecord(project=project, **BUILDING)
    assert codes(await problems(realm, REPORTER, stage)) == [("project", "NOT_FOUND")]
    policy = policy_of(COUNTY)
    await office.do(
        EnrolmentSet(project=project, policy=policy, unit="town1", since=MARCH, until=JUNE), principal=OFFICE
    )
    # it ended before today: its history stays in sight, and nothing can be added
    assert codes(await problems(realm, REPORTER, stage)) == [("project", "NOT_ALLOWED")]
    await office.do(
        EnrolmentSet(project=project, policy=policy, unit="town1", since=JUNE.replace(day=2)),
        principal=OFFICE,
    )
    assert await problems(realm, REPORTER, stage) == []


async def test_a_county_reports_upwards_and_the_city_confirms(realm: Realm) -> None:
    office, project = realm.office, realm.projects[COUNTY, "town2"]
    city = PRINCIPALS["parent"]
    offer = EnrolmentSet(project=project, policy=policy_of(CITY), unit="town3", since=MARCH)
    # nobody above can take in what was not reported to them, and no unit reports upwards
    assert codes(await problems(realm, city, offer)) == [("project", "NOT_FOUND")]
    assert codes(await problems(realm, REPORTER, offer)) == [("project", "NOT_FOUND")]
    own = offer.model_copy(update={"project": realm.projects[COUNTY, "town1"], "unit": "town2"})
    assert codes(await problems(realm, REPORTER, own)) == [("policy", "UNKNOWN_POLICY")]
    receipt = await office.do(offer, principal=OFFICE)
    rows = {row["fact_id"]: row for row in await live_rows(office.database, t.enrolment, CITY)}
    assert rows[UUID(receipt.subject)]["state"] == "CLAIMED"
    await office.do(FactConfirm(kind=FactKind.ENROLMENT, fact=UUID(receipt.subject)), principal=city)
    # what happened to the project is the county's to record; what the city's policy makes of it, the city's
    assert codes(await problems(realm, city, StageRecord(project=project, **BUILDING))) == [
        ("project", "NOT_ALLOWED")
    ]
    assert await may(realm, city, decided(UUID(receipt.subject)))
    assert not await may(realm, OFFICE, decided(UUID(receipt.subject)))


async def test_a_request_of_somebody_else_tells_nothing(realm: Realm) -> None:
    office, request = realm.office, uuid4()
    stage = StageRecord(project=realm.projects[COUNTY, "town1"], **BUILDING)
    await office.do(stage, principal=OFFICE, request_id=request)
    own = await _reused(realm, OFFICE, stage.model_copy(update={"on": date_before()}), request)
    assert "号记录" in own
    for principal in (REPORTER, PRINCIPALS["neighbour"], PRINCIPALS["anonymous"]):
        for data in (stage, of("person_register", jurisdiction=CITY, name="某人")):
            told = await _reused(realm, principal, data, request)
            assert told == f"请求编号 {request} 已用于另一内容"


async def _reused(realm: Realm, principal: Principal, data: Input, request: UUID) -> str:
    [problem] = await problems(realm, principal, data, request)
    assert problem.code == "REQUEST_ID_REUSED"
    return problem.message


async def test_a_batch_with_one_command_too_many_is_refused_whole(realm: Realm) -> None:
    office, own = realm.office, realm.projects[COUNTY, "town1"]
    batch = [
        Command(request_id=uuid4(), data=StageRecord(project=own, **BUILDING)),
        Command(request_id=uuid4(), data=StageRecord(project=realm.projects[COUNTY, "town2"], **BUILDING)),
    ]
    with pytest.raises(Refused) as refused:
        await execute(office.database, office.catalog, batch, principal=REPORTER, clock=office.clock)
    assert [(p.command, p.code) for p in refused.value.problems] == [(1, "NOT_FOUND")]
    stages = {row["stage"] for row in await live_rows(office.database, t.stage_event, COUNTY)}
    assert "BUILDING" not in stages


async def test_what_one_command_of_a_batch_registers_the_next_may_use(realm: Realm) -> None:
    office, register = realm.office, uuid4()
    data = about_units(COUNTY, "town1")["project_register"]
    receipts = await office.run([Command(request_id=register, data=data)], principal=REPORTER)
    project = UUID(receipts[0].subject)
    assert await problems(realm, REPORTER, StageRecord(project=project, stage="SIGNED", on=JUNE)) == []


async def test_a_token_does_no_more_than_its_scopes(realm: Realm) -> None:
    every = commands(realm, COUNTY, "town1")
    narrow = Principal(id="token:x", grants=OFFICE.grants, scopes=frozenset({Permission.JUDGE}))
    assert await tried(realm, narrow, every) == {"judgement_give"}
    [judgement, *_] = await live_rows(realm.office.database, t.judgement, COUNTY)
    correcting = Principal(
        id="token:y", grants=OFFICE.grants, scopes=frozenset({Permission.READ, Permission.CONFIRM})
    )
    better = about_units(COUNTY, "town1")["judgement_give"]
    correct = FactCorrect(fact=judgement["fact_id"], replacement=better)
    # what may be judged by nobody but a judge is not corrected by others either
    assert codes(await problems(realm, correcting, correct)) == [("replacement.policy", "NOT_ALLOWED")]
