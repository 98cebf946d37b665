"""What the commands on accounts, grants and tokens show: the row, and a new secret the one time it is known."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

import strawberry

from xiangmu.api.entities.access import ACCOUNT, API_TOKEN, ROLE_GRANT, Account, ApiToken, RoleGrant
from xiangmu.api.entities.calendars import CALENDAR_FEED, CalendarFeed
from xiangmu.api.mutations.payloads import Done, Gives, Tells, named
from xiangmu.api.reader.entity import Entity
from xiangmu.services.calendars.addresses import calendar_address
from xiangmu.services.calendars.feeds import CalendarFeedOpen, CalendarFeedRevoke
from xiangmu.services.command import Input
from xiangmu.services.identity.accounts import (
    AccountDisable,
    AccountEnable,
    AccountErase,
    AccountOpen,
    AccountReset,
)
from xiangmu.services.identity.grants import GrantEnd, GrantGive
from xiangmu.services.identity.tokens import TokenIssue, TokenRevoke

GIVES_SECRET = (AccountOpen, AccountReset, TokenIssue, CalendarFeedOpen)
"""Their secret is shown once, by their own payload."""


def _row(name: str, type_: Any, entity: Entity) -> Gives:
    of = named(entity)
    return Gives(
        name=name,
        type=type_,
        of=lambda _: of,
        description=f"{entity.title}。",
        key=lambda done: UUID(done.receipt.subject),
    )


def _id(entity: Entity, description: str) -> Tells:
    """For what has ended: it is no longer there to be shown."""

    def tell(done: Done) -> str:
        return f"{entity.id.prefix}_{UUID(done.receipt.subject).hex}"

    return Tells(name="id", type=strawberry.ID, description=description, tell=tell)


def _secret(name: str, description: str, shown: Callable[[str], str] = str) -> Tells:
    def tell(done: Done) -> str | None:
        # sent again, a request is not carried out again: what was made this time is nobody's secret
        return None if done.receipt.replayed else shown(done.data.secret)  # type: ignore[attr-defined]  # of GIVES_SECRET

    return Tells(name=name, type=str, description=description, tell=tell)


_ACCOUNT = _row("account", Account, ACCOUNT)
_ONCE = _secret(
    "secret",
    "一次性口令,只在这里给出一次;本人凭它用 passwordRedeem 设定口令,七天内有效。重发的请求不再给出。",
)
IDENTITY: Mapping[type[Input], tuple[Gives | Tells, ...]] = {
    AccountOpen: (_ACCOUNT, _ONCE),
    AccountDisable: (_ACCOUNT,),
    AccountEnable: (_ACCOUNT,),
    AccountReset: (_ACCOUNT, _ONCE),
    AccountErase: (_ACCOUNT,),
    GrantGive: (_row("grant", RoleGrant, ROLE_GRANT),),
    GrantEnd: (_id(ROLE_GRANT, "已结束的授权的标识。"),),
    TokenIssue: (
        _row("token", ApiToken, API_TOKEN),
        _secret("secret", "令牌,只在这里给出一次。重发的请求不再给出。"),
    ),
    TokenRevoke: (_id(API_TOKEN, "已撤销的令牌的标识。"),),
    CalendarFeedOpen: (
        _row("feed", CalendarFeed, CALENDAR_FEED),
        _secret(
            "address",
            "日历的地址,接在本系统的网址之后;只在这里给出一次,重发的请求不再给出。谁有它,谁就看得到日程。",
            calendar_address,
        ),
    ),
    CalendarFeedRevoke: (_id(CALENDAR_FEED, "已撤销的日历订阅的标识。"),),
}
