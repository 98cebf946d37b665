"""A whole plan as one statement: the database writes the answer, rows below rows, in JSON.

Rows are chosen first, and what hangs on them is worked out for those only. They come in order from the subquery that
chooses them, because SQLite has no order within an aggregate.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from typing import Any, TypeAlias

from sqlalchemy import Column as TableColumn
from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    Subquery,
    Table,
    Text,
    case,
    cast,
    false,
    func,
    or_,
    select,
    true,
)

from xiangmu.api.reader.cursors import TotalOrder
from xiangmu.api.reader.documents import document, documents, name, nested, record, truth
from xiangmu.api.reader.entity import Condition, Expression
from xiangmu.api.reader.plan import (
    Cell,
    Connected,
    Connection,
    Constant,
    Count,
    Leaf,
    Level,
    PageInfo,
    Rows,
    Scope,
    Several,
    Single,
    Sums,
    Varied,
)
from xiangmu.api.reader.selection import TYPENAME, Selections
from xiangmu.api.reader.statements import conditions, joined, labelled, order_by, totals
from xiangmu.plugin.value import value

Contents: TypeAlias = Mapping[str, ColumnElement[Any]]
"""Columns under the keys that they have in JSON."""
MOST_CONTENTS = 50
"""PostgreSQL lets a function have twice as many arguments."""


class NotNestedError(Exception):
    """The plan is not one statement; it can be read level by level."""


@value
class Above:
    """The row above: its table, and the column that leads below."""

    table: Table
    column: Expression


@value
class Chosen:
    """Rows of a window: the columns asked for, then those of ``order``, then what else is known of them."""

    rows: Subquery
    order: TotalOrder

    @property
    def by(self) -> list[ColumnElement[Any]]:
        """For ORDER BY."""
        return [key.expression for key in self.order.keys]


def page(connection: Connection) -> Select[Any]:
    """A page over all rows. Raises NotNestedError."""
    return select(cast(_page(connection, None), Text))


def row(level: Level, key: Any) -> Select[Any]:
    """The row with ``key``. Raises NotNestedError."""
    scope = level.scope
    found = select(cast(_row(level), Text)).select_from(scope.entity.table)
    return found.where(*scope.where, scope.entity.key == key)


def _page(connection: Connection, above: Above | None) -> ColumnElement[Any]:
    contents = {part.key: name(part.content) for part in connection.parts if isinstance(part, Constant)}
    sources: list[FromClause] = []
    for source, columns in _sources(connection, above):
        sources.append(source)
        contents |= columns
    written = select(_object({part.key: contents[part.key] for part in connection.parts}))
    if sources:
        written = written.select_from(reduce(lambda left, right: left.join(right, true()), sources))
    return written.scalar_subquery()


def _sources(connection: Connection, above: Above | None) -> Iterator[tuple[FromClause, Contents]]:
    """Subqueries of one row each, and what they bring for the page."""
    if shown := [part for part in connection.parts if isinstance(part, Rows | PageInfo)]:
        yield _of_rows(connection.scope, shown, above)
    if counted := [part for part in connection.parts if isinstance(part, Count | Sums)]:
        yield _of_totals(connection.scope, counted, above)


def _of_rows(
    scope: Scope, parts: Sequence[Rows | PageInfo], above: Above | None
) -> tuple[FromClause, Contents]:
    table, first = scope.entity.table, scope.page.first
    peeking = any(isinstance(part, PageInfo) for part in parts)
    chosen = _chosen(scope, above, [_key(table)], first + int(peeking))
    shown: Condition = true()
    if peeking:
        chosen = _numbered(chosen)
        shown = chosen.rows.c.place <= first
    written = labelled(
        documents(_row(part.level), chosen.by)
        if isinstance(part, Rows)
        else _told(_info(scope, chosen), part.selections)
        for part in parts
    )
    found = written.select_from(_each(chosen, table)).where(shown).subquery()
    return found, {part.key: nested(column) for part, column in zip(parts, found.c, strict=True)}


def _of_totals(
    scope: Scope, parts: Sequence[Count | Sums], above: Above | None
) -> tuple[FromClause, Contents]:
    entity = scope.entity
    columns = totals([entry.of for entry in entity.sums.values()])
    found = _within(_among(labelled(columns), scope, above, paged=False), above).subquery()
    count, *added = found.c
    sums = {
        key: entry.codec.shown(column)
        for (key, entry), column in zip(entity.sums.items(), added, strict=True)
    }
    told = {TYPENAME: name(f"{entity.name}Sums"), **sums}
    return found, {
        part.key: count if isinstance(part, Count) else _told(told, part.selections) for part in parts
    }


def _info(scope: Scope, chosen: Chosen) -> Contents:
    window, cursor = scope.page, chosen.order.cursor
    place, many = chosen.rows.c.place, chosen.rows.c.many
    return {
        TYPENAME: name("PageInfo"),
        "hasNextPage": truth(func.coalesce(func.max(many), 0) > window.first),
        "hasPreviousPage": truth(false() if window.after is None else true()),
        "startCursor": func.max(case((place == 1, cursor))),
        "endCursor": func.max(case((or_(place == window.first, place == many), cursor))),
    }


def _told(contents: Contents, selections: Selections) -> ColumnElement[Any]:
    return _object({asked.key: contents[asked.name] for asked in selections})


def _several(level: Level, above: Above) -> ColumnElement[Any]:
    scope, table = level.scope, level.scope.entity.table
    leaves = [cell for cell in level.cells if isinstance(cell, Leaf)]
    if len(leaves) == len(level.cells) and all(isinstance(leaf.column, TableColumn) for leaf in leaves):
        chosen = _chosen(scope, above, [leaf.column for leaf in leaves], level.limit)
        columns = zip(leaves, chosen.rows.c, strict=False)
        written = documents(
            _object({leaf.key: leaf.codec.shown(column) for leaf, column in columns}), chosen.by
        )
        return nested(select(written).select_from(chosen.rows).scalar_subquery())
    chosen = _chosen(scope, above, [_key(table)], level.limit)
    written = documents(_row(level), chosen.by)
    return nested(select(written).select_from(_each(chosen, table)).scalar_subquery())


def _single(cell: Single, above: Above) -> ColumnElement[Any]:
    scope = cell.level.scope
    if scope.by is not None and scope.by.on is above.column:
        return _row(cell.level)  # of the row itself
    found = _within(_among(select(_row(cell.level)), scope, above), above)
    return nested(found.scalar_subquery())


def _row(level: Level) -> ColumnElement[Any]:
    return _object({cell.key: _cell(cell, level) for cell in level.cells})


def _cell(cell: Cell, level: Level) -> ColumnElement[Any]:
    table = level.scope.entity.table
    match cell:
        case Leaf():
            return cell.codec.shown(cell.column)
        case Constant():
            return name(cell.content)
        case Single():
            return _single(cell, Above(table=table, column=cell.column))
        case Several():
            return _several(cell.level, Above(table=table, column=cell.column))
        case Connected():
            return nested(_page(cell.pages, Above(table=table, column=cell.column)))
        case Varied():
            return record(level.extras[cell.tag], nested(cell.column))  # the program finishes it
        case _:
            raise NotNestedError  # what is computed needs columns as they are


def _object(contents: Contents) -> ColumnElement[Any]:
    if len(contents) > MOST_CONTENTS:
        raise NotNestedError
    return document(contents)


def _chosen(scope: Scope, above: Above | None, columns: Sequence[Expression], limit: int | None) -> Chosen:
    order = scope.page.order
    asked = labelled([*columns, *(key.by for key in order.keys)])
    found = _among(asked, scope, above).order_by(*order_by(scope.page)).limit(limit)
    rows = _within(found, above).subquery()
    return Chosen(rows=rows, order=order.over([*rows.c][len(columns) :]))


def _numbered(chosen: Chosen) -> Chosen:
    """The same with the ``place`` of each, and how ``many`` they are."""
    place = func.row_number().over(order_by=chosen.by).label("place")
    rows = select(*chosen.rows.c, place, func.count().over().label("many")).subquery()
    return Chosen(rows=rows, order=chosen.order.over([*rows.c][1:-2]))


def _each(chosen: Chosen, table: Table) -> FromClause:
    """The rows of ``table`` that the first column names: outer, so that SQLite keeps to the order."""
    return chosen.rows.outerjoin(table, _key(table) == chosen.rows.c[0])


def _key(table: Table) -> TableColumn[Any]:
    (key,) = table.primary_key
    return key


def _among(selected: Select[Any], scope: Scope, above: Above | None, *, paged: bool = True) -> Select[Any]:
    found = selected.select_from(joined(scope)).where(*conditions(scope, paged=paged))
    if above is None or scope.by is None:
        return found
    if above.table is scope.entity.table:
        raise NotNestedError  # both would have the same name
    return found.where(scope.by.on == above.column)


def _within(found: Select[Any], above: Above | None) -> Select[Any]:
    return found.correlate(None if above is None else above.table)
