"""Amounts from … to …, as a filter."""

import re
from collections.abc import Mapping
from typing import Any

import strawberry
from strawberry import field

from xiangmu.api.reader.entity import Condition, Expression, Filter
from xiangmu.api.reader.filters import within
from xiangmu.api.scalars import Wan
from xiangmu.plugin.money import wan

AMOUNT = re.compile(r"-?[0-9]{1,14}(\.[0-9]{1,4})?")


@strawberry.input(description="金额范围,单位万元,两端都含;不填的一端不限。")
class WanRange:
    """Amounts, both ends included."""

    least: Wan | None = field(default=strawberry.UNSET, description="不少于。")
    most: Wan | None = field(default=strawberry.UNSET, description="不多于。")


def amounts(column: Expression, description: str) -> Filter:
    """The column, which holds yuan, is within the range given."""

    def where(given: Mapping[str, Any]) -> Condition:
        bounds = (given.get(name) for name in ("least", "most"))
        return within(column, *(None if bound is None else read_yuan(bound) for bound in bounds))

    return Filter(type=WanRange, description=description, where=where)


def read_yuan(given: object) -> int:
    """The yuan in an amount as clients write it. Raises ValueError in Chinese."""
    if not isinstance(given, str) or not AMOUNT.fullmatch(given):
        raise ValueError('金额须为万元的十进制字符串, 至多四位小数, 如 "12345.6789"')
    return wan(given)
