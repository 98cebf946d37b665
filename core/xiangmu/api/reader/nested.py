"""A whole plan as one statement: rows with the rows below them nested in JSON.

The JSON holds what the statements of the levels would bring: records of cells and extra columns, where the cell of
a relation holds the records below. Ordered records are aggregated from an ordered subquery: SQLite has no order
within the aggregate.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column as TableColumn
from sqlalchemy import ColumnElement, Select, Table, Text, Uuid, cast, null, select

from xiangmu.api.reader.entity import Expression
from xiangmu.api.reader.expressions import digits, nested, record, records
from xiangmu.api.reader.plan import (
    Cell,
    Connected,
    Connection,
    Constant,
    Cursor,
    Filled,
    Leaf,
    Level,
    Rows,
    Scope,
    Several,
    Single,
    Varied,
)
from xiangmu.api.reader.statements import conditions, joined, order_by, totals
from xiangmu.plugin.value import value

MOST_COLUMNS = 100
"""What PostgreSQL lets a function have as arguments."""


class NotNestedError(Exception):
    """The plan is not one statement; it can be read level by level."""


@value
class Above:
    """The row above: its table, and the column that leads below."""

    table: Table
    column: Expression


def page(connection: Connection) -> Select[Any]:
    """A page over all rows. Raises NotNestedError."""
    return select(cast(_page(connection, None), Text))


def row(level: Level, key: Any) -> Select[Any]:
    """The row with ``key``. Raises NotNestedError."""
    scope = level.scope
    found = select(cast(_record(level), Text)).select_from(scope.entity.table)
    return found.where(*scope.where, scope.entity.key == key)


def _page(connection: Connection, above: Above | None) -> ColumnElement[Any]:
    """The records of each part that has rows, those of the bounds, and the totals."""
    levels = [part.level for part in connection.parts if isinstance(part, Rows)]
    if connection.bounds is not None:
        levels.append(connection.bounds)
    return _list(
        [
            *(_records(level, above) for level in levels),
            _totals(connection, above) if connection.totals is not None else null(),
        ]
    )


def _records(level: Level, above: Above | None) -> ColumnElement[Any]:
    scope = level.scope
    found = select(_record(level).label("record")).select_from(scope.entity.table)
    if not _simple(level):
        # what is not simply there would be worked out for every row, before the first ones are chosen
        chosen = _cut(_among(select(scope.entity.key), scope, above), level)
        found = found.where(*scope.where, scope.entity.key.in_(_within(chosen, above)))
        found = found.order_by(*_order(level))
    else:
        found = _cut(_among(found, scope, above), level)
    ordered = _within(found, above).subquery()
    return nested(select(records(ordered.c.record)).scalar_subquery())


def _record(level: Level) -> ColumnElement[Any]:
    table = level.scope.entity.table
    cells = [_cell(cell, table) for cell in level.cells]
    return _list([*cells, *(_plain(column) for column in level.extras)])


def _cell(cell: Cell, table: Table) -> ColumnElement[Any]:
    match cell:
        case Leaf():
            return _plain(cell.column)
        case Single():
            return _single(cell, table)
        case Several():
            return _records(cell.level, Above(table=table, column=cell.column))
        case Connected():
            return _page(cell.pages, Above(table=table, column=cell.column))
        case Varied():
            return nested(cell.column)
        case Filled():
            raise NotNestedError  # what it is computed from has to be as the columns hold it
        case _:
            return null()


def _single(cell: Single, table: Table) -> ColumnElement[Any]:
    scope = cell.level.scope
    if scope.by is not None and scope.by.on is cell.column:
        return _record(cell.level)  # of the row itself
    above = Above(table=table, column=cell.column)
    found = _among(select(_record(cell.level)), scope, above)
    return nested(_within(found, above).scalar_subquery())


def _totals(connection: Connection, above: Above | None) -> ColumnElement[Any]:
    scope = connection.scope
    counted = _list(totals([entry.of for entry in scope.entity.sums.values()]))
    found = _among(select(counted), scope, above, paged=False)
    return nested(_within(found, above).scalar_subquery())


def _list(columns: Sequence[ColumnElement[Any]]) -> ColumnElement[Any]:
    if len(columns) > MOST_COLUMNS:
        raise NotNestedError
    return record(*columns)


def _plain(column: Expression) -> ColumnElement[Any]:
    return digits(column) if isinstance(column.type, Uuid) else column


def _simple(level: Level) -> bool:
    leaves = (cell for cell in level.cells if not isinstance(cell, Constant | Cursor))
    return all(isinstance(cell, Leaf) and isinstance(cell.column, TableColumn) for cell in leaves)


def _among(selected: Select[Any], scope: Scope, above: Above | None, *, paged: bool = True) -> Select[Any]:
    found = selected.select_from(joined(scope)).where(*conditions(scope, paged=paged))
    if above is None or scope.by is None:
        return found
    if above.table is scope.entity.table:
        raise NotNestedError  # both would have the same name
    return found.where(scope.by.on == above.column)


def _within(found: Select[Any], above: Above | None) -> Select[Any]:
    return found.correlate(None if above is None else above.table)


def _cut(found: Select[Any], level: Level) -> Select[Any]:
    return found.order_by(*_order(level)).limit(level.limit)


def _order(level: Level) -> list[ColumnElement[Any]]:
    window = level.scope.window
    return order_by(window) if window else []
