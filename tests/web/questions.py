"""Any question that the schema allows to write down, with values that fit, nearly fit, or do not fit at all."""

from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_leaf_type,
    is_object_type,
    is_required_argument,
)
from hypothesis import strategies as st

from tests.support.city import CITY, POLICY

LEFT_OUT = object()
MISFITS: tuple[Any, ...] = (
    LEFT_OUT,
    None,
    True,
    0,
    -1,
    2**31,
    2**63,
    1e308,
    0.1,
    "",
    " ",
    "\x00",
    "0",
    "\u202e\u0301\U0001f600",
    "%_\\'\";--",
    "项" * 20_000,
    "0001-01-01T00:00:00+23:59",
    "9999-12-31T23:59:59-23:59",
    "2023-02-30",
    "1e400",
    "NaN",
    "0.00001",
    "1" * 30,
    [],
    [[None]],
    {},
    {"x": {}},
)
FITTING: dict[str, tuple[Any, ...]] = {
    "policy": (POLICY,),
    "jurisdiction": (CITY,),
    "group": ("towns", "services"),
    "unit": ("town1", "2镇", "第3镇", "bureau"),
    "period": ("2023Q2", "2023-05", "2023", "2022-09-H1", "campaign", "0001Q1", "9999Q4", "10000"),
    "Date": ("2023-05-01", "0001-01-01", "9999-12-31"),
    "DateTime": ("2023-07-01T12:00:00+08:00",),
    "Wan": ("1.5", "0", "-1", "99999999999999"),
    "Int": (1, 0, 10, 101, 2**31 - 1),
    "Boolean": (True, False),
}
"""Values by the name of an argument or field, or by the name of its type."""


@st.composite
def questions(draw: st.DrawFn, schema: GraphQLSchema, known: dict[str, tuple[Any, ...]]) -> dict[str, Any]:
    """The body of a request for one field of the schema's roots; ``known`` adds to what fits."""
    roots = [root for root in (schema.query_type, schema.mutation_type) if root is not None]
    root = draw(st.sampled_from(roots))
    name = draw(st.sampled_from(sorted(root.fields)))
    field = root.fields[name]
    values = {key: (*FITTING.get(key, ()), *known.get(key, ())) for key in FITTING | known}
    given = draw(_fields({key: argument.type for key, argument in field.args.items()}, values))
    declared = "".join(f" ${key}: {field.args[key].type}" for key in given)
    passed = "".join(f" {key}: ${key}" for key in given)
    asked = f"{name}{f'({passed})' if given else ''}{_selection(field, 2)}"
    kind = "mutation" if root is schema.mutation_type else "query"
    return {"query": f"{kind} {f'({declared})' if given else ''} {{ {asked} }}", "variables": given}


@st.composite
def _fields(
    draw: st.DrawFn, types: dict[str, GraphQLInputType], values: dict[str, tuple[Any, ...]]
) -> dict[str, Any]:
    """Values for what is required and for some of the rest; at most one of them is a misfit."""
    needed = {name for name, type_ in types.items() if isinstance(type_, GraphQLNonNull)}
    given = needed | draw(st.sets(st.sampled_from(sorted(types)), max_size=4) if types else st.just(set()))
    misfit = draw(st.sampled_from([None, None, *sorted(given)]))
    drawn = {
        name: draw(st.sampled_from(MISFITS) if name == misfit else _value(name, types[name], values))
        for name in sorted(given)
    }
    return {name: value for name, value in drawn.items() if value is not LEFT_OUT}


def _value(name: str, type_: GraphQLInputType, values: dict[str, tuple[Any, ...]]) -> st.SearchStrategy[Any]:
    match type_:
        case GraphQLNonNull():
            return _value(name, type_.of_type, values)
        case GraphQLList():
            return st.lists(_value(name, type_.of_type, values), max_size=3)
        case GraphQLEnumType():
            return st.sampled_from([*type_.values])
        case GraphQLInputObjectType() if type_.is_one_of:
            return st.sampled_from(sorted(type_.fields)).flatmap(
                lambda one: st.fixed_dictionaries({one: _value(one, type_.fields[one].type, values)})
            )
        case GraphQLInputObjectType():
            return _fields({key: field.type for key, field in type_.fields.items()}, values)
        case _:
            return st.sampled_from(values.get(name) or values.get(type_.name) or ("x", "甲厂"))


def _selection(field: GraphQLField, levels: int) -> str:
    type_: GraphQLNamedType = get_named_type(field.type)
    if is_leaf_type(type_):
        return ""
    if levels == 0 or not is_object_type(type_):
        return " { __typename }"
    assert isinstance(type_, GraphQLObjectType)
    free = {
        name: inner
        for name, inner in type_.fields.items()
        if not any(is_required_argument(argument) for argument in inner.args.values())
    }
    return f" {{ {' '.join(name + _selection(inner, levels - 1) for name, inner in free.items())} }}"
