"""The provincial and city key works of the year: listing, year plan, and what each month's report said."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from xiangmu.plugin.facts import Listing, Progress, YearPlan
from xiangmu.plugin.money import wan, yi
from xiangmu.plugin.periods import add_months
from xiangmu.plugin.tables import read_table
from xiangmu.plugin.value import value
from xiangmu.plugin.vocabulary import KeyList
from xiangmu_jincheng.demo.book import Book, id_of, project_id
from xiangmu_jincheng.policy import POLICY

YEAR = POLICY.starts.year


@value
class Works:
    """One key work. ``months`` has the yuan of each month from ``first`` on, ``before`` what came earlier."""

    project: UUID
    key_list: KeyList
    listed: date
    plan: int
    before: int
    first: date
    months: tuple[int, ...]


def _works(cells: dict[str, str]) -> Works:
    return Works(
        project=project_id(cells["project"]),
        key_list=KeyList(cells["key_list"]),
        listed=date.fromisoformat(cells["listed"]),
        plan=yi(cells["plan_yi"]),
        before=yi(cells["before_yi"]),
        first=date.fromisoformat(f"{cells['first_month']}-01"),
        months=tuple(map(wan, cells["invested_wan"].split())),
    )


COLUMNS = ("project", "key_list", "listed", "plan_yi", "before_yi", "first_month", "invested_wan")
WORKS = read_table(__package__, "works.csv", COLUMNS, _works)


def tell(book: Book) -> None:
    """Tell all of them."""
    for works in WORKS:
        project = works.project
        listing = Listing(
            id=id_of(project, works.key_list),
            project=project,
            key_list=works.key_list,
            on=works.listed,
            year=YEAR,
        )
        book.add("listings", listing)
        book.add("year_plans", YearPlan(id=id_of(project, YEAR), project=project, year=YEAR, yuan=works.plan))
        for report in _reports(works):
            book.add("progress", report)


def _reports(works: Works) -> Iterator[Progress]:
    so_far = works.before
    for number, yuan in enumerate(works.months):
        month, so_far = add_months(works.first, number), so_far + yuan
        yield Progress(
            id=id_of(works.project, "progress", month),
            project=works.project,
            month=month,
            invested_yuan=yuan,
            cumulative_yuan=so_far,
        )
