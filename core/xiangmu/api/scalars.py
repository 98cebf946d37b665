"""Scalars: how dates, instants, money and points look on the wire."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import NewType
from uuid import UUID

import strawberry
from graphql import GraphQLError
from strawberry.types.scalar import ScalarDefinition

from xiangmu.plugin.money import as_wan
from xiangmu.plugin.points import printed
from xiangmu.plugin.recurrence import SHANGHAI

Wan = NewType("Wan", int)
"""Integer yuan, shown in 万元."""
Points = NewType("Points", Fraction)
"""Exact points, shown as printed."""
Mu = NewType("Mu", int)
"""Integer hundredths of a 亩, shown in 亩."""


def _text(read: Callable[[str], object], problem: str) -> Callable[[object], object]:
    def parse(given: object) -> object:
        try:
            if isinstance(given, str):
                return read(given)
        except (ValueError, OverflowError):
            pass
        raise GraphQLError(problem)

    return parse


def _read_date(text: str) -> date:
    day = date.fromisoformat(text)
    if day.isoformat() != text:
        raise ValueError(text)
    return day


def _read_instant(text: str) -> datetime:
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError(text)
    return instant.astimezone(SHANGHAI)


def as_mu(hundredths: int) -> str:
    """Hundredths of a 亩 as clients read them."""
    return f"{hundredths // 100}.{hundredths % 100:02}"


def show_instant(instant: datetime) -> str:
    """As clients read it, in the time of Beijing."""
    return instant.astimezone(SHANGHAI).isoformat()


SCALARS: Mapping[object, ScalarDefinition] = {
    date: strawberry.scalar(
        name="Date",
        description="日期,形如 2023-06-30。均指北京时间的日历日。",
        serialize=date.isoformat,
        parse_value=_text(_read_date, "日期须形如 2023-06-30"),
    ),
    datetime: strawberry.scalar(
        name="DateTime",
        description="带时差的时刻,形如 2023-06-30T18:00:00+08:00。",
        serialize=show_instant,
        parse_value=_text(_read_instant, "时刻须带时差, 形如 2023-06-30T18:00:00+08:00"),
    ),
    UUID: strawberry.scalar(
        name="UUID",
        description="项目、事实或公布稿的标识。更正之后不变。",
        serialize=str,
        parse_value=_text(UUID, "不是有效的标识"),
    ),
    Wan: strawberry.scalar(
        name="Wan",
        description='金额,单位万元。四位小数的十进制字符串,精确到元,如 "12345.6789"。',
        serialize=as_wan,
    ),
    Mu: strawberry.scalar(
        name="Mu",
        description='面积,单位亩。两位小数的十进制字符串,如 "12.50"。',
        serialize=as_mu,
    ),
    Points: strawberry.scalar(
        name="Points",
        description='公布的分值:四舍五入到两位小数的十进制字符串,如 "48.67"。',
        serialize=printed,
    ),
    Fraction: strawberry.scalar(
        name="Fraction",
        description='精确的数:整数或最简分数的字符串,如 "20"、"146/3"。',
        serialize=str,
    ),
}
