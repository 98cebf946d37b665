"""GraphQL type of periods."""

from datetime import date
from typing import Self

import strawberry
from strawberry import field

from xiangmu.api.enums import PeriodKind
from xiangmu.plugin import periods


@strawberry.type(description="考核期,起止两天都算在内。")
class Period:
    """A period."""

    text: str = field(description="写法,如 2023Q2;作为查询参数时用它。")
    title: str = field(description="中文说法,如 2023年第2季度。")
    kind: PeriodKind = field(description="长短。")
    start: date = field(description="第一天。")
    end: date = field(description="最后一天。")

    @classmethod
    def of(cls, period: periods.Period) -> Self:
        """As computed."""
        return cls(text=str(period), title=period.title, kind=period.kind, start=period.start, end=period.end)
