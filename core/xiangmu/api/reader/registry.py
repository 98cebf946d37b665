"""All entities together, checked against each other when the program starts."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TypeAlias

from sqlalchemy import Column as TableColumn
from sqlalchemy import Table, and_
from sqlalchemy.sql.visitors import iterate

from xiangmu.access.rights import Shape
from xiangmu.api.reader.codecs import Codec, codec_of
from xiangmu.api.reader.entity import (
    All,
    ById,
    Column,
    Condition,
    Entity,
    Expression,
    Field,
    Id,
    Many,
    One,
    Order,
    Pages,
    Root,
    Some,
    Sum,
)
from xiangmu.api.reader.ids import typed_id

RowRule: TypeAlias = Callable[[Shape], Condition]
"""Which rows of a table may be seen."""


class DeclarationError(Exception):
    """The declarations contradict each other or the schema; every line names the place."""

    def __init__(self, problems: Iterable[str]) -> None:
        super().__init__("\n".join(problems))


class Registry:
    """Entities by name, and the root fields. Raises DeclarationError."""

    def __init__(
        self, entities: Iterable[Entity], roots: Mapping[str, Root], rules: Mapping[Table, RowRule]
    ) -> None:
        listed = tuple(entities)
        self.entities: Mapping[str, Entity] = MappingProxyType({entity.name: entity for entity in listed})
        self.roots: Mapping[str, Root] = MappingProxyType(dict(roots))
        self._rules = rules
        self._codecs = {
            (entity.name, name): _codec(field)
            for entity in listed
            for name, field in entity.fields.items()
            if isinstance(field, Id | Column)
        }
        self._shown = {
            entity.name: [
                (field.column, field.shown)
                for field in entity.fields.values()
                if isinstance(field, Column) and field.shown
            ]
            for entity in listed
        }
        self._by_prefix = {entity.id.prefix: entity for entity in listed}
        if problems := [*self._problems(listed)]:
            raise DeclarationError(problems)

    def named(self, prefix: str) -> Entity | None:
        """The entity whose ids begin with ``prefix``."""
        return self._by_prefix.get(prefix)

    def codec(self, entity: Entity, field: str) -> Codec:
        """How a client reads what a column of ``entity`` holds."""
        return self._codecs[entity.name, field]

    def visible(self, entity: Entity, shape: Shape) -> Condition:
        """The rows of ``entity`` that there are for principals of that shape."""
        rule = self.rule(entity.table, shape)
        return rule if entity.where is None else and_(entity.where, rule)

    def rule(self, table: Table, shape: Shape) -> Condition:
        """The rows of ``table`` that they may see. Raises KeyError for a table without a rule."""
        return self._rules[table](shape)

    def unhidden(self, entity: Entity, condition: Condition, shape: Shape) -> Iterator[Condition]:
        """Where they see what ``condition``, on rows of ``entity``, speaks of."""
        for column, shown in self._shown[entity.name]:
            if mentions(condition, column):
                yield shown(shape)

    def _problems(self, listed: tuple[Entity, ...]) -> Iterator[str]:
        if len(self.entities) < len(listed):
            yield "实体重名"
        if len(self._by_prefix) < len(listed):
            yield "两个实体的标识前缀相同"
        for entity in listed:
            yield from self._problems_of(entity)
        for name, root in self.roots.items():
            if isinstance(root, All | ById) and root.to not in self.entities:
                yield f"{name} 指向未声明的实体 {root.to}"

    def _problems_of(self, entity: Entity) -> Iterator[str]:
        if entity.table not in self._rules:
            yield f"{entity.name} 的表 {entity.table.name} 没有行级规则"
        for name, field in entity.fields.items():
            yield from self._problems_of_field(f"{entity.name}.{name}", entity, field)
        for name, order in entity.orders.items():
            if getattr(order.by, "nullable", False):
                yield f"{entity.name} 的排序 {name} 可能为空"
        if unknown := {name for name, _ in entity.order} - entity.orders.keys():
            yield f"{entity.name} 的默认排序不存在: {', '.join(sorted(unknown))}"
        for told, by in (*_named("排序", entity.orders), *_named("合计", entity.sums)):
            if any(mentions(by, column) for column, _ in self._shown[entity.name]):
                yield f"{entity.name} 的{told}用到了不是人人可见的字段"
        for name, given in entity.filters.items():
            if isinstance(given, Some) and given.entity.name not in self.entities:
                yield f"{entity.name} 的筛选 {name} 指向未声明的实体"

    def _problems_of_field(self, place: str, entity: Entity, field: Field) -> Iterator[str]:
        match field:
            case One() | Many() | Pages() if field.to not in self.entities:
                yield f"{place} 指向未声明的实体 {field.to}"
            case Id() if not _in(entity.table, field.column):
                yield f"{place} 的列不在表 {entity.table.name} 中"
            case Many(through=None) | Pages(through=None):
                table = self.entities[field.to].table
                if not _in(table, field.on):
                    yield f"{place} 的列不在表 {table.name} 中"


def _codec(field: Id | Column) -> Codec:
    if isinstance(field, Id):
        return typed_id(field.prefix, field.column)
    return field.codec or codec_of(field.column)


def mentions(expression: Expression, what: Expression) -> bool:
    """Whether ``what`` is a part of ``expression``."""
    return any(part is what for part in iterate(expression))


def _named(what: str, declared: Mapping[str, Order | Sum]) -> Iterator[tuple[str, Expression]]:
    for name, entry in declared.items():
        yield f"{what} {name} ", entry.by if isinstance(entry, Order) else entry.of


def _in(table: Table, column: Expression) -> bool:
    return isinstance(column, TableColumn) and column.table is table
