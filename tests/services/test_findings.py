"""From an inspection to its end, as 灵宝 has it: checklist, letter, rectification, verdict, interview, escalation."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from tests.support.attached import received_upload
from tests.support.office import Office, codes
from xiangmu.access.principals import Grant, Principal
from xiangmu.access.roles import Role
from xiangmu.catalog import load_catalog
from xiangmu.db import tables as t
from xiangmu.db.engine import Database
from xiangmu.db.ids import unit_id
from xiangmu.plugin.inspections import Verdict
from xiangmu.services import maintenance
from xiangmu.services.enrolments import EnrolmentSet
from xiangmu.services.events import StageRecord, StartRecord
from xiangmu.services.findings.disputes import DisputeDecide
from xiangmu.services.findings.due import escalate_overdue
from xiangmu.services.findings.letters import LetterIssue
from xiangmu.services.findings.raising import FindingRaise
from xiangmu.services.findings.rectifying import (
    FindingEscalate,
    FindingInterview,
    FindingJudge,
    FindingReport,
)
from xiangmu.services.inspections import InspectionOpen, InspectionRecord
from xiangmu.services.jurisdictions import JurisdictionInstall
from xiangmu.services.policies import PolicyEnable
from xiangmu.services.progress import ProgressReport

pytestmark = pytest.mark.anyio
LINGBAO, POLICY, UNIT = "lingbao", "lingbao-2020", "jiandong-qu"
DAY = date(2021, 3, 1)
REPORTER = Principal(
    id="reporter", grants=(Grant(role=Role.REPORTER, jurisdiction=LINGBAO, unit=unit_id(LINGBAO, UNIT)),)
)
INSPECTOR = Principal(id="inspector", grants=(Grant(role=Role.INSPECTOR, jurisdiction=LINGBAO),))


@pytest.fixture
async def lingbao(database: Database) -> Office:
    """灵宝's office in March 2021."""
    office = Office(database, load_catalog())
    office.now = datetime(2021, 3, 20, 4, tzinfo=UTC)
    await office.do(JurisdictionInstall(jurisdiction=LINGBAO))
    await office.do(PolicyEnable(policy=POLICY, since=date(2020, 11, 1)))
    return office


async def a_project(office: Office, name: str = "铜箔厂") -> UUID:
    project = await office.project(name, jurisdiction=LINGBAO, unit=UNIT, effective=date(2020, 11, 15))
    await office.do(EnrolmentSet(project=project, policy=POLICY, unit=UNIT, since=date(2020, 11, 15)))
    return project


async def found(office: Office, project: UUID, category: str = "inaction", **more: Any) -> UUID:
    given = {
        "policy": POLICY,
        "category": category,
        "unit": UNIT,
        "project": project,
        "on": DAY,
        "text": "三个月未批",
    }
    receipt = await office.do(FindingRaise.model_validate(given | more), principal=INSPECTOR)
    return UUID(receipt.subject)


def letter(finding: UUID, **more: Any) -> LetterIssue:
    given = {
        "finding": finding,
        "number": "灵重项办函〔2021〕1号",
        "on": date(2021, 3, 2),
        "due": date(2021, 3, 12),
        "target": "办结用地手续",
        "sender": "市重点项目管理办公室",
    }
    return LetterIssue.model_validate(given | more)


async def standing(office: Office, finding: UUID) -> dict[str, Any]:
    async with office.database.reading() as connection:
        live = select(t.finding).where(t.finding.c.fact_id == finding, t.finding.c.ended_no.is_(None))
        return dict((await connection.execute(live)).mappings().one())


async def steps(office: Office, finding: UUID) -> list[tuple[str, str, str]]:
    async with office.database.reading() as connection:
        rows = await connection.execute(
            select(t.finding_step)
            .where(t.finding_step.c.finding_id == finding)
            .order_by(t.finding_step.c.place)
        )
        return [(row["kind"], row["text"], row["clause"]) for row in rows.mappings()]


