"""Calendar feeds: opened for one's own account, revoked at any time. The address is shown once and stored nowhere."""

from collections.abc import Iterable
from uuid import UUID

from pydantic import Field

from xiangmu.access.figures import Sight
from xiangmu.access.principals import PrincipalKind
from xiangmu.access.roles import Permission, Role
from xiangmu.db import tables as t
from xiangmu.db.records import CalendarFeed
from xiangmu.services.command import Input, Need
from xiangmu.services.identity.managing import may_give
from xiangmu.services.identity.secrets import CALENDAR, hash_of, new_secret
from xiangmu.services.problems import Code
from xiangmu.services.work import Work


def _new_secret() -> str:
    return new_secret(CALENDAR)


class CalendarFeedOpen(Input):
    """为自己的账号开通一个日历订阅地址;谁有这个地址,谁就看得到账号此刻看得到的日程。"""

    jurisdiction: str = Field(title="辖区")
    unit: str = Field("", title="单位", description="不填为自己的待办")
    secret: str = Field(default_factory=_new_secret, title="地址中的密钥", exclude=True, repr=False)


class CalendarFeedRevoke(Input):
    """撤销一个日历订阅地址,当即失效。"""

    feed: UUID = Field(title="日历订阅")

    def needs(self) -> Iterable[Need]:
        """The feed."""
        yield Need(table=t.calendar_feed, column="fact_id", content=self.feed)


def calendar_feed_open(work: Work, data: CalendarFeedOpen) -> UUID:
    """Record the hash of the secret, and whose rights the calendar has."""
    work.enter(data.jurisdiction)
    principal = work.principal
    if principal.account is None or principal.kind is not PrincipalKind.ACCOUNT:
        work.refuse("jurisdiction", Code.NOT_ALLOWED, "请以本系统的账号登录后开通")
    sight = Sight(principal=principal, jurisdiction=data.jurisdiction)
    if not sight.part(Permission.READ):
        work.refuse("jurisdiction", Code.NOT_ALLOWED, "没有查看这个辖区的权限")
    if data.unit:
        if work.unit_row(data.unit) is None:
            work.problem("unit", Code.UNKNOWN_UNIT, f"辖区 {data.jurisdiction} 没有单位 {data.unit}")
        elif not sight.of_unit(data.unit, Permission.READ):
            work.problem("unit", Code.NOT_ALLOWED, "没有查看这个单位的权限")
    work.require()
    return work.append(
        CalendarFeed(
            id=work.new_id(), account=principal.account, unit=data.unit, secret_hash=hash_of(data.secret)
        )
    )


def calendar_feed_revoke(work: Work, data: CalendarFeedRevoke) -> UUID:
    """End the feed. Its owner may, and whoever keeps accounts in the jurisdiction."""
    found = work.find(CalendarFeed, "fact_id", data.feed)
    if not found or not (
        work.principal.account == found[0].fact.account
        or may_give(work.principal, Role.REPORTER, found[0].row["jurisdiction"])
    ):
        work.refuse("feed", Code.NOT_FOUND, f"没有日历订阅 {data.feed}")
    work.scope = found[0].row["jurisdiction"]
    work.end(found[0])
    return data.feed
