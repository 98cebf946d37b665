"""Contents in a folder of this machine."""

import asyncio
import errno
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

from xiangmu.services.files.store import CHUNK, Content, MissingFileError, StoreError, StoreFullError

INCOMING = ".incoming"
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@contextmanager
def disk() -> Iterator[None]:
    """What goes wrong with a disk, in words."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise StoreFullError("存放附件的空间不足, 请联系管理员") from error
        raise StoreError("存放附件的目录不可用, 请联系管理员") from error


class LocalStore:
    """A folder. A content appears under its name complete, or not at all, and survives the loss of power."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def incoming(self) -> Path:
        """In the same folder, so that a file is only renamed."""
        path = self._folder / INCOMING
        with disk():
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
        return path

    async def keep(self, content: Content, file: Path) -> None:
        """See Store."""
        await asyncio.to_thread(self._keep, content, file)

    def _keep(self, content: Content, file: Path) -> None:
        with disk():
            target = self._folder / content.path
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            file.replace(target)
            for folder in target.parents:
                _settle(folder)
                if folder == self._folder:
                    break

    async def read(self, content: Content) -> AsyncIterator[bytes]:
        """See Store."""
        with disk():
            try:
                file = await asyncio.to_thread((self._folder / content.path).open, "rb")
            except FileNotFoundError as error:
                raise MissingFileError(content.path) from error
            with file:
                while chunk := await asyncio.to_thread(file.read, CHUNK):
                    yield chunk

    async def remove(self, content: Content) -> None:
        """See Store."""
        with disk():
            await asyncio.to_thread((self._folder / content.path).unlink, missing_ok=True)


def _settle(folder: Path) -> None:
    """Make what was renamed into the folder last."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
