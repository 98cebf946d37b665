"""The rows that were read from a workbook, as planners take them."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from xiangmu.sheets.forms import Content, SheetForm
from xiangmu.sheets.imports.rows import GivenRow
from xiangmu.sheets.reading.days import last_day_taken
from xiangmu.sheets.reading.labels import one_line
from xiangmu.sheets.reading.results import Precision, ReadCell, Reading, ReadRow, ReadTable

NAMES = frozenset({"name", "title", "project", "unit", "raiser", "place"})
"""Fields of one line, however the cell is broken."""
MONTH = "month"
"""The field of a month, whose days mean nothing."""


def given_rows(form: SheetForm, reading: Reading) -> tuple[GivenRow, ...]:
    """All rows of all tables, in order."""
    contents = {column.field: column.content for column in form.columns}
    return tuple(_row(place, table, row, contents) for place, (table, row) in enumerate(_rows(reading)))


def _rows(reading: Reading) -> Iterator[tuple[ReadTable, ReadRow]]:
    for table in reading.tables:
        yield from ((table, row) for row in table.rows)


def _row(place: int, table: ReadTable, row: ReadRow, contents: dict[str, Content]) -> GivenRow:
    return GivenRow(
        place=place,
        sheet=table.sheet,
        number=row.number,
        hidden=row.hidden or table.hidden,
        values={
            field: _value(field, contents[field], cell)
            for field, cell in row.cells.items()
            if cell.value not in (None, "", ()) and not _fault(field, cell)
        },
        faults={field: problem for field, cell in row.cells.items() if (problem := _fault(field, cell))},
        notes={field: note for field, cell in row.cells.items() if (note := _note(field, cell))},
        percent=frozenset(
            field for field, cell in row.cells.items() if cell.raw.rstrip().endswith(("%", "％"))
        ),
    )


def _fault(field: str, cell: ReadCell) -> str:
    """Why a cell could not be read. That a blank one is required is for the planner to say, with the clause."""
    if not cell.raw.strip():
        return ""
    if field == MONTH and cell.precision in (Precision.QUARTER, Precision.YEAR):
        return f"“{cell.raw}”不是哪一个月"
    return cell.problem


def _note(field: str, cell: ReadCell) -> str:
    """A month that is written as a month is taken for nothing else."""
    if field != MONTH or cell.precision in (None, Precision.DAY):
        return cell.note
    return cell.note.removesuffix(last_day_taken(cell.precision, str(cell.value))).removesuffix("; ")


def _value(field: str, content: Content, cell: ReadCell) -> Any:
    if field in NAMES:
        return one_line(str(cell.value))
    if content is Content.DATE:
        return date.fromisoformat(str(cell.value))
    if content is Content.NUMBER:
        exact = Fraction(str(cell.value))
        return f"{Decimal(exact.numerator) / Decimal(exact.denominator):f}"
    return cell.value
