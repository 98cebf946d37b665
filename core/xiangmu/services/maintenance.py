"""Looking after a database: what the command line's ``db`` verbs do."""

from pathlib import Path

from xiangmu.db import archive, schema
from xiangmu.db.engine import Database
from xiangmu.db.ledger import Head, read_head
from xiangmu.db.proof.findings import Fault
from xiangmu.db.verify import verify as verify_ledger


async def upgrade(database: Database) -> tuple[str | None, str]:
    """Bring the database to the program's revision; the revisions before and after. Raises SchemaError."""
    async with database.writing() as connection:
        before = await connection.run_sync(schema.revision)
        await connection.run_sync(schema.upgrade)
    return before, schema.head()


async def require_current(database: Database) -> None:
    """Raise SchemaError, naming the command to run, unless the database fits the program."""
    async with database.reading() as connection:
        await connection.run_sync(schema.require_current)


async def check(database: Database) -> tuple[str, ...]:
    """What of the database is not as declared, in Chinese. Raises SchemaError when it is not current."""
    async with database.reading() as connection:
        await connection.run_sync(schema.require_current)
        return await connection.run_sync(schema.differences)


async def verify(database: Database) -> tuple[Fault, ...]:
    """Every fault of the ledger; empty when it holds. Raises SchemaError."""
    async with database.reading() as connection:
        await connection.run_sync(schema.require_current)
        return await verify_ledger(connection)


async def head(database: Database) -> Head:
    """The last command of the ledger: whoever noted it before sees whether the end was cut off."""
    async with database.reading() as connection:
        return await read_head(connection)


async def backup(database: Database, path: Path) -> archive.Manifest:
    """Write one consistent archive of everything. Raises ArchiveError, SchemaError."""
    async with database.reading() as connection:
        return await archive.backup(connection, path)


async def restore(database: Database, path: Path) -> archive.Manifest:
    """Fill an empty database, of whichever kind, from an archive; nothing is kept unless it verifies.

    One without any tables is set up first; an older one is left as it is. Raises ArchiveError, SchemaError.
    """
    async with database.writing() as connection:
        if await connection.run_sync(schema.revision) is None:
            await connection.run_sync(schema.upgrade)
        return await archive.restore(connection, path)
