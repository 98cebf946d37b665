"""What happened to a project, in the words of the 岚县 document: to start, carried over, resumed, landed, producing."""

from datetime import date

from xiangmu.plugin.filters import at_least
from xiangmu.plugin.happenings import Happening, continuing, planned, reached, this_year
from xiangmu.plugin.money import wan
from xiangmu.plugin.periods import year_start
from xiangmu.plugin.snapshot import AnySnapshot, ProjectView
from xiangmu.plugin.vocabulary import Stage, StartKind

CONSTRUCTION = (Stage.STARTED, Stage.BUILDING)
FINISHED = (Stage.COMPLETED, Stage.PRODUCING, Stage.AT_CAPACITY)
INVENTORY = at_least(wan(500))
"""The inventory takes in every investment project of 500万元 or more (LX-03)."""

signed = reached(Stage.SIGNED)
began = reached(*CONSTRUCTION, *FINISHED)
finished = reached(*FINISHED)
producing = reached(Stage.PRODUCING, Stage.AT_CAPACITY)
landed = reached(Stage.PRELIMINARY, *CONSTRUCTION, *FINISHED)
"""A signed project has landed once its preliminary work, or the work itself, has begun."""
carried_over = continuing(began, finished)
"""Continuing projects (续建): begun before the year and not finished before it."""


def to_start(snapshot: AnySnapshot, project: ProjectView) -> Happening | None:
    """The planned new starts of the year (X9): to start in it by plan, and not begun before it."""
    start = began(snapshot, project)
    if start is not None and start.on < year_start(snapshot.period.start):
        return None
    return this_year(planned(Stage.STARTED))(snapshot, project)


def to_work(snapshot: AnySnapshot, project: ProjectView) -> Happening | None:
    """What is to be at work this year: new starts and continuing projects together (X3)."""
    return to_start(snapshot, project) or carried_over(snapshot, project)


def at_work(snapshot: AnySnapshot, project: ProjectView) -> Happening | None:
    """The day a project began, unless it stands still on the snapshot's day."""
    return began(snapshot, project) if working(project, snapshot.as_of) else None


def working(project: ProjectView, _: date) -> bool:
    """Is not suspended on the snapshot's day."""
    pauses = [event for event in project.stages if event.stage in (Stage.SUSPENDED, Stage.RESUMED)]
    return not pauses or pauses[-1].stage is Stage.RESUMED


def under_construction(snapshot: AnySnapshot, project: ProjectView) -> Happening | None:
    """Begun and not finished by the snapshot's day, counted on that day."""
    start = began(snapshot, project)
    if start is None or finished(snapshot, project) is not None:
        return None
    return Happening(on=snapshot.as_of, evidence=start.evidence)


def in_library(project: ProjectView, _: date) -> bool:
    """Has entered the statistics library by the snapshot's day (应统尽统)."""
    return project.started(StartKind.LIBRARY_ENTRY) is not None
