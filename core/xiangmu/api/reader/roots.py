"""The root fields of an operation: planned together, read in one transaction."""

from typing import Any, TypeAlias

from xiangmu.api.reader.entity import All, AnyById, ById, Entity, Root
from xiangmu.api.reader.ids import IdError, Key, key_in, prefix_of
from xiangmu.api.reader.plan import Connection, Level
from xiangmu.api.reader.planner import Planner
from xiangmu.api.reader.reading import Reading
from xiangmu.api.reader.registry import Registry
from xiangmu.api.reader.selection import Selection
from xiangmu.api.reader.shapes import Typed
from xiangmu.plugin.value import value


@value
class Page:
    """A page over all rows of an entity."""

    connection: Connection


@value
class Object:
    """The row with ``key``; ``typed`` where the schema knows it by an interface only."""

    level: Level
    key: Key
    typed: bool


@value
class Nothing:
    """The id names nothing that could be read."""


@value
class TypeName:
    """``__typename`` of the query."""

    name: str


RootPlan: TypeAlias = Page | Object | Nothing | TypeName


def plan_root(registry: Registry, planner: Planner, root: Root, asked: Selection) -> RootPlan:
    """What has to be read for a root field. Raises GraphQLError for arguments that cannot be used."""
    match root:
        case All():
            return Page(connection=planner.connection(registry.entities[root.to], asked))
        case ById():
            return _object(planner, registry.entities[root.to], asked, typed=False)
        case AnyById():
            entity = registry.named(prefix_of(asked.arguments["id"]))
            return Nothing() if entity is None else _object(planner, entity, asked, typed=True)


async def read_root(reading: Reading, plan: RootPlan) -> Any:
    """What the root field holds."""
    match plan:
        case Page():
            return (await reading.pages(plan.connection)).of(None, wire=reading.wire)
        case Object():
            row = (await reading.rows(plan.level, {plan.key})).by_parent().get(plan.key)
            return Typed(plan.level.scope.entity.name, row) if row is not None and plan.typed else row
        case Nothing():
            return None
        case TypeName():
            return plan.name


def _object(planner: Planner, entity: Entity, asked: Selection, *, typed: bool) -> Object | Nothing:
    try:
        key = key_in(asked.arguments["id"], entity.id.prefix, entity.key)
    except IdError:
        return Nothing()
    return Object(level=planner.by_key(entity, asked.within[entity.name]), key=key, typed=typed)
