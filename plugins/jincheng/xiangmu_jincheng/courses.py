"""What happened to a project, in the words of the 晋城 document: planned, signed, under construction, at work."""

from datetime import date

from xiangmu.plugin.facts import StageReached
from xiangmu.plugin.happenings import (
    Happening,
    by_reading,
    continuing,
    moved,
    planned,
    reached,
    stock,
    this_year,
)
from xiangmu.plugin.periods import year_start
from xiangmu.plugin.snapshot import AnySnapshot, ProjectView
from xiangmu.plugin.vocabulary import Stage
from xiangmu_jincheng.readings import ConversionBase, NewProjectAt, ReserveMode

CONSTRUCTION = (Stage.STARTED, Stage.BUILDING)
"""What stands in the construction library: the document knows one start, the move into that library."""
FINISHED = (Stage.COMPLETED, Stage.PRODUCING, Stage.AT_CAPACITY)

entered_reserve = reached(Stage.RESERVED)
signed = reached(Stage.SIGNED)
began = reached(*CONSTRUCTION)
converted = moved(Stage.RESERVED, *CONSTRUCTION)
carried_over = continuing(began, reached(*FINISHED))
"""Projects under construction from before the year (续建)."""


def in_library(snapshot: AnySnapshot, project: ProjectView) -> Happening | None:
    """The first day of the year on which a planned project, not yet under construction, stood in the library."""
    entered, left = entered_reserve(snapshot, project), began(snapshot, project)
    new_year = year_start(snapshot.period.start)
    if entered is None or (left is not None and left.on < new_year):
        return None
    return Happening(on=max(entered.on, new_year), evidence=entered.evidence)


def to_start(snapshot: AnySnapshot, project: ProjectView) -> Happening | None:
    """New projects of the year (新建): to start in it by plan, or started in it; not those that started before."""
    start = began(snapshot, project)
    if start is not None and start.on < year_start(snapshot.period.start):
        return None
    return this_year(planned(Stage.STARTED))(snapshot, project) or this_year(began)(snapshot, project)


def working(project: ProjectView, _: date) -> bool:
    """Is not suspended on the snapshot's day."""
    return suspension(project) is None


def suspension(project: ProjectView) -> StageReached | None:
    """The suspension that the project has not resumed from."""
    pauses = [event for event in project.stages if event.stage in (Stage.SUSPENDED, Stage.RESUMED)]
    return pauses[-1] if pauses and pauses[-1].stage is Stage.SUSPENDED else None


reserve = by_reading(
    lambda readings: (
        this_year(entered_reserve) if readings.reserve_mode is ReserveMode.NEW else stock(entered_reserve)
    )
)
"""The reserve projects whose investment the city counts (J3)."""
conversion_base = by_reading(
    lambda readings: (
        this_year(entered_reserve)
        if readings.conversion_base is ConversionBase.PLANNED_IN_YEAR
        else in_library
    )
)
"""What conversion is measured against (J2)."""
new_project = by_reading(
    lambda readings: this_year(began if readings.new_project_at is NewProjectAt.START else signed)
)
"""When a new transformation project counts for a county or a zone (J12)."""
