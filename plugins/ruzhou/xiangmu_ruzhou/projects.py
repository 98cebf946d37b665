"""Which projects count, and what they are (readings R1a, R3, R5, R10, R11)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from xiangmu.plugin.facts import Funding, ProjectVersion
from xiangmu.plugin.snapshot import ProjectView
from xiangmu.plugin.vocabulary import Flag, FundSource, FundStep, KeyList, ProjectKind
from xiangmu_ruzhou.readings import RuzhouReadings, RuzhouSnapshot, Scope

INDUSTRY_SECTION = "C"
SECONDARY_SECTIONS = ("B", "C", "D")
PUBLIC_MONEY = (FundSource.CENTRAL_BUDGET, FundSource.SPECIAL_BOND)
"""The money that the document speaks of; what investors and banks bring in earns nothing."""
KEY_LISTS = {
    Scope.PROVINCE_CITY: (KeyList.PROVINCIAL_KEY, KeyList.CITY_KEY),
    Scope.PROVINCE_CITY_COUNTY: (KeyList.PROVINCIAL_KEY, KeyList.CITY_KEY, KeyList.COUNTY_KEY),
}


def admitted(snapshot: RuzhouSnapshot) -> Iterator[ProjectView]:
    """The projects admitted by the snapshot's day; one given up later keeps its past events (A15)."""
    return (project for project in snapshot.projects if project.admission is not None)


def live(snapshot: RuzhouSnapshot) -> Iterator[ProjectView]:
    """The admitted projects that were not given up: what counts and due lists look at."""
    return (project for project in admitted(snapshot) if not project.terminated)


def admitted_by(project: ProjectView, day: date) -> bool:
    """Whether the project was admitted no later than ``day``."""
    return project.admission is not None and project.admission.on <= day


def in_scope(readings: RuzhouReadings, project: ProjectView, day: date) -> bool:
    """Whether its start is assessed (R5): on a key list on ``day``, or granted central-budget or special-bond money."""
    if any(funding.on <= day for funding in granted(project)):
        return True
    by_then = replace(project, listings=tuple(event for event in project.listings if event.on <= day))
    return by_then.listed(*KEY_LISTS[readings.scope]) is not None


def granted(project: ProjectView) -> tuple[Funding, ...]:
    """Central-budget and special-bond money approved or issued."""
    return (
        *project.fundings(FundStep.APPROVED, *PUBLIC_MONEY),
        *project.fundings(FundStep.ISSUED, *PUBLIC_MONEY),
    )


def is_industrial(readings: RuzhouReadings, project: ProjectVersion) -> bool:
    """Whether it is a 产业项目 (R3)."""
    if readings.industrial_by.root:
        return sector(project) in readings.industrial_by
    return project.kind not in (ProjectKind.INFRASTRUCTURE, ProjectKind.SOCIAL)


def is_secondary(project: ProjectVersion) -> bool:
    """Whether it is a 工业 project: mining, manufacturing, or supply of power, gas and water (R11)."""
    return sector(project).startswith(SECONDARY_SECTIONS)


def sector(project: ProjectVersion) -> str:
    """The GB/T 4754 class; manufacturing that nobody classified stands in section C."""
    return project.sector or (INDUSTRY_SECTION if project.kind is ProjectKind.MANUFACTURING else "")


def is_pure_farming(project: ProjectVersion) -> bool:
    """Whether it only plants or breeds: such a project earns no bonus of RZ-27."""
    return Flag.PURE_FARMING in project.flags


def is_advanced(project: ProjectVersion) -> bool:
    """Whether it is advanced manufacturing or a strategic-emerging industry."""
    return not {Flag.ADVANCED_MANUFACTURING, Flag.STRATEGIC_EMERGING}.isdisjoint(project.flags)
