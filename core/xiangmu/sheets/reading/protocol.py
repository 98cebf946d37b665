"""The lines in which the process tells what it found: one JSON list each, its kind first."""

import json
from dataclasses import fields
from enum import StrEnum
from typing import Any

from xiangmu.sheets.reading.results import (
    FoundColumn,
    MoneyFound,
    Precision,
    ReadCell,
    ReadRow,
    ReadTable,
    Where,
)
from xiangmu.sheets.reading.wanted import Unit

LONGEST_LINE = 8 * 1024**2
LONGEST_ANSWER = 64 * 1024**2
"""Bytes: what the server would hold in memory."""
BLANK = ReadCell(raw="")
NAMES = tuple(one.name for one in fields(ReadCell))


class Line(StrEnum):
    """The kinds of lines."""

    PROGRESS = "PROGRESS"
    TABLE = "TABLE"
    ROW = "ROW"
    SKIPPED = "SKIPPED"
    OTHER = "OTHER"
    REFUSED = "REFUSED"
    END = "END"


def line(kind: Line, *content: Any) -> bytes:
    """One line."""
    return json.dumps((kind, *content), ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def packed_table(table: ReadTable) -> list[Any]:
    """What comes before the rows of a table."""
    return [
        table.sheet,
        table.hidden,
        table.header_rows,
        _packed_money(table.money),
        [
            [one.field, one.letter, one.label, one.hidden, _packed_money(one.money), one.problem]
            for one in table.columns
        ],
        table.missing,
    ]


def unpacked_table(content: list[Any]) -> ReadTable:
    """The table without its rows."""
    sheet, hidden, header_rows, money, columns, missing = content
    return ReadTable(
        sheet=sheet,
        hidden=hidden,
        header_rows=tuple(header_rows),
        money=_money(money),
        columns=tuple(_column(column) for column in columns),
        missing=tuple(missing),
    )


def packed_row(row: ReadRow) -> list[Any]:
    """A row; its cells in the order of the table's columns."""
    return [row.number, row.hidden, [_packed_cell(cell) for cell in row.cells.values()]]


def unpacked_row(content: list[Any], names: tuple[str, ...]) -> ReadRow:
    """The row of a table with these fields."""
    number, hidden, cells = content
    return ReadRow(
        number=number,
        hidden=hidden,
        cells=dict(zip(names, (_cell(cell) for cell in cells), strict=True)),
    )


def _packed_cell(cell: ReadCell) -> Any:
    """Most cells are blank, or their text itself; of the others what is not said at the end is left out."""
    if cell == BLANK:
        return None
    if not cell.problem and not cell.note and cell.precision is None and cell.value == cell.raw:
        return cell.raw
    content = [getattr(cell, name) for name in NAMES]
    while len(content) > 1 and content[-1] in ("", None):
        content.pop()
    return content


def _cell(content: Any) -> ReadCell:
    if content is None:
        return BLANK
    if isinstance(content, str):
        return ReadCell(raw=content, value=content)
    named = dict(zip(NAMES, content, strict=False))
    if isinstance(value := named.get("value"), list):
        named["value"] = tuple(value)
    if precision := named.get("precision"):
        named["precision"] = Precision(precision)
    return ReadCell(**named)


def _packed_money(money: MoneyFound | None) -> list[str] | None:
    return [money.unit, money.where, money.text] if money else None


def _money(content: list[str] | None) -> MoneyFound | None:
    if content is None:
        return None
    unit, where, text = content
    return MoneyFound(unit=Unit(unit), where=Where(where), text=text)


def _column(content: list[Any]) -> FoundColumn:
    field, letter, label, hidden, money, problem = content
    return FoundColumn(
        field=field, letter=letter, label=label, hidden=hidden, money=_money(money), problem=problem
    )
