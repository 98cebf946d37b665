"""Readings, revised goals, promises, duties, procedures, plans of years and rulings, each when it became known."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from xiangmu.plugin import facts as f
from xiangmu.plugin.facts.units import MICRO
from xiangmu.plugin.measures import Indicator
from xiangmu.plugin.periods import Period
from xiangmu.plugin.targets import Target
from xiangmu.seed.steps import Known, Rank, Step, Telling, request_id
from xiangmu.services.amounts import write_amount
from xiangmu.services.assignments import DutyAssign
from xiangmu.services.command import Input
from xiangmu.services.commitments import CommitmentRecord
from xiangmu.services.duplicates import DuplicateDecide
from xiangmu.services.goals import GoalRevise, parts_of
from xiangmu.services.indicators import IndicatorRead
from xiangmu.services.procedures import ProcedureRecord
from xiangmu.services.year_plans import YearPlanSet

READ_AFTER = timedelta(days=20)
"""Statistics of a period come out some weeks after it."""
PLANNED_ON = (1, 15)
"""Month and day on which a year's investment is planned."""


def undertaking_steps(telling: Telling) -> Iterator[Step]:
    """Steps for all of them."""
    yield from _of_projects(telling)
    for ruling in telling.facts.rulings:
        yield _step(telling, ruling, ruling.on, partial(_ruling, ruling), ruling.project, ruling.other)
    for reading in telling.facts.indicators:
        known_on = Period.parse(reading.period).end + READ_AFTER
        yield _step(telling, reading, known_on, _ready(_reading(telling, reading)))
    for revision in telling.facts.goal_revisions:
        yield _step(telling, revision, revision.approved_on, _ready(_revision(telling, revision)))
    for promise in telling.facts.commitments:
        yield _step(telling, promise, promise.on, _ready(_promise(promise)))


def _of_projects(telling: Telling) -> Iterator[Step]:
    """Nothing of a project is entered before the project itself."""
    begins: dict[UUID, date] = {}
    for version in telling.facts.versions:
        begins[version.project] = min(version.effective, begins.get(version.project, version.effective))
    for plan in telling.facts.year_plans:
        planned_on = max(date(plan.year, *PLANNED_ON), begins[plan.project])
        yield _step(telling, plan, planned_on, partial(_year_plan, plan), plan.project)
    for duty in telling.facts.assignments:
        of = (duty.project,) if duty.project else ()
        begun = max([duty.since, *(begins[project] for project in of)])
        yield _step(telling, duty, begun, partial(_duty, duty, telling.jurisdiction), *of)
    for procedure in telling.facts.procedures:
        begun = begins[procedure.project]
        first = max(procedure.applied_on or begun, begun)
        applied = replace(procedure, done_on=None)
        yield _step(telling, procedure, first, partial(_procedure, applied), procedure.project)
        if procedure.done_on:
            done = partial(_procedure, procedure)
            step = _step(telling, procedure, procedure.done_on, done, procedure.project)
            yield replace(step, rank=Rank.SETTLE, request=request_id(procedure.id, "done"), gives=None)


def _step(telling: Telling, fact: Any, known_on: date, data: Callable[[Known], Input], *needs: UUID) -> Step:
    return Step(
        at=telling.moment(known_on),
        rank=Rank.RECORD,
        request=request_id(fact.id),
        data=data,
        needs=frozenset(needs),
        gives=fact.id,
    )


def _ready(data: Input) -> Callable[[Known], Input]:
    return lambda _: data


def _year_plan(plan: f.YearPlan, known: Known) -> Input:
    return YearPlanSet(project=known[plan.project], year=plan.year, planned_yuan=plan.yuan)


def _procedure(procedure: f.Procedure, known: Known) -> Input:
    return ProcedureRecord(
        project=known[procedure.project],
        kind=procedure.kind,
        department=procedure.department,
        applied_on=procedure.applied_on,
        promised_on=procedure.promised_on,
        done_on=procedure.done_on,
    )


def _ruling(ruling: f.DuplicateRuling, known: Known) -> Input:
    return DuplicateDecide(
        project=known[ruling.project],
        other=known[ruling.other],
        same=ruling.same,
        on=ruling.on,
        ruling_reason=ruling.reason,
    )


def _duty(duty: f.Assignment, jurisdiction: str, known: Known) -> Input:
    return DutyAssign(
        jurisdiction=jurisdiction,
        duty=duty.duty,
        project=known[duty.project] if duty.project else None,
        unit=duty.unit,
        post=duty.post,
        since=duty.since,
        until=duty.until,
    )


def _reading(telling: Telling, reading: f.IndicatorReading) -> Input:
    indicator = _indicator(telling, reading.indicator)
    return IndicatorRead(
        policy=indicator.policy,
        indicator=reading.indicator,
        unit=reading.unit,
        period=reading.period,
        value=write_amount(reading.micro, indicator.counts, MICRO),
        source=reading.source,
    )


def _indicator(telling: Telling, key: str) -> Indicator:
    stated = telling.catalog.city(telling.jurisdiction).targets.indicators
    return next(indicator for indicator in stated if indicator.key == key)


def _revision(telling: Telling, revision: f.GoalRevision) -> Input:
    counts = _target(telling, revision).measure.counts
    return GoalRevise(
        policy=revision.policy,
        target=revision.target,
        group=revision.group,
        unit=revision.unit,
        goal=write_amount(revision.goal, counts, parts_of(counts)),
        effective=revision.effective,
        approved_on=revision.approved_on,
        approver=revision.approver,
        revision_reason=revision.reason,
    )


def _target(telling: Telling, revision: f.GoalRevision) -> Target:
    key = (revision.target, revision.group, revision.unit)
    targets = telling.catalog.targets_of(revision.policy)
    return next(target for target in targets if (target.key, target.group, target.unit) == key)


def _promise(promise: f.Commitment) -> Input:
    return CommitmentRecord(
        policy=promise.policy, unit=promise.unit, text=promise.text, on=promise.on, due=promise.due
    )
