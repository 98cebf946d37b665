"""Accounts (账号), what they were granted (授权) and their API tokens (令牌): what those see who keep them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from sqlalchemy import Select, select
from strawberry import field

from xiangmu.api.entities.facts import Recorded, recorded
from xiangmu.api.entities.history import trace
from xiangmu.api.entities.roles import Permission, Role
from xiangmu.api.reader.codecs import member, members
from xiangmu.api.reader.entity import Column, Computed, Direction, Environment, Expression, Many, One, Order
from xiangmu.api.reader.expressions import among, bytewise, or_null
from xiangmu.api.reader.filters import days, ids, one_of, truth
from xiangmu.db import tables as t

if TYPE_CHECKING:
    from xiangmu.api.entities.units import Jurisdiction, Unit

ACCOUNT_PREFIX = "acc"
_A, _G, _T, _J = t.account.c, t.role_grant.c, t.api_token.c, t.jurisdiction.c


async def _logins(environment: Environment, needs: Sequence[Sequence[Any]]) -> list[Any]:
    credential = t.credential.c
    return await _by_key(environment, select(credential.id, credential.login), credential.id, needs)


async def _names(environment: Environment, needs: Sequence[Sequence[Any]]) -> list[Any]:
    person = t.person.c
    seen = select(person.id, person.name).where(environment.rule(t.person))
    return await _by_key(environment, seen, person.id, needs)


def _jurisdiction(column: Expression) -> One:
    return One(to="Jurisdiction", on=or_null(column), by=_J.key)


async def _used(environment: Environment, needs: Sequence[Sequence[Any]]) -> list[Any]:
    use = t.token_use.c
    return await _by_key(environment, select(use.id, use.used_at), use.id, needs)


async def _by_key(
    environment: Environment, statement: Select[Any], key: Expression, needs: Sequence[Sequence[Any]]
) -> list[Any]:
    """What stands under the same key in a table beside the ledger, if anything does."""
    keys = [row for (row,) in needs]
    rows = (await environment.execute(statement.where(among(key, keys)))).all()
    found = {row[0]: row[1] for row in rows}
    return [found.get(row) for row in keys]


ROLE_GRANT = recorded(
    "RoleGrant",
    "授权",
    "grt",
    t.role_grant,
    {
        "account": One(to="Account", on=_G.account_id),
        "role": Column(column=_G.role, codec=member(Role)),
        "jurisdiction": _jurisdiction(_G.jurisdiction),
        "unit": One(to="Unit", on=_G.unit_id),
        "since": Column(column=_G.since),
        "until": Column(column=_G.until),
    },
    filters={
        "account": ids(ACCOUNT_PREFIX, _G.account_id, "账号"),
        "role": one_of(Role, _G.role, "角色"),
        "since": days(_G.since, "起日。"),
    },
    orders={"SINCE": Order(by=_G.since, description="起日")},
    order=(("SINCE", Direction.DESC),),
)

API_TOKEN = recorded(
    "ApiToken",
    "令牌",
    "tok",
    t.api_token,
    {
        "account": One(to="Account", on=_T.account_id),
        "title": Column(column=_T.title),
        "scopes": Column(column=_T.scopes, codec=members(Permission)),
        "expiresOn": Column(column=_T.expires_on),
        "lastUsedAt": Computed(type="DateTime", needs=(_T.fact_id,), fill=_used),
    },
    filters={
        "account": ids(ACCOUNT_PREFIX, _T.account_id, "账号"),
        "expiresOn": days(_T.expires_on, "到期日。"),
    },
    orders={
        "TITLE": Order(by=bytewise(_T.title), description="用途"),
        "EXPIRES_ON": Order(by=_T.expires_on, description="到期日"),
    },
    order=(("EXPIRES_ON", Direction.ASC),),
)

ACCOUNT = recorded(
    "Account",
    "账号",
    ACCOUNT_PREFIX,
    t.account,
    {
        "jurisdiction": _jurisdiction(_A.jurisdiction),
        "login": Computed(type="String", needs=(_A.fact_id,), fill=_logins),
        "name": Computed(type="String", needs=(_A.fact_id,), fill=_names),
        "disabled": Column(column=_A.disabled),
        "grants": Many(to="RoleGrant", on=_G.account_id),
        "tokens": Many(to="ApiToken", on=_T.account_id),
    },
    filters={"disabled": truth(_A.disabled.is_(True), "是否已停用。")},
    orders={},
    order=(("RECORDED", Direction.DESC),),
    parts=(trace(ROLE_GRANT, _G.account_id), trace(API_TOKEN, _T.account_id)),
)


@strawberry.type(description="授权:一个账号在一个辖区、或只在其中一个单位,自某日起担任一个角色。")
class RoleGrant(Recorded):
    """A grant."""

    account: Annotated["Account", strawberry.lazy(__name__)] | None = field(description="账号。")
    role: Role = field(description="角色。")
    jurisdiction: Annotated["Jurisdiction", strawberry.lazy("xiangmu.api.entities.units")] | None = field(
        description="辖区;平台管理员为空。"
    )
    unit: Annotated["Unit", strawberry.lazy("xiangmu.api.entities.units")] | None = field(
        description="只限这个单位;空为整个辖区。"
    )
    since: date = field(description="起日。")
    until: date | None = field(description="止日,含当日;空为不限。")


@strawberry.type(description="供程序使用的令牌。令牌本身只在发放时给出一次,系统不保存。")
class ApiToken(Recorded):
    """An API token."""

    account: Annotated["Account", strawberry.lazy(__name__)] | None = field(description="属于哪个账号。")
    title: str = field(description="用途。")
    scopes: list[Permission] = field(description="可用的权限;账号没有的权限仍不能用。")
    expires_on: date = field(description="到期日,含当日。")
    last_used_at: datetime | None = field(description="最近一次使用的大致时刻;没有用过的为空。")


@strawberry.type(description="账号。")
class Account(Recorded):
    """Somebody who can sign in."""

    jurisdiction: Annotated["Jurisdiction", strawberry.lazy("xiangmu.api.entities.units")] | None = field(
        description="由哪个辖区管理;全系统的账号为空。"
    )
    login: str | None = field(description="登录名;已注销的为空。")
    name: str | None = field(description="姓名;没有登记、已抹去或无权查看的为空。")
    disabled: bool = field(description="是否已停用。")
    grants: list[RoleGrant] = field(description="授权,包括尚未开始和已经过期的。")
    tokens: list[ApiToken] = field(description="没有撤销的令牌。")
