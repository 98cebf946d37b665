"""Giving and ending grants: on record like any other fact."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from pydantic import Field

from xiangmu.access.principals import EVERYWHERE, Grant
from xiangmu.access.roles import Role
from xiangmu.db import tables as t
from xiangmu.db.ids import unit_id
from xiangmu.db.records import RoleGrant
from xiangmu.services.command import Input, Need
from xiangmu.services.identity.managing import another_admin, may_give, not_oneself, of_account, of_admins
from xiangmu.services.problems import Code
from xiangmu.services.work import Live, Work


class GrantGive(Input):
    """授予一个账号一个角色。"""

    account: UUID = Field(title="账号")
    role: Role = Field(title="角色")
    jurisdiction: str = Field("", title="辖区", description="平台管理员不填")
    unit: str = Field("", title="责任单位", description="只限一个单位; 填报员必填")
    since: date | None = Field(None, title="起日", description="不填为当日")
    until: date | None = Field(None, title="止日", description="含当日; 不填为不限")

    def needs(self) -> Iterable[Need]:
        """The account and what it was granted."""
        return of_account(self.account)


class GrantEnd(Input):
    """结束一项授权,当即生效。"""

    grant: UUID = Field(title="授权")

    def needs(self) -> Iterable[Need]:
        """The grant, and the administrators."""
        yield Need(table=t.role_grant, column="fact_id", content=self.grant)
        yield from of_admins()


def grant_give(work: Work, data: GrantGive) -> UUID:
    """Record the grant, in the jurisdiction where it holds."""
    if data.jurisdiction == EVERYWHERE:
        work.extend(EVERYWHERE, "jurisdiction")
    else:
        work.enter(data.jurisdiction)
    if not may_give(work.principal, data.role, data.jurisdiction):
        work.refuse("role", Code.NOT_ALLOWED, "这项授权超出您可以管理的范围")
    # only now: who manages nothing there is not told which accounts there are
    found = work.rows.find(t.account, "fact_id", data.account)
    if not found or found[0]["disabled"]:
        work.refuse("account", Code.NOT_FOUND, f"没有账号 {data.account}, 或已停用")
    not_oneself(work, data.account)
    if data.unit:
        work.unit(data.unit)
    since = data.since or work.today
    if data.until and data.until < since:
        work.problem("until", Code.REVERSED, f"止日 {data.until} 早于起日 {since}")
    work.require()
    _fitting(work, data, since)
    grant = RoleGrant(
        id=work.new_id(),
        account=data.account,
        role=data.role,
        unit=data.unit,
        since=since,
        until=data.until,
    )
    if any(_overlaps(live.fact, grant) for live in _same(work, data)):
        work.refuse("role", Code.DUPLICATE, "同一角色在同一范围内已有时间重叠的授权")
    return work.append(grant)


def grant_end(work: Work, data: GrantEnd) -> UUID:
    """End the grant."""
    found = work.find(RoleGrant, "fact_id", data.grant)
    if not found or not may_give(work.principal, found[0].fact.role, found[0].row["jurisdiction"]):
        work.refuse("grant", Code.NOT_FOUND, f"没有授权 {data.grant}")
    live = found[0]
    work.scope = live.row["jurisdiction"]
    not_oneself(work, live.fact.account)
    if live.fact.role == Role.PLATFORM_ADMIN:
        another_admin(work, live.fact.account)
    work.end(live)
    return data.grant


def _fitting(work: Work, data: GrantGive, since: date) -> None:
    unit = unit_id(data.jurisdiction, data.unit) if data.unit else None
    try:
        Grant(role=data.role, jurisdiction=data.jurisdiction, unit=unit, since=since, until=data.until)
    except ValueError as error:
        work.refuse("role", Code.NOT_ALLOWED, str(error))


def _same(work: Work, data: GrantGive) -> Iterable[Live[RoleGrant]]:
    return (
        live
        for live in work.find(RoleGrant, "account_id", data.account)
        if (live.fact.role, live.row["jurisdiction"], live.fact.unit)
        == (data.role, data.jurisdiction, data.unit)
    )


def _overlaps(one: RoleGrant, other: RoleGrant) -> bool:
    return one.since <= (other.until or date.max) and other.since <= (one.until or date.max)
