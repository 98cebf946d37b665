"""From deliveries to groups: at least once each, within every robot's limits, again later when it fails.

A round takes the next due message of each channel: it is claimed in a short transaction, sent while no transaction
is open, and what came of it is noted in another. Whoever dies in between has claimed it for ``CLAIMED``; then it is
sent again, perhaps for the second time: robots cannot be asked what they have.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import bindparam, exists, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.db import tables as t
from xiangmu.db.engine import Database
from xiangmu.db.listed import among
from xiangmu.db.notices import ChannelKind, DeliveryState, Failure, TextFormat
from xiangmu.plugin.value import value
from xiangmu.services.clock import Clock
from xiangmu.services.notices.robots.sending import Robot, Sender
from xiangmu.services.notices.robots.vendors import VENDORS, Verdict
from xiangmu.services.notices.robots.writing import Message

LOG = logging.getLogger("xiangmu.notices")
N, D, C, A, U = (
    table.c
    for table in (
        t.notification,
        t.notification_delivery,
        t.notification_channel,
        t.channel_address,
        t.channel_use,
    )
)
WAITS = tuple(timedelta(seconds=seconds) for seconds in (30, 60, 120, 300, 900, 3600, 10_800))
"""Before the second attempt and so on; what fails after the last is dead. Nothing is left to chance: each channel's
messages go one after another anyway."""
CLAIMED = timedelta(minutes=2)
"""Much longer than a message may take."""
AT_ONCE = 8
"""Channels in one round."""
FINAL = frozenset(
    {
        Failure.NO_SUCH_ROBOT,
        Failure.NOT_TRUSTED,
        Failure.CONTENT_REFUSED,
        Failure.REDIRECTED,
        Failure.HOST_NOT_ALLOWED,
    }
)
"""What would fail again."""
OF_CHANNEL = frozenset({Failure.UNREACHABLE, Failure.TIMEOUT, Failure.SERVER_ERROR, Failure.RATE_LIMITED})
"""What other messages would meet with as well: the channel is left alone for a while."""


@value
class Claim:
    """A message that this process may send now; ``attempt`` counts from 1."""

    delivery: UUID
    channel: UUID
    attempt: int
    robot: Robot
    message: Message


@value
class Sent:
    """What came of it, and when."""

    claim: Claim
    verdict: Verdict
    at: datetime


async def deliver(
    database: Database, clock: Clock, sender: Sender, stopping: Callable[[], bool] = lambda: False
) -> int:
    """Send what is due until nothing is, or until ``stopping``. Returns how many messages went through."""
    delivered = 0
    while not stopping() and (claims := await _claim(database, clock())):
        sent = await asyncio.gather(*(_send(sender, clock, claim) for claim in claims))
        await _note(database, sent)
        delivered += sum(one.verdict.failure is None for one in sent)
    return delivered


async def _send(sender: Sender, clock: Clock, claim: Claim) -> Sent:
    verdict = await sender.send(claim.robot, claim.message, clock())
    if verdict.failure:
        told = {"channel": claim.channel, "failure": verdict.failure, "code": verdict.code or ""}
        LOG.warning("通知没有送到", extra={"told": told | {"attempt": claim.attempt}})
    return Sent(claim=claim, verdict=verdict, at=clock())


async def _claim(database: Database, now: datetime) -> list[Claim]:
    async with database.reading() as connection:
        if not await connection.scalar(select(exists(_due(now)))):
            return []
    async with database.writing() as connection:
        due = (await connection.execute(_due(now))).mappings().all()
        used = await _used(connection, {row["channel_id"] for row in due}, now)
        free = [row for row in due if _is_free(ChannelKind(row["kind"]), used[row["channel_id"]], now)]
        claims = [_claimed(row) for row in free[:AT_ONCE]]
        if claims:
            taken = update(t.notification_delivery).where(D.id == bindparam("taken"))
            counted = taken.values(attempts=bindparam("attempt"), next_at=now + CLAIMED)
            await connection.execute(counted, [{"taken": c.delivery, "attempt": c.attempt} for c in claims])
            uses = [{"id": uuid4(), "channel_id": claim.channel, "at": now} for claim in claims]
            await connection.execute(insert(t.channel_use), uses)
    return claims


def _due(now: datetime) -> Any:
    """The next due delivery of each channel that is in use and not left alone."""
    place = func.row_number().over(partition_by=D.channel_id, order_by=(D.made_at, D.id))
    first = (
        select(D.id, D.channel_id, D.attempts, D.made_at, D.notification_id, place.label("place"))
        .where(D.state == DeliveryState.PENDING.value, D.next_at <= now)
        .subquery()
    )
    return (
        select(first, C.kind, A.url, A.secret, N.title, N.text, N.format)
        .select_from(first)
        .join(t.notification, N.id == first.c.notification_id)
        .join(t.channel_address, A.id == first.c.channel_id)
        .join(t.notification_channel, C.fact_id == first.c.channel_id)
        .where(first.c.place == 1, C.ended_no.is_(None), C.disabled.is_(False))
        .where(or_(A.paused_until.is_(None), A.paused_until <= now))
        .order_by(first.c.made_at, first.c.id)
    )


async def _used(
    connection: AsyncConnection, channels: set[UUID], now: datetime
) -> Mapping[UUID, Sequence[datetime]]:
    """When each was used of late."""
    longest = max(limit.within for vendor in VENDORS.values() for limit in vendor.limits)
    found = select(U.channel_id, U.at).where(among(U.channel_id, sorted(channels)), U.at > now - longest)
    used: dict[UUID, list[datetime]] = defaultdict(list)
    for channel, at in await connection.execute(found):
        used[channel].append(at)
    return used


def _is_free(kind: ChannelKind, used: Sequence[datetime], now: datetime) -> bool:
    return all(sum(at > now - limit.within for at in used) < limit.most for limit in VENDORS[kind].limits)


def _claimed(row: Mapping[Any, Any]) -> Claim:
    return Claim(
        delivery=row["id"],
        channel=row["channel_id"],
        attempt=row["attempts"] + 1,
        robot=Robot(kind=ChannelKind(row["kind"]), url=row["url"], secret=row["secret"]),
        message=Message(title=row["title"], text=row["text"], format=TextFormat(row["format"])),
    )


async def _note(database: Database, sent: Sequence[Sent]) -> None:
    async with database.noting() as connection:
        # whoever claimed it anew meanwhile notes what came of that
        mine = update(t.notification_delivery).where(
            D.id == bindparam("taken"), D.attempts == bindparam("attempt")
        )
        noted = ("state", "next_at", "failure", "answer_code", "delivered_at")
        values = {name: bindparam(f"new_{name}", type_=D[name].type) for name in noted}
        await connection.execute(mine.values(values), [_outcome(one) for one in sent])
        if pauses := [
            {"paused": one.claim.channel, "until": one.at + _wait(one)}
            for one in sent
            if one.verdict.failure in OF_CHANNEL
        ]:
            pausing = update(t.channel_address).where(A.id == bindparam("paused"))
            until = bindparam("until", type_=A.paused_until.type)
            await connection.execute(pausing.values(paused_until=until), pauses)


def _outcome(one: Sent) -> dict[str, Any]:
    claim, verdict = one.claim, one.verdict
    if verdict.failure is None:
        state = DeliveryState.DELIVERED
    elif verdict.failure in FINAL or claim.attempt > len(WAITS):
        state = DeliveryState.DEAD
    else:
        state = DeliveryState.PENDING
    return {
        "taken": claim.delivery,
        "attempt": claim.attempt,
        "new_state": state.value,
        "new_next_at": one.at + _wait(one),
        "new_failure": verdict.failure and verdict.failure.value,
        "new_answer_code": verdict.code,
        "new_delivered_at": one.at if state is DeliveryState.DELIVERED else None,
    }


def _wait(one: Sent) -> timedelta:
    """Until the next attempt."""
    wait = WAITS[min(one.claim.attempt, len(WAITS)) - 1]
    if one.verdict.failure is Failure.RATE_LIMITED:
        return max(wait, VENDORS[one.claim.robot.kind].rest)
    return wait
