"""From a selection to a plan. Pure: the selection, the declarations and the shape of who asks decide everything."""

from collections.abc import Iterable, Mapping
from typing import Any

from graphql import GraphQLError
from sqlalchemy import null

from xiangmu.access.rights import Shape
from xiangmu.api.errors import Code, bad_input
from xiangmu.api.reader.codecs import TEXT
from xiangmu.api.reader.conditions import Conditions, order_of
from xiangmu.api.reader.cursors import CursorError
from xiangmu.api.reader.entity import (
    MOST,
    Column,
    Computed,
    Entity,
    Expression,
    Id,
    Many,
    One,
    Pages,
    Ruled,
    Variant,
)
from xiangmu.api.reader.plan import (
    By,
    Cell,
    Connected,
    Connection,
    Constant,
    Count,
    Deferred,
    Filled,
    Leaf,
    Level,
    PageInfo,
    Part,
    Rows,
    Scope,
    Several,
    Single,
    Sums,
    Varied,
    Window,
)
from xiangmu.api.reader.registry import Registry
from xiangmu.api.reader.selection import TYPENAME, Selection, Selections
from xiangmu.api.reader.shown import shown
from xiangmu.api.reader.statements import rows_of, totals_of

MOST_ROWS = 50_000
"""Rows that one operation may ask for, were every list full."""


