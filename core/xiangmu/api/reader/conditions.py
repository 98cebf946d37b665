"""Filters and orders that a client gives, as conditions and orders of SQL."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import True_, exists

from xiangmu.access.rights import Shape
from xiangmu.api.errors import bad_input
from xiangmu.api.reader.cursors import Ordering, TotalOrder
from xiangmu.api.reader.entity import MOST, Condition, Direction, Entity, Names, Some
from xiangmu.api.reader.registry import Registry


class Conditions:
    """For principals of one shape. Raises GraphQLError with the path of what cannot be used."""

    def __init__(self, registry: Registry, shape: Shape) -> None:
        self._registry = registry
        self._shape = shape

    def visible(self, entity: Entity) -> Condition:
        """The rows of ``entity`` that there are."""
        return self._registry.visible(entity, self._shape)

    def met(self, entity: Entity, given: Mapping[str, Any], path: str) -> Iterator[Condition]:
        """What rows of ``entity`` have to meet by the filters ``given`` at ``path``."""
        for name, content in given.items():
            if content is None:
                continue
            place = f"{path}.{name}"
            declared = entity.filters[name]
            if isinstance(declared, Some):
                yield self._has(declared, content, place)
                continue
            if declared.beside and given.get(declared.beside) is None:
                raise bad_input(place, f"须同时给出 {declared.beside}")
            _check(content, place)
            try:
                condition = declared.where(content)
            except ValueError as error:
                raise bad_input(place, str(error)) from error
            yield from (condition, *self._registry.unhidden(entity, condition, self._shape))
            if declared.names is not None:
                yield from self._there(declared.names)

    def _there(self, names: Names) -> Iterator[Condition]:
        """That what is named is there for them: else the filter would tell what the field does not."""
        named = self._registry.named(names.prefix)
        if named is None or isinstance(self._registry.rule(named.table, self._shape), True_):
            return
        found = exists().where(named.key == names.column, self.visible(named))
        yield found.correlate_except(named.table)

    def _has(self, some: Some, given: Mapping[str, Any], path: str) -> Condition:
        entity = some.entity
        return exists().where(some.on == some.key, self.visible(entity), *self.met(entity, given, path))


def order_of(entity: Entity, asked: Sequence[Mapping[str, Any]] | None) -> TotalOrder:
    """The order asked for, or the entity's own; ties are broken by the key."""
    if asked is not None and len({key["by"] for key in asked}) < len(asked):
        raise bad_input("order", "同一排序依据只能用一次")
    chosen = [(key["by"].value, key["direction"]) for key in asked] if asked else entity.order
    keys = [
        Ordering(by=entity.orders[name].by, descending=direction == Direction.DESC)
        for name, direction in chosen
    ]
    named = ",".join(f"{name} {direction}" for name, direction in chosen)
    return TotalOrder(name=f"{entity.name}: {named}", keys=(*keys, Ordering(by=entity.key)))


def _check(content: Any, path: str) -> None:
    """Lists no longer than allowed, and no character that a database refuses."""
    match content:
        case str() if "\0" in content:
            raise bad_input(path, "含有不可用的字符")
        case list():
            if len(content) > MOST:
                raise bad_input(path, f"至多给出 {MOST} 项")
            for number, item in enumerate(content):
                _check(item, f"{path}.{number}")
        case dict():
            for name, item in content.items():
                _check(item, f"{path}.{name}")
