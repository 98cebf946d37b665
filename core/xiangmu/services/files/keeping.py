"""Looking after what is kept: files that nobody used go, and files that are lost or altered are found."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from sqlalchemy import delete, exists, or_, select, union, update

from xiangmu.db import tables as t
from xiangmu.db.engine import Database
from xiangmu.plugin.value import value
from xiangmu.services.clock import Clock
from xiangmu.services.files.store import Content, MissingFileError, Store

ABANDONED = timedelta(days=1)
"""After so long nobody is sending a file any more that is not complete."""
BATCH = 100
"""Uploads that go at a time."""


@value
class Fault:
    """What is wrong with a kept file, in Chinese."""

    content: Content
    message: str


async def sweep(database: Database, store: Store, clock: Clock, days: int) -> int:
    """Forget uploads asked for more than ``days`` ago, with the bytes that nothing needs; how many these were.

    Files that ever belonged to something stay. The store is asked while nobody waits for the database: first nobody
    can use the uploads any more, then the bytes go, then the rows. Raises StoreError, and then does it again next time.
    """
    before = clock() - timedelta(days=days)
    uploads, removed = await _claim(database, before)
    for content in removed:
        await store.remove(content)
    if uploads:
        await _forget(database, uploads, removed)
    await asyncio.to_thread(_clear, store, clock().timestamp() - ABANDONED.total_seconds())
    return len(removed)


async def forget_imports(database: Database, clock: Clock, days: int) -> int:
    """Forget imports asked for more than ``days`` ago: their files are gone; what they recorded is in the ledger."""
    old = delete(t.import_run).where(t.import_run.c.created_at < clock() - timedelta(days=days))
    async with database.noting() as connection:
        return (await connection.execute(old)).rowcount


async def _claim(database: Database, before: datetime) -> tuple[list[UUID], list[Content]]:
    """Old uploads, from now on of no use, and the contents that nothing else needs."""
    columns = t.upload.c
    async with database.writing() as connection:
        old = select(columns.id, columns.jurisdiction, columns.sha256).where(columns.requested_at < before)
        rows = (await connection.execute(old.limit(BATCH))).all()
        ids = [row.id for row in rows]
        unused = update(t.upload).where(columns.id.in_(ids), columns.recorded.is_(False))
        await connection.execute(unused.values(received_at=None, until=before))
        removed = []
        for jurisdiction, digest in sorted({(row.jurisdiction, row.sha256) for row in rows}):
            file = exists().where(
                t.attachment.c.jurisdiction == jurisdiction, t.attachment.c.sha256 == digest
            )
            upload = exists().where(
                columns.jurisdiction == jurisdiction, columns.sha256 == digest, columns.id.not_in(ids)
            )
            if not await connection.scalar(select(or_(file, upload))):
                removed.append(Content(jurisdiction=jurisdiction, sha256=digest))
    return ids, removed


async def _forget(database: Database, uploads: list[UUID], removed: list[Content]) -> None:
    columns = t.upload.c
    async with database.writing() as connection:
        gone = columns.received_at.is_(None) | columns.recorded
        await connection.execute(delete(t.upload).where(columns.id.in_(uploads), gone))
        for content in removed:
            # who sent the same just now has to send it once more
            again = update(t.upload).where(
                columns.jurisdiction == content.jurisdiction,
                columns.sha256 == content.sha256,
                columns.recorded.is_(False),
            )
            await connection.execute(again.values(received_at=None))


def _clear(store: Store, before: float) -> None:
    for path in store.incoming.iterdir():
        if path.stat().st_mtime < before:
            path.unlink(missing_ok=True)


async def contents(database: Database) -> AsyncIterator[Content]:
    """All that has to be there."""
    files, uploads = t.attachment.c, t.upload.c
    wanted = union(
        select(files.jurisdiction, files.sha256),
        select(uploads.jurisdiction, uploads.sha256).where(uploads.received_at.is_not(None)),
    ).order_by("jurisdiction", "sha256")
    async with database.reading() as connection, connection.stream(wanted) as rows:
        async for jurisdiction, digest in rows:
            yield Content(jurisdiction=jurisdiction, sha256=digest)


async def verify(database: Database, store: Store) -> AsyncIterator[Fault]:
    """Every file that is missing, or whose bytes are not what was recorded. Raises StoreError."""
    async for content in contents(database):
        hashed = sha256()
        try:
            async for chunk in store.read(content):
                hashed.update(chunk)
        except MissingFileError:
            yield Fault(content=content, message="文件缺失")
        else:
            if hashed.hexdigest() != content.sha256:
                yield Fault(content=content, message="文件内容被改动")
