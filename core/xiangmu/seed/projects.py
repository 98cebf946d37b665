"""Projects: what they are, whose they are and what they plan, each fact in the light of those before it."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import TypeVar
from uuid import UUID

from xiangmu.plugin.facts import Enrolment, Plan, ProjectVersion
from xiangmu.plugin.vocabulary import EnrolmentState
from xiangmu.seed.steps import Known, Rank, Step, Telling, request_id
from xiangmu.services import enrolments, plans, projects
from xiangmu.services.command import Input

T = TypeVar("T")

DECIDED = {
    EnrolmentState.COUNTED: "经核实计入",
    EnrolmentState.SUSPECTED: "与其他单位申报的项目疑似重复",
    EnrolmentState.EXCLUDED: "经核实不属该单位",
}


def project_steps(telling: Telling) -> Iterator[Step]:
    """Steps for versions, enrolments and plans."""
    facts = telling.facts
    for versions in _grouped(facts.versions, lambda v: v.project, lambda v: (v.effective, v.id)):
        yield from _versions(telling, versions)
    # a county may be shown without its parent, to which it reports
    claimed = (claim for claim in facts.enrolments if claim.policy in telling.catalog.policies)
    for claims in _grouped(claimed, lambda e: (e.project, e.policy), lambda e: (e.since, e.id)):
        yield from _enrolments(telling, claims)
    for made in _grouped(facts.plans, lambda p: (p.project, p.milestone), lambda p: (p.made_on, p.id)):
        yield from _plans(telling, made)


def _versions(telling: Telling, versions: list[ProjectVersion]) -> Iterator[Step]:
    first = versions[0]
    yield Step(
        at=telling.moment(first.effective),
        rank=Rank.REGISTER,
        request=request_id(first.id),
        data=partial(_register, first, telling.jurisdiction, _codes(telling, first.project)),
        gives=first.project,
    )
    for number, version in enumerate(versions[1:], start=1):
        yield Step(
            at=telling.moment(version.effective),
            rank=Rank.CHANGE,
            request=request_id(version.id),
            data=partial(_change, version, number),
            needs=frozenset((version.project,)),
        )


def _codes(telling: Telling, project: UUID) -> tuple[str, ...]:
    return tuple(code.code for code in telling.facts.codes if code.project == project)


def _register(version: ProjectVersion, jurisdiction: str, codes: tuple[str, ...], _: Known) -> Input:
    return projects.ProjectRegister(
        jurisdiction=jurisdiction,
        name=version.name,
        total_yuan=version.total_yuan,
        kind=version.kind,
        effective=version.effective,
        sector=version.sector,
        flags=version.flags,
        profile=version.profile,
        unit=version.unit,
        place=version.place,
        codes=codes,
        sample=version.sample,
    )


def _change(version: ProjectVersion, seen: int, known: Known) -> Input:
    return projects.ProjectChange(
        project=known[version.project],
        version=seen,
        effective=version.effective,
        name=version.name,
        total_yuan=version.total_yuan,
        kind=version.kind,
        sector=version.sector,
        flags=version.flags,
        profile=version.profile,
        unit=version.unit,
        place=version.place,
    )


def _enrolments(telling: Telling, claims: list[Enrolment]) -> Iterator[Step]:
    """An enrolment that begins where another ends is a transfer; what is not counted is decided at once."""
    ended = {claim.until + timedelta(days=1) for claim in claims if claim.until}
    begun = {claim.since for claim in claims}
    for claim in claims:
        moves = claim.since in ended
        # the later transfer is what ends it
        until = None if claim.until and claim.until + timedelta(days=1) in begun else claim.until
        yield Step(
            at=telling.moment(claim.since),
            rank=Rank.TRANSFER if moves else Rank.ENROL,
            request=request_id(claim.id),
            data=partial(_transfer, claim) if moves else partial(_enrol, claim, until),
            needs=frozenset((claim.project,)),
            gives=claim.id,
        )
        if claim.state is not EnrolmentState.COUNTED:
            yield Step(
                at=telling.moment(claim.since),
                rank=Rank.DECIDE,
                request=request_id(claim.id, "decided"),
                data=partial(_decide, claim),
                needs=frozenset((claim.id,)),
                reason=DECIDED[claim.state],
            )


def _enrol(claim: Enrolment, until: date | None, known: Known) -> Input:
    return enrolments.EnrolmentSet(
        project=known[claim.project], policy=claim.policy, unit=claim.unit, since=claim.since, until=until
    )


def _transfer(claim: Enrolment, known: Known) -> Input:
    return enrolments.ProjectTransfer(
        project=known[claim.project], policy=claim.policy, unit=claim.unit, on=claim.since
    )


def _decide(claim: Enrolment, known: Known) -> Input:
    return enrolments.EnrolmentDecide(enrolment=known[claim.id], state=claim.state)


def _plans(telling: Telling, made: list[Plan]) -> Iterator[Step]:
    for place, plan in enumerate(made):
        yield Step(
            at=telling.moment(max(plan.made_on, plan.approved_on or plan.made_on)),
            rank=Rank.RECORD,
            request=request_id(plan.id),
            data=partial(_change_plan if place else _set_plan, plan),
            needs=frozenset((plan.project,)),
            gives=plan.id,
        )


def _set_plan(plan: Plan, known: Known) -> Input:
    return plans.PlanSet(
        project=known[plan.project], milestone=plan.milestone, due=plan.due, made_on=plan.made_on
    )


def _change_plan(plan: Plan, known: Known) -> Input:
    return plans.PlanChange(
        project=known[plan.project],
        milestone=plan.milestone,
        due=plan.due,
        made_on=plan.made_on,
        approved_on=plan.approved_on,
    )


def _grouped(
    facts: Iterable[T], key: Callable[[T], Hashable], order: Callable[[T], tuple[object, ...]]
) -> Iterable[list[T]]:
    found: dict[Hashable, list[T]] = defaultdict(list)
    for fact in facts:
        found[key(fact)].append(fact)
    return (sorted(group, key=order) for group in found.values())
