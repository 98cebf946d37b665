"""Opaque ids that name a row of one entity: ``prj_`` and the digits of its key."""

import re
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, String, Uuid, cast

from xiangmu.api.reader.codecs import Codec
from xiangmu.api.reader.documents import digits, name

Key: TypeAlias = UUID | int
_HEX = re.compile(r"[0-9a-f]{32}")
_DECIMAL = re.compile(r"[1-9][0-9]{0,8}")


class IdError(ValueError):
    """The text is no id of the entity; the message is for the client."""


def typed_id(prefix: str, column: ColumnElement[Any]) -> Codec:
    """How the keys in ``column`` are shown."""
    if not isinstance(column.type, Uuid | Integer):
        raise TypeError(f"列 {column} 不能作标识")

    def read(key: Key) -> str:
        return f"{prefix}_{key.hex if isinstance(key, UUID) else key}"

    def show(key: ColumnElement[Any]) -> ColumnElement[str]:
        return name(f"{prefix}_") + (digits(key) if isinstance(key.type, Uuid) else cast(key, String))

    return Codec(leaf="ID", read=read, show=show)


def prefix_of(text: str) -> str:
    """What stands before the digits; "" when nothing does."""
    return text.rpartition("_")[0]


def key_in(text: str, prefix: str, column: ColumnElement[Any]) -> Key:
    """The key that ``text`` shows. Raises IdError."""
    found, _, digits = text.rpartition("_")
    if found == prefix:
        if isinstance(column.type, Uuid) and _HEX.fullmatch(digits):
            return UUID(digits)
        if isinstance(column.type, Integer) and _DECIMAL.fullmatch(digits):
            return int(digits)
    raise IdError(f"“{text[:80]}”不是有效的标识, 应形如 {prefix}_…")
