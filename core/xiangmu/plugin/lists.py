"""Lists of projects (清单) that a policy asks for: the hook ``lists``."""

from collections.abc import Callable
from datetime import date

from xiangmu.plugin.evidence import Evidence, EvidenceKind
from xiangmu.plugin.filters import Test
from xiangmu.plugin.periods import add_months
from xiangmu.plugin.snapshot import AnySnapshot, ProjectView
from xiangmu.plugin.value import value


@value
class Member:
    """Why a project stands on a list, in one Chinese sentence. ``order``: smaller ones first."""

    because: str
    evidence: tuple[Evidence, ...] = ()
    order: int = 0


Membership = Callable[[AnySnapshot, ProjectView], Member | None]
"""A pure function of the whole jurisdiction's snapshot and one of its projects."""


@value
class ProjectList:
    """A list worked out from the facts of every day: 应统未统, 僵尸项目, 调度范围, …"""

    policy: str
    key: str
    title: str
    clause: str
    member: Membership


@value
class Lists:
    """What the hook ``lists`` returns."""

    lists: tuple[ProjectList, ...] = ()


def having(*tests: Test, because: str, order: int = 0) -> Membership:
    """Every live project for which all ``tests`` hold on the snapshot's day; ``because`` follows its name."""

    def member(snapshot: AnySnapshot, project: ProjectView) -> Member | None:
        if project.terminated or not all(test(project, snapshot.as_of) for test in tests):
            return None
        return Member(because=f"{project.name}{because}", evidence=(pointer(project),), order=order)

    return member


def dormant(days: Callable[[AnySnapshot], int], *tests: Test) -> Membership:
    """Live projects of which nothing was recorded for at least as many days as ``days`` says (X5)."""

    def member(snapshot: AnySnapshot, project: ProjectView) -> Member | None:
        last, most = last_heard_of(project), days(snapshot)
        silent = (snapshot.as_of - last).days
        if project.terminated or silent < most or not all(test(project, snapshot.as_of) for test in tests):
            return None
        because = f"{project.name}自{last}起{silent}天没有进展记录, 达到{most}天"
        return Member(because=because, evidence=(pointer(project),))

    return member


def last_heard_of(project: ProjectView) -> date:
    """The last day on which something of the project is recorded to have moved: a stage, a start, a procedure, money,
    or investment made in a month (on its last day). Before anything did: the day it was first recorded."""
    days = [project.versions[0].effective]
    days += (event.on for event in project.stages)
    days += (event.on for event in project.starts)
    days += (step.on for step in project.funding)
    for procedure in project.procedures:
        days += (day for day in (procedure.applied_on, procedure.done_on) if day is not None)
    for report in project.progress:
        if report.invested_yuan:
            days.append(date.fromordinal(add_months(report.month, 1).toordinal() - 1))
    return max(days)


def pointer(project: ProjectView) -> Evidence:
    """The project itself as evidence."""
    return Evidence(kind=EvidenceKind.PROJECT, id=project.id, project=project.id, note=project.name)
