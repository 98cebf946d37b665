"""Every command that clients can give, with what its payload shows."""

from collections.abc import Callable, Mapping
from typing import Any, cast
from uuid import UUID

import strawberry
from strawberry import field

from xiangmu.api.entities.activities import ACTIVITY, Activity
from xiangmu.api.entities.bulletins import BULLETIN, BULLETIN_DRAFT, Bulletin, BulletinDraft
from xiangmu.api.entities.conduct import CRITICISM, HARM, PRAISE, Criticism, Harm, Praise
from xiangmu.api.entities.drafts import (
    DRAFT_HEAD,
    OBJECTION,
    OBJECTION_ANSWER,
    DraftHead,
    Objection,
    ObjectionAnswer,
)
from xiangmu.api.entities.enrolments import ADMISSION, ENROLMENT, Admission, Enrolment
from xiangmu.api.entities.findings import (
    DISPUTED_FACT,
    FINDING_ENTITY,
    REMINDER_LETTER,
    DisputedFact,
    Finding,
    ReminderLetter,
)
from xiangmu.api.entities.inspections import (
    INSPECTED_PROJECT,
    INSPECTION,
    InspectedProject,
    Inspection,
)
from xiangmu.api.entities.issues import ISSUE, Issue
from xiangmu.api.entities.judgements import JUDGEMENT, SURVEY, Judgement, Survey
from xiangmu.api.entities.lists import FUNDING_STEP, LISTING, FundingStep, Listing
from xiangmu.api.entities.meetings import MEETING, MEETING_PROPOSAL, Meeting, MeetingProposal
from xiangmu.api.entities.plans import (
    MONTH_CLOSED,
    MONTH_PROGRESS,
    PLAN,
    MonthClosed,
    MonthProgress,
    Plan,
)
from xiangmu.api.entities.policies import ENABLED_POLICY, EnabledPolicy
from xiangmu.api.entities.prefixes import PERSON
from xiangmu.api.entities.prefixes import PROJECT as PROJECT_PREFIX
from xiangmu.api.entities.preparation import (
    ASSIGNMENT,
    PROCEDURE,
    YEAR_PLAN,
    Assignment,
    Procedure,
    YearPlan,
)
from xiangmu.api.entities.projects import Project
from xiangmu.api.entities.reports import (
    OCCURRENCE_WAIVER,
    REPORT,
    WORKDAY_DECISION,
    OccurrenceWaiver,
    Report,
    WorkdayDecision,
)
from xiangmu.api.entities.rulings import DUPLICATE_RULING, DuplicateRuling
from xiangmu.api.entities.stages import STAGE_EVENT, START_EVENT, StageEvent, StartEvent
from xiangmu.api.entities.undertakings import (
    COMMITMENT,
    GOAL_REVISION,
    INDICATOR_READING,
    Commitment,
    GoalRevision,
    IndicatorReading,
)
from xiangmu.api.entities.units import JURISDICTION, UNIT, Jurisdiction, Unit
from xiangmu.api.entities.visits import VISIT, Visit
from xiangmu.api.identity.payloads import GIVES_SECRET, IDENTITY
from xiangmu.api.mutations.inputs import told_by
from xiangmu.api.mutations.leaves import FACT_ENTITIES
from xiangmu.api.mutations.notices import NOTICES
from xiangmu.api.mutations.payloads import Done, Gives, Named, Tells, named
from xiangmu.api.reader.entity import Entity
from xiangmu.api.reader.ids import Key
from xiangmu.api.reader.types import Node
from xiangmu.db.ids import jurisdiction_id
from xiangmu.plugin.value import value
from xiangmu.services.activities import ActivityRecord
from xiangmu.services.admissions import AdmissionGrant
from xiangmu.services.assignments import DutyAssign, DutyEnd
from xiangmu.services.bulletins import drafting as bulletins
from xiangmu.services.bulletins.publishing import BulletinPublish, BulletinRecord
from xiangmu.services.command import Input
from xiangmu.services.commands import HANDLERS
from xiangmu.services.commitments import CommitmentRecord
from xiangmu.services.conduct import CriticismRecord, HarmRecord, MeetingRecord, PraiseRecord
from xiangmu.services.corrections import OF_KIND, RECORDERS, FactConfirm, FactCorrect, FactReject, OfFact
from xiangmu.services.drafting import PublicationDraft
from xiangmu.services.drafts import DraftApprove, DraftRecord, DraftReturn, DraftWithdraw
from xiangmu.services.duplicates import DuplicateDecide
from xiangmu.services.enrolments import EnrolmentDecide, EnrolmentSet, ProjectTransfer
from xiangmu.services.events import ListRecord, StageRecord, StartRecord
from xiangmu.services.findings.disputes import DisputeDecide
from xiangmu.services.findings.letters import LetterIssue
from xiangmu.services.findings.raising import FindingRaise
from xiangmu.services.findings.rectifying import (
    FindingEscalate,
    FindingInterview,
    FindingJudge,
    FindingReport,
)
from xiangmu.services.funding import FundingRecord
from xiangmu.services.goals import GoalRevise
from xiangmu.services.indicators import IndicatorRead
from xiangmu.services.inspections import InspectionOpen, InspectionRecord
from xiangmu.services.issues.closing import (
    IssueConfirm,
    IssueCrossOff,
    IssueMerge,
    IssueReopen,
    IssueSettle,
)
from xiangmu.services.issues.handling import (
    IssueAccept,
    IssueAct,
    IssueAssign,
    IssueEscalate,
    IssueExtend,
    IssueInstruct,
)
from xiangmu.services.issues.raising import IssueRaise
from xiangmu.services.judgements import JudgementGive
from xiangmu.services.jurisdictions import JurisdictionInstall, UnitAdd, UnitAliasAdd
from xiangmu.services.meetings import MeetingApprove, MeetingPropose, MeetingReturn
from xiangmu.services.months import MonthClose, MonthReopen
from xiangmu.services.objections import ObjectionAnswered, ObjectionRaise
from xiangmu.services.people import PersonErase, PersonRegister
from xiangmu.services.plans import PlanChange, PlanSet
from xiangmu.services.policies import PolicyEnable
from xiangmu.services.procedures import ProcedureRecord
from xiangmu.services.progress import ProgressReport
from xiangmu.services.project_files import ProjectAttach, ProjectDetach
from xiangmu.services.projects import ProjectChange, ProjectCodesSet, ProjectRegister
from xiangmu.services.reporting import ReportSubmit
from xiangmu.services.reports import OccurrenceWaive, ReportGiveBack, ReportRecord, WorkdayDecide
from xiangmu.services.restructuring import ProjectMerge, ProjectSplit
from xiangmu.services.surveys import BallotCast, SurveyClose, SurveyOpen, draw, token_of
from xiangmu.services.visits import VisitRecord
from xiangmu.services.worked_out import WORKED_OUT
from xiangmu.services.year_plans import YearPlanSet

