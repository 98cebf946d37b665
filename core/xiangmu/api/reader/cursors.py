"""Cursors: where a page ends, by the values that its order compares. Opaque, and good for that order only."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Self
from uuid import UUID

import orjson
from sqlalchemy import BigInteger, Uuid, and_, or_

from xiangmu.api.reader.documents import digits, hexadecimal, name, record
from xiangmu.api.reader.entity import Condition, Expression
from xiangmu.api.reader.expressions import python_type
from xiangmu.plugin.value import value

LONGEST = 50_000
"""Names of 2,000 characters may stand in them."""
MALFORMED = "游标无效, 请原样使用 pageInfo 或 edges 给出的游标"
FOREIGN = "游标属于另一种排序或另一个列表, 请从第一页重新开始"


class CursorError(ValueError):
    """The cursor cannot be used; the message is for the client."""


@value
class Ordering:
    """One key of an order."""

    by: Expression
    descending: bool = False

    @property
    def expression(self) -> Expression:
        """For ORDER BY."""
        return self.by.desc() if self.descending else self.by.asc()


@value
class TotalOrder:
    """A whole order: the last key names the row, so that no two rows are equal. ``name`` is part of its cursors."""

    name: str
    keys: tuple[Ordering, ...]

    def over(self, columns: Sequence[Expression]) -> Self:
        """The same order by ``columns`` that hold what its keys hold."""
        keys = (replace(key, by=column) for key, column in zip(self.keys, columns, strict=True))
        return replace(self, keys=tuple(keys))

    @property
    def cursor(self) -> Expression:
        """The cursor of a row."""
        keys = (digits(key.by) if isinstance(key.by.type, Uuid) else key.by for key in self.keys)
        return hexadecimal(record(name(self.name), *keys))

    def after(self, cursor: str) -> Condition:
        """Rows that come after the one at ``cursor``. Raises CursorError."""
        beyond: list[Condition] = []
        equal: list[Condition] = []
        for key, last in zip(self.keys, self._values(cursor), strict=True):
            further = key.by < last if key.descending else key.by > last
            beyond.append(and_(*equal, further))
            equal.append(key.by == last)
        return or_(*beyond)

    def _values(self, cursor: str) -> list[Any]:
        try:
            content = orjson.loads(bytes.fromhex(cursor)) if len(cursor) <= LONGEST else None
        except ValueError:
            content = None
        if not isinstance(content, list) or not content or not isinstance(content[0], str):
            raise CursorError(MALFORMED)
        listed, *values = content
        if listed != self.name or len(values) != len(self.keys):
            raise CursorError(FOREIGN)
        return [_typed(key.by, shown) for key, shown in zip(self.keys, values, strict=True)]


def _typed(by: Expression, shown: Any) -> Any:
    kind = python_type(by)
    try:
        if kind is int and type(shown) is int and abs(shown) < (2**63 if _is_big(by) else 2**31):
            return shown
        if kind is str and type(shown) is str and "\0" not in shown:
            return shown
        if kind is date and type(shown) is str:
            return date.fromisoformat(shown)
        if kind is UUID and type(shown) is str:
            return UUID(hex=shown)
    except ValueError:
        pass
    raise CursorError(MALFORMED)


def _is_big(by: Expression) -> bool:
    return isinstance(by.type, BigInteger)