async def test_a_checklist_is_filled_in_on_site(lingbao: Office) -> None:
    project = await a_project(lingbao)
    given = {
        "policy": POLICY,
        "inspection_kind": "sample",
        "manner": "COVERT",
        "unannounced": True,
        "since": DAY,
        "team": ({"post": "市委督查室主任"}, {"post": "项目办主任"}),
        "projects": (project,),
    }
    opened = await lingbao.do(InspectionOpen.model_validate(given), principal=INSPECTOR)
    photo = await received_upload(lingbao.database, INSPECTOR, LINGBAO)
    answers = (
        {"item": "false_start", "answer": "OK"},
        {"item": "land", "answer": "PROBLEM", "text": "未供地"},
    )
    record = InspectionRecord.model_validate(
        {
            "inspection": opened.subject,
            "project": project,
            "on": date(2021, 3, 3),
            "answers": answers,
            "attachments": (photo,),
        }
    )
    receipt = await lingbao.do(record, principal=INSPECTOR)
    assert [warning.message for warning in receipt.warnings] == ["还有19项没有填, 如: 开工合法，没有未批先建"]
    again = record.model_copy(update={"attachments": (), "answers": record.answers[:1]})
    assert (await lingbao.do(again, principal=INSPECTOR)).subject == receipt.subject
    async with lingbao.database.reading() as connection:
        live = t.inspection_answer.c.ended_no.is_(None)
        items = await connection.scalars(select(t.inspection_answer.c.item).where(live))
        assert [*items] == ["false_start"]
    assert await maintenance.verify(lingbao.database) == ()


async def test_a_bad_inspection_is_refused_with_every_problem(lingbao: Office) -> None:
    project = await a_project(lingbao)
    bad = InspectionOpen.model_validate(
        {
            "policy": POLICY,
            "inspection_kind": "secret",
            "manner": "OPEN",
            "since": DAY,
            "team": ({}, {"unit": "nowhere"}),
            "projects": (project, project, uuid4()),
        }
    )
    assert codes(await lingbao.refused(bad)) == [
        ("inspection_kind", "UNKNOWN_ITEM"),
        ("team.0.post", "REQUIRED"),
        ("team.1.unit", "UNKNOWN_UNIT"),
        ("projects.1", "DUPLICATE"),
        ("projects.2", "NOT_FOUND"),
    ]
    empty = bad.model_copy(update={"team": (), "projects": (), "inspection_kind": "sample"})
    assert codes(await lingbao.refused(empty)) == [("team", "REQUIRED"), ("projects", "REQUIRED")]
    good = bad.model_copy(update={"inspection_kind": "sample", "team": (), "projects": (project,)})
    good = InspectionOpen.model_validate(good.model_dump() | {"team": ({"post": "督查员"},)})
    opened = UUID((await lingbao.do(good)).subject)
    record = InspectionRecord.model_validate(
        {
            "inspection": opened,
            "project": project,
            "on": date(2021, 2, 1),
            "answers": (
                {"item": "weather", "answer": "OK"},
                {"item": "land", "answer": "PROBLEM"},
                {"item": "land", "answer": "OK"},
            ),
        }
    )
    assert codes(await lingbao.refused(record)) == [
        ("on", "REVERSED"),
        ("answers.0.item", "UNKNOWN_ITEM"),
        ("answers.1.text", "REQUIRED"),
        ("answers.2.item", "DUPLICATE"),
    ]
    nowhere = record.model_copy(update={"inspection": uuid4()})
    assert codes(await lingbao.refused(nowhere)) == [("inspection", "NOT_FOUND")]


async def test_a_letter_needs_a_deadline_and_a_target_and_no_days_are_assumed(lingbao: Office) -> None:
    finding = await found(lingbao, await a_project(lingbao))
    bare = letter(finding, due=None, target="")
    problems = await lingbao.refused(bare)
    assert codes(problems) == [("target", "REQUIRED"), ("due", "REQUIRED")]
    assert {problem.clause for problem in problems} == {"LB-19"}
    both = letter(finding, workdays=5)
    assert codes(await lingbao.refused(both)) == [("due", "REQUIRED")]
    early = letter(finding, due=date(2021, 3, 1))
    assert codes(await lingbao.refused(early)) == [("due", "REVERSED")]
    weekend = await lingbao.do(letter(finding, due=date(2021, 3, 13)))
    assert [warning.message for warning in weekend.warnings] == ["整改期限 2021-03-13 是休息日(周六)"]
    other = await found(lingbao, await a_project(lingbao, "另一厂"))
    assert codes(await lingbao.refused(letter(other))) == [("number", "TAKEN")]


