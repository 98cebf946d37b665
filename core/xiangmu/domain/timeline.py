"""Facts of projects → their histories up to any day, with the plans that bind.

The facts are sorted once; a history up to a day is then a slice of them.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from xiangmu.plugin.facts import (
    Admission,
    Assignment,
    Facts,
    Funding,
    Inspected,
    Listing,
    Plan,
    Procedure,
    Progress,
    ProjectCode,
    ProjectVersion,
    StageReached,
    Started,
    YearPlan,
)
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
        looked_at = (one for one in facts.inspections if one.policy == policy)
        admitted = (admission for admission in facts.admissions if admission.policy == policy)
        versions = _dated(facts.versions, lambda version: version.effective)
        admissions = _dated(admitted, lambda admission: admission.on)
        stages = _dated(facts.stages, lambda event: event.on)
        starts = _dated(facts.starts, lambda event: event.on)
        plans = _dated(facts.plans, lambda plan: plan.made_on)
        progress = _dated(facts.progress, lambda report: report.month)
        listings = _dated(facts.listings, lambda event: event.on)
        funding = _dated(facts.funding, lambda step: step.on)
        assignments = _dated(facts.assignments, lambda duty: duty.since)
        inspections = _dated(looked_at, lambda one: one.on)
        year_plans = _sorted(facts.year_plans, _by_year)
        procedures = _sorted(facts.procedures, _by_kind)
        codes = _sorted(facts.codes, _by_code)
        self._histories = tuple(
            _History(
                project,
                versions=versions[project],
                admissions=admissions.get(project, NOTHING),
                stages=stages.get(project, NOTHING),
                starts=starts.get(project, NOTHING),
                plans=plans.get(project, NOTHING),
                progress=progress.get(project, NOTHING),
                listings=listings.get(project, NOTHING),
                funding=funding.get(project, NOTHING),
                assignments=assignments.get(project, NOTHING),
                inspections=inspections.get(project, NOTHING),
                year_plans=year_plans.get(project, ()),
                procedures=procedures.get(project, ()),
                codes=codes.get(project, ()),
            )
            for project in sorted(versions)
        )

    def on(self, day: date) -> Iterator[ProjectView]:
        """Every project that existed by ``day``, in order of id, with nothing later than that day.

        The views carry no tenures yet: whose project it is depends on the policy's enrolments.
        """
        return (view for history in self._histories if (view := history.on(day)) is not None)


class _Dated(Generic[F]):
    """Facts in the order of their days; equal days in the order of id."""

    __slots__ = ("_days", "facts")

    def __init__(self, dated: list[tuple[date, UUID, F]]) -> None:
        dated.sort(key=lambda entry: entry[:2])
        self.facts = tuple(fact for _, _, fact in dated)
        self._days = [on for on, _, _ in dated]

    @property
    def last(self) -> date:
        """The last day; the first of all when there are no facts."""
        return self._days[-1] if self._days else date.min

    def until(self, day: date) -> tuple[F, ...]:
        """The facts up to ``day``."""
        return self.facts if self.last <= day else self.facts[: bisect_right(self._days, day)]


NOTHING: _Dated[Any] = _Dated([])


class _History:
    """All facts of one project. From the day on which the last of them is known it is the same for ever."""

    __slots__ = (
        "_admissions",
        "_assignments",
        "_codes",
        "_funding",
        "_inspections",
        "_listings",
        "_plans",
        "_procedures",
        "_progress",
        "_project",
        "_settled",
        "_settled_on",
        "_stages",
        "_starts",
        "_versions",
        "_year_plans",
    )

    def __init__(
        self,
        project: UUID,
        *,
        versions: _Dated[ProjectVersion],
        admissions: _Dated[Admission],
        stages: _Dated[StageReached],
        starts: _Dated[Started],
        plans: _Dated[Plan],
        progress: _Dated[Progress],
        listings: _Dated[Listing],
        funding: _Dated[Funding],
        assignments: _Dated[Assignment],
        inspections: _Dated[Inspected],
        year_plans: tuple[YearPlan, ...],
        procedures: tuple[Procedure, ...],
        codes: tuple[ProjectCode, ...],
    ) -> None:
        self._project = project
        self._versions, self._admissions = versions, admissions
        self._stages, self._starts, self._plans = stages, starts, plans
        self._progress, self._listings, self._funding = progress, listings, funding
        self._assignments, self._year_plans = assignments, year_plans
        self._procedures, self._codes, self._inspections = procedures, codes, inspections
        events = (stages, starts, plans, progress, listings, funding, inspections)
        dated = (versions, admissions, assignments, *events)
        self._settled_on = max(
            *(facts.last for facts in dated),
            *(plan.approved_on or date.min for plan in plans.facts),
            *(duty.until or date.min for duty in assignments.facts),
            *(day or date.min for one in procedures for day in (one.applied_on, one.done_on)),
        )
        self._settled: ProjectView | None = None

    def on(self, day: date) -> ProjectView | None:
        """The project as ``day`` shows it; None before it existed."""
        if day < self._settled_on:
            return self._slice(day)
        if self._settled is None:
            self._settled = self._slice(day)
        return self._settled

    def _slice(self, day: date) -> ProjectView | None:
        versions = self._versions.until(day)
        if not versions:
            return None
        return ProjectView(
            id=self._project,
            versions=versions,
            tenures=(),
            admission=next(iter(self._admissions.until(day)), None),
            stages=self._stages.until(day),
            starts=self._starts.until(day),
            plans=binding_plans(self._plans.until(day), day),
            progress=self._progress.until(day),
            listings=self._listings.until(day),
            funding=self._funding.until(day),
            year_plans=self._year_plans,
            procedures=tuple(_seen_on(one, day) for one in self._procedures),
            codes=self._codes,
            assignments=held_by(self._assignments.until(day), day),
            inspections=self._inspections.until(day),
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


def _dated(facts: Iterable[F], day: Callable[[F], date]) -> dict[UUID, _Dated[F]]:
    found: dict[UUID, list[tuple[date, UUID, F]]] = defaultdict(list)
    for fact in facts:
        if fact.project is not None:
            found[fact.project].append((day(fact), fact.id, fact))
    return {project: _Dated(dated) for project, dated in found.items()}


def _sorted(facts: Iterable[F], order: Callable[[F], tuple[int | str, UUID]]) -> dict[UUID, tuple[F, ...]]:
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
