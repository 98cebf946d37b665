"""Suppositions (假设) as clients write them: what commands take, without the request."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

import strawberry
from pydantic import ValidationError

from xiangmu.api.mutations.inputs import InputTypes
from xiangmu.api.mutations.leaves import FACT_ONLY
from xiangmu.api.mutations.shapes import Leaf, ListOf, Object, OneOf, Slot, Unreadable, input_type, one_of
from xiangmu.services.admissions import AdmissionGrant
from xiangmu.services.assignments import DutyAssign, DutyEnd
from xiangmu.services.command import Input
from xiangmu.services.commands import HANDLERS
from xiangmu.services.commitments import CommitmentRecord
from xiangmu.services.conduct import CriticismRecord, HarmRecord, MeetingRecord, PraiseRecord
from xiangmu.services.duplicates import DuplicateDecide
from xiangmu.services.enrolments import EnrolmentDecide, EnrolmentSet, ProjectTransfer
from xiangmu.services.events import ListRecord, StageRecord, StartRecord
from xiangmu.services.faults import problems_of
from xiangmu.services.funding import FundingRecord
from xiangmu.services.goals import GoalRevise
from xiangmu.services.indicators import IndicatorRead
from xiangmu.services.judgements import JudgementGive
from xiangmu.services.plans import PlanChange, PlanSet
from xiangmu.services.problems import Problem
from xiangmu.services.procedures import ProcedureRecord
from xiangmu.services.progress import ProgressReport
from xiangmu.services.projects import ProjectChange
from xiangmu.services.whatif import FactRemove, ProjectSuppose
from xiangmu.services.year_plans import YearPlanSet

MOST = 20
FIELD = "changes"
COMMANDS = (
    StageRecord,
    StartRecord,
    ListRecord,
    FundingRecord,
    PlanSet,
    PlanChange,
    ProgressReport,
    AdmissionGrant,
    EnrolmentSet,
    EnrolmentDecide,
    ProjectTransfer,
    MeetingRecord,
    PraiseRecord,
    CriticismRecord,
    HarmRecord,
    JudgementGive,
    YearPlanSet,
    ProcedureRecord,
    DutyAssign,
    DutyEnd,
    DuplicateDecide,
    IndicatorRead,
    GoalRevise,
    CommitmentRecord,
)
"""Commands that can be supposed just as they are given."""
CHANGE = HANDLERS[ProjectChange].kind
REMOVAL = "fact_remove"


class Changes:
    """The argument ``changes``: its type, the inputs that were given in it, and where in it something is wrong."""

    def __init__(self, inputs: InputTypes) -> None:
        models: dict[str, type[Input]] = {HANDLERS[model].kind: model for model in COMMANDS}
        contents = {kind: inputs.content(model) for kind, model in models.items()}
        models |= {CHANGE: ProjectSuppose, REMOVAL: FactRemove}
        contents |= {CHANGE: _attributes(inputs), REMOVAL: _removal()}
        told = {kind: (model.__doc__ or "").strip() for kind, model in models.items()}
        type_ = one_of("SupposedChange", "一项假设:填其中一项,写法同相应的命令。", contents, told)
        one = OneOf(type=type_, choices=contents, make=lambda kind, content: (models[kind], content))
        self._shape = ListOf(inner=one, most=MOST)

    @property
    def type(self) -> Any:
        """The annotation of the argument."""
        return self._shape.type

    def read(self, given: Sequence[Any]) -> list[Input]:
        """What was given. Raises Unreadable with everything that is wrong."""
        try:
            parts = self._shape.read(given)
        except Unreadable as unreadable:
            raise Unreadable([_within(problem) for problem in unreadable.problems]) from unreadable
        inputs: list[Input] = []
        problems: list[Problem] = []
        for place, (model, content) in enumerate(parts):
            try:
                inputs.append(model.model_validate(content))
            except ValidationError as error:
                problems += (replace(problem, command=place) for problem in problems_of(error, model))
        if problems:
            raise Unreadable([self.placed(problem, given) for problem in problems])
        return inputs

    def placed(self, problem: Problem, given: Sequence[Any]) -> Problem:
        """``problem`` with one of the inputs, where the client finds it."""
        path = self._shape.place((str(problem.command), *problem.path), given)
        return _within(replace(problem, path=path))


def _within(problem: Problem) -> Problem:
    return replace(problem, path=(FIELD, *problem.path))


def _attributes(inputs: InputTypes) -> Object:
    """What a change of a project takes, except which version its author looked at."""
    whole = inputs.content(ProjectChange)
    slots = tuple(slot for slot in whole.slots if slot.field != "version")
    return _object("ProjectSupposedContent", ProjectSuppose, slots)


def _removal() -> Object:
    slot = Slot(name="fact", field="fact", shape=_FACT, required=True, description=f"事实: {_FACT.told}。")
    return _object("FactRemoveContent", FactRemove, (slot,))


def _object(name: str, model: type[Input], slots: tuple[Slot, ...]) -> Object:
    return Object(type=input_type(name, (model.__doc__ or "").strip(), slots), slots=slots)


def _fact(given: str) -> UUID:
    try:
        return UUID(given)
    except ValueError:
        found: UUID = FACT_ONLY.read(given)
        return found


_FACT = Leaf(type=strawberry.ID, told="任何一类事实的标识,或得分行依据中的标识", convert=_fact)