async def test_workdays_skip_days_off_and_the_page_is_frozen(lingbao: Office) -> None:
    finding = await found(lingbao, await a_project(lingbao), "slow", text="<b>进度</b>滞后\n无人在场")
    lingbao.now = datetime(2021, 4, 10, 4, tzinfo=UTC)
    # 3 to 5 April 2021 are off for 清明
    issued = await lingbao.do(letter(finding, due=None, workdays=2, on=date(2021, 4, 2)))
    async with lingbao.database.reading() as connection:
        row = (await connection.execute(select(t.reminder_letter))).mappings().one()
        told = (await connection.execute(select(t.notification))).mappings().one()
    assert (told["topic"], told["unit_id"]) == ("LETTER_ISSUED", unit_id(LINGBAO, UNIT))
    assert "须于 2021-04-07 前(含当日)整改到位并报告" in told["text"]
    assert (row["fact_id"], row["due"]) == (UUID(issued.subject), date(2021, 4, 7))
    assert "请于2021年4月7日前（含当日）整改到位" in row["page"]
    assert "<p>&lt;b&gt;进度&lt;/b&gt;滞后</p>\n<p>无人在场</p>" in row["page"]
    assert "涧东区：" in row["page"]
    assert "http" not in row["page"]


async def test_poor_work_is_interviewed_about_and_may_be_reminded_of_again(lingbao: Office) -> None:
    finding = await found(lingbao, await a_project(lingbao), "slow")
    talk = FindingInterview(finding=finding, post="区长", text="限期", on=date(2021, 3, 15))
    [problem] = await lingbao.refused(talk)
    assert (problem.code, problem.clause) == ("AGAINST_RULE", "LB-20")
    judged = FindingJudge.model_validate({"finding": finding, "verdict": "ACCEPTED", "on": date(2021, 3, 11)})
    assert codes(await lingbao.refused(judged)) == [("finding", "NOT_ALLOWED")]
    await lingbao.do(letter(finding))
    report = FindingReport(finding=finding, text="已整改", on=date(2021, 3, 10))
    await lingbao.do(report, principal=REPORTER)
    assert codes(await lingbao.refused(report, principal=REPORTER)) == [("finding", "CLOSED")]
    assert codes(await lingbao.refused(judged, principal=REPORTER)) == [("finding", "NOT_ALLOWED")]
    poor = judged.model_copy(update={"verdict": Verdict.POOR, "text": ""})
    assert codes(await lingbao.refused(poor)) == [("text", "REQUIRED")]
    await lingbao.do(poor.model_copy(update={"text": "只清了表土"}))
    assert (await standing(lingbao, finding))["escalated_on"] is None
    await lingbao.do(talk)
    await lingbao.do(letter(finding, number="2号", on=date(2021, 3, 15), due=date(2021, 3, 19)))
    await lingbao.do(report.model_copy(update={"on": date(2021, 3, 18)}), principal=REPORTER)
    await lingbao.do(judged.model_copy(update={"on": date(2021, 3, 19)}))
    stands = await standing(lingbao, finding)
    assert (stands["status"], stands["closed_on"], stands["due"]) == ("ACCEPTED", date(2021, 3, 19), None)
    assert codes(await lingbao.refused(report, principal=REPORTER)) == [("finding", "CLOSED")]
    kinds = [kind for kind, _, _ in await steps(lingbao, finding)]
    assert kinds == [
        *("FOUND", "REMINDED", "REPORTED", "POOR", "INTERVIEWED"),
        *("REMINDED", "REPORTED", "ACCEPTED"),
    ]


