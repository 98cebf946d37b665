"""The statement of a level: all its rows, for all parents at once."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, cast, func, null, select

from xiangmu.api.reader.entity import Condition, Entity, Expression, Through
from xiangmu.api.reader.expressions import among
from xiangmu.api.reader.plan import Connection, Constant, Cursor, Filled, Level, Window
from xiangmu.plugin.value import value


@value
class Parents:
    """Whose rows are read: those in whose column ``on`` one of ``keys`` stands."""

    on: Expression
    keys: Collection[Any]
    through: Through | None = None


def rows_of(level: Level, parents: Parents | None, dialect: str) -> Select[Any]:
    """The cells of ``level``, its extra columns and, with ``parents``, the parent's key.

    In order, and one more (for each parent) than the window shows, which tells that there are more.
    """
    columns = [
        *(null() if isinstance(cell, Constant | Cursor | Filled) else cell.column for cell in level.cells),
        *level.extras,
    ]
    found = _found(level.entity, level.where, columns, parents, dialect)
    if level.window is None:
        return found
    if level.window.after is not None:
        found = found.where(level.window.after)
    if parents is None:
        return found.order_by(*_order(level.window)).limit(level.window.first + 1)
    return _of_each_parent(found, parents, level.window)


def totals_of(
    connection: Connection, sums: Sequence[Expression], parents: Parents | None, dialect: str
) -> Select[Any]:
    """How many rows there are on all pages, the sums and, with ``parents``, the parent's key."""
    summed = (cast(func.coalesce(func.sum(of), 0), BigInteger) for of in sums)
    columns = [func.count(), *summed]
    found = _found(connection.entity, connection.where, columns, parents, dialect)
    return found if parents is None else found.group_by(parents.on)


def _found(
    entity: Entity,
    where: Sequence[Condition],
    columns: Sequence[ColumnElement[Any]],
    parents: Parents | None,
    dialect: str,
) -> Select[Any]:
    if parents is None:
        return _labelled(columns).select_from(entity.table).where(*where)
    found = _labelled([*columns, parents.on]).select_from(entity.table)
    if parents.through is not None:
        between = parents.through
        found = found.join(between.to.table, between.to == entity.key)
        found = found.where(between.where)
    return found.where(*where, among(parents.on, parents.keys, dialect))


def _labelled(columns: Sequence[ColumnElement[Any]]) -> Select[Any]:
    # by place, because one column may stand in several
    return select(*(column.label(f"c{place}") for place, column in enumerate(columns)))


def _of_each_parent(found: Select[Any], parents: Parents, window: Window) -> Select[Any]:
    number = func.row_number().over(partition_by=parents.on, order_by=_order(window))
    numbered = found.add_columns(number.label("n")).subquery()
    *columns, place = numbered.c
    return select(*columns).where(place <= window.first + 1).order_by(place)


def _order(window: Window) -> list[ColumnElement[Any]]:
    return [key.expression for key in window.order.keys]
