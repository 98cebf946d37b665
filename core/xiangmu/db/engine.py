"""Engines for SQLite and PostgreSQL, and the two ways to open a transaction: to read and to write."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}
WRITER = "xiangmu_writer"
WRITER_LOCK = 0x7869616E676D75
"""The advisory lock that every writer of a PostgreSQL database takes first."""
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=30000",
    # INSERT OR REPLACE must not slip past the triggers that refuse deletion
    "PRAGMA recursive_triggers=ON",
)


class DatabaseUrlError(Exception):
    """The database URL names neither SQLite nor PostgreSQL."""


class Database:
    """One database. Close it with ``dispose``."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine

    @classmethod
    def open(cls, url: str, **options: Any) -> Self:
        """The database at ``url`` (``sqlite:///file`` or ``postgresql://…``).

        ``options`` go to SQLAlchemy. Raises DatabaseUrlError.
        """
        parsed = make_url(url)
        backend = parsed.get_backend_name()
        if backend not in DRIVERS:
            raise DatabaseUrlError(f"不支持的数据库: {backend}(可用 sqlite 或 postgresql)")
        if backend == "postgresql":
            # compiling costs more than it saves here, half a second for the driver's look at the types alone
            options["connect_args"] = {"server_settings": {"jit": "off"}}
        engine = create_async_engine(parsed.set(drivername=DRIVERS[backend]), **options)
        if backend == "sqlite":
            if parsed.database not in (None, "", ":memory:"):
                Path(str(parsed.database)).parent.mkdir(parents=True, exist_ok=True)
            event.listen(engine.sync_engine, "connect", _prepare_sqlite)
            event.listen(engine.sync_engine, "begin", _begin_sqlite)
        return cls(engine)

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self.engine.dialect.name

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that sees one state of the database and changes nothing."""
        async with self.engine.connect() as connection:
            if self.dialect == "postgresql":
                await connection.execution_options(
                    isolation_level="REPEATABLE READ", postgresql_readonly=True
                )
            async with connection.begin():
                yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """The one transaction that writes: others wait. Commits at the end, rolls back on an error."""
        async with self.engine.connect() as connection:
            await connection.execution_options(**{WRITER: True})
            async with connection.begin():
                if self.dialect == "postgresql":
                    await connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": WRITER_LOCK})
                yield connection

    async def dispose(self) -> None:
        """Close all connections."""
        await self.engine.dispose()


def _prepare_sqlite(connection: DBAPIConnection, _: object) -> None:
    # the driver would begin transactions by itself, and never IMMEDIATE
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITER, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
