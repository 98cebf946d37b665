"""When API tokens and calendars were last used, noted beside the requests and seldom: nobody waits for it."""

import asyncio
import logging
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Table, insert, update

from xiangmu.db import tables as t
from xiangmu.db.engine import Database
from xiangmu.db.unavailable import UnavailableError

LOG = logging.getLogger("xiangmu.identity")
SELDOM = timedelta(minutes=10)


class TokenUses:
    """Notes uses in ``table``, each token at most once in ``SELDOM``."""

    def __init__(self, database: Database, table: Table = t.token_use) -> None:
        self._database = database
        self._table = table
        self._noted: dict[UUID, datetime] = {}
        self._running: set[asyncio.Task[None]] = set()

    def note(self, token: UUID, before: datetime | None, now: datetime) -> None:
        """A token is used; ``before`` is when it last was, as far as the database knows."""
        known = max(filter(None, (before, self._noted.get(token))), default=None)
        if known and now - known < SELDOM:
            return
        self._noted[token] = now
        task = asyncio.create_task(self._write(token, now), name="noting a use")
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def settle(self) -> None:
        """Wait for what is being noted."""
        await asyncio.gather(*self._running)

    async def _write(self, token: UUID, now: datetime) -> None:
        try:
            async with self._database.writing() as connection:
                row = self._table.c.id == token
                noted = await connection.execute(update(self._table).where(row).values(used_at=now))
                if not noted.rowcount:
                    await connection.execute(insert(self._table).values(id=token, used_at=now))
        except UnavailableError as error:
            # the next use notes it
            LOG.warning("未能记下令牌或日历的使用时间", exc_info=error)