async def test_the_first_time_the_unit_investigates_itself(lingbao: Office) -> None:
    finding = await found(lingbao, await a_project(lingbao))
    [problem] = await lingbao.refused(FindingEscalate(finding=finding))
    assert (problem.code, problem.clause) == ("AGAINST_RULE", "LB-21")
    slow = await found(lingbao, await a_project(lingbao, "乙"), "slow")
    assert codes(await lingbao.refused(FindingEscalate(finding=slow))) == [("finding", "NOT_ALLOWED")]


@pytest.mark.parametrize("how", ["severe", "untrue", "again"])
async def test_any_ground_has_it_go_up_with_the_clause(lingbao: Office, how: str) -> None:
    project = await a_project(lingbao)
    finding = await found(lingbao, project, severe=how == "severe")
    if how == "untrue":
        await lingbao.do(letter(finding))
        report = FindingReport(finding=finding, text="已查", on=date(2021, 3, 10))
        await lingbao.do(report, principal=REPORTER)
        judged = {"finding": finding, "verdict": "UNTRUE", "text": "没有查", "on": date(2021, 3, 11)}
        await lingbao.do(FindingJudge.model_validate(judged))
    if how == "again":
        finding = await found(lingbao, project, on=date(2021, 3, 15))
    why = {"severe": "情节特别严重", "untrue": "自行整改不落实", "again": "同一问题再次发生"}[how]
    assert (await steps(lingbao, finding))[-1] == ("ESCALATED", why, "LB-21")
    assert (await standing(lingbao, finding))["escalated_on"] == date(2021, 3, 20)
    assert codes(await lingbao.refused(FindingEscalate(finding=finding))) == [("finding", "CLOSED")]


async def test_the_same_problem_may_be_read_as_that_of_one_unit(lingbao: Office) -> None:
    await found(lingbao, await a_project(lingbao))
    elsewhere = await found(lingbao, await a_project(lingbao, "乙"), on=date(2021, 3, 10))
    assert (await standing(lingbao, elsewhere))["other_id"] is None
    readings = {"same_problem": "UNIT_AND_KIND", "escalate": "SEVERE_AND_UNFIXED_OR_REPEAT"}
    await lingbao.do(PolicyEnable(policy=POLICY, since=date(2021, 1, 1), readings=readings))
    again = await found(lingbao, await a_project(lingbao, "丙"), on=date(2021, 3, 12))
    assert (await standing(lingbao, again))["other_id"] == elsewhere
    assert (await standing(lingbao, again))["escalated_on"]
    severe = await found(lingbao, await a_project(lingbao, "丁"), "other_fraud", severe=True)
    assert (await standing(lingbao, severe))["escalated_on"] is None


async def test_late_findings_go_up_by_the_clock_once(lingbao: Office) -> None:
    lingbao.now = datetime(2021, 3, 12, 15, 50, tzinfo=UTC)
    late = await found(lingbao, await a_project(lingbao))
    slow = await found(lingbao, await a_project(lingbao, "乙"), "slow")
    await lingbao.do(letter(late))
    await lingbao.do(letter(slow, number="2号"))

    async def tick() -> int:
        return await escalate_overdue(lingbao.database, lingbao.catalog, lingbao.clock)

    # the 12th, the last day that is in time, ends at 16:00 UTC
    lingbao.now = datetime(2021, 3, 12, 15, 59, 59, tzinfo=UTC)
    assert await tick() == 0
    lingbao.pass_time(seconds=1)
    assert await tick() == 1
    assert await tick() == 0
    assert (await steps(lingbao, late))[-1] == ("ESCALATED", "自行整改不落实", "LB-21")
    assert (await standing(lingbao, slow))["escalated_on"] is None
    assert await maintenance.verify(lingbao.database) == ()


