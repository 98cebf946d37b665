"""One leader among all processes of an installation, for as long as it lives and does not give it up."""

import asyncio
import fcntl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import text

from xiangmu.db.engine import Database

LEADER_LOCK = 0x7869616E676D74
"""The advisory lock of a PostgreSQL database's leader; it goes with the connection."""
BESIDE = "-tick"
"""Ends the name of the file beside a SQLite database that its leader has locked; the lock goes with the process."""


@asynccontextmanager
async def leading(database: Database) -> AsyncIterator[bool]:
    """Whether this process leads while it is inside. Waits for nobody; holds no transaction open."""
    if database.dialect == "postgresql":
        async with database.glancing() as connection:
            key = {"key": LEADER_LOCK}
            leads = bool(await connection.scalar(text("select pg_try_advisory_lock(:key)"), key))
            try:
                yield leads
            finally:
                if leads:
                    await connection.execute(text("select pg_advisory_unlock(:key)"), key)
    else:
        file = Path(f"{database.engine.url.database}{BESIDE}")
        with await asyncio.to_thread(file.open, "ab") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                leads = True
            except BlockingIOError:
                leads = False
            yield leads
