"""What was asked to be exported: the list or the figures, and the arguments as the API takes them."""

from collections.abc import Mapping
from typing import Any

from graphql import (
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLScalarType,
)

from xiangmu.plugin.value import value

TASKS = "tasks"
"""Tables of tasks: no list of the API, but a form."""
MOST_CHARACTERS = 50_000
"""Of the arguments of one export."""


@value
class Wanted:
    """``of`` is the root field of the query; ``arguments`` are JSON. ``form`` is the key of a form, "" for none."""

    of: str
    arguments: Mapping[str, Any]
    form: str = ""


def literal(type_: GraphQLInputType, content: Any) -> Any:
    """``content``, which was read as that type, as JSON again."""
    if content is None:
        return None
    if isinstance(type_, GraphQLNonNull):
        return literal(type_.of_type, content)
    if isinstance(type_, GraphQLList):
        return [literal(type_.of_type, one) for one in content]
    if isinstance(type_, GraphQLInputObjectType):
        return {name: literal(type_.fields[name].type, one) for name, one in content.items()}
    if isinstance(type_, GraphQLScalarType) and isinstance(content, str | int | float):
        # some scalars, such as money, are left as they came
        return content
    return type_.coerce_output_value(content)
