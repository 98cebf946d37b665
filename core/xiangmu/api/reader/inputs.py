"""Inputs and arguments of the schema, made from the declarations."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.base import get_object_definition
from strawberry.utils.str_converters import to_camel_case

from xiangmu.api.enums import describe
from xiangmu.api.reader.entity import (
    MOST,
    All,
    AnyById,
    ById,
    Direction,
    Entity,
    Field,
    Many,
    Pages,
    Root,
    Some,
)
from xiangmu.api.reader.registry import Registry

FIRST = 20


def equip(registry: Registry, types: Iterable[type]) -> None:
    """Give the fields of ``types`` (of entities, and of the query) the arguments that their declarations ask for."""
    inputs = _Inputs(registry)
    for type_ in types:
        definition = get_object_definition(type_, strict=True)
        entity = registry.entities.get(definition.name)
        declared: Mapping[str, Field | Root] = entity.fields if entity else registry.roots
        for field in definition.fields:
            field.arguments = inputs.arguments(declared.get(to_camel_case(field.python_name)))


class _Inputs:
    """The inputs of each entity, each made once."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._filters: dict[str, type] = {}
        self._orders: dict[str, type] = {}

    def arguments(self, declared: Field | Root | None) -> list[StrawberryArgument]:
        match declared:
            case Many():
                return self._of_list(self._registry.entities[declared.to], declared.most)
            case All() | Pages():
                entity = self._registry.entities[declared.to]
                after = _argument("after", str | None, "从这一游标之后开始。")
                return [*self._of_list(entity, MOST), after]
            case ById() | AnyById():
                return [_argument("id", strawberry.ID, "全局标识。")]
            case _:
                return []

    def _of_list(self, entity: Entity, most: int) -> list[StrawberryArgument]:
        listed = [_argument("first", int, f"至多几项,1 到 {most}。", min(FIRST, most))]
        if entity.filters:
            listed.append(_argument("filter", self._filter(entity) | None, "筛选;各项须同时满足。"))
        return [*listed, _argument("order", _listed(self._order(entity)), _order_told(entity))]

    def _filter(self, entity: Entity) -> Any:
        if entity.name not in self._filters:
            asked = {
                name: (
                    (self._filter(declared.entity) if isinstance(declared, Some) else declared.type),
                    declared.description,
                )
                for name, declared in entity.filters.items()
            }
            self._filters[entity.name] = _input(f"{entity.name}Filter", f"{entity.title}的筛选。", asked)
        return self._filters[entity.name]

    def _order(self, entity: Entity) -> Any:
        if entity.name not in self._orders:
            by = _enumeration(
                f"{entity.name}OrderBy",
                f"{entity.title}的排序依据。",
                {name: order.description for name, order in entity.orders.items()},
            )
            namespace = {
                "__annotations__": {"by": by, "direction": Direction},
                "by": strawberry.field(description="依据。"),
                "direction": strawberry.field(default=Direction.ASC, description="方向。"),
            }
            made = type(f"{entity.name}Order", (), namespace)
            self._orders[entity.name] = strawberry.input(made, description=f"{entity.title}的排序。")
        return self._orders[entity.name]


def _listed(of: Any) -> Any:
    return list[of] | None


def _argument(name: str, type_: Any, description: str, default: Any = strawberry.UNSET) -> StrawberryArgument:
    return StrawberryArgument(
        python_name=name,
        graphql_name=None,
        type_annotation=StrawberryAnnotation(type_),
        description=description,
        default=default,
    )


def _input(name: str, description: str, asked: Mapping[str, tuple[Any, str]]) -> type:
    namespace: dict[str, Any] = {
        "__annotations__": {field: type_ | None for field, (type_, _) in asked.items()}
    }
    for field, (_, told) in asked.items():
        namespace[field] = strawberry.field(default=strawberry.UNSET, name=field, description=told)
    return strawberry.input(type(name, (), namespace), description=description)


def _enumeration(name: str, description: str, values: Mapping[str, str]) -> type[StrEnum]:
    make: Any = StrEnum  # called with names that are known only now
    made: type[StrEnum] = make(name, {key: key for key in values})
    return describe(made, description, {made(key): told for key, told in values.items()})


def _order_told(entity: Entity) -> str:
    default = ", ".join(
        f"{entity.orders[name].description}{'降' if direction is Direction.DESC else '升'}序"
        for name, direction in entity.order
    )
    return f"排序,先后为主次;默认{default}。"
