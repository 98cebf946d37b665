"""One project with something of everything, and all that can be supposed of it."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from tests.support.city import CITY, POLICY
from tests.support.office import Office
from tests.support.supposing import (
    known_now,
)
from xiangmu.plugin.money import wan, yi
from xiangmu.plugin.value import value
from xiangmu.plugin.vocabulary import Duty, Flag, Stage
from xiangmu.services.admissions import AdmissionGrant
from xiangmu.services.assignments import DutyAssign, DutyEnd
from xiangmu.services.command import Input
from xiangmu.services.commitments import CommitmentRecord
from xiangmu.services.conduct import CriticismRecord, HarmRecord, MeetingRecord, PraiseRecord
from xiangmu.services.corrections import FactKind
from xiangmu.services.duplicates import DuplicateDecide
from xiangmu.services.enrolments import EnrolmentSet, ProjectTransfer
from xiangmu.services.events import ListRecord, StageRecord, StartRecord
from xiangmu.services.funding import FundingRecord
from xiangmu.services.goals import GoalRevise
from xiangmu.services.indicators import IndicatorRead
from xiangmu.services.judgements import JudgementGive
from xiangmu.services.plans import PlanChange, PlanSet
from xiangmu.services.procedures import ProcedureRecord
from xiangmu.services.progress import ProgressReport
from xiangmu.services.projects import ProjectChange, ProjectCodesSet
from xiangmu.services.year_plans import YearPlanSet

APRIL, MAY, JUNE = date(2023, 4, 3), date(2023, 5, 8), date(2023, 6, 30)


@value
class Scene:
    """One project with something of everything, another with nothing, and the facts of the first by name."""

    project: UUID
    other: UUID
    facts: dict[str, UUID]


async def scene(office: Office) -> Scene:
    project, other = await office.enrolled_project(), await office.enrolled_project("陶瓷厂", "town2")
    inputs: dict[str, Input] = {
        "signed": StageRecord(project=project, stage=Stage.SIGNED, on=APRIL),
        "started": StageRecord(project=project, stage=Stage.STARTED, on=MAY),
        "ceremony": of(StartRecord, project=project, kind="CEREMONY", on=MAY),
        "plan": PlanSet(project=project, milestone=Stage.PRODUCING, due=JUNE, made_on=APRIL),
        "progress": report(project, 300),
        "listing": of(ListRecord, project=project, key_list="CITY_KEY", on=MAY),
        "funding": of(FundingRecord, **(MONEY | {"project": project, "step": "APPLIED", "on": APRIL})),
        "admission": AdmissionGrant(project=project, policy=POLICY, on=APRIL),
        "meeting": of_unit(MeetingRecord, **(MEETING | {"on": APRIL, "projects": (project,)})),
        "praise": of_unit(PraiseRecord, source="HIGHER_MEDIA", matter="专版"),
        "judgement": judged(300),
        "year plan": YearPlanSet(project=project, year=2022, planned_yuan=yi(1)),
        "reading": read_indicator("2023-03", "8"),
        "goal": revise(APRIL, "3"),
        "duty": assign(project=project, since=APRIL),
    }
    receipts = await office.run_all(*inputs.values())
    facts = {name: UUID(receipt.subject) for name, receipt in zip(inputs, receipts, strict=True)}
    facts["enrolment"] = next(e.id for e in (await known_now(office)).facts.enrolments if e.project == other)
    return Scene(project=project, other=other, facts=facts)


MEETING: dict[str, Any] = {"kind": "ON_SITE", "chair": "MAIN_LEADER", "solved": True}
MONEY: dict[str, Any] = {"source": "SPECIAL_BOND", "step": "ISSUED", "amount_yuan": wan(900), "on": MAY}


def of(model: type[Input], **given: Any) -> Input:
    return model.model_validate(given)


def of_unit(model: type[Input], **given: Any) -> Input:
    return model.model_validate({"jurisdiction": CITY, "unit": "town1", "on": MAY} | given)


def judged(hundredths: int, unit: str = "town1") -> JudgementGive:
    return JudgementGive(
        policy=POLICY,
        group="towns",
        unit=unit,
        period="2023Q2",
        item="effort",
        hundredths=hundredths,
        judgement_reason="扎实",
    )


def read_indicator(period: str, text: str) -> IndicatorRead:
    given = {"policy": POLICY, "indicator": "investment", "unit": "town1", "source": "统计月报"}
    return IndicatorRead.model_validate(given | {"period": period, "value": text})


def revise(effective: date, goal: str) -> GoalRevise:
    of_unit = {"policy": POLICY, "target": "starts", "group": "towns", "unit": "town1"}
    approved = {"approved_on": APRIL, "approver": "市长", "revision_reason": "加码"}
    return GoalRevise.model_validate(of_unit | approved | {"effective": effective, "goal": goal})


def assign(**given: Any) -> DutyAssign:
    of = {"jurisdiction": CITY, "duty": Duty.COUNTY_LEADER, "post": "副市长", "since": MAY}
    return DutyAssign.model_validate(of | given)


def report(project: UUID, cumulative: int) -> ProgressReport:
    return ProgressReport(
        project=project, month=date(2023, 5, 1), invested_yuan=wan(100), cumulative_yuan=wan(cumulative)
    )


def changed(scene: Scene, version: int = 1, **given: Any) -> ProjectChange:
    return ProjectChange.model_validate({"project": scene.project, "version": version} | given)


RECORDED: dict[str, Callable[[Scene], Input]] = {
    "stage": lambda s: StageRecord(project=s.other, stage=Stage.PRODUCING, on=JUNE),
    "pause": lambda s: StageRecord(project=s.project, stage=Stage.SUSPENDED, on=JUNE),
    "library entry": lambda s: of(StartRecord, project=s.project, kind="LIBRARY_ENTRY", on=JUNE),
    "listing": lambda s: of(ListRecord, project=s.project, key_list="BATCH_STARTED", on=JUNE),
    "delisting": lambda s: of(ListRecord, project=s.project, key_list="CITY_KEY", on=JUNE, delisted=True),
    "funding": lambda s: of(FundingRecord, project=s.project, **MONEY),
    "bundle": lambda s: of(
        FundingRecord, project=s.other, bundle="一捆", applicant="bureau", **MONEY | {"step": "APPLIED"}
    ),
    "plan": lambda s: PlanSet(project=s.other, milestone=Stage.STARTED, due=JUNE, made_on=APRIL),
    "plan change": lambda s: PlanChange(
        project=s.project, milestone=Stage.PRODUCING, due=date(2023, 9, 1), made_on=MAY, approved_on=MAY
    ),
    "plan change without approval": lambda s: PlanChange(
        project=s.project, milestone=Stage.PRODUCING, due=date(2023, 10, 1), made_on=JUNE
    ),
    "progress": lambda s: report(s.other, 800),
    "attributes": lambda s: changed(
        s, effective=MAY, total_yuan=yi(5), flags=(Flag.DIGITAL_ECONOMY,), profile={"chain": "碳材料"}
    ),
    "attributes of the same day": lambda s: changed(s, 2, effective=MAY, total_yuan=yi(6)),
    "admission": lambda s: AdmissionGrant(project=s.other, policy=POLICY, on=MAY),
    "enrolment": lambda s: EnrolmentSet(project=s.other, policy=POLICY, unit="town3", since=MAY),
    "transfer": lambda s: ProjectTransfer(project=s.project, policy=POLICY, unit="town3", on=MAY),
    "meeting": lambda s: of_unit(MeetingRecord, projects=(s.project, s.other), **MEETING),
    "praise": lambda _: of_unit(PraiseRecord, source="CITY_LEADER_WRITTEN", matter="批示"),
    "criticism": lambda _: of_unit(CriticismRecord, kind="INTERVIEW", matter="滞后"),
    "harm": lambda _: of_unit(HarmRecord, kind="BLANKET_STOPPAGE", verified_by="POLICE", matter="停工"),
    "judgement": lambda _: judged(650, "town2"),
    "listing of a year": lambda s: of(ListRecord, project=s.project, key_list="CITY_KEY", on=JUNE, year=2023),
    "year plan": lambda s: YearPlanSet(project=s.project, year=2023, planned_yuan=yi(1)),
    "procedure": lambda s: of(ProcedureRecord, project=s.project, kind="EIA", applied_on=APRIL),
    "procedure done": lambda s: of(ProcedureRecord, project=s.project, kind="EIA", done_on=MAY),
    "duty of a unit": lambda _: assign(unit="town2", duty=Duty.MAIN_LEADER),
    "end of a duty": lambda s: DutyEnd(assignment=s.facts["duty"], until=MAY),
    "codes": lambda s: ProjectCodesSet(project=s.project, codes=("2301-990001-04-01-000001",)),
    "ruling": lambda s: DuplicateDecide(
        project=s.project, other=s.other, same=True, on=MAY, ruling_reason="同一地块"
    ),
    "reading": lambda _: read_indicator("2023-05", "12.5"),
    "goal": lambda _: revise(MAY, "4"),
    "promise": lambda _: CommitmentRecord(policy=POLICY, unit="town1", text="年内开工", on=MAY),
}
"""Inputs that commands record just so, one after the other."""


UNSEEN = {"plan change without approval", "ruling"}
"""What rules do not see: it does not bind (A9), or no policy forbids repetition."""


CORRECTED: dict[str, tuple[str, Callable[[Scene], Any]]] = {
    "stage": ("started", lambda s: StageRecord(project=s.project, stage=Stage.STARTED, on=JUNE)),
    "start": ("ceremony", lambda s: of(StartRecord, project=s.project, kind="CEREMONY", on=JUNE)),
    "progress": ("progress", lambda s: report(s.project, 900)),
    "judgement": ("judgement", lambda _: judged(900)),
    "year plan": (
        "year plan",
        lambda s: YearPlanSet(project=s.project, year=2022, planned_yuan=yi(2)),
    ),
    "reading": ("reading", lambda _: read_indicator("2023-03", "9")),
    "goal": ("goal", lambda _: revise(APRIL, "5")),
}
"""What holds but once: the name of the fact on record, and what is supposed instead."""


REMOVED = {
    "signed": FactKind.STAGE,
    "ceremony": FactKind.START,
    "plan": FactKind.PLAN,
    "progress": FactKind.PROGRESS,
    "listing": FactKind.LISTING,
    "funding": FactKind.FUNDING,
    "admission": FactKind.ADMISSION,
    "meeting": FactKind.MEETING,
    "praise": FactKind.PRAISE,
    "judgement": FactKind.JUDGEMENT,
    "year plan": FactKind.YEAR_PLAN,
    "reading": FactKind.INDICATOR_READING,
    "goal": FactKind.GOAL_REVISION,
    "duty": FactKind.ASSIGNMENT,
    "enrolment": FactKind.ENROLMENT,
}
