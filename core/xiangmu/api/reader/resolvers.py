"""Fields of the reader resolve to what was read under their response key, and to nothing else."""

from collections.abc import Iterator
from typing import Any

from graphql import GraphQLInterfaceType, GraphQLObjectType, GraphQLResolveInfo, GraphQLSchema

from xiangmu.api.reader.entity import AnyById, Computed, Variant
from xiangmu.api.reader.registry import Registry
from xiangmu.api.reader.shapes import Typed


def attach(registry: Registry, schema: GraphQLSchema) -> None:
    """Put these resolvers on every field that ``registry`` declares."""
    if schema.query_type is not None:
        for name in registry.roots:
            schema.query_type.fields[name].resolve = _root_value
    for name in _types(registry):
        match type_ := schema.get_type(name):
            case GraphQLObjectType():
                # what was read are dictionaries, which no class would recognise
                type_.is_type_of = None
                for field in type_.fields.values():
                    field.resolve = _value
            case GraphQLInterfaceType():
                type_.resolve_type = _type_name


def _types(registry: Registry) -> Iterator[str]:
    yield "PageInfo"
    for root in registry.roots.values():
        if isinstance(root, AnyById):
            yield root.to
    for entity in registry.entities.values():
        yield from (f"{entity.name}{suffix}" for suffix in ("", "Connection", "Edge", "Sums"))
        for field in entity.fields.values():
            match field:
                case Computed():
                    yield field.type.strip("[]!")
                case Variant():
                    yield from (field.to, *(kind.name for kind in field.kinds.values()))


def _value(source: dict[str, Any], info: GraphQLResolveInfo[Any], **_: Any) -> Any:
    return source[info.path.key]  # type: ignore[index]  # response keys are text


def _root_value(source: dict[str, Any], info: GraphQLResolveInfo[Any], **_: Any) -> Any:
    found = _value(source, info)
    if isinstance(found, Exception):
        raise found
    return found


def _type_name(source: Typed, *_: Any) -> str:
    return source.type_name
