"""From a selection to a plan. Pure: the selection, the declarations and the principal decide everything."""

from collections.abc import Iterable, Mapping
from typing import Any

from graphql import GraphQLError

from xiangmu.api.errors import Code, bad_input
from xiangmu.api.reader.conditions import Conditions, order_of
from xiangmu.api.reader.cursors import CursorError
from xiangmu.api.reader.entity import (
    MOST,
    Column,
    Computed,
    Condition,
    Entity,
    Expression,
    Id,
    Many,
    One,
    Pages,
    Variant,
)
from xiangmu.api.reader.plan import (
    Cell,
    Connected,
    Connection,
    Constant,
    Count,
    Cursor,
    Filled,
    Leaf,
    Level,
    PageInfo,
    Part,
    Rows,
    Several,
    Single,
    Sums,
    Varied,
    Window,
)
from xiangmu.api.reader.registry import Registry
from xiangmu.api.reader.selection import TYPENAME, Selection, Selections

MOST_ROWS = 50_000
"""Rows that one operation may ask for, were every list full."""


class Planner:
    """Plans for one operation of one principal. Raises GraphQLError for arguments that cannot be used."""

    def __init__(self, registry: Registry, principal: Any) -> None:
        self._registry = registry
        self._conditions = Conditions(registry, principal)
        self._rows = 0

    def by_key(self, entity: Entity, selections: Selections, times: int = 1) -> Level:
        """Rows whose keys are known when they are read."""
        return self._level(entity, selections, (self._conditions.visible(entity),), None, times)

    def connection(self, entity: Entity, selection: Selection, times: int = 1) -> Connection:
        """A page of ``entity``, for each of ``times`` parents."""
        where = self._where(entity, selection)
        window = self._window(entity, selection, MOST)
        marked = any(asked.name == "pageInfo" for asked in selection.only)
        parts = tuple(self._part(entity, asked, where, window, times, marked) for asked in selection.only)
        alone = marked and not any(isinstance(part, Rows) for part in parts)
        return Connection(
            entity=entity,
            where=where,
            window=window,
            parts=parts,
            bounds=self._level(entity, (), where, window, times, marked=True) if alone else None,
        )

    def _part(
        self,
        entity: Entity,
        asked: Selection,
        where: tuple[Condition, ...],
        window: Window,
        times: int,
        marked: bool,
    ) -> Part:
        match asked.name:
            case "nodes":
                level = self._level(entity, asked.only, where, window, times, marked=marked)
                return Rows(key=asked.key, level=level)
            case "edges":
                level = self._level(entity, asked.only, where, window, times, marked=marked, edges=True)
                return Rows(key=asked.key, level=level)
            case "pageInfo":
                return PageInfo(key=asked.key, selections=asked.only)
            case "totalCount":
                return Count(key=asked.key)
            case "sums":
                return Sums(key=asked.key, selections=asked.only)
            case _:
                return Constant(key=asked.key, content=f"{entity.name}Connection")

    def _level(
        self,
        entity: Entity,
        selections: Selections,
        where: tuple[Condition, ...],
        window: Window | None,
        times: int,
        *,
        marked: bool = False,
        edges: bool = False,
    ) -> Level:
        most = times * window.first if window else times
        self._count(most)
        extras = _Extras()
        cell = self._edge_cell if edges else self._cell
        cells = tuple(cell(entity, asked, extras, most) for asked in selections)
        marked = marked or any(isinstance(cell, Cursor) for cell in cells)
        return Level(
            entity=entity,
            cells=cells,
            where=where,
            window=window,
            marks=extras.places(key.by for key in window.order.keys) if marked and window else (),
            extras=tuple(extras.columns),
        )

    def _edge_cell(self, entity: Entity, asked: Selection, _: "_Extras", times: int) -> Cell:
        match asked.name:
            case "cursor":
                return Cursor(key=asked.key)
            case "node":
                level = self.by_key(entity, asked.only, times)
                return Single(key=asked.key, column=entity.key, by=entity.key, level=level, required=True)
            case _:
                return Constant(key=asked.key, content=f"{entity.name}Edge")

    def _cell(self, entity: Entity, asked: Selection, extras: "_Extras", times: int) -> Cell:
        if asked.name == TYPENAME:
            return Constant(key=asked.key, content=entity.name)
        match field := entity.fields[asked.name]:
            case Id() | Column():
                codec = self._registry.codec(entity, asked.name)
                return Leaf(key=asked.key, column=field.column, codec=codec)
            case One():
                target = self._registry.entities[field.to]
                return Single(
                    key=asked.key,
                    column=field.on,
                    by=target.key if field.by is None else field.by,
                    level=self.by_key(target, asked.only, times),
                    required=field.required,
                )
            case Many():
                return self._several(entity, field, asked, times)
            case Pages():
                return Connected(
                    key=asked.key,
                    column=entity.key if field.key is None else field.key,
                    on=field.on,
                    through=field.through,
                    pages=self.connection(self._registry.entities[field.to], asked, times),
                )
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
        window = self._window(target, asked, field.most)
        where = self._where(target, asked)
        return Several(
            key=asked.key,
            column=entity.key if field.key is None else field.key,
            on=field.on,
            through=field.through,
            level=self._level(target, asked.only, where, window, times),
        )

    def _count(self, rows: int) -> None:
        self._rows += rows
        if self._rows > MOST_ROWS:
            raise GraphQLError(
                f"查询至多可能涉及 {MOST_ROWS} 行, 请减小 first 或嵌套",
                extensions={"code": Code.LIMIT_EXCEEDED},
            )

    def _where(self, entity: Entity, asked: Selection) -> tuple[Condition, ...]:
        given: Mapping[str, Any] = asked.arguments.get("filter") or {}
        return (self._conditions.visible(entity), *self._conditions.met(entity, given, "filter"))

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
