"""The statements of a plan: all rows of a level in one, for all parents at once."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, FromClause, Null, Select, cast, func, select
from sqlalchemy import Column as TableColumn

from xiangmu.api.reader.entity import Condition, Expression
from xiangmu.api.reader.expressions import among_keys
from xiangmu.api.reader.plan import Scope, Window


def rows_of(scope: Scope, columns: Sequence[ColumnElement[Any]], limit: int | None) -> Select[Any]:
    """``columns`` of the rows in ``scope`` and, where rows have parents, the parent's key.

    In order, at most ``limit`` (of each parent).
    """
    window = scope.window
    if window is None or limit is None:
        return _found(scope, columns)
    if scope.by is not None:
        return _of_each_parent(_found(scope, columns), scope.by.on, window, limit)
    if all(isinstance(column, TableColumn | Null) for column in columns):
        return _found(scope, columns).order_by(*order_by(window)).limit(limit)
    # what is not simply there would be worked out for every row, before the first ones are chosen
    chosen = _found(scope, [scope.entity.key]).order_by(*order_by(window)).limit(limit)
    within = scope.entity.key.in_(chosen.correlate(None))
    found = labelled(columns).select_from(scope.entity.table).where(*scope.where, within)
    return found.order_by(*order_by(window))


def totals_of(scope: Scope, sums: Sequence[Expression]) -> Select[Any]:
    """How many rows there are on all pages, the sums and, where rows have parents, the parent's key."""
    found = _found(scope, totals(sums), paged=False)
    return found if scope.by is None else found.group_by(scope.by.on)


def joined(scope: Scope) -> FromClause:
    """The table of the rows, with the one between them and their parents."""
    table, by = scope.entity.table, scope.by
    if by is None or by.through is None:
        return table
    return table.join(by.through.to.table, by.through.to == scope.entity.key)


def conditions(scope: Scope, *, paged: bool) -> list[Condition]:
    """What the rows have to meet, whatever their parents; ``paged`` also that they come after the cursor."""
    window, by = scope.window, scope.by
    after = [window.after] if paged and window is not None and window.after is not None else []
    between = [] if by is None or by.through is None else [by.through.where]
    return [*scope.where, *between, *after]


def totals(sums: Sequence[Expression]) -> list[ColumnElement[Any]]:
    """The count and the sums."""
    return [func.count(), *(cast(func.coalesce(func.sum(of), 0), BigInteger) for of in sums)]


def order_by(window: Window) -> list[ColumnElement[Any]]:
    """The order of a window."""
    return [key.expression for key in window.order.keys]


def labelled(columns: Iterable[ColumnElement[Any]]) -> Select[Any]:
    """``columns``, each under a name of its own."""
    # by place, because one column may stand in several
    return select(*(column.label(f"c{place}") for place, column in enumerate(columns)))


def _found(scope: Scope, columns: Sequence[ColumnElement[Any]], *, paged: bool = True) -> Select[Any]:
    parent = [] if scope.by is None else [scope.by.on]
    found = labelled([*columns, *parent]).select_from(joined(scope)).where(*conditions(scope, paged=paged))
    return found if scope.by is None else found.where(among_keys(scope.by.on))


def _of_each_parent(found: Select[Any], parent: Expression, window: Window, limit: int) -> Select[Any]:
    number = func.row_number().over(partition_by=parent, order_by=order_by(window))
    numbered = found.add_columns(number.label("n")).subquery()
    *columns, place = numbered.c
    return select(*columns).where(place <= limit).order_by(place)
