"""The follower: nothing is queued for anybody, since only the number matters and contents are read when sent."""

import asyncio
import logging
from contextlib import aclosing, suppress
from contextvars import Context

from xiangmu.db.engine import Database
from xiangmu.db.following import SAFETY, heads

LOG = logging.getLogger("xiangmu.live")
PAUSE = 1.0
"""Seconds before the next attempt when the connection broke …"""
LONGEST_PAUSE = 30.0
"""… which double up to this."""


class Stopping(Exception):  # noqa: N818  # not an error: whoever waits is to end
    """The process is about to end."""


class Follower:
    """Knows the newest number of the ledger; ``head`` is 0 before the first was read."""

    def __init__(self, database: Database, *, safety: float = SAFETY, pause: float = PAUSE) -> None:
        self.head = 0
        self._database = database
        self._safety = safety
        self._pause = pause
        self._moved = asyncio.Event()
        self._stopping = False
        self._task: asyncio.Task[None] | None = None

    @property
    def stopping(self) -> bool:
        """Whether the process is about to end."""
        return self._stopping

    def start(self) -> None:
        """Begin to follow, until ``stop``."""
        # what it asks of the database is nobody's in particular
        self._task = asyncio.create_task(self._run(), context=Context())

    def release(self) -> None:
        """End all waiting: the process is about to end."""
        self._stopping = True
        self._wake()

    async def stop(self) -> None:
        """Follow no longer."""
        self.release()
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def beyond(self, no: int, seconds: float) -> bool:
        """Wait until there is a newer command than ``no``, at most so long; whether there is. Raises Stopping."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while self.head <= no and not self._stopping:
                    await self._moved.wait()
        if self._stopping:
            raise Stopping
        return self.head > no

    def _wake(self) -> None:
        self._moved.set()
        self._moved = asyncio.Event()

    async def _run(self) -> None:
        pause = self._pause
        while True:
            try:
                async with aclosing(heads(self._database, safety=self._safety)) as numbers:
                    async for head in numbers:
                        pause = self._pause
                        if head != self.head:
                            self.head = head
                            self._wake()
            except Exception:  # whatever the driver raises: the next attempt tells
                LOG.warning("跟随账本的连接断了, %g 秒后重连", pause, exc_info=True)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
