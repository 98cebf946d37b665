"""How alembic reaches the database: over the connection it was handed, else by the program's settings."""

import asyncio

from alembic import context
from sqlalchemy import Connection

from xiangmu.db.engine import Database
from xiangmu.db.tables import METADATA
from xiangmu.settings import Settings


def migrate(connection: Connection) -> None:
    """Run the chosen migrations inside the connection's transaction."""
    context.configure(connection=connection, target_metadata=METADATA, compare_type=True)
    with context.begin_transaction():
        context.run_migrations()


async def migrate_configured_database() -> None:
    """Open the database that the environment names and migrate it."""
    database = Database.open(Settings.from_environment().database_url)
    try:
        async with database.writing() as connection:
            await connection.run_sync(migrate)
    finally:
        await database.dispose()


if context.is_offline_mode():
    raise SystemExit("迁移须连接数据库执行")
if (handed := context.config.attributes.get("connection")) is not None:
    migrate(handed)
else:
    asyncio.run(migrate_configured_database())
