"""The type ``Subscription``."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import replace
from time import monotonic
from typing import Annotated

import strawberry
from strawberry import argument

from xiangmu.api.changes.queries import After, First, Types, View
from xiangmu.api.changes.reading import Asked, ChangesReader, Place
from xiangmu.api.changes.standpoint import Standpoint, view_of
from xiangmu.api.changes.types import Changes, Resync
from xiangmu.api.context import Context, Info
from xiangmu.api.costs import COUNTING
from xiangmu.api.live.importing import DESCRIPTION as IMPORTING
from xiangmu.api.live.importing import import_run
from xiangmu.api.live.standing import Subscriber, subscriber_of
from xiangmu.db.ledger import read_head
from xiangmu.services.live.following import Stopping

PACE = 0.2
"""Seconds between two readings for one subscription: what happens meanwhile is told together."""
PROGRESS = 60.0
"""Seconds after which a subscriber hears how far the ledger is, though nothing of it is theirs."""
Since = Annotated[int | None, argument(description="从这一号之后补起,断线续订用;不填为从现在起。")]
DESCRIPTION = (
    "变动:自己看得到的对象有了变动、撤去了或者看不到了,随即告知。订上时先来一页(可能没有变动),给出 no 与 view;"
    "断线之后带上它们(since、view)续订,不漏不重。忙不过来时几次变动并作一次。"
    "授权有变时来一页 resync;凭证失效时以错误结束。"
)


def subscription_type(changes_reader: ChangesReader) -> type:
    """All subscriptions."""

    async def changes(
        info: Info,
        first: First = 100,
        since: Since = None,
        after: After = None,
        view: View = None,
        types: Types = None,
    ) -> AsyncGenerator[Changes, None]:
        context = info.context
        asked = changes_reader.asked(since or 0, first, after, view, types)
        if since is None:
            asked = replace(asked, stand=await _now(context), after=Place())
        async for page in _told(changes_reader, context, asked):
            yield page

    made = strawberry.subscription(resolver=changes, description=DESCRIPTION, metadata=COUNTING)
    importing = strawberry.subscription(resolver=import_run, description=IMPORTING, metadata=COUNTING)
    told = {"changes": made, "import_run": importing}
    return strawberry.type(type("Subscription", (), told), description="订阅。")


async def _now(context: Context) -> Standpoint:
    async with context.database.reading() as connection:
        head = await read_head(connection)
    return Standpoint(since=head.no, view=view_of(context.principal), sure=True)


async def _told(reader: ChangesReader, context: Context, asked: Asked) -> AsyncGenerator[Changes, None]:
    """Pages, first what was missed, then whatever happens, for who the subscriber is when it is read."""
    subscriber = subscriber_of(context.subscriber)
    told_at = None
    while True:
        context.become(await subscriber.principal())
        async with subscriber.turns:
            page = await (_anew(context) if _shifted(context, asked) else reader.read(context, asked))
        if page.changes or page.resync or told_at is None or monotonic() - told_at > PROGRESS:
            yield page
            told_at = monotonic()
        asked = _next(asked, page)
        if page.cursor is None:
            try:
                await _news(subscriber, context, asked)
            except Stopping:
                return


async def _news(subscriber: Subscriber, context: Context, asked: Asked) -> None:
    """Wait until there is more to tell, or the subscriber may see other things."""
    await asyncio.sleep(PACE)
    while not await subscriber.follower.beyond(asked.stand.since, subscriber.heartbeat):
        context.become(await subscriber.principal())
        if _shifted(context, asked):
            return


def _shifted(context: Context, asked: Asked) -> bool:
    return asked.stand.sure and asked.stand.view != view_of(context.principal)


def _next(asked: Asked, page: Changes) -> Asked:
    if page.cursor is not None:
        return replace(asked, after=Place.of(page.cursor))
    return replace(asked, stand=Standpoint(since=page.no, view=page.view, sure=True), after=Place())


async def _anew(context: Context) -> Changes:
    stand = await _now(context)
    return Changes(no=stand.since, cursor=None, view=stand.view or "", resync=Resync.RIGHTS, changes=[])
