"""Taking in the bytes of an upload: counted and hashed as they come, looked at, and only then kept."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from xiangmu.db.engine import Database
from xiangmu.services.clock import Clock
from xiangmu.services.files.local import disk
from xiangmu.services.files.looking import Looked, look
from xiangmu.services.files.store import CHUNK, Store
from xiangmu.services.files.uploads import Upload, note_received


class OtherContentError(Exception):
    """What came is not what was announced; the message says in Chinese in what."""


async def receive(
    database: Database, store: Store, clock: Clock, upload: Upload, body: AsyncIterator[bytes]
) -> Looked:
    """Take in ``body``. Raises OtherContentError, UnacceptableError, StoreError, UnavailableError."""
    incoming = await asyncio.to_thread(lambda: store.incoming)
    with disk():
        file = NamedTemporaryFile(dir=incoming, delete=False)  # noqa: SIM115  # it outlives the handle, see below
    path = Path(file.name)
    try:
        with file:
            await _write(file, upload, body)
        looked = await asyncio.to_thread(look, path, clock())
        await store.keep(upload.content, path)
    finally:
        # a folder has moved it
        await asyncio.to_thread(path.unlink, missing_ok=True)
    await note_received(database, upload, looked, clock())
    return looked


async def _write(file: IO[bytes], upload: Upload, body: AsyncIterator[bytes]) -> None:
    hashed, size, held = sha256(), 0, bytearray()
    async for chunk in body:
        size += len(chunk)
        if size > upload.size:
            raise OtherContentError(f"内容超过所报的 {upload.size} 字节")
        hashed.update(chunk)
        held += chunk
        if len(held) >= CHUNK:
            await _on_disk(file.write, bytes(held))
            held.clear()
    if size != upload.size:
        raise OtherContentError(f"只收到 {size} 字节, 所报的是 {upload.size} 字节, 请重传")
    if hashed.hexdigest() != upload.sha256:
        raise OtherContentError("内容的 SHA-256 与所报的不同, 请重传")
    await _on_disk(file.write, bytes(held))
    await _on_disk(_settle, file)


async def _on_disk(act: Callable[..., object], *given: object) -> None:
    with disk():
        await asyncio.to_thread(act, *given)


def _settle(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())
