"""Enumerations of the plugin API with the Chinese descriptions that the schema needs."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

import strawberry
from strawberry.types.enum import StrawberryEnumDefinition

E = TypeVar("E", bound=StrEnum)


def describe(kind: type[E], description: str, values: Mapping[E, str], name: str | None = None) -> type[E]:
    """Let ``kind`` appear in the schema. Raises KeyError for a member that ``values`` does not describe."""
    strawberry.enum(kind, name=name, description=description)
    definition: StrawberryEnumDefinition = kind.__strawberry_definition__  # type: ignore[attr-defined]  # set above
    for member in definition.values:
        member.description = values[kind(member.value)]
    return kind
