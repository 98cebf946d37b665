"""Facts of projects → their histories up to any day, with the plans that bind.

The facts are sorted once; a history up to a day is then a slice of them.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from xiangmu.plugin.facts import Assignment, Facts, Plan, Procedure, ProjectCode, YearPlan
from xiangmu.plugin.snapshot import ProjectView
from xiangmu.plugin.vocabulary import ProcedureKind, Stage

PROCEDURE_ORDER = {kind: place for place, kind in enumerate(ProcedureKind)}


class OfProject(Protocol):
    """What every fact about a project has."""

    @property
    def id(self) -> UUID: ...
    @property
    def project(self) -> UUID | None: ...


F = TypeVar("F", bound=OfProject)


class Timelines:
    """The histories of all projects that ``facts`` tell of, under one policy."""

    def __init__(self, facts: Facts, policy: str) -> None:
        admitted = (admission for admission in facts.admissions if admission.policy == policy)
        self._versions = _Dated(facts.versions, lambda version: version.effective)
        self._admissions = _Dated(admitted, lambda admission: admission.on)
        self._stages = _Dated(facts.stages, lambda event: event.on)
        self._starts = _Dated(facts.starts, lambda event: event.on)
        self._plans = _Dated(facts.plans, lambda plan: plan.made_on)
        self._progress = _Dated(facts.progress, lambda report: report.month)
        self._listings = _Dated(facts.listings, lambda event: event.on)
        self._funding = _Dated(facts.funding, lambda step: step.on)
        self._assignments = _Dated(facts.assignments, lambda duty: duty.since)
        self._year_plans = _undated(facts.year_plans, _by_year)
        self._procedures = _undated(facts.procedures, _by_kind)
        self._codes = _undated(facts.codes, _by_code)

    def on(self, day: date) -> Iterator[ProjectView]:
        """Every project that existed by ``day``, in order of id, with nothing later than that day.

        The views carry no tenures yet: whose project it is depends on the policy's enrolments.
        """
        for project in self._versions.projects:
            versions = self._versions.until(project, day)
            if not versions:
                continue
            yield ProjectView(
                id=project,
                versions=versions,
                tenures=(),
                admission=next(iter(self._admissions.until(project, day)), None),
                stages=self._stages.until(project, day),
                starts=self._starts.until(project, day),
                plans=binding_plans(self._plans.until(project, day), day),
                progress=self._progress.until(project, day),
                listings=self._listings.until(project, day),
                funding=self._funding.until(project, day),
                year_plans=self._year_plans.get(project, ()),
                procedures=tuple(_seen_on(one, day) for one in self._procedures.get(project, ())),
                codes=self._codes.get(project, ()),
                assignments=held_by(self._assignments.until(project, day), day),
            )


def held_by(assignments: Iterable[Assignment], day: date) -> tuple[Assignment, ...]:
    """``assignments`` as ``day`` shows them: an end later than that day has not come yet."""
    return tuple(
        replace(duty, until=None) if duty.until is not None and duty.until > day else duty
        for duty in assignments
    )


def binding_plans(plans: Iterable[Plan], as_of: date) -> tuple[Plan, ...]:
    """For each milestone the plan that binds on ``as_of``: the first one made, or the latest approved change.

    A change binds only when it was approved no later than the date it replaces (A9), nor than the date it sets: a
    plan is not made after the fact. ``plans`` come in the order in which they were made.
    """
    binding: dict[Stage, Plan] = {}
    for plan in plans:
        current = binding.get(plan.milestone)
        if current is None or _replaces(plan, current, as_of):
            binding[plan.milestone] = plan
    return tuple(binding[milestone] for milestone in sorted(binding))


def _replaces(change: Plan, current: Plan, as_of: date) -> bool:
    return change.approved_on is not None and change.approved_on <= min(current.due, change.due, as_of)


def _seen_on(procedure: Procedure, day: date) -> Procedure:
    applied = procedure.applied_on is not None and procedure.applied_on <= day
    done = procedure.done_on is not None and procedure.done_on <= day
    ahead = procedure.applied_on is not None and not applied
    if (applied or procedure.applied_on is None) and (done or procedure.done_on is None):
        return procedure
    return replace(
        procedure,
        applied_on=procedure.applied_on if applied else None,
        promised_on=None if ahead else procedure.promised_on,
        done_on=procedure.done_on if done else None,
    )


class _Dated(Generic[F]):
    """Facts of one kind by project, in the order of their days; equal days in the order of id."""

    def __init__(self, facts: Iterable[F], day: Callable[[F], date]) -> None:
        found: dict[UUID, list[tuple[date, UUID, F]]] = defaultdict(list)
        for fact in facts:
            if fact.project is not None:
                found[fact.project].append((day(fact), fact.id, fact))
        self.projects = sorted(found)
        self._facts: dict[UUID, tuple[F, ...]] = {}
        self._days: dict[UUID, list[date]] = {}
        for project, dated in found.items():
            dated.sort(key=lambda entry: entry[:2])
            self._facts[project] = tuple(fact for _, _, fact in dated)
            self._days[project] = [on for on, _, _ in dated]

    def until(self, project: UUID, day: date) -> tuple[F, ...]:
        """The facts of ``project`` up to ``day``."""
        facts = self._facts.get(project, ())
        if not facts or self._days[project][-1] <= day:
            return facts
        return facts[: bisect_right(self._days[project], day)]


def _undated(facts: Iterable[F], order: Callable[[F], tuple[int | str, UUID]]) -> dict[UUID, tuple[F, ...]]:
    found: dict[UUID, list[F]] = defaultdict(list)
    for fact in facts:
        if fact.project is not None:
            found[fact.project].append(fact)
    return {project: tuple(sorted(group, key=order)) for project, group in found.items()}


def _by_year(plan: YearPlan) -> tuple[int, UUID]:
    return plan.year, plan.id


def _by_kind(procedure: Procedure) -> tuple[int, UUID]:
    return PROCEDURE_ORDER[procedure.kind], procedure.id


def _by_code(code: ProjectCode) -> tuple[str, UUID]:
    return code.code, code.id
