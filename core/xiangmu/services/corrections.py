"""Confirming, rejecting and correcting facts: the old row ends, a new one takes its place under the same id."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import Field

from xiangmu.db import tables as t
from xiangmu.db.dispatching import Activity
from xiangmu.db.kinds import State, kind_of
from xiangmu.plugin import facts as f
from xiangmu.plugin.value import value
from xiangmu.services import (
    activities,
    admissions,
    assignments,
    commitments,
    conduct,
    duplicates,
    enrolments,
    events,
    funding,
    goals,
    indicators,
    judgements,
    plans,
    procedures,
    progress,
    year_plans,
)
from xiangmu.services.command import VERSION, Input, Need
from xiangmu.services.gatherings import OF_ACTIVITY, OF_MEETING, Hanging, clear, hanging_on
from xiangmu.services.meetings import release
from xiangmu.services.months import CLOSED_MONTHS, after_closing
from xiangmu.services.permissions import RULES
from xiangmu.services.problems import Code
from xiangmu.services.work import Live, Work


class FactKind(StrEnum):
    """Which sort of fact is meant."""

    PROJECT_VERSION = "PROJECT_VERSION"
    ENROLMENT = "ENROLMENT"
    ADMISSION = "ADMISSION"
    STAGE = "STAGE"
    START = "START"
    PLAN = "PLAN"
    PROGRESS = "PROGRESS"
    LISTING = "LISTING"
    FUNDING = "FUNDING"
    YEAR_PLAN = "YEAR_PLAN"
    PROCEDURE = "PROCEDURE"
    ASSIGNMENT = "ASSIGNMENT"
    DUPLICATE_RULING = "DUPLICATE_RULING"
    MEETING = "MEETING"
    PRAISE = "PRAISE"
    CRITICISM = "CRITICISM"
    HARM = "HARM"
    JUDGEMENT = "JUDGEMENT"
    INDICATOR_READING = "INDICATOR_READING"
    GOAL_REVISION = "GOAL_REVISION"
    COMMITMENT = "COMMITMENT"
    ACTIVITY = "ACTIVITY"


OF_KIND: dict[FactKind, type[Any]] = {
    FactKind.PROJECT_VERSION: f.ProjectVersion,
    FactKind.ENROLMENT: f.Enrolment,
    FactKind.ADMISSION: f.Admission,
    FactKind.STAGE: f.StageReached,
    FactKind.START: f.Started,
    FactKind.PLAN: f.Plan,
    FactKind.PROGRESS: f.Progress,
    FactKind.LISTING: f.Listing,
    FactKind.FUNDING: f.Funding,
    FactKind.YEAR_PLAN: f.YearPlan,
    FactKind.PROCEDURE: f.Procedure,
    FactKind.ASSIGNMENT: f.Assignment,
    FactKind.DUPLICATE_RULING: f.DuplicateRuling,
    FactKind.MEETING: f.Meeting,
    FactKind.PRAISE: f.Praise,
    FactKind.CRITICISM: f.Criticism,
    FactKind.HARM: f.Harm,
    FactKind.JUDGEMENT: f.Judgement,
    FactKind.INDICATOR_READING: f.IndicatorReading,
    FactKind.GOAL_REVISION: f.GoalRevision,
    FactKind.COMMITMENT: f.Commitment,
    FactKind.ACTIVITY: Activity,
}
Replacement = (
    enrolments.EnrolmentSet
    | admissions.AdmissionGrant
    | events.StageRecord
    | events.StartRecord
    | events.ListRecord
    | plans.PlanSet
    | plans.PlanChange
    | progress.ProgressReport
    | funding.FundingRecord
    | conduct.MeetingRecord
    | conduct.PraiseRecord
    | conduct.CriticismRecord
    | conduct.HarmRecord
    | judgements.JudgementGive
    | year_plans.YearPlanSet
    | procedures.ProcedureRecord
    | assignments.DutyAssign
    | duplicates.DuplicateDecide
    | indicators.IndicatorRead
    | goals.GoalRevise
    | commitments.CommitmentRecord
    | activities.ActivityRecord
)


@value
class Recorder:
    """What a kind of input records, and how."""

    of: type[Any]
    record: Callable[[Work, Any], UUID]


RECORDERS: dict[type[Input], Recorder] = {
    enrolments.EnrolmentSet: Recorder(of=f.Enrolment, record=enrolments.enrolment_set),
    admissions.AdmissionGrant: Recorder(of=f.Admission, record=admissions.admission_grant),
    events.StageRecord: Recorder(of=f.StageReached, record=events.stage_record),
    events.StartRecord: Recorder(of=f.Started, record=events.start_record),
    events.ListRecord: Recorder(of=f.Listing, record=events.list_record),
    plans.PlanSet: Recorder(of=f.Plan, record=plans.plan_set),
    plans.PlanChange: Recorder(of=f.Plan, record=plans.plan_change),
    progress.ProgressReport: Recorder(of=f.Progress, record=progress.progress_report),
    funding.FundingRecord: Recorder(of=f.Funding, record=funding.funding_record),
    conduct.MeetingRecord: Recorder(of=f.Meeting, record=conduct.meeting_record),
    conduct.PraiseRecord: Recorder(of=f.Praise, record=conduct.praise_record),
    conduct.CriticismRecord: Recorder(of=f.Criticism, record=conduct.criticism_record),
    conduct.HarmRecord: Recorder(of=f.Harm, record=conduct.harm_record),
    judgements.JudgementGive: Recorder(of=f.Judgement, record=judgements.judgement_give),
    year_plans.YearPlanSet: Recorder(of=f.YearPlan, record=year_plans.year_plan_set),
    procedures.ProcedureRecord: Recorder(of=f.Procedure, record=procedures.procedure_record),
    assignments.DutyAssign: Recorder(of=f.Assignment, record=assignments.duty_assign),
    duplicates.DuplicateDecide: Recorder(of=f.DuplicateRuling, record=duplicates.duplicate_decide),
    indicators.IndicatorRead: Recorder(of=f.IndicatorReading, record=indicators.indicator_read),
    goals.GoalRevise: Recorder(of=f.GoalRevision, record=goals.goal_revise),
    commitments.CommitmentRecord: Recorder(of=f.Commitment, record=commitments.commitment_record),
    activities.ActivityRecord: Recorder(of=Activity, record=activities.activity_record),
}
TOLD_WITH: Mapping[type[Any], Hanging] = {f.Meeting: OF_MEETING, Activity: OF_ACTIVITY}
"""What is told together with a fact, and anew when it is corrected."""


class OfFact(Input):
    """Base of inputs about one fact."""

    kind: FactKind = Field(title="哪一类事实")
    fact: UUID = Field(title="事实")
    version: int | None = VERSION

    def needs(self) -> Iterable[Need]:
        """The fact, and what bears on it."""
        of = OF_KIND[self.kind]
        yield Need(table=kind_of(of).table, column="fact_id", content=self.fact)
        if of is f.Progress:
            yield CLOSED_MONTHS
        if of is f.Meeting:
            yield Need(table=t.meeting_proposal, column="meeting_id", content=self.fact)


class FactConfirm(OfFact):
    """确认一条申报的事实; 确认后计入得分。"""


class FactReject(OfFact):
    """退回一条事实, 它不再计入。理由随命令记录。"""


class FactCorrect(Input):
    """更正一条事实: 用新的内容代替, 编号不变。理由随命令记录。"""

    fact: UUID = Field(title="事实")
    replacement: Replacement = Field(title="更正为")
    version: int | None = VERSION

    def needs(self) -> Iterable[Need]:
        """The fact, what hangs on it, and what its replacement looks at."""
        of = RECORDERS[type(self.replacement)].of
        yield Need(table=kind_of(of).table, column="fact_id", content=self.fact)
        yield from hanging_on(self.fact, TOLD_WITH.get(of, ()))
        if of is f.Meeting:
            yield Need(table=t.meeting_decision, column="meeting_id", content=self.fact)
            yield Need(table=t.meeting_proposal, column="meeting_id", content=self.fact)
        yield from self.replacement.needs()


def fact_confirm(work: Work, data: FactConfirm) -> UUID:
    """A claimed fact holds from now on."""
    live = _fact(work, OF_KIND[data.kind], data.fact, data.version)
    work.office_only("fact", "确认")
    if live.row["state"] != State.CLAIMED:
        work.problem("fact", Code.NOT_ALLOWED, "这条事实不在待核状态")
    if late := _after_closing(work, live):
        work.reasoned()
    work.require()
    return work.replace(live, live.fact, state=State.CONFIRMED, **late)


def fact_reject(work: Work, data: FactReject) -> UUID:
    """A claimed or confirmed fact does not hold, for the reason given."""
    live = _fact(work, OF_KIND[data.kind], data.fact, data.version)
    work.office_only("fact", "退回")
    work.reasoned()
    late = _after_closing(work, live)
    work.require()
    if isinstance(live.fact, f.Meeting):
        release(work, data.fact)
    return work.replace(live, live.fact, state=State.REJECTED, **late)


def fact_correct(work: Work, data: FactCorrect) -> UUID:
    """The fact is what ``replacement`` says; judged as if it were entered for the first time."""
    recorder = RECORDERS[type(data.replacement)]
    live = _fact(work, recorder.of, data.fact, data.version)
    jurisdiction = work.scope
    if live.row["state"] == State.CONFIRMED:
        work.office_only("fact", "更正已确认的事实")
    work.reasoned()
    _after_closing(work, live)
    work.require()
    work.end(live)
    clear(work, data.fact, TOLD_WITH.get(recorder.of, ()))
    if recorder.of is f.Meeting:
        release(work, data.fact)
    work.correcting, work.within = data.fact, ("replacement",)
    work.under(RULES[recorder.record.__name__])
    recorder.record(work, data.replacement)
    if work.scope != jurisdiction:
        work.within = ()
        work.problem("replacement", Code.NOT_ALLOWED, "更正不能把事实移到另一辖区")
    return data.fact


def _after_closing(work: Work, live: Live[Any]) -> dict[str, bool]:
    """The mark of what is changed after its month was closed, which the office alone may."""
    if not isinstance(live.fact, f.Progress):
        return {}
    return {"after_closing": True} if after_closing(work, live.fact.month, "fact") else {}


def _fact(work: Work, of: type[Any], fact: UUID, version: int | None) -> Live[Any]:
    found = work.find(of, "fact_id", fact)
    if not found:
        work.refuse("fact", Code.NOT_FOUND, f"没有事实 {fact}")
    work.about(found[0], "fact")
    work.unchanged(found[0], version)
    return found[0]