async def test_a_false_start_leaves_facts_in_dispute_until_the_office_decides(lingbao: Office) -> None:
    project = await a_project(lingbao)
    january = date(2021, 1, 10)
    stage = UUID(
        (
            await lingbao.do(
                StageRecord.model_validate({"project": project, "stage": "STARTED", "on": january})
            )
        ).subject
    )
    starts = {
        kind: UUID(
            (
                await lingbao.do(
                    StartRecord.model_validate({"project": project, "kind": kind, "on": january})
                )
            ).subject
        )
        for kind in ("CEREMONY", "SUBSTANTIVE", "LIBRARY_ENTRY")
    }
    await found(lingbao, project, "false_start")
    disputes = await _disputes(lingbao)
    assert set(disputes) == {stage, starts["SUBSTANTIVE"], starts["LIBRARY_ENTRY"]}
    async with lingbao.database.reading() as connection:
        assert set(await connection.scalars(select(t.stage_event.c.state))) == {"CONFIRMED"}
    upheld = DisputeDecide(dispute=disputes[stage], fact=stage, upheld=True)
    assert codes(await lingbao.refused(upheld)) == [("reason", "REQUIRED")]
    assert codes(await lingbao.refused(upheld, reason="属实", principal=INSPECTOR)) == [
        ("dispute", "NOT_ALLOWED")
    ]
    wrong = upheld.model_copy(update={"fact": starts["CEREMONY"]})
    assert codes(await lingbao.refused(wrong, reason="属实")) == [("fact", "NOT_FOUND")]
    receipt = await lingbao.do(upheld, reason="现场无施工")
    entry = starts["LIBRARY_ENTRY"]
    await lingbao.do(DisputeDecide(dispute=disputes[entry], fact=entry, upheld=False), reason="已入库")
    async with lingbao.database.reading() as connection:
        live = t.stage_event.c.ended_no.is_(None)
        assert await connection.scalar(select(t.stage_event.c.state).where(live)) == "REJECTED"
        states = await connection.scalars(
            select(t.start_event.c.state).where(t.start_event.c.ended_no.is_(None))
        )
        assert set(states) == {"CONFIRMED"}
        reason = await connection.scalar(select(t.command.c.reason).where(t.command.c.no == receipt.no))
        finding = await connection.scalar(select(t.finding.c.fact_id))
    assert reason == f"现场无施工(核查发现 {finding})"
    assert codes(await lingbao.refused(upheld, reason="再次")) == [("dispute", "CLOSED")]
    assert await maintenance.verify(lingbao.database) == ()


async def test_false_investment_disputes_the_latest_month(lingbao: Office) -> None:
    project = await a_project(lingbao)
    reports = [
        UUID(
            (
                await lingbao.do(
                    ProgressReport(
                        project=project,
                        month=date(2021, month, 1),
                        invested_yuan=10**6,
                        cumulative_yuan=month * 10**6,
                    )
                )
            ).subject
        )
        for month in (1, 2)
    ]
    finding = await found(lingbao, project, "false_investment")
    assert set(await _disputes(lingbao)) == {reports[1]}
    assert (await standing(lingbao, finding))["status"] == "FOUND"
    bad = FindingRaise.model_validate(
        {"policy": POLICY, "category": "false_start", "unit": UNIT, "on": DAY, "text": ""}
    )
    assert codes(await lingbao.refused(bad)) == [("project", "REQUIRED"), ("text", "REQUIRED")]
    bad = bad.model_copy(update={"category": "nothing", "inspection": uuid4(), "text": "甲"})
    assert codes(await lingbao.refused(bad)) == [("category", "UNKNOWN_ITEM"), ("inspection", "NOT_FOUND")]


async def _disputes(office: Office) -> dict[UUID, UUID]:
    async with office.database.reading() as connection:
        rows = await connection.execute(select(t.disputed_fact.c.disputed_id, t.disputed_fact.c.fact_id))
        return {row[0]: row[1] for row in rows}


async def test_those_who_only_inspect_do_not_judge(lingbao: Office) -> None:
    finding = await found(lingbao, await a_project(lingbao))
    for data in (letter(finding), FindingEscalate(finding=finding)):
        assert codes(await lingbao.refused(data, principal=INSPECTOR)) == [("finding", "NOT_ALLOWED")]
