"""The statements of a plan: all rows of a level in one, for all parents at once."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Null, Select, cast, func, select
from sqlalchemy import Column as TableColumn

from xiangmu.api.reader.entity import Expression
from xiangmu.api.reader.expressions import among_keys
from xiangmu.api.reader.plan import Scope, Window


def rows_of(scope: Scope, columns: Sequence[ColumnElement[Any]], dialect: str) -> Select[Any]:
    """``columns`` of the rows in ``scope`` and, where rows have parents, the parent's key.

    In order, and one more (for each parent) than the window shows, which tells that there are more.
    """
    window = scope.window
    if window is None:
        return _found(scope, columns, dialect)
    if scope.by is not None:
        return _of_each_parent(_found(scope, columns, dialect), scope.by.on, window)
    if all(isinstance(column, TableColumn | Null) for column in columns):
        return _first(_found(scope, columns, dialect), window)
    # what is not simply there would be worked out for every row, before the first ones are chosen
    chosen = _first(_found(scope, [scope.entity.key], dialect), window)
    within = scope.entity.key.in_(chosen.correlate(None))
    found = _labelled(columns).select_from(scope.entity.table).where(*scope.where, within)
    return found.order_by(*_order(window))


def totals_of(scope: Scope, sums: Sequence[Expression], dialect: str) -> Select[Any]:
    """How many rows there are on all pages, the sums and, where rows have parents, the parent's key."""
    summed = (cast(func.coalesce(func.sum(of), 0), BigInteger) for of in sums)
    found = _found(scope, [func.count(), *summed], dialect, paged=False)
    return found if scope.by is None else found.group_by(scope.by.on)


def _found(
    scope: Scope, columns: Sequence[ColumnElement[Any]], dialect: str, *, paged: bool = True
) -> Select[Any]:
    entity, by = scope.entity, scope.by
    where = list(scope.where)
    if paged and scope.window is not None and scope.window.after is not None:
        where.append(scope.window.after)
    if by is None:
        return _labelled(columns).select_from(entity.table).where(*where)
    found = _labelled([*columns, by.on]).select_from(entity.table)
    if by.through is not None:
        between = by.through
        found = found.join(between.to.table, between.to == entity.key).where(between.where)
    return found.where(*where, among_keys(by.on, dialect))


def _labelled(columns: Sequence[ColumnElement[Any]]) -> Select[Any]:
    # by place, because one column may stand in several
    return select(*(column.label(f"c{place}") for place, column in enumerate(columns)))


def _first(found: Select[Any], window: Window) -> Select[Any]:
    return found.order_by(*_order(window)).limit(window.first + 1)


def _of_each_parent(found: Select[Any], parent: Expression, window: Window) -> Select[Any]:
    number = func.row_number().over(partition_by=parent, order_by=_order(window))
    numbered = found.add_columns(number.label("n")).subquery()
    *columns, place = numbered.c
    return select(*columns).where(place <= window.first + 1).order_by(place)


def _order(window: Window) -> list[ColumnElement[Any]]:
    return [key.expression for key in window.order.keys]
