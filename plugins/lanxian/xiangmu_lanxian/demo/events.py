"""What else was recorded: procedures, month reports, money, readings and what units promised."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from xiangmu.plugin.facts import Commitment, Funding, IndicatorReading, Procedure, Progress
from xiangmu.plugin.facts.units import MICRO
from xiangmu.plugin.money import wan, yi
from xiangmu.plugin.periods import add_months
from xiangmu.plugin.tables import read_table
from xiangmu.plugin.vocabulary import FundSource, FundStep, ProcedureKind
from xiangmu_lanxian.demo.book import Book, day, id_of, project_id
from xiangmu_lanxian.policy import POLICY


def _procedure(cells: dict[str, str]) -> Procedure:
    return Procedure(
        id=id_of("procedure", cells["project"], cells["kind"]),
        project=project_id(cells["project"]),
        kind=ProcedureKind(cells["kind"]),
        department=cells["department"],
        applied_on=day(cells["applied"]),
        promised_on=day(cells["promised"]),
        done_on=day(cells["done"]),
    )


def _funding(cells: dict[str, str]) -> Funding:
    return Funding(
        id=id_of("funding", cells["project"], cells["source"], cells["step"]),
        project=project_id(cells["project"]),
        source=FundSource(cells["source"]),
        step=FundStep(cells["step"]),
        amount_yuan=wan(cells["amount_wan"]),
        on=date.fromisoformat(cells["on"]),
    )


def _reading(cells: dict[str, str]) -> IndicatorReading:
    return IndicatorReading(
        id=id_of("reading", cells["indicator"], cells["unit"], cells["period"]),
        indicator=cells["indicator"],
        unit=cells["unit"],
        period=cells["period"],
        micro=_micro(cells["value"]),
        source="样例读数",
    )


def _micro(cell: str) -> int:
    """``24.6亿`` in millionths of 元, ``61.2%`` in millionths of 1, ``13`` in millionths."""
    if cell.endswith("亿"):
        return yi(cell.removesuffix("亿")) * MICRO
    divisor = 100 if cell.endswith("%") else 1
    return int(Decimal(cell.removesuffix("%")) * MICRO / divisor)


def _commitment(cells: dict[str, str]) -> Commitment:
    return Commitment(
        id=id_of("commitment", cells["unit"]),
        policy=POLICY.key,
        unit=cells["unit"],
        text=cells["text"],
        on=date.fromisoformat(cells["on"]),
        due=day(cells["due"]),
    )


def _reports(cells: dict[str, str]) -> Iterator[Progress]:
    """Each month plans what the next one did; nothing is told of what the last one plans."""
    project, first, so_far = project_id(cells["project"]), date.fromisoformat(f"{cells['first_month']}-01"), 0
    invested_yuan, pictures = tuple(map(wan, cells["invested_wan"].split())), cells["pictures"].split(";")
    of_year = 0
    for number, invested in enumerate(invested_yuan):
        month, so_far = add_months(first, number), so_far + invested
        of_year = invested if month.month == 1 else of_year + invested
        last = number + 1 == len(invested_yuan)
        yield Progress(
            id=id_of("progress", project, month),
            project=project,
            month=month,
            invested_yuan=invested,
            cumulative_yuan=so_far,
            year_to_date_yuan=of_year,
            picture=pictures[number],
            next_month_yuan=None if last else invested_yuan[number + 1],
            next_month_work=None if last else pictures[number + 1],
        )


TABLES = (
    (
        "procedures",
        "procedures.csv",
        ("project", "kind", "department", "applied", "promised", "done"),
        _procedure,
    ),
    ("funding", "funding.csv", ("project", "source", "step", "amount_wan", "on"), _funding),
    ("indicators", "indicators.csv", ("indicator", "unit", "period", "value"), _reading),
    ("commitments", "commitments.csv", ("unit", "text", "on", "due"), _commitment),
)


def tell(book: Book) -> None:
    """Tell all of it."""
    for field, file, columns, build in TABLES:
        for fact in read_table(__package__, file, columns, build):
            book.add(field, fact)
    reported = ("project", "first_month", "invested_wan", "pictures")
    for reports in read_table(__package__, "progress.csv", reported, lambda cells: tuple(_reports(cells))):
        for report in reports:
            book.add("progress", report)
