"""The projects: those planned in 2019, those carried over from 2018, and the real ones."""

from datetime import date

from xiangmu.plugin.facts import ProjectVersion
from xiangmu.plugin.money import yi
from xiangmu.plugin.tables import read_table
from xiangmu.plugin.value import value
from xiangmu.plugin.vocabulary import ProjectKind, Stage
from xiangmu_jincheng.demo.book import Book, day, id_of, project_id
from xiangmu_jincheng.fields import Capital, JinchengProfile, Location, NamedWorks, Scope, Theme, Upgrade
from xiangmu_jincheng.units import MEMBERS, UNITS

ALL_SAMPLE = "全部为样例"
WORKS = {
    ProjectKind.MANUFACTURING: "生产厂房、成套设备及配套设施",
    ProjectKind.MODERN_SERVICES: "营业用房、服务设施及配套工程",
    ProjectKind.AGRICULTURE: "生产设施、加工车间及冷库",
    ProjectKind.INFRASTRUCTURE: "主体工程及附属设施",
    ProjectKind.SOCIAL: "业务用房、设备及室外工程",
    ProjectKind.OTHER: "业务用房、仪器设备及信息系统",
}
"""What a sample project builds, by its kind."""
TITLES = {unit.key: unit.title for unit in UNITS.units}
ENROLLED = {unit for members in MEMBERS.values() for unit in members}
"""Only planning bodies are assessed; other units have their projects on record all the same."""


@value
class Course:
    """A project with the days on which it moved; None for what has not happened."""

    version: ProjectVersion
    stages: dict[Stage, date | None]
    start_by: date | None = None


def _version(cells: dict[str, str], effective: date, profile: JinchengProfile, sample: str) -> ProjectVersion:
    return ProjectVersion(
        id=id_of("version", cells["key"]),
        project=project_id(cells["key"]),
        effective=effective,
        name=cells["name"],
        total_yuan=yi(cells["total_yi"]),
        kind=ProjectKind(cells["kind"]),
        sector=cells.get("sector", ""),
        profile=profile.model_dump(mode="json"),
        unit=cells["unit"],
        place=cells["place"],
        sample=sample,
    )


def _planned(cells: dict[str, str]) -> Course:
    missing, marks = cells["missing"].split(";"), cells["marks"].split(";")
    form = {
        "content": WORKS[ProjectKind(cells["kind"])],
        "builder": f"{TITLES[cells['unit']]}{cells['name']}筹建处",
        "responsible_post": "筹建处主任",
    }
    profile = JinchengProfile(
        **{field: text for field, text in form.items() if field not in missing},
        capital=tuple(Capital[name] for name in cells["capital"].split(";") if name),
        start_by=day(cells["start_by"]),
        theme=Theme[cells["theme"]],
        scope=Scope[cells["scope"]],
        attraction="attraction" in marks,
        transformation="transformation" in marks,
        location=Location[cells["location"]],
        zone=cells["zone"],
        upgrade=Upgrade[cells["upgrade"]] if cells["upgrade"] else None,
    )
    reserved = date.fromisoformat(cells["reserved"])
    return Course(
        version=_version(cells, reserved, profile, ALL_SAMPLE),
        stages={
            Stage.RESERVED: reserved,
            Stage.SIGNED: day(cells["signed"]),
            Stage.PRELIMINARY: day(cells["preliminary"]),
            Stage.STARTED: day(cells["started"]),
        },
        start_by=profile.start_by,
    )


def _continuing(cells: dict[str, str]) -> Course:
    started, location = date.fromisoformat(cells["started"]), cells["place"]
    known = tuple(Location)
    profile = JinchengProfile(location=Location(location) if location in known else Location.OUTSIDE)
    return Course(
        version=_version(cells, started, profile, ALL_SAMPLE),
        stages={
            Stage.STARTED: started,
            Stage.SUSPENDED: day(cells["suspended"]),
            Stage.RESUMED: day(cells["resumed"]),
        },
    )


def _real(cells: dict[str, str]) -> Course:
    works = NamedWorks[cells["named_works"]] if cells["named_works"] else None
    profile = JinchengProfile(content=cells["content"], start_by=day(cells["start_by"]), named_works=works)
    on = date.fromisoformat(cells["on"])
    return Course(
        version=_version(cells, on, profile, cells["sample"]),
        stages={Stage(cells["stage"]): on},
        start_by=profile.start_by,
    )


PLANNED = read_table(
    __package__,
    "planned.csv",
    (
        *("key", "unit", "name", "total_yi", "kind", "sector", "place", "scope", "theme", "capital", "marks"),
        *(
            "location",
            "zone",
            "upgrade",
            "reserved",
            "signed",
            "preliminary",
            "started",
            "start_by",
            "missing",
        ),
    ),
    _planned,
)
CONTINUING = read_table(
    __package__,
    "continuing.csv",
    ("key", "unit", "name", "total_yi", "kind", "sector", "place", "started", "suspended", "resumed"),
    _continuing,
)
REAL = read_table(
    __package__,
    "real.csv",
    (
        *("key", "unit", "name", "total_yi", "kind", "place", "named_works", "stage", "on", "start_by"),
        *("content", "sample"),
    ),
    _real,
)


def tell(book: Book) -> None:
    """Tell all of them."""
    for course in (*REAL, *CONTINUING, *PLANNED):
        version = course.version
        book.add("versions", version)
        if version.unit in ENROLLED:
            book.enrolled(version, version.effective)
        for stage, on in course.stages.items():
            book.reached(version.project, stage, on)
        book.to_start(version.project, course.start_by, version.effective)
