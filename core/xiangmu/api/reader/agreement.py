"""Whether declarations and schema agree, field by field; the program does not start when they do not."""

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from graphql import GraphQLObjectType, GraphQLSchema

from xiangmu.api.reader.entity import (
    All,
    AnyById,
    ById,
    Column,
    Computed,
    Entity,
    Field,
    Id,
    Many,
    One,
    Pages,
    Root,
    Ruled,
    Variant,
)
from xiangmu.api.reader.registry import DeclarationError, Registry

Signature: TypeAlias = tuple[str, dict[str, str]]
"""The type of a field and of each of its arguments, as the schema language writes them."""


def require_agreement(registry: Registry, schema: GraphQLSchema) -> None:
    """Raise DeclarationError with everything that differs."""
    if problems := [*_differences(registry, schema)]:
        raise DeclarationError(problems)


def _differences(registry: Registry, schema: GraphQLSchema) -> Iterator[str]:
    for entity in registry.entities.values():
        declared = {name: _signature(registry, entity, name, field) for name, field in entity.fields.items()}
        yield from _different(schema, entity.name, declared)
        yield from _different_connection(schema, entity)
    query = schema.query_type
    for name, root in registry.roots.items():
        stated = _stated(query).get(name) if query else None
        if stated != (expected := _root_signature(registry, root)):
            yield f"Query.{name} 声明为 {_shown(expected)}, 模式中是 {_shown(stated)}"


def _different_connection(schema: GraphQLSchema, entity: Entity) -> Iterator[str]:
    name = f"{entity.name}Connection"
    if schema.get_type(name) is None:
        return
    declared: dict[str, Signature] = {
        "edges": (f"[{entity.name}Edge!]!", {}),
        "nodes": (f"[{entity.name}!]!", {}),
        "pageInfo": ("PageInfo!", {}),
        "totalCount": ("Int!", {}),
    }
    if entity.sums:
        declared["sums"] = (f"{entity.name}Sums!", {})
        yield from _different(
            schema,
            f"{entity.name}Sums",
            {name: (f"{entry.codec.leaf}!", {}) for name, entry in entity.sums.items()},
        )
    yield from _different(schema, name, declared)


def _different(schema: GraphQLSchema, name: str, declared: Mapping[str, Signature]) -> Iterator[str]:
    type_ = schema.get_type(name)
    if not isinstance(type_, GraphQLObjectType):
        yield f"模式中没有类型 {name}"
        return
    stated = _stated(type_)
    for field in sorted(declared.keys() | stated.keys()):
        if declared.get(field) != stated.get(field):
            yield f"{name}.{field} 声明为 {_shown(declared.get(field))}, 模式中是 {_shown(stated.get(field))}"


def _stated(type_: GraphQLObjectType) -> dict[str, Signature]:
    return {
        name: (str(field.type), {argument: str(given.type) for argument, given in field.args.items()})
        for name, field in type_.fields.items()
    }


def _signature(registry: Registry, entity: Entity, name: str, field: Field) -> Signature:
    match field:
        case Id() | Column():
            nullable = _nullable(field) if isinstance(field, Column) else False
            return registry.codec(entity, name).leaf + ("" if nullable else "!"), {}
        case Ruled():
            return f"{field.codec.leaf}!", {}
        case One():
            return field.to + ("!" if field.required else ""), {}
        case Many():
            return f"[{field.to}!]!", _list_arguments(registry.entities[field.to])
        case Pages():
            return f"{field.to}Connection!", _page_arguments(registry.entities[field.to])
        case Variant():
            return field.to, {}
        case Computed():
            return field.type, {}


def _root_signature(registry: Registry, root: Root) -> Signature:
    match root:
        case All():
            return f"{root.to}Connection!", _page_arguments(registry.entities[root.to])
        case ById() | AnyById():
            return root.to, {"id": "ID!"}


def _list_arguments(entity: Entity) -> dict[str, str]:
    filters = {"filter": f"{entity.name}Filter"} if entity.filters else {}
    return {"first": "Int!", **filters, "order": f"[{entity.name}Order!]"}


def _page_arguments(entity: Entity) -> dict[str, str]:
    return {**_list_arguments(entity), "after": "String"}


def _nullable(field: Column) -> bool:
    # an expression that says nothing of itself is never null
    return bool(getattr(field.column, "nullable", False)) if field.nullable is None else field.nullable


def _shown(signature: Signature | None) -> str:
    if signature is None:
        return "无"
    type_, arguments = signature
    listed = ", ".join(f"{name}: {given}" for name, given in arguments.items())
    return f"{type_}({listed})" if listed else type_
