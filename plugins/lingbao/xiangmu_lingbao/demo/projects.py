"""The projects: the samples with the lists they stand on and what is reported to 三门峡, and the real ones."""

from collections.abc import Iterator
from datetime import date
from itertools import chain

from xiangmu.plugin.demo import demo_id, read_projects
from xiangmu.plugin.facts import Enrolment, Listing, Procedure, ProjectVersion, StageReached
from xiangmu.plugin.money import yi
from xiangmu.plugin.tables import read_table
from xiangmu.plugin.value import value
from xiangmu.plugin.vocabulary import Flag, KeyList, ProcedureKind, ProjectKind, Stage
from xiangmu_lingbao.fields import Ground, LingbaoProfile
from xiangmu_lingbao.policy import POLICY

CITY = POLICY.jurisdiction
ABOVE, UNIT_ABOVE = "sanmenxia-2020", "lingbao-shi"
"""The policy of the city above, and the unit that 灵宝 is in it."""
ALL_SAMPLE = "全部为样例"
FIELDS = {
    "MANUFACTURING": "制造业高质量发展",
    "SERVICES": "现代服务业",
    "INFRASTRUCTURE": "重大基础设施",
    "RURAL": "乡村振兴",
    "URBAN": "新型城镇化",
    "INNOVATION": "双创",
    "ECOLOGY": "生态环保",
    "SOCIAL": "社会事业",
}
"""The fields of 三门峡's plan, as its notice calls them."""
COLUMNS = (
    *("key", "unit", "name", "total_yi", "kind", "field", "flags", "grounds"),
    *("reserved", "approved", "started", "key_list", "upwards", "lists"),
)


@value
class Told:
    """One sample project."""

    version: ProjectVersion
    enrolments: tuple[Enrolment, ...]
    stages: tuple[StageReached, ...]
    listings: tuple[Listing, ...]
    procedures: tuple[Procedure, ...]


def _told(cells: dict[str, str]) -> Told:
    project, reserved = demo_id(CITY, cells["key"]), date.fromisoformat(cells["reserved"])
    profile = LingbaoProfile(
        grounds=tuple(Ground[ground] for ground in cells["grounds"].split(";") if ground),
        field_8262=FIELDS[cells["field"]],
    )
    version = ProjectVersion(
        id=demo_id(CITY, cells["key"], "version"),
        project=project,
        effective=reserved,
        name=cells["name"],
        total_yuan=yi(cells["total_yi"]),
        kind=ProjectKind(cells["kind"]),
        flags=tuple(Flag(flag) for flag in cells["flags"].split(";") if flag),
        profile=profile.model_dump(mode="json"),
        unit=cells["unit"],
        sample=ALL_SAMPLE,
    )
    return Told(
        version=version,
        enrolments=tuple(_enrolments(cells, version)),
        stages=tuple(_stages(cells, version)),
        listings=tuple(_listings(cells, version)),
        procedures=tuple(_approval(cells, version)),
    )


def _enrolments(cells: dict[str, str], version: ProjectVersion) -> Iterator[Enrolment]:
    reported = ((ABOVE, UNIT_ABOVE),) if cells["upwards"] else ()
    for policy, unit in ((POLICY.key, version.unit), *reported):
        yield Enrolment(
            id=demo_id(CITY, cells["key"], policy),
            project=version.project,
            policy=policy,
            unit=unit,
            since=version.effective,
        )


def _stages(cells: dict[str, str], version: ProjectVersion) -> Iterator[StageReached]:
    for column, stage in (("reserved", Stage.RESERVED), ("started", Stage.STARTED)):
        if cells[column]:
            yield StageReached(
                id=demo_id(CITY, cells["key"], stage),
                project=version.project,
                stage=stage,
                on=date.fromisoformat(cells[column]),
            )


def _listings(cells: dict[str, str], version: ProjectVersion) -> Iterator[Listing]:
    for told in filter(None, cells["lists"].split(";")):
        year, _, on = told.partition(":")
        yield Listing(
            id=demo_id(CITY, cells["key"], "listed", year),
            project=version.project,
            key_list=KeyList(cells["key_list"]),
            on=date.fromisoformat(on),
            year=int(year),
        )


def _approval(cells: dict[str, str], version: ProjectVersion) -> Iterator[Procedure]:
    if cells["approved"]:
        yield Procedure(
            id=demo_id(CITY, cells["key"], "approval"),
            project=version.project,
            kind=ProcedureKind.APPROVAL,
            department="",
            applied_on=version.effective,
            promised_on=None,
            done_on=date.fromisoformat(cells["approved"]),
        )


SAMPLES = read_table(__package__, "projects.csv", COLUMNS, _told)
REAL = read_projects(__package__, CITY, "real.csv")
VERSIONS = (*(one.version for one in SAMPLES), *REAL.versions)
ENROLMENTS = tuple(chain.from_iterable(one.enrolments for one in SAMPLES))
STAGES = (*chain.from_iterable(one.stages for one in SAMPLES), *REAL.stages)
LISTINGS = tuple(chain.from_iterable(one.listings for one in SAMPLES))
PROCEDURES = tuple(chain.from_iterable(one.procedures for one in SAMPLES))
