"""The four libraries by stage (JC-14), reserves managed by class (JC-08), and what the statistics library, the
management library and the key works do not agree on (JC-28).

Which library a project belongs to follows from the furthest stage that it has reached; which one it was admitted to
is on record (JC-21, see ``reviews``). What is completed stays in the
construction library until it produces.
"""

from collections.abc import Callable

from xiangmu.plugin.evidence import Evidence, EvidenceKind
from xiangmu.plugin.facts import StageReached, Started
from xiangmu.plugin.filters import at_least, on_list
from xiangmu.plugin.lists import Member, Membership, pointer
from xiangmu.plugin.snapshot import AnySnapshot, ProjectView
from xiangmu.plugin.vocabulary import (
    PROCEDURE_TITLES,
    STAGE_ORDER,
    STAGE_TITLES,
    ProcedureKind,
    StartKind,
)
from xiangmu_jincheng.reviews import KEY_WORKS, LIBRARIES, STATISTICS_FROM
from xiangmu_jincheng.rules import incomplete

PLANNING, PRELIMINARY, CONSTRUCTION, PRODUCTION = (library.title for library in LIBRARIES.libraries)
LIBRARY_OF = {stage: library.title for library in LIBRARIES.libraries for stage in library.stages}
BEFORE_WORKS = (
    ProcedureKind.APPROVAL,
    ProcedureKind.LAND_PLANNING,
    ProcedureKind.WORKS_PLANNING,
    ProcedureKind.EIA,
)
"""The procedures that the document names (JC-15): with all of them done a project can start."""
IN_STATISTICS = at_least(STATISTICS_FROM)
KEY_WORK = on_list(*KEY_WORKS)


def furthest(project: ProjectView) -> StageReached | None:
    """The furthest stage that the project has reached."""
    reached = [event for event in project.stages if event.stage in STAGE_ORDER]
    return max(reached, key=lambda event: (STAGE_ORDER.index(event.stage), event.on), default=None)


def in_library(library: str) -> Membership:
    """The projects that belong to one of the four libraries, those that came last first."""

    def member(_: AnySnapshot, project: ProjectView) -> Member | None:
        stage = furthest(project)
        if project.terminated or stage is None or LIBRARY_OF[stage.stage] != library:
            return None
        because = f"{project.name}于{stage.on}{STAGE_TITLES[stage.stage]}，归{library}"
        return Member(because=because, evidence=(_of_stage(stage),), order=-stage.on.toordinal())

    return member


def preliminary_due(_: AnySnapshot, project: ProjectView) -> Member | None:
    """Planned projects that are ready for approvals: the form is complete, and nothing was applied for."""
    stage = _waiting(project, PLANNING)
    if stage is None or incomplete(project.latest) or project.procedures:
        return None
    because = f"{project.name}的基本情况表已填全，可以开展前期，尚未报批任何手续"
    return Member(because=because, evidence=(pointer(project),), order=stage.on.toordinal())


def start_due(_: AnySnapshot, project: ProjectView) -> Member | None:
    """Projects with the procedures before the works done that have not started: to start, and to move on."""
    stage = _waiting(project, PLANNING) or _waiting(project, PRELIMINARY)
    done = {one.kind for one in project.procedures if one.done_on is not None}
    if stage is None or not set(BEFORE_WORKS) <= done:
        return None
    named = "、".join(PROCEDURE_TITLES[kind] for kind in BEFORE_WORKS)
    because = f"{project.name}的{named}均已办结，具备开工条件，开工后转入{CONSTRUCTION}"
    return Member(because=because, evidence=(pointer(project),), order=stage.on.toordinal())


def _waiting(project: ProjectView, library: str) -> StageReached | None:
    stage = furthest(project)
    return None if project.terminated or stage is None or LIBRARY_OF[stage.stage] != library else stage


def not_in_statistics(snapshot: AnySnapshot, project: ProjectView) -> Member | None:
    """Under construction or producing by the management library, but not in statistics; the longest first."""
    stage = _waiting(project, CONSTRUCTION) or _waiting(project, PRODUCTION)
    if stage is None or _entry(project) or not IN_STATISTICS(project, snapshot.as_of):
        return None
    key = "，是省市重点工程" if KEY_WORK(project, snapshot.as_of) else ""
    because = f"{project.name}于{stage.on}{STAGE_TITLES[stage.stage]}{key}，没有入统计库"
    return Member(because=because, evidence=(_of_stage(stage),), order=stage.on.toordinal())


def ahead_in_statistics(_: AnySnapshot, project: ProjectView) -> Member | None:
    """In statistics, but not under construction by the management library."""
    entry, stage = _entry(project), furthest(project)
    if project.terminated or entry is None:
        return None
    if stage is not None and LIBRARY_OF[stage.stage] in (CONSTRUCTION, PRODUCTION):
        return None
    where = f"仍在{LIBRARY_OF[stage.stage]}" if stage else "没有进展记录，不在四库"
    evidence = Evidence(kind=EvidenceKind.START, id=entry.id, project=project.id, on=entry.on)
    because = f"{project.name}于{entry.on}入统计库，管理库里{where}"
    return Member(because=because, evidence=(evidence,), order=entry.on.toordinal())


def key_works_outside(snapshot: AnySnapshot, project: ProjectView) -> Member | None:
    """Key works that stand in none of the four libraries."""
    if project.terminated or furthest(project) or not KEY_WORK(project, snapshot.as_of):
        return None
    because = f"{project.name}是省市重点工程，没有进展记录，不在管理库的四库"
    return Member(because=because, evidence=(pointer(project),))


def _entry(project: ProjectView) -> Started | None:
    return project.started(StartKind.LIBRARY_ENTRY)


def _of_stage(stage: StageReached) -> Evidence:
    note = f"{stage.on}{STAGE_TITLES[stage.stage]}"
    return Evidence(kind=EvidenceKind.STAGE, id=stage.id, project=stage.project, on=stage.on, note=note)


LISTED: tuple[tuple[str, str, str, Callable[[AnySnapshot, ProjectView], Member | None]], ...] = (
    ("library_planning", PLANNING, "JC-14", in_library(PLANNING)),
    ("library_preliminary", PRELIMINARY, "JC-14", in_library(PRELIMINARY)),
    ("library_construction", CONSTRUCTION, "JC-14", in_library(CONSTRUCTION)),
    ("library_production", PRODUCTION, "JC-14", in_library(PRODUCTION)),
    ("preliminary_due", "可以开展前期的谋划项目", "JC-08", preliminary_due),
    ("start_due", "具备开工条件的项目", "JC-08", start_due),
    ("not_in_statistics", "管理库在建、投产而统计库没有的项目", "JC-28", not_in_statistics),
    ("ahead_in_statistics", "统计库有而管理库未开工的项目", "JC-28", ahead_in_statistics),
    ("key_works_outside", "不在管理库的省市重点工程", "JC-28", key_works_outside),
)
"""Key, title, clause and who stands on it."""
