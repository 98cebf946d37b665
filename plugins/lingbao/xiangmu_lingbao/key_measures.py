"""What part of a unit's key projects was inspected or dispatched in the period, or has its package complete (L5).

Which projects are key ones, and what was done about them, the whole city says: lists, inspections and dispatch meetings
are the city's.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from uuid import UUID

from xiangmu.plugin.evidence import Evidence, EvidenceKind
from xiangmu.plugin.figures import Amount, said
from xiangmu.plugin.lists import pointer
from xiangmu.plugin.measures import PER_MILLE, Measure, Measured
from xiangmu.plugin.snapshot import AnySnapshot, ProjectView, per_snapshot
from xiangmu.plugin.vocabulary import Duty, MeetingKind
from xiangmu_lingbao.key_lists import is_key_project

Achieved = Callable[[AnySnapshot], Mapping[UUID, Evidence]]
"""Of the whole city the projects that something holds of, each with what shows it."""


@per_snapshot
def _key_projects(whole: AnySnapshot) -> frozenset[UUID]:
    return frozenset(project.id for project in whole.projects if is_key_project(whole, project))


def _own_projects(snapshot: AnySnapshot) -> Measured:
    own = tuple(pointer(project) for project in snapshot.projects if project.share_on(snapshot.as_of))
    return Measured(amount=Fraction(len(own)), evidence=own)


def part_of_key_projects(achieved: Achieved, *, title: str) -> Measure:
    """The unit's key projects that ``achieved`` names ÷ all its key projects; nothing where it has none."""
    known = per_snapshot(achieved)

    def against_whole(own: Measured, whole: AnySnapshot) -> Measured:
        key, done = _key_projects(whole), known(whole)
        listed = tuple(one for one in own.evidence if one.id in key)
        if not listed:
            return Measured(amount=None, because="没有重点项目")
        evidence = tuple(done[one.id] for one in listed if one.id in done)
        part, base = Fraction(len(evidence)), Fraction(len(listed))
        rate = part * PER_MILLE / base
        divided = f"{said(part, Amount.COUNT)} ÷ {said(base, Amount.COUNT)} = {said(rate, Amount.RATE)}"
        return Measured(
            amount=rate,
            part=part,
            base=base,
            base_counts=Amount.COUNT,
            evidence=evidence,
            base_evidence=listed,
            because=f"{title}: {divided}",
        )

    return Measure(title=title, counts=Amount.RATE, formula=_own_projects, against_whole=against_whole)


def _inspected(whole: AnySnapshot) -> Mapping[UUID, Evidence]:
    looked_at = ((project, project.inspected_since(whole.period.start)) for project in whole.projects)
    return {
        project.id: Evidence(
            kind=EvidenceKind.INSPECTION,
            id=times[-1].id,
            project=project.id,
            on=times[-1].on,
            note=f"{project.name}本期核查{len(times)}次，最近一次{times[-1].on}",
        )
        for project, times in looked_at
        if times
    }


def _dispatched(whole: AnySnapshot) -> Mapping[UUID, Evidence]:
    dealt_with = {
        project
        for meeting in whole.meetings
        if meeting.kind is MeetingKind.DISPATCH and meeting.on >= whole.period.start
        for project in meeting.projects
    }
    return {project.id: pointer(project) for project in whole.projects if project.id in dealt_with}


def _has_one(project: ProjectView, duty: Duty, snapshot: AnySnapshot) -> bool:
    holders = [one for one in project.assignments if one.duty is duty and one.outlasts(snapshot.as_of)]
    return len(holders) == 1


def _packages_complete(whole: AnySnapshot) -> Mapping[UUID, Evidence]:
    """Those with exactly one lead leader and one team on record (LB-02)."""
    return {
        project.id: Evidence(
            kind=EvidenceKind.PROJECT, id=project.id, project=project.id, note=f"{project.name}包联到位"
        )
        for project in whole.projects
        if all(_has_one(project, duty, whole) for duty in (Duty.COUNTY_LEADER, Duty.TASK_FORCE))
    }


INSPECTED = part_of_key_projects(_inspected, title="重点项目核查覆盖率")
PACKAGES = part_of_key_projects(_packages_complete, title="重点项目包联到位率")
DISPATCHED = part_of_key_projects(_dispatched, title="重点项目调度覆盖率")
