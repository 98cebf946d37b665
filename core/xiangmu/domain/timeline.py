"""Facts of one project → its history up to a day, with the plans that bind."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Protocol, TypeVar
from uuid import UUID

from xiangmu.plugin.facts import Facts, Plan
from xiangmu.plugin.snapshot import ProjectView
from xiangmu.plugin.vocabulary import Stage


class OfProject(Protocol):
    """What every fact about a project has."""

    @property
    def id(self) -> UUID: ...
    @property
    def project(self) -> UUID: ...


F = TypeVar("F", bound=OfProject)


def histories(facts: Facts, policy: str, as_of: date) -> Iterator[ProjectView]:
    """Every project that existed by ``as_of``, in order of id, with nothing later than that day.

    The views carry no tenures yet: whose project it is depends on the policy's enrolments.
    """
    versions = _by_project(facts.versions, lambda version: version.effective, as_of)
    admitted = (admission for admission in facts.admissions if admission.policy == policy)
    admissions = _by_project(admitted, lambda admission: admission.on, as_of)
    stages = _by_project(facts.stages, lambda event: event.on, as_of)
    starts = _by_project(facts.starts, lambda event: event.on, as_of)
    plans = _by_project(facts.plans, lambda plan: plan.made_on, as_of)
    progress = _by_project(facts.progress, lambda report: report.month, as_of)
    listings = _by_project(facts.listings, lambda event: event.on, as_of)
    funding = _by_project(facts.funding, lambda step: step.on, as_of)
    for project in sorted(versions):
        yield ProjectView(
            id=project,
            versions=versions[project],
            tenures=(),
            admission=next(iter(admissions.get(project, ())), None),
            stages=stages.get(project, ()),
            starts=starts.get(project, ()),
            plans=binding_plans(plans.get(project, ()), as_of),
            progress=progress.get(project, ()),
            listings=listings.get(project, ()),
            funding=funding.get(project, ()),
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


def _by_project(facts: Iterable[F], day: Callable[[F], date], as_of: date) -> dict[UUID, tuple[F, ...]]:
    found: dict[UUID, list[F]] = defaultdict(list)
    for fact in facts:
        if day(fact) <= as_of:
            found[fact.project].append(fact)
    return {project: tuple(sorted(group, key=lambda f: (day(f), f.id))) for project, group in found.items()}
