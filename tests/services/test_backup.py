"""Backup and restore: from either kind of database to either kind, all or nothing."""

import zipfile
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.support.ledger import invent_rows
from tests.support.office import Office
from tests.support.scene import play_everything
from xiangmu.db import tables as t
from xiangmu.db.archive import TABLES, ArchiveError
from xiangmu.db.engine import Database
from xiangmu.services import maintenance

pytestmark = pytest.mark.anyio


async def everything(database: Database) -> dict[str, list[dict[str, object]]]:
    async with database.reading() as connection:
        return {
            table.name: [
                dict(row)
                for row in (await connection.execute(select(table).order_by(*table.primary_key))).mappings()
            ]
            for table in TABLES
        }


def without_line(archive: Path, member: str) -> None:
    """Take the last line of one file of the archive away."""
    with zipfile.ZipFile(archive) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    parts[member] = b"".join(parts[member].splitlines(keepends=True)[:-1])
    with zipfile.ZipFile(archive, "w") as rewritten:
        for name, content in parts.items():
            rewritten.writestr(name, content)


async def test_a_restored_database_holds_the_same_and_goes_on(
    office: Office, second_database: Database, tmp_path: Path
) -> None:
    await play_everything(office)
    await invent_rows(office)
    archive = tmp_path / "backup.zip"
    manifest = await maintenance.backup(office.database, archive)
    assert await maintenance.restore(second_database, archive) == manifest
    assert await everything(second_database) == await everything(office.database)
    assert all(manifest.rows[table.name] > 0 for table in t.APPEND_ONLY)
    receipt = await Office(second_database, office.catalog).project("续建厂")
    assert receipt
    assert await maintenance.verify(second_database) == ()


async def test_only_an_empty_database_is_filled_and_no_archive_overwritten(
    office: Office, tmp_path: Path
) -> None:
    archive = tmp_path / "backup.zip"
    await maintenance.backup(office.database, archive)
    with pytest.raises(ArchiveError, match="只能恢复到空数据库"):
        await maintenance.restore(office.database, archive)
    with pytest.raises(ArchiveError, match="无法新建备份文件"):
        await maintenance.backup(office.database, archive)


@pytest.mark.parametrize(
    ("member", "message"),
    [("enabled_policy.jsonl", "与账本不符"), ("command.jsonl", "无法读取")],
    ids=["fact", "command"],
)
async def test_an_archive_that_does_not_verify_leaves_nothing_behind(
    office: Office, second_database: Database, tmp_path: Path, member: str, message: str
) -> None:
    archive = tmp_path / "backup.zip"
    await maintenance.backup(office.database, archive)
    without_line(archive, member)
    with pytest.raises(ArchiveError, match=message):
        await maintenance.restore(second_database, archive)
    async with second_database.reading() as connection:
        assert await connection.scalar(select(func.count()).select_from(t.command)) == 0


async def test_what_is_no_archive_is_refused(database: Database, tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="无法读取"):
        await maintenance.restore(database, tmp_path / "missing.zip")
    (tmp_path / "text.zip").write_text("not a zip")
    with pytest.raises(ArchiveError, match="无法读取"):
        await maintenance.restore(database, tmp_path / "text.zip")
