"""Migrations: from empty to head and back, and the triggers that keep what was recorded."""

import pytest
from sqlalchemy import text

from xiangmu.db import schema
from xiangmu.db.engine import Database

pytestmark = pytest.mark.anyio


async def test_a_migrated_database_is_as_the_program_declares_it(database: Database) -> None:
    async with database.reading() as connection:
        assert await connection.run_sync(schema.differences) == ()
        await connection.run_sync(schema.require_current)


async def test_migrations_go_down_to_nothing_and_up_again(database: Database) -> None:
    async with database.writing() as connection:
        await connection.run_sync(schema.downgrade)
    async with database.reading() as connection:
        assert await connection.run_sync(schema.revision) is None
        missing = await connection.run_sync(schema.differences)
        assert "与声明不符: add_table command" in missing
        with pytest.raises(schema.SchemaError, match="尚未建立, 请先运行 xiangmu db upgrade"):
            await connection.run_sync(schema.require_current)
    async with database.writing() as connection:
        await connection.run_sync(schema.upgrade)
    async with database.reading() as connection:
        assert await connection.run_sync(schema.differences) == ()


async def test_a_missing_trigger_is_named(database: Database) -> None:
    drop = "DROP TRIGGER praise_end" + (" ON praise" if database.dialect == "postgresql" else "")
    async with database.writing() as connection:
        await connection.execute(text(drop))
    async with database.reading() as connection:
        assert await connection.run_sync(schema.differences) == ("缺少触发器: praise_end",)


async def test_a_database_from_a_newer_program_is_refused(database: Database) -> None:
    async with database.writing() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    async with database.reading() as connection:
        with pytest.raises(schema.SchemaError, match="9999 比程序新"):
            await connection.run_sync(schema.require_current)
