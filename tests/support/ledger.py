"""The ledger as somebody meets it who opens the database without the program."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, Boolean, Date, Integer, LargeBinary, Table, Uuid, func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from tests.support.city import CITY
from tests.support.office import Office
from xiangmu.db import tables as t
from xiangmu.db.blob import pack
from xiangmu.db.chain import row_digest
from xiangmu.db.columns import UtcDateTime
from xiangmu.db.ddl import triggers_of
from xiangmu.db.engine import Database
from xiangmu.db.ledger import Entry, Head, Pages, Row, read_head

BLOB = pack({"随便": "什么"})


async def ignore_references(connection: AsyncConnection) -> None:
    """Let this transaction point rows at what is not there."""
    postgresql = connection.dialect.name == "postgresql"
    await connection.execute(
        text(
            "SET LOCAL session_replication_role = replica" if postgresql else "PRAGMA defer_foreign_keys = ON"
        )
    )


async def disarm(connection: AsyncConnection, *tables: Table) -> None:
    """Take away what keeps ``tables``, as whoever holds the database file can."""
    await ignore_references(connection)
    for table in tables:
        for index in table.indexes:
            if index.unique:
                await connection.execute(text(f"DROP INDEX {index.name}"))
        for name in triggers_of(table, connection.dialect.name):
            await connection.execute(text(f"DROP TRIGGER {name}" + _on(connection, table)))


@asynccontextmanager
async def unnoticed(database: Database, *tables: Table) -> AsyncIterator[AsyncConnection]:
    """Change ``tables`` and leave no trace but in what they hold: the triggers stand again as they did."""
    async with database.writing() as connection:
        triggers = await _triggers(connection)
        await disarm(connection, *tables)
        yield connection
        for name in triggers.keys() - await _triggers(connection):
            await connection.execute(text(triggers[name]))


async def _triggers(connection: AsyncConnection) -> dict[str, str]:
    if connection.dialect.name == "postgresql":
        listed = "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal"
    else:
        listed = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    return dict(map(tuple, await connection.execute(text(listed))))


def _on(connection: AsyncConnection, table: Table) -> str:
    return f" ON {table.name}" if connection.dialect.name == "postgresql" else ""


async def invent_rows(office: Office) -> None:
    """Have a command record an invented row in every recorded table that holds none.

    So that what holds for all tables is tried on those whose commands the scene does not play.
    """
    async with office.database.writing() as connection:
        pages = Pages(await read_head(connection))
        for table in t.APPEND_ONLY:
            if not await _count(connection, table):
                row = await _invented(connection, table, pages.head.no + 1)
                pages.add(_command(pages.head), Entry(recorded=[(table, row)]))
        await pages.write(connection)


def _command(head: Head) -> Row:
    return {
        "recorded_at": head.recorded_at,
        "principal": "system",
        "request_id": uuid4(),
        "request_hash": "",
        "kind": "invented",
        "subject": "",
        "reason": "",
        "scope": CITY,
    }


async def _invented(connection: AsyncConnection, table: Table, no: int) -> Row:
    row: Row = {column.name: _invent(column.type) for column in table.columns}
    for column in table.columns:
        for key in column.foreign_keys:
            if key.column.table is not t.command:
                row[column.name] = await connection.scalar(select(key.column).limit(1))
        if isinstance(column.type, LargeBinary):
            row[f"{column.name}_hash"] = BLOB.hash
    row |= {"jurisdiction": CITY, "no": no, "ended_no": None}
    if "state" in row:
        row["state"] = "CONFIRMED"
    return {**row, "digest": row_digest(table, row)}


def _invent(kind: Any) -> Any:
    match kind:
        case Uuid():
            return uuid4()
        case Boolean():
            return False
        case Integer():
            return 1
        case Date():
            return date(2023, 5, 1)
        case UtcDateTime():
            return datetime(2023, 5, 1, tzinfo=UTC)
        case JSON():
            return {}
        case LargeBinary():
            return BLOB.content
        case _:
            return uuid4().hex


async def _count(connection: AsyncConnection, table: Table) -> int:
    return await connection.scalar(select(func.count()).select_from(table)) or 0


def as_uuid(identity: Any) -> UUID:
    """PostgreSQL's driver has a class of its own."""
    return UUID(str(identity))
