"""Plans of years, procedures, duties and rulings on duplicates: what may be said of a project and a unit."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.support.city import CITY
from tests.support.office import REPORTER, Office, codes
from xiangmu.db.facts import head_no, load_facts
from xiangmu.plugin.facts import Facts
from xiangmu.plugin.money import yi
from xiangmu.plugin.vocabulary import Duty, KeyList, ProcedureKind
from xiangmu.services.assignments import DutyAssign, DutyEnd
from xiangmu.services.corrections import FactConfirm, FactCorrect, FactKind, FactReject
from xiangmu.services.duplicates import DuplicateDecide
from xiangmu.services.events import ListRecord
from xiangmu.services.people import PersonErase, PersonRegister
from xiangmu.services.procedures import ProcedureRecord
from xiangmu.services.year_plans import YearPlanSet

pytestmark = pytest.mark.anyio
APRIL, MAY, JUNE = date(2023, 4, 1), date(2023, 5, 1), date(2023, 6, 1)


@pytest.fixture
async def project(office: Office) -> UUID:
    """A registered project of 2亿."""
    return await office.project()


async def facts(office: Office, known_no: int | None = None) -> Facts:
    async with office.database.reading() as connection:
        return await load_facts(connection, CITY, known_no or await head_no(connection))


async def test_a_year_is_planned_once(office: Office, project: UUID) -> None:
    await office.do(YearPlanSet(project=project, year=2023, planned_yuan=yi(1)))
    again = YearPlanSet(project=project, year=2023, planned_yuan=yi(1))
    assert codes(await office.refused(again)) == [("year", "DUPLICATE")]
    more = await office.do(YearPlanSet(project=project, year=2024, planned_yuan=yi(3)))
    assert codes(more.warnings) == [("planned_yuan", "UNUSUAL")]
    for given, problem in (
        ({"year": 23, "planned_yuan": 1}, ("year", "OUT_OF_RANGE")),
        ({"year": 2025, "planned_yuan": 0}, ("planned_yuan", "OUT_OF_RANGE")),
    ):
        data = YearPlanSet.model_validate({"project": project} | given)
        assert codes(await office.refused(data)) == [problem]
    planned = {plan.year: plan.yuan for plan in (await facts(office)).year_plans}
    assert planned == {2023: yi(1), 2024: yi(3)}


def eia(project: UUID, **given: Any) -> ProcedureRecord:
    return ProcedureRecord.model_validate({"project": project, "kind": ProcedureKind.EIA} | given)


async def test_a_procedure_is_one_fact_that_grows(office: Office, project: UUID) -> None:
    first = await office.do(eia(project, department="bureau"))
    await office.do(eia(project, applied_on=APRIL, promised_on=JUNE))
    last = await office.do(eia(project, done_on=MAY))
    assert first.subject == last.subject
    [found] = (await facts(office)).procedures
    assert (found.department, found.applied_on, found.promised_on, found.done_on) == (
        "bureau",
        APRIL,
        JUNE,
        MAY,
    )
    [before] = (await facts(office, first.no)).procedures
    assert (before.department, before.applied_on) == ("bureau", None)
    await office.do(ProcedureRecord(project=project, kind=ProcedureKind.SITE))
    assert len((await facts(office)).procedures) == 2


async def test_the_dates_of_a_procedure_are_in_order(office: Office, project: UUID) -> None:
    cases: list[tuple[dict[str, Any], list[tuple[str, str]]]] = [
        ({"done_on": MAY}, [("done_on", "REQUIRED")]),
        ({"promised_on": MAY}, [("promised_on", "REQUIRED")]),
        ({"applied_on": MAY, "done_on": APRIL}, [("done_on", "REVERSED")]),
        ({"applied_on": MAY, "promised_on": APRIL}, [("promised_on", "REVERSED")]),
        ({"applied_on": date(2023, 7, 2)}, [("applied_on", "IN_FUTURE")]),
        ({"department": "moon"}, [("department", "UNKNOWN_UNIT")]),
    ]
    for given, problems in cases:
        assert codes(await office.refused(eia(project, **given))) == problems
    await office.do(eia(project, applied_on=MAY))
    assert codes(await office.refused(eia(project, done_on=APRIL))) == [("done_on", "REVERSED")]


async def test_a_procedure_is_changed_only_as_it_was_seen(office: Office, project: UUID) -> None:
    first = await office.do(eia(project, applied_on=APRIL))
    await office.do(eia(project, department="bureau", version=first.no))
    stale = eia(project, done_on=MAY, version=first.no)
    assert codes(await office.refused(stale)) == [("version", "CONFLICT")]


async def test_a_reporter_goes_on_with_its_own_claim_and_not_with_what_is_confirmed(
    office: Office, project: UUID
) -> None:
    claim = await office.do(eia(project, applied_on=APRIL), principal=REPORTER)
    await office.do(eia(project, promised_on=JUNE), principal=REPORTER)
    assert (await facts(office)).procedures == ()
    await office.do(FactConfirm(kind=FactKind.PROCEDURE, fact=UUID(claim.subject)))
    assert codes(await office.refused(eia(project, done_on=MAY), principal=REPORTER)) == [
        ("kind", "NOT_ALLOWED")
    ]
    [found] = (await facts(office)).procedures
    assert (found.applied_on, found.promised_on) == (APRIL, JUNE)


async def test_a_correction_takes_back_a_date_of_a_procedure(office: Office, project: UUID) -> None:
    receipt = await office.do(eia(project, applied_on=APRIL, done_on=MAY))
    correction = FactCorrect(fact=UUID(receipt.subject), replacement=eia(project, applied_on=APRIL))
    await office.do(correction, reason="尚未办结")
    assert [p.done_on for p in (await facts(office)).procedures] == [None]


def duty(**given: Any) -> DutyAssign:
    return DutyAssign.model_validate(
        {"jurisdiction": CITY, "duty": Duty.COUNTY_LEADER, "post": "常务副市长", "since": APRIL} | given
    )


async def test_a_second_lead_is_recorded_with_a_warning(office: Office, project: UUID) -> None:
    first = await office.do(duty(project=project))
    second = await office.do(duty(project=project, post="副市长", since=MAY))
    assert codes(second.warnings) == [("duty", "TAKEN")]
    assert "已有牵头包联的县级领导(常务副市长)" in second.warnings[0].message
    assert codes(await office.refused(duty(project=project, since=MAY))) == [("duty", "DUPLICATE")]
    await office.do(DutyEnd(assignment=UUID(first.subject), until=date(2023, 4, 30)))
    after = await office.do(duty(project=project, duty=Duty.ASSISTING_LEADER, since=MAY))
    assert after.warnings == ()


async def test_an_ended_duty_stays_on_record(office: Office, project: UUID) -> None:
    receipt = await office.do(duty(project=project))
    assignment = UUID(receipt.subject)
    assert codes(await office.refused(DutyEnd(assignment=assignment, until=date(2023, 3, 1)))) == [
        ("until", "REVERSED")
    ]
    await office.do(DutyEnd(assignment=assignment, until=MAY))
    assert codes(await office.refused(DutyEnd(assignment=assignment, until=JUNE))) == [("until", "CLOSED")]
    assert codes(await office.refused(DutyEnd(assignment=uuid4(), until=JUNE))) == [
        ("assignment", "NOT_FOUND")
    ]
    stale = DutyEnd(assignment=assignment, until=APRIL, version=receipt.no)
    assert codes(await office.refused(stale)) == [("version", "CONFLICT")]
    [found] = (await facts(office)).assignments
    assert (found.since, found.until, found.id) == (APRIL, MAY, assignment)
    anew = await office.do(duty(project=project, since=JUNE))
    assert anew.warnings == ()


async def test_a_duty_is_somebodys_for_something(office: Office, project: UUID) -> None:
    cases: list[tuple[dict[str, Any], list[tuple[str, str]]]] = [
        ({}, [("unit", "REQUIRED")]),
        ({"project": project, "post": ""}, [("post", "REQUIRED")]),
        ({"project": project, "until": date(2023, 3, 1)}, [("until", "REVERSED")]),
        ({"project": uuid4()}, [("project", "NOT_FOUND")]),
        ({"unit": "moon"}, [("unit", "UNKNOWN_UNIT")]),
        ({"project": project, "person": uuid4()}, [("person", "NOT_FOUND")]),
        ({"project": project, "duty": Duty.RESPONSIBLE_UNIT}, [("unit", "REQUIRED")]),
    ]
    for given, problems in cases:
        assert codes(await office.refused(duty(**given))) == problems
    leader = {"unit": "town1", "duty": Duty.MAIN_LEADER, "post": "镇长"}
    await office.do(duty(**leader))
    assert codes((await office.do(duty(**leader | {"post": "书记"}))).warnings) == [("duty", "TAKEN")]


async def test_several_commissioners_of_one_post_are_told_apart_by_person(
    office: Office, project: UUID
) -> None:
    commissioner = {"project": project, "duty": Duty.SERVICE_COMMISSIONER, "post": "服务专员"}
    people = [
        UUID((await office.do(PersonRegister(jurisdiction=CITY, name=name))).subject) for name in ("甲", "乙")
    ]
    for person in people:
        assert (await office.do(duty(person=person, **commissioner))).warnings == ()
    assert codes(await office.refused(duty(person=people[0], **commissioner))) == [("duty", "DUPLICATE")]
    await office.do(PersonErase(person=people[0]))
    erased = duty(person=people[0], **commissioner | {"since": JUNE, "post": "另一职务"})
    assert ("person", "NOT_ALLOWED") in codes(await office.refused(erased))
    assert {a.person for a in (await facts(office)).assignments} == set(people)


async def test_a_pair_of_projects_is_ruled_on_once(office: Office, project: UUID) -> None:
    other = await office.project("碳材料厂二期")

    def ruling(**given: Any) -> DuplicateDecide:
        pair = {"project": other, "other": project, "same": True, "on": MAY, "ruling_reason": "同一地块"}
        return DuplicateDecide.model_validate(pair | given)

    for given, problem in (
        ({"other": other}, ("other", "DUPLICATE")),
        ({"other": uuid4()}, ("other", "NOT_FOUND")),
        ({"ruling_reason": ""}, ("ruling_reason", "REQUIRED")),
        ({"on": date(2023, 7, 2)}, ("on", "IN_FUTURE")),
    ):
        assert codes(await office.refused(ruling(**given))) == [problem]
    assert codes(await office.refused(ruling(), principal=REPORTER)) == [("project", "NOT_ALLOWED")]
    receipt = await office.do(ruling())
    turned = ruling(project=project, other=other, same=False)
    assert codes(await office.refused(turned)) == [("other", "DUPLICATE")]
    await office.do(FactCorrect(fact=UUID(receipt.subject), replacement=turned), reason="核实为两期")
    [found] = (await facts(office)).rulings
    assert (found.project, found.other, found.same) == (*sorted((project, other)), False)
    await office.do(FactReject(kind=FactKind.DUPLICATE_RULING, fact=found.id), reason="待查")
    assert (await facts(office)).rulings == ()


async def test_each_year_has_a_list_of_its_own(office: Office, project: UUID) -> None:
    def listed(on: date, year: int | None, *, delisted: bool = False) -> ListRecord:
        return ListRecord(project=project, key_list=KeyList.CITY_KEY, on=on, year=year, delisted=delisted)

    await office.do(listed(APRIL, 2022))
    await office.do(listed(APRIL, 2023))
    assert codes(await office.refused(listed(MAY, 2023))) == [("key_list", "DUPLICATE")]
    assert codes(await office.refused(listed(MAY, None, delisted=True))) == [("key_list", "DUPLICATE")]
    await office.do(listed(MAY, 2023, delisted=True))
    assert codes(await office.refused(listed(MAY, 2025))) == [("year", "OUT_OF_RANGE")]
    assert sorted((e.year or 0, e.delisted) for e in (await facts(office)).listings) == [
        (2022, False),
        (2023, False),
        (2023, True),
    ]
