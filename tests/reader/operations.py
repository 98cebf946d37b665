"""Any operation that the schema allows: aliases, fragments of both kinds, directives, merged fields, arguments."""

from collections.abc import Collection, Sequence
from itertools import count

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_leaf_type,
)
from hypothesis import strategies as st

DEPTH = 4
ALIASES = 50


class Writer:
    """Writes one operation out of what ``draw`` decides."""

    def __init__(
        self, schema: GraphQLSchema, ids: Sequence[str], without: Collection[str], draw: st.DrawFn
    ) -> None:
        self._schema = schema
        self._ids = ids
        self._without = without
        self._draw = draw
        self._numbers = count(1)
        self._aliases = 0
        self._fragments: list[str] = []

    def operation(self) -> str:
        query = self._schema.query_type
        assert query
        # one field that no directive takes away
        return f"{{ count: projects {{ totalCount }} {self._selections(query, DEPTH)} }} {' '.join(self._fragments)}"

    def _selections(self, parent: GraphQLObjectType | GraphQLInterfaceType, depth: int) -> str:
        possible = [
            name
            for name, field in parent.fields.items()
            if name not in self._without and (depth > 0 or is_leaf_type(get_named_type(field.type)))
        ]
        if not possible:
            return "__typename"
        names = self._draw(st.lists(st.sampled_from(possible), min_size=1, max_size=4))
        parts = [self._field(name, parent.fields[name], depth) for name in names]
        if self._draw(st.booleans()):
            parts.append("__typename")
        return " ".join(self._within(parent, part) for part in parts) + self._of_kinds(parent, depth)

    def _of_kinds(self, parent: GraphQLObjectType | GraphQLInterfaceType, depth: int) -> str:
        if isinstance(parent, GraphQLObjectType) or depth == 0:
            return ""
        kinds = self._schema.get_possible_types(parent)
        chosen = self._draw(st.lists(st.sampled_from(kinds), max_size=2, unique=True))
        return "".join(f" ... on {kind.name} {{ {self._selections(kind, depth - 1)} }}" for kind in chosen)

    def _within(self, parent: GraphQLObjectType | GraphQLInterfaceType, part: str) -> str:
        match self._draw(st.sampled_from(["", "", "", "inline", "bare", "named", "gone"])):
            case "inline":
                return f"... on {parent.name} {{ {part} }}"
            case "bare":
                return f"... @skip(if: false) {{ {part} }}"
            case "named":
                name = f"f{next(self._numbers)}"
                self._fragments.append(f"fragment {name} on {parent.name} {{ {part} }}")
                return f"...{name}"
            case "gone":
                return f"__typename ... @include(if: false) {{ {part} }}"
            case _:
                return part

    def _field(self, name: str, field: GraphQLField, depth: int) -> str:
        head = name
        if "id" in field.args or (self._aliases < ALIASES and self._draw(st.booleans())):
            # with arguments of its own it cannot be merged with another
            self._aliases += 1
            head = f"a{next(self._numbers)}: {name}{self._arguments(field)}"
        type_ = get_named_type(field.type)
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
            return f"{head} {{ {self._selections(type_, depth - 1)} }}"
        return head

    def _arguments(self, field: GraphQLField) -> str:
        given = []
        if "id" in field.args:
            given.append(f'id: "{self._draw(st.sampled_from(self._ids))}"')
        if "first" in field.args:
            given.append(f"first: {self._draw(st.integers(1, 4))}")
        if "order" in field.args and self._draw(st.booleans()):
            given.append(f"order: [{self._order(field)}]")
        if "filter" in field.args and self._draw(st.booleans()):
            given.append(f"filter: {self._filter(field)}")
        return f"({', '.join(given)})" if given else ""

    def _order(self, field: GraphQLField) -> str:
        order = get_named_type(field.args["order"].type)
        assert isinstance(order, GraphQLInputObjectType)
        by = get_named_type(order.fields["by"].type)
        assert isinstance(by, GraphQLEnumType)
        keys = self._draw(st.lists(st.sampled_from([*by.values]), max_size=2, unique=True))
        directions = st.sampled_from(["ASC", "DESC"])
        return ", ".join(f"{{by: {key}, direction: {self._draw(directions)}}}" for key in keys)

    def _filter(self, field: GraphQLField) -> str:
        type_ = get_named_type(field.args["filter"].type)
        assert isinstance(type_, GraphQLInputObjectType)
        if "state" not in type_.fields:
            return "{}"
        state = get_named_type(type_.fields["state"].type)
        assert isinstance(state, GraphQLEnumType)
        return f"{{state: [{', '.join(state.values)}]}}"


@st.composite
def operations(draw: st.DrawFn, schema: GraphQLSchema, ids: Sequence[str], without: Collection[str]) -> str:
    """An operation over ``schema`` in which these ids may be asked for, and fields of these names are not."""
    return Writer(schema, ids, without, draw).operation()
