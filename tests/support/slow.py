"""A statement that never ends by itself, and whether the database is still at it. Work is counted, never timed."""

import asyncio
from typing import Any, ClassVar

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.db.engine import Database

MARK = "a deliberately slow statement"
SLOW = {
    "sqlite": """WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000)
        SELECT max(tick(i)) FROM n""",
    "postgresql": f"SELECT pg_sleep(600), '{MARK}'",
}
"""Neither would end while the tests run."""
RUNNING = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE :mark AND state <> 'idle' AND pid <> pg_backend_pid()"


class Slow:
    """A statement that goes on and on, and whether it does."""

    of: ClassVar[dict[Database, "Slow"]] = {}
    """The last one made for each database, for resolvers, which know that alone."""

    def __init__(self, database: Database) -> None:
        self.of[database] = self
        self._database = database
        self._ticks = 0

    async def run(self, connection: AsyncConnection) -> None:
        """Never returns by itself."""
        if self._database.dialect == "sqlite":
            raw = await connection.get_raw_connection()
            driver: Any = raw.driver_connection
            await driver.create_function("tick", 1, self._tick)
        await connection.execute(text(SLOW[self._database.dialect]))

    def _tick(self, number: int) -> int:
        self._ticks += 1
        return number

    async def goes_on(self) -> bool:
        """Whether the database is still at it."""
        if self._database.dialect == "sqlite":
            before = self._ticks
            await asyncio.sleep(0.05)
            return self._ticks > before
        async with self._database.reading() as connection:
            return bool(await connection.scalar(text(RUNNING), {"mark": f"%{MARK}%"}))

    async def until(self, going: bool) -> None:
        """Wait until it goes on, or no longer does."""
        async with asyncio.timeout(10):
            while await self.goes_on() is not going:
                pass
