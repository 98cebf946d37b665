"""Where the bytes of files are kept: under their hash, for each jurisdiction by itself.

Equal contents of a jurisdiction are kept once; nobody is told whether one was there before, since everybody sends
what they say they have.
"""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Protocol

from xiangmu.plugin.value import value

KEY = re.compile(r"[a-z][a-z0-9_]{0,63}", re.ASCII)
HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
CHUNK = 256 * 1024
"""Bytes that are written or read at a time."""


class StoreError(Exception):
    """The store cannot do it now; in Chinese."""


class StoreFullError(StoreError):
    """There is no room for the file."""


class MissingFileError(Exception):
    """The store does not have the file."""


@value
class Content:
    """The content of a jurisdiction with a SHA-256. Raises ValueError for what could be another path."""

    jurisdiction: str
    sha256: str

    def __post_init__(self) -> None:
        if not (KEY.fullmatch(self.jurisdiction) and HASH.fullmatch(self.sha256)):
            raise ValueError("不是文件在库中的位置")

    @property
    def path(self) -> str:
        """Where in the store it is."""
        return f"{self.jurisdiction}/{self.sha256[:2]}/{self.sha256}"


class Store(Protocol):
    """Keeps contents. Every method raises StoreError."""

    @property
    def incoming(self) -> Path:
        """A local folder for what is not complete yet."""

    async def keep(self, content: Content, file: Path) -> None:
        """Take in a complete file from ``incoming``, where it may stay. Raises StoreFullError."""

    def read(self, content: Content) -> AsyncIterator[bytes]:
        """The bytes. Raises MissingFileError before the first."""

    async def remove(self, content: Content) -> None:
        """Keep it no longer, if it is there."""
