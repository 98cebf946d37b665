"""What each place of the world tells of its units and their projects."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from tests.access.realm import APRIL, JUNE, MAY, mark, policy_of
from xiangmu.plugin.money import wan, yi
from xiangmu.plugin.vocabulary import Duty, ProcedureKind, Stage
from xiangmu.services.activities import ActivityRecord
from xiangmu.services.admissions import AdmissionGrant
from xiangmu.services.assignments import DutyAssign
from xiangmu.services.command import Input
from xiangmu.services.commitments import CommitmentRecord
from xiangmu.services.conduct import CriticismRecord, HarmRecord, MeetingRecord, PraiseRecord
from xiangmu.services.events import ListRecord, StageRecord, StartRecord
from xiangmu.services.funding import FundingRecord
from xiangmu.services.indicators import IndicatorRead
from xiangmu.services.issues.raising import IssueRaise
from xiangmu.services.judgements import JudgementGive
from xiangmu.services.plans import PlanSet
from xiangmu.services.procedures import ProcedureRecord
from xiangmu.services.progress import ProgressReport
from xiangmu.services.year_plans import YearPlanSet


@dataclass(frozen=True, slots=True)
class Telling:
    """How a place tells what it keeps to itself: ``other`` than in the world that worlds are compared with."""

    place: str
    other: bool

    def of(self, unit: str, about: str) -> str:
        """A text with the mark of the unit."""
        return mark(self.place, unit, about) + ("异" if self.other else "")

    def day(self, day: date) -> date:
        """That day, or another one."""
        return day + timedelta(days=3) if self.other else day

    def either(self, one: Any, other: Any) -> Any:
        """Of two contents the one to tell."""
        return other if self.other else one


def of_project(told: Telling, unit: str, project: UUID, cents: int) -> dict[str, Input]:
    """What is recorded of a unit's project; ``cents`` mark every amount."""
    started, month = told.either(Stage.STARTED, Stage.SIGNED), told.either(MAY, APRIL)
    invested, cumulative = wan(500) + cents, wan(700) + cents
    here = {"project": project, "on": told.day(MAY)}
    paid = {"source": "SPECIAL_BOND", "step": "ISSUED", "amount_yuan": wan(900) + cents}
    asked = {"bundle": told.of(unit, "project"), "applicant": unit}
    return {
        "stage": StageRecord.model_validate(here | {"stage": started}),
        "start": StartRecord.model_validate(here | {"kind": "LIBRARY_ENTRY"}),
        "plan": PlanSet(project=project, milestone=Stage.PRODUCING, due=told.day(JUNE), made_on=APRIL),
        "progress": ProgressReport(
            project=project, month=month, invested_yuan=invested, cumulative_yuan=cumulative
        ),
        "listing": ListRecord.model_validate(here | {"key_list": "BATCH_STARTED"}),
        "funding": FundingRecord.model_validate(here | paid | asked),
        "issue": IssueRaise(
            policy=policy_of(told.place),
            category=told.either("land", "funds"),
            project=project,
            unit=unit,
            on=told.day(MAY),
            text=told.of(unit, "project"),
        ),
        "year plan": YearPlanSet(project=project, year=2023, planned_yuan=yi(1) + cents),
        "procedure": ProcedureRecord(
            project=project, kind=ProcedureKind.EIA, department="bureau", applied_on=told.day(APRIL)
        ),
    }


def of_unit(told: Telling, unit: str, project: UUID) -> dict[str, Input]:
    """What is recorded of a unit, some of it about its project."""
    place, policy, text = told.place, policy_of(told.place), told.of(unit, "unit")
    here = {"jurisdiction": place, "unit": unit, "on": told.day(MAY)}
    taking_part = {"participants": ({"unit": unit, "post": text},)}
    met = {
        "kind": "ON_SITE",
        "chair": "MAIN_LEADER",
        "solved": told.other,
        "projects": (project,),
        "policy": policy,
        "place": text,
        "post": text,
        "matters": text,
        "opinions": ({"unit": unit, "text": text},),
        "decisions": ({"unit": unit, "text": text, "due": told.day(JUNE)},),
        **taking_part,
    }
    inspected = {"policy": policy, "obligation": "inspection", "unit": unit, "due": date(2023, 5, 31)}
    found = {"on": told.day(MAY), "results": text, "delivered_to": text, "projects": (project,)}
    harmed = {"kind": "BUSINESS_ENVIRONMENT", "verified_by": "POLICE", "matter": text}
    # only towns are read, and what is recorded of the department has its mark
    read_of, value = (unit, told.either("12.5", "3.25")) if unit != "bureau" else ("town3", "1")
    facts: dict[str, Input] = {
        "duty": DutyAssign(
            jurisdiction=place, unit=unit, duty=Duty.TASK_FORCE, post=text, since=told.day(APRIL)
        ),
        "meeting": MeetingRecord.model_validate(here | met),
        "activity": ActivityRecord.model_validate(inspected | found | taking_part),
        "praise": PraiseRecord.model_validate(here | {"source": "HIGHER_MEDIA", "matter": text}),
        "criticism": CriticismRecord.model_validate(here | {"kind": "CIRCULATED", "matter": text}),
        "harm": HarmRecord.model_validate(here | harmed),
        "judgement": JudgementGive(
            policy=policy,
            group="services" if unit == "bureau" else "towns",
            unit=unit,
            period="2023Q2",
            item="effort",
            hundredths=told.either(650, 325),
            judgement_reason=text,
        ),
        **{
            name: IssueRaise(
                policy=policy, category=category, unit=unit, raiser=unit, on=told.day(MAY), text=text
            )
            for name, category in (("unit issue", "other"), ("settled issue", "energy"))
        },
        "commitment": CommitmentRecord(policy=policy, unit=unit, text=text, on=told.day(MAY)),
        "indicator": IndicatorRead(
            policy=policy, indicator="investment", period="2023-05", unit=read_of, value=value, source=text
        ),
    }
    if unit == "bureau":
        facts["admission"] = AdmissionGrant(project=project, policy=policy, on=told.day(MAY))
    return facts
