"""The root fields of an operation: planned together, read in one transaction."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeAlias

import orjson
from sqlalchemy import Select

from xiangmu.access.rights import Shape
from xiangmu.api.reader import finishing, nested
from xiangmu.api.reader.entity import All, AnyById, ById, Entity, Root
from xiangmu.api.reader.finishing import Finish
from xiangmu.api.reader.ids import IdError, Key, key_in, prefix_of
from xiangmu.api.reader.plan import Connection, Deferred, Level
from xiangmu.api.reader.planner import Planner
from xiangmu.api.reader.reading import Reading
from xiangmu.api.reader.registry import Registry
from xiangmu.api.reader.selection import Selection
from xiangmu.api.reader.shapes import Typed
from xiangmu.plugin.value import value


@value
class Written:
    """An answer as the database writes it, and what is left to ``finish``."""

    statement: Select[Any]
    finish: Finish | None


@value
class Page:
    """A page over all rows of an entity."""

    connection: Connection
    written: Deferred[Written | None]


@value
class Object:
    """The row with ``key``; ``typed`` where the schema knows it by an interface only."""

    level: Level
    key: Key
    typed: bool
    written: Deferred[Written | None]


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
                write = partial(nested.page, connection)
                finish = finishing.page(connection)
                return Page(connection=connection, written=Deferred(partial(_written, write, finish)))
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
        write = partial(nested.row, level, key)
        written = Deferred(partial(_written, write, finishing.row(level)))
        return Object(level=level, key=key, typed=typed, written=written)


async def read_root(reading: Reading, plan: RootPlan) -> Any:
    """What the root field holds, read level by level."""
    match plan:
        case Page():
            return (await reading.pages(plan.connection)).of(None)
        case Object():
            found = next(iter((await reading.rows(plan.level, {plan.key})).rows), None)
            return Typed(plan.level.scope.entity.name, found) if found is not None and plan.typed else found
        case Nothing():
            return None
        case TypeName():
            return plan.name


async def read_written(reading: Reading, plan: RootPlan) -> Any:
    """What the root field holds as JSON: as the database writes it, unless something is left to finish."""
    match plan:
        case Page() | Object() if (written := plan.written.content) is not None:
            text = (await reading.execute(written.statement)).scalar_one_or_none()
            if text is None:
                return None
            return orjson.Fragment(text) if written.finish is None else written.finish(orjson.loads(text))
        case TypeName():
            return plan.name
        case _:
            return None


def _written(write: Callable[[], Select[Any]], finish: Finish | None) -> Written | None:
    try:
        return Written(statement=write(), finish=finish)
    except nested.NotNestedError:
        return None
