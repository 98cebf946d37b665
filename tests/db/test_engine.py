"""Opening databases, and reading while someone writes."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from xiangmu.db import schema
from xiangmu.db.engine import Database, DatabaseUrlError, UnreachableError
from xiangmu.settings import DEFAULT_DATABASE_URL, Settings

pytestmark = pytest.mark.anyio


def test_settings_come_from_the_environment() -> None:
    assert Settings.from_environment({}) == Settings(database_url=DEFAULT_DATABASE_URL, plugins=None)
    given = {
        "XIANGMU_DATABASE_URL": "postgresql://office@localhost/ledger",
        "XIANGMU_PLUGINS": "ruzhou, other,",
    }
    assert Settings.from_environment(given) == Settings(
        database_url="postgresql://office@localhost/ledger", plugins=("ruzhou", "other")
    )


@pytest.mark.parametrize(
    ("url", "driver"),
    [("sqlite:///x.db", "aiosqlite"), ("postgresql://office@localhost/ledger", "asyncpg")],
    ids=["sqlite", "postgresql"],
)
async def test_plain_urls_get_the_asynchronous_driver(
    url: str, driver: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    database = Database.open(url)
    assert database.engine.driver == driver
    await database.dispose()


def test_other_databases_are_refused() -> None:
    with pytest.raises(DatabaseUrlError, match="不支持的数据库: mysql"):
        Database.open("mysql://office@localhost/ledger")


async def test_a_file_that_is_no_database_cannot_be_reached(tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("这不是数据库, 只是一段文字" * 100, encoding="utf-8")
    database = Database.open(f"sqlite:///{tmp_path}/notes.db")
    with pytest.raises(UnreachableError, match=r"连不上数据库 sqlite:///.*notes\.db"):
        await database.reach()
    await database.dispose()


async def test_a_sqlite_file_is_durable_and_its_folder_is_made(tmp_path: Path) -> None:
    database = Database.open(f"sqlite:///{tmp_path}/var/new.db")
    async with database.reading() as connection:
        pragmas = [
            await connection.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers")
        ]
    await database.dispose()
    assert pragmas == ["wal", 2, 1, 1]


async def test_a_failed_transaction_leaves_nothing(database: Database) -> None:
    with pytest.raises(RuntimeError):
        async with database.writing() as connection:
            await connection.execute(text("UPDATE alembic_version SET version_num = 'x'"))
            raise RuntimeError
    async with database.reading() as connection:
        assert await connection.scalar(text("SELECT version_num FROM alembic_version")) == schema.head()


async def test_a_reader_sees_one_state_while_another_writes(database: Database) -> None:
    version = text("SELECT version_num FROM alembic_version")
    async with database.reading() as reader:
        before = await reader.scalar(version)
        async with database.writing() as writer:
            await writer.execute(text("UPDATE alembic_version SET version_num = 'x'"))
        assert await reader.scalar(version) == before


async def test_a_writer_holds_the_lock_from_its_first_moment(database: Database) -> None:
    if database.dialect == "postgresql":
        return
    path = database.engine.url.database
    async with database.writing():
        other = sqlite3.connect(str(path), timeout=0, isolation_level=None)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.close()
