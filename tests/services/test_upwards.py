"""A parent jurisdiction counts the projects of a county that it enrolled, and no others."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select

from tests.support import city
from tests.support.city import CITY, POLICY
from tests.support.office import Office
from tests.support.statements import statements_of
from xiangmu.access.principals import SYSTEM, Grant, Principal
from xiangmu.access.rights import Rights
from xiangmu.access.roles import Role
from xiangmu.catalog import Catalog
from xiangmu.db import tables as t
from xiangmu.db.engine import Database
from xiangmu.db.facts import head_no, load_facts
from xiangmu.domain.attainment import attain
from xiangmu.plugin.facts import Facts
from xiangmu.plugin.money import yi
from xiangmu.plugin.units import Jurisdiction, Unit, UnitKind, Units
from xiangmu.plugin.vocabulary import Duty, EnrolmentState, ProcedureKind, Stage
from xiangmu.services import results
from xiangmu.services.assignments import DutyAssign
from xiangmu.services.corrections import FactConfirm, FactKind
from xiangmu.services.duplicates import DuplicateDecide
from xiangmu.services.enrolments import EnrolmentDecide, EnrolmentSet
from xiangmu.services.events import StageRecord
from xiangmu.services.funding import FundingRecord
from xiangmu.services.jurisdictions import JurisdictionInstall
from xiangmu.services.procedures import ProcedureRecord
from xiangmu.services.projects import ProjectChange, ProjectCodesSet
from xiangmu.services.whatif import suppose
from xiangmu.services.year_plans import YearPlanSet

pytestmark = pytest.mark.anyio
COUNTY = "hamlet"
MARCH, APRIL, MAY = date(2023, 3, 1), date(2023, 4, 1), date(2023, 5, 1)
COUNTY_OFFICE = Principal(id="county", grants=(Grant(role=Role.OFFICE, jurisdiction=COUNTY),))
CITY_OFFICE = Principal(id="city", grants=(Grant(role=Role.OFFICE, jurisdiction=CITY),))


def catalog() -> Catalog:
    """The invented city with a county below it, which has a department of the same key."""
    above = city.catalog().cities[0]
    counties = (
        Unit(key="county", title="乡县", kind=UnitKind.COUNTY, division_code="990005"),
        Unit(key="next", title="邻县", kind=UnitKind.COUNTY, division_code="990006"),
    )
    towns = above.units.groups[0]
    towns = replace(towns, units=(*towns.units, *(county.key for county in counties)))
    units = replace(
        above.units, units=(*above.units.units, *counties), groups=(towns, *above.units.groups[1:])
    )
    jurisdiction = Jurisdiction(key=COUNTY, title="乡县", division_code="990005", parent=CITY)
    below = replace(
        above,
        info=replace(above.info, key=COUNTY, title="乡县", jurisdiction=jurisdiction),
        policies=replace(above.policies, policies=()),
        units=Units(units=(Unit(key="bureau", title="县局", kind=UnitKind.DEPARTMENT),)),
        targets=replace(above.targets, targets=(), indicators=()),
        scoring=replace(above.scoring, cards=()),
        profile=replace(above.profile, admission=()),
    )
    return Catalog((replace(above, units=units), below))


@pytest.fixture
async def office(database: Database) -> Office:
    """An office of the city; the county is installed as well."""
    opened = Office(database, catalog())
    await opened.open()
    await opened.do(JurisdictionInstall(jurisdiction=COUNTY))
    return opened


async def of_county(office: Office, name: str = "上报的矿") -> UUID:
    return await office.project(name, jurisdiction=COUNTY, unit="bureau")


def report(project: UUID, **given: Any) -> EnrolmentSet:
    return EnrolmentSet.model_validate(
        {"project": project, "policy": POLICY, "unit": "county", "since": MARCH} | given
    )


def of(model: Any, project: UUID, **given: Any) -> Any:
    return model.model_validate({"project": project} | given)


async def started(office: Office, period: str = "2023Q2", **asked: Any) -> list[int | None]:
    """How many projects started in the county, and in the whole city."""
    async with office.database.reading() as connection:
        found = await results.board(connection, office.catalog, POLICY, period, **asked)
    targets = [x for x in office.catalog.targets_of(POLICY) if not x.unit]
    measure = targets[0].measure
    of_unit = measure.formula(found.board.units["towns", "county"]).amount
    of_whole = [one.amount for one in attain(found.board, targets)]
    return [None if amount is None else int(amount) for amount in (of_unit, *of_whole)]


async def seen_above(office: Office) -> Facts:
    async with office.database.reading() as connection:
        return await load_facts(connection, CITY, await head_no(connection))


async def test_only_what_the_county_reported_counts_above(office: Office) -> None:
    reported, own, of_city = (
        await of_county(office),
        await of_county(office, "县里的矿"),
        await office.project(),
    )
    await office.run_all(
        *(StageRecord(project=project, stage=Stage.STARTED, on=APRIL) for project in (reported, own, of_city))
    )
    assert await started(office) == [0, 1]
    await office.do(report(reported))
    assert await started(office) == [1, 2]
    assert await started(office, as_of=date(2023, 2, 1)) == [0, 0]
    async with office.database.reading() as connection:
        known = await results.board(connection, office.catalog, POLICY, "2023Q2")
    assert {p.id: p.latest.home for p in known.board.whole.projects} == {reported: COUNTY, of_city: ""}


async def test_what_is_reported_for_later_or_not_taken_does_not_count(office: Office) -> None:
    project = await of_county(office)
    await office.do(StageRecord(project=project, stage=Stage.STARTED, on=APRIL))
    enrolment = await office.do(report(project, since=MAY))
    assert await started(office, as_of=date(2023, 4, 30)) == [0, 0]
    assert await started(office) == [1, 1]
    excluded = EnrolmentDecide(enrolment=UUID(enrolment.subject), state=EnrolmentState.EXCLUDED)
    await office.do(excluded, reason="不足规模")
    assert await started(office) == [0, 0]


async def test_the_county_reports_and_the_city_confirms(office: Office) -> None:
    project = await of_county(office)
    await office.do(StageRecord(project=project, stage=Stage.STARTED, on=APRIL))
    claim = await office.do(report(project), principal=COUNTY_OFFICE)
    assert await started(office) == [0, 0]
    assert await started(office, include_claimed=True) == [1, 1]
    confirm = FactConfirm(kind=FactKind.ENROLMENT, fact=UUID(claim.subject))
    assert await office.refused(confirm, principal=COUNTY_OFFICE)
    await office.do(confirm, principal=CITY_OFFICE)
    assert await started(office) == [1, 1]


async def test_all_that_is_recorded_of_a_reported_project_is_seen_above_and_nothing_is_copied(
    office: Office,
) -> None:
    project, other = await of_county(office), await of_county(office, "县里的矿")
    for one in (project, other):
        duty = {"jurisdiction": COUNTY, "duty": Duty.COUNTY_LEADER, "post": "县长", "since": APRIL}
        await office.run_all(
            of(StageRecord, one, stage=Stage.STARTED, on=APRIL),
            of(YearPlanSet, one, year=2023, planned_yuan=yi(1)),
            of(ProcedureRecord, one, kind=ProcedureKind.EIA, department="bureau", applied_on=APRIL),
            of(FundingRecord, one, source="INVESTOR", step="ISSUED", amount_yuan=yi(1), on=MAY).model_copy(
                update={"applicant": "bureau"}
            ),
            of(DutyAssign, one, **duty),
        )
    code = "2301-990005-04-01-000001"
    await office.do(ProjectCodesSet(project=project, codes=(code,)))
    await office.do(DuplicateDecide(project=project, other=other, same=False, on=MAY, ruling_reason="两处矿"))
    await office.do(report(project))
    facts = await seen_above(office)
    for name in ("versions", "stages", "year_plans", "procedures", "funding", "assignments", "codes"):
        assert {fact.project for fact in getattr(facts, name)} == {project}, name
    assert facts.procedures[0].department == facts.funding[0].applicant == "hamlet/bureau"
    assert [version.unit for version in facts.versions] == ["hamlet/bureau"]
    assert len(facts.rulings) == 1
    async with office.database.reading() as connection:
        homes = await connection.execute(
            select(t.stage_event.c.jurisdiction, func.count()).group_by(t.stage_event.c.jurisdiction)
        )
        assert dict(map(tuple, homes)) == {COUNTY: 2}
        kept = select(t.project.c.jurisdiction).where(t.project.c.id == project)
        assert await connection.scalar(kept) == COUNTY


async def test_what_the_county_does_is_never_what_a_unit_of_the_city_did(office: Office) -> None:
    project = await of_county(office)
    step = of(FundingRecord, project, source="SPECIAL_BOND", step="APPLIED", amount_yuan=yi(1), on=MAY)
    await office.do(step.model_copy(update={"applicant": "bureau"}))
    await office.do(report(project))
    async with office.database.reading() as connection:
        found = await results.board(connection, office.catalog, POLICY, "2023Q2")
    assert found.board.units["services", "bureau"].projects == ()
    [view] = found.board.units["towns", "county"].projects
    assert [s.applicant for s in view.funding] == ["hamlet/bureau"]


async def test_a_supposition_about_a_reported_project_is_seen_as_it_would_be_recorded(office: Office) -> None:
    project = await of_county(office)
    await office.do(report(project))
    change = ProjectChange(project=project, version=1, effective=MAY, total_yuan=yi(5))
    async with office.database.reading() as connection:
        board = await results.board(connection, office.catalog, POLICY, "2023Q2")
        rights = Rights(SYSTEM, MAY)
        supposition = await suppose(connection, office.catalog, board.known, [change], rights)
    [supposed] = supposition.changes[0].facts
    await office.do(change)
    recorded = next(v for v in (await seen_above(office)).versions if v.effective == MAY)
    assert replace(supposed, id=recorded.id) == recorded


async def test_a_county_stands_for_itself(office: Office) -> None:
    project = await of_county(office)
    assert (await office.do(report(project))).warnings == ()
    elsewhere = await of_county(office, "县里的矿")
    for_town = await office.do(report(elsewhere, unit="town1"))
    assert for_town.warnings == ()
    for_next = await office.do(report(await of_county(office, "边界上的矿"), unit="next"))
    assert [warning.message for warning in for_next.warnings] == ["项目属乡县, 却计入邻县"]


async def test_the_number_of_statements_does_not_grow_with_what_is_reported(office: Office) -> None:
    async def sent() -> int:
        with statements_of(office.database) as found:
            await seen_above(office)
        return len(found)

    before = await sent()
    projects = [await of_county(office, f"矿{number}") for number in range(5)]
    await office.run_all(*map(report, projects))
    assert await sent() == before
