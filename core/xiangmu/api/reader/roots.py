"""The root fields of an operation: planned together, read in one transaction."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeAlias

import orjson
from sqlalchemy import Select

from xiangmu.access.rights import Shape
from xiangmu.api.reader import nested
from xiangmu.api.reader.entity import All, AnyById, ById, Entity, Root
from xiangmu.api.reader.found import Content
from xiangmu.api.reader.ids import IdError, Key, key_in, prefix_of
from xiangmu.api.reader.level_reading import LevelReading
from xiangmu.api.reader.nested_reading import NestedReading
from xiangmu.api.reader.plan import Connection, Deferred, Level
from xiangmu.api.reader.planner import Planner
from xiangmu.api.reader.registry import Registry
from xiangmu.api.reader.selection import Selection
from xiangmu.api.reader.shapes import Typed
from xiangmu.plugin.value import value


@value
class Page:
    """A page over all rows of an entity."""

    connection: Connection
    nested: Deferred[Select[Any] | None]


@value
class Object:
    """The row with ``key``; ``typed`` where the schema knows it by an interface only."""

    level: Level
    key: Key
    typed: bool
    nested: Deferred[Select[Any] | None]


@value
class Nothing:
    """The id names nothing that could be read."""


@value
class TypeName:
    """``__typename`` of the query."""

    name: str


RootPlan: TypeAlias = Page | Object | Nothing | TypeName


class RootPlanner:
    """Plans the root fields of one operation together. Raises GraphQLError for arguments that cannot be used."""

    def __init__(self, registry: Registry, shape: Shape) -> None:
        self._registry = registry
        self._planner = Planner(registry, shape)

    def plan(self, root: Root, asked: Selection) -> RootPlan:
        """What has to be read for a root field."""
        match root:
            case All():
                connection = self._planner.connection(self._registry.entities[root.to], asked)
                statement = Deferred(partial(_if_possible, partial(nested.page, connection)))
                return Page(connection=connection, nested=statement)
            case ById():
                return self._object(self._registry.entities[root.to], asked, typed=False)
            case AnyById():
                entity = self._registry.named(prefix_of(asked.arguments["id"]))
                return Nothing() if entity is None else self._object(entity, asked, typed=True)

    def _object(self, entity: Entity, asked: Selection, *, typed: bool) -> Object | Nothing:
        try:
            key = key_in(asked.arguments["id"], entity.id.prefix, entity.key)
        except IdError:
            return Nothing()
        level = self._planner.by_key(entity, asked.within[entity.name])
        statement = Deferred(partial(_if_possible, partial(nested.row, level, key)))
        return Object(level=level, key=key, typed=typed, nested=statement)


async def read_root(reading: LevelReading, plan: RootPlan) -> Any:
    """What the root field holds, read level by level."""
    match plan:
        case Page():
            return (await reading.pages(plan.connection)).of(None, wire=reading.wire)
        case Object():
            return _typed(plan, next(iter((await reading.rows(plan.level, {plan.key})).rows), None))
        case Nothing():
            return None
        case TypeName():
            return plan.name


async def read_root_at_once(reading: NestedReading, plan: Page | Object, statement: Select[Any]) -> Any:
    """What the root field holds, read by one statement."""
    found = (await reading.execute(statement)).scalar_one_or_none()
    if found is None:
        return None
    content = orjson.loads(found)
    match plan:
        case Page():
            return await reading.page(plan.connection, content)
        case Object():
            return _typed(plan, await reading.row(plan.level, content))


def _typed(plan: Object, row: Content | None) -> Content | None:
    return Typed(plan.level.scope.entity.name, row) if row is not None and plan.typed else row


def _if_possible(write: Callable[[], Select[Any]]) -> Select[Any] | None:
    try:
        return write()
    except nested.NotNestedError:
        return None
