"""The outbox: what is to be told to the groups of a jurisdiction, written down together with what brought it about.

A command calls ``notify``; a step of the tick, which no command brings about, calls ``announce``. Who receives a
message, and when, is the business of the tick: see ``xiangmu.services.notices.delivering``.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.db import tables as t
from xiangmu.db.ids import NAMES, unit_id
from xiangmu.db.notices import TextFormat, Topic
from xiangmu.plugin.value import value
from xiangmu.services.work import Work


@value
class Notice:
    """What is to be told.

    It reaches every channel that takes the topic: of ``unit`` (its key) those that take it, of none ("") all.
    Groups are outside of the house: no names of people, no phone numbers. What people typed is told as TEXT.
    """

    topic: Topic
    title: str
    text: str
    unit: str = ""
    format: TextFormat = TextFormat.TEXT


def notify(work: Work, notice: Notice, *, channel: UUID | None = None) -> UUID:
    """Tell it when the command is carried out, in the jurisdiction it is about; never when it is refused.

    ``channel``: to that channel alone. Returns the message's id.
    """
    identity = work.new_id()
    written = _row(identity, work.scope, notice, work.now)
    work.put(t.notification, {**written, "no": work.no, "channel_id": channel})
    return identity


async def announce(
    connection: AsyncConnection, jurisdiction: str, notices: Iterable[tuple[str, Notice]], now: datetime
) -> int:
    """Tell what time brought about, each under a key that says what it is: told once, however often this is called.

    Returns how many were not told before. In one statement; the connection's transaction may write.
    """
    rows = [
        {**_row(uuid5(NAMES, f"notification/{key}"), jurisdiction, notice, now), "key": key}
        for key, notice in notices
    ]
    if not rows:
        return 0
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    once = insert(t.notification).on_conflict_do_nothing(index_elements=[t.notification.c.key])
    told = await connection.execute(once.returning(t.notification.c.id), rows)
    return len(told.all())


def _row(identity: UUID, jurisdiction: str, notice: Notice, now: datetime) -> dict[str, Any]:
    return {
        "id": identity,
        "jurisdiction": jurisdiction,
        "no": None,
        "key": None,
        "topic": notice.topic.value,
        "unit_id": unit_id(jurisdiction, notice.unit) if notice.unit else None,
        "channel_id": None,
        "title": notice.title,
        "text": notice.text,
        "format": notice.format.value,
        "made_at": now,
        "spread_at": None,
    }
