"""Publications against facts that came with later versions of the program, and stored in its earlier form."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from tests.support.city import POLICY, CityReadings
from tests.support.office import Office
from tests.support.scene_inspections import inspect
from xiangmu.db.records import Publication
from xiangmu.plugin.money import yi
from xiangmu.plugin.vocabulary import ProcedureKind, Stage
from xiangmu.services.events import StageRecord
from xiangmu.services.findings.raising import FindingRaise
from xiangmu.services.findings.rectifying import FindingReport
from xiangmu.services.goals import GoalRevise
from xiangmu.services.indicators import IndicatorRead
from xiangmu.services.procedures import ProcedureRecord
from xiangmu.services.projects import ProjectCodesSet
from xiangmu.services.publications import find_publication, seen_of
from xiangmu.services.recheck import Outcome, Recheck, recheck
from xiangmu.services.stored import in_format, pack_seen, unpack_seen
from xiangmu.services.year_plans import YearPlanSet

pytestmark = pytest.mark.anyio
MAY, JUNE = date(2023, 5, 1), date(2023, 6, 1)
REVISION = GoalRevise(
    policy=POLICY,
    target="starts",
    group="towns",
    unit="town1",
    goal="3",
    effective=JUNE,
    approved_on=MAY,
    approver="市长",
    revision_reason="上级加码",
)


async def published(office: Office) -> Publication:
    async with office.database.reading() as connection:
        found = await find_publication(connection, await office.publish())
    assert found
    return found


async def rechecked(office: Office, publication: Publication) -> Recheck:
    async with office.database.reading() as connection:
        return await recheck(connection, office.catalog, publication)


async def started_project(office: Office) -> UUID:
    project = await office.enrolled_project()
    await office.do(StageRecord(project=project, stage=Stage.STARTED, on=MAY))
    return project


async def test_goals_revised_and_figures_read_later_are_named(office: Office) -> None:
    project = await started_project(office)
    publication = await published(office)
    assert (await rechecked(office, publication)).outcome is Outcome.SAME
    reading = {"policy": POLICY, "indicator": "investment", "unit": "town1", "period": "2023-05"}
    later = {
        "目标调整": await office.do(REVISION),
        "指标读数": await office.do(
            IndicatorRead.model_validate(reading | {"value": "12.5", "source": "统计月报"})
        ),
        "年度计划投资": await office.do(YearPlanSet(project=project, year=2023, planned_yuan=yi(1))),
    }
    found = await rechecked(office, publication)
    assert found.outcome is Outcome.FACTS_DIFFER
    assert {d.kind: (d.id, d.no) for d in found.facts} == {
        kind: (UUID(receipt.subject), receipt.no) for kind, receipt in later.items()
    }
    said = {d.kind: d.what for d in found.facts}
    assert said["指标读数"] == "新增: 指标 investment, 单位 town1, 期 2023-05, 读数 1250000000"
    assert said["年度计划投资"] == "新增: 年份 2023, 计划投资 1亿元"
    assert "目标值 3" in said["目标调整"]


async def test_a_goal_revised_for_later_changes_nothing_that_was_published(office: Office) -> None:
    await started_project(office)
    publication = await published(office)
    office.pass_time(days=30)
    await office.do(REVISION.model_copy(update={"effective": date(2023, 7, 1)}))
    assert (await rechecked(office, publication)).outcome is Outcome.SAME


async def test_what_a_procedure_came_to_after_the_day_seen_is_no_difference(office: Office) -> None:
    project = await started_project(office)
    procedure = ProcedureRecord(project=project, kind=ProcedureKind.EIA, applied_on=MAY)
    await office.do(procedure)
    office.pass_time(days=10)
    publication = await published(office)
    await office.do(procedure.model_copy(update={"done_on": date(2023, 7, 5)}))
    assert (await rechecked(office, publication)).outcome is Outcome.SAME
    await office.do(procedure.model_copy(update={"done_on": JUNE}))
    [difference] = (await rechecked(office, publication)).facts
    assert (difference.kind, difference.what) == ("前期手续", "办结于由 空 改为 2023-06-01")


async def test_a_publication_of_the_first_format_is_held_against_what_it_saw(office: Office) -> None:
    project = await started_project(office)
    await office.do(ProjectCodesSet(project=project, codes=("2301-990001-04-01-000001",)))
    publication = await published(office)
    seen = unpack_seen(seen_of(publication), CityReadings)
    assert [code.code for code in seen.snapshots[0].projects[0].codes] == ["2301-990001-04-01-000001"]
    first = pack_seen(in_format(seen, 1), CityReadings)
    assert first.hash != publication.snapshots_hash
    stored = replace(publication, format=1, snapshots=first.content, snapshots_hash=first.hash)
    assert (await rechecked(office, stored)).outcome is Outcome.SAME
    await office.do(YearPlanSet(project=project, year=2023, planned_yuan=yi(1)))
    assert (await rechecked(office, stored)).outcome is Outcome.SAME
    await office.do(REVISION)
    assert [d.kind for d in (await rechecked(office, stored)).facts] == ["目标调整"]


async def test_a_publication_from_before_inspections_were_seen_does_not_miss_them(office: Office) -> None:
    project = await started_project(office)
    await inspect(office, project)
    given = {"policy": POLICY, "unit": "town1", "project": project, "on": JUNE, "text": "停工"}
    finding = UUID((await office.do(FindingRaise.model_validate(given | {"category": "slow"}))).subject)
    publication = await published(office)
    assert (await rechecked(office, publication)).outcome is Outcome.SAME
    seen = unpack_seen(seen_of(publication), CityReadings)
    assert seen.snapshots[0].findings and seen.snapshots[0].projects[0].inspections
    second = pack_seen(in_format(seen, 2), CityReadings)
    assert second.hash != publication.snapshots_hash
    stored = replace(publication, format=2, snapshots=second.content, snapshots_hash=second.hash)
    report = await office.do(FindingReport(finding=finding, text="已复工", on=JUNE))
    another = await office.do(FindingRaise.model_validate(given | {"category": "factors"}))
    assert (await rechecked(office, stored)).outcome is Outcome.SAME
    differences = (await rechecked(office, publication)).facts
    assert [(d.kind, d.id, d.no, d.what) for d in differences] == [
        ("核查发现", finding, report.no, "后续处理由 1 项 改为 2 项"),
        (
            "核查发现",
            UUID(another.subject),
            another.no,
            "新增: 单位 town1, 类别 factors, 日期 2023-06-01, 情节特别严重 否, 后续处理 1 项",
        ),
    ]
