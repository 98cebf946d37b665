"""A ledger in which every kind of command has happened, and every table holds rows."""

from datetime import date
from typing import Any
from uuid import UUID

from tests.support.city import CITY, POLICY
from tests.support.office import APPROVER, REPORTER, Office
from tests.support.scene_inspections import inspect
from tests.support.scene_inventories import take_stock
from tests.support.scene_libraries import shelve
from tests.support.scene_rhythm import keep_rhythm
from xiangmu.access.roles import Role
from xiangmu.plugin.money import wan, yi
from xiangmu.plugin.vocabulary import Duty, EnrolmentState, ProcedureKind, Stage
from xiangmu.services.activities import ActivityRecord
from xiangmu.services.admissions import AdmissionGrant
from xiangmu.services.assignments import DutyAssign, DutyEnd
from xiangmu.services.command import Input
from xiangmu.services.commitments import CommitmentRecord
from xiangmu.services.conduct import CriticismRecord, HarmRecord, MeetingRecord, PraiseRecord
from xiangmu.services.corrections import FactConfirm, FactCorrect, FactKind, FactReject
from xiangmu.services.drafts import DraftWithdraw
from xiangmu.services.duplicates import DuplicateDecide
from xiangmu.services.enrolments import EnrolmentDecide, EnrolmentSet, ProjectTransfer
from xiangmu.services.events import ListRecord, StageRecord, StartRecord
from xiangmu.services.funding import FundingRecord
from xiangmu.services.goals import GoalRevise
from xiangmu.services.identity.accounts import AccountOpen
from xiangmu.services.identity.grants import GrantGive
from xiangmu.services.indicators import IndicatorRead
from xiangmu.services.judgements import JudgementGive
from xiangmu.services.jurisdictions import UnitAdd, UnitAliasAdd
from xiangmu.services.meetings import MeetingApprove, MeetingPropose, MeetingReturn
from xiangmu.services.months import MonthClose, MonthReopen
from xiangmu.services.notices.channels import ChannelAdd, ChannelDisable
from xiangmu.services.objections import ObjectionAnswered, ObjectionRaise
from xiangmu.services.people import PersonErase, PersonRegister
from xiangmu.services.plans import PlanChange, PlanSet
from xiangmu.services.procedures import ProcedureRecord
from xiangmu.services.progress import ProgressReport
from xiangmu.services.projects import ProjectChange, ProjectCodesSet
from xiangmu.services.restructuring import ProjectMerge, ProjectSplit, SplitPart
from xiangmu.services.surveys import BallotCast, BallotEntry, SurveyClose, SurveyOpen, token_of
from xiangmu.services.year_plans import YearPlanSet

APRIL, MAY, JUNE = date(2023, 4, 1), date(2023, 5, 1), date(2023, 6, 1)
SECRET = "发券密钥-只在试验里用-0123456789"  # noqa: S105  # invented for this test


async def play_everything(office: Office) -> UUID:
    """Carry out every command at least once; the project that most of them are about."""
    project = await _projects(office)
    await _events(office, project)
    await _conduct(office, project)
    await _meetings(office, project)
    await _corrections(office, project)
    await _survey(office)
    await _restructuring(office)
    await _undertakings(office, project)
    person = UUID((await office.do(PersonRegister(jurisdiction=CITY, name="某某"))).subject)
    await office.do(PersonRegister(jurisdiction=CITY, name="另一人"))
    await office.do(PersonErase(person=person))
    await inspect(office, project)
    await take_stock(office, project)
    await shelve(office, project)
    await keep_rhythm(office)
    await _disputed(office)
    await _accounts(office)
    await office.publish()
    return project


async def _disputed(office: Office) -> None:
    draft = await office.draft()
    objection = await office.do(ObjectionRaise(draft=draft, unit="town1", text="少计一个开工项目"))
    answer = ObjectionAnswered(draft=draft, objection=UUID(objection.subject), upheld=True, text="属实")
    await office.do(answer)
    await office.do(DraftWithdraw(draft=draft), reason="补录后重拟")


