"""How many of a unit's key projects were dispatched in the period (L5): the meetings are the city's."""

from fractions import Fraction
from uuid import UUID

from xiangmu.plugin.figures import Amount, said
from xiangmu.plugin.lists import pointer
from xiangmu.plugin.measures import PER_MILLE, Measure, Measured
from xiangmu.plugin.snapshot import AnySnapshot, ProjectView, per_snapshot
from xiangmu.plugin.vocabulary import MeetingKind
from xiangmu_lingbao.key_lists import is_key_project

TITLE = "重点项目调度覆盖率"


def key_projects_of(snapshot: AnySnapshot) -> tuple[ProjectView, ...]:
    """The key projects that count for the unit on the day."""
    return tuple(
        project
        for project in snapshot.projects
        if project.share_on(snapshot.as_of) and is_key_project(snapshot, project)
    )


def _key_projects(snapshot: AnySnapshot) -> Measured:
    found = key_projects_of(snapshot)
    return Measured(amount=Fraction(len(found)), evidence=tuple(pointer(project) for project in found))


@per_snapshot
def _dealt_with(whole: AnySnapshot) -> frozenset[UUID]:
    """The projects of the period's dispatch meetings."""
    return frozenset(
        project
        for meeting in whole.meetings
        if meeting.kind is MeetingKind.DISPATCH and meeting.on >= whole.period.start
        for project in meeting.projects
    )


def _dispatched(key_projects: Measured, whole: AnySnapshot) -> Measured:
    dealt_with = _dealt_with(whole)
    evidence = tuple(one for one in key_projects.evidence if one.project in dealt_with)
    part, base = Fraction(len(evidence)), key_projects.amount
    if not base:
        return Measured(amount=None, because="没有重点项目")
    rate = part * PER_MILLE / base
    divided = f"{said(part, Amount.COUNT)} ÷ {said(base, Amount.COUNT)} = {said(rate, Amount.RATE)}"
    return Measured(
        amount=rate,
        part=part,
        base=base,
        base_counts=Amount.COUNT,
        evidence=evidence,
        base_evidence=key_projects.evidence,
        because=f"{TITLE}: {divided}",
    )


DISPATCHED = Measure(title=TITLE, counts=Amount.RATE, formula=_key_projects, against_whole=_dispatched)
