"""The sample projects: when each moved, what it plans, on which list it stands."""

from datetime import date

from xiangmu.plugin.facts import Enrolment, Listing, Plan, ProjectVersion, StageReached, Started, YearPlan
from xiangmu.plugin.money import yi
from xiangmu.plugin.tables import read_table
from xiangmu.plugin.vocabulary import KeyList, ProjectKind, Stage, StartKind
from xiangmu_lanxian.demo.book import Book, day, id_of, project_id
from xiangmu_lanxian.fields import LanxianProfile, NextYear, Sector, Tag
from xiangmu_lanxian.policy import POLICY

ALL_SAMPLE = "全部为样例"
YEAR = POLICY.starts.year
STAGES = {
    "reserved": Stage.RESERVED,
    "signed": Stage.SIGNED,
    "preliminary": Stage.PRELIMINARY,
    "started": Stage.STARTED,
    "suspended": Stage.SUSPENDED,
    "resumed": Stage.RESUMED,
    "produced": Stage.PRODUCING,
}
PLANS = {"plan_start": Stage.STARTED, "plan_production": Stage.PRODUCING}
COLUMNS = (
    *("key", "unit", "name", "total_yi", "kind", "place", "sector", "tags", "attraction", "next_year"),
    *("key_list", "listed", *STAGES, *PLANS, "library", "year_plan_yi"),
)


def tell(book: Book) -> None:
    """Tell all of them."""
    for cells in read_table(__package__, "projects.csv", COLUMNS, lambda cells: cells):
        _version(book, cells)
        _moves(book, cells)
        _plans(book, cells)


def _version(book: Book, cells: dict[str, str]) -> None:
    project, reserved = project_id(cells["key"]), date.fromisoformat(cells["reserved"])
    profile = LanxianProfile(
        sector=Sector[cells["sector"]] if cells["sector"] else None,
        tags=tuple(Tag[tag] for tag in cells["tags"].split(";") if tag),
        attraction=bool(cells["attraction"]),
        next_year=NextYear[cells["next_year"]] if cells["next_year"] else None,
    )
    book.add(
        "versions",
        ProjectVersion(
            id=id_of(project, "version"),
            project=project,
            effective=reserved,
            name=cells["name"],
            total_yuan=yi(cells["total_yi"]),
            kind=ProjectKind(cells["kind"]),
            profile=profile.model_dump(mode="json"),
            unit=cells["unit"],
            place=cells["place"],
            sample=ALL_SAMPLE,
        ),
    )
    book.add(
        "enrolments",
        Enrolment(
            id=id_of(project, "enrolment"),
            project=project,
            policy=POLICY.key,
            unit=cells["unit"],
            since=reserved,
        ),
    )


def _moves(book: Book, cells: dict[str, str]) -> None:
    project = project_id(cells["key"])
    for column, stage in STAGES.items():
        if on := day(cells[column]):
            book.add("stages", StageReached(id=id_of(project, stage), project=project, stage=stage, on=on))
    if on := day(cells["library"]):
        entry = StartKind.LIBRARY_ENTRY
        book.add("starts", Started(id=id_of(project, entry), project=project, kind=entry, on=on))
    if on := day(cells["listed"]):
        listing = Listing(
            id=id_of(project, "listing"),
            project=project,
            key_list=KeyList(cells["key_list"]),
            on=on,
            year=on.year,
        )
        book.add("listings", listing)


def _plans(book: Book, cells: dict[str, str]) -> None:
    project = project_id(cells["key"])
    for column, milestone in PLANS.items():
        if due := day(cells[column]):
            plan = Plan(
                id=id_of(project, column),
                project=project,
                milestone=milestone,
                due=due,
                made_on=date.fromisoformat(cells["reserved"]),
            )
            book.add("plans", plan)
    if cells["year_plan_yi"]:
        yuan = yi(cells["year_plan_yi"])
        book.add("year_plans", YearPlan(id=id_of(project, YEAR), project=project, year=YEAR, yuan=yuan))
