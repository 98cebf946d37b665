"""Codecs: how what a column holds becomes what a client reads."""

from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement
from strawberry.types.enum import StrawberryEnumDefinition

from xiangmu.api.reader.expressions import python_type
from xiangmu.plugin.value import value

Convert: TypeAlias = Callable[[Any], Any] | None
"""None leaves a value as it is. Null is never converted."""


@value
class Codec:
    """``read`` gives the Python value that the leaf type serializes, ``wire`` what JSON shows of it.

    ``wire`` is given what the column holds, or what JSON holds of it when rows come nested: keys without dashes,
    days and instants as ISO text, on SQLite 0 and 1 for truth.
    """

    leaf: str
    """The GraphQL type: ``Date``, ``[ProjectFlag!]``."""
    read: Convert = None
    wire: Convert = None


TEXT = Codec(leaf="String")
NUMBER = Codec(leaf="Int")
TRUTH = Codec(leaf="Boolean", wire=bool)
DAY = Codec(leaf="Date", wire=str)
"""What columns of the plain types hold; everything else is stated with the column."""

_BY_TYPE: dict[type, Codec] = {str: TEXT, int: NUMBER, bool: TRUTH, date: DAY}


def codec_of(column: ColumnElement[Any]) -> Codec:
    """The codec of a plain column. Raises TypeError when its type says too little."""
    try:
        return _BY_TYPE[python_type(column)]
    except (KeyError, NotImplementedError) as error:
        raise TypeError(f"列 {column} 的类型 {column.type} 须写明 codec") from error


def member(kind: type[Enum]) -> Codec:
    """The stored value of an enumeration that the schema knows."""
    definition: StrawberryEnumDefinition = kind.__strawberry_definition__  # type: ignore[attr-defined]  # the schema knows it
    names = {item.value: item.name for item in definition.values}
    changed = any(stored != name for stored, name in names.items())
    return Codec(leaf=definition.name, wire=names.__getitem__ if changed else None)


def members(kind: type[Enum]) -> Codec:
    """Stored values of an enumeration, separated by blanks."""
    one = member(kind)
    each = one.wire

    def named(text: str) -> list[Any]:
        return [each(word) for word in text.split()] if each else text.split()

    return Codec(leaf=f"[{one.leaf}!]", read=str.split, wire=named)
