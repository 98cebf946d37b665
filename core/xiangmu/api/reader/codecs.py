"""Codecs: how what a column holds becomes what a client reads."""

from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement
from strawberry.types.enum import StrawberryEnumDefinition

from xiangmu.api.reader.documents import truth, words
from xiangmu.api.reader.expressions import python_type
from xiangmu.plugin.value import value

Convert: TypeAlias = Callable[[Any], Any] | None
Show: TypeAlias = Callable[[ColumnElement[Any]], ColumnElement[Any]] | None
"""None leaves a value as it is. Null stays null."""


@value
class Codec:
    """``read`` gives the Python value that the leaf type serializes; ``show`` gives in SQL what JSON shows of it.

    Where SQL cannot say that, ``finish`` makes it of what JSON holds.
    """

    leaf: str
    """The GraphQL type: ``Date``, ``[ProjectFlag!]``."""
    read: Convert = None
    show: Show = None
    finish: Convert = None

    def shown(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        """What JSON shows of ``column``."""
        return self.show(column) if self.show else column


TEXT = Codec(leaf="String")
NUMBER = Codec(leaf="Int")
TRUTH = Codec(leaf="Boolean", show=truth)
DAY = Codec(leaf="Date")
"""What columns of the plain types hold; everything else is stated with the column."""

_BY_TYPE: dict[type, Codec] = {str: TEXT, int: NUMBER, bool: TRUTH, date: DAY}


def codec_of(column: ColumnElement[Any]) -> Codec:
    """The codec of a plain column. Raises TypeError when its type says too little."""
    try:
        return _BY_TYPE[python_type(column)]
    except (KeyError, NotImplementedError) as error:
        raise TypeError(f"列 {column} 的类型 {column.type} 须写明 codec") from error


def member(kind: type[Enum]) -> Codec:
    """The stored name of a member of an enumeration that the schema knows."""
    definition: StrawberryEnumDefinition = kind.__strawberry_definition__  # type: ignore[attr-defined]  # the schema knows it
    if any(item.value != item.name for item in definition.values):
        raise TypeError(f"{definition.name} 的成员存的不是名称")
    return Codec(leaf=definition.name)


def members(kind: type[Enum]) -> Codec:
    """Stored names of members, separated by blanks."""
    return Codec(leaf=f"[{member(kind).leaf}!]", read=str.split, show=words)