PROJECT = Named(name="Project", prefix=PROJECT_PREFIX)
_KIND_OF = {of: kind for kind, of in OF_KIND.items()}


@strawberry.type(description="一份评议邀请:抽中的企业和它的一次性评议券。")
class SurveyInvitation:
    """Whom to give which token."""

    position: int = field(description="抽中的次序,从1起。")
    enterprise: str = field(description="企业。")
    token: str = field(description="一次性评议券。由密钥得出,系统不保存。")


@value
class Operation:
    """A command as clients give it; the first part of ``shown`` is what it is about."""

    kind: str
    model: type[Input]
    shown: tuple[Gives | Tells, ...]

    @property
    def description(self) -> str:
        """What the command does."""
        return told_by(self.model)


def _subject(done: Done) -> Key:
    return UUID(done.receipt.subject)


def _row(name: str, type_: Any, entity: Entity, key: Callable[[Done], Key] = _subject) -> Gives:
    of = named(entity)
    return Gives(name=name, type=type_, of=lambda _: of, description=f"{entity.title}。", key=key)


def _project(key: Callable[[Done], Key]) -> Gives:
    return Gives(name="project", type=Project, of=lambda _: PROJECT, description="项目。", key=key)


def _fact_entity(done: Done) -> Named:
    match done.data:
        case OfFact(kind=kind):
            return named(FACT_ENTITIES[kind])
        case FactCorrect(replacement=replacement):
            return named(FACT_ENTITIES[_KIND_OF[RECORDERS[type(replacement)].of]])
        case data:
            raise TypeError(data)


