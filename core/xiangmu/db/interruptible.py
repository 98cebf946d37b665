"""Connections to SQLite on which a statement ends when nobody waits for it any longer.

The driver works in a thread of each connection, which goes on when the task that asked is cancelled: the statement
would run to its end, and its transaction stay open until the garbage is collected.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from threading import Event, Lock
from typing import Any
from weakref import WeakSet

import aiosqlite

TICK = 0.05
"""Seconds after which a statement that had not begun when it was interrupted is interrupted again."""
ROWS = 64
"""How many rows the driver fetches at once when a result is iterated; the program fetches all."""


class Interruptible(aiosqlite.Connection):
    """A connection that is idle and without a transaction as soon as a cancelled statement has let go."""

    def __init__(self, connector: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connector, ROWS)
        self._cursors: WeakSet[sqlite3.Cursor] = WeakSet()

    async def _execute(self, fn: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(cursor := getattr(fn, "__self__", None), sqlite3.Cursor):
            self._cursors.add(cursor)
        try:
            return await super()._execute(fn, *args, **kwargs)  # type: ignore[no-untyped-call]  # by the library
        except asyncio.CancelledError:
            # a task of its own, because who waits here may be cancelled once more
            await asyncio.shield(asyncio.ensure_future(self._let_go()))
            raise

    async def rollback(self) -> None:
        """Roll back what was begun: nothing is worth a turn of the thread."""
        if self.in_transaction:
            await super().rollback()

    async def _let_go(self) -> None:
        raw = self._connection
        if raw is None:
            return
        # the thread takes one call after another: once it begins this one, nothing is left to interrupt
        guard, begun = Lock(), Event()

        def roll_back() -> None:
            with guard:
                begun.set()
            # as long as one has rows to give, the interruption goes on and would hit the rollback
            for cursor in self._cursors:
                cursor.close()
            # it may have been closed meanwhile
            with suppress(sqlite3.ProgrammingError):
                raw.rollback()

        done = asyncio.get_running_loop().create_future()
        self._tx.put_nowait((done, roll_back))
        while not done.done():
            with guard:
                if not begun.is_set():
                    with suppress(sqlite3.ProgrammingError):
                        raw.interrupt()
            await asyncio.wait((done,), timeout=TICK)
        done.result()


def connect(pragmas: Sequence[str], file: str, **options: Any) -> Interruptible:
    """A connection to ``file`` that is to be awaited; ``options`` go to sqlite3."""

    def prepared() -> sqlite3.Connection:
        # the driver would begin transactions by itself, and never IMMEDIATE
        connection: sqlite3.Connection = sqlite3.connect(file, isolation_level=None, **options)
        try:
            for pragma in pragmas:
                connection.execute(pragma).close()
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    connection = Interruptible(prepared)
    # the program may end while a statement is running
    connection._thread.daemon = True
    return connection
