"""What nobody asks about any longer: old messages with what became of them, and when channels were used."""

from datetime import datetime, timedelta

from sqlalchemy import delete, exists, or_, select

from xiangmu.db import tables as t
from xiangmu.db.engine import Database
from xiangmu.db.notices import DeliveryState

KEPT = timedelta(days=90)
"""How long a message is kept that waits for nothing."""
USES_KEPT = timedelta(hours=1)
N, D, U = (table.c for table in (t.notification, t.notification_delivery, t.channel_use))


async def tidy(database: Database, now: datetime) -> int:
    """Forget it. Returns how many messages were."""
    waiting = exists().where(D.notification_id == N.id, D.state == DeliveryState.PENDING.value)
    old = (N.made_at < now - KEPT, N.spread_at.is_not(None), ~waiting)
    used = U.at < now - USES_KEPT
    found = or_(exists(select(N.id).where(*old)), exists(select(U.id).where(used)))
    async with database.reading() as connection:
        if not await connection.scalar(select(found)):
            return 0
    async with database.noting() as connection:
        gone = select(N.id).where(*old)
        await connection.execute(delete(t.channel_use).where(used))
        forgotten = [*await connection.scalars(gone.limit(1000))]
        await connection.execute(delete(t.notification_delivery).where(D.notification_id.in_(forgotten)))
        await connection.execute(delete(t.notification).where(N.id.in_(forgotten)))
    return len(forgotten)