def _invitations(done: Done) -> list[SurveyInvitation]:
    data, survey = cast("SurveyOpen", done.data), UUID(done.receipt.subject)
    return [
        SurveyInvitation(
            position=position, enterprise=enterprise, token=token_of(data.secret, survey, enterprise)
        )
        for position, enterprise in enumerate(draw(filter(None, data.frame), data.seed), 1)
    ]


def _person(done: Done) -> str:
    return f"{PERSON}_{UUID(done.receipt.subject).hex}"


OF_PROJECT = _project(lambda done: done.data.project)  # type: ignore[attr-defined]  # only of inputs about one
FACT = Gives(
    name="fact",
    type=Node,
    of=_fact_entity,
    description="事实,可用 ... on Fact 或具体的类型取其内容。",
    key=_subject,
)
PERSON_ID = Tells(name="person", type=strawberry.ID, description="人员的标识。", tell=_person)
INVITATIONS = Tells(
    name="invitations",
    type=list[SurveyInvitation],
    description="抽中的企业和各自的评议券,按抽中的次序。",
    tell=_invitations,
)
_UNIT = _row("unit", Unit, UNIT)
_PLAN = _row("plan", Plan, PLAN)
_ENROLMENT = _row("enrolment", Enrolment, ENROLMENT)
_DRAFT = _row("draft", DraftHead, DRAFT_HEAD)
_ASSIGNMENT = _row("assignment", Assignment, ASSIGNMENT)
_REPORT = _row("report", Report, REPORT)
_SURVEY = _row("survey", Survey, SURVEY)
_FINDING = _row("finding", Finding, FINDING_ENTITY)
_ISSUE = _row("issue", Issue, ISSUE)
_PROPOSAL = _row("proposal", MeetingProposal, MEETING_PROPOSAL)
_MONTH = _row("month_closed", MonthClosed, MONTH_CLOSED)
SHOWN: Mapping[type[Input], tuple[Gives | Tells, ...]] = {
    JurisdictionInstall: (
        _row(
            "jurisdiction",
            Jurisdiction,
            JURISDICTION,
            lambda done: jurisdiction_id(done.receipt.subject),
        ),
    ),
    UnitAdd: (_UNIT,),
    UnitAliasAdd: (_UNIT,),
    PolicyEnable: (_row("enabled_policy", EnabledPolicy, ENABLED_POLICY),),
    ProjectRegister: (_project(_subject),),
    ProjectChange: (OF_PROJECT,),
    ProjectCodesSet: (OF_PROJECT,),
    ProjectAttach: (OF_PROJECT,),
    ProjectDetach: (OF_PROJECT,),
    ProjectSplit: (OF_PROJECT,),
    ProjectMerge: (OF_PROJECT,),
    StageRecord: (_row("stage_event", StageEvent, STAGE_EVENT), OF_PROJECT),
    StartRecord: (_row("start_event", StartEvent, START_EVENT), OF_PROJECT),
    ListRecord: (_row("listing", Listing, LISTING), OF_PROJECT),
    FundingRecord: (_row("funding_step", FundingStep, FUNDING_STEP), OF_PROJECT),
    PlanSet: (_PLAN, OF_PROJECT),
    PlanChange: (_PLAN, OF_PROJECT),
    ProgressReport: (_row("month_progress", MonthProgress, MONTH_PROGRESS), OF_PROJECT),
    MonthClose: (_MONTH,),
    MonthReopen: (_MONTH,),
    YearPlanSet: (_row("year_plan", YearPlan, YEAR_PLAN), OF_PROJECT),
    ProcedureRecord: (_row("procedure", Procedure, PROCEDURE), OF_PROJECT),
    DutyAssign: (_ASSIGNMENT,),
    DutyEnd: (_ASSIGNMENT,),
    DuplicateDecide: (_row("ruling", DuplicateRuling, DUPLICATE_RULING),),
    IndicatorRead: (_row("reading", IndicatorReading, INDICATOR_READING),),
    GoalRevise: (_row("revision", GoalRevision, GOAL_REVISION),),
    ReportSubmit: (_REPORT,),
    ReportGiveBack: (_REPORT,),
    OccurrenceWaive: (_row("waiver", OccurrenceWaiver, OCCURRENCE_WAIVER),),
    WorkdayDecide: (_row("decision", WorkdayDecision, WORKDAY_DECISION),),
    CommitmentRecord: (_row("commitment", Commitment, COMMITMENT),),
    InspectionOpen: (_row("inspection", Inspection, INSPECTION),),
    InspectionRecord: (_row("inspected", InspectedProject, INSPECTED_PROJECT),),
    FindingRaise: (_FINDING,),
    LetterIssue: (_row("letter", ReminderLetter, REMINDER_LETTER),),
    FindingReport: (_FINDING,),
    FindingJudge: (_FINDING,),
    FindingInterview: (_FINDING,),
    FindingEscalate: (_FINDING,),
    DisputeDecide: (_row("dispute", DisputedFact, DISPUTED_FACT),),
    VisitRecord: (_row("visit", Visit, VISIT), OF_PROJECT),
    MeetingRecord: (_row("meeting", Meeting, MEETING),),
    MeetingPropose: (_PROPOSAL,),
    MeetingApprove: (_PROPOSAL,),
    MeetingReturn: (_PROPOSAL,),
    ActivityRecord: (_row("activity", Activity, ACTIVITY),),
    PraiseRecord: (_row("praise", Praise, PRAISE),),
    CriticismRecord: (_row("criticism", Criticism, CRITICISM),),
    HarmRecord: (_row("harm", Harm, HARM),),
    JudgementGive: (_row("judgement", Judgement, JUDGEMENT),),
    IssueRaise: (_ISSUE,),
    IssueAccept: (_ISSUE,),
    IssueAssign: (_ISSUE,),
    IssueAct: (_ISSUE,),
    IssueInstruct: (_ISSUE,),
    IssueEscalate: (_ISSUE,),
    IssueExtend: (_ISSUE,),
    IssueSettle: (_ISSUE,),
    IssueConfirm: (_ISSUE,),
    IssueCrossOff: (_ISSUE,),
    IssueReopen: (_ISSUE,),
    IssueMerge: (_ISSUE,),
    AdmissionGrant: (_row("admission", Admission, ADMISSION), OF_PROJECT),
    EnrolmentSet: (_ENROLMENT, OF_PROJECT),
    EnrolmentDecide: (_ENROLMENT,),
    ProjectTransfer: (_ENROLMENT, OF_PROJECT),
    SurveyOpen: (_SURVEY, INVITATIONS),
    BallotCast: (_SURVEY,),
    SurveyClose: (_SURVEY,),
    FactConfirm: (FACT,),
    FactReject: (FACT,),
    FactCorrect: (FACT,),
    PersonRegister: (PERSON_ID,),
    PersonErase: (PERSON_ID,),
    PublicationDraft: (_DRAFT,),
    DraftWithdraw: (_DRAFT,),
    DraftReturn: (_DRAFT,),
    DraftApprove: (_DRAFT,),
    ObjectionRaise: (_row("objection", Objection, OBJECTION),),
    ObjectionAnswered: (_row("answer", ObjectionAnswer, OBJECTION_ANSWER),),
    bulletins.BulletinDraft: (_row("draft", BulletinDraft, BULLETIN_DRAFT),),
    BulletinPublish: (_row("bulletin", Bulletin, BULLETIN),),
    **IDENTITY,
    **NOTICES,
}
OPERATIONS = (
    *(
        Operation(kind=handler.kind, model=model, shown=SHOWN[model])
        for model, handler in HANDLERS.items()
        if model not in (DraftRecord, ReportRecord, BulletinRecord)
    ),
    Operation(kind="publication_draft", model=PublicationDraft, shown=SHOWN[PublicationDraft]),
    Operation(kind="report_submit", model=ReportSubmit, shown=SHOWN[ReportSubmit]),
    Operation(kind="bulletin_draft", model=bulletins.BulletinDraft, shown=SHOWN[bulletins.BulletinDraft]),
)
"""What a draft prints and a report counts is worked out and never the client's."""
ALONE = (BallotCast, *WORKED_OUT, *GIVES_SECRET)
"""Ballots are nobody's; what is worked out is so by itself; a secret is shown by its own payload."""
IN_BATCH = tuple(operation for operation in OPERATIONS if operation.model not in ALONE)
