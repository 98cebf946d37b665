"""From messages to deliveries: which channels receive what, decided when the tick comes by."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Select, exists, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.db import tables as t
from xiangmu.db.engine import Database
from xiangmu.db.ids import unit_id
from xiangmu.db.kinds import kind_of
from xiangmu.db.listed import among
from xiangmu.db.notices import DeliveryState, Failure, NotificationChannel, Topic
from xiangmu.plugin.value import value

N, D, C, A = (
    table.c for table in (t.notification, t.notification_delivery, t.notification_channel, t.channel_address)
)
AT_ONCE = 500
"""Messages made into deliveries in one transaction."""
UNSPREAD = select(t.notification).where(N.spread_at.is_(None)).order_by(N.made_at, N.id).limit(AT_ONCE)
LIVE = C.ended_no.is_(None)
Row = Mapping[Any, Any]


@value
class Listening:
    """A channel that is in use, and the jurisdiction whose it is."""

    jurisdiction: str
    channel: NotificationChannel

    def takes(self, message: Row) -> bool:
        """Whether the message is for it."""
        channel = self.channel
        if message["channel_id"] is not None:
            return bool(message["channel_id"] == channel.id)
        if self.jurisdiction != message["jurisdiction"] or Topic(message["topic"]) not in channel.topics:
            return False
        units = {unit_id(self.jurisdiction, unit) for unit in channel.units}
        return not units or message["unit_id"] is None or message["unit_id"] in units


async def spread(database: Database, now: datetime) -> int:
    """Make deliveries of the messages that are new; give up those that lead nowhere. Returns how many are new."""
    async with database.reading() as connection:
        idle = not await connection.scalar(select(or_(exists(UNSPREAD), exists(_stranded(Failure)))))
    if idle:
        return 0
    async with database.writing() as connection:
        made = await _spread(connection, now)
        for failure in (Failure.CHANNEL_DISABLED, Failure.NO_ADDRESS):
            stranded = D.id.in_(_stranded((failure,)))
            dead = {"state": DeliveryState.DEAD.value, "failure": failure.value}
            await connection.execute(update(t.notification_delivery).where(stranded).values(dead))
    return made


async def _spread(connection: AsyncConnection, now: datetime) -> int:
    messages = (await connection.execute(UNSPREAD)).mappings().all()
    if not messages:
        return 0
    listening = await _listening(connection, {message["jurisdiction"] for message in messages})
    if rows := [*_deliveries(messages, listening, now)]:
        await connection.execute(insert(t.notification_delivery), rows)
    done = among(N.id, [message["id"] for message in messages])
    await connection.execute(update(t.notification).where(done).values(spread_at=now))
    return len(rows)


async def _listening(connection: AsyncConnection, jurisdictions: set[str]) -> list[Listening]:
    kind = kind_of(NotificationChannel)
    own = [kind.table.c[column] for _, column in kind.columns]
    found = select(C.jurisdiction, *own).where(
        LIVE, C.disabled.is_(False), among(C.jurisdiction, sorted(jurisdictions))
    )
    rows = (await connection.execute(found.order_by(C.fact_id))).all()
    channels = kind.values([row[1:] for row in rows], {})
    return [
        Listening(jurisdiction=row[0], channel=channel) for row, channel in zip(rows, channels, strict=True)
    ]


def _deliveries(
    messages: Sequence[Row], listening: Sequence[Listening], now: datetime
) -> Iterator[dict[str, Any]]:
    for message in messages:
        for one in listening:
            if one.takes(message):
                yield {
                    "id": _identity(message["id"], one.channel.id),
                    "jurisdiction": message["jurisdiction"],
                    "notification_id": message["id"],
                    "channel_id": one.channel.id,
                    "made_at": message["made_at"],
                    "state": DeliveryState.PENDING.value,
                    "attempts": 0,
                    "next_at": now,
                    "failure": None,
                    "answer_code": None,
                    "delivered_at": None,
                }


def _identity(message: UUID, channel: UUID) -> UUID:
    """The same whoever makes it: nothing is delivered twice into a channel for being spread twice."""
    return uuid5(message, channel.hex)


def _stranded(failures: Any) -> Select[Any]:
    """Deliveries that wait for a channel which is disabled, or of which nobody entered the address."""
    disabled = exists().where(C.fact_id == D.channel_id, LIVE, C.disabled.is_(True))
    nowhere = ~exists().where(A.id == D.channel_id)
    conditions = {Failure.CHANNEL_DISABLED: disabled, Failure.NO_ADDRESS: nowhere}
    chosen = [condition for failure, condition in conditions.items() if failure in failures]
    return select(D.id).where(D.state == DeliveryState.PENDING.value, or_(*chosen))
