"""Stages, starts, lists, public money, plans and progress: what may follow what."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from tests.support.office import Office, codes
from xiangmu.db import tables as t
from xiangmu.plugin.money import wan, yi
from xiangmu.plugin.vocabulary import FundSource, FundStep, KeyList, Stage, StartKind
from xiangmu.services.events import ListRecord, StageRecord, StartRecord
from xiangmu.services.funding import FundingRecord
from xiangmu.services.plans import PlanChange, PlanSet
from xiangmu.services.progress import ProgressReport

pytestmark = pytest.mark.anyio
APRIL, MAY, JUNE = date(2023, 4, 1), date(2023, 5, 1), date(2023, 6, 1)


@pytest.fixture
async def project(office: Office) -> UUID:
    """A registered project."""
    return await office.project()


async def stage_of(office: Office, project: UUID) -> str:
    async with office.database.reading() as connection:
        return str(await connection.scalar(select(t.project.c.stage).where(t.project.c.id == project)))


async def reach(office: Office, project: UUID, *stages: tuple[Stage, date]) -> None:
    for stage, on in stages:
        await office.do(StageRecord(project=project, stage=stage, on=on))


async def test_stages_may_be_skipped_and_filled_in_later(office: Office, project: UUID) -> None:
    await reach(office, project, (Stage.BUILDING, JUNE), (Stage.SIGNED, APRIL), (Stage.STARTED, MAY))
    assert await stage_of(office, project) == "BUILDING"


async def test_a_stage_is_not_reached_twice(office: Office, project: UUID) -> None:
    await reach(office, project, (Stage.SIGNED, APRIL))
    problems = await office.refused(StageRecord(project=project, stage=Stage.SIGNED, on=MAY))
    assert codes(problems) == [("stage", "DUPLICATE")]
    assert problems[0].message == "已于 2023-04-01 签约; 如有误请更正"


async def test_stages_do_not_run_backwards(office: Office, project: UUID) -> None:
    await reach(office, project, (Stage.STARTED, MAY))
    late = await office.refused(StageRecord(project=project, stage=Stage.SIGNED, on=JUNE))
    early = await office.refused(StageRecord(project=project, stage=Stage.BUILDING, on=APRIL))
    assert codes(late) == codes(early) == [("stage", "REVERSED")]
    assert early[0].message == "开工在 2023-05-01, 在建不能在 2023-04-01"


async def test_what_has_not_happened_yet_is_refused(office: Office, project: UUID) -> None:
    tomorrow = date(2023, 7, 2)
    for data in (
        StageRecord(project=project, stage=Stage.SIGNED, on=tomorrow),
        StartRecord(project=project, kind=StartKind.CEREMONY, on=tomorrow),
        ListRecord(project=project, key_list=KeyList.CITY_KEY, on=tomorrow),
    ):
        assert codes(await office.refused(data)) == [("on", "IN_FUTURE")]


async def test_an_event_before_the_project_was_described_is_a_warning(office: Office, project: UUID) -> None:
    receipt = await office.do(StageRecord(project=project, stage=Stage.SIGNED, on=date(2022, 12, 1)))
    assert codes(receipt.warnings) == [("on", "UNUSUAL")]


async def test_only_what_was_stopped_resumes(office: Office, project: UUID) -> None:
    resume = StageRecord(project=project, stage=Stage.RESUMED, on=JUNE)
    assert codes(await office.refused(resume)) == [("stage", "REVERSED")]
    await reach(office, project, (Stage.STARTED, APRIL), (Stage.SUSPENDED, MAY))
    assert await stage_of(office, project) == "SUSPENDED"
    again = StageRecord(project=project, stage=Stage.SUSPENDED, on=JUNE)
    assert codes(await office.refused(again)) == [("stage", "REVERSED")]
    await office.do(resume)
    assert await stage_of(office, project) == "STARTED"
    await reach(office, project, (Stage.SUSPENDED, date(2023, 6, 20)))
    assert await stage_of(office, project) == "SUSPENDED"


async def test_nothing_follows_termination(office: Office, project: UUID) -> None:
    await reach(office, project, (Stage.STARTED, APRIL), (Stage.TERMINATED, MAY))
    assert await stage_of(office, project) == "TERMINATED"
    for data in (
        StageRecord(project=project, stage=Stage.COMPLETED, on=JUNE),
        StartRecord(project=project, kind=StartKind.LIBRARY_ENTRY, on=JUNE),
    ):
        assert codes(await office.refused(data)) == [("on", "REVERSED")]


async def test_each_kind_of_start_happens_once(office: Office, project: UUID) -> None:
    for kind in StartKind:
        await office.do(StartRecord(project=project, kind=kind, on=MAY))
    again = StartRecord(project=project, kind=StartKind.LIBRARY_ENTRY, on=JUNE)
    assert codes(await office.refused(again)) == [("kind", "DUPLICATE")]


async def test_only_what_is_on_a_list_leaves_it(office: Office, project: UUID) -> None:
    def change(on: date, delisted: bool) -> ListRecord:
        return ListRecord(project=project, key_list=KeyList.BATCH_SIGNED, on=on, delisted=delisted)

    assert codes(await office.refused(change(APRIL, True))) == [("key_list", "DUPLICATE")]
    await office.do(change(APRIL, False))
    assert codes(await office.refused(change(MAY, False))) == [("key_list", "DUPLICATE")]
    await office.do(change(MAY, True))
    assert codes(await office.refused(change(MAY, False))) == [("on", "DUPLICATE")]
    await office.do(change(JUNE, False))


def money(project: UUID, step: FundStep, on: date, **more: Any) -> FundingRecord:
    given = {"source": FundSource.SPECIAL_BOND, "amount_yuan": wan(5000)} | more
    return FundingRecord(project=project, step=step, on=on, **given)


async def test_money_is_not_issued_before_it_is_approved(office: Office, project: UUID) -> None:
    await office.do(money(project, FundStep.APPROVED, MAY))
    for data in (money(project, FundStep.ISSUED, APRIL), money(project, FundStep.APPLIED, JUNE)):
        assert codes(await office.refused(data)) == [("on", "REVERSED")]
    await office.do(money(project, FundStep.ISSUED, APRIL, bundle="另一捆", applicant="town1"))
    await office.do(money(project, FundStep.ISSUED, JUNE))
    assert codes(await office.refused(money(project, FundStep.ISSUED, JUNE))) == [("step", "DUPLICATE")]


async def test_an_application_needs_an_amount_and_a_known_applicant(office: Office, project: UUID) -> None:
    data = money(project, FundStep.APPLIED, MAY, amount_yuan=0, applicant="nobody")
    assert codes(await office.refused(data)) == [
        ("amount_yuan", "OUT_OF_RANGE"),
        ("applicant", "UNKNOWN_UNIT"),
    ]


async def test_a_bundle_says_who_applied_for_it(office: Office, project: UUID) -> None:
    problems = await office.refused(money(project, FundStep.APPLIED, MAY, bundle="打捆一"))
    assert codes(problems) == [("applicant", "REQUIRED")]


def first_plan(project: UUID, milestone: Stage = Stage.STARTED) -> PlanSet:
    return PlanSet(project=project, milestone=milestone, due=JUNE, made_on=date(2023, 2, 1))


async def test_a_plan_is_set_once_and_then_changed(office: Office, project: UUID) -> None:
    change = PlanChange(
        project=project,
        milestone=Stage.STARTED,
        due=date(2023, 9, 1),
        made_on=MAY,
        approved_on=date(2023, 5, 20),
    )
    assert codes(await office.refused(change)) == [("milestone", "NOT_FOUND")]
    await office.do(first_plan(project))
    assert codes(await office.refused(first_plan(project))) == [("milestone", "DUPLICATE")]
    assert (await office.do(change)).warnings == ()
    assert codes(await office.refused(change)) == [("made_on", "DUPLICATE")]


async def test_a_change_approved_after_the_old_date_is_recorded_with_a_warning(
    office: Office, project: UUID
) -> None:
    await office.do(first_plan(project))
    receipt = await office.do(
        PlanChange(
            project=project,
            milestone=Stage.STARTED,
            due=date(2023, 9, 1),
            made_on=MAY,
            approved_on=date(2023, 6, 2),
        )
    )
    assert [warning.message for warning in receipt.warnings] == [
        "批准时原计划日期 2023-06-01 已过, 是否按期仍以原计划计"
    ]


async def test_only_some_stages_are_planned(office: Office, project: UUID) -> None:
    problems = await office.refused(first_plan(project, Stage.SIGNED))
    assert codes(problems) == [("milestone", "MALFORMED")]
    assert problems[0].message == "签约没有计划日期, 可填开工、竣工、投产、达效"


def report(project: UUID, month: date, invested: int, cumulative: int) -> ProgressReport:
    return ProgressReport(
        project=project, month=month, invested_yuan=wan(invested), cumulative_yuan=wan(cumulative)
    )


async def test_each_month_is_reported_once_and_on_its_first_day(office: Office, project: UUID) -> None:
    await office.do(report(project, APRIL, 500, 500))
    assert codes(await office.refused(report(project, APRIL, 500, 500))) == [("month", "DUPLICATE")]
    problems = await office.refused(report(project, date(2023, 5, 31), 700, 600))
    assert codes(problems) == [("month", "MALFORMED"), ("cumulative_yuan", "OUT_OF_RANGE")]


async def test_figures_that_look_wrong_are_warnings(office: Office, project: UUID) -> None:
    await office.do(report(project, APRIL, 500, 900))
    receipt = await office.do(report(project, MAY, 100, 600))
    assert [warning.message for warning in receipt.warnings] == ["2023-05 的累计小于 2023-04 的累计"]
    receipt = await office.do(report(project, JUNE, 100, 20_001))
    assert [warning.message for warning in receipt.warnings] == ["累计完成投资超过总投资 2亿元"]
    assert wan(20_000) == yi(2)


async def test_an_unknown_project_is_refused(office: Office) -> None:
    unknown = uuid4()
    for data in (first_plan(unknown), report(unknown, APRIL, 1, 1), money(unknown, FundStep.APPLIED, MAY)):
        assert codes(await office.refused(data)) == [("project", "NOT_FOUND")]
