"""GraphQL types that every entity shares: the interface of all that has an id, connections, ranges, orders."""

from datetime import date, datetime
from typing import Generic, TypeVar

import strawberry
from strawberry import field

from xiangmu.api.costs import COUNTING
from xiangmu.api.enums import describe
from xiangmu.api.reader.entity import Direction

T = TypeVar("T")

describe(Direction, "排序方向。", {Direction.ASC: "从小到大,从早到晚", Direction.DESC: "从大到小,从晚到早"})


@strawberry.interface(description="有全局标识的对象。")
class Node:
    """Whatever ``node(id:)`` finds."""

    id: strawberry.ID = field(description="全局标识,不含可解读的内容,更正之后不变。")


@strawberry.type(description="本页的位置。")
class PageInfo:
    """Where a page begins and ends."""

    has_next_page: bool = field(description="后面是否还有。")
    has_previous_page: bool = field(description="是否从游标之后开始,即前面是否还有。")
    start_cursor: str | None = field(description="本页第一项的游标;空页为空。")
    end_cursor: str | None = field(description="本页最后一项的游标,作下一页的 after;空页为空。")


@strawberry.type(description="列表中的一项及其游标。")
class Edge(Generic[T]):
    """One entry of a connection."""

    cursor: str = field(description="本项的游标,只在同一排序下有效。")
    node: T = field(description="本项。")


@strawberry.type(description="分页的列表。")
class Connection(Generic[T]):
    """A list that is read a page at a time."""

    edges: list[Edge[T]] = field(description="本页各项及其游标。")
    nodes: list[T] = field(description="本页各项。")
    page_info: PageInfo = field(description="本页的位置。")
    total_count: int = field(description="符合筛选条件的总数,不限于本页。", metadata=COUNTING)


@strawberry.input(description="日期范围,两端都含;不填的一端不限。")
class DateRange:
    """Days, both ends included."""

    since: date | None = field(default=strawberry.UNSET, description="自这一天起。")
    until: date | None = field(default=strawberry.UNSET, description="到这一天为止。")


@strawberry.input(description="时刻范围,两端都含;不填的一端不限。")
class InstantRange:
    """Instants, both ends included."""

    since: datetime | None = field(default=strawberry.UNSET, description="自这一时刻起。")
    until: datetime | None = field(default=strawberry.UNSET, description="到这一时刻为止。")