async def _accounts(office: Office) -> None:
    opened = await office.do(AccountOpen(jurisdiction=CITY, login="scene.viewer", name="某人"))
    viewer = GrantGive(account=UUID(opened.subject), role=Role.VIEWER, jurisdiction=CITY)
    await office.do(viewer)
    robot = {"kind": "WECOM", "url": "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=scene"}
    channel = ChannelAdd.model_validate(
        {"jurisdiction": CITY, "title": "工作群", "topics": ("DRAFT_OPENED",), **robot}
    )
    opened = await office.do(channel)
    await office.do(ChannelDisable(channel=UUID(opened.subject)))


async def _projects(office: Office) -> UUID:
    project = await office.enrolled_project()
    code = "2301-990001-04-01-000001"
    await office.do(ProjectCodesSet(project=project, codes=(code,)))
    await office.do(ProjectCodesSet(project=project, codes=("2301-990001-04-01-000002",)))
    await office.do(
        ProjectChange(
            project=project, version=1, effective=MAY, total_yuan=yi(3), profile={"chain": "碳材料"}
        )
    )
    await office.do(AdmissionGrant(project=project, policy=POLICY, on=MAY))
    await office.do(ProjectTransfer(project=project, policy=POLICY, unit="town2", on=MAY))
    doubtful = await office.do(
        EnrolmentSet(project=project, policy=POLICY, unit="town3", since=JUNE, until=date(2023, 6, 10))
    )
    decision = EnrolmentDecide(enrolment=UUID(doubtful.subject), state=EnrolmentState.EXCLUDED)
    await office.do(decision, reason="重复申报")
    unit = {"jurisdiction": CITY, "key": "new", "title": "新镇", "kind": "TOWNSHIP", "aliases": ("新城",)}
    await office.do(UnitAdd.model_validate(unit))
    await office.do(UnitAliasAdd(jurisdiction=CITY, unit="new", alias="新区"))
    return project


async def _events(office: Office, project: UUID) -> None:
    def of_project(model: type[Input], **given: Any) -> Input:
        return model.model_validate({"project": project} | given)

    await office.run_all(
        of_project(StageRecord, stage=Stage.SIGNED, on=APRIL),
        of_project(StageRecord, stage=Stage.STARTED, on=MAY),
        of_project(StartRecord, kind="LIBRARY_ENTRY", on=MAY),
        of_project(PlanSet, milestone=Stage.PRODUCING, due=JUNE, made_on=APRIL),
        of_project(PlanChange, milestone=Stage.PRODUCING, due=date(2023, 9, 1), made_on=MAY, approved_on=MAY),
        of_project(ProgressReport, month=MAY, invested_yuan=wan(500), cumulative_yuan=wan(700)),
        of_project(ListRecord, key_list="BATCH_STARTED", on=MAY),
        of_project(FundingRecord, source="SPECIAL_BOND", step="ISSUED", amount_yuan=wan(900), on=MAY),
    )


async def _conduct(office: Office, project: UUID) -> None:
    def of_unit(model: type[Input], **given: Any) -> Input:
        return model.model_validate({"jurisdiction": CITY, "unit": "town2", "on": MAY} | given)

    meeting = {"kind": "ON_SITE", "chair": "MAIN_LEADER", "solved": True, "projects": (project,)}
    harm = {"kind": "BUSINESS_ENVIRONMENT", "verified_by": "POLICE", "matter": "阻工"}
    await office.run_all(
        of_unit(MeetingRecord, **meeting),
        of_unit(PraiseRecord, source="HIGHER_MEDIA", matter="专版"),
        of_unit(CriticismRecord, kind="CIRCULATED", matter="滞后"),
        of_unit(HarmRecord, **harm),
        JudgementGive(
            policy=POLICY,
            group="towns",
            unit="town2",
            period="2023Q2",
            item="effort",
            hundredths=650,
            judgement_reason="扎实",
        ),
    )