class Planner:
    """Plans for one operation of principals of one shape. Raises GraphQLError for arguments that cannot be used."""

    def __init__(self, registry: Registry, shape: Shape) -> None:
        self._registry = registry
        self._shape = shape
        self._conditions = Conditions(registry, shape)
        self._rows = 0

    def by_key(
        self, entity: Entity, selections: Selections, times: int = 1, on: Expression | None = None
    ) -> Level:
        """Rows found by their id, or by what stands in the column ``on``."""
        by = By(on=entity.key if on is None else on)
        scope = Scope(entity=entity, where=(self._conditions.visible(entity),), by=by)
        return self._level(scope, selections, times)

    def connection(
        self, entity: Entity, selection: Selection, times: int = 1, by: By | None = None
    ) -> Connection:
        """A page of ``entity``, for each of ``times`` parents."""
        scope = self._scope(entity, selection, MOST, by)
        peeking = any(asked.name == "pageInfo" for asked in selection.only)
        parts = tuple(self._part(scope, asked, times, peeking) for asked in selection.only)
        alone = peeking and not any(isinstance(part, Rows) for part in parts)
        counted = any(isinstance(part, Count | Sums) for part in parts)
        sums = [entry.of for entry in entity.sums.values()]
        return Connection(
            scope=scope,
            parts=parts,
            bounds=self._level(scope, (), times, peeking=True) if alone else None,
            totals=Deferred(lambda: totals_of(scope, sums)) if counted else None,
        )

    def _part(self, scope: Scope, asked: Selection, times: int, peeking: bool) -> Part:
        match asked.name:
            case "nodes":
                return Rows(key=asked.key, level=self._level(scope, asked.only, times, peeking=peeking))
            case "edges":
                level = self._level(scope, asked.only, times, peeking=peeking, edges=True)
                return Rows(key=asked.key, level=level)
            case "pageInfo":
                return PageInfo(key=asked.key, selections=asked.only)
            case "totalCount":
                return Count(key=asked.key)
            case "sums":
                return Sums(key=asked.key, selections=asked.only)
            case _:
                return Constant(key=asked.key, content=f"{scope.entity.name}Connection")

    def _level(
        self,
        scope: Scope,
        selections: Selections,
        times: int,
        *,
        peeking: bool = False,
        edges: bool = False,
    ) -> Level:
        window = scope.window
        most = times * window.first if window else times
        self._count(most)
        extras = _Extras()
        cell = self._edge_cell if edges else self._cell
        cells = tuple(cell(scope, asked, extras, most) for asked in selections)
        mark = extras.place(window.order.cursor) if peeking and window else None
        columns = [*(_column(cell) for cell in cells), *extras.columns]
        limit = window.first + int(peeking) if window else None
        return Level(
            scope=scope,
            cells=cells,
            extras=tuple(extras.columns),
            mark=mark,
            limit=limit,
            statement=Deferred(lambda: rows_of(scope, columns, limit)),
        )

    def _edge_cell(self, scope: Scope, asked: Selection, _: "_Extras", times: int) -> Cell:
        entity, window = scope.entity, scope.window
        match asked.name:
            case "cursor" if window:
                return Leaf(key=asked.key, column=window.order.cursor, codec=TEXT)
            case "node":
                level = self.by_key(entity, asked.only, times)
                return Single(key=asked.key, column=entity.key, level=level, required=True)
            case _:
                return Constant(key=asked.key, content=f"{entity.name}Edge")

    def _cell(self, scope: Scope, asked: Selection, extras: "_Extras", times: int) -> Cell:
        entity = scope.entity
        if asked.name == TYPENAME:
            return Constant(key=asked.key, content=entity.name)
        match field := entity.fields[asked.name]:
            case Id() | Column():
                codec = self._registry.codec(entity, asked.name)
                return Leaf(key=asked.key, column=shown(field, self._shape), codec=codec)
            case Ruled():
                return Leaf(key=asked.key, column=field.of(self._shape), codec=field.codec)
            case One():
                target = self._registry.entities[field.to]
                level = self.by_key(target, asked.only, times, field.by)
                return Single(key=asked.key, column=field.on, level=level, required=field.required)
            case Many():
                return self._several(entity, field, asked, times)
            case Pages():
                target = self._registry.entities[field.to]
                by = By(on=field.on, through=field.through)
                pages = self.connection(target, asked, times, by)
                return Connected(key=asked.key, column=_or_key(field.key, entity), pages=pages)
            case Variant():
                return Varied(
                    key=asked.key,
                    column=field.data,
                    tag=extras.place(field.tag),
                    kinds=field.kinds,
                    selection=asked,
                )
            case Computed():
                self._count(times * field.most)
                needs = extras.places(field.needs)
                return Filled(key=asked.key, computed=field, needs=needs, selection=asked)

    def _several(self, entity: Entity, field: Many, asked: Selection, times: int) -> Several:
        target = self._registry.entities[field.to]
        scope = self._scope(target, asked, field.most, By(on=field.on, through=field.through))
        level = self._level(scope, asked.only, times)
        return Several(key=asked.key, column=_or_key(field.key, entity), level=level)

    def _count(self, rows: int) -> None:
        self._rows += rows
        if self._rows > MOST_ROWS:
            raise GraphQLError(
                f"查询至多可能涉及 {MOST_ROWS} 行, 请减小 first 或嵌套",
                extensions={"code": Code.LIMIT_EXCEEDED},
            )

    def _scope(self, entity: Entity, asked: Selection, most: int, by: By | None) -> Scope:
        given: Mapping[str, Any] = asked.arguments.get("filter") or {}
        return Scope(
            entity=entity,
            where=(self._conditions.visible(entity), *self._conditions.met(entity, given, "filter")),
            window=self._window(entity, asked, most),
            by=by,
        )

    def _window(self, entity: Entity, asked: Selection, most: int) -> Window:
        first: int = asked.arguments["first"]
        if not 1 <= first <= most:
            raise bad_input("first", f"first 须在 1 到 {most} 之间")
        order = order_of(entity, asked.arguments.get("order"))
        cursor: str | None = asked.arguments.get("after")
        try:
            after = order.after(cursor) if cursor is not None else None
        except CursorError as error:
            raise bad_input("after", str(error)) from error
        return Window(order=order, first=first, after=after)


def _or_key(column: Expression | None, entity: Entity) -> Expression:
    return entity.key if column is None else column


def _column(cell: Cell) -> Expression:
    return null() if isinstance(cell, Constant | Filled) else cell.column


class _Extras:
    """Columns that a level selects beside its cells, each once."""

    def __init__(self) -> None:
        self.columns: list[Expression] = []

    def place(self, column: Expression) -> int:
        for place, present in enumerate(self.columns):
            if present is column:
                return place
        self.columns.append(column)
        return len(self.columns) - 1

    def places(self, columns: Iterable[Expression]) -> tuple[int, ...]:
        return tuple(self.place(column) for column in columns)
