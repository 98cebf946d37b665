"""Below a root field of the reader, every field resolves to what was read under its response key."""

from collections.abc import Iterator
from typing import Any

from graphql import (
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLSchema,
    get_named_type,
)

from xiangmu.api.reader.registry import Registry
from xiangmu.api.reader.shapes import Typed


def attach(registry: Registry, schema: GraphQLSchema) -> None:
    """Put these resolvers on the root fields of ``registry`` and on all types that they lead to."""
    query = schema.query_type
    if query is None:
        return
    for name in registry.roots:
        query.fields[name].resolve = _root_value
    for type_ in _reachable(schema, [get_named_type(query.fields[name].type) for name in registry.roots]):
        if isinstance(type_, GraphQLInterfaceType):
            type_.resolve_type = _type_name
        else:
            # what was read are dictionaries, which no class would recognise
            type_.is_type_of = None
        for field in type_.fields.values():
            field.resolve = _value


def _reachable(schema: GraphQLSchema, found: list[Any]) -> Iterator[GraphQLObjectType | GraphQLInterfaceType]:
    seen: set[str] = set()
    while found:
        type_ = found.pop()
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType) and type_.name not in seen:
            seen.add(type_.name)
            found += (get_named_type(field.type) for field in type_.fields.values())
            if isinstance(type_, GraphQLInterfaceType):
                found += schema.get_possible_types(type_)
            yield type_


def _value(source: dict[str, Any], info: GraphQLResolveInfo[Any], **_: Any) -> Any:
    return source[info.path.key]  # type: ignore[index]  # response keys are text


def _root_value(source: dict[str, Any], info: GraphQLResolveInfo[Any], **_: Any) -> Any:
    found = _value(source, info)
    if isinstance(found, Exception):
        # plans are kept, and with them their errors: they must not gather the places that raised them
        raise found.with_traceback(None)
    return found


def _type_name(source: Typed, *_: Any) -> str:
    return source.type_name
