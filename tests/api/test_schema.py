"""The schema as a whole: described in Chinese throughout, committed, built once."""

import re
from collections.abc import Iterator
from pathlib import Path

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLNamedType,
    GraphQLSchema,
    build_schema,
    is_interface_type,
    is_introspection_type,
    is_object_type,
    is_specified_directive,
    is_specified_scalar_type,
)

from xiangmu.api.schema import schema, sdl
from xiangmu.catalog import load_catalog

CATALOG = load_catalog()
COMMITTED = Path(__file__).parents[2] / "schema.graphql"
CHINESE = re.compile(r"[一-鿿]")


def descriptions(whole: GraphQLSchema) -> Iterator[tuple[str, str | None]]:
    """Everything that a reader of the schema can look at, with its description."""
    for name, kind in whole.type_map.items():
        if not (is_introspection_type(kind) or is_specified_scalar_type(kind)):
            yield name, kind.description
            yield from within(name, kind)
    for directive in whole.directives:
        if not is_specified_directive(directive):
            yield f"@{directive.name}", directive.description
            for argument, given in directive.args.items():
                yield f"@{directive.name}({argument})", given.description


def within(name: str, kind: GraphQLNamedType) -> Iterator[tuple[str, str | None]]:
    if isinstance(kind, GraphQLEnumType):
        yield from ((f"{name}.{member}", value.description) for member, value in kind.values.items())
    elif isinstance(kind, GraphQLInputObjectType):
        yield from ((f"{name}.{key}", given.description) for key, given in kind.fields.items())
    elif is_object_type(kind) or is_interface_type(kind):
        for key, field in kind.fields.items():
            yield f"{name}.{key}", field.description
            for argument, given in field.args.items():
                yield f"{name}.{key}({argument})", given.description


def test_everything_is_described_in_chinese() -> None:
    # what the committed text says is what clients read
    without = [
        name for name, text in descriptions(build_schema(sdl(CATALOG))) if not CHINESE.search(text or "")
    ]
    assert without == []


def test_the_committed_schema_is_that_of_the_program() -> None:
    assert COMMITTED.read_text(encoding="utf-8") == sdl(CATALOG), "请运行 xiangmu schema > schema.graphql"


def test_the_schema_is_built_once() -> None:
    assert schema(CATALOG) is schema(CATALOG)


def test_names_are_english() -> None:
    names = {name.split("(")[0] for name, _ in descriptions(build_schema(sdl(CATALOG)))}
    assert [
        name for name in names if not re.fullmatch(r"[A-Za-z][A-Za-z0-9]*(\.[A-Za-z][A-Za-z0-9_]*)?", name)
    ] == []


def test_clients_are_told_which_inputs_take_exactly_one_field() -> None:
    assert "input KnownAt @oneOf {" in sdl(CATALOG)
