"""The projects: when each entered the library, was approved, started or was given up."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import chain

from pydantic import JsonValue

from xiangmu.plugin.demo import demo_id, read_projects
from xiangmu.plugin.facts import Enrolment, Procedure, ProjectVersion, StageReached
from xiangmu.plugin.money import yi
from xiangmu.plugin.tables import read_table
from xiangmu.plugin.value import value
from xiangmu.plugin.vocabulary import Flag, ProcedureKind, ProjectKind, Stage
from xiangmu_sanmenxia.fields import PlanField, SanmenxiaProfile
from xiangmu_sanmenxia.policy import POLICY

CITY = POLICY.jurisdiction
ALL_SAMPLE = "全部为样例"
COURSE = {"reserved": Stage.RESERVED, "started": Stage.STARTED, "terminated": Stage.TERMINATED}
COLUMNS = (
    *("key", "unit", "name", "total_yi", "kind", "field", "flags"),
    *("reserved", "approved", "started", "terminated"),
)
FIELDS = {
    "huisheng-tongye": PlanField.MANUFACTURING,
    "longhai-tielu": PlanField.INFRASTRUCTURE,
    "zhongjin-xuanchang": PlanField.MANUFACTURING,
}
"""The field of each real project, which no source tells."""


@value
class Told:
    """One sample project."""

    version: ProjectVersion
    stages: tuple[StageReached, ...]
    procedures: tuple[Procedure, ...]


def _told(cells: dict[str, str]) -> Told:
    project, reserved = demo_id(CITY, cells["key"]), date.fromisoformat(cells["reserved"])
    return Told(
        version=ProjectVersion(
            id=demo_id(CITY, cells["key"], "version"),
            project=project,
            effective=reserved,
            name=cells["name"],
            total_yuan=yi(cells["total_yi"]),
            kind=ProjectKind(cells["kind"]),
            flags=tuple(Flag(flag) for flag in cells["flags"].split(";") if flag),
            profile=_profile(PlanField[cells["field"]]),
            unit=cells["unit"],
            sample=ALL_SAMPLE,
        ),
        stages=tuple(
            StageReached(
                id=demo_id(CITY, cells["key"], stage),
                project=project,
                stage=stage,
                on=date.fromisoformat(cells[column]),
            )
            for column, stage in COURSE.items()
            if cells[column]
        ),
        procedures=tuple(_approval(cells)),
    )


def _approval(cells: dict[str, str]) -> Iterator[Procedure]:
    if cells["approved"]:
        yield Procedure(
            id=demo_id(CITY, cells["key"], "approval"),
            project=demo_id(CITY, cells["key"]),
            kind=ProcedureKind.APPROVAL,
            department="",
            applied_on=date.fromisoformat(cells["reserved"]),
            promised_on=None,
            done_on=date.fromisoformat(cells["approved"]),
        )


def _profile(field: PlanField) -> dict[str, JsonValue]:
    return SanmenxiaProfile(field_8262=field).model_dump(mode="json")


def _enrolled(version: ProjectVersion) -> Enrolment:
    return Enrolment(
        id=demo_id(CITY, str(version.project), "enrolment"),
        project=version.project,
        policy=POLICY.key,
        unit=version.unit,
        since=version.effective,
    )


SAMPLES = read_table(__package__, "projects.csv", COLUMNS, _told)
REAL = read_projects(__package__, CITY, "real.csv")
_OF_FIELD = {demo_id(CITY, key): _profile(field) for key, field in FIELDS.items()}
VERSIONS = (
    *(one.version for one in SAMPLES),
    *(replace(version, profile=_OF_FIELD[version.project]) for version in REAL.versions),
)
ENROLMENTS = tuple(map(_enrolled, VERSIONS))
STAGES = (*chain.from_iterable(one.stages for one in SAMPLES), *REAL.stages)
STARTS = REAL.starts
PROCEDURES = tuple(chain.from_iterable(one.procedures for one in SAMPLES))
