"""Backup and restore, the same for both kinds of database: one zip with a file of JSON lines for each table."""

import base64
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Date, LargeBinary, Table, Uuid, func, insert, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.db import schema
from xiangmu.db import tables as t
from xiangmu.db.columns import UtcDateTime
from xiangmu.db.ledger import read_head
from xiangmu.db.verify import verify
from xiangmu.plugin.value import value

FORMAT = 1
MANIFEST = "manifest.json"
TABLES = tuple(table for table in t.METADATA.sorted_tables if table not in t.PASSING)
BATCH = 1000


class ArchiveError(Exception):
    """The archive cannot be restored; the message says in Chinese why."""


@value
class Manifest:
    """What an archive holds: the schema it was taken from, and where its ledger stood."""

    format: int
    revision: str
    no: int
    hash: str
    rows: dict[str, int]


async def backup(connection: AsyncConnection, path: Path) -> Manifest:
    """Write everything that the connection's transaction sees to ``path``, which must not exist."""
    await connection.run_sync(schema.require_current)
    head = await read_head(connection)
    try:
        archive = zipfile.ZipFile(path, "x", zipfile.ZIP_DEFLATED)
    except FileExistsError as error:
        raise ArchiveError(f"无法新建备份文件 {path}: 已有同名文件") from error
    except OSError as error:
        raise ArchiveError(f"无法新建备份文件 {path}: 目录不存在或不可写") from error
    with archive:
        rows = {str(table.name): await _write(connection, archive, table) for table in TABLES}
        manifest = Manifest(format=FORMAT, revision=schema.head(), no=head.no, hash=head.hash, rows=rows)
        archive.writestr(MANIFEST, orjson.dumps(manifest, option=orjson.OPT_INDENT_2))
    return manifest


async def restore(connection: AsyncConnection, path: Path) -> Manifest:
    """Fill an empty database from ``path`` and verify it. Raises ArchiveError, and then nothing may be committed."""
    await connection.run_sync(schema.require_current)
    for table in t.METADATA.sorted_tables:
        if await connection.scalar(select(func.count()).select_from(table)):
            raise ArchiveError(f"只能恢复到空数据库, 表 {table.name} 已有数据")
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _manifest(archive)
            for table in TABLES:
                await _read(connection, archive, table)
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, DBAPIError) as error:
        raise ArchiveError(f"备份 {path} 无法读取: 不是备份文件, 或内容已损坏") from error
    head = await read_head(connection)
    if (head.no, head.hash) != (manifest.no, manifest.hash):
        raise ArchiveError(f"备份不完整: 账本应到第 {manifest.no} 号, 实到第 {head.no} 号")
    if faults := await verify(connection):
        raise ArchiveError(f"备份的内容与账本不符: {faults[0].message}")
    return manifest


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    manifest = Manifest(**orjson.loads(archive.read(MANIFEST)))
    if manifest.format != FORMAT:
        raise ArchiveError(f"备份格式 {manifest.format} 不认识")
    if manifest.revision != schema.head():
        raise ArchiveError(f"备份的数据库版本 {manifest.revision} 与程序的 {schema.head()} 不同")
    return manifest


async def _write(connection: AsyncConnection, archive: zipfile.ZipFile, table: Table) -> int:
    count = 0
    with archive.open(_member(table), "w") as lines:
        async with connection.stream(select(table).order_by(*table.primary_key)) as result:
            async for row in result.mappings():
                lines.write(orjson.dumps(dict(row), default=_encoded, option=orjson.OPT_APPEND_NEWLINE))
                count += 1
    return count


async def _read(connection: AsyncConnection, archive: zipfile.ZipFile, table: Table) -> None:
    rows: list[dict[str, Any]] = []
    for row in _rows(archive, table):
        rows.append(row)
        if len(rows) == BATCH:
            await connection.execute(insert(table), rows)
            rows = []
    if rows:
        await connection.execute(insert(table), rows)


def _rows(archive: zipfile.ZipFile, table: Table) -> Iterator[dict[str, Any]]:
    decoders = {column.name: _decoder(column.type) for column in table.columns}
    with archive.open(_member(table)) as lines:
        for line in lines:
            row = orjson.loads(line)
            for column, decode in decoders.items():
                if decode and row[column] is not None:
                    row[column] = decode(row[column])
            yield row


def _member(table: Table) -> str:
    return f"{table.name}.jsonl"


def _encoded(content: Any) -> str:
    if isinstance(content, bytes):
        return base64.b64encode(content).decode("ascii")
    return str(content)


def _decoder(column: Any) -> Callable[[str], Any] | None:
    decoders: dict[type, Callable[[str], Any]] = {
        Uuid: UUID,
        Date: date.fromisoformat,
        UtcDateTime: datetime.fromisoformat,
        LargeBinary: base64.b64decode,
    }
    return next((decode for kind, decode in decoders.items() if isinstance(column, kind)), None)
