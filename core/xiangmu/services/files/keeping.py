"""Looking after what is kept: files that nobody used go, and files that are lost or altered are found."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from hashlib import sha256

from sqlalchemy import delete, exists, or_, select, union

from xiangmu.db import tables as t
from xiangmu.db.engine import Database
from xiangmu.plugin.value import value
from xiangmu.services.clock import Clock
from xiangmu.services.files.store import Content, MissingFileError, Store

ABANDONED = timedelta(days=1)
"""After so long nobody is sending a file any more that is not complete."""
BATCH = 100
"""Uploads that go at a time: others wait to write meanwhile."""


@value
class Fault:
    """What is wrong with a kept file, in Chinese."""

    content: Content
    message: str


async def sweep(database: Database, store: Store, clock: Clock, days: int) -> int:
    """Forget uploads asked for more than ``days`` ago, with the bytes that nothing needs; how many these were.

    Files that ever belonged to something stay. Raises StoreError.
    """
    before, columns = clock() - timedelta(days=days), t.upload.c
    swept = 0
    # as a writer of the ledger: meanwhile no command makes use of an upload that goes
    async with database.writing() as connection:
        old = select(columns.id, columns.jurisdiction, columns.sha256).where(columns.requested_at < before)
        rows = (await connection.execute(old.limit(BATCH))).all()
        if rows:
            await connection.execute(delete(t.upload).where(columns.id.in_([row.id for row in rows])))
        for jurisdiction, digest in {(row.jurisdiction, row.sha256) for row in rows}:
            needed = (
                exists().where(table.c.jurisdiction == jurisdiction, table.c.sha256 == digest)
                for table in (t.attachment, t.upload)
            )
            if not await connection.scalar(select(or_(*needed))):
                await store.remove(Content(jurisdiction=jurisdiction, sha256=digest))
                swept += 1
    await asyncio.to_thread(_clear, store, clock().timestamp() - ABANDONED.total_seconds())
    return swept


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
