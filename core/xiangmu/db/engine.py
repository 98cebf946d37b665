"""Engines for SQLite and PostgreSQL, and the ways to open a transaction: to read, to write, to note something."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, closing
from functools import partial
from pathlib import Path
from typing import Any, Self

from asyncpg import PostgresError
from sqlalchemy import URL, Connection, event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, DisconnectionError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from xiangmu.db import interruptible, tally, unavailable

DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}
BEGIN = "xiangmu_begin"
"""How SQLite begins a transaction."""
OPTIONS: Mapping[str, Sequence[Mapping[str, Any]]] = {
    "postgresql": (
        {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
        {"isolation_level": "AUTOCOMMIT"},
        {},
    ),
    "sqlite": ({BEGIN: "BEGIN"}, {BEGIN: ""}, {BEGIN: "BEGIN IMMEDIATE"}),
}
"""Of connections that read, that send one statement, that write."""
WRITER_LOCK = 0x7869616E676D75
"""The advisory lock that every writer of a PostgreSQL database takes first."""
PATIENCE = 10
"""Seconds to wait for other writers, or for a free connection; well within what one request may take."""
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    # INSERT OR REPLACE must not slip past the triggers that refuse deletion
    "PRAGMA recursive_triggers=ON",
)


class DatabaseUrlError(Exception):
    """The database URL names neither SQLite nor PostgreSQL."""


class UnreachableError(Exception):
    """No connection to the database comes about; the message says in Chinese what to look at."""


class Database:
    """One database. Close it with ``dispose``."""

    def __init__(self, engine: AsyncEngine, patience: float = PATIENCE) -> None:
        self.engine = engine
        self.patience = patience
        options = OPTIONS[engine.dialect.name]
        self._reading, self._glancing, self._writing = (engine.execution_options(**each) for each in options)
        self._turn = asyncio.Lock()

    @classmethod
    def open(cls, url: str, *, patience: float = PATIENCE, slow_ms: int = 0, **options: Any) -> Self:
        """The database at ``url`` (``sqlite:///file`` or ``postgresql://…``).

        ``patience`` is how many seconds to wait for others; statements that take longer than ``slow_ms`` are logged;
        ``options`` go to SQLAlchemy. Raises DatabaseUrlError, and UnreachableError when the folder of a SQLite file
        cannot be made.
        """
        try:
            parsed = make_url(url)
        except ArgumentError as error:
            raise DatabaseUrlError(
                "数据库地址读不懂, 应如 sqlite:///var/xiangmu.db 或 postgresql://…"
            ) from error
        backend = parsed.get_backend_name()
        if backend not in DRIVERS:
            raise DatabaseUrlError(f"不支持的数据库: {backend}(可用 sqlite 或 postgresql)")
        if backend == "postgresql":
            # compiling costs more than it saves here, half a second for the driver's look at the types alone
            settings = {"jit": "off", "lock_timeout": str(round(patience * 1000))}
            options["connect_args"] = {"server_settings": settings, "timeout": patience}
        else:
            pragmas = (*PRAGMAS, f"PRAGMA busy_timeout={round(patience * 1000)}")
            options["connect_args"] = {"async_creator_fn": partial(interruptible.connect, pragmas)}
        # an error may be logged, and parameters hold logins and names
        options["hide_parameters"] = True
        engine = create_async_engine(parsed.set(drivername=DRIVERS[backend]), **options)
        tally.watch(engine.sync_engine, slow_ms)
        if backend == "sqlite":
            _make_folder(parsed)
            event.listen(engine.sync_engine, "begin", _begin_sqlite)
        else:
            event.listen(engine.sync_engine, "checkout", _require_open)
        return cls(engine, patience)

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self.engine.dialect.name

    async def reach(self) -> None:
        """Connect once. Raises UnreachableError."""
        try:
            if self.dialect == "sqlite":
                # not through the driver: its thread would outlive a connection that fails
                _open_file(self.engine.url.database or ":memory:")
            else:
                async with self.engine.connect():
                    pass
        except (OSError, sqlite3.Error, DBAPIError, PostgresError) as error:
            raise _unreachable(self.engine.url) from error

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that sees one state of the database and changes nothing. Raises UnavailableError."""
        async with self._connected(self._reading) as connection, connection.begin():
            yield connection

    @asynccontextmanager
    async def glancing(self) -> AsyncIterator[AsyncConnection]:
        """For one statement that changes nothing: it sees one state by itself, without a transaction around it.

        Raises UnavailableError.
        """
        async with self._connected(self._glancing) as connection:
            yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """The one transaction that writes: others wait. Commits at the end, rolls back on an error.

        Raises UnavailableError, of which BusyError when others write for longer than the database's patience.
        """
        async with self._in_turn(), self._connected(self._writing) as connection, connection.begin():
            if self.dialect == "postgresql":
                await connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": WRITER_LOCK})
            yield connection

    @asynccontextmanager
    async def noting(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that writes beside the ledger: on PostgreSQL it waits for none of the ledger's writers."""
        if self.dialect == "sqlite":
            async with self.writing() as connection:
                yield connection
        else:
            async with self._connected(self._writing) as connection, connection.begin():
                yield connection

    @asynccontextmanager
    async def apart(self) -> AsyncIterator[tuple[AsyncConnection, Any]]:
        """A connection apart from the pool, to be kept for long, and the driver's own; without transactions."""
        async with self._glancing.connect() as connection:
            driver = (await connection.get_raw_connection()).driver_connection
            await connection.run_sync(Connection.detach)
            yield connection, driver

    @asynccontextmanager
    async def _in_turn(self) -> AsyncIterator[None]:
        """One writer of this process after another, so that those who wait hold no connections."""
        try:
            async with asyncio.timeout(self.patience):
                await self._turn.acquire()
        except TimeoutError as error:
            raise unavailable.busy() from error
        try:
            yield
        finally:
            self._turn.release()

    @asynccontextmanager
    async def _connected(self, engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
        async with AsyncExitStack() as stack:
            with unavailable.connecting():
                connection = await stack.enter_async_context(engine.connect())
            with unavailable.working():
                yield connection

    async def dispose(self) -> None:
        """Close all connections."""
        await self.engine.dispose()


def _make_folder(file: URL) -> None:
    if file.database not in (None, "", ":memory:"):
        try:
            Path(str(file.database)).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _unreachable(file) from error


def _open_file(file: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA schema_version")


def _unreachable(url: URL) -> UnreachableError:
    shown = url.set(drivername=url.get_backend_name()).render_as_string(hide_password=True)
    return UnreachableError(f"连不上数据库 {shown}, 请核对地址、账号与权限, 以及它是否在运行")


def _begin_sqlite(connection: Connection) -> None:
    if begin := connection.get_execution_options().get(BEGIN, "BEGIN"):
        connection.exec_driver_sql(begin)


def _require_open(connection: DBAPIConnection, *_: object) -> None:
    """Find connections that broke while nobody used them before anything is asked through them."""
    # the driver has heard of it; to ask the server each time would take longer than most questions
    if connection.driver_connection.is_closed():
        raise DisconnectionError