async def _meetings(office: Office, project: UUID) -> None:
    of = {
        "policy": POLICY,
        "obligation": "dispatch",
        "on": JUNE,
        "hour": "09:30",
        "place": "三楼",
        "matters": "用地",
    }
    who: dict[str, Any] = {
        "participants": ({"unit": "bureau", "post": "局长"},),
        "opinions": ({"unit": "bureau", "text": "可行"},),
        "projects": (project,),
    }
    proposal = UUID((await office.do(MeetingPropose.model_validate(of | who))).subject)
    await office.do(MeetingReturn(proposal=proposal, words="改期"), principal=APPROVER)
    await office.do(MeetingPropose.model_validate(of | who | {"proposal": proposal}))
    await office.do(MeetingApprove(proposal=proposal), principal=APPROVER)
    held = {"jurisdiction": CITY, "kind": "DISPATCH", "chair": "DEPUTY", "solved": True, "proposal": proposal}
    decided = {"decisions": ({"unit": "town1", "text": "交地", "due": JUNE},)}
    await office.do(MeetingRecord.model_validate(of | who | held | decided))
    inspected = {"policy": POLICY, "obligation": "inspection", "due": date(2023, 5, 31), "on": MAY}
    await office.do(
        ActivityRecord.model_validate(inspected | {"results": "一处停工", "projects": (project,)})
    )
    march = date(2023, 3, 1)
    await office.do(MonthClose(jurisdiction=CITY, month=march))
    await office.do(MonthReopen(jurisdiction=CITY, month=march), reason="漏报")


async def _corrections(office: Office, project: UUID) -> None:
    def claim(stage: Stage, on: date) -> StageRecord:
        return StageRecord(project=project, stage=stage, on=on)

    confirmed = await office.do(claim(Stage.BUILDING, JUNE), principal=REPORTER)
    rejected = await office.do(claim(Stage.COMPLETED, JUNE), principal=REPORTER)
    await office.do(FactConfirm(kind=FactKind.STAGE, fact=UUID(confirmed.subject)))
    await office.do(FactReject(kind=FactKind.STAGE, fact=UUID(rejected.subject)), reason="尚未验收")
    correction = FactCorrect(
        fact=UUID(confirmed.subject), replacement=claim(Stage.BUILDING, date(2023, 5, 20))
    )
    await office.do(correction, reason="日期录错")


async def _undertakings(office: Office, project: UUID) -> None:
    other = await office.project("碳材料厂二期")
    duty = {"jurisdiction": CITY, "project": project, "post": "常务副市长", "since": APRIL}
    read = {"policy": POLICY, "indicator": "investment", "unit": "town2", "period": "2023-05"}
    [target] = (one.key for one in office.catalog.targets_of(POLICY) if one.unit == "town2")
    goal = {"policy": POLICY, "target": target, "group": "towns", "unit": "town2", "goal": "3"}
    approved = {"approved_on": MAY, "approver": "市长", "revision_reason": "上级加码"}
    receipts = await office.run_all(
        YearPlanSet(project=project, year=2023, planned_yuan=yi(1)),
        ProcedureRecord(project=project, kind=ProcedureKind.EIA, department="bureau", applied_on=APRIL),
        ProcedureRecord(project=project, kind=ProcedureKind.EIA, done_on=MAY),
        DutyAssign.model_validate(duty | {"duty": Duty.COUNTY_LEADER}),
        DuplicateDecide(project=project, other=other, same=False, on=MAY, ruling_reason="一期二期"),
        IndicatorRead.model_validate(read | {"value": "12.5", "source": "统计月报"}),
        GoalRevise.model_validate(goal | approved | {"effective": JUNE}),
        CommitmentRecord(policy=POLICY, unit="town2", text="年内开工三个", on=MAY, due=date(2023, 12, 31)),
    )
    await office.do(DutyEnd(assignment=UUID(receipts[3].subject), until=JUNE))


async def _restructuring(office: Office) -> None:
    whole, small = await office.project("产业园"), await office.project("配套厂")
    part = SplitPart(name="产业园二期", total_yuan=yi(1))
    await office.do(ProjectSplit(project=whole, version=1, on=JUNE, parts=(part,)))
    await office.do(ProjectMerge(project=whole, version=2, on=date(2023, 6, 20), absorbed=(small,)))


async def _survey(office: Office) -> None:
    opening = SurveyOpen(
        policy=POLICY,
        group="services",
        period="2023Q2",
        frame=("甲公司", "乙公司"),
        seed="1",
        secret=SECRET,
    )
    survey = UUID((await office.do(opening)).subject)
    ballot = BallotEntry(unit="bureau", attitude=1800, efficiency=3600, quality=3700)
    token = token_of(SECRET, survey, "甲公司")
    await office.do(BallotCast(survey=survey, token=token, ballots=(ballot,)))
    await office.do(SurveyClose(survey=survey))
