"""Calendar feeds (日历订阅): whose they are and when they were last fetched; never their address."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from sqlalchemy import select
from strawberry import field

from xiangmu.api.entities.access import ACCOUNT_PREFIX
from xiangmu.api.entities.facts import Recorded, recorded
from xiangmu.api.reader.entity import Computed, Direction, Environment, One
from xiangmu.api.reader.expressions import among
from xiangmu.api.reader.filters import ids, one_of
from xiangmu.db import tables as t

if TYPE_CHECKING:
    from xiangmu.api.entities.access import Account
    from xiangmu.api.entities.units import Jurisdiction, Unit

_C = t.calendar_feed.c


async def _used(environment: Environment, needs: Sequence[Sequence[Any]]) -> list[Any]:
    use, keys = t.calendar_use.c, [feed for (feed,) in needs]
    rows = await environment.execute(select(use.id, use.used_at).where(among(use.id, keys)))
    found = {row.id: row.used_at for row in rows.all()}
    return [found.get(feed) for feed in keys]


CALENDAR_FEED = recorded(
    "CalendarFeed",
    "日历订阅",
    "cal",
    t.calendar_feed,
    {
        "account": One(to="Account", on=_C.account_id),
        "jurisdiction": One(to="Jurisdiction", on=_C.jurisdiction, by=t.jurisdiction.c.key),
        "unit": One(to="Unit", on=_C.unit_id),
        "lastUsedAt": Computed(type="DateTime", needs=(_C.fact_id,), fill=_used),
    },
    filters={
        "jurisdiction": one_of(str, _C.jurisdiction, "辖区的键"),
        "account": ids(ACCOUNT_PREFIX, _C.account_id, "账号"),
    },
    orders={},
    order=(("RECORDED", Direction.DESC),),
)


@strawberry.type(
    description="日历订阅:一个秘密地址,按账号此刻的权限给出日程。地址只在开通时给出一次,系统不保存。"
)
class CalendarFeed(Recorded):
    """A feed."""

    account: Annotated["Account", strawberry.lazy("xiangmu.api.entities.access")] | None = field(
        description="属于哪个账号。"
    )
    jurisdiction: Annotated["Jurisdiction", strawberry.lazy("xiangmu.api.entities.units")] | None = field(
        description="哪个辖区的日程。"
    )
    unit: Annotated["Unit", strawberry.lazy("xiangmu.api.entities.units")] | None = field(
        description="哪个单位的日程;空为账号自己的待办。"
    )
    last_used_at: datetime | None = field(description="最近一次被取用的大致时刻;没有用过的为空。")
