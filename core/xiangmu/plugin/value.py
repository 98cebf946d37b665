"""The one way values are written: frozen, slotted, keyword-only dataclasses."""

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

from pydantic import Field

T = TypeVar("T")
LATER = Field(exclude_if=lambda content: content in ((), None, ""))
"""Marks a field that was added after values like this one had been stored: while it is empty it is not written, so that
what was stored before keeps its hash."""


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def value(cls: type[T]) -> type[T]:
    """Make ``cls`` a frozen, slotted, keyword-only dataclass."""
    return dataclass(frozen=True, slots=True, kw_only=True)(cls)
